"""What a server says it would do with a query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Plan:
    """What a server would do with a query.

    Attributes:
        query_type: "r", "rw", "w" or "s"; None where the engine does not tell (the embedded one).
        operators: pairs of operator and its details, from the root of the plan.
        scans: the operators among them that look at all of a label, a type or an index, or multiply rows by rows; none
            where the engine does not tell (the embedded one).
    """

    query_type: str | None
    operators: tuple[tuple[str, str], ...]
    scans: tuple[tuple[str, str], ...] = ()


def operators(plan: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    """Yield operators and their details, from the root of a plan."""
    if plan is None:
        return
    details = plan.get("args", {})
    text = details.get("Details") or details.get("string-representation") or ""
    yield str(plan.get("operatorType", "")).partition("@")[0], str(text)
    for child in plan.get("children", ()):
        yield from operators(child)


def scans(plan: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    """Yield the operators of a plan that look at all there is of something, and their details, from its root."""
    if plan is None:
        return
    name, details = next(operators({**plan, "children": ()}))
    rows = [float(child.get("args", {}).get("EstimatedRows", 0)) for child in plan.get("children", ())]
    if name.endswith("Scan") or (name == "CartesianProduct" and max(rows, default=0) > 1):
        yield name, details
    for child in plan.get("children", ()):
        yield from scans(child)
