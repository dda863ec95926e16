"""Says why a path ranks where it does: its criteria one by one, where its legs meet, and the parts of its rank."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from graph.reference import countries
from queries.criteria import goods_verdict, quantity_verdict, time_verdict, transit_verdict
from queries.ranking import Chain
from queries.rules import CRITERIA, VERDICTS, Criterion, Rules, Verdict
from queries.supply import Leg, Meeting, Path

PHRASES: dict[str, dict[str, str]] = {
    "party": {"unknown": "unknown whether the goods went on from the one party to the other"},
    "goods": {"unknown": "unknown whether the goods are the same", "failed": "its goods are not the same"},
    "time": {"unknown": "unknown whether its dates allow it", "failed": "its dates do not allow it"},
    "quantity": {"unknown": "unknown whether such a quantity can flow", "failed": "more left than came in"},
    "transit": {
        "unknown": "unknown whether it leaves from where it arrived",
        "failed": "it does not leave from where it arrived",
    },
}


def meetings_of(legs: Sequence[Leg], chain: Chain, owners: Mapping[str, str]) -> tuple[Meeting, ...]:
    """Return where the legs of a chain meet otherwise than at one party.

    Args:
        legs: of the chain, in order.
        chain: with its joints.
        owners: names of the common owners by id.
    """
    found = []
    for number, ((one, after), joint) in enumerate(zip(pairwise(legs), chain.joints, strict=True), start=1):
        mine, theirs = one.recipient.name, after.supplier.name
        text = {
            "owner": f"{theirs} owns a share of {mine}",
            "owned": f"{mine} owns a share of {theirs}",
            "sister": f"{owners.get(joint.through, 'somebody')} owns shares of both {mine} and {theirs}",
            "place": f"both are in {countries.name(joint.through) if joint.through else 'one place'}; "
            "a party there is not named",
        }.get(joint.kind)
        if text is not None:
            found.append(Meeting(number, joint.kind, text, joint.ties))
    return tuple(found)


def criteria_of(
    chain: Chain,
    meetings: Sequence[Meeting],
    broader: Mapping[str, frozenset[str]],
    rules: Rules,
) -> tuple[Criterion, ...]:
    """Return how a chain stands by each criterion, asked for or not; nothing for a single leg.

    Args:
        chain: as the search found it.
        meetings: where its legs meet otherwise than at one party.
        broader: goods of a leg -> itself and all that is broader.
        rules: what was asked for.
    """
    if len(chain.legs) < 2:
        return ()
    meets = {meeting.after: meeting.text for meeting in meetings}
    ties = list(pairwise(chain.legs))
    judged: dict[str, Callable[[], Iterator[tuple[Verdict, str]]]] = {
        "party": lambda: (
            (joint.verdict, meets.get(number, "one party")) for number, joint in enumerate(chain.joints, start=1)
        ),
        "goods": lambda: (goods_verdict(one, after, broader) for one, after in ties),
        "time": lambda: iter([time_verdict(chain.legs)]),
        "quantity": lambda: (quantity_verdict(one, after, rules.excess_percent) for one, after in ties),
        "transit": lambda: (transit_verdict(one, after) for one, after in ties),
    }
    found = []
    for name in CRITERIA:
        verdict, because = max(judged[name](), key=lambda one: VERDICTS.index(one[0]))
        found.append(Criterion(name, rules.of(name), verdict, because))
    return tuple(found)


def _doubts(path: Path) -> list[str]:
    """Say in words whether the legs of a path can follow each other."""
    if len(path.legs) == 1:
        return ["one leg: no dates to compare"]
    said = [
        f"{PHRASES[one.name][one.verdict]}: {one.because}"
        for one in path.criteria
        if one.counts and one.verdict != "held"
    ]
    return said or ["dates allow it"]


def reasons(path: Path) -> tuple[str, ...]:
    """Say in words why a path ranks where it does: the parts of its rank, strongest first."""
    weakest = "the weakest leg is " if len(path.legs) > 1 else ""
    said = [
        *_doubts(path),
        f"{weakest}{path.standing}"
        if path.standing == "accepted"
        else f"{weakest}unreviewed: nobody has accepted it yet",
        f"{weakest}{path.modality}",
        f"{path.sources} independent source{'' if path.sources == 1 else 's'}"
        + (" behind the weakest leg" if len(path.legs) > 1 else ""),
        f"{len(path.legs)} leg{'' if len(path.legs) == 1 else 's'}",
    ]
    if path.from_basis in ("dispatch", "origin"):
        said.append(f"the country of the first supplier is not known: {path.from_basis} was taken")
    if any(end.label in ("Group", "Country") for end in (path.parties[0], path.parties[-1])):
        said.append("an end is not named")
    if any(leg.by_code for leg in path.legs):
        said.append("matches the goods by HS code only")
    if path.disputed:
        said.append("somebody denies a leg")
    if path.synthetic:
        said.append("invented data")
    return tuple(said)
