"""What the facts of a tie say of a quantity, added up."""

from __future__ import annotations

from typing import Any

import pytest

from graph.projection.amounts import summed


def amount(number: float | None, relation: str | None = "=", unit: str | None = None) -> dict[str, Any]:
    return {"quantity": number, "quantity_relation": relation, "unit": unit}


@pytest.mark.parametrize(
    ("facts", "number", "relation", "unit"),
    [
        ([amount(12.0)], 12, "=", None),
        ([amount(12.5, ">=", "t")], 12.5, ">=", "t"),
        ([amount(12.0), amount(3.0)], 15, "=", None),
        ([amount(12.0), amount(None, None)], 12, ">=", None),
        ([amount(12.0), amount(3.0, "~")], 15, "~", None),
        ([amount(12.0, "<="), amount(3.0, ">")], 15, "~", None),
        ([amount(12.0, "<="), amount(3.0)], 15, "<=", None),
        ([amount(12.0, "<="), amount(None, None)], 12, ">=", None),
    ],
)
def test_quantities_add_up_honestly(
    facts: list[dict[str, Any]], number: float, relation: str, unit: str | None
) -> None:
    assert summed(facts, "quantity", "unit") == {"quantity": number, "quantity_relation": relation, "unit": unit}


@pytest.mark.parametrize("facts", [[amount(12.0), amount(3.0, None, "kg")], [amount(None, None)], []])
def test_what_cannot_be_added_up_is_told_by_nobody(facts: list[dict[str, Any]]) -> None:
    assert summed(facts, "quantity", "unit") == {}
