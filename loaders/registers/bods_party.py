"""Entities and persons of the Beneficial Ownership Data Standard as parties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from graph.model import Name, Party, PartyKind, Quality
from graph.resolution import check_digits
from loaders.registers.ftm_party import country_code
from loaders.registers.gleif_party import authority_ids
from loaders.registers.parts import distinct, join_address, read_day, stub
from loaders.registers.uk_parts import company_number

# Schemes of org-id.guide and of the standard -> kinds of identifier that other sources use too.
SCHEMES = {
    "XI-LEI": "LEI", "GB-COH": "REG-GB", "RU-INN": "INN", "RU-OGRN": "OGRN", "CN-SAMR": "USCC", "KZ-BIN": "KZ-BIN",
}  # fmt: skip
AUTHORITY = re.compile(r"RA\d{6}")
QUALITIES: dict[str, Quality] = {"former": "former", "birth": "former"}
PUBLIC = frozenset({"state", "stateBody"})
UNNAMED = frozenset({"anonymousEntity", "unknownEntity", "anonymousPerson", "unknownPerson"})
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_]")


def record_key(identifier: str) -> str:
    """Raw key of a party."""
    return f"record {identifier}"


def words(code: str) -> str:
    """Return a code of the standard as words: boardMember is "board member"."""
    return CAMEL.sub(" ", code).lower()


def reference(identifier: str) -> Party:
    """A party of which a statement only names the record."""
    return stub(record_key(identifier), f"record {identifier}")


def unspecified(details: Mapping[str, Any], key: str) -> Party:
    """A party that the source does not name, and why."""
    reason = text(details.get("reason"))
    surface = f"not named: {words(reason)}" if reason else "not named"
    return Party(surface=surface, form="group", kind="group", key=key)


def party_of(record_type: str, identifier: str, details: Mapping[str, Any], flags: list[str]) -> Party:
    """Return the party of an entity or a person; a group where it is one that nobody names."""
    key = record_key(identifier)
    person = record_type == "person"
    kind_of = text(details.get("personType")) or text(_object(details.get("entityType")).get("type"))
    names = _person_names(details) if person else _entity_names(details)
    if not names:
        given = _object(details.get("unspecifiedPersonDetails" if person else "unspecifiedEntityDetails"))
        if given or kind_of in UNNAMED:
            return unspecified(given, key)
        return stub(key, f"record {identifier}", "person" if person else "company")
    kind: PartyKind = "person" if person else "public_body" if kind_of in PUBLIC else "company"
    addresses = tuple(dict.fromkeys(line for item in _list(details.get("addresses")) if (line := address(item))))
    country, printed = _country(details, person, flags)
    if country is None:
        codes = {code for item in _list(details.get("addresses")) if (code := _code(_object(item).get("country")))}
        country = codes.pop() if len(codes) == 1 else None
    born = read_day(text(details.get("birthDate")), "birthDate", flags)
    return Party(
        surface=names[0].text,
        kind=kind,
        country=country,
        country_basis=None if country is None else "printed" if printed else "address",
        names=distinct(names, names[0].text),
        ids=_ids(details, country, flags),
        addresses=addresses,
        birth_dates=(born,) if born else (),
        key=key,
    )


def _person_names(details: Mapping[str, Any]) -> list[Name]:
    found = []
    for item in map(_object, _list(details.get("names"))):
        parts = [text(item.get(name)) for name in ("givenName", "patronymicName", "familyName")]
        full = text(item.get("fullName")) or " ".join(part for part in parts if part)
        if full:
            found.append((text(item.get("type")), full))
    found.sort(key=lambda pair: pair[0] not in ("legal", "individual"))  # the legal one first, else in their order
    return [Name(full, "primary" if not n else QUALITIES.get(kind, "alias")) for n, (kind, full) in enumerate(found)]


def _entity_names(details: Mapping[str, Any]) -> list[Name]:
    given = [text(details.get("name")), *map(text, _list(details.get("alternateNames")))]
    names = [name for name in given if name]
    return [Name(name, "alias" if place else "primary") for place, name in enumerate(names)]


def _country(details: Mapping[str, Any], person: bool, flags: list[str]) -> tuple[str | None, bool]:
    """The jurisdiction of an entity, the only nationality of a person."""
    if not person:
        given = details.get("jurisdiction") or details.get("incorporatedInJurisdiction")
        code = _code(given)
        return code, code is not None
    codes = {code for item in _list(details.get("nationalities")) if (code := _code(item))}
    if len(codes) > 1:
        flags.append("nationality:several")
    return (codes.pop(), True) if len(codes) == 1 else (None, False)


def _code(given: Any) -> str | None:
    value = text(given) if isinstance(given, str) else text(_object(given).get("code"))
    return country_code(value) if value else None


def _ids(details: Mapping[str, Any], country: str | None, flags: list[str]) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for item in map(_object, _list(details.get("identifiers"))):
        number, scheme = text(item.get("id")), text(item.get("scheme"))
        name = text(item.get("schemeName"))
        if not number:
            continue
        if not scheme and AUTHORITY.fullmatch(name):
            found.update(dict.fromkeys(authority_ids(name, number, country)))
            continue
        kind = SCHEMES.get(scheme, scheme or name)
        found[(kind, company_number(number) if kind == "REG-GB" else number)] = None
    flags.extend(f"check_digits:{kind}:{number}" for kind, number in found if not check_digits(kind, number))
    return tuple(found)


def address(item: Any) -> str:
    """Return an address as one line."""
    given = _object(item)
    country = given.get("country")
    name = text(country) if isinstance(country, str) else text(_object(country).get("name"))
    return join_address([text(given.get("address")), text(given.get("postCode")), name])


def text(value: Any) -> str:
    """Return a text with its blanks made one; "" for anything else."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else []
