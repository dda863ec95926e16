"""Measures supply chains on a large graph, on both engines: paths, all criteria, many readers, and the peer's way.

    python -m benchmarks.chains [--transfers N] [--rounds N] [--engine embedded|neo4j] [--home DIR]
    python -m benchmarks.chains --growth 950 9500 95000 950000 --plot docs/images/chains-growth.svg

The peer's way is one pattern of variable length in Cypher, as graph explorers send it: it knows neither narrower goods,
nor dates, nor a rank. Prints milliseconds after a first round that is not counted, with the shape of the machine beside
them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from benchmarks.domain import Domain
from benchmarks.plots import log_plot
from benchmarks.queries import CONCEPTS_ASKED, filled, machine, timed
from graph.errors import QueryTimeout
from graph.settings import Settings
from graph.store import Store
from queries import runner
from queries.chains import PathAnswer, PathQuery, supply_paths
from queries.rules import Rules

EVERY = Rules(party="lenient", goods="lenient", time="lenient", quantity="lenient", transit="lenient")
STRICT = Rules(party="strict", goods="strict", time="strict", quantity="lenient", transit="lenient")
READERS = 8
PATIENCE_S, PEER_LIMIT_S = 600.0, 60.0
PEER = """
MATCH p = (a:Company)-[:SUPPLIED*1..4]->(b:Company)
WHERE a.country = 'CN' AND b.country = 'RU' AND all(leg IN relationships(p) WHERE leg.goods_id IN $goods)
RETURN [n IN nodes(p) | n.waybill_id] AS parties ORDER BY length(p), parties LIMIT 20
"""
DOMAIN = {"country": "TR", "from_country": "CN", "to_country": "RU", "limit": 100}


@dataclass(frozen=True, slots=True)
class Figure:
    """Times of one question in milliseconds, how many of its answers were cut, and what is wanted of the median."""

    times: tuple[float, ...]
    cut: int = 0
    wanted_ms: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Return median, the 99th percentile and what was wanted."""
        late = quantiles(self.times, n=100)[-1] if len(self.times) > 1 else self.times[0]
        return {
            "median_ms": round(median(self.times), 1), "p99_ms": round(late, 1), "most_ms": round(max(self.times), 1),
            "asked": len(self.times), "cut": self.cut, "wanted_ms": self.wanted_ms,
        }  # fmt: skip


def questions(domain: Domain, **given: Any) -> list[PathQuery]:
    """Return two questions for each kind of goods, from often to seldom moved: without and with a transit country."""
    return [
        PathQuery.make(from_="CN", to="RU", via=via, goods=domain.goods_id(number), **given)
        for number in CONCEPTS_ASKED
        for via in (None, "TR")
    ]


def asked(store: Store, those: Sequence[PathQuery], rounds: int, wanted_ms: float | None = None) -> Figure:
    """Ask questions in turn and return their times; one whose first answer a limit cuts is the last."""
    times: list[float] = []
    cut = 0
    for question in those:
        first, late = once(store, question)
        if late:
            return Figure((*times, first), cut + 1, wanted_ms)
        for took, late in (once(store, question) for _ in range(rounds)):
            times.append(took)
            cut += late
    return Figure(tuple(times), cut, wanted_ms)


def once(store: Store, question: PathQuery) -> tuple[float, bool]:
    """Ask a question; returns the milliseconds, and whether a limit cut the answer."""
    started = perf_counter()
    answer: PathAnswer = supply_paths(store, question)
    return 1000 * (perf_counter() - started), answer.searched.cut


def ask(store: Store, those: Sequence[PathQuery]) -> float:
    """Ask questions once and return the seconds of all together."""
    started = perf_counter()
    for question in those:
        supply_paths(store, question)
    return perf_counter() - started


def at_once(store: Store, those: Sequence[PathQuery]) -> dict[str, float]:
    """How many times as many answers eight readers get in a second as one does.

    Returns:
        For readers that are sessions of one dashboard, threads of one process, and for readers that are commands,
        processes of their own which have asked once before.
    """
    ask(store, those)
    alone = ask(store, those)
    started = perf_counter()
    with ThreadPoolExecutor(READERS) as pool:
        list(pool.map(lambda _: ask(store, those), range(READERS)))
    sessions = perf_counter() - started
    context = get_context("spawn")
    begin, end = context.Barrier(READERS + 1), context.Barrier(READERS + 1)
    readers = [context.Process(target=_reader, args=(store.settings, those, begin, end)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    begin.wait(PATIENCE_S)
    started = perf_counter()
    end.wait(PATIENCE_S)
    commands = perf_counter() - started
    for reader in readers:
        reader.join()
    return {"sessions": round(READERS * alone / sessions, 2), "commands": round(READERS * alone / commands, 2)}


def _reader(settings: Settings, those: Sequence[PathQuery], begin: Barrier, end: Barrier) -> None:
    with Store.open(settings) as store:
        ask(store, those)
        begin.wait(PATIENCE_S)
        ask(store, those)
        end.wait(PATIENCE_S)


def peers_way(store: Store, domain: Domain) -> Figure:
    """Return the times of the peer's way, for the two kinds of goods that move least; those at the limit are cut."""
    times, cut = [], 0
    for number in CONCEPTS_ASKED[-2:]:
        started = perf_counter()
        try:
            store.read(PEER, {"goods": [domain.goods_id(number)]}, timeout_s=PEER_LIMIT_S)
        except QueryTimeout:
            cut += 1
        times.append(1000 * (perf_counter() - started))
    return Figure(tuple(times), cut)


def measure(store: Store, domain: Domain, rounds: int) -> dict[str, Any]:
    """Measure one engine; the peer's way last, for what a limit stops may run on for a while."""
    plain = questions(domain)
    wide = [PathQuery.make(from_="CN", to="RU", via=via) for via in (None, "TR")]
    figures = {
        "paths to 4 hops": asked(store, plain, rounds, 40),
        "all criteria lenient, to 6 hops": asked(store, questions(domain, max_hops=6, rules=EVERY), rounds, 400),
        "party, goods, time strict, to 6 hops": asked(store, questions(domain, max_hops=6, rules=STRICT), rounds, 400),
        "20 best, any goods, to 4 hops": asked(store, wide, rounds, 500),
    }
    domain_query = timed(lambda: runner.run(store, "through_country", DOMAIN), rounds * 20)
    figures["three-way domain query"] = Figure(tuple(domain_query), 0, 60)
    found: dict[str, Any] = {"8 readers against one": at_once(store, plain) | {"wanted": 1.5}}
    figures["peer's way to 4 hops, goods that move seldom"] = peers_way(store, domain)
    return {name: figure.to_json() for name, figure in figures.items()} | found


def growth(sizes: Sequence[int], rounds: int, plot: Path | None, home: Path | None) -> None:
    """Print times by the number of relationships on the embedded engine, and draw the first of them."""
    points: list[tuple[float, float]] = []
    for size in sizes:
        domain = Domain(transfers=size)
        with (
            tempfile.TemporaryDirectory() as folder,
            filled("embedded", (home or Path(folder)) / str(size), None, domain) as store,
        ):
            relationships = store.count()[1]
            wide = [PathQuery.make(from_="CN", to="RU", via=via) for via in (None, "TR")]
            figures = {
                "paths to 4 hops": asked(store, questions(domain), rounds),
                "all criteria lenient, to 6 hops": asked(store, questions(domain, max_hops=6, rules=EVERY), rounds),
                "20 best, any goods, to 4 hops": asked(store, wide, rounds),
            }
        for name, figure in figures.items():
            print(f"{relationships:12,}  {name:36}{json.dumps(figure.to_json())}", flush=True)
        points.append((relationships, median(figures["paths to 4 hops"].times)))
    if plot is not None:
        plot.write_text(log_plot(points, "relationships", "ms, median of paths to 4 hops"), encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Times of supply chains on a large graph.")
    parser.add_argument("--transfers", type=int, default=95_000, help="95000 give a million relationships")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", choices=("embedded", "neo4j"), action="append")
    parser.add_argument("--home", type=Path, help="kept and used again; a temporary folder by default")
    parser.add_argument("--growth", type=int, nargs="+", help="numbers of transfers, the smallest first")
    parser.add_argument("--plot", type=Path, help="of the growth, as SVG")
    options = parser.parse_args()
    if options.growth:
        print(machine())
        growth(options.growth, options.rounds, options.plot, options.home)
        return
    domain = Domain(transfers=options.transfers)
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for engine in options.engine or ("embedded", "neo4j"):
            with filled(engine, options.home or Path(folder), None, domain) as store:
                results[engine] = measure(store, domain, options.rounds)
    print(machine())
    print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
