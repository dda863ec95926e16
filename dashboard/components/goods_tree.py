"""The tree of HS codes with what the graph tells under each, and the tiers of the Common High Priority List beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.components.flow_answer import tier_name
from dashboard.components.goods_words import CODE, printed_code, tiers
from dashboard.components.table import table
from dashboard.plain_text import plain
from dashboard.say import say, words
from dashboard.states.flows import ANY_TIER
from dashboard.states.goods import GoodsState
from graph.archive import Archive
from graph.model import digest_id
from graph.reference import hs
from graph.store import Store
from queries import codes
from queries.codes import Code, Counts, Told

COUNTS = ("printed", "inferred", "by_kind", "ties", "findings", "statistics", "invented")
COLUMNS = ("hs_code", "description", "tiers", *COUNTS)
TIERS = ("tier", "codes", "printed", "inferred")
INDENT = "\u2003"  # before a code, for each level above it
WIDTHS = {"hs_code": 85, "description": 270, "tiers": 95, **dict.fromkeys(COUNTS, 66)}
_TIER_WIDTHS = {"tier": 75, **dict.fromkeys(TIERS[1:], 66)}


@data.kept("wait.query")
def told(store: Store, _: Archive) -> Told:
    """Return what the graph tells under each code."""
    return codes.told(store, timeout_s=data.settings().query_timeout_s)


def tree(state: GoodsState, opened: str) -> None:
    """Show the tree with one branch open, and the tiers beside; a tick opens a code, or keeps to a tier.

    Args:
        state: what the address says.
        opened: digits of the open code; empty shows the chapters.
    """
    counts = told()
    left, right = st.columns([3, 1])
    with left:
        st.header(say("goods.tree"), help=say("glossary.hs.means"), anchor=False)
        _branch(state, opened, counts)
    with right:
        st.header(say("goods.tiers"), help=say("glossary.tier.means"), anchor=False)
        _tiers(state, counts)
    st.caption(say("goods.counted"))
    st.caption(say("goods.from_list", list=hs.TIER_SOURCE, day=hs.TIER_EDITION, edition=hs.EDITION, source=hs.SOURCE))


def _branch(state: GoodsState, opened: str, counts: Told) -> None:
    rows = codes.branch(counts, opened, tier=state.tier, everything=state.all)
    _choices(state, opened)
    if not rows:
        st.info(say("goods.no_codes"))
        return
    shown = [code_row(one) for one in rows]
    ticked = [place for place, one in enumerate(rows) if one.code == opened]
    now = table(
        shown, COLUMNS, key=f"tree-{digest_id(state.params())[:8]}", alt=words("goods.tree_alt"),
        file="waybill-hs-codes", widths=WIDTHS, ticked=ticked, helps=count_helps(),
    )  # fmt: skip
    if not opened and not state.all:
        st.caption(say("goods.listed_first"))
    if now:
        go.turn(replace(state, goods=f"{CODE}{rows[now[0]].code}", search=""))


def _choices(state: GoodsState, opened: str) -> None:
    if go.common().paper:
        return
    tag = digest_id(state.params())[:8]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if opened:
            go.link(
                "goods", say("goods.all_codes"), replace(state, goods="", search=""), icon=":material/arrow_upward:"
            )
        if state.tier:
            label = say("goods.any_tier", tier=tier_name(state.tier))
            go.link("goods", label, replace(state, tier=""), icon=":material/close:")
        everything = st.checkbox(say("goods.all"), state.all, key=f"all-{tag}", disabled=bool(state.tier))
    if everything != state.all:
        go.turn(replace(state, all=everything))


def _tiers(state: GoodsState, counts: Told) -> None:
    found = list(codes.by_tier(counts))
    rows = [{"tier": tier_name(tier), "codes": len(own), **count_cells(sums)} for tier, own, sums in found]
    ticked = [place for place, one in enumerate(found) if state.tier and within(one[0], state.tier)]
    now = table(
        rows, TIERS, key="tree-tiers", alt=words("goods.tiers_alt"), file="waybill-priority-tiers",
        ticked=ticked[:1], helps=count_helps(), widths=_TIER_WIDTHS,
    )  # fmt: skip
    if now and found[now[0]][0] in ANY_TIER:
        go.turn(replace(state, tier=found[now[0]][0], goods="", search=""))


def within(tier: str, wanted: str) -> bool:
    """Whether a tier is the wanted one, or one of its halves."""
    return tier == wanted or tier.startswith(f"{wanted}.")


def code_row(one: Code) -> dict[str, Any]:
    """Return a code as a row of a table."""
    described = plain(one.description, 300) if one.description else words("goods.no_code")
    indent = INDENT * (len(one.code) // 2 - 1)
    return {"hs_code": indent + printed_code(one.code), "description": described, "tiers": tiers(one.tiers),
            **count_cells(one.counts)}  # fmt: skip


def count_cells(counts: Counts) -> dict[str, int]:
    """Return counts as cells of a table."""
    return {name: getattr(counts, name) for name in COUNTS}


def count_helps(names: Sequence[str] = COUNTS) -> dict[str, str]:
    """Return what the counts mean, by column."""
    return {name: words(f"goods.count.{name}") for name in names}
