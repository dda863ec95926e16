"""Lists, annexes and holdings that tests add to the graph by hand, on both engines; all names are invented."""

from __future__ import annotations

import pytest

from graph.errors import InvalidParameter
from graph.model import Node, Relationship, Value
from graph.store import Store
from queries import runner
from tests.support.small_graph import fill

CEDAR, ALDER = "party-cedar", "party-alder"
SDN, OTHER = "Specially Designated Nationals and Blocked Persons List", "Consolidated Sanctions List (non-SDN)"
FACT: dict[str, Value] = {"standing": "accepted", "modality": "asserted", "claims": 1, "sources": 1}


@pytest.fixture
def filled(store: Store) -> Store:
    return fill(store)


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
