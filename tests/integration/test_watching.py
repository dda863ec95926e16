"""What is new in a case since a person looked, on both engines. All names are invented."""

from __future__ import annotations

from dataclasses import replace

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
from graph.views import made_now
from queries import catalogue, watching
from queries.catalogue import Catalogue
from queries.question import PathQuery
from queries.rules import Rules
from queries.watching import News
from tests.support.samples import firm, put_text, transfer

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

    def news(self, person: Person = ANNA) -> News:
        with acting_as(person):
            return watching.news(self.settings, self.store, self.cases.find("it"), self.found)

    def seen(self, person: Person = ANNA) -> None:
        with acting_as(person):
            self.cases.seen("it", made_now(self.settings).to_json())


@pytest.fixture
def watched(settings: Settings, store: Store) -> Watched:
    made = Watched(settings, store)
    put_text(made.archive, "first.txt", [moved(SENDER, TRADER, "2023-03-05")])
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
    put_text(watched.archive, "again.txt", [moved(SENDER, TRADER, "2023-03-05")], publisher="Second Gazette")
    assert watched.news().items == ()  # not in the graph yet
    watched.built()
    with acting_as(ANNA):  # what cannot be asked does not keep out the others
        watched.cases.add("it", "party", {"id": "0" * 32, "name": "gone"})
        watched.cases.add("it", "query", {"name": "no_such_query", "parameters": {}})
        watched.cases.add("it", "query", {"name": "documents", "parameters": {"limit": "many"}})
        watched.cases.add("it", "paths", {"question": {"from": ["XX"], "to": 7, "odd": {}}})
    with acting_as(BO):
        watched.cases.add("it", "note", {"text": "look at <b>this</b>"})
    found = watched.news()
    told = {one.item.kind: one for one in found.items if one.count}
    assert [(new.kind, new.text) for new in told["paths"].new] == [
        ("opened", "Alder Works (CN) -> Birch Trade (TR) -> Fir Plant (RU): drone parts")
    ]
    assert [(new.kind, new.reasons) for new in told["party"].new] == [
        ("shipment", ("1 more of a fact that was known",)), ("shipment", ()),
    ]  # fmt: skip
    assert told["party"].new[1].text.startswith("supplier: Birch Trade; recipient: Fir Plant; goods: drone parts;")
    assert [new.kind for new in told["query"].new] == ["row", "row"]
    assert [(new.kind, new.text) for new in told["note"].new] == [("note", "bo: look at <b>this</b>")]
    assert all(new.proof for one in found.items for new in one.new if new.kind != "note")
    trouble = [one.trouble for one in found.items if one.trouble]
    assert len(trouble) == 4 and "is no id here" in trouble[0] and "no_such_query" in trouble[1], trouble

    path = told["paths"].new[0].proof
    with acting_as(ANNA):
        watched.cases.add("it", *watching.paths_what(QUERY, path))
        watched.cases.add("it", *watching.paths_what(QUERY, "f" * 32))
        watched.cases.seen("it", found.made.to_json())
    assert watched.news().items == ()
    others = [(one.item.kind, new.kind) for one in watched.news(BO).items for new in one.new if new.kind != "item"]
    assert others == [("paths", "opened"), ("party", "shipment"), ("party", "shipment"), ("query", "row"),
                      ("query", "row"), ("path", "opened")]  # fmt: skip


@pytest.mark.long  # three builds and as many views
def test_decisions_and_withdrawals_are_news(watched: Watched) -> None:
    put_text(watched.archive, "report.txt", [moved(TRADER, BUYER, "2023-06-01")])
    watched.built().seen()
    with acting_as(BO):
        for claim in reviewed(watched.archive):
            watched.archive.decide(Decision("review", claim.id, "accepted", "bo", now(), "", slots_hash(claim.claim)))
    watched.built()
    (item,) = watched.news().items
    assert [new.kind for new in item.new] == ["strengthened"]
    assert (
        item.new[0].reasons[0].startswith("was possible, unreviewed") and "is possible, acc" in item.new[0].reasons[0]
    )
    watched.seen()
    with acting_as(ANNA):
        withdraw(watched.archive, "report.txt", by="anna")
    watched.built()
    assert [(one.item.kind, new.kind) for one in watched.news().items for new in one.new] == [("paths", "closed")]


def test_a_question_comes_back_as_it_was() -> None:
    asked = PathQuery.make(
        from_="CN,HK", to="RU", via=["TR", "AE"], goods="drone parts", hs="8807", since="2022", until="2023",
        max_hops=3, reviewed=True, without=["BR"],
    )  # fmt: skip
    kind, what = watching.paths_what(asked)
    assert kind == "paths" and watching.question_of(what) == asked
    strict = replace(asked, rules=Rules.read(["goods=lenient", "quantity=strict"], 5))
    assert watching.question_of(watching.paths_what(strict)[1]) == strict
    assert watching.question_of(watching.paths_what(PathQuery())[1]) == PathQuery()
