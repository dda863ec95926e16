"""Facts in words, whatever their kind: who and what stands round each, and what the sources add."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.wording import amount, period
from queries.latin import with_latin
from queries.told import Fact
from waybill.dossier.model import Table
from waybill.dossier.words import NAME, day
from waybill.output import shorten

COLUMNS = ("who and what", "dates", "what the source adds", "standing, modality", "sources")
WIDTHS = (2.6, 1.4, 4, 1.6, 1.1)
ADDED = (
    "topic", "entry", "programme", "measure", "annex", "outcome", "declared_as", "declaration", "hs", "model", "reason",
    "first_seen", "last_seen", "gone_in",
)  # fmt: skip
LONGEST = 600  # characters of what a source adds


def table(facts: Iterable[Fact]) -> Table:
    """Return facts as a table."""
    return Table(COLUMNS, tuple(_row(one) for one in facts), WIDTHS)


def _row(fact: Fact) -> tuple[str, ...]:
    held = fact.properties
    stands = f"{held['standing']}, {held['modality']}" + (", disputed" if held.get("disputed") else "")
    stands += ", superseded" if held.get("superseded") else ""
    dates = period(day(held.get("start")), day(held.get("end")))
    ends = fact.ends(lambda name: with_latin(shorten(name, NAME)))
    return ends, dates, _added(fact), stands, str(held["sources"])


def _added(fact: Fact) -> str:
    held = fact.properties
    said = [f"share: {share}"] if (share := _share(held)) else []
    said += [f"quantity: {_measure(held, 'quantity', 'unit')}"] if held.get("quantity") is not None else []
    said += [f"value: {_measure(held, 'value', 'currency')}"] if held.get("value") is not None else []
    said += [f"weight: {held['weight_kg']:,.3f} kg"] if held.get("weight_kg") is not None else []
    said += [f"{name.replace('_', ' ')}: {shorten(str(held[name]), LONGEST)}" for name in ADDED if held.get(name)]
    return "; ".join([*said, f"fact {fact.id}"])


def _measure(held: Mapping[str, Any], slot: str, unit: str) -> str:
    number = held[slot]
    plain = int(number) if float(number).is_integer() else number
    return amount({"number": plain, "relation": held.get(f"{slot}_relation"), unit: held.get(unit)})


def _share(held: Mapping[str, Any]) -> str:
    least, most = held.get("share_min"), held.get("share_max")
    if least is not None and least == most:
        return f"{least:g} %"
    bounds = [f"at least {least:g} %"] if least is not None else []
    return " and ".join([*bounds, *([f"at most {most:g} %"] if most is not None else [])])
