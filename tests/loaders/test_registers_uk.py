"""Companies House: invented records with every trap, and the real files where they are."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.model import Claim, Entry
from loaders.detect import detect
from loaders.protocol import Notes
from loaders.registers.uk_parts import company_number, country, nature
from loaders.registers.uk_psc import UkPsc
from loaders.source import open_source

SELF = "/company/01/persons-with-significant-control/individual/x"
TOTALS = {
    "data": {
        "kind": "totals#persons-of-significant-control-snapshot", "persons_of_significant_control_count": 1,
        "statements_count": 1, "exemptions_count": 0,
    }
}  # fmt: skip


def record(kind: str = "individual-person-with-significant-control", **data: Any) -> dict[str, Any]:
    given = {"kind": kind, "name": "Dr Ada Invented", "links": {"self": SELF}, "notified_on": "2020-05-06"}
    return {"company_number": "123", "data": given | data}


def read(folder: Path, *records: Any, notes: Notes | None = None) -> list[Entry]:
    path = folder / "psc.txt"
    path.write_text("".join(json.dumps(one) + "\n" for one in records))
    found = detect(path)
    assert (found.kind, found.what) == ("register", "people with significant control of UK companies")
    return list(UkPsc().entries(open_source(path), notes or Notes()))


def claims(folder: Path, **data: Any) -> list[Claim]:
    kind = data.pop("kind", "individual-person-with-significant-control")
    (entry,) = read(folder, record(kind, **data))
    assert entry.reject is None
    return list(entry.claims)


@pytest.mark.parametrize(
    ("code", "own", "topic", "bounds"),
    [
        ("ownership-of-shares-25-to-50-percent", True, "ownership of shares", ("25", ">", "50", "<=")),
        ("ownership-of-shares-50-to-75-percent", True, "ownership of shares", ("50", ">", "75", "<")),
        ("ownership-of-shares-75-to-100-percent", True, "ownership of shares", ("75", ">=", "100", "<=")),
        (
            "ownership-of-shares-more-than-25-percent-registered-overseas-entity", True,
            "ownership of shares registered overseas entity", ("25", ">", "100", "<="),
        ),
        ("ownership-of-shares-25-to-50-percent-as-trust", False, "ownership of shares as trust",
         ("25", ">", "50", "<=")),
        ("ownership-of-shares-75-to-100-percent-as-firm", False, "ownership of shares as firm",
         ("75", ">=", "100", "<=")),
        ("voting-rights-50-to-75-percent", False, "voting rights", ("50", ">", "75", "<")),
        ("right-to-appoint-and-remove-directors", False, "right to appoint and remove directors", None),
        ("significant-influence-or-control", False, "significant influence or control", None),
        ("ownership-of-shares", False, "ownership of shares", None),
    ],
)  # fmt: skip
def test_a_band_stays_a_band_and_only_own_shares_are_ownership(
    code: str, own: bool, topic: str, bounds: tuple[str, str, str, str] | None
) -> None:
    mine, words, lower, upper = nature(code)
    assert (mine, words) == (own, topic)
    got = (lower.number, lower.relation, upper.number, upper.relation) if lower and upper else None
    assert got == bounds


def test_each_nature_is_a_claim_with_the_days(tmp_path: Path) -> None:
    found = claims(
        tmp_path, ceased_on="2021-01-01", nationality="British", date_of_birth={"year": 1960, "month": 3},
        natures_of_control=["ownership-of-shares-25-to-50-percent", "voting-rights-25-to-50-percent"],
        address={"premises": "1", "address_line_1": "Test Road", "locality": "Leeds", "postal_code": "T1"},
        name_elements={"title": "Dr", "forename": "Ada", "surname": "Invented"},
    )  # fmt: skip
    assert [(one.kind, one.topic, one.start, one.end) for one in found] == [
        ("ownership", None, "2020-05-06", "2021-01-01"), ("link", "voting rights", "2020-05-06", "2021-01-01"),
    ]  # fmt: skip
    assert len({one.record for one in found}) == 2
    holder, company = found[0].subject, found[0].object
    assert holder is not None
    assert company is not None
    assert (holder.kind, holder.country, holder.country_basis, holder.birth_dates) == (
        "person", "GB", "printed", ("1960-03",),
    )  # fmt: skip
    assert [(name.text, name.quality) for name in holder.names] == [("Ada Invented", "alias")]
    assert holder.addresses == ("1 Test Road, Leeds, T1",)
    assert (company.ids, company.stub) == ((("REG-GB", "00000123"),), True)


@pytest.mark.parametrize(
    ("identity", "ids", "home"),
    [
        ({"registration_number": "686734", "country_registered": "England & Wales"}, (("REG-GB", "00686734"),), "GB"),
        ({"registration_number": "SC12", "country_registered": "Scotland", "place_registered": "Companies House"},
         (("REG-GB", "SC000012"),), "GB"),
        ({"registration_number": "1", "country_registered": "England", "place_registered": "Charity Commission"},
         (), "GB"),
        ({"registration_number": "41-0406690", "country_registered": "Minnesota, Usa"}, (), "US"),
        ({"registration_number": "12345678", "country_registered": "Poland"}, (("REG-PL", "12345678"),), "PL"),
        ({"registration_number": "12345678"}, (), None),
    ],
)  # fmt: skip
def test_a_number_counts_where_its_register_is_known(
    tmp_path: Path, identity: dict[str, str], ids: tuple[tuple[str, str], ...], home: str | None
) -> None:
    (claim,) = claims(tmp_path, kind="corporate-entity-person-with-significant-control", identification=identity)
    assert claim.subject is not None
    assert (claim.subject.kind, claim.subject.ids, claim.subject.country) == ("company", ids, home)
    assert claim.topic == "person with significant control"


def test_a_protected_person_has_no_name(tmp_path: Path) -> None:
    (claim,) = claims(tmp_path, kind="super-secure-person-with-significant-control", name=None, ceased=True)
    assert claim.subject is not None
    assert (claim.kind, claim.subject.form, claim.flags) == ("link", "group", ("ceased",))


def test_a_statement_says_why_nobody_is_named(tmp_path: Path) -> None:
    (claim,) = claims(tmp_path, kind="persons-with-significant-control-statement", statement="no-individual-or-entity")
    assert (claim.kind, claim.reason) == ("registration", "no individual or entity")


def test_a_legal_person_is_a_public_body_and_may_be_sanctioned(tmp_path: Path) -> None:
    (claim,) = claims(tmp_path, kind="legal-person-beneficial-owner", is_sanctioned=True)
    assert claim.subject is not None
    assert (claim.subject.kind, claim.flags) == ("public_body", ("is_sanctioned",))


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (record("robot-with-significant-control"), "unknown_kind"),
        (record(name=""), "missing_value"),
        (record(natures_of_control="all"), "property_type"),
        ({"company_number": "", "data": {"kind": "exemptions"}}, "missing_value"),
        ({"company_number": "1", "data": {}}, "missing_value"),
        ([], "missing_value"),
    ],
)
def test_what_cannot_be_taken_is_rejected(tmp_path: Path, value: Any, rule: str) -> None:
    entries = read(tmp_path, record(), value)
    assert entries[1].reject is not None
    assert (entries[1].row, entries[1].reject.rule) == (2, rule)


def test_a_day_that_is_none_is_flagged(tmp_path: Path) -> None:
    (claim,) = claims(tmp_path, notified_on="sometime")
    assert (claim.start, claim.flags) == (None, ("notified_on:unread",))


def test_a_file_with_its_totals_is_complete(tmp_path: Path) -> None:
    statement = record("persons-with-significant-control-statement", statement="none", links={"self": "/s"})
    notes = Notes()
    entries = read(tmp_path, record(), statement, TOTALS, notes=notes)
    assert (len(entries), entries[-1].claims, notes.counts["totals"]) == (3, (), 1)
    assert UkPsc().document(open_source(tmp_path / "psc.txt")).source.coverage == "complete"
    read(tmp_path, record(), TOTALS)
    assert UkPsc().document(open_source(tmp_path / "psc.txt")).source.coverage == "excerpt"


def test_a_field_nobody_knows_is_reported(tmp_path: Path) -> None:
    notes = Notes()
    read(tmp_path, record(favourite_colour="red"), notes=notes)
    assert notes.unread == ["data.favourite_colour"]


def test_numbers_and_countries_of_companies_house() -> None:
    assert [company_number(text) for text in ("686734", "SC 12", "OE031044", "R0000123", "IP1R")] == [
        "00686734", "SC000012", "OE031044", "R0000123", "IP00001R",
    ]  # fmt: skip
    assert [country(text) for text in ("England And Wales", "Minnesota, Usa", "Czech Republic", "", "Atlantis")] == [
        "GB", "US", "CZ", None, None,
    ]  # fmt: skip


COMPANY = {
    "CompanyName": "! INVENTED LTD", " CompanyNumber": "123", "RegAddress.PostTown": "LEEDS", "CompanyStatus": "Active",
    "CountryOfOrigin": "United Kingdom", "IncorporationDate": "11/09/2012", "DissolutionDate": "",
    " PreviousName_1.CompanyName": "INVENTED BEFORE LTD", "CompanyCategory": "Private Limited Company",
}  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "json"])
def test_company_data_fills_the_stub(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"BasicCompanyData-2024-12-01.{form}"
    lines = [",".join(f'"{cell}"' for cell in row) for row in (COMPANY.keys(), COMPANY.values())]
    path.write_text("\n".join(lines) if form == "csv" else json.dumps([COMPANY]))
    found = detect(path)
    assert found.make is not None
    loader = found.make()
    assert loader.document(open_source(path)).source.edition == "2024-12-01"
    notes = Notes()
    (entry,) = loader.entries(open_source(path), notes)
    (claim,) = entry.claims
    party, stub = claim.object, claims(tmp_path)[0].object
    assert party is not None
    assert stub is not None
    assert (claim.start, claim.end, claim.outcome, notes.unread) == ("2012-09-11", None, "Active", [])
    assert (party.surface, party.country, party.stub) == ("! INVENTED LTD", "GB", False)
    assert [(name.text, name.quality) for name in party.names] == [("INVENTED BEFORE LTD", "former")]
    assert (party.ids, party.key) == (stub.ids, stub.key)


def test_the_real_excerpts(shared_data: Path) -> None:
    kinds: Counter[str] = Counter()
    bands: Counter[tuple[str, str]] = Counter()
    rows = 0
    for path in sorted((shared_data / "bods_samples" / "uk_psc").glob("psc-data-*.json")):
        notes = Notes()
        for entry in UkPsc().entries(open_source(path), notes):
            rows += 1
            assert entry.reject is None
            kinds.update(claim.kind for claim in entry.claims)
            bands.update(
                (claim.share.number, claim.share_max.number)
                for claim in entry.claims
                if claim.kind == "ownership" and claim.share and claim.share_max
            )
        assert notes.unread == []
    assert rows == 35
    assert kinds == {"ownership": 16, "link": 16, "registration": 1}
    assert bands == {("75", "100"): 13, ("25", "50"): 2, ("25", "100"): 1}


def test_the_real_company_data(shared_data: Path) -> None:
    path = shared_data / "bods_samples" / "uk_psc" / "company-data-1.json"
    found = detect(path)
    assert found.make is not None
    notes = Notes()
    entries = list(found.make().entries(open_source(path), notes))
    assert (entries[0].record, entries[0].reject) == ("company 08209948", None)
    assert notes.unread == []
