"""The logistic regression that the scripts which fit weights share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph.acceptance import interval

STEPS, HALVINGS, ENOUGH = 200, 12, 1e-6  # at most; of a step that leads down; a change that is none
STRETCHES, STRETCH = 30, 0.3  # steps of a calibration, and the longest of them
FAR = 30.0  # logits beyond which nothing changes


def chances_of(totals: np.ndarray) -> np.ndarray:
    """Return the chances that sums of weights stand for."""
    found: np.ndarray = 1 / (1 + np.exp(-np.clip(totals, -FAR, FAR)))
    return found


def fit(
    table: np.ndarray,
    same: np.ndarray,
    counts: np.ndarray,
    signs: Sequence[int],
    *,
    pull: float,
    least: Sequence[float] | None = None,
) -> np.ndarray:
    """Return the weights of features, the constant last, by Newton steps.

    Args:
        table: a row for each pair: its features, and a 1 for the constant.
        same: 1 where both are one party.
        counts: what each row counts.
        signs: of each feature, +1 or -1; no feature speaks against its sign: a weight that would is held at its least.
        pull: of each weight towards zero.
        least: what each feature weighs at least, without its sign; else zero.
    """
    sign = np.array([*signs, 0])
    floor = np.array([*(least or [0.0] * len(signs)), 0.0]) * sign
    pulls = np.array([pull] * len(signs) + [1e-9])

    def loss(weights: np.ndarray) -> float:
        totals = np.clip(table @ weights, -FAR, FAR)
        return float((counts * (np.logaddexp(0, totals) - same * totals)).sum() + (pulls * weights**2).sum() / 2)

    weights = floor.copy()
    known = loss(weights)
    for _ in range(STEPS):
        chances = chances_of(table @ weights)
        slope = table.T @ (counts * (chances - same)) + pulls * weights
        held = (sign != 0) & ((weights - floor) * sign <= 0) & (slope * sign >= 0)
        free = ~held
        curve = (table * (counts * chances * (1 - chances))[:, None]).T @ table + np.diag(pulls)
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        for _ in range(HALVINGS):
            after = weights - step
            wrong = (sign != 0) & ((after - floor) * sign < 0)
            after[wrong] = floor[wrong]
            if (now := loss(after)) <= known:
                break
            step /= 2
        done = bool(np.abs(after - weights).max() < ENOUGH)
        weights, known = after, now
        if done:
            break
    return np.asarray(weights)


def calibrated(totals: np.ndarray, same: np.ndarray, counts: np.ndarray) -> tuple[float, float]:
    """Return by what sums of weights are stretched and shifted so that their chances are shares of pairs that match."""
    table = np.column_stack([totals, np.ones_like(totals)])
    found = np.array([1.0, 0.0])
    for _ in range(STRETCHES):
        chances = chances_of(table @ found)
        curve = (table * (counts * chances * (1 - chances))[:, None]).T @ table
        found += np.clip(np.linalg.solve(curve, table.T @ (counts * (same - chances))), -STRETCH, STRETCH)
    return float(found[0]), float(found[1])


def share(right: int, n: int) -> str:
    """Return a share with its Wilson interval of 95 %."""
    if not n:
        return "-"
    low, high = interval(right, n)
    return f"{right / n:.3f} ({low:.3f}-{high:.3f})"
