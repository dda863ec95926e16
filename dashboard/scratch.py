"""Where pages keep what is not finished: files that were uploaded, and commands that run; all of it private.

    WAYBILL_HOME/scratch/pages/uploads/ID/    files that wait to be loaded (dashboard/uploads.py)
    WAYBILL_HOME/scratch/pages/jobs/ID/       one command, what it says and its answer (dashboard/jobs.py)

Nothing in here counts: it may be removed at any time.
"""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from dashboard import data

PRIVATE, PRIVATE_FILE = 0o700, 0o600
ID = re.compile(r"[0-9a-f]{16}")


def folder(kind: str) -> Path:
    """Return the folder of all things of a kind.

    Args:
        kind: uploads or jobs.
    """
    return data.settings().scratch_dir / "pages" / kind


def place(kind: str, name: str) -> Path | None:
    """Return the folder of one thing; None where the name is no id, or nothing is there.

    Args:
        kind: uploads or jobs.
        name: as an address gives it, so anything.
    """
    path = folder(kind) / name if ID.fullmatch(name) else None
    return path if path is not None and path.is_dir() else None


def fresh(kind: str) -> Path:
    """Make a private folder for a new thing; its name is its id."""
    above = folder(kind)
    for one in (above.parent, above):
        one.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    made = above / secrets.token_hex(8)
    made.mkdir(mode=PRIVATE)
    return made
