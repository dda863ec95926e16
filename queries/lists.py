"""Which lists, annexes and authorities a text means: exactly, by a short name in use, or by whole words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from graph.errors import InvalidParameter
from graph.fold import fold, strip_punctuation
from graph.store import Store
from queries.catalogue import Query
from queries.parts import part

KINDS = ("list", "annex", "authority")  # types of parameters, in the order in which they are read
NEAREST = 10
EDGES = ".,;:()[]\"'"
AUTHORITIES = {
    "ofac": "Office of Foreign Assets Control",
    "bis": "Bureau of Industry and Security",
    "state": "Department of State of the United States",
    "ofsi": "Office of Financial Sanctions Implementation",
    "fcdo": "Foreign, Commonwealth and Development Office",
    "eu": "Council of the European Union",
    "unsc": "United Nations Security Council",
    "mofcom": "Ministry of Commerce of the People's Republic of China",
    "meti": "Ministry of Economy, Trade and Industry",
}
LISTS = {
    "sdn": "Specially Designated Nationals and Blocked Persons List",
    "ssi": "Sectoral Sanctions Identifications List",
    "fse": "Foreign Sanctions Evaders List",
    "plc": "Palestinian Legislative Council List",
    "ns-plc": "Palestinian Legislative Council List",
    "capta": "CAPTA List",
    "cap": "CAPTA List",
    "mbs": "Non-SDN Menu-Based Sanctions List",
    "ns-mbs": "Non-SDN Menu-Based Sanctions List",
    "cmic": "Non-SDN Chinese Military-Industrial Complex Companies List",
    "ns-cmic": "Non-SDN Chinese Military-Industrial Complex Companies List",
    "isa": "Non-SDN Iran Sanctions Act List",
    "non-sdn": "Consolidated Sanctions List (non-SDN)",
    "el": "Entity List",
    "meu": "Military End User List",
    "uvl": "Unverified List",
    "dpl": "Denied Persons List",
    "isn": "Nonproliferation Sanctions",
    "dtc": "AECA Debarred List",
    "1260h": "Chinese military companies (Section 1260H)",
    "unsc": "UN Security Council Consolidated List",
    "uksl": "UK Sanctions List",
}


def read(store: Store, query: Query, bound: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the values for a query with every list, annex and authority as printed, and how they were read.

    Args:
        store: an open store.
        query: the query.
        bound: its values, as typed.

    Raises:
        InvalidParameter: nothing that is loaded fits; the message gives the nearest.
    """
    values, told = dict(bound), []
    wanted = [one for one in query.parameters if one.type in KINDS and bound[one.name] is not None]
    loaded = store.read(part("lists")) if wanted else []
    for one in sorted(wanted, key=lambda parameter: KINDS.index(parameter.type)):
        text = bound[one.name]
        found = _meant(loaded, one.type, text, one.name)
        values[one.name] = found
        if one.type == "list":
            loaded = [row for row in loaded if row["list"] in found]
        if [_key(value) for value in found] != [_key(text)]:
            told.append(f"{one.name}: {text!r} is read as {'; '.join(found)}")
    return values, told


def _meant(loaded: Iterable[Mapping[str, Any]], kind: str, text: str, name: str) -> list[str]:
    """Return the values of a kind that a text means; the name of an authority means all of its lists."""
    rows = [row for row in loaded if row[kind]]
    known = sorted({row[kind] for row in rows})
    short = {"list": LISTS, "authority": AUTHORITIES}.get(kind, {})
    if kind == "annex":
        bare = " ".join(word for word in text.split() if fold(word) not in ("annex", "annexes")) or text
        found = _fitting(bare, known, short, lambda value: _words(value.replace(".", " ")))
    else:
        found = _fitting(text, known, short)
    if not found and kind == "list":
        by = _fitting(text, sorted({row["authority"] for row in rows if row["authority"]}), AUTHORITIES)
        found = sorted({row["list"] for row in rows if row["authority"] in by})
    if found:
        return found
    meant = short.get(fold(text).strip())
    stands = f" ({meant})" if meant else ""
    near = "; ".join(_nearest(text, known, short)) or "nothing"
    raise InvalidParameter(f"{name}: {text!r}{stands} is no {kind} of what is loaded; nearest: {near}")


def _fitting(
    text: str, known: Iterable[str], short: dict[str, str], words: Callable[[str], set[str]] | None = None
) -> list[str]:
    held, split = list(known), words or _words
    meant = short.get(fold(text).strip())
    for wanted in (text, meant):
        exact = [one for one in held if wanted and _key(one) == _key(wanted)]
        if exact:
            return exact
    asked = split(text)
    return [one for one in held if not meant and asked and asked <= split(one)]


def _nearest(text: str, known: list[str], short: dict[str, str]) -> list[str]:
    by_key = {_key(one): one for one in known}
    near = [short[one] for one in get_close_matches(fold(text).strip(), short, n=2) if short[one] in known]
    near += [one for key, one in by_key.items() if _key(text) in key]
    near += [by_key[key] for key in get_close_matches(_key(text), by_key, n=NEAREST, cutoff=0.3)]
    return list(dict.fromkeys([*near, *known]))[:NEAREST]


def _key(text: str) -> str:
    return strip_punctuation(fold(text))


def _words(text: str) -> set[str]:
    """Whole words, folded; what a hyphen or a slash joins is one word."""
    return {word for piece in fold(text).split() if (word := piece.strip(EDGES))}
