"""What taking two parties for one would open and close, against graphs where they are one. All firms are invented."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

from graph.archive import Archive
from graph.build import build
from graph.model import Claim, Party, Relationship, replace
from graph.projection import Elements, project
from graph.settings import Settings
from graph.store import Store
from queries import joining
from queries.joining import JoinEffect, effects
from queries.question import PathQuery
from tests.support.samples import country, firm, put_table, transfer
from tests.support.small_graph import fill

QUERY = PathQuery.make(from_="CN", to="RU")
SENDERS = [firm("Alder Works", "CN"), firm("Birch Optics", "CN"), firm("Beech Rotor")]
MIDDLE = [firm("Cedar Trade", "TR"), firm("Dogwood Cargo", "TR"), firm("Elm Depot")]
ENDS = [firm("Fir Plant", "RU"), firm("Gorse Yard"), country("RU", "Russia")]
FIRMS = [*SENDERS, *MIDDLE, *ENDS[:2]]
INNER = ("Company", "Person", "PublicBody")
Path_ = tuple[tuple[str, str, str], ...]


def random_claims(draw: random.Random, count: int) -> list[Claim]:
    found = []
    for _ in range(count):
        start, stop = draw.choice([(SENDERS, MIDDLE), (MIDDLE, MIDDLE), (MIDDLE, ENDS), (SENDERS, ENDS)])
        supplier, recipient = draw.choice(start), draw.choice(stop)
        if supplier != recipient:
            goods = draw.choice(["drone parts", "drone parts", "drone engines"])
            dispatch = draw.choice([None, None, "CN"])
            found.append(transfer(supplier, recipient, goods, dispatch=dispatch))
    return found


def paths(elements: Elements) -> set[Path_]:
    """All paths from China to Russia, each leg as the names of its ends and its goods."""
    names = {key: str(node.properties["name"]) for key, node in elements.nodes.items() if "name" in node.properties}
    ties = [one for one in elements.relationships.values() if one.type == "SUPPLIED"]
    found = set()
    waiting: list[tuple[Relationship, ...]] = [(tie,) for tie in ties if "CN" in tie.properties["from_countries"]]  # type: ignore[operator]
    while waiting:
        chain = waiting.pop()
        last = chain[-1]
        if "RU" in last.properties["to_countries"]:  # type: ignore[operator]
            found.add(tuple((names[tie.start], names[tie.end], str(tie.properties["goods_id"])) for tie in chain))
        seen = {chain[0].start, *(tie.end for tie in chain)}
        if len(chain) < QUERY.max_hops and last.end[0] in INNER:
            waiting += [
                (*chain, tie)
                for tie in ties
                if tie.start == last.end
                and tie.end not in seen
                and last.properties["goods_id"] in tie.properties["goods_broader"]  # type: ignore[operator]
            ]
    return found


def joined(claims: list[Claim], one: Party, other: Party) -> list[Claim]:
    """Claims as they would be had the sources printed one name for both."""
    known = replace(one, country=one.country or other.country)

    def of(party: Party | None) -> Party | None:
        return known if party in (one, other) else party

    return [replace(claim, supplier=of(claim.supplier), recipient=of(claim.recipient)) for claim in claims]


@pytest.mark.parametrize("seed", range(3))
def test_every_pair_opens_and_closes_what_a_graph_with_one_party_shows(
    seed: int, settings: Settings, store: Store, tmp_path: Path
) -> None:
    draw = random.Random(seed)
    claims = random_claims(draw, 22)
    archive = Archive(settings.archive_dir)
    put_table(archive, "rows.csv", claims)
    build(settings, store)
    elements = project(archive).elements
    ids = {str(node.properties["name"]): key[1] for key, node in elements.nodes.items() if key[0] == "Company"}
    pairs = [pair for pair in combinations(FIRMS, 2) if {one.surface for one in pair} <= ids.keys()]
    pairs = [pair for pair in pairs if not (pair[0].country and pair[1].country) or pair[0].country == pair[1].country]
    found, cut = effects(store, QUERY, [(ids[one.surface], ids[other.surface]) for one, other in pairs])
    assert not cut
    before, counted = paths(elements), {}
    for number, (one, other) in enumerate(pairs):
        then = Archive(tmp_path / f"then {number}")
        put_table(then, "rows.csv", joined(claims, one, other))
        after = paths(project(then).elements)
        same = {
            tuple(tuple(one.surface if end == other.surface else end for end in leg) for leg in path) for path in before
        }
        opened, closed = len(after - same), len(same - after)
        counted[ids[one.surface], ids[other.surface]] = JoinEffect(opened + closed, opened, closed)
    assert sum(effect.opened > 0 for effect in counted.values()) > 3
    assert any(effect.closed > 0 for effect in counted.values())
    assert found == counted


def test_dates_and_goods_hold_across_the_joined_party(store: Store) -> None:
    fill(store)
    query = PathQuery.make(from_="CN", to="RU", goods="drone parts")
    birch, dogan, alder = "party-birch", "party-dogan", "party-alder"
    nobody = ("party-alder", "0" * 32)
    found, cut = effects(store, query, [(birch, dogan), (alder, birch), nobody])
    assert not cut
    assert found[birch, dogan] == JoinEffect(paths=3, opened=3)  # t2 t7, t15 t7, t6 t3
    assert found[alder, birch] == JoinEffect(paths=2, opened=1, closed=1)  # t15 t1; t2 t3 would pass them twice
    assert found[nobody] == JoinEffect()


def test_limits_are_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store)
    pair = ("party-birch", "party-dogan")
    query = PathQuery.make(from_="CN", to="RU", goods="drone parts")
    assert effects(store, query, [pair], timeout_s=0.0)[1]
    monkeypatch.setattr(joining, "MOST_PATHS", 1)
    assert effects(store, query, [pair])[1]
    monkeypatch.setattr(joining, "MOST_PATHS", 1000)
    monkeypatch.setattr(joining, "MOST_SIDES", 1)
    assert effects(store, query, [pair])[1]
