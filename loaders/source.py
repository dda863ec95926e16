"""A file on disk, its checksum, and the words about it: publisher, owner, edition, licence."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from graph.errors import SourceError
from graph.model import Coverage, Source
from graph.packaged import packaged_yaml
from loaders.tables.yaml_lines import Lines, load_with_lines

COVERAGES = ("complete", "excerpt", "amendment")
PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
LANGUAGE = re.compile(r"[a-z]{2}")
META_SUFFIX = ".meta.yml"
VALUE_LENGTH = 2000
FOR_PEOPLE = frozenset({"source", "restates", "note", "notes"})  # "source" is opened; the others are for readers only


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of a file beside its content; None where nobody says it.

    Attributes:
        publisher, owner, title, edition, url, licence, data_origin, coverage, synthetic: as in graph.model.Source.
        published: partial ISO date of a text.
        language: ISO 639-1 code of a text.
    """

    publisher: str | None = None
    owner: str | None = None
    title: str | None = None
    edition: str | None = None
    url: str | None = None
    licence: str | None = None
    data_origin: str | None = None
    coverage: str | None = None
    synthetic: bool | None = None
    published: str | None = None
    language: str | None = None

    def over(self, other: Meta) -> Meta:
        """Return these words where they are said, else those of the other."""
        said = {slot.name: value for slot in fields(self) if (value := getattr(self, slot.name)) is not None}
        return replace(other, **said)

    def source(self, default_publisher: str) -> Source:
        """Make a Source of it; the owner of a known publisher comes from publishers.yml."""
        publisher = self.publisher or default_publisher
        return Source(
            publisher=publisher,
            owner=self.owner or publishers().get(publisher.casefold()),
            title=self.title,
            edition=self.edition,
            url=self.url,
            licence=self.licence,
            data_origin=self.data_origin,
            coverage=cast(Coverage, self.coverage or "excerpt"),
            synthetic=bool(self.synthetic),
        )


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to load.

    Attributes:
        path: where it lies.
        sha256: of its bytes.
        size: in bytes.
        meta: options over FILE.meta.yml; what the file itself says comes below both.
        companions: files that are parts of the same thing and are read with it; then sha256 is of all of them.
    """

    path: Path
    sha256: str
    size: int
    meta: Meta = Meta()
    companions: tuple[SourceFile, ...] = ()


def with_companions(file: SourceFile, paths: Iterable[Path]) -> SourceFile:
    """Join a file and those that are read with it: a change in any of them makes it another document.

    Args:
        file: the one that the others belong to.
        paths: the others.

    Returns:
        the file with a sha256 over the sha256 of all; the file itself where there are no others.

    Raises:
        SourceError: one of them cannot be read.
    """
    companions = tuple(open_source(path) for path in sorted(paths))
    if not companions:
        return file
    sums = "\n".join([file.sha256, *sorted(one.sha256 for one in companions)])
    size = file.size + sum(one.size for one in companions)
    return replace(file, sha256=hashlib.sha256(sums.encode()).hexdigest(), size=size, companions=companions)


def open_source(path: Path, options: Meta | None = None) -> SourceFile:
    """Read checksum, size and metadata of a file.

    Raises:
        SourceError: it is missing, no file, empty or not readable, or its metadata file is wrong.
    """
    if not path.exists():
        raise SourceError("there is no such file; check the path", path)
    if not path.is_file():
        raise SourceError("must be a regular file; a folder, device or pipe cannot be loaded as one", path)
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
                size += len(block)
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", path) from error
    if size == 0:
        raise SourceError("is empty (0 bytes); nothing can be loaded from it", path)
    return SourceFile(path, digest.hexdigest(), size, (options or Meta()).over(read_meta(path)))


def meta_path(path: Path) -> Path:
    """Where the metadata of a file would lie."""
    return path.with_name(path.name + META_SUFFIX)


def read_meta(path: Path) -> Meta:
    """Read `FILE.meta.yml` beside a file; an empty Meta where there is none.

    Raises:
        SourceError: it is no YAML mapping, has an unknown key or a wrong value; names file and key.
    """
    beside = meta_path(path)
    if not os.path.isfile(beside):  # unlike Path.is_file it takes a name of any length
        return Meta()
    data, lines = load_with_lines(beside)
    if not isinstance(data, dict):
        raise SourceError("must hold keys such as publisher and published, one a line", beside)
    return meta_of(data, beside, lines)


def meta_of(data: Mapping[Any, Any], place: Path | None, lines: Lines | None = None) -> Meta:
    """Check a mapping of metadata.

    Args:
        data: keys of FORMATS.md; `source: {...}` may hold those of the source.
        place: the file to name in errors; None names none.
        lines: path of keys -> line of that file, where it is known.

    Raises:
        SourceError: an unknown key or a wrong value.
    """

    def wrong(key: str, message: str) -> SourceError:
        line = (lines or {}).get(("source", key)) or (lines or {}).get((key,))
        return SourceError(f"{f'line {line}, ' if line else ''}key {key}: {message}", place)

    flat = {key: value for key, value in data.items() if key not in FOR_PEOPLE}
    nested = data.get("source") or {}
    if not isinstance(nested, Mapping):
        raise wrong("source", f"must hold keys such as publisher, got {nested!r}")
    flat.update(nested)
    known = {slot.name for slot in fields(Meta)}
    found = {}
    for key, value in flat.items():
        if key not in known:
            raise wrong(key, f"is not known here; the keys are {', '.join(sorted(known))}")
        try:
            found[key] = None if value is None else _value(key, value)
        except ValueError as error:
            raise wrong(key, str(error)) from error
    return Meta(**found)


def is_address(text: str) -> bool:
    """Whether a text is an address of the web: nothing else becomes a link."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _value(key: str, value: Any) -> Any:
    """Return a value as it is kept; None where it is empty.

    Raises:
        ValueError: it is none for this key.
    """
    if key == "synthetic":
        if isinstance(value, bool):
            return value
        raise ValueError(f"must be true or false, got {value!r}")
    if isinstance(value, (date, datetime)):
        value = value.isoformat()[:10]
    elif key in ("published", "edition") and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise ValueError(f"must be text, got {value!r}")
    if len(value) > VALUE_LENGTH:
        raise ValueError(f"must have at most {VALUE_LENGTH:,} characters, got {len(value):,}")
    value = value.strip()
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in value):
        raise ValueError(f"must be one line of text without control characters, got {value!r}")
    _check_form(key, value)
    return value or None


def _check_form(key: str, value: str) -> None:
    if key in ("published", "edition") and not _is_date(value):
        raise ValueError(f"must be a date such as 2023-03-17, 2023-03 or 2023, got {value!r}")
    if key == "language" and not LANGUAGE.fullmatch(value):
        raise ValueError(f"must be a code of two letters such as de, got {value!r}")
    if key == "coverage" and value not in COVERAGES:
        raise ValueError(f"must be one of {', '.join(COVERAGES)}, got {value!r}")
    if value and key in ("publisher", "owner") and not any(sign.isalnum() for sign in value):
        raise ValueError(f"must be a name with letters or digits, got {value!r}")
    if value and key == "url" and not is_address(value):
        raise ValueError(f"must be an address that begins with http:// or https://, got {value!r}")


def _is_date(text: str) -> bool:
    """Whether a text is a partial ISO date that the calendar has."""
    if not PARTIAL_DATE.fullmatch(text):
        return False
    try:
        return bool(date.fromisoformat(text + "-01-01"[len(text) - 4 :]))
    except ValueError:
        return False


@cache
def publishers() -> dict[str, str]:
    """Publisher (case folded) -> owner, from publishers.yml."""
    data = packaged_yaml("loaders", "publishers.yml")
    return {name.casefold(): owner["owner"] for owner in data["owners"] for name in owner["publishers"]}
