"""The head of the page of a party: what it is called, what it is, and what can be done with it; names and marks."""

from __future__ import annotations

import streamlit as st

from dashboard import go
from dashboard.components.keeping import save_view, watch
from dashboard.components.table import table
from dashboard.plain_text import escaped, plain
from dashboard.say import said, say, words
from dashboard.states.party import PartyState
from dashboard.states.paths import PathForm
from dashboard.wording import country, listed
from queries.latin import latin
from queries.party import Profile

NAMES = ("script", "name_printed", "latin", "quality", "language", "printed_by")
_WIDTHS = {"script": 80, "name_printed": 320, "latin": 260, "printed_by": 260}
QUALITIES = ("primary", "alias", "weak", "former")


def head(found: Profile) -> None:
    """Show what a party is, and the ways on."""
    shown, held = found.shown, found.shown.properties
    st.header(escaped(shown.name, 300), anchor=False)
    sounds = latin(plain(shown.name, 300))
    if sounds:
        st.caption(escaped(sounds, 600))
    if found.synthetic:
        st.warning(say("party.synthetic"))
    where = country(held.get("country")) or words("party.no_country")
    where = words("party.derived", country=where) if held.get("country_basis") == "address" else where
    told = [kind(shown.label), where, words("party.records", n=len(found.records))]
    told += [words("party.born", days=listed(held["birth_dates"]))] if held.get("birth_dates") else []
    told += [words("party.stub")] if held.get("stub") else []
    st.markdown(escaped("; ".join(told), 1000))
    st.markdown(f":red-badge[{say('party.listed')}]" if held.get("listed") else say("party.not_listed"))
    if shown.label == "Person":
        st.caption(say("party.person"))
    if shown.cut:
        st.warning(say("party.cut"))
    if not go.common().paper:
        _ways(found)


def _ways(found: Profile) -> None:
    shown = found.shown
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        form = PathForm(sources=("CN",), targets=("RU",), through=shown.id)
        go.link("paths", say("party.paths"), form, icon=":material/route:")
        watch("party", {"id": shown.id, "name": shown.name}, key="party")
        save_view("party", shown.name)
        with st.popover(say("party.dossier"), icon=":material/description:"):
            st.caption(say("party.dossier_how"))
            st.code(f"waybill dossier {shown.id}", language="bash", wrap_lines=True)
            st.code(shown.id, language=None, wrap_lines=True)


def kind(label: str) -> str:
    """Return what a node is, in a word."""
    return words(f"node.{label}") if said(f"node.{label}") else plain(label)


def marks(found: Profile, _: PartyState) -> None:
    """Show names by script, identifiers and addresses, as printed."""
    st.subheader(say("party.names"), anchor=False)
    rows = [
        {"script": one.script, "name_printed": plain(one.text), "latin": one.latin, "language": one.language,
         "quality": words(f"quality.{one.quality}") if one.quality in QUALITIES else one.quality,
         "printed_by": listed(one.by)}
        for one in found.names
    ]  # fmt: skip
    if rows:
        table(rows, NAMES, key="names", alt=words("party.names"), file="waybill-names", widths=_WIDTHS)
    else:
        st.info(say("party.no_names"))
    st.subheader(say("party.marks"), anchor=False)
    pairs = [
        {"kind": words("party.address") if name == "address" else name, "as_printed": plain(value)}
        for name, value in found.marks
    ]
    if pairs:
        table(pairs, ("kind", "as_printed"), key="marks", alt=words("party.marks"), file="waybill-identifiers")
        st.caption(say("party.marks_note"))
    else:
        st.info(say("party.no_marks"))
