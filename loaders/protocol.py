"""What every family of sources offers: the same verbs, whatever the format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from graph.model import Document, Entry
from loaders.source import SourceFile


@dataclass(slots=True)
class Notes:
    """What a loader tells beside its entries; filled while they are read.

    Attributes:
        headers: sheet name ("" for none) -> printed column names.
        unread: columns that hold something and that the loader neither reads nor ignores.
        warnings: sentences for the report.
        counts: further counts, such as stray quotation marks.
        text: the text in which spans count; empty for tables and lists.
        places: pieces of the text: start, end, and the page or element that they come from; empty for plain text.
        details: anything else, such as the gazetteer with which a text was read.
    """

    headers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    text: str = ""
    places: tuple[tuple[int, int, str], ...] = ()
    details: dict[str, Any] = field(default_factory=dict)


class Versioned(Protocol):
    """What claims come from, as a package records it."""

    @property
    def name(self) -> str:
        """Name of the extractor, part of a package's id."""
        ...

    @property
    def version(self) -> str:
        """Digits and dots; a later one supersedes an earlier one."""
        ...

    @property
    def settings(self) -> str:
        """Hash of what else decides the claims (a mapping file), else ""."""
        ...


class Loader(Versioned, Protocol):
    """Reads one kind of file."""

    def document(self, file: SourceFile) -> Document:
        """Say what the file is, without reading it whole.

        Raises:
            SourceError: it is not what this loader reads.
        """
        ...

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per row, list entry or claim, in the order of the file.

        Args:
            file: the file.
            notes: filled on the way; the headers before the first entry.

        Raises:
            SourceError: the file as a whole cannot be read; single rows become rejects instead.
        """
        ...


@runtime_checkable
class ByContent(Protocol):
    """A loader of files that are published in several formats with the same content."""

    def content(self, file: SourceFile) -> str:
        """Hash of what the file says, whatever its format: equal for one edition as CSV and as ODS.

        Raises:
            SourceError: the file cannot be read.
        """
        ...


@runtime_checkable
class Derived(Protocol):
    """A loader of what is in the archive already, such as the statements of reasons of a list."""

    def kept(self) -> dict[str, Any]:
        """What the report of its package says of where it comes from: `derived_from`, the id of a package."""
        ...


@runtime_checkable
class Divisible(Loader, Protocol):
    """A loader of files that grow large, whose rows several processes can share."""

    def divides(self, file: SourceFile) -> bool:
        """Whether reading this file is so quick beside converting that several processes may each read all of it."""
        ...

    def some(self, file: SourceFile, notes: Notes, wanted: Callable[[int], bool]) -> Iterator[Entry | None]:
        """Read all rows, but make entries only of some: the file as `entries` has it, with None for the others.

        Args:
            file: the file.
            notes: filled as by `entries`, whatever is wanted.
            wanted: asked once for each row, in their order, with its number from 0.

        Raises:
            SourceError: the file as a whole cannot be read.
        """
        ...
