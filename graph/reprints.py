"""The same report in several papers: texts that say nearly the same in the same words count as one source.

A text is known by its shingles, five words in a row each (in Chinese five signs), of which the smallest hashes are
kept: a bottom sketch. One text is a reprint of another where at least 70 % of the shingles of the smaller one stand in
the larger one, and the smaller one has at least 60 % of its size; so a page that gathers two reports joins neither.
What is said of a set of texts depends on that set alone, never on the order of loading.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from graph.model import Document
from graph.one_voice import TOKEN
from graph.packages import Package

SHINGLES = "shingles"  # key of the report of a package
WORDS = 5
KEPT = 200  # hashes of a text
LOOKED_UP = 24  # the smallest of them, by which texts that may be alike are found
NEIGHBOURS = 30  # texts that share a hash and are held against each; all of them may share a footer
FEWEST = 30  # shingles of a text that can be told
SAMPLE = 12  # hashes that a comparison needs
CONTAINED, SIZE = 0.7, 0.6
LONGEST = 1 << 20  # characters that are looked at
MIXER, MASK = 0x9E3779B1, 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Sketch:
    """The smallest hashes of a text's shingles, sorted, and how many shingles it has."""

    size: int
    hashes: tuple[int, ...]

    @property
    def reach(self) -> int:
        """The largest hash up to which the sketch holds all."""
        return self.hashes[-1] if self.size > len(self.hashes) else MASK


@dataclass(frozen=True, slots=True)
class Reprint:
    """What is known of a text that other texts repeat.

    Attributes:
        first: sha256 of the one that stands for all: the earliest published, else the smallest checksum.
        origin: whose word all of them are.
    """

    first: str
    origin: str


def sketch(text: str) -> str:
    """Return the sketch of a text in the form that a package keeps: the number of shingles, and hashes of 8 digits."""
    words = TOKEN.findall(unicodedata.normalize("NFKC", text[:LONGEST]).casefold())
    parts = (" ".join(words[place : place + WORDS]) for place in range(len(words) - WORDS + 1))
    hashes = {crc32(part.encode("utf-8", "surrogatepass")) * MIXER & MASK for part in parts}
    return f"{len(hashes)}:{''.join(f'{one:08x}' for one in sorted(hashes)[:KEPT])}"


def reprints(packages: Iterable[Package]) -> dict[str, Reprint]:
    """Find the texts that repeat one another.

    Args:
        packages: active ones, in any order.

    Returns:
        sha256 of a text -> what it repeats; the first of each group stands there too, texts without any other do not.
    """
    documents: dict[str, Document] = {}
    sketches: dict[str, Sketch] = {}
    for package in sorted(packages, key=lambda one: one.id):
        kept = package.report.get(SHINGLES) if package.document.kind == "text" else None
        if isinstance(kept, str) and package.document.sha256 not in sketches:
            documents[package.document.sha256] = package.document
            sketches[package.document.sha256] = _parsed(kept)
    found: dict[str, Reprint] = {}
    for members in _groups(sketches, documents):
        told = _told([documents[one] for one in members])
        found.update(dict.fromkeys(members, told))
    return found


def alike(one: Sketch, other: Sketch) -> bool:
    """Whether two texts say nearly the same in the same words."""
    small, large = (one, other) if one.size <= other.size else (other, one)
    if small.size < FEWEST or small.size < SIZE * large.size:
        return False
    reach = min(small.reach, large.reach)
    looked_at = [hashed for hashed in small.hashes if hashed <= reach]
    both = len(set(looked_at) & set(large.hashes))
    return len(looked_at) >= SAMPLE and both >= CONTAINED * len(looked_at)


def as_one(document: Document, known: Mapping[str, Reprint]) -> Document:
    """Return a document with the origin that it shares with those that it repeats."""
    told = known.get(document.sha256)
    if told is None or document.source.origin == told.origin:
        return document
    return replace(document, source=replace(document.source, data_origin=told.origin))


def _parsed(kept: str) -> Sketch:
    size, _, digits = kept.partition(":")
    return Sketch(int(size), tuple(int(digits[place : place + 8], 16) for place in range(0, len(digits), 8)))


def _groups(sketches: Mapping[str, Sketch], documents: Mapping[str, Document]) -> list[list[str]]:
    """Return the groups of texts of which each is like another one; invented and real ones apart."""
    holders: dict[tuple[bool, int], list[str]] = defaultdict(list)
    for sha256 in sorted(sketches):
        for hashed in sketches[sha256].hashes[:LOOKED_UP]:
            holders[documents[sha256].source.synthetic, hashed].append(sha256)
    towards = {sha256: sha256 for sha256 in sketches}
    seen: set[tuple[str, str]] = set()
    for held in holders.values():
        for place, first in enumerate(held):
            for second in held[place + 1 : place + 1 + NEIGHBOURS]:
                if (first, second) not in seen and alike(sketches[first], sketches[second]):
                    towards[_root(towards, second)] = _root(towards, first)
                seen.add((first, second))
    groups: dict[str, list[str]] = defaultdict(list)
    for sha256 in sorted(sketches):
        groups[_root(towards, sha256)].append(sha256)
    return [members for members in groups.values() if len(members) > 1]


def _root(towards: dict[str, str], name: str) -> str:
    while (above := towards[name]) != name:
        towards[name] = name = towards[above]
    return name


def _told(documents: Sequence[Document]) -> Reprint:
    """Say which of a group stands for all; the origin of the data is the one that is named, if one is."""
    ranked = sorted(documents, key=lambda one: (one.published or "9999", one.sha256))
    named = next((one.source.data_origin for one in ranked if one.source.data_origin), None)
    return Reprint(ranked[0].sha256, named or ranked[0].source.origin)
