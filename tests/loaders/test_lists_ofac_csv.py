"""OFAC's CSV family: invented entries with every trap, and the real files of 2021 and 2025."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.archive import Archive
from graph.erasure import erase, erasure_of
from graph.errors import SourceError
from graph.model import Claim, Entry, Party
from graph.people import choose
from graph.settings import Settings
from loaders.detect import detect
from loaders.lists.ofac_csv import OfacCsv, spans
from loaders.lists.ofac_entry import segments
from loaders.lists.us_dates import births, us_date
from loaders.plan import LoadOptions, PlannedFile, plan
from loaders.protocol import Notes
from loaders.run import load
from loaders.source import Meta, open_source
from loaders.tables.dates import DateProblem

NULL = "-0- "
END = "\x1a"


def row(*cells: str) -> str:
    return ",".join(cell if cell == NULL or cell.isdigit() else f'"{cell}"' for cell in cells)


def entry(uid: str, name: str, kind: str = NULL, programme: str = "TEST", remarks: str = NULL, **more: str) -> str:
    call, vessel, owner = more.get("title", NULL), more.get("flag", NULL), more.get("owner", NULL)
    return row(uid, name, kind, programme, call, NULL, NULL, NULL, NULL, vessel, owner, remarks)


def write(folder: Path, name: str, *rows: str, end: bool = True) -> Path:
    path = folder / name
    path.write_bytes("".join(f"{line}\r\n" for line in rows).encode() + (END.encode() if end else b""))
    return path


def planned(*paths: Path, edition: str | None = None) -> list[PlannedFile]:
    return plan(paths, LoadOptions(meta=Meta(edition=edition)))


def read(folder: Path, notes: Notes | None = None) -> list[Entry]:
    """All entries of the one file of entries in a folder."""
    (line,) = (one for one in planned(folder) if one.action == "load")
    assert line.loader is not None and line.file is not None
    return list(line.loader.entries(line.file, notes or Notes()))


def only(folder: Path, *rows: str) -> Claim:
    write(folder, "sdn.csv", *rows)
    return read(folder)[-1].claims[0]


def party(claim: Claim) -> Party:
    assert claim.object is not None
    return claim.object


def test_an_entry_is_one_listing_with_all_its_programmes(tmp_path: Path) -> None:
    claim = only(tmp_path, entry("7", "UNREAL GEARS LLC", programme="TESTB] [TESTA"))
    assert (claim.kind, claim.topic, claim.programme, claim.entry, claim.measure) == (
        "listing",
        "Specially Designated Nationals and Blocked Persons List",
        "TESTA; TESTB",
        "7",
        "Asset freeze",
    )
    assert claim.subject is not None
    assert (claim.subject.surface, claim.subject.country) == ("Office of Foreign Assets Control", "US")
    assert (party(claim).surface, party(claim).kind, party(claim).ids) == (
        "UNREAL GEARS LLC",
        "company",
        (("OFAC", "7"),),
    )


def test_remarks_are_taken_apart(tmp_path: Path) -> None:
    remarks = (
        "DOB 10 Dec 1948; alt. DOB circa 1950; alt. DOB 1951 to 1953; POB Nowhere; nationality Russia; alt. "
        "nationality Cyprus; Gender Male; Passport 0012345 (Russia) issued 01 Oct 2001 expires 23 Jan 2011; alt. "
        "Passport 99887766; Tax ID No. 7704730655 (Russia); National ID No. 660000 73767 (Belgium); a.k.a. 'The Gear'; "
        "f.k.a. 'COG, Ivan'; "
        "Website www.example.org; Minister of Gears; Linked To: UNREAL GEARS LLC; Linked To: COG, Pyotr."
    )
    write(
        tmp_path, "sdn.csv", entry("7", "UNREAL GEARS LLC"), entry("8", "UNREAL, Ivan", "individual", remarks=remarks)
    )
    notes = Notes()
    last = read(tmp_path, notes)[-1]
    claim = last.claims[0]
    him = party(claim)
    assert {(name.text, name.quality) for name in him.names} == {
        ("UNREAL, Ivan", "primary"),
        ("The Gear", "weak"),
        ("COG, Ivan", "former"),
    }
    assert him.birth_dates == ("1948-12-10", "1950", "1951", "1953")
    assert (him.country, him.country_basis) == ("RU", "printed")
    assert set(him.ids) == {
        ("OFAC", "8"), ("PASSPORT-RU", "0012345"), ("INN", "7704730655"), ("ID-BE", "66000073767"),
        ("WEBSITE", "www.example.org"),
    }  # fmt: skip
    assert set(claim.flags) == {
        "birth:about:circa 1950", "birth:between:1951 to 1953", "nationality:RU,CY", "id:PASSPORT:unread",
    }  # fmt: skip
    links = [(one.kind, one.topic, one.object and (one.object.surface, one.object.key, one.object.kind))
             for one in last.claims[1:]]  # fmt: skip
    assert links == [
        ("link", "Linked To", ("UNREAL GEARS LLC", "OFAC|7", "company")),
        ("link", "Linked To", ("COG, Pyotr", None, "person")),
    ]
    assert dict(notes.counts) == {"remarks_left_on_purpose": 2, "remarks_unread": 1}


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("Chairman of UNREAL BANK", {("Chairman", "OFAC|7")}),
        ("Director of Sales, Unreal Bank", {("Director of Sales", "OFAC|7")}),
        ("Head of the Ministry of Gears", set()),
        ("Head of the Unreal Office of Gears", {("Head", "OFAC|9")}),
        ("Former Chairman of UNREAL BANK", set()),
        ("Captain of UNREAL STAR", set()),
        ("UNREAL BANK", set()),
        ("Chairman of UNREAL BANKS", set()),
    ],
)
def test_an_office_at_another_entry_is_a_role(tmp_path: Path, words: str, roles: set[tuple[str, str]]) -> None:
    him = entry("10", "UNREAL, Ivan", "individual", title=words, remarks=f"DOB 1970; {words}.")
    others = [entry("7", "UNREAL BANK"), entry("8", "UNREAL STAR", "vessel"), entry("9", "UNREAL OFFICE OF GEARS")]
    write(tmp_path, "sdn.csv", *others, him)
    notes = Notes()
    claims = read(tmp_path, notes)[-1].claims
    found = [(claim.topic, party(claim).key, claim.subject and claim.subject.key) for claim in claims[1:]]
    assert {(topic, key) for topic, key, _ in found} == roles
    assert all(claim.kind == "role" for claim in claims[1:])
    assert [subject for _, _, subject in found] == ["OFAC|10"] * len(roles)
    assert notes.counts["remarks_unread"] == (0 if roles else 1)


@pytest.mark.parametrize(
    ("remarks", "annex", "start", "flags"),
    [
        ("Executive Order 13662 Directive Determination - Subject to Directive 1; Listing Date (EO 14024 Directive 3): "
         "24 Feb 2022; Effective Date (EO 14024 Directive 3): 26 Mar 2022.",
         "EO 13662 Directive 1; EO 14024 Directive 3", "2022-02-24", ()),
        ("Listing Date (EO 14024 Directive 2): 24 Feb 2022; Listing Date (EO 14024 Directive 3): 25 Feb 2022.",
         "EO 14024 Directive 2; EO 14024 Directive 3", None, ()),
        ("Effective Date (CMIC) 02 Aug 2021; Listing Date (CMIC) 03 Jun 2021.", None, "2021-06-03", ()),
        ("Listing Date (CMIC) in June.", None, None, ("listing_date:unread",)),
    ],
)  # fmt: skip
def test_directives_are_the_annex_and_one_day_of_listing_is_the_start(
    tmp_path: Path, remarks: str, annex: str | None, start: str | None, flags: tuple[str, ...]
) -> None:
    claim = only(tmp_path, entry("7", "UNREAL BANK", remarks=remarks))
    assert (claim.annex, claim.start, claim.flags) == (annex, start, flags)


def test_a_link_to_a_name_that_two_entries_have_settles_on_neither(tmp_path: Path) -> None:
    rows = [entry("7", "TWIN LTD"), entry("8", "TWIN LTD"), entry("9", "THIRD LTD", remarks="Linked To: TWIN LTD.")]
    write(tmp_path, "sdn.csv", *rows)
    (link,) = read(tmp_path)[-1].claims[1:]
    assert party(link).key is None


def test_the_full_stop_of_a_name_at_the_end_of_the_remarks_is_found_again(tmp_path: Path) -> None:
    write(tmp_path, "sdn.csv", entry("7", "GEARS S.A."), entry("8", "X LTD", remarks="Linked To: GEARS S.A."))
    assert party(read(tmp_path)[-1].claims[1]).key == "OFAC|7"


def test_ships_and_aircraft_are_things_of_their_own(tmp_path: Path) -> None:
    ship = entry("7", "UNREAL STAR", "vessel", flag="Iran", owner="UNREAL LINES", remarks=(
        "Former Vessel Flag Malta; Vessel Registration Identification IMO 9187629; MMSI 572469210."))  # fmt: skip
    plane = entry("8", "EP-XXX", "aircraft", remarks=(
        "Aircraft Model A310; Aircraft Operator Unreal Air; Aircraft Manufacturer's Serial Number (MSN) 389; Aircraft "
        "Tail Number EP-YYY; Previous Aircraft Tail Number EP-ZZZ."))  # fmt: skip
    write(tmp_path, "sdn.csv", ship, plane, entry("9", "UNREAL LINES", remarks="Company Number IMO 5055293."))
    first, second, third = read(tmp_path)
    assert (party(first.claims[0]).kind, party(first.claims[0]).country) == ("vessel", "IR")
    assert party(first.claims[0]).ids == (("OFAC", "7"), ("IMO", "9187629"), ("MMSI", "572469210"))
    owns = first.claims[1]
    assert (owns.kind, owns.topic, owns.subject and owns.subject.key, party(owns).key) == (
        "ownership",
        "Vessel Owner",
        "OFAC|9",
        "OFAC|7",
    )
    assert party(second.claims[0]).ids == (("OFAC", "8"), ("MSN", "A310 389"))
    assert {(name.text, name.quality) for name in party(second.claims[0]).names} == {
        ("EP-XXX", "primary"),
        ("EP-YYY", "alias"),
        ("EP-ZZZ", "former"),
    }
    assert [(one.kind, one.topic, party(one).surface) for one in second.claims[1:]] == [
        ("link", "Aircraft Operator", "Unreal Air")
    ]
    assert party(third.claims[0]).ids == (("OFAC", "9"), ("IMO-COMPANY", "5055293"))


def test_companions_join_on_the_number_and_every_row_is_accounted_for(tmp_path: Path) -> None:
    write(tmp_path, "sdn.csv", entry("7", "UNREAL GEARS LLC"), entry("8", "OTHER LTD"))
    write(tmp_path, "b.csv", row("7", "1", "aka", "GEARS OF NOWHERE", NULL), row("7", "2", "fka", "OLD GEARS", NULL),
          row("99", "3", "aka", "NOBODY", NULL))  # fmt: skip
    write(tmp_path, "a.csv", row("7", "1", "Street 1", "Kazan 420000", "Russia", NULL),
          row("8", "2", NULL, NULL, "Bahamas, The", NULL))  # fmt: skip
    write(tmp_path, "c.csv", row("8", "; Linked To: UNREAL GEARS LLC."), row("98", "Linked To: X."))
    lines = {line.path.name: line for line in planned(tmp_path)}
    assert {name: line.action for name, line in lines.items()} == {
        "a.csv": "companion", "b.csv": "companion", "c.csv": "companion", "sdn.csv": "load",
    }  # fmt: skip
    assert lines["a.csv"].reason == "read together with sdn.csv"
    entries = read(tmp_path)
    assert [(one.sheet, one.row, one.reject and one.reject.rule) for one in entries] == [
        (None, 1, None), (None, 2, None),
        ("a.csv", 1, None), ("a.csv", 2, None),
        ("b.csv", 1, None), ("b.csv", 2, None), ("b.csv", 3, "orphan"),
        ("c.csv", 1, None), ("c.csv", 2, "orphan"),
    ]  # fmt: skip
    gears, other = party(entries[0].claims[0]), party(entries[1].claims[0])
    assert [(name.text, name.quality) for name in gears.names[1:]] == [
        ("GEARS OF NOWHERE", "alias"),
        ("OLD GEARS", "former"),
    ]
    assert gears.addresses == ("Street 1, Kazan 420000, Russia",)
    assert (gears.country, gears.country_basis) == ("RU", "address")
    assert other.country == "BS"
    assert entries[0].claims[0].flags == ("rows:a.csv:1", "rows:b.csv:1-2")


def test_a_remark_that_was_cut_goes_on_in_the_comments(tmp_path: Path) -> None:
    start = "a.k.a. 'ONE'; " + "x" * (1000 - 14 - 12) + "; Linked To:"
    assert len(start) == 1000
    write(tmp_path, "sdn.csv", entry("7", "UNREAL LTD", remarks=start), entry("8", "HALF LTD", remarks=start))
    write(tmp_path, "sdn_comments.csv", row("7", " FAR LTD; a.k.a. 'TWO'."))
    whole, half = read(tmp_path)[:2]
    assert [name.text for name in party(whole.claims[0]).names[1:]] == ["ONE", "TWO"]
    assert [party(one).surface for one in whole.claims[1:]] == ["FAR LTD"]
    assert "remarks:cut" in half.claims[0].flags
    assert half.claims[1:] == ()


def test_a_companion_that_changes_makes_another_package_and_the_same_records(
    tmp_path: Path, settings: Settings
) -> None:
    folder = tmp_path / "list"
    folder.mkdir()
    write(folder, "sdn.csv", entry("7", "UNREAL GEARS LLC"))
    write(folder, "alt.csv", row("7", "1", "aka", "GEARS", NULL))
    first = load([folder], settings)
    assert load([folder], settings).totals["states"] == {"companion": 1, "repeated": 1}
    write(folder, "alt.csv", row("7", "1", "aka", "GEARS", NULL), row("7", "2", "aka", "COGS", NULL))
    second = load([folder], settings)
    old, new = (next(one for one in report.files if one.state == "completed") for report in (first, second))
    assert (old.rows_in, new.rows_in, old.package == new.package) == (2, 3, False)
    assert sorted(path.name for path in settings.archive_dir.glob(f"packages/{new.package}/original/*")) == [
        "alt.csv",
        "sdn.csv",
    ]


def test_an_erased_person_leaves_no_address_behind(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "list"
    folder.mkdir()
    write(
        folder,
        "sdn.csv",
        entry("7", "UNREAL, Ivan", "individual"),
        entry("8", "B LTD", remarks="Linked To: UNREAL, Ivan."),
    )
    write(folder, "alt.csv", row("7", "1", "aka", "NEBYLOV, Ivan", NULL), row("8", "2", "aka", "BEE LTD", NULL))
    write(folder, "add.csv", row("7", "1", "Secret Street 5", "Kazan", "Russia", NULL),
          row("8", "2", "Firm Street 6", NULL, "Russia", NULL))  # fmt: skip
    load([folder], settings)
    archive = Archive(settings.archive_dir)
    done = erase(archive, erasure_of(archive, choose(archive, "UNREAL, Ivan")), by="tester")
    (package,) = archive.active()
    left = "".join(path.read_text(encoding="utf-8") for path in package.path.rglob("*") if path.is_file())
    assert [word for word in ("UNREAL", "NEBYLOV", "Secret", "Firm Street 6", "BEE LTD") if word in left] == [
        "Firm Street 6", "BEE LTD",
    ]  # fmt: skip
    assert (done.entries, done.originals) == (3, ["sdn.csv"])
    assert [package.report[name] for name in ("rows_in", "accepted", "rejected", "repeated")] == [6, 3, 3, 0]


def test_a_companion_that_is_named_alone_is_read_with_its_list(tmp_path: Path) -> None:
    write(tmp_path, "sdn.csv", entry("7", "UNREAL GEARS LLC"))
    alt = write(tmp_path, "alt.csv", row("7", "1", "aka", "GEARS", NULL))
    add = write(tmp_path, "add.csv", row("7", "1", "Street 1", "Kazan", "Russia", NULL))
    assert [(line.path.name, line.action) for line in planned(alt, add)] == [
        ("alt.csv", "companion"), ("add.csv", "companion"), ("sdn.csv", "load"),
    ]  # fmt: skip
    owner = planned(alt)[-1]
    assert owner.file is not None
    assert [one.path.name for one in owner.file.companions] == ["add.csv", "alt.csv"]


def test_without_its_list_all_rows_of_a_companion_are_orphans(tmp_path: Path) -> None:
    write(tmp_path, "sdn.csv", entry("7", "UNREAL GEARS LLC"))
    write(tmp_path, "alt.csv", row("7", "1", "aka", "GEARS", NULL))
    (tmp_path / "sdn.csv").unlink()
    notes = Notes()
    (orphan,) = read(tmp_path, notes)
    assert orphan.reject is not None
    assert (orphan.reject.rule, orphan.reject.column, orphan.claims) == ("orphan", "ent_num", ())
    assert "sdn.csv" in notes.warnings[0]


def test_two_lists_in_a_folder_get_the_companions_that_hold_their_numbers(tmp_path: Path) -> None:
    write(tmp_path, "sdn.csv", entry("7", "A LTD"), entry("8", "B LTD"))
    write(tmp_path, "cons_prim.csv", entry("17", "C LTD", programme="NS-PLC"), entry("18", "D LTD", programme="FSE-IR"))
    write(tmp_path, "alt.csv", row("7", "1", "aka", "A1", NULL))
    write(tmp_path, "cons_alt.csv", row("17", "2", "aka", "C1", NULL))
    reasons = {line.path.name: line.reason for line in planned(tmp_path) if line.action == "companion"}
    assert reasons == {"alt.csv": "read together with sdn.csv", "cons_alt.csv": "read together with cons_prim.csv"}
    other = next(line for line in planned(tmp_path) if line.path.name == "cons_prim.csv")
    assert other.loader is not None and other.file is not None
    assert other.loader.document(other.file).title == "Consolidated Sanctions List (non-SDN)"
    claims = [claim for one in other.loader.entries(other.file, Notes()) for claim in one.claims]
    assert [(claim.topic, claim.measure) for claim in claims] == [
        ("Palestinian Legislative Council List", "Transaction ban"),
        ("Foreign Sanctions Evaders List", "Transaction ban"),
    ]


def test_a_link_out_of_the_folder_is_no_companion(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    write(outside, "alt.csv", row("7", "1", "aka", "SECRET", NULL))
    (inside / "alt.csv").symlink_to(outside / "alt.csv")
    path = write(inside, "sdn.csv", entry("7", "A LTD"))
    (line,) = planned(path)
    assert line.file is not None and line.file.companions == ()


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (entry("x7", "A LTD"), "entry_number"),
        (entry("7", NULL), "missing_value"),
        (entry("7", "A LTD", "robot"), "unknown_type"),
        ("||||", "ragged_row"),
        (entry("6", "ANOTHER"), None),
    ],
)
def test_a_row_that_cannot_be_read_is_a_reject(tmp_path: Path, line: str, rule: str | None) -> None:
    good = [entry(str(number), f"GOOD {number} LTD") for number in range(100, 120)]
    write(tmp_path, "sdn.csv", *good, line)
    last = read(tmp_path)[-1]
    assert (last.row, last.reject and last.reject.rule) == (21, rule)


def test_the_mark_of_the_end_says_whether_the_list_is_whole(tmp_path: Path) -> None:
    write(tmp_path, "sdn.csv", entry("7", "A LTD"))
    write(tmp_path, "cut.csv", entry("7", "A LTD"), end=False)
    covered = {}
    for line in planned(tmp_path, edition="2021-07-01"):
        assert line.loader is not None and line.file is not None
        source = line.loader.document(line.file).source
        covered[line.path.name] = source.coverage, source.edition
    assert covered == {"sdn.csv": ("complete", "2021-07-01"), "cut.csv": ("excerpt", "2021-07-01")}


@pytest.mark.parametrize(
    "text",
    [
        "7,aka,GEARS\n8,aka,COGS\n",
        "7,1,some,words,here\n8,2,more,words,here\n",
        "1,2,3,4,5,6\n1,2,3,4,5,6\n",
        '7,"a plain sentence"\n8,"another one"\n',
        "ent_num,SDN_Name\n7,GEARS\n",
    ],
)
def test_other_tables_of_numbers_are_not_taken_for_these_lists(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sdn.csv"
    path.write_text(text, encoding="utf-8")
    assert detect(path).kind == "table"
    with pytest.raises(SourceError, match=r"columns of OFAC's sdn\.csv"):
        OfacCsv().document(open_source(path))


@pytest.mark.parametrize(
    ("text", "dates", "flag"),
    [
        ("10 Dec 1948", ("1948-12-10",), None),
        ("Jan 1970", ("1970-01",), None),
        ("1970", ("1970",), None),
        ("circa 1961", ("1961",), "about"),
        ("circa 07 Jul 1966", ("1966",), "about"),
        ("1956 to 1958", ("1956", "1958"), "between"),
        ("01 Jan 1961 to 31 Dec 1962", ("1961", "1962"), "between"),
        ("Mar 1962 to Feb 1963", ("1962", "1963"), "between"),
        ("circa 1979-1982", ("1979", "1982"), "about"),
        ("31 Feb 1970", (), "unread"),
        ("in his youth", (), "unread"),
    ],
)
def test_dates_of_birth_in_all_their_forms(text: str, dates: tuple[str, ...], flag: str | None) -> None:
    found, flags = births(text)
    assert found == dates
    assert (flag is None and not flags) or flags[0] == f"birth:{flag}:{text}"


def test_months_come_before_days_and_a_century_is_not_guessed() -> None:
    assert us_date("11/2/2011") == "2011-11-02"
    assert us_date("2007-01-31") == "2007-01-31"
    for text in ("6/29/56", "13/13/2011", "soon"):
        with pytest.raises(DateProblem):
            us_date(text)


@given(st.sets(st.integers(1, 60), min_size=1))
def test_ranges_of_rows_hold_exactly_the_rows(rows: set[int]) -> None:
    back: set[int] = set()
    for part in spans(rows).split(","):
        first, _, last = part.partition("-")
        back |= set(range(int(first), int(last or first) + 1))
    assert back == rows


def test_brackets_of_newer_files_are_taken_off() -> None:
    assert segments("(Linked To: A (B) LTD)") == ["Linked To: A (B) LTD"]
    assert segments("Linked To: A (B); x.") == ["Linked To: A (B)", "x"]


def test_the_real_list_of_2021(shared_data: Path) -> None:
    (line,) = (one for one in planned(shared_data / "ofac_sdn_2021") if one.path.name == "sdn.csv")
    assert line.loader is not None and line.file is not None
    notes = Notes()
    entries = list(line.loader.entries(line.file, notes))
    sheets = Counter(one.sheet for one in entries)
    assert sheets == {None: 8976, "add.csv": 13837, "alt.csv": 11910, "sdn_comments.csv": 5}
    assert not [one for one in entries if one.reject]
    listings = {claim.entry: claim for one in entries for claim in one.claims if claim.kind == "listing"}
    assert Counter(party(claim).kind for claim in listings.values()) == {
        "person": 4620, "company": 3649, "vessel": 406, "aircraft": 277, "public_body": 24,
    }  # fmt: skip
    assert sum("; " in (claim.programme or "") for claim in listings.values()) == 1195
    assert sum(any(flag.startswith("rows:sdn_comments") for flag in one.flags) for one in listings.values()) == 5
    qualities = Counter(name.quality for one in listings.values() for name in party(one).names)
    assert qualities["primary"] == 8976
    assert qualities["alias"] > 11_400
    parnas = party(listings["22607"])
    assert (parnas.surface, parnas.country, len(parnas.addresses)) == ("GEFEST-M LLC", "RU", 2)
    links = Counter((claim.topic, party(claim).key is not None) for one in entries for claim in one.claims
                    if claim.kind == "link")  # fmt: skip
    assert links["Linked To", True] > 3300 > 50 > links["Linked To", False]
    offices = {(claim.subject and claim.subject.surface, claim.topic, party(claim).surface)
               for one in entries for claim in one.claims if claim.kind == "role"}  # fmt: skip
    assert len(offices) == 118
    assert ("OMELCHENKO, Aleksander", "Chief Export Officer", "KALASHNIKOV CONCERN") in offices
    owned = {(claim.subject and claim.subject.surface, party(claim).surface)
             for one in entries for claim in one.claims if claim.kind == "ownership"}  # fmt: skip
    assert owned == {
        ("Compania Navegacion Golfo S.A.", "HERMANN"), ("Samir de Navegacion S.A.", "MAR AZUL"),
        ("Sand & Swan Navigation Co. Ltd.", "SAND SWAN"), ("Samir de Navegacion S.A.", "TIFON"), ("NITC", "STARLA"),
        ("NITC", "DANIEL"), ("NITC", "DINO I"), ("NITC", "MARIA III"), ("NITC", "DORENA"),
        ("BERATEX GROUP LIMITED", "ST. VITAMIN"),
    }  # fmt: skip


def test_the_real_broken_list_loses_one_row(shared_data: Path) -> None:
    (line,) = (one for one in planned(shared_data / "ofac_sdn_2021") if one.path.name == "invalid_sdn.csv")
    assert line.loader is not None and line.file is not None
    assert line.file.companions == ()
    entries = list(line.loader.entries(line.file, Notes()))
    assert len(entries) == 7380
    (bad,) = (one for one in entries if one.reject)
    assert (bad.row, bad.cells, bad.reject and bad.reject.rule) == (7380, ("||||",), "ragged_row")
    assert line.loader.document(line.file).source.coverage == "excerpt"


def test_the_real_parts_of_2025_name_nobody_without_their_list(shared_data: Path) -> None:
    rules: Counter[tuple[str, str]] = Counter()
    for line in planned(shared_data / "ofac_alt_add_2025"):
        assert line.loader is not None and line.file is not None
        for one in line.loader.entries(line.file, Notes()):
            assert one.reject is not None and not one.claims
            rules[line.path.name, one.reject.rule] += 1
    assert rules == {
        ("add_2025-12.csv", "orphan"): 24244, ("alt_2025-12.csv", "orphan"): 20107,
        ("sdn_comments_2025-02.csv", "orphan"): 21,
    }  # fmt: skip
