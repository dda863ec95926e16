"""Big tables in parts of 50,000 rows that several processes write, and a stopped load does not write again.

Every process reads the whole file, which is quick, and turns only the rows of its own parts into claims, which is not.
Beside each part it leaves an index: a hash of the key and of the cells of each row. The indexes together tell what is
repeated and what contradicts, flat in memory however long the file is. The result is the same, byte for byte, whatever
the number of processes and wherever a load was stopped.

    part-00001.jsonl       the entries, as any package has them
    index-00001.bin        says that the part is whole; removed once the package is
    rejects-00001.csv      likewise: its lines of rejects.csv
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from graph import packages
from graph.admission import admitted
from graph.durable import write_file
from graph.erasure import Erasure
from graph.errors import ArchiveError
from graph.model import Document, Entry
from graph.packages import PackageWriter, entry_line, entry_of, reject_row
from graph.rights import Role, needs
from loaders.protocol import Divisible, Notes
from loaders.repeats import CONFLICT, contradicting, hashes
from loaders.source import SourceFile

LOOK, REJECTED, FREE = 0, 1, 2  # of a row: may be repeated; was rejected; has no cells that could be repeated
BUCKET_ROWS = 500_000  # rows that the search for repeated ones holds at once
MOST_CLAIMS = 0xFFFF


@dataclass(slots=True)
class Counts:
    """What the parts of a file hold together; rows in = accepted + rejected + repeated."""

    rows_in: int = 0
    accepted: int = 0
    rejected: int = 0
    repeated: int = 0
    claims: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)


class _Index:
    """What is remembered of the rows of one part."""

    def __init__(self) -> None:
        self.keys, self.cells = array("Q"), array("Q")
        self.states, self.claims = array("B"), array("H")
        self.rules: Counter[str] = Counter()
        self.names: set[str] = set()

    def add(self, entry: Entry, looked_at: bool) -> None:
        key, cells = hashes(entry) if looked_at else (0, 0)
        self.keys.append(key)
        self.cells.append(cells)
        self.states.append(REJECTED if entry.reject is not None else LOOK if looked_at else FREE)
        self.claims.append(min(len(entry.claims), MOST_CLAIMS))
        if entry.reject is not None:
            self.rules[entry.reject.rule] += 1

    def data(self) -> bytes:
        head = {"rows": len(self.keys), "rules": dict(self.rules), "names": sorted(self.names)}
        line = json.dumps(head, ensure_ascii=False).encode() + b"\n"
        return line + b"".join(one.tobytes() for one in (self.keys, self.cells, self.states, self.claims))

    @classmethod
    def read(cls, path: Path) -> _Index:
        made = cls()
        line, _, rest = path.read_bytes().partition(b"\n")
        head = json.loads(line)
        rows, at = int(head["rows"]), 0
        for one in (made.keys, made.cells, made.states, made.claims):
            one.frombytes(rest[at : at + rows * one.itemsize])
            at += rows * one.itemsize
        if at != len(rest) or len(made.claims) != rows:
            raise ArchiveError(f"{path}: is damaged; remove {path.parent} and load the file again")
        made.rules, made.names = Counter(head["rules"]), set(head["names"])
        return made


def part_path(folder: Path, number: int) -> Path:
    """Where a part lies, from 1."""
    return folder / f"part-{number:05d}.jsonl"


def index_path(folder: Path, number: int) -> Path:
    """Where its index lies."""
    return folder / f"index-{number:05d}.bin"


def _rejects_path(folder: Path, number: int) -> Path:
    return folder / f"rejects-{number:05d}.csv"


def whole_parts(folder: Path) -> set[int]:
    """Numbers of the parts that are whole already."""
    numbers = (int(path.stem.rpartition("-")[2]) for path in folder.glob("index-*.bin"))
    return {number for number in numbers if part_path(folder, number).exists()}


@needs(Role.ADMIN, "loading")
def fill(
    loader: Divisible,
    file: SourceFile,
    document: Document,
    folder: Path,
    notes: Notes,
    *,
    mine: Callable[[int], bool],
    gone: Erasure,
    tell: Callable[[int], None],
    step: int = 1000,
    size: int | None = None,
) -> None:
    """Write the parts of one process.

    Args:
        loader: what reads the file.
        file: the file.
        document: what it is.
        folder: of the package; the caller holds its lock.
        notes: filled as by any reading.
        mine: whether a part, by its number from 1, is to be written by this process.
        gone: persons who were erased.
        tell: told the rows so far.
        step: rows between two calls of it.
        size: rows of a part; None: as in every package.
    """
    rows = size or packages.PART_ROWS
    whole = whole_parts(folder)
    wanted = [False]  # of the part that is being read

    def starts(number: int) -> bool:
        if number % rows == 0:
            part = number // rows + 1
            wanted[0] = part not in whole and mine(part)
        return wanted[0]

    part: _Part | None = None
    row = -1
    for row, entry in enumerate(loader.some(file, notes, starts)):
        if row % rows == 0:
            if part is not None:
                part.store()
            part = _Part(folder, row // rows + 1, document, gone) if wanted[0] else None
        if part is not None and entry is not None:
            part.add(entry)
        if (row + 1) % step == 0:
            tell(row + 1)
    if part is not None:
        part.store()


class _Part:
    """One part while it is being written."""

    def __init__(self, folder: Path, number: int, document: Document, gone: Erasure) -> None:
        self.folder, self.number, self.document, self.gone = folder, number, document, gone
        self.lines: list[bytes] = []
        self.rejects: list[tuple[object, ...]] = []
        self.index = _Index()

    def add(self, given: Entry) -> None:
        entry = admitted(given)
        looked_at = entry.reject is None and bool(entry.cells)
        if self.gone.records and self.gone.claims(self.document, entry):
            self.index.names |= self.gone.names(self.document, entry)
            entry = self.gone.entry(self.document, entry)
        self.index.add(entry, looked_at and entry.reject is None)
        self.lines.append(entry_line(entry))
        if entry.reject is not None:
            self.rejects.append(reject_row(self.document, entry))

    def store(self) -> None:
        write_file(part_path(self.folder, self.number), b"\n".join(self.lines) + b"\n")
        _store_rejects(self.folder, self.number, self.rejects)
        write_file(index_path(self.folder, self.number), self.index.data())


@needs(Role.ADMIN, "loading")
def assemble(writer: PackageWriter) -> Counts:
    """Put the parts of all processes together: find what is repeated and what contradicts, and write `rejects.csv`.

    Raises:
        ArchiveError: a part is missing.
    """
    folder = writer.path
    numbers = sorted(whole_parts(folder))
    if numbers != list(range(1, len(numbers) + 1)):
        raise ArchiveError(f"{folder}: a part is missing before part {numbers[-1]}; run the load again")
    counts, conflicts = _count(folder, numbers)
    for number, rows in conflicts.items():
        _contradict(folder, number, sorted(rows), writer.document)
    writer.adopt({part_path(folder, number).name: _sha256(part_path(folder, number)) for number in numbers})
    writer.adopt_rejects(_rejects_path(folder, number) for number in numbers)
    return counts


@needs(Role.ADMIN, "loading")
def clean(folder: Path) -> None:
    """Remove what only the making of a package needs."""
    for pattern in ("index-*.bin", "rejects-*.csv"):
        for path in folder.glob(pattern):
            path.unlink()


def _count(folder: Path, numbers: list[int]) -> tuple[Counts, dict[int, set[int]]]:
    """Count all rows, and return part -> rows (from 0) that contradict an earlier one."""
    counts, conflicts = Counts(), dict[int, set[int]]()
    for number in numbers:
        index = _Index.read(index_path(folder, number))
        counts.rows_in += len(index.keys)
        counts.rejected += index.states.count(REJECTED)
        counts.claims += sum(index.claims)
        counts.rules.update(index.rules)
        counts.names |= index.names
    buckets = counts.rows_in // BUCKET_ROWS + 1
    for bucket in range(buckets):
        known: dict[int, int] = {}
        for number in numbers:
            index = _Index.read(index_path(folder, number))
            for row, (key, cells, state) in enumerate(zip(index.keys, index.cells, index.states, strict=True)):
                if state != LOOK or key % buckets != bucket:
                    continue
                first = known.get(key)
                if first is None:
                    known[key] = cells
                elif first == cells:
                    counts.repeated += 1
                else:
                    conflicts.setdefault(number, set()).add(row)
                    counts.claims -= index.claims[row]
    clashes = sum(len(rows) for rows in conflicts.values())
    if clashes:
        counts.rules[CONFLICT] += clashes
    counts.rejected += clashes
    counts.accepted = counts.rows_in - counts.rejected - counts.repeated
    return counts, conflicts


def _contradict(folder: Path, number: int, rows: list[int], document: Document) -> None:
    """Make rejects of the rows of a part that contradict an earlier one; doing it again changes nothing."""
    path = part_path(folder, number)
    lines = path.read_bytes().split(b"\n")[:-1]
    for row in rows:
        entry = entry_of(lines[row])
        if entry.reject is None:
            lines[row] = entry_line(contradicting(entry))
    rejected = (entry for line in lines if b'"reject"' in line and (entry := entry_of(line)).reject is not None)
    rejects = [reject_row(document, entry) for entry in rejected]
    write_file(path, b"\n".join(lines) + b"\n")
    _store_rejects(folder, number, rejects)


def _store_rejects(folder: Path, number: int, rejects: Iterable[tuple[object, ...]]) -> None:
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rejects)
    write_file(_rejects_path(folder, number), table.getvalue().encode("utf-8", "backslashreplace"))


def _sha256(path: Path) -> str:
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
