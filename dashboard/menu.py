"""Which pages there are, and in which order.

A page joins by its name: the module views/NAME.py, and the texts pages.NAME.title and pages.NAME.help.
"""

from __future__ import annotations

PAGES = (
    "overview",
    "paths",
    "flows",
    "map",
    "party",
    "goods",
    "catalogue",
    "evidence",
    "cypher",
    "review",
    "sources",
)
FIRST = PAGES[0]
