"""Runs canned queries: binds typed parameters, reads within limits of time and rows, and returns typed rows.

A user's own query goes through the gate, as whatever a person types does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from time import perf_counter
from typing import Any

from graph.errors import InvalidParameter, QueryError, QueryTimeout
from graph.fold import fold_model
from graph.store import Store
from queries import catalogue, gate, ids, lists, notes
from queries.catalogue import Parameter, Query
from queries.goods import node_ids
from queries.question import bound, country_codes
from queries.result import Result, plain_rows

MOST_ROWS = 10_000
TIMEOUT_S = 30.0
TRUE, FALSE = ("true", "yes", "1", "on"), ("false", "no", "0", "off")


def run(
    store: Store,
    query: Query | str,
    parameters: Mapping[str, Any] | None = None,
    *,
    max_rows: int = MOST_ROWS,
    timeout_s: float = TIMEOUT_S,
) -> Result:
    """Ask a canned query.

    Args:
        store: an open store.
        query: the query, or its name.
        parameters: values as typed by a person or as Python values; what is absent takes its default.
        max_rows: most rows; `Result.cut` says that there were more.
        timeout_s: time limit in seconds.

    Raises:
        UnknownQuery: no canned query has this name.
        InvalidParameter: a parameter is unknown, missing, of the wrong type or out of bounds, or an id nobody has.
        QueryTimeout: the time limit was reached.
    """
    asked = find(query) if isinstance(query, str) else query
    bound_values, told = lists.read(store, asked, ids.whole(store, asked, bind(asked, parameters or {})))
    columns = tuple(column.name for column in asked.columns)
    if asked.own:
        answer = gate.run(store, asked.cypher, bound_values, timeout_s=timeout_s, max_rows=max_rows)
        _check_columns(asked, answer.columns)
        rows, seconds, cut = answer.rows, answer.seconds, answer.cut
    else:
        started = perf_counter()
        read = store.read(asked.cypher, bound_values, timeout_s=timeout_s, max_rows=max_rows + 1)
        rows, seconds, cut = plain_rows(read[:max_rows]), perf_counter() - started, len(read) > max_rows
    told += notes.beside(store, asked, bound_values, rows, timeout_s)
    looked_at = None if rows else _looked_at(store, asked, timeout_s)
    return Result(asked.name, columns, rows, seconds, cut, bound_values, tuple(told), looked_at)


def _check_columns(query: Query, got: tuple[str, ...]) -> None:
    """Refuse the answer to a user's own query that has other columns than its header says."""
    wanted = tuple(column.name for column in query.columns)
    if got and got != wanted:
        raise QueryError(
            f"{query.name}: the header declares the columns {', '.join(wanted)}, the answer has {', '.join(got)}; "
            "name them alike and in one order"
        )


def _looked_at(store: Store, query: Query, timeout_s: float) -> dict[str, int] | None:
    """Count what a query looks through, so that an empty answer has its bounds; None where that takes too long."""
    try:
        return store.counts(query.looked_at, timeout_s)
    except QueryTimeout:
        return None


def find(name: str) -> Query:
    """Return a query of Waybill's own by name or id; hyphens and underscores are one.

    Raises:
        UnknownQuery: with the nearest names.
    """
    return catalogue.Catalogue(catalogue.canned(), {}).find(name)


def bind(query: Query, given: Mapping[str, Any]) -> dict[str, Any]:
    """Check and convert the values for a query.

    Raises:
        InvalidParameter: names the parameter, the rule and what was got.
    """
    names = [parameter.name for parameter in query.parameters]
    for name in given:
        if name not in names:
            raise InvalidParameter(f"{query.name}: no parameter {name!r}; it takes {', '.join(names) or 'none'}")
    values = {parameter.name: value_of(parameter, given.get(parameter.name)) for parameter in query.parameters}
    first, last = values.get("since"), values.get("until")
    if isinstance(first, date) and isinstance(last, date) and first > last:
        raise InvalidParameter(f"since, until: since must not lie after until, got {first} and {last}")
    return values


def value_of(parameter: Parameter, value: Any) -> Any:
    """Convert one value to what the Cypher takes.

    Raises:
        InvalidParameter: it is missing, of the wrong type or out of bounds.
    """
    if value is None or (isinstance(value, str) and not value.strip()) or value == []:
        if parameter.required:
            raise InvalidParameter(f"{parameter.name}: must be given ({parameter.help})")
        value = parameter.default
        if value is None:
            return None
    reader: Callable[[Parameter, Any], Any] = {
        "integer": _integer,
        "boolean": _boolean,
        "date": _date,
        "country": _country,
        "countries": lambda p, v: list(country_codes(p.name, v)),
        "goods": _goods,
        "part": _part,
        "ties": _ties,
    }.get(parameter.type, _string)
    return reader(parameter, value)


def _string(parameter: Parameter, value: Any) -> str:
    if not isinstance(value, str):
        raise InvalidParameter(f"{parameter.name}: must be text, got {value!r}")
    return value.strip()


def _part(parameter: Parameter, value: Any) -> str:
    folded = fold_model(_string(parameter, value))
    if not folded:
        raise InvalidParameter(f"{parameter.name}: must hold letters or digits, got {value!r}")
    return folded


def _integer(parameter: Parameter, value: Any) -> int:
    try:
        number: Any = int(value) if isinstance(value, str) else value
    except ValueError:
        number = None
    least, most = parameter.minimum, parameter.maximum
    right = isinstance(number, int) and not isinstance(number, bool)
    if not right or (least is not None and number < least) or (most is not None and number > most):
        raise InvalidParameter(f"{parameter.name}: must be a whole number from {least} to {most}, got {value!r}")
    return int(number)


def _date(parameter: Parameter, value: Any) -> date | None:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # a year
    return bound(parameter.name, value, last=parameter.name in ("until", "end", "to"))


def _boolean(parameter: Parameter, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word not in TRUE + FALSE:
        raise InvalidParameter(f"{parameter.name}: must be true or false, got {value!r}")
    return word in TRUE


def _country(parameter: Parameter, value: Any) -> str:
    codes = country_codes(parameter.name, value)
    if len(codes) != 1:
        raise InvalidParameter(f"{parameter.name}: must be one country, got {value!r}")
    return codes[0]


def _ties(parameter: Parameter, value: Any) -> list[str]:
    if not isinstance(value, (str, list, tuple)):
        raise InvalidParameter(f"{parameter.name}: must be ids separated by commas, got {value!r}")
    items = value.split(",") if isinstance(value, str) else list(value)
    return [text for item in items if (text := _string(parameter, item))]


def _goods(parameter: Parameter, value: Any) -> list[str]:
    if isinstance(value, (list, tuple)):
        return [goods for item in value for goods in node_ids(_string(parameter, item), parameter.name)]
    return node_ids(_string(parameter, value), parameter.name)
