"""The last part of every dossier: how somebody else checks it."""

from __future__ import annotations

from collections.abc import Iterable

from queries.passage import EvidenceItem
from waybill import __version__
from waybill.dossier.model import Block, Items, Paragraph, Section, Table


def checking(items: Iterable[EvidenceItem], identifier: str) -> Section:
    """Return how a reader checks a dossier, with the ids of the claims behind it.

    Args:
        items: the evidence.
        identifier: of the path, tie or party.
    """
    steps = (
        "Compare each quote with its document: by its page or row, and at its address, which may have changed since.",
        "The sha256 of a document is that of the file as it was read: \u201csha256sum FILE\u201d must print the "
        "same digits.",
        f"With the archive at hand: \u201cwaybill evidence {identifier}\u201d prints the same passages, "
        f"\u201cwaybill evidence CLAIM\u201d "
        "one of them, \u201cwaybill check\u201d whether every quote stands in its place.",
        "\u201cwaybill bundle\u201d packs this dossier with the original files and a list of checksums.",
    )
    blocks: list[Block] = [Items(steps)]
    claims = list(dict.fromkeys(item.claim for item in items if item.claim))
    if claims:
        blocks += [
            Paragraph("Claims that this rests on, beside the rows of tables:"),
            Table((), tuple((one,) for one in claims)),
        ]
    made = f"Made by Waybill {__version__}. Line breaks within quotes stand as blanks; "
    blocks.append(Paragraph(made + "signs that would steer a page stand as \ufffd."))
    return Section("How to check this", tuple(blocks))
