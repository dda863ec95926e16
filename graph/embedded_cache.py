"""Lets the embedded engine start quicker: `python -m graph.embedded_cache` runs it once and keeps its classes as read.

The Java runtime (25 and later) writes what it has loaded into one file, some 55 MB beside the engine's own, and takes
it from there at each start; a file that does not fit its runtime or its libraries it leaves alone. Nothing needs the
file: without it a start takes about a second longer.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from graph.durable import write_file
from graph.embedded_child import START_CACHE, started
from graph.embedded_files import DATABASE, WRITER, EngineFiles, open_lock, try_lock
from graph.errors import StoreUnavailable, WaybillError

PATIENCE_S = 300.0
# What nearly every command asks: by name, by path, sorted, counted.
ASKED = (
    "MATCH (n:Party) WHERE n.waybill_id = $id RETURN n",
    "MATCH (n:Name)<-[:NAMED]-(p) WHERE n.folded IN $ids RETURN p.name AS name, count(n) AS n ORDER BY name LIMIT 5",
    "MATCH (a:Party)-[t:SUPPLIED]->(b) WHERE t.standing <> $id RETURN collect(t.waybill_id + '|' + b.name) AS told",
    "UNWIND $ids AS id MERGE (n:Source {waybill_id: id}) SET n.name = id RETURN count(n) AS n",
)


def make(cache: Path = START_CACHE) -> None:
    """Write the file anew.

    Args:
        cache: the file.

    Raises:
        StoreUnavailable: the engine does not run here, or its runtime writes none.
        ArchiveError: the folder refuses the file, or its disk is full.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "start.aot"
        done = subprocess.run(
            [sys.executable, "-m", "graph.embedded_cache", str(made)],
            capture_output=True, text=True, errors="replace", timeout=PATIENCE_S, check=False,
        )  # fmt: skip
        if done.returncode or not made.is_file():
            told = (done.stdout + done.stderr).strip().splitlines() or ["no message"]
            raise StoreUnavailable(f"{cache}: the embedded engine must run once to make it, and did not: {told[-1]}")
        write_file(cache, made.read_bytes())


def run_once(recorded: Path) -> None:
    """Start an engine that records what it loads, ask it what commands ask, and end as the runtime must to write it."""
    import jpype
    import neo4j

    files = EngineFiles(recorded.parent / "engine")
    files.prepare()
    lock = open_lock(files.engine_lock)
    assert try_lock(lock)
    server = started(files, "512m", False, recorded)
    endpoint = files.endpoint()
    assert endpoint is not None
    with neo4j.GraphDatabase.driver(endpoint.address, auth=(WRITER, endpoint.password)) as driver:
        for statement in ASKED * 3:
            driver.execute_query(statement, {"id": "a", "ids": ["a", "b"]}, database_=DATABASE)
    server.stop()
    jpype.java.lang.System.exit(0)


def main() -> int:
    """Make the file, or be the run that it is made of."""
    if len(sys.argv) > 1:
        run_once(Path(sys.argv[1]))
        return 0
    try:
        make()
    except (WaybillError, OSError, subprocess.TimeoutExpired) as error:
        print(f"waybill: the embedded engine starts without a cache: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
