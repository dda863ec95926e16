"""Parties as sources print them, as records for saying who is who."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.model import Document, Party
from graph.resolution import PartyRecord


def kind_of(party: Party) -> str:
    """Return what a party is; an unnamed group of any kind is a group."""
    return "group" if party.form == "group" else party.kind


def party_record_of(key: str, party: Party, document: Document) -> PartyRecord:
    """Return the record of one named party.

    Args:
        key: its record id.
        party: as printed; what a source says that only refers to it is no name.
        document: where it stands.
    """
    names: dict[str, set[str]] = {"weak": set(), "former": set(), "": set()}
    if not party.stub:
        for name in party.names:
            names.get(name.quality, names[""]).add(name.text)
        names[""].add(party.surface)
    certain = names[""]
    return PartyRecord(
        record=key,
        kind=kind_of(party),
        names=tuple(sorted(certain)),
        country=party.country,
        ids=party.ids,
        birth_dates=party.birth_dates,
        synthetic=document.source.synthetic,
        weak=tuple(sorted(names["weak"] - certain)),
        former=tuple(sorted(names["former"] - certain)),
        addresses=party.addresses,
        main="" if party.stub else party.surface,
        listed=document.source.key if document.kind == "list" else "",
    )


def party_records(records: Mapping[str, tuple[Party, Document]]) -> Iterator[PartyRecord]:
    """Yield the records of named parties; a group that nobody names is nobody else.

    Args:
        records: record id -> (the party, its document), as a census holds them.
    """
    for key, (party, document) in records.items():
        if party.form == "named":
            yield party_record_of(key, party, document)
