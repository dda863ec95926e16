"""Records that a later edition restates with other parties: what they said before is a fact of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from graph.facts import Statement, fact_key
from graph.model import ROLES, digest_id

RESTATED = ("ownership", "role", "link", "registration")


def apart(statements: list[Statement]) -> Iterator[Statement]:
    """Keep apart what a record says of other parties in an earlier edition: it was another fact, and ended there.

    An entry of a register is restated under its key with another owner, office or relation. The latest edition keeps
    the record; what it no longer says gets a record of its own, closed by that edition.
    """
    documents: dict[str, set[str]] = defaultdict(set)
    for one in statements:
        if one.claim.kind in RESTATED:
            documents[one.document.source.key].add(one.document.sha256)
    latest: dict[str, tuple[tuple[str, str], tuple[Any, ...]]] = {}

    def looked_at(one: Statement) -> bool:
        return one.claim.kind in RESTATED and one.tabular and len(documents[one.document.source.key]) > 1

    for one in filter(looked_at, statements):
        edition = (one.document.source.edition or "", one.document.sha256)
        if one.record not in latest or edition > latest[one.record][0]:
            latest[one.record] = edition, fact_key(one)
    for one in statements:
        if looked_at(one) and fact_key(one) != latest[one.record][1]:
            newer = latest[one.record][0][0]
            closed = newer if newer > (one.document.source.edition or "") else one.deleted
            yield replace(one, record=_earlier(one), deleted=closed)
        else:
            yield one


def _earlier(one: Statement) -> str:
    """Record id of what an earlier edition said: of what it prints, so that it stays whoever is found to be whom."""
    claim = one.claim
    parties = [(role, party.key or party.surface) for role in ROLES if (party := getattr(claim, role)) is not None]
    return digest_id("earlier", one.record, parties, claim.topic, claim.annex, claim.entry)
