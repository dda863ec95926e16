"""Claims as they come out of the archive, before it is known who is who: one pass that keeps nothing of a single row.

A census holds what must be known of all claims before any of them becomes a fact: the distinct parties, goods and
things, and who is listed. It grows with their number, not with the number of rows. Census of parts add up in any order.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import msgspec

from graph.acceptance import UNVERIFIED, Decided
from graph.dates import version_order
from graph.fold import fold, fold_model
from graph.identity import country_node, goods_node, party_record, record_id, weapon_node
from graph.model import Claim, Document, Entry, Kind, Party, Standing, digest_id, replace, roles_of
from graph.packages import Package
from graph.reference import goods as lexicon
from graph.reference import hs_editions, weapons
from graph.restated import RESTATED

PARTY_KINDS = frozenset({"company", "person", "public_body", "group", "vessel", "aircraft", "asset"})
DELETES = "deletes:"  # flag of a claim that only says that a version of a source holds a record no more
VERSION = "version:"  # flag of a row that names the version of its record
KEPT_APART = (*RESTATED, "listing")  # what a later edition makes of their records is said elsewhere
KEPT_KEYS = 200_000  # parties whose keys are remembered; a table names the same ones again and again

Records = dict[str, tuple[Party, Document]]


class _Placed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a claim stands and which ends it has.

    Attributes:
        package: place of its package among the active ones.
        part: number of the part within the package.
        position: number of the claim within the part.
        row: first physical line of its row or entry.
        sheet: of the row.
        record: record id of the claim.
        raw: raw key of its row or entry, where the source has one.
        standing: accepted, unreviewed or rejected.
        ends: pairs of role and party key; a key is a record id, or the id of a country, place or weapon.
        via: keys of the stations on the way.
        goods: id of the goods node.
    """

    package: int
    part: int
    position: int
    row: int | None
    sheet: str | None
    record: str
    raw: str | None
    standing: Standing
    ends: tuple[tuple[str, str], ...]
    via: tuple[str, ...]
    goods: str | None


class Read(_Placed, frozen=True, array_like=True, gc=False):
    """One claim as read; `claim` is what is said."""

    claim: Claim


class HeadClaim(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What of a claim says to which facts it belongs."""

    kind: Kind
    model: str | None = None
    origin: str | None = None
    dispatch: str | None = None
    destination: str | None = None
    flags: tuple[str, ...] = ()
    record: str | None = None


class Head(_Placed, frozen=True, array_like=True, gc=False):
    """The same with less of its claim, which is read in a third of the time."""

    claim: HeadClaim


class Thing(NamedTuple):
    """A place or a weapon.

    Attributes:
        label: Place or Weapon.
        name: that of the table of weapons, else the first of the printed ones.
        country: where it lies, or of its user; None for a weapon of the table, which many may use.
        synthetic: whether it is invented.
        names: of a weapon, as printed.
        known: line of the table of weapons.
    """

    label: str
    name: str
    country: str | None
    synthetic: bool
    names: frozenset[str] = frozenset()
    known: str | None = None


@dataclass(slots=True)
class GoodsNode:
    """A goods node: concept, HS code or printed name, with the printed forms that led to it."""

    id: str
    concept: str | None = None
    hs6: str | None = None
    printed: str | None = None
    real: bool = False

    def add(self, other: GoodsNode) -> None:
        """Take in what another source says of the same goods."""
        self.real = self.real or other.real
        if other.printed and self.printed:
            self.printed = min(self.printed, other.printed)


@dataclass(slots=True)
class Census:
    """What a pass over some claims found.

    Attributes:
        records: record id -> (the party at its fullest, its document).
        goods: goods id -> goods.
        things: places and weapons by node id.
        products: product id -> the printed model number that stands for it.
        countries: ids of the countries that stand at an end of a claim -> code.
        listed: party keys that a listing names.
        deleted: source key and raw key of a record -> the latest edition that says that it is held no more.
        versions: hash of the source and the key of a record, without its version -> the latest version of it.
        namers: party key -> sha256 of the files just loaded that name it.
        named: party keys that other files name.
        rows, files: hashes of the records of rows, where their source has several files, and the place of each file.
        claims: number of claims that passed verification.
        unverified: number of those that failed it.
    """

    records: Records = field(default_factory=dict)
    goods: dict[str, GoodsNode] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    products: dict[str, str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    deleted: dict[tuple[str, str], str] = field(default_factory=dict)
    versions: dict[int, str] = field(default_factory=dict)
    namers: dict[str, set[str]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    rows: array[int] = field(default_factory=lambda: array("Q"))
    files: array[int] = field(default_factory=lambda: array("L"))
    claims: int = 0
    unverified: int = 0

    @property
    def restated(self) -> frozenset[int]:
        """Hashes of the records of rows that stand in several files of their source."""
        places = {one: set[int]() for one, after in pairwise(sorted(self.rows)) if one == after}
        for one, place in zip(self.rows, self.files, strict=True):
            if one in places:
                places[one].add(place)
        return frozenset(one for one, files in places.items() if len(files) > 1)

    def add(self, other: Census) -> None:
        """Take in the census of other claims; the order does not matter."""
        for key, (party, document) in other.records.items():
            self.record(key, party, document)
        for identifier, goods in other.goods.items():
            self.goods.setdefault(identifier, replace(goods)).add(goods)
        for identifier, thing in other.things.items():
            self.thing(identifier, thing)
        for identifier, model in other.products.items():
            self.products[identifier] = min(model, self.products.get(identifier, model))
        self.countries |= other.countries
        self.listed |= other.listed
        for place, edition in other.deleted.items():
            self.deleted[place] = max(edition, self.deleted.get(place, edition))
        for hashed, version in other.versions.items():
            self.version(hashed, version)
        for key, files in other.namers.items():
            self.namers.setdefault(key, set()).update(files)
        self.named |= other.named
        self.rows.extend(other.rows)
        self.files.extend(other.files)
        self.claims += other.claims
        self.unverified += other.unverified

    def record(self, key: str, party: Party, document: Document) -> None:
        """Keep a party, at its fullest where sources print it more or less fully."""
        known = self.records.get(key)
        if known is None or (known != (party, document) and _fullness(party, document) > _fullness(*known)):
            self.records[key] = (party, document)

    def version(self, key: int, version: str) -> None:
        """Keep the latest version of a record."""
        known = self.versions.get(key)
        if known is None or version_order(version) > version_order(known):
            self.versions[key] = version

    def thing(self, identifier: str, thing: Thing) -> None:
        """Keep a place or weapon under the first of its names, with all of a weapon."""
        known = self.things.get(identifier, thing)
        first = min(known, thing, key=lambda one: one.name)
        self.things[identifier] = first._replace(names=known.names | thing.names)


def _fullness(party: Party, document: Document) -> tuple[bool, str, int, str, str]:
    """Order among mentions of one record, whatever the order of loading: the fullest of the latest edition speaks."""
    fullness = len(party.names) + len(party.ids) + len(party.addresses) + len(party.birth_dates)
    return not party.stub, document.source.edition or "", fullness, repr(party), document.sha256


class PackageReader:
    """Reads the claims of one package, and adds what they name to a census.

    Args:
        number: place of the package among the active ones.
        package: the package.
        decided: what is decided on its claims.
        census: filled on the way.
        several: whether its source has several files.
        loaded: whether its file was just loaded.
    """

    def __init__(
        self,
        number: int,
        package: Package,
        decided: Decided,
        census: Census,
        several: bool,
        loaded: bool,
    ) -> None:
        self.number = number
        self.package = package
        self.several = several
        self.loaded = loaded
        self.document = package.document
        self.decided = decided
        self.census = census
        self._keys: dict[Party, str] = {}
        self._goods: dict[tuple[str | None, str | None, str | None], str | None] = {}

    def part(self, number: int, name: str) -> Iterator[Read]:
        """Yield the claims of one part, in the order of the file.

        Raises:
            ArchiveError: the part is damaged.
        """
        position = 0
        for entry in self.package.entries_of(name):
            ordinals: dict[tuple[str, str | None], int] = {}
            for said in entry.claims:
                claim, standing = self.decided.of(self.package, entry, said)
                if claim.flags and any(flag.startswith(UNVERIFIED) for flag in claim.flags):
                    self.census.unverified += 1
                    continue
                self.census.claims += 1
                position += 1
                kind = (claim.kind, claim.record)
                ordinal = ordinals.get(kind, 0)
                ordinals[kind] = ordinal + 1
                read = self._read(number, position, entry, claim, standing, ordinal)
                if not (claim.flags and self._deletes(claim)):
                    yield read

    def _read(self, part: int, position: int, entry: Entry, claim: Claim, standing: Standing, ordinal: int) -> Read:
        key = None if entry.row is None else (claim.record or entry.record or entry.cells)
        record = record_id(self.document, claim, key, ordinal)
        if self.several and entry.row is not None and claim.kind not in KEPT_APART:
            self.census.rows.append(hashed(record))
            self.census.files.append(self.number)
        ends = tuple((role, self._key(record, role, party)) for role, party in roles_of(claim))
        via = tuple(self._key(record, f"via{number}", party) for number, party in enumerate(claim.via))
        if claim.kind == "listing" and claim.modality != "denied" and standing != "rejected":
            self.census.listed.update(key for role, key in ends if role == "object")
        if claim.flags and (versioned := version_of(self.document, claim)):
            self.census.version(*versioned)
        if claim.model:
            self._product(claim.model)
        goods = self._goods_of(claim)
        return Read(
            self.number, part, position, entry.row, entry.sheet, record, entry.record, standing, ends, via, goods, claim
        )

    def _deletes(self, claim: Claim) -> bool:
        """Whether a claim only says that a record is held no more; an edition without a day deletes nothing."""
        key = next((flag.removeprefix(DELETES) for flag in claim.flags if flag.startswith(DELETES)), None)
        edition = self.document.source.edition
        if key is not None and edition:
            place = (self.document.source.key, key)
            self.census.deleted[place] = max(edition, self.census.deleted.get(place, edition))
        return key is not None

    def _key(self, record: str, role: str, party: Party) -> str:
        if party.form == "group":
            return self._record(record, role, party)
        known = self._keys.get(party)
        if known is None:
            known = self._new_key(record, role, party)
            if len(self._keys) >= KEPT_KEYS:
                self._keys.clear()
            self._keys[party] = known
        return known

    def _new_key(self, record: str, role: str, party: Party) -> str:
        if party.form == "country" and party.country:
            key = country_node(party.country)
            self.census.countries[key] = party.country
        elif party.form == "country" or party.kind not in PARTY_KINDS:
            key, thing = _thing(party, self.document.source.synthetic)
            self.census.thing(key, thing)
        else:
            key = self._record(record, role, party)
        return key

    def _record(self, record: str, role: str, party: Party) -> str:
        key = party_record(self.document, record, role, party)
        self.census.record(key, party, self.document)
        if self.loaded:
            self.census.namers.setdefault(key, set()).add(self.document.sha256)
        else:
            self.census.named.add(key)
        return key

    def _product(self, model: str) -> None:
        key = product_id(model, self.document.source.synthetic)
        self.census.products[key] = min(model, self.census.products.get(key, model))

    def _goods_of(self, claim: Claim) -> str | None:
        if claim.goods is None and claim.hs is None and claim.goods_concept is None:
            return None
        hs6 = hs_editions.meant(claim.hs, claim.hs_revision, claim.start) if claim.hs else None
        said = (claim.goods, hs6 or claim.hs, claim.goods_concept)
        if said not in self._goods:
            if len(self._goods) >= KEPT_KEYS:
                self._goods.clear()
            node = goods_of(claim, hs6)
            node.real = not self.document.source.synthetic
            self._goods[said] = node.id
            self.census.goods.setdefault(node.id, node).add(node)
        return self._goods[said]


def _thing(party: Party, synthetic: bool) -> tuple[str, Thing]:
    """Return the node id of a weapon or place, and what it is."""
    if party.kind != "weapon":
        key = f"place:{digest_id(fold(party.surface), party.country, synthetic)[:16]}"
        return key, Thing("Place", party.surface, party.country, synthetic)
    names = frozenset({party.surface})
    known = weapons.lookup(party.surface)
    if known is not None:
        return weapon_node(known.id, "", None, synthetic), Thing("Weapon", known.name, None, synthetic, names, known.id)
    key = weapon_node(None, weapons.weapon_key(party.surface), party.country, synthetic)
    return key, Thing("Weapon", party.surface, party.country, synthetic, names)


def hashed(record: str) -> int:
    """Return the first half of a record id as a number."""
    return int(record[:16], 16)


def sources_of_several(documents: Iterable[Package]) -> frozenset[str]:
    """Return the keys of the sources that have several files."""
    counts = Counter(package.document.source.key for package in documents)
    return frozenset(key for key, count in counts.items() if count > 1)


def version_of(document: Document, claim: Claim | HeadClaim) -> tuple[int, str] | None:
    """Return what tells all versions of a record from other records, and the version of this one; None without one."""
    version = next((flag.removeprefix(VERSION) for flag in claim.flags if flag.startswith(VERSION)), None)
    if version is None or claim.record is None:
        return None
    base = claim.record.replace(f" @ {version}", "", 1)
    return int(digest_id("version", document.source.key, base)[:16], 16), version


def product_id(model: str, invented: bool) -> str:
    """Id of a product: its folded model or part number."""
    return f"product:{digest_id(fold_model(model), invented)[:16]}"


def goods_of(claim: Claim, hs6: str | None) -> GoodsNode:
    """Goods of a claim: its concept, else the concept of its words, else its code in HS 2022, else its words."""
    concept = claim.goods_concept if claim.goods_concept and lexicon.concept(claim.goods_concept) else None
    if concept is None and claim.goods:
        found = lexicon.lookup(claim.goods)
        concept = found.id if found is not None and not found.id.startswith("hs:") else None
    if concept is not None:
        return GoodsNode(goods_node(concept=concept), concept=concept)
    if hs6 is not None:
        return GoodsNode(goods_node(hs6=hs6), hs6=hs6)
    printed = claim.goods or f"HS {claim.hs}"
    return GoodsNode(goods_node(printed=fold(printed)), printed=printed)
