"""Short names that are known to stand for several parties: whoever prints one does not say which is meant.

Source: data/ambiguous_names.yml, where each entry names the documents that print the names.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graph.errors import SchemaError
from graph.fold import fold_name
from graph.packaged import packaged_yaml


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """One short name.

    Attributes:
        names: its spellings.
        parties: names of the parties that it may mean, two or more.
        source: who prints them so.
        date: of that source, ISO.
    """

    names: tuple[str, ...]
    parties: tuple[str, ...]
    source: str
    date: str


def entries() -> tuple[Ambiguous, ...]:
    """Return all entries in the order of the file."""
    return tuple(dict.fromkeys(_index().values()))


def known(folded: str) -> Ambiguous | None:
    """Return the entry of a short name.

    Args:
        folded: by `graph.fold.fold_name`, so that a legal form does not matter.
    """
    return _index().get(folded)


@lru_cache(maxsize=1)
def _index() -> dict[str, Ambiguous]:
    lines = packaged_yaml("graph.reference", "data", "ambiguous_names.yml")["names"]
    found: dict[str, Ambiguous] = {}
    for number, line in enumerate(lines, start=1):
        one = Ambiguous(tuple(line["names"]), tuple(line["parties"]), line["source"], str(line["date"]))
        if len(one.parties) < 2:
            raise SchemaError(f"ambiguous_names.yml, entry {number}: a name of one party is not ambiguous; take it out")
        for name in one.names:
            if found.setdefault(fold_name(name), one) is not one:
                raise SchemaError(f"ambiguous_names.yml, entry {number}: {name!r} stands in two entries; join them")
    return found
