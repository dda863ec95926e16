"""A dossier of a supply path, or of one tie of supply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.components.picture import described, picture
from dashboard.wording import counted, country, listed
from graph.store import Store
from queries import evidence
from queries.parts import part
from queries.passage import EvidenceItem
from queries.supply import End, Leg, Path
from waybill.context import Context
from waybill.dossier import people
from waybill.dossier.book import Book
from waybill.dossier.cautions import CLAIMS, cautions
from waybill.dossier.ending import checking
from waybill.dossier.model import SYNTHETIC, Block, Dossier, Items, Paragraph, Picture, Section, Table
from waybill.dossier.question import Question
from waybill.dossier.quotes import for_and_against, marks_of, quotes
from waybill.dossier.words import NOT_TOLD, POSSIBLE, chain_of, days, end_of, goods_of, measure, modalities, sources

LEGS = ("leg", "from", "to", "goods", "dates", "standing, modality", "sources")
LEG_WIDTHS = (0.6, 2.5, 2.5, 2, 1.8, 1.7, 1.1)
CRITERIA = ("criterion", "verdict", "because")
MOST_STATEMENTS = 20
WIDEST = 1400.0  # pixels of a picture: letters of 4.5 points on a page of A4
OTHERWISE = (
    "Other statements on such goods between the same countries, which are no supply: planned, sought, feared or "
    "denied. They "
    "do not name the parties of this leg."
)


@dataclass(slots=True)
class _Told:
    """What was found of a path."""

    path: Path
    book: Book
    evidence: Mapping[str, Sequence[EvidenceItem]]
    otherwise: Mapping[str, Sequence[EvidenceItem]]

    @property
    def items(self) -> list[EvidenceItem]:
        """All evidence, that of statements which are no supply included."""
        return [item for found in (self.evidence, self.otherwise) for several in found.values() for item in several]


def proven(context: Context, store: Store, path: Path) -> Path:
    """Return a path with all evidence beside its legs."""
    found = evidence.of_ties(store, context.archive, [leg.id for leg in path.legs])
    return replace(path, legs=tuple(replace(leg, evidence=tuple(found.get(leg.id, ()))) for leg in path.legs))


def of_path(
    context: Context, store: Store, path: Path, asked: str, question: Question | None = None
) -> tuple[Dossier, Book]:
    """Return the dossier of a path, and the documents behind it.

    Args:
        context: of the command.
        store: an open store.
        path: as `queries.recalled` makes it.
        asked: the id that was asked for, of a path or a tie.
        question: that the path was found by; None: the usual one.
    """
    archive = context.archive
    found = evidence.of_ties(store, archive, path.ties)
    told = _Told(path, Book(archive), found, {leg.id: _otherwise(context, store, leg) for leg in path.legs})
    body = [
        _head(told, asked, _question(store, question)),
        Section("Picture", tuple(rows_of(path.to_json()))),
        _legs(path),
        *(section for number, leg in enumerate(path.legs, start=1) for section in _leg(told, number, leg)),
        *_meetings(told),
        _not_proven(told),
        people.reviews(archive, (item.claim for item in told.items if item.claim)),
        people.joins(context, _records(store, path)),
    ]
    sections = (*body, *told.book.sections(), checking(told.items, asked))
    whole = asked == path.id
    title = f"{'Supply path' if whole else 'Supply'}: {chain_of(path)}"
    return Dossier(asked, "path" if whole else "tie", title, told.book.known_on, path.synthetic, sections), told.book


def _question(store: Store, question: Question | None) -> tuple[tuple[str, str], ...]:
    """Say in rows how a path was asked for, where that was not as usual."""
    if question is None:
        return ()
    ids = [one for one in question.without if len(one) > 2]
    rows = store.read(part("parties_by_id"), {"ids": ids}) if ids else []
    names = {row["id"]: row["name"] for row in rows} | {one: country(one) for one in question.without if len(one) == 2}
    return tuple(question.rows(names))


def _head(told: _Told, asked: str, question: Sequence[tuple[str, str]]) -> Section:
    path, known = told.path, told.book.known_on
    weakest = " (that of the weakest leg)" if len(path.legs) > 1 else ""
    rows = [
        ("id", asked),
        ("as known on", f"{known} UTC, the last load or decision"),
        *question,
        ("goods", listed(dict.fromkeys(goods_of(leg) for leg in path.legs))),
        ("legs", str(len(path.legs))),
        ("standing", f"{path.standing}{weakest}"),
        ("modality", f"{path.modality}{weakest}"),
        ("sources", f"{sources(path.sources)}{weakest}"),
        ("denied by anybody", "yes, see the legs" if path.disputed else "no, in the loaded sources"),
    ]
    if len(path.legs) > 1:
        rows.append(("can it hold", POSSIBLE[path.possible]))
    blocks: list[Block] = [Paragraph(SYNTHETIC, "warning")] if path.synthetic else []
    blocks += [Paragraph(CLAIMS, "warning"), Table((), tuple(rows), (1, 3))]
    blocks += [Paragraph("How it stands, by what is weakest:"), Items(path.reasons)] if path.reasons else []
    return Section("In short", tuple(blocks))


def rows_of(path: Mapping[str, Any]) -> list[Picture]:
    """Return the picture of a path in rows of legs, none wider than a page shows in letters that can be read.

    Args:
        path: in the form of `paths --json`.
    """
    legs, found, start = path["legs"], list[Picture](), 0
    while start < len(legs):
        end = len(legs)
        drawn = picture([{**path, "legs": legs[start:end]}])
        while drawn.width > WIDEST and end > start + 1:
            end -= 1
            drawn = picture([{**path, "legs": legs[start:end]}])
        which = f"leg {end}" if end == start + 1 else f"legs {start + 1} to {end}"
        part_of = f"{which} of {len(legs)}: " if end - start < len(legs) else ""
        found.append(Picture(drawn, f"{part_of}{described(drawn)}"))
        start = end
    return found


def _legs(path: Path) -> Section:
    rows = tuple(
        (
            str(number), end_of(leg.supplier), end_of(leg.recipient), goods_of(leg), days(leg.start, leg.end),
            f"{leg.standing}, {leg.modality}" + (", disputed" if leg.disputed else ""), str(leg.sources),
        )
        for number, leg in enumerate(path.legs, start=1)
    )  # fmt: skip
    return Section("Legs", (Table(LEGS, rows, LEG_WIDTHS),))


def _leg(told: _Told, number: int, leg: Leg) -> list[Section]:
    items = told.evidence.get(leg.id, ())
    blocks: list[Block] = [Table((), tuple(_about(leg)), (1, 3)), *for_and_against(items, told.book)]
    blocks += quotes(items, told.book) or [
        Paragraph("No passage or row is kept for this leg; \u201cwaybill check\u201d tells why.")
    ]
    found = [Section(f"Leg {number}: {goods_of(leg)}", tuple(blocks))]
    other = told.otherwise.get(leg.id, ())
    if other:
        found.append(Section("Beside this leg", (Paragraph(OTHERWISE), *quotes(other, told.book)), level=2))
    return found


def _about(leg: Leg) -> Iterable[tuple[str, str]]:
    yield "supplier", end_of(leg.supplier)
    yield "recipient", end_of(leg.recipient)
    yield "goods", goods_of(leg)
    bounds = " (bounds of what the sources say)" if leg.start or leg.end else ""
    yield "dates", days(leg.start, leg.end) + bounds
    yield "quantity", measure(leg.quantity)
    yield "value", measure(leg.value)
    yield "weight", f"{leg.weight_kg:,.3f} kg" if leg.weight_kg is not None else NOT_TOLD
    yield "on the way", listed((country(code) for code in leg.via), NOT_TOLD)
    yield "sent from", listed((country(code) for code in leg.dispatched), NOT_TOLD)
    yield "made in", listed((country(code) for code in leg.origins), NOT_TOLD)
    yield "destination", listed((country(code) for code in leg.destined), NOT_TOLD)
    if leg.declared_as:
        yield "declared as", leg.declared_as
    yield "standing", leg.standing
    yield "modality", leg.modality + (", disputed: somebody denies it" if leg.disputed else "")
    yield "stated by", f"{counted(leg.claims, 'claim or row', 'claims and rows')}: {modalities(leg)}"
    yield "sources", f"{sources(leg.sources)}; reprints and reports on one set of data count once"
    yield "facts", f"{leg.facts_count}, the best: {', '.join(leg.facts[:5])}"
    yield "id of the tie", leg.id


def _meetings(told: _Told) -> list[Section]:
    path = told.path
    if not path.criteria:
        return []
    blocks: list[Block] = [
        Paragraph(
            "Each criterion is judged wherever two legs meet; the worst verdict stands. By default a search asks that "
            "party and goods hold and that dates do not fail; it may have been asked otherwise."
        ),
        Table(CRITERIA, tuple((one.name, one.verdict, one.because) for one in path.criteria), (1, 1, 4)),
    ]
    for meeting in path.meetings:
        said = f"After leg {meeting.after} the goods go on, though nobody says so: {meeting.text}."
        blocks.append(Paragraph(said, "warning"))
        for tie in meeting.ties:
            blocks += quotes(told.evidence.get(tie, ()), told.book)
    return [Section("Where the legs meet", tuple(blocks))]


def _not_proven(told: _Told) -> Section:
    path = told.path
    also = marks_of(told.items)
    also |= {"country"} if any(end.label in ("Group", "Country") for end in path.parties) else set()
    also |= {"derived"} if path.from_basis in ("dispatch", "origin") else set()
    also |= {"between"} if path.meetings else set()
    types = ["SUPPLIED", *(["OWNS"] if any(one.ties for one in path.meetings) else [])]
    types += ["LISTED_BY"] if any(end.listed for end in _ends(path)) else []
    return Section("What this does not prove", (Items(cautions(types, also)),))


def _ends(path: Path) -> list[End]:
    ends = (end for leg in path.legs for end in (leg.supplier, leg.recipient))
    return list({end.id: end for end in ends}.values())


def _records(store: Store, path: Path) -> list[tuple[str, list[str]]]:
    """Return the named parties of a path with the ids of their records."""
    names = {end.id: end.name for end in _ends(path) if end.label not in ("Group", "Country")}
    rows = store.read(part("records_of"), {"ids": list(names)}) if names else []
    held = {row["id"]: list(row["records"]) for row in rows}
    return [(name, held.get(identifier, [])) for identifier, name in names.items()]


def _otherwise(context: Context, store: Store, leg: Leg) -> list[EvidenceItem]:
    """Return the proof of what is planned, sought, feared or denied of such goods between the countries of a leg."""
    if not leg.from_countries or not leg.to_countries:
        return []
    asked = {
        "from_countries": list(leg.from_countries), "to_countries": list(leg.to_countries), "goods": [leg.goods_id],
        "limit": MOST_STATEMENTS,
    }  # fmt: skip
    rows = [row for row in store.read(part("statements"), asked) if row["synthetic"] == leg.synthetic]
    found = evidence.of_facts(store, context.archive, [row["id"] for row in rows])
    return list({item.claim or item.row: item for item in found}.values())
