"""What the archive holds, by source, for the page "Sources"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import data, scratch
from dashboard.say import words
from dashboard.wording import listed
from graph.archive import Archive
from graph.holdings import Holding, holdings
from graph.loads import reports
from graph.reviews import WAITING, reviewed
from graph.rights import Role, acting
from graph.store import Store

SECONDS = 10  # a command that is killed leaves nothing by which it could be told that something changed
SHORT = 12  # digits of an id that a person sees
BROKEN = ("failed", "unfinished")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A source with all its packages.

    Attributes:
        name: as people write it, invented ones marked.
        held: its packages, by edition and document.
    """

    name: str
    held: Sequence[Holding]

    @property
    def active(self) -> list[Holding]:
        """The packages that the graph rests on."""
        return [one for one in self.held if one.state == "active"]

    @property
    def counted(self) -> bool:
        """Whether anything of it can be taken out."""
        return any(one.state in ("active", "superseded") for one in self.held)

    def row(self) -> dict[str, Any]:
        """Return the row of the list."""
        told = self.active or self.held
        ages = [one.age_days for one in told if one.age_days is not None]
        states = dict.fromkeys(one.state for one in self.held)
        return {
            "source": self.name,
            "edition": max((one.edition or one.published or "" for one in told), default=""),
            "age_days": min(ages, default=None),
            "licence": listed(dict.fromkeys(one.licence for one in told if one.licence), ""),
            "documents": len({one.sha256 for one in told}),
            "rows": sum(one.rows for one in told),
            "rejected": sum(one.rejected for one in told),
            "loaded": max((one.captured or "" for one in told), default="")[:10],
            "loaded_by": listed(dict.fromkeys(one.by for one in told if one.by), ""),
            "holding": listed((words(f"sources.states.{state}") for state in states), ""),
        }


def held() -> list[Holding]:
    """Return what the archive holds now."""
    return _held(stamp())


def loaded() -> list[Loaded]:
    """Return all sources by name."""
    found: dict[str, list[Holding]] = defaultdict(list)
    for one in held():
        found[one.marked].append(one)
    return [Loaded(name, found[name]) for name in sorted(found, key=str.casefold)]


def past_loads(most: int) -> list[tuple[Path, dict[str, Any]]]:
    """Return the reports of the last loads, the latest first.

    Args:
        most: reports that are read.
    """
    found = [(path, report) for path, report in reports(data.settings().home, most) if report is not None]
    return found[::-1]


def bare(text: object) -> str:
    """Return a text in which a file that was uploaded goes by its name alone."""
    here = re.escape(str(scratch.folder("uploads")))
    return re.sub(rf"(?:{here}|\S*/scratch/pages/uploads)/[0-9a-f]{{16}}/files/?", "", str(text or ""))


def tally(counts: Mapping[str, int]) -> str:
    """Return counts of a report by their names, which are English as those of the command line."""
    return listed(f"{name.replace('_', ' ')}: {count}" for name, count in counts.items())


def may_load() -> bool:
    """Whether whoever looks may load and unload."""
    return acting().role >= Role.ADMIN


@data.kept()
def waiting(_: Store, archive: Archive) -> dict[str, int]:
    """Return how many claims of each text wait for a person, by checksum."""
    found: dict[str, int] = defaultdict(int)
    for one in reviewed(archive):
        if one.state in WAITING:
            found[one.document.sha256] += 1
    return dict(found)


def stamp() -> str:
    """Return a mark of the archive that changes with each package that is begun, each report and each decision."""
    home = data.settings().home
    places = (home / "archive" / "packages", home / "archive" / "decisions.jsonl", home / "loads")
    return repr([path.stat().st_mtime_ns if path.exists() else 0 for path in places])


@st.cache_data(show_spinner=False, max_entries=5, ttl=SECONDS)
def _held(mark: str) -> list[Holding]:
    return holdings(data.archive())
