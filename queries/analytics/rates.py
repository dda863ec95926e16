"""The ratio of two counts, and an interval for it that holds however few there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, inf, lgamma, log

LEVEL = 0.95
STEPS = 200  # of halving; ends sooner once nothing lies between


@dataclass(frozen=True, slots=True)
class RateRatio:
    """How many times as many there were after as before, in windows of equal length.

    Attributes:
        before, after: the counts.
        ratio: after by before; None where there were none before.
        low, high: ends of the interval of LEVEL; high is None where it has no end.
    """

    before: int
    after: int
    ratio: float | None
    low: float
    high: float | None


def rate_ratio(before: int, after: int, level: float = LEVEL) -> RateRatio:
    """Return the ratio of two Poisson rates over equal times, with its exact interval.

    Given how many there were in all, those after are binomial with the share ratio / (1 + ratio): the interval of that
    share (Clopper and Pearson) gives the interval of the ratio.

    Args:
        before, after: counts, 0 or more.
        level: how often such an interval holds the true ratio, at least.

    Source:
        J. Przyborowski, H. Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika 31
        (1940); C. Clopper, E. Pearson, "The use of confidence or fiducial limits", Biometrika 26 (1934).
    """
    low, high = shares(after, before + after, level)
    odds = [share / (1 - share) if share < 1 else inf for share in (low, high)]
    ratio = after / before if before else None
    return RateRatio(before, after, ratio, odds[0], None if odds[1] == inf else odds[1])


def shares(hits: int, trials: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the exact interval of Clopper and Pearson for a share; of nothing it is all."""
    tail = (1 - level) / 2
    low = _root(lambda share: at_least(hits, trials, share) - tail) if hits else 0.0
    high = _root(lambda share: tail - (1 - at_least(hits + 1, trials, share))) if hits < trials else 1.0
    return low, high


def at_least(hits: int, trials: int, share: float) -> float:
    """Return the chance of at least so many hits among binomial trials."""
    if hits <= 0:
        return 1.0
    if hits > trials or share <= 0:
        return 0.0
    if share >= 1:
        return 1.0
    upwards = hits > trials * share
    if not upwards:  # the other tail is the short one
        return 1 - _sum(trials, share, hits - 1, -1)
    return _sum(trials, share, hits, 1)


def _sum(trials: int, share: float, first: int, step: int) -> float:
    """Add up the chances of so many hits and, step by step away from the middle, of all beyond."""
    place, total = first, 0.0
    whole = lgamma(trials + 1)
    while 0 <= place <= trials:
        chance = whole - lgamma(place + 1) - lgamma(trials - place + 1)
        term = exp(chance + place * log(share) + (trials - place) * log(1 - share))
        total += term
        if term <= total * 1e-17:
            break
        place += step
    return min(total, 1.0)


def _root(rising: Callable[[float], float]) -> float:
    """Return where a function that rises from 0 to 1 crosses zero."""
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2
