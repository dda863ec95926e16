"""The answer to a question for supply paths: its paths, what was searched, and what comes nearest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.reference import countries, hs
from queries.question import PathQuery
from queries.supply import End, Leg, Path

if TYPE_CHECKING:
    from graph.views import View


@dataclass(frozen=True, slots=True)
class Near:
    """Something close to what was asked, shown when the answer is thin.

    Attributes:
        kind: "dates" (a chain whose dates cannot hold), "quantity", "transit" (likewise), "without" (paths once a
            condition is dropped), "statement" (a transfer that is no supply: planned, sought, feared or denied).
        text: one sentence for people, made of our words and names of the graph.
        dropped: names of the conditions that were dropped.
        paths: the paths found then.
        facts: ids of the facts, for statements.
        count: how many there are (at least, when `more`).
        more: whether there may be more than `count`.
    """

    kind: str
    text: str
    dropped: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    facts: tuple[dict[str, Any], ...] = ()
    count: int = 0
    more: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "kind": self.kind,
            "text": self.text,
            "dropped": list(self.dropped),
            "count": self.count,
            "more": self.more,
            "paths": [path.to_json() for path in self.paths],
            "facts": [dict(fact) for fact in self.facts],
        }


@dataclass(frozen=True, slots=True)
class MissingEnd:
    """An end of a missing leg: a known party, or anybody in some countries (anywhere, where there are none)."""

    party: End | None
    countries: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """In words."""
        if self.party is not None:
            return f"{self.party.name} ({self.party.country})" if self.party.country else self.party.name
        return f"anybody in {' or '.join(map(countries.name, self.countries))}" if self.countries else "anybody"

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        party = None if self.party is None else self.party.to_json()
        return {"party": party, "countries": list(self.countries)}


@dataclass(frozen=True, slots=True)
class MissingLeg:
    """One leg that nobody tells, and that alone would close a path.

    Attributes:
        supplier, recipient: its ends.
        goods_id, goods: what it would have to carry, or narrower goods.
        since, until: it must end no earlier and begin no later; None where the legs beside it are open or not there.
        before, after: the legs of the path that are told.
    """

    supplier: MissingEnd
    recipient: MissingEnd
    goods_id: str
    goods: str
    since: date | None
    until: date | None
    before: tuple[Leg, ...]
    after: tuple[Leg, ...]

    @property
    def synthetic(self) -> bool:
        """Whether the legs beside it are invented."""
        return any(leg.synthetic for leg in (*self.before, *self.after))

    @property
    def text(self) -> str:
        """In words."""
        told = len(self.before) + len(self.after)
        days = f", between {self.since or 'any day'} and {self.until or 'any day'}" if self.since or self.until else ""
        return (
            f"{self.goods} from {self.supplier.text} to {self.recipient.text}{days}: it would close a path of "
            f"{told + 1} legs, of which {told} {'is' if told == 1 else 'are'} told"
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object; the legs that are told by the ids of their ties."""
        return {
            "from": self.supplier.to_json(),
            "to": self.recipient.to_json(),
            "goods": {"id": self.goods_id, "name": self.goods},
            "since": None if self.since is None else self.since.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "before": [leg.id for leg in self.before],
            "after": [leg.id for leg in self.after],
            "synthetic": self.synthetic,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class GoodsAsked:
    """What --goods was read as: the first line of an answer prints it.

    Attributes:
        asked: as typed.
        concept: id of the concept; None for an HS code alone.
        label: English label.
        labels: labels by language.
        narrower: ids of the narrower concepts, without itself.
        codes: prefixes of HS 2022 of it and what is narrower.
        earlier: codes of HS 2017 and 2012 for the same where they are others; "part of" those that hold more goods.
        ids: waybill_id of the Goods nodes it stands for.
    """

    asked: str
    concept: str | None
    label: str
    labels: dict[str, tuple[str, ...]]
    narrower: tuple[str, ...]
    codes: tuple[str, ...]
    ids: tuple[str, ...]
    earlier: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "asked": self.asked,
            "concept": self.concept,
            "name": self.label,
            "labels": {language: list(labels) for language, labels in sorted(self.labels.items())},
            "narrower": list(self.narrower),
            "codes": list(self.codes),
            "codes_edition": hs.EDITION,
            "codes_earlier": list(self.earlier),
        }


@dataclass(frozen=True, slots=True)
class Searched:
    """The bounds of an answer: what was looked at, so that "none" means something.

    Attributes:
        hops: most legs.
        start, end: the window of dates asked for.
        goods: what --goods was read as.
        not_included: countries that a code does not include, such as HK for CN.
        sources: number of sources in the graph.
        documents: number of documents in the graph.
        claims: number of claims and rows behind the ties in the graph.
        ties: number of SUPPLIED ties in the graph.
        standing: "accepted" or "accepted and unreviewed".
        cut: whether a limit of time or rows ended the search early.
        seconds: how long it took.
    """

    hops: int
    start: date | None
    end: date | None
    goods: GoodsAsked | None
    not_included: tuple[tuple[str, tuple[str, ...]], ...]
    sources: int
    documents: int
    claims: int
    ties: int
    standing: str
    cut: bool
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """Return it as FORMATS prints it, with a few keys more."""
        return {
            "hops": self.hops,
            "start": None if self.start is None else self.start.isoformat(),
            "end": None if self.end is None else self.end.isoformat(),
            "goods": None if self.goods is None else self.goods.to_json(),
            "sources": self.sources,
            "documents": self.documents,
            "standing": self.standing,
            "claims": self.claims,
            "ties": self.ties,
            "not_included": {code: list(others) for code, others in self.not_included},
            "cut": self.cut,
        }


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """The answer to a PathQuery.

    Attributes:
        query: the question.
        searched: the bounds of the answer.
        paths: the real ones first, then the synthetic ones, each block ranked.
        nearest: what comes closest, where there is no path.
        missing: legs of which each alone would close a path, where there is none.
        missing_cut: whether there are more such legs than were looked for.
        view: what the graph was made of, where it is not all of the archive.
        new_since: the day as known on which its paths were not there yet; None: any.
    """

    query: PathQuery
    searched: Searched
    paths: tuple[Path, ...] = ()
    nearest: tuple[Near, ...] = ()
    missing: tuple[MissingLeg, ...] = ()
    missing_cut: bool = False
    view: View | None = None
    new_since: date | None = None

    @property
    def real(self) -> tuple[Path, ...]:
        """Paths from sources that are not invented."""
        return tuple(path for path in self.paths if not path.synthetic)

    @property
    def invented(self) -> tuple[Path, ...]:
        """Paths from synthetic sources; views show them in a block of their own."""
        return tuple(path for path in self.paths if path.synthetic)

    @property
    def shown(self) -> list[Path]:
        """All paths that a person sees, the nearest ones included."""
        return [*self.paths, *(path for near in self.nearest for path in near.paths)]

    def to_json(self) -> dict[str, Any]:
        """Return the object of `paths --json`."""
        return {
            "schema": 1,
            "query": self.query.to_json(),
            "searched": self.searched.to_json(),
            "paths": [path.to_json() for path in self.paths],
            "nearest": [near.to_json() for near in self.nearest],
            "missing": [leg.to_json() for leg in self.missing],
            "missing_cut": self.missing_cut,
            "new_since": None if self.new_since is None else self.new_since.isoformat(),
            "view": None if self.view is None else self.view.to_json(),
        }
