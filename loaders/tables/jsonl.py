"""JSON Lines: one object a line, nested, read by paths; numbers keep the digits that stand there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from graph.model import Reject
from loaders.tables.frame import Frame
from loaders.tables.layout import BadCell, Layout, NumberCell, Row
from loaders.tables.nested import INDEX, Shaper, leaves
from loaders.tables.reader import TableReader

GUESSED = 1000  # lines whose names make the header where nobody names paths


class _Twice(ValueError):
    """An object holds a name twice."""


class JsonLinesReader:
    """Reads one file of JSON Lines; iterate for its rows."""

    def __init__(self, path: Path, layout: Layout) -> None:
        self._text = TableReader(path, replace(layout, encoding=layout.encoding or "utf-8-sig"))
        self.path = path
        self.layout = replace(self._text.layout, format="jsonl", delimiter=None)
        self.notices: list[str] = []
        self.counts: Counter[str] = Counter()
        self.unread: list[str] = []
        self.epoch_1904 = False
        self._columns: tuple[str, ...] | None = layout.columns or None

    def read_headers(self) -> dict[str, tuple[str, ...]]:
        """Return the paths that are read: those of the mapping, else all names of the first lines."""
        return {"": Shaper(self.layout, self.path, self._paths()).header}

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows; a line that is no object is a reject."""
        self.counts.clear()
        shaper = Shaper(self.layout, self.path, self._paths())
        frame = Frame(shaper.header, self.layout, notes=False)
        for line, found, printed in self._records():
            if isinstance(found, Reject):
                yield Row(line, (printed,), found)
            else:
                for cells in shaper.rows(found):
                    yield frame.row(line, cells)
        self.unread = list(shaper.unread)

    def _paths(self) -> tuple[str, ...]:
        if self._columns is None:
            names: dict[str, None] = {}
            for _, found, _ in islice(self._records(), GUESSED):
                if not isinstance(found, Reject):
                    names.update(dict.fromkeys(INDEX.sub("[0]", name) for name, _ in leaves(found)))
            if not names:
                raise SourceError("holds no JSON object in its first lines", self.path)
            self._columns = tuple(names)[: self.layout.limits.columns]
        return self._columns

    def _records(self) -> Iterator[tuple[int, dict[str, Any] | Reject, str]]:
        """Yield number of the line, the object or why there is none, and what is printed."""
        with closing(self._text.lines()) as lines:
            for number, line in lines:
                if isinstance(line, Reject):
                    reason, _, printed = line.message.partition(": ")
                    yield number, Reject(line.rule, reason), printed
                elif line.strip():
                    yield number, _object(line), line.rstrip("\r\n")


def _object(line: str) -> dict[str, Any] | Reject:
    if "\0" in line:
        return Reject("zero_byte", "holds a zero byte, which no text holds")
    try:
        found = DECODER.decode(line.strip())
    except _Twice as error:
        return Reject("name_twice", f"holds the name {error.args[0]!r} twice, and nothing says which counts")
    except (ValueError, RecursionError) as error:
        words = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deep"
        return Reject("not_json", f"is no JSON ({words})")
    if not isinstance(found, dict):
        return Reject("not_an_object", "must be a JSON object with names and values")
    return found


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twice(next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1))
    return found


DECODER = json.JSONDecoder(
    parse_float=NumberCell, parse_int=NumberCell, parse_constant=BadCell, object_pairs_hook=_pairs
)
