"""How the lists of the United States are written: UTF-8, or windows-1252, or the one taken for the other."""

from __future__ import annotations

import codecs
from pathlib import Path

from graph.errors import SourceError
from loaders.protocol import Notes
from loaders.tables.reader import sniff_bom

BLOCK = 1 << 20
# Control signs that no text holds: bytes of windows-1252 that somebody decoded as latin-1.
MISREAD = {
    code: sign
    for code in range(0x80, 0xA0)
    if (sign := bytes([code]).decode("cp1252", "ignore"))
}  # fmt: skip


def encoding_of(path: Path, notes: Notes) -> str:
    """Return UTF-8 where the whole file is, else windows-1252, with a warning.

    Raises:
        SourceError: the file cannot be read.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            marked = sniff_bom(stream.read(4))
            stream.seek(0)
            if marked is not None:
                return marked
            while block := stream.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        notes.warnings.append(f"{path.name} is no UTF-8; it is read as windows-1252")
        return "cp1252"
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", path) from error
    return "utf-8"


def printed(cell: str) -> str:
    """Return a cell as it was meant to be printed: misread signs put right, blanks folded."""
    return " ".join(cell.translate(MISREAD).split())
