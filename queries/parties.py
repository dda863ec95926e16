"""Parties as a person who judges needs them: all printed names, the country, the sources, the lists they stand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.store import Store
from graph.store_values import primary
from queries.parts import part


@dataclass(slots=True)
class Told:
    """A party, or a vessel, aircraft or asset.

    Attributes:
        id: waybill_id.
        label: primary label.
        name: best name.
        country: ISO code, where known.
        records: how many records of sources it is made of.
        synthetic: whether it is invented.
        names: printed names, primary ones first, each once.
        sources: names of the publishers that name it, sorted.
        lists: the lists that it stands on now.
        ties: how many ties it has to others.
    """

    id: str
    label: str
    name: str
    country: str | None = None
    records: int = 1
    synthetic: bool = False
    names: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    ties: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


def told(store: Store, ids: Iterable[str]) -> dict[str, Told]:
    """Return what is to be told of some parties; those that are not there are left out.

    Args:
        store: an open store.
        ids: their waybill_ids.
    """
    wanted = sorted(set(ids))
    found: dict[str, Told] = {}
    named: dict[str, set[str]] = {}
    rows = store.read(part("parties_told"), {"ids": wanted}) if wanted else []
    for row in rows:
        one = found.setdefault(row["id"], _told(row))
        if row["text"] is not None and row["text"] not in one.names:
            one.names.append(row["text"])
        if row["source"] is not None:
            named.setdefault(row["id"], set()).add(row["source"])
    sources = sorted({source for several in named.values() for source in several})
    names = {row["id"]: row["name"] for row in store.read(part("sources_named"), {"ids": sources})} if sources else {}
    for identifier, several in named.items():
        found[identifier].sources = sorted({names.get(source, source) for source in several})
    for row in store.read(part("search_around"), {"ids": sorted(found)}) if found else []:
        found[row["id"]].lists, found[row["id"]].ties = list(row["lists"]), row["ties"]
    return found


def parties_of(store: Store, records: Iterable[str]) -> dict[str, str]:
    """Return the ids of the parties that some records are of; a record that is in no party stands for itself.

    Args:
        store: an open store.
        records: record ids.
    """
    found = {record: record for record in records}
    rows = store.read(part("parties_told"), {"ids": sorted(found)}) if found else []
    others = sorted(found.keys() - {row["id"] for row in rows})  # most records are a party by themselves
    for row in store.read(part("parties_by_records"), {"records": others}) if others else []:
        found[row["record"]] = row["id"]
    return found


def _told(row: dict[str, Any]) -> Told:
    return Told(
        id=row["id"],
        label=primary(row["labels"]),
        name=row["name"],
        country=row["country"],
        records=row["records"] or 1,
        synthetic=row["synthetic"],
    )
