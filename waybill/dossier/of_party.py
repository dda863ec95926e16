"""A dossier of a party, or of a vessel, aircraft or other asset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.wording import counted, country, listed, period
from graph.store import Store
from queries import evidence
from queries.latin import with_latin
from queries.party import names
from queries.passage import EvidenceItem
from queries.show import Shown, show
from queries.told import Fact, facts_of
from waybill.context import Context
from waybill.dossier import people
from waybill.dossier.book import Book
from waybill.dossier.cautions import CLAIMS, cautions
from waybill.dossier.ending import checking
from waybill.dossier.facts import table
from waybill.dossier.model import SYNTHETIC, Block, Dossier, Items, Paragraph, Section, Table
from waybill.dossier.quotes import for_and_against, marks_of, quotes
from waybill.dossier.words import NAME, NOT_TOLD, day
from waybill.output import shorten

MOST = 1000  # names, ties and neighbours that are looked at
AT_A_TIME = 100  # facts whose evidence is read at once
MOST_FACTS = 100  # facts of one kind that are told, the earliest first
NAMES = ("script", "name as printed", "in Latin letters", "kind", "language", "printed by")
SUPPLIES = ("direction", "other party", "goods", "dates", "standing, modality", "sources", "id of the tie")
PERSON = (
    "This names a natural person. Keep, pass on and publish it only as the law on the protection of "
    "personal data allows."
)
GROUPS = (
    ("Lists", ("Listing",), ("LISTED_BY",)),
    ("Owners, and what it owns", ("Ownership",), ("OWNS",)),
    ("Offices", ("Role",), ("DIRECTS",)),
    ("Supplies in and out", ("Transfer",), ("SUPPLIED",)),
    ("Parts found in weapons", ("Finding",), ("FOUND_IN",)),
    ("What it makes and offers", ("Production", "Offer"), ("MANUFACTURES",)),
    ("Talks, visits, agreements, statements", ("Event",), ()),
    ("Registers, and relations of other kinds", ("Registration", "Link"), ()),
)


@dataclass(slots=True)
class _Told:
    """What was found of a party."""

    shown: Shown
    book: Book
    items: list[EvidenceItem]
    ties: set[str]


def of_party(context: Context, store: Store, identifier: str) -> tuple[Dossier, Book]:
    """Return the dossier of a party, vessel, aircraft or asset, and the documents behind it.

    Args:
        context: of the command.
        store: an open store.
        identifier: its whole id.
    """
    shown = show(store, identifier, MOST)
    facts = facts_of(store, {one["id"]: one["label"] for one in shown.facts})
    told = _Told(shown, Book(context.archive), _evidence(context, store, facts), set())
    groups = list(_groups(told, facts))
    synthetic, records = bool(shown.properties.get("synthetic")), list(shown.properties.get("records") or ())
    sections = (
        _head(told, synthetic),
        _names(store, shown),
        _marks(shown),
        *groups,
        Section("What this does not prove", (Items((*cautions(told.ties, marks_of(told.items)),)),)),
        people.reviews(context.archive, (item.claim for item in told.items if item.claim)),
        people.joins(context, [(shown.name, records)]),
        *told.book.sections(),
        checking(told.items, shown.id),
    )
    title = f"{_kind(shown.label)}: {with_latin(shorten(shown.name, NAME))}"
    return Dossier(shown.id, "party", title, told.book.known_on, synthetic, sections), told.book


def _kind(label: str) -> str:
    return {"PublicBody": "Public body", "Group": "Unnamed group", "Company": "Company or organisation"}.get(
        label, label
    )


def _head(told: _Told, synthetic: bool) -> Section:
    shown, held = told.shown, told.shown.properties
    where = country(held.get("country")) or "not known"
    where += ", derived from its address" if held.get("country_basis") == "address" else ""
    rows = [
        ("id", shown.id),
        ("as known on", f"{told.book.known_on} UTC, the last load or decision"),
        ("kind", _kind(shown.label)),
        ("country", where),
        ("on a list now or once", "yes, see Lists" if held.get("listed") else "no, in the loaded sources"),
        ("records", _records(len(held.get("records") or [shown.id]))),
    ]
    rows += [("born", listed(held["birth_dates"]))] if held.get("birth_dates") else []
    rows += [("only referred to", "sources refer to it and say nothing of it")] if held.get("stub") else []
    blocks: list[Block] = [Paragraph(SYNTHETIC, "warning")] if synthetic else []
    blocks += [Paragraph(CLAIMS, "warning")]
    blocks += [Paragraph(PERSON, "warning")] if shown.label == "Person" else []
    blocks.append(Table((), tuple(rows), (1, 3)))
    if shown.cut:
        blocks.append(
            Paragraph(f"There is more than is told: at most {MOST} names, ties and facts are looked at.", "warning")
        )
    return Section("In short", tuple(blocks))


def _records(count: int) -> str:
    return "one record of one source" if count == 1 else f"{count} records of sources, taken for one party"


def _names(store: Store, shown: Shown) -> Section:
    """Return the printed names by script, each once with who prints it."""
    rows = tuple(
        (one.script, one.text, one.latin, one.quality, one.language, listed(one.by)) for one in names(store, shown)
    )
    blocks = (Table(NAMES, rows, (0.8, 3, 2.4, 1, 1.1, 2.4)),) if rows else (Paragraph("No printed name is kept."),)
    return Section("Names", blocks)


def _marks(shown: Shown) -> Section:
    """Return identifiers and addresses."""
    rows = [tuple(one.partition(":")[::2]) for one in shown.properties.get("identifiers") or ()]
    rows += [("address", one["name"]) for one in shown.facts if one["type"] == "LOCATED_AT"]
    said: Block = Table((), tuple(rows), (1, 3)) if rows else Paragraph("The loaded sources print none.")
    note = Paragraph("As printed. Telephones, mailboxes, pages and addresses identify nobody: many share one.")
    return Section("Identifiers and addresses", (said, note) if rows else (said,))


def _groups(told: _Told, facts: Sequence[Fact]) -> Iterator[Section]:
    """Yield the section of each kind of facts: a table, for and against, and the quotes."""
    for name, labels, ties in GROUPS:
        own = [one for one in facts if one.label in labels]
        if not own:
            continue
        told.ties |= set(ties)
        first = own[:MOST_FACTS]
        ids = {one.id for one in first}
        items = [item for item in told.items if item.fact in ids]
        blocks: list[Block] = _supplies(told.shown) if "SUPPLIED" in ties else []
        blocks += [table(first), *for_and_against(items, told.book), *quotes(items, told.book)]
        if len(own) > MOST_FACTS:
            more = counted(len(own) - MOST_FACTS, "later fact is", "later facts are")
            blocks.append(Paragraph(f"{more} not told here.", "warning"))
        yield Section(name, tuple(blocks))


def _evidence(context: Context, store: Store, facts: Sequence[Fact]) -> list[EvidenceItem]:
    ids = [one.id for one in facts]
    return [
        item
        for start in range(0, len(ids), AT_A_TIME)
        for item in evidence.of_facts(store, context.archive, ids[start : start + AT_A_TIME])
    ]


def _supplies(shown: Shown) -> list[Block]:
    """Return the ties of supply of a party, those that go out first."""
    rows = tuple(
        (
            {"out": "it supplied", "in": "it received from"}[one["direction"]],
            f"{with_latin(shorten(one['other'] or NOT_TOLD, NAME))} ({country(one.get('country')) or 'not known'})",
            one.get("goods") or NOT_TOLD, period(day(one.get("start")), day(one.get("end"))),
            f"{one['standing']}, {one['modality']}", str(one["sources"]), one["id"],
        )
        for one in sorted(shown.ties, key=lambda one: one["direction"] != "out") if one["type"] == "SUPPLIED"
    )  # fmt: skip
    if not rows:
        return []
    return [
        Paragraph("With whom, each pair of parties and kind of goods once:"),
        Table(SUPPLIES, rows, (1.2, 2.2, 1.5, 1.5, 1.5, 1.1, 2)),
    ]
