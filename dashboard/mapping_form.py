"""A mapping of a table as lines that a person corrects: each column with its first values and the field that it is.

Only the fields change here, whatever else the mapping says stays; `waybill load` says whether it is a mapping at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from graph.errors import WaybillError

IGNORE = "ignore"
DATES = ("date",)
WITH_UNIT = ("quantity", "net_kg", "gross_kg", "value")
BETWEEN = "|"  # between several forms of dates


class MappingUnclear(WaybillError):
    """A person's choices do not go together; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One column of a table.

    Attributes:
        column: its name, for nested files its path.
        values: its first values.
        field: that it is; "ignore" where it is left out on purpose, empty where it is not read.
        detail: form of its dates, unit or currency of its numbers; empty for what the content settles.
        sure: how sure the draft is, 0 to 1; None where it says nothing.
        why: the reasons of the draft.
    """

    column: str
    values: tuple[str, ...]
    field: str
    detail: str
    sure: float | None
    why: str


def read(text: str) -> dict[str, Any]:
    """Read a mapping file.

    Raises:
        MappingUnclear: it is no YAML, or holds no fields.
    """
    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise MappingUnclear(f"mapping: is no YAML ({' '.join(str(error).split())[:300]}); correct its text") from error
    if not isinstance(found, dict) or not isinstance(found.get("fields"), dict):
        raise MappingUnclear("mapping: must hold the key fields with field: {column: NAME} below it; correct its text")
    return found


def write(mapping: Mapping[str, Any]) -> str:
    """Return a mapping as the text of its file."""
    return yaml.safe_dump(dict(mapping), allow_unicode=True, sort_keys=False, width=110)


def choices(draft: Mapping[str, Any], mapping: Mapping[str, Any]) -> list[str]:
    """Return what a column may be: nothing, left out, or a field.

    Args:
        draft: what `mapping suggest --json` said.
        mapping: as it stands.
    """
    return list(dict.fromkeys(["", IGNORE, *draft["takes"], *map(str, mapping["fields"])]))


def lines(draft: Mapping[str, Any], mapping: Mapping[str, Any]) -> list[Line]:
    """Return a line for each column of the table, in its order.

    Args:
        draft: what `mapping suggest --json` said.
        mapping: as it stands.
    """
    told = {one["column"]: one for one in draft["fields"] if not one["field"].startswith("record.")}
    ignored = {str(name) for name in mapping.get(IGNORE) or ()}
    found = []
    for column in dict.fromkeys(draft["columns"]):
        field, spec = next(_reading(mapping, column), (IGNORE if column in ignored else "", {}))
        one = told.get(column, {})
        values = tuple(draft["first_values"].get(column, ()))
        why = "; ".join(one.get("reasons", ()))
        found.append(Line(column, values, field, _detail(spec), one.get("confidence"), why))
    return found


def _reading(mapping: Mapping[str, Any], column: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the fields that read a column, with how."""
    for field, places in mapping["fields"].items():
        for spec in places if isinstance(places, list) else [places]:
            if isinstance(spec, dict) and column in _columns(spec):
                yield str(field), spec


def _columns(spec: Mapping[str, Any]) -> list[str]:
    named = spec.get("column", spec.get("path"))
    return [str(name) for name in named] if isinstance(named, list) else [str(named)] if named else []


def _detail(spec: Mapping[str, Any]) -> str:
    form = spec.get("format") or spec.get("unit") or ""
    return f" {BETWEEN} ".join(map(str, form)) if isinstance(form, list) else str(form)


def changed(
    draft: Mapping[str, Any], mapping: Mapping[str, Any], chosen: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    """Return a mapping with the choices of a person.

    Args:
        draft: what `mapping suggest --json` said.
        mapping: as it stands.
        chosen: column -> the field that it is, and the form of its dates or the unit of its numbers.

    Raises:
        MappingUnclear: two columns are one field, or a unit stands beside what has none.
    """
    before = {one.column: one for one in lines(draft, mapping)}
    moved = [one for one in before.values() if chosen.get(one.column, (one.field, one.detail))[0] != one.field]
    gone = {one.column for one in moved}
    fields = {name: places for name, places in mapping["fields"].items() if not gone & set(_read_by(places))}
    ignored = [str(name) for name in mapping.get(IGNORE) or () if str(name) not in gone]
    nested = (mapping.get("file") or {}).get("format") == "jsonl"
    for one in moved:
        field = chosen[one.column][0]
        if field == IGNORE:
            ignored.append(one.column)
        elif field:
            if field in fields:
                other = ", ".join(_read_by(fields[field])) or "a fixed value"
                raise MappingUnclear(
                    f"mapping: the field {field} is {other} already, so {one.column!r} cannot be it too; change one"
                )
            fields[field] = {"path" if nested else "column": one.column}
    for column, (field, detail) in chosen.items():
        left = column in gone and detail.strip() == before[column].detail and field not in (*DATES, *WITH_UNIT)
        if field in fields and not left:
            fields[field] = _detailed(field, fields[field], column, detail.strip())
    made = {key: value for key, value in mapping.items() if key != IGNORE} | {"fields": fields}
    return made | ({IGNORE: ignored} if ignored else {})


def _read_by(places: Any) -> list[str]:
    specs = places if isinstance(places, list) else [places]
    return [name for spec in specs if isinstance(spec, dict) for name in _columns(spec)]


def _detailed(field: str, places: Any, column: str, detail: str) -> Any:
    """Return how a field is read, with the form of its dates or the unit of its numbers."""
    if not isinstance(places, dict) or detail == _detail(places):
        return places
    key = "format" if field in DATES else "unit" if field in WITH_UNIT else None
    if key is None:
        raise MappingUnclear(
            f"mapping: {column!r} is {field}, which has neither a form of dates nor a unit; leave {detail!r} out"
        )
    kept = {name: value for name, value in places.items() if name != key}
    forms = [part.strip() for part in detail.split(BETWEEN) if part.strip()]
    return kept | ({key: forms if key == "format" and len(forms) > 1 else detail} if detail else {})
