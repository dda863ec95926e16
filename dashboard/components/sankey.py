"""Flows as bands: from the country of origin by those on the way to the destination. A click on a band is returned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import streamlit as st

from dashboard.components.flows import Flow, flows_table, together
from dashboard.say import say, words
from dashboard.wording import country

MOST_COUNTRIES = 12  # of a stage; the others are one
OTHERS = "*"
ORIGIN, TRANSIT, DESTINATION = 0, 1, 2
_COLOURS = ("#2563eb", "#b45309", "#b91c1c")  # of origin, transit, destination; legible on light and dark
ROW_PX, LEAST_PX, MOST_PX = 34, 240, 720


@dataclass(frozen=True, slots=True)
class Band:
    """A band of the picture.

    Attributes:
        source: stage and code of the country it leaves; `OTHERS` for those that are too many.
        target: likewise, of the country it reaches.
        value: what it carries.
    """

    source: tuple[int, str]
    target: tuple[int, str]
    value: float


def sankey(
    flows: Sequence[Flow], *, key: str, title: str, unit: str, file: str = "waybill-flows", twin: bool = True
) -> Band | None:
    """Draw flows, with their table, and return the band that was just picked, or None.

    Args:
        flows: routes with what goes along them.
        key: tells two pictures of one page apart.
        title: says what is drawn; plain text.
        unit: of the values, in plain words, such as "transfers".
        file: name of the picture that a person saves, without ending.
        twin: whether its table stands below; false where the page has one that says more.
    """
    routes = together(flows)
    if not routes:
        st.info(say("streams.none"))
        return None
    found = bands(routes)
    with st.container(key=f"wide-{key}"):
        state = st.echarts_chart(
            spec(found, unit, file), key=key, on_select="rerun", renderer="svg", height=_height(found),
            alt=words("streams.described", title=title, n=len(routes)),
        )  # fmt: skip
    st.caption(say("streams.hint"))
    if twin:
        flows_table(routes, key=f"{key}-table", title=title, unit=unit)
    return picked(state, found)


def bands(flows: Sequence[Flow], most: int = MOST_COUNTRIES) -> list[Band]:
    """Return the bands of flows, the largest first; where a stage has too many countries, the smallest are one.

    Args:
        flows: routes; more than one country on the way stands in the order of the route.
        most: countries of a stage.
    """
    sums: dict[tuple[tuple[int, str], tuple[int, str]], float] = {}
    depth = max((len(flow.via) for flow in flows), default=0)
    kept = {stage: _largest(flows, stage, depth, most) for stage in range(depth + 2)}
    for flow in flows:
        stops = [(stage, code if code in kept[stage] else OTHERS) for stage, code in _stages(flow, depth)]
        for pair in pairwise(stops):
            sums[pair] = sums.get(pair, 0.0) + flow.value
    return sorted(
        (Band(*pair, value) for pair, value in sums.items()), key=lambda one: (-one.value, one.source, one.target)
    )


def _stages(flow: Flow, depth: int) -> list[tuple[int, str]]:
    """Return the stops of a flow with their columns: origin first, destination last."""
    return [(0, flow.origin), *((step, code) for step, code in enumerate(flow.via, 1)), (depth + 1, flow.destination)]


def _largest(flows: Sequence[Flow], stage: int, depth: int, most: int) -> frozenset[str]:
    sums: dict[str, float] = {}
    for flow in flows:
        for at, code in _stages(flow, depth):
            if at == stage:
                sums[code] = sums.get(code, 0.0) + flow.value
    ranked = sorted(sums, key=lambda code: (-sums[code], code))
    return frozenset(ranked if len(ranked) <= most else ranked[: most - 1])


def spec(found: Sequence[Band], unit: str, file: str) -> dict[str, Any]:
    """Return the picture in the form of ECharts."""
    ends = list(dict.fromkeys(end for band in found for end in (band.source, band.target)))
    last = max(stage for stage, _ in ends)
    return {
        "animation": False,
        "tooltip": {"trigger": "item"},
        "toolbox": {"right": 0, "top": 0, "feature": {"saveAsImage": {
            "name": file, "title": words("streams.save"), "backgroundColor": "#ffffff"}}},
        "series": [{
            "type": "sankey", "name": unit, "selectedMode": "single", "left": 4, "right": 130, "top": 34, "bottom": 12,
            "nodeGap": 14, "nodeAlign": "left", "draggable": False, "layoutIterations": 64,
            "label": {"fontSize": 12, "fontWeight": 600, "color": _ink()},
            "emphasis": {"focus": "adjacency"}, "lineStyle": {"color": "source", "opacity": 0.35},
            "select": {"lineStyle": {"opacity": 0.8}},
            "data": [_node(end, last) for end in ends],
            "links": [{"source": _id(band.source), "target": _id(band.target), "value": band.value} for band in found],
        }],
    }  # fmt: skip


def _ink() -> str:
    return "#f3f4f6" if st.context.theme.type == "dark" else "#1f2937"


def _node(end: tuple[int, str], last: int) -> dict[str, Any]:
    stage, _ = end
    colour = _COLOURS[ORIGIN if stage == 0 else DESTINATION if stage == last else TRANSIT]
    return {"name": _id(end), "depth": stage, "itemStyle": {"color": colour}}


def _id(end: tuple[int, str]) -> str:
    """Return the name of a country, made unlike in each stage by spaces that nobody sees."""
    stage, code = end
    return (words("streams.others") if code == OTHERS else country(code)) + "\u200b" * stage


def _height(found: Sequence[Band]) -> int:
    stages: dict[int, set[str]] = {}
    for band in found:
        for stage, code in (band.source, band.target):
            stages.setdefault(stage, set()).add(code)
    return min(MOST_PX, max(LEAST_PX, 60 + ROW_PX * max(map(len, stages.values()))))


def picked(state: Mapping[str, Any], found: Sequence[Band]) -> Band | None:
    """Return the band that the browser says is selected; its index is not trusted."""
    for group in state.get("selection", {}).get("selected", ()):
        if group.get("data_type") == "edge":
            for index in group.get("data_indices", ()):
                if isinstance(index, int) and 0 <= index < len(found):
                    return found[index]
    return None
