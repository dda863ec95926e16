"""The answer to a query: typed rows, and what there is to say beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query.

    Attributes:
        query: name of the query; "cypher" for a person's own.
        columns: names in order.
        rows: one mapping per row; dates are ISO text.
        seconds: how long the engine took.
        cut: whether the row limit hid rows.
        parameters: as bound.
        notes: how parameters were read where it is not plain, what the rows leave out, and why.
        looked_at: of an empty answer, how many nodes and relationships there are to look through, by label and type.
    """

    query: str
    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    seconds: float
    cut: bool
    parameters: Mapping[str, Any] | None = None
    notes: tuple[str, ...] = ()
    looked_at: Mapping[str, int] | None = None

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a table of pandas, whole numbers and truth values as such also where some are missing."""
        import pandas

        return pandas.DataFrame(self.rows, columns=list(self.columns)).convert_dtypes()

    def to_json(self) -> dict[str, Any]:
        """Return the object of `query --json`."""
        return {
            "schema": 1,
            "query": self.query,
            "parameters": jsonable(dict(self.parameters or {})),
            "columns": list(self.columns),
            "rows": [jsonable(row) for row in self.rows],
            "notes": list(self.notes),
            "looked_at": None if self.looked_at is None else dict(self.looked_at),
            "cut": self.cut,
        }


def plain_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with dates as datetime.date, whatever the driver gave."""
    return [{key: plain(value) for key, value in row.items()} for row in rows]


def plain(value: Any) -> Any:
    """Return a value of the driver as a plain Python one."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if hasattr(value, "to_native"):
        return value.to_native()
    return value


def jsonable(value: Any) -> Any:
    """Return a value of a row as JSON takes it: dates as ISO text, what it does not know as words."""
    if isinstance(value, dict):
        return {key: jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(item) for item in value]
    if isinstance(value, date) or hasattr(value, "isoformat"):
        return value.isoformat()
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)
