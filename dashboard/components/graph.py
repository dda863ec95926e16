"""The picture of paths in the browser: drawn by cytoscape.js, with the places that Python computed.

The library is a component of its own, mounted with the same message on every run: Streamlit sends such a message once
to a browser and then only its hash, so that a new picture costs its own size and not that of the library.
"""

from __future__ import annotations

from typing import Any, Literal

import streamlit as st

from dashboard import go
from dashboard.components.browser_part import library, part
from dashboard.components.lanes import HEADER
from dashboard.components.picture import FONT_PX, LINE_PX, Box, Picture, described
from dashboard.components.svg import svg
from dashboard.say import words
from graph.model import digest_id

Picks = Literal["leg", "node"]
_TEXTS = ("bar", "larger", "smaller", "all", "png", "svg", "more", "no_library")
_OF = {"leg": ("hint", "keys"), "node": ("hint_of_node", "keys_of_node")}
MIN_HEIGHT, MAX_HEIGHT, MARGIN = 180.0, 640.0, 40.0


def graph(
    shown: Picture,
    title: str,
    *,
    key: str,
    chosen: str | None = None,
    file: str = "waybill-paths",
    picks: Picks = "leg",
) -> str | None:
    """Draw a picture and return the key of the leg, or the id of the node, that was just picked, or None.

    Args:
        shown: the picture.
        title: says what is drawn; plain text.
        key: tells two pictures of one page apart.
        chosen: what is to stand out, as it is returned.
        file: name of the files that a person saves, without ending.
        picks: whether legs or nodes are picked.
    """
    if go.common().paper:
        st.image(svg(shown, title), alt=f"{title}: {described(shown)}")  # black on white, whatever the theme
        return None
    library("cytoscape")(key=f"{key}-library", height="content")
    data = payload(shown, title, picks)
    result = part("graph")(
        key=key,
        data={**data, "chosen": chosen or "", "file": file},
        on_picked_change=lambda: None,
    )
    picked = getattr(result, "picked", None)
    known = {stop["key"] for stop in data["stops"]}
    return picked if isinstance(picked, str) and picked in known else None


def payload(shown: Picture, title: str, picks: Picks = "leg") -> dict[str, Any]:
    """Return what the browser needs of a picture, in the form of JSON."""
    stops: dict[str, str] = {}
    if picks == "leg":
        for arrow in shown.arrows:
            stops.setdefault(arrow.leg, arrow.title)
    else:
        stops = {box.node: box.title for box in shown.boxes if box.node}
    body: dict[str, Any] = {
        "title": f"{title}: {described(shown)}",
        "texts": {name.removesuffix("_of_node"): words(f"picture.{name}") for name in (*_TEXTS, *_OF[picks])},
        "font": FONT_PX,
        "line": LINE_PX,
        "least": MIN_HEIGHT,
        "height": min(MAX_HEIGHT, max(MIN_HEIGHT, shown.height + 2 * MARGIN)),
        "stops": [{"key": stop, "title": told} for stop, told in stops.items()],
        "places": {box.id: box.middle for box in shown.boxes},
        "boxes": [_box(box, picks) for box in shown.boxes],
        "arrows": [
            {
                "id": arrow.id, "stop": arrow.leg if picks == "leg" else "", "source": arrow.source,
                "target": arrow.target, "weak": arrow.weak, "lines": arrow.lines, "title": arrow.title,
                "way": arrow.way, "label": arrow.label,
                "label_size": (arrow.label_size.width, arrow.label_size.height),
            }
            for arrow in shown.arrows
        ],
        "lanes": [
            {"name": band.name, "x": (band.left + band.right) / 2, "w": band.right - band.left} for band in shown.lanes
        ],
        "lane": (HEADER, shown.height),
        "svg": svg(shown, title),
    }  # fmt: skip
    return {**body, "version": digest_id(body)}


def _box(box: Box, picks: Picks) -> dict[str, Any]:
    leg = box.id.partition("/via")[0] if box.kind == "via" else ""
    return {
        "id": box.id, "kind": box.kind, "lines": box.lines, "title": box.title,
        "stop": leg if picks == "leg" else box.node,
        "x": box.middle[0], "y": box.middle[1], "w": box.size.width, "h": box.size.height,
    }  # fmt: skip
