"""How much is loaded, and how much of it is invented."""

from __future__ import annotations

import streamlit as st

from dashboard.plain_text import number
from dashboard.say import say, words
from dashboard.wording import listed, period
from graph.schema import SCHEMA
from queries.overview import Overview


def counts(loaded: Overview) -> None:
    """Show the counts of a graph.

    Args:
        loaded: the counts.
    """
    shown = {
        "documents": loaded.documents, "claims": loaded.claims, "parties": loaded.parties, "facts": loaded.facts,
        "ties": loaded.ties, "waiting": loaded.standings.get("unreviewed", 0),
    }  # fmt: skip
    for place, (name, value) in zip(st.columns(len(shown)), shown.items(), strict=True):
        place.metric(say(f"counts.{name}.title"), number(value), help=say(f"counts.{name}.means"), border=True)
    if loaded.from_ or loaded.to:
        st.caption(say("counts.dated", period=period(loaded.from_, loaded.to)))
    if loaded.synthetic:
        party_labels, fact_labels = SCHEMA.labelled("Party"), SCHEMA.labelled("Fact")
        parties = sum(count for label, count in loaded.synthetic.items() if label in party_labels)
        facts = sum(count for label, count in loaded.synthetic.items() if label in fact_labels)
        invented = [
            words("count.documents", n=loaded.synthetic.get("Document", 0)), words("count.parties", n=parties),
            words("count.facts", n=facts),
        ]  # fmt: skip
        st.warning(say("counts.invented", what=listed(invented)))
