"""What every measure answers: rows with their evidence, figures about them, and what they cannot show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from queries.question import PathQuery

RowT = TypeVar("RowT")
SEED = 7
ASKED = ("from", "to", "goods", "hs", "since", "until", "reviewed")


@dataclass(frozen=True, slots=True)
class Analysis(Generic[RowT]):
    """The answer of a measure.

    Attributes:
        measure: its name.
        asked: the question as it was read.
        figures: what holds for all rows: how much was looked at, errors, seeds.
        rows: dataclasses, in a total order.
        cannot_show: one sentence.
        notes: what this answer leaves out or rests on.
    """

    measure: str
    asked: Mapping[str, Any]
    figures: Mapping[str, Any]
    rows: tuple[RowT, ...]
    cannot_show: str
    notes: tuple[str, ...] = field(default=())

    def table(self) -> list[dict[str, Any]]:
        """Return the rows as mappings of plain values."""
        return [plain(asdict(row)) for row in self.rows]  # type: ignore[call-overload]

    def to_json(self) -> dict[str, Any]:
        """Return the object of `analyse --json`."""
        return {
            "measure": self.measure,
            "asked": plain(dict(self.asked)),
            "figures": plain(dict(self.figures)),
            "rows": self.table(),
            "cannot_show": self.cannot_show,
            "notes": list(self.notes),
        }


def asked_of(query: PathQuery, **more: Any) -> dict[str, Any]:
    """Return what of a question for paths a measure takes, with what it takes besides."""
    whole = query.to_json()
    return {name: whole[name] for name in ASKED} | {"synthetic": query.synthetic} | more


def plain(value: Any) -> Any:
    """Return a value as JSON has it: dates as text, floats with nine significant digits."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return float(f"{value:.9g}") if isinstance(value, float) else value
