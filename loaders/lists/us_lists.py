"""The lists of the United States: who issues each, what it does to whom it names, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Name, Party
from loaders.places import nationality

GOVERNMENT = "Government of the United States"


def _authority(key: str, name: str, *others: str) -> Party:
    names = tuple(Name(other, "alias") for other in others)
    return Party(
        surface=name, kind="public_body", country="US", country_basis="printed", names=names, key=f"authority {key}"
    )


OFAC = _authority("OFAC", "Office of Foreign Assets Control")
BIS = _authority("BIS", "Bureau of Industry and Security")
# The Consolidated Screening List and tables made from notices call it by the short name.
STATE = _authority("STATE", "Department of State of the United States", "State Department", "Department of State")


@dataclass(frozen=True, slots=True)
class UsList:
    """One list.

    Attributes:
        code: as the Consolidated Screening List abbreviates it; part of record keys.
        title: its name; the topic of its listings.
        authority: who issues it.
        measure: what it does, in the words that the EU's lists use too.
        persons: whether it names persons and firms without saying which is which.
    """

    code: str
    title: str
    authority: Party
    measure: str
    persons: bool = False


LISTS: dict[str, UsList] = {
    one.code: one
    for one in (
        UsList("SDN", "Specially Designated Nationals and Blocked Persons List", OFAC, "Asset freeze"),
        UsList("SSI", "Sectoral Sanctions Identifications List", OFAC, "Financial restrictions"),
        UsList("FSE", "Foreign Sanctions Evaders List", OFAC, "Transaction ban"),
        UsList("PLC", "Palestinian Legislative Council List", OFAC, "Transaction ban"),
        UsList("CAP", "CAPTA List", OFAC, "Financial restrictions"),
        UsList("MBS", "Non-SDN Menu-Based Sanctions List", OFAC, "Financial restrictions"),
        UsList("CMIC", "Non-SDN Chinese Military-Industrial Complex Companies List", OFAC, "Investment ban"),
        UsList("ISA", "Non-SDN Iran Sanctions Act List", OFAC, "Financial restrictions"),
        UsList("NS", "Consolidated Sanctions List (non-SDN)", OFAC, "Financial restrictions"),
        UsList("EL", "Entity List", BIS, "Export control", persons=True),
        UsList("MEU", "Military End User List", BIS, "Export control"),
        UsList("UVL", "Unverified List", BIS, "Export control"),
        UsList("DPL", "Denied Persons List", BIS, "Export control", persons=True),
        UsList("ISN", "Nonproliferation Sanctions", STATE, "Export control", persons=True),
        UsList("DTC", "AECA Debarred List", STATE, "Export control", persons=True),
    )
}
# Other abbreviations of the Consolidated Screening List, old and new.
SAME = {"CAPTA": "CAP", "561": "CAP", "13599": "NS", "NS-MBS": "MBS", "NS-CMIC": "CMIC", "NS-ISA": "ISA"}
ABBREVIATION = re.compile(r"\(([A-Z0-9-]+)(?: List)?\)")
# Programmes that say on which list of those beside the SDN list an entry stands.
# Source: https://ofac.treasury.gov/specially-designated-nationals-list-sdn-list/program-tag-definitions-for-ofac-sanctions-lists
OF_PROGRAMME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"NS-PLC", "PLC"), (r"FSE-", "FSE"), (r"561|CAPTA|.*CAPTA", "CAP"), (r"CMIC", "CMIC"), (r"(NS-)?MBS", "MBS"),
        (r"ISA\b", "ISA"), (r"UKRAINE-EO13662", "SSI"),
    )
)  # fmt: skip
COUNTRIES = {
    "congo, republic of the": "CG", "region: gaza": "PS", "west bank": "PS", "region: west bank": "PS",
    "region: northern gaza": "PS", "region: north gaza": "PS", "st. vincent and the grenadines": "VC",
    "st. kitts and nevis": "KN", "north macedonia, the republic of": "MK",
}  # fmt: skip
INVERTED = re.compile(r"(.+), (The|Isle of)", re.IGNORECASE)


def country_of(text: str) -> str | None:
    """Return the code of a country as these lists print it ("Korea, North", "Bahamas, The", "PS"); else None."""
    plain = text.strip()
    found = COUNTRIES.get(plain.casefold()) or nationality(plain)
    if found is None and (turned := INVERTED.fullmatch(plain)):
        found = nationality(turned[1]) or nationality(f"{turned[2]} {turned[1]}")
    return found


def list_of_source(text: str) -> UsList | None:
    """Return the list that a cell names: "Entity List (EL) - Bureau of Industry and Security", or "EL" alone."""
    found = ABBREVIATION.search(text)
    code = found[1] if found else text.strip()
    return LISTS.get(SAME.get(code, code))


def list_of_programmes(programmes: Iterable[str]) -> UsList:
    """Return the list beside the SDN list on which an entry with these programmes stands."""
    held = list(programmes)
    for pattern, code in OF_PROGRAMME:
        if any(pattern.match(programme) for programme in held):
            return LISTS[code]
    return LISTS["NS"]


def is_sdn(entries: Iterable[Iterable[str]]) -> bool:
    """Whether the first entries of a list, given by their programmes, are those of the SDN list.

    Both lists come in files of the same form; most entries of the other list carry a programme that stands on it alone.
    """
    held = list(entries)
    others = sum(list_of_programmes(programmes).code != "NS" for programmes in held)
    return others * 2 < len(held) or not held
