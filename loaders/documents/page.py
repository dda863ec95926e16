"""What a reader of documents gives: text, what the document says about itself, and where each piece comes from."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.documents.offsets import Segment


@dataclass(slots=True)
class Page:
    """The text of a document, and what it says about itself.

    Attributes:
        text: as it is read.
        segments: pieces of the text with the place that they come from, in order.
        title, publisher, published, language, url: as printed in it; None where it does not say.
        notes: what was not read, for the report.
    """

    text: str = ""
    segments: list[Segment] = field(default_factory=list)
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    notes: list[str] = field(default_factory=list)
