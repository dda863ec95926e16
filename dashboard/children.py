"""Commands that a page has done: each a child of its own, which acts for whoever asked and signs with their name."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from dashboard import data
from dashboard.plain_text import plain
from graph.errors import WaybillError
from graph.rights import Role, acting, needs
from graph.settings import for_child

ROOT = Path(__file__).resolve().parent.parent
LONGEST_S = 600.0


class CommandFailed(WaybillError):
    """A command that a page had done ended with an error; the message is its own."""


@needs(Role.REVIEWER, "taking a merge back")
def unmerge(party: str, record: str, why: str) -> dict[str, Any]:
    """Take a merge back.

    Args:
        party: id of the party.
        record: id of the one record that is to stand apart; empty takes back all that names and judgements joined.
        why: the reason, kept with the judgements.

    Returns:
        The object of `unmerge --json`.

    Raises:
        CommandFailed: it cannot be taken back; says why.
    """
    which = ["--record", record] if record else []
    return _done(["unmerge", party, *which, "--why", why, "--json"])


def _done(command: list[str]) -> dict[str, Any]:
    """Return what a command prints with --json."""
    settings = data.settings()
    words = [sys.executable, "-m", "waybill", "--home", str(settings.home), "--graph", settings.graph, *command]
    try:
        found = subprocess.run(
            words, cwd=ROOT, env=for_child(WAYBILL_REVIEWER=acting().name), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=LONGEST_S, check=False,
        )  # fmt: skip
        if found.returncode == 0:
            answer: dict[str, Any] = json.loads(found.stdout)
            return answer
        last = next((line for line in reversed(found.stderr.splitlines()) if line.strip()), "it said nothing")
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        last = str(error)
    raise CommandFailed(f"waybill {command[0]}: {plain(last, 1000)}")
