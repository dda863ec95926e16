"""What the address of the page "Overview" says."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.address import State, text


@dataclass(frozen=True, slots=True)
class OverviewState(State):
    """The first page.

    Attributes:
        search: what is searched for, in any script.
    """

    search: str = text()
