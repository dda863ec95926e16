"""How fast tables are read and checked, on all cores, without the archive: rows a second and memory, for each format.

    python -m benchmarks.tables [--rows 200000] [csv xlsx ods parquet jsonl]

Both passes over the table count: the one that settles its columns (left out where the mapping settles them), and the
one that converts each row into a claim. As many processes as there are cores read a table of their own at once, as the
loader does with files; seconds are wall clock, of the slowest.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks import shipments
from graph.workers import cores
from loaders.protocol import Notes
from loaders.source import open_source
from loaders.tables.loader import TradeTable
from loaders.tables.mapping import load_mapping

FORMATS = ("csv", "xlsx", "ods", "parquet", "jsonl")
GOAL = {"csv": 30_000, "xlsx": 10_000}  # on two cores


def write(folder: Path, form: str, count: int) -> Path:
    """Write the table and its mapping in one format."""
    path = folder / f"shipments.{form}"
    rows = chain([shipments.COLUMNS], shipments.rows(0, count))
    if form == "csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)
    elif form == "xlsx":
        import openpyxl

        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Shipments")
        for row in rows:
            sheet.append(row)
        book.save(path)
    elif form == "ods":
        from tests.support.workbooks import ods

        ods(path, {"Shipments": [list(map(str, row)) for row in rows]})
    elif form == "parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        columns = zip(*[[str(cell) for cell in row] for row in rows], strict=True)
        pq.write_table(pa.table({name: cells for name, *cells in columns}), path, row_group_size=50_000)
    else:
        names = [str(name) for name in next(rows)]
        with path.open("w", encoding="utf-8") as stream:
            for row in rows:
                stream.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str) + "\n")
    mapping = shipments.MAPPING.replace('format: csv, encoding: utf-8, delimiter: ","', f"format: {form}")
    if form == "csv":
        mapping = shipments.MAPPING
    path.with_name(path.name + ".mapping.yml").write_text(mapping, encoding="utf-8")
    return path


def measure(path: Path) -> dict[str, Any]:
    """Read a table once, in this process."""
    loader, notes = TradeTable(load_mapping(path.with_name(path.name + ".mapping.yml"))), Notes()
    file = open_source(path)
    before = _peak_mib()
    started, accepted, rejected = time.monotonic(), 0, 0
    for entry in loader.entries(file, notes):
        if entry.reject is None:
            accepted += 1
        else:
            rejected += 1
    seconds = time.monotonic() - started
    counts = {"accepted": accepted, "rejected": rejected}
    return counts | {"seconds": seconds, "before": before, "peak": _peak_mib()}


def _peak_mib() -> int:
    """Most memory that this process ever held; what its parent held does not count."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) >> 10


def main() -> None:
    """Measure what the command line asks for, each format in a process of its own."""
    parser = argparse.ArgumentParser(description="Rows a second, on all cores.")
    parser.add_argument("formats", nargs="*", default=list(FORMATS))
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--processes", type=int, default=cores())
    parser.add_argument("--only", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only is not None:
        print(json.dumps(measure(asked.only)))
        return
    print(f"{asked.rows:,} rows of 20 columns, in each of {asked.processes} processes\n")
    print("format     rows/s     goal  accepted  rejected  MB before  MB peak")
    with tempfile.TemporaryDirectory(prefix="waybill-tables-") as folder:
        for form in asked.formats:
            got = at_once(write(Path(folder), form, asked.rows), asked.processes)
            rows = sum(one["accepted"] + one["rejected"] for one in got) / max(one["seconds"] for one in got)
            goal = f"{GOAL[form]:,}" if form in GOAL else ""
            accepted, rejected, before, peak = (
                sum(one[name] for one in got) for name in ("accepted", "rejected", "before", "peak")
            )
            print(f"{form:8} {rows:8,.0f} {goal:>8} {accepted:9,} {rejected:9,} {before:10} {peak:8}")


def at_once(path: Path, processes: int) -> list[dict[str, Any]]:
    """Read a table in some processes at once; return what each of them measured."""
    command = [sys.executable, "-m", "benchmarks.tables", "--only", str(path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    printed = [one.communicate()[0] for one in running]
    if any(one.returncode for one in running):
        raise SystemExit(f"{path.name}: a process that read it failed")
    return [json.loads(text) for text in printed]


if __name__ == "__main__":
    main()
