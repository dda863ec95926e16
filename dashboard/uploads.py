"""Files that somebody uploaded to be loaded: kept apart and private until they are loaded, given up or a day old.

Names of files are data: they are never a path, and what cannot be a name here is refused in words. What the files are,
and whether they are harmless, the loaders say; nothing is unpacked here.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard import scratch
from dashboard.launch import UPLOAD_MB
from dashboard.plain_text import plain
from graph.archive import now
from graph.durable import translate, write_file
from graph.errors import WaybillError
from graph.rights import Role, acting, needs

KIND = "uploads"
MOST_FILES = 20
MOST_BYTES = UPLOAD_MB << 20  # of one upload, all its files together
LONGEST_NAME = 180  # bytes, so that a mapping beside it still has a name
LONGEST_MAPPING = 1 << 20  # characters
LONGEST_WORD = 2000  # characters, as loaders/source.py has it
KEPT_S = 24 * 3600.0
MAPPING = ".mapping.yml"
# What may be said of the files, as the options of `waybill load` are called.
WORDS = ("publisher", "title", "edition", "published", "licence", "url", "owner", "data_origin", "coverage", "language")
_PARTS = re.compile(r"[/\\]")


class UploadRefused(WaybillError):
    """Files cannot be taken as they were uploaded; nothing of them is kept."""


@dataclass(frozen=True, slots=True)
class Upload:
    """Files that wait.

    Attributes:
        id: its name in an address.
        path: its folder.
        by: who uploaded it.
        at: when (UTC, ISO).
        words: what is said of the files, by the name of the option.
        synthetic: whether invented content may be loaded.
    """

    id: str
    path: Path
    by: str
    at: str
    words: Mapping[str, str] = field(default_factory=dict)
    synthetic: bool = False

    @property
    def files(self) -> Path:
        """The folder of the files."""
        return self.path / "files"

    def names(self) -> dict[str, int]:
        """Return the names of the files with their sizes in bytes, without mappings that were made here."""
        found = sorted(self.files.iterdir())
        own = {one.name + MAPPING for one in found}
        return {one.name: one.stat().st_size for one in found if one.is_file() and one.name not in own}

    def options(self) -> list[str]:
        """Return the options of `waybill load` that say what is known of the files."""
        said = [f"--{name.replace('_', '-')}={value}" for name, value in self.words.items() if name in WORDS and value]
        return [*said, *(["--synthetic"] if self.synthetic else [])]

    def mapping(self, name: str) -> Path:
        """Where the mapping of a table lies."""
        return self.files / f"{name}{MAPPING}"

    def mark(self) -> str:
        """Return a mark that is another one once a file, a mapping or what is said of them changes."""
        held = [(one.name, one.stat().st_mtime_ns, one.stat().st_size) for one in sorted(self.files.iterdir())]
        return repr((held, sorted(self.words.items()), self.synthetic))


def find(name: str) -> Upload | None:
    """Return an upload by its id; None where there is none, or no longer."""
    path = scratch.place(KIND, name)
    try:
        about = json.loads((path / "about.json").read_text(encoding="utf-8")) if path else None
    except (OSError, ValueError):
        return None
    if path is None or not isinstance(about, dict):
        return None
    return Upload(name, path, str(about["by"]), str(about["at"]), dict(about["words"]), bool(about["synthetic"]))


def all_of_them() -> list[Upload]:
    """Return the uploads that wait, the latest first."""
    found = (find(path.name) for path in scratch.folder(KIND).glob("*"))
    return sorted((one for one in found if one is not None), key=lambda one: (one.at, one.id), reverse=True)


@needs(Role.ADMIN, "loading")
def keep(given: Sequence[tuple[str, bytes]]) -> Upload:
    """Keep uploaded files.

    Args:
        given: name, as the browser told it, and content of each.

    Raises:
        UploadRefused: they are too many or too large, or a name cannot be that of a file.
        ArchiveError: the disk is full or refuses.
    """
    names = _checked(given)
    with _refusing("an upload"):
        path = scratch.fresh(KIND)
        try:
            (path / "files").mkdir(mode=scratch.PRIVATE)
            for name, (_, content) in zip(names, given, strict=True):
                write_file(path / "files" / name, content, scratch.PRIVATE_FILE)
            _tell(Upload(path.name, path, acting().name, now()))
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise
    found = find(path.name)
    assert found is not None
    return found


def _checked(given: Sequence[tuple[str, bytes]]) -> list[str]:
    if not 0 < len(given) <= MOST_FILES:
        raise UploadRefused(f"upload: must be 1 to {MOST_FILES} files, got {len(given)}; for more: waybill load FOLDER")
    size = sum(len(content) for _, content in given)
    if size > MOST_BYTES:
        raise UploadRefused(
            f"upload: must have at most {MOST_BYTES:,} bytes, got {size:,}; for more: waybill load FILE, at the machine"
        )
    names = [_name(name) for name, _ in given]
    twice = next((name for number, name in enumerate(names) if name.casefold() in _folded(names[:number])), None)
    if twice is not None:
        raise UploadRefused(f"upload: two files are called {plain(twice, 100)!r}; rename one of them")
    return names


def _folded(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names}


def _name(told: str) -> str:
    """Return the name of a file without any folder.

    Raises:
        UploadRefused: it cannot be one.
    """
    name = _PARTS.split(told)[-1]
    size = len(name.encode("utf-8", "surrogatepass"))
    if size > LONGEST_NAME:
        raise UploadRefused(
            f"upload: the name of a file must have at most {LONGEST_NAME} bytes, {plain(name, 60)!r} has {size:,}; "
            "rename it"
        )
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in name):
        raise UploadRefused(f"upload: the name {plain(name, 100)!r} has control characters; rename the file")
    if name.strip(" .") == "" or name.startswith("."):
        raise UploadRefused(f"upload: {plain(told, 100)!r} is no name of a file that can be loaded; rename it")
    return name


@needs(Role.ADMIN, "loading")
def describe(upload: Upload, words: Mapping[str, str], synthetic: bool) -> None:
    """Keep what is said of the files.

    Args:
        upload: the files.
        words: by the name of the option; what is empty is left out.
        synthetic: whether invented content may be loaded.
    """
    said = {name: plain(words[name], LONGEST_WORD) for name in WORDS if plain(words.get(name))}
    with _refusing("what is said of an upload"):
        _tell(Upload(upload.id, upload.path, upload.by, upload.at, said, synthetic))


@needs(Role.ADMIN, "loading")
def map_by(upload: Upload, name: str, text: str) -> None:
    """Keep the mapping of a table beside it; an empty one is taken away.

    Args:
        upload: the files.
        name: of the table.
        text: YAML; whether it is a mapping the next reading says.

    Raises:
        UploadRefused: there is no such table, or the mapping is too long.
    """
    if name not in upload.names():
        raise UploadRefused(f"mapping: there is no file {plain(name, 100)!r} in this upload; choose one of its files")
    if len(text) > LONGEST_MAPPING:
        raise UploadRefused(f"mapping: must have at most {LONGEST_MAPPING:,} characters, got {len(text):,}")
    with _refusing("a mapping"):
        if text.strip():
            write_file(upload.mapping(name), text.encode("utf-8", "replace"), scratch.PRIVATE_FILE)
        else:
            upload.mapping(name).unlink(missing_ok=True)


@needs(Role.ADMIN, "loading")
def drop(upload: Upload) -> None:
    """Remove uploaded files."""
    shutil.rmtree(upload.path, ignore_errors=True)


@needs(Role.ADMIN, "loading")
def tidy(in_use: Iterable[str]) -> None:
    """Remove uploads that nobody has touched for a day.

    Args:
        in_use: ids of those that a command reads.
    """
    kept = set(in_use)
    for path in scratch.folder(KIND).glob("*"):
        if path.name not in kept and time.time() - path.stat().st_mtime > KEPT_S:
            shutil.rmtree(path, ignore_errors=True)


def _tell(upload: Upload) -> None:
    about: dict[str, Any] = {"by": upload.by, "at": upload.at, "words": upload.words, "synthetic": upload.synthetic}
    write_file(upload.path / "about.json", json.dumps(about).encode("utf-8"), scratch.PRIVATE_FILE)


@contextmanager
def _refusing(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise translate(error, Path(os.fspath(error.filename or scratch.folder(KIND))), f"keeping {what}") from error
