"""Records of parties and the index of their names; a person names one by its id or the beginning of one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import InvalidParameter
from graph.joins import read_joins
from graph.judging import judgements
from graph.model import digest_id
from graph.resolution import resolve

if TYPE_CHECKING:
    from graph.archive import Archive
    from graph.resolution import PartyRecord, Resolution
    from graph.resolution.index import Index
    from graph.settings import Settings

INDEX = "names.sqlite"
RESOLVED = "resolved.json"  # what the index and the joins were made from

HEX = re.compile(r"[0-9a-f]+")
SHORTEST = 8  # digits of the beginning of an id
SEVERAL = 5  # of many that a beginning or a name could mean
NAMESAKES = 50  # records of one name that are looked at
SHOWN = 60  # characters of a name


@dataclass(frozen=True, slots=True)
class Records:
    """The records of the archive, and the parties that they are.

    Args:
        index: of all names.
        resolution: who is who.
    """

    index: Index
    resolution: Resolution

    def find(self, text: str) -> str:
        """Return the record of an id: that of a record or a party, or the beginning of one.

        Raises:
            InvalidParameter: it is no id, or the beginning of several; for a name the message lists its ids.
        """
        wanted = text.strip()
        if wanted in self.resolution.clusters:
            return wanted
        digits = wanted.casefold()
        if len(digits) >= SHORTEST and HEX.fullmatch(digits):
            found = self.index.begins(digits, SEVERAL + 1)
            if len(found) == 1:
                return found[0]
            if found:
                listed = self._words({record: self.index.record(record) for record in found})
                raise InvalidParameter(f"{wanted!r}: is the beginning of several ids: {listed}; give more of it")
        named: dict[str, PartyRecord | None] = {}
        for one in self.index.named(wanted, NAMESAKES):
            named.setdefault(self.cluster(one.record), one)
        if named:
            raise InvalidParameter(
                f"{wanted!r}: is a name, and a name is no party; the ids of this name: {self._words(named)}"
            )
        raise InvalidParameter(
            f"{wanted!r}: is no id of a party or record here, nor the beginning of one ({SHORTEST} digits at least); "
            "`waybill match NAME` finds ids by names"
        )

    def cluster(self, record: str) -> str:
        """Return the id of the party that a record is of."""
        return self.resolution.clusters.get(record, record)

    def name(self, record: str) -> str:
        """Return the best printed name of a record."""
        held = self.index.record(record)
        return record[:12] if held is None else first_name(held)

    def _words(self, found: Mapping[str, PartyRecord | None]) -> str:
        listed = [f"{identifier} ({_words(record)})" for identifier, record in list(found.items())[:SEVERAL]]
        return ", ".join(listed) + (f" and {len(found) - SEVERAL} more" if len(found) > SEVERAL else "")


def first_name(record: PartyRecord) -> str:
    """Return the first printed name of a record."""
    return next(iter((*record.names, *record.weak, *record.former)), "without a name")


def _words(record: PartyRecord | None) -> str:
    if record is None:
        return "gone"
    name = first_name(record)
    short = name if len(name) <= SHOWN else f"{name[:SHOWN]}\u2026"
    return ", ".join(word for word in (short, record.kind.replace("_", " "), record.country) if word)


def index_of(settings: Settings, *, read_only: bool = False) -> Index:
    """Open the index as it is; `read_only` as of graph.resolution.index.Index."""
    from graph.resolution.index import Index

    return Index(settings.resolution_dir / INDEX, read_only=read_only)


def standing(archive: Archive, index: Index) -> Resolution:
    """Return who is who by records, judgements and joins as they stand now."""
    return resolve(index.records(), judgements(archive), read_joins(archive).edges)


def mark_of(archive: Archive) -> str:
    """Return a mark of all that records, index and pairs depend on."""
    from graph.resolution.index_file import version

    packages = sorted((package.id, sorted(package.files.items())) for package in archive.active())
    decisions = [one.to_json() for one in archive.decisions() if one.kind != "judgement"]
    return digest_id("resolved", version(), packages, decisions)


def resolved_mark(settings: Settings) -> str | None:
    """Return the mark of the last resolution, where its index is still there."""
    if not (settings.resolution_dir / INDEX).exists():
        return None
    try:
        held: Any = json.loads((settings.resolution_dir / RESOLVED).read_text(encoding="utf-8"))
        return str(held["mark"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
