"""Prints claims of texts for a person: in a line, and whole with the passage in its surroundings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from queries.claim_words import slots_of, told
from waybill.output import one_line, say, shorten, table

if TYPE_CHECKING:
    from graph.reviews import Earlier, Reviewed
    from queries.desk import Passage, Waiting

SAYS = 160
OPEN, CLOSE = "\u27e6", "\u27e7"  # around the passage


def print_queue(waiting: list[Waiting], total: int) -> None:
    """Print the claims that wait, or were decided, one a line; `total` counts those that are not shown too."""
    rows = [
        (
            one.claim.id[:12], one.effect.paths, one.effect.conflicts, one.effect.parties,
            shorten(told(one.claim.stands), SAYS), one.claim.document.name, _state(one.claim),
        )
        for one in waiting
    ]  # fmt: skip
    table(("claim", "paths", "conflicts", "new parties", "what it says", "document", "state"), rows)
    say(f"{len(waiting):,} of {total:,} claims; `waybill review show CLAIM` prints one with its passage")


def _state(one: Reviewed) -> str:
    if one.state == "by-rule":
        before = f", before: {one.earlier.decision.verdict}" if one.earlier is not None else ""
        return f"accepted by a rule{before}"
    if one.earlier is not None:
        return f"{one.state}, before: {one.earlier.decision.verdict}"
    if one.state == "changed" and one.decision is not None:
        return f"changed since {one.decision.verdict}"
    return one.state


def print_claim(one: Reviewed, passage: Passage) -> None:
    """Print a claim with its passage, everything that it says, who extracted it, and what was decided."""
    claim, document = one.stands, one.document
    published = f", {document.published}" if document.published else ""
    place = f", {passage.place}" if passage.place else ""
    say(f"claim {one.id}  {_state(one)}", "bold")
    say(f"{shorten(document.title or document.name, 100)} ({document.source.publisher}{published}{place})", "dim")
    say()
    _print_passage(passage)
    say()
    say(told(claim), "bold")
    for name, value in slots_of(claim):
        say(f"  {name:<14}{one_line(value)}")
    if one.state == "corrected":
        say(f"  as extracted: {told(one.claim)}", "dim")
    if one.decision is not None:
        say(f"  decided: {_decided(one.decision.verdict, one.decision.by, one.decision.at, one.decision.why)}", "dim")
    if one.earlier is not None:
        _print_earlier(one.earlier)


def _print_passage(passage: Passage) -> None:
    pieces: list[tuple[str, bool]] = passage.pieces
    from waybill.output import marked

    marked([(f"{OPEN}{text}{CLOSE}" if inside else text, inside) for text, inside in pieces])


def _decided(verdict: str, by: str, at: str, why: str) -> str:
    return f"{verdict} by {by} at {at}{f': {one_line(why)}' if why else ''}"


def _print_earlier(earlier: Earlier) -> None:
    decision, document = earlier.decision, earlier.document
    where = f"in {document.name}, sha256 {document.sha256[:12]}"
    say(f"  before: {_decided(decision.verdict, decision.by, decision.at, decision.why)} ({where})", "yellow")
    say(f"          {told(decision.claim or earlier.claim)}", "dim")


def print_decided(done: list[dict[str, Any]]) -> None:
    """Print what was decided, one line a claim."""
    for one in done:
        say(f"{one['claim']}  {one['state']}{'' if one['new'] else ' (as before)'}: {one['told']}")
