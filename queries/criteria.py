"""How two legs, or all legs of a chain, stand by a criterion (queries/rules.py), with the reason."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from queries.kinds import PRINTED
from queries.legs import Candidate
from queries.rules import Verdict
from queries.supply import Measure

ROUGHLY = 0.1  # how far off "about" may be


def goods_verdict(one: Candidate, after: Candidate, broader: Mapping[str, frozenset[str]]) -> tuple[Verdict, str]:
    """Judge whether the goods of a leg can be those of the leg before, with the reason.

    Args:
        one: the leg before.
        after: the leg after it.
        broader: goods of a leg -> itself and all that is broader.
    """
    if one.goods == after.goods:
        return "held", "the same goods"
    if one.goods in broader[after.goods]:
        return "held", "narrower goods of the same kind"
    same = sorted(set(one.models) & set(after.models))
    if same:
        return "held", f"the same part number {same[0]}"
    shared = sorted(set(one.hs6s) & set(after.hs6s))
    if shared:
        return "held", f"the same code HS {shared[0]}"
    if after.goods in broader[one.goods]:
        return "unknown", "the later leg names wider goods"
    headings = sorted({code[:4] for code in one.hs6s} & {code[:4] for code in after.hs6s})
    if headings:
        return "unknown", f"the same heading HS {headings[0]}, not the same code"
    if after.makes & {*broader[after.goods], *after.models}:
        return "unknown", "a declared change of goods: the later leg's supplier is told to make what it carries"
    if PRINTED in (one.goods[: len(PRINTED)], after.goods[: len(PRINTED)]):
        return "unknown", "goods that the lexicon does not know"
    return "failed", "other goods"


def time_verdict(legs: Sequence[Candidate]) -> tuple[Verdict, str]:
    """Judge whether each leg of a chain can start no later than any leg after it can end, with the reason.

    A leg cannot start before those before it can, so two legs that fit can still not hold with a third.
    """
    begun = ""
    for one, after in pairwise(legs):
        begun = max(begun, one.first)
        if after.last and begun > after.last:
            return "failed", f"starts {begun} at the earliest, after a later leg ended on {after.last}"
    if all(leg.first for leg in legs[:-1]) and all(leg.last for leg in legs[1:]):
        return "held", "the dates allow it"
    return "unknown", "a date is open"


def transit_verdict(one: Candidate, after: Candidate) -> tuple[Verdict, str]:
    """Judge whether a leg leaves from a country that the leg before reached, with the reason."""
    reached = {*(one.destined or one.to_countries), *one.via}
    left = set(after.dispatched or after.from_countries)
    if not reached or not left:
        return "unknown", "a country is not told"
    if reached & left:
        return "held", f"reaches {_said(reached & left)} and leaves from there"
    return "failed", f"reaches {_said(reached)}, and the next leg leaves from {_said(left)}"


def quantity_verdict(one: Candidate, after: Candidate, excess_percent: int) -> tuple[Verdict, str]:
    """Judge whether no more left than came in, by quantity of one unit, else by weight, with the reason."""
    if one.quantity is not None and after.quantity is not None and one.quantity.unit == after.quantity.unit:
        came, left, unit = bounds(one.quantity), bounds(after.quantity), one.quantity.unit or "pieces"
    elif one.weight_kg is not None and after.weight_kg is not None:
        came, left, unit = (one.weight_kg,) * 2, (after.weight_kg,) * 2, "kg"
    else:
        return "unknown", "quantities are not told in one unit"
    factor = 1 + excess_percent / 100
    said = f"{_span(came)} {unit} came in, {_span(left)} left"
    if left[0] > came[1] * factor:
        return "failed", said
    return ("held" if left[1] <= came[0] * factor else "unknown"), said


def passes(chain: Sequence[Candidate], via: Sequence[str]) -> bool:
    """Whether a chain passes countries in their order: on the way of a leg, or as the country of an inner party."""
    reached = 0
    for place, leg in enumerate(chain):
        if reached == len(via):
            return True
        reached += _on_the_way(leg, via[reached:])
        inner = place < len(chain) - 1
        if inner and reached < len(via) and leg.end_country == via[reached]:
            reached += 1
    return reached == len(via)


def _on_the_way(leg: Candidate, via: Sequence[str]) -> int:
    """How many of the next countries one leg passes; more than one only in the order of one of its facts."""
    if not via or via[0] not in leg.via:
        return 0
    best = 1
    for route in leg.routes:
        reached = 0
        for code in route:
            if reached < len(via) and code == via[reached]:
                reached += 1
        best = max(best, reached)
    return best


def bounds(measure: Measure) -> tuple[float, float]:
    """Return the least and the most that a measure can be."""
    number = float(measure.number)
    return {
        "~": (number * (1 - ROUGHLY), number * (1 + ROUGHLY)),
        ">=": (number, math.inf),
        ">": (number, math.inf),
        "<=": (0.0, number),
        "<": (0.0, number),
    }.get(measure.relation, (number, number))


def _span(span: tuple[float, float]) -> str:
    least, most = span
    if math.isinf(most):
        return f"at least {least:,.6g}"
    if least == 0 < most:
        return f"at most {most:,.6g}"
    return f"{most:,.6g}" if least == most else f"{least:,.6g} to {most:,.6g}"


def _said(codes: set[str]) -> str:
    return ", ".join(sorted(codes))
