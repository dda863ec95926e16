"""Which figures a mapping of statistics reads out of each row: one, or several side by side."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from dataclasses import dataclass

from loaders.tables.mapping_model import Field

FIGURES = ("value", "quantity", "net_kg")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that every row prints.

    Attributes:
        name: what stands behind the @ of its fields; "" for the only one.
        fields: field -> where it comes from, its own before the common ones.
        keys: field -> its name in the mapping, @ and all.
    """

    name: str
    fields: MappingABC[str, Field]
    keys: MappingABC[str, str]


def figures(fields: MappingABC[str, Field]) -> tuple[Figure, ...]:
    """Return the figures that a mapping reads out of each row, in its order."""
    names = list(dict.fromkeys(key.partition("@")[2] for key in fields if key.partition("@")[0] in FIGURES))
    found = []
    for name in names if any(names) else [""]:
        common = {key: key for key in fields if "@" not in key and (key not in FIGURES or not name)}
        own = {key.partition("@")[0]: key for key in fields if name and key.endswith(f"@{name}")}
        keys = common | own
        found.append(Figure(name, {short: fields[key] for short, key in keys.items()}, keys))
    return tuple(found)
