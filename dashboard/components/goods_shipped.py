"""Shipments whose source names a part by its number, for a part that nobody tells to be found in a weapon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.address import chosen, short
from dashboard.components.proof import proof
from dashboard.components.table import table
from dashboard.plain_text import plain
from dashboard.say import say, words
from dashboard.states.goods import GoodsState
from dashboard.wording import country, invented, period
from graph.archive import Archive
from graph.store import Store
from queries import weapons_told

COLUMNS = ("synthetic", "supplier", "recipient", "country", "dates", "modality", "standing")


@data.kept("wait.query")
def shipments(store: Store, _: Archive, part: str, to: Sequence[str]) -> list[dict[str, Any]]:
    """Return shipments that name a part by its number."""
    return weapons_told.shipments(store, part, to, timeout_s=data.settings().query_timeout_s)


def shipped(part: str, state: GoodsState) -> None:
    """Show shipments of a part to the countries of the address; a tick opens the proof of one."""
    rows = shipments(part, state.to or GoodsState().to)
    st.subheader(say("goods.exact"), anchor=False)
    if not rows:
        st.info(say("goods.missing.exact"))
        return
    shown = [
        {"supplier": plain(row["supplier"], 200) or words("goods.somebody"), "recipient": plain(row["recipient"], 200),
         "country": country(row["country"]), "dates": period(row["start"], row["end"]), "modality": row["modality"],
         "standing": row["standing"], "synthetic": invented(row["synthetic"])}
        for row in rows
    ]  # fmt: skip
    ids = [row["transfer"] for row in rows]
    ticked = chosen(ids, [state.fact])[:1]
    now = table(shown, COLUMNS, key="shipped", alt=words("goods.exact"), file="waybill-shipments", ticked=ticked)
    if now:
        go.turn(replace(state, fact=short(ids[now[0]]), search=""))
    if ticked:
        with data.in_place():
            proof(data.proof(ids[ticked[0]]), key="shipment")
