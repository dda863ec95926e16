"""Measures against brute force, known values and hand-made trade. All firms are invented."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, permutations, product
from math import comb, inf
from random import Random
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.analytics import communities, growth, mirrored, rates, similar
from queries.analytics.brokers import plain_betweenness, sampled
from queries.analytics.growth import Dated
from queries.analytics.shipments import Shipment
from queries.analytics.temporal import OPEN_FIRST, OPEN_LAST, Legs, arranged, passing
from queries.analytics.trade import Trade
from queries.legs import Candidate

Leg = tuple[int, int, int, int]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[Leg], list[bool], list[bool]]:
    """Parties, legs with bounds, which parties a walk may pass, and to which it counts."""
    count = draw(st.integers(2, 5))
    ends = st.sampled_from(list(permutations(range(count), 2)))
    first = st.sampled_from([OPEN_FIRST, 1, 2, 3, 4])
    legs = [
        (*draw(ends), begin, draw(st.sampled_from([max(begin, 1), begin + 1, begin + 2, OPEN_LAST])))
        for begin in draw(st.lists(first, max_size=10))
    ]
    marks = st.lists(st.sampled_from([True, True, True, False]), min_size=count, max_size=count)
    return count, legs, draw(marks), draw(marks)


def put_in_order(legs: list[Leg], inner: list[bool]) -> Legs:
    start, end, first, last = ([leg[place] for leg in legs] for place in range(4))
    return arranged(start, end, first, last, inner)


def can_follow(legs: tuple[Leg, ...]) -> bool:
    """Whether every leg can have a day, none before the day of the leg before."""
    day = OPEN_FIRST
    for _, _, first, last in legs:
        day = max(day, first)
        if day > last:
            return False
    return True


def by_hand(count: int, legs: list[Leg], inner: list[bool], wanted: list[bool], source: int) -> tuple[int, list[float]]:
    """The shares of all shortest possible walks, by trying every order of parties and every choice of legs."""
    between: dict[tuple[int, int], list[Leg]] = {}
    for leg in legs:
        between.setdefault(leg[:2], []).append(leg)
    reached, score = 0, [0.0] * count
    for end in (party for party in range(count) if party != source and wanted[party]):
        others = [party for party in range(count) if party not in (source, end) and inner[party]]
        for length in range(len(others) + 1):
            found = [
                middle
                for middle in permutations(others, length)
                if any(
                    can_follow(chosen)
                    for chosen in product(*(between.get(pair, []) for pair in pairwise((source, *middle, end))))
                )
            ]
            if found:
                reached += 1
                for party in (party for middle in found for party in middle):
                    score[party] += 1 / len(found)
                break
    return reached, score


@given(graphs())
@settings(max_examples=150, deadline=None)
def test_walks_that_time_allows_are_those_of_brute_force(graph: Any) -> None:
    count, legs, inner, wanted = graph
    ordered = put_in_order(legs, inner)
    for source in range(count):
        found = passing(ordered, source, np.array(wanted))
        reached, score = by_hand(count, legs, inner, wanted, source)
        assert found.reached == reached
        assert found.score.tolist() == pytest.approx(score)
        into = np.bincount(ordered.end, weights=found.arriving, minlength=count)
        out = np.bincount(ordered.start, weights=found.leaving, minlength=count)
        assert into.tolist() == out.tolist() == pytest.approx(score)


@given(graphs(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_legs_does_not_matter(graph: Any, draw: Random) -> None:
    count, legs, inner, wanted = graph
    mixed = [*legs, *legs[:2]]  # and a leg told twice is one
    draw.shuffle(mixed)
    for source in range(count):
        one, other = (passing(put_in_order(some, inner), source, np.array(wanted)) for some in (legs, mixed))
        assert one.score.tolist() == other.score.tolist()


def test_neighbours_that_fit_are_not_enough() -> None:
    # The first begins on day 10 at the earliest, the third has ended on day 5: each fits the one beside it.
    legs: list[Leg] = [(0, 1, 10, 20), (1, 2, 1, 15), (2, 3, 1, 5)]
    found = passing(put_in_order(legs, [True] * 4), 0, np.array([True] * 4))
    assert found.reached == 2
    later = [*legs, (2, 3, 1, OPEN_LAST)]
    assert passing(put_in_order(later, [True] * 4), 0, np.array([True] * 4)).reached == 3


def random_legs(seed: int, parties: int, count: int) -> Legs:
    draw = Random(seed)
    legs = []
    for _ in range(count):
        one, other = draw.sample(range(parties), 2)
        first = draw.randrange(1, 300)
        legs.append((one, other, first, first + draw.randrange(100)))
    return put_in_order(legs, [True] * parties)


def test_without_dates_it_is_the_betweenness_of_networkx() -> None:
    draw = Random(3)
    pairs = {tuple(draw.sample(range(40), 2)) for _ in range(120)}
    graph = nx.DiGraph()
    graph.add_nodes_from(range(40))
    graph.add_edges_from(pairs)
    known = nx.betweenness_centrality(graph, normalized=False)
    legs = put_in_order([(one, other, OPEN_FIRST, OPEN_LAST) for one, other in sorted(pairs)], [True] * 40)
    found = sampled(legs, range(40), np.ones(40, dtype=bool), None, inf)
    assert found.score.tolist() == pytest.approx([known[party] for party in range(40)])
    assert plain_betweenness(40, sorted(pairs)) == pytest.approx(found.score.tolist())  # type: ignore[arg-type]
    assert not found.error.any()


def test_samples_are_off_as_far_as_their_error_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.analytics.brokers.EXACT_STARTS", 0)
    legs, wanted = random_legs(5, 40, 150), np.ones(40, dtype=bool)
    whole = sampled(legs, range(40), wanted, None, inf)
    assert whole.looked_at == 40 and not whole.error.any()
    drawn = []
    for seed in range(60):
        monkeypatch.setattr("queries.analytics.brokers.SEED", seed)
        drawn.append(sampled(legs, range(40), wanted, 15, inf))
    assert {(one.looked_at, one.suppliers) for one in drawn} == {(15, 40)}
    assert np.mean([one.score for one in drawn], axis=0).sum() == pytest.approx(whole.score.sum(), rel=0.05)
    off = np.mean([(one.score - whole.score) ** 2 for one in drawn])
    assert off == pytest.approx(np.mean([one.error**2 for one in drawn]), rel=0.3)


def test_a_measure_that_time_ends_says_so() -> None:
    found = sampled(random_legs(5, 30, 90), range(30), np.ones(30, dtype=bool), None, -inf)
    assert found.cut and found.looked_at == 2


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    # By the closed forms for none and all; 3 of 10 as printed in tables of Clopper and Pearson.
    [(0, 10, 0.0, 1 - 0.025**0.1), (10, 10, 0.025**0.1, 1.0), (1, 1, 0.025, 1.0), (3, 10, 0.0667395, 0.6524529)],
)
def test_exact_shares_have_their_known_values(hits: int, trials: int, low: float, high: float) -> None:
    assert rates.shares(hits, trials) == pytest.approx((low, high), abs=1e-7)


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.01, 0.99))
def test_tails_are_sums_of_chances_and_intervals_turn_round(before: int, after: int, share: float) -> None:
    trials = before + after
    whole = sum(comb(trials, hits) * share**hits * (1 - share) ** (trials - hits) for hits in range(after, trials + 1))
    assert rates.at_least(after, trials, share) == pytest.approx(whole, abs=1e-12)
    one, other = rates.rate_ratio(before, after), rates.rate_ratio(after, before)
    assert one.low == pytest.approx(1 / other.high if other.high else 0.0 if other.high is None else inf)
    assert one.ratio is None or one.low <= one.ratio <= (inf if one.high is None else one.high)


DAY = date(2022, 6, 1)


def dated(first: int | None, last: int | None, name: str = "x") -> Dated:
    days = [None if one is None else DAY + timedelta(one) for one in (first, last)]
    return Dated(name, *days)


def test_bounds_that_cross_the_day_are_in_neither_count() -> None:
    things = [
        dated(-10, -1), dated(-1, 0), dated(0, 0), dated(0, 9), dated(9, 10), dated(-11, -5), dated(-30, -20),
        dated(None, -5), dated(3, None), dated(None, None), dated(10, 12),
    ]  # fmt: skip
    found = growth.window(things, DAY, 10, "asked")
    assert (found.before, found.after, found.unclear) == (1, 2, 3)
    assert (found.ratio, found.ratio_least, found.ratio_most) == (2.0, 0.5, 5.0)
    assert growth.window([], DAY, 10, "asked").ratio is None


def test_a_firm_appears_between_its_earliest_day_and_the_first_that_ended() -> None:
    days = [(DAY, DAY + timedelta(9)), (DAY + timedelta(2), DAY + timedelta(3)), (None, None)]
    shipments = [
        Shipment(str(number), *bounds, "CN", "RU", (), "alder", "cedar" if number else "", "", None, "", None)
        for number, bounds in enumerate(days)
    ]
    found = growth._things(shipments, "firms")
    assert found == [Dated("alder", None, DAY + timedelta(3)), Dated("cedar", None, DAY + timedelta(3))]
    assert growth._things(shipments[:2], "firms")[0] == Dated("alder", DAY, DAY + timedelta(3))


def candidate(start: str, end: str, goods: str, lands: str = "CN TR", codes: tuple[str, ...] = ()) -> Candidate:
    one, other = lands.split()
    return Candidate(
        id=f"{start}-{end}-{goods}", start=start, end=end, start_country=one, end_country=other, starts_inner=True,
        ends_inner=True, begins=True, finishes=True, made=True, synthetic=False, goods=goods, first="", last="",
        unreviewed=False, modality=0, sources=1, via=(), hs6s=codes,
    )  # fmt: skip


def test_like_trade_needs_more_than_one_trait_and_more_than_one_common_code() -> None:
    common = [candidate(f"s{number}", f"b{number}", "g", codes=("854231",)) for number in range(12)]
    both_ways = [candidate(f"b{number}", "x", "g", "TR RU", ("854231",)) for number in (0, 1)]
    rare = [candidate(f"s{number}", "y", "h", "CN KZ", ("901380",)) for number in (0, 1)]
    found = similar.profiles_of(Trade((*common, *both_ways, *rare), False))
    assert found.common("854231") and not found.common("901380")
    bought = similar.shared_of(found, "b0", "b1")
    assert {kind for _, kind, _ in bought} == {"854231"} and len(bought) == 2
    assert not similar.fits(found, bought, 2)  # two traits, but all of one code that most deal in
    sold = similar.shared_of(found, "s0", "s1")
    assert [kind for _, kind, _ in sold] == ["901380", "854231"]  # the rarest first
    assert similar.fits(found, sold, 2) and not similar.fits(found, sold, 3)
    assert not similar.fits(found, similar.shared_of(found, "s2", "s3"), 2)
    assert found.likeness("s0", "s1", sold) == pytest.approx(1.0)
    assert found.likeness("s0", "s2", similar.shared_of(found, "s0", "s2")) < 0.5


def test_what_is_not_told_is_no_trait() -> None:
    found = similar.profiles_of(Trade((candidate("a", "b", similar.NOT_TOLD),), False))
    assert not found.traits


def test_partitions_are_compared_by_known_values() -> None:
    one = [frozenset("abc"), frozenset("def")]
    other = [frozenset("ab"), frozenset("cdef")]
    assert communities.adjusted_rand(one, one) == 1.0
    # Of 15 pairs 6 are together in the one, 7 in the other, 4 in both: (4 - 2.8) / (6.5 - 2.8).
    assert communities.adjusted_rand(one, other) == pytest.approx(1.2 / 3.7)
    assert communities.stability(frozenset("abc"), [one, other]) == pytest.approx((1 + 2 / 3) / 2)


def test_two_groups_are_found_in_any_order() -> None:
    ties = [candidate(one, other, "g") for group in ("abcd", "wxyz") for one, other in permutations(group, 2)]
    ties.append(candidate("a", "w", "g"))
    expected = [frozenset("abcd"), frozenset("wxyz")]
    for seed in range(5):
        Random(seed).shuffle(ties)
        assert communities.partition(communities.graph_of(ties), seed) == expected
    assert communities.graph_of(ties)["a"]["b"]["weight"] == 2


@pytest.mark.parametrize(
    ("ratio", "said"),
    [(None, "not compared"), (0.99, "less got than sent"), (1.0, "as freight explains"), (1.2, "as freight explains"),
     (1.21, "more got than freight explains")],
)  # fmt: skip
def test_a_ratio_is_read_beside_what_freight_explains(ratio: float | None, said: str) -> None:
    assert mirrored.reading_of(ratio) == said
