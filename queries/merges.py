"""Why several records of sources are one party: what joins them, and what names and judgements weigh in it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from graph.archive import Archive
from graph.errors import ResolutionError
from graph.joins import read_joins
from graph.judging import judgements
from graph.resolution import Resolution, resolve
from graph.resolution.exact import PartyRecord
from graph.resolution.judgements import Judgement
from graph.resolution.links import Link
from graph.resolution.scoring import Score, score
from graph.settings import Settings
from queries.records import index_of


@dataclass(frozen=True, slots=True)
class Merge:
    """One link that joins two records.

    Attributes:
        link: what joins them.
        score: of the two, where alike names join them.
    """

    link: Link
    score: Score | None = None


@dataclass(frozen=True, slots=True)
class Merges:
    """What holds the records of a party together.

    Attributes:
        records: by id, as their sources print them; those that the index does not know are not there.
        merges: between any two records that are one by these alone there is one chain of them.
        judgements: what people said of two of the records, those that stand.
        whole: whether these records hold each other together; else records beside them do.
    """

    records: Mapping[str, PartyRecord]
    merges: tuple[Merge, ...]
    judgements: tuple[Judgement, ...]
    whole: bool


def merges(archive: Archive, settings: Settings, members: Sequence[str]) -> Merges | None:
    """Say what holds the records of a party together; nothing is resolved anew.

    Args:
        archive: with the judgements and joins.
        settings: where the index of names lies.
        members: ids of the records.

    Returns:
        None where no index by the rules of this Waybill is on this machine.

    Raises:
        ArchiveError: the log or the joins are damaged.
    """
    own = set(members)
    try:
        opened = index_of(settings, read_only=True)
    except ResolutionError:
        return None
    with opened as index:
        held = index.several(members)
        edges = [edge for edge in read_joins(archive).edges if {edge.one, edge.other} <= own]
        said = [one for one in judgements(archive) if {one.one, one.other} <= own]
        found = resolve([held[one] for one in sorted(held)], said, edges)
        told = tuple(Merge(link, _score(held, link, index.crowded)) for link in found.joined)
    return Merges(held, told, tuple(said), _whole(found, members))


def _score(held: Mapping[str, PartyRecord], link: Link, crowded: Container[int]) -> Score | None:
    if link.rule != "edge":
        return None
    return score(held[link.one], held[link.other], crowded)


def _whole(found: Resolution, members: Sequence[str]) -> bool:
    return len({found.clusters.get(one, one) for one in members}) == 1
