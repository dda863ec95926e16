"""Compares two names by features that a person can read, and weighs them to a chance that both mean the same party."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from graph.resolution.alignment import Alignment, Pair, align, likeness, role_of
from graph.resolution.han_comparison import HAN_FEATURES, HanComparison, compare_han, han_weights
from graph.resolution.names import OrganisationName, organisation
from graph.resolution.parts import KIN, Unit

__all__ = ["FEATURES", "Alignment", "Comparison", "Pair", "align", "compare", "features", "likeness"]

MODEL = Path(__file__).with_name("name_model.json")
# what is measured: what it says in words, and whether it speaks for (+1) or against (-1) one party
FEATURES: dict[str, tuple[str, int]] = {
    "agreed": ("share of the words that agree", 1),
    "contained": ("share of the shorter name that agrees", 1),
    "equal": ("equal but for the legal form", 1),
    "place": ("a place that agrees", 1),
    "acronym": ("an acronym of the other name", 1),
    "number": ("numbers that agree", 1),
    "core_differs": ("words on both sides that differ, one of them rare", -1),
    "nothing": ("no rare word agrees", -1),
    "part_differs": ("words for trade that differ", -1),
    "trade_differs": ("other trades, each side with its own", -1),
    "finance_left": ("only one is a bank, a fund or the like", -1),
    "common_left": ("share of the words that agree, but no rare one, and some are left", -1),
    "place_differs": ("places that differ", -1),
    "place_left": ("a place that only one has", -1),
    "place_only": ("no rare word agrees, and a place differs or is missing", -1),
    "number_differs": ("numbers that differ", -1),
    "number_left": ("a number that only one has", -1),
    "kin": ("a branch, subsidiary, group or holding of the other", -1),
    "form_differs": ("legal forms that differ in kind", -1),
    "first_differs": ("first rare words that differ", -1),
}
FINANCE = frozenset(
    "bank commercial_bank trust insurance capital leasing securities finance fund investment credit".split()
)
# concepts that say what kind of body it is, not its trade
BODIES = KIN | frozenset(
    "company corporation enterprise plant center institute association concern complex production science limited and "
    "joint stock state federal private public united organization foundation bureau main national central".split()
)
SOME = 0.15  # weight of words that is more than nothing


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two names compare.

    Attributes:
        chance: that both mean the same party, by the names alone.
        features: what was measured, by name.
        alignment: word by word.
    """

    chance: float
    features: Mapping[str, float]
    alignment: Alignment = field(repr=False)

    @property
    def reasons(self) -> list[tuple[str, float]]:
        """What speaks for and against one party, in words, with what it adds (in logits), weightiest first."""
        return reasons(self)


def features(one: OrganisationName, other: OrganisationName, found: Alignment) -> dict[str, float]:
    """Return what two names of organisations agree and differ in; each 0 to 1."""
    core = said = parts = numbers = spelled = acronym = places = 0.0
    for pair in found.pairs:
        if pair.role == "number":
            numbers = 1.0
        elif pair.role == "core":
            core += pair.weight * pair.likeness**3
            spelled += pair.weight * (1.0 - pair.likeness**3) if pair.by != "form" else 0.0
            said += pair.weight
            acronym = 1.0 if pair.by == "acronym" else acronym
        else:
            parts += pair.weight * pair.likeness**3
            places += pair.role == "place"
    mine, theirs = _left(found.left), _left(found.right)
    both = min(mine.core + mine.part, theirs.core + theirs.part) if mine.core or theirs.core else 0.0
    left, least = mine.whole + theirs.whole, min(mine.whole, theirs.whole)
    known = core + parts + numbers
    whole = known + spelled + left
    apart = float(bool(mine.place and theirs.place))
    alone = float(bool(mine.place) != bool(theirs.place))
    agreed = known / whole if whole else 0.0
    forms = _form(one), _form(other)
    trades = _trades(found.left), _trades(found.right)
    return {
        "agreed": agreed,
        "contained": known / (whole - left + least) if known else 0.0,
        "equal": float(one.folded == other.folded),
        "place": min(places, 1.0),
        "acronym": acronym,
        "number": numbers,
        "core_differs": min(both, 1.0),
        "nothing": float(not said),
        "part_differs": 0.4 + min(mine.part, theirs.part, 0.6) if mine.part and theirs.part else 0.0,
        "trade_differs": float(bool(trades[0] and trades[1])),
        "finance_left": float(bool(trades[0] & FINANCE) != bool(trades[1] & FINANCE)),
        "common_left": agreed if not said and left > SOME else 0.0,
        "place_differs": apart,
        "place_left": alone if said else 0.0,
        "place_only": max(apart, alone) if not said else 0.0,
        "number_differs": float(bool(mine.number and theirs.number)),
        "number_left": float(bool(mine.number) != bool(theirs.number)),
        "kin": float(_is_kin(found.left) or _is_kin(found.right)),
        "form_differs": float(None not in forms and forms[0] != forms[1]),
        "first_differs": float(bool(both) and _first(one) in found.left and _first(other) in found.right),
    }


class _Left(NamedTuple):
    """What the words that are left over weigh, by what they do in the name."""

    core: float = 0.0
    part: float = 0.0
    place: float = 0.0
    number: float = 0.0

    @property
    def whole(self) -> float:
        return self.core + self.part + self.place + self.number


_NOTHING = _Left()


def _left(units: Sequence[Unit]) -> _Left:
    if not units:
        return _NOTHING
    out = {"core": 0.0, "part": 0.0, "place": 0.0, "number": 0.0, "initial": 0.0}
    for unit in units:
        out[role_of(unit)] += unit.weight
    return _Left(out["core"] + out["initial"], out["part"], out["place"], out["number"])


def _trades(units: Sequence[Unit]) -> set[str]:
    return {unit.concept for unit in units if unit.role == "part" and unit.concept and not unit.optional} - BODIES


def _is_kin(units: Sequence[Unit]) -> bool:
    return any(unit.concept in KIN and not unit.optional for unit in units)


def _first(name: OrganisationName) -> Unit | None:
    for unit in name.units:
        if unit.role == "core":
            return unit
    return None


FORMS = {
    "limited": "LLC; LLC (RU); ODO; TOO; OsOO; TOV; Ltd.; Pty Ltd; Pte. Ltd.; Pvt. Ltd.; Sdn. Bhd.; GmbH; UG; "
    "Ltd. Şti.; SARL; EURL; S.r.l.; S.L.; B.V.; Sp. z o.o.; s.r.o.; Kft.; d.o.o.; OOD; UAB; SIA; OÜ; FZE; FZCO; "
    "FZ-LLC; FZC; L.L.C-FZ; MChJ",
    "stock": "JSC (RU); PJSC (RU); OJSC (RU); CJSC (RU); NJSC (RU); JSC; PJSC; OJSC; CJSC; AK (KZ); PrAT; PAT; AT; AG; "
    "SE; A.Ş.; SA; S.p.A.; N.V.; S.A. (PL); a.s.; Zrt.; Oy; AB; ApS; d.d.; KGaA",
    "state": "FKP; FSUE; SUE; State institution; RUE (BY); Unitary enterprise; DP",
    "sole": "IP; e.K.; GbR",
    "partners": "LP; LLP; KG; OHG; SNC",
    "nonprofit": "ANO",
}
KIND = {form: kind for kind, forms in FORMS.items() for form in forms.split("; ")}


def _form(name: OrganisationName) -> str | None:
    """Return the kind of a legal form, where the form tells it; "Co." and 公司 tell nothing."""
    return KIND.get(name.form) if name.form else None


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Return the weights of the features, and the constant as "bias"."""
    model: dict[str, float] = json.loads(MODEL.read_text(encoding="utf-8"))["organisation"]
    return model


def compare(one: str, other: str) -> Comparison:
    """Compare two names of organisations; where a cell holds several, the best pair counts.

    Args:
        one, other: as printed; their order does not matter.
    """
    mine, theirs = organisation(one), organisation(other)
    best = _compared(mine, theirs)
    if mine.others or theirs.others:
        for left in (mine, *mine.others):
            for right in (theirs, *theirs.others):
                if left is not mine or right is not theirs:
                    found = _compared(left, right, acronyms=False)
                    best = found if found.chance > best.chance else best
    return best


def _compared(mine: OrganisationName, theirs: OrganisationName, *, acronyms: bool = True) -> Comparison:
    if (han := compare_han(mine.printed, theirs.printed)) is not None:
        return Comparison(han.chance, han.features, han_alignment(han))
    found = align(mine.units, theirs.units, acronyms=acronyms)
    measured = features(mine, theirs, found)
    known = weights()
    total = known["bias"]
    for name, value in measured.items():
        if value:
            total += known.get(name, 0.0) * value
    return Comparison(1 / (1 + math.exp(-total)), measured, found)


def han_alignment(found: HanComparison) -> Alignment:
    """Return how a Chinese name and another one were lined up, in the order of the names."""
    pairs = []
    for said in found.agreements:
        ends = (said.words, said.han) if found.turned else (said.han, said.words)
        role = "core" if said.core else "place" if said.by == "place" else "part"
        pairs.append(Pair(*ends, said.likeness, said.by, 1.0 if said.core else 0.3, role))
    here = tuple(Unit("core", text, han=text) for text in found.left_here)
    there = tuple(Unit("core", text) for text in found.left_there)
    return Alignment(tuple(pairs), *((there, here) if found.turned else (here, there)))


def reasons(found: Comparison) -> list[tuple[str, float]]:
    """Return what speaks for and against one party, in words, each with what it adds in logits, weightiest first.

    Args:
        found: of two names of organisations; features that another model measured are left out.
    """
    known, labels = weights() | han_weights(found.features), FEATURES | HAN_FEATURES
    effects = [
        (labels[name][0], round(known.get(name, 0.0) * value, 3))
        for name, value in found.features.items()
        if name in labels
    ]
    return sorted((effect for effect in effects if effect[1]), key=lambda effect: (-abs(effect[1]), effect[0]))
