"""What is missing in a table although its rows are taken: cells that say nothing, and cells unlike the others."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field

from graph.model import Entry
from loaders.tables.cells import trimmed
from loaders.tables.headings import rename
from loaders.tables.layout import positions
from loaders.tables.mapping_model import Mapping, Pattern
from loaders.tables.parties import is_nothing

SHOWN = 5
LOOKED_AT = {
    "consignor": ("consignor.name", "consignor"), "consignee": ("consignee.name", "consignee"), "date": ("date",),
    "goods": ("goods",),
}  # fmt: skip


@dataclass
class _Seen:
    """The cells of one column, held against one thing.

    Attributes:
        fields: of the mapping that read them.
        right, wrong: how many pass, and how many do not.
        places: rows of the first that do not.
        whole: whether a cell that does not fit is taken as a whole.
    """

    fields: list[str]
    right: int = 0
    wrong: int = 0
    places: list[str] = field(default_factory=list)
    whole: bool = False

    def add(self, passes: bool, entry: Entry) -> None:
        self.right += passes
        self.wrong += not passes
        if not passes and len(self.places) < SHOWN:
            self.places.append(f"{f'sheet {entry.sheet}, ' if entry.sheet else ''}row {entry.row}")

    def where(self) -> str:
        return "; ".join(self.places) + (" ..." if self.wrong > len(self.places) else "")


class Gaps:
    """Looks at each accepted row once; `sentences` says what is missing.

    Args:
        mapping: by which the table is read.
        ready: whether it is a ready one, whose patterns need not fit any cell.
    """

    def __init__(self, mapping: Mapping, ready: bool = False) -> None:
        self._mapping = mapping
        self._ready = ready
        self._plans: dict[tuple[str, ...], tuple[dict[str, int], list[tuple[Pattern, int, str]]]] = {}
        self._empty: dict[str, _Seen] = {}
        self._fits: dict[tuple[str, int], _Seen] = {}

    def feed(self, entry: Entry, header: tuple[str, ...]) -> None:
        """Look at one row."""
        if entry.reject is not None or not entry.claims:
            return
        looked, patterns = self._plan(header)
        for what, place in looked.items():
            self._empty[what].add(not is_nothing(entry.cells[place].strip()), entry)
        for pattern, place, column in patterns:
            cell = trimmed(entry.cells[place])
            if not is_nothing(cell):
                self._fits[column, id(pattern)].add(pattern.search(cell) is not None, entry)

    def sentences(self) -> list[str]:
        """Return what is missing, each in one sentence with its count; not of columns that are empty throughout."""
        found = []
        for what, seen in self._empty.items():
            if seen.wrong and seen.right:
                rows = "1 row has" if seen.wrong == 1 else f"{seen.wrong:,} rows have"
                found.append(f"{rows} no {what}: its column {seen.fields[0]} says nothing there ({seen.where()})")
        for (column, _), seen in self._fits.items():
            if seen.wrong and (seen.right or not self._ready):
                cells = "1 cell does" if seen.wrong == 1 else f"{seen.wrong:,} cells do"
                verb, nothing = ("is", "gives") if seen.wrong == 1 else ("are", "give")
                taken = f"{verb} taken as a name as a whole" if seen.whole else f"{nothing} nothing"
                found.append(
                    f"column {column}: {cells} not fit the pattern of {', '.join(seen.fields)}, and {taken} "
                    f"({seen.where()}); the other {seen.right:,} fit"
                )
        return found

    def _plan(self, header: tuple[str, ...]) -> tuple[dict[str, int], list[tuple[Pattern, int, str]]]:
        """Return which cells of the rows below a header are looked at."""
        if header not in self._plans:
            places, fields = positions(header), self._mapping.bound(header).fields
            columns = {name: item.column for name, item in fields.items() if item.column in places}
            looked: dict[str, int] = {}
            for what, names in LOOKED_AT.items():
                column = next((columns[name] for name in names if name in columns), None)
                if column is not None:
                    looked[what] = places[column]
                    self._empty.setdefault(what, _Seen([column]))
            patterns: dict[tuple[str, int], tuple[Pattern, int, str]] = {}
            for name, column in columns.items():
                split = fields[name].split
                if split is not None and split.pattern is not None and column is not None:
                    key = (column, id(split.pattern))
                    seen = self._fits.setdefault(key, _Seen([], whole=split.whole))
                    if name not in seen.fields:
                        seen.fields.append(name)
                    patterns[key] = (split.pattern, places[column], column)
            self._plans[header] = looked, list(patterns.values())
        return self._plans[header]


def merged_unfilled(mapping: Mapping, merged: MappingABC[str, list[str]]) -> list[str]:
    """Say which columns that a mapping reads hold merged cells that count for their first row alone.

    Args:
        mapping: by which the table is read.
        merged: column -> where its cells are merged over several rows.
    """
    read = set(rename(mapping.columns(), mapping.spellings, tuple(merged)).values())
    filled = set(rename(mapping.layout.fill_down, mapping.spellings, tuple(merged)).values())
    found = []
    for name in sorted(read - filled):
        places = merged[name]
        more = " ..." if len(places) > SHOWN else ""
        found.append(
            f"column {name}: cells are merged over several rows in {len(places):,} places "
            f"({'; '.join(places[:SHOWN])}{more}), and count for the first of these rows alone; name it in "
            "file.fill_down where they count for all"
        )
    return found
