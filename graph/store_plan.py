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
    """

    query_type: str | None
    operators: tuple[tuple[str, str], ...]


def operators(plan: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    """Yield operators and their details, from the root of a plan."""
    if plan is None:
        return
    details = plan.get("args", {})
    text = details.get("Details") or details.get("string-representation") or ""
    yield str(plan.get("operatorType", "")).partition("@")[0], str(text)
    for child in plan.get("children", ()):
        yield from operators(child)
