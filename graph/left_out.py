"""What claims say and the model does not hold: kept in the archive, left out of the graph, counted and explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.facts import Fact

MOST = 20  # claims that are named of one rule
WORDS = {
    "Company": "a firm", "Person": "a person", "PublicBody": "a public body", "Group": "a group without a name",
    "Country": "a country", "Vessel": "a vessel", "Aircraft": "an aircraft", "Asset": "an asset", "Weapon": "a weapon",
    "Place": "a place", "Product": "a product", "Goods": "goods",
}  # fmt: skip
CANNOT = {
    "SUPPLIED": "{start} cannot supply {end}",
    "OWNS": "{start} cannot own {end}",
    "DIRECTS": "{start} cannot direct {end}",
    "MANUFACTURES": "{start} cannot make {end}",
    "FOUND_IN": "{start} cannot be found in {end}",
    "LISTED_BY": "{end} cannot list {start}",
}
TIE = re.compile(r"([A-Z_]+): (\w+) to (\w+)")
ROLE = re.compile(r"(\w+)\.(\w+): (\w+)")


@dataclass(frozen=True, slots=True, order=True)
class LeftClaim:
    """A claim that a rule leaves out, with its place: id (of a row its record id), name of the document, row."""

    claim: str
    document: str
    row: int | None = field(compare=False)


@dataclass(slots=True)
class LeftOut:
    """What one rule leaves out.

    Attributes:
        count: claims.
        claims: those of the smallest ids.
    """

    count: int = 0
    claims: list[LeftClaim] = field(default_factory=list)

    def add(self, count: int, claims: Iterable[LeftClaim]) -> None:
        """Count further claims."""
        self.count += count
        self.claims = sorted([*self.claims, *claims])[:MOST]


def leave_out(held: dict[str, LeftOut], rule: str, facts: Iterable[Fact]) -> None:
    """Count the claims of facts under a rule."""
    stated = [one for fact in facts for one in (*fact.statements, *fact.denials)]
    claims = [LeftClaim(one.claim_id or one.record, one.document.name, one.row) for one in stated]
    held.setdefault(rule, LeftOut()).add(len(claims), claims)


def merge(mine: dict[str, LeftOut], theirs: Mapping[str, LeftOut]) -> None:
    """Add what another part of the build left out."""
    for rule, more in theirs.items():
        mine.setdefault(rule, LeftOut()).add(more.count, more.claims)


def reason(rule: str) -> str:
    """Say in words why a rule leaves claims out: `LISTED_BY: Company to Company`, `listing.subject: Vessel`."""
    if tie := TIE.fullmatch(rule):
        return CANNOT[tie[1]].format(start=_named(tie[2]), end=_named(tie[3]))
    if role := ROLE.fullmatch(rule):
        return f"{_named(role[3])} cannot be the {role[2]} of {_kind(role[1])}"
    kind, _, what = rule.partition(".")
    return f"{_kind(kind)} has no {what}"


def sentence(rule: str, left: LeftOut) -> str:
    """Say how many claims a rule keeps out of the graph, and why."""
    claims = "1 claim is" if left.count == 1 else f"{left.count:,} claims are"
    tie = TIE.fullmatch(rule)
    what = f"not as {tie[1]} in the graph" if tie else "not whole in the graph"
    return f"{claims} kept in the archive but {what}: {reason(rule)} (rule {rule})"


def _named(label: str) -> str:
    return WORDS.get(label, label)


def _kind(kind: str) -> str:
    words = kind.replace("_", " ")
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
