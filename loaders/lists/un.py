"""The consolidated list of the UN Security Council as XML.

Source: https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list and the schema sc-sanctions.xsd it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from graph.model import Claim, Document, Entry, Name, Party, Quality, Reject
from loaders.head import Head
from loaders.lists.kinds import party_kind
from loaders.lists.names import aliases_of
from loaders.lists.parts import births_of, country_of, ids_of, list_document, read_xml_date, unique_names, years_between
from loaders.lists.positions import claims_of
from loaders.places import country_of_text
from loaders.protocol import Notes
from loaders.source import Meta, SourceFile
from loaders.tables.dates import DateProblem
from loaders.xml import Records, child_text, children, leaves, local, text_of

ROOT = "CONSOLIDATED_LIST"
RECORDS = frozenset({"INDIVIDUAL", "ENTITY"})
TITLE = "UN Security Council Consolidated List"
AUTHORITY = Party(surface="United Nations Security Council", kind="public_body", key="authority UNSC")
NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
QUALITIES: dict[str, Quality] = {"good": "alias", "a.k.a.": "alias", "low": "weak", "f.k.a.": "former"}
ADDRESS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
READ = frozenset(
    {
        *NAMES, "DATAID", "NAME_ORIGINAL_SCRIPT", "UN_LIST_TYPE", "REFERENCE_NUMBER", "LISTED_ON", "DELISTED_ON",
        "COMMENTS1", "NATIONALITY/VALUE", "DESIGNATION/VALUE",
        *(f"{kind}_ALIAS/{name}" for kind in RECORDS for name in ("QUALITY", "ALIAS_NAME", "NOTE")),
        *(f"{kind}_ADDRESS/{name}" for kind in RECORDS for name in ADDRESS),
        *(f"INDIVIDUAL_DATE_OF_BIRTH/{name}"
          for name in ("TYPE_OF_DATE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE")),
        *(f"INDIVIDUAL_DOCUMENT/{name}"
          for name in ("TYPE_OF_DOCUMENT", "NUMBER", "ISSUING_COUNTRY", "COUNTRY_OF_ISSUE", "NOTE")),
    }
)  # fmt: skip
# Elements that say nothing the graph holds; kept in the archive with the entry.
LEFT = frozenset(
    {
        "VERSIONNUM", "GENDER", "SUBMITTED_BY", "SORT_KEY", "SORT_KEY_LAST_MOD", "LIST_TYPE/VALUE",
        "LAST_DAY_UPDATED/VALUE", "TITLE/VALUE", "INDIVIDUAL_DOCUMENT/TYPE_OF_DOCUMENT2",
        "INDIVIDUAL_DOCUMENT/DATE_OF_ISSUE", "INDIVIDUAL_DOCUMENT/CITY_OF_ISSUE", "NATIONALITY2",
        *(f"{kind}_ADDRESS/NOTE" for kind in RECORDS),
        *(f"INDIVIDUAL_PLACE_OF_BIRTH/{name}" for name in (*ADDRESS, "NOTE")),
        *(f"INDIVIDUAL_ALIAS/{name}" for name in ("DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH")),
    }
)  # fmt: skip
DOCUMENTS = ((re.compile(r"pas+[ae]?port", re.I), "PASSPORT"), (re.compile(r"identi|id\b", re.I), "ID"))
MISUSED = re.compile(r"mis-?use|false|forged|fraud|counterfeit|stolen", re.IGNORECASE)
FORMER_NOTE = re.compile(r"(?:previously|formerly) listed as", re.IGNORECASE)
SCRIPT_NOTE = re.compile(r"(?:original script|in (\w+)(?: script)?)\s*:\s*(.+)", re.IGNORECASE)


def fits(head: Head) -> bool:
    """Whether a file is this list."""
    return head.root == ROOT


@dataclass(frozen=True, slots=True)
class UnConsolidated:
    """Reads the consolidated list."""

    name: str = "un_consolidated"
    version: str = "1"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say of which day the list is."""
        root = Records(file.path, RECORDS).read_root()
        own = Meta(
            title=TITLE,
            edition=root.get("dateGenerated", "")[:10] or None,
            url="https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
            coverage="complete",
        )
        return list_document(file, own, "United Nations", "en")

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per person or entity."""
        records = Records(file.path, RECORDS)
        unread: dict[str, None] = {}
        for line, node in records:
            held = list(leaves(node))
            unread.update(dict.fromkeys(path for path, _ in held if path not in READ and path not in LEFT))
            yield _entry(line, node, tuple(f"{path}: {value}" for path, value in held))
        notes.unread.extend([*unread, *records.outside])


def _entry(line: int, node: etree._Element, cells: tuple[str, ...]) -> Entry:
    key, name = child_text(node, "DATAID"), _name(node)
    for column, value in (("DATAID", key), ("FIRST_NAME", name)):
        if not value:
            reject = Reject("missing_value", f"{column} must not be empty", column)
            return Entry(row=line, record=key or None, cells=cells, reject=reject)
    try:
        claim = _claim(node, key, name)
    except DateProblem as error:
        return Entry(row=line, record=key, cells=cells, reject=Reject(error.reject.rule, str(error), "LISTED_ON"))
    return Entry(row=line, record=key, cells=cells, claims=(claim, *_offices(node, claim, key)))


def _offices(node: etree._Element, listing: Claim, key: str) -> Iterator[Claim]:
    """Offices that the designations of a person state."""
    if listing.object is not None and listing.object.kind == "person":
        for held in children(node, "DESIGNATION"):
            for value in held:
                yield from claims_of(f'"{text_of(value)}"', listing.object, key, "un_consolidated")


def _name(node: etree._Element) -> str:
    return " ".join(text for name in NAMES if (text := child_text(node, name)))


def _claim(node: etree._Element, key: str, name: str) -> Claim:
    flags: list[str] = []
    listed, delisted = child_text(node, "LISTED_ON"), child_text(node, "DELISTED_ON")
    party = _party(node, key, name, flags)
    return Claim(
        kind="listing",
        subject=AUTHORITY,
        object=party,
        topic=TITLE,
        programme=child_text(node, "UN_LIST_TYPE") or None,
        entry=child_text(node, "REFERENCE_NUMBER") or None,
        reason=child_text(node, "COMMENTS1") or None,
        start=read_xml_date(listed) if listed else None,
        end=read_xml_date(delisted) if delisted else None,
        language="en",
        extractor="un_consolidated",
        flags=tuple(flags),
        record=key,
    )


def _party(node: etree._Element, key: str, name: str, flags: list[str]) -> Party:
    person = local(node) == "INDIVIDUAL"
    found = (
        ", ".join(text for part in ADDRESS if (text := child_text(place, part)))
        for place in children(node, f"{local(node)}_ADDRESS")
    )
    addresses = tuple(dict.fromkeys(address for address in found if address))
    nations = [text_of(value) for held in children(node, "NATIONALITY") for value in held]
    country, printed = country_of(nations, addresses, flags)
    return Party(
        surface=name,
        kind="person" if person else party_kind("LegalEntity", name),
        country=country,
        country_basis=None if country is None else "printed" if printed else "address",
        names=unique_names(name, _names(node, name)),
        ids=_ids(node, country, flags),
        addresses=addresses,
        birth_dates=_births(node, flags),
        key=key,
    )


def _names(node: etree._Element, name: str) -> Iterator[Name]:
    yield from aliases_of(name, "alias")  # two names in the place of one, or initials in brackets
    original = child_text(node, "NAME_ORIGINAL_SCRIPT")
    if original:
        yield from aliases_of(original, "alias")
    for alias in children(node, f"{local(node)}_ALIAS"):
        text, note = child_text(alias, "ALIAS_NAME"), child_text(alias, "NOTE")
        quality = QUALITIES.get(child_text(alias, "QUALITY").casefold(), "alias")
        if quality == "alias" and FORMER_NOTE.search(note):
            quality = "former"
        if text:  # empty elements stand where there is no alias
            yield from aliases_of(text, quality)
        if found := SCRIPT_NOTE.search(note):
            yield Name(found.group(2).strip(), quality)


def _births(node: etree._Element, flags: list[str]) -> tuple[str, ...]:
    """Dates of birth: exact ones as they are, approximate ones by their year, a range by each of its years."""
    values: list[str] = []
    for birth in children(node, "INDIVIDUAL_DATE_OF_BIRTH"):
        kind = child_text(birth, "TYPE_OF_DATE").upper()
        day = child_text(birth, "DATE") or child_text(birth, "YEAR")
        note = child_text(birth, "NOTE")
        if kind == "BETWEEN":
            values.extend(years_between(child_text(birth, "FROM_YEAR"), child_text(birth, "TO_YEAR"), flags))
        elif kind == "APPROXIMATELY" and day:
            values.append(day[:4])
            flags.append(f"birth:about:{day[:4]}")
        elif day or note:
            values.append(day or note)
        if day and MISUSED.search(note):
            values.remove(day)
            flags.append(f"birth:doubtful:{day}")
    return births_of(values, flags)


def _ids(node: etree._Element, nation: str | None, flags: list[str]) -> tuple[tuple[str, str], ...]:
    """The number of the United Nations, which other lists quote, and those of documents.

    A document has the country that issued it, else that of its holder.
    """
    number = child_text(node, "REFERENCE_NUMBER")
    found: dict[tuple[str, str], None] = {("UN", number): None} if number else {}
    for held in children(node, "INDIVIDUAL_DOCUMENT"):
        number = child_text(held, "NUMBER")
        kind = next((kind for words, kind in DOCUMENTS if words.search(child_text(held, "TYPE_OF_DOCUMENT"))), None)
        if not number:
            continue
        if kind is None or MISUSED.search(child_text(held, "NOTE")):
            flags.append(f"document:{'unread' if kind is None else 'doubtful'}:{number}")
            continue
        issuer = child_text(held, "ISSUING_COUNTRY") or child_text(held, "COUNTRY_OF_ISSUE")
        country = country_of_text(issuer) if issuer else nation
        found.update(dict.fromkeys(ids_of([(kind, number)], country, flags, "document")))
    return tuple(found)
