"""Why a path changed: the claim, the fact, the edition or the decision, leg by leg."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.archive import Archive
from graph.decisions import Decision
from graph.packages import Package
from graph.store import Store
from graph.views import By, known_since
from queries.changes import Change, Changes
from queries.evidence import of_ties
from queries.parts import part
from queries.passage import EvidenceItem

SHOWN = 2  # claims and rows that are named for a leg
NOTHING_TOLD = "its legs are told as before; what is known of its parties, goods or countries is not as it was"
Key = tuple[Any, ...]
Items = Mapping[Key, EvidenceItem]


@dataclass(frozen=True, slots=True)
class _Record:
    """What the archive tells of its packages and decisions between the two days."""

    packages: Mapping[str, Sequence[Package]]
    decisions: Sequence[Decision]
    by: By
    since: str
    until: str

    def day_of(self, item: EvidenceItem) -> str | None:
        """Return since when the document was known."""
        days = [day for package in self.of(item) if (day := known_since(package, self.by)) is not None]
        return min(days).isoformat() if days else None

    def of(self, item: EvidenceItem) -> Sequence[Package]:
        """Return the packages of the document of a claim or row."""
        return self.packages.get(item.document[:32], ())

    def decided(self, item: EvidenceItem) -> Decision | None:
        """Return the last decision between the days on a claim, on its document or on its source."""
        subjects = {item.claim, *(one.id for one in self.of(item)), *(one.document.source.key for one in self.of(item))}
        found = [one for one in self.decisions if one.subject in subjects]
        return found[-1] if found else None


def explained(found: Changes, before: Store, after: Store, archive: Archive, by: By) -> Changes:
    """Return changes with the reason of each.

    Args:
        found: of `queries.changes.changes`.
        before, after: the graphs of both days.
        archive: the whole archive.
        by: what known means, on that clock.
    """
    packages: dict[str, list[Package]] = {}
    for package in archive.packages():
        if package.state == "completed":
            packages.setdefault(package.document.sha256[:32], []).append(package)
    since, until = found.since.isoformat(), found.until.isoformat()
    decided = [
        one for one in archive.decisions() if one.kind in ("review", "withdrawal") and since < one.at[:10] <= until
    ]
    record = _Record(packages, decided, by, since, until)
    ties = sorted({tie for change in found.changes for tie in change.path.ties})
    was, now = (
        {tie: {_key(item): item for item in items} for tie, items in of_ties(store, None, ties).items()}
        for store in (before, after)
    )
    days = _days(before, was) | _days(after, now)
    told = [_explained(change, was, now, record, days if found.clock == "valid" else None) for change in found.changes]
    return replace(found, changes=tuple(told))


def _key(item: EvidenceItem) -> Key:
    return (item.claim,) if item.claim else (item.document, item.sheet, item.row)


def _days(store: Store, items: Mapping[str, Items]) -> dict[str, dict[str, Any]]:
    facts = sorted({item.fact for those in items.values() for item in those.values() if item.fact})
    return {row["id"]: row for row in store.read(part("fact_days"), {"ids": facts})} if facts else {}


def _explained(
    change: Change,
    was: Mapping[str, Items],
    now: Mapping[str, Items],
    record: _Record,
    days: Mapping[str, Mapping[str, Any]] | None,
) -> Change:
    names = dict(_named(change))
    appeared = [tie for tie in names if now.get(tie) and not was.get(tie)]
    gone = [tie for tie in names if was.get(tie) and not now.get(tie)]
    decisive = {"opened": appeared, "closed": gone}.get(change.kind) or list(names)
    reasons = []
    for tie in decisive:
        said = list(_of_tie(was.get(tie, {}), now.get(tie, {}), record, days))
        if said:
            more = f" and {len(said) - SHOWN} more" if len(said) > SHOWN else ""
            reasons.append(f"{names[tie]}: {'; '.join(said[:SHOWN])}{more}")
    return replace(change, reasons=tuple(reasons) or (NOTHING_TOLD,))


def _named(change: Change) -> Iterator[tuple[str, str]]:
    """Yield the ties of a path, each with words for it."""
    for number, leg in enumerate(change.path.legs, start=1):
        yield leg.id, f"leg {number}, {leg.supplier.name} to {leg.recipient.name}"
    for meeting in change.path.meetings:
        for tie in meeting.ties:
            yield tie, f"after leg {meeting.after}, {meeting.text}"


def _of_tie(was: Items, now: Items, record: _Record, days: Mapping[str, Mapping[str, Any]] | None) -> Iterator[str]:
    """Yield what differs of a tie, in words: what came first."""
    for item in _in_order(now, now.keys() - was.keys()):
        yield f"{_where(item)} {_came(item, record) if days is None else _begins(item, days)}"
    for item in _in_order(was, was.keys() - now.keys()):
        yield f"{_where(item)} {_went(item, record) if days is None else _ends(item, days, record)}"
    for item in _in_order(now, was.keys() & now.keys()):
        before = was[_key(item)]
        if (before.standing, before.modality) != (item.standing, item.modality):
            stood, stands = (f"{one.standing}, {one.modality}" for one in (before, item))
            yield f"{_where(item)} was {stood} and is {stands}{_by_whom(record.decided(item))}"


def _in_order(items: Items, keys: Iterable[Key]) -> list[EvidenceItem]:
    return [items[key] for key in sorted(keys, key=repr)]


def _where(item: EvidenceItem) -> str:
    place = f"claim {item.claim[:12]}" if item.claim else f"row {item.row}"
    title = item.title or f"document {item.document[:8]}"
    return f"{place} of {item.publisher or 'an unknown publisher'}, {title},"


def _came(item: EvidenceItem, record: _Record) -> str:
    day = record.day_of(item)
    if day is not None and day > record.since:
        return f"{'known here' if record.by == 'loaded' else 'published'} since {day}"
    decision = record.decided(item)
    if decision is not None:
        return f"counts{_by_whom(decision)}"
    return "is told of this leg now; the file was read anew"


def _went(item: EvidenceItem, record: _Record) -> str:
    decision = record.decided(item)
    if decision is not None:
        return f"no longer counts{_by_whom(decision)}"
    return "is no longer told of this leg; the file was read anew"


def _by_whom(decision: Decision | None) -> str:
    if decision is None:
        return ""
    why = f": {decision.why}" if decision.why else ""
    return f", {decision.verdict} on {decision.at[:10]} by {decision.by}{why}"


def _begins(item: EvidenceItem, days: Mapping[str, Mapping[str, Any]]) -> str:
    fact = days.get(item.fact or "", {})
    day = fact.get("start") or fact.get("first_seen")
    return f"begins {day}" if day else "can hold by then"


def _ends(item: EvidenceItem, days: Mapping[str, Mapping[str, Any]], record: _Record) -> str:
    fact = days.get(item.fact or "", {})
    gone = fact.get("gone_in")
    if gone and str(gone) <= record.until:
        return f"is no longer in the edition of {gone}"
    return f"ends {fact['end']}" if fact.get("end") else "no longer holds"
