"""Registers on their way into the graph: real files, on the embedded engine."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from graph.build import build, digest, rebuild
from graph.settings import Settings
from graph.store import Store
from loaders.plan import LoadOptions
from loaders.run import load

GLEIF = ("lei-data.xml", "rr-data.xml", "repex-data.xml")


pytestmark = pytest.mark.parametrize("store_settings", ["embedded"], indirect=True)


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in store.read(query)]


def test_parties_of_the_lei_index_whatever_the_order(store: Store, settings: Settings, shared_data: Path) -> None:
    files = [shared_data / "gleif_samples" / name for name in GLEIF]
    random.Random(4).shuffle(files)
    for path in files:
        report = load([path], settings, LoadOptions())
        assert [file.state for file in report.files] == ["completed"]
        build(settings, store)
    links = rows(store, "MATCH (l:Link)-[:LINKED_TO]->(p:Company) RETURN l.topic, count(p) ORDER BY l.topic")
    assert sum(count for _, count in links) == 10
    assert "is fund-managed by" in dict(links)
    assert rows(store, "MATCH ()-[o:OWNS]->() RETURN count(o)") == [(0,)]
    assert rows(store, "MATCH (r:Registration) RETURN count(r)") == [(23,)]
    (named,) = rows(store, "MATCH (c:Company) WHERE '001GPB6A9XPE8XJICC14' IN c.identifiers RETURN count(c)")
    assert named == (0,)
    found = rows(store, "MATCH (c:Company) WHERE 'LEI:001GPB6A9XPE8XJICC14' IN c.identifiers RETURN c.name, c.stub")
    assert found == [("Fidelity Advisor Leveraged Company Stock Fund", None)]
    before = digest(store)
    rebuild(settings, store)
    assert digest(store) == before


def test_owners_and_listings_of_a_real_drone_maker(store: Store, settings: Settings, shared_data: Path) -> None:
    path = shared_data / "opensanctions_ftm_fixtures" / "zala" / "entities.ftm.json"
    report = load([path], settings, LoadOptions())
    assert [(file.rows_in, file.accepted, file.rejected) for file in report.files] == [(91, 91, 0)]
    build(settings, store)
    held = rows(
        store,
        "MATCH (c:Company) WHERE 'INN:1841015504' IN c.identifiers "
        "MATCH (c)<-[:IN_PARTY]-(o:Ownership)<-[:HOLDS]-(p) WHERE o.share_min >= 50 "
        "RETURN p.name, o.share, o.end_printed ORDER BY o.share",
    )
    assert [(share, end) for _, share, end in held] == [(50.0, "2023-03-02"), (51.0, None)]
    assert len({name for name, _, _ in held}) == 1
    assert rows(store, "MATCH (p:Party) WHERE p.stub RETURN count(p)") == [(0,)]
    assert rows(store, "MATCH (l:Listing)-[:NAMES]->(p) RETURN count(p)") == [(41,)]
