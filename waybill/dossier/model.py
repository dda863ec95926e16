"""What a dossier holds, whatever it is written as: sections of paragraphs, tables, quotes, items and pictures.

All texts are as the sources print them. Each writer passes them through `readable` and escapes them for its own form,
so nothing that stands in a document can act on a page, and no sign vanishes without a mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from dashboard.components.picture import Picture as Drawn
from waybill.output import one_line

LONGEST_URL = 2000  # characters of an address that is made a link


@dataclass(frozen=True, slots=True)
class Link:
    """A text with an address; `address` is where it leads, or None where that is no plain web address."""

    text: str
    url: str

    @property
    def address(self) -> str | None:
        """The address, where a reader may follow it: http and https alone, without signs that could hide another."""
        try:
            parts = urlsplit(self.url)
            safe = parts.scheme in ("http", "https") and bool(parts.hostname) and len(self.url) <= LONGEST_URL
        except ValueError:
            return None
        plain = all(sign.isprintable() and not sign.isspace() and sign not in "<>\"'`\\" for sign in self.url)
        return self.url if safe and plain else None


Cell = str | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of ours; a warning stands out."""

    text: str
    kind: Literal["plain", "warning"] = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; without columns each row is a name and what it is.

    Attributes:
        columns: the heads, or nothing.
        rows: the cells.
        widths: shares of the width, for a form that has pages; equal ones when empty.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage or row as printed, and the lines that say where it stands.

    Attributes:
        text: as printed.
        lines: publisher, place, address, checksum and so on, a line each.
        against: whether it denies what the others state.
        language: ISO 639-1 code, for readers of a screen.
    """

    text: str
    lines: tuple[Cell, ...]
    against: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list of points."""

    items: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn path with its words."""

    drawn: Drawn
    title: str


Block = Paragraph | Table | Quote | Items | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part; level 1 stands in the table of contents, level 2 below it."""

    title: str
    blocks: tuple[Block, ...]
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Dossier:
    """One document.

    Attributes:
        id: of the path, tie or party.
        kind: path, tie or party.
        title: one line.
        known_on: time of the last load or decision that it rests on (UTC, ISO).
        synthetic: whether what it tells is invented; each page says so.
        sections: in order.
    """

    id: str
    kind: Literal["path", "tie", "party"]
    title: str
    known_on: str
    synthetic: bool
    sections: tuple[Section, ...]

    @property
    def known_day(self) -> str:
        """The day of `known_on`."""
        return self.known_on[:10]

    @property
    def subtitle(self) -> str:
        """What it is of, and the time of knowledge."""
        return f"As known on {self.known_on} UTC. Waybill dossier of {self.kind} {self.id}."


SYNTHETIC = "SYNTHETIC: invented for demonstration. These parties do not exist."


def readable(text: object) -> str:
    """Return a text on one line, with a visible mark for each sign that would steer a page or a terminal."""
    return one_line(str(text))
