"""Search over goods in any script: kinds, codes, printed goods, parts and weapons, with the nearest names beside."""

from __future__ import annotations

import streamlit as st

from dashboard import data, go
from dashboard.components.goods_words import goods_name
from dashboard.components.search import box, links
from dashboard.plain_text import escaped
from dashboard.say import say
from dashboard.states.goods import GoodsState
from graph.archive import Archive
from graph.store import Store
from queries import goods_told
from queries.search import Hit


@data.kept("wait.paths")
def find(store: Store, _: Archive, text: str) -> list[Hit]:
    """Return goods, codes, parts and weapons of a name."""
    return goods_told.find(store, text)


def goods_search(state: GoodsState) -> None:
    """Show the search and what it finds."""
    if go.common().paper and not state.search:
        return
    typed = box(state.search, "goods.search", "goods.search_hint")
    if typed is not None:
        go.turn(GoodsState(search=typed, view=state.view))
    if not state.search:
        return
    with data.in_place():
        found = find(state.search)
        if not found:
            st.info(say("goods.nothing", wanted=state.search))
        links(found)
        if not any(hit.how == "exact" for hit in found):
            _nearest(state.search, {hit.id for hit in found})


def _nearest(wanted: str, known: set[str]) -> None:
    """Show the kinds of the lexicon whose names look most like what was searched for."""
    near = [(label, goods) for label, goods in goods_told.nearest(wanted) if goods not in known]
    if not near:
        return
    st.markdown(say("goods.nearest"))
    with st.container(horizontal=True, gap="small"):
        for label, goods in near:
            name = goods_name(goods, label)
            told = escaped(name if name == label else f"{label} ({name})", 120)
            go.link("goods", told, GoodsState(goods=goods))
