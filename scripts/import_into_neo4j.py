"""Exports the archive of a home for neo4j-admin, imports that into a real Neo4j without Docker, and asks for paths.

    python scripts/import_into_neo4j.py HOME FOLDER [OPTIONS OF waybill paths ...]

Each command is printed before it runs. FOLDER must be new; it keeps the files and the server's data. The graph of the
home itself is not touched; needs what `make test` installs.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

from graph import neo4j_local
from graph.export.neo4j_admin import ARGUMENTS

ASKED = ["--from", "CN", "--to", "RU", "--limit", "3", "--evidence"]


def run(*arguments: str | Path, **environment: str) -> None:
    """Print a command of waybill, run it, and print how long it took."""
    words = [str(one) for one in arguments]
    print(f"\n$ waybill {shlex.join(words)}", flush=True)
    started = time.monotonic()
    subprocess.run([sys.executable, "-m", "waybill", *words], check=True, env={**os.environ, **environment})
    print(f"({time.monotonic() - started:.0f} s)", flush=True)


def main() -> None:
    """Do it."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    home, folder, asked = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] or ASKED
    folder.mkdir(parents=True)
    files = folder / "files"
    run("--home", home, "export", "neo4j-admin", files)
    print(f"\n$ cd {files} && neo4j-admin database import full neo4j @{ARGUMENTS}  # and start the server", flush=True)
    started = time.monotonic()
    server = neo4j_local.imported((folder / "server").absolute(), (files / ARGUMENTS).absolute())
    print(f"({time.monotonic() - started:.0f} s; Neo4j {neo4j_local.DEFAULT_VERSION} at {server.address})", flush=True)
    try:
        there = ("--home", home, "--graph", server.address)
        for command in (["build"], ["digest"], ["paths", *asked]):
            run(*there, *command, WAYBILL_PASSWORD=server.password)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
