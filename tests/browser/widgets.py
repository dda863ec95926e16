"""A page of the widgets of the dashboard, one at a time, for the tests here: ?part=NAME. All names are invented."""

from __future__ import annotations

import streamlit as st

from dashboard.components.editor import editor


def editing() -> None:
    """The editor of Cypher."""
    text = st.query_params.get("text", "")
    asked = editor(text, key="demo", parameters=("country", "since"), error=st.query_params.get("error", ""))
    if asked:
        st.text(f"{asked.act}: {len(asked.text)}: {asked.text[:200]}")
    st.button("Once more")


PARTS = {"editor": editing}


def main() -> None:
    """Show the part that the address names."""
    st.set_page_config(page_title="Widgets", layout="wide")
    name = st.query_params.get("part", "editor")
    st.title(f"Part: {name}")
    PARTS[name]()


if __name__ == "__main__":
    main()
