"""The state of a page in its address: a copied link opens the same view, and garbage in it ends in words.

A page's state is a frozen dataclass that inherits from `State`; each field says what its parameter may hold:

    @dataclass(frozen=True, slots=True)
    class PartyState(State):
        party: str = text()
        hops: int = whole(2, least=1, most=4)
        since: str = day()
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from dashboard.plain_text import plain
from dashboard.say import words
from graph.errors import InvalidParameter
from graph.reference import countries as known
from queries.question import bound

LONGEST = 200
SHORT_ID = 12
KIND = "waybill"

Params = Mapping[str, Sequence[str]]
Problems = list[str]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a parameter of an address may hold.

    Attributes:
        read: makes a value of the texts of the parameter; puts what it leaves out, and why, into the list.
        write: makes a text of a value.
        name: of the parameter, where it is not that of the field.
        always: whether the address names it even when it has its default.
    """

    read: Callable[[str, Sequence[str], Problems], Any]
    write: Callable[[Any], str]
    name: str = ""
    always: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What an address says about a page.

    Attributes:
        problems: what could not be read and was left out, in sentences of plain text.
    """

    problems: tuple[str, ...] = field(default=(), compare=False, kw_only=True)

    @classmethod
    def read(cls, params: Params) -> Self:
        """Read the state from an address.

        Args:
            params: all values of each parameter.

        Returns:
            The state; what could not be read has its default and is named in `problems`.
        """
        if not any(params.get(name) for name in cls.names()):
            return cls.unasked()
        problems: Problems = []
        values = {}
        for one, kind in _kinds(cls):
            given = [value for value in params.get(kind.name or one.name) or () if value]
            if given:
                values[one.name] = kind.read(kind.name or one.name, given, problems)
        return cls(**{name: value for name, value in values.items() if value is not None}, problems=tuple(problems))

    @classmethod
    def unasked(cls) -> Self:
        """Return the state of an address that says nothing about it."""
        return cls()

    def params(self) -> dict[str, str]:
        """Return the parameters of the address that opens this state; what has its default is left out."""
        found = {}
        for one, kind in _kinds(type(self)):
            value = getattr(self, one.name)
            if kind.always or value != one.default:
                found[kind.name or one.name] = kind.write(value)
        return {name: value for name, value in found.items() if value}

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of all parameters."""
        return tuple(kind.name or one.name for one, kind in _kinds(cls))


def _kinds(state: type[State]) -> list[tuple[dataclasses.Field[Any], Kind]]:
    return [(one, one.metadata[KIND]) for one in dataclasses.fields(state) if KIND in one.metadata]


def _field(default: Any, kind: Kind) -> Any:
    return field(default=default, metadata={KIND: kind})


def text(default: str = "", *, name: str = "", longest: int = LONGEST) -> Any:
    """A line of text, cut at a length."""
    return _field(default, Kind(lambda _, given, __: plain(given[0], longest), str, name))


def lines(*, name: str = "", longest: int) -> Any:
    """A text of several lines as it stands, without what is not to be seen; a longer one is left out, never cut."""

    def read(called: str, given: Sequence[str], problems: Problems) -> str:
        if len(given[0]) > longest:
            problems.append(words("address.lines", name=called, most=longest, got=len(given[0])))
            return ""
        return "".join(sign for sign in given[0].replace("\r\n", "\n") if sign in "\n\t" or plain(sign) or sign == " ")

    return _field("", Kind(read, str, name))


def texts(*, name: str = "", between: str = ",", most: int = 50, longest: int = 900) -> Any:
    """Several texts, such as beginnings of ids; a tuple.

    Args:
        name: of the parameter, where it is not that of the field.
        between: stands between two texts, and in none.
        most: texts that are read.
        longest: characters that are read.
    """

    def read(_: str, given: Sequence[str], __: Problems) -> tuple[str, ...]:
        parts = [part.strip() for part in _parts(given, longest, between)]
        return tuple(dict.fromkeys(part for part in parts if part))[:most]

    return _field((), Kind(read, between.join, name))


def switch(*, name: str = "") -> Any:
    """Yes or no; no is the default."""
    return _field(False, Kind(lambda _, given, __: given[0][:5].lower() in ("1", "true", "yes"), _one, name))


def _one(value: bool) -> str:
    return "1" if value else ""


def whole(default: int, *, least: int, most: int, name: str = "", always: bool = False) -> Any:
    """A whole number within bounds.

    Args:
        default: where the address says nothing, or nothing that can be read.
        least: the least.
        most: the most.
        name: of the parameter, where it is not that of the field.
        always: whether the address names it even when it has its default.
    """

    def read(called: str, given: Sequence[str], problems: Problems) -> int:
        number = given[0].strip()
        if (
            number.isascii()
            and number.removeprefix("-").isdigit()
            and len(number) < 12
            and least <= int(number) <= most
        ):
            return int(number)
        told = {"name": called, "least": least, "most": most, "default": default}
        problems.append(words("address.whole", got=plain(given[0], 60), **told))
        return default

    return _field(default, Kind(read, str, name, always))


def choice(options: Sequence[str], *, default: str = "", name: str = "") -> Any:
    """One of several words; empty, or the default, where the address says nothing."""

    def read(called: str, given: Sequence[str], problems: Problems) -> str:
        if given[0] in options:
            return given[0]
        told = ", ".join(options)
        problems.append(words("address.choice", name=called, options=told, got=plain(given[0], 60)))
        return default

    return _field(default, Kind(read, str, name))


def day(*, name: str = "") -> Any:
    """A partial ISO date such as 2022, 2022-06 or 2022-06-17, as text."""

    def read(called: str, given: Sequence[str], problems: Problems) -> str:
        told = plain(given[0], 60).strip()
        try:
            bound(called, told, last=False)
        except InvalidParameter:
            problems.append(words("address.day", name=called, got=told))
            return ""
        return told

    return _field("", Kind(read, str, name))


def countries(*, default: tuple[str, ...] = (), name: str = "", most: int = 20) -> Any:
    """Codes of countries, which an address may also name in words; a tuple."""

    def read(called: str, given: Sequence[str], problems: Problems) -> tuple[str, ...]:
        codes: list[str] = []
        for part in [part.strip() for part in _parts(given, LONGEST)]:
            code = known.code(part) if part else None
            if code:
                codes.append(code)
            elif part:
                problems.append(words("address.country", name=called, got=plain(part, 60)))
        return tuple(dict.fromkeys(codes))[:most]

    return _field(default, Kind(read, ",".join, name))


def _parts(given: Sequence[str], longest: int, between: str = ",") -> list[str]:
    return [plain(item, longest) for value in given[:50] for item in value[:longest].split(between)]


def first(params: Params, name: str, longest: int = LONGEST) -> str:
    """Return the first value of a parameter as plain text, cut at a length; empty when there is none."""
    values = params.get(name) or ()
    return plain(values[0], longest) if values else ""


def short(identifier: str) -> str:
    """Return the beginning of an id that stands for it in an address."""
    return identifier[:SHORT_ID]


def chosen(identifiers: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Return the places of the ids that the beginnings name, in order of place."""
    return [place for place, identifier in enumerate(identifiers) if any(identifier.startswith(w) for w in wanted if w)]
