"""Measures betweenness: by ties alone on 10,000 parties with networkx beside it, and on time-respecting walks.

    python -m benchmarks analytics [--parties 10000] [--transfers 95000] [--samples 500] [--home DIR] [--no-peer]

The walks are those of the generated graph of 200,000 nodes and 1,000,000 relationships, from China to Russia, read from
the embedded engine. Prints seconds and processor seconds of this process with the shape of the machine beside them.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import TypeVar

import networkx as nx

from benchmarks.domain import Domain
from benchmarks.queries import filled, machine
from queries.analytics import brokers, communities, similar
from queries.analytics.answer import Analysis
from queries.analytics.trade import trade_of
from queries.question import PathQuery

EXACT_S, SAMPLED_S = 60.0, 120.0
TIES_PER_PARTY = 3.3  # as in the generated graph
LIMIT_S = 3_000.0
Found = TypeVar("Found")


def ties(parties: int, seed: int = 7) -> list[tuple[int, int]]:
    """Ties between numbered parties, of which some trade much more than others, as those of the generated graph do."""
    draw = Random(seed)
    found: set[tuple[int, int]] = set()
    while len(found) < int(parties * TIES_PER_PARTY):
        one, other = (int(parties * draw.random() ** 3) for _ in range(2))
        if one != other:
            found.add((one, other))
    return sorted(found)


def timed(what: str, action: Callable[[], Found], limit_s: float | None = None) -> Found:
    """Run an action and print how long it took."""
    started, busy = perf_counter(), process_time()
    found = action()
    limit = f"{limit_s:9.0f}" if limit_s else ""
    print(f"{what:64}{perf_counter() - started:10.1f}{process_time() - busy:13.1f}{limit}", flush=True)
    return found


def exact(parties: int, peer: bool) -> None:
    """Measure betweenness by ties alone, and the peer on the same ties."""
    joined = ties(parties)
    what = f"{parties:,} parties, {len(joined):,} ties, exact"
    ours = timed(what, lambda: brokers.plain_betweenness(parties, joined), EXACT_S)
    if not peer:
        return
    graph = nx.DiGraph()
    graph.add_nodes_from(range(parties))
    graph.add_edges_from(joined)
    theirs = timed("the same with networkx", lambda: nx.betweenness_centrality(graph, normalized=False))
    off = max(abs(ours[party] - theirs[party]) / max(theirs[party], 1.0) for party in range(parties))
    print(f"  largest relative difference of the two: {off:.1e}")


def walks(transfers: int, samples: int, home: Path) -> None:
    """Measure what is read from the engine: walks, communities and like trade."""
    query = PathQuery.make(from_="CN", to="RU", synthetic=True)
    everywhere = PathQuery.make(synthetic=True)
    with filled("embedded", home, None, Domain(transfers=transfers)) as store:
        read = timed("read the ties, the first time", lambda: trade_of(store, query, LIMIT_S))
        print(f"  {len(read.ties):,} ties")
        found: Analysis[brokers.Broker] = timed(
            f"time-respecting walks, {samples} suppliers drawn",
            lambda: brokers.brokers(store, query, samples=samples, timeout_s=LIMIT_S), SAMPLED_S,
        )  # fmt: skip
        errors = [row.error / row.pairs for row in found.rows if row.error is not None]
        print(f"  {found.figures['suppliers']:,} suppliers, {found.figures['parties']:,} parties; error of the first "
              f"{len(errors)}: {min(errors, default=0):.1%} to {max(errors, default=0):.1%}")  # fmt: skip
        some = timed("communities", lambda: communities.communities(store, everywhere, timeout_s=LIMIT_S))
        print(f"  {some.figures['communities']:,} communities, {len(some.figures['seeds'])} runs")
        alike = timed("similar trade", lambda: similar.similar(store, everywhere, timeout_s=LIMIT_S))
        print(f"  {alike.figures['pairs_compared']:,} pairs compared")


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Seconds of measures over the trade between parties.")
    parser.add_argument("--parties", type=int, default=10_000)
    parser.add_argument("--transfers", type=int, default=95_000, help="95000 give a million relationships")
    parser.add_argument("--samples", type=int, default=500)
    parser.add_argument("--home", type=Path, help="kept and used again; a temporary folder by default")
    parser.add_argument("--no-peer", action="store_true", help="leave networkx out: it takes minutes")
    options = parser.parse_args(arguments)
    print(machine())
    print(f"{'':64}{'seconds':>10}{'processor s':>13}{'limit s':>9}")
    exact(options.parties, not options.no_peer)
    with tempfile.TemporaryDirectory() as folder:
        walks(options.transfers, options.samples, options.home or Path(folder))


if __name__ == "__main__":
    main()
