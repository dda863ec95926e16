"""What people and names decided about what a dossier tells: reviews of claims, and why records are one party."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.archive import Archive, Decision, reviews_of
from queries.latin import with_latin
from queries.merges import Merges, merges
from queries.records import first_name
from waybill.context import Context
from waybill.dossier.model import Block, Paragraph, Section, Table

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
    from waybill.who_view import reasons

    told = merges(context.archive, context.settings, members)
    if told is None:
        return [
            Paragraph("The index of names is not on this machine; \u201cwaybill resolve\u201d makes it.", "warning")
        ]
    rows = []
    for one in told.merges[:MOST_JOINS]:
        link = one.link
        more = "; ".join(" ".join(row) for row in reasons(one.score)) if one.score is not None else ""
        rows.append((_record(told, link.one), _record(told, link.other), f"{link.why}{more and f': {more}'}"))
    return [*([Table(JOINS, tuple(rows), (2, 2, 3))] if rows else []), *_rest(told, members)]


def _rest(told: Merges, members: Sequence[str]) -> list[Block]:
    """Say what is left out, and what other records beside these hold together."""
    said = []
    if len(told.merges) > MOST_JOINS:
        said.append(f"{len(told.merges) - MOST_JOINS} more joins: \u201cwaybill explain ID ID\u201d tells each.")
    if not told.whole:
        said.append(
            f"Some are held together by more than these; \u201cwaybill explain {members[0]} {members[-1]}\u201d "
            f"tells the chain."
        )
    return [Paragraph(one) for one in said]


def _record(told: Merges, record: str) -> str:
    held = told.records.get(record)
    return f"{with_latin(first_name(held))} ({record[:12]})" if held else record[:12]
