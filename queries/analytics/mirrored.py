"""What one country says it sent, what the other says it got, and which shipments on that way are declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from graph.dates import earliest, latest
from graph.errors import InvalidParameter
from graph.store import Store
from queries import runner
from queries.analytics.answer import Analysis, asked_of
from queries.analytics.shipments import Shipment, shipments_of
from queries.question import PathQuery

Reading = Literal["as freight explains", "less got than sent", "more got than freight explains", "not compared"]
FREIGHT = (1.0, 1.2)  # import by export: what freight and insurance mostly add; see docs/analytics.md
LEVELS = ("total", "hs2", "hs4", "hs6")
MOST_FIGURES = 10_000
SHOWN = 10
VALUATION = (
    "valuation is not printed in these figures; by the rules of statistics the exporter counts free on board (FOB), "
    "the importer with freight and insurance (CIF)"
)
CANNOT_SHOW = (
    "It cannot show that goods were diverted: the two sides differ in freight, in time, in whom they call partner and "
    "in what they leave out; and declared shipments are those that sources print, not all there were."
)


@dataclass(frozen=True, slots=True)
class Mirrored:
    """One period and code, as both sides and the declared shipments have it.

    Attributes:
        start, end: first and last month or year, as printed.
        level, hs: how far the goods are told apart; the code, None for the total.
        exported, exported_currency, exported_kg: of the exporter, free on board (FOB) by rule.
        imported, imported_currency, imported_kg: of the importer, with freight and insurance (CIF) by rule.
        basis: whom the importer calls its partner: the country of consignment or of origin; None when not said.
        comparable: yes, or why the two values cannot be compared.
        ratio: imported by exported value.
        kg_ratio: the same of the weights, which freight does not change.
        difference: imported less exported, in their currency.
        reading: what the ratio says beside FREIGHT.
        shipments: declared ones whose bounds lie wholly within the period.
        shipments_kg, weighed: sum of the weights that are printed, and of how many.
        shipments_value: currency -> sum of the values that are printed.
        facts: ids of the two figures, and of some of the shipments.
    """

    start: str
    end: str
    level: str
    hs: str | None
    exported: float | None
    exported_currency: str | None
    exported_kg: float | None
    imported: float | None
    imported_currency: str | None
    imported_kg: float | None
    basis: str | None
    comparable: str
    ratio: float | None
    kg_ratio: float | None
    difference: float | None
    reading: Reading
    shipments: int
    shipments_kg: float
    weighed: int
    shipments_value: dict[str, float]
    facts: tuple[str, ...]


def mirror(store: Store, query: PathQuery, *, level: str | None = None, timeout_s: float = 300.0) -> Analysis[Mirrored]:
    """Put two countries' figures of one trade side by side, with the shipments that are declared on that way.

    Args:
        store: an open store.
        query: one country of the exporter and one of the importer; `hs` is one code of two, four or six digits.
        level: total, hs2, hs4 or hs6; None takes all, and no figure of one is added to one of another.
        timeout_s: time limit of the engine.

    Returns:
        Pairs that can be compared first, those that freight does not explain and of the largest difference before
        others.

    Raises:
        InvalidParameter: there is not one country on each side, goods are asked for by word, or the level is unknown.
        QueryTimeout: the engine takes longer than it may.
    """
    if len(query.from_countries) != 1 or len(query.to_countries) != 1:
        raise InvalidParameter("from, to: one country each must be given, the exporter and the importer")
    if query.goods:
        raise InvalidParameter("goods: figures have codes, not words; give the code with --hs")
    if level is not None and level not in LEVELS:
        raise InvalidParameter(f"level: must be one of {', '.join(LEVELS)}, got {level!r}")
    given = {"exporter": query.from_countries[0], "importer": query.to_countries[0], "hs": query.hs, "level": level,
             "since": query.since, "until": query.until, "both": False, "limit": MOST_FIGURES}  # fmt: skip
    found = runner.run(store, "mirror", given, timeout_s=timeout_s)
    figures = [row for row in found.rows if bool(row["synthetic"]) == query.synthetic]
    shipments = [one for one in shipments_of(store, query, timeout_s) if one.goes(query)]
    dated = [one for one in shipments if one.first is not None and one.last is not None]
    rows = sorted((_row(row, dated) for row in figures), key=_order)
    both = [row for row in rows if row.ratio is not None]
    of_all = {
        "pairs": len(figures), "compared": len(both),
        "as_freight_explains": sum(row.reading == "as freight explains" for row in both),
        "shipments": len(shipments), "open": len(shipments) - len(dated),
        "freight": list(FREIGHT),
    }  # fmt: skip
    notes = _notes(query, figures, len(shipments) - len(dated), len(shipments))
    if len(found.rows) == MOST_FIGURES:
        notes.append(f"only {MOST_FIGURES:,} figures were looked at; ask for one level or code")
    return Analysis(
        "mirror", asked_of(query, level=level), of_all, tuple(rows[: query.limit]), CANNOT_SHOW, tuple(notes)
    )


def _notes(query: PathQuery, figures: Iterable[Mapping[str, Any]], open_: int, shipments: int) -> list[str]:
    told, notes = list(figures), [VALUATION]
    (sender,), (receiver,) = query.from_countries, query.to_countries
    if not any(row["exported"] is not None for row in told):
        notes.append(f"nothing that is loaded says what {sender} exported to {receiver}")
    if not any(row["imported"] is not None for row in told):
        notes.append(f"nothing that is loaded says what {receiver} imported from {sender}")
    if open_:
        notes.append(f"{open_:,} of {shipments:,} declared shipments have an open date")
    return notes


def _row(row: Mapping[str, Any], shipments: Iterable[Shipment]) -> Mirrored:
    begin, stop = earliest(row["start"]), latest(row["end"])
    held = [one for one in shipments if _within(one, begin, stop) and one.hs6.startswith(row["hs"] or "")]
    values: dict[str, float] = {}
    for one in held:
        if one.value is not None and one.currency:
            values[one.currency] = values.get(one.currency, 0.0) + one.value
    weights = [one.weight_kg for one in held if one.weight_kg is not None]
    sent, got = row["exported_kg"], row["imported_kg"]
    facts = [row["exporter_fact"], row["importer_fact"], *sorted(one.id for one in held)[:SHOWN]]
    names = ("start", "end", "level", "hs", "exported", "exported_currency", "exported_kg", "imported",
             "imported_currency", "imported_kg", "basis", "comparable", "ratio", "difference")  # fmt: skip
    return Mirrored(
        **{name: row[name] for name in names},
        kg_ratio=got / sent if got is not None and sent else None,
        reading=reading_of(row["ratio"]),
        shipments=len(held),
        shipments_kg=sum(weights),
        weighed=len(weights),
        shipments_value=dict(sorted(values.items())),
        facts=tuple(fact for fact in facts if fact is not None),
    )


def _within(one: Shipment, begin: date, stop: date) -> bool:
    return one.first is not None and one.last is not None and begin <= one.first and one.last < stop + timedelta(1)


def reading_of(ratio: float | None) -> Reading:
    """Say what a ratio of imported by exported value is, beside what freight and insurance mostly add."""
    if ratio is None:
        return "not compared"
    if ratio < FREIGHT[0]:
        return "less got than sent"
    return "as freight explains" if ratio <= FREIGHT[1] else "more got than freight explains"


def _order(row: Mirrored) -> tuple[Any, ...]:
    plain = row.reading == "as freight explains"
    return (
        row.ratio is None,
        plain,
        -abs(row.difference or 0.0),
        row.start,
        row.end,
        row.level,
        row.hs or "",
        row.facts,
    )
