"""Loads a text: its words from loaders.documents, its claims from loaders.extraction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph.model import Document, Entry, Reject
from graph.reprints import SHINGLES, sketch
from loaders import extraction
from loaders.documents import Reading, read_source
from loaders.protocol import Notes
from loaders.source import SourceFile


@dataclass(slots=True)
class Text:
    """Reads a text and yields one entry per claim.

    Args:
        extractor: what finds the claims; the rules unless a command asks for another.
    """

    extractor: extraction.Extractor = field(default_factory=extraction.Rules)
    _read: dict[str, Reading] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name of the extractor."""
        return self.extractor.name

    @property
    def version(self) -> str:
        """Of the extractor."""
        return self.extractor.version

    @property
    def settings(self) -> str:
        """Hash of what else decides the claims."""
        return self.extractor.settings

    def document(self, file: SourceFile) -> Document:
        """Say what the text is; its language is found in it where nobody says it."""
        return self._reading(file).document

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per claim, in the order of the text; what was handed over as a claim and is none is a reject.

        Raises:
            SourceError: the extractor gave no answer; nothing of the file is taken then.
        """
        found = self._reading(file)
        notes.text, notes.places = found.text, found.offsets.places
        notes.details[SHINGLES] = sketch(found.text)
        report = self.extractor.report(found.document, found.text)
        if (known := self.extractor.gazetteer) is not None:
            notes.details["gazetteer"] = {"file": known.file, "sha256": known.sha256, "names": len(known.names)}
        notes.warnings += [*found.notes, *report.notes]
        for claim in report.claims:
            yield Entry(claims=(claim,))
        for raw, reason in report.unread:
            yield Entry(cells=(raw,), reject=Reject("no_claim", f"an item of the answer of {self.name} {reason}"))

    def _reading(self, file: SourceFile) -> Reading:
        if file.sha256 not in self._read:
            found = read_source(file)
            if found.document.language is None:
                document = replace(found.document, language=extraction.language_of(found.text))
                found = replace(found, document=document)
            self._read[file.sha256] = found
        return self._read[file.sha256]
