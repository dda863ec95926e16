"""Values of the parameters of a query: as a person types them, and in braces as Neo4j Browser takes them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import date

from graph.errors import InvalidParameter

_STRING = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
_PAIR = re.compile(
    rf"\s*(\w+)\s*:\s*({_STRING}|\[(?:{_STRING}|[^\]'\"])*\]|[^,'\"\[]+(?:\((?:{_STRING})\))?)\s*(?:,|$)",
    flags=re.DOTALL,
)
_ONE = re.compile(r"(\w+)\s*(?:=>|:)\s*(.+)", flags=re.DOTALL)
_DATE = re.compile(r"date\(\s*(['\"])(\d{4}-\d\d-\d\d)\1\s*\)")


def read_parameters(text: str) -> dict[str, object]:
    """Read what stands after :param: NAME => VALUE, NAME: VALUE, or a map in braces as Neo4j Browser takes it.

    Args:
        text: without ":param"; nothing at all gives no parameter a value.

    Raises:
        InvalidParameter: it has another form.
    """
    text = text.strip()
    if not text:
        return {}
    if text.startswith("{") and text.endswith("}"):
        return _map(text[1:-1].strip())
    found = _ONE.fullmatch(text)
    if found is None:
        raise InvalidParameter(f":param: must be NAME => VALUE such as country => TR, got {text!r}")
    return {found[1]: _value(found[2].strip())}


def write_parameters(values: Mapping[str, object]) -> str:
    """Return values as a map in braces, which `read_parameters` and Neo4j Browser read."""
    return "{" + ", ".join(f"{name}: {_written(value)}" for name, value in values.items()) + "}" if values else ""


def value_of(text: str) -> object:
    """Read a value: JSON lists, numbers and booleans become such, all else is text."""
    if text[:1] not in "[-0123456789tf" or text == "":
        return text
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if isinstance(value, float) and not math.isfinite(value):
        return text
    return value if isinstance(value, (list, bool, int, float)) else text


def _map(inside: str) -> dict[str, object]:
    found: dict[str, object] = {}
    place = 0
    while place < len(inside):
        pair = _PAIR.match(inside, place)
        if pair is None:
            raise InvalidParameter(
                f":param: must be a map such as {{country: 'TR', limit: 5}}, got {inside[place : place + 60]!r} in it"
            )
        found[pair[1]] = _value(pair[2].strip())
        place = pair.end()
    return found


def _value(text: str) -> object:
    quote = text[:1]
    if quote in ("'", '"') and len(text) > 1 and text.endswith(quote):
        return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)
    if text == "null":
        return None
    if day := _DATE.fullmatch(text):
        try:
            return date.fromisoformat(day[2])
        except ValueError as error:
            raise InvalidParameter(f":param: {text}: is no day of the calendar") from error
    if text.startswith("[") and not isinstance(value_of(text), list):
        return value_of(text.replace("'", '"'))
    return value_of(text)


def _written(value: object) -> str:
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, str):
        escaped = re.sub(r"(['\\])", r"\\\1", value)
        return f"'{escaped}'"
    if isinstance(value, (list, tuple)):
        return json.dumps(list(value), ensure_ascii=False)
    return json.dumps(value)
