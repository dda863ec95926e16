"""The holdings around a party: who holds whom and how much on a day, up and down within bounds, and who is listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.store import Store
from queries.parts import part
from queries.shares import Firm, Span, span, together
from queries.supply import End, to_day

MOST_HOPS = 10
MOST_PARTIES = 2_000
MOST_ROWS = 5_000  # of one step
INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact on a holding: its id, its bounds, and how it stands."""

    id: str
    share: Span
    about: float | None
    topic: str | None
    start: date | None
    end: date | None
    standing: str
    modality: str
    sources: int
    synthetic: bool

    @property
    def undated(self) -> bool:
        """Whether nothing says of which days it speaks."""
        return self.start is None and self.end is None

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "id": self.id, "share": self.share.to_json(), "about": self.about, "topic": self.topic,
            "start": None if self.start is None else self.start.isoformat(),
            "end": None if self.end is None else self.end.isoformat(),
            "standing": self.standing, "modality": self.modality, "sources": self.sources, "synthetic": self.synthetic,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holding:
    """What one party holds of another on a day.

    Attributes:
        owner, owned: the two.
        share: what its facts say together.
        facts: they, by id.
        agree: whether they can all be true.
        indirect: whether it is held through others, as told; such a share is never added to direct ones.
    """

    owner: End
    owned: End
    share: Span
    facts: tuple[Stated, ...]
    agree: bool = True
    indirect: bool = False

    @property
    def synthetic(self) -> bool:
        """Whether it is invented."""
        return any(fact.synthetic for fact in self.facts)

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "owner": self.owner.to_json(), "owned": self.owned.to_json(), "share": self.share.to_json(),
            "words": str(self.share), "agree": self.agree, "indirect": self.indirect,
            "facts": [fact.to_json() for fact in self.facts],
        }  # fmt: skip


@dataclass(slots=True)
class Around:
    """The holdings around some parties, as read; a day is asked of it with `on`.

    Attributes:
        asked: ids of those parties.
        rows: of holdings, as the store gives them.
        listings: entries of lists by the id of the party.
        below: ids of what the parties asked hold, along chains.
        unread: ids of owners whose own owners were not read, for a limit ended it.
        cut: what was not read, in words.
    """

    asked: tuple[str, ...]
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    listings: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    below: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    cut: list[str] = field(default_factory=list)

    def on(self, day: date) -> Picture:
        """Return the holdings of a day."""
        return Picture.of([row for row in self.rows.values() if holds_on(row, day)], self.unread)

    def listed_on(self, day: date) -> dict[str, list[dict[str, Any]]]:
        """Return the entries of lists that stand on a day, by party."""
        found = {party: [row for row in rows if stands_on(row, day)] for party, rows in self.listings.items()}
        return {party: rows for party, rows in found.items() if rows}

    def unclear_on(self, day: date) -> list[dict[str, Any]]:
        """Return the entries that tell no first day and were first seen after a day: they may have stood then."""
        rows = (row for several in self.listings.values() for row in several)
        return [row for row in rows if row["start"] is None and holds_on(row, day) and not stands_on(row, day)]


@dataclass(frozen=True, slots=True)
class Picture:
    """The holdings of one day.

    Attributes:
        holdings: owned -> owner -> holding, direct ones.
        indirect: the same of those that are told to be held through others.
        firms: owned -> bounds of its direct holders, fitted to each other.
        ends: parties by id.
        unread: owners whose own owners were not read.
    """

    holdings: Mapping[str, Mapping[str, Holding]]
    indirect: Mapping[str, Mapping[str, Holding]]
    firms: Mapping[str, Firm]
    ends: Mapping[str, End]
    unread: frozenset[str]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], unread: Collection[str] = ()) -> Picture:
        """Put facts together that speak of one owner and one firm."""
        told: dict[tuple[str, str, bool], list[Mapping[str, Any]]] = defaultdict(list)
        ends: dict[str, End] = {}
        for row in rows:
            for side in ("owner", "owned"):
                ends[row[f"{side}_id"]] = End.of_row(row, side)
            told[row["owned_id"], row["owner_id"], INDIRECT in (row["topic"] or "").casefold()].append(row)
        parted: tuple[dict[str, dict[str, Holding]], ...] = (defaultdict(dict), defaultdict(dict))
        for (owned, owner, indirect), those in sorted(told.items(), key=lambda item: item[0]):
            facts = tuple(_stated(row) for row in those)
            share, agree = together([fact.share for fact in facts])
            parted[indirect][owned][owner] = Holding(ends[owner], ends[owned], share, facts, agree, indirect)
        firms = {
            owned: Firm.of({owner: one.share for owner, one in holders.items()})
            for owned, holders in parted[False].items()
        }
        return cls(dict(parted[False]), dict(parted[True]), firms, ends, frozenset(unread))


def around(
    store: Store, ids: Sequence[str], *, reviewed: bool = False, down: bool = True, timeout_s: float = 30.0
) -> Around:
    """Read the holdings around some parties: all owners above them, all that they hold, and all other owners of that.

    Args:
        store: an open store.
        ids: of parties, vessels, aircraft or assets.
        reviewed: leave out what nobody accepted.
        down: read what they hold too.
        timeout_s: time limit of each step.
    """
    found = Around(tuple(ids))
    if down:
        found.below = _walk(store, found, ids, "holdings_of", reviewed, timeout_s)
    _walk(store, found, [*ids, *sorted(found.below)], "holdings_in", reviewed, timeout_s)
    parties = sorted({row[side] for row in found.rows.values() for side in ("owner_id", "owned_id")} | set(ids))
    for row in read_dated(store, "listings_at", {"ids": parties}, timeout_s):
        found.listings.setdefault(row["party"], []).append(row)
    return found


def _walk(
    store: Store, found: Around, ids: Sequence[str], statement: str, reviewed: bool, timeout_s: float
) -> set[str]:
    """Add the holdings that lead on from some parties, step by step; return whom they lead to."""
    side = "owner_id" if statement == "holdings_in" else "owned_id"
    where = "owners" if statement == "holdings_in" else "holdings"
    seen, step = set(ids), sorted(set(ids))
    for _ in range(MOST_HOPS):
        if not step:
            break
        given = {"ids": step, "reviewed": reviewed, "limit": MOST_ROWS}
        rows = read_dated(store, statement, given, timeout_s)
        if len(rows) >= MOST_ROWS:
            found.cut.append(f"more than {MOST_ROWS:,} {where} in one step")
            found.unread |= set(step)
        found.rows |= {f"{row['id']} {row['owner_id']} {row['owned_id']}": row for row in rows}
        step = sorted({row[side] for row in rows} - seen)
        if len(seen) + len(step) > MOST_PARTIES:
            found.cut.append(f"more than {MOST_PARTIES:,} parties")
            break
        seen |= set(step)
    else:
        found.cut += [f"more than {MOST_HOPS} holdings in a chain"] if step else []
    if step and side == "owner_id":
        found.unread |= set(step)
    return seen - set(ids)


def read_dated(store: Store, statement: str, given: Mapping[str, Any], timeout_s: float) -> list[dict[str, Any]]:
    """Return the rows of a statement of queries/parts/, with `start` and `end` as days."""
    rows = store.read(part(statement), given, timeout_s=timeout_s)
    return [{**row, "start": to_day(row["start"]), "end": to_day(row["end"])} for row in rows]


def _stated(row: Mapping[str, Any]) -> Stated:
    return Stated(
        id=row["id"],
        share=span(
            row["share_min"],
            row["share_max"],
            above=row["relation"] == ">",
            below="<" in (row["max_relation"], row["relation"]),
        ),
        about=row["share"] if row["relation"] == "~" else None,
        topic=row["topic"],
        start=row["start"],
        end=row["end"],
        standing=row["standing"],
        modality=row["modality"],
        sources=row["sources"],
        synthetic=row["synthetic"],
    )


def holds_on(row: Mapping[str, Any], day: date) -> bool:
    """Whether a fact speaks of a day: it did not begin later, end earlier, or go from its source; the open holds."""
    return (
        (row["start"] is None or row["start"] <= day)
        and (row["end"] is None or row["end"] >= day)
        and (row["gone_in"] is None or row["gone_in"] > day.isoformat())
    )


def stands_on(row: Mapping[str, Any], day: date) -> bool:
    """Whether an entry of a list stands on a day; without a first day the first edition that holds it counts."""
    seen = row["start"] is not None or row["first_seen"] is None or row["first_seen"] <= day.isoformat()
    return holds_on(row, day) and seen
