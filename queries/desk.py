"""Claims of texts as a person judges them: the queue, the passage, and the decisions that go into the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.acceptance import CONTESTED, UNVERIFIED
from graph.archive import Archive, Decision
from graph.decisions import exact_now
from graph.errors import ArchiveError
from graph.identity import claim_id, slots_hash
from graph.reviews import WAITING, Reviewed, chosen, reviewed
from graph.store import Store
from queries.claim_words import told
from queries.review import Effect, effects

if TYPE_CHECKING:
    from graph.model import Claim
    from queries.question import PathQuery

AROUND = 280  # characters of the text before and after the passage
GAP = " \u2026 "
DOUBT = "cue_contradicts"  # flag of verification: the words of the passage speak against "asserted"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim with what deciding on it would change."""

    claim: Reviewed
    effect: Effect


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a claim stands: its text in pieces, each with whether it belongs to the quote, and its page or element."""

    pieces: list[tuple[str, bool]]
    place: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"pieces": [{"text": text, "quote": inside} for text, inside in self.pieces], "place": self.place}


@dataclass(slots=True)
class Desk:
    """The claims of an archive, read once, and the decisions on them.

    Args:
        archive: the archive.
        by: who decides.
        why: the reason.
    """

    archive: Archive
    by: str
    why: str = ""
    _claims: list[Reviewed] = field(default_factory=list)

    @property
    def claims(self) -> list[Reviewed]:
        """The claims of all texts that count."""
        if not self._claims:
            self._claims = reviewed(self.archive)
        return self._claims

    def find(self, wanted: str) -> Reviewed:
        """Return the claim of an id or the beginning of one.

        Raises:
            ArchiveError: there is none, or several.
        """
        return chosen(self.claims, wanted)

    def judge(self, wanted: Sequence[str], verdict: str, seen: str | None = None) -> list[dict[str, Any]]:
        """Accept or reject claims: all, or none where one cannot be.

        Args:
            wanted: ids, or their beginnings.
            verdict: accepted or rejected.
            seen: as of graph.decisions.DecisionLog.add.

        Returns:
            What stands now, each with whether it is new.

        Raises:
            ArchiveError: an id is unknown, or a claim that failed verification is to be accepted.
            DecidedMeanwhile: somebody decided on one of them meanwhile.
        """
        found = list({one.id: one for one in map(self.find, wanted)}.values())
        for one in found:
            if verdict == "accepted" and one.state == "failed":
                raise ArchiveError(
                    f"claim {one.id}: failed verification ({_failure(one.claim)}), so it cannot be accepted; "
                    "`waybill review correct` makes it one that stands"
                )
        done = []
        for one in found:
            new = one.state != verdict and not (verdict == "accepted" and one.state == "corrected")
            if new:
                self.append(one, verdict, seen=seen)
            done.append(outcome(one, verdict if new else one.state, one.claim if new else one.stands, new))
        return done

    def undo(self, wanted: Sequence[str], seen: str | None = None) -> list[dict[str, Any]]:
        """Take back the decisions on claims, or the last decision of all; they are unreviewed again.

        Args:
            wanted: ids, or their beginnings; none takes back the last decision.
            seen: as of graph.decisions.DecisionLog.add.

        Raises:
            ArchiveError: there is no decision to take back.
            DecidedMeanwhile: somebody decided on one of them meanwhile.
        """
        if wanted:
            found = list({one.id: one for one in map(self.find, wanted)}.values())
        else:
            decided = [one for one in self.claims if one.decision is not None]
            found = sorted(decided, key=lambda one: one.decision.at if one.decision else "")[-1:]
        if not found:
            raise ArchiveError("undo: nothing is decided yet; `waybill review list` shows what waits")
        for one in found:
            if one.decision is None:
                raise ArchiveError(f"claim {one.id}: nothing is decided on it; there is nothing to undo")
        for one in found:
            self.append(one, "undone", seen=seen)
        return [outcome(one, "open", one.claim, True) for one in found]

    def passage(self, one: Reviewed) -> Passage:
        """Return the passage of a claim with the text around it."""
        text = self.archive.text(one.document.sha256)
        spans = [span for span in sorted(one.stands.spans) if 0 <= span[0] < span[1] <= len(text)]
        if not spans:
            return Passage([(one.stands.quote, True)])
        pieces: list[tuple[str, bool]] = []
        place = _begin(text, spans[0][0])
        if place:
            pieces.append((GAP.lstrip(), False))
        for start, end in spans:
            between = text[place:start] if start > place else ""
            pieces += [(between if len(between) <= 2 * AROUND else GAP, False)] if between else []
            pieces.append((text[max(start, place) : end], True))
            place = max(place, end)
        last = _end(text, place)
        pieces.append((text[place:last] + (GAP.rstrip() if last < len(text) else ""), False))
        places = self.archive.places(one.document.sha256, [spans[0][0]])
        return Passage([piece for piece in pieces if piece[0]], places.get(spans[0][0]))

    def append(self, one: Reviewed, verdict: str, corrected: str = "", seen: str | None = None) -> None:
        """Write a decision into the log; `seen` as of graph.decisions.DecisionLog.add."""
        said = Decision("review", one.id, verdict, self.by, exact_now(), self.why, slots_hash(one.claim), corrected)
        self.archive.decision_log.add(said, seen)
        self._claims = []


def queue(
    store: Store | None, claims: Sequence[Reviewed], query: PathQuery, timeout_s: float
) -> tuple[list[Waiting], bool]:
    """Return the claims that wait, and whether not all paths were counted.

    Those on which two extractors differ stand first, then what changes most.

    Args:
        store: an open store; None where there is no graph.
        claims: of the archive.
        query: whose paths count.
        timeout_s: time limit of the search for paths.

    Raises:
        InvalidParameter: nobody knows the goods of the question.
    """
    waiting = [one for one in claims if one.state in WAITING]
    found: dict[str, Effect] = {}
    cut = False
    if waiting and store is not None:
        doubtful = {one.id for one in waiting if DOUBT in one.claim.flags}
        found, cut = effects(store, query, [one.id for one in waiting], doubtful=doubtful, timeout_s=timeout_s)
    ordered = [Waiting(one, found.get(one.id, Effect())) for one in waiting]
    ordered.sort(key=_order)
    return ordered, cut


def _order(one: Waiting) -> tuple[Any, ...]:
    """Sort key of the queue."""
    claim = one.claim.claim
    contested = any(flag.startswith(CONTESTED) for flag in claim.flags)
    return not contested, *one.effect.order, one.claim.document.name, claim.spans, one.claim.id


def decided(claims: Sequence[Reviewed], state: str) -> list[Waiting]:
    """Return the claims of a state, or all, the last decided first."""
    some = [one for one in claims if state in (one.state, "all")]
    some.sort(key=lambda one: one.decision.at if one.decision else "", reverse=True)
    return [Waiting(one, Effect()) for one in some]


def outcome(one: Reviewed, state: str, claim: Claim, new: bool) -> dict[str, Any]:
    """Return what came of a decision."""
    node = claim_id(one.document.sha256, claim)
    return {"claim": one.id, "node": node, "state": state, "new": new, "told": told(claim)}


def _failure(claim: Claim) -> str:
    return next(flag.removeprefix(UNVERIFIED) for flag in claim.flags if flag.startswith(UNVERIFIED))


def _begin(text: str, place: int) -> int:
    """Where what is shown before a passage begins: at a word."""
    start = place - AROUND
    return 0 if start <= 0 else text.find(" ", start, place) + 1 or start


def _end(text: str, place: int) -> int:
    stop = place + AROUND
    if stop >= len(text):
        return len(text)
    space = text.rfind(" ", place, stop)
    return space if space > place else stop
