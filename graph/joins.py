"""Who may be who by the names: the edges that the last `waybill resolve` found, kept beside the packages.

archive/joins.jsonl     first the format, the version of the model, and number and sha256 of what follows; then one edge
                        a line: [record id, record id, chance, whether it joins]

A graph is made from packages, decisions and this. Edges name records by their ids alone, so one on a record that is
gone is nothing, and an erasure leaves no name here. The file is written whole or not at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from graph.archive import Archive
from graph.decisions import Decision, in_order
from graph.durable import write_file
from graph.errors import ArchiveError
from graph.resolution import Edge, Judgement
from graph.resolution.judgements import judgements_of
from graph.rights import Role, needs

FILE = "joins.jsonl"
FORMAT = "waybill joins 1"
DIGITS = 6  # of a chance


class _Head(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    model: str
    edges: int
    sha256: str


class _Line(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    one: str
    other: str
    chance: float
    joins: bool


_HEAD = msgspec.json.Decoder(_Head)
_LINE = msgspec.json.Decoder(_Line)


@dataclass(frozen=True, slots=True)
class Joins:
    """What one `waybill resolve` found.

    Attributes:
        model: version of the model that weighed the names; empty where there was no resolve yet.
        edges: sorted.
        data: the file.
    """

    model: str = ""
    edges: tuple[Edge, ...] = ()
    data: bytes = b""

    @property
    def sha256(self) -> str:
        """Hash of the file; empty where there is none."""
        return hashlib.sha256(self.data).hexdigest() if self.data else ""


@dataclass(frozen=True, slots=True)
class Who:
    """What is said of who is who beside the records themselves.

    Attributes:
        judgements: of people, those that stand.
        joins: what the names say.
        told: record id -> cluster id, where both are settled already; nothing else is asked of such records.
    """

    judgements: tuple[Judgement, ...] = ()
    joins: Joins = Joins()
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The edges of the joins."""
        return self.joins.edges

    @classmethod
    def of(cls, decisions: Iterable[Decision], joins: Joins, told: Mapping[str, str] | None = None) -> Who:
        """Return what a log and some joins say, and what is told."""
        return cls(tuple(judgements_of(decisions)), joins, told or {})


NOBODY = Who()


def made(edges: Iterable[Edge], model: str) -> Joins:
    """Return joins as their file will hold them: sorted, each pair once, its likeliest edge; chances are rounded."""
    best: dict[tuple[str, str], Edge] = {}
    for edge in sorted(edges, key=lambda edge: (edge.chance, edge.joins)):
        one, other = sorted((edge.one, edge.other))
        best[one, other] = Edge(one, other, round(edge.chance, DIGITS), edge.joins)
    kept = tuple(best[pair] for pair in sorted(best))
    encode = msgspec.json.Encoder().encode
    lines = b"".join(encode([edge.one, edge.other, edge.chance, edge.joins]) + b"\n" for edge in kept)
    head = _Head(FORMAT, model, len(kept), hashlib.sha256(lines).hexdigest())
    return Joins(model, kept, encode(head) + b"\n" + lines)


@needs(Role.REVIEWER, "joining names")
def write_joins(archive: Archive, edges: Iterable[Edge], model: str) -> Joins:
    """Keep what a resolve found, in the place of what the one before found.

    Args:
        archive: the archive.
        edges: in any order.
        model: version of the model that weighed the names.

    Raises:
        ArchiveError: the disk is full or refuses; the joins are as before.
    """
    joins = made(edges, model)
    archive.folder.mkdir(parents=True, exist_ok=True)
    write_file(archive.folder / FILE, joins.data)
    return joins


def read_joins(archive: Archive) -> Joins:
    """Return what the last resolve found; nothing where there was none.

    Raises:
        ArchiveError: the file is damaged.
    """
    return read_file(archive.folder / FILE)


def who_of(archive: Archive, others: Iterable[Decision] = ()) -> Who:
    """Return what is said of who is who in an archive.

    Args:
        archive: the archive.
        others: decisions that are about to come into its log.

    Raises:
        ArchiveError: the log or the joins are damaged.
    """
    return Who.of(in_order([*archive.decisions(), *others]), read_joins(archive))


def read_file(path: Path) -> Joins:
    """Read joins from a file; nothing where there is none.

    Raises:
        ArchiveError: it is damaged.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Joins()
    except OSError as error:
        raise ArchiveError(f"{path}: {error.strerror or error}; `waybill resolve` makes it anew") from error
    first, _, lines = data.partition(b"\n")
    try:
        head = _HEAD.decode(first)
        if head.format != FORMAT:
            raise ArchiveError(
                f"{path}: has the format {head.format!r}, not {FORMAT!r}; `waybill resolve` makes it anew"
            )
        if hashlib.sha256(lines).hexdigest() != head.sha256:
            raise ArchiveError(f"{path}: is damaged (its checksum does not fit); `waybill resolve` makes it anew")
        found = [_LINE.decode(line) for line in lines.splitlines()]
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ArchiveError(f"{path}: is damaged ({error}); `waybill resolve` makes it anew") from error
    return Joins(head.model, tuple(Edge(one.one, one.other, one.chance, one.joins) for one in found), data)
