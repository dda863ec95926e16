"""What is new in a case since a person looked, on both engines. All names are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.archive import Archive, Decision, now
from graph.build import build
from graph.cases import Cases
from graph.holdings import withdraw
from graph.identity import slots_hash
from graph.model import Claim
from graph.reviews import reviewed
from graph.rights import Person, Role, acting_as
from graph.settings import Settings
from graph.store import Store
from graph.views import View, made_now
from queries import catalogue, watching
from queries.catalogue import Catalogue
from queries.question import PathQuery
from queries.watching import News
from tests.support.samples import firm, put_table, put_text, transfer

SENDER, TRADER, BUYER = firm("Alder Works", "CN"), firm("Birch Trade", "TR"), firm("Fir Plant", "RU")
QUERY = PathQuery.make(from_="CN", to="RU")
ANNA, BO = Person("anna", Role.ADMIN, login=True), Person("bo", Role.REVIEWER, login=True)


def moved(supplier: object, recipient: object, day: str) -> Claim:
    return transfer(supplier, recipient, "drone parts", hs="88073000", start=day)  # type: ignore[arg-type]


class Watched:
    """A case and the graph that it watches."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings, self.store = settings, store
        self.archive, self.cases = Archive(settings.archive_dir), Cases(settings.home)
        self.found = Catalogue(catalogue.canned(), {})

    def built(self) -> Watched:
        build(self.settings, self.store)
        return self

    def news(self, person: Person = ANNA, since: View | None = None) -> News:
        with acting_as(person):
            return watching.news(self.settings, self.store, self.cases.find("it"), self.found, since=since)

    def told(self, person: Person = ANNA) -> list[tuple[str, str]]:
        return [(new.kind, new.text) for one in self.news(person).items for new in one.new]

    def seen(self, person: Person = ANNA) -> None:
        with acting_as(person):
            self.cases.seen("it", made_now(self.settings).to_json())


@pytest.fixture
def watched(settings: Settings, store: Store) -> Watched:
    made = Watched(settings, store)
    put_table(made.archive, "one.csv", [moved(SENDER, TRADER, "2023-03-05")])
    made.built()
    with acting_as(ANNA):
        made.cases.create("it", made_now(settings).to_json())
        trader = store.read("MATCH (p:Company {name: 'Birch Trade'}) RETURN p.waybill_id AS id")[0]["id"]
        made.cases.add("it", *watching.paths_what(QUERY))
        made.cases.add("it", *watching.party_what(store, trader))
        made.cases.add("it", *watching.query_what(store, made.found, "documents", {}))
    return made


def test_what_came_is_told_once_to_each_person(watched: Watched) -> None:
    assert watched.news().items == ()
    put_text(watched.archive, "report.txt", [moved(TRADER, BUYER, "2023-06-01")])
    put_table(watched.archive, "two.csv", [moved(SENDER, TRADER, "2023-03-05")])
    assert watched.news().items == ()  # not in the graph yet
    watched.built()
    shipment = "supplier: Birch Trade; recipient: Fir Plant; goods: drone parts; to: Russia; 2023-06-01; unreviewed, "
    told = watched.told()
    assert told[0] == ("opened", "Alder Works (CN) -> Birch Trade (TR) -> Fir Plant (RU): drone parts")
    assert [kind for kind, _ in told] == ["opened", "shipment", "shipment", "row", "row"]
    assert any(text.startswith("supplier: Birch Trade; recipient: Fir Plant") for _, text in told), (told, shipment)
    for one in watched.news().items:
        for new in one.new:
            assert new.proof, new
    watched.seen()
    assert watched.told() == []
    assert [kind for kind, _ in watched.told(BO)] == ["opened", "shipment", "shipment", "row", "row"]


def test_decisions_and_withdrawals_are_news(watched: Watched) -> None:
    put_text(watched.archive, "report.txt", [moved(TRADER, BUYER, "2023-06-01")])
    watched.built().seen()
    (claim,) = reviewed(watched.archive)
    with acting_as(BO):
        watched.archive.decide(Decision("review", claim.id, "accepted", "bo", now(), "", slots_hash(claim.claim)))
    watched.built()
    (item,) = watched.news().items
    assert [new.kind for new in item.new] == ["strengthened"]
    assert "unreviewed" in item.new[0].reasons[0] and "is possible, accepted" in item.new[0].reasons[0]
    watched.seen()
    with acting_as(ANNA):
        withdraw(watched.archive, "report.txt", by="anna")
    watched.built()
    assert [kind for kind, _ in watched.told()] == ["closed"]


def test_what_was_known_already_is_not_told_again(watched: Watched) -> None:
    """A second source of a known shipment is told as more of the same fact."""
    put_table(watched.archive, "again.csv", [moved(SENDER, TRADER, "2023-03-05")], publisher="Second Registry")
    watched.built()
    party = next(one for one in watched.news().items if one.item.kind == "party")
    assert [(new.kind, new.reasons) for new in party.new] == [("shipment", ("1 more of a fact that was known",))]


def test_what_others_add_is_news_to_the_rest(watched: Watched) -> None:
    with acting_as(BO):
        watched.cases.add("it", "note", {"text": "look at <b>this</b>"})
    assert watched.told() == [("note", "bo: look at <b>this</b>")]
    assert watched.told(BO) == []


def test_what_cannot_be_asked_does_not_keep_out_the_others(watched: Watched) -> None:
    with acting_as(ANNA):
        watched.cases.add("it", "party", {"id": "0" * 32, "name": "gone"})
        watched.cases.add("it", "query", {"name": "no_such_query", "parameters": {}})
        watched.cases.add("it", "query", {"name": "documents", "parameters": {"limit": "many"}})
        watched.cases.add("it", "paths", {"question": {"from": ["XX"], "to": 7, "odd": {}}})
        watched.cases.add("it", "path", {"id": "0" * 32, "question": {"from": "CN"}})
    put_table(watched.archive, "two.csv", [moved(TRADER, BUYER, "2023-06-01")])
    watched.built()
    items = watched.news().items
    assert [one.item.kind for one in items if one.count] == ["paths", "party", "query"]
    trouble = [one.trouble for one in items if one.trouble]
    assert len(trouble) == 4 and all(trouble), trouble
    assert "is no id here" in trouble[0] and "no_such_query" in trouble[1]


def test_one_path_is_watched_alone(watched: Watched) -> None:
    put_text(watched.archive, "report.txt", [moved(TRADER, BUYER, "2023-06-01")])
    watched.built()
    path = next(new for one in watched.news().items for new in one.new if new.kind == "opened").proof
    with acting_as(ANNA):
        watched.cases.add("it", *watching.paths_what(QUERY, path))
        watched.cases.add("it", *watching.paths_what(QUERY, "f" * 32))
    kinds = [(one.item.kind, [new.kind for new in one.new]) for one in watched.news().items if one.item.kind == "path"]
    assert kinds == [("path", ["opened"])]


def test_a_question_comes_back_as_it_was(tmp_path: Path) -> None:
    asked = PathQuery.make(
        from_="CN,HK", to="RU", via=["TR", "AE"], goods="drone parts", hs="8807", since="2022", until="2023",
        max_hops=3, reviewed=True, without=["BR"],
    )  # fmt: skip
    kind, what = watching.paths_what(asked)
    assert kind == "paths" and watching.question_of(what) == asked
    strict = replace_rules(asked)
    assert watching.question_of(watching.paths_what(strict)[1]) == strict
    assert watching.question_of(watching.paths_what(PathQuery())[1]) == PathQuery()


def replace_rules(query: PathQuery) -> PathQuery:
    from dataclasses import replace as changed

    from queries.rules import Rules

    return changed(query, rules=Rules.read(["goods=lenient", "quantity=strict"], 5))
