"""The codes of the Harmonized System with what the graph tells under each, and the Common High Priority List.

A fact tells a code where its source prints one, or where whoever took it in inferred one. Goods without a code stand
under those that the lexicon names for their kind: such goods are declared there, among other places, so one fact can
stand under several codes by kind, and under one alone by its code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from graph.identity import goods_node
from graph.reference import goods as lexicon
from graph.reference import hs
from graph.store import Store
from queries.goods import NODE
from queries.parts import part

SIZES = (2, 4, 6)  # digits: chapter, heading, subheading
INFERRED = "inferred"
KINDS = {"Transfer": "", "Finding": "findings", "Flow": "statistics"}  # label -> its count


@dataclass(frozen=True, slots=True)
class Counts:
    """What the graph tells under a code and all codes below it; real and invented facts are never counted together.

    Attributes:
        printed: transfers whose source prints the code.
        inferred: transfers whose code was inferred.
        by_kind: transfers that tell no code, of goods which the lexicon puts there.
        ties: supply ties that tell the code.
        findings: parts found in weapons, by their code or by their kind.
        statistics: figures of trade statistics.
        invented: transfers that are invented, by code or kind; not among the other numbers.
    """

    printed: int = 0
    inferred: int = 0
    by_kind: int = 0
    ties: int = 0
    findings: int = 0
    statistics: int = 0
    invented: int = 0

    @property
    def nothing(self) -> bool:
        """Whether nothing is told."""
        return not any(getattr(self, one.name) for one in fields(self))


@dataclass(frozen=True, slots=True)
class Code:
    """A code of two, four or six digits.

    Attributes:
        code: digits.
        description: of HS 2022, in English; None where HS 2022 has no such code.
        tiers: of the Common High Priority List, of the code itself or of codes below it.
        counts: what the graph tells.
    """

    code: str
    description: str | None
    tiers: tuple[str, ...]
    counts: Counts


NOTHING = Counts()
Told = Mapping[str, Counts]


def told(store: Store, *, timeout_s: float = 30.0) -> Told:
    """Return what the graph tells under each code; a code of which nothing is told is absent.

    Args:
        store: an open store.
        timeout_s: time limit of each of four questions.

    Raises:
        QueryTimeout: the engine takes longer than it may.
    """
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for label in KINDS:
        for row in store.read(part("codes_told").replace("{label}", label), timeout_s=timeout_s):
            for code in around([row["code"]]) if row["code"] else of_kind(row["goods"]):
                sums[code][_name(label, row)] += row["facts"]
    for row in store.read(part("codes_of_ties"), timeout_s=timeout_s):
        for code in around(row["codes"].split()):
            sums[code]["ties" if not row["synthetic"] else ""] += row["ties"]
    found = {code: Counts(**{name: count for name, count in own.items() if name}) for code, own in sums.items()}
    return {code: counts for code, counts in found.items() if not counts.nothing}


def _name(label: str, row: Mapping[str, Any]) -> str:
    """Return which of the counts a row adds to; empty for none."""
    if label != "Transfer":
        left_out = row["synthetic"] or (label == "Flow" and not row["code"])
        return "" if left_out else KINDS[label]
    if row["synthetic"]:
        return "invented"
    return ("inferred" if row["basis"] == INFERRED else "printed") if row["code"] else "by_kind"


def around(codes: Iterable[str]) -> frozenset[str]:
    """Return codes as far as six digits with those above them; what is no code is left out."""
    return frozenset(
        code[:size] for code in codes if code.isascii() and code.isdigit() for size in SIZES if size <= len(code)
    )


def of_kind(goods: str) -> frozenset[str]:
    """Return the codes under which goods of a kind are declared, with those above and below them.

    Args:
        goods: id of a node of goods.
    """
    concept = goods.removeprefix(NODE)
    if concept.startswith(lexicon.HS_PREFIX):
        return around([concept.removeprefix(lexicon.HS_PREFIX)])
    prefixes = prefixes_of(concept)
    return around(prefixes) | {code for prefix in prefixes for code in hs.with_prefix(prefix)}


@cache
def prefixes_of(concept: str) -> tuple[str, ...]:
    """Return the codes that the lexicon names for a kind of goods itself, narrower kinds apart.

    Args:
        concept: its id; one that has no code takes those of the Common High Priority List that the next wider has.
    """
    known = lexicon.concept(concept)
    return () if known is None else known.hs or lexicon.priority_codes(concept)


def tiers_below(code: str) -> tuple[str, ...]:
    """Return the tiers of a code, or of the codes below it, sorted."""
    return tuple(sorted({tier for one in hs.priority_codes() if one.startswith(code) and (tier := hs.tier(one))}))


def branch(counts: Told, opened: str = "", *, tier: str = "", everything: bool = False) -> list[Code]:
    """Return what a tree shows of which one code is open: the codes above it, itself, and those right below it.

    Chapters with codes of the Common High Priority List come first, unless all are shown.

    Args:
        counts: of `told`.
        opened: digits; empty shows the chapters; a code of six digits shows those beside it too.
        tier: only codes of this tier of the Common High Priority List, or above such: "1", "3.A", or "3" for both.
        everything: also codes of which the graph tells nothing and that stand on no tier.
    """
    parent = opened[:4] if len(opened) == SIZES[-1] else opened
    size = len(parent) + 2
    known = {*hs.with_prefix(parent, size), *(code for code in counts if len(code) == size)}
    rows = [parent[:size] for size in SIZES if size <= len(parent)]
    rows += [
        code
        for code in sorted(known)
        if code.startswith(parent)
        and (code == opened or (within(code, tier) if tier else everything or tiers_below(code) or code in counts))
    ]
    if not parent and not everything:
        rows.sort(key=lambda code: (not tiers_below(code), code))
    return [of(code, counts) for code in rows]


def of(code: str, counts: Told) -> Code:
    """Return a code with its description, tiers and counts."""
    return Code(code, hs.description(code), tiers_below(code), counts.get(code, NOTHING))


def within(code: str, tier: str) -> bool:
    """Whether a code, or one below it, stands on a tier; "3" is both 3.A and 3.B."""
    return any(one == tier or one.startswith(f"{tier}.") for one in tiers_below(code))


def by_tier(counts: Told) -> Iterator[tuple[str, tuple[str, ...], Counts]]:
    """Yield each tier with its codes and the sums of what is told under them; what is so by kind is no sum."""
    for tier in tiers_below(""):
        codes = tuple(code for code in hs.priority_codes() if hs.tier(code) == tier)
        yield tier, codes, _sum(counts.get(code, NOTHING) for code in codes)


def _sum(some: Iterable[Counts]) -> Counts:
    held = list(some)
    names = ("printed", "inferred", "statistics", "invented")
    return Counts(**{name: sum(getattr(one, name) for one in held) for name in names})


def concepts_of(code: str) -> list[tuple[str, str]]:
    """Return the concepts of the lexicon whose goods are declared under a code, and the prefix that says so.

    Args:
        code: two, four or six digits.

    Returns:
        Ids of concepts with their prefix, nearest prefix first; also those whose prefix lies below the code.
    """
    found: dict[str, str] = {}
    for concept in dict.fromkeys(identifier for _, _, identifier in lexicon.labels()):
        fitting = [one for one in prefixes_of(concept) if code.startswith(one) or one.startswith(code)]
        if fitting:
            found[concept] = min(fitting, key=lambda one: (not code.startswith(one), abs(len(one) - len(code)), one))
    return sorted(found.items(), key=lambda one: (abs(len(one[1]) - len(code)), one[1], one[0]))


def goods_ids(code: str) -> list[str]:
    """Return the ids of all nodes of goods that are of a code, or of a kind that is declared under it."""
    codes = hs.with_prefix(code, SIZES[-1]) or (code,)
    return [goods_node(concept=concept) for concept, _ in concepts_of(code)] + [goods_node(hs6=one) for one in codes]
