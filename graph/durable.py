"""Files that survive a kill, a full disk and a power cut: whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.errors import ArchiveError


def translate(error: OSError, path: Path, what: str) -> ArchiveError:
    """Turn an operating system's error into one that names the file and the way out."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ArchiveError(f"{path}: the disk is full ({what}); free some space and run the command again")
    return ArchiveError(f"{path}: {error.strerror or error} ({what})")


def sync_folder(folder: Path) -> None:
    """Make a rename or a new file in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def whole_file(path: Path, what: str = "writing it", mode: int = 0o666, buffer: int = -1) -> Iterator[BinaryIO]:
    """Fill a file under another name, and give it its own at the end; or leave what was there.

    Args:
        path: the file; its folder exists.
        what: what is done, for the error.
        mode: permissions of a new file.
        buffer: bytes that are held before they are written; -1 for the usual number.

    Raises:
        ArchiveError: the disk is full or refuses; no part of the file is left behind.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(handle, "wb", buffer) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        raise translate(error, path, what) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_file(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write all bytes of a file; see `whole_file`."""
    with whole_file(path, mode=mode) as file:
        file.write(data)


def append_line(path: Path, line: bytes) -> None:
    """Append one line to a log; a line that a kill tore off before is cut away first.

    The caller holds the lock of the log.

    Raises:
        ArchiveError: the disk is full or refuses; the log is as before.
    """
    before = 0
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise translate(error, path, "opening it") from error
    with os.fdopen(handle, "r+b") as file:
        try:
            data = file.read()
            before = data.rfind(b"\n") + 1
            if before < len(data):
                file.truncate(before)
            file.seek(before)
            file.write(line + b"\n")
            file.flush()
            os.fsync(file.fileno())
        except OSError as error:
            file.truncate(before)
            raise translate(error, path, "appending to it") from error
    sync_folder(path.parent)


@contextmanager
def locked(path: Path, busy: str | None = None) -> Iterator[None]:
    """Hold an exclusive lock that the system frees when the process ends, however it ends.

    Args:
        path: the lock file; made when missing.
        busy: when given, do not wait: raise ArchiveError with these words if another process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (fcntl.LOCK_NB if busy else 0))
        except BlockingIOError as error:
            raise ArchiveError(busy or "") from error
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
