"""What an id that a person typed stands for: a whole one, a record of a party, or the beginning of one node's id."""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Mapping
from typing import Any

from graph.errors import InvalidParameter
from graph.reference import countries
from graph.reference import goods as lexicon
from graph.schema import SCHEMA
from graph.store import Store
from graph.store_values import primary
from queries.catalogue import ID_TYPES, PARTIES, Parameter, Query
from queries.goods import NODE as GOODS
from queries.parts import part

DOCUMENT = "document:"
SHORTEST_BEGINNING = 8
SEVERAL = 5
HIGHEST = "\uffff"
HEX = re.compile(r"[0-9a-f]+")


def node(store: Store, text: str, labels: Collection[str] = tuple(SCHEMA.nodes), name: str = "id") -> tuple[str, str]:
    """Return primary label and id of the one node that a text stands for.

    Args:
        store: an open store.
        text: its id, a record id of a party, or the beginning of an id (eight characters at least); of a document
            also its checksum or the name of its file.
        labels: primary labels that the node may have.
        name: name of the parameter, for the error.

    Raises:
        InvalidParameter: nothing of these labels has this id, or several nodes do.
    """
    wanted = text.strip()
    found = _whole(store, wanted, labels) or _begins(store, wanted, labels)
    if not found and "Document" in labels:
        found = _file(store, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(f"{one} ({label})" for label, one in found[:SEVERAL])
        raise InvalidParameter(f"{name}: {wanted!r} stands for several nodes: {several}; give more of the id")
    other = _whole(store, wanted, set(SCHEMA.nodes) - set(labels))
    if other:
        raise InvalidParameter(f"{name}: {wanted!r} is the id of a {other[0][0]}; it takes that of {_kind(labels)}")
    raise InvalidParameter(
        f"{name}: {wanted!r} is no id here, nor the beginning of one ({SHORTEST_BEGINNING} characters at least); "
        f"find it by name: waybill find {shlex.quote(wanted)}"
    )


def party_or_country(store: Store, text: str, name: str) -> str:
    """Return the ISO code of a country that a text names, else the id of the party whose id it is.

    Raises:
        InvalidParameter: it is neither.
    """
    code = countries.code(text.strip())
    return code or node(store, text, PARTIES, name)[1]


def whole(store: Store, query: Query, bound: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values for a query with every id whole and known.

    Args:
        store: an open store.
        query: the query.
        bound: its values, as `runner.bind` gives them.

    Raises:
        InvalidParameter: an id is unknown, of another kind, or the beginning of several.
    """
    return {one.name: _value(store, one, bound[one.name]) for one in query.parameters}


def _value(store: Store, parameter: Parameter, value: Any) -> Any:
    if value is None:
        return None
    if parameter.type in ID_TYPES:
        return node(store, value, ID_TYPES[parameter.type], parameter.name)[1]
    if parameter.type == "ties":
        return [_tie(store, one, parameter.name) for one in value]
    if parameter.type == "goods":
        return [one if _in_lexicon(one) else node(store, one, ("Goods",), parameter.name)[1] for one in value]
    return value


def _in_lexicon(goods: str) -> bool:
    return lexicon.concept(goods.removeprefix(GOODS)) is not None


def _tie(store: Store, wanted: str, name: str) -> str:
    if store.read(part("ties"), {"ids": [wanted]}):
        return wanted
    raise InvalidParameter(f"{name}: {wanted!r} is the id of no supply; take it from `waybill paths --json` (legs)")


def _whole(store: Store, wanted: str, labels: Collection[str]) -> list[tuple[str, str]]:
    found = [(label, wanted) for label in labels if _there(store, label, wanted)]
    if not found and set(labels) & set(SCHEMA.labelled("Party")):
        found = [(primary(row["labels"]), row["id"]) for row in store.read(part("party_of_record"), {"id": wanted})]
    return found


def _there(store: Store, label: str, wanted: str) -> bool:
    return bool(store.read(f"MATCH (n:`{label}` {{waybill_id: $id}}) RETURN 1 AS n LIMIT 1", {"id": wanted}))


def _begins(store: Store, wanted: str, labels: Collection[str]) -> list[tuple[str, str]]:
    if len(wanted) < SHORTEST_BEGINNING:
        return []
    found = [(label, one) for label in labels for one in _beginning(store, label, wanted)]
    if not found and "Document" in labels and HEX.fullmatch(wanted):
        found = [("Document", one) for one in _beginning(store, "Document", f"{DOCUMENT}{wanted[:32]}")]
    return found


def _beginning(store: Store, label: str, wanted: str) -> list[str]:
    statement = (
        f"MATCH (n:`{label}`) WHERE n.waybill_id >= $from AND n.waybill_id < $to "
        f"RETURN n.waybill_id AS id ORDER BY id LIMIT {SEVERAL + 1}"
    )
    return [row["id"] for row in store.read(statement, {"from": wanted, "to": wanted + HIGHEST})]


def _file(store: Store, wanted: str) -> list[tuple[str, str]]:
    statement = (
        f"MATCH (d:Document) WHERE toLower(d.name) = toLower($name) "
        f"RETURN d.waybill_id AS id ORDER BY id LIMIT {SEVERAL + 1}"
    )
    return [("Document", row["id"]) for row in store.read(statement, {"name": wanted})]


def _kind(labels: Collection[str]) -> str:
    named = next((kind for kind, members in ID_TYPES.items() if members == tuple(labels)), "node")
    return f"{'an' if named[0] in 'aeiou' else 'a'} {named}"
