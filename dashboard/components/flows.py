"""Flows from country to country, as Sankey and map draw them, and the table that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.components.table import table
from dashboard.say import words
from dashboard.wording import country, listed

COLUMNS = ("origin_country", "via", "destination_country", "value")


@dataclass(frozen=True, slots=True)
class Flow:
    """What goes from one country to another by one route.

    Attributes:
        origin: code of the country.
        via: codes of the countries on the way, in order.
        destination: code of the country.
        value: a number of transfers, a weight in kg or a value; the same for all flows of a picture.
    """

    origin: str
    via: tuple[str, ...]
    destination: str
    value: float

    @property
    def stops(self) -> tuple[str, ...]:
        """All countries, from the first to the last."""
        return (self.origin, *self.via, self.destination)


def together(flows: Iterable[Flow]) -> list[Flow]:
    """Return one flow for each route, the largest first; what is nothing is left out."""
    sums: dict[tuple[str, tuple[str, ...], str], float] = {}
    for flow in flows:
        if flow.value > 0:
            route = (flow.origin, flow.via, flow.destination)
            sums[route] = sums.get(route, 0.0) + flow.value
    return sorted((Flow(*route, value) for route, value in sums.items()), key=lambda one: (-one.value, one.stops))


def flows_table(flows: Sequence[Flow], *, key: str, title: str, unit: str) -> None:
    """Show flows as a table.

    Args:
        flows: as `together` returns them.
        key: tells two tables of one page apart.
        title: of the picture that it is the twin of; plain text.
        unit: of the values, in plain words.
    """
    table(
        [row(flow) for flow in flows], COLUMNS, key=key, alt=words("streams.table", title=title), file="waybill-flows",
        headers={"value": unit},
    )  # fmt: skip


def row(flow: Flow) -> dict[str, Any]:
    """Return a flow as a row."""
    return {
        "origin_country": country(flow.origin),
        "via": listed(country(code) for code in flow.via),
        "destination_country": country(flow.destination),
        "value": int(flow.value) if flow.value == int(flow.value) else flow.value,
    }
