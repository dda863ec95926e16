"""The claims of a short invented text, as the tests of extraction by language ask for them."""

from __future__ import annotations

from graph.model import Claim, Document, Source
from loaders.extraction import extract

Core = tuple[str | None, str | None, str | None]


def report_of(language: str | None = None, published: str | None = "2024-03-11") -> Document:
    """Return the document of an invented text."""
    source = Source(publisher="P")
    return Document(sha256="0" * 64, name="a.txt", kind="text", source=source, language=language, published=published)


def claims_of(text: str, language: str, published: str | None = "2024-03-11") -> list[Claim]:
    """Return the claims of a text; none of them may fail verification."""
    found = extract(report_of(language, published), text)
    assert not [flag for claim in found for flag in claim.flags if flag.startswith("rejected")]
    return found


def core(claim: Claim) -> Core:
    """Return supplier, recipient and goods of a claim as printed."""
    return (
        claim.supplier.surface if claim.supplier else None,
        claim.recipient.surface if claim.recipient else None,
        claim.goods,
    )
