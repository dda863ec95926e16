"""OFAC's lists as XML: sdn.xml and consolidated.xml, in the schema sdnList.

Source: https://ofac.treasury.gov/media/29981/download (sdnList.xsd)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lxml import etree

from graph.errors import SourceError
from graph.model import Document, Entry, Name, Reject
from loaders.lists.ofac_csv import document_of
from loaders.lists.ofac_entry import OfacEntry, claims_of, segments
from loaders.lists.ofac_index import TYPES, Index, entry_key
from loaders.lists.parts import PARTIAL
from loaders.lists.us_dates import us_date
from loaders.lists.us_lists import LISTS, is_sdn, list_of_programmes
from loaders.protocol import Notes
from loaders.source import SourceFile
from loaders.tables.dates import DateProblem
from loaders.xml import Records, child_text, children, leaves

ROOT = "sdnList"
ENTRY = "sdnEntry"
ABOUT = "publshInformation"  # so spelt in the schema
LOOKED_AT = 300  # entries that tell the SDN list from the other one
BLOCK = 1 << 20
HEADER = (
    "uid", "sdnType", "name", "title", "programList", "akaList", "addressList", "idList", "nationalityList",
    "citizenshipList", "dateOfBirthList", "placeOfBirthList", "vesselInfo", "remarks",
)  # fmt: skip
ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")
READ = frozenset(
    {"uid", "sdnType", "nspType", "lastName", "firstName", "remarks", "title", "programList/program"}
    | {"vesselInfo/vesselFlag", "vesselInfo/vesselOwner", "dateOfBirthList/dateOfBirthItem/dateOfBirth"}
    | {f"akaList/aka/{name}" for name in ("type", "category", "lastName", "firstName")}
    | {f"addressList/address/{name}" for name in ADDRESS}
    | {f"idList/id/{name}" for name in ("idType", "idNumber", "idCountry")}
    | {f"{name}List/{name}/{part}" for name in ("nationality", "citizenship") for part in ("country", "mainEntry")}
    | {"dateOfBirthList/dateOfBirthItem/mainEntry"}
)
# What says nothing that the graph holds: numbers of parts, places of birth, days of issue, measures of ships.
LEFT = frozenset(
    {"akaList/aka/uid", "addressList/address/uid", "idList/id/uid", "idList/id/issueDate"}
    | {"idList/id/expirationDate", "nationalityList/nationality/uid", "citizenshipList/citizenship/uid"}
    | {"dateOfBirthList/dateOfBirthItem/uid"}
    | {f"placeOfBirthList/placeOfBirthItem/{name}" for name in ("uid", "placeOfBirth", "mainEntry")}
    | {f"vesselInfo/{name}" for name in ("callSign", "vesselType", "tonnage", "grossRegisteredTonnage")}
)


@dataclass(frozen=True, slots=True)
class OfacXml:
    """Reads the XML of one of OFAC's two lists."""

    name: str = "ofac_xml"
    version: str = "2"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say which list it is and of which day; it is complete when it holds as many entries as it says."""
        about, first = _beginning(file.path)
        try:
            edition = us_date(about.get("Publish_Date", ""))
        except DateProblem:
            edition = None
        whole = about.get("Record_Count", "").isdigit() and _count(file.path) == int(about["Record_Count"])
        return document_of(file, is_sdn(first), "complete" if whole else "excerpt", edition)

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per sdnEntry."""
        notes.headers[""] = HEADER
        document = self.document(file)
        if document.source.coverage == "excerpt" and file.meta.coverage is None:
            notes.details[PARTIAL] = True
            notes.warnings.append("holds another number of entries than it says: an excerpt, which closes nothing")
        sdn = document.title == LISTS["SDN"].title
        index = Index()
        for _, node in Records(file.path, frozenset({ENTRY})):
            if _check(node) is None:
                index.add(child_text(node, "uid"), _name(node), _type(node))
        unread: dict[str, None] = {}
        for line, node in Records(file.path, frozenset({ENTRY})):
            unread.update({path: None for path, _ in leaves(node) if path not in READ and path not in LEFT})
            yield self._entry(line, node, sdn, index, notes)
        notes.unread.extend(unread)

    def _entry(self, line: int, node: etree._Element, sdn: bool, index: Index, notes: Notes) -> Entry:
        cells = _cells(node)
        reject = _check(node)
        if reject is not None:
            return Entry(row=line, cells=cells, reject=reject)
        entry = _read(node)
        on = LISTS["SDN"] if sdn else list_of_programmes(entry.programmes)
        claims = claims_of(entry, on, self.name, index, notes.counts)
        return Entry(row=line, record=entry_key(on, entry.uid), cells=cells, claims=claims)


def _beginning(path: Path) -> tuple[dict[str, str], list[tuple[str, ...]]]:
    """Read what the file says of itself, and the programmes of its first entries."""
    records = Records(path, frozenset({ABOUT, ENTRY}))
    about: dict[str, str] = {}
    first: list[tuple[str, ...]] = []
    for _, node in islice(records, LOOKED_AT):
        programmes = _programmes(node)
        about.update(item for item in leaves(node) if item[0] in ("Publish_Date", "Record_Count"))
        first.extend([programmes] if programmes else [])
    if records.name != ROOT:
        raise SourceError(f"must have the root {ROOT}, got {records.name!r}", path)
    return about, first


def _count(path: Path) -> int:
    """Count the entries by their end tags, without parsing."""
    tag, found, rest = f"</{ENTRY}>".encode(), 0, b""
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            text = rest + block
            found += text.count(tag)
            rest = text[-len(tag) + 1 :]
    return found


def _items(node: etree._Element, group: str) -> list[etree._Element]:
    return [item for holder in children(node, group) for item in holder]


def _programmes(node: etree._Element) -> tuple[str, ...]:
    return tuple(text for item in _items(node, "programList") if (text := (item.text or "").strip()))


def _name(node: etree._Element) -> str:
    """LAST, First: as the CSV prints it."""
    return ", ".join(part for part in (child_text(node, "lastName"), child_text(node, "firstName")) if part)


def _type(node: etree._Element) -> str:
    """A key of TYPES; old files say of members of the Palestinian council what they are in an element of their own."""
    return (child_text(node, "sdnType") or child_text(node, "nspType")).casefold()


def _check(node: etree._Element) -> Reject | None:
    uid, kind = child_text(node, "uid"), _type(node)
    if not uid.isdigit():
        return Reject("entry_number", f"must be the number of an entry, got {uid!r}", "uid")
    if not _name(node):
        return Reject("missing_value", "lastName must not be empty", "lastName")
    if kind not in TYPES:
        known = ", ".join(name for name in TYPES if name)
        return Reject("unknown_type", f"must be one of {known}, got {kind!r}", "sdnType")
    return None


def _read(node: etree._Element) -> OfacEntry:
    vessel = next(iter(children(node, "vesselInfo")), None)
    return OfacEntry(
        uid=child_text(node, "uid"),
        name=_name(node),
        kind=_type(node),
        programmes=_programmes(node),
        title=child_text(node, "title"),
        flag=child_text(vessel, "vesselFlag") if vessel is not None else "",
        owner=child_text(vessel, "vesselOwner") if vessel is not None else "",
        names=[_alias(item) for item in _items(node, "akaList") if _name(item)],
        addresses=[(_address(item), child_text(item, "country")) for item in _items(node, "addressList")],
        segments=[*_segments(node), *segments(child_text(node, "remarks"))],
    )


def _alias(node: etree._Element) -> Name:
    if child_text(node, "type").casefold().startswith("f"):
        return Name(_name(node), "former")
    return Name(_name(node), "weak" if child_text(node, "category") == "weak" else "alias")


def _address(node: etree._Element) -> str:
    return ", ".join(text for part in ADDRESS if (text := child_text(node, part)))


def _segments(node: etree._Element) -> Iterator[str]:
    """Yield identifiers, nationalities and dates of birth in the words of the CSV's remarks."""
    for group, label in (("nationalityList", "nationality"), ("citizenshipList", "citizen")):
        items = sorted(_items(node, group), key=lambda item: child_text(item, "mainEntry") != "true")
        for number, item in enumerate(items):
            yield f"{'alt. ' if number else ''}{label} {child_text(item, 'country')}"
    for item in _items(node, "dateOfBirthList"):
        yield f"DOB {child_text(item, 'dateOfBirth')}"
    for item in _items(node, "idList"):
        country = child_text(item, "idCountry")
        words = f"{child_text(item, 'idType')} {child_text(item, 'idNumber')}"
        yield f"{words} ({country})" if country else words


def _cells(node: etree._Element) -> tuple[str, ...]:
    """The entry as a row: one cell for each column of HEADER, the values of a list parted by semicolons."""
    found = []
    for column in HEADER:
        if column == "name":
            found.append(_name(node))
        elif column == "akaList":
            found.append("; ".join(f"{child_text(item, 'type')} {_name(item)}" for item in _items(node, column)))
        elif column.endswith(("List", "Info")):
            found.append("; ".join(_words(item) for item in _items(node, column)))
        else:
            found.append(child_text(node, column))
    return tuple(found)


def _words(node: etree._Element) -> str:
    return ", ".join(value for path, value in leaves(node) if path not in ("uid", "mainEntry"))
