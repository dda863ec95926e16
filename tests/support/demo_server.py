"""Serves the page of the widgets under tests/browser, with the options that the dashboard has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dashboard import launch
from dashboard.launch import LOOPBACK, OPTIONS, Server

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "tests" / "browser" / "widgets.py"


def serve_demo(log: Path, theme: str = "light") -> Server:
    """Start the page of the widgets and wait until it answers; use the server in a `with` block.

    Args:
        log: file that takes what the server writes.
        theme: light or dark.
    """
    port = launch._any_free(LOOPBACK)
    address = [f"--server.address={LOOPBACK}", f"--server.port={port}", f"--browser.serverAddress={LOOPBACK}"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard.launch", "run", str(DEMO), *OPTIONS, *address,
             f"--theme.base={theme}"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    server = Server(process, LOOPBACK, port, log)
    launch._await_answer(server)
    return server
