"""Flows as bands, arcs and rows: sums stay whole, routes keep their order, nonsense of a browser is no pick."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.flows import Flow, row, together
from dashboard.components.sankey import MOST_COUNTRIES, OTHERS, bands, picked, spec
from dashboard.components.world import arcs, drawable, middles, names, shapes
from dashboard.components.world import picked as picked_arc
from graph.reference import countries

DIRECT, BY = Flow("CN", (), "RU", 3), Flow("CN", ("HK", "TR"), "RU", 2)
codes = st.sampled_from(["CN", "HK", "TR", "AE", "KZ", "RU", "BY"])
flows = st.lists(st.builds(Flow, codes, st.lists(codes, max_size=2).map(tuple), codes, st.integers(1, 9)), max_size=30)


def test_flows_of_one_route_are_added_up_and_nothing_is_left_out():
    assert together([BY, DIRECT, BY, Flow("CN", (), "RU", 0)]) == [Flow("CN", ("HK", "TR"), "RU", 4), DIRECT]
    assert row(DIRECT) == {"origin_country": "China", "via": "\u2013", "destination_country": "Russia", "value": 3}


@given(flows)
def test_bands_carry_what_the_flows_carry_whatever_their_order(some: list[Flow]):
    found = bands(together(some))
    assert sum(band.value for band in found if band.source[0] == 0) == sum(flow.value for flow in some)
    assert found == bands(together(some[::-1]))
    assert all(band.source[0] < band.target[0] for band in found)


def test_countries_that_are_too_many_for_a_stage_are_one():
    some = [Flow(code, (), "RU", 100 - place) for place, code in enumerate(sorted(countries.all_codes())[:30])]
    sources = {band.source[1] for band in bands(some)}
    assert len(sources) == MOST_COUNTRIES
    assert OTHERS in sources


def test_a_country_at_two_stages_is_two_nodes():
    drawn = spec(bands([Flow("CN", ("HK",), "RU", 1), Flow("HK", (), "RU", 1)]), "transfers", "file")
    names_ = [node["name"] for node in drawn["series"][0]["data"]]
    assert len(set(names_)) == len(names_) == 4


@pytest.mark.parametrize(
    "told", [{}, {"selected": []}, {"selected": [{"data_type": "node", "data_indices": [0]}]},
             {"selected": [{"data_type": "edge", "data_indices": [99, -1, "x"]}]}],
)  # fmt: skip
def test_what_is_no_band_is_not_picked(told: dict[str, Any]):
    assert picked({"selection": told}, bands([DIRECT])) is None


def test_a_band_is_picked_by_its_index():
    found = bands([DIRECT, BY])
    assert picked({"selection": {"selected": [{"data_type": "edge", "data_indices": [1]}]}}, found) == found[1]


def test_an_arc_for_each_step_leads_back_to_its_route():
    routes, left_out = drawable([DIRECT, BY, Flow("XX", (), "RU", 1)])
    drawn = arcs(routes, "transfers")
    assert left_out == 1
    assert len(drawn) == 4
    assert drawn[0]["label"] == "China \u2192 Russia: 3 transfers"
    assert picked_arc({"selection": {"indices": {"arcs": [3]}}}, routes, drawn) == BY
    assert picked_arc({"selection": {"indices": {"arcs": [4, -1, "x"]}}}, routes, drawn) is None
    assert picked_arc({}, routes, drawn) is None


def test_no_name_of_a_map_stands_over_another():
    found = names([Flow("CN", (code,), "RU", 1) for code in ("GE", "AM", "AZ", "TR", "HK", "TW")])
    places = [(one["x"], one["y"]) for one in found]
    assert len(set(places)) == len(places)
    assert {one["name"] for one in found} >= {"China", "Russia", "Georgia"}


def test_the_map_is_small_and_no_shape_crosses_the_antimeridian():
    features = shapes()["features"]
    assert len(features) > 170
    assert {"", "CN", "RU", "TR", "UA"} <= {one["properties"]["code"] for one in features}
    for one in features:
        for polygon in one["geometry"]["coordinates"]:
            xs = [x for x, _ in polygon[0]]
            assert -180 <= min(xs) <= max(xs) <= 180
            area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(polygon[0], polygon[0][1:], strict=False))
            assert area < 0, one["properties"]  # clockwise, else D3 fills the rest of the world


def test_crimea_is_drawn_as_ukraine_and_every_usual_country_has_a_middle():
    def inside(code: str, x: float, y: float) -> bool:
        crossings = 0
        for one in shapes()["features"]:
            for polygon in one["geometry"]["coordinates"] if one["properties"]["code"] == code else ():
                for (x1, y1), (x2, y2) in zip(polygon[0], polygon[0][1:], strict=False):
                    crossings += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        return crossings % 2 == 1

    assert inside("UA", 34.3, 45.2)
    assert not inside("RU", 34.3, 45.2)
    assert inside("RU", *middles()["RU"])
    assert {"CN", "RU", "HK", "SG", "AE", "KG", "MO", "MT"} <= set(middles())
