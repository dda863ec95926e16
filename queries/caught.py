"""Which firms a rule on ownership catches: those that listed owners hold enough of, and again those that these hold.

A firm that is caught counts as its owner does, wholly: shares are not multiplied on the way. Where shares are added up,
all listed owners count together; otherwise each one with what it has caught alone. A firm is caught when the least that
is told is enough, and possibly caught when the most that is told would be; owners that were not read may be anybody's,
and can only make it possible.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from queries.holdings import Holding, Picture
from queries.ownership_rules import Version
from queries.shares import ALL, Span, reaches

MOST_PROOF = 30  # holdings that prove one verdict
STATUSES = ("listed", "caught", "possible", "no")


@dataclass(frozen=True, slots=True)
class Caught:
    """A firm that a rule catches, or may catch.

    Attributes:
        firm: its id.
        sure: whether the least that is told is enough.
        share: what the owners that count hold of it together.
        proof: the holdings that it rests on, from the firm upwards.
        seeds: ids of the listed owners at the top of them.
    """

    firm: str
    sure: bool
    share: Span
    proof: tuple[Holding, ...]
    seeds: tuple[str, ...]


def caught(picture: Picture, listed: Collection[str], version: Version) -> dict[str, Caught]:
    """Return the firms that a rule catches or may catch, by id; listed parties are not among them.

    Args:
        picture: the holdings of a day.
        listed: ids of the parties that stand on a list that the rule speaks of, that day.
        version: of the rule, that day.
    """
    seeds = sorted(set(listed))
    groups = [seeds] if version.aggregate else [[seed] for seed in seeds]
    owns = _owns(picture)
    found: dict[str, Caught] = {}
    for at_most in (False, True):
        unread = sorted(picture.unread - set(seeds)) if at_most else []
        best: dict[str, tuple[Span, list[str], frozenset[str]]] = {}
        for group in [[*group, *unread] for group in groups] or [unread]:
            reached = _spread(picture, owns, group, version, at_most)
            for firm in reached - set(group) - set(seeds):
                share = held(picture, firm, reached)
                if firm not in best or _further(share, at_most) > _further(best[firm][0], at_most):
                    best[firm] = (share, group, reached)
        for firm, (share, group, reached) in best.items():
            if firm not in found:
                proof, tops = _proof(picture, firm, reached, set(group))
                found[firm] = Caught(firm, not at_most, share, proof, tops)
    return found


def held(picture: Picture, firm: str, owners: Collection[str]) -> Span:
    """Return what some owners hold of a firm: directly, or as much as a source says they hold through others."""
    direct = picture.firms[firm].held_by(owners) if firm in picture.firms else Span(high=ALL * 0)
    through = [one.share for owner, one in picture.indirect.get(firm, {}).items() if owner in owners]
    if not through:
        return direct
    low, above = max((one.low, one.above) for one in (direct, *through))
    return Span(low, min(ALL, direct.high + sum(one.high for one in through)), above)


def _further(share: Span, at_most: bool) -> tuple[object, ...]:
    return (share.high, not share.below) if at_most else (share.low, share.above)


def _owns(picture: Picture) -> Mapping[str, list[str]]:
    owns: dict[str, list[str]] = defaultdict(list)
    for holders in (picture.holdings, picture.indirect):
        for firm, owners in sorted(holders.items()):
            for owner in owners:
                owns[owner].append(firm)
    return owns


def _spread(
    picture: Picture, owns: Mapping[str, list[str]], group: Iterable[str], version: Version, at_most: bool
) -> frozenset[str]:
    """Return a group with all that it catches, whatever the order: more owners never hold less."""
    reached = set(group)
    waiting = deque(firm for owner in sorted(reached) for firm in owns.get(owner, ()))
    while waiting:
        firm = waiting.popleft()
        if firm in reached:
            continue
        if reaches(held(picture, firm, reached), version.threshold, version.inclusive, at_most=at_most):
            reached.add(firm)
            waiting.extend(owns.get(firm, ()))
    return frozenset(reached)


def _proof(
    picture: Picture, firm: str, reached: Collection[str], tops: Collection[str]
) -> tuple[tuple[Holding, ...], tuple[str, ...]]:
    """Return the holdings that a verdict rests on, from the firm upwards, and the owners at their top."""
    proof: list[Holding] = []
    found: dict[str, None] = {}
    seen, waiting = {firm}, deque([firm])
    while waiting and len(proof) < MOST_PROOF:
        one = waiting.popleft()
        for holders in (picture.holdings, picture.indirect):
            for owner, holding in sorted(holders.get(one, {}).items(), key=lambda item: (-item[1].share.low, item[0])):
                if owner not in reached or holding.share.high == 0:
                    continue
                proof.append(holding)
                if owner in tops:
                    found[owner] = None
                elif owner not in seen:
                    seen.add(owner)
                    waiting.append(owner)
    return tuple(proof[:MOST_PROOF]), tuple(found)
