"""What the index holds of a record: the record packed, and what is made of its names and addresses."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple, TypeVar

import msgspec

from graph.resolution.exact import PartyRecord
from graph.resolution.keys import address_keys, all_names, key_numbers, outlines

T = TypeVar("T")
NAMES_OF_RECORD = 40  # names that a glance looks at
_DECODER = msgspec.msgpack.Decoder(PartyRecord)


class Prepared(NamedTuple):
    """What the index holds of a record beside the record.

    Attributes:
        outlines: of its names, for a first look.
        keys: numbers of its blocking keys, sorted.
        addresses: numbers of the keys of its addresses, telephones and sites, sorted.
    """

    outlines: tuple[str, ...]
    keys: tuple[int, ...]
    addresses: tuple[int, ...]


class Batch:
    """Records on their way into the index.

    Attributes:
        bodies, hashes: of all of them, by record id.
        wanted: those that are new or have changed.
        changed: those of them that were known, with their numbers.
        ready: what is made of those wanted: outlines, keys and keys of addresses.
    """

    def __init__(self, bodies: dict[str, bytes], known: dict[str, tuple[int, bytes]]) -> None:
        self.bodies = bodies
        self.hashes = {record: blake2b(body, digest_size=16).digest() for record, body in bodies.items()}
        self.wanted = [one for one in bodies if one not in known or known[one][1] != self.hashes[one]]
        self.changed = {one: known[one][0] for one in self.wanted if one in known}
        self.ready: dict[str, list[str | bytes]] = {}

    def row(self, record: str) -> tuple[str | bytes, ...]:
        """Return a record as the index holds it, but for its number."""
        return (record, *self.ready[record], self.hashes[record], self.bodies[record])

    def parts(self, size: int) -> Iterator[list[bytes]]:
        """Yield the packed forms of those wanted, some at a time."""
        for part in batches(self.wanted, size):
            yield [self.bodies[record] for record in part]


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut an iterable into lists."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch


def decoded(body: bytes) -> PartyRecord:
    """Return a record out of its packed form."""
    return _DECODER.decode(body)


def unpacked(packed: bytes) -> array[int]:
    """Return numbers out of their packed form."""
    numbers = array("q")
    numbers.frombytes(packed)
    return numbers


def packed(numbers: Iterable[int]) -> bytes:
    """Return the packed form of numbers."""
    return array("q", numbers).tobytes()


def encoded(record: PartyRecord) -> bytes:
    """Return the packed form of a record."""
    try:
        return msgspec.msgpack.encode(record)
    except UnicodeEncodeError:  # half a character, as broken JSON brings it
        names, weak, former, addresses = (
            tuple(one.encode("utf-8", "replace").decode() for one in texts)
            for texts in (record.names, record.weak, record.former, record.addresses)
        )
        main = record.main.encode("utf-8", "replace").decode()
        cleaned = replace(record, names=names, weak=weak, former=former, addresses=addresses, main=main)
        return msgspec.msgpack.encode(cleaned)


def prepared(record: PartyRecord) -> Prepared:
    """Return what the index holds of a record beside the record."""
    lines = dict.fromkeys(line for name in all_names(record)[:NAMES_OF_RECORD] for line in outlines(record.kind, name))
    return Prepared(
        tuple(filter(None, lines)) or tuple(lines)[:1],
        tuple(sorted(key_numbers(record))),
        tuple(sorted({key.number for key in address_keys(record)})),
    )


def prepared_rows(bodies: Sequence[bytes]) -> list[tuple[str, str, bytes, bytes]]:
    """Return (record id, outlines, keys, keys of addresses) of records."""
    found = []
    for record in map(decoded, bodies):
        ready = prepared(record)
        found.append((record.record, "\n".join(ready.outlines), packed(ready.keys), packed(ready.addresses)))
    return found
