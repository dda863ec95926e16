"""The router of the dashboard: which pages there are, in which order, under which address."""

from __future__ import annotations

import streamlit as st

PAGES = (
    ("views/overview.py", "Overview", "overview"),
    ("views/paths.py", "Supply paths", "paths"),
    ("views/catalogue.py", "Catalogue", "catalogue"),
    ("views/evidence.py", "Evidence", "evidence"),
)


def main() -> None:
    """Run the page that the address names."""
    st.set_page_config(page_title="Waybill", layout="wide", initial_sidebar_state="auto")
    pages = [
        st.Page(file, title=title, url_path=path, default=path == "overview") for file, title, path in PAGES
    ]  # fmt: skip
    st.navigation(pages, position="top").run()


if __name__ == "__main__":
    main()
