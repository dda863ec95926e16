"""Goods and products: HS codes with tiers, weapons with the parts found in them, the long path of a part."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import data, go
from dashboard.components.goods_found import findings, found_table, part_head, to_weapons, weapon_block, weapons_list
from dashboard.components.goods_open import goods_block, opened
from dashboard.components.goods_search import goods_search
from dashboard.components.goods_shipped import shipped
from dashboard.components.goods_trace import long_path
from dashboard.components.goods_tree import tree
from dashboard.say import say, words
from dashboard.states.goods import VIEWS, GoodsState
from graph.model import digest_id


def show() -> None:
    """Show the page."""
    state = go.asked(GoodsState)
    goods_search(state)
    with data.in_place():
        if state.part:
            _part(state)
        elif state.weapon:
            weapon_block(state)
        else:
            _view(state)


def _view(state: GoodsState) -> None:
    if not go.common().paper:
        tag = digest_id(state.params())[:8]
        chosen = st.segmented_control(
            say("goods.view"), VIEWS, default=state.view, format_func=lambda one: words(f"goods.views.{one}"),
            key=f"view-{tag}", required=True, label_visibility="collapsed",
        )  # fmt: skip
        if chosen != state.view:
            go.turn(GoodsState(view=chosen))
    if state.view == "weapons":
        weapons_list(state)
        return
    found = None
    if state.goods:
        with data.in_place():
            found = opened(state.goods)
    if found is None or found.code:
        with data.in_place():
            tree(state, found.code if found is not None else "")
    if found is not None:
        goods_block(found)


def _part(state: GoodsState) -> None:
    to_weapons(GoodsState(view="weapons"))
    found = findings(state.part, "Product")
    part_head(found)
    if found.found:
        long_path(state)
        st.header(say("goods.found_where"), anchor=False)
        found_table(found, replace(state, makers=()), "part")
    else:
        st.info(say("goods.never_found"))
        shipped(found.id, state)


if __name__ == "__main__":
    show()
