"""Measures every export on a graph of 200,000 nodes and 1,000,000 relationships: elements a second, memory, size.

    python -m benchmarks.exports [--transfers N] [--home HOME] [FORMAT ...]

Each step runs in a process of its own, whose greatest memory is told with that of its children: to sort the elements of
the invented graph (what `waybill export` does with those that the archive yields; the generator holds most of that
memory), then each format. With --home one step more makes the elements of the archive of a home, and sorts them.
Seconds of processors tell what a rate would be worth on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import pickle
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter

from benchmarks.domain import Domain
from benchmarks.queries import machine
from graph.archive import Archive
from graph.embedded_bulk import frames
from graph.export import formats
from graph.export.extract import About, Extract, extracted
from graph.export.sources import terms
from graph.model import Node, Relationship, Source
from graph.settings import Settings

PER_SECOND, MOST_MB = 20_000, 300
PART = 20_000
SORTED = "sorted.pickle"


def chunks(elements: Iterable[Node | Relationship]) -> Iterator[bytes]:
    """Yield elements in the form that an archive's stream has."""
    waiting = iter(elements)
    while some := list(islice(waiting, PART)):
        nodes = [one for one in some if isinstance(one, Node)]
        yield from frames(nodes, (one for one in some if isinstance(one, Relationship)))


def sort(folder: Path, transfers: int) -> Extract:
    """Sort an invented graph."""
    extract = Extract(folder)
    for chunk in chunks(Domain(transfers=transfers).elements()):
        extract.add_chunk(chunk)
    source = terms(Source(publisher="Nobody", synthetic=True), 400, transfers)
    extract.about = About("0", None, None, True, (source,), extract.digest())
    return extract


def busy() -> float:
    """Seconds of processors that this process and its children have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def step(folder: Path, what: str, transfers: int, home: Path | None) -> None:
    """Do one step, and print its elements, seconds, seconds of processors, memory in MB and bytes."""
    extract, size = None, 0
    if what in formats.FORMATS:
        with (folder / SORTED).open("rb") as stream:
            extract = pickle.load(stream)
    before, started = busy(), perf_counter()
    if extract is not None:
        about, path = extract.about, folder / f"out-{what}"
        formats.write(extract, formats.FORMATS[what], path)
        size = sum(file.stat().st_size for file in (path.iterdir() if path.is_dir() else [path]))
    elif home is not None:
        with extracted(Archive(Settings(home=home).archive_dir), folder, "0", synthetic=None) as made:
            about = made.about
    else:
        made = sort(folder, transfers)
        made.flush()
        about = made.about
        with (folder / SORTED).open("wb") as target:
            pickle.dump(made, target)
    spent = f"{perf_counter() - started:.2f} {busy() - before:.2f}"
    used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(about.nodes + about.relationships, spent, sum(used) // 1024, size)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Elements a second, memory and size of exports.")
    parser.add_argument("formats", nargs="*", help=", ".join(formats.FORMATS))
    parser.add_argument("--transfers", type=int, default=95_000, help="95000 give a million relationships")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--step", nargs=2, metavar=("FOLDER", "WHAT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        return step(Path(options.step[0]), options.step[1], options.transfers, options.home)
    print(f"{machine()}; wanted: {PER_SECOND:,} elements a second in {MOST_MB} MB")
    heads = f"{'seconds':>9}{'a second':>11}{'processor s':>13}{'a second':>11}{'MB':>6}{'file MB':>9}"
    print(f"{'step':14}{'elements':>12}{heads}")
    with tempfile.TemporaryDirectory() as folder:
        for what in (*(["archive"] if options.home else []), "sort", *(options.formats or formats.FORMATS)):
            command = [sys.executable, "-m", "benchmarks.exports", "--step", folder, what]
            command += ["--transfers", str(options.transfers)]
            command += ["--home", str(options.home)] if what == "archive" else []
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            seconds, spent = map(float, told[1:3])
            count, memory, size = int(told[0]), int(told[3]), int(told[4])
            rates = f"{seconds:9.1f}{count / seconds:11,.0f}{spent:13.1f}{count / spent:11,.0f}"
            print(f"{what:14}{count:12,}{rates}{memory:6}{size / 1e6:9.1f}", flush=True)


if __name__ == "__main__":
    main()
