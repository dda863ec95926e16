"""FollowTheMoney: invented entities with every trap, and the real files where they are."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.model import Claim, Entry
from loaders.detect import detect
from loaders.protocol import Notes
from loaders.registers.ftm import FtmEntities
from loaders.registers.ftm_edges import read_share
from loaders.source import open_source

FIRM = {"id": "f", "schema": "Company", "properties": {"name": ["Invented Rotor OOO"], "jurisdiction": ["ru"]}}
Bound = tuple[str, str] | None


def write(folder: Path, *entities: Any, name: str = "entities.ftm.json") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(entity) + "\n" for entity in entities), encoding="utf-8")
    return path


def read(path: Path, notes: Notes | None = None) -> list[Entry]:
    found = detect(path)
    assert found.kind == "register"
    assert found.make is not None
    return list(found.make().entries(open_source(path), notes or Notes()))


def claims(folder: Path, *entities: Any) -> list[Claim]:
    entries = read(write(folder, FIRM, *entities))
    assert not [entry.reject for entry in entries if entry.reject]
    return [claim for entry in entries[1:] for claim in entry.claims]


def edge(schema: str, **properties: list[str]) -> dict[str, Any]:
    return {"id": f"edge {schema}", "schema": schema, "properties": properties, "datasets": ["one", "two"]}


def test_an_entity_becomes_a_registered_party(tmp_path: Path) -> None:
    helper = {"id": "a", "schema": "Address", "properties": {"full": ["1 Test Street, Izhevsk, Russia"]}}
    paper = {"id": "p", "schema": "Passport", "properties": {"holder": ["x"], "number": ["AB 123456"]}}
    person = {
        "id": "x", "schema": "Person", "caption": "Iwan Erfunden", "datasets": ["one"],
        "properties": {
            "name": ["Иван Выдуманный", "Iwan Erfunden"], "weakAlias": ["Wanja"], "previousName": ["Iwan Vorher"],
            "nationality": ["ru"], "country": ["ru", "de"], "birthDate": ["1970", "1971-02-03"],
            "addressEntity": ["a"], "sourceUrl": ["https://example.org/x"], "innCode": ["500100732259"],
            "email": ["iwan@example.org"], "website": ["https://example.org/iwan"], "phone": ["+7 999 000-00-01"],
        },
    }  # fmt: skip
    (claim,) = claims(tmp_path, person, helper, paper)
    party = claim.object
    assert party is not None
    assert (claim.kind, claim.entry, claim.programme, claim.reason) == (
        "registration", "x", "one", "https://example.org/x",
    )  # fmt: skip
    assert (party.surface, party.kind, party.country, party.country_basis) == (
        "Iwan Erfunden", "person", "RU", "printed",
    )  # fmt: skip
    assert {(name.text, name.quality) for name in party.names} == {
        ("Иван Выдуманный", "alias"), ("Wanja", "weak"), ("Iwan Vorher", "former"),
    }  # fmt: skip
    assert set(party.ids) == {
        ("INN", "500100732259"), ("PASSPORT-RU", "AB123456"), ("PHONE", "+7 999 000-00-01"),
        ("EMAIL", "iwan@example.org"), ("WEBSITE", "https://example.org/iwan"),
    }  # fmt: skip
    assert party.addresses == ("1 Test Street, Izhevsk, Russia",)
    assert party.birth_dates == ("1970", "1971-02-03")


def test_an_edge_of_ownership_keeps_its_share_its_days_and_where_it_comes_from(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path,
        edge("Ownership", owner=["x"], asset=["f"], percentage=["51.5"], startDate=["2020-01-02"], role=["holding"]),
    )
    assert claim.subject is not None
    assert claim.object is not None
    assert (claim.kind, claim.subject.key, claim.object.key) == ("ownership", "entity x", "entity f")
    assert claim.subject.stub
    assert claim.share is not None
    assert (claim.share.number, claim.share.relation) == ("51.5", "=")
    assert (claim.start, claim.end, claim.reason, claim.programme) == ("2020-01-02", None, "holding", "one; two")


def test_shares_that_differ_and_several_ends_are_claims_of_their_own(tmp_path: Path) -> None:
    found = claims(tmp_path, edge("Ownership", owner=["x", "y"], asset=["f"], percentage=["10", "20"]))
    assert {(c.subject.key if c.subject else "", c.share.number if c.share else "") for c in found} == {
        ("entity x", "10"), ("entity x", "20"), ("entity y", "10"), ("entity y", "20"),
    }  # fmt: skip
    assert len({claim.record for claim in found}) == 4


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("50", ("50", "="), None),
        ("50.0000%", ("50.0000", "="), None),
        ("33,5 %", ("33.5", "="), None),
        ("25-50", ("25", ">="), ("50", "<=")),
        ("25% to 50%", ("25", ">="), ("50", "<=")),
        (">50%", ("50", ">"), None),
        ("≥ 75", ("75", ">="), None),
        ("150", None, None),
        ("50-25", None, None),
        ("majority", None, None),
        ("", None, None),
    ],
)
def test_a_share_is_read_or_left(text: str, lower: Bound, upper: Bound) -> None:
    found = [(bound.number, bound.relation) if bound else None for bound in read_share(text)]
    assert found == [lower, upper]


@pytest.mark.parametrize(
    ("schema", "properties", "kind", "topic"),
    [
        ("Directorship", {"director": ["x"], "organization": ["f"], "role": ["chair"]}, "role", "chair"),
        ("Directorship", {"director": ["x"], "organization": ["f"]}, "role", "director"),
        ("Membership", {"member": ["x"], "organization": ["f"]}, "link", "member of"),
        ("Employment", {"employee": ["x"], "employer": ["f"], "role": ["welder"]}, "link", "employed by: welder"),
        ("Family", {"person": ["x"], "relative": ["f"], "relationship": ["aunt"]}, "link", "family: aunt"),
        ("UnknownLink", {"subject": ["x"], "object": ["f"]}, "link", "linked to"),
        ("Succession", {"predecessor": ["x"], "successor": ["f"]}, "link", "succeeded by"),
        ("Payment", {"payer": ["x"], "beneficiary": ["f"]}, "link", "payment to"),
        (
            "Ownership",
            {"owner": ["x"], "asset": ["f"], "ownershipType": ["Indirect holding"]},
            "ownership",
            "indirect",
        ),
    ],
)
def test_edges_become_our_facts(
    tmp_path: Path, schema: str, properties: dict[str, list[str]], kind: str, topic: str
) -> None:
    (claim,) = claims(tmp_path, edge(schema, **properties))
    assert (claim.kind, claim.topic) == (kind, topic)
    assert claim.object is not None
    assert claim.object.key == "entity f"


def test_a_payment_is_a_link_with_its_sum_and_day(tmp_path: Path) -> None:
    (claim,) = claims(tmp_path, edge("Payment", payer=["x"], beneficiary=["f"], amountEur=["1000.5"], date=["2020-02"]))
    assert claim.value is not None
    assert (claim.value.number, claim.value.currency, claim.start, claim.end) == ("1000.5", "EUR", "2020-02", "2020-02")


def test_a_sanction_becomes_a_listing_by_its_authority(tmp_path: Path) -> None:
    (claim,) = claims(
        tmp_path,
        edge(
            "Sanction", entity=["f"], authority=["Office of Invented Lists"], country=["de"], program=["INV"],
            provisions=["Asset freeze"], startDate=["2024-02-01", "2023-01-01"], authorityId=["7"], reason=["a", "b"],
        ),
    )  # fmt: skip
    assert claim.subject is not None
    assert (claim.subject.surface, claim.subject.kind, claim.subject.country) == (
        "Office of Invented Lists", "public_body", "DE",
    )  # fmt: skip
    assert (claim.kind, claim.topic, claim.programme, claim.measure, claim.entry) == (
        "listing", "one; two", "INV", "Asset freeze", "7",
    )  # fmt: skip
    assert (claim.start, claim.reason, claim.flags) == ("2023-01-01", "a; b", ("startDate:several",))


def test_an_office_is_held_where_its_position_says(tmp_path: Path) -> None:
    post = {"id": "p", "schema": "Position", "properties": {"name": ["Member of parliament"], "country": ["de"]}}
    (claim,) = claims(tmp_path, edge("Occupancy", holder=["x"], post=["p"]), post)
    assert claim.object is not None
    assert (claim.kind, claim.topic, claim.object.form, claim.object.country) == (
        "role", "Member of parliament", "country", "DE",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("entity", "rule"),
    [
        ({"id": "c", "schema": "CourtCase", "properties": {"name": ["A v. B"]}}, "no_kind"),
        ({"id": "c", "schema": "Spaceship", "properties": {}}, "unknown_schema"),
        ({"id": "c", "schema": "Company", "properties": {}}, "missing_value"),
        ({"id": "c", "schema": "Ownership", "properties": {"owner": ["x"]}}, "missing_value"),
        ({"id": "c", "schema": "Company", "properties": {"name": "not a list"}}, "property_type"),
        ({"id": "c", "schema": "Company", "properties": {"name": [1]}}, "property_type"),
        ({"id": "c", "schema": "Company", "properties": ["name"]}, "properties"),
        ({"id": 3, "schema": "Company", "properties": {}}, "missing_value"),
        ({"id": "c", "properties": {}}, "missing_value"),
        ({"op": "TURN", "entity": FIRM}, "unknown_operation"),
        ({"op": "DEL", "entity": {}}, "missing_value"),
        ([1, 2], "missing_value"),
    ],
)
def test_what_cannot_be_taken_is_rejected(tmp_path: Path, entity: Any, rule: str) -> None:
    last = read(write(tmp_path, FIRM, entity))[-1]
    assert last.reject is not None
    assert (last.row, last.reject.rule, last.claims) == (2, rule, ())


def test_a_broken_line_is_rejected_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(FIRM) + '\n{"id": "x", \n' + json.dumps(FIRM | {"id": "g"}) + "\n")
    entries = read(path)
    assert [entry.reject.rule if entry.reject else None for entry in entries] == [None, "json", None]


def test_a_property_nobody_knows_is_reported(tmp_path: Path) -> None:
    notes = Notes()
    firm = {"id": "g", "schema": "Company", "properties": {"name": ["G"], "favouriteColour": ["red"]}, "mood": "good"}
    read(write(tmp_path, FIRM, firm), notes)
    assert notes.unread == ["properties.favouriteColour", "mood"]


def test_deltas_add_and_delete_under_the_same_key(tmp_path: Path) -> None:
    folder = tmp_path / "20240102030405-ab1"
    folder.mkdir()
    path = write(folder, {"op": "MOD", "entity": FIRM}, {"op": "DEL", "entity": {"id": "f"}}, name="delta.json")
    notes = Notes()
    changed, gone = read(path, notes)
    assert (changed.record, gone.claims[0].flags) == ("entity f", ("deletes:entity f",))
    assert notes.counts == {"operation MOD": 1, "operation DEL": 1}
    source = FtmEntities().document(open_source(path)).source
    assert (source.publisher, source.edition, source.coverage) == ("OpenSanctions", "2024-01-02", "amendment")


def test_a_delta_without_a_day_closes_nothing_and_says_so(tmp_path: Path) -> None:
    notes = Notes()
    read(write(tmp_path, {"op": "DEL", "entity": {"id": "f"}}), notes)
    assert "its day is not known" in notes.warnings[0]


REAL = {
    "zala/entities.ftm.json": (91, {"listing": 41, "registration": 17, "ownership": 14, "link": 4, "role": 3}),
    "t1/entities.ftm.json": (7, {"registration": 6}),
    "parteispenden/entities.ftm.json": (475, {"link": 291, "registration": 96}),
    "donations.ijson": (474, {"link": 290, "registration": 95}),
    "t2/20240527194702-wnk/entities.delta.json": (2, {"registration": 2}),
    "t2/20240528014702-pfh/entities.delta.json": (2, {"registration": 2}),
    "t2/20240528074703-npf/entities.delta.json": (1, {"registration": 1}),
    "t2/20240528134729-3iv/entities.delta.json": (1, {"registration": 1}),
}


@pytest.mark.parametrize("name", REAL)
def test_the_real_files_hold_what_their_note_says(shared_data: Path, name: str) -> None:
    notes = Notes()
    entries = read(shared_data / "opensanctions_ftm_fixtures" / name, notes)
    rows, kinds = REAL[name]
    assert len(entries) == rows
    assert Counter(claim.kind for entry in entries for claim in entry.claims) == kinds
    assert not [entry.reject for entry in entries if entry.reject]
    assert notes.unread == []


def test_the_real_owners_of_the_drone_maker(shared_data: Path) -> None:
    entries = read(shared_data / "opensanctions_ftm_fixtures" / "zala" / "entities.ftm.json")
    held = {
        (claim.subject.key.removeprefix("entity "), claim.share.number if claim.share else None, claim.start, claim.end)
        for entry in entries
        for claim in entry.claims
        if claim.kind == "ownership" and claim.object and claim.object.key == "entity NK-abdzbEBkqyT29GyREbiURZ"
        if claim.subject and claim.subject.key
    }
    assert held == {
        ("NK-nR5AXM9AVPq4pQaSPSaVam", None, None, None),
        ("NK-nR5AXM9AVPq4pQaSPSaVam", "49", "2016-03-29", None),
        ("NK-DSxJ9ZzHxBBMyEMnnTBhai", "2", "2019-05-24", "2023-12-21"),
        ("NK-DQ98GPMgdVH8DSZd8g9Xtc", "1", "2022-01-17", "2023-03-02"),
        ("NK-aU5ybkbRFJucf8YMwsJvDw", "50", "2015-11-25", "2023-03-02"),
        ("NK-aU5ybkbRFJucf8YMwsJvDw", "48", "2015-11-25", "2023-12-21"),
        ("NK-aU5ybkbRFJucf8YMwsJvDw", "51", "2015-11-25", None),
    }


def test_no_real_reference_dangles(shared_data: Path) -> None:
    entries = read(shared_data / "opensanctions_ftm_fixtures" / "zala" / "entities.ftm.json")
    parties = [p for e in entries for c in e.claims for p in (c.subject, c.object) if p is not None]
    known = {party.key for party in parties if not party.stub}
    assert {party.key for party in parties if party.stub} <= known


def test_an_index_of_deltas_is_a_reference(shared_data: Path) -> None:
    assert detect(shared_data / "opensanctions_ftm_fixtures" / "t2" / "delta.json").kind == "reference"
