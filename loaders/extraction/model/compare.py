"""Rules and model side by side: what both say is surer, and where they differ a person looks first.

A claim of the rules never changes what it says, whatever the model answers: only confidence, extractor and flags do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.acceptance import CONTESTED
from graph.fold import fold_name
from graph.identity import claim_id
from graph.model import Claim, Document, replace
from loaders.extraction import output
from loaders.extraction.score import PAIRS, same
from loaders.extraction.verify import REJECTED

MODEL_SAYS, RULES_SAY = "model_says:", "rules_say:"
ITSELF = f"{CONTESTED}own_answer"  # the model gave the same claim twice, with other slots
ONLY_RULES, ONLY_MODEL = "only:rules", "only:model"
MOST = 0.95  # confidence of what two extractors say
SHORTEST = 4  # letters of a name that may stand for a longer one
OTHERS = ("modality", "start", "end", "quantity", "value", "declared_as", "via", "hs", "origin")
LONGEST = 80  # characters of a value within a flag


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim of the rules and one of the model on the same passage; one of the two may be missing.

    Attributes:
        rule, model: the claims.
        core: slots of the core in which they differ; empty where it is the same claim.
    """

    rule: Claim | None
    model: Claim | None
    core: tuple[str, ...] = ()


def pairs(rules: Sequence[Claim], model: Sequence[Claim], document: Document) -> list[Pair]:
    """Pair claims: first those with the same core, then those of one passage that differ.

    Args:
        rules, model: verified claims of both; what was rejected is left out.
        document: theirs.
    """
    mine = [(claim, output.to_dict(claim, document)) for claim in rules]
    theirs = [(claim, output.to_dict(claim, document)) for claim in model]
    found: list[Pair] = []
    for tolerance in range(4):  # slots of the core in which they may differ; the last round takes another kind
        for one in list(mine):
            fitting = [
                (len(core), not _identical(one[0], other[0]), place, core)
                for place, other in enumerate(theirs)
                if (core := _differing(one, other)) is not None and len(core) <= tolerance
            ]
            if fitting:
                _, _, place, core = min(fitting)
                found.append(Pair(one[0], theirs.pop(place)[0], tuple(dict.fromkeys(core))))
                mine.remove(one)
    return [*found, *(Pair(claim, None) for claim, _ in mine), *(Pair(None, claim) for claim, _ in theirs)]


def both(rules: Sequence[Claim], model: Sequence[Claim], document: Document) -> list[Claim]:
    """Return the claims of both, each said once.

    Args:
        rules, model: verified claims; what was rejected stays as it is.
        document: theirs.
    """
    out = [claim for claim in (*rules, *model) if rejected(claim)]
    for pair in pairs(_good(rules), _good(model), document):
        if pair.rule is None or pair.model is None:
            alone = pair.rule or pair.model
            assert alone is not None
            out.append(_flagged(alone, [ONLY_MODEL if pair.rule is None else ONLY_RULES]))
        elif pair.core:
            out.append(_flagged(pair.rule, [CONTESTED + slot for slot in pair.core]))
            out.append(_flagged(pair.model, [CONTESTED + slot for slot in pair.core]))
        else:
            out.append(_joined(pair.rule, pair.model, document))
    return ordered(out)


def checked(rules: Sequence[Claim], model: Sequence[Claim], document: Document) -> list[Claim]:
    """Return the claims of the model alone, flagged where the rules say otherwise."""
    out = [claim for claim in model if rejected(claim)]
    for pair in pairs(_good(rules), _good(model), document):
        if pair.model is None:
            continue
        flags: list[str] = []
        if pair.rule is not None:
            flags = [CONTESTED + slot for slot in pair.core] or _other_slots(pair.model, pair.rule, document, RULES_SAY)
        out.append(_flagged(pair.model, flags))
    return ordered(out)


def rejected(claim: Claim) -> bool:
    """Whether a claim failed verification."""
    return any(flag.startswith(REJECTED) for flag in claim.flags)


def ordered(claims: Sequence[Claim]) -> list[Claim]:
    """Return claims in the order of their quotes."""
    return sorted(claims, key=lambda claim: (claim.spans, claim.kind, claim.goods or "", claim.extractor or ""))


def _good(claims: Sequence[Claim]) -> list[Claim]:
    return [claim for claim in claims if not rejected(claim)]


def _flagged(claim: Claim, flags: Sequence[str]) -> Claim:
    return replace(claim, flags=tuple(dict.fromkeys((*claim.flags, *flags))))


def _joined(rule: Claim, model: Claim, document: Document) -> Claim:
    """One claim of two: what the rules say, with what the model says otherwise beside it."""
    flags = _other_slots(rule, model, document, MODEL_SAYS)
    one, other = rule.confidence or 0.0, model.confidence or 0.0
    agreed = not any(flag.startswith(CONTESTED) for flag in flags)
    confidence = round(min(MOST, 1 - (1 - one) * (1 - other)), 2) if agreed else rule.confidence
    names = f"{rule.extractor} + {model.extractor}"
    return _flagged(replace(rule, extractor=names, confidence=confidence), flags)


def _other_slots(claim: Claim, other: Claim, document: Document, prefix: str) -> list[str]:
    """What another claim with the same core says otherwise or besides, as flags."""
    flags = []
    mine, theirs = output.to_dict(claim, document), output.to_dict(other, document)
    for slot in OTHERS:
        value, told = _plain(mine.get(slot)), _plain(theirs.get(slot))
        if not told or value == told:
            continue
        if value:
            flags.append(CONTESTED + slot)
        flags.append(f"{prefix}{slot}={told[:LONGEST]}")
    return flags


def _plain(value: Any) -> str:
    """A value of a slot in words, so that equal ones are equal."""
    if isinstance(value, list):
        return ", ".join(str(party.get("country") or party["surface"]) for party in value if party)
    if isinstance(value, dict):
        relation = "" if value["relation"] == "=" else value["relation"]
        return f"{relation}{value['number'].removesuffix('.0')} {value.get('currency') or ''}".strip()
    return str(value or "")


def _differing(one: tuple[Claim, dict[str, Any]], other: tuple[Claim, dict[str, Any]]) -> tuple[str, ...] | None:
    """The slots of the core in which two claims differ; None where they are not on one matter."""
    (mine, told), (theirs, said) = one, other
    if not any(start < last and first < end for start, end in mine.spans for first, last in theirs.spans):
        return None
    if mine.kind != theirs.kind:
        shared = {fold_name(name) for name in _surfaces(told)} & {fold_name(name) for name in _surfaces(said)}
        return ("kind", "core", "core") if shared else None
    return tuple(slot for slot in PAIRS[mine.kind] if not _alike(told.get(slot), said.get(slot), slot))


def _identical(one: Claim, other: Claim) -> bool:
    """Whether two claims on one matter have the same id."""
    return claim_id("", one) == claim_id("", other)


def _surfaces(claim: dict[str, Any]) -> list[str]:
    roles = ("supplier", "recipient", "maker", "weapon", "subject", "object")
    return [claim[role]["surface"] for role in roles if claim.get(role)]


def _alike(one: Any, other: Any, slot: str) -> bool:
    """Whether two values mean the same; a name may be a part of a longer one."""
    if same(one, other, slot):
        return True
    if one is None or other is None or slot in ("share", "topic"):
        return False
    if slot != "goods" and (one["form"] != other["form"] or one["form"] == "country"):
        return False
    if slot != "goods" and one["form"] == "group" and one.get("country") != other.get("country"):
        return False
    names = sorted((fold_name(value if slot == "goods" else value["surface"]) for value in (one, other)), key=len)
    return len(names[0]) >= SHORTEST and f" {names[0]} " in f" {names[1]} "
