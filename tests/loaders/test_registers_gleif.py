"""The Global LEI Index: entries of our own with every trap, and the real files where they are."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from graph.errors import SourceError
from graph.model import Claim, Entry
from loaders.detect import detect
from loaders.protocol import Notes
from loaders.registers.gleif import Gleif
from loaders.registers.gleif_api import GleifApi
from loaders.registers.gleif_party import authority_ids
from loaders.source import open_source
from loaders.xml import local

# Invented identifiers with right check digits.
CHILD, PARENT = "TESTCHILD00000000062", "TESTPARENT0000000020"
HEADER = "<{0}:ContentDate>2024-02-03T08:00:00Z</{0}:ContentDate><{0}:FileContent>{1}</{0}:FileContent>"
ENTRY = f"""<x:LEIRecord><x:LEI>{CHILD}</x:LEI><x:Entity>
  <x:LegalName xml:lang="de-DE">Erfundene Fräsen AG</x:LegalName>
  <x:OtherEntityNames>
    <x:OtherEntityName xml:lang="de" type="PREVIOUS_LEGAL_NAME">Erfundene Bohrer AG</x:OtherEntityName>
    <x:OtherEntityName xml:lang="en" type="TRADING_OR_OPERATING_NAME">Invented Mills</x:OtherEntityName>
  </x:OtherEntityNames>
  <x:TransliteratedOtherEntityNames>
    <x:TransliteratedOtherEntityName type="AUTO_ASCII_TRANSLITERATED_LEGAL_NAME">ERFUNDENE FRAESEN
    </x:TransliteratedOtherEntityName>
  </x:TransliteratedOtherEntityNames>
  <x:LegalAddress><x:FirstAddressLine>Testweg 1</x:FirstAddressLine><x:City>Musterort</x:City>
    <x:Country>AT</x:Country></x:LegalAddress>
  <x:RegistrationAuthority><x:RegistrationAuthorityID>RA000999</x:RegistrationAuthorityID>
    <x:RegistrationAuthorityEntityID>FN 1</x:RegistrationAuthorityEntityID></x:RegistrationAuthority>
  JURISDICTION
  <x:EntityCategory>GENERAL</x:EntityCategory><x:EntityStatus>ACTIVE</x:EntityStatus>
  <x:SuccessorEntity><x:SuccessorLEI>{PARENT}</x:SuccessorLEI></x:SuccessorEntity>
  </x:Entity><x:Registration><x:InitialRegistrationDate>2020-05-06T00:00:00Z</x:InitialRegistrationDate>
  <x:RegistrationStatus>LAPSED</x:RegistrationStatus></x:Registration></x:LEIRecord>"""
RELATION = """<r:RelationshipRecord><r:Relationship>
  <r:StartNode><r:NodeID>{start}</r:NodeID><r:NodeIDType>LEI</r:NodeIDType></r:StartNode>
  <r:EndNode><r:NodeID>{end}</r:NodeID><r:NodeIDType>LEI</r:NodeIDType></r:EndNode>
  <r:RelationshipType>IS_DIRECTLY_CONSOLIDATED_BY</r:RelationshipType>
  <r:RelationshipPeriods>
    <r:RelationshipPeriod><r:StartDate>2022-01-01T00:00:00Z</r:StartDate><r:EndDate>2022-12-31T00:00:00Z</r:EndDate>
      <r:PeriodType>ACCOUNTING_PERIOD</r:PeriodType></r:RelationshipPeriod>
    <r:RelationshipPeriod><r:StartDate>2015-03-01T00:00:00Z</r:StartDate>
      <r:PeriodType>RELATIONSHIP_PERIOD</r:PeriodType></r:RelationshipPeriod>
  </r:RelationshipPeriods><r:RelationshipStatus>ACTIVE</r:RelationshipStatus>
  <r:RelationshipQuantifiers><r:RelationshipQuantifier><r:MeasurementMethod>ACCOUNTING_CONSOLIDATION
    </r:MeasurementMethod><r:QuantifierAmount>{amount}</r:QuantifierAmount><r:QuantifierUnits>PERCENTAGE
    </r:QuantifierUnits></r:RelationshipQuantifier></r:RelationshipQuantifiers>
  </r:Relationship><r:Registration><r:RegistrationStatus>PUBLISHED</r:RegistrationStatus></r:Registration>
  </r:RelationshipRecord>"""


def entries_file(folder: Path, record: str = ENTRY, header: str = "", **words: str) -> Path:
    path = folder / "entries.xml"
    record = record.replace("JURISDICTION", words.get("jurisdiction", "<x:LegalJurisdiction>DE</x:LegalJurisdiction>"))
    path.write_text(
        f'<?xml version="1.0"?>\n<x:LEIData xmlns:x="urn:x"><x:LEIHeader>{header}</x:LEIHeader>\n'
        f"<x:LEIRecords>\n{record}\n</x:LEIRecords></x:LEIData>",
        encoding="utf-8",
    )
    return path


def relations_file(folder: Path, amount: str = "100.00", start: str = CHILD, end: str = PARENT) -> Path:
    path = folder / "relations.xml"
    record = RELATION.format(start=start, end=end, amount=amount)
    path.write_text(f'<r:RelationshipData xmlns:r="urn:r">{record}</r:RelationshipData>', encoding="utf-8")
    return path


def read(path: Path, notes: Notes | None = None) -> list[Entry]:
    found = detect(path)
    assert found.kind == "register"
    assert found.make is not None
    return list(found.make().entries(open_source(path), notes or Notes()))


def claims(path: Path) -> list[Claim]:
    return [claim for entry in read(path) for claim in entry.claims]


def test_an_entry_becomes_a_registration_with_all_its_names(tmp_path: Path) -> None:
    notes = Notes()
    (entry,) = read(entries_file(tmp_path), notes)
    registration, successor = entry.claims
    party = registration.object
    assert party is not None
    assert (entry.row, entry.record, notes.unread) == (4, f"LEI {CHILD}", [])
    assert (registration.topic, registration.entry, registration.outcome, registration.start) == (
        "Global LEI Index", CHILD, "LAPSED", "2020-05-06",
    )  # fmt: skip
    assert (party.surface, party.country, party.country_basis) == ("Erfundene Fräsen AG", "DE", "printed")
    assert {(name.text, name.quality, name.language) for name in party.names} == {
        ("Erfundene Fräsen AG", "primary", "de"), ("Erfundene Bohrer AG", "former", "de"),
        ("Invented Mills", "alias", "en"), ("ERFUNDENE FRAESEN", "weak", None),
    }  # fmt: skip
    assert party.ids == (("LEI", CHILD), ("REG-RA000999", "FN 1"))
    assert party.addresses == ("Testweg 1, Musterort, AT",)
    assert successor.object is not None
    assert (successor.kind, successor.topic, successor.object.ids) == ("link", "succeeded by", (("LEI", PARENT),))
    assert successor.object.stub


def test_the_country_of_the_address_stands_in_for_a_jurisdiction(tmp_path: Path) -> None:
    party = claims(entries_file(tmp_path, jurisdiction=""))[0].object
    assert party is not None
    assert (party.country, party.country_basis) == ("AT", "address")


def test_consolidation_is_a_link_and_its_period_that_of_the_relation(tmp_path: Path) -> None:
    (claim,) = claims(relations_file(tmp_path))
    assert (claim.kind, claim.topic, claim.start, claim.end) == (
        "link", "is directly consolidated by", "2015-03-01", None,
    )  # fmt: skip
    assert claim.share is not None
    assert (claim.share.number, claim.outcome, claim.measure) == ("100.00", "ACTIVE", "PUBLISHED")
    assert claim.subject is not None
    assert claim.subject.stub


@pytest.mark.parametrize("amount", ["lots", "101", "-1"])
def test_a_part_that_is_none_is_flagged(tmp_path: Path, amount: str) -> None:
    (claim,) = claims(relations_file(tmp_path, amount))
    assert (claim.share, claim.flags) == (None, ("QuantifierAmount:unread",))


def test_a_wrong_check_digit_is_flagged(tmp_path: Path) -> None:
    (claim,) = claims(relations_file(tmp_path, start="TESTCHILD00000000099"))
    assert claim.flags == ("check_digits:LEI:TESTCHILD00000000099",)


def test_what_is_not_known_is_reported(tmp_path: Path) -> None:
    notes = Notes()
    read(entries_file(tmp_path, ENTRY.replace("<x:EntityCategory>", "<x:Mood>good</x:Mood><x:EntityCategory>")), notes)
    assert notes.unread == ["Entity/Mood"]


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        ("<x:LEIRecord><x:LEI>A</x:LEI></x:LEIRecord>", "missing_value"),
        ("<x:LEIRecord><x:Entity><x:LegalName>A</x:LegalName></x:Entity></x:LEIRecord>", "missing_value"),
        ("<x:RelationshipRecord/>", "missing_value"),
        ("<x:Exception><x:LEI>A</x:LEI></x:Exception>", "missing_value"),
    ],
)
def test_a_record_without_what_it_needs_is_rejected(tmp_path: Path, record: str, rule: str) -> None:
    (entry,) = read(entries_file(tmp_path, record))
    assert entry.reject is not None
    assert entry.reject.rule == rule
    assert not entry.claims


@pytest.mark.parametrize(
    ("content", "count", "coverage"),
    [
        ("GLEIF_FULL_PUBLISHED", 1, "complete"),
        ("GLEIF_FULL_PUBLISHED", 2, "excerpt"),
        ("GLEIF_DELTA_PUBLISHED", 1, "amendment"),
        ("LOU_PUBLISHED", 1, "excerpt"),
    ],
)
def test_a_file_is_complete_when_it_holds_what_it_says(tmp_path: Path, content: str, count: int, coverage: str) -> None:
    header = HEADER.format("x", content) + f"<x:RecordCount>{count}</x:RecordCount>"
    source = Gleif().document(open_source(entries_file(tmp_path, header=header))).source
    assert (source.coverage, source.edition) == (coverage, "2024-02-03")


def test_a_doctype_and_a_cut_file_are_errors(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text('<!DOCTYPE a [<!ENTITY b "c">]><LEIData>&b;</LEIData>', encoding="utf-8")
    with pytest.raises(SourceError, match="DOCTYPE"):
        Gleif().document(open_source(path))
    path.write_text("<LEIData><LEIRecord><LEI>", encoding="utf-8")
    with pytest.raises(SourceError, match="no well-formed XML"):
        read(path)


def reply(folder: Path, data: Any, **further: Any) -> Path:
    path = folder / "reply.json"
    path.write_text(json.dumps({"data": data} | further), encoding="utf-8")
    return path


def record(lei: str = CHILD, name: str = "Invented Child", **entity: Any) -> dict[str, Any]:
    attributes = {"lei": lei, "entity": {"legalName": {"name": name, "language": "en"}} | entity}
    return {"type": "lei-records", "id": lei, "attributes": attributes}


def test_children_of_a_reply_are_linked_to_their_parent(tmp_path: Path) -> None:
    links = {"first": f"https://api.gleif.org/api/v1/lei-records/{PARENT}/ultimate-children?page=1"}
    pages = {"pagination": {"to": 1, "total": 3}}
    notes = Notes()
    (entry,) = read(reply(tmp_path, [record()], links=links, meta=pages), notes)
    registration, link = entry.claims
    assert (registration.kind, link.topic) == ("registration", "is ultimately consolidated by")
    assert link.object is not None
    assert link.object.ids == (("LEI", PARENT),)
    assert notes.warnings == ["holds the records up to 1 of 3; the others are on further pages"]


def test_a_reply_and_a_file_give_the_same_party(tmp_path: Path) -> None:
    one = claims(reply(tmp_path, record(name="Erfundene Fräsen AG", jurisdiction="DE")))[0]
    other = claims(entries_file(tmp_path))[0]
    assert one.object is not None
    assert other.object is not None
    assert (one.object.key, one.record) == (other.object.key, other.record)
    documents = [
        GleifApi().document(open_source(tmp_path / "reply.json")),
        Gleif().document(open_source(tmp_path / "entries.xml")),
    ]
    assert documents[0].source.key == documents[1].source.key


def test_a_reply_with_something_else_is_rejected(tmp_path: Path) -> None:
    entries = read(reply(tmp_path, [record(), {"type": "issuers"}, record(name=""), 7]))
    rules = [entry.reject.rule if entry.reject else None for entry in entries]
    assert rules == [None, "unknown_type", "missing_value", "unknown_type"]


def as_json(xml: Path, target: Path, key: str, record: str, *, wrapped: bool = False) -> Path:
    """Write the records of an XML file as the golden copy has them in JSON."""

    def plain(node: etree._Element) -> Any:
        found: dict[str, Any] = {}
        for name, value in node.attrib.items():
            space, _, attribute = str(name).rpartition("}")
            found[f"@{'xml:' if space else ''}{attribute}"] = value
        if (node.text or "").strip():
            found["$"] = node.text
        for child in node:
            if isinstance(child.tag, str):
                found.setdefault(local(child), []).append(plain(child))
        return {name: one[0] if isinstance(one, list) and len(one) == 1 else one for name, one in found.items()}

    records = [plain(node) for node in etree.parse(xml).iter() if isinstance(node.tag, str) and local(node) == record]
    told = {key: [{record: one} for one in records] if wrapped else records}
    target.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return target


def without_places(entries: list[Entry]) -> list[Any]:
    return [(one.record, one.claims, one.reject) for one in entries]


def test_a_golden_copy_in_json_says_what_the_xml_says(tmp_path: Path) -> None:
    xml = entries_file(tmp_path)
    path = as_json(xml, tmp_path / "entries.json", "records", "LEIRecord")
    notes = Notes()
    assert without_places(read(path, notes)) == without_places(read(xml))
    assert not notes.unread
    assert notes.headers[""]
    xml = relations_file(tmp_path)
    path = as_json(xml, tmp_path / "relations.json", "relations", "RelationshipRecord", wrapped=True)
    assert without_places(read(path)) == without_places(read(xml))
    documents = [
        detect(one).make().document(open_source(one))  # type: ignore[misc]
        for one in (xml, path)
    ]
    assert documents[0].source.key == documents[1].source.key


@pytest.mark.parametrize(
    ("name", "key", "record", "wrapped"),
    [
        ("lei-data.xml", "records", "LEIRecord", False),
        ("lei-updates-data2.xml", "records", "LEIRecord", False),
        ("rr-data.xml", "relations", "RelationshipRecord", True),
        ("repex-data.xml", "exceptions", "Exception", False),
    ],
)
def test_the_real_records_say_the_same_in_json(
    shared_data: Path, tmp_path: Path, name: str, key: str, record: str, wrapped: bool
) -> None:
    xml = shared_data / "gleif_samples" / name
    path = as_json(xml, tmp_path / "copy.json", key, record, wrapped=wrapped)
    found = without_places(read(path))
    assert len(found) > 5
    assert found == without_places(read(xml))


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        ({"LEI": {"$": CHILD}}, "missing_value"),
        ({"LEI": {"$": ["a"]}}, "bad_record"),
        ({"LEI": CHILD}, "bad_record"),
        ({"LEI": {"$": CHILD}, "a b": {"$": "x"}}, "bad_record"),
        ({"LEI": {"$": "\u0007"}}, "bad_record"),
        (7, "bad_record"),
    ],
)
def test_a_record_of_a_golden_copy_that_is_none_is_rejected(tmp_path: Path, record: Any, rule: str) -> None:
    as_json(entries_file(tmp_path), path := tmp_path / "entries.json", "records", "LEIRecord")
    records = json.loads(path.read_text(encoding="utf-8"))["records"]
    path.write_text(json.dumps({"records": [*records, record, *records]}), encoding="utf-8")
    assert [one.reject.rule if one.reject else None for one in read(path)] == [None, rule, None]


@pytest.mark.parametrize("cut", [-1, -2, -40])
def test_a_golden_copy_that_was_cut_is_an_error(tmp_path: Path, cut: int) -> None:
    path = as_json(entries_file(tmp_path), tmp_path / "entries.json", "records", "LEIRecord")
    path.write_text(path.read_text(encoding="utf-8")[:cut], encoding="utf-8")
    with pytest.raises(SourceError, match=r"entries\.json"):
        read(path)


def test_a_number_is_one_of_its_register_only() -> None:
    assert authority_ids("RA000585", "06528297", "GB") == (("REG-GB", "06528297"),)
    assert authority_ids("RA000602", "2110234", "US") == (("REG-RA000602", "2110234"),)
    assert authority_ids("RA000499", "1027700132195", "RU") == (("OGRN", "1027700132195"),)
    assert authority_ids("RA999999", "1", "US") == ()


def test_the_real_files_hold_what_their_note_says(shared_data: Path) -> None:
    folder = shared_data / "gleif_samples"
    expected = {
        "lei-data.xml": (13, {"registration": 13}),
        "lei-updates-data2.xml": (12, {"registration": 12}),
        "lei-updates-data2-new.xml": (12, {"registration": 12}),
        "rr-data.xml": (10, {"link": 10}),
        "rr-updates-data2.xml": (11, {"link": 11}),
        "repex-data.xml": (10, {"registration": 10}),
        "api_direct-children_851WYGNLUQLFZBSYGB56.json": (15, {"registration": 15, "link": 15}),
        "api_direct-parent_5493001KJTIIGC8Y1R12.json": (1, {"registration": 1}),
        "api_multi_lei_records.json": (12, {"registration": 12}),
    }
    for name, (rows, kinds) in expected.items():
        notes = Notes()
        entries = read(folder / name, notes)
        assert len(entries) == rows
        assert not [entry for entry in entries if entry.reject]
        assert Counter(claim.kind for entry in entries for claim in entry.claims) == kinds
        assert notes.unread == []


def test_the_real_relations_point_outside_their_file(shared_data: Path) -> None:
    folder = shared_data / "gleif_samples"
    known = {claim.entry for claim in claims(folder / "lei-data.xml")}
    ends = {
        party.ids[0][1]
        for claim in claims(folder / "rr-data.xml")
        for party in (claim.subject, claim.object)
        if party is not None
    }
    assert len(ends) == 16
    assert len(ends - known) == 13


def test_the_real_exceptions_say_why(shared_data: Path) -> None:
    found = Counter(claim.reason for claim in claims(shared_data / "gleif_samples" / "repex-data.xml"))
    assert found == {"NON_CONSOLIDATING": 6, "NO_KNOWN_PERSON": 3, "NON_PUBLIC": 1}
