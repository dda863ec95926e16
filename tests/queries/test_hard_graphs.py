"""Graphs made to be hard: a search ends at its limits and says so. All names are invented."""

from __future__ import annotations

from typing import Any

import pytest

from queries import choke, legsearch, missing
from queries.chains import supply_paths
from queries.choke import choke_points, smallest_cut
from queries.legs import legs_of
from queries.missing import gaps
from queries.question import PathQuery
from queries.rules import Rules

RUNGS, WIDE = 7, 70  # 70 ** 7 paths, which is more than 2 ** 40, over 29,400 ties


class HardStore:
    """Gives ties as lines of text, and nothing of what they are made of."""

    engine = "embedded"

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def meta(self) -> dict[str, Any]:
        return {}

    def read(self, statement: str, parameters: Any = None, **_: Any) -> list[dict[str, Any]]:
        return [{"legs": self.lines}] if "AS legs" in statement else []


def line(start: str, end: str, first: bool, last: bool) -> str:
    sent, got = "CN" if first else "TR", "RU" if last else "TR"
    return f"{start}>{end}|{start}|{end}|{sent}|{got}|110|goods:parts|||accepted|asserted|1|||{sent} |{got} ||||||||"


def star(count: int = 15_000) -> HardStore:
    """One trader with very many suppliers and as many customers."""
    into = [line(f"from{number:05}", "hub", True, False) for number in range(count)]
    return HardStore(into + [line("hub", f"to{number:05}", False, True) for number in range(count)])


def ladder(closed: bool = True) -> HardStore:
    """Rungs of parties, each of which supplies all of the next rung; an open one lacks its middle."""
    pairs = [(rung, rung + 1) for rung in range(RUNGS - 1) if closed or rung != 2]
    return HardStore(
        [
            line(f"{rung}.{one:02}", f"{after}.{other:02}", rung == 0, after == RUNGS - 1)
            for rung, after in pairs
            for one in range(WIDE)
            for other in range(WIDE)
        ]
    )


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A clock that moves a second at each look; it counts the looks."""
    looks = [0]

    def look() -> float:
        looks[0] += 1
        return float(looks[0])

    for module in (legsearch, missing, choke):
        monkeypatch.setattr(module, "perf_counter", look)
    return looks


def query(**slots: Any) -> PathQuery:
    return PathQuery.make(from_="CN", to="RU", max_hops=6, **slots)


@pytest.mark.parametrize("store", [star(), ladder()], ids=["star", "ladder"])
def test_a_search_ends_at_its_time_and_says_so(store: HardStore, ticking: list[int]) -> None:
    found = legsearch.everything(store, query(), None, 8.0)  # type: ignore[arg-type]
    assert found.cut
    assert ticking[0] < 20


@pytest.mark.parametrize("store", [star(200), ladder()], ids=["star", "ladder"])
def test_the_best_are_found_without_looking_at_all(store: HardStore) -> None:
    found = legsearch.search(store, query(limit=3), None, 30.0)  # type: ignore[arg-type]
    assert len(found.chains) == 3 and not found.cut


def test_a_star_is_looked_at_up_to_the_most_chains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legsearch, "MOST_CHAINS", 2_000)
    found = legsearch.everything(star(200), query(), None, 30.0)  # type: ignore[arg-type]
    assert found.cut and len(found.chains) == 2_000


def test_missing_legs_end_at_their_time_and_say_so(ticking: list[int]) -> None:
    held = legs_of(ladder(closed=False), query(), None, 30.0)  # type: ignore[arg-type]
    found, cut = gaps(held, query(), ends_at=5.0)
    assert cut and found
    assert ticking[0] < 10


def test_an_answer_says_that_missing_legs_were_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing, "MOST_TRIED", 10)
    answer = supply_paths(ladder(closed=False), query(rules=Rules()))  # type: ignore[arg-type]
    assert not answer.paths
    assert answer.to_json()["missing_cut"]


def test_choke_points_of_very_many_paths(ticking: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legsearch, "MOST_CHAINS", 3_000)
    points = choke_points(star(1_000), query(), timeout_s=400.0)  # type: ignore[arg-type]
    assert points.cut and not points.proven and points.paths == 3_000
    assert [party.id for party in points.smallest] == ["hub"]
    ticking[0] = 0
    points = choke_points(ladder(), query(), timeout_s=8.0)  # type: ignore[arg-type]
    assert points.cut and not points.proven
    assert ticking[0] < 60


def test_a_cut_of_very_many_ways_ends_at_its_time(ticking: list[int]) -> None:
    ways = [frozenset((f"a{one}", f"b{other}")) for one in range(60) for other in range(60)]
    found, proven = smallest_cut(ways, ends_at=5.0)
    assert len(found) == 60 and all(way & set(found) for way in ways)
    assert proven or ticking[0] < 10
