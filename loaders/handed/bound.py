"""Claims of files that were handed in, bound to the texts that they name: one package per file and text.

A claim names its text by the sha256 of its file (whole, or its first eight digits or more) or by the name of the file;
then every text of that name is meant. What is bound depends only on which files and texts the archive holds, so that
their order does not matter: a claim whose text is not there waits for it.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Any

from graph.archive import Archive
from graph.model import Document, Entry, digest_id, replace
from graph.packages import Package
from loaders.extraction.verify import REJECTED, verify
from loaders.handed import FILES
from loaders.handed.lines import claim_of
from loaders.plan import PlannedFile
from loaders.protocol import Notes
from loaders.source import SourceFile

EXTRACTOR, VERSION = "claims", "1.0"
BY_HAND = "hand"
DIGEST = re.compile(r"(?:document:)?([0-9a-f]{8,64})")


@dataclass(slots=True)
class Bound:
    """Reads the claims of one file on one text, both out of the archive; see loaders.protocol.Loader."""

    file: Package
    text: Package
    claims: list[dict[str, Any]]
    name: str = EXTRACTOR
    version: str = VERSION
    settings: str = ""

    @property
    def author(self) -> str:
        """Who made the claims."""
        return self.file.document.source.publisher

    def document(self, file: SourceFile) -> Document:
        """The text as the archive has it."""
        return self.text.document

    def kept(self) -> dict[str, Any]:
        """What the report of its package says of where it comes from; its content tells it from other files' claims."""
        content = digest_id("claims", self.file.id, self.text.document.sha256)
        return {"derived_from": self.file.id, "content": content, "author": self.author}

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per claim, in the order of the file, verified as those of every extractor."""
        text = notes.text = self.text.text()
        places = self.text.named("places")
        notes.places = tuple((one[0], one[1], one[2]) for one in json.loads(self.text.read(places))) if places else ()
        failed: Counter[str] = Counter()
        for data in self.claims:
            claim = claim_of(data)
            claim = replace(
                claim,
                language=claim.language or self.text.document.language,
                extractor=f"{data.get('extractor') or BY_HAND} ({self.author})",
            )
            checked = verify(claim, text)
            failed.update(flag for flag in checked.flags if flag.startswith(REJECTED))
            yield Entry(claims=(checked,))
        for flag, count in sorted(failed.items()):
            reason = flag.removeprefix(REJECTED)
            notes.warnings.append(f"{count:,} claims do not stand ({reason}); they are kept, and make no fact")


@dataclass(slots=True)
class Binding:
    """What is to be bound now.

    Attributes:
        lines: of a plan, one per file of claims and text that is not bound yet.
        waiting: package of a file of claims -> names of texts that are not there -> number of claims.
    """

    lines: list[PlannedFile] = field(default_factory=list)
    waiting: dict[str, dict[str, int]] = field(default_factory=dict)


class Texts:
    """The texts of an archive by what a claim can call them: an id, or the name of a file; one package each."""

    def __init__(self, packages: Iterable[Package]) -> None:
        self._of: dict[str, Package] = {}
        self._named: dict[str, list[str]] = {}
        for one in packages:
            if one.document.kind == "text" and one.extractor != EXTRACTOR and one.document.sha256 not in self._of:
                self._of[one.document.sha256] = one
                self._named.setdefault(one.document.name, []).append(one.document.sha256)
        self._digests = sorted(self._of)

    def meant(self, words: str) -> list[Package]:
        """Return the texts that an id or a name can mean, sorted by id."""
        digest = DIGEST.fullmatch(words.strip().casefold())
        found = set(self._beginning(digest[1])) if digest is not None else set()
        for name in (words, PurePosixPath(words.replace("\\", "/")).name):
            found.update(self._named.get(name, ()))
        return [self._of[one] for one in sorted(found)]

    def _beginning(self, digits: str) -> list[str]:
        first = bisect_left(self._digests, digits)
        return list(takewhile(lambda one: one.startswith(digits), self._digests[first:]))


def binding(archive: Archive) -> Binding:
    """Find the claims whose text is there and that are not bound to it yet.

    Raises:
        ArchiveError: a package is damaged.
    """
    active = archive.active()
    texts = Texts(active)
    found = Binding()
    for file in active:
        if file.extractor != FILES:
            continue
        of_text: dict[str, tuple[Package, list[dict[str, Any]]]] = {}
        waiting = found.waiting.setdefault(file.id, {})
        for data in _claims(file):
            meant = texts.meant(data["document"])
            if not meant:
                waiting[data["document"]] = waiting.get(data["document"], 0) + 1
            for text in meant:
                of_text.setdefault(text.document.sha256, (text, []))[1].append(data)
        for sha256, (text, claims) in sorted(of_text.items()):
            if archive.find(sha256, EXTRACTOR, VERSION, file.id) is None:
                found.lines.append(_line(Bound(file, text, claims, settings=file.id)))
    return found


def _claims(file: Package) -> Iterator[dict[str, Any]]:
    """Yield what the lines of a file say, each once."""
    seen: set[str] = set()
    for entry in file.entries():
        if entry.reject is None and entry.cells[0] not in seen:
            seen.add(entry.cells[0])
            yield json.loads(entry.cells[0])


def _line(loader: Bound) -> PlannedFile:
    document = loader.text.document
    file = SourceFile(Path(document.name), document.sha256, document.length)
    what = f"{len(loader.claims):,} claims of {loader.file.document.name} ({loader.author}) on it"
    return PlannedFile(file.path, "load", "claims", what, file, loader)
