"""Measures invented names against as many: ours, nomenklatura's blocker with logic-v2, and Splink on DuckDB.

    python -m benchmarks.name_speed_peers --peer-python PYTHON [--counts 1000 10000 100000] [--limit 600]
        [--only ours nomenklatura splink]

PYTHON is that of an environment of its own where `pip install nomenklatura rigour splink duckdb pyarrow` was done (see
benchmarks/name_peers.py). Each of them runs alone in a process, from two files of records to the pairs that it takes
for the same: at a chance of 0.5, with nomenklatura a score of 0.7. It is stopped after --limit seconds, and then the
line says how far it came; of a size that a peer did not finish no larger one is tried. Every party is once in each
table, printed another way, half of them in two scripts. Ours also looks for pairs within a table.

Columns: seconds of the clock; peak memory of all its processes; pairs that it looked at and pairs that it scored in
full; of the true pairs, how many are among the first, and how many it finds at the end; of what it finds between the
tables, how much is true.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.invented_names import parties
from benchmarks.loading import Memory
from benchmarks.queries import machine
from graph.resolution.index import BUCKET, Index
from graph.resolution.pairs import find_edges
from graph.resolution.tables import read_records, write_records
from graph.workers import Workers, cores

HERE = Path(__file__).parent
OURS = "ours"
PEERS = {"nomenklatura": HERE / "peer_blocker.py", "splink": HERE / "peer_splink.py"}


@dataclass(slots=True)
class Run:
    """What a contender did.

    Attributes:
        finished: within the limit.
        seconds: of the clock.
        memory: peak, in MB.
        said: the last numbers that it printed.
        failed: what it printed when it failed, or "".
    """

    finished: bool
    seconds: float
    memory: float
    said: dict[str, Any] = field(default_factory=dict)
    failed: str = ""


def watched(command: list[str], limit: float, log: Path) -> Run:
    """Run a command for at most so many seconds."""
    memory, started = Memory(), time.monotonic()
    with log.open("wb") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, start_new_session=True)
    watcher = threading.Thread(target=memory.watch, args=(process.pid,), daemon=True)
    watcher.start()
    try:
        printed, _ = process.communicate(timeout=limit)
        finished = process.returncode == 0
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)  # its own group of processes, that start_new_session made
        printed, _ = process.communicate()
        finished = False
    seconds = time.monotonic() - started
    memory.stop()
    watcher.join()
    said: dict[str, Any] = {}
    for line in printed.splitlines():
        if line.startswith("{"):
            said |= json.loads(line)
    stopped = process.returncode == -9 and seconds >= limit
    failed = "" if finished or stopped else log.read_text("utf-8", "replace").strip()[-300:]
    return Run(finished, seconds, memory.own, said, failed)


def find_ours(one: Path, other: Path, found: Path) -> None:
    """Index both tables, find the edges and write them; what runs in the process of ours."""
    with Index(found.with_suffix(".sqlite")) as index, Workers(cores()) as workers:
        started = time.monotonic()
        index.update((record for path in (one, other) for record in read_records(path)), workers.map)
        print(json.dumps({"step": "index built", "seconds": time.monotonic() - started}), flush=True)
        result = find_edges(index, workers.map)
    numbers = {"candidates": result.candidates, "compared": result.compared, "seconds": time.monotonic() - started}
    print(json.dumps({"step": "done", **numbers}), flush=True)
    with found.open("w", encoding="utf-8") as file:
        file.writelines(f"{edge.one} {edge.other} {edge.chance}\n" for edge in result.edges)


def met_by_ours(found: Path, true: Iterable[tuple[str, str]]) -> int:
    """Count true pairs that share a key which is not too full."""
    with Index(found.with_suffix(".sqlite"), read_only=True) as index:
        rows = index.connection.execute("SELECT record, number FROM records")
        numbers: dict[str, int] = dict(rows.fetchall())
        met = [(numbers[one], numbers[other]) for one, other in true]
        keys = {number: set(held) for number, held in index.keys_of({number for pair in met for number in pair})}
        both = (keys[one] & keys[other] for one, other in met)
        return sum(any(len(index.bucket(key)) <= BUCKET for key in shared) for shared in both)


def pairs_in(path: Path) -> set[tuple[str, str]]:
    """Read pairs of ids, the smaller one first."""
    if not path.exists():
        return set()
    with path.open(encoding="utf-8") as file:
        rows = (line.split() for line in file)
        return {(min(row[:2]), max(row[:2])) for row in rows if len(row) >= 2}


def measure(name: str, count: int, folder: Path, python: Path | None, limit: float) -> tuple[Run, str]:
    """Run a contender on tables of a size; return the run and its line."""
    one, other, true = tables(count, folder)
    found = folder / f"{name}-{count}.pairs"
    program = [sys.executable, "-m", "benchmarks.name_speed_peers", "--run"]
    if name in PEERS:
        program = [str(python), str(PEERS[name])]
    run = watched([*program, str(one), str(other), str(found)], limit, folder / f"{name}.log")
    got = pairs_in(found)
    between = {pair for pair in got if (pair[0] in true) != (pair[1] in true)}
    wanted = {(min(pair), max(pair)) for pair in true.items()}
    if name == OURS:
        met = met_by_ours(found, sorted(wanted)) if run.finished else 0
    else:
        met = len(wanted & pairs_in(found.with_name(found.name + ".candidates")))
    right = len(wanted & between)
    if run.failed:
        end = f"failed: {run.failed.splitlines()[-1]}"
    elif not run.finished:
        end = f"stopped at step: {run.said.get('step', 'reading')}"
    else:
        end = "finished"
    recall = f"{right / len(wanted):.3f}" if run.finished else "-"
    precision = f"{right / len(between):.3f}" if between and run.finished else "-"
    blocked = f"{met / len(wanted):.3f}" if met else "-"
    looked, scored = run.said.get("candidates", 0), run.said.get("compared", 0)
    line = (
        f"| {name} | {count:,} x {count:,} | {run.seconds:,.1f} | {run.memory:,.0f} | {looked:,} | {scored:,} | "
        f"{blocked} | {recall} | {precision} | {end} |"
    )
    return run, line


def tables(count: int, folder: Path) -> tuple[Path, Path, dict[str, str]]:
    """Write two tables in which every party is once.

    Returns:
        Both paths, and of each id in the first the id of its party in the second.
    """
    paths = folder / f"one-{count}.jsonl", folder / f"other-{count}.jsonl"
    made = list(parties(2 * count))
    sides = [made[0::2], made[1::2]]
    for path, side in zip(paths, sides, strict=True):
        write_records(path, (invented.record for invented in side))
    true = {one.record.record: other.record.record for one, other in zip(*sides, strict=True)}
    return *paths, true


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Seconds and memory for names against names, beside the peers.")
    parser.add_argument("--peer-python", type=Path, help="of an environment with nomenklatura, rigour and splink")
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--limit", type=float, default=600.0, help="seconds after which one is stopped")
    parser.add_argument("--only", nargs="+", choices=(OURS, *PEERS), default=[OURS, *PEERS])
    parser.add_argument("--run", nargs=3, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        find_ours(*options.run)
        return
    print(
        "| who | names | seconds | peak MB | pairs looked at | pairs scored | true pairs among those looked at | "
        "true pairs found | of those found, true | |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    out: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        for count in sorted(options.counts):
            for name in options.only:
                if name in out or (name in PEERS and options.peer_python is None):
                    continue
                run, line = measure(name, count, Path(folder), options.peer_python, options.limit)
                print(line, flush=True)
                if not run.finished and name in PEERS:
                    out.add(name)
    print(f"{machine()}.")


if __name__ == "__main__":
    main()
