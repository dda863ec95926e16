"""Drafts a mapping: which column is which field, by the words of its name and the shapes of its cells.

Nothing is guessed: a field for which no column is sure enough, or for which two are alike, stays blank with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.errors import SourceError
from loaders.detect import detect
from loaders.tables.mapping_model import PARTIES
from loaders.tables.offers import Suggestion, offers_of, shared, weighed
from loaders.tables.sample import Sample, sample
from loaders.tables.shapes import Column
from loaders.tables.words import meanings, tokens_of

SURE = 0.55  # below it a field stays blank
ALIKE = 0.04  # two columns nearer to each other than this are a question
BY_SHAPE = 0.9  # part of the cells that must have a shape for it to speak without a word


@dataclass(frozen=True, slots=True)
class Blank:
    """A field that stays blank.

    Attributes:
        field: the field.
        reason: why, in words.
        candidates: columns between which a person may choose.
    """

    field: str
    reason: str
    candidates: tuple[str, ...] = ()


@dataclass
class Draft:
    """A drafted mapping.

    Attributes:
        sample: what was looked at.
        lines: its fields, in the order of the columns.
        blanks: fields that a person must settle.
        ignore: columns that are known and that no field takes.
        unread: columns of which nothing is known.
        ready: name of a ready mapping that fits the table.
    """

    sample: Sample
    lines: list[Suggestion] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)
    ignore: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    ready: str | None = None

    def column(self, name: str) -> str | None:
        """Return the column drafted for a field."""
        return next((line.column for line in self.lines if line.field == name), None)


def suggest(path: Path) -> Draft:
    """Draft a mapping of a table.

    Raises:
        SourceError: it is no table that can be read, or is read without a mapping.
    """
    found = detect(path)
    if found.make is not None and found.kind != "text":
        raise SourceError(f"is {found.what}, which loads without a mapping", path)
    if found.kind not in ("table", "text"):
        raise SourceError(f"is {found.what}; only a table needs a mapping", path)
    draft = draft_of(sample(path))
    if found.kind == "text" and not draft.lines:
        raise SourceError("reads like a text and not like a table; no column name is known", path)
    return draft


def draft_of(seen: Sample) -> Draft:
    """Draft a mapping of what a table shows of itself."""
    draft = Draft(seen)
    columns = list(seen.columns())
    offers: list[Suggestion] = []
    for column in columns:
        found, left_out = offers_of(column)
        if left_out:
            draft.ignore[column.heading] = left_out
        offers += found
    by_heading = {column.heading: column for column in columns}
    offers = [weighed(offer, by_heading[offer.column]) for offer in offers]
    offers += _owners(offers, columns)
    offers = _bare_weights(offers, columns)
    _settle(draft, offers, columns)
    _by_shape(draft, columns)
    known = {line.column for line in draft.lines} | draft.ignore.keys()
    known |= {name for blank in draft.blanks for name in blank.candidates}
    draft.unread = [heading for heading in by_heading if heading not in known]
    order = {heading: place for place, heading in enumerate(by_heading)}
    draft.lines.sort(key=lambda line: order[line.column])
    return draft


def _owners(offers: list[Suggestion], columns: list[Column]) -> Iterator[Suggestion]:
    """Give a number of a register to the party whose name stands right before it, else to the only one there is."""
    order = [column.heading for column in columns]
    places = {heading: place for place, heading in enumerate(order)}
    named = {offer.column: offer.field.split(".")[0] for offer in offers if offer.field.endswith(".name")}
    for offer in offers:
        if not offer.field.startswith("?.id."):
            continue
        place = places[offer.column]
        before = [named[name] for name in order[max(0, place - 2) : place] if name in named]
        owner = before[-1] if before else next(iter(named.values())) if len(set(named.values())) == 1 else None
        if owner:
            why = f"it stands beside the {owner}" if before else f"the {owner} is the only party"
            yield replace(
                offer, field=owner + offer.field[1:], confidence=offer.confidence * 0.85, reasons=(*offer.reasons, why)
            )


def _bare_weights(offers: list[Suggestion], columns: list[Column]) -> list[Suggestion]:
    """Settle a weight that is neither net nor gross by name: gross beside a net one, and on bills of lading."""
    fields = {offer.field for offer in offers}
    bills = any(
        any(word in " ".join(tokens_of(column.heading)) for word in ("lading", "b l", "bl n", "提单", "коносамент"))
        for column in columns
    )
    settled = []
    for offer in offers:
        if offer.field == "?weight":
            if "net_kg" in fields and "gross_kg" not in fields:
                offer = replace(
                    offer, field="gross_kg", confidence=0.7, reasons=(*offer.reasons, "another is the net one")
                )
            elif bills and "gross_kg" not in fields:
                offer = replace(
                    offer, field="gross_kg", confidence=0.7, reasons=(*offer.reasons, "bills state it gross")
                )
        settled.append(offer)
    return settled


def _settle(draft: Draft, offers: list[Suggestion], columns: list[Column]) -> None:
    """Give each field its best column; two that are alike, or one that is not sure, leave it blank."""
    by_field: dict[str, list[Suggestion]] = {}
    for offer in offers:
        by_field.setdefault(offer.field, []).append(offer)
    for name, found in by_field.items():
        if not name:
            continue
        ranked = sorted(found, key=lambda offer: -offer.confidence)
        best, alike = ranked[0], [offer for offer in ranked[1:] if ranked[0].confidence - offer.confidence < ALIKE]
        if name == "?weight":
            draft.blanks.append(Blank("net_kg or gross_kg", "nothing says whether it is net or gross", _names(found)))
        elif name.startswith("?"):
            continue
        elif best.confidence < SURE:
            draft.blanks.append(Blank(name, f"not sure enough: {'; '.join(best.reasons)}", _names(found)))
        elif alike and best.confidence < 0.99:
            chosen = _plainest([best, *alike])
            if chosen is None:
                draft.blanks.append(Blank(name, "several columns are alike", _names([best, *alike])))
            else:
                draft.lines.append(chosen)
        else:
            draft.lines.append(best)
    owned = {line.column for line in draft.lines}
    for name, found in by_field.items():
        if name.startswith("?.id.") and not {offer.column for offer in found} & owned:
            reason = "nothing says whose number it is"
            draft.blanks.append(Blank(name.replace("?", "consignor or consignee"), reason, _names(found)))


def _plainest(offers: list[Suggestion]) -> Suggestion | None:
    """Of columns that are alike, the one of the plainest word, else the one whose name is nothing but the word.

    Returns:
        it, with the others named in its reasons; None where that tells none from the others.
    """
    lowest = min(offer.rank for offer in offers)
    for found in (
        [offer for offer in offers if offer.rank == lowest],
        [offer for offer in offers if len(tokens_of(offer.column)) == 1],
    ):
        if len(found) == 1:
            others = ", ".join(offer.column for offer in offers if offer is not found[0])
            reasons = (*found[0].reasons, f"of a plainer name than {others}")
            return replace(found[0], confidence=found[0].confidence - 0.2, reasons=reasons)
    return None


def _names(offers: Iterable[Suggestion]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(offer.column for offer in offers))


def _by_shape(draft: Draft, columns: list[Column]) -> None:
    """Let the cells speak where no name does: customs codes and currencies, and the only column of dates."""
    taken = {line.column for line in draft.lines} | draft.ignore.keys()
    taken |= {name for blank in draft.blanks for name in blank.candidates}
    fields = {line.field for line in draft.lines} | {blank.field for blank in draft.blanks}
    for name, shape in (("hs", "hs"), ("currency", "currency"), ("date", "date")):
        if name in fields:
            continue
        found = [
            column
            for column in columns
            if column.heading not in taken and not meanings(column.heading) and column.share(shape) >= BY_SHAPE
        ]
        if len(found) == 1 and found[0].distinct > 1:
            reason = f"no word in its name, but {shared(found[0], shape)}"
            draft.lines.append(Suggestion(name, found[0].heading, 0.6, (reason,)))


ORDER = ("date", *PARTIES, *"lading via origin dispatch destination hs goods model quantity unit".split(),
         *"net_kg gross_kg weight_unit value currency".split())  # fmt: skip


def order_of(name: str) -> tuple[int, str]:
    """Return where a field stands in a mapping."""
    role, _, rest = name.partition(".")
    return (ORDER.index(role) if role in ORDER else len(ORDER)), rest
