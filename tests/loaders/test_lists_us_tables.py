"""The tables of the United States: invented rows with every trap, and the real excerpts."""

from __future__ import annotations

import csv
import random
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceError
from graph.model import Claim, Entry, Party
from graph.resolution import PartyRecord, resolve
from graph.settings import Settings
from loaders.detect import detect
from loaders.lists.kinds import kind_of_name
from loaders.lists.parts import unsaid
from loaders.lists.us_entry import listed as values
from loaders.lists.us_entry import named, of_states, placed
from loaders.lists.us_forms import CSL, DENIED_PERSONS, ENTITY_LIST, FORMS, NONPROLIFERATION, UNVERIFIED, Form
from loaders.lists.us_ids import segment_of
from loaders.lists.us_lists import LISTS, country_of, list_of_source
from loaders.lists.us_tables import UsTable
from loaders.protocol import Notes
from loaders.run import load
from loaders.source import Meta, open_source
from tests.support.lists import by_record, listed, names, read, rejects

CSL_28 = (
    "source", "entity_number", "type", "programs", "name", "title", "addresses", "federal_register_notice",
    "start_date", "end_date", "standard_order", "license_requirement", "license_policy", "call_sign",
    "vessel_type", "gross_tonnage", "gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks",
    "source_list_url", "alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth",
    "source_information_url", "ids",
)  # fmt: skip
DPL = (
    "Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date", "Expiration_Date",
    "Standard_Order", "Last_Update", "Action", "FR_Citation",
)  # fmt: skip
EL = (
    "Source List", "Entity Number", "SDN Type", "Programs", "Name", "Title", "Address", "City",
    "State/Province", "Postal Code", "Country", "Federal Register Notice", "Effective Date",
    "Date Lifted/Waived/Expired", "Standard Order", "License Requirement", "License Policy", "Call Sign",
    "Vessel Type", "Gross Tonnage", "Gross Register Tonnage", "Vessel Flag", "Vessel Owner", "Remarks/Notes",
    "Address Number", "Address Remarks", "Alternate Number", "Alternate Type", "Alternate Name",
    "Alternate Remarks", "Web Link", "", "", "",
)  # fmt: skip
BIS = "Entity List (EL) - Bureau of Industry and Security"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"


def write(folder: Path, header: tuple[str, ...], *rows: dict[str, str], delimiter: str = ",") -> Path:
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows([[row.get(name, "") for name in header] for row in rows])
    return path


def csl(folder: Path, *rows: dict[str, str], header: tuple[str, ...] = CSL_28) -> tuple[list[Entry], Notes]:
    return read(UsTable(CSL), write(folder, header, *rows))


def only(folder: Path, **row: str) -> Claim:
    entries, _ = csl(folder, row)
    assert entries[0].reject is None, entries[0].reject
    return entries[0].claims[0]


def test_an_entry_of_the_entity_list(tmp_path: Path) -> None:
    claim = only(
        tmp_path, source=BIS, name="Unreal Gears Ltd.", alt_names="Gears One; and Gears Two",
        addresses="Street 1, Moscow, RU; Road 2, Istanbul, TR", federal_register_notice="80 FR 69852 (1/2/2015)",
        start_date="2015-11-12", license_requirement="For all items.", license_policy="Presumption of denial.",
    )  # fmt: skip
    assert claim.subject is not None
    assert (claim.subject.surface, claim.topic, claim.measure) == (
        "Bureau of Industry and Security", "Entity List", "Export control",
    )  # fmt: skip
    assert (claim.start, claim.entry, claim.reason) == (
        "2015-11-12", "80 FR 69852 (1/2/2015)",
        "License requirement: For all items.; License policy: Presumption of denial.",
    )  # fmt: skip
    party = listed(claim)
    assert names(party) == {("Unreal Gears Ltd.", "primary"), ("Gears One", "alias"), ("Gears Two", "alias")}
    assert (party.country, party.country_basis) == ("RU", "address")
    assert set(claim.flags) == {"addresses_in:RU,TR", "kind:from_name"}


def test_an_entry_that_ofac_numbers_has_its_key_and_identifiers(tmp_path: Path) -> None:
    old, new = (
        only(
            tmp_path,
            source=SDN,
            entity_number="7",
            type="Entity",
            programs="TESTB; TESTA",
            name="UNREAL GEARS OAO",
            ids=ids,
        )
        for ids in (
            "RU, 1027700167110, Registration ID; 7744001497, Tax ID No.; www.example.org, Website; GAZPRUMM, SWIFT/BIC",
            "Registration ID, 1027700167110, RU; Tax ID No., 7744001497, RU; Website, example.org; SWIFT/BIC, GAZPRUMM",
        )
    )
    for claim in (old, new):
        assert (claim.record, claim.entry, claim.programme, listed(claim).key) == (
            "SDN|7",
            "7",
            "TESTA; TESTB",
            "OFAC|7",
        )
    assert listed(new).ids == (
        ("OFAC", "7"), ("OGRN", "1027700167110"), ("INN", "7744001497"), ("SWIFT", "GAZPRUMM"),
        ("WEBSITE", "example.org"),
    )  # fmt: skip
    assert listed(old).ids[-1] == ("WEBSITE", "www.example.org")
    assert ("OGRN", "1027700167110") in listed(old).ids


def test_one_party_on_two_lists_of_ofac_is_one_party_with_two_listings(tmp_path: Path) -> None:
    row = {"entity_number": "7", "type": "Entity", "name": "UNREAL BANK OAO"}
    other = "Sectoral Sanctions Identifications List (SSI) - Treasury Department"
    rows = [row | {"source": SDN, "programs": "TEST"}, row | {
        "source": other, "programs": "UKRAINE-EO13662", "remarks": "(Linked To: UNREAL BANK OAO)",
        "ids": "Subject to Directive 1, Executive Order 13662 Directive Determination -"}]  # fmt: skip
    entries, _ = csl(tmp_path, *rows)
    assert [one.record for one in entries] == ["SDN|7", "SSI|7"]
    assert {listed(claim).key for one in entries for claim in one.claims} == {"OFAC|7"}
    assert entries[1].claims[0].annex == "EO 13662 Directive 1"
    assert entries[1].claims[0].record != entries[0].claims[0].record


def test_a_row_that_says_what_it_names_is_believed_and_short_aliases_join_nobody(tmp_path: Path) -> None:
    row = {"source": BIS, "name": "Ivan Unreal", "alt_names": "IUN; Unreal Ivanovich"}
    claims = [only(tmp_path, **row), only(tmp_path, **row, type="Entity")]
    assert [(listed(claim).kind, claim.flags) for claim in claims] == [("person", ("kind:from_name",)), ("company", ())]
    assert names(listed(claims[1])) == {("Ivan Unreal", "primary"), ("IUN", "weak"), ("Unreal Ivanovich", "alias")}


def test_a_person_in_rows_of_one_list_is_joined_only_by_key(tmp_path: Path) -> None:
    row = {"source": BIS, "name": "Ivan Unreal", "federal_register_notice": "75 FR 36516"}
    rows = [
        row | {"addresses": "Street 1, Cape Town, ZA", "start_date": "2010-06-28"},
        row | {"addresses": "Street 2, Oslo, NO", "start_date": "2010-06-28"},
        row | {"addresses": "Street 3, Oslo, NO", "start_date": "2010-06-28"},
        row | {"addresses": "Street 3, Oslo, NO", "start_date": "2010-06-29"},
    ]
    entries, _ = csl(tmp_path, *rows)
    claims = [one.claims[0] for one in entries if one.claims]
    assert [(listed(claim).country, claim.start, len(listed(claim).addresses)) for claim in claims] == [
        ("ZA", "2010-06-28", 1), ("NO", "2010-06-28", 2), ("NO", "2010-06-29", 1),
    ]  # fmt: skip
    assert {listed(claim).kind for claim in claims} == {"person"}


@pytest.mark.parametrize(
    ("row", "rule", "column"),
    [
        ({"source": "Unheard-of List (UHL) - Nobody", "name": "X Ltd."}, "unknown_list", "source"),
        ({"source": BIS, "name": " "}, "missing_value", "name"),
        ({"source": BIS, "name": "X Ltd.", "start_date": "31/12/2020"}, "impossible_date", "start_date"),
        ({"source": BIS, "name": "X Ltd.", "end_date": "soon"}, "not_a_date", "end_date"),
        ({"source": SDN, "name": "X Ltd."}, "entry_number", "entity_number"),
        ({"source": SDN, "name": "X Ltd.", "entity_number": "7", "type": "Robot"}, "unknown_type", "type"),
    ],
)
def test_a_row_that_cannot_be_read_is_a_reject(tmp_path: Path, row: dict[str, str], rule: str, column: str) -> None:
    entries, _ = csl(tmp_path, row, {"source": BIS, "name": "Good Ltd."})
    assert rejects(entries) == [(2, rule, column)]
    assert len(entries[1].claims) == 1


def test_a_new_column_is_reported_and_the_number_of_a_row_is_none(tmp_path: Path) -> None:
    _, notes = csl(tmp_path, {"source": BIS, "name": "X Ltd."}, header=("_id", *CSL_28, "shoe_size"))
    assert notes.unread == ["shoe_size"]


def test_an_entity_that_is_repeated_for_each_address_and_alias_is_one_listing(tmp_path: Path) -> None:
    row = {"Source List": "EL", "Name": "Unreal Works", "Country": "Turkey", "Effective Date": "11/2/2011",
           "Federal Register Notice": "76 FR 71867 "}  # fmt: skip
    rows = [row | {"Address": address, "City": "Izmir", "Alternate Name": alias}
            for address in ("Street 1", "Street 2") for alias in ("Works A", "Works B")]  # fmt: skip
    entries, notes = read(UsTable(ENTITY_LIST), write(tmp_path, EL, *rows, rows[0], rows[1]))
    (claim,) = (claim for one in entries for claim in one.claims)
    assert (claim.start, claim.flags) == ("2011-11-02", ("rows:2-7", "kind:from_name"))
    assert names(listed(claim)) == {("Unreal Works", "primary"), ("Works A", "alias"), ("Works B", "alias")}
    assert listed(claim).addresses == ("Street 1, Izmir, Turkey", "Street 2, Izmir, Turkey")
    assert (listed(claim).country, listed(claim).country_basis) == ("TR", "printed")
    assert len(entries) == 6
    assert len({one.record for one in entries}) == 4
    assert notes.counts["rows_of_an_entry_above"] == 5


def test_every_row_of_such_a_list_is_accounted_for(tmp_path: Path, settings: Settings) -> None:
    row = {"Source List": "EL", "Name": "Unreal Works", "Country": "Turkey", "Effective Date": "11/2/2011"}
    path = write(
        tmp_path, EL, row | {"City": "Izmir"}, row | {"City": "Bursa"}, row | {"City": "Izmir"}, row | {"Name": ""}
    )
    (report,) = load([path], settings).files
    assert (report.rows_in, report.accepted, report.repeated, report.rejected, report.claims) == (4, 2, 1, 1, 1)


@given(st.permutations(range(6)))
def test_the_order_of_rows_changes_neither_keys_nor_what_they_say(order: list[int]) -> None:
    rows = [
        {"source": BIS, "name": name, "start_date": "2010-06-28", "addresses": f"Street {number}, Oslo, NO"}
        for name in ("Unreal Works Ltd.", "Gears Ltd.") for number in (1, 2, 3)
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        entries, _ = csl(Path(folder), *(rows[index] for index in order))
    said = {record: (set(listed(claim).addresses), claim.entry) for record, claim in by_record(entries).items()}
    streets = {f"Street {number}, Oslo, NO" for number in (1, 2, 3)}
    assert said == {
        "EL|unreal works ltd.|2010-06-28||NO|": (streets, None), "EL|gears ltd.|2010-06-28||NO|": (streets, None),
    }  # fmt: skip


def test_a_denied_person(tmp_path: Path) -> None:
    row = {"Name": " IVAN UNREAL", "Street_Address": "1 ROAD", "City": "EL PASO", "State": "TX", "Postal_Code": "79905",
           "Effective_Date": "08/04/2022", "Expiration_Date": "01/14/2026", "Standard_Order": "Y",
           "Last_Update": "2022-08-29", "FR_Citation": "87 F.R. 52741 8/29/2022"}  # fmt: skip
    other = row | {"State": "", "Postal_Code": "", "City": "BEIJING", "Country": "CN", "Last_Update": "9/2/2022"}
    path = write(tmp_path, DPL, row, other, delimiter="\t")
    with path.open("a", encoding="utf-8") as stream:
        stream.write("\t".join(['""'] * len(DPL)) + "\r\n")
    assert detect(path).what == "the Denied Persons List"
    entries, notes = read(UsTable(DENIED_PERSONS), path)
    claim = entries[0].claims[0]
    assert (claim.start, claim.end, claim.entry, claim.measure) == (
        "2022-08-04", "2026-01-14", "87 F.R. 52741 8/29/2022", "Export control",
    )  # fmt: skip
    assert (claim.record, listed(claim).kind) == ("DPL|ivan unreal|2022-08-04|87 FR 52741||", "person")
    assert (listed(claim).country, listed(claim).country_basis) == ("US", "address")
    assert set(claim.flags) == {"rows:2-3", "standard_order:Y", "kind:from_name", "addresses_in:US,CN"}
    assert (len(entries), notes.counts["blank_rows"]) == (2, 1)
    assert UsTable(DENIED_PERSONS).document(open_source(path)).source.edition == "2022-09-02"


def test_a_row_that_lacks_only_its_last_empty_cells_is_whole(tmp_path: Path) -> None:
    path = write(tmp_path, DPL, {"Name": "IVAN UNREAL", "Effective_Date": "08/04/2022"}, delimiter="\t")
    with path.open("a", encoding="utf-8") as stream:
        stream.write("\t".join(["PETER UNREAL", "1 ROAD", "CITY", "", "DE", "", "08/05/2022", "", "Y"]) + "\r\n")
        stream.write("\t".join(["PAUL UNREAL", "1 ROAD", "CITY", "", "DE", ""]) + "\r\n")
        stream.write("\t".join(["", "1 ROAD", "CITY", "", "DE", "", "08/05/2022"]) + "\r\n")
    entries, _ = read(UsTable(DENIED_PERSONS), path)
    assert [entry.reject and entry.reject.rule for entry in entries] == [None, None, "ragged_row", "ragged_row"]
    assert (listed(entries[1].claims[0]).surface, entries[1].claims[0].start) == ("PETER UNREAL", "2022-08-05")
    assert len(entries[1].cells) == len(DPL)


def test_a_later_order_against_the_same_person_is_another_listing(tmp_path: Path) -> None:
    row = {"Name": "IVAN UNREAL", "FR_Citation": "87 F.R. 52741", "Effective_Date": "08/04/2022"}
    path = write(tmp_path, DPL, row, row | {"Effective_Date": "08/05/2023", "FR_Citation": "88 F.R. 1"}, delimiter="\t")
    entries, _ = read(UsTable(DENIED_PERSONS), path)
    assert len(by_record(entries)) == 2


def test_nonproliferation_sanctions_under_several_laws_are_several_listings(tmp_path: Path) -> None:
    header = ("Source List", "Programs", "Name", "Alternative Names", "Country", "Federal Register Notice",
              "Effective Date", "Remarks/Notes", "Web Link")  # fmt: skip
    row = {"Source List": "ISN", "Name": "Ivan Unreal", "Country": "Iran", "Effective Date": "1/9/2009"}
    path = write(tmp_path, header, row | {"Programs": "E.O. 1", "Remarks/Notes": "Associated with X"},
                 row | {"Programs": "Act 2"})  # fmt: skip
    entries, _ = read(UsTable(NONPROLIFERATION), path)
    assert [(one.claims[0].programme, one.claims[0].reason, one.claims[0].start) for one in entries] == [
        ("E.O. 1", "Associated with X", "2009-01-09"), ("Act 2", None, "2009-01-09"),
    ]  # fmt: skip


def test_a_list_in_windows_1252_is_read_as_such_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "uvl.csv"
    path.write_bytes('COUNTRY,NAME,ADDRESS,,\r\nTurkey,"Unreal Works, a.k.a. UW",53–59 Street\r\n'.encode("cp1252"))
    entries, notes = read(UsTable(UNVERIFIED), path)
    party = listed(entries[0].claims[0])
    assert (party.addresses, party.country) == (("53–59 Street",), "TR")
    assert names(party) == {("Unreal Works", "primary"), ("UW", "weak")}
    assert any("windows-1252" in warning for warning in notes.warnings)


def test_a_list_says_what_it_cannot_know(tmp_path: Path) -> None:
    path = write(tmp_path, CSL_28, {"source": BIS, "name": "X Ltd."})
    source = UsTable(CSL).document(open_source(path)).source
    (note,) = unsaid(source, Meta(), Notes())
    assert note.startswith("names no edition and does not say whether it is complete: give --edition and --coverage (")
    told = open_source(path, Meta(edition="2024-01-05", coverage="complete"))
    assert unsaid(UsTable(CSL).document(told).source, told.meta, Notes()) == []
    source = UsTable(CSL).document(told).source
    assert (source.edition, source.coverage) == ("2024-01-05", "complete")


def test_a_table_without_the_columns_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, CSL_28[:6], {"name": "X"})
    with pytest.raises(SourceError, match="missing: addresses, federal_register_notice, alt_names"):
        UsTable(CSL).document(open_source(path))
    path = write(tmp_path, (*CSL_28, "name"), {"name": "X"})
    with pytest.raises(SourceError, match="two columns of one name"):
        UsTable(CSL).document(open_source(path))


@pytest.mark.parametrize(
    ("printed", "name", "others"),
    [
        ("X, a.k.a. Yards, a.k.a. Z", "X", [("Yards", "alias"), ("Z", "weak")]),
        ("X (f.k.a. Y)", "X", [("Y", "former")]),
        ("FUYI A/K/A FRANK", "FUYI", [("FRANK", "alias")]),
        ("S AIRLINES D/B/A S7", "S AIRLINES", [("S7", "weak")]),
        ("Alaka Makaka Ltd.", "Alaka Makaka Ltd.", []),
        ("a.k.a. Y", "a.k.a. Y", []),
    ],
)
def test_names_are_taken_apart(printed: str, name: str, others: list[tuple[str, str]]) -> None:
    found, beside = named(printed)
    assert (found, [(one.text, one.quality) for one in beside]) == (name, others)


@pytest.mark.parametrize(
    ("printed", "address", "country"),
    [
        ("Street 1, Moscow, RU", "Street 1, Moscow, RU", "RU"),
        ("RU", "", "RU"),
        ("1 ROAD, EL PASO, TX, 79905", "1 ROAD, EL PASO, TX, 79905", "US"),
        ("1 ROAD, EL PASO, TX", "1 ROAD, EL PASO, TX", None),
        ("Street 1, Kazan, Russia", "Street 1, Kazan, Russia", "RU"),
    ],
)
def test_the_country_of_an_address(printed: str, address: str, country: str | None) -> None:
    assert placed(printed) == (address, country)


def test_states_need_their_postal_code() -> None:
    assert of_states("", "TX", "79905") == "US"
    assert of_states("", "ON", "79905") is None
    assert of_states("", "TX", "H2L 1K3") is None


@pytest.mark.parametrize(
    ("item", "segment"),
    [
        ("CO, 1978075, Matricula Mercantil No", "Matricula Mercantil No 1978075 (CO)"),
        ("1025000651598, Registration ID", "Registration ID 1025000651598"),
        ("IMO 8898831, Vessel Registration Identification", "Vessel Registration Identification IMO 8898831"),
        ("Passport, 836238033, KP", "Passport 836238033 (KP)"),
        ("Gender, Male", "Gender Male"),
        ("Secondary sanctions risk:, Some Law, 31 CFR 589", "Secondary sanctions risk: Some Law, 31 CFR 589"),
        ("Subject to Directive 3, Executive Order 13662 Directive Determination -",
         "Executive Order 13662 Directive Determination - Subject to Directive 3"),
        ("something, else", "something, else"),
    ],
)  # fmt: skip
def test_both_orders_of_the_ids_come_to_one(item: str, segment: str) -> None:
    assert segment_of(item) == segment


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("IVAN UNREAL", "person"), ("UNREAL, IVAN JR.", "person"), ("I. UNREAL", "person"), ("Unreal", "company"),
        ("UNREAL GEARS LTD.", "company"), ("Unreal Aviation", "company"), ("54th Unreal Institute", "company"),
        ("A & B", "company"),
        ("183rd Unreal Missile Regiment", "public_body"), ("Ministry of Gears", "public_body"),
    ],
)  # fmt: skip
def test_what_a_name_is(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


def test_lists_are_known_by_their_abbreviation() -> None:
    found = [list_of_source(text) for text in ("EL", BIS, "Capta List (CAP) - Treasury Department", "Nobody's List")]
    assert [one and one.code for one in found] == ["EL", "EL", "CAP", None]
    assert all(one.code == code for code, one in LISTS.items())


def test_the_state_department_is_the_one_of_other_tables() -> None:
    other = Party(surface="State Department", kind="public_body", country="US")
    records = [
        PartyRecord(key, party.kind, (party.surface, *(name.text for name in party.names)), party.country)
        for key, party in (("a", LISTS["ISN"].authority), ("b", other), ("c", LISTS["EL"].authority))
    ]
    assert resolve(records).clusters == {"a": "a", "b": "a", "c": "c"}


def test_countries_as_these_lists_print_them() -> None:
    printed = ("Korea, North", "Bahamas, The", "Man, Isle of", "Congo, Republic of the", "Region: Gaza", "undetermined")
    assert [country_of(text) for text in printed] == ["KP", "BS", "IM", "CG", "PS", None]


def test_values_of_a_cell() -> None:
    assert values("A; B; and C Ltd.; ") == ["A", "B", "C Ltd."]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_columns_of_a_form_are_read_or_left_once(form: Form) -> None:
    assert set(form.needs) <= form.known
    assert not form.left & (set(form.fields.values()) | set(form.address))


@pytest.mark.parametrize(
    ("name", "what", "rows", "listings", "rejected"),
    [
        ("csl_28col_2020.csv", "the Consolidated Screening List", 115, 114, 0),
        ("csl_29col_2024.csv", "the Consolidated Screening List", 13, 13, 0),
        ("govwizely_el_el.csv", "the Entity List", 18, 7, 0),
        ("govwizely_isn_isn.csv", "nonproliferation sanctions of the State Department", 5, 5, 0),
        ("govwizely_uvl_uvl.csv", "the Unverified List", 19, 13, 0),
        ("govwizely_dpl_dpl.txt", "the Denied Persons List", 9, 9, 0),
    ],
)
def test_the_real_excerpts(shared_data: Path, name: str, what: str, rows: int, listings: int, rejected: int) -> None:
    path = shared_data / "us_csl_excerpts" / name
    found = detect(path)
    assert (found.kind, found.what) == ("list", what)
    assert found.make is not None
    entries, notes = read(found.make(), path)
    claims = [claim for one in entries for claim in one.claims if claim.kind == "listing"]
    assert (len(entries), len(claims), len(rejects(entries)), notes.unread) == (rows, listings, rejected, [])
    shuffled = list(claims)
    random.Random(7).shuffle(shuffled)
    assert len({claim.record for claim in shuffled}) == listings


def test_the_real_screening_list_has_the_lists_that_its_source_counts(shared_data: Path) -> None:
    entries, _ = read(UsTable(CSL), shared_data / "us_csl_excerpts" / "csl_28col_2020.csv")
    claims = [claim for one in entries for claim in one.claims if claim.kind == "listing"]
    topics = Counter(claim.topic for claim in claims)
    assert (topics["Entity List"], topics["Specially Designated Nationals and Blocked Persons List"]) == (22, 28)
    migeotte = [claim for claim in claims if listed(claim).surface == "Gunther Migeotte"]
    assert sorted((listed(claim).country or "", claim.start or "") for claim in migeotte) == [
        ("NO", "2010-06-28"), ("NO", "2010-06-29"), ("NO", "2010-06-30"), ("NO", "2010-07-01"), ("ZA", "2010-06-28"),
    ]  # fmt: skip
    ship = next(claim for claim in claims if listed(claim).surface == "7-28")
    assert (listed(ship).kind, listed(ship).ids, listed(ship).country) == (
        "vessel", (("OFAC", "23156"), ("IMO", "8898831")), "KP",
    )  # fmt: skip
    rostec = {claim.subject and claim.subject.surface for one in entries for claim in one.claims
              if claim.kind == "link" and listed(claim).surface == "ROSTEC"}  # fmt: skip
    assert "90 EKSPERIMENTALNY ZAVOD OAO" in rostec


def test_the_real_denied_persons(shared_data: Path) -> None:
    path = shared_data / "ofac_sdn_2021" / "dpl.txt"
    entries, _ = read(UsTable(DENIED_PERSONS), path)
    assert (len(entries), len(by_record(entries)), rejects(entries)) == (581, 461, [])
    sheng = [claim for claim in by_record(entries).values() if listed(claim).surface == "ZIMO SHENG"]
    assert [(listed(claim).country, claim.start, claim.end) for claim in sheng] == [("US", "2020-03-16", "2028-12-13")]
    assert {"addresses_in:US,CN", "kind:from_name", "standard_order:Y"} <= set(sheng[0].flags)
    assert UsTable(DENIED_PERSONS).document(open_source(path)).source.edition == "2022-09-02"
