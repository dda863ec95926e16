"""Counted transfers by tier and by goods; a tick narrows the page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import go
from dashboard.components.flow_answer import NUMBERS, counted, goods_names, numbers, tier_name
from dashboard.components.table import table
from dashboard.say import say, words
from dashboard.states.flows import ANY_TIER, FlowsState

MOST_GOODS = 200


def tiers_table(state: FlowsState) -> None:
    """Show transfers by tier of the Common High Priority List."""
    st.header(say("flows.by_tier"), help=say("glossary.tier.means"))
    groups = sorted(
        counted(replace(state, tier=""), "tier").groups, key=lambda one: (one.key[0] not in ANY_TIER, one.key)
    )
    rows = [{"tier": tier_name(one.key[0]), **numbers(one)} for one in groups]
    ticked = [place for place, one in enumerate(groups) if one.key[0] == state.tier] if state.tier else []
    now = table(
        rows, ("tier", *NUMBERS), key="tiers", alt=words("flows.tiers_alt"), file="waybill-tiers", ticked=ticked
    )
    if now and groups[now[0]].key[0] in ANY_TIER:
        go.turn(replace(state, tier=groups[now[0]].key[0], route=""))


def goods_table(state: FlowsState) -> None:
    """Show transfers by goods, the most first."""
    st.header(say("flows.by_goods"))
    found = counted(state, "goods")
    groups = found.groups[:MOST_GOODS]
    names = goods_names(tuple(one.key[0] for one in groups))
    rows = [{"goods": names[one.key[0]], **numbers(one)} for one in groups]
    if len(found.groups) + found.more > len(groups):
        st.caption(say("flows.more_goods", n=len(found.groups) + found.more - len(groups)))
    ticked = [place for place, row in enumerate(rows) if state.goods and row["goods"] == state.goods]
    now = table(
        rows, ("goods", *NUMBERS), key="goods", alt=words("flows.goods_alt"), file="waybill-goods", ticked=ticked
    )
    if now and groups[now[0]].key[0]:
        go.turn(replace(state, goods=rows[now[0]]["goods"], route=""))
