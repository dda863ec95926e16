"""Search for a party, a part, a weapon, goods, a country or a document, in any script."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import data, go
from dashboard.address import LONGEST, State
from dashboard.components.query_form import PREFIX
from dashboard.plain_text import escaped, plain
from dashboard.say import said, say, words
from dashboard.states.catalogue import CatalogueState
from dashboard.states.evidence import EvidenceState
from dashboard.states.overview import OverviewState
from dashboard.states.party import PartyState
from dashboard.states.paths import PathForm
from dashboard.wording import country
from queries.search import Hit

SHOWN = 20
_QUESTIONS = {  # label -> the question that a hit leads to, and its parameter
    "Product": ("weapons_with_part", "part"),
    "Weapon": ("parts_in_weapon", "weapon"),
}


Searching = OverviewState | PartyState


def search(state: Searching) -> None:
    """Show the search and what it finds.

    Args:
        state: what the address says; without a search the field stands alone.
    """
    wanted = state.search
    with st.form("search", border=False):
        one, two = st.columns([5, 1], vertical_alignment="bottom")
        typed = one.text_input(
            say("search.label"), wanted, max_chars=LONGEST, placeholder=words("search.hint"), key=f"search-{wanted}"
        )
        sent = two.form_submit_button(say("search.search"), width="stretch")
    if sent:
        go.turn(replace(state, search=plain(typed, LONGEST)))
    if wanted:
        with data.in_place():
            _hits(wanted, data.find(wanted))


def _hits(wanted: str, hits: list[Hit]) -> None:
    if not hits:
        st.info(say("search.nothing", wanted=wanted))
        return
    for hit in hits[:SHOWN]:
        page, state, more = target(hit)
        go.link(page, label(hit), state, more=more)
    more_than = say("search.first", shown=SHOWN) if len(hits) > SHOWN else ""
    st.caption(f"{say('search.hits', n=len(hits))} {more_than}")


def label(hit: Hit) -> str:
    """Return what a link says of a hit, safe where Markdown is read."""
    kind = words(f"node.{hit.label}") if said(f"node.{hit.label}") else plain(hit.label)
    told = [kind]
    told += [country(hit.country)] if hit.country and hit.label != "Country" else []
    told += [words("search.printed_as", name=plain(hit.matched))] if plain(hit.matched) != plain(hit.name) else []
    told += [words("mark.listed")] * hit.listed + [words("mark.synthetic")] * hit.synthetic
    return f"**{escaped(hit.name, 120)}** {escaped('(' + ', '.join(told) + ')', 300)}"


def target(hit: Hit) -> tuple[str, State, dict[str, str]]:
    """Return the page, its state and further parameters that lead on from a hit."""
    if hit.label == "Goods":
        return "paths", PathForm(goods=hit.name), {}
    if hit.label == "Country":
        return "paths", PathForm(via=(hit.id.removeprefix("country:"),)), {}
    if hit.label == "Document":
        return "evidence", EvidenceState(document=hit.id), {}
    if hit.label not in _QUESTIONS:
        return "party", PartyState(id=hit.id), {}
    query, parameter = _QUESTIONS[hit.label]
    value = hit.name if hit.label == "Product" else hit.id
    return "catalogue", CatalogueState(query=query, run=True), {PREFIX + parameter: value}
