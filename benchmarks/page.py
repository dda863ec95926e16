"""Measures the first page of the dashboard on the sample corpus: from the address to a page that stands still.

    python -m benchmarks.page [--rounds 5] [--home FOLDER]

The first round is a browser's first visit to a dashboard that has just started; the others follow in new tabs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.queries import machine
from dashboard.launch import serve
from graph.settings import Settings
from tests.support.browser import browser

WANTED_S = 3.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Seconds to the first page of the dashboard.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--home", type=Path, help="a home with a graph; the sample corpus by default")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder) / "home"
        if not options.home:
            environment = os.environ | {"WAYBILL_HOME": str(home)}
            subprocess.run(
                [sys.executable, "-m", "waybill", "demo", "--no-serve"],
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        print(f"{machine()}; wanted: {WANTED_S} s")
        started = perf_counter()
        with serve(Settings(home=home), port=0) as server:
            print(f"server answers after {perf_counter() - started:.1f} s")
            with browser(server.address, Path(folder) / "profile") as chromium:
                for number in range(options.rounds):
                    begun = perf_counter()
                    page = chromium.open("/")
                    seconds = perf_counter() - begun
                    title = page.locator("h1").first.inner_text()
                    page.close()
                    print(f"{'first visit' if not number else 'next visit':12}{seconds:6.2f} s  ({title})")


if __name__ == "__main__":
    main()
