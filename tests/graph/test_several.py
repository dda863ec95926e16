"""Short names that stand for several parties, and words by which two parties of one name differ."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fold import fold_name
from graph.reference import ambiguous
from graph.resolution import PartyRecord, resolve
from graph.resolution.edges import Edge
from graph.resolution.judgements import Judgement
from graph.resolution.links import Resolution
from graph.resolution.several import apart, is_short, known_to_stand_for, several, waiting


def _record(identifier: str, *names: str) -> PartyRecord:
    return PartyRecord(identifier, "company", names, "CN")


LANHE = _record("a", "Lanhe", "China Lanhe Industries Corporation")
PARENT = _record("b", "Lanhe", "China Lanhe Industries Group Corporation")
MENTION = _record("c", "Lanhe")


def test_a_firm_and_its_group_go_by_one_short_name() -> None:
    parties = several("Lanhe", [MENTION, PARENT, LANHE])
    assert parties == [{"a"}, {"b"}]
    assert parties is not None
    assert waiting("Lanhe", [MENTION, PARENT, LANHE], parties) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_an_acronym_of_two_firms() -> None:
    one = _record("a", "AO SPZ", "Spektr Bearing Plant")
    other = _record("b", "AO SPZ", "Sirius Cartridge Works")
    assert several("AO SPZ", [one, other]) == [{"a"}, {"b"}]


def test_a_short_name_of_one_party_may_join() -> None:
    again = _record("b", "Lanhe", "China Lanhe Industries Corp.")
    assert several("Lanhe", [LANHE, again, MENTION]) is None
    assert several("Lanhe", [MENTION, _record("d", "Lanhe", "Lanhe Co., Ltd.")]) is None  # its form tells nothing more


def test_an_identifier_or_judgement_says_that_both_are_one() -> None:
    assert several("Lanhe", [LANHE, PARENT], lambda one, other: True) is None


def test_the_name_in_another_alphabet_is_no_longer_name() -> None:
    one = _record("a", "Spektr", "Спектр")
    other = _record("b", "Spektr", "Акционерное общество «Спектр»", "スペクトル")
    assert several("Spektr", [one, other]) is None


def test_very_many_holders_are_several() -> None:
    many = [_record(f"{number:03}", "Lanhe", f"Word{number} Thing{number} Industries") for number in range(40)]
    assert len(several("Lanhe", many) or ()) == 40


@given(st.permutations([LANHE, PARENT, MENTION, _record("d", "Lanhe", "Lanhe Branch", "Lanhe Harbin Branch")]))
def test_the_order_of_records_does_not_matter(records: list[PartyRecord]) -> None:
    parties = several("Lanhe", records)
    assert parties == [{"a"}, {"b"}, {"d"}]
    assert parties is not None
    assert waiting("Lanhe", records, parties) == [
        ("a", "b"),
        ("a", "c"),
        ("a", "d"),
        ("b", "c"),
        ("b", "d"),
        ("c", "d"),
    ]


def _waiting(found: Resolution) -> list[tuple[str, str, str]]:
    return [(item.edge.one, item.edge.other, item.reason) for item in found.queued]


def test_a_mention_by_a_short_name_waits_and_never_joins() -> None:
    found = resolve([MENTION, LANHE, PARENT])
    assert found.clusters == {"a": "a", "b": "b", "c": "c"}
    assert sorted(_waiting(found)) == [("a", "b", "several"), ("a", "c", "several"), ("b", "c", "several")]


def test_neither_does_an_edge_join_it() -> None:
    edges = [Edge("a", "c", 0.99, joins=True), Edge("a", "b", 0.97, joins=True)]
    found = resolve([MENTION, LANHE, PARENT], (), edges)
    assert found.clusters == {"a": "a", "b": "b", "c": "c"}
    assert _waiting(found) == [("a", "c", "several"), ("a", "b", "several"), ("b", "c", "several")]


def test_a_person_says_whom_a_short_name_means() -> None:
    judged = Judgement("b", "c", "same", "me", "2026-01-01T00:00:00Z", "the text names the group")
    found = resolve([MENTION, LANHE, PARENT], [judged])
    assert found.clusters == {"a": "a", "b": "b", "c": "b"}
    different = Judgement("a", "c", "different", "me", "2026-01-01T00:00:00Z")
    assert _waiting(resolve([MENTION, LANHE, PARENT], [judged, different])) == []  # and so a is not b


def test_what_a_longer_name_joins_stays_joined() -> None:
    again = _record("d", "Lanhe", "China Lanhe Industries Corporation")
    assert resolve([LANHE, PARENT, again]).clusters == {"a": "a", "b": "b", "d": "a"}


@pytest.mark.parametrize("kind", ["vessel", "person"])
def test_short_names_of_ships_and_persons_are_no_acronyms(kind: str) -> None:
    names = (("Norinco",), ("Norinco", "China North Industries"))
    records = [PartyRecord(str(number), kind, some, "CN", (), ("1970-01-01",)) for number, some in enumerate(names)]
    assert set(resolve(records).clusters.values()) == {"0"}


@given(st.permutations([MENTION, LANHE, PARENT, _record("d", "Lanhe"), _record("e", "NPZ"), _record("f", "NPZ")]))
def test_no_order_changes_what_waits(records: list[PartyRecord]) -> None:
    found = resolve(records)
    assert set(found.clusters.values()) == set("abcdef")
    assert len(found.queued) == 6


@pytest.mark.parametrize("name", ["Lanhe", "AO SPZ", "蓝禾", "NPZ", "ООО «Спектр»"])
def test_short(name: str) -> None:
    assert is_short(name)


@pytest.mark.parametrize("name", ["", "Lanhe Electronics", "深圳市蓝禾电子有限公司", "Longnamedindustries"])
def test_not_short(name: str) -> None:
    assert not is_short(name)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Spektr-Import LLC", "Spektr-Import Group", "only one of both is called a group"),
        ("China Lanhe Industries Corporation", "China Lanhe Industries Group Corporation Limited", "group"),
        ("蓝禾有限公司", "蓝禾集团有限公司", "group"),
        ("藍禾有限公司", "藍禾控股有限公司", "group"),
        ("ООО «Спектр»", "Холдинг «Спектр»", "group"),
        ("Lanhe Electronics", "Lanhe Electronics, Harbin Branch", "branch"),
        ("蓝禾电子有限公司", "蓝禾电子有限公司上海分公司", "branch"),
        ("АО «Спектр»", "Филиал АО «Спектр» в городе Энске", "branch"),
        ("Spektr", "Representative office of Spektr", "representative office"),
        ("蓝禾公司", "蓝禾公司北京办事处", "representative office"),
        ("ООО «Спектр»", "ООО «Торговый дом «Спектр»", "trading house"),
        ("Spektr LLC", "TD Spektr LLC", "trading house"),
        ("Plant No. 5", "Plant No. 7", "numbers differ"),
        ("Завод № 5", "Завод № 7", "numbers differ"),
        ("Spektr", "Spektr-2", "only one of both has a number"),
        ("深圳蓝禾电子有限公司", "广州蓝禾电子有限公司", "places differ"),
        ("Lanhe (Shenzhen) Co., Ltd.", "Lanhe (Shenyang) Co., Ltd.", "places differ"),
    ],
)
def test_two_parties_of_one_name(one: str, other: str, reason: str) -> None:
    assert reason in (apart(one, other) or "")
    assert apart(one, other) == apart(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Spektr LLC", "ООО «Спектр»"),
        ("蓝禾集团有限公司", "Lanhe Group Co., Ltd."),
        ("Завод № 05", "Plant No. 5"),
        ("深圳市蓝禾电子有限公司", "Shenzhen Lanhe Electronics Co., Ltd."),
        ("蓝禾电子公司", "蓝禾公司"),  # 电子公司 is no 子公司, a subsidiary
        ("Lanhe Electronics", "Shenzhen Lanhe Electronics"),
    ],
)
def test_nothing_keeps_them_apart(one: str, other: str) -> None:
    assert apart(one, other) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_names_can_be_compared(one: str, other: str) -> None:
    assert apart(one, other) == apart(other, one)
    assert apart(one, one) is None


def test_known_ambiguous_names_wait_even_where_one_party_is_at_hand() -> None:
    """Which of both a source means is not known because only one of both is on the lists that were loaded."""
    for entry in ambiguous.entries():
        assert entry.source
        assert len(entry.date) == 10
        for name in entry.names:
            assert known_to_stand_for(f"{name} Co., Ltd.") == entry.parties
            one, mention = _record("a", name, entry.parties[0]), _record("b", name)
            found = resolve([one, mention, _record("c", name)])
            assert found.clusters == {"a": "a", "b": "b", "c": "c"}
            assert [(item.edge.one, item.edge.other, item.reason) for item in found.queued] == [
                ("a", "b", "several"),
                ("a", "c", "several"),
            ]
            bare = resolve([mention, _record("c", name)])
            assert [(item.edge.one, item.edge.other) for item in bare.queued] == [("b", "c")]
    assert known_to_stand_for("Lanhe") == ()


def test_names_that_the_lists_print_for_several(shared_data: Path) -> None:
    """AO NPZ is an instrument plant in one annex and a cartridge plant in another, both in Novosibirsk."""
    held: dict[str, list[PartyRecord]] = defaultdict(list)
    for path in sorted((shared_data / "eu_journal_sanctions").glob("32014*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file)):
                if row["schema"] != "Person":
                    names = [name.strip() for name in (row["name"], *row["alias"].split(";")) if name.strip()]
                    for name in {fold_name(name) for name in names if is_short(name)}:
                        held[name].append(PartyRecord(f"{path.name} {number:05}", "company", tuple(names), "RU"))
    assert len(several("AO NPZ", held["npz"]) or ()) == 2
    unknown = {name: records for name, records in held.items() if not known_to_stand_for(name)}
    found = {name for name, records in unknown.items() if several(name, records)}
    assert 1 <= len(found) <= 20  # few of some hundreds of short names
