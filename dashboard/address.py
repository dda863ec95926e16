"""The state of a page in its address: a copied link opens the same view, and garbage in it ends in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.wording import plain
from graph.reference import countries
from queries.chains import PathQuery

LONGEST = 200
DEFAULT_HOPS, MOST_HOPS = 4, 6
SHORT_ID = 12

Params = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class PathForm:
    """What the form of the page "Supply paths" holds.

    Attributes:
        sources: codes of the countries that goods come from.
        targets: codes of the countries that they go to.
        via: codes of the countries on the way, in that order.
        goods: a label of the goods lexicon in any of its languages.
        hs: digits that an HS code begins with.
        since: partial ISO date.
        until: partial ISO date.
        hops: most legs of a path.
        reviewed: hide what nobody has accepted.
        shown: beginnings of the ids of the paths in the picture; empty is the page's own choice.
        leg: beginning of the id of the leg whose proof is open.
    """

    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    goods: str = ""
    hs: str = ""
    since: str = ""
    until: str = ""
    hops: int = DEFAULT_HOPS
    reviewed: bool = False
    shown: tuple[str, ...] = ()
    leg: str = ""
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def read(cls, params: Params) -> PathForm:
        """Read the form from an address; an address that says nothing asks from China to Russia.

        Args:
            params: all values of each parameter.

        Returns:
            The form; what could not be read is left out and named in `problems`.
        """
        if not any(params.get(name) for name in _NAMES):
            return cls(sources=("CN",), targets=("RU",))
        problems: list[str] = []
        return cls(
            sources=_countries(params, "from", problems),
            targets=_countries(params, "to", problems),
            via=_countries(params, "via", problems),
            goods=_text(params, "goods"),
            hs=_text(params, "hs"),
            since=_text(params, "since"),
            until=_text(params, "until"),
            hops=_hops(params, problems),
            reviewed=_text(params, "reviewed").lower() in ("1", "true", "yes"),
            shown=tuple(item for item in _text(params, "show").split(",") if item)[:50],
            leg=_text(params, "leg"),
            problems=tuple(problems),
        )

    def params(self) -> dict[str, str]:
        """Return the parameters of the address that opens this form; hops always stands there."""
        values = {
            "from": ",".join(self.sources), "to": ",".join(self.targets), "via": ",".join(self.via),
            "goods": self.goods, "hs": self.hs, "since": self.since, "until": self.until, "hops": str(self.hops),
            "reviewed": "1" if self.reviewed else "", "show": ",".join(self.shown), "leg": self.leg,
        }  # fmt: skip
        return {name: value for name, value in values.items() if value}

    def query(self) -> PathQuery:
        """Return the question that the form asks.

        Raises:
            InvalidParameter: a date, a code or the goods have the wrong form.
        """
        return PathQuery.make(
            from_=self.sources, to=self.targets, via=self.via, goods=self.goods or None, hs=self.hs or None,
            since=self.since or None, until=self.until or None, max_hops=self.hops, reviewed=self.reviewed,
        )  # fmt: skip


_NAMES = ("from", "to", "via", "goods", "hs", "since", "until", "hops", "reviewed", "show", "leg")


def first(params: Params, name: str, longest: int = LONGEST) -> str:
    """Return the first value of a parameter as plain text, cut at a length; empty when there is none."""
    values = params.get(name) or ()
    return plain(values[0], longest) if values else ""


def _text(params: Params, name: str) -> str:
    return first(params, name, 900 if name == "show" else LONGEST)


def _countries(params: Params, name: str, problems: list[str]) -> tuple[str, ...]:
    codes: list[str] = []
    for part in [item.strip() for value in params.get(name) or () for item in value[:LONGEST].split(",")]:
        code = countries.code(part) if part else None
        if code:
            codes.append(code)
        elif part:
            problems.append(f"{name}: {plain(part, 60)} is not a country that is known here, so it was left out.")
    return tuple(dict.fromkeys(codes))[:20]


def _hops(params: Params, problems: list[str]) -> int:
    text = first(params, "hops") or str(DEFAULT_HOPS)
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_HOPS:
        return int(text)
    problems.append(f"hops: must be a number from 1 to {MOST_HOPS}, got {plain(text, 60)}; {DEFAULT_HOPS} is used.")
    return DEFAULT_HOPS


def short(identifier: str) -> str:
    """Return the beginning of an id that stands for it in an address."""
    return identifier[:SHORT_ID]


def chosen(identifiers: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Return the places of the ids that the beginnings name, in order of place."""
    return [place for place, identifier in enumerate(identifiers) if any(identifier.startswith(w) for w in wanted if w)]
