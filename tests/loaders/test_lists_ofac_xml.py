"""OFAC's XML: invented entries, the same as in the CSV, and the real excerpts of 2014."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.errors import SourceError
from graph.model import Claim, Party
from loaders.detect import detect
from loaders.lists.ofac_csv import OfacCsv
from loaders.lists.ofac_xml import OfacXml
from loaders.protocol import Notes
from loaders.source import Meta, open_source, with_companions
from tests.support.lists import by_record, listed, names, read, rejects

SHELL = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>{day}</Publish_Date><Record_Count>{count}</Record_Count></publshInformation>
{entries}
</sdnList>
"""
PERSON = """<sdnEntry><uid>8</uid><firstName>Ivan</firstName><lastName>UNREAL</lastName><title>Minister of Gears</title>
<sdnType>Individual</sdnType><remarks>(Linked To: UNREAL GEARS LLC)</remarks>
<programList><program>TESTB</program><program>TESTA</program></programList>
<idList>
 <id><uid>1</uid><idType>Passport</idType><idNumber>0012345</idNumber><idCountry>Russia</idCountry>
     <issueDate>01 Oct 2001</issueDate></id>
 <id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
</idList>
<akaList>
 <aka><uid>3</uid><type>a.k.a.</type><category>weak</category><lastName>The Gear</lastName></aka>
 <aka><uid>4</uid><type>a.k.a.</type><category>strong</category><lastName>NEBYL</lastName><firstName>Ivan</firstName></aka>
 <aka><uid>5</uid><type>f.k.a.</type><category>strong</category><lastName>COG</lastName><firstName>Ivan</firstName></aka>
</akaList>
<addressList><address><uid>6</uid><address1>Street 1</address1><city>Kazan</city><country>Russia</country></address>
</addressList>
<nationalityList>
 <nationality><uid>9</uid><country>Cyprus</country><mainEntry>false</mainEntry></nationality>
 <nationality><uid>9</uid><country>Russia</country><mainEntry>true</mainEntry></nationality>
</nationalityList>
<dateOfBirthList><dateOfBirthItem><uid>7</uid><dateOfBirth>10 Dec 1948</dateOfBirth><mainEntry>true</mainEntry>
</dateOfBirthItem></dateOfBirthList></sdnEntry>"""
FIRM = """<sdnEntry><uid>7</uid><lastName>UNREAL GEARS LLC</lastName><sdnType>Entity</sdnType>
<programList><program>TESTA</program></programList></sdnEntry>"""


def write(folder: Path, *entries: str, count: int | None = None, day: str = "07/04/2020") -> Path:
    path = folder / "sdn.xml"
    number = len(entries) if count is None else count
    path.write_text(SHELL.format(day=day, count=number, entries="\n".join(entries)), encoding="utf-8")
    return path


def only(folder: Path, entry: str) -> Claim:
    entries, _ = read(OfacXml(), write(folder, entry))
    return entries[0].claims[0]


def test_an_entry_is_read_with_all_its_parts(tmp_path: Path) -> None:
    entries, notes = read(OfacXml(), write(tmp_path, FIRM, PERSON))
    listing, link = entries[1].claims
    him = listed(listing)
    assert (listing.programme, listing.entry, entries[1].record, entries[1].row) == ("TESTA; TESTB", "8", "SDN|8", 6)
    assert names(him) == {
        ("UNREAL, Ivan", "primary"), ("The Gear", "weak"), ("NEBYL, Ivan", "alias"), ("COG, Ivan", "former"),
    }  # fmt: skip
    assert (him.country, him.country_basis, him.birth_dates) == ("RU", "printed", ("1948-12-10",))
    assert him.ids == (("OFAC", "8"), ("PASSPORT-RU", "0012345"))
    assert him.addresses == ("Street 1, Kazan, Russia",)
    assert (link.kind, link.topic, listed(link).key) == ("link", "Linked To", "OFAC|7")
    assert (notes.unread, dict(notes.counts)) == ([], {"remarks_left_on_purpose": 1})


def test_csv_and_xml_of_one_entry_say_the_same(tmp_path: Path) -> None:
    null = "-0- ,"
    rows = {
        "sdn.csv": '7,"UNREAL GEARS LLC",-0- ,"TESTA",' + null * 7 + "-0- \r\n"
        '8,"UNREAL, Ivan","individual","TESTB] [TESTA","Minister of Gears",'
        + null
        * 6
        + '"DOB 10 Dec 1948; nationality '
        "Russia; alt. nationality Cyprus; Gender Male; Passport 0012345 (Russia) issued 01 Oct 2001; "
        "a.k.a. 'The Gear'; "
        'Linked To: UNREAL GEARS LLC."\r\n',
        "alt.csv": '8,4,"aka","NEBYL, Ivan",-0- \r\n8,5,"fka","COG, Ivan",-0- \r\n',
    }
    for name, text in rows.items():
        (tmp_path / name).write_bytes(text.encode() + b"\x1a")
    file = open_source(tmp_path / "sdn.csv")
    entries = list(OfacCsv().entries(with_companions(file, [tmp_path / "alt.csv"]), Notes()))
    printed = by_record(entries)
    marked = by_record(read(OfacXml(), write(tmp_path, FIRM, PERSON))[0])
    assert printed.keys() >= marked.keys()

    def said(claim: Claim) -> tuple[object, ...]:
        party = listed(claim)
        slots = (claim.kind, claim.topic, claim.measure, claim.programme, claim.entry, claim.record)
        return (*slots, party.surface, party.kind, party.country, names(party), set(party.ids), party.birth_dates)

    for record in ("SDN|7", "SDN|8"):
        assert said(printed[record]) == said(marked[record])
    csv_source = OfacCsv().document(file).source
    assert csv_source.key == OfacXml().document(open_source(write(tmp_path, FIRM))).source.key


def test_the_file_says_its_day_and_whether_it_is_whole(tmp_path: Path) -> None:
    def source(path: Path, **words: str) -> tuple[str | None, str, str | None]:
        found = OfacXml().document(open_source(path, Meta(edition=words.get("edition")))).source
        return found.edition, found.coverage, found.title

    title = "Specially Designated Nationals and Blocked Persons List"
    assert source(write(tmp_path, FIRM, PERSON)) == ("2020-07-04", "complete", title)
    assert source(write(tmp_path, FIRM, count=5704)) == ("2020-07-04", "excerpt", title)
    assert "an excerpt, which closes nothing" in read(OfacXml(), tmp_path / "sdn.xml")[1].warnings[0]
    assert source(write(tmp_path, FIRM, day="someday")) == (None, "complete", title)
    assert source(write(tmp_path, FIRM), edition="2021-01-01")[0] == "2021-01-01"
    other = [FIRM.replace("TESTA", "NS-PLC"), FIRM.replace("TESTA", "UKRAINE-EO13662")]
    assert source(write(tmp_path, *other))[2] == "Consolidated Sanctions List (non-SDN)"


@pytest.mark.parametrize(
    ("change", "rule", "column"),
    [
        (("<uid>7</uid>", "<uid>x</uid>"), "entry_number", "uid"),
        (("<uid>7</uid>", ""), "entry_number", "uid"),
        (("UNREAL GEARS LLC", " "), "missing_value", "lastName"),
        (("Entity", "Robot"), "unknown_type", "sdnType"),
    ],
)
def test_an_entry_that_cannot_be_read_is_a_reject(
    tmp_path: Path, change: tuple[str, str], rule: str, column: str
) -> None:
    entries, _ = read(OfacXml(), write(tmp_path, FIRM.replace(*change), PERSON))
    assert rejects(entries) == [(4, rule, column)]
    assert len(entries) == 2


def test_new_elements_are_reported(tmp_path: Path) -> None:
    _, notes = read(OfacXml(), write(tmp_path, FIRM.replace("</sdnEntry>", "<shoeSize>44</shoeSize></sdnEntry>")))
    assert notes.unread == ["shoeSize"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<!DOCTYPE sdnList [<!ENTITY x "y">]><sdnList><sdnEntry/></sdnList>', "has a DOCTYPE"),
        ("<sdnList><sdnEntry></sdnList>", "no well-formed XML"),
        ("<sdnList><sdnEntry><uid>7</uid>", "no well-formed XML"),
        ("<otherList><sdnEntry/></otherList>", "must have the root sdnList"),
    ],
)
def test_a_file_that_is_no_list_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "sdn.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        OfacXml().document(open_source(path))


def test_the_real_excerpts(shared_data: Path) -> None:
    folder = shared_data / "us_csl_excerpts"
    sdn = folder / "govwizely_sdn_sdn.xml"
    assert detect(sdn).what == "a list of OFAC (XML)"
    entries, notes = read(OfacXml(), sdn)
    assert notes.unread == []
    assert {(one.record, listed(claim).kind) for one in entries for claim in one.claims if claim.kind == "listing"} == {
        ("SDN|306", "company"), ("SDN|6982", "person"), ("SDN|11043", "vessel"), ("SDN|521", "person"),
    }  # fmt: skip
    assert ("BNC", "weak") in names(listed(entries[0].claims[0]))
    ship: Party = listed(entries[2].claims[0])
    assert (ship.ids, ship.country) == ((("OFAC", "11043"), ("IMO", "9051648")), "IR")
    assert [claim.subject and claim.subject.surface for claim in entries[2].claims[1:]] == ["IRISL"]
    source = OfacXml().document(open_source(sdn)).source
    assert (source.edition, source.coverage) == ("2014-07-16", "excerpt")

    others, notes = read(OfacXml(), folder / "govwizely_treasury_consolidated_consolidated.xml")
    claims = [claim for one in others for claim in one.claims if claim.kind == "listing"]
    assert Counter(claim.topic for claim in claims) == {
        "Palestinian Legislative Council List": 6, "Sectoral Sanctions Identifications List": 4,
        "Foreign Sanctions Evaders List": 3, "Consolidated Sanctions List (non-SDN)": 2, "CAPTA List": 1,
    }  # fmt: skip
    rostec = next(claim for claim in claims if listed(claim).surface == "ROSTEC")
    assert (rostec.annex, rostec.measure) == ("EO 13662 Directive 3", "Financial restrictions")
    assert set(listed(rostec).ids) == {
        ("OFAC", "17260"), ("OGRN", "1077799030847"), ("INN", "7704274402"), ("OKPO", "94137372"),
        ("EMAIL", "info@rostec.ru"), ("WEBSITE", "www.rostec.ru"),
    }  # fmt: skip
    assert sum(listed(claim).kind == "person" for claim in claims) == 8
