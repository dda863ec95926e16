"""The UN list: entries of our own with every trap, and the real file where it is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.archive import Archive
from graph.errors import SourceError
from graph.model import Claim, Party
from graph.settings import Settings
from loaders.detect import detect
from loaders.lists.un import UnConsolidated
from loaders.run import load
from loaders.source import Meta, open_source
from tests.support.lists import by_record, listed, names, read, rejects

PERSON = "<DATAID>1</DATAID><FIRST_NAME>UNREAL</FIRST_NAME><SECOND_NAME>PERSON</SECOND_NAME>"


def write(folder: Path, body: str, day: str = "2026-02-27T00:00:09.554Z") -> Path:
    path = folder / "list.xml"
    path.write_text(
        f'<CONSOLIDATED_LIST dateGenerated="{day}"><INDIVIDUALS>{body}</INDIVIDUALS></CONSOLIDATED_LIST>', "utf-8"
    )
    return path


def person(folder: Path, body: str) -> tuple[Claim, Party]:
    entries, notes = read(UnConsolidated(), write(folder, f"<INDIVIDUAL>{PERSON}{body}</INDIVIDUAL>"))
    assert not notes.unread and not rejects(entries)
    claim = entries[0].claims[0]
    return claim, listed(claim)


def born(*parts: str) -> str:
    return "".join(f"<INDIVIDUAL_DATE_OF_BIRTH>{part}</INDIVIDUAL_DATE_OF_BIRTH>" for part in parts)


@pytest.mark.parametrize(
    ("birth", "dates", "flags"),
    [
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1969-12-02</DATE>", ("1969-12-02",), ()),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1969</YEAR>", ("1969",), ()),
        ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><DATE>1969-01-01</DATE>", ("1969",), ("birth:about:1969",)),
        (
            "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1967</FROM_YEAR><TO_YEAR>1969</TO_YEAR>",
            ("1967", "1968", "1969"),
            ("birth:between:1967:1969",),
        ),
        (
            "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1940</FROM_YEAR><TO_YEAR>1969</TO_YEAR>",
            (),
            ("birth:between:1940:1969",),
        ),
        ("<TYPE_OF_DATE/>", (), ()),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973</NOTE>", ("1973-11",), ()),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>about thirty</NOTE>", (), ("birth:unread:about thirty",)),
        (
            "<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1979-03-03</DATE><NOTE>from false passport</NOTE>",
            (),
            ("birth:doubtful:1979-03-03",),
        ),
    ],
)
def test_a_date_of_birth_is_as_exact_as_it_is_printed(
    tmp_path: Path, birth: str, dates: tuple[str, ...], flags: tuple[str, ...]
) -> None:
    claim, party = person(tmp_path, born(birth))
    assert (party.birth_dates, claim.flags) == (dates, flags)


def test_names_have_their_quality_and_empty_aliases_are_none(tmp_path: Path) -> None:
    _, party = person(
        tmp_path,
        "<THIRD_NAME>THIRD</THIRD_NAME><NAME_ORIGINAL_SCRIPT>Небыл</NAME_ORIGINAL_SCRIPT>"
        "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>"
        "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>First Ghost; Second Ghost</ALIAS_NAME></INDIVIDUAL_ALIAS>"
        "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Ghost</ALIAS_NAME></INDIVIDUAL_ALIAS>"
        "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Old Ghost</ALIAS_NAME>"
        "<NOTE>previously listed as</NOTE></INDIVIDUAL_ALIAS>",
    )
    assert names(party) == {
        ("UNREAL PERSON THIRD", "primary"),
        ("Небыл", "alias"),
        ("First Ghost", "alias"),
        ("Second Ghost", "alias"),
        ("The Ghost", "weak"),
        ("Old Ghost", "former"),
    }


def test_documents_carry_the_country_that_issued_them(tmp_path: Path) -> None:
    claim, party = person(
        tmp_path,
        "<NATIONALITY><VALUE>Tunisia</VALUE></NATIONALITY>"
        "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>K 1234567</NUMBER>"
        "<ISSUING_COUNTRY>Germany</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>"
        "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Número de pasaporte</TYPE_OF_DOCUMENT><NUMBER>7654321</NUMBER>"
        "</INDIVIDUAL_DOCUMENT>"
        "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>A717288</NUMBER>"
        "<NOTE>MISUSE</NOTE></INDIVIDUAL_DOCUMENT><INDIVIDUAL_DOCUMENT/>",
    )
    assert set(party.ids) == {("PASSPORT-DE", "K1234567"), ("PASSPORT-TN", "7654321")}
    assert claim.flags == ("document:doubtful:A717288",)
    assert (party.country, party.country_basis) == ("TN", "printed")


def test_two_nationalities_settle_no_country(tmp_path: Path) -> None:
    claim, party = person(tmp_path, "<NATIONALITY><VALUE>Iran</VALUE><VALUE>Iraq</VALUE></NATIONALITY>")
    assert (party.country, claim.flags) == (None, ("country:several",))


def test_a_day_with_a_zone_is_that_day_and_one_that_is_none_is_a_reject(tmp_path: Path) -> None:
    claim, _ = person(tmp_path, "<LISTED_ON>2015-04-07-04:00</LISTED_ON>")
    assert claim.start == "2015-04-07"
    entries, _ = read(
        UnConsolidated(),
        write(
            tmp_path,
            f"<INDIVIDUAL>{PERSON}<LISTED_ON>2015-02-30</LISTED_ON></INDIVIDUAL>\n"
            "<INDIVIDUAL><DATAID>2</DATAID></INDIVIDUAL>\n<INDIVIDUAL><FIRST_NAME>X</FIRST_NAME></INDIVIDUAL>",
        ),
    )
    assert rejects(entries) == [
        (1, "impossible_date", "LISTED_ON"), (2, "missing_value", "FIRST_NAME"), (3, "missing_value", "DATAID"),
    ]  # fmt: skip


def test_an_element_that_nobody_reads_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path, f"<INDIVIDUAL>{PERSON}<SHOE_SIZE>44</SHOE_SIZE></INDIVIDUAL><NEWS>n</NEWS>")
    entries, notes = read(UnConsolidated(), path)
    assert notes.unread == ["SHOE_SIZE", "INDIVIDUALS/NEWS"]
    assert entries[0].cells == ("DATAID: 1", "FIRST_NAME: UNREAL", "SECOND_NAME: PERSON", "SHOE_SIZE: 44")


def test_the_list_is_known_by_its_root_and_says_its_day(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    found = detect(path)
    assert (found.kind, found.make) == ("list", UnConsolidated)
    source = UnConsolidated().document(open_source(path)).source
    assert (source.edition, source.coverage) == ("2026-02-27", "complete")
    given = UnConsolidated().document(open_source(path, Meta(edition="2026-03-01", coverage="excerpt"))).source
    assert (given.edition, given.coverage) == ("2026-03-01", "excerpt")


@pytest.mark.parametrize("text", ["<CONSOLIDATED_LIST><a>", "<!DOCTYPE l><CONSOLIDATED_LIST/>"])
def test_a_broken_list_is_an_error_that_names_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.xml"
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=r"list\.xml"):
        read(UnConsolidated(), path)


def test_a_broken_list_leaves_the_archive_as_it_was_and_the_mended_one_loads(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    path = write(tmp_path, f"<INDIVIDUAL>{PERSON}</INDIVIDUAL>")
    whole = path.read_text("utf-8")
    path.write_text(whole[:-30], "utf-8")
    assert [file.state for file in load([path], settings).files] == ["failed"]
    assert Archive(settings.archive_dir).active() == []
    path.write_text(whole, "utf-8")
    assert [(file.state, file.accepted) for file in load([path], settings).files] == [("completed", 1)]


def test_the_real_list(shared_data: Path) -> None:
    path = shared_data / "un_consolidated_2026" / "UN_consolidated.xml"
    entries, notes = read(UnConsolidated(), path)
    kinds = Counter("person" if listed(entry.claims[0]).kind == "person" else "entity" for entry in entries)
    assert kinds == {"person": 730, "entity": 273}
    assert notes.unread == [] and rejects(entries) == []
    claims = by_record(entries)
    shipper = claims["6908046"]
    assert (shipper.programme, shipper.entry, shipper.start) == ("DPRK", "KPe.020", "2014-07-28")
    assert names(listed(shipper)) == {
        ("OCEAN MARITIME MANAGEMENT COMPANY, LIMITED (OMM)", "primary"),
        ("OCEAN MARITIME MANAGEMENT COMPANY, LIMITED", "alias"),
        ("OMM", "weak"),
        ("East Sea Shipping Company", "alias"),
        ("Korea Mirae Shipping Co. Ltd", "alias"),
        ("Haeyang Crew Management Company", "alias"),
    }
    assert listed(shipper).addresses == (
        "Donghung Dong, Central District, PO Box 120, Pyongyang, Democratic People's Republic of Korea",
        "Dongheung-dong Changgwang Street, Chung-Ku, PO Box 125, Pyongyang, Democratic People's Republic of Korea",
    )
    assert (listed(shipper).country, listed(shipper).country_basis) == ("KP", "address")
    first = next(entry for entry in entries if entry.record == "6907993")
    assert first.row == 4
    assert listed(first.claims[0]).birth_dates == ("1971",)
