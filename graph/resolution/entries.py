"""What the index holds of a record: the record packed, and what is made of its names and addresses."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple, TypeVar

import msgspec

from graph.resolution.exact import PartyRecord
from graph.resolution.keys import address_keys, all_names, keys, outlines

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
        return msgspec.msgpack.encode(replace(record, names=names, weak=weak, former=former, addresses=addresses))


def prepared(record: PartyRecord) -> Prepared:
    """Return what the index holds of a record beside the record."""
    lines = dict.fromkeys(line for name in all_names(record)[:NAMES_OF_RECORD] for line in outlines(record.kind, name))
    return Prepared(
        tuple(filter(None, lines)) or tuple(lines)[:1],
        tuple(sorted({key.number for key in keys(record)})),
        tuple(sorted({key.number for key in address_keys(record)})),
    )


def prepared_rows(bodies: Sequence[bytes]) -> list[tuple[str, str, bytes, bytes]]:
    """Return (record id, outlines, keys, keys of addresses) of records."""
    found = []
    for record in map(decoded, bodies):
        ready = prepared(record)
        found.append((record.record, "\n".join(ready.outlines), packed(ready.keys), packed(ready.addresses)))
    return found
