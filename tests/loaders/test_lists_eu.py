"""EU lists: rows of our own with every trap, and the real files where they are."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from graph.errors import SourceError
from graph.model import Claim, Entry
from graph.settings import Settings
from loaders.identifiers import read_identifiers
from loaders.lists.eu_journal import CONSOLIDATED, EuJournal, act_name
from loaders.lists.kinds import party_kind
from loaders.lists.names import names_of
from loaders.places import country_of_address
from loaders.plan import LoadOptions
from loaders.protocol import Notes
from loaders.run import load
from loaders.source import Meta, open_source

HEADER = (
    *CONSOLIDATED, "alias", "weakAlias", "previousName", "country", "nationality", "jurisdiction", "birthDate",
    "registrationNumber", "taxNumber", "kppCode", "imoNumber", "flag", "address",
)  # fmt: skip
ROW = {
    "celex": "32014R0833", "recordId": "7", "programKey": "EU-RUS", "annex": "IV", "measure": "Export control",
    "startDate": "17.3.2014", "schema": "LegalEntity", "name": "Unreal Gears LLC",
}  # fmt: skip


def read(folder: Path, *rows: dict[str, str], header: tuple[str, ...] = HEADER) -> list[Entry]:
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, restval="")
        writer.writeheader()
        writer.writerows([ROW | row for row in rows])
    return list(EuJournal().entries(open_source(path), Notes()))


def claim(folder: Path, **row: str) -> Claim:
    entry = read(folder, row)[0]
    assert entry.reject is None, entry.reject
    return entry.claims[0]


def test_a_list_that_names_no_edition_is_told_how_to_name_it_as_any_list_is(tmp_path: Path, settings: Settings) -> None:
    read(tmp_path, {})
    (report,) = load([tmp_path / "list.csv"], settings).files
    assert report.warnings == [
        "names no edition: give --edition (or edition: in FILE.meta.yml), else no later edition closes what it no "
        "longer holds"
    ]
    read(tmp_path, {"name": "Unreal Works"})
    (report,) = load([tmp_path / "list.csv"], settings, LoadOptions(meta=Meta(edition="2024-01-05"))).files
    assert report.warnings == []


def test_an_entry_becomes_a_listing(tmp_path: Path) -> None:
    got = claim(
        tmp_path, reason="It makes unreal gears.", startDate="9 August 2024", address="Street 1, Moscow, Russia"
    )
    assert (got.kind, got.topic, got.programme, got.annex, got.entry) == (
        "listing",
        "Regulation (EU) No 833/2014",
        "EU-RUS",
        "IV",
        "7",
    )
    assert (got.measure, got.start, got.end, got.reason) == (
        "Export control",
        "2024-08-09",
        None,
        "It makes unreal gears.",
    )
    assert got.subject is not None
    assert (got.subject.surface, got.subject.kind) == ("Council of the European Union", "public_body")
    assert got.object is not None
    assert got.object.key == "32014R0833|IV|7|LegalEntity|Unreal Gears LLC"
    assert (got.object.country, got.object.country_basis) == ("RU", "address")


@pytest.mark.parametrize(
    ("row", "rule", "column"),
    [
        ({"startDate": "31.2.2014"}, "impossible_date", "startDate"),
        ({"startDate": "in spring"}, "not_a_date", "startDate"),
        ({"schema": "Robot"}, "unknown_schema", "schema"),
        ({"name": ""}, "missing_value", "name"),
        ({"measure": ""}, "missing_value", "measure"),
        ({"celex": "833/2014"}, "celex", "celex"),
    ],
)
def test_an_entry_that_cannot_be_read_is_a_reject(tmp_path: Path, row: dict[str, str], rule: str, column: str) -> None:
    entry = read(tmp_path, row)[0]
    assert entry.reject is not None
    assert (entry.row, entry.reject.rule, entry.reject.column, entry.claims) == (2, rule, column, ())


def test_names_lose_labels_and_artefacts_and_nothing_else() -> None:
    found = names_of(
        "Ivan UNREAL (Иван НЕБЫЛ)",
        "Chinese:; Text of image; 非真齿轮; Unreal Works (former name); UG; Igor FANTOM (a.k.a. Bes (devil)); "
        "Husband X Russian: Иван ВЫДУМКА; born THING; the ‘Gear’ (Russian: ‘Шестерня’)",
        weak="Gears",
        previous="Old Gears",
    )
    assert [(name.text, name.quality, name.language) for name in found] == [
        ("Ivan UNREAL (Иван НЕБЫЛ)", "primary", None),
        ("Ivan UNREAL", "alias", None),
        ("Иван НЕБЫЛ", "alias", None),
        ("非真齿轮", "alias", "zh"),
        ("Unreal Works", "former", None),
        ("UG", "weak", None),
        ("Igor FANTOM", "alias", None),
        ("Bes (devil)", "alias", None),
        ("Husband X", "alias", None),
        ("Иван ВЫДУМКА", "alias", "ru"),
        ("THING", "former", None),
        ("the ‘Gear’", "alias", None),
        ("‘Шестерня’", "alias", "ru"),
        ("Old Gears", "former", None),
        ("Gears", "weak", None),
    ]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Unreal Gears and Wheels Company (UGWC)", [("Unreal Gears and Wheels Company", "alias"), ("UGWC", "weak")]),
        ("UNREAL MOTOR WORKS (UMW)", [("UNREAL MOTOR WORKS", "alias"), ("UMW", "weak")]),
        ("UNREAL FOUNDATION (KENYA)", []),  # a branch is another one
        ("UNREAL FOUNDATION (FU)", []),  # not in their order
        ("Unreal (UN) Works", []),
    ],
)
def test_initials_in_brackets_are_weak_and_the_name_stands_without_them(
    name: str, parts: list[tuple[str, str]]
) -> None:
    assert [(one.text, one.quality) for one in names_of(name)] == [(name, "primary"), *parts]


def test_a_quoted_value_with_a_semicolon_is_one_name() -> None:
    assert [name.text for name in names_of("A Works", '"B; C Works"; D Works')] == ["A Works", "B; C Works", "D Works"]


@pytest.mark.parametrize(
    ("text", "kind", "country", "ids"),
    [
        ("7707083893 (Tax ID/INN)", "REG", None, (("INN", "7707083893"),)),
        ("7707083893", "TAX", "RU", (("INN", "7707083893"),)),
        ("7707083893", "TAX", "TR", (("TAX-TR", "7707083893"),)),
        ("7707083893", "TAX", None, ()),
        ("7730239877, KPP 773001001, OKPO 20239393", "INN", "RU", (("INN", "7730239877"), ("OKPO", "20239393"))),
        ("1027700132195", "REG", "RU", (("OGRN", "1027700132195"),)),
        ("1 027 700 132 195", "OGRN", "RU", (("OGRN", "1027700132195"),)),
        ("2182045 (CR No.)", "REG", "HK", (("HK-CR", "2182045"),)),
        ("CR No. 3176428", "REG", "HK", (("HK-CR", "3176428"),)),
        ("1021601627090 on 25.11.2002", "OGRN", "RU", (("OGRN", "1021601627090"),)),
        ("773001001", "KPP", "RU", ()),
        ("396399-5", "REG", "TR", (("REG-TR", "396399-5"),)),
        ("396399-5", "REG", None, ()),
        ("9179842", "IMO", None, (("IMO", "9179842"),)),
    ],
)
def test_identifiers_get_their_kind(
    text: str, kind: str, country: str | None, ids: tuple[tuple[str, str], ...]
) -> None:
    assert read_identifiers(text, kind, country) == ids


def test_wrong_check_digits_are_flagged_and_kept(tmp_path: Path) -> None:
    got = claim(tmp_path, registrationNumber="7707083894 (INN)")
    assert got.object is not None
    assert got.object.ids == (("INN", "7707083894"),)
    assert got.flags == ("check_digits:INN:7707083894",)


@pytest.mark.parametrize(
    ("row", "country", "basis", "flags"),
    [
        ({"nationality": "Russian", "schema": "Person"}, "RU", "printed", ()),
        ({"nationality": "Russian, Ukrainian", "schema": "Person"}, None, None, ("nationality:several",)),
        ({"jurisdiction": "Hong Kong"}, "HK", "printed", ()),
        ({"address": "1 Road, Hong Kong; 2 Street, Shenzhen, China"}, "HK", "address", ("addresses_in:HK,CN",)),
        ({"address": "1 Road, Nowhere"}, None, None, ()),
    ],
)
def test_the_country_is_printed_derived_or_unknown(
    tmp_path: Path, row: dict[str, str], country: str | None, basis: str | None, flags: tuple[str, ...]
) -> None:
    got = claim(tmp_path, **row)
    assert got.object is not None
    assert (got.object.country, got.object.country_basis, got.flags) == (country, basis, flags)


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("119435, Moscow, Street 18, Building 1, Russian Federation", "RU"),
        ("Dubai United Arab Emirates", "AE"),
        ("Cecil Street 101, Singapore 089053", "SG"),
        ("1 Road, Istanbul, Republic of Türkiye", "TR"),
        ("Moscow, Russian Federation (HQ)", "RU"),
        ("Russian Federation, Tula region, Tula, street 59", "RU"),
        ("1 Road, Kowloon, Hong Kong, China", "HK"),
        ("1 Road, Shenzhen, China", "CN"),
        ("12 Peach Street, Atlanta, GA", None),
        ("1 Road, New Mexico", None),
        ("Kerch, Crimea", None),
        ("", None),
    ],
)
def test_the_country_of_an_address_is_its_last_part(address: str, country: str | None) -> None:
    assert country_of_address(address) == country


@pytest.mark.parametrize(
    ("schema", "name", "form", "kind"),
    [
        ("LegalEntity", "Ministry of Unreal Affairs", "", "public_body"),
        ("LegalEntity", "Gears Plant of the Ministry of Unreal Affairs", "", "company"),
        ("LegalEntity", "99th Guards Gear Brigade", "", "public_body"),
        ("LegalEntity", "Main Gear Company", "", "company"),
        ("LegalEntity", "Gears", "State body of Nowhere", "public_body"),
        ("Company", "Ministry of Sound", "", "company"),
        ("Vessel", "UNREAL STAR", "", "vessel"),
        ("Asset", "Port of Nowhere", "", "asset"),
        ("Person", "Ivan UNREAL", "", "person"),
    ],
)
def test_an_entry_is_what_its_schema_and_name_say(schema: str, name: str, form: str, kind: str) -> None:
    assert party_kind(schema, name, form) == kind


def test_dates_of_birth_keep_their_alternatives(tmp_path: Path) -> None:
    got = claim(tmp_path, schema="Person", birthDate="18.1.1970 or March 1965; 1964 (possibly: 21 April)")
    assert got.object is not None
    assert got.object.birth_dates == ("1970-01-18", "1965-03", "1964")
    assert claim(tmp_path, schema="Person", birthDate="N/D").flags == ("birthDate:unread",)


def test_an_amendment_keeps_the_key_of_its_entry_and_closes_nothing(tmp_path: Path) -> None:
    header = ("amendedCelex", "amendmentCelex", *HEADER[1:])
    row = {key: value for key, value in ROW.items() if key != "celex"}
    path = tmp_path / "amendment.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, restval="")
        writer.writeheader()
        writer.writerow(row | {"amendedCelex": "32014R0833", "amendmentCelex": "32026R1848"})
    loader, file = EuJournal(), open_source(path)
    whole = claim(tmp_path)
    assert loader.document(file).source.coverage == "amendment"
    entry = next(iter(loader.entries(file, Notes())))
    assert entry.record == whole.record
    read(tmp_path, {})
    document = loader.document(open_source(tmp_path / "list.csv"))
    assert (document.source.coverage, document.source.key) == ("complete", loader.document(file).source.key)


def test_columns_of_no_known_layout_are_reported_or_refused(tmp_path: Path) -> None:
    read(tmp_path, {}, header=(*HEADER, "shoeSize"))
    notes = Notes()
    list(EuJournal().entries(open_source(tmp_path / "list.csv"), notes))
    assert notes.unread == ["shoeSize"]
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(SourceError, match="must begin with the columns celex, recordId"):
        EuJournal().document(open_source(other))


def test_acts_have_their_names() -> None:
    assert [act_name(celex) for celex in ("32014R0269", "32026R1843", "32014D0145", "x")] == [
        "Regulation (EU) No 269/2014",
        "Regulation (EU) 2026/1843",
        "Decision (CFSP) 2014/145",
        "x",
    ]


@pytest.mark.parametrize(
    ("name", "rows", "kinds"),
    [
        ("32014R0833.csv", 1746, {"company": 1082, "public_body": 3, "vessel": 633, "asset": 28}),
        ("32014R0269.csv", 2802, {"person": 1984, "company": 808, "public_body": 10}),
    ],
)
def test_the_real_lists_are_read_whole(shared_data: Path, name: str, rows: int, kinds: dict[str, int]) -> None:
    file = open_source(shared_data / "eu_journal_sanctions" / name)
    entries = list(EuJournal().entries(file, Notes()))
    claims = [item for entry in entries for item in entry.claims if item.kind == "listing"]
    assert (len(entries), len(claims)) == (rows, rows)
    parties = [item.object for item in claims if item.object]
    stated = Counter(item.kind for entry in entries for item in entry.claims[1:])
    assert stated.keys() <= {"role", "ownership"}
    assert (stated["role"] > 300) == ("person" in kinds)
    assert Counter(party.kind for party in parties) == kinds
    texts = {text.text for party in parties for text in party.names}
    assert not [text for text in texts if "Text of image" in text or text.rstrip().endswith("Chinese:")]
    assert len({entry.record for entry in entries}) == rows


def test_the_real_lists_hold_the_countries_that_their_source_counts(shared_data: Path) -> None:
    file = open_source(shared_data / "eu_journal_sanctions" / "32014R0833.csv")
    claims = [item for entry in EuJournal().entries(file, Notes()) for item in entry.claims if item.annex == "IV"]
    counts = Counter(item.object.country for item in claims if item.object)
    assert counts["TR"] == 25
    assert counts["HK"] + counts["CN"] >= 90
    sirius = next(item for item in claims if item.object and item.object.surface == "JSC Sirius")
    assert sirius.object is not None
    assert sirius.object.ids[0] == ("INN", "7704730655")
    assert set(sirius.object.ids[1:]) == {
        ("PHONE", "+ 7 (495) 926-78-9"), ("PHONE", "+ 7 (495) 772-42-82"), ("PHONE", "+ 7 (926) 998-67-10"),
        ("WEBSITE", "www.con-sirius.ru"), ("WEBSITE", "http://rostec.ru/about/company/341"),
    }  # fmt: skip
    assert sirius.start == "2014-09-12"


def test_a_person_has_the_offices_and_shares_that_the_position_states(tmp_path: Path) -> None:
    header = (*HEADER, "position")
    row = {"schema": "Person", "name": "Ivan UNREAL", "position": "General Director and co-owner of LLC Gears; Major"}
    entry = read(tmp_path, row, header=header)[0]
    listing, role, share = entry.claims
    assert [(one.kind, one.topic) for one in (role, share)] == [
        ("role", "General Director and co-owner"),
        ("ownership", None),
    ]
    for one in (role, share):
        assert one.subject == listing.object
        assert one.object is not None and (one.object.surface, one.object.kind) == ("LLC Gears", "company")
    assert len({one.record for one in entry.claims}) == 3
    firm = read(tmp_path, row | {"schema": "LegalEntity"}, header=header)[0]
    assert len(firm.claims) == 1  # an entry for a firm has no position
