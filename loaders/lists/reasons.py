"""Statements of reasons: what a list says of its entries in sentences is a document, and goes the way of a text.

One text per package of a list: under a line that names the entry stands its reason. Each reason is read by itself, so
that no sentence is taken for one on another entry; the spans count in the whole text.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.model import ROLES, Claim, Document, Entry, Party, replace
from graph.packages import Package
from graph.people import passage_of
from loaders.plan import PlannedFile
from loaders.protocol import Notes
from loaders.source import SourceFile

SUFFIX = ".reasons.txt"
LISTS = frozenset({"eu_journal", "eu_fsf", "uk_sanctions", "un_consolidated", "us_1260h"})  # those that write sentences


@dataclass(frozen=True, slots=True)
class Passage:
    """The reason of one entry: [start, end) in the text."""

    start: int
    end: int


@dataclass(slots=True)
class Reasons:
    """Reads the reasons of a list that is in the archive; see loaders.protocol.Loader."""

    text: str
    passages: list[Passage]
    of: Document
    package: str
    name: str
    version: str
    settings: str = ""

    @property
    def file(self) -> str:
        """Name of the text."""
        return self.of.name + SUFFIX

    @property
    def sha256(self) -> str:
        """Of the text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def document(self, file: SourceFile) -> Document:
        """Say whose reasons the text holds; it has the source of its list."""
        title = f"{self.of.source.title}: statements of reasons" if self.of.source.title else "Statements of reasons"
        return Document(
            sha256=file.sha256,
            name=self.file,
            kind="text",
            source=self.of.source,
            title=title,
            language=self.of.language,
            published=self.of.source.edition,
            length=len(self.text),
        )

    def kept(self) -> dict[str, Any]:
        """Of which list it is."""
        return {"derived_from": self.package}

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per claim, in the order of the text."""
        from loaders import extraction

        document = self.document(file)
        notes.text = self.text
        notes.counts["reasons"] = len(self.passages)
        told: Counter[str] = Counter()
        read: dict[str, extraction.Report] = {}  # firms of one ship owner, say, stand there for the same reason
        for passage in self.passages:
            reason = self.text[passage.start : passage.end]
            found = read.get(reason) or read.setdefault(reason, extraction.report(document, reason))
            told.update(found.notes)
            notes.counts["reasons_with_claims"] += bool(found.claims)
            for claim in found.claims:
                yield Entry(claims=(moved(claim, passage.start),))
        notes.warnings += [f"{note} ({count:,} reasons)" for note, count in sorted(told.items())]


def reasons_of(package: Package) -> Reasons | None:
    """Gather the reasons of a list; None where it gives none in sentences, or is no such list.

    Raises:
        ArchiveError: the package is damaged.
    """
    if package.extractor not in LISTS or package.document.kind != "list":
        return None
    parts: list[str] = []
    passages: list[Passage] = []
    place = 0
    for heading, reason in _reasons(package):
        parts.append(f"{heading}\n{reason}\n\n")
        begin = place + len(heading) + 1
        passages.append(Passage(begin, begin + len(reason)))
        place += len(parts[-1])
    if not passages:
        return None
    from loaders import extraction  # what it needs takes a second to import: only where there is a text

    name, version = extraction.EXTRACTOR, extraction.VERSION
    return Reasons("".join(parts), passages, package.document, package.id, name, version)


def planned_reasons(package: Package, path: Path) -> PlannedFile | None:
    """Return the line of a plan for the reasons of a list; None where it gives none.

    Args:
        package: of the list.
        path: of its file; the text gets a name beside it and is never written there.

    Raises:
        ArchiveError: the package is damaged.
    """
    loader = reasons_of(package)
    if loader is None:
        return None
    file = SourceFile(path.with_name(loader.file), loader.sha256, len(loader.text))
    return PlannedFile(file.path, "load", "text", "its statements of reasons, as a text of their own", file, loader)


def _reasons(package: Package) -> Iterator[tuple[str, str]]:
    """Yield heading and reason of every entry, one that repeats what stood before left out."""
    seen: set[tuple[str, str]] = set()
    for entry in package.entries():
        for claim in entry.claims:
            passage = passage_of(claim)
            if passage is not None and passage not in seen:
                seen.add(passage)
                yield passage


def moved(claim: Claim, by: int) -> Claim:
    """Return a claim with its spans counted from another place of the text."""

    def party(one: Party | None) -> Party | None:
        if one is None or one.span is None:
            return one
        return replace(one, span=(one.span[0] + by, one.span[1] + by))

    return replace(
        claim,
        spans=tuple((start + by, end + by) for start, end in claim.spans),
        via=tuple(one for via in claim.via if (one := party(via)) is not None),
        roles=tuple((role, one) for role, held in claim.roles if (one := party(held)) is not None),
        **{role: party(getattr(claim, role)) for role in ROLES if getattr(claim, role) is not None},
    )
