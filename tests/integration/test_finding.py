"""From a name to an id and from an id to the one node it stands for, on both engines; all names are invented."""

from __future__ import annotations

import pytest

from graph.errors import InvalidParameter
from graph.model import Node, Relationship, Value
from graph.store import Store
from queries import evidence, runner, search, show
from tests.support.small_graph import fact, fill, tie

CEDAR, ALDER = "party-cedar", "party-alder"
SDN, OTHER = "Specially Designated Nationals and Blocked Persons List", "Consolidated Sanctions List (non-SDN)"
FACT: dict[str, Value] = {"standing": "accepted", "modality": "asserted", "claims": 1, "sources": 1}


@pytest.fixture
def filled(store: Store) -> Store:
    return fill(store)


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


def with_lists(store: Store) -> Store:
    """Add four lists of two authorities; two firms of one name stand on two of them and have no country."""
    firms = [
        Node(("Company", "Party"), f"party-lupin-{one}", {"name": "Lupin", "folded": "lupin", "listed": True})
        for one in ("a", "b")
    ]
    body = Node(("PublicBody", "Party"), "party-ofac", {"name": "Office of Foreign Assets Control", "folded": "ofac"})
    name = Node(("Name",), "name-lupin", {"text": "Lupin", "folded": "lupin", "quality": "primary"})
    entries = {
        "sdn": (SDN, None, "party-ofac", "party-lupin-a"),
        "other": (OTHER, None, "party-ofac", "party-lupin-b"),
        "act": ("Regulation (EU) No 1/2000", "I.A", "party-authority", "party-alder"),
        "second": ("Regulation (EU) No 1/2000", "II", "party-authority", "party-birch"),
        "part": ("Regulation (EU) No 11/2000", "I", "party-authority", "party-dogan"),
    }
    store.write_nodes([*firms, body, name])
    labels = {"party-authority": "PublicBody", "party-ofac": "PublicBody"}
    for key, (topic, annex, by, of) in entries.items():
        listing = Node(
            ("Listing", "Fact"), f"fact-entry-{key}", {**FACT, "topic": topic, **({"annex": annex} if annex else {})}
        )
        end = ("Listing", listing.id)
        store.write_nodes([listing])
        store.write_relationships(
            [Relationship("ISSUED", (labels[by], by), end), Relationship("NAMES", end, ("Company", of))]
        )
    store.write_relationships(
        [Relationship("NAMED", ("Company", firm.id), ("Name", "name-lupin"), {"source": "source-a"}) for firm in firms]
    )
    return store


def topics(store: Store, **given: str) -> set[tuple[str, str | None]]:
    return {(row["list"], row["annex"]) for row in runner.run(store, "parties_on_list", given).rows}


def test_lists_annexes_and_authorities_match_whole(filled: Store) -> None:
    store = with_lists(filled)
    result = runner.run(store, "parties_on_list", {"list": "sdn"})
    assert [(row["party"], row["list"]) for row in result.rows] == [("Lupin", SDN)]
    assert result.notes == (f"list: 'sdn' is read as {SDN}",)
    assert runner.run(store, "parties_on_list", {"list": "test LIST"}).notes == ()
    assert topics(store, list="OFAC") == {(SDN, None), (OTHER, None)}
    assert topics(store, list="EU 1/2000") == {
        ("Regulation (EU) No 1/2000", "I.A"),
        ("Regulation (EU) No 1/2000", "II"),
    }
    assert topics(store, list="1/2000", annex="Annex I") == {("Regulation (EU) No 1/2000", "I.A")}
    assert topics(store, list="11/2000", annex="I") == {("Regulation (EU) No 11/2000", "I")}
    found = runner.run(store, "listed_on", {"on": "2024-01-01", "authority": "OFAC"})
    assert {row["list"] for row in found.rows} == {SDN, OTHER}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"list": "SDNN"}, f"list: 'SDNN' is no list of what is loaded; nearest: {SDN}; "),
        ({"list": "CMIC"}, r"'CMIC' \(Non-SDN Chinese Military-Industrial .* is no list of what is loaded"),
        ({"list": "2000/1"}, "nearest: .*Regulation"),
        ({"list": "1/2000", "annex": "IX"}, "annex: 'IX' is no annex of what is loaded; nearest: .*II"),
    ],
)
def test_a_list_that_is_not_loaded_gives_the_nearest(filled: Store, given: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidParameter, match=message):
        runner.run(with_lists(filled), "parties_on_list", given)
    with pytest.raises(InvalidParameter, match=r"authority: 'Nobody' is no authority .*Office of Foreign"):
        runner.run(filled, "listed_on", {"on": "2024-01-01", "authority": "Nobody"})


def test_a_part_number_that_is_only_a_part_of_one_is_said(filled: Store) -> None:
    result = runner.run(filled, "weapons_with_part", {"part": "r-1"})
    assert (result.rows, result.notes) == (
        [],
        ("part numbers match as a whole; known ones that contain R1: AR-12",),
    )
    assert runner.run(filled, "weapons_with_part", {"part": "ZZ9"}).notes[0].endswith("no known one contains ZZ9")
    assert runner.run(filled, "weapons_with_part", {"part": "AR12"}).notes == ()


def test_holdings_of_unknown_share_are_counted_and_can_be_shown(filled: Store) -> None:
    store = filled
    store.write_nodes([Node(("Ownership", "Fact"), "fact-held-open", dict(FACT))])
    held = ("Ownership", "fact-held-open")
    store.write_relationships(
        [Relationship("HOLDS", ("Company", ALDER), held), Relationship("IN_PARTY", held, ("Company", CEDAR))]
    )
    result = runner.run(store, "owners_of_listed")
    assert [(row["owner"], row["share"], row["share_known"]) for row in result.rows] == [("Karri Import", 50.0, True)]
    assert result.notes == (
        "left out: 2 holdings in 1 listed parties whose share is unknown; unknown=true shows them too",
    )
    result = runner.run(store, "owners_of_listed", {"unknown": True})
    assert [(row["owner"], row["share"], row["share_known"], row["share_max"]) for row in result.rows] == [
        ("Karri Import", 50.0, True, 75.0), ("Alder Rotor", None, False, None), ("Doğan Lojistik", None, False, 90.0),
    ]  # fmt: skip
    assert result.notes == ()
    assert runner.run(store, "owners_of_listed", {"country": "TR"}).notes == ()


def test_equal_names_on_several_lists_that_were_not_joined_are_counted(filled: Store) -> None:
    store = with_lists(filled)
    [line] = runner.run(store, "parties_on_several_lists", {"lists": 2}).notes
    assert line.startswith("not joined: 1 equal names stand on 2 lists or more, but as several parties, 1 of them with")
    assert runner.run(store, "parties_on_several_lists", {"lists": 3}).notes == ()
    assert runner.run(store, "parties_on_several_lists", {"lists": 2, "country": "TR"}).notes == ()


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
