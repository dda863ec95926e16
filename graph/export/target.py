"""Files and folders that an export writes whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.durable import sync_folder, translate, whole_file
from graph.errors import ExportError

WRITING = "writing the export"
MARK = "about.json"  # in every folder that an export made; only such a folder is ever replaced


@contextmanager
def new_file(path: Path, force: bool = False) -> Iterator[BinaryIO]:
    """Write a file under another name, and give it its own at the end.

    Args:
        path: the file.
        force: replace one that is there.

    Raises:
        ExportError: something is there already, or the folder is not.
        ArchiveError: the disk is full or refuses; nothing is left behind.
    """
    check(path, False, force)
    with whole_file(path, WRITING, buffer=1 << 20) as stream:
        yield stream


@contextmanager
def new_folder(path: Path, force: bool = False) -> Iterator[Path]:
    """Fill a folder under another name, and give it its own at the end.

    Args:
        path: the folder.
        force: replace one that an export made.

    Raises:
        ExportError: something is there already, or the folder above is not.
        ArchiveError: the disk is full or refuses; nothing is left behind.
    """
    check(path, True, force)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    old = path.with_name(f".{path.name}.{os.getpid()}.old")
    try:
        try:
            temporary.mkdir()
            yield temporary
            for file in temporary.iterdir():
                with file.open("rb") as stream:
                    os.fsync(stream.fileno())
            sync_folder(temporary)
            if os.path.lexists(path):
                os.rename(path, old)
            os.rename(temporary, path)
            sync_folder(path.absolute().parent)
        except OSError as error:
            if old.exists() and not path.exists():
                os.rename(old, path)
            raise translate(error, path, WRITING) from error
    finally:
        for folder in (temporary, old):
            shutil.rmtree(folder, ignore_errors=True)


def check(path: Path, folder: bool, force: bool) -> None:
    """Refuse a place where nothing may be written, before any work is done.

    Args:
        path: the file or folder.
        folder: which of both; an empty folder is as good as none.
        force: whether what is there may be replaced.

    Raises:
        ExportError: something is there already, or the folder above is not.
    """
    if not path.absolute().parent.is_dir():
        raise ExportError(f"{path}: its folder does not exist; make it, or name another")
    if not os.path.lexists(path) or (folder and os.path.isdir(path) and not any(os.scandir(path))):
        return
    if not force:
        raise ExportError(f"{path}: is there already; name another, or replace it with --force")
    if not folder and os.path.isdir(path):
        raise ExportError(f"{path}: is a folder, and this format writes a file; name another")
    if folder and not (path / MARK).is_file():
        raise ExportError(f"{path}: was not made by an export (it holds no {MARK}), so it stays; name another")
