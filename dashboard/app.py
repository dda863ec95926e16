"""The router of the dashboard: every page with the same head, in the language of the address or the browser."""

from __future__ import annotations

import streamlit as st

from dashboard import go, login, menu, shell
from dashboard.say import speak, words


def main() -> None:
    """Run the page that the address names."""
    speak(shell.spoken)
    pages = {
        name: st.Page(go.file(name), title=words(f"pages.{name}.title"), url_path=name, default=name == menu.FIRST)
        for name in menu.PAGES
    }
    chosen = st.navigation(list(pages.values()), position="hidden")
    page = chosen.url_path or menu.FIRST
    go.confirm(page)
    if login.admitted() and shell.header(page):
        chosen.run()


if __name__ == "__main__":
    main()
