"""A small language for the rules of a JSON standard: what a value must be, and which rule it breaks where.

The names of the rules are those of JSON Schema, so that other checkers of the same standard can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

SHOWN = 60  # characters of a value that a message shows
YEAR = re.compile(r"\d{4}")
MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that is broken.

    Attributes:
        rule: required, type, enum, format, pattern, minLength, maxLength, minimum, maximum, const, anyOf or oneOf.
        path: where, such as recordDetails.names[0].fullName; for what is missing, the object that lacks it.
        message: in words.
    """

    rule: str
    path: str
    message: str


Rule = Callable[[Any, str], Iterator[Problem]]


def _got(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."


def _wrong_type(expected: str, value: Any, path: str) -> Problem:
    return Problem("type", path, f"must be {expected}, got {_got(value)}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text.

    Attributes:
        shortest, longest: bounds of its length.
        one_of: the words that are allowed.
        pattern: what the whole of it must match, with words for the message.
        forms: formats, one of which it must have: date, date-time, uri, year, year-month.
    """

    shortest: int = 0
    longest: int | None = None
    one_of: frozenset[str] = frozenset()
    pattern: tuple[re.Pattern[str], str] | None = None
    forms: tuple[str, ...] = ()

    def __call__(self, value: Any, path: str) -> Iterator[Problem]:
        """Yield what is wrong with a value."""
        if not isinstance(value, str):
            yield _wrong_type("a text", value, path)
            return
        if len(value) < self.shortest:
            yield Problem("minLength", path, f"must have {self.shortest} characters at least, got {_got(value)}")
        if self.longest is not None and len(value) > self.longest:
            yield Problem("maxLength", path, f"must have {self.longest} characters at most, got {_got(value)}")
        if self.one_of and value not in self.one_of:
            yield Problem("enum", path, f"must be one of {', '.join(sorted(self.one_of))}, got {_got(value)}")
        if self.pattern and not self.pattern[0].fullmatch(value):
            yield Problem("pattern", path, f"must be {self.pattern[1]}, got {_got(value)}")
        if self.forms and not any(FORMS[form](value) for form in self.forms):
            rule = "format" if len(self.forms) == 1 else "anyOf"
            yield Problem(rule, path, f"must be a {' or '.join(self.forms)}, got {_got(value)}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two bounds, both allowed."""

    least: int
    most: int

    def __call__(self, value: Any, path: str) -> Iterator[Problem]:
        """Yield what is wrong with a value."""
        if not isinstance(value, (int, Decimal, float)) or isinstance(value, bool):
            yield _wrong_type("a number", value, path)
        elif value < self.least:
            yield Problem("minimum", path, f"must be {self.least} at least, got {value}")
        elif value > self.most:
            yield Problem("maximum", path, f"must be {self.most} at most, got {value}")


def boolean(value: Any, path: str) -> Iterator[Problem]:
    """Yield what is wrong with a value that must be true or false."""
    if not isinstance(value, bool):
        yield _wrong_type("true or false", value, path)


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values of one kind."""

    of: Rule

    def __call__(self, value: Any, path: str) -> Iterator[Problem]:
        """Yield what is wrong with a value."""
        if not isinstance(value, list):
            yield _wrong_type("a list", value, path)
            return
        for place, item in enumerate(value):
            yield from self.of(item, f"{path}[{place}]")


@dataclass(frozen=True, slots=True)
class Object:
    """An object.

    Attributes:
        fields: name -> rule of the fields that are known; others are allowed.
        required: names that must be there.
        any_of: names of which one must be there.
        further: rules over several fields.
    """

    fields: Mapping[str, Rule]
    required: Sequence[str] = ()
    any_of: Sequence[str] = ()
    further: Sequence[Rule] = field(default=())

    def __call__(self, value: Any, path: str) -> Iterator[Problem]:
        """Yield what is wrong with a value."""
        if not isinstance(value, dict):
            yield _wrong_type("an object", value, path)
            return
        for name in self.required:
            if name not in value:
                yield Problem("required", path, f"must have {name}")
        if self.any_of and not any(name in value for name in self.any_of):
            yield Problem("anyOf", path, f"must have {' or '.join(self.any_of)}")
        for name, item in value.items():
            rule = self.fields.get(name)
            if rule is not None:
                yield from rule(item, f"{path}.{name}" if path else name)
        for rule in self.further:
            yield from rule(value, path)


@dataclass(frozen=True, slots=True)
class Either:
    """A text or an object."""

    text: Text
    thing: Object

    def __call__(self, value: Any, path: str) -> Iterator[Problem]:
        """Yield what is wrong with a value."""
        if isinstance(value, str):
            yield from self.text(value, path)
        elif isinstance(value, dict):
            yield from self.thing(value, path)
        else:
            yield Problem("oneOf", path, f"must be a text or an object, got {_got(value)}")


def _is_day(text: str) -> bool:
    try:
        return DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_time(text: str) -> bool:
    try:
        return "T" in text.upper() and datetime.fromisoformat(text.upper()).tzinfo is not None
    except ValueError:
        return False


@lru_cache(maxsize=1 << 12)
def _is_address(text: str) -> bool:
    """Whether a text is an absolute address: a scheme, and a host where the scheme is one of the web."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if not parts.scheme or any(sign.isspace() for sign in text):
        return False
    return bool(parts.netloc) if parts.scheme in ("http", "https", "ftp") else bool(parts.path or parts.netloc)


FORMS: Mapping[str, Callable[[str], bool]] = {
    "date": _is_day,
    "date-time": _is_time,
    "uri": _is_address,
    "year": lambda text: YEAR.fullmatch(text) is not None,
    "year-month": lambda text: MONTH.fullmatch(text) is not None,
}
