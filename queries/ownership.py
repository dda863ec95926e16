"""Who holds a party, directly and along chains, which rules on ownership catch it as told, and what it holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graph.store import Store
from queries import ids
from queries.catalogue import ID_TYPES
from queries.caught import Caught, caught
from queries.holdings import Around, Holding, Picture, around, holds_on, read_dated, stands_on
from queries.ownership_rules import SUSPENDED, Rule, Version, asked
from queries.shares import Span, flow
from queries.supply import End

MOST_OWNERS = 50  # owners whose share along chains is told
MOST_CONTROL = 200
MOST_BELOW = 500
CAUTION = (
    "By what is told, and no legal advice: it rests on the holdings that are loaded; owners and shares that no source "
    "tells are not in it."
)


@dataclass(frozen=True, slots=True)
class OwnerShare:
    """An owner of a party.

    Attributes:
        owner: the party above.
        direct: its direct holding, if any.
        indirect: what a source says that it holds through others, if any.
        chains: what it holds directly and along all chains, shares multiplied.
        hops: holdings in the shortest chain.
        lists: the lists that it stands on that day.
    """

    owner: End
    direct: Holding | None
    indirect: Holding | None
    chains: Span
    hops: int
    lists: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "owner": self.owner.to_json(),
            "direct": None if self.direct is None else self.direct.to_json(),
            "indirect": None if self.indirect is None else self.indirect.to_json(),
            "chains": self.chains.to_json(), "hops": self.hops, "lists": list(self.lists),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A listed party at the top of a verdict, with the entries of lists that the rule speaks of."""

    party: End
    listings: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {"party": self.party.to_json(), "listings": list(self.listings)}


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a party stands by a rule on a day.

    Attributes:
        party: the firm.
        status: listed (it stands on such a list itself), caught (the least that is told is enough), possible (the most
            that is told would be), or no (not by what is told).
        share: what the owners that count hold of it together; None where it is listed itself, or not caught.
        proof: holdings that it rests on, from the firm upwards.
        by: the listed parties at the top.
    """

    party: End
    status: str
    share: Span | None = None
    proof: tuple[Holding, ...] = ()
    by: tuple[Listed, ...] = ()

    @property
    def unreviewed(self) -> bool:
        """Whether a holding rests on what nobody accepted."""
        return any(all(fact.standing != "accepted" for fact in one.facts) for one in self.proof)

    @property
    def synthetic(self) -> bool:
        """Whether it rests on invented holdings."""
        return any(one.synthetic for one in self.proof)

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        share = None if self.share is None else self.share.to_json()
        return {
            "party": self.party.to_json(), "status": self.status, "share": share,
            "unreviewed": self.unreviewed, "synthetic": self.synthetic, "by": [one.to_json() for one in self.by],
            "proof": [one.to_json() for one in self.proof],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class ByRule:
    """What a rule says on a day.

    Attributes:
        rule: the rule.
        version: of that day; None where there was none.
        state: in force, suspended, not verified, or none.
        party: the verdict on the party asked for; None where no rule was in force.
        below: verdicts on what it holds, where it is listed or caught itself; those that are sure first.
        unclear: how many entries that the rule speaks of tell no first day, were first seen later, and are not counted.
    """

    rule: Rule
    version: Version | None
    state: str
    party: Verdict | None = None
    below: tuple[Verdict, ...] = ()
    unclear: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        version = None if self.version is None else self.version.to_json()
        party = None if self.party is None else self.party.to_json()
        return {
            "rule": self.rule.to_json(), "version": version, "state": self.state, "party": party,
            "below": [one.to_json() for one in self.below], "unclear": self.unclear,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Control:
    """An office or a link, such as voting rights: told beside shares, and never added to them."""

    id: str
    kind: str
    holder: End
    body: End
    topic: str
    start: date | None
    end: date | None
    standing: str
    synthetic: bool
    rules: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object; `rules` are those that speak of a listing of the other party."""
        return {
            "id": self.id, "kind": self.kind, "holder": self.holder.to_json(), "body": self.body.to_json(),
            "topic": self.topic, "start": None if self.start is None else self.start.isoformat(),
            "end": None if self.end is None else self.end.isoformat(),
            "standing": self.standing, "synthetic": self.synthetic, "rules": list(self.rules),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Owned:
    """The answer about a party on a day.

    Attributes:
        party: asked for.
        on: the day.
        owners: those that hold most first; `owners_total` counts all.
        over: per cent by which what is told of its direct owners goes beyond 100.
        rules: what each rule says.
        control: offices and links, those of listed parties first.
        looked_at: facts on holdings that were read.
        cut: what was not read or not shown, in words.
    """

    party: End
    on: date
    owners: tuple[OwnerShare, ...]
    owners_total: int
    over: float
    rules: tuple[ByRule, ...]
    control: tuple[Control, ...]
    looked_at: int
    cut: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "party": self.party.to_json(), "on": self.on.isoformat(), "caution": CAUTION,
            "owners": [one.to_json() for one in self.owners], "owners_total": self.owners_total, "over": self.over,
            "rules": [one.to_json() for one in self.rules], "control": [one.to_json() for one in self.control],
            "looked_at": self.looked_at, "cut": list(self.cut),
        }  # fmt: skip


def owned(
    store: Store, identifier: str, *, on: date, rules: str = "all", reviewed: bool = False, timeout_s: float = 30.0,
    read: Around | None = None,
) -> Owned:  # fmt: skip
    """Tell who holds a party, and which rules catch it and what it holds, by what is told.

    Args:
        store: an open store.
        identifier: id of a party, vessel, aircraft or asset, or its beginning.
        on: the day.
        rules: an id of a rule, several with commas, or all.
        reviewed: leave out what nobody accepted.
        timeout_s: time limit of each step.
        read: the holdings around it, where they were read already.

    Raises:
        InvalidParameter: the id or the rule is unknown.
    """
    chosen = asked(rules)
    label, whole = ids.node(store, identifier, ID_TYPES["entity"])
    party = entity(store, label, whole)
    read = read or around(store, [whole], reviewed=reviewed, timeout_s=timeout_s)
    picture = read.on(on)
    listed = read.listed_on(on)
    owners, total, tight = _owners(picture, whole, listed)
    unclear = read.unclear_on(on)
    cut = [*read.cut] + (
        [] if tight else ["a ring of holdings too large to be solved: its bounds are wider than need be"]
    )
    firm = picture.firms.get(whole)
    return Owned(
        party=party,
        on=on,
        owners=owners,
        owners_total=total,
        over=float(firm.over) if firm else 0.0,
        rules=tuple(
            replace(
                by_rule(rule, on, picture, listed, party, read.below), unclear=sum(rule.fits(row) for row in unclear)
            )
            for rule in chosen
        ),
        control=_control(store, whole, on, chosen, read, reviewed, timeout_s),
        looked_at=len(read.rows),
        cut=tuple(dict.fromkeys(cut)),
    )


def entity(store: Store, label: str, whole: str) -> End:
    """Return a party, vessel, aircraft or asset by its label and whole id."""
    [row] = store.read(
        f"MATCH (n:`{label}` {{waybill_id: $id}}) "
        "RETURN n.name AS name, n.country AS country, coalesce(n.listed, false) AS listed",
        {"id": whole},
    )
    return End(whole, label, row["name"], row["country"], bool(row["listed"]))


def by_rule(
    rule: Rule,
    on: date,
    picture: Picture,
    listed: Mapping[str, list[dict[str, Any]]],
    party: End,
    below: Collection[str],
) -> ByRule:
    """Return what a rule says of a party and of what it holds, on a day.

    Args:
        rule: the rule.
        on: the day.
        picture: the holdings of that day.
        listed: entries of lists that stand that day, by party.
        party: asked for.
        below: ids of what it holds along chains.
    """
    version = rule.on(on)
    if version is None or version.state == SUSPENDED:
        return ByRule(rule, version, "none" if version is None else version.state)
    seeds = seeds_of(rule, listed)
    found = caught(picture, seeds, version)
    mine = verdict(party.id, seeds, found, picture, party)
    under: list[Verdict] = []
    if mine.status != "no":
        held = sorted((found.keys() | seeds.keys()) & set(below) - {party.id})
        under = [verdict(one, seeds, found, picture) for one in held if _through(one, party.id, seeds, found, picture)]
        under.sort(key=lambda one: (one.synthetic, one.status != "caught", one.status, one.party.name, one.party.id))
    return ByRule(rule, version, version.state, mine, tuple(under[:MOST_BELOW]))


def _through(one: str, party: str, seeds: Collection[str], found: Mapping[str, Caught], picture: Picture) -> bool:
    """Whether a verdict on a party rests on what another holds; of a listed one, whether that holds any of it."""
    if one in seeds:
        return party in picture.holdings.get(one, {})
    return any(holding.owner.id == party for holding in found[one].proof)


def seeds_of(rule: Rule, listed: Mapping[str, list[dict[str, Any]]]) -> dict[str, tuple[str, ...]]:
    """Return the parties with entries that a rule speaks of: party -> ids of these entries."""
    found = {party: tuple(row["id"] for row in rows if rule.fits(row)) for party, rows in listed.items()}
    return {party: entries for party, entries in found.items() if entries}


def verdict(
    one: str,
    seeds: Mapping[str, tuple[str, ...]],
    found: Mapping[str, Caught],
    picture: Picture,
    party: End | None = None,
) -> Verdict:
    """Return how a party stands by what a rule has caught.

    Args:
        one: its id.
        seeds: of `seeds_of`.
        found: of `caught`.
        picture: the holdings.
        party: it, where no holding names it.
    """
    end = party or picture.ends[one]
    if one in seeds:
        return Verdict(end, "listed", by=(Listed(end, seeds[one]),))
    if one not in found:
        return Verdict(end, "no")
    it = found[one]
    by = tuple(Listed(picture.ends[top], seeds[top]) for top in it.seeds if top in seeds)
    return Verdict(end, "caught" if it.sure else "possible", it.share, it.proof, by)


def _owners(
    picture: Picture, party: str, listed: Mapping[str, list[dict[str, Any]]]
) -> tuple[tuple[OwnerShare, ...], int, bool]:
    """Return the owners of a party, how many there are, and whether the bounds of their shares are tight."""
    hops: dict[str, int] = {}
    step, told = {party}, picture.indirect.get(party, {})
    while step:
        above = {owner for one in step for owner in picture.holdings.get(one, {})} - hops.keys() - {party}
        hops |= dict.fromkeys(above, (max(hops.values()) if hops else 0) + 1)
        step = above
    hops |= dict.fromkeys(told.keys() - hops.keys(), 1)
    direct = picture.holdings.get(party, {})
    shown = sorted(hops, key=lambda one: (hops[one], one not in listed, one not in direct, one))[:MOST_OWNERS]
    found, tight = [], True
    for owner in shown:
        flowing = flow(picture.firms, [owner])
        tight = tight and flowing.tight
        lists = tuple(sorted({row["list"] or row["authority"] or "a list" for row in listed.get(owner, ())}))
        chains = flowing.spans.get(party, Span(high=Span().low))
        found.append(OwnerShare(picture.ends[owner], direct.get(owner), told.get(owner), chains, hops[owner], lists))
    found.sort(key=lambda one: (one.hops, -one.chains.low, -one.chains.high, one.owner.name, one.owner.id))
    return tuple(found), len(hops), tight


def _control(
    store: Store, party: str, on: date, rules: Collection[Rule], read: Around, reviewed: bool, timeout_s: float
) -> tuple[Control, ...]:
    """Return offices at a party and links from and to it on a day; those of listed parties first."""
    given = {"id": party, "reviewed": reviewed, "limit": MOST_CONTROL}
    rows = [row for row in read_dated(store, "control_at", given, timeout_s) if holds_on(row, on)]
    others = sorted({row[f"{side}_id"] for row in rows for side in ("holder", "body")} - read.listings.keys())
    listings: dict[str, list[dict[str, Any]]] = dict(read.listed_on(on))
    for row in read_dated(store, "listings_at", {"ids": others}, timeout_s) if others else []:
        if stands_on(row, on):
            listings.setdefault(row["party"], []).append(row)
    found = []
    for row in rows:
        other = row["holder_id"] if row["holder_id"] != party else row["body_id"]
        by = tuple(rule.id for rule in rules if any(rule.fits(entry) for entry in listings.get(other, ())))
        found.append(
            Control(
                row["id"], row["kind"], End.of_row(row, "holder"), End.of_row(row, "body"), row["topic"] or "not told",
                row["start"], row["end"], row["standing"], row["synthetic"], by,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.synthetic, not one.rules, one.kind, one.holder.name, one.id)))
