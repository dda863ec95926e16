"""A page of the widgets of the dashboard, one at a time, for the tests here: ?part=NAME. All names are invented."""

from __future__ import annotations

import itertools
from typing import Any

import streamlit as st

from dashboard.components.editor import editor
from dashboard.components.explorer import Step, address_of, explorer, steps_of
from dashboard.components.flows import Flow
from dashboard.components.graph import graph
from dashboard.components.picture import legs_table, picture
from dashboard.components.sankey import sankey
from dashboard.components.series import Point, series
from dashboard.components.timeline import Event, timeline
from dashboard.components.world import paper_map, world


def editing() -> None:
    """The editor of Cypher."""
    text = st.query_params.get("text", "")
    asked = editor(text, key="demo", parameters=("country", "since"), error=st.query_params.get("error", ""))
    if asked:
        st.text(f"{asked.act}: {len(asked.text)}: {asked.text[:200]}")
    st.button("Once more")


def drawing() -> None:
    """The picture of paths, with a lane for each country."""
    count = int(st.query_params.get("nodes", "12"))
    paths = invented_paths(count)
    shown = picture(paths, lanes=True)
    picked = graph(shown, "Invented paths", key="demo")
    st.text(f"picked: {picked}")
    st.dataframe(legs_table(paths), alt="The legs of the picture")


def invented_paths(count: int) -> list[dict[str, Any]]:
    """Return paths through so many invented parties, in three steps, some legs by a third country."""
    ends = [
        {"id": f"party:{n}", "label": "Company", "name": f"Invented {_NAMES[n % len(_NAMES)]} {n}", "country": code}
        for n, code in zip(range(count), itertools.cycle(("CN", "TR", "RU", "AE", "CN", "KZ")), strict=False)
    ]
    by = {code: [end for end in ends if end["country"] == code] for code in ("CN", "TR", "AE", "KZ", "RU")}
    brokers = [*by["TR"], *by["AE"], *by["KZ"]]
    return [
        {
            "id": f"path:{n}", "synthetic": True,
            "legs": [
                _leg(by["CN"][n % len(by["CN"])], broker, n),
                _leg(broker, by["RU"][n % len(by["RU"])], n + 1, *(("GE",) if n % 5 == 0 else ())),
            ],
        }
        for n, broker in enumerate(brokers)
    ]  # fmt: skip


def around() -> None:
    """What is around a node, grown step by step; ?count=50000 asks for more than a picture helps with."""
    count = int(st.query_params.get("count", "30"))
    nodes = [
        {"labels": ["Company", "Party"],
         "properties": {"waybill_id": f"n{n}", "name": f"Invented {_NAMES[n % 5]} {n}", "country": code}}
        for n, code in zip(range(count + 1), itertools.cycle(("CN", "TR", "RU")), strict=False)
    ]  # fmt: skip

    def neighbours(step: Step) -> list[dict[str, Any]]:
        most = count if count > 100 else step.most
        return [
            {"n": nodes[n], "t": {"type": step.types[n % len(step.types)], "start": step.node, "end": f"n{n}",
                                  "properties": {"standing": "unreviewed" if n % 4 == 0 else "accepted"}}}
            for n in range(1, most + 1)
        ]  # fmt: skip

    steps = steps_of(st.query_params.get("steps", ""))
    now = explorer(
        nodes[0], steps, key="demo", title="Around an invented firm", neighbours=neighbours,
        around=lambda node: {"SUPPLIED": count // 2, "OWNS": count - count // 2} if node == "n0" else {},
    )  # fmt: skip
    if now is not None:
        st.query_params["steps"] = address_of(now)
        st.rerun()


_NAMES = ("Rotor Works", "Lojistik Deneme", "ООО «Выдумка»", "幻想电子有限公司", "Trading House of Nowhere")


def _leg(source: dict[str, Any], target: dict[str, Any], number: int, *via: str) -> dict[str, Any]:
    return {
        "id": f"leg:{source['id']}-{target['id']}", "from": source, "to": target, "via": list(via),
        "goods": {"id": "goods:x", "name": ("drone parts", "microchips", "bearings")[number % 3]},
        "standing": "unreviewed" if number % 3 == 0 else "accepted", "modality": "asserted", "start": "2023-01-01",
        "end": "2023-02-01", "quantity": None, "value": None, "sources": 1 + number % 3,
    }  # fmt: skip


def invented_flows(count: int = 60) -> list[Flow]:
    """Return invented flows from three countries by several others."""
    ways: list[tuple[str, ...]] = [(), ("TR",), ("AE",), ("KZ",), ("HK", "TR"), ("KG",), ("GE",), ("AM",)]
    return [
        Flow(
            ("CN", "HK", "TW")[n % 3],
            ways[n % len(ways)] if n % 3 != 1 or n % 8 != 4 else (),
            "RU" if n % 7 else "BY",
            1 + n % 11,
        )
        for n in range(count)
    ]


def streams() -> None:
    """Flows as bands."""
    band = sankey(invented_flows(), key="demo", title="Invented flows", unit="transfers")
    st.text(f"picked: {band}")


def mapped() -> None:
    """Flows on a map."""
    route = world(invented_flows(), key="demo", title="Invented flows", unit="transfers")
    st.text(f"picked: {route}")


def printed() -> None:
    """The map to print."""
    paper_map(invented_flows(), key="demo", title="Invented flows", unit="transfers")


def months() -> None:
    """Bars over time."""
    names = (
        "direct",
        "via Türkiye",
        "via Kazakhstan",
        "via United Arab Emirates",
        "via Georgia",
        "via Armenia",
        "via X",
    )
    points = [
        Point(f"{2021 + n // 12}-{n % 12 + 1:02}", names[m], 3 + (n * 7 + m * 5) % 13)
        for n in range(42)
        for m in range(len(names))
    ]
    marked = series([*points, Point("open", "direct", 7)], key="demo", title="Invented transfers", unit="transfers")
    st.text(f"marked: {marked}")


def times() -> None:
    """Events of a party."""
    count = int(st.query_params.get("count", "24"))
    lanes = ("Shipments out", "Shipments in", "Listed", "Owners")
    events = [
        Event(lanes[n % 4], f"{2020 + n % 5}-{n % 12 + 1:02}-{n % 27 + 1:02}" if n % 9 else None,
              None if n % 4 == 2 else f"{2020 + n % 5 + n % 2}-{n % 12 + 1:02}-{n % 27 + 1:02}", f"Invented event {n}",
              f"e{n}", n % 3 == 0)
        for n in range(count)
    ]  # fmt: skip
    st.text(f"picked: {timeline(events, key='demo', title='An invented firm')}")


PARTS = {
    "sankey": streams,
    "map": mapped,
    "paper": printed,
    "series": months,
    "timeline": times,
    "editor": editing,
    "graph": drawing,
    "around": around,
}


def main() -> None:
    """Show the part that the address names."""
    st.set_page_config(page_title="Widgets", layout="wide")
    name = st.query_params.get("part", "editor")
    st.title(f"Part: {name}")
    PARTS[name]()


if __name__ == "__main__":
    main()
