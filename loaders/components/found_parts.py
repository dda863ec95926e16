"""Parts found in weapons: the portal of Ukraine's defence intelligence (GUR), as compiled into `components.csv`.

One row is one part in one weapon, or in several. What the compiler adds by itself (a category guessed from the words of
the name, sanctions, prices) is left aside. A part found says nothing about who delivered it: no transfer comes of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.errors import SourceError
from graph.model import Claim, Document, Entry, Party, Reject, replace
from graph.reference import countries
from graph.reference import goods as lexicon
from loaders.components.part_numbers import read_part_number, words_before
from loaders.protocol import Notes
from loaders.source import Meta, SourceFile
from loaders.tables.dates import DateProblem, read_date
from loaders.tables.parties import is_nothing
from loaders.tables.reader import Layout, Row, TableReader

PUBLISHER = "Defence Intelligence of Ukraine (GUR)"
COMPILER = "Awesome Drone Warfare OSINT contributors"
COMPILED = "https://github.com/cognis-digital/awesome-drone-warfare-osint"
LICENCE = f"CC BY 4.0, attribution to {COMPILER} ({COMPILED}) and to {PUBLISHER}, which states no licence of its own"
PORTAL = "https://war-sanctions.gur.gov.ua/en/components"
REQUIRED = frozenset(
    {"component_id", "name_marking", "manufacturer", "manufacturer_country", "found_in_drones", "source_url"}
)
READ = REQUIRED | {"oem_part_number", "production_date", "last_verified", "notes"}
# Of the compiler's own making, or of no use to the graph; kept in the archive with the row.
LEFT = frozenset(
    {"category", "function", "sanctions_status", "is_dual_use", "replaceable_with", "price_retail_usd"}
) | {"evidence_image"}
NO_COUNTRY = frozenset({"", "UNK"})
NOT_NAMED = frozenset({"(unspecified)", "unspecified", "not identified", "unidentified", "unknown"})
PRINTED_WEAPON = re.compile(r"Linked weapon as published by [^:]{1,60}:\s*(.+)", re.DOTALL)
WEB = re.compile(r"https?://\S{1,2000}")
NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def fits(header: tuple[str, ...]) -> bool:
    """Whether a header is one of this layout."""
    return frozenset(header) >= REQUIRED


@dataclass(frozen=True, slots=True)
class FoundParts:
    """Reads the table of components."""

    name: str = "found_parts"
    version: str = "1"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say whose findings they are; the day of the first row is the edition."""
        reader = TableReader(file.path, Layout())
        header = reader.read_header()
        if not fits(header):
            raise SourceError(f"must have the columns {', '.join(sorted(REQUIRED))}", file.path, 1)
        twice = sorted({column for column in header if column and header.count(column) > 1})
        if twice:
            raise SourceError(f"the column {twice[0]!r} stands there twice; rename one", file.path, 1)
        first = next((row for row in reader if row.reject is None), None)
        cells = dict(zip(header, first.cells, strict=True)) if first else {}
        own = Meta(
            publisher=PUBLISHER,
            owner="Ministry of Defence of Ukraine",
            title="Components found in weapons",
            edition=_date(cells.get("last_verified", "")),
            url=PORTAL,
            licence=LICENCE,
            data_origin=PUBLISHER,
        )
        meta = file.meta.over(own)
        return Document(
            sha256=file.sha256,
            name=file.path.name,
            kind="table",
            source=meta.source(PUBLISHER),
            title=meta.title,
            language="en",
            published=meta.published,
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per row, with one claim per weapon."""
        reader = TableReader(file.path, Layout())
        notes.headers[""] = reader.read_header()
        notes.unread.extend(column for column in reader.header if column and column not in READ | LEFT)
        for row in reader:
            if row.stray:
                notes.counts["stray_quote"] += 1
            yield _entry(row, reader.header, notes)


def _entry(row: Row, header: tuple[str, ...], notes: Notes) -> Entry:
    if row.reject is not None:
        return Entry(row=row.line, cells=row.cells, reject=row.reject)
    cells = {column: cell.strip() for column, cell in zip(header, row.cells, strict=True)}
    weapons = _weapons(cells["found_in_drones"])
    reject = weapons if isinstance(weapons, Reject) else None
    if not cells["component_id"]:
        reject = Reject("missing_value", "component_id must not be empty", "component_id")
    if reject is not None or isinstance(weapons, Reject):
        return Entry(row=row.line, record=cells["component_id"] or None, cells=row.cells, reject=reject)
    record = "|".join((cells["component_id"], *weapons))
    claim = _claim(cells, notes)
    printed = _printed_weapon(cells.get("notes", ""))
    claims = tuple(
        replace(
            claim,
            weapon=Party(surface=printed.get(NOT_PLAIN.sub("", weapon.casefold()), weapon), kind="weapon"),
            record=f"{cells['component_id']}|{weapon}",
        )
        for weapon in weapons
    )
    return Entry(row=row.line, record=record, cells=row.cells, claims=claims)


def _weapons(cell: str) -> tuple[str, ...] | Reject:
    """Read the list of weapons, in an order of its own."""
    column = "found_in_drones"
    try:
        found = json.loads(cell) if cell else []
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        return Reject("not_a_list", f"must be a JSON list of texts, got {cell[:80]!r}", column)
    names = sorted({item.strip() for item in found} - {""})
    return tuple(names) or Reject("missing_value", f"{column} must name a weapon", column)


def _claim(cells: Mapping[str, str], notes: Notes) -> Claim:
    """What a row says, whatever the weapon."""
    name = "" if _nothing(cells["name_marking"]) else cells["name_marking"]
    number = read_part_number(cells.get("oem_part_number", ""), name)
    flags = []
    if number is not None and number.basis == "name":
        flags.append("part_number:from_name")
        notes.counts["part_number_from_name"] += 1
    elif number is None and cells.get("oem_part_number"):
        flags.append("part_number:none")
        notes.counts["no_part_number"] += 1
    made = cells.get("production_date", "")
    if made:
        day = _date(made)
        flags.append(f"made:{day}" if day else "production_date:unread")
    concept = lexicon.lookup(words_before(name, number)) if name else None
    if concept is not None and concept.id.startswith(lexicon.HS_PREFIX):
        concept = None  # a number in a name is no code
    return Claim(
        kind="end_use",
        maker=_maker(cells, flags),
        goods=name or None,
        goods_concept=concept.id if concept else None,
        model=number.printed if number else None,
        entry=cells["component_id"],
        url=cells["source_url"] if WEB.fullmatch(cells["source_url"]) else None,
        language="en",
        extractor="found_parts",
        flags=tuple(flags),
    )


def _maker(cells: Mapping[str, str], flags: list[str]) -> Party | None:
    """Read the maker; one that nobody identified is a group of its country, and nobody where that is unknown too."""
    name, printed = cells["manufacturer"], cells["manufacturer_country"]
    country = None if printed in NO_COUNTRY else countries.code(printed)
    if country is None and printed not in NO_COUNTRY:
        flags.append("manufacturer_country:unread")
    if not _nothing(name):
        return Party(surface=name, country=country, country_basis="printed" if country else None)
    if country is None:
        return None
    return Party(surface=name or "not identified", form="group", kind="group", country=country, country_basis="printed")


def _printed_weapon(note: str) -> dict[str, str]:
    """Name of the weapon as the portal prints it, by its plain letters: the key of the list has nothing else left."""
    found = PRINTED_WEAPON.fullmatch(note)
    if found is None:
        return {}
    name = " ".join(found.group(1).split())
    return {NOT_PLAIN.sub("", name.casefold()): name}


def _nothing(text: str) -> bool:
    return is_nothing(text) or text.casefold() in NOT_NAMED


def _date(text: str) -> str | None:
    try:
        return read_date(text) if text else None
    except DateProblem:
        return None
