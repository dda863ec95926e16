"""Tables of records and of what was found between them, as files that another engine can read and write.

Parquet where the name of a file ends in .parquet, else JSON lines: one record or edge a line. A table of edges may be
a folder of such files, as engines that work in parts write them. Every row carries the mark of the rules and models
that it was made with (`rules`): edges that were found with others are refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from graph.errors import ResolutionError
from graph.resolution.edges import Edge
from graph.resolution.entries import batches, decoded, encoded
from graph.resolution.exact import PartyRecord
from graph.resolution.index_file import version

T = TypeVar("T", PartyRecord, Edge)
PART = 50_000  # rows that are held at once
ENDS = (".parquet", ".json", ".jsonl")  # of the files in a folder that are read


def write_records(path: Path, records: Iterable[PartyRecord]) -> int:
    """Write records, whole or not at all.

    Args:
        path: the file; its folder exists.
        records: in any order; they are written in this one.

    Returns:
        How many there were.

    Raises:
        ResolutionError: the file cannot be written.
    """
    return _write(path, PartyRecord, records)


def write_edges(path: Path, edges: Iterable[Edge]) -> int:
    """Write edges, whole or not at all; see write_records."""
    return _write(path, Edge, edges)


def read_records(path: Path) -> Iterator[PartyRecord]:
    """Yield the records of a file.

    Raises:
        ResolutionError: a line or a column is not that of a record, or was written by other rules.
    """
    yield from _read(path, PartyRecord)


def read_edges(path: Path) -> list[Edge]:
    """Read the edges of a file, or of all files in a folder.

    Returns:
        Sorted, each once.

    Raises:
        ResolutionError: there is none, a line or a column is not that of an edge, one pair has two chances, or they
            were found by other rules.
    """
    edges: dict[tuple[str, str], Edge] = {}
    for file in _parts(path):
        for edge in _read(file, Edge):
            if not (edge.one < edge.other and 0.0 <= edge.chance <= 1.0):
                raise ResolutionError(f"{file}: an edge has the smaller id first and a chance of 0 to 1, got {edge}")
            known = edges.setdefault((edge.one, edge.other), edge)
            if known != edge:
                raise ResolutionError(f"{file}: {edge.one} and {edge.other} have two chances; were two runs mixed?")
    return sorted(edges.values())


def _parts(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(one for one in path.iterdir() if one.suffix in ENDS and one.name[0] not in "._")
    if not found:
        raise ResolutionError(f"{path}: no file of edges in this folder; they end in {', '.join(ENDS)}")
    return found


def _write(path: Path, kind: type[T], rows: Iterable[T]) -> int:
    count = 0
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        if path.suffix == ".parquet":
            count = _write_parquet(temporary, kind, rows)
        else:
            with temporary.open("wb") as file:
                for row in rows:
                    file.write(msgspec.json.encode(_cells(row)) + b"\n")
                    count += 1
        temporary.replace(path)
    except OSError as error:
        raise ResolutionError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        temporary.unlink(missing_ok=True)
    return count


def _write_parquet(path: Path, kind: type[T], rows: Iterable[T]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    count, schema = 0, _schema(kind)
    with pq.ParquetWriter(path, schema) as writer:
        for part in batches(rows, PART):
            table = pa.Table.from_pylist(list(map(_cells, part)), schema)
            writer.write_table(table)
            count += len(part)
    return count


def _cells(row: PartyRecord | Edge) -> dict[str, Any]:
    """Return the cells of a row; half characters, which no file can hold, get a sign in their place."""
    clean = decoded(encoded(row)) if isinstance(row, PartyRecord) else row
    return {**msgspec.to_builtins(clean), "rules": version()}


def _schema(kind: type[T]) -> Any:
    import pyarrow as pa

    columns: list[tuple[str, Any]]
    texts = pa.list_(pa.string())
    if kind is Edge:
        columns = [("one", pa.string()), ("other", pa.string()), ("chance", pa.float64()), ("joins", pa.bool_())]
    else:
        columns = [
            ("record", pa.string()), ("kind", pa.string()), ("names", texts), ("country", pa.string()),
            ("ids", pa.list_(texts)), ("birth_dates", texts), ("synthetic", pa.bool_()), ("weak", texts),
            ("former", texts), ("addresses", texts), ("main", pa.string()), ("listed", pa.string()),
        ]  # fmt: skip
    return pa.schema([*columns, ("rules", pa.string())])


def made_otherwise(path: Path | str, rules: str | None) -> ResolutionError:
    """Return the error for a table that other rules made.

    Args:
        path: of the table.
        rules: the mark that its rows carry, if any.
    """
    return ResolutionError(
        f"{path}: was made by other rules or models than those of this Waybill "
        f"({rules or 'not said'}, not {version()}); "
        "write the records with `waybill resolve --records` and find their pairs anew"
    )


def _read(path: Path, kind: type[T]) -> Iterator[T]:
    parquet = path.suffix == ".parquet"
    try:
        for number, cells in _read_parquet(path) if parquet else _read_lines(path, kind):
            with _named(f"{path}, {'row' if parquet else 'line'} {number}", kind):
                row = row_of(cells, kind)
            if cells.get("rules") != version():
                raise made_otherwise(path, cells.get("rules"))
            yield row
    except OSError as error:
        raise ResolutionError(f"{path}: cannot be read ({error.strerror or error})") from error


def _read_lines(path: Path, kind: type[T]) -> Iterator[tuple[int, dict[str, Any]]]:
    decoder = msgspec.json.Decoder(dict[str, Any])
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                with _named(f"{path}, line {number}", kind):
                    cells = decoder.decode(line)
                yield number, cells


def _read_parquet(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise ResolutionError(f"{path}: is no Parquet file ({error})") from error
    with file:
        yield from enumerate((cells for batch in file.iter_batches(PART) for cells in batch.to_pylist()), 1)


def row_of(cells: dict[str, Any], kind: type[T]) -> T:
    """Make a record or an edge of the cells of a row; an empty cell is the same as none.

    Raises:
        msgspec.ValidationError: a cell is missing or of another type.
    """
    return msgspec.convert({name: value for name, value in cells.items() if value is not None}, kind)


@contextmanager
def _named(place: str, kind: type[T]) -> Iterator[None]:
    """Have what goes wrong with a row say which one it is."""
    try:
        yield
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ResolutionError(f"{place}: is no {kind.__name__} ({error})") from error
