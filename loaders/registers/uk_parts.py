"""What the files of Companies House share: numbers of companies, countries in its words, bands of shares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graph.model import Amount, Party
from loaders.places import country_of_address, nationality
from loaders.registers.parts import join_address, percent, stub

PUBLISHER = "Companies House"
LICENCE = "OGL-UK-3.0"
NUMBER = re.compile(r"([A-Z]{0,2})(\d{1,8})([A-Z]?)")
OVERSEAS = "OE"  # an overseas entity: registered here, at home elsewhere
HERE = re.compile(
    r"compan(?:y|ies)|england|wales|cardiff|scotland|edinburgh|northern ireland|belfast|^uk$|united king", re.I
)
PARTS = re.compile(r"\s*(?:&|\band\b|/|,)\s*", re.IGNORECASE)
# Countries with a register of companies in each state, canton or court: a number alone says nothing there.
SEVERAL_REGISTERS = frozenset({"AE", "AU", "CA", "CH", "DE", "ES", "US"})
BANDS: dict[str, tuple[Amount, Amount | None]] = {
    "25-to-50": (percent(25, ">"), percent(50, "<=")),
    "50-to-75": (percent(50, ">"), percent(75, "<")),
    "75-to-100": (percent(75, ">="), percent(100, "<=")),
    "more-than-25": (percent(25, ">"), percent(100, "<=")),
}  # The bands of the Register of People with Significant Control Regulations 2016, schedule 2
BAND = re.compile(r"-(" + "|".join(BANDS) + r")-percent")


def company_number(text: str) -> str:
    """Return a number as the register writes it: eight signs, filled with zeros."""
    plain = re.sub(r"[\s.]", "", text).upper()
    found = NUMBER.fullmatch(plain)
    if not found:
        return plain
    prefix, digits, suffix = found.groups()
    return prefix + digits.zfill(8 - len(prefix) - len(suffix)) + suffix


def company_key(number: str) -> str:
    """Raw key of a company."""
    return f"company {number}"


def company_stub(number: str) -> Party:
    """A company of which only the number is told."""
    home = None if number.startswith(OVERSEAS) else "GB"
    return stub(
        company_key(number),
        f"company {number}",
        country=home,
        country_basis="printed" if home else None,
        ids=(("REG-GB", number),),
    )


def country(text: str) -> str | None:
    """Return the country that words name: also "England & Wales" and "Minnesota, USA"."""
    plain = text.strip()
    found = nationality(plain) or (country_of_address(plain) if plain else None)
    if found or not plain:
        return found
    codes = {nationality(part) for part in PARTS.split(plain) if part}
    return codes.pop() if len(codes) == 1 else None


def address_line(address: Any) -> str:
    """Return an address of the interface's form as one line."""
    if not isinstance(address, Mapping):
        return ""
    words = {name: value for name, value in address.items() if isinstance(value, str)}
    street = " ".join(part for part in (words.get("premises"), words.get("address_line_1")) if part)
    return join_address(
        [words.get("care_of"), words.get("po_box"), street, words.get("address_line_2")]
        + [words.get(name) for name in ("locality", "region", "postal_code", "country")]
    )


def nature(code: str) -> tuple[bool, str, Amount | None, Amount | None]:
    """Read a nature of control.

    Returns:
        whether it is a holding of shares in one's own right, its words without the band, and the bounds of the band.
        Shares that a trust or a firm holds are not those of the person who controls it.
    """
    band = BAND.search(code)
    lower, upper = BANDS[band.group(1)] if band else (None, None)
    plain = BAND.sub("", code)
    own = plain.removesuffix("-registered-overseas-entity") == "ownership-of-shares" and band is not None
    return own, plain.replace("-", " "), lower, upper
