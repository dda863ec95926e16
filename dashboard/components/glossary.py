"""The words of Waybill, and what they mean here."""

from __future__ import annotations

import streamlit as st

from dashboard.say import language, say, texts

_PREFIX = "glossary."


def terms() -> list[str]:
    """Return the names of all terms in the order of the alphabet of the page's language."""
    found = texts(language())
    return sorted({key.split(".")[1] for key in found if key.startswith(_PREFIX)},
                  key=lambda name: say(f"glossary.{name}.term").casefold())  # fmt: skip


def glossary() -> None:
    """Show all terms."""
    with st.expander(say("head.glossary"), icon=":material/menu_book:"):
        for name in terms():
            st.markdown(f"**{say(f'glossary.{name}.term')}**: {say(f'glossary.{name}.means')}")
