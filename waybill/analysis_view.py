"""Prints the answers of measures: figures, a table or blocks of rows, what they cannot show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph.export.sheets import safe_for_sheets
from queries.analytics.answer import Analysis
from waybill.output import cell, emit_csv, note, one_line, say, table

Row = Mapping[str, Any]


def print_rows(found: Analysis[Any]) -> None:
    """Print the rows as CSV; lists have their parts separated by blanks and bars."""
    rows = found.table()
    columns = list(rows[0]) if rows else []
    emit_csv(columns or None, ([safe_for_sheets(_csv(row[name])) for name in columns] for row in rows))
    _after(found, stderr=True)


def print_analysis(found: Analysis[Any]) -> None:
    """Print an answer for a person to read."""
    if found.asked["synthetic"]:
        say("Of the invented trade alone; nothing here is real.", "yellow")
    {
        "brokers": _brokers,
        "communities": _communities,
        "similar": _similar,
        "growth": _growth,
        "mirror": _mirror,
    }[found.measure](found.figures, found.table())
    _after(found, stderr=False)


def _after(found: Analysis[Any], stderr: bool) -> None:
    (note if stderr else say)(found.cannot_show, "dim")
    for line in found.notes:
        note(line, "yellow")


def _brokers(figures: Mapping[str, Any], rows: Sequence[Row]) -> None:
    say(
        f"{figures['parties']:,} parties, {figures['ties']:,} ties; {figures['between']:,} parties stand between others"
    )
    if "suppliers" in figures:
        how = "all" if figures["exact"] else f"{figures['suppliers_looked_at']:,} drawn (seed {figures['seed']})"
        say(
            f"{figures['suppliers']:,} suppliers, {how}; {figures['pairs']:,.0f} pairs of supplier and recipient joined"
        )
        if figures["open_ties"]:
            say(f"{figures['open_ties']:,} ties have an open date: they may lie any day; 'dated' leaves them out")
    for place, row in enumerate(rows, 1):
        error = f" +- {row['error']:,.1f}" if row["error"] else ""
        dated = f"; dated: {row['dated']:,.1f}" if row["dated"] is not None else ""
        say()
        say(f"{place}. {_party(row['name'], row['country'])}", "bold")
        say(f"   between {row['pairs']:,.1f}{error} pairs, {row['share']:.1%} of all{dated}")
        say(f"   bought from {_list(row['bought_from'])}; sold to {_list(row['sold_to'])}")
        _proof(row["ties"], f"   party {row['id']}; ")


def _communities(figures: Mapping[str, Any], rows: Sequence[Row]) -> None:
    say(f"{figures['parties']:,} parties, {figures['ties']:,} ties; {figures['communities']:,} communities, "
        f"{figures['fitting']:,} of {figures['shown_from']} parties or more that fit the question")  # fmt: skip
    chance = figures["modularity_by_chance"]
    beside = "" if chance is None else f"; {chance:.2f} by chance alone"
    say(f"modularity {figures['modularity']:.2f}{beside}; {len(figures['seeds'])} runs agree by "
        f"{figures['agreement']:.2f} (adjusted Rand index)")  # fmt: skip
    for row in rows:
        lands = ", ".join(f"{land} {count}" for land, count in list(row["countries"].items())[:8])
        say()
        say(f"{row['number']}. {row['parties']:,} parties ({lands})", "bold")
        say(f"   {row['inside']:,} ties inside, {row['outside']:,} to others; stability {row['stability']:.2f}")
        say(f"   {_list(row['known'])}")
        say(f"   goods: {_list(row['goods'])}")
        _proof(row["ties"], "   ")


def _similar(figures: Mapping[str, Any], rows: Sequence[Row]) -> None:
    say(f"{figures['parties']:,} parties with {figures['traits']:,} traits; {figures['pairs_compared']:,} pairs share "
        f"one, {figures['pairs_alike']:,} share enough")  # fmt: skip
    for place, row in enumerate(rows, 1):
        one, other = _party(row["one_name"], row["one_country"]), _party(row["other_name"], row["other_country"])
        say()
        say(f"{place}. {one} and {other}: {row['likeness']:.2f}", "bold")
        say(f"   both {_list(row['shared'], 6)} ({row['one_traits']} and {row['other_traits']} traits)")
        if row["together"]:
            say("   they also trade with one another")
        say(f"   parties {row['one']} {row['other']}", "dim")
        _proof(row["ties"], "   ")


def _growth(figures: Mapping[str, Any], rows: Sequence[Row]) -> None:
    listed = f"; {one_line(figures['listed'])} was listed ({figures['listing']})" if "listed" in figures else ""
    say(f"{figures['days']} days before and after {figures['day']}{listed}")
    say(f"{figures['counted']:,} counted on this way, {figures['open']:,} of them with an open date")
    heads = (
        "what",
        "day",
        "before",
        "after",
        "unclear",
        "after/before",
        "95 % from",
        "to",
        "if unclear: least",
        "most",
    )
    names = ("what", "day", "before", "after", "unclear", "ratio", "low", "high", "ratio_least", "ratio_most")
    shown = [row for row in rows if row["what"] != "placebo" or row["before"] + row["after"] + row["unclear"]]
    table(heads, [[row[name] for name in names] for row in shown])
    if figures["placebos_as_high"] is not None:
        say(f"{figures['placebos_as_high']} of {figures['placebos_counted']} other days show as much growth or more")
    if len(shown) < len(rows):
        say(f"{len(rows) - len(shown)} other days have nothing before or after them")
    _proof(rows[0]["ids"], "")


def _mirror(figures: Mapping[str, Any], rows: Sequence[Row]) -> None:
    least, most = figures["freight"]
    say(f"{figures['pairs']:,} figures or pairs of them, {figures['compared']:,} compared; "
        f"{figures['as_freight_explains']:,} differ as freight explains ({least:g} to {most:g})")  # fmt: skip
    say(f"{figures['shipments']:,} declared shipments on this way, {figures['open']:,} with an open date")
    for row in rows:
        period = row["start"] if row["start"] == row["end"] else f"{row['start']} to {row['end']}"
        what = f"HS {row['hs']}" if row["hs"] else row["level"]
        ratio = (
            f"{row['ratio']:.2f}, {row['reading']}"
            if row["ratio"] is not None
            else f"not compared: {row['comparable']}"
        )
        say()
        say(f"{period}, {what}: {ratio}", "bold")
        basis = f", by country of {row['basis']}" if row["basis"] else ""
        say(f"   sent (FOB): {_figure(row, 'exported')}; got (CIF{basis}): {_figure(row, 'imported')}")
        if row["kg_ratio"] is not None:
            say(f"   by weight {row['kg_ratio']:.2f}")
        if row["shipments"]:
            values = ", ".join(f"{value:,.0f} {currency}" for currency, value in row["shipments_value"].items())
            weight = f"{row['shipments_kg']:,.0f} kg of {row['weighed']}" if row["weighed"] else "no weights"
            say(f"   declared: {row['shipments']} shipments, {weight}, {values or 'no values'}")
        _proof(row["facts"], "   ")


def _figure(row: Row, side: str) -> str:
    value, weight = row[side], row[f"{side}_kg"]
    if value is None and weight is None:
        return "nothing told"
    parts = [f"{value:,.0f} {row[f'{side}_currency'] or ''}".strip()] if value is not None else []
    return ", ".join(parts + ([f"{weight:,.0f} kg"] if weight is not None else []))


def _proof(ids: list[str], before: str) -> None:
    if ids:
        more = f" and {len(ids) - 1} more" if len(ids) > 1 else ""
        say(f"{before}proof: waybill evidence {ids[0]}{more}", "dim")


def _party(name: str, country: str | None) -> str:
    return one_line(name) + (f" ({country})" if country else "")


def _list(words: list[str], most: int = 5) -> str:
    shown = "; ".join(map(one_line, words[:most]))
    return shown + (f"; {len(words) - most} more" if len(words) > most else "") if words else "nobody"


def _csv(value: Any) -> str:
    joined: Callable[[Any], str] = str
    if isinstance(value, list):
        return " | ".join(map(joined, value))
    if isinstance(value, Mapping):
        return " | ".join(f"{key}: {item}" for key, item in value.items())
    return cell(value) if isinstance(value, bool) or value is None else str(value)
