"""Runs the command line away from the settings of whoever runs the tests, in a process of its own or in this one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from waybill.cli import run

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


def waybill_here(*arguments: str | Path, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as `waybill` does, in this process: a start of Python takes longer than most commands."""
    given, out, err = list(map(str, arguments)), io.StringIO(), io.StringIO()
    variables = {**clean_environment(), "WAYBILL_HOME": str(home), **environment}
    with patch.dict(os.environ, variables, clear=True), redirect_stdout(out), redirect_stderr(err):
        code = run(given)
    return subprocess.CompletedProcess(given, code, out.getvalue(), err.getvalue())
