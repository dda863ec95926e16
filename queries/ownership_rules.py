"""The rules on ownership of OFAC, the EU, the UK and BIS: ownership_rules.yml, with versions over time and sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

from graph.errors import InvalidParameter, QueryError
from graph.packaged import packaged_yaml

IN_FORCE, SUSPENDED, NOT_VERIFIED = "in force", "suspended", "not verified"
STATES = (IN_FORCE, SUSPENDED, NOT_VERIFIED)
SEEN = ("official", "copy", "second hand")
EVERY = "all"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands; `seen` says whether it is the authority's page, a copy of its text, or an account of it."""

    title: str
    date: str | None
    url: str
    seen: str


@dataclass(frozen=True, slots=True)
class Version:
    """A rule as it stands from one day to another.

    Attributes:
        first, last: days; None is open.
        state: in force, suspended, or not verified.
        threshold: per cent.
        inclusive: whether the threshold itself is enough.
        aggregate: whether shares of several listed owners are added up.
        control: whether control counts beside shares; it is shown, never computed.
        text: of the rule, in our words.
        sources: where it stands.
    """

    first: date | None
    last: date | None
    state: str
    threshold: Fraction
    inclusive: bool
    aggregate: bool
    control: bool
    text: str
    sources: tuple[Source, ...]

    def holds_on(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def words(self) -> str:
        """The threshold in words."""
        reach = f"{float(self.threshold):g} % or more" if self.inclusive else f"more than {float(self.threshold):g} %"
        return f"{reach}, {'all such owners together' if self.aggregate else 'each owner alone'}"

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "from": None if self.first is None else self.first.isoformat(),
            "until": None if self.last is None else self.last.isoformat(),
            "state": self.state,
            "threshold": float(self.threshold),
            "inclusive": self.inclusive,
            "aggregate": self.aggregate,
            "control": self.control,
            "text": self.text,
            "sources": [{name.name: getattr(one, name.name) for name in fields(Source)} for one in self.sources],
        }


@dataclass(frozen=True, slots=True)
class Scope:
    """Which listings a rule looks at; what is empty asks nothing."""

    authorities: tuple[str, ...]
    measures: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()

    def fits(self, listing: Mapping[str, Any]) -> bool:
        """Whether a listing (authority, list, measure, programme) is one of them."""
        return (
            listing["authority"] in self.authorities
            and (not self.lists or listing["list"] in self.lists)
            and (not self.measures or bool(_words(self.measures) & _words(_parted(listing["measure"]))))
            and (not self.programmes or bool(set(self.programmes) & set(_parted(listing["programme"]))))
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule.

    Attributes:
        id: stable.
        authority, name: whose rule it is, and what it is called.
        effect: what follows for a firm that it catches.
        speaks_of: the listings that it looks at.
        not_known: what was not looked up, or is not computed.
        versions: in order of days.
    """

    id: str
    authority: str
    name: str
    effect: str
    speaks_of: tuple[Scope, ...]
    not_known: str
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version | None:
        """Return the version of a day; None where there was none."""
        return next((one for one in self.versions if one.holds_on(day)), None)

    def fits(self, listing: Mapping[str, Any]) -> bool:
        """Whether it speaks of a listing."""
        return any(scope.fits(listing) for scope in self.speaks_of)

    def to_json(self) -> dict[str, Any]:
        """Return what it is called, without its versions."""
        return {
            "id": self.id,
            "authority": self.authority,
            "name": self.name,
            "effect": self.effect,
            "not_known": self.not_known,
        }


def _parted(text: str | None) -> list[str]:
    return [one.strip() for piece in (text or "").split(";") for one in piece.split(",") if one.strip()]


def _words(texts: Iterable[str]) -> set[str]:
    return {one.casefold() for one in texts}


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules by id, in the order of the file.

    Raises:
        QueryError: the file breaks a rule of its own; the message names it.
    """
    data = packaged_yaml("queries", "ownership_rules.yml")
    found = {}
    for one in data["rules"]:
        versions = tuple(_version(one["id"], row) for row in one["versions"])
        for before, after in pairwise(versions):
            if before.last is None or after.first != before.last + timedelta(days=1):
                raise QueryError(
                    f"ownership_rules.yml: {one['id']}: a version must begin on the day after the one before"
                )
        scopes = tuple(Scope(**{name: tuple(values) for name, values in row.items()}) for row in one["speaks_of"])
        found[one["id"]] = Rule(
            one["id"], one["authority"], one["name"], one["effect"], scopes, one["not_known"].strip(), versions
        )
    return found


def _version(rule: str, row: Mapping[str, Any]) -> Version:
    sources = tuple(
        Source(one["title"], None if one["date"] is None else str(one["date"]), one["url"], one["seen"])
        for one in row["sources"]
    )
    if row["state"] not in STATES or not sources or any(one.seen not in SEEN for one in sources):
        raise QueryError(
            f"ownership_rules.yml: {rule}: a version has one of the states {', '.join(STATES)} and a source"
        )
    return Version(
        row["from"], row["until"], row["state"], Fraction(str(row["threshold"])), row["inclusive"], row["aggregate"],
        row["control"], row["text"].strip(), sources,
    )  # fmt: skip


def asked(name: str) -> tuple[Rule, ...]:
    """Return the rules that a word means: an id, several with commas between, or all.

    Raises:
        InvalidParameter: nobody has this rule.
    """
    known = rules()
    wanted = [one.strip().lower() for one in name.split(",") if one.strip()]
    if not wanted or EVERY in wanted:
        return tuple(known.values())
    for one in wanted:
        if one not in known:
            raise InvalidParameter(f"rule: must be one of {', '.join((*known, EVERY))}, got {one!r}")
    return tuple(known[one] for one in dict.fromkeys(wanted))
