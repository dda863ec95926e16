"""A file of claims as it is handed in: each line is checked, kept as it stands, and waits for the text it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Document, Entry, Reject
from loaders.handed import FILES
from loaders.handed.lines import read_line
from loaders.protocol import Notes
from loaders.source import SourceFile

UNKNOWN_AUTHOR = "unknown author"
LINE_BYTES = 1 << 20


@dataclass(slots=True)
class ClaimsFile:
    """Reads the lines; the claims themselves belong to the texts that they name (loaders.handed.bound)."""

    name: str = FILES
    version: str = "1.0"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say whose claims these are: the publisher of the file is their author."""
        source = file.meta.source(UNKNOWN_AUTHOR)
        return Document(sha256=file.sha256, name=file.path.name, kind="table", source=source)

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per line that holds something."""
        notes.headers[""] = ("claim",)
        with file.path.open("rb") as stream:
            number = 0
            while line := stream.readline(LINE_BYTES + 1):
                number += 1
                if len(line) > LINE_BYTES and not line.endswith(b"\n"):
                    while (rest := stream.readline(LINE_BYTES)) and not rest.endswith(b"\n"):
                        pass
                    reject = Reject("line_too_long", f"must have at most {LINE_BYTES:,} bytes")
                    yield Entry(row=number, cells=(line[:1000].decode("utf-8", "replace"),), reject=reject)
                elif line.strip():
                    yield _entry(number, line.rstrip(b"\r\n"))


def _entry(number: int, line: bytes) -> Entry:
    found = read_line(line)
    cells = (line.decode("utf-8", "replace").removeprefix("\ufeff").strip(),)
    return Entry(row=number, cells=cells, reject=found if isinstance(found, Reject) else None)
