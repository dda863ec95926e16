"""What the address of the page "Evidence" says."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.address import State, choice, text, texts, whole

LISTS = ("documents", "contradictions")


@dataclass(frozen=True, slots=True)
class EvidenceState(State):
    """A document and the place in it, or a fact with all that is said of it.

    Attributes:
        document: its id, its checksum or the beginning of it, or the name of its file; empty lists all documents.
        claim: beginning of the id of the claim that stands out.
        row: number of the row of a table, or of the entry of a list, that is open.
        sheet: of the row, where the file has several.
        fact: of a row or claim with several facts the one that is open; without a document the fact that is asked for.
        hide: kinds of claims, and standings, whose passages are not marked.
        show: what is listed where neither a document nor a fact is asked for.
        part: of a long text, list or table, from 1; 0 is where the chosen claim stands, else the first.
    """

    document: str = text()
    claim: str = text()
    row: str = text()
    sheet: str = text()
    fact: str = text()
    hide: tuple[str, ...] = texts()
    show: str = choice(LISTS, default=LISTS[0])
    part: int = whole(0, least=0, most=1_000_000)
