"""Ties between makers, dealers and weapons, as collected into `supply_chain_edges.csv`.

Each row is somebody's summary of a report at an address: it is taken as reported, not as asserted. Only what says of
itself who did what to whom is read; `ships_via` does not say which of the two sends, and is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.errors import SourceError
from graph.model import Claim, Document, Entry, Party, PartyKind, Reject, replace
from loaders.components.found_parts import COMPILED, COMPILER, LICENCE, WEB
from loaders.protocol import Notes
from loaders.source import Meta, SourceFile
from loaders.tables.parties import is_nothing
from loaders.tables.reader import Layout, Row, TableReader

REQUIRED = ("edge_id", "source_entity", "source_type", "target_entity", "target_type", "relation", "evidence_url")
READ = frozenset((*REQUIRED, "confidence"))
LEFT = frozenset({"notes"})
FIRMS = frozenset({"manufacturer", "distributor", "reseller", "shell_company"})
KINDS: dict[str, PartyKind] = {**dict.fromkeys(FIRMS | {"end_user"}, "company"), "state_actor": "public_body"}
SALES = frozenset({"sells_to", "exports_to"})
UNCLEAR = {
    "ships_via": "does not say which of the two sends the goods, nor to whom",
    "controlled_by": "names neither a share nor an office",
    "rebadges": "names no goods",
}


def fits(header: tuple[str, ...]) -> bool:
    """Whether a header is one of this layout."""
    return frozenset(header) >= frozenset(REQUIRED)


@dataclass(frozen=True, slots=True)
class Edges:
    """Reads the table of edges."""

    name: str = "component_edges"
    version: str = "1"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say who collected them: the reports behind them are many, so no one of them is the origin."""
        header = TableReader(file.path, Layout()).read_header()
        if not fits(header):
            raise SourceError(f"must have the columns {', '.join(REQUIRED)}", file.path, 1)
        own = Meta(publisher=COMPILER, title="Supply chain edges", url=COMPILED, licence=LICENCE)
        meta = file.meta.over(own)
        return Document(
            sha256=file.sha256,
            name=file.path.name,
            kind="table",
            source=meta.source(COMPILER),
            title=meta.title,
            language="en",
            published=meta.published,
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per row."""
        reader = TableReader(file.path, Layout())
        notes.headers[""] = reader.read_header()
        notes.unread.extend(column for column in reader.header if column and column not in READ | LEFT)
        for row in reader:
            if row.stray:
                notes.counts["stray_quote"] += 1
            yield _entry(row, reader.header)


def _entry(row: Row, header: tuple[str, ...]) -> Entry:
    if row.reject is not None:
        return Entry(row=row.line, cells=row.cells, reject=row.reject)
    cells = {column: cell.strip() for column, cell in zip(header, row.cells, strict=True)}
    record = cells["edge_id"] or None
    said = _claim(cells, record)
    if isinstance(said, Reject):
        return Entry(row=row.line, record=record, cells=row.cells, reject=said)
    return Entry(row=row.line, record=record, cells=row.cells, claims=(said,))


def _claim(cells: Mapping[str, str], record: str | None) -> Claim | Reject:
    for column in ("edge_id", "source_entity", "target_entity", "relation"):
        if is_nothing(cells[column]):
            return Reject("missing_value", f"{column} must not be empty", column)
    relation, source, target = cells["relation"], cells["source_type"], cells["target_type"]
    if relation in UNCLEAR:
        return Reject("unclear_relation", f"{relation} {UNCLEAR[relation]}", "relation")
    flags = (f"confidence:{cells['confidence']}",) if cells.get("confidence") else ()
    common = Claim(
        kind="end_use" if relation == "found_inside" else "transfer",
        modality="reported",
        url=cells["evidence_url"] if WEB.fullmatch(cells["evidence_url"]) else None,
        language="en",
        extractor="component_edges",
        flags=flags,
        record=record,
    )
    if relation == "found_inside" and source in FIRMS and target == "drone":
        weapon = Party(surface=cells["target_entity"], kind="weapon")
        return replace(common, maker=_party(cells, "source"), weapon=weapon)
    if relation in SALES and source in KINDS and target in KINDS:
        return replace(common, supplier=_party(cells, "source"), recipient=_party(cells, "target"))
    known = ", ".join(sorted({"found_inside", *SALES, *UNCLEAR}))
    message = f"{relation} from {source!r} to {target!r} is not read here; the relations are {known}"
    return Reject("unknown_relation", message, "relation")


def _party(cells: Mapping[str, str], side: str) -> Party:
    return Party(surface=cells[f"{side}_entity"], kind=KINDS[cells[f"{side}_type"]])
