"""The documents behind a dossier: numbered as they are first cited, with what the archive knows of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.archive import Archive
from graph.export.sources import Terms, terms, terms_of, warnings
from graph.packages import Package
from queries.passage import EvidenceItem
from waybill.dossier.model import Cell, Items, Link, Paragraph, Section, Table
from waybill.output import shorten

ORIGINAL = "original/"
KEY = 32  # digits of a checksum by which the graph names a document
NOT_KEPT = "not kept here"


@dataclass(slots=True)
class Book:
    """Knows the documents of an archive, and numbers those that are cited.

    Args:
        archive: the archive.
    """

    archive: Archive
    _held: dict[str, list[Package]] = field(default_factory=dict)
    _by_id: dict[str, Package] = field(default_factory=dict)
    cited: dict[str, int] = field(default_factory=dict)
    reprints: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        active = self.archive.active()
        others = [one for one in self.archive.packages() if one.state == "completed"]
        for package in (*active, *others):
            known = self._held.setdefault(package.document.sha256[:KEY], [])
            if package.id not in self._by_id:
                known.append(package)
                self._by_id[package.id] = package

    @property
    def known_on(self) -> str:
        """Time of the last load or decision that counts (UTC, ISO); empty for an empty archive."""
        times = [package.captured or "" for package in self.archive.active()]
        times += [decision.at for decision in self.archive.decisions()]
        return max(times, default="")[:19]

    def cite(self, item: EvidenceItem) -> int:
        """Return the number of the document that a passage or row stands in."""
        key = item.document[:KEY]
        if item.reprint_of:
            self.reprints[key] = item.reprint_of[:KEY]
        return self.cited.setdefault(key, len(self.cited) + 1)

    def package(self, document: str) -> Package | None:
        """Return the package that holds a document, one that the graph rests on before others."""
        return next(iter(self._held.get(document[:KEY], ())), None)

    def heads(self, document: str) -> tuple[str, ...]:
        """Return the printed column names of a list of one sheet; nothing where it has none or several."""
        package = self.package(document)
        held = list(package.headers.values()) if package is not None else []
        return held[0] if len(held) == 1 else ()

    def sha256(self, document: str) -> str:
        """Return the whole checksum of a document; what is known of it where the archive does not hold it."""
        package = self.package(document)
        return document if package is None else package.document.sha256

    def kept(self, document: str) -> tuple[Package, str] | None:
        """Return the package that keeps the bytes of a document, and the name of the file in it.

        A text that was read out of another file is kept as the text of its package.
        """
        for package in self._held.get(document[:KEY], ()):
            same = [name for name in sorted(package.files) if package.files[name] == package.document.sha256]
            if same:
                return package, next((name for name in same if name.startswith(ORIGINAL)), same[0])
        return None

    def parent(self, document: str) -> Package | None:
        """Return the package that a document was read out of, such as a list whose statements of reasons it holds."""
        package = self.package(document)
        return None if package is None else self._by_id.get(str(package.report.get("derived_from")))

    @property
    def documents(self) -> list[str]:
        """The documents that are cited, in order, with those that they were read out of behind them."""
        parents = [package.document.sha256[:KEY] for one in self.cited for package in [self.parent(one)] if package]
        return list(dict.fromkeys([*self.cited, *parents]))

    @property
    def terms(self) -> tuple[Terms, ...]:
        """Terms of the sources that are cited."""
        return terms_of(package for one in self.documents for package in [self.package(one)] if package is not None)

    def sections(self) -> tuple[Section, ...]:
        """Return the part of a dossier on its sources: the warnings of licences, and each document."""
        warned = tuple(warnings(self.terms))
        head: tuple[Paragraph | Items, ...] = (
            Paragraph(
                "Documents by the numbers that the quotes name. Checksums are those of the files as they were read."
            ),
        )
        if warned:
            head += (Paragraph("Before you pass this on, mind the licences:", "warning"), Items(warned))
        own = (
            Section(f"Source {number}: {self._title(one)}", (Table((), tuple(self._about(one)), (1, 3)),), level=2)
            for one, number in self.cited.items()
        )
        return Section("Sources", head), *own

    def _title(self, document: str) -> str:
        package = self.package(document)
        if package is None:
            return f"document {document}"
        held = package.document
        return shorten(held.title or held.source.title or held.name, 160)

    def _about(self, document: str) -> Iterable[tuple[Cell, ...]]:
        package = self.package(document)
        if package is None:
            yield "document", f"{document}: the archive on this machine does not hold it"
            return
        held, source = package.document, package.document.source
        known = terms(source, 1, 0)
        yield "publisher", source.publisher + (f", owned by {source.owner}" if source.owner else "")
        if source.data_origin:
            yield "origin of the data", source.data_origin
        yield "published", held.published or "no date"
        if source.edition:
            yield "edition", source.edition
        yield "address", Link(source.url, source.url) if source.url else "none is known"
        yield "licence", known.licence or "none is stated"
        if known.forbids:
            yield "forbids", "; ".join(known.forbids)
        if known.asks:
            yield "asks", "; ".join(known.asks)
        if known.checked:
            yield "checked by", known.checked
        yield "file", held.name
        yield "sha256 of the file", held.sha256
        yield "loaded on", (package.captured or "unknown")[:19]
        yield "read by", f"{package.extractor} {package.version}, package {package.id}"
        yield "original", self._original(document)
        if self.reprints.get(document):
            yield (
                "counts as",
                f"one source with {self._number(self.reprints[document])}, which it repeats nearly word for word",
            )
        if source.synthetic:
            yield "invented", "yes: this document was made for demonstration"

    def _original(self, document: str) -> str:
        said = "kept in the archive, byte for byte" if self.kept(document) is not None else NOT_KEPT
        parent = self.parent(document)
        if parent is None:
            return said
        held = parent.document
        where = "kept too" if self.kept(held.sha256) else NOT_KEPT
        return f"{said}; it was read out of {held.name} (sha256 {held.sha256}), which is {where}"

    def _number(self, document: str) -> str:
        if document in self.cited:
            return f"source {self.cited[document]}"
        return f"document {self.sha256(document)}"
