"""The picture of paths, its table twin and its SVG say the same, whatever the names hold."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest

from dashboard.components.graph import payload
from dashboard.components.labels import Area
from dashboard.components.picture import legs_of, legs_table, picture, text_width, wrapped
from dashboard.components.svg import svg
from graph.reference import countries

SVG = "{http://www.w3.org/2000/svg}"


def end(identifier: str, label: str = "Company", country: str | None = "CN", **more: Any) -> dict[str, Any]:
    return {"id": identifier, "label": label, "name": f"Name of {identifier}", "country": country, **more}


RUSSIA = end("country:RU", "Country", "RU", name="Russia")


def leg(
    source: Any, target: Any, *, goods: str = "drone parts", via: tuple[str, ...] = (), standing: str = "accepted"
) -> dict[str, Any]:
    key = f"{source['id']}-{target['id']}-{goods}"
    return {
        "id": key, "from": source, "to": target, "goods": {"id": f"goods:{goods}", "name": goods, "hs6": None},
        "via": list(via), "start": "2022-06-01", "end": "2022-12-31", "declared_as": "hunting weapons",
        "quantity": {"number": 1000, "relation": ">=", "unit": "rifles"}, "value": None, "standing": standing,
        "modality": "asserted", "sources": 2,
    }  # fmt: skip


def path(*legs: Any, synthetic: bool = False) -> dict[str, Any]:
    return {"id": "p", "synthetic": synthetic, "legs": list(legs)}


def test_a_leg_shared_by_two_paths_is_drawn_once():
    shared = leg(end("a"), end("b"))
    shown = picture([path(shared, leg(end("b"), RUSSIA)), path(shared, leg(end("b"), end("c")))])
    assert [box.id for box in shown.boxes] == ["a", "b", "country:RU", "c"]
    assert len(shown.arrows) == 3


def test_a_country_on_the_way_is_a_box_of_its_leg_alone():
    shown = picture([path(leg(end("a"), RUSSIA, via=("TR",))), path(leg(end("b"), RUSSIA, via=("TR",)))])
    ways = [box for box in shown.boxes if box.kind == "via"]
    assert [way.lines for way in ways] == [(f"via {countries.name('TR')}",)] * 2
    assert len({way.id for way in ways}) == 2


def test_an_unreviewed_leg_is_dashed_and_marked_in_words():
    shown = picture([path(leg(end("a"), RUSSIA, via=("TR",), standing="unreviewed"), leg(RUSSIA, end("z")))])
    weak = [arrow for arrow in shown.arrows if arrow.weak]
    assert len(weak) == 2
    assert weak[0].lines[-1] == "(unreviewed)"
    assert weak[1].lines == ()
    assert svg(shown, "t").count("stroke-dasharray") == 2


def test_invented_parties_are_marked_and_countries_are_not():
    shown = picture([path(leg(end("a"), RUSSIA), synthetic=True)])
    assert [(box.id, "SYNTHETIC" in box.lines) for box in shown.boxes] == [("a", True), ("country:RU", False)]


def test_unnamed_groups_unknown_countries_and_listed_parties_are_marked():
    shown = picture([path(leg(end("g", "Group"), end("x", country=None, listed=True)))])
    assert shown.boxes[0].lines[-1] == "China, unnamed"
    assert shown.boxes[1].lines[-1] == "country not known, on a list"


def test_the_table_twin_has_a_row_for_each_leg():
    paths = [path(leg(end("a"), end("b", country="TR")), leg(end("b", country="TR"), RUSSIA, via=("GE",)))]
    rows = legs_table(paths)
    assert len(rows) == len(legs_of(paths)) == 2
    assert rows[1]["supplier"] == f"Name of b ({countries.name('TR')})"
    assert rows[1]["via"] == "Georgia"
    assert rows[0]["quantity"] == "at least 1000 rifles"
    assert rows[0]["dates"] == "2022-06-01 to 2022-12-31"
    assert rows[0]["declared_as"] == "hunting weapons"


def test_paths_that_no_longer_fit_are_counted_and_the_first_always_stands():
    paths = [path(leg(end(f"a{i}"), RUSSIA)) for i in range(10)]
    shown = picture(paths, max_boxes=5)
    assert len(shown.boxes) == 5
    assert shown.left_out == 6
    assert picture([path(leg(end("a"), end("b")))], max_boxes=1).left_out == 0


def test_words_on_arrows_cover_neither_boxes_nor_other_words():
    paths = [path(leg(end(f"a{i}"), end("m", country="TR")), leg(end("m", country="TR"), RUSSIA)) for i in range(6)]
    shown = picture(paths)
    areas = [Area(box.middle, box.size) for box in shown.boxes]
    areas += [Area(arrow.label, arrow.label_size) for arrow in shown.arrows if arrow.lines]
    for place, area in enumerate(areas):
        assert not [other for other in areas[:place] if area.overlap(other)]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", 'a"b&c', "\u202egnp", "]]>", "x" * 10000, "无" * 500])
def test_hostile_names_stay_text_in_the_svg(name):
    document = svg(picture([path(leg(end("a", name=name), RUSSIA, goods=name))]), name)
    root = ET.fromstring(document)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "defs", "marker", "path", "rect", "g", "polyline", "text",
    }  # fmt: skip


def test_the_svg_shows_every_box_and_every_word():
    shown = picture([path(leg(end("a"), RUSSIA, via=("TR",)))])
    texts = {element.text for element in ET.fromstring(svg(shown, "Paths")).iter(f"{SVG}text")}
    assert texts == {line for box in shown.boxes for line in box.lines} | {"drone parts"}


def test_countries_are_lanes_from_left_to_right_and_a_country_on_the_way_has_its_own():
    paths = [path(leg(end("a"), end("b", country="KZ"), via=("TR",)), leg(end("b", country="KZ"), RUSSIA))]
    shown = picture(paths, lanes=True)
    assert [band.name for band in shown.lanes] == [countries.name(code) for code in ("CN", "TR", "KZ", "RU")]
    texts = {element.text for element in ET.fromstring(svg(shown, "Paths")).iter(f"{SVG}text")}
    assert {band.name for band in shown.lanes} <= texts
    assert picture([path(leg(end("a"), end("b")))], lanes=True).lanes == ()
    assert picture(paths).lanes == ()


def test_nodes_can_be_picked_in_place_of_legs():
    shown = picture([path(leg(end("a"), RUSSIA, via=("TR",)))])
    body = payload(shown, "t", "node")
    assert [stop["key"] for stop in body["stops"]] == ["a", "country:RU"]
    assert [box["stop"] for box in body["boxes"]] == ["a", "", "country:RU"]
    assert {arrow["stop"] for arrow in body["arrows"]} == {""}


def test_the_browser_gets_the_same_version_for_the_same_picture():
    one = payload(picture([path(leg(end("a"), RUSSIA))]), "t")
    two = payload(picture([path(leg(end("a"), RUSSIA))]), "t")
    other = payload(picture([path(leg(end("b"), RUSSIA))]), "t")
    assert one["version"] == two["version"] != other["version"]
    assert [item["key"] for item in one["stops"]] == ["a-country:RU-drone parts"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short", ("short",)),
        ("two words here", ("two words", "here")),
        ("averyveryverylongword", ("averyveryv", "erylongwor", "d")),
        ("无人机零件公司", ("无人机零件", "公司")),
        ("one two three four five six seven eight", ("one two", "three four", "five six\u2026")),
        ("", ("",)),
    ],
)
def test_names_break_into_lines(text, lines):
    assert wrapped(text, 10, 3) == lines


def test_wide_signs_take_more_room():
    assert text_width("无人机") > text_width("abc")
