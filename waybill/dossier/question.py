"""The question that a path was found by, where it was not asked as usual: kept with the answer, told in a dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.views import View
from queries.rules import CRITERIA, Rules

if TYPE_CHECKING:
    from queries.path_answer import PathAnswer

AS_USUAL = Rules()


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks of its own.

    Attributes:
        view: the part of the archive that it was asked of.
        rules: how strictly the criteria were asked for; None: as usual.
        without: ids of parties and codes of countries that were taken not to be there.
    """

    view: View = field(default_factory=View)
    rules: Rules | None = None
    without: tuple[str, ...] = ()

    @classmethod
    def of(cls, answer: PathAnswer) -> Question:
        """Return that of an answer."""
        rules = answer.query.rules
        return cls(answer.view or View(), None if rules == AS_USUAL else rules, answer.query.without)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Question:
        """Return what `to_json` wrote; the usual question where that cannot be read."""
        try:
            known, valid = (date.fromisoformat(kept[name]) if kept.get(name) else None for name in ("known", "valid"))
            view = View(
                known, kept.get("by", "loaded"), valid, tuple(kept.get("gone", ())), tuple(kept.get("named", ()))
            )
            rules = Rules(**kept["rules"]) if kept.get("rules") else None
            return cls(view, rules, tuple(kept.get("without", ())))
        except (TypeError, ValueError):
            return cls()

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON; empty where it was asked as usual."""
        found: dict[str, Any] = {"rules": self.rules.to_json() if self.rules else None, "without": list(self.without)}
        if not self.view.plain:
            found |= {
                "known": self.view.known and self.view.known.isoformat(), "by": self.view.by,
                "valid": self.view.valid and self.view.valid.isoformat(),
                "gone": list(self.view.without), "named": list(self.view.named),
            }  # fmt: skip
        return {name: value for name, value in found.items() if value}

    def rows(self, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Say it in words, a name and a value each.

        Args:
            names: of the parties and countries that were left out, by id and code.
        """
        if not self.view.plain:
            yield "told of the graph", f"{self.view.text}; what was known or said otherwise is not in here"
        if self.rules is not None:
            asked = ", ".join(f"{name} {self.rules.of(name)}" for name in CRITERIA)
            yield "asked by the rules", f"{asked}; quantity with {self.rules.excess_percent} % of excess"
        if self.without:
            yield "asked without", ", ".join(names.get(one, one) for one in self.without)
