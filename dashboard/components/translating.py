"""Translations beside a quote: what people wrote, with their names, and the field in which a reviewer writes one."""

from __future__ import annotations

import streamlit as st

from dashboard import data, go
from dashboard.components.document_head import tongue
from dashboard.components.passages import quote
from dashboard.say import LANGUAGES, language, say, words
from graph.rights import Role, acting
from graph.translations import LONGEST, Translation, Translations


def translations(claim: str) -> None:
    """Show the translations of the quote of a claim, and let a reviewer write or take back their own.

    Args:
        claim: whole id of its node.
    """
    kept = Translations(data.settings().home)
    found = kept.of(claim)
    for one in found:
        st.caption(
            say("translation.by", language=tongue(one.language) or one.language, by=one.by, at=one.at[:10])
        )  # fmt: skip
        quote(one.text, key=f"translation-{one.language}-{one.by}-{claim}", language=one.language)
    person = acting()
    if go.common().paper or person.role < Role.REVIEWER:
        if not found and not go.common().paper:
            st.caption(say("translation.none"))
        return
    with st.popover(say("translation.write"), icon=":material/translate:"), data.in_place():
        _form(kept, claim, [one for one in found if one.by == person.name])


def _form(kept: Translations, claim: str, own: list[Translation]) -> None:
    """Show the form; what it did is seen at once, for the page is made anew."""
    st.caption(say("translation.told"))
    with st.form(f"translation-{claim}", border=False):
        into = st.selectbox(
            say("translation.into"), LANGUAGES, LANGUAGES.index(language()), lambda one: words(f"tongue.{one}"),
            key=f"translation-into-{claim}",
        )  # fmt: skip
        written = next((one.text for one in own if one.language == into), "")
        text = st.text_area(
            say("translation.text"), written, max_chars=LONGEST, key=f"translation-text-{claim}", height=160
        )  # fmt: skip
        sent = st.form_submit_button(say("translation.keep"), type="primary")
    if sent and text.strip():
        kept.keep(claim, into, text)
        st.rerun()
    for one in own:
        told = words(f"tongue.{one.language}")
        if st.button(say("translation.remove", language=told), key=f"translation-gone-{one.language}-{claim}"):
            kept.remove(claim, one.language)
            st.rerun()
