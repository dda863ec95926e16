"""An inverted index of all parties on disk: which records share a blocking key, and what was found between them.

One sqlite file, derived from the archive: it may be deleted at any time. Every batch is a transaction, so a kill costs
the batch at most; an index made by other rules is made anew. A bucket of more than BUCKET records gives no pairs:
which ones are so full depends on what is in, not on the order in which it came.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from graph.errors import ResolutionError
from graph.resolution.edges import Edge
from graph.resolution.entries import Batch, batches, decoded, encoded, prepared_rows, unpacked
from graph.resolution.exact import PartyRecord
from graph.resolution.index_file import readable, version, writable
from graph.resolution.keys import RULES, keys, printed_numbers

Task = tuple[Callable[..., Any], tuple[Any, ...]]
Spread = Callable[[Iterable[Task]], Iterator[Any]]
BUCKET = 100  # records that may share a key; more say nothing of each other
CROWD = 10  # records that may share an address, telephone or site; more make it one of an agent or of the masses
BATCH, TASK = 20_000, 2_000  # records of a transaction, and of what one worker is handed
CACHE_KB, READING_KB = 96_000, 32_000  # of the file that a process keeps: one that writes, one that only reads


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update did, in records."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class RuleCount:
    """What a rule of blocking gives, before anything is scored.

    Attributes:
        rule: its name.
        keys: different keys.
        pairs: of records that share a key that is not too full; a pair of several keys counts for each.
        capped: keys that are too full.
        capped_pairs: pairs that these would give.
        worst: the fullest keys with their numbers of records.
    """

    rule: str
    keys: int
    pairs: int
    capped: int
    capped_pairs: int
    worst: tuple[tuple[str, int], ...]


def here(tasks: Iterable[Task]) -> Iterator[Any]:
    """Run tasks one after the other in this process."""
    for function, arguments in tasks:
        yield function(*arguments)


class Crowded:
    """The addresses, telephones and sites that many records share, asked for one by one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __contains__(self, key: object) -> bool:
        query = "SELECT count(*) FROM (SELECT 1 FROM addresses WHERE key = ? LIMIT ?)"
        return bool(self._connection.execute(query, (key, CROWD + 1)).fetchone()[0] > CROWD)


class Index:
    """The index; use it as a context manager.

    Args:
        path: of its file; it is made where it is not there, or was made by other rules.
        read_only: for another process that only looks things up.

    Raises:
        ResolutionError: the file cannot be opened or is no index.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path, self._writes = path, not read_only
        try:
            if read_only:
                self.connection = readable(path)
                if self._meta("version") != version():
                    raise ResolutionError(f"{path}: made by other rules; run `waybill resolve`")
            else:
                self.connection = writable(path)
        except sqlite3.Error as error:
            raise ResolutionError(f"{path}: cannot be used as the index of names ({error})") from error
        self.connection.execute(f"PRAGMA cache_size = -{READING_KB if read_only else CACHE_KB}")
        self.crowded = Crowded(self.connection)

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return int(self.connection.execute("SELECT count(*) FROM records").fetchone()[0])

    def close(self) -> None:
        """Close the file, whole: also where another process still looks into it, nothing waits to be moved there."""
        if self._writes:
            with suppress(sqlite3.Error):
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.close()

    # --- writing

    def update(self, records: Iterable[PartyRecord], spread: Spread = here) -> Changes:
        """Bring the index to hold these records and no others; only what differs is written.

        Args:
            records: the whole present set, in any order.
            spread: how tasks are run.

        Raises:
            ResolutionError: another process holds the file.
        """
        with self._writing():
            self.connection.execute("DROP TABLE IF EXISTS temp.present")
            self.connection.execute("CREATE TEMP TABLE present (record TEXT PRIMARY KEY) WITHOUT ROWID")
        found = self.add(self._noted(records), spread)
        query = "SELECT record FROM records WHERE record NOT IN (SELECT record FROM temp.present)"
        gone = self.remove([record for (record,) in self.connection.execute(query)])
        return Changes(found.new, found.changed, gone, found.same)

    def _noted(self, records: Iterable[PartyRecord]) -> Iterator[PartyRecord]:
        for batch in batches(records, BATCH):
            with self._writing():
                self.connection.executemany(
                    "INSERT OR IGNORE INTO temp.present VALUES (?)", [(record.record,) for record in batch]
                )
            yield from batch

    def add(self, records: Iterable[PartyRecord], spread: Spread = here) -> Changes:
        """Add records, or put them in the place of what was known of them; all others stay."""
        total = Changes()
        before: Batch | None = None
        for some in batches(records, BATCH):
            bodies = {record.record: encoded(record) for record in some}
            if before is not None and not before.bodies.keys().isdisjoint(bodies):
                total, before = self._put(before, total), None
            batch = Batch(bodies, self._known(bodies))
            running = spread((prepared_rows, (part,)) for part in batch.parts(TASK))
            if before is not None:
                total = self._put(before, total)  # while the workers are at the next ones
            batch.ready = {record: parts for group in running for record, *parts in group}
            before = batch
        return total if before is None else self._put(before, total)

    def _known(self, records: Iterable[str]) -> dict[str, tuple[int, bytes]]:
        return {
            record: (number, mark) for record, number, mark in self._picked("record, number, hash", records, "record")
        }

    def _put(self, batch: Batch, total: Changes) -> Changes:
        """Write a batch, and return what was done with it and before."""
        wanted, changed = batch.wanted, batch.changed
        with self._writing():
            following = (self.connection.execute("SELECT max(number) FROM records").fetchone()[0] or 0) + 1
            self._drop(list(changed.values()))
            fresh = iter(range(following, following + len(wanted)))
            self._insert([(changed[one] if one in changed else next(fresh), *batch.row(one)) for one in wanted])
        new, same = len(wanted) - len(changed), len(batch.bodies) - len(wanted)
        return Changes(total.new + new, total.changed + len(changed), 0, total.same + same)

    def _insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        self.connection.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self.connection.executemany("INSERT INTO waiting VALUES (?)", [row[:1] for row in rows])
        entries = [(key, row[0]) for row in rows for key in unpacked(row[3])]
        places = [(key, row[0]) for row in rows for key in unpacked(row[4])]
        for table, added in (("keys", entries), ("addresses", places)):
            added.sort()
            self.connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", added)
        self._outgrown(Counter(key for key, _ in entries))
        for key in self._crossed("addresses", Counter(key for key, _ in places), CROWD):
            self._wait([number for (number,) in self.connection.execute(ADDRESS_HOLDERS, (key,))])

    def remove(self, records: Sequence[str]) -> int:
        """Take records out; returns how many there were."""
        gone = 0
        for part in batches(records, 500):
            with self._writing():
                numbers = [number for (number,) in self._picked("number", part, "record")]
                self._drop(numbers)
            gone += len(numbers)
        return gone

    def _drop(self, numbers: Sequence[int]) -> None:
        """Take records out with their keys and edges; whoever was hidden by a full bucket is looked at again."""
        entries: list[tuple[int, int]] = []
        places: list[tuple[int, int]] = []
        for number in numbers:
            row = self.connection.execute("SELECT keys, addresses FROM records WHERE number = ?", (number,)).fetchone()
            entries.extend((key, number) for key in unpacked(row[0]))
            places.extend((key, number) for key in unpacked(row[1]))
        self.connection.executemany("DELETE FROM keys WHERE key = ? AND record = ?", entries)
        self.connection.executemany("DELETE FROM addresses WHERE key = ? AND record = ?", places)
        self._unlink(numbers)
        for table in ("waiting", "records"):
            self.connection.executemany(f"DELETE FROM {table} WHERE number = ?", [(number,) for number in numbers])
        for table, removed, most in (("keys", entries, BUCKET), ("addresses", places, CROWD)):
            for key, less in Counter(key for key, _ in removed).items():
                query = f"SELECT record FROM {table} WHERE key = ? LIMIT ?"
                left = [number for (number,) in self.connection.execute(query, (key, most + 1))]
                if len(left) <= most < len(left) + less:
                    self._wait(left)

    def _wait(self, numbers: Sequence[int]) -> None:
        """Have the pairs of records looked for again."""
        self._unlink(numbers)
        self.connection.executemany("INSERT OR IGNORE INTO waiting VALUES (?)", [(one,) for one in numbers])

    def _unlink(self, numbers: Sequence[int]) -> None:
        for column in ("one", "other"):
            self.connection.executemany(f"DELETE FROM edges WHERE {column} = ?", [(one,) for one in numbers])

    def _crossed(self, table: str, added: Counter[int], most: int) -> Iterator[int]:
        """Yield keys that are too full now and were not before."""
        if self.connection.execute("SELECT 1 FROM edges LIMIT 1").fetchone() is None:
            return  # nothing was found yet that this may take away
        query = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE key = ? LIMIT ?)"
        for key, more in added.items():
            size = self.connection.execute(query, (key, most + more + 1)).fetchone()[0]
            if size - more <= most < size:
                yield key

    def _outgrown(self, added: Counter[int]) -> None:
        """Drop the edges that came from buckets alone that are too full now."""
        for key in list(self._crossed("keys", added, BUCKET)):
            held = {number for (number,) in self.connection.execute("SELECT record FROM keys WHERE key = ?", (key,))}
            for one in sorted(held):
                query = "SELECT other FROM edges WHERE one = ?"
                for (other,) in self.connection.execute(query, (one,)).fetchall():
                    if other in held and not self._meet(one, other):
                        self.connection.execute("DELETE FROM edges WHERE one = ? AND other = ?", (one, other))

    def _meet(self, one: int, other: int) -> bool:
        """Whether two records share a key that is not too full."""
        query = "SELECT keys FROM records WHERE number = ?"
        mine, theirs = (
            set(unpacked(self.connection.execute(query, (number,)).fetchone()[0])) for number in (one, other)
        )
        return any(len(self.bucket(key)) <= BUCKET for key in mine & theirs)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self.connection:
                self.connection.execute("BEGIN IMMEDIATE")
                yield
        except sqlite3.OperationalError as error:
            raise ResolutionError(f"{self.path}: cannot be written ({error}); is another resolve running?") from error

    # --- reading

    def bucket(self, key: int, most: int = BUCKET) -> list[int]:
        """Return the numbers of the records that hold a key, at most one more than asked for."""
        query = "SELECT record FROM keys WHERE key = ? LIMIT ?"
        return [number for (number,) in self.connection.execute(query, (key, most + 1))]

    def outlines(self, numbers: Iterable[int]) -> Iterator[tuple[int, list[str]]]:
        """Yield records by their numbers with the outlines of their names, in no order."""
        return ((number, lines.split("\n")) for number, lines in self._picked("number, outlines", numbers))

    def keys_of(self, numbers: Iterable[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield records with their keys by their numbers, in no order."""
        return ((number, unpacked(packed)) for number, packed in self._picked("number, keys", numbers))

    def bodies(self, numbers: Iterable[int]) -> dict[int, PartyRecord]:
        """Return records by their numbers."""
        return {number: decoded(body) for number, body in self._picked("number, body", numbers)}

    def _picked(self, columns: str, wanted: Iterable[int] | Iterable[str], by: str = "number") -> Iterator[Any]:
        for part in batches(wanted, 500):
            marks = ",".join("?" * len(part))
            yield from self.connection.execute(f"SELECT {columns} FROM records WHERE {by} IN ({marks})", part)

    def record(self, record: str) -> PartyRecord | None:
        """Return a record by its id."""
        row = self.connection.execute("SELECT body FROM records WHERE record = ?", (record,)).fetchone()
        return decoded(row[0]) if row else None

    def several(self, records: Iterable[str]) -> dict[str, PartyRecord]:
        """Return records by their ids; those that are not there are left out."""
        return {record: decoded(body) for record, body in self._picked("record, body", records, "record")}

    def begins(self, start: str, limit: int = 6) -> list[str]:
        """Return record ids that begin so, sorted."""
        query = "SELECT record FROM records WHERE record >= ? AND record < ? ORDER BY record LIMIT ?"
        return [record for (record,) in self.connection.execute(query, (start, start + "\U0010ffff", limit))]

    def records(self) -> Iterator[PartyRecord]:
        """Yield all records, by id."""
        for (body,) in self.connection.execute("SELECT body FROM records ORDER BY record"):
            yield decoded(body)

    def named(self, text: str, limit: int = 10) -> list[PartyRecord]:
        """Return records that have a name printed so, whatever the case and punctuation, by id."""
        found: set[int] = set()
        for key in printed_numbers(text):
            found.update(self.bucket(key, limit - 1))
        return sorted(self.bodies(found).values(), key=lambda one: one.record)[:limit]

    def waiting(self) -> list[int]:
        """Return the numbers of the records whose pairs were not looked for yet; those of like names come together."""
        query = "SELECT number FROM waiting JOIN records USING (number) ORDER BY outlines, number"
        return [number for (number,) in self.connection.execute(query)]

    def keep_edges(self, done: Sequence[int], edges: Iterable[tuple[int, int, float, bool]]) -> None:
        """Keep what was found for records, which then wait no more."""
        with self._writing():
            self.connection.executemany("INSERT OR REPLACE INTO edges VALUES (?, ?, ?, ?)", edges)
            self.connection.executemany("DELETE FROM waiting WHERE number = ?", [(one,) for one in done])

    def take_edges(self, edges: Iterable[Edge]) -> int:
        """Take what another engine found between all records for what is found here; then nothing waits any more.

        Args:
            edges: all of them, as read_edges gives them.

        Returns:
            How many were left out, for one of their records is not here.

        Raises:
            ResolutionError: another process holds the file.
        """
        numbers = dict(self.connection.execute("SELECT record, number FROM records"))
        kept, unknown = [], 0
        for edge in edges:
            one, other = numbers.get(edge.one), numbers.get(edge.other)
            if one is None or other is None:
                unknown += 1
            else:
                kept.append((min(one, other), max(one, other), edge.chance, edge.joins))
        with self._writing():
            self.connection.execute("DELETE FROM edges")
            self.connection.executemany("INSERT INTO edges VALUES (?, ?, ?, ?)", kept)
            self.connection.execute("DELETE FROM waiting")
        return unknown

    def edges(self) -> list[Edge]:
        """Return all edges, sorted."""
        query = (
            "SELECT min(a.record, b.record), max(a.record, b.record), chance, joins FROM edges "
            "JOIN records a ON a.number = one JOIN records b ON b.number = other"
        )
        found = self.connection.execute(query)
        return sorted(Edge(one, other, chance, bool(joins)) for one, other, chance, joins in found)

    def count_rules(self) -> list[RuleCount]:
        """Count the pairs of each rule before scoring, by rule, and name the fullest keys."""
        sizes = "(SELECT key, count(*) size FROM keys GROUP BY key)"
        total = (
            f"SELECT key & 15, count(*), sum(iif(size <= {BUCKET}, size * (size - 1) / 2, 0)), sum(size > {BUCKET}), "
            f"sum(iif(size > {BUCKET}, size * (size - 1) / 2, 0)) FROM {sizes} GROUP BY key & 15 ORDER BY 1"
        )
        full = f"SELECT key, size FROM {sizes} WHERE size > 1 AND key & 15 = ? ORDER BY size DESC, key LIMIT 3"
        counts = []
        for place, *numbers in self.connection.execute(total).fetchall():
            worst = tuple((self._text(key), size) for key, size in self.connection.execute(full, (place,)))
            number, pairs, capped, capped_pairs = numbers
            counts.append(RuleCount(RULES[place], number, pairs, capped, capped_pairs, worst))
        return counts

    def _text(self, number: int) -> str:
        (held,) = self.bodies(self.bucket(number, 0)).values()
        return next(key.text for key in keys(held) if key.number == number)

    def _meta(self, name: str) -> str | None:
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None


ADDRESS_HOLDERS = "SELECT record FROM addresses WHERE key = ?"
