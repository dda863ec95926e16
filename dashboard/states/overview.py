"""What the address of the page "Overview" says."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.address import State, choice, day, text

CLOCKS = ("known", "valid")


@dataclass(frozen=True, slots=True)
class OverviewState(State):
    """The first page.

    Attributes:
        search: what is searched for, in any script.
        since, until: partial ISO dates: what changed from the end of the one to that of the other; no until is today.
        clock: whether these are days of this archive, or of the world.
    """

    search: str = text()
    since: str = day()
    until: str = day()
    clock: str = choice(CLOCKS, default=CLOCKS[0])
