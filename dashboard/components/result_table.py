"""The rows of a canned query as a table and as a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import go
from dashboard.components.csv_file import download
from dashboard.components.goods_words import goods_link, part_link
from dashboard.components.table import table
from dashboard.plain_text import escaped
from dashboard.say import say
from dashboard.states.party import PartyState
from dashboard.wording import invented
from queries.catalogue import Query
from queries.goods import NODE
from queries.result import Result

SYNTHETIC = "synthetic"
_IDS = ("tie", "fact", "claim", "document")
_GOODS = ("goods_id", "part_id")
_PARTIES = (
    "party_id", "owner_id", "other_id", "listed_id", "maker_id", "person_id", "supplier_id", "top_id",
)  # fmt: skip


def result_table(query: Query, result: Result) -> None:
    """Show the answer to a query; where it is empty, say what to try.

    Args:
        query: gives the columns their meaning.
        result: its answer.
    """
    for line in result.notes:
        st.caption(escaped(line, 2000))
    if not result.rows:
        st.info(say("catalogue.nothing"))
        return
    numbers = {column.name for column in query.columns if column.type in ("integer", "float", "boolean")}
    nothing = {name: None if name in numbers else "" for name in result.columns}
    rows = [{name: cell(row.get(name), nothing[name]) for name in result.columns} for row in result.rows]
    st.caption(say("catalogue.rows", n=len(rows), seconds=round(result.seconds, 3)))
    if result.cut:
        st.warning(say("catalogue.cut"))
    helps = {column.name: column.help for column in query.columns}
    shown = [{**row, SYNTHETIC: invented(row.get(SYNTHETIC))} for row in rows]
    order = shown_order(result.columns, any(row[SYNTHETIC] for row in shown))
    now = table(
        shown, order, key=query.name, alt=query.question, headers={name: name for name in order}, helps=helps,
        ticked=[] if any(name in _PARTIES + _GOODS for name in order) else None,
    )  # fmt: skip
    for place in now or ():
        _ways(rows[place])
    download(rows, result.columns, f"waybill-{query.name}.csv", key=f"{query.name}-csv")


def _ways(row: Mapping[str, Any]) -> None:
    """Show links to the parties, goods and parts of a row."""
    for name in _GOODS:
        thing, title = str(row.get(name) or ""), row.get(name.removesuffix("_id"))
        if thing.startswith(NODE):
            goods_link(thing, title)
        elif thing:
            part_link(thing, title)
    for name in _PARTIES:
        identifier = row.get(name)
        if identifier and ":" not in str(identifier):  # countries and goods have one in their id
            called = row.get(name.removesuffix("_id")) or identifier
            go.link("party", escaped(called, 200), PartyState(id=str(identifier)), icon=":material/id_card:")


def shown_order(columns: Sequence[str], invented: bool) -> list[str]:
    """Return the columns of an answer as a table shows them: what is invented first, ids last.

    Args:
        columns: in the order of the answer.
        invented: whether any row is.
    """
    ids = [name for name in columns if name in _IDS or name.endswith("_id")]
    words = [name for name in columns if name not in ids and name != SYNTHETIC]
    return [*([SYNTHETIC] if invented else []), *words, *ids]


def cell(value: Any, nothing: Any = None) -> Any:
    """Return a value as a table shows it: dates and maps as text, lists joined.

    Args:
        value: as the runner gives it.
        nothing: what stands for None.
    """
    if value is None:
        return nothing
    if isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, (list, tuple)):
        return "; ".join(_inner(item) for item in value)
    return _inner(value)


def _inner(value: Any) -> str:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def columns_of(query: Query) -> Sequence[dict[str, str]]:
    """Return what the columns of a query mean, as rows of a table."""
    return [{"column": column.name, "type": column.type, "meaning": column.help} for column in query.columns]
