"""Measures every canned query and the supply paths on 200,000 nodes and 1,000,000 relationships, on both engines.

    python -m benchmarks.queries [--transfers N] [--rounds N] [--engine embedded|neo4j] [--server ADDRESS] [--home DIR]

Prints medians in milliseconds after a first round that is not counted, with the shape of the machine beside them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import psutil

from benchmarks.domain import CONCEPTS, LIST, Domain
from graph import neo4j_local
from graph.model import Node, Relationship
from graph.settings import Settings
from graph.store import Store
from queries import catalogue, runner
from queries.chains import PathQuery, supply_paths

CONCEPTS_ASKED = (20, 33, 47, 59, 64, 78, 81, 96, 100, 150)  # from often moved to seldom moved
KEYED_MS, AUDIT_MS, PATHS_MS = 200.0, 3000.0, 60.0
WHOLE = ("through_country", "listed_on", "parties_on_list")  # given a key, they read all of a country or a list
UNASKED = ("parts_in_weapon", "weapons_with_maker", "weapons_with_part")  # the generator makes no weapons


def narrower(domain: Domain, number: int) -> list[int]:
    """Numbers of a kind of goods of the generator and all that is narrower."""
    return [number, *(below for one, up in enumerate(domain.parent) if up == number for below in narrower(domain, one))]


def parameters(domain: Domain, store: Store) -> dict[str, dict[str, Any]]:
    """Values for every canned query that must be given one, but those of UNASKED."""
    transfer = store.read("MATCH (c:Claim)-[:ABOUT]->(f:Transfer) RETURN f.waybill_id AS id ORDER BY id LIMIT 1")[0][
        "id"
    ]
    text = store.read("MATCH (d:Document)<-[:IN]-(:Claim) RETURN d.waybill_id AS id ORDER BY id LIMIT 1")[0]["id"]
    table = store.read("MATCH (d:Document {kind: 'table'}) RETURN d.waybill_id AS id ORDER BY id LIMIT 1")[0]["id"]
    wanted = [domain.goods_id(one) for one in narrower(domain, CONCEPTS_ASKED[-1])]
    ties = store.read(
        "MATCH ()-[t:SUPPLIED]->() WHERE t.goods_id IN $goods RETURN t.waybill_id AS id ORDER BY id LIMIT 3",
        {"goods": wanted},
    )
    company = domain.company(50)[1]
    by_type = {"party": company, "entity": company, "fact": transfer, "document": text, "goods": wanted,
               "country": "TR", "date": "2023-06-01", "list": LIST, "ties": [row["id"] for row in ties]}  # fmt: skip
    given: dict[str, dict[str, Any]] = {
        name: {one.name: by_type[one.type] for one in query.parameters if one.required}
        for name, query in catalogue.canned().items()
        if name not in UNASKED
    }
    given["supply_paths"]["via"] = "TR"
    given["rows_of_document"]["document"] = table
    given["mirror"] = {"exporter": "CN", "importer": "TR"}
    return given


def timed(action: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each round; the first is left out."""
    action()
    found = []
    for _ in range(rounds):
        started = perf_counter()
        action()
        found.append((perf_counter() - started) * 1000)
    return found


def measure(store: Store, domain: Domain, rounds: int) -> dict[str, Any]:
    """Measure one engine.

    Args:
        store: filled with the generator's graph.
        domain: the generator.
        rounds: how often each question is asked.
    """
    given = parameters(domain, store)
    figures: dict[str, Any] = {}
    for name, values in given.items():
        query = catalogue.canned()[name]
        times = timed(lambda query=query, values=values: runner.run(store, query, values), rounds)  # type: ignore[misc]
        limit = KEYED_MS if name not in WHOLE and any(one.required for one in query.parameters) else AUDIT_MS
        figures[name] = {"median_ms": round(median(times), 1), "limit_ms": limit}
    every: list[float] = []
    for number in CONCEPTS_ASKED:
        for via in (None, "TR"):
            question = PathQuery.make(from_="CN", to="RU", via=via, goods=domain.goods_id(number))
            every += timed(lambda question=question: supply_paths(store, question), rounds)  # type: ignore[misc]
    figures["paths to 4 hops by goods"] = {
        "median_ms": round(median(every), 1), "p95_ms": round(quantiles(every, n=20)[-1], 1), "limit_ms": PATHS_MS,
    }  # fmt: skip
    question = PathQuery.make(from_="CN", to="RU", via="TR")
    figures["paths to 4 hops, any goods (cut)"] = {
        "median_ms": round(median(timed(lambda: supply_paths(store, question), 3)), 1)
    }
    return figures


@contextmanager
def filled(engine: str, home: Path, server: str | None, domain: Domain) -> Iterator[Store]:
    """Open a store with the generator's graph; a home that was filled before is taken as it is."""
    settings = Settings(
        home=home,
        heap=os.environ.get("WAYBILL_HEAP", "1g"),
        password=os.environ.get("WAYBILL_TEST_NEO4J_PASSWORD"),
        query_timeout_s=300,
    )
    started = None
    if engine == "neo4j" and server is None:
        kept = neo4j_local.kept_password(home / "neo4j").read_text(encoding="utf-8")
        started = neo4j_local.start(home / "neo4j", neo4j_local.DEFAULT_VERSION, kept.strip(), heap="1g")
        settings = replace(settings, graph=started.address, password=started.password)
    elif engine == "neo4j" and server is not None:
        settings = replace(settings, graph=server)
    try:
        with Store.open(settings) as store:
            if store.is_empty():
                # Two runs of the generator: ten million elements would not fit into the memory of many a machine.
                first, second = (Domain(domain.seed, domain.transfers).elements() for _ in range(2))
                nodes = (one for one in first if isinstance(one, Node))
                relationships = (one for one in second if isinstance(one, Relationship))
                if engine == "embedded":
                    store.bulk_rebuild(nodes, relationships)
                else:
                    store.write_nodes(nodes)
                    store.write_relationships(relationships)
                store.set_meta(build=f"{domain.transfers} invented transfers")
            yield store
    finally:
        if started is not None:
            started.stop()


def machine() -> str:
    """The shape of this machine in one line."""
    memory = psutil.virtual_memory().total / 2**30
    load = os.getloadavg()[0]
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {system}, load {load:.1f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Medians of all canned queries and of the supply paths.")
    parser.add_argument(
        "--transfers", type=int, default=95_000, help="size of the graph; 95000 give a million relationships"
    )
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--engine", choices=("embedded", "neo4j"), action="append")
    parser.add_argument("--server", help="a running Neo4j to fill and ask instead of one of our own")
    parser.add_argument("--home", type=Path, help="kept and used again; a temporary folder by default")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    domain = Domain(transfers=options.transfers)
    assert len(domain.parent) == CONCEPTS
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for engine in options.engine or ("embedded", "neo4j"):
            with filled(engine, options.home or Path(folder), options.server, domain) as store:
                results[engine] = measure(store, domain, options.rounds)
    if options.json:
        print(json.dumps({"machine": machine(), "figures": results}, indent=1))
        return
    print(machine())
    print(f"{'question':36}" + "".join(f"{engine:>12}" for engine in results) + f"{'limit':>10}")
    for name in next(iter(results.values())):
        row = [results[engine][name] for engine in results]
        print(f"{name:36}" + "".join(f"{one['median_ms']:12.1f}" for one in row) + f"{row[0].get('limit_ms', ''):>10}")
    print(f"not asked, for the generator makes no weapons: {', '.join(UNASKED)}")


if __name__ == "__main__":
    main()
