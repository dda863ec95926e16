"""Search for a party, a part, a weapon, goods, a country or a document, in any script."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from dashboard.address import LONGEST
from dashboard.components.query_form import PREFIX
from dashboard.wording import counted, country, escaped, plain
from queries.search import Hit

SHOWN = 20
_QUESTIONS = {  # label -> the question that a hit leads to, and its parameter
    "Product": ("weapons_with_part", "part"),
    "Weapon": ("parts_in_weapon", "weapon"),
    **dict.fromkeys(("Vessel", "Aircraft", "Asset"), ("listings_of_party", "party")),
}
_KINDS = {"PublicBody": "public body", "Group": "unnamed group"}


def search(wanted: str) -> None:
    """Show the search and what it finds.

    Args:
        wanted: what the address asks for; empty shows the field alone.
    """
    with st.form("search", border=False):
        one, two = st.columns([5, 1], vertical_alignment="bottom")
        typed = one.text_input(
            "Search for a party, a part, a weapon, goods, a country or a document, in any script", wanted,
            max_chars=LONGEST,
            placeholder="Norinco, 北方工业, drone parts, Türkiye", key=f"search-{wanted}",
        )  # fmt: skip
        sent = two.form_submit_button("Search", width="stretch")
    if sent:
        asked = plain(typed, LONGEST)
        st.query_params.from_dict({"search": asked} if asked else {})
        st.rerun()
    if wanted:
        with data.in_place():
            _hits(wanted, data.find(wanted))


def _hits(wanted: str, hits: list[Hit]) -> None:
    if not hits:
        st.info(
            f"Nothing is called {escaped(wanted)}. Searched: all printed names of parties in every script, part "
            "numbers, weapons, goods in seven languages and by HS code, countries, documents. Try fewer words."
        )
        return
    for hit in hits[:SHOWN]:
        page, params = target(hit)
        st.page_link(page, label=label(hit), query_params=params)
    more = f"; the first {SHOWN} are shown" if len(hits) > SHOWN else ""
    st.caption(escaped(f"{counted(len(hits), 'hit')}{more}."))


def label(hit: Hit) -> str:
    """Return what a link says of a hit, safe where Markdown is read."""
    words = [_KINDS.get(hit.label, hit.label.lower())]
    words += [country(hit.country)] if hit.country and hit.label != "Country" else []
    words += [f"printed as {plain(hit.matched)}"] if plain(hit.matched) != plain(hit.name) else []
    words += ["on a list"] * hit.listed + ["SYNTHETIC"] * hit.synthetic
    return f"**{escaped(hit.name, 120)}** {escaped('(' + ', '.join(words) + ')', 300)}"


def target(hit: Hit) -> tuple[str, dict[str, str]]:
    """Return the page and the parameters that lead on from a hit."""
    if hit.label == "Goods":
        return "views/paths.py", {"goods": hit.name, "hops": "4"}
    if hit.label == "Country":
        return "views/paths.py", {"via": hit.id.removeprefix("country:"), "hops": "4"}
    if hit.label == "Document":
        return "views/evidence.py", {"document": hit.id}
    query, parameter = _QUESTIONS.get(hit.label, ("party_profile", "party"))
    value = hit.name if hit.label == "Product" else hit.id
    return "views/catalogue.py", {"query": query, "run": "1", PREFIX + parameter: value}
