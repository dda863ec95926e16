"""Measures the whole way of a large trade table: from a CSV file to a graph that can be asked.

    python -m benchmarks.loading [--rows 1000000] [--more 100000] [--heap 1g] [--rebuild]

Runs the command as a person does (`waybill load --yes`), in a home of its own. Prints seconds, rows a second and the
peak memory of all Python processes of ours together; the process that carries the engine's Java runtime stands apart.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.queries import machine
from benchmarks.shipments import write

SAMPLE_S = 0.25
ENGINES = ("graph.embedded_child", "graph.embedded_bulk_child")


@dataclass(slots=True)
class Memory:
    """Peak memory in MB: of our own processes together, and of the largest process that carries an engine."""

    own: float = 0.0
    engine: float = 0.0
    most: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    def watch(self, root: int) -> None:
        """Look at a process and all that it started, until `stop`."""
        while not self._stop.wait(SAMPLE_S):
            own, engine, count = 0.0, 0.0, 0
            try:
                family = [psutil.Process(root), *psutil.Process(root).children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            for process in family:
                try:
                    words, size = process.cmdline(), process.memory_info().rss / 1e6
                except psutil.NoSuchProcess:
                    continue
                if any(name in words for name in ENGINES):
                    engine = max(engine, size)
                else:
                    own, count = own + size, count + 1
            self.own, self.engine, self.most = max(self.own, own), max(self.engine, engine), max(self.most, count)

    def stop(self) -> None:
        """End the watch."""
        self._stop.set()


def run(home: Path, heap: str, *arguments: str) -> tuple[float, Memory, str]:
    """Run a waybill command; return its seconds, its memory and what it printed."""
    environment = os.environ | {"WAYBILL_HOME": str(home), "WAYBILL_HEAP": heap, "WAYBILL_GRAPH": "embedded"}
    started, memory = time.monotonic(), Memory()
    process = subprocess.Popen(
        [sys.executable, "-m", "waybill", *arguments], env=environment, stdout=subprocess.PIPE, text=True
    )
    watcher = threading.Thread(target=memory.watch, args=(process.pid,), daemon=True)
    watcher.start()
    printed, _ = process.communicate()
    seconds = time.monotonic() - started
    memory.stop()
    watcher.join()
    if process.returncode not in (0, 3):
        raise SystemExit(f"waybill {' '.join(arguments)}: exit code {process.returncode}\n{printed}")
    return seconds, memory, printed


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Seconds and memory from a table to a graph.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--more", type=int, default=100_000, help="rows of a second table, loaded on top; 0 for none")
    parser.add_argument("--heap", default="1g")
    parser.add_argument("--rebuild", action="store_true", help="rebuild too, and compare the digests")
    parser.add_argument("--home", type=Path, help="kept; a temporary folder by default")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder) / "home"
        tables = [(Path(folder) / "first.csv", options.rows, 0)]
        if options.more:
            tables.append((Path(folder) / "more.csv", options.more, options.rows))
        print(f"{machine()}; heap {options.heap}")
        print(f"{'step':28}{'rows':>11}{'seconds':>10}{'rows/s':>10}{'own MB':>9}{'engine MB':>11}")
        steps: list[tuple[str, int, tuple[str, ...]]] = []
        for path, count, first in tables:
            write(path, count, first)
            steps.append((f"load {path.name}", count, ("load", str(path), "--yes", "--synthetic", "--no-keep")))
        if options.rebuild:
            steps.append(("rebuild", options.rows + options.more, ("rebuild",)))
        digests = []
        for name, count, arguments in steps:
            seconds, memory, _ = run(home, options.heap, *arguments)
            row = f"{name:28}{count:11,}{seconds:10.1f}{count / seconds:10,.0f}{memory.own:9,.0f}{memory.engine:11,.0f}"
            print(row, flush=True)
            if options.rebuild and name != "load first.csv":
                digests.append(run(home, options.heap, "digest")[2].split()[-1])
        if digests:
            words = "the same" if len(set(digests)) == 1 else f"DIFFERENT: {digests}"
            print(f"the digest after loading in two steps and after the rebuild: {words}")


if __name__ == "__main__":
    main()
