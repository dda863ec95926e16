"""What the address of the page "Evidence" says."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.address import State, text


@dataclass(frozen=True, slots=True)
class EvidenceState(State):
    """A document, and the place in it.

    Attributes:
        document: its id, or the beginning of its checksum; empty lists all documents.
        claim: beginning of the id of the claim that stands out.
        row: number of the row of a table that is open.
    """

    document: str = text()
    claim: str = text()
    row: str = text()
