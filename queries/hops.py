"""The long path hop by hop: what each hop says, what it rests on, and which hop nobody tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from graph.model import digest_id
from queries.supply import End, Leg, to_day
from queries.tracing import FoundPart, Trace

Stage = Literal["made", "found", "kind", "code", "exact", "supply", "owner"]
STAGES: tuple[Stage, ...] = ("made", "found", "kind", "code", "exact", "supply", "owner")
READ = ("kind", "code")  # these rest on the lexicon and on reference tables, not on a source
KEY = 16  # characters of a key


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop of a long path.

    Attributes:
        key: tells it from the others; the id of the tie of a supply.
        stage: made (maker to part), found (part to weapons), kind (part to its goods), code (goods to HS codes), exact
            (a shipment names the number), supply (a leg of a path of such goods), owner (recipient to listed owner).
        source: where it begins; None where that is not told.
        targets: where it leads; empty where nobody tells, which is said.
        facts: ids of the facts that prove it.
        tie: id of the supply tie that proves it.
        start, end: first and last day that is told; empty where none is.
        standing, modality: of a shipment.
        sources: independent ones of a supply; 0 where they are not counted.
        ranks: of the paths that a supply belongs to.
        least: per cent that an owner holds at least; None where nobody knows.
        synthetic: whether it is invented.
    """

    key: str
    stage: Stage
    source: End | None
    targets: tuple[End, ...] = ()
    facts: tuple[str, ...] = ()
    tie: str = ""
    start: str = ""
    end: str = ""
    standing: str = ""
    modality: str = ""
    sources: int = 0
    ranks: tuple[int, ...] = ()
    least: float | None = None
    synthetic: bool = False

    @property
    def told(self) -> bool:
        """Whether anybody tells it."""
        return self.source is not None and bool(self.targets)


def alone(trace: Trace) -> Trace:
    """Return a long path without invented shipments and owners where the parts are real, and the other way round."""
    invented = all(one.synthetic for one in trace.parts)
    return replace(
        trace,
        parts=tuple(one for one in trace.parts if one.synthetic == invented),
        exact=tuple(one for one in trace.exact if bool(one["synthetic"]) == invented),
        paths=tuple(one for one in trace.paths if one.synthetic == invented),
        owners=tuple(one for one in trace.owners if one.synthetic == invented),
    )


def hops(trace: Trace) -> tuple[Hop, ...]:
    """Return the hops of a long path in the order of its stages; a stage that nobody tells is one hop that is not told.

    Args:
        trace: of `queries.tracing.trace`; best as `alone` gives it.
    """
    found = [hop for stage in (_parts, _goods, _exact, _supplies, _owners) for hop in stage(trace)]
    return tuple(sorted(found, key=lambda hop: STAGES.index(hop.stage)))


def _key(stage: Stage, *parts: str) -> str:
    return digest_id("hop", stage, *parts)[:KEY]


def part_end(one: FoundPart) -> End:
    """Return a part as an end of a hop."""
    return End(one.product_id, "Product", one.product)


def _parts(trace: Trace) -> Iterator[Hop]:
    for key, those in _by_maker(trace.parts).items():
        one = those[0]
        part, facts = part_end(one), tuple(sorted({fact for each in those for fact in each.findings}))
        told = (part,) if one.maker else ()
        yield Hop(_key("made", *key), "made", one.maker, told, facts, synthetic=one.synthetic)
        named = {identifier: name for each in those for identifier, name in each.weapons}
        weapons = tuple(End(identifier, "Weapon", name) for identifier, name in named.items())
        yield Hop(_key("found", *key), "found", part, weapons, facts, synthetic=one.synthetic)


def _by_maker(parts: Iterable[FoundPart]) -> dict[tuple[str, ...], list[FoundPart]]:
    """Gather parts of one number and maker; makers that nobody identified are gathered by what they are called."""
    held: dict[tuple[str, ...], list[FoundPart]] = defaultdict(list)
    for one in parts:
        maker = one.maker
        unnamed = maker is not None and maker.label == "Group"
        told = ("", maker.name, maker.country or "") if maker and unnamed else (maker.id if maker else "",)
        held[one.product_id, *told].append(one)
    return held


def _goods(trace: Trace) -> Iterator[Hop]:
    goods = End(trace.goods_id, "Goods", trace.goods) if trace.goods_id else None
    for part in dict.fromkeys(part_end(one) for one in trace.parts):
        yield Hop(_key("kind", part.id), "kind", part, (goods,) if goods else ())
    prefixes = trace.codes or tuple(one.partition(":")[0] for one in trace.priority)
    codes = tuple(End(f"goods:hs:{code}", "Code", code) for code in prefixes)
    yield Hop(_key("code", trace.goods_id), "code", goods, codes if goods else ())


def _exact(trace: Trace) -> Iterator[Hop]:
    by_transfer: dict[str, list[dict[str, Any]]] = {}
    for row in trace.exact:
        by_transfer.setdefault(row["transfer"], []).append(row)
    for transfer, rows in by_transfer.items():
        row = rows[0]
        supplier, country = End("", "", row["supplier"] or ""), f"country:{row['country']}"
        label = "Company" if row["recipient_id"] else "Country"
        recipient = End(row["recipient_id"] or country, label, row["recipient"] or "", row["country"])
        yield Hop(
            _key("exact", transfer), "exact", supplier, (recipient,), (transfer,), start=_day(row["start"]),
            end=_day(row["end"]), standing=row["standing"], modality=row["modality"], synthetic=row["synthetic"],
        )  # fmt: skip
    if not by_transfer:
        yield Hop(_key("exact", trace.goods_id), "exact", None)


def _day(value: Any) -> str:
    found = to_day(None if value is None else str(value))
    return "" if found is None else found.isoformat()


def _supplies(trace: Trace) -> Iterator[Hop]:
    legs: dict[str, tuple[Leg, list[int]]] = {}
    for path in trace.paths:
        for leg in path.legs:
            legs.setdefault(leg.id, (leg, []))[1].append(path.rank)
    for leg, ranks in legs.values():
        yield Hop(
            leg.id, "supply", leg.supplier, (leg.recipient,), leg.facts, leg.id, _day(leg.start), _day(leg.end),
            leg.standing, leg.modality, leg.sources, tuple(ranks), synthetic=leg.synthetic,
        )  # fmt: skip
    if not legs:
        yield Hop(_key("supply", trace.goods_id), "supply", None)


def _owners(trace: Trace) -> Iterator[Hop]:
    recipients = {hop.targets[0].name: hop.targets[0] for hop in _exact(trace) if hop.told}
    recipients |= {path.parties[-1].name: path.parties[-1] for path in trace.paths}
    for one in trace.owners:
        recipient = recipients.get(one.party) or End("", "Company", one.party)
        yield Hop(
            _key("owner", *one.ownerships), "owner", recipient, (End(one.top_id, "", one.top, None, True),),
            one.ownerships, least=one.least, synthetic=one.synthetic,
        )  # fmt: skip
    if not trace.owners and (trace.paths or trace.exact):
        yield Hop(_key("owner", trace.goods_id), "owner", None)
