"""A node as people look at it: its properties, names, ties and facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.errors import InvalidParameter
from graph.schema import SCHEMA
from graph.store import Store
from graph.store_values import primary
from queries.parts import part

MOST = 200  # ties, and neighbours, that are shown; the rest is counted
SHORTEST_BEGINNING = 6
SEVERAL = 5


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
        identifier: its id, a record id of a party, or the beginning of an id (six characters at least).
        limit: most ties, and most neighbours.

    Raises:
        InvalidParameter: nothing has this id, or several things do.
    """
    label, whole = _find(store, identifier.strip())
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


def _find(store: Store, wanted: str) -> tuple[str, str]:
    """Return primary label and id of what an id, or its beginning, means."""
    found = [(label, wanted) for label in SCHEMA.nodes if _there(store, label, wanted)]
    if not found:
        found = [(primary(row["labels"]), row["id"]) for row in store.read(part("party_of_record"), {"id": wanted})]
    if not found and len(wanted) >= SHORTEST_BEGINNING:
        found = [pair for label in SCHEMA.nodes for pair in _beginning(store, label, wanted)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise InvalidParameter(f"id {wanted!r}: no node has it; find it by name first, or give more of its beginning")
    several = ", ".join(f"{name} ({label})" for label, name in found[:SEVERAL])
    raise InvalidParameter(f"id {wanted!r}: several nodes begin so: {several}; give more of it")


def _there(store: Store, label: str, wanted: str) -> bool:
    return bool(store.read(f"MATCH (n:`{label}` {{waybill_id: $id}}) RETURN 1 AS n LIMIT 1", {"id": wanted}))


def _beginning(store: Store, label: str, wanted: str) -> list[tuple[str, str]]:
    statement = (
        f"MATCH (n:`{label}`) WHERE n.waybill_id >= $from AND n.waybill_id < $to "
        f"RETURN n.waybill_id AS id ORDER BY id LIMIT {SEVERAL + 1}"
    )
    return [(label, row["id"]) for row in store.read(statement, {"from": wanted, "to": wanted + "\uffff"})]
