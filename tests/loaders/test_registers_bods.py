"""Statements of beneficial ownership: the rules of the standard, invented statements, the real files where they are."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceError
from graph.model import Claim, Entry
from loaders.detect import detect
from loaders.plan import LoadOptions, plan
from loaders.protocol import Notes
from loaders.registers import bods
from loaders.registers.bods_rules import problems
from loaders.source import open_source

PUBLISHED = {
    "publicationDate": "2024-05-06", "bodsVersion": "0.4",
    "publisher": {"name": "Register of Test", "url": "https://register.test-land.eu"},
}  # fmt: skip
SOURCE = {"type": ["officialRegister"], "description": "Trade register of Testland"}


def statement(kind: str, record: str, number: int = 1, **slots: Any) -> dict[str, Any]:
    details = {"isComponent": False} | slots.pop("details", {})
    if kind == "entity":
        details = {"entityType": {"type": "registeredEntity"}} | details
    elif kind == "person":
        details = {"personType": "knownPerson"} | details
    return {
        "statementId": f"{record:-<31}{number}", "statementDate": "2024-01-02", "declarationSubject": "e",
        "recordId": record, "recordType": kind, "recordStatus": "new", "publicationDetails": PUBLISHED,
        "source": SOURCE, "recordDetails": details,
    } | slots  # fmt: skip


def relation(interests: list[dict[str, Any]], **slots: Any) -> dict[str, Any]:
    details = {"subject": "e", "interestedParty": "p", "interests": interests} | slots.pop("details", {})
    return statement("relationship", "r", details=details, **slots)


def write(folder: Path, *statements: Any, name: str = "statements.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(list(statements)))
    return path


def read(path: Path, notes: Notes | None = None) -> list[Entry]:
    found = detect(path)
    assert (found.kind, found.what) == ("register", "statements of beneficial ownership")
    assert found.make is not None
    return list(found.make().entries(open_source(path), notes or Notes()))


def claims(folder: Path, *statements: Any) -> list[Claim]:
    entries = read(write(folder, *statements))
    assert not [entry.reject for entry in entries if entry.reject]
    return [claim for entry in entries for claim in entry.claims]


def test_an_entity_and_a_person_become_parties(tmp_path: Path) -> None:
    entity = statement(
        "entity", "e",
        details={
            "name": "Invented AG", "alternateNames": ["Invented Ltd"],
            "jurisdiction": {"name": "Ireland", "code": "IE"},
            "identifiers": [{"scheme": "XI-LEI", "id": "TESTCHILD00000000062"}, {"scheme": "GB-COH", "id": "123"},
                            {"scheme": "IE-CRO", "id": "9"}],
            "addresses": [{"type": "registered", "address": "1 Test Road", "postCode": "T1",
                           "country": {"name": "Ireland", "code": "IE"}}],
        },
    )  # fmt: skip
    person = statement(
        "person", "p",
        details={
            "names": [{"type": "former", "fullName": "Ada Before"}, {"type": "legal", "fullName": "Ada Invented"}],
            "birthDate": "1970-05", "nationalities": [{"name": "France", "code": "FR"}],
        },
    )  # fmt: skip
    one, other = (claim.object for claim in claims(tmp_path, entity, person))
    assert one is not None
    assert other is not None
    assert (one.surface, one.country, one.country_basis, one.key) == ("Invented AG", "IE", "printed", "record e")
    assert one.ids == (("LEI", "TESTCHILD00000000062"), ("REG-GB", "00000123"), ("IE-CRO", "9"))
    assert one.addresses == ("1 Test Road, T1, Ireland",)
    assert [(name.text, name.quality) for name in one.names] == [("Invented Ltd", "alias")]
    assert (other.kind, other.surface, other.country, other.birth_dates) == (
        "person", "Ada Invented", "FR", ("1970-05",),
    )  # fmt: skip
    assert [(name.text, name.quality) for name in other.names] == [("Ada Before", "former")]


@pytest.mark.parametrize(
    ("share", "bounds"),
    [
        ({"exact": 50}, [("50", "=")]),
        ({"exact": 33.5, "minimum": 30, "maximum": 40}, [("33.5", "=")]),
        ({"minimum": 25, "maximum": 50}, [("25", ">="), ("50", "<=")]),
        ({"exclusiveMinimum": 25, "exclusiveMaximum": 75}, [("25", ">"), ("75", "<")]),
        ({"minimum": 75}, [("75", ">=")]),
        ({"maximum": 10}, [("10", "<=")]),
        ({}, []),
    ],
)
def test_a_range_stays_a_range(tmp_path: Path, share: dict[str, Any], bounds: list[tuple[str, str]]) -> None:
    (claim,) = claims(tmp_path, relation([{"type": "shareholding", "directOrIndirect": "direct", "share": share}]))
    found = [(bound.number, bound.relation) for bound in (claim.share, claim.share_max) if bound]
    assert (claim.kind, claim.topic, found) == ("ownership", None, bounds)
    assert claim.subject is not None
    assert claim.object is not None
    assert (claim.subject.key, claim.object.key, claim.subject.stub) == ("record p", "record e", True)


@pytest.mark.parametrize(
    ("interest", "kind", "topic"),
    [
        ({"type": "shareholding", "directOrIndirect": "indirect"}, "ownership", "indirect"),
        ({"type": "votingRights"}, "link", "voting rights"),
        ({"type": "appointmentOfBoard", "directOrIndirect": "indirect"}, "link", "appointment of board (indirect)"),
        ({"type": "boardChair"}, "role", "board chair"),
        ({"type": "seniorManagingOfficial"}, "role", "senior managing official"),
        ({"type": "settlor"}, "link", "settlor"),
        ({}, "link", "interest not stated"),
    ],
)
def test_only_shares_are_ownership(tmp_path: Path, interest: dict[str, Any], kind: str, topic: str) -> None:
    (claim,) = claims(tmp_path, relation([interest]))
    assert (claim.kind, claim.topic) == (kind, topic)


def test_who_is_not_named_is_nobody_in_particular(tmp_path: Path) -> None:
    unknown = {"interestedParty": {"reason": "informationUnknownToPublisher"}}
    anonymous = statement("person", "p", details={"personType": "anonymousPerson"})
    silent = statement("person", "q")
    link, registration, other = claims(tmp_path, relation([], details=unknown), anonymous, silent)
    assert link.subject is not None
    assert (link.subject.form, link.subject.surface) == ("group", "not named: information unknown to publisher")
    assert registration.object is not None
    assert (registration.object.form, registration.object.surface) == ("group", "not named")
    assert other.object is not None
    assert (other.object.stub, other.object.kind) == (True, "person")


def test_the_latest_statement_on_a_record_counts_wherever_it_stands(tmp_path: Path) -> None:
    new = relation([{"type": "shareholding", "share": {"exact": 10}}], number=2, statementDate="2024-03-01")
    old = relation([{"type": "shareholding", "share": {"exact": 90}}], number=1)
    for order in ([new, old], [old, new]):
        found = {c.share.number: (c.record, c.flags) for c in claims(tmp_path, *order) if c.share}
        assert found == {
            "10": ("record r shareholding 1", ()),
            "90": (f"record r shareholding 1 {old['statementId']}", ("superseded",)),
        }


def test_what_is_closed_ends_on_the_day_of_its_statement(tmp_path: Path) -> None:
    interests = [{"type": "shareholding"}, {"type": "boardMember", "endDate": "2023-01-01"}]
    closed = relation(interests, recordStatus="closed")
    assert [(claim.end, claim.flags) for claim in claims(tmp_path, closed)] == [
        ("2024-01-02", ("closed",)), ("2023-01-01", ()),
    ]  # fmt: skip


def old_statement(kind: str, number: str, **slots: Any) -> dict[str, Any]:
    return {
        "statementID": f"{number:-<32}", "statementType": kind, "statementDate": "2020-01-01",
        "publicationDetails": PUBLISHED | {"bodsVersion": "0.2"}, "source": SOURCE,
    } | slots  # fmt: skip


def test_statements_of_earlier_versions_are_read(tmp_path: Path) -> None:
    entity = old_statement("entityStatement", "e", entityType="registeredEntity", name="Invented Before Ltd")
    held = old_statement(
        "ownershipOrControlStatement", "o", subject={"describedByEntityStatement": entity["statementID"]},
        interestedParty={"unspecified": {"reason": "unknown"}},
        interests=[{"type": "shareholding", "interestLevel": "direct",
                    "share": {"minimum": 25, "exclusiveMinimum": True, "maximum": 50, "exclusiveMaximum": False}},
                   {"type": "other-influence-or-control"}],
        replacesStatements=[entity["statementID"]],
    )  # fmt: skip
    registration, shares, influence = claims(tmp_path, entity, held)
    assert registration.flags == ("superseded",)
    assert [(b.number, b.relation) for b in (shares.share, shares.share_max) if b] == [("25", ">"), ("50", "<=")]
    assert (influence.kind, influence.topic) == ("link", "other influence or control")
    (bad,) = read(write(tmp_path, old_statement("ownershipOrControlStatement", "o")))
    assert bad.reject is not None
    assert bad.reject.rule == "bods_required"


@pytest.mark.parametrize(
    ("change", "example"),
    [
        ({}, False),
        ({"publicationDetails": None}, True),
        ({"publicationDetails": PUBLISHED | {"publisher": {"name": "Nobody"}}}, True),
        ({"publicationDetails": PUBLISHED | {"publisher": {"url": "https://www.example.org/a"}}}, True),
        ({"publicationDetails": PUBLISHED | {"publisher": {"url": "http://register.example"}}}, True),
        ({"publicationDetails": PUBLISHED | {"publisher": {"url": "http://[broken"}}}, True),
        ({"source": {"type": ["primaryResearch"]}}, True),
    ],
)
def test_a_file_nobody_stands_behind_is_an_example(tmp_path: Path, change: dict[str, Any], example: bool) -> None:
    path = write(tmp_path, statement("entity", "e", details={"name": "Invented AG"}) | change)
    assert detect(path).invented is example
    (line,) = plan([path])
    assert line.action == ("refused" if example else "load")
    assert plan([path], LoadOptions(synthetic=True))[0].action == "load"
    path.with_name(path.name + ".meta.yml").write_text("synthetic: false\n")
    assert plan([path])[0].action == "load"


def test_more_statements_than_the_limit_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bods, "MAX_STATEMENTS", 1)
    with pytest.raises(SourceError, match="1 statements at most"):
        read(write(tmp_path, statement("entity", "e"), statement("entity", "f")))


def test_one_statement_is_no_array_unless_the_file_is_one_of_lines(tmp_path: Path) -> None:
    for name, rule in (("a.json", "bods_type"), ("a.jsonl", None)):
        path = tmp_path / name
        path.write_text(json.dumps(statement("entity", "e", details={"name": "Invented AG"})))
        (entry,) = read(path)
        assert (entry.reject.rule if entry.reject else None) == rule


EXPECTED = "expected_errors.csv"


def invalid(shared_data: Path) -> Path:
    return shared_data / "bods_samples" / "tests" / "data" / "invalid-statements"


def test_each_invalid_file_is_refused_with_the_rule_that_it_breaks(shared_data: Path) -> None:
    with (invalid(shared_data) / EXPECTED).open() as stream:
        expected = {name: (rule, place.removeprefix("$[0]").strip(".")) for name, rule, place, _ in csv.reader(stream)}
    found = {}
    for path in sorted(invalid(shared_data).glob("*.json")):
        (entry,) = read(path)
        assert entry.reject is not None, path.name
        assert entry.claims == ()
        found[path.name] = (entry.reject.rule.removeprefix("bods_"), entry.reject.column or "")
    assert found == expected
    assert len(found) == 192


def test_each_valid_file_is_accepted(shared_data: Path) -> None:
    folder = shared_data / "bods_samples"
    files = [*(folder / "tests" / "data" / "valid-statements").glob("*.json"), *(folder / "examples").glob("*.json")]
    assert len(files) == 111 + 19
    for path in files:
        notes = Notes()
        entries = read(path, notes)
        assert entries
        assert not [entry.reject for entry in entries if entry.reject], path.name
        assert all(entry.claims for entry in entries)
        assert notes.unread == []
        assert detect(path).invented


def test_the_real_statements_on_the_lei_index_are_links(shared_data: Path) -> None:
    folder = shared_data / "gleif_samples"
    kinds = [Counter(c.kind for e in read(folder / name) for c in e.claims) for name in
             ("lei-data-out.json", "rr-data-out.json")]  # fmt: skip
    assert kinds == [{"registration": 5}, {"link": 10}]
    assert not detect(folder / "rr-data-out.json").invented
    source = bods.Bods().document(open_source(folder / "rr-data-out.json")).source
    assert (source.publisher, source.edition, source.data_origin) == ("OpenOwnership Register", "2023-11-13", "GLEIF")


def test_a_problem_says_what_where_and_what_was_got() -> None:
    broken = statement("entity", "e", details={"addresses": [{"type": "nonsense"}]})
    assert [(one.rule, one.path) for one in problems(broken)] == [("enum", "recordDetails.addresses[0].type")]
    assert problems(broken)[0].message == "must be one of alternative, business, registered, got 'nonsense'"
