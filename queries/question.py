"""A question for supply paths: what a person typed, checked and normalised (FORMATS: ends, goods)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.errors import InvalidParameter
from graph.reference import countries
from queries.rules import Rules

MOST_HOPS = 6
DEFAULT_HOPS = 4
MOST_PATHS = 1000
DEFAULT_PATHS = 20
PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
HS = re.compile(r"[0-9]{2,6}")
AS_USUAL = Rules()


@dataclass(frozen=True, slots=True)
class PathQuery:
    """A question for supply paths. Build it with `PathQuery.make`, which checks and normalises.

    Attributes:
        from_countries: ISO codes of the suppliers; empty asks for any.
        to_countries: ISO codes of the recipients; empty asks for any.
        via: ISO codes that the path passes, in that order.
        goods: the goods as asked; looked up in the lexicon.
        hs: digits that the HS code of every leg begins with.
        origin: ISO code of the printed country of make of any leg.
        since: first day of the window that every leg touches.
        until: last day of that window.
        max_hops: most legs of a path.
        reviewed: whether legs that nobody accepted are hidden.
        synthetic: whether invented data is shown, in a block of its own after the real paths.
        impossible: whether chains whose dates cannot hold are among the paths (last) and not only among the nearest.
        limit: most paths of each block, real and synthetic.
        rules: how strictly the criteria of a chain are asked for.
        without: ids of parties, and ISO codes of countries, that are taken not to be there.
    """

    from_countries: tuple[str, ...] = ()
    to_countries: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    goods: str | None = None
    hs: str | None = None
    origin: str | None = None
    since: date | None = None
    until: date | None = None
    max_hops: int = DEFAULT_HOPS
    reviewed: bool = False
    synthetic: bool = True
    impossible: bool = False
    limit: int = DEFAULT_PATHS
    rules: Rules = AS_USUAL
    without: tuple[str, ...] = ()

    @classmethod
    def make(
        cls,
        *,
        from_: str | Iterable[str] | None = None,
        to: str | Iterable[str] | None = None,
        via: str | Iterable[str] | None = None,
        goods: str | None = None,
        hs: str | None = None,
        origin: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        max_hops: int = DEFAULT_HOPS,
        reviewed: bool = False,
        synthetic: bool = True,
        impossible: bool = False,
        limit: int = DEFAULT_PATHS,
        rules: Rules | None = None,
        without: Iterable[str] = (),
    ) -> PathQuery:
        """Check and normalise what a person typed.

        Args:
            from_: countries as code or name in any of the seven languages; "CN,HK" and ["CN", "HK"] unite.
            to: likewise.
            via: likewise; the order counts.
            goods: any label of the lexicon.
            hs: 2 to 6 digits; dots and blanks are ignored.
            origin: one country.
            since: day or partial ISO date ("2022", "2022-06"); a partial one means its first day.
            until: likewise; a partial one means its last day.
            max_hops: 1 to 6.
            reviewed: hide what nobody accepted.
            synthetic: show invented data too.
            impossible: list chains whose dates cannot hold as well.
            limit: 1 to 1000.
            rules: made by `Rules.make`.
            without: whole ids of parties, and ISO codes of countries.

        Raises:
            InvalidParameter: a value is unknown, of the wrong form or out of bounds.
        """
        first, last = bound("since", since, last=False), bound("until", until, last=True)
        if first and last and first > last:
            raise InvalidParameter(f"since, until: since must not lie after until, got {first} and {last}")
        made = country_codes("origin", origin)
        if len(made) > 1:
            raise InvalidParameter(f"origin: one country at most, got {', '.join(made)}")
        return cls(
            from_countries=tuple(dict.fromkeys(country_codes("from", from_))),
            to_countries=tuple(dict.fromkeys(country_codes("to", to))),
            via=country_codes("via", via),
            goods=goods.strip() if goods and goods.strip() else None,
            hs=hs_prefix(hs),
            origin=made[0] if made else None,
            since=first,
            until=last,
            max_hops=within("max_hops", max_hops, 1, MOST_HOPS),
            reviewed=reviewed,
            synthetic=synthetic,
            impossible=impossible,
            limit=within("limit", limit, 1, MOST_PATHS),
            rules=rules or AS_USUAL,
            without=tuple(dict.fromkeys(without)),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the question as FORMATS prints it."""
        return {
            "from": list(self.from_countries),
            "to": list(self.to_countries),
            "via": list(self.via),
            "goods": self.goods,
            "hs": self.hs,
            "origin": self.origin,
            "since": None if self.since is None else self.since.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "max_hops": self.max_hops,
            "reviewed": self.reviewed,
            "synthetic": self.synthetic,
            "impossible": self.impossible,
            "limit": self.limit,
            "rules": self.rules.to_json(),
            "without": list(self.without),
        }


def within(name: str, value: int, least: int, most: int) -> int:
    """Return a whole number if it lies within its bounds, else raise InvalidParameter."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InvalidParameter(f"{name}: must be a whole number from {least} to {most}, got {value!r}")
    return value


def bound(name: str, value: str | date | None, *, last: bool) -> date | None:
    """Read a day or a partial ISO date as the first or last day that it covers."""
    if value is None or isinstance(value, date):
        return value
    match = PARTIAL_DATE.fullmatch(value.strip())
    if not value.strip():
        return None
    try:
        if match is None:
            raise ValueError
        year, month, day = int(match[1]), match[2], match[3]
        month_number = int(month) if month else 12 if last else 1
        if day:
            return date(year, month_number, int(day))
        return date(year, month_number, monthrange(year, month_number)[1] if last else 1)
    except (ValueError, IndexError) as error:
        raise InvalidParameter(f"{name}: must be a date such as 2022, 2022-06 or 2022-06-17, got {value!r}") from error


def country_codes(name: str, value: str | Iterable[str] | None) -> tuple[str, ...]:
    """Read countries in code or word, separated by commas or given one by one.

    Raises:
        InvalidParameter: a name is no country; the message shows near ones.
    """
    texts: list[object] = [value] if isinstance(value, str) else list(value) if isinstance(value, Iterable) else [value]
    codes: list[str] = []
    for text in [] if value is None else texts:
        if not isinstance(text, str):
            raise InvalidParameter(f"{name}: must be a country as ISO code or name, got {text!r}")
        whole = countries.code(text.strip()) if text.strip() else None  # "Korea, Republic of" has a comma of its own
        if whole:
            codes.append(whole)
            continue
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            code = countries.code(part)
            if code is None:
                raise InvalidParameter(
                    f"{name}: must be a country as ISO code or name, got {part!r}; near: {', '.join(_near(part))}"
                )
            codes.append(code)
    return tuple(codes)


def _near(text: str) -> list[str]:
    return [f"{countries.name(code)} ({code})" for code in countries.near(text)] or ["China (CN)", "Russia (RU)"]


def hs_prefix(value: str | None) -> str | None:
    """Read the beginning of an HS code, 2 to 6 digits.

    Raises:
        InvalidParameter: it is none.
    """
    if value is None or not value.strip():
        return None
    digits = re.sub(r"[\s.]", "", value)
    if not HS.fullmatch(digits):
        raise InvalidParameter(f"hs: must be 2 to 6 digits such as 8542 or 8542.31, got {value!r}")
    return digits
