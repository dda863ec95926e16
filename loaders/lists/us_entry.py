"""One entry of a list of the Bureau of Industry and Security or the State Department, and its listing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.fold import fold
from graph.model import Claim, Name, Party, Quality
from loaders.lists.kinds import kind_of_name, party_kind
from loaders.lists.names import quality_of
from loaders.lists.ofac_index import TYPES
from loaders.lists.parts import unique_names
from loaders.lists.us_lists import UsList, country_of
from loaders.places import country_of_address

NOTICE = re.compile(r"(\d+)\s*F\.?\s?R\.?\s*(\d+)", re.IGNORECASE)
AKA = re.compile(
    r"[\s,;(]+(?:(?P<former>f[./]?k[./]?a\.?|formerly known as|formerly)|a[./]?k[./]?a\.?|also known as|"
    r"d[./]?b[./]?a\.?)(?=[\s,:])[,:]?\s*",
    re.IGNORECASE,
)
CODE = re.compile(r"(?:(.*),\s*)?([A-Z]{2})", re.DOTALL)
US_ZIP = re.compile(r"\d{5}(?:-\d{4})?")
US_STATES = frozenset(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
    "PA PR RI SC SD TN TX UT VT VA VI WA WV WI WY GU".split()
)
STATE_AND_ZIP = re.compile(r"\b([A-Z]{2}),?\s+(\d{5})(?:-\d{4})?\s*$")
BY_COUNTRY = frozenset({"EL", "MEU", "UVL"})  # lists on which a name stands once for each country
LIST_AND = re.compile(r"^and\s+", re.IGNORECASE)


@dataclass(slots=True)
class UsEntry:
    """What a row prints, later together with the other rows of the same entry.

    Attributes:
        on: the list.
        name: as printed.
        kind: a key of TYPES where the row says what it is, else "".
        names: further names.
        addresses: each with the code of its country, None for none.
        country: of a cell that is the entry's own, "" for none.
        code: of that country, None where it cannot be read.
        notice: citation of the Federal Register.
        start, end: partial ISO dates.
        programmes: as printed.
        reason: licence requirement and policy, else remarks.
        flags: what is odd.
        rows: physical lines.
    """

    on: UsList
    name: str
    kind: str = ""
    names: list[Name] = field(default_factory=list)
    addresses: list[tuple[str, str | None]] = field(default_factory=list)
    country: str = ""
    code: str | None = None
    notice: str = ""
    start: str | None = None
    end: str | None = None
    programmes: tuple[str, ...] = ()
    reason: str = ""
    flags: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Raw key: these lists give no numbers, so it is what stays when an entry gets another address or notice."""
        first = NOTICE.search(self.notice)
        cited = f"{first[1]} FR {first[2]}" if first else " ".join(self.notice.split())
        place = (self.code or self._country_of_addresses() or "") if self.on.code in BY_COUNTRY else ""
        tags = ", ".join(sorted(self.programmes)) if self.on.code == "ISN" else ""
        return "|".join((self.on.code, fold(self.name), self.start or "", cited, place, tags))

    def _country_of_addresses(self) -> str | None:
        return next((code for _, code in self.addresses if code), None)

    def take(self, other: UsEntry) -> None:
        """Add what another row of the same entry says."""
        self.names.extend(other.names)
        self.addresses.extend(other.addresses)
        self.rows.extend(other.rows)
        self.flags.extend(other.flags)
        if self.end and other.end and self.end != other.end:
            self.flags.append(f"end:{other.end}")
        self.end = self.end or other.end
        self.reason = self.reason or other.reason

    def claim(self, extractor: str) -> Claim:
        """Return the listing."""
        flags = list(self.flags)
        party = self._party(flags)
        return Claim(
            kind="listing",
            subject=self.on.authority,
            object=party,
            topic=self.on.title,
            measure=self.on.measure,
            programme="; ".join(sorted(self.programmes)) or None,
            entry=self.notice or None,
            reason=self.reason or None,
            start=self.start,
            end=self.end,
            language="en",
            extractor=extractor,
            flags=tuple(dict.fromkeys(flags)),
            record=self.key,
        )

    def _party(self, flags: list[str]) -> Party:
        told = self.kind if self.kind in TYPES else ""
        kind = party_kind(TYPES[told], self.name)
        if self.on.persons and not told:
            kind = kind_of_name(self.name)
            flags.append("kind:from_name")
        codes = list(dict.fromkeys(code for _, code in self.addresses if code))
        if self.country and self.code is None:
            flags.append("country:unread")
        if len(codes) > 1:
            flags.append("addresses_in:" + ",".join(codes))
        code = self.code or (codes[0] if codes else None)
        return Party(
            surface=self.name,
            kind=kind,
            country=code,
            country_basis=None if code is None else "printed" if self.code else "address",
            names=unique_names(self.name, self.names),
            addresses=tuple(dict.fromkeys(text for text, _ in self.addresses if text)),
            key=self.key,
        )


def named(printed: str) -> tuple[str, list[Name]]:
    """Take a name apart: "X, a.k.a. Y, f.k.a. Z" is X, with an alias and a former name."""
    parts: list[Name] = []
    quality: Quality = "primary"
    start = 0
    for found in AKA.finditer(printed):
        parts.append(Name(_closed(printed[start : found.start()]), quality))
        quality, start = ("former" if found["former"] else "alias"), found.end()
    parts.append(Name(_closed(printed[start:]), quality))
    parts = [Name(part.text, quality_of(part.text, part.quality)) for part in parts]
    held = [part for part in parts if part.text]
    return (held[0].text, held[1:]) if held else ("", [])


def _closed(text: str) -> str:
    """Take off commas, and a closing bracket that nothing opens."""
    text = text.strip(" ,;:")
    return text[:-1] if text.endswith(")") and text.count(")") > text.count("(") else text


def listed(cell: str) -> list[str]:
    """Split a cell of several values at its semicolons; the "and" before the last one is none of it."""
    return [text for part in cell.split(";") if (text := LIST_AND.sub("", part.strip()).strip())]


def placed(printed: str) -> tuple[str, str | None]:
    """Return an address and its country: the code that the Consolidated Screening List puts behind it, else a name.

    A code that stands alone is a country and no address.
    """
    found = CODE.fullmatch(printed)
    code = country_of(found[2]) if found else None
    if found and code:
        return (printed if found[1] else ""), code
    return printed, country_of_address(printed) or of_states(printed)


def of_states(address: str, state: str = "", code: str = "") -> str | None:
    """Return US for an address with a state and a postal code of the United States and no country."""
    found = STATE_AND_ZIP.search(address)
    if found:
        state, code = found[1], found[2]
    return "US" if state in US_STATES and US_ZIP.fullmatch(code) else None
