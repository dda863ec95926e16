"""The readable text of a web page, with the element that every piece comes from."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from loaders.documents.boilerplate import Boilerplate
from loaders.documents.offsets import Segment
from loaders.documents.page import Page
from loaders.source import is_address

# What is no part of an article: programs, navigation, forms, and what a reader does not see.
_DROPPED = "script style noscript template nav footer aside form button select svg iframe canvas object video audio"
_BLOCKS = """address article blockquote dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header hr li main ol p pre
section table tbody td th thead tr ul body"""
DROPPED = frozenset(_DROPPED.split()) | {"dialog", "head"}
BLOCKS = frozenset(_BLOCKS.split())
DROPPED_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu"})
MAIN_SHARE = 0.4  # an <article> or <main> is taken for the page when it holds this share of its text
SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u200b]+")
DATES = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "pubdate", "publishdate")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Elements that never stand in one another without an end: those without content, and those that their like ends.
_FLAT = """area base br col embed hr img input link meta source track wbr
p li dd dt tr td th thead tbody tfoot caption colgroup option optgroup rb rp rt rtc"""
FLAT = frozenset(_FLAT.split())
MOST_DEPTH = 400  # a browser shows 512 levels; parsers take the square of the depth
PASSED_OVER = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template|textarea|title)\b.*?(?:</\1|\Z)", re.S | re.I)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")


def read_page(markup: str, path: Path) -> Page:
    """Take the readable text out of a page; boilerplate goes by its element, the name of its block and its links.

    Args:
        markup: of the page.
        path: the file, for errors.

    Raises:
        SourceError: elements stand too deep in one another.
    """
    _check_depth(markup, path)
    from selectolax.lexbor import LexborHTMLParser

    tree: Any = LexborHTMLParser(markup)
    page = Page()
    _describe(tree, page)
    body = tree.body
    if body is not None:
        writer = _Writer(page, Boilerplate(body))
        writer.walk(_main_part(body), "html>body")
        writer.close()
    return page


def _check_depth(markup: str, path: Path) -> None:
    depth = 0
    for end, name in TAG.findall(PASSED_OVER.sub(" ", markup)):
        if name.lower() in FLAT:
            continue
        depth = max(0, depth - 1) if end else depth + 1
        if depth > MOST_DEPTH:
            raise SourceError(
                f"elements stand more than {MOST_DEPTH} deep in one another (at <{name}>), which no page for readers "
                "does; save its text instead",
                path,
            )


def _main_part(body: Any) -> Any:
    whole = max(1, len(body.text(strip=True)))
    for selector in ("article", "main", "[role=main]"):
        parts = body.css(selector)
        if len(parts) == 1 and len(parts[0].text(strip=True)) >= whole * MAIN_SHARE:
            return parts[0]
    return body


def _describe(tree: Any, page: Page) -> None:
    head = tree.css_first("title")
    page.title = _flat(head.text()) if head is not None else None
    root = tree.css_first("html")
    language = (root.attributes.get("lang") or "") if root is not None else ""
    page.language = language[:2].lower() if re.fullmatch(r"[A-Za-z]{2}([-_].*)?", language) else None
    for meta in tree.css("meta"):
        name = str(meta.attributes.get("property") or meta.attributes.get("name") or "").lower()
        content = _flat(meta.attributes.get("content") or "")
        if name == "og:site_name":
            page.publisher = content
        elif name == "og:title" and content:
            page.title = content
        elif name in DATES and page.published is None and DAY.match(content or ""):
            page.published = (content or "")[:10]
    link = tree.css_first("link[rel=canonical]")
    address = link.attributes.get("href") if link is not None else None
    page.url = address if address and is_address(address) else None


def _flat(text: str) -> str | None:
    return SPACE.sub(" ", text).strip() or None


class _Writer:
    """Writes the text nodes one after the other: a blank line between blocks, one space for any white space."""

    def __init__(self, page: Page, boilerplate: Boilerplate) -> None:
        self.page = page
        self.boilerplate = boilerplate
        self.parts: list[str] = []
        self.length = 0
        self.pending = ""
        self.counts: dict[str, Counter[str]] = {}

    def walk(self, node: Any, path: str) -> None:
        counts = self.counts.setdefault(path, Counter())
        child = node.child
        while child is not None:
            self._one(child, path, counts)
            child = child.next

    def close(self) -> None:
        self.page.text = "".join(self.parts)

    def _one(self, node: Any, path: str, counts: Counter[str]) -> None:
        tag = node.tag
        if tag == "-text":
            self._text(node.text(deep=False) or "", path)
            return
        if tag.startswith("-") or tag in DROPPED or _hidden(node):
            return
        counts[tag] += 1
        if self.boilerplate.holds(node):
            self._gap("\n\n")
            return
        block = tag in BLOCKS
        if tag == "br":
            self._gap("\n")
        if block:
            self._gap("\t" if tag in ("td", "th") else "\n" if tag in ("tr", "li") else "\n\n")
        self.walk(node, f"{path}>{tag}[{counts[tag]}]")
        if block and tag not in ("td", "th"):
            self._gap("\n" if tag in ("tr", "li") else "\n\n")

    def _gap(self, gap: str) -> None:
        if len(gap) > len(self.pending.strip(" ")) or gap == "\n\n":
            self.pending = gap

    def _text(self, text: str, path: str) -> None:
        flat = SPACE.sub(" ", text)
        if not flat.strip():
            self.pending = self.pending or (" " if flat else "")
            return
        if flat[0] == " " and not self.pending:
            self.pending = " "
        if self.length and self.pending:
            self._put(self.pending)
        self.pending = " " if flat[-1] == " " else ""
        start = self.length
        self._put(flat.strip())
        self.page.segments.append(Segment(start, self.length, path))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _hidden(node: Any) -> bool:
    attributes = node.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or attributes.get("role") in DROPPED_ROLES
        or (node.tag == "header" and node.css_first("h1") is None)
        or "display:none" in SPACE.sub("", attributes.get("style") or "")
    )
