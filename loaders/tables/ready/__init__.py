"""Ready mappings: the layouts met in the field, each a file of this folder, and which of them fits a table.

A layout fits when the table has every column that its mapping needs, under one of the names that it gives; of several
that fit, the one that reads most columns is taken, and two that read as many are a question for a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

from graph.errors import SourceError
from loaders.tables.headings import Headings
from loaders.tables.mapping import SUFFIX, load_mapping
from loaders.tables.mapping_model import Mapping


@dataclass(frozen=True, slots=True)
class Fit:
    """A ready mapping that fits a table.

    Attributes:
        mapping: with the names that the table prints.
        columns: how many columns of the table it reads.
    """

    mapping: Mapping
    columns: int


@cache
def names() -> tuple[str, ...]:
    """Return the names of all ready mappings, in alphabetical order."""
    found = (item.name for item in files("loaders.tables.ready").iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in found if name.endswith(SUFFIX)))


@cache
def ready(name: str) -> Mapping:
    """Return a ready mapping by its name.

    Raises:
        SourceError: there is none of this name.
    """
    if name not in names():
        raise SourceError(f"mapping {name}: there is no ready one of this name; they are {', '.join(names())}")
    with as_file(files("loaders.tables.ready").joinpath(name + SUFFIX)) as path:
        return load_mapping(path)


@cache
def _needed(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the groups of columns of each of which a table must have one."""
    mapping = ready(name)
    needed = (column for column in mapping.columns() if column not in mapping.optional)
    return (*(mapping.spellings.get(column, (column,)) for column in needed), *mapping.needs)


def text(name: str) -> str:
    """Return the file of a ready mapping as it stands.

    Raises:
        SourceError: there is none of this name.
    """
    ready(name)
    return files("loaders.tables.ready").joinpath(name + SUFFIX).read_text(encoding="utf-8")


def fitting(header: Iterable[str], among: Iterable[str] | None = None) -> list[Fit]:
    """Return the ready mappings that fit a table, those that read most of its columns first.

    Args:
        header: the column names of the table.
        among: names of mappings to look at; None: all.
    """
    headings = Headings(header)
    found = []
    for name in names() if among is None else among:
        mapping = ready(name)
        if all(headings.find(group) for group in _needed(name)):
            bound = mapping.bound(headings.header)
            found.append(Fit(bound, len(bound.columns())))
    return sorted(found, key=lambda fit: (-fit.columns, fit.mapping.name))


def best(fits: list[Fit]) -> Fit | None:
    """Return the one that fits best; None where none fits.

    Raises:
        SourceError: two fit alike; says which.
    """
    if not fits:
        return None
    alike = [fit.mapping.name for fit in fits if fit.columns == fits[0].columns]
    if len(alike) > 1:
        raise SourceError(f"the ready mappings {' and '.join(alike)} fit alike; name one, such as -m {alike[0]}")
    return fits[0]
