"""Measures who is who: speed on invented names, and how well parties of lists are found again.

    python -m benchmarks.names growth [--sizes 10000 30000 100000 300000] [--plot docs/images/names-growth.svg]
    python -m benchmarks.names pairs [--records 200000]
    python -m benchmarks.names match [--records 1000000] [--keep names.sqlite]
    python -m benchmarks.names clusters --home HOME [--all-numbers]

`pairs` finds the pairs among all records, of which half may be taken as one table and half as the other. `match` asks
for single names, then adds 1,000 parties and finds their pairs. Processor seconds are those of all processes together:
on a machine that does nothing else, two cores need half of them.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import psutil

from benchmarks import name_clusters
from benchmarks.invented_names import Invented, parties
from benchmarks.plots import log_plot
from benchmarks.queries import machine
from graph.archive import Archive
from graph.party_records import party_records
from graph.resolution.index import Index
from graph.resolution.pairs import Found, find_edges
from graph.resolution.screening import match
from graph.stream import streamed
from graph.workers import Workers, cores

ASKED, ADDED = 200, 1_000


@dataclass(slots=True)
class Used:
    """What a step took: wall clock, processor seconds of all processes, and the most memory they held at once."""

    seconds: float = 0.0
    busy_s: float = 0.0
    memory_mb: float = 0.0
    _ended: threading.Event = field(default_factory=threading.Event)

    def __str__(self) -> str:
        return f"{self.seconds:8.1f} s, {self.busy_s:8.1f} s of processors, {self.memory_mb:6,.0f} MB"


def _memory_mb() -> float:
    own = psutil.Process()
    total = 0
    for process in (own, *own.children(recursive=True)):
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6


def _busy_s() -> float:
    own = psutil.Process()
    total = sum(resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime for who in (0, -1))
    for process in own.children(recursive=True):
        try:
            times = process.cpu_times()
            total += times.user + times.system
        except psutil.NoSuchProcess:
            continue
    return total


@contextmanager
def measured() -> Iterator[Used]:
    """Measure what is done inside; workers have to live as long as the measuring."""
    used = Used()

    def watch() -> None:
        while not used._ended.wait(0.25):
            used.memory_mb = max(used.memory_mb, _memory_mb())

    watcher = threading.Thread(target=watch, daemon=True)
    started, busy = perf_counter(), _busy_s()
    watcher.start()
    try:
        yield used
    finally:
        used._ended.set()
        watcher.join()
        used.seconds, used.busy_s = perf_counter() - started, _busy_s() - busy


def _true_pairs(records: Iterator[Invented]) -> set[tuple[str, str]]:
    held: dict[int, list[str]] = defaultdict(list)
    for party, record in records:
        held[party].append(record.record)
    return {pair for same in held.values() for pair in combinations(sorted(same), 2)}


def find(path: Path, count: int) -> tuple[Used, Used, Found]:
    """Index invented records and find their pairs."""
    with Index(path) as index, Workers(cores()) as workers:
        with measured() as indexing:
            index.update((one.record for one in parties(count)), workers.map)
        with measured() as pairing:
            found = find_edges(index, workers.map)
    return indexing, pairing, found


def pairs(count: int) -> Used:
    """Print what it takes to find the pairs among some records, and how many of the true ones are found."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.sqlite"
        indexing, pairing, found = find(path, count)
        true = _true_pairs(parties(count))
        kept = {(edge.one, edge.other) for edge in found.edges}
        print(f"{count:>9,} records  indexing {indexing}")
        print(f"                   pairing  {pairing}")
        told = f"{found.candidates:,} candidate pairs, {found.compared:,} compared in full, {len(kept):,} kept"
        print(f"                   {told}; index {path.stat().st_size / 1e6:,.0f} MB")
        right = len(true & kept)
        print(f"                   of {len(true):,} true pairs {right / len(true):.3f} are kept", end=", ")
        print(f"of those kept {right / max(1, len(kept)):.3f} are true", flush=True)
    return Used(
        indexing.seconds + pairing.seconds,
        indexing.busy_s + pairing.busy_s,
        max(indexing.memory_mb, pairing.memory_mb),
    )


def growth(sizes: list[int], plot: Path | None) -> None:
    """Print how the cost grows with the number of records, and draw it."""
    rows = [(size, pairs(size)) for size in sizes]
    print(f"\n{'records':>9} {'wall s':>9} {'processor s':>12} {'per 1,000':>10} {'MB':>7}")
    for size, used in rows:
        print(
            f"{size:>9,} {used.seconds:>9.1f} {used.busy_s:>12.1f} {used.busy_s / size * 1000:>10.2f} "
            f"{used.memory_mb:>7,.0f}"
        )
    if plot is not None:
        plot.write_text(log_plot([(size, used.busy_s) for size, used in rows], "records", "processor seconds"), "utf-8")


def asked(index: Index) -> None:
    """Print how long it takes to ask for one name."""
    took = []
    right = 0
    for number, (_, record) in enumerate(parties(ASKED * 2, variants=2)):
        if number % 2:
            continue
        started = perf_counter()
        found = match(index, replace(record, record="asked"), 5)
        took.append((perf_counter() - started) * 1000)
        right += any(one.record.record == record.record for one in found)
    took = took[5:]  # the first ones read the tables of words
    print(
        f"match: median {median(took):.1f} ms, nine of ten in {quantiles(took, n=10)[-1]:.1f} ms, n {len(took)}; "
        f"the party itself is among the first five in {right} of {ASKED}",
        flush=True,
    )


def added(index: Index) -> None:
    """Print what it takes to add some parties and to find their pairs."""
    with Workers(cores()) as workers:
        more = [one.record for one in parties(ADDED, seed=2)]
        twins = [replace(one.record, record=f"twin {one.record.record}") for one in parties(ADDED // 2, seed=1)]
        with measured() as used:
            index.add([*more[: ADDED // 2], *twins], workers.map)
            found = find_edges(index, workers.map)
    print(f"{ADDED:,} more: {used}; {found.candidates:,} candidate pairs, {found.compared:,} compared", flush=True)


def screening(count: int, keep: Path | None) -> None:
    """Print the figures of single names and of a few new ones against many; pairs of the many are not looked for."""
    with tempfile.TemporaryDirectory() as folder:
        path = keep or Path(folder) / "names.sqlite"
        with Index(path) as index:
            if len(index) < count:
                with Workers(cores()) as workers, measured() as used:
                    index.add((one.record for one in parties(count)), workers.map)
                print(f"{count:,} records indexed: {used}; {path.stat().st_size / 1e6:,.0f} MB", flush=True)
            index.connection.execute("DELETE FROM waiting")  # as if their pairs had been looked for
            asked(index)
            added(index)


def clusters(home: Path, all_numbers: bool) -> None:
    """Print how well the parties of lists are found again."""
    with tempfile.TemporaryDirectory() as folder, streamed(Archive(home / "archive"), Path(folder)) as stream:
        records = list(party_records(stream.source.census.records))
    name_clusters.measure(records, all_numbers=all_numbers)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measures who is who.")
    parser.add_argument("what", choices=("growth", "pairs", "match", "clusters"))
    parser.add_argument("--records", type=int)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 30_000, 100_000, 300_000])
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--all-numbers", action="store_true")
    options = parser.parse_args()
    print(machine())
    if options.what == "growth":
        growth(options.sizes, options.plot)
    elif options.what == "pairs":
        pairs(options.records or 200_000)
    elif options.what == "match":
        screening(options.records or 1_000_000, options.keep)
    elif options.home is None:
        parser.error("clusters: name the --home that holds the lists")
    else:
        clusters(options.home, options.all_numbers)


if __name__ == "__main__":
    main()
