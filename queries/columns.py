"""Lines of text as columns: a question looks at each different text once, not at each line."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Collection, Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import csv

SIGN = "|"  # between the parts of a line
Marks = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Column:
    """The texts of all lines in one place.

    Args:
        texts: one for each line.

    Attributes:
        values: each different text, by number.
        codes: the number of each line's text.
    """

    __slots__ = ("codes", "values")

    def __init__(self, texts: Iterable[str] = ()) -> None:
        every = list(texts)
        self.values = list(dict.fromkeys(every))
        numbers = {text: number for number, text in enumerate(self.values)}
        self.codes: npt.NDArray[np.int32] = np.fromiter(
            map(numbers.__getitem__, every), dtype=np.int32, count=len(every)
        )

    @classmethod
    def made(cls, values: list[str], codes: npt.NDArray[np.int32]) -> Column:
        """Return the column of some values and the number of each line's."""
        column = cls()
        column.values, column.codes = values, codes
        return column

    def texts(self) -> list[str]:
        """Return the text of each line."""
        return list(map(self.values.__getitem__, self.codes.tolist()))

    def renumbered(self, index: dict[str, int]) -> Column:
        """Return it with the numbers of an index that columns share; values that are new there are added to it."""
        numbers = [index.setdefault(text, len(index)) for text in self.values]
        return Column.made(list(index), np.array(numbers, dtype=np.int32)[self.codes])

    def where(self, holds: Callable[[str], bool]) -> Marks:
        """Return for each line whether its text passes a test."""
        return np.fromiter(map(holds, self.values), dtype=bool, count=len(self.values))[self.codes]

    def numbers(self, of: Callable[[str], int]) -> Ints:
        """Return for each line a number made of its text."""
        return np.fromiter(map(of, self.values), dtype=np.int64, count=len(self.values))[self.codes]

    def having(self, codes: Collection[str]) -> Marks:
        """Return for each line whether its text, words with spaces between them, has one of some words."""
        return self.where(lambda text: any(code in codes for code in text.split()))


def parts_of(line: str, count: int) -> list[str]:
    """Return the parts of a line; the last one may hold the sign between parts."""
    return line.split(SIGN, count - 1)


def columns_of(lines: Sequence[str], count: int) -> list[Column]:
    """Return the parts of lines as columns.

    Args:
        lines: each of so many parts; the last one may hold the sign between parts, and ends of lines.
        count: of the parts.

    Raises:
        ValueError: a line has fewer parts.
    """
    if not lines:
        return [Column() for _ in range(count)]
    text = "\n".join(lines)
    if text.count(SIGN) != (count - 1) * len(lines) or text.count("\n") != len(lines) - 1 or "\r" in text:
        rows = [parts_of(line, count) for line in lines]
        if any(len(row) != count for row in rows):
            raise ValueError(f"a line must have {count} parts")
        return [Column(part) for part in zip(*rows, strict=True)]
    data = codecs.BOM_UTF8 + text.encode()  # Arrow leaves out one; it must not be one of the first text
    names = [str(number) for number in range(count)]
    kind = pa.dictionary(pa.int32(), pa.string())
    table = csv.read_csv(
        pa.BufferReader(data),
        read_options=csv.ReadOptions(column_names=names, block_size=len(data) + 1),
        parse_options=csv.ParseOptions(delimiter=SIGN, quote_char=False),
        convert_options=csv.ConvertOptions(column_types=dict.fromkeys(names, kind), strings_can_be_null=False),
    )
    return [_column(table.column(name)) for name in names]


def _column(found: pa.ChunkedArray) -> Column:
    whole = found.unify_dictionaries().combine_chunks()
    return Column.made(whole.dictionary.to_pylist(), whole.indices.to_numpy())
