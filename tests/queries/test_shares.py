"""Shares with bounds: arithmetic by hand, and against brute force on random small graphs. All firms are invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import shares
from queries.shares import ALL, NONE, UNKNOWN, Firm, Span, flow, reaches, span, together

NAMES = ("a", "b", "c", "d")


def between(low: float, high: float) -> Span:
    return span(low, high)


def exact(share: float) -> Span:
    return span(share, share)


@pytest.mark.parametrize(
    ("spans", "expected", "agree"),
    [
        ((exact(49), UNKNOWN), exact(49), True),  # who tells no share says nothing against it
        ((between(25, 60), between(50, 75)), between(50, 60), True),
        ((exact(48), exact(51), exact(50)), between(48, 51), False),
        ((exact(48), UNKNOWN, exact(51)), between(48, 51), False),
        ((span(50, 75, above=True, below=True), exact(50)), span(50, 75, below=True), False),
        ((span(50, 75, above=True), between(50, 75)), span(50, 75, above=True), True),
        ((), UNKNOWN, True),
    ],
)
def test_several_statements_on_one_holding(spans: tuple[Span, ...], expected: Span, agree: bool) -> None:
    assert together(spans) == (expected, agree)
    assert together(tuple(reversed(spans))) == (expected, agree)


def test_what_others_hold_bounds_an_unknown_share() -> None:
    firm = Firm.of({"a": exact(60), "b": UNKNOWN, "c": span(10, None, above=True)})
    assert firm.holders["b"] == span(0, 30, below=True)
    assert firm.holders["c"] == span(10, 40, above=True)
    assert firm.held_by({"b", "c"}) == span(10, 40, above=True)
    assert firm.held_by({"a", "b"}) == span(60, 90, below=True)
    assert firm.held_by(()) == exact(0)


def test_shares_that_contradict_each_other_lose_what_is_too_much() -> None:
    firm = Firm.of({"a": exact(100), "b": exact(100)})
    assert firm.over == 100
    assert firm.held_by({"a"}) == between(0, 100)
    assert firm.held_by({"a", "b"}) == between(0, 100)
    slightly = Firm.of({"a": exact(60), "b": exact(45)})
    assert slightly.held_by({"a"}).low == 55


def test_decimals_are_what_was_printed() -> None:
    firm = Firm.of({"a": exact(16.7), "b": exact(33.3)})
    assert firm.held_by({"a", "b"}) == exact(50)
    assert reaches(firm.held_by({"a", "b"}), Fraction(50), inclusive=True)
    assert str(firm.held_by({"a", "b"})) == "50 %"


@pytest.mark.parametrize(
    ("share", "inclusive", "sure", "possible"),
    [
        (exact(50), True, True, True),
        (exact(50), False, False, False),
        (span(50, 75, above=True), False, True, True),  # more than 50 is told
        (span(25, 50, above=True), True, False, True),
        (span(25, 50, above=True), False, False, False),
        (span(25, 50, below=True), True, False, False),
        (UNKNOWN, False, False, True),
        (exact(49.99), True, False, False),
    ],
)
def test_a_threshold_by_the_lower_and_by_the_upper_bound(
    share: Span, inclusive: bool, sure: bool, possible: bool
) -> None:
    assert reaches(share, Fraction(50), inclusive) is sure
    assert reaches(share, Fraction(50), inclusive, at_most=True) is possible


def test_chains_are_multiplied_and_added_up() -> None:
    firms = {
        "b": Firm.of({"a": exact(60)}),
        "c": Firm.of({"a": exact(10), "b": between(50, 75)}),
        "d": Firm.of({"c": exact(50), "x": exact(50)}),
    }
    found = flow(firms, ["a"]).spans
    assert found["c"] == between(40, 55)
    assert found["d"] == between(20, 27.5)
    both = flow(firms, ["a", "b"]).spans  # b is asked for itself: a's share in it counts no second time
    assert both["c"] == between(60, 85)


def test_firms_that_hold_each_other_are_counted_once() -> None:
    firms = {"b": Firm.of({"a": exact(50), "c": exact(50)}), "c": Firm.of({"b": exact(50), "x": exact(50)})}
    found = flow(firms, ["a"]).spans
    assert found["b"].low == found["b"].high == Fraction(200, 3)
    assert found["c"].low == Fraction(100, 3)
    closed = {"b": Firm.of({"c": exact(100)}), "c": Firm.of({"b": exact(100)})}
    assert flow(closed, ["a"]).spans["b"] == exact(0)  # they hold all of each other, and nobody holds them


def test_the_upper_bound_in_a_ring_is_not_the_ring_itself() -> None:
    firms = {
        "b": Firm.of({"c": UNKNOWN, "e": between(0, 30)}),
        "c": Firm.of({"b": UNKNOWN}),
        "e": Firm.of({"a": exact(10), "x": exact(90)}),
    }
    found = flow(firms, ["a"]).spans
    assert found["b"] == between(0, 10)  # all of it may come from e in the end, and a has a tenth of that


def test_a_ring_too_large_gets_sound_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    firms = {"b": Firm.of({"a": exact(50), "c": exact(50)}), "c": Firm.of({"b": exact(50), "x": exact(50)})}
    tight = flow(firms, ["a"])
    monkeypatch.setattr(shares, "MOST_IN_RING", 1)
    loose = flow(firms, ["a"])
    assert tight.tight and not loose.tight
    for name in ("b", "c"):
        assert loose.spans[name].low <= tight.spans[name].low <= tight.spans[name].high <= loose.spans[name].high
    assert flow(firms, ["nobody"]).spans["b"] == exact(0)


@st.composite
def small_graphs(draw: st.DrawFn) -> dict[str, dict[str, Span]]:
    """Firms that hold each other, with shares in quarters, some of them bounds; what is told of one fits into 100."""
    firms: dict[str, dict[str, Span]] = {}
    for name in NAMES[1:]:
        owners = draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
        left, holders = 4, {}
        for owner in owners:
            low = draw(st.integers(0, left))
            high = draw(st.integers(low, 4))
            left -= low
            holders[owner] = between(25 * low, 25 * high)
        if holders:
            firms[name] = holders
    return firms


def corners(holders: Mapping[str, Span]) -> Iterator[dict[str, Fraction]]:
    """All corners of what the shares of one firm can be: each at a bound, save one that takes what is left."""
    names = sorted(holders)
    for ends in product((False, True), repeat=len(names)):
        found = {name: holders[name].high if end else holders[name].low for name, end in zip(names, ends, strict=True)}
        if sum(found.values()) <= ALL:
            yield found
            continue
        for name in names:
            rest = ALL - sum(share for one, share in found.items() if one != name)
            if holders[name].low <= rest <= holders[name].high:
                yield {**found, name: rest}


def chances(shares_of: Mapping[str, Mapping[str, Fraction]], target: str) -> dict[str, float]:
    """The chance to come from each firm to an owner, by going on a million times."""
    places = {name: place for place, name in enumerate((*NAMES, "elsewhere"))}
    step = np.zeros((len(places), len(places)))
    for name, place in places.items():
        holders = {} if name == target else shares_of.get(name, {})
        for owner, share in holders.items():
            step[place, places[owner]] = float(share) / 100
        rest = 1.0 - step[place].sum()
        step[place, places[name if name in (target, "elsewhere") else "elsewhere"]] += rest
    far = np.linalg.matrix_power(step, 2**20)
    return {name: float(far[places[name], places[target]]) for name in shares_of}


@given(small_graphs())
@settings(max_examples=40, deadline=None)
def test_bounds_along_chains_equal_brute_force(firms: dict[str, dict[str, Span]]) -> None:
    found = flow({name: Firm.of(holders) for name, holders in firms.items()}, ["a"]).spans
    names = sorted(firms)
    worth: dict[str, list[float]] = {name: [] for name in names}
    for choice in product(*(list({tuple(sorted(one.items())) for one in corners(firms[name])}) for name in names)):
        shares_of = {name: dict(one) for name, one in zip(names, choice, strict=True)}
        for name, chance in chances(shares_of, "a").items():
            worth[name].append(chance)
    for name in names:
        assert float(found[name].low) == pytest.approx(100 * min(worth[name]), abs=0.01)
        assert float(found[name].high) == pytest.approx(100 * max(worth[name]), abs=0.01)
        assert NONE <= found[name].low <= found[name].high <= ALL
