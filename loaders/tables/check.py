"""Reads a table dry: the first rows as a mapping understands them, the rejects by reason, and what looks wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.model import Amount, Claim, Entry, Party, Reject, replace
from loaders.protocol import Notes
from loaders.repeats import Repeats
from loaders.source import open_source
from loaders.tables.choose import Choice
from loaders.tables.gaps import Gaps, merged_unfilled
from loaders.tables.loader import TradeTable
from loaders.tables.mapping import SUFFIX
from loaders.tables.suspicions import Suspicions

READY = "ready mapping"  # words of what says where a mapping comes from
SHOWN_ROWS = 3
SHOWN_PLACES = 5


@dataclass
class Rule:
    """The rejects of one rule.

    Attributes:
        rule: stable code.
        count: rows.
        message: of the first of them.
        places: the first rows, with sheet and column: "row 7, column GTIP".
    """

    rule: str
    count: int = 0
    message: str = ""
    places: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Understood:
    """One row as it is printed and as it is understood.

    Attributes:
        row: line in the file.
        cells: column -> cell, those that the mapping reads.
        claims: what the row states: field -> value in words, for each claim.
    """

    row: int | None
    cells: dict[str, str]
    claims: tuple[dict[str, str], ...]


@dataclass
class Check:
    """What a dry reading found.

    Attributes:
        path: the table.
        mapping: name of the mapping.
        how: where it comes from.
        rows_in, accepted, rejected, repeated: rows in = accepted + rejected + repeated.
        rows: the first accepted rows.
        rules: rejects, the most frequent first.
        unread: columns that the mapping neither reads nor ignores.
        warnings: what the loader would report.
        suspicions: what looks wrong.
        remarks: what is odd and settled by the mapping, for a person to look at.
    """

    path: Path
    mapping: str
    how: str
    rows_in: int = 0
    accepted: int = 0
    rejected: int = 0
    repeated: int = 0
    rows: list[Understood] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    suspicions: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether nothing was rejected and nothing looks wrong."""
        return not (self.rules or self.suspicions or self.unread) and self.accepted > 0

    def to_json(self) -> dict[str, Any]:
        """Return the object that `mapping check --json` prints."""
        return {
            "file": str(self.path),
            "mapping": self.mapping,
            "how": self.how,
            "rows_in": self.rows_in,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "repeated": self.repeated,
            "rows": [{"row": one.row, "cells": one.cells, "claims": list(one.claims)} for one in self.rows],
            "rejects": [
                {"rule": one.rule, "rows": one.count, "message": one.message, "places": one.places}
                for one in self.rules
            ],
            "unread": self.unread,
            "warnings": self.warnings,
            "suspicions": self.suspicions,
            "remarks": self.remarks,
        }


def check(path: Path, choice: Choice) -> Check:
    """Read a table by a mapping, without keeping anything.

    Raises:
        SourceError: the file as a whole cannot be read by it.
    """
    loader, file, notes = TradeTable(choice.mapping, thorough=True), open_source(path), Notes()
    loader.document(file)
    found = Check(path, choice.mapping.name, choice.how)
    rules: dict[str, Rule] = {}
    suspicions, gaps = Suspicions(choice.mapping), Gaps(choice.mapping, READY in choice.how)
    for entry in _with_repeats(loader.entries(file, notes), found):
        found.rows_in += 1
        header = notes.headers.get(entry.sheet or "", ())
        suspicions.feed(entry, header)
        gaps.feed(entry, header)
        if entry.reject is not None:
            found.rejected += 1
            _count(rules, entry, entry.reject)
        elif len(found.rows) < SHOWN_ROWS:
            found.rows.append(_understood(entry, header, suspicions.read(header)))
    found.rules = sorted(rules.values(), key=lambda rule: (-rule.count, rule.rule))
    found.accepted = found.rows_in - found.rejected - found.repeated
    found.unread, found.warnings = notes.unread, notes.warnings
    merged = merged_unfilled(choice.mapping, notes.details["merged"])
    found.suspicions = [*merged, *suspicions.sentences(found.rows_in), *gaps.sentences()]
    found.suspicions += [*notes.details["open_numbers"], *_own_copy(path, choice, notes)]
    odd = notes.details["odd_numbers"]
    if choice.mapping.numbers.thousands is None:
        found.suspicions += odd
    else:
        found.remarks = odd
    return found


def _own_copy(path: Path, choice: Choice, notes: Notes) -> list[str]:
    """Say how a line is added to a ready mapping, where one is asked for."""
    if not notes.details["open_numbers"] or READY not in choice.how:
        return []
    name = choice.mapping.name
    return [f"to add a line to the ready mapping {name}: waybill mapping show {name} > {path.name}{SUFFIX}"]


def _with_repeats(entries: Iterator[Entry], found: Check) -> Iterator[Entry]:
    """Count rows that stand there twice, and reject those that contradict another, as a load does."""
    repeats = Repeats()
    for entry in entries:
        seen = "new" if entry.reject is not None or not entry.cells else repeats.look(entry)
        if seen == "repeated":
            found.repeated += 1
        if seen == "conflict":
            message = f"the record {entry.record} stands there before with other cells, and nothing says which is newer"
            entry = replace(entry, claims=(), reject=Reject("conflict", message))
        yield entry


def _count(rules: dict[str, Rule], entry: Entry, reject: Reject) -> None:
    rule = rules.setdefault(reject.rule, Rule(reject.rule, message=reject.message))
    rule.count += 1
    if len(rule.places) < SHOWN_PLACES:
        sheet = f"sheet {entry.sheet}, " if entry.sheet else ""
        column = f", column {reject.column}" if reject.column else ""
        rule.places.append(f"{sheet}row {entry.row}{column}")


def _understood(entry: Entry, header: tuple[str, ...], read: frozenset[str]) -> Understood:
    cells = {
        name: cell.strip() for name, cell in zip(header, entry.cells, strict=False) if name in read and cell.strip()
    }
    return Understood(entry.row, cells, tuple(in_words(claim) for claim in entry.claims))


def in_words(claim: Claim) -> dict[str, str]:
    """Return what a claim says: field -> value, in the order of reading; nothing for what it leaves open."""
    found: dict[str, str | None] = {
        "kind": claim.kind if claim.modality == "asserted" else f"{claim.modality} {claim.kind}",
        "date": claim.start if claim.start == claim.end else f"{claim.start or '?'} to {claim.end or '?'}",
        "from": _party(claim.supplier),
        "to": _party(claim.recipient),
        "reporter" if claim.kind == "flow" else "subject": _party(claim.subject),
        "partner" if claim.kind == "flow" else "object": _party(claim.object),
        "direction": f"{claim.direction} by {claim.basis}" if claim.basis else claim.direction,
        "level": claim.level,
        "regime": claim.regime,
        "goods": claim.goods,
        "model": claim.model,
        "hs": claim.hs,
        "quantity": _amount(claim.quantity),
        "weight": f"{claim.weight_kg} kg" if claim.weight_kg else None,
        "value": _amount(claim.value),
        "origin": claim.origin,
        "dispatch": claim.dispatch,
        "via": " > ".join(stop.surface for stop in claim.via) or None,
        "destination": claim.destination,
        "maker": _party(claim.maker),
        **{role: _party(party) for role, party in claim.roles},
        "declared as": claim.declared_as,
        "outcome": claim.outcome,
        "record": claim.record,
        "marks": ", ".join(claim.flags) or None,
    }
    return {name: value for name, value in found.items() if value}


def _party(party: Party | None) -> str | None:
    if party is None:
        return None
    more = [f"{kind} {value}" for kind, value in party.ids]
    if party.country:
        more.insert(0, party.country + (" by its address" if party.country_basis == "address" else ""))
    more += party.addresses
    return f"{party.surface} [{'; '.join(more)}]" if more else party.surface


def _amount(amount: Amount | None) -> str | None:
    if amount is None:
        return None
    relation = "" if amount.relation == "=" else f"{amount.relation} "
    return f"{relation}{amount.number} {amount.currency or amount.unit or ''}".strip()
