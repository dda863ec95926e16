"""The consolidated list of the EU: invented entries in the published layout, as XML and as CSV."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders.detect import detect
from loaders.lists.fsf import FsfCsv, FsfXml
from loaders.source import open_source
from tests.support.lists import by_record, listed, names, read, rejects

# Everything in it is invented.
XML = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2024-03-01T12:00:00.000+01:00" globalFileId="1">
  <sanctionEntity designationDate="2014-03-17" euReferenceNumber="EU.1.10" logicalId="10" unitedNationId="XXi.001">
    <remark>It is unreal.</remark>
    <regulation regulationType="amendment" publicationDate="2022-02-25" entryIntoForceDate="2022-02-26"
                numberTitle="2022/1 (OJ L1)" programme="XXX" logicalId="1"><publicationUrl>http://x</publicationUrl></regulation>
    <subjectType code="person" classificationCode="P"/>
    <nameAlias wholeName="Little Ghost" strong="false" nameLanguage="" logicalId="2">
      <regulationSummary numberTitle="2022/1"/></nameAlias>
    <nameAlias firstName="Ivan" lastName="GHOST" wholeName="Ivan GHOST" strong="true" nameLanguage="EN" gender="M"/>
    <nameAlias wholeName="Иван НЕБЫЛ" strong="true" nameLanguage="RU"/>
    <citizenship countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION" region=""/>
    <birthdate circa="true" year="1970" city="Nowhere"/>
    <birthdate circa="false" birthdate="1971-05-02" calendarType="GREGORIAN"/>
    <birthdate circa="false" yearRangeFrom="1980" yearRangeTo="1981"/>
    <identification number="12 34 567890" identificationTypeCode="passport" countryIso2Code="RU" knownFalse="false"/>
    <identification number="999" identificationTypeCode="passport" knownFalse="true"/>
    <identification number="7707083893" identificationTypeCode="fiscalcode" countryIso2Code="RU"/>
  </sanctionEntity>
  <sanctionEntity euReferenceNumber="EU.2.20" logicalId="20">
    <regulation publicationDate="2023-01-01" numberTitle="2023/2 (OJ L2)" programme="YYY"/>
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias wholeName="Unreal Gears LLC" strong="true" nameLanguage="EN"/>
    <address street="1 Gear St" city="Minsk" countryIso2Code="BY" countryDescription="BELARUS" poBox="" shoeSize="4">
      <contactInfo key="PHONE" value="+375 (17) 200-00-00"/><contactInfo key="WEB" value="gears.example"/></address>
  </sanctionEntity>
  <sanctionEntity logicalId="30"><subjectType code="robot"/><nameAlias wholeName="R"/></sanctionEntity>
  <sanctionEntity logicalId="40"><subjectType code="person"/></sanctionEntity>
  <sanctionEntity logicalId="50" designationDate="2024-02-31"><subjectType code="person"/>
    <nameAlias wholeName="N"/></sanctionEntity>
</export>
"""
HEADER = [
    "fileGenerationDate", "Entity_LogicalId", "Entity_EU_ReferenceNumber", "Entity_UnitedNationId",
    "Entity_DesignationDate", "Entity_DesignationDetails", "Entity_Remark", "Entity_SubjectType",
    "Entity_SubjectType_ClassificationCode", "Entity_Regulation_Type", "Entity_Regulation_PublicationDate",
    "Entity_Regulation_NumberTitle", "Entity_Regulation_Programme", "Entity_Regulation_PublicationUrl",
    "NameAlias_LastName", "NameAlias_FirstName", "NameAlias_WholeName", "NameAlias_NameLanguage", "NameAlias_LogicalId",
    "NameAlias_RegulationLanguage", "NameAlias_Regulation_NumberTitle", "Address_City", "Address_Street",
    "Address_CountryIso2Code", "Address_CountryDescription", "BirthDate_BirthDate", "BirthDate_Year", "BirthDate_Circa",
    "Identification_Number", "Identification_TypeCode", "Identification_CountryIso2Code",
    "Citizenship_CountryIso2Code", "Citizenship_CountryDescription", "Shoe_Size",
]  # fmt: skip
COMMON = {
    "fileGenerationDate": "01/03/2024", "Entity_LogicalId": "10", "Entity_EU_ReferenceNumber": "EU.1.10",
    "Entity_DesignationDate": "2014-03-17", "Entity_Remark": "It is unreal.", "Entity_SubjectType": "P",
    "Entity_SubjectType_ClassificationCode": "person", "Entity_Regulation_NumberTitle": "2022/1 (OJ L1)",
    "Entity_Regulation_Programme": "XXX",
}  # fmt: skip


def write_csv(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, HEADER, restval="", delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def xml(tmp_path: Path) -> Path:
    path = tmp_path / "list.xml"
    path.write_text(XML, encoding="utf-8")
    return path


def test_the_xml_is_known_and_says_its_day(xml: Path) -> None:
    assert detect(xml).make is FsfXml
    source = FsfXml().document(open_source(xml)).source
    assert (source.edition, source.coverage, source.publisher) == ("2024-03-01", "complete", "European Commission")


def test_subjects_of_the_xml(xml: Path) -> None:
    entries, notes = read(FsfXml(), xml)
    assert notes.unread == ["address@shoeSize"]
    assert [entry.row for entry in entries][:2] == [3, 20]
    assert [(rule, column) for _, rule, column in rejects(entries)] == [
        ("unknown_schema", "subjectType"), ("missing_value", "wholeName"), ("impossible_date", "designationDate"),
    ]  # fmt: skip
    claims = by_record(entries)
    person = claims["EU.1.10"]
    assert (person.start, person.programme, person.annex, person.reason, person.measure) == (
        "2014-03-17", "XXX", "2022/1 (OJ L1)", "It is unreal.", "financial sanctions",
    )  # fmt: skip
    assert names(listed(person)) == {("Ivan GHOST", "primary"), ("Иван НЕБЫЛ", "alias"), ("Little Ghost", "weak")}
    assert {name.text: name.language for name in listed(person).names}["Иван НЕБЫЛ"] == "ru"
    assert listed(person).birth_dates == ("1970", "1971-05-02", "1980", "1981")
    assert set(listed(person).ids) == {("PASSPORT-RU", "1234567890"), ("INN", "7707083893"), ("UN", "XXi.001")}
    assert "document:doubtful:999" in person.flags
    firm = claims["EU.2.20"]
    assert (listed(firm).country, listed(firm).kind, firm.start) == ("BY", "company", None)
    assert listed(firm).addresses == ("1 Gear St, Minsk, BELARUS",)
    assert listed(firm).ids == (("PHONE", "+375 (17) 200-00-00"), ("WEBSITE", "gears.example"))


def test_rows_of_the_csv_are_put_together(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path,
        COMMON | {"NameAlias_WholeName": "Ivan GHOST", "NameAlias_NameLanguage": "EN", "NameAlias_LogicalId": "1"},
        COMMON | {"Citizenship_CountryIso2Code": "RU", "Citizenship_CountryDescription": "RUSSIAN FEDERATION"},
        COMMON | {"BirthDate_Year": "1970", "BirthDate_Circa": "false"},
        COMMON | {"Identification_Number": "7707083893", "Identification_TypeCode": "fiscalcode",
                  "Identification_CountryIso2Code": "RU"},
        {"Entity_LogicalId": "20", "Entity_SubjectType": "E", "NameAlias_WholeName": "Unreal Gears LLC",
         "Address_City": "Minsk", "Address_CountryIso2Code": "BY", "Address_CountryDescription": "BELARUS"},
        COMMON | {"NameAlias_WholeName": "Иван НЕБЫЛ", "NameAlias_NameLanguage": "RU"},
        {"Entity_LogicalId": "30", "Entity_SubjectType": "P"},
    )  # fmt: skip
    assert detect(path).make is FsfCsv
    assert FsfCsv().document(open_source(path)).source.edition == "2024-03-01"
    entries, notes = read(FsfCsv(), path)
    assert notes.unread == ["Shoe_Size"]
    assert [(entry.row, entry.record, len(entry.claims)) for entry in entries] == [
        (2, "EU.1.10", 1), (3, None, 0), (4, None, 0), (5, None, 0), (6, "20", 1), (7, None, 0), (8, "30", 0),
    ]  # fmt: skip
    assert rejects(entries) == [(8, "missing_value", "wholeName")]
    person = by_record(entries)["EU.1.10"]
    assert names(listed(person)) == {("Ivan GHOST", "primary"), ("Иван НЕБЫЛ", "alias")}
    assert (listed(person).birth_dates, listed(person).ids) == (("1970",), (("INN", "7707083893"),))
    assert (listed(person).country, person.start, person.reason) == ("RU", "2014-03-17", "It is unreal.")


def test_both_formats_are_one_source_and_share_the_keys_of_their_entries(xml: Path, tmp_path: Path) -> None:
    path = write_csv(tmp_path, COMMON | {"NameAlias_WholeName": "Ivan GHOST"})
    one, other = FsfXml().document(open_source(xml)), FsfCsv().document(open_source(path))
    assert one.source.key == other.source.key
    assert by_record(read(FsfXml(), xml)[0]).keys() >= by_record(read(FsfCsv(), path)[0]).keys()
