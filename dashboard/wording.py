"""How the dashboard puts facts into words, in the language of the page: dates, amounts, standing, parties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from dashboard.plain_text import number, plain
from dashboard.say import language, said, words
from graph.reference import countries
from queries.shares import ALL, Span, percent

NOTHING = "\u2013"
_RELATIONS = {"~": "about", ">=": "at_least", "<=": "at_most", ">": "more_than", "<": "less_than"}
STANDINGS = ("accepted", "unreviewed", "rejected")
MODALITIES = ("asserted", "reported", "alleged", "planned", "sought", "feared", "denied")


def amount(value: Mapping[str, Any] | None) -> str:
    """Return a quantity or a value in words, such as "at least 1 000 rifles"."""
    if not value or value.get("number") in (None, ""):
        return ""
    unit = plain(value.get("currency") or value.get("unit") or words("amount.pieces"))
    told = f"{number(value['number'])} {unit}"
    relation = _RELATIONS.get(str(value.get("relation") or "="))
    return words(f"amount.{relation}", amount=told) if relation else told


def share(span: Span) -> str:
    """Return a share with its bounds in words, such as "at least 25 % and at most 50 %"."""
    if span.unknown:
        return words("share.unknown")
    low, high = (f"{number(percent(bound))} %" for bound in (span.low, span.high))
    if span.low == span.high:
        return low
    told = [words(f"amount.{'more_than' if span.above else 'at_least'}", amount=low)] * (span.low > 0)
    told += [words(f"amount.{'less_than' if span.below else 'at_most'}", amount=high)] * (span.high < ALL)
    return words("and").join(told)


def period(start: str | None, end: str | None) -> str:
    """Return dates as bounds, never as an invented day."""
    if start and end:
        return start if start == end else words("period.both", start=start, end=end)
    if start:
        return words("period.start", start=start)
    return words("period.end", end=end) if end else words("period.none")


def moment(at: str, *, seconds: bool = False) -> str:
    """Return an ISO time as people read it, to the minute or the second."""
    return at[: 19 if seconds else 16].replace("T", " ")


def invented(synthetic: object) -> str:
    """Return the cell of a table that marks what is invented; empty for what is real."""
    return words("mark.synthetic") if synthetic else ""


def standing(value: str | None, *, by_rule: bool = False) -> str:
    """Return what a standing means, of a claim that a rule accepted also that no person did."""
    if by_rule:
        return words("standing.by_rule")
    return words(f"standing.{value}") if value in STANDINGS else plain(value)


def standing_word(value: str | None) -> str:
    """Return a standing in a word, for a table or an arrow."""
    return words(f"standing_word.{value}") if value in STANDINGS else plain(value)


def modality(value: str | None) -> str:
    """Return what a modality means."""
    return words(f"modality.{value}") if value in MODALITIES else plain(value)


def modality_word(value: str | None) -> str:
    """Return a modality in a word, for a table."""
    return words(f"modality_word.{value}") if value in MODALITIES else plain(value)


def reason_word(what: str) -> str:
    """Return what a reason for or against one party is about, in a word."""
    return words(f"review.what.{what}") if said(f"review.what.{what}") else plain(what)


def listed(items: Iterable[object], nothing: str = NOTHING) -> str:
    """Return items joined by commas, or what stands for none."""
    told = [word for word in (plain(item) for item in items) if word]
    return ", ".join(told) if told else nothing


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return a number with its English noun, such as "1 path" or "12 paths"; pages take theirs from the texts."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def country(code: object) -> str:
    """Return the name of a country code in the language of the page; anything else comes back as it is."""
    known = isinstance(code, str) and code in _known_countries()
    return countries.name(str(code), language()) if known else plain(code)


@cache
def _known_countries() -> frozenset[str]:
    return frozenset(countries.all_codes())


def country_choice(code: str) -> str:
    """Return what a list of countries to choose from says of one: its name and its code."""
    return f"{country(code)} ({code})"


def country_codes() -> list[str]:
    """Return the codes of all countries in the order of their names in the language of the page."""
    return list(_by_name(language()))


@cache
def _by_name(spoken: str) -> tuple[str, ...]:
    return tuple(sorted(_known_countries(), key=lambda code: (countries.name(code, spoken), code)))


def party(end: Mapping[str, Any]) -> str:
    """Return a party of a leg as name and country."""
    name, where = plain(end.get("name")), country(end.get("country"))
    if end.get("label") == "Country":
        return where or name
    if not where:
        return name
    return words("party_with_country", name=name, country=where)
