"""From a name to an id and from an id to the one node it stands for, on both engines; all names are invented."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.errors import InvalidParameter
from graph.settings import Settings
from graph.store import Store
from queries import evidence, runner, search, show
from tests.conftest import empty_store
from tests.support.small_graph import fact, fill, tie

CEDAR, ALDER = "party-cedar", "party-alder"


@pytest.fixture(scope="module")
def filled(store_settings: Settings) -> Iterator[Store]:
    """The graph by hand, on each engine in turn; no test of this file changes it."""
    with empty_store(store_settings) as store:
        yield fill(store)


def test_parts_weapons_and_files_are_found_by_a_part_of_their_names(filled: Store) -> None:
    [part] = search.find(filled, "аr 12")
    assert (part.label, part.id, part.how) == ("Product", "product-ar", "exact")
    assert [hit.id for hit in search.find(filled, "AR1")] == ["product-ar"]
    assert [(hit.label, hit.name) for hit in search.find(filled, "two unreal")] == [("Weapon", "Unreal two")]
    assert [hit.id for hit in search.find(filled, "c.csv")] == [f"document:{'c' * 32}"]


def test_a_hit_says_on_which_lists_it_stands_and_how_many_ties_it_has(filled: Store) -> None:
    [cedar] = search.find(filled, "кедр")
    assert (cedar.lists, cedar.ties, cedar.country) == (("Test list",), 11, "RU")
    assert cedar.to_json()["lists"] == ["Test list"]
    [pavel] = search.find(filled, "Pavel Nikto")
    assert (pavel.lists, pavel.ties) == ((), 3)


@pytest.mark.parametrize(
    ("query", "given", "message"),
    [
        ("party_profile", {"party": "Кедр-Тест"}, "no id here.*waybill find 'Кедр-Тест'"),
        ("party_profile", {"party": "party-nobody"}, "party: 'party-nobody' is no id here"),
        ("party_profile", {"party": f"document:{'a' * 32}"}, "is the id of a Document; it takes that of a party"),
        ("listings_of_party", {"party": "product-ar"}, "is the id of a Product; it takes that of an entity"),
        ("owners_of_listed", {"party": "nobody"}, "party: 'nobody' is no id"),
        ("weapons_with_maker", {"maker": "Alder Rotor"}, "maker: .*waybill find 'Alder Rotor'"),
        ("parts_in_weapon", {"weapon": "Unreal two"}, "weapon: .*waybill find"),
        ("evidence_of_fact", {"fact": "fact-held"}, "stands for several nodes: fact-held-"),
        ("claims_of_document", {"document": "nothing.txt"}, "document: 'nothing.txt' is no id"),
        ("claims_of_document", {"document": "document:"}, "stands for several nodes"),
        ("legs_of_path", {"ties": "Alder"}, "ties: 'Alder' is the id of no supply"),
        ("suppliers_of_goods", {"goods": "goods:text:00"}, "goods: .* is no id"),
    ],
)
def test_an_id_that_nobody_has_is_no_empty_answer(
    filled: Store, query: str, given: dict[str, str], message: str
) -> None:
    with pytest.raises(InvalidParameter, match=message):
        runner.run(filled, query, given)


@pytest.mark.parametrize(
    ("query", "given", "whole"),
    [
        ("party_profile", {"party": "party-ced"}, CEDAR),
        ("party_profile", {"party": "record-cedar"}, CEDAR),
        ("weapons_with_maker", {"maker": "party-al"}, ALDER),
        ("evidence_of_fact", {"fact": "fact-t19"}, fact("t19")),
        ("claims_of_document", {"document": "A.TXT"}, f"document:{'a' * 32}"),
        ("rows_of_document", {"document": "c" * 64}, f"document:{'c' * 32}"),
        ("rows_of_document", {"document": "document:ccc"}, f"document:{'c' * 32}"),
    ],
)
def test_beginnings_records_and_files_stand_for_their_node(
    filled: Store, query: str, given: dict[str, str], whole: str
) -> None:
    result = runner.run(filled, query, given)
    assert result.rows
    [name] = given
    assert (result.parameters or {})[name] == whole


def test_ties_and_goods_that_are_known_pass(filled: Store) -> None:
    assert runner.run(filled, "legs_of_path", {"ties": [tie("t2"), tie("t3")]}).rows
    assert runner.run(filled, "suppliers_of_goods", {"goods": "goods:drone-parts"}).rows


def test_show_sends_a_name_to_find(filled: Store) -> None:
    with pytest.raises(InvalidParameter, match="waybill find Cedar"):
        show.show(filled, "Cedar")


def test_a_part_number_that_is_only_a_part_of_one_is_said(filled: Store) -> None:
    result = runner.run(filled, "weapons_with_part", {"part": "r-1"})
    assert (result.rows, result.notes) == (
        [],
        ("part numbers match as a whole; known ones that contain R1: AR-12",),
    )
    assert runner.run(filled, "weapons_with_part", {"part": "ZZ9"}).notes[0].endswith("no known one contains ZZ9")
    assert runner.run(filled, "weapons_with_part", {"part": "AR12"}).notes == ()


def test_evidence_of_a_party_a_part_and_a_document(filled: Store) -> None:
    found = evidence.proof(filled, None, CEDAR)
    assert found.note == (f"this is a Company: evidence of the facts beside it; waybill show {CEDAR} lists them")
    assert {"words on listing", "words on role", "alder supplied drone-parts"} <= {item.quote for item in found.items}
    assert {item.fact for item in evidence.proof(filled, None, "product-ar").items} == {"fact-found-1", "fact-found-2"}
    document = evidence.proof(filled, None, f"document:{'b' * 32}")
    assert {item.document for item in document.items} == {"b" * 32}
    assert evidence.proof(filled, None, fact("t1")).note is None
    with pytest.raises(InvalidParameter, match="no fact stands beside this Source"):
        evidence.proof(filled, None, "source-a")
    with pytest.raises(InvalidParameter, match="waybill find Cedar"):
        evidence.proof(filled, None, "Cedar")


def test_evidence_of_a_party_with_many_facts_is_limited(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "FACTS_AROUND", 2)
    found = evidence.proof(filled, None, CEDAR)
    assert len({item.fact for item in found.items}) == 2
    assert "the first 2 facts" in (found.note or "")
