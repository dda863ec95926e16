"""The transfers that a measure counts: what sources say was moved, with the bounds of its dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.errors import InvalidParameter
from graph.store import Store
from queries import goods as goods_reading
from queries.parts import part
from queries.question import PathQuery

MOST_SHIPMENTS = 1_000_000


@dataclass(frozen=True, slots=True)
class Shipment:
    """One transfer that is no plan, wish, fear or denial.

    Attributes:
        id: of the fact.
        first, last: the first day on which it can have begun, the last on which it can have ended; None where open.
        from_country, to_country: ISO codes as flows_by_month has them; empty where unknown.
        via: ISO codes on the way.
        supplier, recipient: ids of named parties; empty for groups, countries and who is not told.
        hs6: six-digit code; empty where none is told.
        value: as printed, where it is of the whole.
        currency: of the value.
        weight_kg: weight.
    """

    id: str
    first: date | None
    last: date | None
    from_country: str
    to_country: str
    via: tuple[str, ...]
    supplier: str
    recipient: str
    hs6: str
    value: float | None
    currency: str
    weight_kg: float | None

    def goes(self, query: PathQuery) -> bool:
        """Whether it goes the way that a question asks for."""
        start = not query.from_countries or self.from_country in query.from_countries
        return (
            start
            and (not query.to_countries or self.to_country in query.to_countries)
            and set(query.via) <= set(self.via)
        )


def shipments_of(store: Store, query: PathQuery, timeout_s: float) -> list[Shipment]:
    """Read the transfers of the goods, code and standing that a question asks for, whatever their way and dates.

    Args:
        store: an open store.
        query: `synthetic` asks for the invented ones instead of the real ones.
        timeout_s: time limit.

    Raises:
        InvalidParameter: nobody knows the goods, or there are more than MOST_SHIPMENTS.
        QueryTimeout: the engine takes longer than it may.
    """
    reading = goods_reading.read(store, query.goods) if query.goods else None
    prefix = goods_reading.prefix_of(reading, query.hs)
    if prefix is None:
        return []
    given = {
        "reviewed": query.reviewed, "synthetic": query.synthetic, "hs": prefix or None, "limit": MOST_SHIPMENTS + 1,
        "goods": list(reading.asked.ids) if reading is not None and reading.hs is None else None,
    }  # fmt: skip
    rows = store.read(part("shipments"), given, timeout_s=timeout_s)
    if len(rows) > MOST_SHIPMENTS:
        raise InvalidParameter(
            f"goods: at most {MOST_SHIPMENTS:,} transfers are counted, and there are more; ask for fewer"
        )
    return [_shipment(row["line"]) for row in rows]


def _shipment(line: str) -> Shipment:
    name, first, last, start, end, via, supplier, recipient, hs6, value, currency, weight, by_unit = line.split("|")
    return Shipment(
        name,
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        start,
        end,
        tuple(sorted(set(via.split()))),
        supplier,
        recipient,
        hs6,
        float(value) if value and by_unit != "true" else None,
        currency,
        float(weight) if weight else None,
    )
