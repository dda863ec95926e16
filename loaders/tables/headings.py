"""Column names of a table, and which of them a mapping means: as printed, else folded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from graph.fold import fold, goods_key, strip_marks
from loaders.tables.layout import positions


@lru_cache(maxsize=1 << 14)
def heading_key(text: str) -> str:
    """Fold a column name to its letters and digits: `GTİP No.`, `gtip no` and `GTIP-NO` are one key."""
    return goods_key(strip_marks(fold(text)))


class Headings:
    """The column names of one table.

    Args:
        header: as printed.
    """

    def __init__(self, header: Iterable[str]) -> None:
        self.header = tuple(header)
        self._printed = set(self.header)
        self._keys: dict[str, list[str]] = {}
        for name in self.header:
            if name:
                self._keys.setdefault(heading_key(name), []).append(name)

    def find(self, spellings: Iterable[str]) -> str | None:
        """Return the printed name of the first spelling that the table has: as printed, else folded; else None."""
        held = tuple(spellings)
        for name in held:
            if name in self._printed:
                return name
        for name in held:
            found = self._keys.get(heading_key(name))
            if found and len(set(found)) == 1:
                return found[0]
        return None


def rename(names: Iterable[str], spellings: Mapping[str, tuple[str, ...]], header: Iterable[str]) -> dict[str, str]:
    """Say which printed column each name of a mapping means.

    Args:
        names: as the mapping writes them.
        spellings: name -> all its spellings, itself first; a name that is not there has only itself.
        header: of the table.

    Returns:
        name -> printed column; without what the table does not have.
    """
    headings = Headings(positions(tuple(header)))
    found = ((name, headings.find(spellings.get(name, (name,)))) for name in dict.fromkeys(names))
    return {name: printed for name, printed in found if printed is not None}
