"""Counted transfers against counting one by one. Everything is invented."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidParameter
from queries import routes
from queries.question import PathQuery
from queries.routes import DIMENSIONS, NO_CODE, NOT_LISTED, PROOFS, Dimension, Flows, FlowTable

Transfer = dict[str, Any]
LANDS = ("CN", "TR", "RU", "KZ")
BEGIN = date(2022, 1, 1)


@st.composite
def transfers(draw: st.DrawFn) -> list[Transfer]:
    days = st.none() | st.integers(0, 120).map(lambda number: BEGIN + timedelta(number))
    found = []
    for number in range(draw(st.integers(0, 12))):
        first, last = draw(days), draw(days)
        if first and last and first > last:
            first, last = last, first
        found.append(
            {
                "id": f"f{number:02}", "first": first, "last": last,
                "from": draw(st.sampled_from(("", *LANDS))), "to": draw(st.sampled_from(("", *LANDS))),
                "via": draw(st.lists(st.sampled_from(LANDS), max_size=2)), "hs6": draw(st.sampled_from(("", "854231"))),
                "tier": draw(st.sampled_from(("", "1", "3.A"))), "goods": draw(st.sampled_from(("goods:a", "goods:b"))),
                "accepted": draw(st.booleans()), "sources": draw(st.integers(1, 3)), "invented": draw(st.booleans()),
                "weight": draw(st.sampled_from((None, 1.5, 2.0))), "value": draw(st.sampled_from((None, 10.0, 3.0))),
                "currency": draw(st.sampled_from(("", "USD", "CNY|x"))),
            }
        )  # fmt: skip
    return found


def line(one: Transfer) -> str:
    """A transfer as queries/parts/flows_of_all.cypher makes it."""
    return "|".join(
        [
            one["id"], str(one["first"] or ""), str(one["last"] or ""), one["from"], one["to"], one["hs6"], one["tier"],
            one["goods"], "accepted" if one["accepted"] else "unreviewed", str(one["sources"]),
            "1" if one["invented"] else "0", *(str(one[name] or "") for name in ("weight", "value")),
            one["currency"],
        ]
    )  # fmt: skip


def table(some: list[Transfer]) -> FlowTable:
    stops = [f"{one['id']}|{place}|{code}" for one in some for place, code in enumerate(one["via"], 1)]
    return FlowTable(map(line, some), reversed(stops))


def route(one: Transfer) -> list[str]:
    stops: list[str] = []
    for code in (one["from"] or "?", *one["via"], one["to"] or "?"):
        if not stops or stops[-1] != code:
            stops.append(code)
    return stops


def value_of(one: Transfer, name: Dimension) -> str:
    first, last = str(one["first"] or ""), str(one["last"] or "")
    found: dict[str, str] = {
        "route": " ".join(route(one)), "way": " ".join(route(one)[1:-1]), "goods": one["goods"],
        "month": first[:7] if first and first[:7] == last[:7] else "",
        "tier": one["tier"] or (NOT_LISTED if one["hs6"] else NO_CODE),
    }  # fmt: skip
    return found[name]


def fits(one: Transfer, query: PathQuery, tier: str, invented: bool) -> bool:
    stops = route(one)
    return (
        one["invented"] == invented
        and (not query.reviewed or one["accepted"])
        and (not tier or value_of(one, "tier").split(".")[0] == tier)
        and (not query.from_countries or stops[0] in query.from_countries)
        and (not query.to_countries or stops[-1] in query.to_countries)
        and all(code in stops[1:-1] for code in query.via)
    )


def by_hand(some: list[Transfer], query: PathQuery, by: tuple[Dimension, ...], tier: str, invented: bool) -> Flows:
    """The same numbers, transfer by transfer; no sums and no proofs."""
    groups: dict[tuple[str, ...], list[Transfer]] = defaultdict(list)
    counts: dict[str, Any] = dict.fromkeys(("transfers", "undated", "unclear", "unplaced", "inland"), 0)
    for one in (one for one in some if fits(one, query, tier, invented)):
        if "?" in route(one):
            counts["unplaced"] += 1
        elif len(route(one)) == 1:
            counts["inland"] += 1
        else:
            first, last = one["first"] or date.min, one["last"] or date.max
            since, until = query.since or date.min, query.until or date.max
            if since <= first and last <= until:
                counts["transfers"] += 1
                counts["undated"] += not value_of(one, "month")
                groups[tuple(value_of(one, name) for name in by)].append(one)
            elif last >= since and first <= until:
                counts["unclear"] += 1
    told = tuple(group(key, members) for key, members in groups.items())
    return Flows(by, tuple(sorted(told, key=lambda one: (-one.transfers, one.key))), **counts)


def group(key: tuple[str, ...], members: list[Transfer]) -> routes.Group:
    best = sorted(members, key=lambda one: (not one["accepted"], -one["sources"], one["id"]))
    weights = [one["weight"] for one in members if one["weight"] is not None]
    values: dict[str, list[float]] = defaultdict(list)
    for one in members:
        if one["value"] is not None and one["currency"]:
            values[one["currency"]].append(one["value"])
    firsts = [str(one["first"]) for one in members if one["first"]]
    lasts = [str(one["last"]) for one in members if one["last"]]
    return routes.Group(
        key, len(members), sum(not one["accepted"] for one in members), max(one["sources"] for one in members),
        sum(weights), len(weights), tuple(sorted((name, sum(told), len(told)) for name, told in values.items())),
        min(firsts, default=""), max(lasts, default=""), tuple(one["id"] for one in best[:PROOFS]),
    )  # fmt: skip


QUERIES = st.builds(
    lambda from_, to, via, span, reviewed: PathQuery.make(
        from_=from_, to=to, via=via, since=span[0], until=span[1], reviewed=reviewed
    ),
    st.lists(st.sampled_from(LANDS), max_size=2),
    st.lists(st.sampled_from(LANDS), max_size=2),
    st.lists(st.sampled_from(LANDS), max_size=1),
    st.sampled_from((("", ""), ("2022-02", ""), ("", "2022-03"), ("2022-02-10", "2022-03-20"))),
    st.booleans(),
)
BY = st.lists(st.sampled_from(DIMENSIONS), min_size=1, max_size=3, unique=True).map(tuple)


@settings(deadline=None)
@given(transfers(), QUERIES, BY, st.sampled_from(("", "1", "3")), st.booleans())
def test_every_count_is_that_of_counting_one_by_one(
    some: list[Transfer], query: PathQuery, by: tuple[Dimension, ...], tier: str, invented: bool
):
    assert table(some).counted(query, by, tier=tier, invented=invented) == by_hand(some, query, by, tier, invented)


@settings(deadline=None)
@given(transfers(), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(some: list[Transfer], random: Any):
    mixed = list(some)
    random.shuffle(mixed)
    query = PathQuery.make()
    assert table(mixed).counted(query, ("route", "month")) == table(some).counted(query, ("route", "month"))


@settings(deadline=None)
@given(transfers(), BY)
def test_groups_part_what_is_counted_and_invented_never_stands_with_real(
    some: list[Transfer], by: tuple[Dimension, ...]
):
    held = table(some)
    for invented in (False, True):
        found = held.counted(PathQuery.make(), by, invented=invented)
        assert sum(one.transfers for one in found.groups) == found.transfers
        marks = {one["id"]: one["invented"] for one in some}
        assert all(marks[fact] == invented for one in found.groups for fact in one.facts)


def one_of(number: int, **given: Any) -> Transfer:
    plain = {
        "id": f"f{number:05}", "first": BEGIN, "last": BEGIN, "from": "CN", "to": "RU", "via": [], "hs6": "",
        "tier": "",
        "goods": "goods:a", "accepted": True, "sources": 1, "invented": False, "weight": None, "value": None,
        "currency": "",
    }  # fmt: skip
    return plain | given


def test_what_is_too_much_is_counted(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(routes, "MOST_GROUPS", 2)
    monkeypatch.setattr(routes, "MOST_READ", 7)
    some = [one_of(number, goods=f"goods:{min(number, 3)}") for number in range(8)]
    found = table(some).counted(PathQuery.make(), ("goods",))
    assert [(one.key[0], one.transfers) for one in found.groups] == [("goods:3", 4), ("goods:0", 1)]
    assert (found.transfers, found.more, found.cut) == (7, 2, True)


def test_a_proof_is_the_best_and_there_are_only_so_many():
    some = [one_of(number, accepted=number % 2 == 0, sources=1 + number % 3) for number in range(50)]
    (only,) = table(some).counted(PathQuery.make(), ("route",)).groups
    assert len(only.facts) == PROOFS
    assert only.facts[:2] == ("f00002", "f00008")


@pytest.mark.parametrize(
    ("by", "tier", "told"),
    [((), "", "by: must be of"), (("colour",), "", "colour"), (("route",), "7", "tier: must be")],
)
def test_what_nobody_can_count_by_is_said(by: Any, tier: str, told: str):
    with pytest.raises(InvalidParameter, match=told):
        routes.flows(None, PathQuery.make(), by, tier=tier)  # type: ignore[arg-type]
