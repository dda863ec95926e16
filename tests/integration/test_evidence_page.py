"""What the page "Evidence" asks: a document and whose word it is, its entries, a fact with all sides, on both engines.

All in here is invented.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.archive import Archive, Decision, now
from graph.build import build
from graph.errors import InvalidParameter
from graph.reviews import reviewed
from graph.settings import Settings
from graph.store import Store
from queries import document as documents
from queries.fact_view import FactView, differing, fact_view, facts_by_id, side, voices
from tests.conftest import empty_store
from tests.support.evidence_home import fill, sha256


@pytest.fixture(scope="module")
def filled(store_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Settings]]:
    """The graph of that home, on each engine in turn; no test of this file changes it."""
    home = Settings(home=tmp_path_factory.mktemp("evidence"), engine_idle_s=1.0)
    fill(Archive(home.archive_dir))
    with empty_store(store_settings) as store:
        build(home, store)
        yield store, home


def archive_of(home: Settings) -> Archive:
    return Archive(home.archive_dir)


def sent(store: Store, home: Settings) -> FactView:
    """The fact that the papers tell of."""
    (row,) = store.read(
        "MATCH (d:Document {name: 'report 0.txt'})<-[:IN]-(:Claim)-[:ABOUT]->(f) RETURN f.waybill_id AS id"
    )
    return fact_view(store, archive_of(home), row["id"])


def test_reprints_are_seen_as_one_source(filled: tuple[Store, Settings]) -> None:
    store, home = filled
    first = documents.told(store, sha256(home, "report 0.txt"))
    second = documents.told(store, "REPORT 1.TXT")
    assert (first.publisher, first.owner, first.first) == ("First Paper", "First House", None)
    assert [one.publisher for one in first.copies] == ["Second Paper", "Third Paper"]
    assert second.first is not None
    assert (second.first.publisher, second.first.published) == ("First Paper", "2023-03-07")
    assert [one.publisher for one in second.copies] == ["Third Paper"]
    assert first.origin == second.origin == "First House"
    assert (first.of_origin, first.publishers) == (3, 3)
    assert not first.more_copies
    alone = documents.told(store, sha256(home, "vague.txt"))
    assert (alone.first, alone.copies, alone.of_origin, alone.claims, alone.rows) == (None, (), 1, 1, 0)


@pytest.mark.parametrize("text", ["", "nothing.txt", "f" * 32, "document:", "\x00"])
def test_a_document_that_is_not_there_is_an_error(filled: tuple[Store, Settings], text: str) -> None:
    with pytest.raises(InvalidParameter):
        documents.told(filled[0], text)


def test_a_fact_has_its_sides_each_source_once(filled: tuple[Store, Settings]) -> None:
    store, home = filled
    found = sent(store, home)
    assert found.label == "Transfer" and found.fact is not None and not found.cut
    heard = {voice.origin: voice for voice in voices(item for item in found.items if side(item) == "for")}
    assert heard["First House"].documents == 3
    assert heard["First House"].items[0].reprint_of is None
    assert set(heard) == {"First House", "Page of Scripts", "Long Reader"}
    against = voices(item for item in found.items if side(item) == "against")
    assert [voice.origin for voice in against] == ["Fir Ridge Press"]
    ends = {(one.type, one.name) for one in found.ends}
    assert ends >= {("SUPPLIES", "Alder Works"), ("RECEIVED_BY", "Fir Ridge Optics")}
    assert {one.code for one in found.ends if one.type in ("FROM", "TO")} == {"CN", "RU"}


def test_what_differs_is_told_slot_by_slot_also_of_what_might_be_the_same(filled: tuple[Store, Settings]) -> None:
    store, home = filled
    found = sent(store, home)
    assert len(found.perhaps) == 1 and len(found.beside) == 2
    assert found.beside[0].id in found.perhaps
    assert differing(found.passages) == ["modality", "dates", "quantity"]
    said = {one.item.publisher: one.values for one in found.passages}
    assert said["First Paper"]["quantity"]["number"] == "40"
    assert said["Other Paper"]["quantity"]["number"] == "60"
    assert said["Vague Weekly"]["dates"] == ["2023-03", "2023-03"]
    assert "quantity" not in said["Fir Ridge Press"]
    others = {one.fact for one in found.passages if one.item.publisher == "Vague Weekly"}
    assert others == found.perhaps
    back = fact_view(store, archive_of(home), next(iter(found.perhaps))[:12])
    assert found.id in back.perhaps


def test_no_fact_has_this_id(filled: tuple[Store, Settings]) -> None:
    store, home = filled
    for text in ("0" * 32, "x", sha256(home, "vague.txt")):
        with pytest.raises(InvalidParameter):
            fact_view(store, archive_of(home), text)


def test_entries_of_a_list_come_in_parts_and_in_their_order(filled: tuple[Store, Settings]) -> None:
    store, home = filled
    told = documents.told(store, sha256(home, "list.csv"))
    assert (told.kind, told.claims) == ("list", 1201)
    first = documents.entries(store, told, 0, 3)
    assert [one["row"] for one in first] == [2, 2, 3]
    last = documents.entries(store, told, 1199, 10)
    assert [one["row"] for one in last] == [1200, 1201]
    both = documents.of_entry(store, told, 2)
    assert {one["kind"] for one in both} == {"listing", "ownership"}
    assert all(len(one["facts"]) == 1 for one in both)
    assert documents.of_entry(store, told, 999_999) == []
    claim = both[0]["claim"]
    assert documents.claim(store, told.id, claim[:12]) == (claim, 2)
    assert documents.claim(store, told.id, claim[:4]) is None
    assert documents.claim(store, documents.told(store, "vague.txt").id, claim) is None
    facts = facts_by_id(store, [fact for one in both for fact in one["facts"]])
    assert {one.label for one in facts} == {"Listing", "Ownership"}


def test_the_archive_tells_what_it_keeps(filled: tuple[Store, Settings]) -> None:
    _, home = filled
    archive = archive_of(home)
    kept = documents.kept(archive, sha256(home, "mixed.txt"))
    assert kept is not None
    assert kept.originals[0][0] == "mixed.txt" and kept.captured
    assert documents.original(archive, kept.sha256, "mixed.txt").decode().startswith("מומצא")
    assert len(documents.original(archive, kept.sha256, "mixed.txt")) == kept.originals[0][1]
    assert documents.kept(archive, "0" * 64) is None
    listed = documents.kept(archive, sha256(home, "list.csv"))
    assert listed is not None and listed.originals == () and listed.parent is None


def test_claims_of_one_text_are_read_alone_with_what_was_judged(filled: tuple[Store, Settings]) -> None:
    _, home = filled
    archive = archive_of(home)
    mixed = sha256(home, "mixed.txt")
    own = reviewed(archive, mixed)
    assert len(own) == 5
    assert [one.id for one in own] == [one.id for one in reviewed(archive) if one.document.name == "mixed.txt"]
    archive.decide(Decision("review", own[0].id, "rejected", "anna", now(), "not in the text"))
    judged = next(one for one in reviewed(archive, mixed) if one.id == own[0].id)
    assert judged.decision is not None
    assert (judged.state, judged.decision.by, judged.decision.why) == ("rejected", "anna", "not in the text")
    archive.decide(Decision("review", own[0].id, "undone", "anna", now()))
