"""Runs the command line in a process of its own, away from the settings of whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def clean_environment() -> dict[str, str]:
    """The environment without any setting of waybill."""
    return {name: value for name, value in os.environ.items() if not name.startswith("WAYBILL_")}


def waybill(*arguments: str | Path, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command with a home of its own.

    Args:
        arguments: what stands after `waybill`.
        home: its WAYBILL_HOME.
        environment: further variables.
    """
    return subprocess.run(
        [sys.executable, "-m", "waybill", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL,
        env={**clean_environment(), "WAYBILL_HOME": str(home), **environment},
    )  # fmt: skip
