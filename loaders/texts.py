"""Loads a text: its words from loaders.documents, its claims from loaders.extraction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph.model import Document, Entry
from loaders import extraction
from loaders.documents import read_source
from loaders.protocol import Notes
from loaders.source import SourceFile


@dataclass(slots=True)
class Text:
    """Reads a text and yields one entry per claim."""

    name: str = extraction.EXTRACTOR
    version: str = extraction.VERSION
    settings: str = ""
    _read: dict[str, tuple[Document, str]] = field(default_factory=dict)

    def document(self, file: SourceFile) -> Document:
        """Say what the text is; its language is found in it where nobody says it."""
        return self._document(file)[0]

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per claim, in the order of the text."""
        document, notes.text = self._document(file)
        report = extraction.report(document, notes.text)
        notes.warnings += report.notes
        for claim in report.claims:
            yield Entry(claims=(claim,))

    def _document(self, file: SourceFile) -> tuple[Document, str]:
        if file.sha256 not in self._read:
            document, text, _ = read_source(file)
            if document.language is None:
                document = replace(document, language=extraction.language_of(text))
            self._read[file.sha256] = document, text
        return self._read[file.sha256]
