"""How much is loaded, from whom, and how much of it is invented."""

from __future__ import annotations

import streamlit as st

from dashboard.components.csv_file import download
from dashboard.wording import counted, escaped, listed, number, period
from graph.schema import SCHEMA
from queries.overview import Overview

_SOURCES = ("publisher", "documents", "origin of the data", "synthetic")


def counts(loaded: Overview) -> None:
    """Show the counts of a graph.

    Args:
        loaded: the counts.
    """
    shown = (
        ("Documents", loaded.documents, "Files as they were read."),
        ("Claims", loaded.claims, "Statements of texts and lists. A row of a table is counted with the facts."),
        ("Parties", loaded.parties, "Firms, persons, public bodies, and groups that nobody names."),
        ("Facts", loaded.facts, "What the claims and rows are about; several may state the same fact."),
        ("Ties", loaded.ties, "Relationships to walk along, derived from facts."),
        ("Waiting for review", loaded.standings.get("unreviewed", 0), "Claims that nobody has accepted or rejected."),
    )
    for place, (label, value, meaning) in zip(st.columns(len(shown)), shown, strict=True):
        place.metric(label, number(value), help=meaning, border=True)
    st.caption(escaped(f"Transfers dated {period(loaded.from_, loaded.to)}." if loaded.from_ or loaded.to else ""))
    if loaded.synthetic:
        party_labels, fact_labels = SCHEMA.labelled("Party"), SCHEMA.labelled("Fact")
        documents = loaded.synthetic.get("Document", 0)
        parties = sum(count for label, count in loaded.synthetic.items() if label in party_labels)
        facts = sum(count for label, count in loaded.synthetic.items() if label in fact_labels)
        words = listed([counted(documents, "document"), counted(parties, "party", "parties"), counted(facts, "fact")])
        st.warning(escaped(
            f"SYNTHETIC: {words} of these are invented for demonstration. They are marked on every page and never "
            "stand in one path with real ones."
        ))  # fmt: skip


def sources(loaded: Overview) -> None:
    """Show who published what is loaded.

    Args:
        loaded: the counts.
    """
    st.subheader("Sources")
    rows = [
        {
            "publisher": source.get("name"),
            "documents": source.get("documents"),
            "origin of the data": source.get("origin"),
            "synthetic": "SYNTHETIC" if source.get("synthetic") else "",
        }
        for source in loaded.sources
    ]
    st.dataframe(rows, column_order=_SOURCES, hide_index=True, alt="Publishers with the number of their documents")
    download(rows, _SOURCES, "waybill-sources.csv", key="sources-csv")
