"""Rules that accept claims without a person: what people's judgements prove, and the switch in the log."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal, get_args

from graph.acceptance import CASES, PRECISION, Figures, Ground, judged
from graph.archive import Archive, Decision, reviews_of, rules_of
from graph.decisions import exact_now
from graph.errors import ArchiveError, ConfigError
from graph.model import Kind
from graph.reviews import reviewed

State = Literal["off", "on", "suspended"]
NEEDS = f"at least {CASES} judged cases and a lower bound (Wilson, 95 %) of {PRECISION:.2f}"


@dataclass(frozen=True, slots=True)
class Row:
    """Claims of one kind and language by one extractor, and what a rule makes of them.

    Attributes:
        ground: kind, language and extractor.
        figures: what people judged.
        claims: those that passed verification.
        accepted: those that the rule accepts.
        switch: the decision that switched it on; None where it is off.
    """

    ground: Ground
    figures: Figures
    claims: int
    accepted: int
    switch: Decision | None

    @property
    def state(self) -> State:
        """Off, on, or suspended: switched on, and not proven, or not any more."""
        return "off" if self.switch is None else "on" if self.figures.proven else "suspended"

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        switch = self.switch
        return {
            **self.ground._asdict(), "claims": self.claims, "judged": self.figures.judged, "right": self.figures.right,
            "lower_bound": round(self.figures.bound, 6), "allowed": self.figures.proven, "missing": lacks(self.figures),
            "state": self.state, "accepted": self.accepted,
            "switched_on": None if switch is None else {"by": switch.by, "at": switch.at, "why": switch.why},
        }  # fmt: skip


def rows(archive: Archive) -> list[Row]:
    """Return what is judged of the claims of all texts, by kind, language and extractor.

    Raises:
        ArchiveError: a package or the log is damaged.
    """
    decisions, active = archive.decisions(), {package.id: package for package in archive.active()}
    figures, switched = judged(active.values(), reviews_of(decisions)), rules_of(decisions)
    claims: Counter[Ground] = Counter()
    accepted: Counter[Ground] = Counter()
    for one in reviewed(archive):
        if one.state == "failed":
            continue
        ground = Ground.of(active[one.package], one.claim)
        claims[ground] += 1
        accepted[ground] += one.state == "by-rule"
    empty = switched.keys() - {ground[:2] for ground in claims}
    grounds = [*(ground for ground in claims if ground.language), *(Ground(*one, "") for one in empty)]
    return [
        Row(ground, figures.get(ground, Figures()), claims[ground], accepted[ground], switched.get(ground[:2]))
        for ground in sorted(grounds)
    ]


def switch(archive: Archive, kind: str, language: str, verdict: Literal["on", "off"], by: str, why: str) -> bool:
    """Switch a rule on or off.

    Returns:
        Whether it stood otherwise before.

    Raises:
        ConfigError: there is no such kind, or the language is no code.
        ArchiveError: the judgements do not allow it.
    """
    if kind not in get_args(Kind):
        raise ConfigError(f"KIND: must be one of {', '.join(get_args(Kind))}, got {kind!r}")
    if not re.fullmatch("[a-z]{2}", language):
        raise ConfigError(f"LANGUAGE: must be two small letters, such as de, got {language!r}")
    if ((kind, language) in rules_of(archive.decisions())) == (verdict == "on"):
        return False
    if verdict == "on":
        found = [row for row in rows(archive) if row.ground[:2] == (kind, language)]
        if not any(row.figures.proven for row in found):
            raise ArchiveError(
                f"rule {kind} {language}: needs {NEEDS}; {told(found)}; `waybill review list` shows what waits"
            )
    archive.decide(Decision("rule", f"{kind} {language}", verdict, by, exact_now(), why))
    return True


def suspended(archive: Archive) -> list[str]:
    """Return, in words, the rules that are switched on and hold for no claims."""
    if not rules_of(archive.decisions()):
        return []
    by_rule: dict[tuple[str, ...], list[Row]] = {}
    for row in rows(archive):
        if row.switch is not None:
            by_rule.setdefault(row.ground[:2], []).append(row)
    return [
        f"rule {' '.join(rule)} is suspended: {told(found)}"
        for rule, found in by_rule.items()
        if not any(row.figures.proven for row in found)
    ]


def told(found: list[Row]) -> str:
    """Return the figures of some rows and what is missing in them, in words."""
    lines = [
        f"{row.ground.extractor}: {row.figures.judged} judged, {row.figures.right} right, "
        f"lower bound {bound(row.figures)}, {lacks(row.figures)}"
        for row in found
        if row.ground.extractor
    ]
    return "; ".join(lines) or "no claim of this kind and language is there"


def lacks(figures: Figures) -> str:
    """Return what the figures lack, in words; nothing where they allow a rule."""
    if figures.proven:
        return ""
    few = [f"{CASES - figures.judged} cases are missing"] if figures.judged < CASES else []
    low = [f"the bound is below {PRECISION:.2f}"] if figures.bound < PRECISION else []
    return f"{' and '.join([*few, *low])} ({figures.missing} more, all of them right, would do)"


def bound(figures: Figures) -> str:
    """Return a lower bound as printed: cut, so that what is below a limit never looks like it."""
    return f"{int(figures.bound * 10_000) / 10_000:.4f}"
