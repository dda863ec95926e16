"""Scores extracted claims against annotated ones, as CLAIMS says: the core strict and lenient, then slot by slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from graph.fold import fold_name, goods_key
from graph.reference import goods as goods_reference


def _other_modality(wanted: Any, claim: Mapping[str, Any]) -> bool:
    return bool(claim["modality"] != wanted)


CORE = ("supplier", "recipient", "goods")
PAIRS = {
    "transfer": CORE,
    "offer": CORE,
    "production": ("maker", "object", "goods"),
    "end_use": ("weapon", "maker", "goods"),
    "ownership": ("subject", "object", "share"),
    "role": ("subject", "object", "topic"),
    "listing": ("subject", "object", "topic"),
    "event": ("subject", "object", "topic"),
}


@dataclass(slots=True)
class Score:
    """Counts of one group of documents.

    Attributes:
        gold, found: numbers of claims.
        strict, lenient: numbers of claims that match.
        slots: slot -> [right, of].
        errors: class of error -> how often, over the claims that match no other leniently.
    """

    gold: int = 0
    found: int = 0
    strict: int = 0
    lenient: int = 0
    slots: dict[str, list[int]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)

    def f1(self, kind: str) -> float:
        """F1 of the strict or lenient matches."""
        hits = self.strict if kind == "strict" else self.lenient
        return 2 * hits / (self.gold + self.found) if self.gold + self.found else 1.0

    @property
    def precision(self) -> float:
        """Share of the found claims that match leniently."""
        return self.lenient / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the annotated claims that are found leniently."""
        return self.lenient / self.gold if self.gold else 1.0

    def right(self, *slots: str) -> tuple[int, int]:
        """How often some slots of found claims are right, of how many that either side fills."""
        pairs = [self.slots.get(slot, [0, 0]) for slot in slots]
        return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)

    def add(self, other: Score) -> None:
        """Add the counts of another group."""
        self.gold += other.gold
        self.found += other.found
        self.strict += other.strict
        self.lenient += other.lenient
        for slot, (right, total) in other.slots.items():
            pair = self.slots.setdefault(slot, [0, 0])
            pair[0] += right
            pair[1] += total
        self.errors.update(other.errors)


def score(gold: Iterable[Mapping[str, Any]], found: Iterable[Mapping[str, Any]]) -> Score:
    """Score the claims of one document (dicts in the form of claim.schema.json); optional gold claims cost nothing."""
    answers = list(gold)
    open_claims = list(found)
    out = Score()
    for strict in (True, False):
        left: list[Mapping[str, Any]] = []
        for answer in answers:
            hits = [claim for claim in open_claims if matches(answer, claim, strict)]
            hits.sort(key=partial(_other_modality, answer["modality"]))
            hit = hits[0] if hits else None
            if hit is None:
                left.append(answer)
                continue
            open_claims.remove(hit)
            out.found += 1
            out.gold += 1
            out.lenient += 1
            out.strict += strict
            _slots(out, answer, hit)
        answers = left
    out.gold += sum(not _optional(answer) for answer in answers)
    out.found += len(open_claims)
    out.errors.update(_errors([answer for answer in answers if not _optional(answer)], open_claims))
    return out


def _errors(missed: list[Mapping[str, Any]], wrong: list[Mapping[str, Any]]) -> Iterator[str]:
    """Name what is wrong between missed claims and the wrong ones nearest to them, then those that are left over."""
    pairs = [(_nearness(answer, claim), place, other) for place, answer in enumerate(missed)
             for other, claim in enumerate(wrong)]  # fmt: skip
    nearest: dict[int, int] = {}
    for near, place, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if near >= 1 and place not in nearest and other not in nearest.values():
            nearest[place] = other
    for place, answer in enumerate(missed):
        if place not in nearest:
            yield f"{answer['kind']}: not found"
        else:
            yield from _differences(answer, wrong[nearest[place]])
    for other, claim in enumerate(wrong):
        if other not in nearest.values():
            yield f"{claim['kind']}: nobody states it"


def _differences(answer: Mapping[str, Any], claim: Mapping[str, Any]) -> Iterator[str]:
    if claim["kind"] != answer["kind"]:
        yield f"{answer['kind']}: taken for {claim['kind']}"
        return
    for slot in PAIRS[answer["kind"]]:
        mine, theirs = answer.get(slot), claim.get(slot)
        if not same(mine, theirs, slot):
            how = "not filled" if theirs is None else "filled, and should not be" if mine is None else "another"
            yield f"{answer['kind']}: {slot} {how}"


def _nearness(answer: Mapping[str, Any], claim: Mapping[str, Any]) -> float:
    """How many parts of the core two claims share; of another kind half a part less."""
    slots = dict.fromkeys((*PAIRS[answer["kind"]], *PAIRS[claim["kind"]]))
    shared = sum(answer.get(slot) is not None and same(answer.get(slot), claim.get(slot), slot) for slot in slots)
    return float(shared) if answer["kind"] == claim["kind"] else shared - 0.5


def matches(answer: Mapping[str, Any], claim: Mapping[str, Any], strict: bool) -> bool:
    """Tell whether a claim is the one of the answer: all three of its core, or two without a contradiction."""
    if answer["kind"] != claim["kind"]:
        return False
    core = PAIRS[answer["kind"]]
    agree = [same(answer.get(slot), claim.get(slot), slot) for slot in core]
    if strict:
        return all(agree)
    contradiction = any(
        not ok and answer.get(slot) is not None and claim.get(slot) is not None and slot not in ("topic",)
        for ok, slot in zip(agree, core, strict=True)
    )
    return sum(agree) >= 2 and not contradiction


def same(one: Any, other: Any, slot: str) -> bool:
    """Compare a slot after folding case, legal forms and aliases."""
    if one is None or other is None:
        return one is None and other is None
    if slot == "topic":
        return True
    if slot == "goods":
        return _goods(str(one)) == _goods(str(other))
    if slot == "share":
        return str(one["number"]) == str(other["number"])
    if one.get("form") == other.get("form") == "country" or (
        one.get("form") == other.get("form") == "group" and one.get("country")
    ):
        if one.get("form") == "group" and fold_name(one["surface"]) != fold_name(other["surface"]):
            return False
        return bool(one.get("country") == other.get("country"))
    return fold_name(one["surface"]) == fold_name(other["surface"])


def _goods(text: str) -> str:
    concept = goods_reference.lookup(text)
    return concept.id if concept else goods_key(text)


def _slots(out: Score, answer: Mapping[str, Any], claim: Mapping[str, Any]) -> None:
    values = {
        "modality": (answer["modality"], claim["modality"]),
        "start": (answer.get("start"), claim.get("start")),
        "end": (answer.get("end"), claim.get("end")),
        "quantity": (_number(answer.get("quantity")), _number(claim.get("quantity"))),
        "value": (_number(answer.get("value")), _number(claim.get("value"))),
        "declared_as": (answer.get("declared_as"), claim.get("declared_as")),
        "via": (
            sorted(party.get("country") or party["surface"] for party in answer.get("via") or []),
            sorted(party.get("country") or party["surface"] for party in claim.get("via") or []),
        ),
        "origin": (answer.get("origin"), claim.get("origin")),
        "speaker": (answer.get("speaker"), claim.get("speaker")),
    }
    for slot, (wanted, got) in values.items():
        if not wanted and not got:
            continue
        pair = out.slots.setdefault(slot, [0, 0])
        pair[0] += wanted == got
        pair[1] += 1


def _number(amount: Mapping[str, Any] | None) -> str | None:
    return None if amount is None else format(Decimal(str(amount["number"])).normalize(), "f")


def _optional(answer: Mapping[str, Any]) -> bool:
    return bool(answer.get("optional")) or "optional" in (answer.get("flags") or [])


def level(answer_claims: Iterable[Mapping[str, Any]]) -> str:
    """Return "company" where a claim has a named party, "country" where none has, "none" without claims."""
    claims = list(answer_claims)
    if not claims:
        return "none"
    roles = ("supplier", "recipient", "maker", "subject", "object")
    named = any((claim.get(role) or {}).get("form") == "named" for claim in claims for role in roles)
    return "company" if named else "country"
