"""Writes a drafted mapping: a mapping file with the confidence and the reason of each line beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from loaders.tables.layout import Layout
from loaders.tables.mapping_model import PARTIES
from loaders.tables.offers import Suggestion
from loaders.tables.ready import fitting
from loaders.tables.sample import Sample
from loaders.tables.shapes import Column, OpenDays
from loaders.tables.suggest import ORDER, SURE, Blank, Draft, order_of
from loaders.tables.words import meanings

NUMBERS = ("quantity", "value", "net_kg", "gross_kg")
NEEDED = ("consignor.name", "consignee.name", "goods", "hs", "date")
WIDTH = 118
SHOWN_VALUES, VALUE_WIDTH = 3, 80  # cells of a column, and characters of each, that a person sees beside it
IDENTIFIERS = ("INN", "OGRN", "USCC", "LEI", "KZ-BIN", "TAX-TR")
PLAIN = re.compile(r"[^\W\d_][\w .()%/№-]*", re.UNICODE)
RESERVED = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n", "~"})
# Name, tax number and address of one cell, as declarations print them.
TOGETHER = (
    r"(?is)^\s*(?P<name>.+?)[\s,;(/]*(?:ИНН|INN)[\s:№]*(?P<INN>\d{12}|\d{10})"
    r"[\s,;/]*(?:(?:КПП|KPP)?[\s:№]*\d{9}[\s,;/]*)?[\s,;)]*(?P<address>.*)$"
)
PARTS = {"INN": "id.INN", "address": "address"}  # group of TOGETHER -> field of the same party


def to_yaml(draft: Draft) -> str:
    """Return a draft as a mapping file, with comments; what is not sure is a comment, never a line."""
    return "\n".join(_lines(draft)) + "\n"


def to_json(draft: Draft) -> dict[str, Any]:
    """Return a draft as plain data."""
    seen = draft.sample
    return {
        "file": str(seen.path),
        "sheet": seen.sheet,
        "rows_looked_at": len(seen.rows),
        "columns": [name for name in seen.header if name],
        "first_values": {column.heading: list(_first_values(column)) for column in seen.columns()},
        "takes": list(taken()),
        "fields": [
            {
                "field": line.field,
                "column": line.column,
                "confidence": round(line.confidence, 2),
                "reasons": list(line.reasons),
            }
            for line in draft.lines
        ],
        "blank": [
            {"field": one.field, "reason": one.reason, "candidates": list(one.candidates)} for one in _blanks(draft)
        ],
        "ignored": draft.ignore,
        "unknown": draft.unread,
        "ready": ready_name(draft),
        "mapping": to_yaml(draft),
    }


def taken() -> tuple[str, ...]:
    """Return the fields that a column of a shipment may be, in the order of a mapping."""
    parts = ("name", "country", "address")
    of_party = {party: [f"{party}.{part}" for part in parts] for party in PARTIES}
    for party in PARTIES[:2]:
        of_party[party] += [f"{party}.id.{kind}" for kind in IDENTIFIERS]
    return tuple(field for name in ORDER for field in of_party.get(name, [name]))


def _first_values(column: Column) -> Iterator[str]:
    """Yield the first different cells of a column that hold something."""
    held = dict.fromkeys(cell.strip() for cell in column.cells)
    for cell in islice(filter(None, held), SHOWN_VALUES):
        yield cell if len(cell) <= VALUE_WIDTH else cell[: VALUE_WIDTH - 1] + "\u2026"


def ready_name(draft: Draft) -> str | None:
    """Return the name of the ready mapping that fits the table best; None where none fits."""
    found = fitting(draft.sample.header)
    return found[0].mapping.name if found else None


def quoted(text: str) -> str:
    """Return text as a YAML scalar within braces."""
    if PLAIN.fullmatch(text) and text.casefold() not in RESERVED and not text.endswith(" "):
        return text
    return json.dumps(text, ensure_ascii=False)


def _lines(draft: Draft) -> Iterator[str]:
    seen = draft.sample
    columns = {column.heading: column for column in seen.columns()}
    yield from _comment(
        f"Drafted from the names of {len(columns)} columns and {len(seen.rows)} rows. Each line ends with how sure it "
        f"is, 0 to 1, and why; below {SURE} a field stays blank. Read it through, then: waybill mapping check "
        f"{seen.path.name} -m THIS_FILE",
        "",
    )
    ready = ready_name(draft)
    if ready:
        yield f"# The ready mapping {ready} fits this table; without this file `waybill load` takes it."
    yield "version: 1"
    yield f"name: {quoted(_plain_name(seen))}"
    yield "kind: trade"
    yield "source:"
    yield "  publisher: not stated  # write who publishes the table; it decides what counts as an independent source"
    yield "  coverage: excerpt  # complete: what a later edition no longer holds is closed"
    yield from _file(seen)
    yield from _record(draft)
    yield "fields:"
    for line in sorted(draft.lines, key=lambda one: order_of(one.field)):
        if not line.field.startswith("record."):
            key = "path" if seen.layout.format == "jsonl" else "column"
            yield from _field(line, columns[line.column], key, {one.field for one in draft.lines})
    for blank in _blanks(draft):
        yield from _comment(f"{blank.field}: blank, {blank.reason}" + _choice(blank), "  ")
    yield from _rest(draft)
    yield from _open(draft, columns)


def _plain_name(seen: Sample) -> str:
    return re.sub(r"[^\w-]+", "-", seen.path.stem, flags=re.UNICODE).strip("-") or "table"


def _file(seen: Sample) -> Iterator[str]:
    """Say how the file is read, where the content alone does not say it, and which of its cells count for many rows."""
    layout: Layout = seen.layout
    said = ["format: jsonl"] if layout.format == "jsonl" else []
    if layout.format in ("csv", "tsv", None):
        if layout.encoding and layout.encoding.replace("_", "-") not in ("utf-8", "utf-8-sig"):
            said.append(f"encoding: {layout.encoding}")
        if layout.delimiter:
            said.append(f"delimiter: {json.dumps(layout.delimiter)}")
    if layout.header_row:
        said.append(f"header_row: {layout.header_row}")
    if seen.merged:
        said.append(f"fill_down: [{', '.join(map(quoted, seen.merged))}]")
    if said:
        why = "  # their cells are merged over several rows, and so count for each of them" if seen.merged else ""
        yield f"file: {{{', '.join(said)}}}{why}"


def _record(draft: Draft) -> Iterator[str]:
    """Name the key of a row where its columns tell all rows of the sample apart."""
    found = {line.field: line for line in draft.lines if line.field.startswith("record.")}
    number = found.get("record.id")
    if number is None:
        return
    seen = draft.sample
    names = [line.column for line in (number, found.get("record.item")) if line is not None]
    places = [seen.header.index(name) for name in names]
    rows = {tuple(cell.strip() for cell in row) for row in seen.rows}
    keys = [tuple(row[place] for place in places) for row in rows]
    version = found.get("record.version")
    more = f", version: {quoted(version.column)}" if version else ""
    name = quoted(number.column)
    if len(set(keys)) == len(keys):
        yield f"record: {{id: [{', '.join(map(quoted, names))}], declaration: {name}{more}}}  # {_why(number)}"
    else:
        yield f"record: {{declaration: {name}}}  # {_why(number)}"
        yield from _comment(
            f"record.id: blank, {' and '.join(names)} do not tell the rows apart; without an id the cells of a row are "
            "its key",
            "",
        )


def _field(line: Suggestion, column: Column, key: str, fields: Collection[str]) -> Iterator[str]:
    parts = [f"{key}: {quoted(line.column)}"]
    if line.unit:
        parts.append(f"unit: {line.unit}")
    if line.scale > 1:
        parts.append(f"scale: {line.scale}")
    separator = _separator(column) if line.field == "via" else None
    if separator:
        parts.append(f"split: {json.dumps(separator)}")
    holds_inn = line.field.endswith(".name") and column.with_inn >= 0.3
    if holds_inn:
        parts.append(f"split: {{pattern: '{_together(line.field, fields)}'}}")
    yield f"  {line.field}: {{{', '.join(parts)}}}  # {_why(line)}"
    if line.field.endswith(".name") and not holds_inn and "address" in meanings(line.column).get("attributes", {}):
        role = line.field.partition(".")[0]
        yield f"  {role}.address: {{{key}: {quoted(line.column)}}}  # it holds it too: so its country can be known"


def _together(field: str, fields: Collection[str]) -> str:
    """The pattern of a cell with a tax number, without the parts that have a column of their own."""
    pattern, role = TOGETHER, field.partition(".")[0]
    for group, part in PARTS.items():
        if f"{role}.{part}" in fields:
            pattern = pattern.replace(f"(?P<{group}>", "(?:")
    return pattern


def _separator(column: Column) -> str | None:
    for sign in (";", "/", "、", "|", ","):
        if sum(sign in cell for cell in column.cells) * 5 >= len(column.cells) > 0:
            return sign
    return None


def _why(line: Suggestion) -> str:
    return f"{line.confidence:.2f}: {'; '.join(line.reasons)}"


def _blanks(draft: Draft) -> list[Blank]:
    """Return the blanks of a draft, and what every mapping should have and nothing was found for."""
    known = {line.field for line in draft.lines} | {blank.field for blank in draft.blanks}
    missing = [Blank(name, "no column was found for it") for name in NEEDED if name not in known]
    return [*draft.blanks, *missing]


def _choice(blank: Blank) -> str:
    if not blank.candidates:
        return ""
    return f"; perhaps {' or '.join(f'{{column: {quoted(name)}}}' for name in blank.candidates)}"


def _rest(draft: Draft) -> Iterator[str]:
    if draft.ignore:
        yield "ignore:  # known, and no field takes them"
        for name, why in draft.ignore.items():
            yield f"  - {quoted(name)}  # {why}"
    if draft.unread:
        names = ", ".join(draft.unread)
        yield from _comment(f"Neither read nor ignored, and reported with each load: {names}", "")


def _open(draft: Draft, columns: dict[str, Column]) -> Iterator[str]:
    """Name what no cell settles: the decimal mark, which of day and month comes first, the currency."""
    read = {line.column: line for line in draft.lines}
    numbers = [name for name, line in read.items() if line.field in NUMBERS]
    for name, column in columns.items():
        if name in read and column.open_numbers and column.share("number") > 0.5:
            yield from _comment(
                _open_numbers(name, column) + _others(name, columns, numbers),
                "",
            )
        if name in read and column.open_days:
            yield from _comment(_open_days(name, column.open_days), "")
    value = next((line for line in draft.lines if line.field == "value"), None)
    if value is not None and value.unit is None and draft.column("currency") is None:
        yield from _comment(
            f"{value.column}: nothing says its currency; where you know it, write unit: USD (or another) into it",
            "",
        )


def _open_days(name: str, days: OpenDays) -> str:
    """Say which dates may be read in two ways, why nothing settles them, and which formats do."""
    sign, count = days.sign, len(days.open)
    forms = [
        f"format: {[*days.forms, form] if days.forms else form!r}"
        for form in (f"%d{sign}%m{sign}%Y", f"%m{sign}%d{sign}%Y")
    ]
    if days.day_first:
        why = (
            f"dates such as {days.day_first[0]} have the day first ({len(days.day_first):,} of them) and dates such as "
            f"{days.month_first[0]} the month ({len(days.month_first):,}), so that"
        )
    else:
        why = "no date of this form has a day above 12, so that"
    rows = "1 date" if count == 1 else f"{count:,} dates"
    return (
        f"{name}: {why} {rows} such as {days.open[0]} may be read in two ways; such rows are refused until you write "
        f"{' or '.join(forms)} into the field{', which refuses the others' if days.day_first else ''}"
    )


def _open_numbers(name: str, column: Column) -> str:
    """Say which numbers may be read in two ways, and what to write for each."""
    sign = column.open_sign or "."
    thousands = f"numbers: {{thousands: '{sign}'}} where they are thousands"
    fractions = "" if column.decimal else f", or numbers: {{decimal: '{sign}'}} where they are fractions"
    return (
        f"{name}: {column.open_numbers} of its cells are written like 1{sign}234 and may be thousands or fractions; "
        f"such rows are refused until you write {thousands}{fractions}"
    )


def _others(name: str, columns: dict[str, Column], numbers: Iterable[str]) -> str:
    """Say how the other columns of numbers write their decimals, where all agree."""
    marks = {columns[other].decimal for other in numbers if other != name and columns[other].decimal}
    return f" (the other columns of numbers write {next(iter(marks))!r})" if len(marks) == 1 else ""


def _comment(text: str, indent: str) -> Iterator[str]:
    """Break a comment into lines."""
    line = f"{indent}#"
    for word in text.split():
        if len(line) + 1 + len(word) > WIDTH and line.strip() != "#":
            yield line
            line = f"{indent}#  "
        line += f" {word}"
    yield line
