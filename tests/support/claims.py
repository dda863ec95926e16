"""The claims of a short invented text, as the tests of extraction by language ask for them."""

from __future__ import annotations

from graph.model import Claim, Document, Source
from loaders.extraction import extract

Core = tuple[str | None, str | None, str | None]


def claims_of(text: str, language: str, published: str = "2024-03-11") -> list[Claim]:
    """Return the claims of a text; none of them may fail verification."""
    source = Source(publisher="P")
    document = Document(
        sha256="0" * 64, name="a.txt", kind="text", source=source, language=language, published=published
    )
    found = extract(document, text)
    assert not [flag for claim in found for flag in claim.flags if flag.startswith("rejected")]
    return found


def core(claim: Claim) -> Core:
    """Return supplier, recipient and goods of a claim as printed."""
    return (
        claim.supplier.surface if claim.supplier else None,
        claim.recipient.surface if claim.recipient else None,
        claim.goods,
    )
