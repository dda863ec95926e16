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
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from graph.errors import SourceError
from loaders.source import Meta, meta_of
from loaders.tables.numbers import Marks
from loaders.tables.reader import Layout
from loaders.tables.yaml_lines import Lines, line_of, load_with_lines

SUFFIX = ".mapping.yml"
PARTIES = ("consignor", "consignee", "on_behalf_of", "notify", "carrier", "maker")


@dataclass(frozen=True, slots=True)
class Split:
    """Takes a value out of a cell.

    Attributes:
        separator: cuts the cell; with `part` (from 1) one piece is taken, without it all of them.
        part: number of the piece.
        pattern: regular expression whose first group (or whole match) is the value.
    """

    separator: str | None = None
    part: int | None = None
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """Where a field comes from: one of column and const.

    Attributes:
        column: printed column name.
        const: the same value in every row.
        split: what to take out of the cell.
        formats: strptime formats of a date.
        unit: unit of the column's numbers.
        lookup: printed value -> value that is read in its place; None: the cell says nothing.
    """

    column: str | None = None
    const: str | None = None
    split: Split | None = None
    formats: tuple[str, ...] = ()
    unit: str | None = None
    lookup: MappingABC[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a count may be: below the minimum the load stops, above the maximum it warns."""

    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file, checked.

    Attributes:
        path: the file.
        name: of the mapping.
        version: of the mapping; raise it when its meaning changes, the later one supersedes.
        meta: publisher, synthetic, coverage and the like.
        layout: encoding (None: UTF-8, or as its byte order mark says), delimiter (None: settled by the header) and
            header row.
        numbers: marks; None inside where the columns settle it.
        scale: factor of all quantities and values.
        record_id: columns that tell a row from all others; empty: its cells do.
        record_version: column of a row's version.
        declaration: column of the number of the customs declaration.
        fields: field -> where it comes from.
        ignore: columns left out on purpose.
        new_columns: evolve (reported), freeze (a warning) or reject (the load stops) for columns nobody mentions.
        expect: rows, accepted, countries -> bounds.
        expect_filled: column -> bounds of its share of filled cells, 0 to 1.
        digest: sha256 of the mapping and its lookups.
    """

    path: Path
    name: str
    version: int
    meta: Meta
    layout: LayoutHint
    numbers: Marks
    scale: int
    record_id: tuple[str, ...]
    record_version: str | None
    declaration: str | None
    fields: MappingABC[str, Field]
    ignore: frozenset[str]
    new_columns: Literal["evolve", "freeze", "reject"]
    expect: MappingABC[str, Bounds]
    expect_filled: MappingABC[str, Bounds]
    digest: str

    def columns(self) -> tuple[str, ...]:
        """Return every column that the mapping reads, in its own order, none twice."""
        named = [item.column for item in self.fields.values() if item.column]
        further = [column for column in (self.record_version, self.declaration) if column]
        return tuple(dict.fromkeys([*named, *self.record_id, *further]))

    def check_header(self, header: tuple[str, ...], table: Path) -> list[str]:
        """Compare with the columns of a table.

        Returns:
            columns that the mapping neither reads nor ignores.

        Raises:
            SourceError: a column is missing, stands there twice, or is new where the mapping says reject.
        """
        missing = [column for column in self.columns() if column not in header]
        if missing:
            raise SourceError(
                f"the mapping {self.path.name} reads the column {missing[0]!r}, which the table does not have; "
                f"its columns are {', '.join(header)}",
                table,
                self.layout.header_row,
            )
        twice = [column for column in self.columns() if header.count(column) > 1]
        if twice:
            raise SourceError(f"the column {twice[0]!r} stands there twice; rename one", table, self.layout.header_row)
        read = set(self.columns()) | self.ignore
        unread = [column for column in header if column and column not in read]
        if unread and self.new_columns == "reject":
            raise SourceError(
                f"the mapping {self.path.name} says new_columns: reject, and the column {unread[0]!r} is neither read "
                "nor ignored; add it to fields or to ignore",
                table,
                self.layout.header_row,
            )
        return unread


@dataclass(frozen=True, slots=True)
class LayoutHint:
    """What a mapping says of the file; None where it says nothing."""

    encoding: str | None = None
    delimiter: str | None = None
    header_row: int = 1

    def settle(self, encoding: str, delimiter: str) -> Layout:
        """Fill what the mapping leaves open."""
        return Layout(self.encoding or encoding, self.delimiter or delimiter, self.header_row)


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
    fields = {name: _field(name, spec, path, lines) for name, spec in data["fields"].items()}
    _check_fields(fields, path, lines)
    record = data.get("record", {})
    identifier = record.get("id", [])
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
        meta=meta_of(data["source"], path),
        layout=LayoutHint(
            form.get("encoding"),
            form.get("delimiter") or ("\t" if form.get("format") == "tsv" else None),
            form.get("header_row", 1),
        ),
        numbers=Marks(numbers.get("decimal"), numbers.get("thousands")),
        scale=numbers.get("scale", 1),
        record_id=(identifier,) if isinstance(identifier, str) else tuple(identifier),
        record_version=record.get("version"),
        declaration=record.get("declaration"),
        fields=fields,
        ignore=frozenset(data.get("ignore", ())),
        new_columns=data.get("new_columns", "evolve"),
        expect={name: Bounds(**bounds) for name, bounds in expect.items() if name != "filled"},
        expect_filled={name: Bounds(**bounds) for name, bounds in expect.get("filled", {}).items()},
        digest=_digest(data, fields),
    )
    if not any(item.column for item in fields.values()):
        raise SourceError(
            f"line {lines[('fields',)]}, key fields: names no column, so no row could differ from another", path
        )
    return mapping


def _digest(data: Any, fields: MappingABC[str, Field]) -> str:
    lookups = {name: dict(item.lookup) for name, item in fields.items() if item.lookup}
    text = json.dumps([data, lookups], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(files("loaders.tables").joinpath("mapping.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


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


def _field(name: str, spec: MappingABC[str, Any], path: Path, lines: Lines) -> Field:
    if "path" in spec:
        raise SourceError(
            f"line {line_of(lines, ('fields', name, 'path'))}, key fields.{name}.path: is for nested files; "
            "a CSV or TSV table has columns",
            path,
        )
    split = spec.get("split")
    formats = spec.get("format", ())
    _check_formats(name, (formats,) if isinstance(formats, str) else formats, path, lines)
    return Field(
        column=spec.get("column"),
        const=spec.get("const"),
        split=_split(name, split, path, lines) if split else None,
        formats=(formats,) if isinstance(formats, str) else tuple(formats),
        unit=spec.get("unit"),
        lookup=_lookup(name, spec.get("lookup", {}), path, lines),
    )


def _check_formats(name: str, formats: Iterable[str], path: Path, lines: Lines) -> None:
    for form in formats:
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
            pattern = re.compile(spec["pattern"])
        except (re.error, RecursionError, OverflowError) as error:
            line = line_of(lines, ("fields", name, "split", "pattern"))
            raise SourceError(
                f"line {line}, key fields.{name}.split.pattern: is no regular expression ({error})", path
            ) from error
    return Split(spec.get("separator"), spec.get("part"), pattern)


def _lookup(name: str, spec: Any, path: Path, lines: Lines) -> dict[str, str | None]:
    """Read a lookup: a mapping in the file, or the name of a YAML file beside it."""
    if isinstance(spec, dict):
        return {str(key): value for key, value in spec.items()}
    file = path.parent / spec
    place = f"line {line_of(lines, ('fields', name, 'lookup'))}, key fields.{name}.lookup"
    if not os.path.isfile(file):  # unlike Path.is_file it takes a name of any length
        raise SourceError(f"{place}: there is no file {spec} beside the mapping", path)
    data, _ = load_with_lines(file)
    if not isinstance(data, dict) or not all(value is None or isinstance(value, str) for value in data.values()):
        raise SourceError("must hold printed value: value, one a line, both as text", file)
    return {str(key): value for key, value in data.items()}


def _check_fields(fields: MappingABC[str, Field], path: Path, lines: Lines) -> None:
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
