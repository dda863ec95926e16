"""Claims become facts: when two claims are one fact, how good its proof is, and when it is disputed.

Two claims are one fact only when they have the same kind, canonical ends and goods, their dates fit, and no
identifying property conflicts; a vague date never bridges two exact ones. In doubt they stay two facts, marked as
possibly the same. Rows of tables carry their own keys, so two rows of one source are never one fact; rows of two
sources are one only when they agree in their dates and at least one number. Every result is a function of the set of
claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any

from graph.dates import bounds
from graph.model import MODALITIES, STANDINGS, Claim, Document, Modality, Standing

MARKS = 5  # a fact names at most so many others as possibly the same
FOREVER = 10**7
DISPUTE: Modality = "denied"


@dataclass(frozen=True, slots=True)
class End:
    """A canonical party of a claim: the primary label and id of its node, and its country."""

    label: str
    id: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim with its canonical ends.

    Attributes:
        record: record id.
        claim_id: id of the claim.
        claim: what is said.
        document: where.
        standing: accepted, unreviewed or rejected.
        ends: role -> canonical party.
        via: canonical parties on the way, in order.
        goods: id of the goods node.
        row: first physical line of a table's row or list's entry.
        sheet: its sheet, where there is one.
        deleted: a later edition of its source that says that it holds the record no more.
    """

    record: str
    claim_id: str
    claim: Claim
    document: Document
    standing: Standing
    ends: Mapping[str, End]
    via: tuple[End, ...] = ()
    goods: str | None = None
    row: int | None = None
    sheet: str | None = None
    deleted: str | None = None

    @property
    def tabular(self) -> bool:
        """Whether it is a row of a table or an entry of a list."""
        return self.row is not None

    @property
    def bounds(self) -> tuple[date | None, date | None]:
        """Earliest beginning and latest end."""
        return bounds(self.claim.start, self.claim.end)

    @property
    def width(self) -> int:
        """Days between its bounds; very many where one is open."""
        start, end = self.bounds
        return FOREVER if start is None or end is None else (end - start).days

    @property
    def quality(self) -> tuple[int, int, int, str]:
        """Sort key, best first: standing, modality, exactness, record."""
        return STANDINGS.index(self.standing), MODALITIES.index(self.claim.modality), self.width, self.record


@dataclass(slots=True)
class Fact:
    """One fact with all its claims.

    Attributes:
        id: smallest record id of its claims, denials aside.
        kind: as of its claims.
        statements: its claims, best first.
        denials: claims that deny it, best first; alone they are the fact.
        possibly_same: ids of facts that may be the same, at most five.
    """

    id: str
    kind: str
    statements: list[Statement]
    denials: list[Statement] = field(default_factory=list)
    possibly_same: list[str] = field(default_factory=list)
    known_ends: dict[str, End] = field(default_factory=dict, repr=False, compare=False)

    @property
    def ends(self) -> dict[str, End]:
        """Role -> canonical party, from its best claim that names one; asked for once all its claims are in."""
        if not self.known_ends:
            for statement in self.voices:
                for role, end in statement.ends.items():
                    self.known_ends.setdefault(role, end)
        return self.known_ends

    @property
    def voices(self) -> list[Statement]:
        """The claims that decide standing and modality: the denials only where nothing else stands."""
        return self.statements or self.denials

    @property
    def best(self) -> Statement:
        """Its best claim."""
        return self.voices[0]

    @property
    def standing(self) -> Standing:
        """The best standing of its claims."""
        return self.best.standing

    @property
    def modality(self) -> Modality:
        """The strongest modality among the claims of that standing."""
        return self.best.claim.modality

    @property
    def disputed(self) -> bool:
        """Whether somebody denies what somebody else says."""
        return bool(self.statements) and any(denial.standing != "rejected" for denial in self.denials)

    @property
    def origins(self) -> frozenset[str]:
        """Independent sources: origins of the data behind the claims that nobody rejected."""
        voices = self.voices
        if len(voices) == 1:
            return frozenset((voices[0].document.source.origin,))
        standing = [one for one in voices if one.standing != "rejected"] or voices
        return frozenset(one.document.source.origin for one in standing)

    @property
    def superseded(self) -> bool:
        """Whether a corrected version of its record has taken its place in every table that states it."""
        return all("superseded" in one.claim.flags for one in self.voices)

    def count_modalities(self, counts: Counter[str]) -> None:
        """Add its claims by modality, denials and all but the rejected included."""
        for one in [*self.statements, *self.denials]:
            if one.standing != "rejected":
                counts[one.claim.modality] += 1

    def pick(self, slot: str) -> Any:
        """Value of a slot in its best claim that has one: the latest edition of a record first."""
        for one in self.voices:
            value = getattr(one.claim, slot)
            if value is not None and value != ():
                return value
        return None


@dataclass(slots=True)
class _Unit:
    """All statements of one record: a row in several editions, a row printed twice, or one claim of a text."""

    record: str
    statements: list[Statement]

    @property
    def first(self) -> Statement:
        return self.statements[0]

    @property
    def order(self) -> tuple[bool, int, int, str]:
        numbers = len(_numbers(self.first))
        return not self.first.tabular, self.first.width, -numbers, self.record


def fact_key(statement: Statement) -> tuple[Any, ...]:
    """What two claims must share to be one fact; the record itself where an end is unknown."""
    claim, ends = statement.claim, statement.ends

    def end(role: str) -> str | None:
        return ends[role].id if role in ends else None

    common: tuple[Any, ...] = (claim.kind, statement.document.source.synthetic)
    match claim.kind:
        case "transfer":
            start = end("supplier") or _country(claim.dispatch or claim.origin)
            stop = end("recipient") or _country(claim.destination)
            sole = None if start and stop and statement.goods else statement.record
            return (*common, start, stop, statement.goods, sole)
        case "offer":
            return (*common, end("supplier") or statement.record, statement.goods, claim.model)
        case "production":
            return (*common, end("maker") or statement.record, end("object"), statement.goods, claim.model)
        case "end_use":
            where = end("weapon") or end("recipient") or end("place") or statement.record
            sole = None if statement.goods or claim.model else statement.record
            return (*common, where, statement.goods, claim.model, sole)
        case "ownership" | "role":
            return (*common, end("subject"), end("object"), claim.topic)
        case "listing":
            entry = (claim.programme, claim.annex, claim.measure, claim.entry)
            return (*common, end("subject"), end("object"), claim.topic, *entry)
        case "event" | "link":
            return (*common, end("subject"), end("object"), claim.topic)
        case "registration":
            return (*common, end("object") or statement.record, claim.topic, claim.annex, claim.entry)
        case "flow":
            kind = (claim.direction, claim.basis, claim.level, claim.regime)
            return (*common, end("subject") or statement.record, end("object"), statement.goods, claim.hs, *kind)
        case _:
            return (*common, statement.record)


def _country(code: str | None) -> str | None:
    return f"country:{code}" if code else None


def make_facts(statements: Iterable[Statement]) -> list[Fact]:
    """Group claims into facts.

    Args:
        statements: all claims of the archive with canonical ends, in any order.

    Returns:
        Facts sorted by id; a denial of several facts stands in each of them.
    """
    groups: dict[tuple[Any, ...], dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    listings: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.claim.kind == "listing" and statement.tabular:
            listings[statement.record].append(statement)
        else:
            groups[fact_key(statement)][statement.record].append(statement)
    for record, restated in listings.items():  # an entry whose programme changes stays the same listing
        groups[fact_key(_latest_first(restated)[0])][record] = restated
    facts = [fact for records in groups.values() for fact in _facts_of_group(records)]
    return sorted(facts, key=lambda fact: fact.id)


def _facts_of_group(records: Mapping[str, list[Statement]]) -> list[Fact]:
    units = [_Unit(record, _latest_first(found)) for record, found in records.items()]
    denials = [unit for unit in units if unit.first.claim.modality == DISPUTE]
    others = sorted((unit for unit in units if unit.first.claim.modality != DISPUTE), key=lambda unit: unit.order)
    gathered = _gather(others)
    facts = [_fact(members) for members in gathered.facts]
    for index, others_index in gathered.doubts:
        facts[index].possibly_same = sorted(facts[other].id for other in others_index)[:MARKS]
    for denial in sorted(denials, key=lambda unit: unit.order):
        hit = [fact for fact in facts if fact.statements and _fits(denial.first, fact.best)]
        for fact in hit:
            fact.denials = sorted([*fact.denials, *denial.statements], key=attrgetter("quality"))
        if not hit:
            facts.append(_deny(facts, denial))
    return facts


def _deny(facts: list[Fact], denial: _Unit) -> Fact:
    """A denial of what nobody says: a fact of its own, or one more voice of such a fact."""
    for fact in facts:
        if not fact.statements and all(_fits(denial.first, other) for other in fact.denials):
            facts.remove(fact)
            fact.denials = sorted([*fact.denials, *denial.statements], key=attrgetter("quality"))
            fact.id = min(fact.id, denial.record)
            return fact
    return Fact(denial.record, denial.first.claim.kind, [], sorted(denial.statements, key=attrgetter("quality")))


def _fact(members: list[_Unit]) -> Fact:
    ranked = [(_rank(unit, number), one) for unit in members for number, one in enumerate(unit.statements)]
    return Fact(
        id=min(unit.record for unit in members),
        kind=ranked[0][1].claim.kind,
        statements=[one for _, one in sorted(ranked, key=itemgetter(0))],
    )


def _rank(unit: _Unit, number: int) -> tuple[int, int, int, str, int]:
    """Order of a statement in its fact, best first; of one record the latest edition speaks, exact or not."""
    one = unit.statements[number]
    return STANDINGS.index(one.standing), MODALITIES.index(one.claim.modality), unit.first.width, unit.record, number


@dataclass(slots=True)
class _Gathered:
    facts: list[list[_Unit]] = field(default_factory=list)
    doubts: list[tuple[int, list[int]]] = field(default_factory=list)


def _gather(units: list[_Unit]) -> _Gathered:
    """Put units together, exact ones first: each joins the one fact with all members of which it agrees, else none."""
    found = _Gathered()
    rows: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for unit in units:
        if unit.first.tabular:
            signature = _signature(unit.first)
            hits = [index for index in rows[signature] if _other_sources(unit, found.facts[index])]
        else:
            signature = None
            hits = [i for i, members in enumerate(found.facts) if all(_fits(unit.first, one.first) for one in members)]
        if len(hits) == 1:
            found.facts[hits[0]].append(unit)
            continue
        if hits:
            found.doubts.append((len(found.facts), hits))
        if signature is not None:
            rows[signature].append(len(found.facts))
        found.facts.append([unit])
    return found


def _signature(one: Statement) -> tuple[Any, ...]:
    """What rows of two sources must share: dates and numbers. Without a number a shipment is like no other."""
    numbers = _numbers(one)
    sole = one.record if one.claim.kind in ("transfer", "flow") and not numbers else None
    maker = one.ends["maker"].id if one.claim.kind == "end_use" and "maker" in one.ends else None
    told = (_share(one), one.claim.model, one.claim.declaration, maker, sole)
    return one.bounds, tuple(sorted(numbers.items())), *told


def _other_sources(unit: _Unit, members: list[_Unit]) -> bool:
    key = unit.first.document.source.key
    return all(member.first.document.source.key != key for member in members)


def _fits(one: Statement, other: Statement) -> bool:
    if not _dates_fit(one.bounds, other.bounds):
        return False
    mine, theirs = _identity(one), _identity(other)
    shared = mine.keys() & theirs.keys()
    if any(mine[slot] != theirs[slot] for slot in shared):
        return False
    if one.tabular or other.tabular:  # a text and a row: a date alone proves little
        return one.bounds == other.bounds or bool(_numbers(one).keys() & _numbers(other).keys())
    return True


def _dates_fit(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """One range holds the other; an open bound holds everything."""
    return _holds(one, other) or _holds(other, one)


def _holds(wide: tuple[date | None, date | None], narrow: tuple[date | None, date | None]) -> bool:
    starts = wide[0] is None or (narrow[0] is not None and wide[0] <= narrow[0])
    ends = wide[1] is None or (narrow[1] is not None and narrow[1] <= wide[1])
    return starts and ends


def _numbers(one: Statement) -> dict[str, tuple[str, ...]]:
    claim = one.claim
    found: dict[str, tuple[str, ...]] = {}
    if claim.quantity is not None and claim.quantity.relation == "=":
        found["quantity"] = (claim.quantity.number, (claim.quantity.unit or "").casefold())
    if claim.value is not None and claim.value.relation == "=":
        found["value"] = (claim.value.number, claim.value.currency or "")
    if claim.weight_kg is not None:
        found["weight"] = (claim.weight_kg,)
    return found


def _identity(one: Statement) -> dict[str, Any]:
    """Properties that tell two facts apart when both have them."""
    claim = one.claim
    named: dict[str, Any] = dict(_numbers(one))
    for slot in ("model", "declaration", "entry"):
        if getattr(claim, slot) is not None:
            named[slot] = getattr(claim, slot)
    if claim.hs is not None and len(claim.hs) >= 6:
        named["hs6"] = claim.hs[:6]
    if one.via:
        named["via"] = frozenset(end.id for end in one.via)
    if claim.share is not None:
        named["share"] = _share(one)
    return named


def _share(one: Statement) -> tuple[tuple[str, str], ...]:
    """Both bounds of a share, as far as they are stated."""
    return tuple((bound.number, bound.relation) for bound in (one.claim.share, one.claim.share_max) if bound)


def _latest_first(statements: list[Statement]) -> list[Statement]:
    """Statements of one record: the latest edition first, then in the order of the file."""
    in_file = sorted(statements, key=lambda one: (one.document.sha256, one.row or 0))
    return sorted(in_file, key=lambda one: one.document.source.edition or "", reverse=True)
