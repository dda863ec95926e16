"""Blocks of a web page that are no part of its report: by conventional names of class and id, and lists of links."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

BOXES = frozenset("article aside div dl ol p section span ul".split())
LISTS = frozenset("div ol section ul".split())
LINKED = 0.9  # a block with this share of its characters in links leads to other pages
MOST_OF_PAGE = 0.5  # a block that holds more of the page is never taken for boilerplate
_NAMES = """cookies? cookiebar consent gdpr newsletter subscribe subscription related recommended recommendations
share sharing social comments? breadcrumbs? paywall teasers? ticker liveticker tags tagcloud promo advert
advertisement sponsored sidebar read[-_]?also see[-_]?also read[-_]?more also[-_]?read most[-_]?read
more[-_]?stories more[-_]?news author[-_]?(?:bio|box) about[-_]?author"""
_ENDS = """area articles banner bar block box buttons? cloud container feed form items? links? list modal news note
notice overlay popup posts? section signup stories thread widget wrapper"""
NAME = re.compile(
    rf"(?:(?!has|no|with|is|tag|category)[a-z0-9]+[-_]+)?(?:{'|'.join(_NAMES.split())})"
    rf"(?:[-_]+(?:{'|'.join(_ENDS.split())}))?"
)


class _Size(NamedTuple):
    text: int
    linked: int
    heading: bool  # the <h1> stands in it


class Boilerplate:
    """Says of the blocks of a page whether they are boilerplate; every block is measured once, from within."""

    def __init__(self, body: Any) -> None:
        self._sizes: dict[int, _Size] = {}
        self._whole = max(1, self._measure(body, False).text)

    def holds(self, node: Any) -> bool:
        """Tell whether a block is no part of the report."""
        size = self._sizes.get(node.mem_id)
        if size is None or size.heading or not size.text or size.text > self._whole * MOST_OF_PAGE:
            return False
        return _named(node.attributes) or (node.tag in LISTS and size.linked >= size.text * LINKED)

    def _measure(self, node: Any, in_link: bool) -> _Size:
        text = linked = 0
        heading = node.tag == "h1"
        child = node.child
        while child is not None:
            if child.tag == "-text":
                length = len((child.text(deep=False) or "").strip())
                text, linked = text + length, linked + length * in_link
            elif not child.tag.startswith("-") and child.tag not in ("script", "style", "template"):
                size = self._measure(child, in_link or child.tag == "a")
                text, linked, heading = text + size.text, linked + size.linked, heading or size.heading
            child = child.next
        found = _Size(text, linked, heading)
        if node.tag in BOXES:
            self._sizes[node.mem_id] = found
        return found


def _named(attributes: dict[str, str | None]) -> bool:
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
    return any(NAME.fullmatch(name) for name in names)
