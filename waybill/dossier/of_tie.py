"""A dossier of one tie that is no supply: shares, an office, a make, a find, a listing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.wording import counted, country, listed, period
from graph.model import MODALITIES
from graph.schema import SCHEMA
from graph.store import Store
from queries import evidence
from queries.latin import with_latin
from queries.parts import part
from queries.told import facts_of
from waybill.context import Context
from waybill.dossier import people
from waybill.dossier.book import Book
from waybill.dossier.cautions import CLAIMS, cautions
from waybill.dossier.ending import checking
from waybill.dossier.facts import table
from waybill.dossier.model import SYNTHETIC, Block, Dossier, Items, Paragraph, Section, Table
from waybill.dossier.quotes import for_and_against, marks_of, quotes
from waybill.dossier.words import NAME, sources
from waybill.output import shorten

TITLES = {
    "OWNS": "Shares", "DIRECTS": "Office", "MANUFACTURES": "Make", "FOUND_IN": "Find", "LISTED_BY": "Listing",
}  # fmt: skip
VERBS = {
    "OWNS": "holds shares of", "DIRECTS": "holds an office at", "MANUFACTURES": "makes", "FOUND_IN": "was found in",
    "LISTED_BY": "is listed by",
}  # fmt: skip


def of_tie(context: Context, store: Store, identifier: str) -> tuple[Dossier, Book] | None:
    """Return the dossier of a tie, and the documents behind it; None where no tie has this id.

    Args:
        context: of the command.
        store: an open store.
        identifier: its whole id.
    """
    rows = store.read(part("tie_ends"), {"id": identifier})
    if not rows:
        return None
    [row] = rows
    tie, kind = row["tie"], row["type"]
    book, label = Book(context.archive), SCHEMA.ties[kind].fact
    items = evidence.of_ties(store, context.archive, [identifier]).get(identifier, [])
    told = facts_of(store, dict.fromkeys(tie["best_facts"], label))
    synthetic = bool(tie.get("synthetic"))
    blocks: list[Block] = [table(told), *for_and_against(items, book), *quotes(items, book)]
    if tie["facts"] > len(told):
        blocks.append(Paragraph(f"The best {len(told)} of {counted(tie['facts'], 'fact')} are told here.", "warning"))
    sections = (
        _head(row, identifier, book, synthetic),
        Section("What is said", tuple(blocks)),
        Section("What this does not prove", (Items(cautions([kind], marks_of(items))),)),
        people.reviews(context.archive, (item.claim for item in items if item.claim)),
        people.joins(context, [(row[side] or "", row[f"{side}_records"]) for side in ("start", "end")]),
        *book.sections(),
        checking(items, identifier),
    )
    title = f"{TITLES[kind]}: {_end(row, 'start')} {VERBS[kind]} {_end(row, 'end')}"
    return Dossier(identifier, "tie", title, book.known_on, synthetic, sections), book


def _head(row: Mapping[str, Any], identifier: str, book: Book, synthetic: bool) -> Section:
    tie = row["tie"]
    counts = listed(f"{tie[name]} {name}" for name in MODALITIES if tie[name])
    rows = (
        ("id", identifier),
        ("as known on", f"{book.known_on} UTC, the last load or decision"),
        ("dates", period(*(str(tie[bound])[:10] if tie.get(bound) else None for bound in ("start", "end")))),
        ("standing", tie["standing"]),
        ("modality", tie["modality"] + (", disputed: somebody denies it" if tie.get("disputed") else "")),
        ("stated by", f"{counted(tie['claims'], 'claim or row', 'claims and rows')}: {counts}"),
        ("sources", sources(tie["sources"])),
        ("ids of the ends", f"{row['start_id']}, {row['end_id']}"),
    )
    blocks: list[Block] = [Paragraph(SYNTHETIC, "warning")] if synthetic else []
    return Section("In short", (*blocks, Paragraph(CLAIMS, "warning"), Table((), rows, (1, 3))))


def _end(row: Mapping[str, Any], side: str) -> str:
    where = country(row[f"{side}_country"])
    name = with_latin(shorten(row[side] or "without a name", NAME))
    return f"{name} ({where})" if where and where != row[side] else name
