"""Parquet files, row group by row group; typed columns keep their types, nested ones are read by paths."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from graph.errors import SourceError
from loaders.tables.frame import Frame
from loaders.tables.layout import BadCell, DateCell, Layout, NumberCell, Row, positions, tidy
from loaders.tables.nested import Shaper
from loaders.tables.numeric import float_number, plain

BATCH = 2048


class ParquetReader:
    """Reads one Parquet file; iterate for its rows, numbered from 1."""

    def __init__(self, path: Path, layout: Layout) -> None:
        self.path = path
        self.layout = replace(layout, format="parquet", encoding=None, delimiter=None)
        self.notices: list[str] = []
        self.counts: Counter[str] = Counter()
        self.unread: list[str] = []
        self.epoch_1904 = False
        with self._open() as file:
            self._schema = file.schema_arrow
            meta = file.metadata
            limit = layout.limits.group_bytes
            for number in range(meta.num_row_groups):
                size = meta.row_group(number).total_byte_size
                if size > limit:
                    raise SourceError(
                        f"its row group {number + 1} unpacks to {size:,} bytes; {limit:,} are read at most (limit "
                        "group_bytes); write it with smaller row groups",
                        path,
                    )
        if len(self._schema) > layout.limits.columns:
            raise SourceError(
                f"has {len(self._schema):,} columns; {layout.limits.columns:,} are read at most (limit columns)", path
            )
        self._nested = any(_is_nested(field.type) for field in self._schema)

    def read_headers(self) -> dict[str, tuple[str, ...]]:
        """Return the column names; for a nested file the paths that are read."""
        return {"": self._shaper().header if self._nested else self._flat()}

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        self.counts.clear()
        if not self._nested:
            frame, number = Frame(self._flat(), self.layout, notes=False), 0
            for batch in self._batches():
                columns = [_column(array) for array in batch.columns]
                for cells in zip(*columns, strict=True):
                    number += 1
                    yield frame.row(number, cells)
            return
        shaper, number = self._shaper(), 0
        frame = Frame(shaper.header, self.layout, notes=False)
        for batch in self._batches():
            for record in self._nested_records(batch):
                number += 1
                for cells in shaper.rows({key: _nested(value) for key, value in record.items()}):
                    yield frame.row(number, cells)
        self.unread = list(shaper.unread)

    def _nested_records(self, batch: Any) -> list[dict[str, Any]]:
        try:
            records: list[dict[str, Any]] = batch.to_pylist()
        except UnicodeDecodeError as error:
            raise SourceError(f"holds text that is not UTF-8 ({error.reason}); write it anew", self.path) from error
        return records

    def _flat(self) -> tuple[str, ...]:
        return tuple(tidy(name) for name in self._schema.names)

    def _shaper(self) -> Shaper:
        """Read the flat columns under their names, the nested ones by the paths of the mapping."""
        flat = [field.name for field in self._schema if not _is_nested(field.type)]
        known = positions(tuple(flat))
        return Shaper(self.layout, self.path, [name for name in self.layout.columns if name not in known], flat)

    def _open(self) -> Any:
        try:
            return pq.ParquetFile(self.path, memory_map=False)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise self._damaged(error) from error

    def _batches(self) -> Iterator[Any]:
        try:
            with self._open() as file:
                yield from file.iter_batches(batch_size=BATCH, use_threads=False)
        except (pa.ArrowException, OSError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> SourceError:
        words = str(error).splitlines()[0] if str(error) else type(error).__name__
        if "encrypt" in words.casefold():
            return SourceError("is encrypted; write it without encryption", self.path)
        return SourceError(f"is cut off or damaged ({words}); get the file anew", self.path)


def _is_nested(kind: Any) -> bool:
    return bool(pa.types.is_nested(kind))


def _column(array: Any) -> list[str]:
    """Return a column as cells."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        array, kind = array.dictionary_decode(), kind.value_type
    try:
        values = array.to_pylist()
    except UnicodeDecodeError:  # called text, and none: each cell for itself
        values, kind = array.cast(pa.large_binary()).to_pylist(), pa.large_binary()
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return ["" if value is None else value for value in values]
    convert = _plain_of(kind)
    return ["" if value is None else convert(value) for value in values]


def _plain_of(kind: Any) -> Callable[[Any], str]:
    if pa.types.is_boolean(kind):
        return lambda value: "true" if value else "false"
    if pa.types.is_integer(kind):
        return NumberCell
    if pa.types.is_float16(kind) or pa.types.is_float32(kind):
        return lambda value: float_number(float(format(value, ".7g")))
    return value_text


def value_text(value: Any) -> str:
    """Return a value of any flat type as a cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return NumberCell(value)
    if isinstance(value, float):
        return "" if value != value else float_number(value)
    if isinstance(value, Decimal):
        return NumberCell(plain(value))
    if isinstance(value, datetime.datetime):
        return DateCell(value.isoformat(" ").removesuffix(" 00:00:00"))
    if isinstance(value, (datetime.date, datetime.time)):
        return DateCell(value.isoformat())
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return BadCell(f"0x{value.hex()}")
    return str(value)


def _nested(value: Any) -> Any:
    """Return a nested value with all that is plain as cells; maps come as lists of pairs."""
    if isinstance(value, dict):
        return {key: _nested(inner) for key, inner in value.items()}
    if isinstance(value, list):
        if value and all(isinstance(item, tuple) and len(item) == 2 for item in value):
            return {str(key): _nested(inner) for key, inner in value}
        return [_nested(item) for item in value]
    return None if value is None else value_text(value)
