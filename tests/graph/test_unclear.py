"""Equal names that leave open who is meant: names that tell little, and names under which one list enters two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Document, Party, Source
from graph.party_records import party_record_of
from graph.resolution import Edge, Judgement, PartyRecord, Resolution, resolve
from graph.resolution.scoring import score
from graph.resolution.telling import entered_apart, equal_names, tells

STREET = ("5 Lesnaya Street, Ensk, 123456",)


def firm(key: str, *names: str, listed: str = "", **slots: object) -> PartyRecord:
    return replace(PartyRecord(key, "company", names, "RU", main=names[0], listed=listed), **slots)  # type: ignore[arg-type]


def groups(found: Resolution) -> set[str]:
    return {"".join(found.members(cluster)) for cluster in set(found.clusters.values())}


def waiting(found: Resolution) -> list[tuple[str, str, str]]:
    return sorted((item.edge.one, item.edge.other, item.reason) for item in found.queued)


@pytest.mark.parametrize(
    "name", ["lanhe", "ao spektr import", "蓝禾电子", "ensk plant of electronic machines and instruments"]
)
def test_what_tells(name: str) -> None:
    assert tells(name)


@pytest.mark.parametrize(
    "name", ["ooo ktp", "ао ммз", "llc military industrial company", "plant no 5", "", "llc center"]
)
def test_what_tells_little(name: str) -> None:
    assert not tells(name)


def test_an_equal_name_that_tells_little_waits_with_its_reason() -> None:
    one, other = firm("a", "OOO KTP"), firm("b", "OOO KTP")
    assert equal_names(one, other) == (set(), {("ooo ktp", "RU")})
    assert waiting(resolve([one, other])) == [("a", "b", "common_name")]
    found = resolve([one, other], (), [Edge("a", "b", 0.6)])
    assert [(item.edge.chance, item.reason) for item in found.queued] == [(0.6, "common_name")]
    assert groups(resolve([firm("a", "OOO Lanhe"), firm("b", "OOO Lanhe")])) == {"ab"}


def test_of_a_country_there_is_one_public_body_of_a_name() -> None:
    name = "State Department"
    one, other = (replace(firm(key, name), kind="public_body") for key in "ab")
    assert not tells(name)
    assert groups(resolve([one, other])) == {"ab"}
    assert score(one, other).joins
    assert waiting(resolve([one, firm("c", name)])) == [("a", "c", "common_name")]


def test_an_address_or_another_equal_name_lets_it_join() -> None:
    one, other = firm("a", "OOO KTP"), firm("b", "OOO KTP")
    assert not score(one, other).joins
    assert "that others may go by" in " ".join(reason.detail for reason in score(one, other).reasons)
    near = score(replace(one, addresses=STREET), replace(other, addresses=STREET))
    assert near.joins
    assert groups(resolve([one, other], (), [Edge("a", "b", near.chance, near.joins)])) == {"ab"}


def test_alike_names_in_two_towns_wait() -> None:
    one = firm("a", "AO Lanhemash", addresses=STREET)
    other = firm("b", "OAO «Ланхемаш»", addresses=("ул. Лесная, д. 7, г. Дальск, 654321",))
    here = replace(other, addresses=("ул. Полевая, д. 7, г. Энск, 123456",))
    assert score(one, here).joins
    assert not score(one, other).joins
    assert score(one, other).chance < score(one, replace(other, addresses=())).chance < score(one, here).chance


LISTED = [
    firm("a", "Spektr-Import", "Lanhe Electronics", listed="annex"),  # the alias is another entry's name
    firm("b", "Lanhe Electronics", listed="annex"),
    firm("c", "Lanhe Electronics", "OOO Lanhe", listed="other list"),
    firm("d", "Spektr-Import", listed="other list"),
]


def test_an_alias_that_one_list_enters_as_another_joins_nobody() -> None:
    found = resolve(LISTED)
    assert groups(found) == {"ad", "bc"}
    assert waiting(found) == [("a", "b", "one_list")]
    assert entered_apart(LISTED[0], LISTED[1])
    assert not score(LISTED[0], LISTED[1]).joins
    assert "one list enters them as two" in " ".join(reason.detail for reason in score(LISTED[0], LISTED[1]).reasons)


def test_neither_do_edges_join_two_entries_of_one_list_through_a_third() -> None:
    records = [firm("a", "Lanhe-A", listed="annex"), firm("b", "Lanhe-B", listed="annex"), firm("c", "Lanhe-C")]
    found = resolve(records, (), [Edge("a", "c", 0.98, True), Edge("b", "c", 0.97, True)])
    assert groups(found) == {"ac", "b"}
    assert waiting(found) == [("b", "c", "one_list")]


def test_who_is_entered_twice_under_one_name_is_one() -> None:
    again = firm("b", "Lanhe Electronics, LLC", "Lanhe", listed="annex")
    records = [firm("a", "Lanhe Electronics", "Lanhe", listed="annex"), again]
    assert not entered_apart(*records)
    assert groups(resolve(records)) == {"ab"}


def test_a_person_or_an_identifier_says_that_two_entries_are_one() -> None:
    same = Judgement("a", "b", "same", "Anna", "2026-01-01")
    assert groups(resolve(LISTED[:3], [same])) == {"abc"}
    held = [replace(one, ids=(("INN", "1234567894"),) * (one.record in "ab")) for one in LISTED[:3]]
    assert groups(resolve(held)) == {"abc"}


def test_an_alias_joins_where_nothing_is_in_its_way() -> None:
    assert groups(resolve([LISTED[0], firm("e", "Lanhe Electronics")])) == {"ae"}
    assert groups(resolve([*LISTED[:2], firm("e", "Volnova", "Lanhe Electronics")])) == {"a", "b", "e"}


EDGES = [Edge("a", "c", 0.9, True), Edge("b", "d", 0.8, True), Edge("e", "f", 0.7)]


@settings(max_examples=60, deadline=None)
@given(st.permutations([*LISTED, firm("e", "OOO KTP"), firm("f", "OOO KTP")]), st.permutations(EDGES))
def test_no_order_changes_who_is_who(records: list[PartyRecord], edges: list[Edge]) -> None:
    found, plain = resolve(records, (), edges), resolve(sorted(records, key=lambda one: one.record), (), EDGES)
    assert (found.clusters, found.queued) == (plain.clusters, plain.queued)


def test_persons_join_by_a_rough_date_only_with_two_equal_names() -> None:
    one = PartyRecord("a", "person", ("PROBIN, Ivan Lanhevich", "VYDUMKIN, Petr"), "RU", birth_dates=("1970",))
    other = replace(one, record="b", names=("Ivan Lanhevich PROBIN", "Petr VYDUMKIN"), birth_dates=("1970-03-04",))
    assert score(one, other).joins
    assert not score(one, replace(other, names=other.names[:1])).joins
    assert not score(one, replace(other, names=(other.names[0], "Иван Ланхевич ПРОБИН"))).joins
    assert not score(one, replace(other, birth_dates=())).joins
    assert not score(one, replace(other, country="KZ")).joins


def test_what_a_list_enters_is_known_of_its_records() -> None:
    party = Party(surface="Lanhe", form="named", kind="company")
    source = Source(publisher="Council of Test", title="Annex")
    found = party_record_of("a", party, Document(sha256="0", name="annex.csv", kind="list", source=source))
    assert (found.main, found.listed) == ("Lanhe", source.key)
    assert party_record_of("a", party, Document(sha256="0", name="text.txt", kind="text", source=source)).listed == ""
