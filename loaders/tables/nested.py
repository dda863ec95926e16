"""Nested records (JSON Lines, nested Parquet) as rows: a path such as `seller.ids[0].inn` is a column.

`items[].hs` makes one row of each item: the one list with `[]` is taken apart, all else is repeated beside it. A list
of plain values is one cell, its values joined with "; ", so that a split can take them apart again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from loaders.tables.layout import Layout, NumberCell

REST = "(rest)"  # column of all that the mapping does not read, as JSON, so that the archive holds the whole record
STEP = re.compile(r"([^.\[\]]+)|\[(\d*)\]")
INDEX = re.compile(r"\[\d+\]")
PATH = re.compile(r"[^.\[\]]+(?:\[\d*\])*(?:\.[^.\[\]]+(?:\[\d*\])*)*")
JOINT = "; "
NAMES = 500  # unread names that are remembered
EACH = -1  # the step [] of a path

Steps = tuple[str | int, ...]


def steps(path: str) -> Steps:
    """Take a path apart.

    Raises:
        ValueError: it is no path.
    """
    if not PATH.fullmatch(path):
        raise ValueError(f"must be a path such as a.b[0].c, got {path!r}")
    found: list[str | int] = []
    for name, index in STEP.findall(path):
        found.append(name if name else int(index) if index else EACH)
    return tuple(found)


class Shaper:
    """Turns nested records into rows with the columns that a mapping reads.

    Args:
        layout: its columns are the paths; its ignore the paths left out.
        path: the file, for messages.
        columns: the paths.
        literal: names at the top, taken as they are even where they hold a dot or a bracket.

    Attributes:
        header: the paths, then REST.
        unread: names that hold something and that nobody reads or ignores, without the numbers of list items.
    """

    def __init__(self, layout: Layout, path: Path, columns: Sequence[str], literal: Sequence[str] = ()) -> None:
        self.header = (*literal, *columns, REST)
        self.unread: dict[str, None] = {}
        self._layout = layout
        self._ignored = tuple(layout.ignore)
        self._columns: list[Steps] = [(name,) for name in literal]
        self._covered: dict[str, bool] = {}
        self._prefixes = (*literal, *columns)
        self._each: Steps | None = None
        for name in columns:
            try:
                taken = steps(name)
            except ValueError as error:
                raise SourceError(f"the mapping reads {name!r}; it {error}", path) from error
            if EACH in taken:
                lists = taken[: taken.index(EACH)]
                if EACH in taken[len(lists) + 1 :] or self._each not in (None, lists):
                    raise SourceError(f"only one list can be taken apart with []; {name!r} names a second", path)
                self._each = lists
            self._columns.append(taken)

    def rows(self, record: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
        """Yield the rows of a record: one, or one for each item of the list that is taken apart."""
        rest = self._rest(record)
        if self._each is None:
            yield (*[text(_walk(record, taken)) for taken in self._columns], rest)
            return
        items = _walk(record, self._each)
        for item in items if isinstance(items, list) and items else [None]:
            cells = []
            for taken in self._columns:
                if EACH in taken:
                    cells.append(text(_walk(item, taken[len(self._each) + 1 :])))
                else:
                    cells.append(text(_walk(record, taken)))
            yield (*cells, rest)

    def _rest(self, record: Mapping[str, Any]) -> str:
        """Return what no column holds, as JSON; "" for nothing."""
        rest = {}
        for name, value in leaves(record):
            covered = self._covered.get(name)
            if covered is None:
                covered = self._is_covered(name)
                if len(self._covered) < NAMES * 20:
                    self._covered[name] = covered
            if not covered:
                rest[name] = value
                general = INDEX.sub("[]", name)
                if len(self.unread) < NAMES and not any(_within(general, known) for known in self._ignored):
                    self.unread[general] = None
        return json.dumps(rest, ensure_ascii=False) if rest else ""

    def _is_covered(self, name: str) -> bool:
        general = INDEX.sub("[]", name)
        return any(_within(name, column) or _within(general, column) for column in self._prefixes)


def _within(name: str, path: str) -> bool:
    return name == path or (name.startswith(path) and name[len(path)] in ".[")


def _walk(value: Any, taken: Steps) -> Any:
    """Follow a path; None where it leads nowhere."""
    if isinstance(value, Mapping) and len(taken) > 1:
        whole = ".".join(str(step) for step in taken)
        if whole in value:  # a name that holds a dot itself
            return value[whole]
    for step in taken:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, Mapping) else None
        else:
            value = value[step] if isinstance(value, list) and step < len(value) else None
        if value is None:
            return None
    return value


def text(value: Any) -> str:
    """Return a value as a cell: plain ones as they are, lists of plain ones joined, all else as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return NumberCell(value)
    if isinstance(value, list) and not any(isinstance(item, (list, Mapping)) for item in value):
        return JOINT.join(found for item in value if (found := text(item)))
    return json.dumps(value, ensure_ascii=False, default=str)


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and text of all that a record holds; a list of plain values is one leaf, what is empty none."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list) and any(isinstance(item, (list, Mapping)) for item in value):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{name}[{index}]")
    elif (found := text(value)) != "":
        yield name, found
