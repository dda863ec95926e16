"""Who accepts a claim of a text: a person, or a rule that people's judgements on claims like it prove.

A rule is switched on in the log for a kind of claim and a language. It holds for the claims of an extractor, in one
version, as long as those that people judged prove it: so it is a function of packages and decisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from graph.archive import Decision, reviews_of, rules_of
from graph.identity import claim_id, slots_hash
from graph.model import Claim, Entry, Standing, replace
from graph.packages import Package

UNVERIFIED = "rejected:"  # flag of a claim that failed verification; it stays in the archive and makes no fact
CONTESTED = "disagree:"  # flag of a claim on which two extractors differ; a person looks at it first
BY_RULE = "accepted_by_rule"  # flag of a claim that stands accepted though no person looked at it
CASES = 100  # judged claims that a rule needs
PRECISION = 0.90  # lower bound that it needs
NORMAL = 1.959963984540054  # quantile of the normal distribution for 95 %


class Ground(NamedTuple):
    """Claims that are judged together: of one kind and language, by one extractor in one version."""

    kind: str
    language: str
    extractor: str

    @classmethod
    def of(cls, package: Package, claim: Claim) -> Ground:
        """Return the ground of a claim; its language is empty where nothing says which it is."""
        return cls(claim.kind, claim.language or "", claim.extractor or f"{package.extractor} {package.version}")


@dataclass(slots=True)
class Figures:
    """What people's judgements say of the claims of a ground.

    Attributes:
        judged: claims that people accepted, rejected or corrected.
        right: those of them that they accepted.
    """

    judged: int = 0
    right: int = 0

    @property
    def bound(self) -> float:
        """Lower bound of the precision."""
        return wilson(self.right, self.judged)

    @property
    def proven(self) -> bool:
        """Whether claims may be accepted without a person."""
        return self.judged >= CASES and self.bound >= PRECISION

    @property
    def missing(self) -> int:
        """How many more judged claims would prove it, were all of them right."""
        more = max(0, CASES - self.judged)
        while wilson(self.right + more, self.judged + more) < PRECISION:
            more += 1
        return more


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided on the claims of texts.

    Attributes:
        reviews: claim id -> its last review that was not undone.
        rules: grounds whose claims are accepted without a person.
    """

    reviews: Mapping[str, Decision]
    rules: frozenset[Ground] = frozenset()

    def of(self, package: Package, entry: Entry, claim: Claim) -> tuple[Claim, Standing]:
        """Return what counts of a claim, and its standing: a corrected one stands in the place of what was read."""
        review = self.reviews.get(claim_id(package.document.sha256, claim)) if self.reviews else None
        if review is not None and binding(review, claim):
            return review.claim or claim, "rejected" if review.verdict == "rejected" else "accepted"
        if entry.row is not None:
            return claim, "accepted"
        if review is None and self.accepts(package, claim):
            return flagged(claim), "accepted"
        return claim, "unreviewed"

    def accepts(self, package: Package, claim: Claim) -> bool:
        """Whether a rule accepts a claim of a text on which nobody decided."""
        if not self.rules or package.document.kind != "text" or Ground.of(package, claim) not in self.rules:
            return False
        return not any(flag.startswith((UNVERIFIED, CONTESTED)) for flag in claim.flags)


def wilson(right: int, judged: int) -> float:
    """Return the lower end of the 95 % Wilson interval of a share."""
    return interval(right, judged)[0]


def interval(right: int, judged: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share; of nothing it is all."""
    if not judged:
        return 0.0, 1.0
    share, square = right / judged, NORMAL * NORMAL / judged
    spread = NORMAL * sqrt(share * (1 - share) / judged + square / (4 * judged))
    middle = share + square / 2
    return max(0.0, (middle - spread) / (1 + square)), min(1.0, (middle + spread) / (1 + square))


def flagged(claim: Claim) -> Claim:
    """Return a claim that says that a rule accepted it."""
    return replace(claim, flags=(*claim.flags, BY_RULE))


def binding(review: Decision, claim: Claim) -> bool:
    """Whether a review still holds: the claim says what it said when it was reviewed."""
    return not review.binds or review.binds == slots_hash(claim)


def claims_of_text(package: Package) -> Iterator[Claim]:
    """Yield the claims of a text; none of a table or list."""
    if package.document.kind == "text":
        for entry in package.entries():
            yield from entry.claims if entry.row is None else ()


def judged(
    documents: Iterable[Package],
    reviews: Mapping[str, Decision],
    wanted: Collection[tuple[str, str]] | None = None,
) -> dict[Ground, Figures]:
    """Count what people decided on the claims of texts.

    Args:
        documents: the active packages in their order; of several with the same claim the first speaks.
        reviews: claim id -> its last review that was not undone.
        wanted: kinds and languages that count; None counts all.
    """
    found: dict[Ground, Figures] = defaultdict(Figures)
    left = set(reviews)
    for package in documents if left else ():
        for claim in claims_of_text(package):
            if wanted is not None and (claim.kind, claim.language) not in wanted:
                continue
            identifier = claim_id(package.document.sha256, claim)
            if identifier not in left:
                continue
            left.discard(identifier)
            review = reviews[identifier]
            if binding(review, claim) and not any(flag.startswith(UNVERIFIED) for flag in claim.flags):
                figures = found[Ground.of(package, claim)]
                figures.judged += 1
                figures.right += review.verdict == "accepted"
    return dict(found)


def decided_of(documents: Sequence[Package], decisions: Sequence[Decision]) -> Decided:
    """Return what a log decides on the claims of active packages."""
    reviews, switched = reviews_of(decisions), rules_of(decisions)
    if not switched:
        return Decided(reviews)
    figures = judged(documents, reviews, switched)
    return Decided(reviews, frozenset(ground for ground, found in figures.items() if found.proven))


def decided_anew(documents: Sequence[Package], before: Collection[str], now: Decided, earlier: Decided) -> list[int]:
    """Return the places of the packages that were there before and on whose claims something else is decided now."""
    names = now.reviews.keys() | earlier.reviews.keys()
    changed = {claim for claim in names if now.reviews.get(claim) != earlier.reviews.get(claim)}
    turned = now.rules ^ earlier.rules
    found: list[int] = []
    left = set(changed)
    for text in (True, False):  # claims of texts are reviewed; millions of rows are looked through for others alone
        for number, package in enumerate(documents) if left or (text and turned) else ():
            if (package.document.kind == "text") == text and package.id in before:
                sha256 = package.document.sha256
                claims = [claim for entry in package.entries() for claim in entry.claims]
                held = {claim_id(sha256, claim) for claim in claims} & changed if changed else set()
                ruled = text and bool(turned) and any(Ground.of(package, claim) in turned for claim in claims)
                found += [number] if held or ruled else []
                left -= held
    return sorted(found)
