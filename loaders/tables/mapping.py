"""Mapping files: which column of a trade table is which field (mapping.schema.json).

The keys of the file stand in docs and schema; this module checks them and hands out frozen values.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from collections.abc import Mapping as MappingABC
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from math import isfinite
from pathlib import Path
from typing import Any

import re2
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from jsonschema.validators import extend

from graph.errors import SourceError
from loaders.places import country_of_text
from loaders.source import meta_of
from loaders.tables.access import values_of
from loaders.tables.dates import EXCEL, EXCEL_1904
from loaders.tables.figures import FIGURES, figures
from loaders.tables.layout import Layout, Limits
from loaders.tables.mapping_model import PARTIES, Bounds, Field, Mapping, Pattern, Split
from loaders.tables.nested import steps
from loaders.tables.numbers import OTHER, Marks
from loaders.tables.yaml_lines import Lines, line_of, load_with_lines

__all__ = ["PARTIES", "SUFFIX", "Bounds", "Field", "Mapping", "Split", "beside", "load_mapping"]

SUFFIX = ".mapping.yml"
WORDS = frozenset({"address", "country"})  # parts of a party beside its name and identifiers
KIND = re.compile(r"[A-Z][A-Z0-9_]*")
NESTED = ("jsonl", "parquet")
COUNTRIES = ("origin", "dispatch", "destination", *(f"{party}.country" for party in PARTIES))
# JSON Schema takes 2.0 for a whole number and .nan for a number; neither is one here.
_Validator = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int).redefine(
        "number", lambda _, value: type(value) is int or (type(value) is float and isfinite(value))
    ),
)


def beside(table: Path) -> Path:
    """Where the mapping of a table lies when no option names one."""
    return table.with_name(table.name + SUFFIX)


def load_mapping(path: Path) -> Mapping:
    """Read and check a mapping file.

    Raises:
        SourceError: names file, line and key.
    """
    data, lines = load_with_lines(path)
    if not isinstance(data, dict):
        raise SourceError("line 1: must hold keys such as version, name, source and fields", path)
    error = best_match(_validator().iter_errors(data))
    if error is not None:
        raise _explain(error, lines, path)
    nested = data.get("file", {}).get("format") in NESTED
    places = {
        name: [_field(name, spec, path, lines, nested) for spec in _places(specs)]
        for name, specs in data["fields"].items()
    }
    places = _parts(places, path, lines)
    fields = {name: found[0] for name, found in places.items()}
    CHECKS[data["kind"]](fields, path, lines)
    record = data.get("record", {})
    spellings, optional = _spellings(data, path, lines)
    form = data.get("file", {})
    numbers = data.get("numbers", {})
    if numbers.get("decimal") and numbers.get("decimal") == numbers.get("thousands"):
        line = line_of(lines, ("numbers", "thousands"))
        raise SourceError(f"line {line}, key numbers.thousands: must not be the decimal mark as well", path)
    expect = data.get("expect", {})
    mapping = Mapping(
        path=path,
        name=data["name"],
        version=data["version"],
        meta=meta_of({"source": data["source"]}, path, lines),
        layout=_layout(form),
        numbers=Marks(numbers.get("decimal") or OTHER.get(numbers.get("thousands")), numbers.get("thousands")),
        scale=numbers.get("scale", 1),
        record_id=tuple(names[0] for names in _id_columns(record)),
        record_version=_first(record.get("version")),
        declaration=_first(record.get("declaration")),
        fields=fields,
        ignore=frozenset(data.get("ignore", ())),
        new_columns=data.get("new_columns", "evolve"),
        expect={name: Bounds(**bounds) for name, bounds in expect.items() if name != "filled"},
        expect_filled={name: Bounds(**bounds) for name, bounds in expect.get("filled", {}).items()},
        digest=_digest(data, places),
        about=" ".join(data.get("about", "").split()),
        spellings=spellings,
        optional=optional,
        others={name: tuple(found[1:]) for name, found in places.items() if len(found) > 1},
        kind=data["kind"],
        needs=tuple(tuple(group) for group in data.get("needs", ())),
    )
    if not any(item.column for item in fields.values()):
        raise SourceError(
            f"line {lines[('fields',)]}, key fields: names no column, so no row could differ from another", path
        )
    return replace(mapping, layout=mapping.wanted_layout())


def _layout(form: MappingABC[str, Any]) -> Layout:
    """Read the key `file`; which columns are wanted is known only with the fields."""
    return Layout(
        encoding=form.get("encoding"),
        delimiter=form.get("delimiter") or ("\t" if form.get("format") == "tsv" else None),
        header_row=form.get("header_row"),
        header_rows=form.get("header_rows", 1),
        format=form.get("format"),
        sheets=_names(form.get("sheet")),
        fill_down=_names(form.get("fill_down")),
        limits=Limits(**form.get("limits", {})),
    )


def _places(specs: Any) -> list[MappingABC[str, Any]]:
    """Return the places of a field: one, or several of which the first that a table has counts."""
    return specs if isinstance(specs, list) else [specs]


def _names(spec: str | list[str] | None) -> tuple[str, ...]:
    """Return the names of a column, its first one first."""
    return () if spec is None else (spec,) if isinstance(spec, str) else tuple(spec)


def _first(spec: str | list[str] | None) -> str | None:
    return next(iter(_names(spec)), None)


def _id_columns(record: MappingABC[str, Any]) -> list[tuple[str, ...]]:
    """Return the columns of `record.id`, each with its spellings: `A`, `[A, B]` or `[[A, other name of A], B]`."""
    spec = record.get("id", [])
    return [_names(item) for item in ([spec] if isinstance(spec, str) else spec)]


def _spellings(data: Any, path: Path, lines: Lines) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Gather the names that each column goes by, and which columns a table need not have."""
    record = data.get("record", {})
    free = record.get("optional", False)
    named: list[tuple[tuple[str, ...], tuple[str, ...], bool]]
    named = [(("record", "id"), names, free) for names in _id_columns(record)]
    named += [(("record", key), _names(record.get(key)), free) for key in ("version", "declaration")]
    for name, specs in data["fields"].items():
        places = _places(specs)
        may_lack = len(places) > 1 or places[0].get("optional", False)
        for spec in places:
            named.append((("fields", name, "column"), _names(spec.get("column", spec.get("path"))), may_lack))
    found: dict[str, tuple[str, ...]] = {}
    needed: set[str] = set()
    for place, names, may_lack in named:
        if not names:
            continue
        if found.setdefault(names[0], names) != names and len(names) > 1 and len(found[names[0]]) > 1:
            raise SourceError(
                f"line {line_of(lines, place)}, key {'.'.join(place)}: gives the column {names[0]!r} other names than "
                "another key does; write them alike",
                path,
            )
        if len(names) > len(found[names[0]]):
            found[names[0]] = names
        if not may_lack:
            needed.add(names[0])
    return {name: names for name, names in found.items() if len(names) > 1}, frozenset(found.keys() - needed)


def _digest(data: Any, places: MappingABC[str, list[Field]]) -> str:
    lookups = {name: [dict(item.lookup) for item in found] for name, found in places.items()}
    text = json.dumps([data, lookups], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _validator() -> Any:
    schema = json.loads(files("loaders.tables").joinpath("mapping.schema.json").read_text(encoding="utf-8"))
    return _Validator(schema)


def _explain(error: ValidationError, lines: Lines, path: Path) -> SourceError:
    """Turn an error of the schema into one that a person can act on."""
    keys = [part if isinstance(part, int) else str(part) for part in error.absolute_path]
    schema: dict[str, Any] = error.schema if isinstance(error.schema, dict) else {}
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        allowed = set(schema.get("properties", {}))
        patterns = schema.get("patternProperties", {})
        unknown = [key for key in error.instance if key not in allowed and not any(re.search(p, key) for p in patterns)]
        keys.append(unknown[0])
        hint = ", ".join(sorted(allowed) + ([f"{party}.name" for party in PARTIES] if patterns else []))
        message = f"is not known here; the keys are {hint}"
    elif error.validator == "oneOf" and keys[:1] == ["fields"] and len(keys) == 2:
        message = "must have exactly one of " + ", ".join(item["required"][0] for item in schema["oneOf"])
    elif error.validator == "required":
        missing = [key for key in schema["required"] if key not in _keys(error.instance)]
        message = f"the key {missing[0]} is missing"
    else:
        message = f"{error.message}"
    name = ".".join(map(str, keys)) or "the whole file"
    return SourceError(f"line {line_of(lines, keys)}, key {name}: {message}", path)


def _keys(instance: object) -> set[str]:
    return set(instance) if isinstance(instance, dict) else set()


def _field(name: str, spec: MappingABC[str, Any], path: Path, lines: Lines, nested: bool) -> Field:
    if "path" in spec:
        _check_path(name, spec["path"], path, lines, nested)
    split = spec.get("split")
    formats = spec.get("format", ())
    _check_formats(name, (formats,) if isinstance(formats, str) else formats, path, lines)
    field = Field(
        column=_first(spec.get("column", spec.get("path"))),
        const=spec.get("const"),
        split=_split(name, split, path, lines) if split else None,
        formats=(formats,) if isinstance(formats, str) else tuple(formats),
        unit=spec.get("unit"),
        scale=spec.get("scale", 1),
        lookup=_lookup(name, spec.get("lookup", {}), path, lines),
        digits=spec.get("digits"),
        edition=spec.get("edition"),
    )
    unknown = [value for value in values_of(field, field.const or "") if country_of_text(value) is None]
    if name in COUNTRIES and unknown:
        raise SourceError(
            f"line {line_of(lines, ('fields', name, 'const'))}, key fields.{name}.const: no country is known by the "
            f"name {unknown[0]!r}; write its code of two letters",
            path,
        )
    return field


def _parts(places: MappingABC[str, list[Field]], path: Path, lines: Lines) -> dict[str, list[Field]]:
    """Make a field of each part of a party that a pattern names: (?P<name>...), (?P<address>...), (?P<INN>...)."""
    found = {name: list(items) for name, items in places.items()}
    for name, items in places.items():
        role = name.removesuffix(".name")
        if role not in PARTIES:
            continue
        found[name] = []
        for item in items:
            split = item.split
            groups = split.pattern.groupindex if split is not None and split.pattern is not None else {}
            if split is None or not groups:
                found[name].append(item)
                continue
            place = f"line {line_of(lines, ('fields', name, 'split'))}, key fields.{name}.split.pattern"
            if "name" not in groups:
                raise SourceError(f"{place}: must name the group (?P<name>...) among the parts of a party", path)
            for group, number in groups.items():
                key = name if group == "name" else f"{role}.{group if group in WORDS else f'id.{group}'}"
                if key != name and (key in places or (group not in WORDS and not KIND.fullmatch(group))):
                    raise SourceError(
                        f"{place}: a group may be called name, address, country or as an identifier (INN, OGRN ...) "
                        f"that is no field of its own, got {group!r}",
                        path,
                    )
                part = replace(split, group=number, whole=group == "name")
                found.setdefault(key, []).append(replace(item, split=part, lookup=item.lookup if key == name else {}))
    return found


def _check_path(name: str, text: str, path: Path, lines: Lines, nested: bool) -> None:
    place = f"line {line_of(lines, ('fields', name, 'path'))}, key fields.{name}.path"
    if not nested:
        raise SourceError(
            f"{place}: is for nested files; set file.format to {' or '.join(NESTED)}, other tables have columns", path
        )
    try:
        steps(text)
    except ValueError as error:
        raise SourceError(f"{place}: {error}", path) from error


def _check_formats(name: str, formats: Iterable[str], path: Path, lines: Lines) -> None:
    for form in formats:
        if form in (EXCEL, EXCEL_1904):
            continue
        try:
            datetime.strptime("", form)
        except (ValueError, re.error) as error:
            if "does not match format" not in str(error):
                line = line_of(lines, ("fields", name, "format"))
                raise SourceError(
                    f"line {line}, key fields.{name}.format: must be a date format such as %Y-%m-%d, got {form!r}", path
                ) from error


def _split(name: str, spec: str | MappingABC[str, Any], path: Path, lines: Lines) -> Split:
    if isinstance(spec, str):
        return Split(separator=spec)
    pattern = None
    if "pattern" in spec:
        try:
            pattern = _compiled(spec["pattern"])
        except re2.error as error:
            line = line_of(lines, ("fields", name, "split", "pattern"))
            why = error.args[0].decode() if isinstance(error.args[0], bytes) else error
            raise SourceError(
                f"line {line}, key fields.{name}.split.pattern: is no regular expression of RE2, which knows neither "
                f"looking around nor references to groups ({why})",
                path,
            ) from error
    return Split(spec.get("separator"), spec.get("part"), pattern)


def _compiled(text: str) -> Pattern:
    options = re2.Options()
    options.log_errors = False
    pattern: Pattern = re2.compile(text, options)
    return pattern


def _lookup(name: str, spec: Any, path: Path, lines: Lines) -> dict[str, str | None]:
    """Read a lookup: a mapping in the file, or the name of a YAML file beside it."""
    if isinstance(spec, dict):
        return {str(key): value for key, value in spec.items()}
    file = path.parent / spec
    place = f"line {line_of(lines, ('fields', name, 'lookup'))}, key fields.{name}.lookup"
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(path.parent)):
        raise SourceError(f"{place}: must lie beside the mapping or in a folder below, got {spec}; copy it there", path)
    if not os.path.isfile(file):  # unlike Path.is_file it takes a name of any length
        raise SourceError(f"{place}: there is no file {spec} beside the mapping", path)
    data, _ = load_with_lines(file)
    if not isinstance(data, dict) or not all(value is None or isinstance(value, str) for value in data.values()):
        raise SourceError("must hold printed value: value, one a line, both as text", file)
    return {str(key): value for key, value in data.items()}


def _check_arms(fields: MappingABC[str, Field], path: Path, lines: Lines) -> None:
    missing = [name for name in ("supplier", "recipient", "designation", "delivered") if name not in fields]
    if missing:
        raise SourceError(f"line {lines[('fields',)]}, key fields: a mapping of arms needs {missing[0]}", path)


def _check_trade(fields: MappingABC[str, Field], path: Path, lines: Lines) -> None:
    for name in fields:
        if name in PARTIES and f"{name}.name" in fields:
            raise SourceError(
                f"line {line_of(lines, ('fields', name))}, key fields.{name}: means {name}.name, which is there too",
                path,
            )
    if not {"goods", "hs", "declared_as"} & fields.keys():
        raise SourceError(f"line {lines[('fields',)]}, key fields: needs goods, hs or declared_as", path)
    named = {name.split(".")[0] for name in fields}
    if not named & {"consignor", "consignee", "dispatch", "origin", "destination"}:
        raise SourceError(
            f"line {lines[('fields',)]}, key fields: needs a consignor, a consignee, or countries (dispatch, origin, "
            "destination)",
            path,
        )


def _check_flow(fields: MappingABC[str, Field], path: Path, lines: Lines) -> None:
    place = f"line {lines[('fields',)]}, key fields"
    missing = [name for name in ("reporter", "partner", "hs") if name not in fields]
    if missing:
        raise SourceError(f"{place}: a mapping of statistics needs {missing[0]}; a const will do", path)
    if not {"period", "year"} & fields.keys():
        raise SourceError(f"{place}: a mapping of statistics needs period, or year with month", path)
    found = figures(fields)
    for figure in found:
        if not any(name in figure.fields for name in FIGURES):
            named = f"{figure.name!r} " if figure.name else ""
            raise SourceError(f"{place}: the figure {named}needs one of {', '.join(FIGURES)}", path)
        if "direction" not in figure.fields:
            raise SourceError(f"{place}: needs direction{f'@{figure.name}' if figure.name else ''}", path)
    stray = [key for key in fields if "@" in key and key.partition("@")[2] not in {one.name for one in found}]
    if stray:
        raise SourceError(f"line {line_of(lines, ('fields', stray[0]))}, key fields.{stray[0]}: has no figure", path)


CHECKS = {"trade": _check_trade, "arms": _check_arms, "flow": _check_flow}
