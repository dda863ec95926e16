"""Parquet: a file per label and per relationship type, typed columns, for pandas, DuckDB, Spark and R."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from graph.export.csv import ENDS
from graph.export.extract import About, Extract
from graph.schema import SCHEMA, Property
from graph.store_values import KEY

GROUP_ROWS = 10_000
TYPES = {
    "string": pa.string(),
    "strings": pa.list_(pa.string()),
    "integer": pa.int64(),
    "float": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def write(extract: Extract, target: Path) -> dict[str, int]:
    """Write an extract; dates are days, lists are lists, what is absent is null."""
    for label, nodes in groupby(extract.nodes(), key=lambda node: node.labels[0]):
        rows = ({KEY: node.id, **node.properties} for node in nodes)
        _write(target / f"{label}.parquet", (KEY,), SCHEMA.nodes[label].properties, rows, extract.about)
    for kind, relationships in groupby(extract.relationships(), key=lambda one: one.type):
        between = ({**dict(zip(ENDS, (*one.start, *one.end), strict=True)), **one.properties} for one in relationships)
        _write(target / f"{kind}.parquet", ENDS, SCHEMA.relationships[kind].properties, between, extract.about)
    return {}


def _write(
    path: Path,
    first: tuple[str, ...],
    rules: Mapping[str, Property],
    rows: Iterable[Mapping[str, Any]],
    about: About,
) -> None:
    names = {**dict.fromkeys(first, "string"), **{name: rule.type for name, rule in rules.items()}}
    schema = pa.schema([(name, TYPES[kind]) for name, kind in names.items()])
    schema = schema.with_metadata({"waybill": json.dumps(about.to_json(), ensure_ascii=False)})
    with path.open("wb") as stream, pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for some in _parts(rows):
            columns = [_column([row.get(name) for row in some], kind) for name, kind in names.items()]
            writer.write_batch(pa.record_batch(columns, schema=schema))


def _column(values: list[Any], kind: str) -> Any:
    if kind == "date":
        values = [None if value is None else date.fromisoformat(value) for value in values]
    return pa.array(values, type=TYPES[kind])


def _parts(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    waiting = iter(rows)
    while part := list(islice(waiting, GROUP_ROWS)):
        yield part
