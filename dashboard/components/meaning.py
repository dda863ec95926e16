"""Help in place for a relationship type: what it says, what it does not prove, and how it was derived."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

import streamlit as st

from dashboard.say import LANGUAGES, Language, language, say
from graph.packaged import packaged_yaml
from graph.schema import SCHEMA

SENTENCES = ("says", "unproven", "derived")


def meaning(kind: str) -> None:
    """Show what relationships of a type mean.

    Args:
        kind: the type, such as SUPPLIED.
    """
    with st.expander(say("meaning.title", kind=kind), icon=":material/help:"):
        told = sentences(kind, language())
        st.markdown("\n\n".join(say(f"meaning.{name}", text=told[name]) for name in SENTENCES))


def sentences(kind: str, spoken: Language) -> Mapping[str, str]:
    """Return the three sentences of a type as plain text, by the names of `SENTENCES`.

    Args:
        kind: the type.
        spoken: the language; the model itself speaks English.
    """
    if spoken != LANGUAGES[0]:
        return translated(spoken)[kind]
    rule = SCHEMA.relationships[kind]
    return {"says": rule.help, "unproven": rule.unproven, "derived": rule.derived}


@cache
def translated(spoken: Language) -> Mapping[str, Mapping[str, str]]:
    """Return the sentences of all types in another language than that of the model."""
    return cast("Mapping[str, Mapping[str, str]]", packaged_yaml("dashboard", "texts", f"meanings.{spoken}.yml"))
