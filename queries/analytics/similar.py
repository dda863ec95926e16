"""Parties with like trade: the same goods, bought from or sold to the same countries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt

from graph.identity import goods_node
from graph.store import Store
from queries.analytics.answer import Analysis, asked_of
from queries.analytics.trade import Trade, goods_named, named, trade_of
from queries.question import PathQuery, within

SHARED = 2  # traits that two parties must share
MOST_SHARED = 50
COMMON_SHARE, COMMON_LEAST = 0.05, 5  # goods that more parties than both deal in are common
MOST_HOLDERS = 300  # a trait of more parties names no pair by itself; it counts where another one does
SHOWN_TIES = 6
CANNOT_SHOW = (
    "It cannot show that two parties belong or act together: like trade is also what competitors have, and goods and "
    "countries are told of few of all deals."
)

NOT_TOLD = goods_node()
Trait = tuple[str, str, str]  # sells or buys, the code or the goods, the country of the other side


@dataclass(frozen=True, slots=True)
class Alike:
    """Two parties with like trade.

    Attributes:
        one, other: their ids; where one party was asked for, it is `one`.
        one_name, other_name, one_country, other_country: of them.
        likeness: cosine of their traits, each weighed by how few parties have it; from 0 to 1.
        shared: the traits that both have, the rarest first, in words.
        one_traits, other_traits: how many each has.
        together: whether they also trade with one another.
        ties: ids of some ties of both that have the rarest traits.
    """

    one: str
    other: str
    one_name: str
    other_name: str
    one_country: str | None
    other_country: str | None
    likeness: float
    shared: tuple[str, ...]
    one_traits: int
    other_traits: int
    together: bool
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profiles:
    """What parties trade in.

    Attributes:
        traits: of each party, with the ids of the ties that show it.
        holders: of each trait, sorted.
        dealers: how many parties deal in a code or goods.
        lands: country of each party.
        pairs: parties that trade with one another, in order.
    """

    traits: dict[str, dict[Trait, list[str]]]
    holders: dict[Trait, list[str]]
    dealers: Counter[str]
    lands: dict[str, str]
    pairs: set[tuple[str, str]]

    def weight(self, trait: Trait) -> float:
        """How much a trait tells: the fewer parties have it the more, nothing where all do."""
        return log(len(self.traits) / len(self.holders[trait]))

    def common(self, goods: str) -> bool:
        """Whether so many parties deal in a code or goods that it tells nothing by itself."""
        return self.dealers[goods] > max(COMMON_LEAST, COMMON_SHARE * len(self.traits))

    def likeness(self, one: str, other: str, shared: Iterable[Trait]) -> float:
        """Return the cosine of two parties' traits."""
        lengths = [sqrt(sum(self.weight(trait) ** 2 for trait in self.traits[party])) for party in (one, other)]
        return sum(self.weight(trait) ** 2 for trait in shared) / (lengths[0] * lengths[1]) if all(lengths) else 0.0


def similar(
    store: Store, query: PathQuery, *, party: str | None = None, shared: int = SHARED, timeout_s: float = 300.0
) -> Analysis[Alike]:
    """Rank pairs of parties by how alike their trade is, or the parties like one.

    Two parties must share at least so many traits, and not all of one code or kind of goods that is common.

    Args:
        store: an open store.
        query: countries that the ties leave from and arrive in, goods, dates, standing.
        party: whole id of a party; None compares all.
        shared: traits that two must share, 2 at least.
        timeout_s: time limit of the engine.

    Raises:
        InvalidParameter: nobody knows the goods, or a value is out of bounds.
        QueryTimeout: the engine takes longer than it may.

    Source:
        G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval", Information Processing &
        Management 24 (1988): the cosine of traits that weigh by the logarithm of how few have them.
    """
    within("shared", shared, SHARED, MOST_SHARED)
    trade = trade_of(store, query, timeout_s)
    profiles = profiles_of(trade)
    pairs, wide = _pairs(profiles, party)
    scored = []
    for one, other in sorted(pairs):
        both = shared_of(profiles, one, other)
        if fits(profiles, both, shared):
            scored.append((-round(profiles.likeness(one, other, both), 9), one, other, both))
    scored.sort(key=lambda pair: (pair[0], -len(pair[3]), pair[1], pair[2]))
    rows = _rows(store, profiles, scored[: query.limit])
    figures = {
        "parties": len(profiles.traits), "ties": len(trade.ties), "traits": len(profiles.holders),
        "pairs_compared": len(pairs), "pairs_alike": len(scored), "shared_least": shared, "too_wide_traits": wide,
    }  # fmt: skip
    said = [f"{wide:,} traits of more than {MOST_HOLDERS} parties named no pair by themselves"] if wide else []
    if party is not None and party not in profiles.traits:
        said.append(f"{party} has no trade among what was asked for")
    return Analysis(
        "similar", asked_of(query, party=party, shared=shared), figures, rows, CANNOT_SHOW, (*trade.notes, *said)
    )


def profiles_of(trade: Trade) -> Profiles:
    """Return the traits of the parties of some ties that begin and end in the countries asked for."""
    traits: dict[str, dict[Trait, list[str]]] = defaultdict(lambda: defaultdict(list))
    lands: dict[str, str] = {}
    pairs = set()
    for tie in trade.ties:
        if not (tie.begins and tie.finishes):
            continue
        kinds = tie.hs6s or (() if tie.goods == NOT_TOLD else (tie.goods,))
        sides = (
            ("sells", tie.start, tie.starts_inner, tie.end_country),
            ("buys", tie.end, tie.ends_inner, tie.start_country),
        )
        for role, party, inner, land in sides:
            if inner and land:  # where a side is not told, nothing is shared
                for kind in kinds:
                    traits[party][role, kind, land].append(tie.id)
        lands |= {tie.start: tie.start_country, tie.end: tie.end_country}
        pairs.add((min(tie.start, tie.end), max(tie.start, tie.end)))
    holders: dict[Trait, list[str]] = defaultdict(list)
    for party in sorted(traits):
        for trait in traits[party]:
            holders[trait].append(party)
    dealers = Counter(kind for some in traits.values() for kind in {kind for _, kind, _ in some})
    return Profiles({party: dict(some) for party, some in traits.items()}, dict(holders), dealers, lands, pairs)


def shared_of(profiles: Profiles, one: str, other: str) -> list[Trait]:
    """Return the traits that two parties share, the rarest first."""
    both = profiles.traits[one].keys() & profiles.traits[other].keys()
    return sorted(both, key=lambda trait: (len(profiles.holders[trait]), trait))


def fits(profiles: Profiles, shared: Iterable[Trait], least: int) -> bool:
    """Whether shared traits are enough to call two parties alike: so many, and not all of one common code or goods."""
    held = list(shared)
    kinds = {kind for _, kind, _ in held}
    return len(held) >= least and (len(kinds) > 1 or not any(map(profiles.common, kinds)))


def _pairs(profiles: Profiles, party: str | None) -> tuple[set[tuple[str, str]], int]:
    """Return the pairs that share a trait, and how many traits are too wide to name pairs."""
    if party is not None:
        own = profiles.traits.get(party, {})
        return {(party, other) for trait in own for other in profiles.holders[trait] if other != party}, 0
    wide = sum(len(some) > MOST_HOLDERS for some in profiles.holders.values())
    narrow = (some for some in profiles.holders.values() if len(some) <= MOST_HOLDERS)
    return {pair for some in narrow for pair in combinations(some, 2)}, wide


def _rows(store: Store, profiles: Profiles, scored: list[tuple[float, str, str, list[Trait]]]) -> tuple[Alike, ...]:
    names = named(store, {party for _, one, other, _ in scored for party in (one, other)})
    goods = goods_named(store, {kind for *_, both in scored for _, kind, _ in both if not kind.isdigit()})
    rows = []
    for likeness, one, other, both in scored:
        ties = [profiles.traits[party][trait][0] for trait in both for party in (one, other)]
        rows.append(
            Alike(
                one=one,
                other=other,
                one_name=names[one],
                other_name=names[other],
                one_country=profiles.lands[one] or None,
                other_country=profiles.lands[other] or None,
                likeness=-likeness,
                shared=tuple(_said(trait, goods) for trait in both),
                one_traits=len(profiles.traits[one]),
                other_traits=len(profiles.traits[other]),
                together=(min(one, other), max(one, other)) in profiles.pairs,
                ties=tuple(dict.fromkeys(ties))[:SHOWN_TIES],
            )
        )
    return tuple(rows)


def _said(trait: Trait, goods: Mapping[str, str]) -> str:
    role, kind, land = trait
    what = f"HS {kind}" if kind.isdigit() else goods[kind]
    return f"{role} {what} {'to' if role == 'sells' else 'from'} {land}"
