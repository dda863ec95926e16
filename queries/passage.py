"""One piece of proof: a passage of a text, or a row of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One passage, or one row of a table, that states a fact.

    Attributes:
        claim: id of the claim; None for a row of a table.
        document: sha256 of the document.
        row: first physical line of the row or entry; None in a text.
        quote: the exact passage; for a row its cells joined by TAB; None when the archive does not hold it.
        spans: [start, end) in the document's text or in the joined cells.
        language: ISO 639-1 code.
        publisher: who printed it.
        published: partial ISO date.
        speaker: whom the passage names as its source.
        title: title or name of the document.
        url: address of the original.
        fact: id of the fact that it is about.
        kind: kind of the claim, or "row".
        modality: of this claim or row.
        standing: of this claim or row.
        by_rule: whether a rule accepted the claim and no person.
        origin: what independence is judged by.
        headers: printed column names of a row.
        cells: the row as printed.
        sheet: sheet of the row.
        edition: edition of the source.
        licence: as stated.
        place: page or element of the document that the passage begins in.
        synthetic: whether the source is invented.
        reprint_of: sha256 of the text that the document repeats nearly word for word; both count as one source.
    """

    document: str
    claim: str | None = None
    row: int | None = None
    quote: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    language: str | None = None
    publisher: str | None = None
    published: str | None = None
    speaker: str | None = None
    title: str | None = None
    url: str | None = None
    fact: str | None = None
    kind: str = "row"
    modality: str = "asserted"
    standing: str = "accepted"
    by_rule: bool = False
    origin: str | None = None
    headers: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    sheet: str | None = None
    edition: str | None = None
    licence: str | None = None
    place: str | None = None
    synthetic: bool = False
    reprint_of: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as FORMATS prints it; further keys only where they hold something."""
        data: dict[str, Any] = {
            "claim": self.claim,
            "document": self.document,
            "row": self.row,
            "quote": self.quote,
            "spans": [list(span) for span in self.spans],
            "language": self.language,
            "publisher": self.publisher,
            "published": self.published,
            "speaker": self.speaker,
        }
        further = ("title", "url", "fact", "kind", "modality", "standing", "sheet", "edition", "licence", "place",
                   "reprint_of")  # fmt: skip
        data.update({key: value for key in further if (value := getattr(self, key)) is not None})
        if self.by_rule:
            data["by_rule"] = True
        if self.headers:
            data["headers"] = list(self.headers)
        if self.synthetic:
            data["synthetic"] = True
        return data
