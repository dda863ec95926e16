"""The archive's way into the graph, on both engines."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from graph.archive import Archive, Decision, now
from graph.audit import check
from graph.build import BULK_FROM, build, digest, rebuild
from graph.digest import Digest, digest_of
from graph.errors import ArchiveError
from graph.holdings import restore, withdraw
from graph.identity import claim_id
from graph.joins import write_joins
from graph.judging import judge
from graph.model import Amount, Claim, Name, replace
from graph.projection import project
from graph.resolution import Edge
from graph.resolution.judgements import judgement
from graph.reviews import reviewed
from graph.settings import Settings
from graph.store import Store
from tests.support.samples import country, firm, group, pieces, put_table, put_text, quoted, transfer

ROTOR, VOLNA, YELKEN = "Qingfeng Rotor Works", "Volna-Test", "Yelken Deneme"


def texts(archive: Archive, names: str = "abc") -> None:
    """Three texts that speak of the same firms, each with something of its own."""
    claims: dict[str, list[Claim]] = {
        "a": [
            transfer(firm(ROTOR, "CN"), firm(VOLNA, "RU"), start="2023-05", quantity=pieces(40), via=(country("TR"),)),
            transfer(group("Chinese companies", "CN"), country("RU"), "assault rifles", modality="reported"),
            transfer(country("CN"), country("RU"), "weapons", modality="feared"),
        ],
        "b": [
            transfer(firm(ROTOR, "CN"), firm(VOLNA, "RU"), start="2023"),
            Claim(kind="production", maker=firm(ROTOR, "CN"), goods="drones", model="QF-9", origin="CN"),
            Claim(kind="ownership", subject=firm(YELKEN, "TR"), object=firm(VOLNA, "RU"), share=Amount("51")),
        ],
        "c": [
            transfer(firm(ROTOR, "CN"), firm(VOLNA, "RU"), modality="denied", speaker="Volna-Test"),
            Claim(kind="event", subject=country("CN"), object=country("RU"), topic="talks", start="2023-03"),
            Claim(kind="end_use", goods="drones", model="QF-9", place=country("UA"), start="2023-03"),
        ],
    }
    for name in names:
        words = f"Paper {name} says so of {ROTOR} and of {VOLNA}."
        put_text(archive, f"{name}.txt", claims[name], text=words, publisher=f"Paper {name}")


def tables(archive: Archive) -> None:
    rows = [
        transfer(firm(ROTOR.upper(), "CN"), firm(YELKEN, "TR"), hs="88073000", weight_kg="12.5", start="2023-04-02"),
        transfer(firm(YELKEN, "TR"), firm(VOLNA, "RU"), hs="88073000", weight_kg="12.5", start="2023-04-20"),
        transfer(firm(YELKEN, "TR"), firm(VOLNA, "RU"), "unheard-of thing", weight_kg="1", start="2023-04-21"),
    ]
    put_table(archive, "t.csv", rows, publisher="Table")
    listed = firm("VOLNA-TEST", "RU", names=(Name("Волна-Тест", "alias", "ru"),), ids=(("INN", "7704730655"),))
    authority = firm("Authority of Test", None, kind="public_body", ids=(("TEST", "1"),))
    listing = Claim(kind="listing", subject=authority, object=listed, topic="test list", start="2024-01-05")
    put_table(archive, "l.csv", [listing], kind="list", publisher="Authority of Test")


def wanted(archive: Archive) -> Digest:
    """What a store must hold that is built out of an archive; a rebuild writes it, and takes longer to tell."""
    elements = project(archive).elements
    return digest_of(elements.nodes.values(), elements.relationships.values())


class Stop(Exception):
    """Raised in place of a kill."""


@pytest.fixture
def archive(settings: Settings) -> Archive:
    return Archive(settings.archive_dir)


def test_building_in_steps_gives_the_graph_of_building_at_once(
    store: Store, settings: Settings, archive: Archive, tmp_path: Path
) -> None:
    steps = ["a", "b", "c", "tables"]
    random.Random(len(store.engine)).shuffle(steps)
    for step in steps:
        tables(archive) if step == "tables" else texts(archive, step)
        build(settings, store)
    in_steps = digest(store)
    assert check(settings, store) == []
    rebuild(settings, store)
    assert digest(store) == in_steps
    report = build(settings, store)
    assert (report.written, report.removed) == (0, 0)


def test_the_digest_of_a_fixed_archive_is_the_same_on_both_engines(
    store: Store, settings: Settings, archive: Archive
) -> None:
    texts(archive)
    tables(archive)
    build(settings, store)
    found = digest(store)
    assert found == wanted(archive)
    assert found.nodes["Transfer"].count == 6
    assert found.relationships["SUPPLIED"].count == 5


def test_ties_come_from_what_happened_and_never_from_fears_or_denials(
    store: Store, settings: Settings, archive: Archive
) -> None:
    texts(archive)
    build(settings, store)
    rows = store.read(
        "MATCH (a)-[r:SUPPLIED]->(b) RETURN a.name AS supplier, b.name AS recipient, r.goods_name AS goods, "
        "r.standing AS standing, r.modality AS modality, r.disputed AS disputed, r.via_countries AS via, "
        "r.sources AS sources ORDER BY supplier, goods"
    )
    assert [(row["supplier"], row["recipient"], row["goods"], row["modality"]) for row in rows] == [
        ("Chinese companies", "Russia", "assault rifles", "reported"),
        (ROTOR, VOLNA, "drone parts", "asserted"),
    ]
    assert rows[1]["via"] == ["TR"]
    assert (rows[1]["sources"], rows[1]["disputed"], rows[1]["standing"]) == (2, True, "unreviewed")


def test_a_review_changes_standing_and_a_rejection_takes_the_tie_away(
    store: Store, settings: Settings, archive: Archive
) -> None:
    claim = transfer(firm(ROTOR, "CN"), firm(VOLNA, "RU"))
    given = put_text(archive, "a.txt", [claim])
    identifier = claim_id(given.sha256, quoted(claim))
    build(settings, store)
    before = digest(store)
    standing = "MATCH ()-[r:SUPPLIED]->() RETURN r.standing AS standing"
    assert store.read(standing) == [{"standing": "unreviewed"}]
    for verdict, rows in (("accepted", [{"standing": "accepted"}]), ("rejected", [])):
        archive.decide(Decision("review", identifier, verdict, "tester", now()))
        build(settings, store)
        assert store.read(standing) == rows
    archive.decide(Decision("review", identifier, "undone", "tester", now()))
    build(settings, store)
    assert digest(store) == before


def test_a_decision_on_words_that_changed_does_not_bind(store: Store, settings: Settings, archive: Archive) -> None:
    claim = transfer(firm(ROTOR, "CN"), firm(VOLNA, "RU"))
    given = put_text(archive, "a.txt", [claim])
    identifier = claim_id(given.sha256, quoted(claim))
    archive.decide(Decision("review", identifier, "accepted", "tester", now(), binds="another text"))
    build(settings, store)
    assert store.read("MATCH (c:Claim) RETURN c.standing AS s") == [{"s": "unreviewed"}]


def test_withdrawing_a_source_gives_the_graph_of_before(store: Store, settings: Settings, archive: Archive) -> None:
    texts(archive, "ab")
    build(settings, store)
    before = digest(store)
    tables(archive)
    build(settings, store)
    assert digest(store) != before
    after = digest(store)
    for publisher in ("Table", "Authority of Test"):
        withdraw(archive, publisher, by="tester")
    build(settings, store)
    assert digest(store) == before
    restore(archive, "Table", by="tester")
    restore(archive, "Authority of Test", by="tester")
    build(settings, store)
    assert digest(store) == after


def test_invented_and_real_share_only_countries_and_goods(store: Store, settings: Settings, archive: Archive) -> None:
    from tests.support.samples import source

    same = transfer(firm(ROTOR, "CN"), firm(VOLNA, "RU"), model="QF-9")
    put_text(archive, "a.txt", [same])
    put_text(archive, "i.txt", [same], source=source("Inventor", synthetic=True))
    for synthetic in (False, True):  # one publisher and title for both
        put_table(archive, f"{synthetic}.csv", [same], source=source("Press", title="Rows", synthetic=synthetic))
    build(settings, store)
    shared = store.read(
        "MATCH (n) WHERE n.waybill_id IS NOT NULL AND n.synthetic IS NULL "
        "MATCH (n)--(m) WHERE m.synthetic = true RETURN DISTINCT labels(n)[0] AS label ORDER BY label"
    )
    assert {row["label"] for row in shared} <= {"Country", "Goods"}
    assert store.read("MATCH (:Party)-[r:SUPPLIED]->() RETURN r.synthetic AS s ORDER BY s") == [
        {"s": True},
        {"s": None},
    ]


def test_what_a_later_complete_edition_no_longer_holds_is_closed_and_kept(
    store: Store, settings: Settings, archive: Archive
) -> None:
    from tests.support.samples import source

    authority = firm("Authority of Test", None, kind="public_body", ids=(("TEST", "1"),))
    first = [
        Claim(kind="listing", subject=authority, object=firm(name, "RU"), topic="list", record=name)
        for name in ("Stays", "Leaves")
    ]
    terms = {"publisher": "Authority of Test", "title": "list"}
    old = source(**terms, edition="2023-01-01", coverage="complete")
    new = source(**terms, edition="2024-01-01", coverage="complete")
    put_table(archive, "old.csv", first, kind="list", source=old)
    put_table(archive, "new.csv", first[:1], kind="list", source=new)
    build(settings, store)
    rows = store.read(
        "MATCH (l:Listing)-[:NAMES]->(p) RETURN p.name AS name, l.first_seen AS first, l.last_seen AS last "
        "ORDER BY name"
    )
    assert rows == [
        {"name": "Leaves", "first": "2023-01-01", "last": "2023-01-01"},
        {"name": "Stays", "first": "2023-01-01", "last": None},
    ]


def test_a_corrected_record_takes_the_place_of_the_old_one_in_the_ties(
    store: Store, settings: Settings, archive: Archive
) -> None:
    old = transfer(firm(ROTOR, "CN"), firm(VOLNA, "RU"), weight_kg="1", record="D1 v1", flags=("superseded",))
    new = transfer(firm(ROTOR, "CN"), firm(VOLNA, "RU"), weight_kg="2", record="D1 v2")
    put_table(archive, "t.csv", [old, new])
    build(settings, store)
    assert store.read("MATCH (t:Transfer) RETURN t.weight_kg AS kg ORDER BY kg") == [{"kg": 1.0}, {"kg": 2.0}]
    assert store.read("MATCH ()-[r:SUPPLIED]->() RETURN r.facts AS facts") == [{"facts": 1}]


def test_a_later_version_of_a_record_in_another_file_takes_its_place_whatever_the_order_of_loading(
    store: Store, settings: Settings, archive: Archive
) -> None:
    def version(number: str, weight: str) -> Claim:
        flags = (f"version:{number}",)
        ends = firm(ROTOR, "CN"), firm(VOLNA, "RU")
        return transfer(*ends, weight_kg=weight, record=f"D1 @ {number}", flags=flags)

    put_table(archive, "second.csv", [version("10", "3")])
    build(settings, store)
    put_table(archive, "first.csv", [version("9", "2")])
    build(settings, store)
    put_table(archive, "third.csv", [version("11", "5")])
    build(settings, store)
    rows = store.read("MATCH (t:Transfer) RETURN t.weight_kg AS kg, t.superseded AS superseded ORDER BY kg")
    assert rows == [
        {"kg": 2.0, "superseded": True},
        {"kg": 3.0, "superseded": True},
        {"kg": 5.0, "superseded": None},
    ]
    assert store.read("MATCH ()-[r:SUPPLIED]->() RETURN r.facts AS facts") == [{"facts": 1}]
    assert digest(store) == wanted(archive)


@pytest.mark.parametrize("from_claims", [BULK_FROM, pytest.param(1, marks=pytest.mark.long)])
def test_a_load_writes_what_is_new_without_comparing(
    store: Store, settings: Settings, archive: Archive, monkeypatch: pytest.MonkeyPatch, from_claims: int
) -> None:
    texts(archive, "a")
    build(settings, store)
    tables(archive)
    monkeypatch.setattr("graph.build.BULK_FROM", from_claims)
    monkeypatch.setattr("graph.build.project", None)  # what compares would need it
    put_table(archive, "again.csv", [transfer(firm(ROTOR, "CN"), firm(VOLNA, "RU"), start="2023-07")])
    assert build(settings, store, trust=True).written > 0
    texts(archive, "b")
    texts(archive, "c")
    report = build(settings, store, trust=True)
    assert report.bulk == (store.engine == "embedded" and from_claims == 1)
    assert (report.nodes, report.relationships) == store.count()
    again = build(settings, store, trust=True)
    assert (again.written, again.removed) == (0, 0)
    monkeypatch.undo()
    assert check(settings, store) == []
    stepwise = digest(store)
    rebuild(settings, store)
    assert digest(store) == stepwise


@pytest.mark.parametrize("where", ["shutil.copytree", "graph.embedded_bulk.spawn", "graph.store.Writer.nodes"])
def test_a_bulk_load_that_was_stopped_is_made_right_by_the_next(
    store: Store, settings: Settings, archive: Archive, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    texts(archive, "a")
    build(settings, store)
    texts(archive, "bc")
    tables(archive)

    def stop(*_: object, **__: object) -> None:
        raise Stop

    with monkeypatch.context() as patch:
        patch.setattr("graph.build.BULK_FROM", 1)
        patch.setattr(where, stop)
        if store.engine == "embedded" or where == "graph.store.Writer.nodes":
            with pytest.raises(Stop):
                build(settings, store, trust=True)
    build(settings, store, trust=True)
    assert check(settings, store) == []
    assert digest(store) == wanted(archive)


def test_reviews_are_added_without_comparing_and_corrections_by_comparing(
    store: Store, settings: Settings, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts(archive)
    tables(archive)
    build(settings, store)
    subjects = [one.id for one in reviewed(archive)]
    with monkeypatch.context() as patch:
        patch.setattr("graph.build.project", None)  # what compares would need it
        for verdict in ("accepted", "rejected", "undone"):
            for subject in subjects[::2]:
                archive.decide(Decision("review", subject, verdict, "tester", now()))
            report = build(settings, store, trust=True)
            assert report.written > 0
            assert (report.nodes, report.relationships) == store.count()
            with monkeypatch.context() as seen:
                seen.setattr("graph.build.project", project)
                assert check(settings, store) == []
    one = next(one for one in reviewed(archive) if one.claim.goods == "weapons")
    told = replace(one.claim, hs="930690", goods_concept=None)  # another goods node, and the same id of the claim
    corrected = msgspec.json.encode(told).decode()
    archive.decide(Decision("review", one.id, "corrected", "tester", now(), corrected=corrected))
    build(settings, store, trust=True)
    assert check(settings, store) == []
    archive.decide(Decision("review", one.id, "undone", "tester", now()))
    build(settings, store, trust=True)
    assert check(settings, store) == []
    assert digest(store) == wanted(archive)


def test_judgements_and_joins_are_added_without_comparing_and_an_unmerge_gives_back_the_graph_of_before(
    store: Store, settings: Settings, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts(archive)
    tables(archive)
    sold = transfer(firm("Yelken Test", "AE"), firm("Unheard Works", "RU"), hs="88073000", start="2023-05-01")
    put_table(archive, "more.csv", [sold], publisher="Other table")
    build(settings, store)
    before, parties = digest(store), project(archive).source
    records = {party.surface: key for key, (party, _) in parties.census.records.items()}
    one, other = records["Yelken Test"], records[YELKEN]
    path = "MATCH (a)-[:SUPPLIED]->(b)-[:SUPPLIED]->(c {name: 'Unheard Works'}) RETURN a.name AS first"

    def built() -> None:
        with monkeypatch.context() as patch:
            patch.setattr("graph.build.project", None)  # what compares would need it
            assert build(settings, store, trust=True).written > 0
        assert check(settings, store) == []

    assert store.read(path) == []
    write_joins(archive, [Edge(min(one, other), max(one, other), 0.97, True)], "test")
    assert next(finding.rule for finding in check(settings, store)) == "build_mark"
    built()
    assert store.read(path) == [{"first": ROTOR}]
    joined = digest(store)
    judge(archive, judgement(one, other, "different", by="tester", at=now()))
    built()
    assert store.read(path) == []
    assert digest(store) == before
    judge(archive, judgement(one, other, "same", by="tester", at=now()))
    built()
    assert digest(store) == joined
    write_joins(archive, [], "test")
    judge(archive, judgement(one, other, "undone", by="tester", at=now()))
    built()
    assert digest(store) == before
    rebuild(settings, store)
    assert digest(store) == before
    (settings.home / "built-joins.jsonl").write_text("damaged\n")  # then it is compared
    assert build(settings, store, trust=True).written == 0


def test_damaged_joins_leave_the_graph_as_it_is(store: Store, settings: Settings, archive: Archive) -> None:
    texts(archive)
    build(settings, store)
    before = digest(store)
    (archive.folder / "joins.jsonl").write_text("damaged\n")
    for make in (build, rebuild):
        with pytest.raises(ArchiveError, match="`waybill resolve` makes it anew"):
            make(settings, store)
    assert digest(store) == before
    assert [finding.rule for finding in check(settings, store)] == ["joins"]


def test_a_rule_accepts_and_is_suspended_by_an_increment_as_by_a_rebuild(
    store: Store, settings: Settings, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.acceptance.CASES", 4)
    monkeypatch.setattr("graph.acceptance.PRECISION", 0.5)
    sellers = [firm(f"Invented Works {number}", "CN") for number in range(8)]
    sold = [transfer(one, firm(VOLNA, "RU"), start="2023-05", language="en") for one in sellers]
    put_text(archive, "sold.txt", sold[:7])
    subjects = [one.id for one in reviewed(archive)]
    standings = "MATCH (c:Claim) RETURN c.standing AS standing, c.flags AS flags, count(c) AS n ORDER BY n"
    by_rule = {"standing": "accepted", "flags": ["accepted_by_rule"]}

    def built() -> list[dict[str, object]]:
        build(settings, store, trust=True)
        assert check(settings, store) == []
        return store.read(standings)

    for subject in subjects[:4]:
        archive.decide(Decision("review", subject, "accepted", "tester", now()))
    built()
    archive.decide(Decision("rule", "transfer en", "on", "tester", now()))
    accepted = {"standing": "accepted", "flags": None, "n": 4}
    assert built() == [by_rule | {"n": 3}, accepted]
    put_text(archive, "more.txt", sold[7:])
    assert by_rule | {"n": 4} in built()
    tie = "MATCH (a)-[t:SUPPLIED]->() WHERE a.name = 'Invented Works 7' RETURN t.standing AS standing"
    assert store.read(tie) == [{"standing": "accepted"}]
    for subject in subjects[4:6]:
        archive.decide(Decision("review", subject, "rejected", "tester", now()))
    assert {one["standing"] for one in built()} == {"accepted", "rejected", "unreviewed"}
    stepwise = digest(store)
    rebuild(settings, store)
    assert digest(store) == stepwise
    for subject, verdict in zip(subjects[4:7], ("undone", "undone", "accepted"), strict=True):
        archive.decide(Decision("review", subject, verdict, "tester", now()))
    assert built() == [by_rule | {"n": 3}, accepted | {"n": 5}]
    assert digest(store) == wanted(archive)


def test_a_load_compares_where_nobody_says_what_the_store_stands_for(
    store: Store, settings: Settings, archive: Archive
) -> None:
    texts(archive, "a")
    build(settings, store)
    store.set_meta(build="writing")  # a build was stopped
    store.delete_nodes([("Company", row["id"]) for row in store.read("MATCH (c:Company) RETURN c.waybill_id AS id")])
    assert build(settings, store, trust=True).written > 0
    assert check(settings, store) == []


def test_what_other_rules_of_who_is_who_built_is_not_added_to(
    store: Store, settings: Settings, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts(archive, "a")
    build(settings, store)
    store.delete_nodes([("Company", row["id"]) for row in store.read("MATCH (c:Company) RETURN c.waybill_id AS id")])
    assert build(settings, store, trust=True).written == 0  # nobody looks at what is built
    monkeypatch.setattr("graph.build.version", lambda: "other rules")
    assert build(settings, store, trust=True).written > 0
    assert check(settings, store) == []


def test_a_damaged_package_leaves_the_graph_as_it_is(store: Store, settings: Settings, archive: Archive) -> None:
    texts(archive, "a")
    build(settings, store)
    before = digest(store)
    texts(archive, "b")
    part = sorted((settings.archive_dir / "packages").glob("*/part-*.jsonl"))[0]
    part.write_bytes(part.read_bytes()[:-10])
    with pytest.raises(ArchiveError, match="damaged"):
        build(settings, store)
    with pytest.raises(ArchiveError, match="damaged"):
        rebuild(settings, store)
    assert digest(store) == before


@pytest.mark.parametrize("call", ["write_relationships", "delete_relationships", "delete_nodes"])
def test_a_build_that_was_stopped_is_made_right_by_the_next(
    store: Store, settings: Settings, archive: Archive, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    texts(archive, "a")
    build(settings, store)
    texts(archive, "bc")

    def stop(*_: object) -> None:
        raise Stop

    with monkeypatch.context() as patch:
        patch.setattr(type(store), call, stop)
        with pytest.raises(Stop):
            build(settings, store)
    assert "build_mark" in {finding.rule for finding in check(settings, store)}
    build(settings, store)
    assert digest(store) == wanted(archive)
    assert check(settings, store) == []


def test_a_users_own_nodes_in_a_shared_database_stay(store: Store, settings: Settings, archive: Archive) -> None:
    """Only Neo4j is shared with others; there their nodes are neither counted nor touched."""
    texts(archive, "a")
    build(settings, store)
    before = digest(store)
    store._execute("CREATE (:Mine {name: 'kept'})", {})
    build(settings, store)
    assert digest(store) == before
    if store.engine == "neo4j":
        rebuild(settings, store)
    assert store.read("MATCH (n:Mine) RETURN n.name AS name") == [{"name": "kept"}]
    store._execute("MATCH (n:Mine) DELETE n", {})


def test_a_party_whose_kind_changes_takes_its_ties_along(store: Store, settings: Settings, archive: Archive) -> None:
    as_firm = replace(transfer(firm(ROTOR, "CN"), firm(VOLNA, "RU")))
    put_text(archive, "a.txt", [as_firm])
    build(settings, store)
    body = firm(VOLNA, "RU", kind="public_body")
    put_text(archive, "b.txt", [transfer(firm(ROTOR, "CN"), body, "optics")])
    build(settings, store)
    rows = store.read("MATCH (p:PublicBody {name: $name}) RETURN count{(p)<-[:SUPPLIED]-()} AS n", {"name": VOLNA})
    assert rows == [{"n": 2}]
    assert check(settings, store) == []
