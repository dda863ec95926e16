"""Starts the command line, after a look that our own packages are the ones that Python finds."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

OURS = ("graph", "loaders", "queries", "dashboard")
HOME = Path(__file__).resolve().parent.parent


def foreign_packages(root: Path = HOME) -> list[str]:
    """Say which of our package names another package has taken.

    Args:
        root: the folder that must hold all of them.
    """
    found = []
    for name in OURS:
        spec = find_spec(name)
        place = Path(spec.origin).resolve().parent if spec is not None and spec.origin else None
        if place != root / name:
            found.append(f"{name} (at {place or 'no place'})")
    return found


def main() -> None:
    """Run the command line and leave with its exit code."""
    foreign = foreign_packages()
    if foreign:
        sys.stderr.write(
            f"waybill: error: Python path: the packages {', '.join(OURS)} must lie in {HOME}, "
            f"got {', '.join(foreign)}; "
            "run waybill in an environment of its own, and not from a folder that holds these names\n"
        )
        sys.exit(2)
    from waybill.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
