"""What people and names decided about what a dossier tells: reviews of claims, and why records are one party."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from graph.archive import Archive, Decision, reviews_of
from graph.joins import read_joins
from graph.judging import judgements
from graph.resolution import Resolution, resolve
from queries.records import INDEX, index_of
from waybill.context import Context
from waybill.dossier.model import Block, Paragraph, Section, Table
from waybill.latin import with_latin

if TYPE_CHECKING:
    from queries.records import Records

JOINS = ("one record", "other record", "why they are taken for one")
MOST_JOINS = 60


def reviews(archive: Archive, claims: Iterable[str]) -> Section:
    """Return what people decided on the claims of a dossier, with their reasons."""
    wanted = dict.fromkeys(claims)
    found = [decision for claim, decision in reviews_of(archive.decisions()).items() if claim in wanted]
    head = "Who judged the claims"
    if not found:
        said = "No person has judged any of these claims." if wanted else "Nothing in here was read out of a text."
        return Section(head, (Paragraph(said),))
    rows = tuple(
        (one.subject, one.verdict, one.by, one.at[:19], one.why or "no reason given") for one in _by_time(found)
    )
    return Section(head, (Table(("claim", "verdict", "by", "on", "why"), rows, (3, 1.2, 1.2, 1.6, 3)),))


def _by_time(found: Iterable[Decision]) -> list[Decision]:
    return sorted(found, key=lambda one: (one.at, one.subject))


def joins(context: Context, parties: Sequence[tuple[str, Sequence[str]]]) -> Section:
    """Return why several records are taken for one party each.

    Args:
        context: of the command; nothing is resolved anew.
        parties: name of a party, ids of its records.
    """
    blocks: list[Block] = []
    for name, records in parties:
        if len(records) > 1:
            blocks += [
                Paragraph(f"{with_latin(name)} is made of {len(records)} records of sources:"),
                *_why(context, records),
            ]
    if not blocks:
        blocks = [Paragraph("No names were joined: each named party in here is one record of one source.")]
    return Section("Why names are taken for one party", tuple(blocks))


def _why(context: Context, members: Sequence[str]) -> list[Block]:
    if not (context.settings.resolution_dir / INDEX).exists():
        return [
            Paragraph("The index of names is not on this machine; \u201cwaybill resolve\u201d makes it.", "warning")
        ]
    from queries.name_queue import scored
    from queries.records import Records
    from waybill.who_view import reasons

    own = set(members)
    with index_of(context.settings) as index:
        held = index.several(members)
        edges = [edge for edge in read_joins(context.archive).edges if {edge.one, edge.other} <= own]
        said = [one for one in judgements(context.archive) if {one.one, one.other} <= own]
        found = resolve(list(held.values()), said, edges)
        records = Records(index, found)
        rows = []
        for link in found.joined[:MOST_JOINS]:
            score = scored(records, link) if link.rule == "edge" else None
            more = "; ".join(" ".join(row) for row in reasons(score)) if score is not None else ""
            rows.append((_record(records, link.one), _record(records, link.other), f"{link.why}{more and f': {more}'}"))
    return [*([Table(JOINS, tuple(rows), (2, 2, 3))] if rows else []), *_rest(found, members)]


def _rest(found: Resolution, members: Sequence[str]) -> list[Block]:
    """Say what is left out, and what other records beside these hold together."""
    said = []
    if len(found.joined) > MOST_JOINS:
        said.append(f"{len(found.joined) - MOST_JOINS} more joins: \u201cwaybill explain ID ID\u201d tells each.")
    if len({found.clusters.get(one, one) for one in members}) > 1:
        said.append(
            f"Some are held together by more than these; \u201cwaybill explain {members[0]} {members[-1]}\u201d "
            f"tells the chain."
        )
    return [Paragraph(one) for one in said]


def _record(records: Records, record: str) -> str:
    return f"{with_latin(records.name(record))} ({record[:12]})"
