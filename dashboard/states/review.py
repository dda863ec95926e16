"""What the address of the page "Review" says."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.address import State, choice, switch, text

QUEUES = ("claims", "names")


@dataclass(frozen=True, slots=True)
class ReviewState(State):
    """One thing that waits for a person.

    Attributes:
        queue: claims of texts, or pairs of names.
        item: id of a claim, or the beginning of one; of a pair of names both ids of records; empty is the first.
        keys: whether single keys judge.
    """

    queue: str = choice(QUEUES, default=QUEUES[0])
    item: str = text()
    keys: bool = switch()
