"""The criteria that legs must meet to make a chain: each strict, lenient or off.

Each criterion is judged where two legs meet: it held, it failed, or nobody knows. Strict asks that it held, lenient
that it did not fail; off asks nothing, and the answer says all the same how it stood.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from graph.errors import InvalidParameter

Rule = Literal["strict", "lenient", "off"]
Verdict = Literal["held", "unknown", "failed"]
RULES: tuple[Rule, ...] = ("strict", "lenient", "off")
VERDICTS: tuple[Verdict, ...] = ("held", "unknown", "failed")  # from the best to the worst
CRITERIA = ("party", "goods", "time", "quantity", "transit")
EXCESS_PERCENT = 10  # what left may exceed what came in: units are rounded and goods repacked
MOST_EXCESS_PERCENT = 1_000


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
