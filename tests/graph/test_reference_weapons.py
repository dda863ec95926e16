"""Designations of weapons: one weapon under its names in several alphabets; variants and parts are others."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Party
from graph.reads import Census, _thing
from graph.reference import weapons
from graph.reference.weapons import lookup, weapon_key

SHAHED = "shahed-136"


@pytest.mark.parametrize(
    "text",
    [
        "Shahed-136",
        "Shahed 136",
        "SHAHED136",
        "Shaheed-136",
        "Geran-2",
        "Герань-2",
        "«Герань-2»",
        "Шахед-136",
        "Шахід-136",
        "شاهد ۱۳۶",
        "شاهد-136",
        "见证者-136",
        "见证者-136无人机",
        'UAV "Shahed-136" №13084',
        'UAV "GERAN-2" (Shahed-136) Ы-12686',
        "GERAN-2 (Shahed-136) MS001",
        "Shahed-136 UAV (157 components)",
        "БПЛА «Герань-2»",
        "the Iranian-made Shahed-136 drone",
    ],
)
def test_one_weapon_under_its_names(text: str) -> None:
    found = lookup(text)
    assert found is not None
    assert found.id == SHAHED


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Shahed-131", "shahed-131"),
        ("Герань-1", "shahed-131"),
        ("Geran-3 UAV", "geran-3"),
        ("Shahed-238", "shahed-238"),
        ("Орлан-10", "orlan-10"),
        ("Orlan-30", "orlan-30"),
        ("Х-101", "kh-101"),
        ("X-101", "kh-101"),
        ("Kh-55", "kh-55"),
        ("Kh-555", "kh-555"),
        ("Kh-59MK2", "kh-59mk2"),
        ("Ланцет-1", "lancet-1"),
        ("Lancet-3", "lancet-3"),
        ("Lancet", "lancet"),
        ("T-72B3M Tank", "t-72b3m"),
        ("Т-72Б3", "t-72b3"),
        ('Missile 9M727 "Iskander-K"', "9m727"),
        ("Iskander-K", "iskander-k"),
        ("Missile 3M-14 Kalibr", "3m-14"),
        ('Missile Kh-47M2 "Kinzhal" (9-S-7760)', "kh-47m2"),
    ],
)
def test_variants_stay_apart(text: str, known: str) -> None:
    found = lookup(text)
    assert found is not None
    assert found.id == known


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Shahed",
        "Shahed-13",
        "Shahed-1366",
        "Shahed-136B",
        "Shahad-136",
        "Orlan",
        "Geran",
        "KN-23/KN-24",
        "Shahed-131 (Shahed-136)",
        "Lancet loitering munition (Izdeliye-51)",
        'CRP-antenna of UAV "Shahed-136"',
        "Navigation system of the russian-made Shahed-136 UAV",
        "Components from other Kh-101 missiles",
        'Electronic computing machine "Baget-62-037" of the Kh-101 missile',
        "Shahed-136 " + "x" * 100_000,
    ],
)
def test_what_is_another_or_a_part_is_not_taken_for_a_known_weapon(text: str) -> None:
    assert lookup(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Небыль-7М", "Nebyl-7M"), ("NEBYL 7M", "nebyl7m"), ("Х-901", "Kh-901"), ("Щука-1", "Shchuka-1"), ("٧", "7")],
)
def test_an_unknown_designation_is_one_in_both_alphabets(one: str, other: str) -> None:
    assert weapon_key(one) == weapon_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Z-9", "S-9"), ("C-17", "K-17"), ("Nebyl-7", "Nebyl-7M"), ("Nebyl-1", "Nebyl-7")]
)
def test_unknown_designations_are_never_compared_by_likeness(one: str, other: str) -> None:
    assert weapon_key(one) != weapon_key(other)


@given(st.text(max_size=60))
def test_any_text_has_a_key_that_folds_no_more(text: str) -> None:
    assert weapon_key(weapon_key(text)) == weapon_key(text)
    lookup(text)


def test_each_line_of_the_table_is_found_by_each_of_its_designations() -> None:
    assert len(weapons.weapons()) >= 100
    for weapon in weapons.weapons():
        assert weapon.source in {"gur", "eu", "maker", "script"}
        assert all(lookup(designation) is weapon for designation in weapon.designations)


def test_one_node_keeps_all_names_as_printed_in_any_order() -> None:
    printed = ["Shahed-136", "Герань-2", 'UAV "Geran-2" №13084', "Nebyl-7", "Небыль-7"]
    one, other = Census(), Census()
    for census, names in ((one, printed), (other, printed[::-1])):
        for name in names:
            census.thing(*_thing(Party(surface=name, kind="weapon"), synthetic=False))
    assert one.things == other.things
    known = one.things[f"weapon:{SHAHED}"]
    assert (known.name, known.names) == ("Shahed-136 (Geran-2)", frozenset(printed[:3]))
    [unknown] = [thing for key, thing in one.things.items() if key != f"weapon:{SHAHED}"]
    assert (unknown.name, unknown.names) == ("Nebyl-7", frozenset(printed[3:]))
    assert weapons.keys(known.names, SHAHED).count("GERAN2") == 1


def test_an_invented_weapon_is_no_real_one() -> None:
    party = Party(surface="Geran-2", kind="weapon")
    assert _thing(party, synthetic=True)[0] != _thing(party, synthetic=False)[0]


def test_the_weapons_of_the_portal(shared_data: Path) -> None:
    """More than half of its entries are a known weapon; entries of one fall together, parts of weapons do not."""
    with (shared_data / "gur_weapon_components" / "drones.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [row["display_name"] for row in csv.DictReader(file)]
    found = [known.id for name in names if (known := lookup(name))]
    assert len(found) >= 60
    assert found.count(SHAHED) >= 10
    assert found.count("kh-101") >= 3
    assert not any(lookup(name) for name in names if "Gyro Stabilized" in name or "Electronic Computing" in name)
