"""An entity of FollowTheMoney as a party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Name, Party, PartyKind, Quality
from graph.reference import countries
from graph.reference.ftm import CONTACTS, IDENTIFIERS, PARTIES
from loaders.contacts import contacts_of
from loaders.lists.kinds import OF_SCHEMA, party_kind
from loaders.lists.parts import births_of, country_of, ids_of
from loaders.registers.parts import distinct, stub

Properties = Mapping[str, Sequence[str]]
# The first of these that holds something names the country; a person's nationality before where they live.
COUNTRY_OF = {
    "person": ("nationality", "citizenship", "country"),
    "vessel": ("flag", "jurisdiction", "country"),
    "aircraft": ("flag", "jurisdiction", "country"),
}
COUNTRY = ("jurisdiction", "mainCountry", "country")
QUALITIES: tuple[tuple[str, Quality], ...] = (
    ("name", "alias"),
    ("alias", "alias"),
    ("previousName", "former"),
    ("weakAlias", "weak"),
    ("abbreviation", "weak"),
)


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity.

    Attributes:
        id: its key.
        schema: its schema.
        properties: name -> values.
        datasets: the data sets that it was made from.
        caption: the name to show, where the file has one.
        languages: printed value of a name -> ISO 639-1 code, where statements tell it.
    """

    id: str
    schema: str
    properties: Properties
    datasets: tuple[str, ...] = ()
    caption: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)

    def first(self, name: str) -> str:
        """The first value of a property, "" where it has none."""
        return next(iter(self.properties.get(name, ())), "")


@dataclass(slots=True)
class Helpers:
    """What helper entities say of others, read before the parties.

    Attributes:
        addresses: id of an Address -> its text.
        papers: id of a holder -> kinds and numbers of papers.
        positions: id of a Position -> name and countries.
        dropped: addresses past the limit.
    """

    addresses: dict[str, str] = field(default_factory=dict)
    papers: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    positions: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    dropped: int = 0


def entity_key(identifier: str) -> str:
    """Raw key of a party."""
    return f"entity {identifier}"


def reference(identifier: str, kind: PartyKind = "company") -> Party:
    """A party of which an edge only names the id."""
    return stub(entity_key(identifier), f"entity {identifier}", kind)


def party_of(entity: Entity, helpers: Helpers, flags: list[str]) -> Party:
    """Return the party of an entity.

    Args:
        entity: of a schema of PARTIES, with a name or a caption.
        helpers: what other entities say of it.
        flags: gets what is odd.
    """
    properties = entity.properties
    surface = entity.caption or entity.first("name") or entity.first("alias") or entity.id
    kind = PARTIES[entity.schema]
    if entity.schema in OF_SCHEMA:
        kind = party_kind(entity.schema, surface, entity.first("legalForm"))
    known = [helpers.addresses[one] for one in properties.get("addressEntity", ()) if one in helpers.addresses]
    addresses = tuple(dict.fromkeys([*properties.get("address", ()), *known]))
    country, printed = _country(properties, kind, addresses, flags)
    reached = [(scheme, value) for name, scheme in CONTACTS.items() for value in properties.get(name, ())]
    return Party(
        surface=surface,
        kind=kind,
        country=country,
        country_basis=None if country is None else "printed" if printed else "address",
        names=_names(entity, surface),
        ids=(*ids_of(_numbers(entity, kind, helpers), country, flags), *contacts_of(reached)),
        addresses=addresses,
        birth_dates=births_of(properties.get("birthDate", ()), flags),
        key=entity_key(entity.id),
    )


def _country(
    properties: Properties, kind: PartyKind, addresses: Sequence[str], flags: list[str]
) -> tuple[str | None, bool]:
    for name in COUNTRY_OF.get(kind, COUNTRY):
        values = properties.get(name)
        if values:
            codes = [code for value in values if (code := country_code(value))]
            return country_of(codes or values, addresses, flags)
    return country_of((), addresses, flags)


def country_code(value: str) -> str | None:
    """Return the code of a country; values are small letters, parts of countries, and states that are gone."""
    code = value.upper()[:2] if value[2:3] in ("-", "") else ""
    return code if code and countries.name(code) else None


def _names(entity: Entity, surface: str) -> tuple[Name, ...]:
    names = []
    for name, quality in QUALITIES:
        for text in entity.properties.get(name, ()):
            told: Quality = "primary" if text == surface and name == "name" else quality
            names.append(Name(text, told, entity.languages.get(text)))
    return distinct(names, surface)


def _numbers(entity: Entity, kind: PartyKind, helpers: Helpers) -> list[tuple[str, str]]:
    found = []
    for name, scheme in IDENTIFIERS.items():
        if name == "imoNumber" and kind != "vessel":
            scheme = "IMO-COMPANY"  # ships and their owners have numbers of two different series
        values = entity.properties.get(name, ())
        if name == "imoNumber":  # newer versions write IMO9074729
            values = [value.upper().removeprefix("IMO").strip() for value in values]
        found += [(scheme, value) for value in values if scheme]
    return [*found, *helpers.papers.get(entity.id, ())]
