"""Codes with what is told under them, goods by name, weapons with their parts, and the hops of a long path.

On both engines; all firms, weapons, parts and lists are invented.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.errors import InvalidParameter
from graph.identity import goods_node
from graph.settings import Settings
from graph.store import Store
from queries import codes, goods_told, weapons_told
from queries.codes import Counts
from queries.hops import Hop, alone, hops
from queries.tracing import trace
from tests.conftest import empty_store
from tests.support.goods_home import ODD, fill, node


@pytest.fixture(scope="module")
def filled(store_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The graph of these claims, on each engine in turn; no test of this file changes it."""
    home = Settings(home=tmp_path_factory.mktemp("goods"), engine_idle_s=1.0)
    with empty_store(store_settings) as store:
        fill(home, store)
        yield store


def test_codes_tell_what_prints_and_what_implies_them(filled: Store) -> None:
    counts = codes.told(filled)
    # Two shipments of microcontrollers stand, one with a code; the planned one is none.
    assert counts["854231"] == Counts(printed=1, by_kind=1, ties=1, findings=3, invented=1)
    assert counts["8542"] == Counts(printed=1, inferred=1, by_kind=1, ties=2, findings=3, invented=1)
    assert counts["85"].printed == 2 and counts["85"].inferred == 1
    assert counts["852580"].printed == 1  # of an earlier edition
    assert "93" not in counts
    tiers = {tier: (sums.printed, sums.inferred) for tier, _, sums in codes.by_tier(counts)}
    assert tiers["1"] == (1, 1)


def test_a_tree_shows_the_open_branch_and_what_is_told(filled: Store) -> None:
    counts = codes.told(filled)
    assert [one.code for one in codes.branch(counts, "854231")] == [
        "85", "8542", "854231", "854232", "854233", "854239",
    ]  # fmt: skip
    shown = {one.code: one for one in codes.branch(counts, "8525")}
    assert (shown["852580"].description, shown["852580"].tiers) == (None, ())
    assert shown["852589"].tiers == ("3.A",)
    assert "852581" not in shown
    assert "852581" in {one.code for one in codes.branch(counts, "8525", everything=True)}
    assert [one.code for one in codes.branch(counts, tier="1")] == ["85"]
    assert {one.code for one in codes.branch(counts)} >= {"84", "85", "88", "90"}
    assert len(codes.branch({}, everything=True)) == 97


def test_goods_are_read_from_codes_names_in_any_script_and_as_printed(filled: Store) -> None:
    code = goods_told.read(filled, "8542.31")
    assert (code.sort, code.code, code.id) == ("code", "854231", "goods:hs:854231")
    assert goods_node(concept="microcontrollers") in code.ids
    assert goods_told.read(filled, "goods:hs:8542").code == "8542"
    for text in ("microcontrollers", "Mikrocontroller", "微控制器", goods_node(concept="microcontrollers")):
        kind = goods_told.read(filled, text)
        assert (kind.sort, kind.concept) == ("kind", "microcontrollers"), text
    printed = goods_told.read(filled, ODD)
    assert (printed.sort, printed.name) == ("printed", ODD)
    assert goods_told.read(filled, printed.id) == printed
    assert goods_told.read(filled, "hs:852580").name == ""  # an earlier edition; a shipment tells it
    with pytest.raises(InvalidParameter, match="has no code 852599"):
        goods_told.read(filled, "goods:hs:852599")
    with pytest.raises(InvalidParameter, match="nearest"):
        goods_told.read(filled, "microcontrolers of doom")


def test_what_is_told_of_goods_and_the_parts_of_a_kind(filled: Store) -> None:
    kind = goods_told.read(filled, "microcontrollers")
    told = {(row["label"], row["modality"], row["synthetic"]): row["facts"] for row in goods_told.facts(filled, kind)}
    assert told == {
        ("Finding", "asserted", False): 3, ("Finding", "asserted", True): 1, ("Transfer", "asserted", False): 2,
        ("Transfer", "asserted", True): 1, ("Transfer", "planned", False): 1,
    }  # fmt: skip
    printed = [(row["code"], row["basis"], row["synthetic"]) for row in goods_told.codes_told(filled, kind)]
    assert set(printed) == {("854231", "printed", False), ("854231", "printed", True)}
    for text in ("microcontrollers", "854231", "8542"):
        parts = goods_told.parts_found(filled, goods_told.read(filled, text))
        assert [(row["part"], row["weapons"], row["synthetic"]) for row in parts] == [
            ("QF 9", 2, False), ("QF-7", 1, False), ("SY-1", 1, True),
        ]  # fmt: skip
    assert goods_told.parts_found(filled, goods_told.read(filled, "88")) == []


def test_goods_are_found_by_name_and_the_nearest_are_told(filled: Store) -> None:
    for text in ("microcontrollers", "микроконтроллеры"):
        assert goods_told.find(filled, text)[0].id == goods_node(concept="microcontrollers")
    assert goods_told.find(filled, "8542")[0].id == "goods:hs:8542"
    assert "goods:hs:854232" in {hit.id for hit in goods_told.find(filled, "integrated memories")}
    assert goods_told.read(filled, ODD).id in {hit.id for hit in goods_told.find(filled, "gadgets UNHEARD-OF")}
    assert node(filled, "Product", "QF-9") in {hit.id for hit in goods_told.find(filled, "qf9")}
    assert node(filled, "Weapon", "Test Drone 1") in {hit.id for hit in goods_told.find(filled, "Test Drone")}
    assert goods_told.find(filled, "Alder Chips") == []
    assert goods_told.find(filled, "  ") == []
    near = dict(goods_told.nearest("microcontrolers"))
    assert near["microcontrollers"] == goods_node(concept="microcontrollers")


def test_weapons_with_what_was_found_in_them(filled: Store) -> None:
    rows = {row["name"]: row for row in weapons_told.weapons(filled)}
    one = rows["Test Drone 1"]
    assert (one["findings"], one["parts"], sorted(one["makers_in"]), one["synthetic"]) == (3, 2, ["CN", "TR"], False)
    assert rows["Synthetic Drone"]["synthetic"]
    only = {row["name"]: row["findings"] for row in weapons_told.weapons(filled, ["TR"])}
    assert only == {"Test Drone 1": 1}


def test_what_was_found_in_a_weapon_with_who_prints_it(filled: Store) -> None:
    told = weapons_told.findings(filled, node(filled, "Weapon", "Test Drone 1"), "Weapon")
    assert (told.name, told.cut, told.synthetic) == ("Test Drone 1", False, False)
    by_part = {one.part or one.printed: one for one in told.found}
    assert set(by_part) == {"QF-9", "QF-7", "bearings"}
    chip = by_part["QF-9"]
    assert [end.name for end in chip.makers] == ["Alder Chips"]
    assert {publisher for _, _, publisher in chip.documents} == {"Customs of Tests", "Test Herald"}
    assert (chip.code, chip.codes, chip.priority) == ("", ("854231",), ("854231:1",))
    assert by_part["QF-7"].makers == () and by_part["bearings"].part_id == ""
    part = weapons_told.findings(filled, chip.part_id, "Product")
    assert [one.weapon for one in part.found] == ["Test Drone 1", "Test Drone 2"]
    (shipment,) = weapons_told.shipments(filled, chip.part_id, ["RU"])
    assert shipment["recipient"] == "Fir Plant"
    assert weapons_told.shipments(filled, chip.part_id, ["KZ"]) == []
    with pytest.raises(InvalidParameter, match="takes that of a weapon"):
        weapons_told.findings(filled, chip.part_id, "Weapon")


def of_stage(found: tuple[Hop, ...], stage: str) -> list[Hop]:
    return [hop for hop in found if hop.stage == stage]


def test_the_long_path_hop_by_hop_with_its_proof(filled: Store) -> None:
    (one,) = trace(filled, node(filled, "Product", "QF-9")).traces
    told = hops(alone(one))
    assert [hop.stage for hop in told] == ["made", "found", "kind", "code", "exact", "supply", "supply", "owner"]
    assert all(hop.told for hop in told)
    (made,) = of_stage(told, "made")
    assert made.source is not None
    assert (made.source.name, made.targets[0].name, len(made.facts)) == ("Alder Chips", "QF 9", 2)
    (weapons,) = of_stage(told, "found")
    assert [end.name for end in weapons.targets] == ["Test Drone 1", "Test Drone 2"]
    assert [end.id for end in of_stage(told, "code")[0].targets] == ["goods:hs:854231"]
    (exact,) = of_stage(told, "exact")
    assert exact.source is not None
    assert (exact.source.name, exact.targets[0].name, exact.start) == ("Birch Trade", "Fir Plant", "2023-02-01")
    assert all(hop.tie and hop.facts and hop.ranks for hop in of_stage(told, "supply"))
    (owner,) = of_stage(told, "owner")
    assert owner.source is not None
    assert (owner.source.name, owner.targets[0].name, owner.least) == ("Fir Plant", "Gorse Holding", 60.0)
    assert not any(hop.synthetic for hop in told)
    assert len({hop.key for hop in told}) == len(told)


def test_a_hop_that_nobody_tells_says_so(filled: Store) -> None:
    (one,) = trace(filled, node(filled, "Product", "QF-7"), to="KZ").traces
    told = hops(alone(one))
    assert [(hop.stage, hop.told) for hop in told] == [
        ("made", False), ("found", True), ("kind", True), ("code", True), ("exact", False), ("supply", False),
    ]  # fmt: skip
    (invented,) = trace(filled, node(filled, "Product", "SY-1")).traces
    supplies = of_stage(hops(alone(invented)), "supply")
    assert [hop.synthetic for hop in supplies] == [True]
