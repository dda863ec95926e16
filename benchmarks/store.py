"""Measures writing and streaming on 200,000 nodes and 1,000,000 relationships, on both engines.

    python -m benchmarks.store [--transfers N] [--engine embedded|neo4j] [--heap 1g]

Through the store in transactions, by the embedded engine's bulk path, and once more over what is there already. Prints
elements a second with the shape of the machine beside them. The processor seconds of the engine's process and of our
own tell what the figures would be worth on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import psutil

from benchmarks.domain import Domain
from benchmarks.queries import machine
from graph import neo4j_local
from graph.model import Node, Relationship
from graph.settings import Settings
from graph.store import Store

IN_TRANSACTIONS, BULK = 12_000, 40_000  # elements a second that are asked for


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    engine: str
    what: str
    elements: int
    seconds: float
    busy_s: float
    wanted: int | None = None

    @property
    def rate(self) -> float:
        """Elements a second."""
        return self.elements / self.seconds


def processor_seconds() -> float:
    """Seconds of processor time that this process and everything started from it have used so far."""
    own = psutil.Process()
    total = 0.0
    for process in (own, *own.children(recursive=True)):
        try:
            times = process.cpu_times()
            total += times.user + times.system
            if process is own:
                total += times.children_user + times.children_system  # of those that have ended
        except psutil.NoSuchProcess:
            continue
    return total


def timed(engine: str, what: str, elements: int, action: Callable[[], object], wanted: int | None = None) -> Figure:
    """Run an action and measure it."""
    gc.collect()
    busy, started = processor_seconds(), perf_counter()
    action()
    figure = Figure(engine, what, elements, perf_counter() - started, processor_seconds() - busy, wanted)
    print(f"{engine}: {what}: {figure.seconds:.1f} s", file=sys.stderr)
    return figure


@contextmanager
def opened(engine: str, home: Path, heap: str) -> Iterator[Store]:
    """Open an empty store on one engine."""
    if engine == "embedded":
        with Store.open(Settings(home=home, heap=heap)) as store:
            yield store
        return
    server = neo4j_local.start(home / "neo4j", heap=heap)
    try:
        with Store.open(Settings(home=home, graph=server.address, password=server.password)) as store:
            yield store
    finally:
        server.stop()


def measure(engine: str, home: Path, heap: str, nodes: list[Node], relationships: list[Relationship]) -> list[Figure]:
    """Measure one engine."""
    total = len(nodes) + len(relationships)

    def write() -> None:
        store.write_nodes(nodes)
        store.write_relationships(relationships)

    def stream() -> None:
        count = sum(1 for _ in store.nodes()) + sum(1 for _ in store.relationships())
        assert count == total, f"{count} elements came back, {total} were written"

    with opened(engine, home, heap) as store:
        figures = [timed(engine, "written in transactions", total, write, IN_TRANSACTIONS)]
        figures.append(timed(engine, "streamed back", total, stream))
        part = nodes[: len(nodes) // 10], relationships[: len(relationships) // 10]
        figures.append(
            timed(engine, "written again (a tenth)", len(part[0]) + len(part[1]), lambda: _write(store, *part))
        )
        if engine == "embedded":
            bulk = timed(engine, "bulk rebuild", total, lambda: store.bulk_rebuild(nodes, relationships), BULK)
            figures.append(bulk)
        stream()
    return figures


def _write(store: Store, nodes: list[Node], relationships: list[Relationship]) -> None:
    store.write_nodes(nodes)
    store.write_relationships(relationships)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Elements a second into and out of the store.")
    parser.add_argument("--transfers", type=int, default=95_000, help="95000 give a million relationships")
    parser.add_argument("--engine", choices=("embedded", "neo4j"), action="append")
    parser.add_argument("--heap", default="1g")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    elements = list(Domain(transfers=options.transfers).elements())
    nodes = [one for one in elements if isinstance(one, Node)]
    relationships = [one for one in elements if isinstance(one, Relationship)]
    figures: list[Figure] = []
    for engine in options.engine or ("embedded", "neo4j"):
        with tempfile.TemporaryDirectory() as folder:
            figures += measure(engine, Path(folder), options.heap, nodes, relationships)
    if options.json:
        rows = [{"engine": one.engine, "what": one.what, "per_s": round(one.rate)} for one in figures]
        print(json.dumps({"machine": machine(), "figures": rows}, indent=1))
        return
    print(f"{machine()}; {len(nodes):,} nodes, {len(relationships):,} relationships, heap {options.heap}")
    print(f"{'engine':10}{'what':26}{'elements/s':>12}{'seconds':>9}{'processor s':>13}{'wanted':>9}")
    for one in figures:
        wanted = f"{one.wanted:9,}" if one.wanted else ""
        print(f"{one.engine:10}{one.what:26}{one.rate:12,.0f}{one.seconds:9.1f}{one.busy_s:13.1f}{wanted}")


if __name__ == "__main__":
    main()
