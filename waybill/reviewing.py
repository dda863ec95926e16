"""A person's judgement on claims of texts at the command line: corrections, and claims as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import msgspec

from graph.archive import Decision
from graph.errors import ArchiveError, ConfigError
from graph.identity import claim_id
from graph.reviews import Reviewed
from loaders.extraction.output import to_dict
from queries import desk
from queries.desk import Waiting, outcome
from waybill.context import Context

if TYPE_CHECKING:
    from queries.question import PathQuery


class Desk(desk.Desk):
    """The claims of an archive, and the decisions on them, corrections among them."""

    def correct(self, wanted: str, changes: dict[str, Any]) -> list[dict[str, Any]]:
        """Put a corrected claim in the place of one.

        Raises:
            ArchiveError: the id is unknown, or another claim says the same already.
            SourceError: the corrected claim does not fit the schema or fails verification.
        """
        from loaders.handed.corrections import corrected

        one = self.find(wanted)
        sha256 = one.document.sha256
        others = [other.stands for other in self.claims if other.document.sha256 == sha256]
        claim = corrected(one.stands, one.document, self.archive.text(sha256), changes, self.by, others)
        identifier = claim_id(sha256, claim)
        twin = next((other for other in self.claims if other.id != one.id and identifier == other.node), None)
        if twin is not None:
            raise ArchiveError(f"claim {one.id}: corrected it is claim {twin.id}; accept that one and reject this")
        self.append(one, "corrected", msgspec.json.encode(claim).decode())
        return [outcome(one, "corrected", claim, True)]


def queue(context: Context, claims: Sequence[Reviewed], query: PathQuery) -> tuple[list[Waiting], bool]:
    """Return the claims that wait, and whether not all paths were counted."""
    limit = context.settings.query_timeout_s
    if not context.has_graph:
        return desk.queue(None, claims, query, limit)
    with context.store() as store:
        return desk.queue(store, claims, query, limit)


def waiting_json(one: Waiting) -> dict[str, Any]:
    """Return a claim that waits as `review list --json` prints it."""
    return {**claim_json(one.claim), "effect": one.effect.to_json()}


def claim_json(one: Reviewed) -> dict[str, Any]:
    """Return a claim with its decisions as JSON."""
    document, earlier = one.document, one.earlier
    found: dict[str, Any] = {
        "claim": one.id,
        "state": one.state,
        "document": document.sha256,
        "title": document.title or document.name,
        "publisher": document.source.publisher,
        "published": document.published,
        "says": to_dict(one.stands, document, one.node),
        "decision": None if one.decision is None else _decision(one.decision),
        "earlier": None,
    }
    if one.state == "corrected":
        found["extracted"] = to_dict(one.claim, document, one.id)
    if earlier is not None:
        said = to_dict(earlier.decision.claim or earlier.claim, earlier.document, earlier.decision.subject)
        found["earlier"] = {**_decision(earlier.decision), "document": earlier.document.sha256, "says": said}
    return found


def reviewer(context: Context, by: str | None) -> str:
    """Return who signs decisions.

    Raises:
        ConfigError: a name is given and blank.
    """
    if by is not None and not by.strip():
        raise ConfigError("--by: must not be blank; leave it out to sign as WAYBILL_REVIEWER says")
    return by.strip() if by else context.settings.reviewer


def _decision(one: Decision) -> dict[str, Any]:
    held = asdict(one)
    return {key: held[key] for key in ("verdict", "by", "at", "why")}
