"""An entry of the Global LEI Index as claims, whatever form it came in."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import Claim, Name, Party, PartyKind, Quality
from graph.resolution import check_digits
from loaders.identifiers import read_identifiers
from loaders.registers.parts import distinct, stub

PUBLISHER = "Global Legal Entity Identifier Foundation"
ENTRIES = "LEI entries (level 1)"
RELATIONS = "LEI relationship records (level 2)"
EXCEPTIONS = "LEI reporting exceptions"
INDEX = "Global LEI Index"
LICENCE = "CC0-1.0"
URL = "https://www.gleif.org/en/lei-data/gleif-golden-copy"
# Names that a machine wrote say nothing of how others print them: they join nobody.
QUALITY: dict[str, Quality] = {
    "PREVIOUS_LEGAL_NAME": "former",
    "ALTERNATIVE_LANGUAGE_LEGAL_NAME": "alias",
    "TRADING_OR_OPERATING_NAME": "alias",
    "PREFERRED_ASCII_TRANSLITERATED_LEGAL_NAME": "alias",
    "AUTO_ASCII_TRANSLITERATED_LEGAL_NAME": "weak",
}
CATEGORY: dict[str, PartyKind] = {
    "RESIDENT_GOVERNMENT_ENTITY": "public_body",
    "INTERNATIONAL_ORGANIZATION": "public_body",
}
# Companies House keeps one series of numbers for England and Wales, Northern Ireland and Scotland.
# Source: the list of registration authorities, https://www.gleif.org/en/about-lei/code-lists
COMPANIES_HOUSE = frozenset({"RA000585", "RA000586", "RA000587"})
NO_AUTHORITY = frozenset({"", "RA888888", "RA999999"})  # "not on the list" and "none"


@dataclass(slots=True)
class LeiEntry:
    """One entry of level 1.

    Attributes:
        lei: the identifier.
        legal_name, language: as printed.
        names: further names with quality and language.
        addresses: as printed, in one line each; the legal one first.
        jurisdiction: country code, with or without a subdivision.
        address_country: code of the legal address.
        category: GENERAL, FUND, BRANCH and others.
        authority, number: of the register that holds the firm, and its number there.
        codes: further identifiers.
        status: of the registration: ISSUED, LAPSED, RETIRED and others.
        entity_status: ACTIVE or INACTIVE.
        registered: day of the first registration.
        related: topic, LEI ("" where only a name is given) and name of entities that the entry refers to.
        flags: what could not be read.
    """

    lei: str
    legal_name: str
    language: str | None = None
    names: list[Name] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    jurisdiction: str = ""
    address_country: str = ""
    category: str = ""
    authority: str = ""
    number: str = ""
    codes: list[tuple[str, str]] = field(default_factory=list)
    status: str = ""
    entity_status: str = ""
    registered: str | None = None
    related: list[tuple[str, str, str]] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


def lei_stub(lei: str) -> Party:
    """A party of which only the LEI is known."""
    return stub(lei_key(lei), f"LEI {lei}", ids=(("LEI", lei),))


def lei_key(lei: str) -> str:
    """Raw key of a party of the index."""
    return f"LEI {lei}"


def claims_of(entry: LeiEntry) -> list[Claim]:
    """Return what an entry says: that it stands in the index, and to whom it refers."""
    if not check_digits("LEI", entry.lei):
        entry.flags.append(f"check_digits:LEI:{entry.lei}")
    party = party_of(entry)
    claims = [
        Claim(
            kind="registration",
            object=party,
            topic=INDEX,
            entry=entry.lei,
            outcome=entry.status or None,
            programme=entry.category or None,
            reason=f"entity {entry.entity_status}" if entry.entity_status else None,
            start=entry.registered,
            flags=tuple(entry.flags),
        )
    ]
    for topic, lei, name in entry.related:
        other = lei_stub(lei) if lei else Party(surface=name, key=f"{topic} of {entry.lei}: {name}")
        claims.append(link_of(party, topic, other))
    return claims


def link_of(party: Party, topic: str, other: Party) -> Claim:
    """Return a relation under a key of its own: another file may state another one of the same entry."""
    return Claim(kind="link", subject=party, object=other, topic=topic, record=f"{party.key} {topic} {other.key}")


def party_of(entry: LeiEntry) -> Party:
    """Return the party of an entry: its country is its jurisdiction, else that of its legal address."""
    country = entry.jurisdiction[:2].upper() or None
    basis = "printed" if country else None
    if country is None and entry.address_country:
        country, basis = entry.address_country.upper(), "address"
    surface = entry.legal_name
    names = [Name(surface, "primary", entry.language), *entry.names]
    return Party(
        surface=surface,
        kind=CATEGORY.get(entry.category, "company"),
        country=country,
        country_basis="address" if basis == "address" else "printed" if basis else None,
        names=distinct(names, surface),
        ids=(("LEI", entry.lei), *authority_ids(entry.authority, entry.number, country), *entry.codes),
        addresses=tuple(dict.fromkeys(entry.addresses)),
        key=lei_key(entry.lei),
    )


def authority_ids(authority: str, number: str, country: str | None) -> tuple[tuple[str, str], ...]:
    """Return the number in a register as an identifier of a kind that only that register gives.

    Args:
        authority: code of the list of registration authorities.
        number: as printed.
        country: of the party.
    """
    if not number or authority in NO_AUTHORITY:
        return ()
    strict = [pair for pair in read_identifiers(number, "REG", country) if not pair[0].startswith("REG")]
    if len(strict) == 1:
        return tuple(strict)
    return ((f"REG-{'GB' if authority in COMPANIES_HOUSE else authority}", number),)
