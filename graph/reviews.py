"""The claims of texts with what people have decided on them: what waits, what stands, what must be looked at again.

A decision binds the id of a claim and a hash of its other slots. Where these change, the claim waits again, marked
changed. Where a text changes, its claims have other ids and wait as new ones; what was decided on the same claim in
the earlier text stands beside each. A claim on which nobody decided may be accepted by a rule (graph.acceptance).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from graph.acceptance import UNVERIFIED, Decided, binding, claims_of_text, decided_of, flagged
from graph.archive import Archive, Decision
from graph.errors import ArchiveError
from graph.identity import claim_id
from graph.model import Claim, Document, digest_id, roles_of
from graph.packages import Package

State = Literal["open", "changed", "accepted", "rejected", "corrected", "failed", "by-rule"]
STATES: tuple[State, ...] = get_args(State)
WAITING = frozenset({"open", "changed"})
UNDECIDED = WAITING | {"by-rule"}  # by a person
SHORTEST = 8  # digits of the beginning of an id
SEVERAL = 5  # of many that a beginning could mean


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was decided on the same claim in an earlier text or reading.

    Attributes:
        decision: the last one.
        claim: what the claim said then.
        document: where it stood.
    """

    decision: Decision
    claim: Claim
    document: Document


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One claim of a text.

    Attributes:
        id: of the claim as it was extracted; decisions name it.
        claim: as it was extracted.
        document: where it stands.
        package: id of the package that holds it.
        state: open (nobody decided), changed (it says something else than what was decided on), accepted, rejected,
            corrected, failed (verification found it wrong; it stands in no graph), or by-rule (a rule accepted it).
        decision: the last review that was not undone.
        earlier: what was decided on the same claim elsewhere, where nobody decided on this one.
    """

    id: str
    claim: Claim
    document: Document
    package: str
    state: State
    decision: Decision | None = None
    earlier: Earlier | None = None

    @property
    def stands(self) -> Claim:
        """What counts: the corrected claim where there is one, and one that a rule accepted says so."""
        if self.state == "by-rule":
            return flagged(self.claim)
        corrected = self.decision.claim if self.state == "corrected" and self.decision is not None else None
        return corrected or self.claim

    @property
    def node(self) -> str:
        """Id of its node in the graph: that of a corrected claim is made of what it says now."""
        return claim_id(self.document.sha256, self.stands)


def reviewed(archive: Archive, document: str = "") -> list[Reviewed]:
    """Return the claims of all texts that count, in the order of the archive, each id once.

    Args:
        archive: the archive.
        document: beginning of the sha256 of the only text that is wanted; `earlier` is not looked for then.

    Raises:
        ArchiveError: a package or the log is damaged.
    """
    active = archive.active()
    decided = decided_of(active, archive.decisions())
    earlier = _Earlier(archive, decided.reviews) if decided.reviews and not document else None
    found: dict[str, Reviewed] = {}
    for package in active:
        if not package.document.sha256.startswith(document):
            continue
        for identifier, claim in _claims(package):
            if identifier not in found:
                found[identifier] = _one(package, identifier, claim, decided, earlier)
    return list(found.values())


def chosen(claims: Iterable[Reviewed], wanted: str) -> Reviewed:
    """Return the claim that an id, the beginning of one, or the id of its node stands for.

    Raises:
        ArchiveError: none, or several.
    """
    text = wanted.strip()
    ids = [(one, (one.id, one.node)) for one in claims]
    exact = [one for one, names in ids if text in names]
    hits = [one for one, names in ids if len(text) >= SHORTEST and any(name.startswith(text) for name in names)]
    if len(exact or hits) == 1:
        return (exact or hits)[0]
    if hits:
        several = ", ".join(one.id for one in hits[:SEVERAL])
        raise ArchiveError(f"claim {wanted!r}: stands for several claims: {several}; give more of the id")
    raise ArchiveError(
        f"claim {wanted!r}: is no claim of a text here, nor the beginning of its id ({SHORTEST} characters at least); "
        "`waybill review list --state all` has them"
    )


def _claims(package: Package) -> Iterator[tuple[str, Claim]]:
    return ((claim_id(package.document.sha256, claim), claim) for claim in claims_of_text(package))


def _one(package: Package, identifier: str, claim: Claim, decided: Decided, earlier: _Earlier | None) -> Reviewed:
    review = decided.reviews.get(identifier)
    state: State = "failed" if any(flag.startswith(UNVERIFIED) for flag in claim.flags) else "open"
    before = None
    if review is not None and not binding(review, claim):
        state = "changed" if state == "open" else state
    elif review is not None and (state == "open" or review.corrected):
        state = {"rejected": "rejected", "corrected": "corrected"}.get(review.verdict, "accepted")  # type: ignore[assignment]
    elif review is None:
        state = "by-rule" if decided.accepts(package, claim) else state
        before = earlier.of(package.document, claim) if earlier is not None else None
    return Reviewed(identifier, claim, package.document, package.id, state, review, before)


class _Earlier:
    """Decided claims of all packages, by the places of their documents and by what they say."""

    def __init__(self, archive: Archive, reviews: Mapping[str, Decision]) -> None:
        self._found: dict[tuple[str, str], Earlier] = {}
        for package in archive.packages():
            if package.state != "completed":
                continue
            for identifier, claim in _claims(package):
                if identifier in reviews:
                    self._add(Earlier(reviews[identifier], claim, package.document))

    def _add(self, one: Earlier) -> None:
        for place in _places(one.document):
            known = self._found.get((place, _core(one.claim)))
            if known is None or known.decision.at < one.decision.at:
                self._found[place, _core(one.claim)] = one

    def of(self, document: Document, claim: Claim) -> Earlier | None:
        """Return the latest decision on the same claim of an earlier text, or of another reading of this one."""
        core = _core(claim) if self._found else ""
        hits = [hit for place in _places(document) if (hit := self._found.get((place, core))) is not None]
        return max(hits, key=lambda one: one.decision.at, default=None)


def _places(document: Document) -> Iterator[str]:
    """What an earlier text of a source shares with a later one: the bytes, the address, or publisher and file name."""
    yield document.sha256
    yield f"{document.source.publisher}\n{document.name}"
    if document.source.url:
        yield document.source.url


def _core(claim: Claim) -> str:
    """What the id of a claim is made of, without the place in the text."""
    roles = [(role, party.surface) for role, party in roles_of(claim)]
    return digest_id(claim.kind, roles, claim.goods, claim.topic, [party.surface for party in claim.via])
