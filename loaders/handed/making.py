"""A claim out of the words of a person: finds the text and the quote in it, reads parties and amounts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.archive import Archive
from graph.errors import ConfigError, SourceError
from graph.model import ROLES, Span
from graph.packages import Package
from graph.reference import countries
from loaders.handed.bound import BY_HAND, Texts
from loaders.source import open_source

AMOUNT = re.compile(r"(=|~|>=|<=|>|<)?\s*(\d[\d,]*(?:\.\d+)?)\s*(.*)")
COUNTRY = re.compile(r"(.+?)\s*@\s*([A-Za-z]{2})")
GROUP = "group:"
LISTED = 8


def text_of(archive: Archive, words: str) -> Package:
    """Find the one text that an id, the name of a file or a path means.

    Raises:
        ConfigError: none or several.
    """
    texts = Texts(archive.active())
    path = Path(words)
    try:
        found = texts.meant(open_source(path).sha256) if path.is_file() else []
    except (OSError, SourceError):
        found = []
    found = found or texts.meant(words)
    if not found:
        raise ConfigError(f"--document: {words!r} is no text of the archive; load it first (waybill sources lists all)")
    if len(found) > 1:
        ids = ", ".join(one.document.sha256[:12] for one in found[:LISTED])
        raise ConfigError(f"--document: {words!r} stands for {len(found):,} texts; name one by its id: {ids}")
    return found[0]


def find_quote(text: str, quote: str) -> Span:
    """Find a quote in a text: as it stands, else with other white space between the same words.

    Raises:
        ConfigError: it stands nowhere, or several times.
    """
    words = [re.escape(word) for word in quote.split()]
    found = [match.span() for match in re.finditer(r"\s+".join(words), text)] if words else []
    if not found:
        raise ConfigError("--quote: does not stand in the text; copy it from there, sign by sign")
    if len(found) > 1:
        raise ConfigError(f"--quote: stands {len(found):,} times in the text; take more of the words around it")
    return found[0]


def make(text: Package, said: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a person says the form of claim.schema.json.

    Args:
        text: what it is quoted from.
        said: slot -> words; `via` has several; None and empty ones are left out.

    Raises:
        ConfigError: a word cannot be read; names the option.
    """
    whole = text.text()
    start, end = find_quote(whole, said["quote"])
    out: dict[str, Any] = {"document": text.document.sha256, "language": text.document.language}
    for slot, words in said.items():
        if not words:
            continue
        if slot in ROLES:
            out[slot] = party_of(slot, words, whole, (start, end))
        elif slot == "via":
            out[slot] = [party_of(slot, one, whole, (start, end)) for one in words]
        elif slot in ("quantity", "value", "share"):
            out[slot] = amount_of(slot, words)
        elif slot in ("origin", "destination"):
            out[slot] = code_of(slot, words)
        else:
            out[slot] = words
    if "origin" in out:
        out["origin_basis"] = "printed"
    if out.get("kind") in ("transfer", "offer"):
        _follow(out)
    if "hs" in out:
        out["hs_basis"] = "printed" if out["hs"] in whole[start:end] else "inferred"
    return out | {"quote": whole[start:end], "spans": [[start, end]], "extractor": BY_HAND}


def party_of(slot: str, words: str, text: str, quote: Span) -> dict[str, Any]:
    """Read "NAME", "NAME @CN", "group:Chinese firms @CN", or a country by name or code."""
    printed = COUNTRY.fullmatch(words.strip())
    name, country = (printed[1], code_of(slot, printed[2])) if printed else (words.strip(), None)
    if name.startswith(GROUP):
        found: dict[str, Any] = {"surface": name.removeprefix(GROUP).strip(), "form": "group", "country": country}
    elif printed is None and (code := _country(name)) is not None:
        found = {"surface": name, "form": "country", "country": code}
    else:
        found = {"surface": name, "form": "named", "country": country}
    place = text.find(found["surface"], *quote)
    return found if place < 0 else found | {"span": [place, place + len(found["surface"])]}


def _follow(out: dict[str, Any]) -> None:
    """Take origin and destination from the parties where nothing else says them."""
    supplier, recipient = out.get("supplier"), out.get("recipient")
    if supplier and supplier["country"] and "origin" not in out:
        out |= {"origin": supplier["country"], "origin_basis": "supplier"}
    if recipient and recipient["country"]:
        out.setdefault("destination", recipient["country"])


def _country(words: str) -> str | None:
    return countries.code_of_name(words)


def code_of(slot: str, words: str) -> str:
    """Read a country by its code or name."""
    code = words.strip().upper() if len(words.strip()) == 2 else _country(words)
    if code is None or code not in countries.all_codes():
        raise ConfigError(f"--{slot}: must be a country, by its name or by its code of two letters, got {words!r}")
    return code


def amount_of(slot: str, words: str) -> dict[str, Any]:
    """Read "12 t", "~2,100,000 USD", ">= 51"."""
    found = AMOUNT.fullmatch(words.strip())
    if found is None:
        raise ConfigError(
            f"--{slot.replace('_', '-')}: must be a number with what it counts, such as '12 t' or '~2,100,000 USD' "
            f"(before it =, ~, >, <, >= or <=), got {words!r}"
        )
    relation, number, unit = found.groups()
    amount: dict[str, Any] = {"number": number.replace(",", ""), "relation": relation or "="}
    if slot == "value":
        if not re.fullmatch(r"[A-Z]{3}", unit.strip()):
            raise ConfigError(f"--value: must end with a currency of three capital letters (ISO 4217), got {words!r}")
        return amount | {"currency": unit.strip()}
    return amount | {"unit": unit.strip() or None} if slot == "quantity" else amount
