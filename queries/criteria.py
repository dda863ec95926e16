"""The criteria that legs must meet to make a chain: each strict, lenient or off.

Each criterion is judged where two legs meet: it held, it failed, or nobody knows. Strict asks that it held, lenient
that it did not fail; off asks nothing, and the answer says all the same how it stood.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from graph.errors import InvalidParameter

if TYPE_CHECKING:
    from queries.legs import Candidate
    from queries.supply import Leg, Measure

Rule = Literal["strict", "lenient", "off"]
Verdict = Literal["held", "unknown", "failed"]
RULES: tuple[Rule, ...] = ("strict", "lenient", "off")
VERDICTS: tuple[Verdict, ...] = ("held", "unknown", "failed")  # from the best to the worst
CRITERIA = ("party", "goods", "time", "quantity", "transit")
EXCESS_PERCENT = 10  # what left may exceed what came in: units are rounded and goods repacked
MOST_EXCESS_PERCENT = 1_000
ROUGHLY = 0.1  # how far off "about" may be
PRINTED = "goods:text:"


@dataclass(frozen=True, slots=True)
class Rules:
    """How strictly each criterion is asked for.

    Attributes:
        party: strict joins legs at one party alone; lenient also at its owner, at what it owns and at a firm of one
            owner; off also at a place, where one of the two parties is not named.
        goods: strict asks for the same or narrower goods, one part number, or one HS6 code; lenient also takes wider
            goods, one HS4 heading, a declared change of goods, and goods without a concept; off takes any.
        time: each leg can start no later than any leg after it can end.
        quantity: what left exceeds what came in by no more than `excess_percent`.
        transit: the next leg leaves from a country that the leg before reached.
        excess_percent: see quantity.
    """

    party: Rule = "strict"
    goods: Rule = "strict"
    time: Rule = "lenient"
    quantity: Rule = "off"
    transit: Rule = "off"
    excess_percent: int = EXCESS_PERCENT

    @classmethod
    def make(cls, *, excess_percent: int = EXCESS_PERCENT, **rules: str | None) -> Rules:
        """Check what a person typed; None leaves a rule as it is by default.

        Raises:
            InvalidParameter: no such criterion or rule, or the excess is out of bounds.
        """
        for name, rule in rules.items():
            if name not in CRITERIA:
                raise InvalidParameter(f"{name}: no such criterion; they are {', '.join(CRITERIA)}")
            if rule is not None and rule not in RULES:
                raise InvalidParameter(f"{name}: must be one of {', '.join(RULES)}, got {rule!r}")
        if isinstance(excess_percent, bool) or not 0 <= excess_percent <= MOST_EXCESS_PERCENT:
            raise InvalidParameter(
                f"excess: must be a whole number of per cent from 0 to {MOST_EXCESS_PERCENT}, got {excess_percent!r}"
            )
        known: dict[str, Any] = {name: rule for name, rule in rules.items() if rule is not None}
        return cls(**known, excess_percent=excess_percent)

    @classmethod
    def read(cls, given: Iterable[str], excess_percent: int = EXCESS_PERCENT) -> Rules:
        """Read rules as typed: goods=lenient, quantity=strict; the last one of a criterion counts.

        Raises:
            InvalidParameter: as `make`.
        """
        rules: dict[str, str] = {}
        for pair in given:
            name, sign, rule = (part.strip() for part in pair.partition("="))
            if not sign:
                raise InvalidParameter(f"rule: must be CRITERION=RULE such as goods=lenient, got {pair!r}")
            rules[name] = rule
        return cls.make(excess_percent=excess_percent, **rules)

    def of(self, criterion: str) -> Rule:
        """Return the rule of a criterion."""
        rule: Rule = getattr(self, criterion)
        return rule

    def admits(self, criterion: str, verdict: Verdict) -> bool:
        """Whether a chain may stand with this verdict on a criterion."""
        return verdict in {"strict": ("held",), "lenient": ("held", "unknown"), "off": VERDICTS}[self.of(criterion)]

    def to_json(self) -> dict[str, Any]:
        """Return them as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Criterion:
    """How a chain stands by one criterion.

    Attributes:
        name: of CRITERIA.
        rule: how strictly it was asked for.
        verdict: the worst one of all places where two legs meet.
        because: the reason, made of our words, numbers and codes; empty where nothing meets.
    """

    name: str
    rule: Rule
    verdict: Verdict
    because: str

    @property
    def counts(self) -> bool:
        """Whether it decides if the chain is possible; a party that is not known is a doubt even where none asked."""
        return self.name == "party" or self.rule != "off"

    def to_json(self) -> dict[str, str]:
        """Return it as JSON."""
        return asdict(self)


def worst(verdicts: list[Verdict]) -> Verdict:
    """Return the worst of some verdicts; held where there is none."""
    return max(verdicts, key=VERDICTS.index, default="held")


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


def transit_verdict(one: Leg, after: Leg) -> tuple[Verdict, str]:
    """Judge whether a leg leaves from a country that the leg before reached, with the reason."""
    reached = {*(one.destined or one.to_countries), *one.via}
    left = set(after.dispatched or after.from_countries)
    if not reached or not left:
        return "unknown", "a country is not told"
    if reached & left:
        return "held", f"reaches {_said(reached & left)} and leaves from there"
    return "failed", f"reaches {_said(reached)}, and the next leg leaves from {_said(left)}"


def quantity_verdict(one: Leg, after: Leg, excess_percent: int) -> tuple[Verdict, str]:
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
