"""A person's judgement on claims of texts: the queue, the passage, and the decisions that go into the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from graph.acceptance import CONTESTED, UNVERIFIED
from graph.archive import Archive, Decision
from graph.errors import ArchiveError, ConfigError
from graph.identity import claim_id, slots_hash
from graph.reviews import WAITING, Reviewed, chosen, reviewed
from loaders.extraction.output import to_dict, told
from queries.review import Effect
from waybill.context import Context

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

    def to_json(self) -> dict[str, Any]:
        """Return it as `review list --json` prints it."""
        return {**claim_json(self.claim), "effect": self.effect.to_json()}


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

    def judge(self, wanted: Sequence[str], verdict: str) -> list[dict[str, Any]]:
        """Accept or reject claims: all, or none where one cannot be.

        Returns:
            What stands now, each with whether it is new.

        Raises:
            ArchiveError: an id is unknown, or a claim that failed verification is to be accepted.
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
                self._append(one, verdict)
            done.append(_outcome(one, verdict if new else one.state, one.claim if new else one.stands, new))
        return done

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
        self._append(one, "corrected", msgspec.json.encode(claim).decode())
        return [_outcome(one, "corrected", claim, True)]

    def undo(self, wanted: Sequence[str]) -> list[dict[str, Any]]:
        """Take back the decisions on claims, or the last decision of all; they are unreviewed again.

        Raises:
            ArchiveError: there is no decision to take back.
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
            self._append(one, "undone")
        return [_outcome(one, "open", one.claim, True) for one in found]

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

    def _append(self, one: Reviewed, verdict: str, corrected: str = "") -> None:
        at = datetime.now(UTC).isoformat(timespec="microseconds")  # so that the last of many in a second is known
        self.archive.decide(
            Decision("review", one.id, verdict, self.by, at, self.why, slots_hash(one.claim), corrected)
        )
        self._claims = []


def queue(context: Context, claims: Sequence[Reviewed], query: PathQuery) -> tuple[list[Waiting], bool]:
    """Return the claims that wait, and whether not all paths were counted.

    Those on which two extractors differ stand first, then what changes most.
    """
    waiting = [one for one in claims if one.state in WAITING]
    found: dict[str, Effect] = {}
    cut = False
    if waiting and context.has_graph:
        doubtful = {one.id for one in waiting if DOUBT in one.claim.flags}
        with context.store() as store:
            from queries.review import effects

            ids = [one.id for one in waiting]
            found, cut = effects(store, query, ids, doubtful=doubtful, timeout_s=context.settings.query_timeout_s)
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


def _outcome(one: Reviewed, state: str, claim: Claim, new: bool) -> dict[str, Any]:
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
