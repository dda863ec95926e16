"""The search for chains against a search by brute force, and the questions that are refused."""

from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidParameter
from queries import answers, legsearch
from queries.goods import Reading
from queries.path_answer import GoodsAsked, PathAnswer, Searched
from queries.question import PathQuery
from tests.support.fake_ties import FakeTies

WIDE = {"g0": [], "g1": ["g0"], "g2": ["g1", "g0"], "g3": ["g0"]}
COUNTRY = {"a": "CN", "b": "TR", "c": "RU", "d": "KZ", "e": "TR", "G": "CN"}
DAYS = ("", "2022-01-01", "2022-02-01", "2022-03-01")
READING = Reading(GoodsAsked("x", "g0", "x", {}, (), (), tuple(WIDE)), None, frozenset())


def land(party: str) -> str:
    return COUNTRY.get(party, "KZ")


@st.composite
def ties(draw: st.DrawFn) -> list[dict[str, Any]]:
    count = draw(st.integers(0, 9))
    found = {}
    for _ in range(count):
        start, stop = draw(st.sampled_from(list(permutations(COUNTRY, 2))))
        goods = draw(st.sampled_from(sorted(WIDE)))
        days = sorted(draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))))
        identifier = f"{start}{stop}{goods}"
        found[identifier] = {
            "id": identifier, "from": start, "to": stop, "goods": goods,
            "days": ("", "") if "" in days else tuple(days),
            "standing": draw(st.sampled_from(["accepted", "unreviewed"])),
            "modality": draw(st.sampled_from(["asserted", "alleged"])),
            "sources": draw(st.integers(1, 3)), "via": draw(st.sampled_from([[], ["TR"], ["KZ"]])),
            "synthetic": draw(st.booleans()),
        }  # fmt: skip
    return list(found.values())


def brute_force(found: list[dict[str, Any]], hops: int, via: list[str]) -> dict[tuple[str, ...], str]:
    """All chains by trying every order of ties, straight from the definition."""
    chains = {}
    for length in range(1, hops + 1):
        for legs in permutations(found, length):
            parties = [legs[0]["from"], *(leg["to"] for leg in legs)]
            if (
                COUNTRY[parties[0]] != "CN" or COUNTRY[parties[-1]] != "RU" or len(set(parties)) < len(parties)
                or any(one["to"] != after["from"] for one, after in pairwise(legs)) or "G" in parties[1:-1]
                or any(one["goods"] not in [after["goods"], *WIDE[after["goods"]]] for one, after in pairwise(legs))
                or len({leg["synthetic"] for leg in legs}) > 1
            ):  # fmt: skip
                continue
            way = [stop for leg in legs for stop in [*leg["via"], COUNTRY[leg["to"]]]][:-1]
            rest = iter(way)
            if not all(code in rest for code in via):
                continue
            judged = "possible"
            for one, after in combinations(legs, 2):
                if not one["days"][0] or not after["days"][1]:
                    judged = "unknown" if judged == "possible" else judged
                elif one["days"][0] > after["days"][1]:
                    judged = "impossible"
            chains[tuple(leg["id"] for leg in legs)] = judged
    return chains


@given(ties(), st.integers(1, 4), st.sampled_from([[], ["TR"], ["TR", "KZ"], ["KZ", "TR"]]))
def test_search_finds_what_brute_force_finds(found: list[dict[str, Any]], hops: int, via: list[str]) -> None:
    query = PathQuery.make(from_="CN", to="RU", via=via, max_hops=hops, limit=1000, impossible=True)
    got = legsearch.search(FakeTies(found, land, "G", WIDE), query, READING, 30.0)  # type: ignore[arg-type]
    assert not got.cut
    both = [*got.chains, *got.refused]
    assert {tuple(leg.id for leg in chain.legs): chain.possible for chain in both} == brute_force(found, hops, via)


@given(ties(), st.randoms())
def test_the_order_of_ties_does_not_matter(found: list[dict[str, Any]], random: Any) -> None:
    query = PathQuery.make(from_="CN", to="RU", limit=3)
    one = legsearch.search(FakeTies(found, land, "G", WIDE), query, READING, 30.0)  # type: ignore[arg-type]
    random.shuffle(found)
    other = legsearch.search(FakeTies(found, land, "G", WIDE), query, READING, 30.0)  # type: ignore[arg-type]
    assert [chain.key for chain in one.chains] == [chain.key for chain in other.chains]


def direct(count: int, goods: str = "g0") -> list[dict[str, Any]]:
    return [
        {
            "id": f"{n}{goods}", "from": "a", "to": "c", "goods": goods, "days": ("", ""), "standing": "accepted",
            "modality": "asserted", "sources": 1, "via": [], "synthetic": False,
        }
        for n in range(count)
    ]  # fmt: skip


def test_more_chains_than_are_judged_is_a_cut_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legsearch, "MOST_CHAINS", 1000)
    found, query = FakeTies(direct(1600), land, "G", WIDE), PathQuery.make(from_="CN", to="RU")
    got = legsearch.everything(found, query, READING, 30.0)  # type: ignore[arg-type]
    assert got.cut and len(got.chains) == 1000
    best = legsearch.search(found, query, READING, 30.0)  # type: ignore[arg-type]
    assert not best.cut  # none of the others can be better
    assert [chain.legs[0].id for chain in best.chains] == sorted(f"{n}g0" for n in range(1600))[:20]


def test_chains_that_cannot_hold_are_not_all_looked_at_where_one_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legsearch, "MOST_CHAINS", 600)
    late = [leg | {"to": "b", "id": f"late{n}", "days": ("2024-01-01", "")} for n, leg in enumerate(direct(1000))]
    early = [leg | {"from": "b", "id": "early", "days": ("", "2020-01-01")} for leg in direct(1)]
    query = PathQuery.make(from_="CN", to="RU", limit=30)
    one = legsearch.search(FakeTies([*late, *early, *direct(1)], land, "G", WIDE), query, READING, 30.0)  # type: ignore[arg-type]
    assert [[leg.id for leg in chain.legs] for chain in one.chains] == [["0g0"]] and not one.cut
    none = legsearch.search(FakeTies([*late, *early], land, "G", WIDE), query, READING, 30.0)  # type: ignore[arg-type]
    assert not none.chains and len(none.refused) == 30 and not none.cut


def test_the_best_of_a_ladder_of_more_paths_than_can_be_counted() -> None:
    def rung(one: str, other: str) -> dict[str, Any]:
        return {
            "id": one + other, "from": one, "to": other, "goods": "g0", "days": ("", ""), "standing": "accepted",
            "modality": "asserted", "sources": 1, "via": [], "synthetic": False,
        }  # fmt: skip

    layers = [["a"], *([f"{layer}-{n:02}" for n in range(40)] for layer in range(5)), ["c"]]
    found = [rung(one, other) for here, there in pairwise(layers) for one in here for other in there]
    held, query = FakeTies(found, land, "G", WIDE), PathQuery.make(from_="CN", to="RU", max_hops=6)
    got = legsearch.search(held, query, READING, 30.0)  # type: ignore[arg-type]
    ways = [["a", "0-00", "1-00", "2-00", "3-00", f"4-{n:02}", "c"] for n in range(20)]
    assert len(found) == 6480 and not got.cut
    assert [[leg.id for leg in chain.legs] for chain in got.chains] == [
        [one + other for one, other in pairwise(way)] for way in ways
    ]


@given(ties(), st.integers(1, 4), st.integers(1, 4), st.sampled_from([[], ["TR"], ["TR", "KZ"]]))
def test_the_best_are_the_first_of_all(found: list[dict[str, Any]], hops: int, limit: int, via: list[str]) -> None:
    query = PathQuery.make(from_="CN", to="RU", via=via, max_hops=hops, limit=limit)
    held = FakeTies(found, land, "G", WIDE)
    every = legsearch.everything(held, query, READING, 30.0).chains  # type: ignore[arg-type]
    best = legsearch.search(held, query, READING, 30.0).chains  # type: ignore[arg-type]
    sorts = [sorted(chain.key for chain in every if chain.legs[0].synthetic is kind)[:limit] for kind in (False, True)]
    assert [chain.key for chain in best] == [key for keys in sorts for key in keys]


def test_no_time_left_is_a_cut_answer_and_no_error() -> None:
    found = direct(3000)
    held, query = FakeTies(found, land, "G", WIDE), PathQuery.make(from_="CN", to="RU")
    assert legsearch.everything(held, query, READING, -1.0).cut  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"from_": "Atlantis"}, "from: must be a country"),
        ({"via": "CN,Chnia"}, "via: .*near: China"),
        ({"since": "2023", "until": "2022"}, "since must not lie after until"),
        ({"since": "2022-02-30"}, "since: must be a date"),
        ({"hs": "85x"}, "hs: must be 2 to 6 digits"),
        ({"hs": "8542310"}, "hs: must be 2 to 6 digits"),
        ({"hs": "٨٥"}, "hs: must be 2 to 6 digits"),
        ({"from_": 1}, "from: must be a country"),
        ({"max_hops": 0}, "max_hops: must be a whole number from 1 to 6"),
        ({"max_hops": 7}, "max_hops"),
        ({"limit": 1001}, "limit"),
        ({"origin": "CN,RU"}, "origin: one country"),
    ],
)
def test_wrong_questions_are_refused_with_the_rule(given: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidParameter, match=message):
        PathQuery.make(**given)


def test_questions_are_normalised() -> None:
    query = PathQuery.make(
        from_="China, HK,CN", to=["Russland"], via="Türkiye,KZ", hs="8542.31", since="2022-02", until="2022-02"
    )
    assert (query.from_countries, query.to_countries, query.via) == (("CN", "HK"), ("RU",), ("TR", "KZ"))
    assert (query.hs, query.since, query.until) == ("854231", date(2022, 2, 1), date(2022, 2, 28))


def test_answers_are_kept_and_a_damaged_file_is_forgotten(tmp_path: Any) -> None:
    from queries.supply import End, Leg, Path

    end = End("x", "Company", "X")
    leg = Leg(
        "tie-1",
        end,
        end,
        "g",
        "g",
        None,
        (),
        None,
        None,
        (),
        None,
        (),
        (),
        "accepted",
        "asserted",
        (("asserted", 1),),
        1,
        1,
        1,
        ("f",),
    )
    path = Path((leg, leg), "possible")
    searched = Searched(4, None, None, None, (), 0, 0, 0, 0, "accepted", False, 0.0)
    answers.keep(tmp_path / "answers", PathAnswer(PathQuery(), searched, (path,)).shown)
    assert answers.ties_of(tmp_path / "answers", path.id) == ("tie-1", "tie-1")
    assert answers.ties_of(tmp_path / "answers", "other") is None
    (tmp_path / "answers" / answers.FILE).write_text("{", encoding="utf-8")
    assert answers.ties_of(tmp_path / "answers", path.id) is None
