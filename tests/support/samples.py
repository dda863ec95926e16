"""Small made-up packages for tests. All names in here are invented."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.archive import Archive
from graph.model import Amount, Claim, Document, Entry, Party, Source, replace

TEXT = (
    "Qingfeng Rotor Works delivered 40 drone engines to Volna-Test in May 2023. "
    "The goods went through Turkey. Volna-Test denied it."
)


def source(publisher: str = "Test Gazette", **slots: Any) -> Source:
    return Source(publisher=publisher, **slots)


def document(name: str, kind: Any = "text", publisher: str = "Test Gazette", **slots: Any) -> Document:
    given = slots.pop("source", None) or source(publisher)
    return Document(sha256=hashlib.sha256(name.encode()).hexdigest(), name=name, kind=kind, source=given, **slots)


def country(code: str, name: str | None = None) -> Party:
    return Party(surface=name or code, form="country", kind="country", country=code)


def firm(name: str, code: str | None = None, **slots: Any) -> Party:
    return Party(surface=name, country=code, **slots)


def group(name: str, code: str | None = None) -> Party:
    return Party(surface=name, form="group", kind="group", country=code)


def transfer(supplier: Party | None, recipient: Party | None, goods: str | None = "drone parts", **slots: Any) -> Claim:
    start = slots.pop("start", None)
    return Claim(
        kind="transfer",
        supplier=supplier,
        recipient=recipient,
        goods=goods,
        start=start,
        end=slots.pop("end", start),
        **slots,
    )


def quoted(claim: Claim, number: int = 0, text: str = TEXT) -> Claim:
    """Give a claim a quote of its own in `text * n`."""

    start = number * (len(text) + 1)
    return replace(claim, quote=text, spans=((start, start + len(text)),))


def pieces(number: int, unit: str | None = None) -> Amount:
    return Amount(str(number), unit=unit)


def put_text(
    archive: Archive, name: str, claims: Iterable[Claim], shingles: str | None = None, text: str = TEXT, **slots: Any
) -> Document:
    """Store a text whose every claim has a quote of its own; texts with the same shingles are reprints.

    Sources that print one text are one voice, so papers that are to count as several need texts of their own.
    """
    given = document(name, **slots)
    listed = list(claims)
    with archive.new_package(given, extractor="rules", version="1") as writer:
        writer.text("\n".join([text] * max(1, len(listed))))
        for number, claim in enumerate(listed):
            writer.add(Entry(claims=(quoted(claim, number, text),)))
        count = len(listed)
        writer.report = {"rows_in": count, "accepted": count, "rejected": 0, "repeated": 0}
        if shingles is not None:
            writer.report["shingles"] = shingles
    return given


def put_table(archive: Archive, name: str, claims: Iterable[Claim], kind: Any = "table", **slots: Any) -> Document:
    """Store a table with one claim a row, from row 2."""
    given = document(name, kind=kind, **slots)
    listed = list(claims)
    with archive.new_package(given, extractor="tables", version="1") as writer:
        writer.header(("claim",))
        for row, claim in enumerate(listed, start=2):
            record = claim.record or f"{name} {row}"
            writer.add(Entry(row=row, record=record, cells=(repr(claim)[:80], str(row)), claims=(claim,)))
        count = len(listed)
        writer.report = {"rows_in": count, "accepted": count, "rejected": 0, "repeated": 0}
    return given


def new_archive(folder: Path) -> Archive:
    return Archive(folder / "archive")
