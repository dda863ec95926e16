"""What the readers of registers share: cells of a record, entries with their claims, dates, shares, stubs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from graph.model import Amount, Claim, Entry, Name, Party, PartyKind, Relation, replace
from loaders.tables.dates import DateProblem, read_date

MAX_COLUMNS = 1000  # a record with more kinds of fields is no register's
FURTHER = "further"
LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")
PERCENT = "%"


class Columns:
    """The columns of a file whose records have no header: a path gets its column when it is first seen."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    @property
    def header(self) -> tuple[str, ...]:
        """Paths in the order in which they were first seen."""
        return tuple(self._places)

    def cells(self, fields: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Return the cells of a record; values of one path are joined by " | ".

        Args:
            fields: pairs of path and value.
        """
        found: dict[int, str] = {}
        for path, value in fields:
            place = self._places.get(path)
            if place is None:
                if len(self._places) >= MAX_COLUMNS:
                    value, path = f"{path}={value}", FURTHER
                place = self._places.setdefault(path, len(self._places))
            found[place] = f"{found[place]} | {value}" if place in found else value
        return tuple(found.get(place, "") for place in range(max(found, default=-1) + 1))

    def unread(self, known: Callable[[str], bool]) -> list[str]:
        """Return the paths that hold something and that the reader does not know."""
        return [path for path in self._places if not known(path)]


def json_leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and value of everything in a JSON value, in its order; what stands in a list has the list's path."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from json_leaves(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for item in value:
            yield from json_leaves(item, path)
    elif value is not None:
        yield path or ".", value if isinstance(value, str) else str(value).lower()


def entry(row: int, key: str, cells: tuple[str, ...], claims: Sequence[Claim]) -> Entry:
    """Make an entry; a claim without a key of its own has that of the entry, with a number from the second one on."""
    seen: dict[str, int] = {}
    keyed = []
    for claim in claims:
        record = claim.record
        if record is None:
            number = seen[claim.kind] = seen.get(claim.kind, 0) + 1
            record = key if number == 1 else f"{key} {number}"
        keyed.append(replace(claim, record=record))
    return Entry(row=row, record=key, cells=cells, claims=tuple(keyed))


def stub(key: str, surface: str, kind: PartyKind = "company", **slots: Any) -> Party:
    """Make a party that the source only refers to."""
    return Party(surface=surface, kind=kind, key=key, stub=True, **slots)


def read_day(text: str | None, name: str, flags: list[str]) -> str | None:
    """Return a partial ISO date; what is none is flagged under the name of its field, never guessed."""
    if not text or not text.strip():
        return None
    try:
        return read_date(text.strip())
    except DateProblem:
        flags.append(f"{name}:unread")
        return None


def language(tag: str | None) -> str | None:
    """Return the ISO 639-1 code of a language tag such as en or de-DE."""
    found = LANGUAGE.fullmatch(tag or "")
    return found.group(1).lower() if found else None


def percent(number: Decimal | int | str, relation: Relation = "=") -> Amount:
    """Return a share in per cent, without an exponent."""
    return Amount(format(Decimal(number), "f"), relation, PERCENT)


def distinct(names: Iterable[Name], surface: str) -> tuple[Name, ...]:
    """Return names without repetitions and blanks; the surface stays only where its language or quality is told."""
    found: dict[str, Name] = {}
    for name in names:
        if name.text.strip():
            found.setdefault(name.text, name)
    first = found.get(surface)
    if first is not None and first.quality == "primary" and first.language is None:
        del found[surface]
    return tuple(found.values())


def join_address(parts: Iterable[str | None]) -> str:
    """Join the parts of an address as one line, blanks out and none twice in a row."""
    found: list[str] = []
    for part in parts:
        text = " ".join((part or "").split()).strip(" ,")
        if text and (not found or found[-1] != text):
            found.append(text)
    return ", ".join(found)


def count(path: Path, pattern: re.Pattern[bytes]) -> int:
    """Count what a pattern of at most 256 bytes finds in a file, in blocks."""
    found, rest = 0, b""
    with path.open("rb") as stream:
        while block := stream.read(1 << 22):
            data = rest + block
            last = 0
            for match in pattern.finditer(data):
                found, last = found + 1, match.end()
            rest = data[max(last, len(data) - 256) :]
    return found
