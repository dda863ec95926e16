"""Where documents of a source lead: to the page of one, and to the claims of some that wait for a person."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard import go
from dashboard.components.source_data import waiting
from dashboard.say import say
from dashboard.states.evidence import EvidenceState
from dashboard.states.review import ReviewState


def to_document(sha256: str) -> None:
    """Show a link to the page of a document."""
    go.link("evidence", say("sources.document"), EvidenceState(document=sha256[:32]), icon=":material/description:")


def to_review(documents: Iterable[str]) -> None:
    """Show a link to Review where claims of some documents wait.

    Args:
        documents: their checksums.
    """
    counts = waiting()
    wait = sum(counts.get(sha256, 0) for sha256 in set(documents))
    if wait:
        go.link("review", say("sources.waiting", n=wait), ReviewState(), icon=":material/rule:")
