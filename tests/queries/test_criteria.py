"""The criteria of chains: by brute force, verdict by verdict, and on both engines. All firms are invented."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, pairwise, permutations
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.archive import Archive
from graph.build import build
from graph.errors import InvalidParameter
from graph.model import Claim, Party
from graph.settings import Settings
from graph.store import Store
from queries import legsearch, runner
from queries.chains import supply_paths
from queries.criteria import quantity_verdict, transit_verdict
from queries.legs import legs_of
from queries.missing import gaps, missing_candidate
from queries.path_answer import PathAnswer
from queries.question import PathQuery
from queries.rules import Rules
from queries.same_goods import FAR
from queries.supply import Measure
from tests.support.fake_ties import FakeTies
from tests.support.samples import country, firm, pieces, put_table, transfer

WIDE = {"goods:parts": [], "goods:rotors": ["goods:parts"], "goods:text:x": [], "goods:other": []}
COUNTRY = {"a": "CN", "b": "TR", "c": "RU", "d": "KZ", "e": "TR", "country:TR": "TR", "country:CN": "CN"}
UNNAMED = ("country:TR", "country:CN")
DAYS = ("", "2022-01-01", "2022-02-01", "2022-03-01")
OWNERS = [("b", "d"), ("e", "d"), ("b", "a")]  # owner, owned
MADE = {"b": {"goods:parts"}, "e": {"LX2"}}  # maker -> goods and part numbers
WORST = ["held", "unknown", "failed"]


@st.composite
def ties(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = {}
    for _ in range(draw(st.integers(0, 7))):
        start, end = draw(st.sampled_from(list(permutations(COUNTRY, 2))))
        goods = draw(st.sampled_from(sorted(WIDE)))
        days = sorted(draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))))
        found[f"{start}{end}{goods}"] = {
            "id": f"{start}{end}{goods}", "from": start, "to": end, "goods": goods,
            "days": ("", "") if "" in days else tuple(days),
            "hs6s": draw(st.sampled_from([[], ["880730"], ["880720"], ["854231"]])),
            "models": draw(st.sampled_from([[], [], ["LX1"], ["LX1", "LX2"]])),
            "quantity": draw(st.sampled_from([("", "", ""), (5, "=", ""), (8, "=", ""), (5, "=", "kg|x")])),
            "destined": draw(st.sampled_from([[], [], ["KZ"]])),
            "standing": draw(st.sampled_from(["accepted", "unreviewed"])), "sources": draw(st.integers(1, 2)),
        }  # fmt: skip
    return list(found.values())


def met(one: Mapping[str, Any], after: Mapping[str, Any], owners: list[tuple[str, str]]) -> str | None:
    """What two ties meet at, straight from the definition."""
    end, start = one["to"], after["from"]
    if end in UNNAMED or start in UNNAMED:
        return "place" if COUNTRY[end] == COUNTRY[start] else None
    if end == start:
        return "same"
    if (start, end) in owners:
        return "owner"
    if (end, start) in owners:
        return "owned"
    return "sister" if {o for o, p in owners if p == end} & {o for o, p in owners if p == start} else None


def goods_of(one: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    if one["goods"] in [after["goods"], *WIDE[after["goods"]]] or set(one["hs6s"]) & set(after["hs6s"]):
        return "held"
    if set(one["models"]) & set(after["models"]):
        return "held"
    heading = {code[:4] for code in one["hs6s"]} & {code[:4] for code in after["hs6s"]}
    printed = "goods:text:x" in (one["goods"], after["goods"])
    made = MADE.get(after["from"], set()) & {after["goods"], *WIDE[after["goods"]], *after["models"]}
    return "unknown" if after["goods"] in WIDE[one["goods"]] or heading or printed or made else "failed"


def time_of(one: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    if not one["days"][0] or not after["days"][1]:
        return "unknown"
    return "failed" if one["days"][0] > after["days"][1] else "held"


def quantity_of(one: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    (came, _, kind), (left, _, other) = one["quantity"], after["quantity"]
    if came == "" or left == "" or kind != other:
        return "unknown"
    return "failed" if left > came * 1.1 else "held"


def transit_of(one: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    reached = one["destined"] or [COUNTRY[one["to"]]]
    return "held" if COUNTRY[after["from"]] in reached else "failed"


def brute_force(found: list[dict[str, Any]], owners: list[tuple[str, str]], rules: Rules) -> dict[Any, str]:
    """The chains that stand by some rules, and how possible each is."""
    kinds = {"strict": ["same"], "lenient": ["same", "owner", "owned", "sister"], "off": None}[rules.party]
    admits = {"strict": WORST[:1], "lenient": WORST[:2], "off": WORST}
    chains = {}
    for length in (1, 2, 3):
        for legs in permutations(found, length):
            pairs = list(pairwise(legs))
            parties = [end for leg in legs for end in (leg["from"], leg["to"])]
            joints = [met(one, after, owners) for one, after in pairs]
            places = {party for one, after in pairs if one["to"] == after["from"] for party in (one["to"],)}
            if (
                COUNTRY[parties[0]] != "CN" or COUNTRY[parties[-1]] != "RU"
                or any(joint is None or (kinds and joint not in kinds) for joint in joints)
                or len(parties) - len(set(parties)) != len(places)
                or any(one["to"] == after["from"] and parties.count(one["to"]) > 2 for one, after in pairs)
            ):  # fmt: skip
                continue
            goods = max((goods_of(*pair) for pair in pairs), key=WORST.index, default="held")
            time = max((time_of(*pair) for pair in combinations(legs, 2)), key=WORST.index, default="held")
            quantity, transit = (
                max((of(*pair) for pair in pairs), key=WORST.index, default="held") for of in (quantity_of, transit_of)
            )
            told = {"goods": goods, "time": time, "quantity": quantity, "transit": transit}
            if any(verdict not in admits[rules.of(name)] for name, verdict in told.items()):
                continue
            counted = [verdict for name, verdict in told.items() if rules.of(name) != "off"]
            counted += ["unknown"] if any(joint != "same" for joint in joints) else []
            worst = max(counted, key=WORST.index, default="held")
            chains[tuple(leg["id"] for leg in legs)] = {"held": "possible", "unknown": "unknown"}.get(
                worst, "impossible"
            )
    return chains


RULE = st.sampled_from(["strict", "lenient", "off"])


RULES = st.builds(Rules, party=RULE, goods=RULE, time=RULE, quantity=RULE, transit=RULE)


@given(ties(), st.sets(st.sampled_from(OWNERS)), RULES)
def test_chains_by_rules_are_those_of_brute_force(
    found: list[dict[str, Any]], owners: set[tuple[str, str]], rules: Rules
) -> None:
    query = PathQuery.make(from_="CN", to="RU", max_hops=3, limit=1000, rules=rules)
    held = sorted(owners)
    got = legsearch.search(FakeTies(found, COUNTRY.__getitem__, UNNAMED, WIDE, held, MADE), query, None, 30.0)  # type: ignore[arg-type]
    assert {tuple(leg.id for leg in chain.legs): chain.possible for chain in got.chains} == brute_force(
        found, held, rules
    )
    assert [chain.key for chain in got.chains] == sorted(chain.key for chain in got.chains)


@given(ties(), st.sets(st.sampled_from(OWNERS)), RULES, st.integers(1, 3), st.booleans(), st.sampled_from(["", "TR"]))
def test_the_best_by_rules_are_the_first_of_all(
    found: list[dict[str, Any]], owners: set[tuple[str, str]], rules: Rules, limit: int, narrow: bool, via: str
) -> None:
    asked = ({"hs": "8807"} if narrow else {}) | ({"via": via} if via else {})
    query = PathQuery.make(from_="CN", to="RU", max_hops=3, limit=limit, rules=rules, **asked)  # type: ignore[arg-type]
    held = FakeTies(found, COUNTRY.__getitem__, UNNAMED, WIDE, sorted(owners), MADE)
    every = legsearch.everything(held, query, None, 30.0).chains  # type: ignore[arg-type]
    best = legsearch.search(held, query, None, 30.0).chains  # type: ignore[arg-type]
    assert [chain.key for chain in best] == sorted(chain.key for chain in every)[:limit]


@given(ties(), st.lists(st.integers(0, 9), min_size=20, max_size=20))
def test_what_follows_for_sure_is_at_one_party_with_the_same_goods(
    found: list[dict[str, Any]], each: list[int]
) -> None:
    held = FakeTies(found, COUNTRY.__getitem__, UNNAMED, WIDE, [], MADE)
    ties = legs_of(held, PathQuery.make(from_="CN", to="RU", rules=Rules(goods="lenient")), None, 30.0)  # type: ignore[arg-type]
    assert ties.same is not None
    least = ties.same.after(np.array(each[: len(found)], dtype=np.int64)).tolist()
    follows = [
        [value for value, after in zip(each, found, strict=False)
         if met(one, after, []) == "same" and goods_of(one, after) == "held"]
        for one in found
    ]  # fmt: skip
    assert least == [min(values, default=FAR) for values in follows]


def leg(**slots: Any) -> Any:
    blank: dict[str, Any] = {
        "quantity": None, "weight_kg": None, "via": (), "dispatched": (), "destined": (),
        "from_countries": (), "to_countries": (),
    }  # fmt: skip
    return SimpleNamespace(**{**blank, **slots})


@pytest.mark.parametrize(
    ("came", "left", "verdict"),
    [
        (Measure(100), Measure(110), "held"),
        (Measure(100), Measure(111), "failed"),
        (Measure(100, ">="), Measure(500), "unknown"),  # more may have come in
        (Measure(100, "<="), Measure(111), "failed"),
        (Measure(100), Measure(50, ">="), "unknown"),  # more may have left
        (Measure(100), Measure(500, ">"), "failed"),
        (Measure(100), Measure(500, "<="), "unknown"),
        (Measure(100, "~"), Measure(105), "unknown"),
        (Measure(100, "~"), Measure(99), "held"),
        (Measure(100, unit="kg"), Measure(5), "unknown"),
        (None, Measure(5), "unknown"),
    ],
)
def test_no_more_can_leave_than_came_in(came: Measure | None, left: Measure, verdict: str) -> None:
    assert quantity_verdict(leg(quantity=came), leg(quantity=left), 10)[0] == verdict


def test_weights_are_compared_where_quantities_are_not() -> None:
    came, left = leg(quantity=Measure(5), weight_kg=10.0), leg(quantity=Measure(1, unit="box"), weight_kg=10.5)
    assert quantity_verdict(came, left, 10) == ("held", "10 kg came in, 10.5 left")
    assert quantity_verdict(came, left, 0)[0] == "failed"


@pytest.mark.parametrize(
    ("one", "after", "verdict"),
    [
        ({"to_countries": ("TR",)}, {"from_countries": ("TR",)}, "held"),
        ({"to_countries": ("TR",)}, {"from_countries": ("KZ",)}, "failed"),
        ({"to_countries": ("TR",), "destined": ("KZ",)}, {"from_countries": ("KZ",)}, "held"),
        ({"to_countries": ("RU",), "via": ("TR",)}, {"from_countries": ("KZ",), "dispatched": ("TR",)}, "held"),
        ({}, {"from_countries": ("KZ",)}, "unknown"),
    ],
)
def test_a_leg_leaves_from_where_the_one_before_arrived(
    one: dict[str, Any], after: dict[str, Any], verdict: str
) -> None:
    assert transit_verdict(leg(**one), leg(**after))[0] == verdict


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["colour=strict"], "no such criterion; they are party, goods, time, quantity, transit"),
        (["goods=soft"], "goods: must be one of strict, lenient, off, got 'soft'"),
        (["goods"], "must be CRITERION=RULE such as goods=lenient, got 'goods'"),
    ],
)
def test_wrong_rules_are_refused(given: list[str], message: str) -> None:
    with pytest.raises(InvalidParameter, match=message):
        Rules.read(given)
    with pytest.raises(InvalidParameter, match="from 0 to 1000, got -1"):
        Rules.read([], -1)


SENDER, TRADER, SISTER = firm("Alder Works", "CN"), firm("Birch Trade", "TR"), firm("Birch Cargo", "TR")
OWNER, BUYER = firm("Cedar Holding", "AE"), firm("Fir Plant", "RU")


def holds(owner: Party, owned: Party) -> Claim:
    return Claim(kind="ownership", subject=owner, object=owned)


def asked(store: Store, *rules: str, **slots: Any) -> PathAnswer:
    return supply_paths(store, PathQuery.make(from_="CN", to="RU", rules=Rules.read(rules), **slots))


def filled(settings: Settings, store: Store, *claims: Claim) -> Store:
    put_table(Archive(settings.archive_dir), "rows.csv", claims)
    build(settings, store)
    return store


def test_re_export_through_a_sister_firm(settings: Settings, store: Store) -> None:
    filled(
        settings, store,
        transfer(SENDER, TRADER, start="2023-01"), transfer(SISTER, BUYER, start="2023-02"),
        holds(OWNER, TRADER), holds(OWNER, SISTER),
    )  # fmt: skip
    assert not asked(store).paths
    (path,) = asked(store, "party=lenient").paths
    assert [meeting.kind for meeting in path.meetings] == ["sister"]
    assert path.meetings[0].text == "Cedar Holding owns shares of both Birch Trade and Birch Cargo"
    assert path.possible == "unknown"
    assert len(path.ties) == 4 and len(set(path.ties)) == 4  # two supplies, two shares
    assert path.reasons[0].startswith("unknown whether the goods went on from the one party to the other: ")


def test_a_place_where_nobody_is_named(settings: Settings, store: Store) -> None:
    filled(settings, store, transfer(SENDER, country("TR", "Turkey")), transfer(TRADER, BUYER))
    assert not asked(store, "party=lenient").paths
    (path,) = asked(store, "party=off").paths
    assert path.meetings[0].text == "both are in Türkiye; a party there is not named"
    assert {one.name: one.verdict for one in path.criteria} == {
        "party": "unknown", "goods": "held", "time": "unknown", "quantity": "unknown", "transit": "held",
    }  # fmt: skip


def test_more_left_than_came_in(settings: Settings, store: Store) -> None:
    filled(
        settings, store,
        transfer(SENDER, TRADER, quantity=pieces(100)), transfer(TRADER, BUYER, quantity=pieces(111)),
    )  # fmt: skip
    (path,) = asked(store).paths  # nobody asked
    assert path.possible == "unknown"
    answer = asked(store, "quantity=lenient")
    assert not answer.paths
    assert answer.nearest[0].text == "1 chain would fit, but more left than came in"
    (near,) = answer.nearest[0].paths
    assert near.possible == "impossible"
    assert "more left than came in: 100 pieces came in, 111 left" in near.reasons
    rules = Rules.read(["quantity=lenient"], 11)
    assert supply_paths(store, PathQuery.make(from_="CN", to="RU", rules=rules)).paths


def test_other_goods_on_the_way(settings: Settings, store: Store) -> None:
    filled(settings, store, transfer(SENDER, TRADER, "drone engines"), transfer(TRADER, BUYER, "drone parts"))
    assert not asked(store, goods="drone engines").paths
    (path,) = asked(store, "goods=lenient", goods="drone engines").paths
    assert [one.goods for one in path.legs] == ["drone engines", "drone parts"]
    assert path.reasons[0] == "unknown whether the goods are the same: the later leg names wider goods"
    assert not asked(store, "goods=off", goods="ammunition").paths  # one leg has the goods of the question


def test_one_leg_that_nobody_tells(settings: Settings, store: Store) -> None:
    filled(settings, store, transfer(SENDER, TRADER, start="2023-01-05"), transfer(SISTER, BUYER, start="2023-02-07"))
    answer = asked(store)
    assert not answer.paths
    between, *others = answer.missing
    assert between.text == (
        "drone parts from Birch Trade (TR) to Birch Cargo (TR), between 2023-01-05 and 2023-02-07: it would close a "
        "path of 3 legs, of which 2 are told"
    )
    assert {leg.text for leg in others} == {
        "drone parts from Birch Trade (TR) to anybody in Russia, between 2023-01-05 and any day: it would close a path "
        "of 2 legs, of which 1 is told",
        "drone parts from anybody in China to Birch Cargo (TR), between any day and 2023-02-07: it would close a path "
        "of 2 legs, of which 1 is told",
    }
    assert not asked(store, max_hops=1).missing
    assert not supply_paths(store, PathQuery.make(from_="CN", to="TR")).missing  # there is a path


def test_quantities_change_the_order(settings: Settings, store: Store) -> None:
    traders = [firm(f"Trader {number}", "TR") for number in range(6)]
    claims = [
        claim
        for number, trader in enumerate(traders)
        for claim in (
            transfer(SENDER, trader, start="2023-01", quantity=pieces(100)),
            transfer(trader, BUYER, start="2023-02", quantity=pieces(10) if number == 4 else None),
        )
    ]
    filled(settings, store, *claims)
    answer = asked(store, "quantity=lenient", limit=2)
    assert [path.possible for path in answer.paths] == ["possible", "unknown"]
    assert answer.paths[0].legs[0].recipient.name == "Trader 4"
    assert [path.possible for path in asked(store, "quantity=strict").paths] == ["possible"]


def test_two_legs_that_fit_may_not_hold_with_a_third(settings: Settings, store: Store) -> None:
    filled(
        settings, store,
        transfer(SENDER, TRADER, start="2023-01-10", end="2023-01-20"),
        transfer(TRADER, SISTER, start="2023-01-01", end="2023-01-15"),
        transfer(SISTER, BUYER, start="2023-01-01", end="2023-01-05"),
    )  # fmt: skip
    answer = asked(store)
    assert not answer.paths
    [near, *_] = [near for near in answer.nearest if near.kind == "dates"]
    [time] = [one for one in near.paths[0].criteria if one.name == "time"]
    assert time.because == "starts 2023-01-10 at the earliest, after a later leg ended on 2023-01-05"
    assert [row["possible"] for row in runner.run(store, "supply_paths", {"goods": "drone parts"}).rows] == [False]


LANDS = {**COUNTRY, "somebody who sends": "CN", "somebody who receives": "RU"}


@given(ties(), st.integers(1, 4))
def test_a_missing_leg_alone_makes_a_path_appear(found: list[dict[str, Any]], hops: int) -> None:
    query = PathQuery.make(from_="CN", to="RU", max_hops=hops, limit=1000)
    held = legs_of(FakeTies(found, COUNTRY.__getitem__, UNNAMED, WIDE, [], MADE), query, None, 30.0)  # type: ignore[arg-type]
    known, cut = gaps(held, query)
    assert not cut
    for gap in known:
        missing = missing_candidate(gap.before, gap.after)
        it = {
            "id": "missing", "from": missing.start, "to": missing.end, "goods": missing.goods,
            "days": (missing.first, missing.last), "hs6s": missing.hs6s, "models": missing.models,
            "synthetic": missing.synthetic,
        }  # fmt: skip
        with_it = FakeTies([*found, it], LANDS.__getitem__, UNNAMED, WIDE, [], MADE)
        chains = legsearch.search(with_it, query, None, 30.0).chains  # type: ignore[arg-type]
        assert any("missing" in [leg.id for leg in chain.legs] for chain in chains)
    between = {(gap.before[-1].end, gap.after[0].start) for gap in known if gap.before and gap.after}
    assert closed_by_one_leg(found, hops) <= between


def closed_by_one_leg(found: list[dict[str, Any]], hops: int) -> set[tuple[str, str]]:
    """Pairs of parties between which a leg would close a path of three legs, by trying."""
    first = [tie for tie in found if COUNTRY[tie["from"]] == "CN" and tie["to"] not in UNNAMED]
    last = [tie for tie in found if COUNTRY[tie["to"]] == "RU" and tie["from"] not in UNNAMED]
    return {
        (one["to"], after["from"])
        for one in first
        for after in last
        for like in (one, after)
        if hops >= 3 and one["to"] != after["from"]
        for legs in [[one, {**like, "id": "more", "from": one["to"], "to": after["from"]}, after]]
        if any(len(path) == 3 for path in brute_force(legs, [], Rules()))
    }


def test_one_part_number_and_a_declared_change_of_goods(settings: Settings, store: Store) -> None:
    parts = [
        transfer(SENDER, TRADER, "drone engines", start="2023-01", model="LX-1"),
        transfer(TRADER, BUYER, "unheard of things", start="2023-02", model="lx1"),
    ]
    made = Claim(kind="production", maker=SISTER, goods="ammunition")
    change = [transfer(SENDER, SISTER, start="2023-01"), transfer(SISTER, BUYER, "ammunition", start="2023-02")]
    filled(settings, store, *parts, *change, made)
    (path,) = asked(store).paths
    assert [end.name for end in path.parties] == ["Alder Works", "Birch Trade", "Fir Plant"]
    goods = {one.name: one for one in path.criteria}["goods"]
    assert (goods.verdict, goods.because) == ("held", "the same part number LX1")
    through = next(path for path in asked(store, "goods=lenient").paths if path.parties[1].name == "Birch Cargo")
    goods = {one.name: one for one in through.criteria}["goods"]
    assert goods.verdict == "unknown"
    assert goods.because == "a declared change of goods: the later leg's supplier is told to make what it carries"
    assert through.possible == "unknown"
