"""What a listing of a party touches: firms that a rule then catches, their supplies and paths, before and after.

It is a counterfactual where the party is not listed: as if its entry began on that day. The other entries stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from graph.errors import InvalidParameter
from graph.store import Store
from queries import ids
from queries.catalogue import ID_TYPES
from queries.caught import caught
from queries.holdings import Around, around, read_dated
from queries.legdetails import legs_of, paths_of
from queries.legsearch import everything
from queries.legsearch import passing as passing_legs
from queries.ownership import CAUTION, Verdict, entity, seeds_of, verdict
from queries.ownership_rules import SUSPENDED, Rule, Version, asked
from queries.question import PathQuery
from queries.ranking import Chain
from queries.supply import End, Leg, Path

When = Literal["before", "after", "across", "undated"]
WHEN: tuple[When, ...] = ("after", "across", "undated", "before")  # what a listing touches most comes first
MOST_TIES = 20_000
MOST_SHOWN = 20
AS_IF = "as if"


@dataclass(frozen=True, slots=True)
class Touched:
    """What a rule adds on the day of a listing.

    Attributes:
        rule, version: of the day; no version where there was none.
        state: in force, suspended, not verified or none.
        listed: the entries of the party that the rule speaks of; empty means as if.
        caught: firms that it catches or may catch with the listing, and does not without it; those that are sure first.
        already: firms below the party that it catches without the listing too.
    """

    rule: Rule
    version: Version | None
    state: str
    listed: tuple[str, ...] = ()
    caught: tuple[Verdict, ...] = ()
    already: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "rule": self.rule.to_json(),
            "version": None if self.version is None else self.version.to_json(),
            "state": self.state,
            "listed": list(self.listed),
            "caught": [one.to_json() for one in self.caught],
            "already": self.already,
        }


@dataclass(frozen=True, slots=True)
class Supplies:
    """Supplies from and to the parties that are touched, or paths that pass them.

    Attributes:
        counts: before, after, across (began before and can have lasted beyond) and undated -> how many real ones.
        invented: how many there are in invented data.
        goods: names of the goods and in how many supplies, most first; of supplies only.
        legs, paths: those shown, with where they lie: what the listing touches most first.
        cut: whether there are more than were read.
    """

    counts: Mapping[str, int]
    invented: int
    goods: tuple[tuple[str, int], ...] = ()
    legs: tuple[tuple[When, Leg], ...] = ()
    paths: tuple[tuple[When, Path], ...] = ()
    cut: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "counts": dict(self.counts),
            "invented": self.invented,
            "goods": [{"name": name, "supplies": count} for name, count in self.goods],
            "legs": [{"when": when, **leg.to_json()} for when, leg in self.legs],
            "paths": [{"when": when, **path.to_json()} for when, path in self.paths],
            "cut": self.cut,
        }


@dataclass(frozen=True, slots=True)
class Effect:
    """The answer: on which day, which rules catch whom with the listing, and which supplies and paths that touches.

    Attributes:
        party: asked for.
        on: day of the listing.
        day_from: the entry that the day is taken from, or `as if` where it was given.
        rules: what each rule adds.
        touched: the party and those that any rule catches with the listing, by what is told.
        supplies: ties from and to them.
        paths: supply paths that pass them, between the countries asked for.
        from_countries, to_countries: of those paths.
        cut: what was not read, in words.
    """

    party: End
    on: date
    day_from: str
    rules: tuple[Touched, ...]
    touched: tuple[End, ...]
    supplies: Supplies
    paths: Supplies
    from_countries: tuple[str, ...]
    to_countries: tuple[str, ...]
    cut: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "party": self.party.to_json(),
            "on": self.on.isoformat(),
            "day_from": self.day_from,
            "caution": CAUTION,
            "rules": [one.to_json() for one in self.rules],
            "touched": [one.to_json() for one in self.touched],
            "supplies": self.supplies.to_json(),
            "paths": self.paths.to_json(),
            "from": list(self.from_countries),
            "to": list(self.to_countries),
            "cut": list(self.cut),
        }


def listing_effect(
    store: Store,
    identifier: str,
    *,
    on: date | None = None,
    rules: str = "all",
    from_: str | None = "CN",
    to: str | None = "RU",
    reviewed: bool = False,
    limit: int = MOST_SHOWN,
    timeout_s: float = 30.0,
) -> Effect:
    """Tell what a listing of a party touches before and after its day.

    Args:
        store: an open store.
        identifier: id of a party, or its beginning.
        on: day of the listing; None takes the first day that its entries tell, of those that the rules speak of.
        rules: ids of rules, or all.
        from_, to: countries between which supply paths are looked for.
        reviewed: leave out what nobody accepted.
        limit: most legs and most paths that are shown; all are counted.
        timeout_s: time limit of each step.

    Raises:
        InvalidParameter: the id or a rule is unknown, or no day is given and no entry tells one.
    """
    chosen = asked(rules)
    label, whole = ids.node(store, identifier, ID_TYPES["entity"])
    read = around(store, [whole], reviewed=reviewed, timeout_s=timeout_s)
    day, day_from = _day(read, whole, chosen, on)
    party = entity(store, label, whole)
    added = tuple(_touched(rule, read, party, day) for rule in chosen)
    sure = {one.party.id: one.party for by in added for one in by.caught if one.status == "caught"}
    touched = (party, *(sure[one] for one in sorted(sure)))
    query = PathQuery.make(from_=from_, to=to, reviewed=reviewed)
    inside = {one.id for one in touched}
    return Effect(
        party=party,
        on=day,
        day_from=day_from,
        rules=added,
        touched=touched,
        supplies=_supplies(store, inside, day, reviewed, limit, timeout_s),
        paths=_paths(store, query, inside, day, limit, timeout_s),
        from_countries=query.from_countries,
        to_countries=query.to_countries,
        cut=tuple(dict.fromkeys(read.cut)),
    )


def _day(read: Around, party: str, rules: Collection[Rule], on: date | None) -> tuple[date, str]:
    """Return the day of the listing and what it is taken from."""
    rows = [row for row in read.listings.get(party, ()) if any(rule.fits(row) for rule in rules)]
    if on is not None:
        return on, AS_IF
    dated = sorted((row["start"], row["id"]) for row in rows if row["start"] is not None)
    if not dated:
        told = "its entries tell no first day" if rows else "no list that the rules speak of names it"
        raise InvalidParameter(f"on: must be given, for {told}; say the day as --on 2024-02-01")
    return dated[0]


def _touched(rule: Rule, read: Around, party: End, day: date) -> Touched:
    """Return what a rule adds when a party is listed on a day."""
    version = rule.on(day)
    mine = tuple(row["id"] for row in read.listings.get(party.id, ()) if rule.fits(row))
    if version is None or version.state == SUSPENDED:
        return Touched(rule, version, "none" if version is None else version.state, mine)
    picture = read.on(day)
    without = {one: entries for one, entries in seeds_of(rule, read.listed_on(day)).items() if one != party.id}
    seeds = {**without, party.id: mine}
    before, after = caught(picture, without, version), caught(picture, seeds, version)
    new = [one for one, it in after.items() if one not in before or (it.sure and not before[one].sure)]
    verdicts = [verdict(one, seeds, after, picture) for one in new]
    verdicts.sort(key=lambda one: (one.synthetic, one.status != "caught", one.party.name, one.party.id))
    already = sum(1 for one, it in before.items() if it.sure and one in read.below)
    return Touched(rule, version, version.state, mine, tuple(verdicts), already)


def when(start: date | None, end: date | None, day: date) -> When:
    """Say how a span of days lies to a day; what is open on one side can reach beyond it."""
    if start is not None and start >= day:
        return "after"
    if end is not None and end < day:
        return "before"
    return "undated" if start is None and end is None else "across"


def _supplies(
    store: Store, parties: Collection[str], day: date, reviewed: bool, limit: int, timeout_s: float
) -> Supplies:
    given = {"ids": sorted(parties), "reviewed": reviewed, "limit": MOST_TIES}
    rows = read_dated(store, "supplies_of", given, timeout_s)
    lies = {row["tie"]: when(row["start"], row["end"], day) for row in rows}
    real = [row for row in rows if not row["synthetic"]]
    order = sorted(rows, key=lambda row: (row["synthetic"], WHEN.index(lies[row["tie"]])))
    legs = legs_of(store, [row["tie"] for row in order[:limit]])
    shown = tuple((lies[row["tie"]], legs[row["tie"]]) for row in order[:limit] if row["tie"] in legs)
    counts = _counted(lies[row["tie"]] for row in real)
    names = Counter(row["goods"] for row in real)
    goods = tuple(sorted(names.items(), key=lambda one: (-one[1], one[0])))
    return Supplies(counts, len(rows) - len(real), goods, shown, cut=len(rows) >= MOST_TIES)


def _paths(
    store: Store, query: PathQuery, parties: Collection[str], day: date, limit: int, timeout_s: float
) -> Supplies:
    found = everything(store, query, None, timeout_s)
    passing = [(_when_of(chain, parties, day), chain) for chain in found.chains if passing_legs(chain, parties)]
    passing.sort(key=lambda one: (one[1].legs[0].synthetic, WHEN.index(one[0]), one[1].key))
    invented = sum(1 for _, chain in passing if chain.legs[0].synthetic)
    paths = paths_of(store, [chain for _, chain in passing[:limit]], query.rules)
    lies = {tuple(leg.id for leg in chain.legs): place for place, chain in passing}
    shown = tuple((lies[tuple(leg.id for leg in path.legs)], path) for path in paths)
    counts = _counted(place for place, chain in passing if not chain.legs[0].synthetic)
    return Supplies(counts, invented, paths=shown, cut=found.cut)


def _when_of(chain: Chain, parties: Collection[str], day: date) -> When:
    """Say how the legs of a chain at some parties lie to a day: the latest of them counts."""
    places: Sequence[When] = [when(_date(leg.first), _date(leg.last), day) for leg in passing_legs(chain, parties)]
    return min(places, key=WHEN.index)


def _date(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _counted(places: Iterable[When]) -> dict[str, int]:
    counts = Counter(places)
    return {place: counts[place] for place in WHEN}
