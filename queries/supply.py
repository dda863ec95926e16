"""What a question for supply paths says, and what its answer holds (FORMATS: leg, path, ends, standing, JSON)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from graph.errors import InvalidParameter
from graph.identity import path_id
from graph.model import MODALITIES
from graph.reference import countries

Possible = Literal["possible", "unknown", "impossible"]
POSSIBLE: tuple[Possible, ...] = ("possible", "unknown", "impossible")  # the order of ranking
MOST_HOPS = 6
DEFAULT_HOPS = 4
MOST_PATHS = 1000
DEFAULT_PATHS = 20
PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
HS = re.compile(r"\d{2,6}")


@dataclass(frozen=True, slots=True)
class PathQuery:
    """A question for supply paths. Build it with `PathQuery.make`, which checks and normalises.

    Attributes:
        from_countries: ISO codes of the suppliers; empty asks for any.
        to_countries: ISO codes of the recipients; empty asks for any.
        via: ISO codes that the path passes, in that order.
        goods: the goods as asked; looked up in the lexicon.
        hs: digits that the HS code of every leg begins with.
        origin: ISO code of the printed country of make of any leg.
        since: first day of the window that every leg touches.
        until: last day of that window.
        max_hops: most legs of a path.
        reviewed: whether legs that nobody accepted are hidden.
        synthetic: whether invented data is shown, in a block of its own after the real paths.
        impossible: whether chains whose dates cannot hold are among the paths (last) and not only among the nearest.
        limit: most paths of each block, real and synthetic.
    """

    from_countries: tuple[str, ...] = ()
    to_countries: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    goods: str | None = None
    hs: str | None = None
    origin: str | None = None
    since: date | None = None
    until: date | None = None
    max_hops: int = DEFAULT_HOPS
    reviewed: bool = False
    synthetic: bool = True
    impossible: bool = False
    limit: int = DEFAULT_PATHS

    @classmethod
    def make(
        cls,
        *,
        from_: str | Iterable[str] | None = None,
        to: str | Iterable[str] | None = None,
        via: str | Iterable[str] | None = None,
        goods: str | None = None,
        hs: str | None = None,
        origin: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        max_hops: int = DEFAULT_HOPS,
        reviewed: bool = False,
        synthetic: bool = True,
        impossible: bool = False,
        limit: int = DEFAULT_PATHS,
    ) -> PathQuery:
        """Check and normalise what a person typed.

        Args:
            from_: countries as code or name in any of the seven languages; "CN,HK" and ["CN", "HK"] unite.
            to: likewise.
            via: likewise; the order counts.
            goods: any label of the lexicon.
            hs: 2 to 6 digits; dots and blanks are ignored.
            origin: one country.
            since: day or partial ISO date ("2022", "2022-06"); a partial one means its first day.
            until: likewise; a partial one means its last day.
            max_hops: 1 to 6.
            reviewed: hide what nobody accepted.
            synthetic: show invented data too.
            impossible: list chains whose dates cannot hold as well.
            limit: 1 to 1000.

        Raises:
            InvalidParameter: a value is unknown, of the wrong form or out of bounds.
        """
        first, last = bound("since", since, last=False), bound("until", until, last=True)
        if first and last and first > last:
            raise InvalidParameter(f"since, until: since must not lie after until, got {first} and {last}")
        made = country_codes("origin", origin)
        if len(made) > 1:
            raise InvalidParameter(f"origin: one country at most, got {', '.join(made)}")
        return cls(
            from_countries=tuple(dict.fromkeys(country_codes("from", from_))),
            to_countries=tuple(dict.fromkeys(country_codes("to", to))),
            via=country_codes("via", via),
            goods=goods.strip() if goods and goods.strip() else None,
            hs=hs_prefix(hs),
            origin=made[0] if made else None,
            since=first,
            until=last,
            max_hops=within("max_hops", max_hops, 1, MOST_HOPS),
            reviewed=reviewed,
            synthetic=synthetic,
            impossible=impossible,
            limit=within("limit", limit, 1, MOST_PATHS),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the question as FORMATS prints it."""
        return {
            "from": list(self.from_countries),
            "to": list(self.to_countries),
            "via": list(self.via),
            "goods": self.goods,
            "hs": self.hs,
            "origin": self.origin,
            "since": None if self.since is None else self.since.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "max_hops": self.max_hops,
            "reviewed": self.reviewed,
            "synthetic": self.synthetic,
            "impossible": self.impossible,
            "limit": self.limit,
        }


def within(name: str, value: int, least: int, most: int) -> int:
    """Return a whole number if it lies within its bounds, else raise InvalidParameter."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InvalidParameter(f"{name}: must be a whole number from {least} to {most}, got {value!r}")
    return value


def bound(name: str, value: str | date | None, *, last: bool) -> date | None:
    """Read a day or a partial ISO date as the first or last day that it covers."""
    if value is None or isinstance(value, date):
        return value
    match = PARTIAL_DATE.fullmatch(value.strip())
    if not value.strip():
        return None
    try:
        if match is None:
            raise ValueError
        year, month, day = int(match[1]), match[2], match[3]
        month_number = int(month) if month else 12 if last else 1
        if day:
            return date(year, month_number, int(day))
        return date(year, month_number, monthrange(year, month_number)[1] if last else 1)
    except (ValueError, IndexError) as error:
        raise InvalidParameter(f"{name}: must be a date such as 2022, 2022-06 or 2022-06-17, got {value!r}") from error


def country_codes(name: str, value: str | Iterable[str] | None) -> tuple[str, ...]:
    """Read countries in code or word, separated by commas or given one by one.

    Raises:
        InvalidParameter: a name is no country; the message shows near ones.
    """
    texts = [] if value is None else [value] if isinstance(value, str) else list(value)
    codes: list[str] = []
    for text in texts:
        whole = countries.code(text.strip()) if text.strip() else None  # "Korea, Republic of" has a comma of its own
        if whole:
            codes.append(whole)
            continue
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            code = countries.code(part)
            if code is None:
                raise InvalidParameter(
                    f"{name}: must be a country as ISO code or name, got {part!r}; near: {', '.join(_near(part))}"
                )
            codes.append(code)
    return tuple(codes)


def _near(text: str) -> list[str]:
    from difflib import get_close_matches

    names = {countries.name(code).casefold(): code for code in countries.all_codes()}
    near = get_close_matches(text.casefold(), names, n=5, cutoff=0.5)
    return [f"{countries.name(names[item])} ({names[item]})" for item in near] or ["China (CN)", "Russia (RU)"]


def hs_prefix(value: str | None) -> str | None:
    """Read the beginning of an HS code, 2 to 6 digits.

    Raises:
        InvalidParameter: it is none.
    """
    if value is None or not value.strip():
        return None
    digits = re.sub(r"[\s.]", "", value)
    if not HS.fullmatch(digits):
        raise InvalidParameter(f"hs: must be 2 to 6 digits such as 8542 or 8542.31, got {value!r}")
    return digits


@dataclass(frozen=True, slots=True)
class End:
    """A party or country at an end of a leg."""

    id: str
    label: str
    name: str
    country: str | None = None
    listed: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return it as FORMATS prints it, with the mark of a listing where there is one."""
        data: dict[str, Any] = {"id": self.id, "label": self.label, "name": self.name, "country": self.country}
        if self.listed:
            data["listed"] = True
        return data


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One passage, or one row of a table, that states a fact.

    Attributes:
        claim: id of the claim; None for a row of a table.
        document: sha256 of the document.
        row: first physical line of the row or entry; None in a text.
        quote: the exact passage; for a row its cells joined by TAB; None when the archive does not hold it.
        spans: [start, end) in the document's text or in the joined cells.
        language: ISO 639-1 code.
        publisher: who printed it.
        published: partial ISO date.
        speaker: whom the passage names as its source.
        title: title or name of the document.
        url: address of the original.
        fact: id of the fact that it is about.
        kind: kind of the claim, or "row".
        modality: of this claim or row.
        standing: of this claim or row.
        origin: what independence is judged by.
        headers: printed column names of a row.
        cells: the row as printed.
        sheet: sheet of the row.
        edition: edition of the source.
        licence: as stated.
        synthetic: whether the source is invented.
    """

    document: str
    claim: str | None = None
    row: int | None = None
    quote: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    language: str | None = None
    publisher: str | None = None
    published: str | None = None
    speaker: str | None = None
    title: str | None = None
    url: str | None = None
    fact: str | None = None
    kind: str = "row"
    modality: str = "asserted"
    standing: str = "accepted"
    origin: str | None = None
    headers: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    sheet: str | None = None
    edition: str | None = None
    licence: str | None = None
    synthetic: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return it as FORMATS prints it; further keys only where they hold something."""
        data: dict[str, Any] = {
            "claim": self.claim,
            "document": self.document,
            "row": self.row,
            "quote": self.quote,
            "spans": [list(span) for span in self.spans],
            "language": self.language,
            "publisher": self.publisher,
            "published": self.published,
            "speaker": self.speaker,
        }
        further = ("title", "url", "fact", "kind", "modality", "standing", "sheet", "edition", "licence")
        data.update({key: value for key in further if (value := getattr(self, key)) is not None})
        if self.headers:
            data["headers"] = list(self.headers)
        if self.synthetic:
            data["synthetic"] = True
        return data


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity or value of a leg; unit None means pieces."""

    number: float | int
    relation: str = "="
    unit: str | None = None
    currency: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as FORMATS prints it."""
        data: dict[str, Any] = {"number": self.number, "relation": self.relation}
        data.update({"currency": self.currency} if self.currency else {"unit": self.unit})
        return data


@dataclass(frozen=True, slots=True)
class Leg:
    """One SUPPLIED tie: from whom, to whom, which goods, and how well it stands.

    Attributes:
        id: waybill_id of the tie.
        supplier, recipient: its ends.
        goods_id, goods, hs6: what was supplied.
        via: ISO codes of the countries on the way.
        start, end: bounds of its facts; None is open.
        from_countries, from_basis: what --from was matched with.
        to_countries: what --to was matched with.
        origins: printed countries of make.
        facts: ids of its facts, best first.
        facts_count, claims: how many there are.
        sources: number of independent sources.
        modality_counts: claims by modality.
        by_code: whether the goods asked for match only by the HS code.
        evidence: filled by `queries.evidence.attach`.
    """

    id: str
    supplier: End
    recipient: End
    goods_id: str
    goods: str
    hs6: str | None
    via: tuple[str, ...]
    start: date | None
    end: date | None
    from_countries: tuple[str, ...]
    from_basis: str | None
    to_countries: tuple[str, ...]
    origins: tuple[str, ...]
    standing: str
    modality: str
    modality_counts: tuple[tuple[str, int], ...]
    sources: int
    claims: int
    facts_count: int
    facts: tuple[str, ...]
    disputed: bool = False
    synthetic: bool = False
    by_code: bool = False
    quantity: Measure | None = None
    value: Measure | None = None
    weight_kg: float | None = None
    declared_as: str | None = None
    evidence: tuple[EvidenceItem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as FORMATS prints it, with a few keys more."""
        return {
            "id": self.id,
            "from": self.supplier.to_json(),
            "to": self.recipient.to_json(),
            "goods": {"id": self.goods_id, "name": self.goods, "hs6": self.hs6},
            "via": list(self.via),
            "start": None if self.start is None else self.start.isoformat(),
            "end": None if self.end is None else self.end.isoformat(),
            "quantity": None if self.quantity is None else self.quantity.to_json(),
            "value": None if self.value is None else self.value.to_json(),
            "weight_kg": self.weight_kg,
            "declared_as": self.declared_as,
            "origins": list(self.origins),
            "standing": self.standing,
            "modality": self.modality,
            "modality_counts": dict(self.modality_counts),
            "disputed": self.disputed,
            "sources": self.sources,
            "claims": self.claims,
            "facts_count": self.facts_count,
            "facts": list(self.facts),
            "evidence": [item.to_json() for item in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of legs, with its rank and the reasons for it."""

    legs: tuple[Leg, ...]
    possible: Possible
    rank: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """A hash of the tie ids, in order."""
        return path_id([leg.id for leg in self.legs])

    @property
    def standing(self) -> str:
        """The standing of its worst leg."""
        return "accepted" if all(leg.standing == "accepted" for leg in self.legs) else "unreviewed"

    @property
    def modality(self) -> str:
        """The modality of its worst leg."""
        return max((leg.modality for leg in self.legs), key=lambda item: [str(m) for m in MODALITIES].index(item))

    @property
    def modality_counts(self) -> dict[str, int]:
        """Claims of all its legs by modality; modalities without any are left out."""
        counts: dict[str, int] = {}
        for leg in self.legs:
            for name, number in leg.modality_counts:
                counts[name] = counts.get(name, 0) + number
        return {str(name): counts[name] for name in MODALITIES if counts.get(name)}

    @property
    def sources(self) -> int:
        """Independent sources of its weakest leg."""
        return min(leg.sources for leg in self.legs)

    @property
    def from_basis(self) -> str | None:
        """What the country of the first supplier was taken from: supplier, dispatch or origin."""
        return self.legs[0].from_basis

    @property
    def disputed(self) -> bool:
        """Whether somebody denies a leg."""
        return any(leg.disputed for leg in self.legs)

    @property
    def synthetic(self) -> bool:
        """Whether it is invented; no path mixes invented and real legs."""
        return any(leg.synthetic for leg in self.legs)

    @property
    def parties(self) -> tuple[End, ...]:
        """Its parties in order, from the first supplier to the last recipient."""
        return (self.legs[0].supplier, *(leg.recipient for leg in self.legs))

    def to_json(self) -> dict[str, Any]:
        """Return it as FORMATS prints it."""
        return {
            "id": self.id,
            "rank": self.rank,
            "possible": self.possible,
            "standing": self.standing,
            "modality": self.modality,
            "modality_counts": self.modality_counts,
            "sources": self.sources,
            "from_basis": self.from_basis,
            "disputed": self.disputed,
            "synthetic": self.synthetic,
            "reasons": list(self.reasons),
            "legs": [leg.to_json() for leg in self.legs],
        }


@dataclass(frozen=True, slots=True)
class Near:
    """Something close to what was asked, shown when the answer is thin.

    Attributes:
        kind: "dates" (a chain whose dates cannot hold), "without" (paths once a condition is dropped),
            "reaches_via" (goods that reach the transit country), "statement" (a transfer that is no supply: planned,
            sought, feared or denied).
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
class GoodsAsked:
    """What --goods was read as: the first line of an answer prints it.

    Attributes:
        asked: as typed.
        concept: id of the concept; None for an HS code alone.
        label: English label.
        labels: labels by language.
        narrower: ids of the narrower concepts, without itself.
        codes: HS prefixes of it and what is narrower.
        ids: waybill_id of the Goods nodes it stands for.
    """

    asked: str
    concept: str | None
    label: str
    labels: dict[str, tuple[str, ...]]
    narrower: tuple[str, ...]
    codes: tuple[str, ...]
    ids: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "asked": self.asked,
            "concept": self.concept,
            "name": self.label,
            "labels": {language: list(labels) for language, labels in sorted(self.labels.items())},
            "narrower": list(self.narrower),
            "codes": list(self.codes),
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
    """The answer to a PathQuery. `paths` holds the real ones first, then the synthetic ones, each block ranked."""

    query: PathQuery
    searched: Searched
    paths: tuple[Path, ...] = ()
    nearest: tuple[Near, ...] = ()
    missing: tuple[dict[str, Any], ...] = field(default=())

    @property
    def real(self) -> tuple[Path, ...]:
        """Paths from sources that are not invented."""
        return tuple(path for path in self.paths if not path.synthetic)

    @property
    def invented(self) -> tuple[Path, ...]:
        """Paths from synthetic sources; views show them in a block of their own."""
        return tuple(path for path in self.paths if path.synthetic)

    def to_json(self) -> dict[str, Any]:
        """Return the object of `paths --json`."""
        return {
            "schema": 1,
            "query": self.query.to_json(),
            "searched": self.searched.to_json(),
            "paths": [path.to_json() for path in self.paths],
            "nearest": [near.to_json() for near in self.nearest],
            "missing": [dict(item) for item in self.missing],
        }
