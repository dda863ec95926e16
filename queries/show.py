"""A node as people look at it: its properties, names, ties and facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.store import Store
from graph.store_values import primary
from queries import ids
from queries.parts import part

MOST = 200  # ties, and neighbours, that are shown; the rest is counted


@dataclass(frozen=True, slots=True)
class Shown:
    """A node with what stands around it.

    Attributes:
        id: waybill_id.
        label: primary label.
        name: best name; the id where it has none.
        properties: of the node, without waybill_id.
        names: printed names with script, language, quality and source.
        ties: relationships to walk along: id, type, direction, other end, goods, dates, standing, modality, sources.
        facts: nodes next to it by other relationships: type, direction, id, label, name, date, standing, modality.
        cut: whether there are more ties or facts than are shown.
    """

    id: str
    label: str
    name: str
    properties: dict[str, Any]
    names: tuple[dict[str, Any], ...]
    ties: tuple[dict[str, Any], ...]
    facts: tuple[dict[str, Any], ...]
    cut: bool

    def to_json(self) -> dict[str, Any]:
        """Return the object of `show --json`."""
        return {
            "schema": 1,
            "id": self.id,
            "label": self.label,
            "name": self.name,
            "properties": self.properties,
            "names": [dict(one) for one in self.names],
            "ties": [dict(one) for one in self.ties],
            "facts": [dict(one) for one in self.facts],
            "cut": self.cut,
        }


def show(store: Store, identifier: str, limit: int = MOST) -> Shown:
    """Return a node with its names, ties and facts.

    Args:
        store: an open store.
        identifier: as `queries.ids.node` takes it.
        limit: most ties, and most neighbours.

    Raises:
        InvalidParameter: nothing has this id, or several things do.
    """
    label, whole = ids.node(store, identifier)
    rows = store.read(_at(label, "MATCH (n:`{label}` {{waybill_id: $id}}) RETURN properties(n) AS p"), {"id": whole})
    properties = {key: value for key, value in sorted(rows[0]["p"].items()) if key != "waybill_id"}
    around = {"id": whole, "limit": limit + 1}
    ties = store.read(_at(label, part("show_ties")), around)
    facts = store.read(_at(label, part("show_facts")), around)
    names = store.read(_at(label, part("show_names")), around)
    title = next(
        (str(properties[key]) for key in ("name", "title", "model", "text", "quote") if key in properties), whole
    )
    return Shown(
        id=whole,
        label=label,
        name=title,
        properties=properties,
        names=tuple(names[:limit]),
        ties=tuple(_plain(row) for row in ties[:limit]),
        facts=tuple(_plain(row) for row in facts[:limit]),
        cut=max(len(ties), len(facts), len(names)) > limit,
    )


def _at(label: str, statement: str) -> str:
    """Put a label of the schema in its place; labels cannot be parameters."""
    return statement.replace("`{label}`", f"`{label}`").replace("{{", "{").replace("}}", "}")


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    plain = {key: value for key, value in row.items() if value is not None and key != "labels"}
    return plain | {"label": primary(row["labels"])}
