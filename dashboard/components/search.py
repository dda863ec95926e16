"""Search for a party, a part, a weapon, goods, a country or a document, in any script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import data, go
from dashboard.address import LONGEST, State
from dashboard.components.goods_words import goods_name
from dashboard.plain_text import escaped, plain
from dashboard.say import said, say, words
from dashboard.states.evidence import EvidenceState
from dashboard.states.goods import GoodsState
from dashboard.states.overview import OverviewState
from dashboard.states.party import PartyState
from dashboard.states.paths import PathForm
from dashboard.wording import country
from queries.search import Hit

SHOWN = 20


Searching = OverviewState | PartyState


def search(state: Searching) -> None:
    """Show the search and what it finds.

    Args:
        state: what the address says; without a search the field stands alone.
    """
    typed = box(state.search, "search.label", "search.hint")
    if typed is not None:
        go.turn(replace(state, search=typed))
    if state.search:
        with data.in_place():
            found = data.find(state.search)
            if not found:
                st.info(say("search.nothing", wanted=state.search))
            links(found)


def box(wanted: str, title: str, hint: str) -> str | None:
    """Show the field of a search and return what a person has just sent, else None.

    Args:
        wanted: what the address says.
        title: key of the text above the field.
        hint: key of the text within it.
    """
    with st.form("search", border=False):
        one, two = st.columns([5, 1], vertical_alignment="bottom")
        typed = one.text_input(say(title), wanted, max_chars=LONGEST, placeholder=words(hint), key=f"search-{wanted}")
        sent = two.form_submit_button(say("search.search"), width="stretch")
    return plain(typed, LONGEST) if sent else None


def links(hits: Sequence[Hit]) -> None:
    """Show what a search found, each as a link to where it leads."""
    for hit in hits[:SHOWN]:
        page, state = target(hit)
        go.link(page, label(hit), state)
    if hits:
        more_than = say("search.first", shown=SHOWN) if len(hits) > SHOWN else ""
        st.caption(f"{say('search.hits', n=len(hits))} {more_than}")


def label(hit: Hit) -> str:
    """Return what a link says of a hit, safe where Markdown is read."""
    kind = words(f"node.{hit.label}") if said(f"node.{hit.label}") else plain(hit.label)
    told = [kind]
    told += [country(hit.country)] if hit.country and hit.label != "Country" else []
    told += [words("search.printed_as", name=plain(hit.matched))] if plain(hit.matched) != plain(hit.name) else []
    told += [words("mark.listed")] * hit.listed + [words("mark.synthetic")] * hit.synthetic
    name = goods_name(hit.id, hit.name) if hit.label == "Goods" else hit.name
    return f"**{escaped(name, 120)}** {escaped('(' + ', '.join(told) + ')', 300)}"


def target(hit: Hit) -> tuple[str, State]:
    """Return the page that a hit leads to, and its state."""
    if hit.label == "Country":
        return "paths", PathForm(via=(hit.id.removeprefix("country:"),))
    if hit.label == "Document":
        return "evidence", EvidenceState(document=hit.id)
    if hit.label == "Goods":
        return "goods", GoodsState(goods=hit.id)
    if hit.label == "Product":
        return "goods", GoodsState(part=hit.id)
    if hit.label == "Weapon":
        return "goods", GoodsState(weapon=hit.id)
    return "party", PartyState(id=hit.id)
