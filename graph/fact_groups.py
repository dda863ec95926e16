"""Claims become facts: when two claims are one fact.

Two claims are one fact only when they have the same kind, canonical ends and goods, their dates fit, and no
identifying property conflicts; a vague date never bridges two exact ones, and what lasts is not what has ended. In
doubt they stay two facts, marked as possibly the same. Rows of tables carry their own keys, so two rows of one source
are never one fact; rows of two sources are one only when they agree in their dates and at least one number. Every
result is a function of the set of claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter, is_, itemgetter
from typing import Any

from graph.dates import latest
from graph.facts import Fact, Statement, fact_key, folded_model
from graph.model import MODALITIES, STANDINGS, Modality

MARKS = 5  # a fact names at most so many others as possibly the same
LASTING = ("ownership", "role", "link")
DISPUTE: Modality = "denied"
Key = tuple[Any, ...]
Records = dict[str, list[Statement]]  # record id -> its statements


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


def make_facts(statements: Iterable[Statement]) -> list[Fact]:
    """Group claims into facts.

    Args:
        statements: all claims of the archive with canonical ends, in any order.

    Returns:
        Facts sorted by id; a denial of several facts stands in each of them.
    """
    facts = [fact for records in _groups(statements, {}).values() for fact in _facts_of_group(records)]
    return sorted(facts, key=lambda fact: fact.id)


@dataclass(frozen=True, slots=True)
class Difference:
    """The facts of two sets of claims that have very many claims in common.

    Attributes:
        both: facts that are the same in both, as the same claims make them, and that share no claim with others.
        now, before: all others, sorted by id.
    """

    both: list[Fact]
    now: list[Fact]
    before: list[Fact]


def difference(now: Iterable[Statement], before: Iterable[Statement]) -> Difference:
    """Make the facts of two sets of claims; those of what both have in common are made once.

    Args:
        now, before: claims as for `make_facts`; one that is in both is the same object.
    """
    keys: dict[int, Key] = {}
    signatures: dict[int, Key] = {}
    there, earlier = (_cells(_groups(some, keys), signatures) for some in (now, before))
    both: list[Fact] = []
    mine: list[Fact] = []
    theirs: list[Fact] = []
    for key, records in earlier.items():
        same = key in there and _identical(there[key], records)
        (both if same else theirs).extend(_facts_of_group(records))
        if same:
            del there[key]
    for records in there.values():
        mine.extend(_facts_of_group(records))
    named = {one for fact in (*mine, *theirs) for one in fact.claim_ids}
    shared = [fact for fact in both if named and not named.isdisjoint(fact.claim_ids)]
    apart = {fact.id for fact in shared}
    alone = [fact for fact in both if fact.id not in apart]
    return Difference(alone, *(sorted([*some, *shared], key=lambda fact: fact.id) for some in (mine, theirs)))


def _identical(some: Records, others: Records) -> bool:
    return some.keys() == others.keys() and all(
        len(found) == len(others[record]) and all(map(is_, found, others[record])) for record, found in some.items()
    )


def _groups(statements: Iterable[Statement], keys: dict[int, Key]) -> dict[Key, Records]:
    """Put claims together that may be one fact, by record; `keys` remembers what was found out of an object."""
    groups: dict[Key, Records] = defaultdict(lambda: defaultdict(list))
    listings: Records = defaultdict(list)
    for statement in statements:
        if statement.claim.kind == "listing" and statement.tabular:
            listings[statement.record].append(statement)
            continue
        key = keys.get(id(statement))
        if key is None:
            key = keys[id(statement)] = fact_key(statement)
        groups[key][statement.record].append(statement)
    for record, restated in listings.items():  # an entry whose programme changes stays the same listing
        groups[fact_key(_latest_first(restated)[0])][record] = restated
    return groups


def _cells(groups: Mapping[Key, Records], signatures: dict[int, Key]) -> dict[Key, Records]:
    """Part groups where nothing can join the parts: rows that nobody denies, by what they must share to be one.

    Args:
        groups: of `_groups`.
        signatures: remembers what rows must share, by object.
    """
    cells: dict[Key, Records] = {}
    for key, records in groups.items():
        if all(one.tabular and one.claim.modality != DISPUTE for found in records.values() for one in found):
            for record, found in records.items():
                first = _latest_first(found)[0]
                signature = signatures.get(id(first))
                if signature is None:
                    signature = signatures[id(first)] = _signature(first)
                cells.setdefault((key, signature), {})[record] = found
        else:
            cells[key] = records
    return cells


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
    told = (_share(one), folded_model(one.claim), one.claim.declaration, maker, sole)
    return one.bounds, tuple(sorted(numbers.items())), *told


def _other_sources(unit: _Unit, members: list[_Unit]) -> bool:
    key = unit.first.document.source.key
    return all(member.first.document.source.key != key for member in members)


def _fits(one: Statement, other: Statement) -> bool:
    if not _dates_fit(one.bounds, other.bounds) or _lasts_beyond(one, other) or _lasts_beyond(other, one):
        return False
    mine, theirs = _identity(one), _identity(other)
    shared = mine.keys() & theirs.keys()
    if any(mine[slot] != theirs[slot] for slot in shared):
        return False
    if one.tabular or other.tabular:  # a text and a row: a date alone proves little
        return one.bounds == other.bounds or bool(_numbers(one).keys() & _numbers(other).keys())
    return True


def _lasts_beyond(one: Statement, other: Statement) -> bool:
    """Whether a text tells of a holding or an office without an end, and not before the end that another gives it.

    "Owns 49 per cent" and "was majority owner until 2022" are two facts, unless the first was published before 2022.
    """
    end = other.bounds[1]
    if DISPUTE in (one.claim.modality, other.claim.modality):
        return False
    if one.claim.kind not in LASTING or one.tabular or end is None or one.bounds[1] is not None:
        return False
    told = one.document.published or one.document.source.edition
    return told is None or latest(told) > end


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
    for slot in ("declaration", "entry"):
        if getattr(claim, slot) is not None:
            named[slot] = getattr(claim, slot)
    if claim.model is not None:
        named["model"] = folded_model(claim)
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
    if len(statements) == 1:
        return statements
    in_file = sorted(statements, key=lambda one: (one.document.sha256, one.row or 0))
    return sorted(in_file, key=lambda one: one.document.source.edition or "", reverse=True)
