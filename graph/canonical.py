"""Who is who: the parties of a census become clusters, and claims get their canonical ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from graph.facts import End, Statement
from graph.identity import claim_id
from graph.joins import NOBODY, Who
from graph.model import Claim, Document, Party, digest_id, replace
from graph.packages import Package
from graph.party_records import kind_of, party_records
from graph.reads import KEPT_APART, Census, GoodsNode, Head, Read, Thing, hashed, version_of
from graph.reprints import Reprint, as_one, reprints
from graph.resolution import Resolution, resolve
from graph.restated import RESTATED

SUPERSEDED = "superseded"
WHOLE = "restated"  # claims of which one edition restates another with other parties: they stay together
LABELS = {
    "company": "Company",
    "person": "Person",
    "public_body": "PublicBody",
    "group": "Group",
    "vessel": "Vessel",
    "aircraft": "Aircraft",
    "asset": "Asset",
}
PREFERENCE = ("public_body", "company", "person", "vessel", "aircraft", "asset", "group")


@dataclass(slots=True)
class PartyNode:
    """What all records of one cluster say of a party.

    Attributes:
        id: cluster id.
        records: record id -> (the party as printed, its document), sorted.
    """

    id: str
    records: dict[str, tuple[Party, Document]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The most frequent kind; on a tie the more specific one."""
        kinds = [kind_of(party) for party, _ in self.told]
        if len(set(kinds)) == 1:
            return kinds[0]
        counts = Counter(kinds)
        return min(counts, key=lambda kind: (-counts[kind], PREFERENCE.index(kind)))

    @property
    def told(self) -> list[tuple[Party, Document]]:
        """The records that say something of it; those that only refer to it where there is no other."""
        records = list(self.records.values())
        return [one for one in records if not one[0].stub] or records

    @property
    def stub(self) -> bool:
        """Whether sources only refer to it."""
        return all(party.stub for party, _ in self.records.values())

    @property
    def label(self) -> str:
        """Primary label of its node."""
        return LABELS[self.kind]

    @property
    def country(self) -> tuple[str, str] | None:
        """The most frequent country with its basis, a printed one before a derived one."""
        for basis in ("printed", "address"):
            codes = [
                party.country
                for party, _ in self.records.values()
                if party.country and (party.country_basis or "printed") == basis
            ]
            if codes:
                counts = Counter(codes) if len(set(codes)) > 1 else {codes[0]: 1}
                return min(counts, key=lambda code: (-counts[code], code)), basis
        return None

    @property
    def synthetic(self) -> bool:
        """Whether it is invented; clusters never mix."""
        return any(document.source.synthetic for _, document in self.records.values())


@dataclass
class Canonical:
    """What is known of all claims together.

    Attributes:
        documents: the active packages, sorted by id.
        census: what the pass over the claims found.
        resolution: who is who, and why.
        parties: cluster id -> party.
        valid_on: the day on which facts must be able to hold; None: any.
    """

    documents: Sequence[Package]
    census: Census
    resolution: Resolution
    parties: dict[str, PartyNode] = field(default_factory=dict)
    valid_on: date | None = None

    @property
    def clusters(self) -> dict[str, str]:
        """Record id -> cluster id."""
        return self.resolution.clusters

    @property
    def context(self) -> Context:
        """What the projection of a few facts needs to know of the whole."""
        ends: dict[str, End] = {key: End("Country", key, code) for key, code in self.census.countries.items()}
        for key, thing in self.census.things.items():
            ends[key] = End(thing.label, key, thing.country)
        for identifier, party in self.parties.items():
            home = party.country
            end = End(party.label, identifier, home[0] if home else None)
            ends.update(dict.fromkeys(party.records, end))
        return Context(
            documents=self.voices(self.documents),
            ends=ends,
            goods=self.census.goods,
            things=self.census.things,
            products=self.census.products,
            complete=complete_editions(package.document for package in self.documents),
            deleted=self.census.deleted,
            versions=self.census.versions,
            restated=self.census.restated,
            valid_on=self.valid_on,
        )

    @cached_property
    def reprints(self) -> dict[str, Reprint]:
        """sha256 of a text that others repeat -> what it repeats."""
        return reprints(self.documents)

    def voices(self, packages: Sequence[Package]) -> list[Document]:
        """Return the documents of packages, those that repeat one another with the same origin."""
        return [as_one(package.document, self.reprints) for package in packages]

    @cached_property
    def listed(self) -> frozenset[str]:
        """Ids of the parties and things that a list names."""
        return frozenset(self.clusters.get(key, key) for key in self.census.listed)


@dataclass(frozen=True, slots=True)
class Context:
    """What the projection of a few facts needs to know of the whole archive.

    Attributes:
        documents: of the active packages, in their order; those that repeat one another have the same origin.
        ends: party key -> canonical end.
        goods: goods id -> goods.
        things: places and weapons by node id.
        products: product id -> printed model number.
        complete: source key -> its complete editions, sorted.
        deleted: source key and raw key of a record -> the latest edition that says that it is held no more.
        versions: hash of a record without its version -> the latest version of it, in whatever file it stands.
        restated: hashes of the records of rows that stand in several files of their source.
        twins: place of a package as it was decided on before -> its place as it is now.
        valid_on: the day on which facts must be able to hold; None: any.
    """

    documents: list[Document]
    ends: dict[str, End]
    goods: dict[str, GoodsNode]
    things: dict[str, Thing]
    products: dict[str, str]
    complete: dict[str, list[str]]
    deleted: dict[tuple[str, str], str]
    versions: dict[int, str]
    restated: frozenset[int]
    twins: Mapping[int, int] = field(default_factory=dict)
    valid_on: date | None = None

    def statements(self, reads: Iterable[Read]) -> list[Statement]:
        """Return claims with their canonical ends; what stands at one place twice is taken once."""
        return list(map(self.statement, self.once(reads)))

    def once(self, reads: Iterable[Read]) -> list[Read]:
        """Return claims in their order; what stands at one place twice is taken once."""
        found: dict[tuple[str, int | None, str | None, str], Read] = {}
        for read in sorted(reads, key=self._order):
            found.setdefault((read.record, read.row, read.sheet, self.documents[read.package].sha256), read)
        return list(found.values())

    def _order(self, read: Read) -> tuple[int, int, int]:
        return self.twins.get(read.package, read.package), read.part, read.position

    def group_of(self, read: Read | Head) -> str:
        """Return what all claims of a fact and of a tie share beside their kind."""
        claim = read.claim
        if claim.kind in RESTATED:
            return WHOLE
        keys = dict(read.ends)

        def end(role: str) -> str | None:
            return self.ends[keys[role]].id if role in keys else None

        match claim.kind:
            case "transfer":
                start = end("supplier") or f"country:{claim.dispatch or claim.origin}"
                stop = end("recipient") or f"country:{claim.destination}"
                return f"{read.goods} {start} {stop}"
            case "offer":
                return end("supplier") or read.record
            case "production":
                return end("maker") or read.record
            case "end_use":
                return end("weapon") or end("recipient") or end("place") or read.record
            case _:
                return f"{end('subject') or read.record} {end('object')}"

    def _record(self, read: Read) -> str:
        """Return the record id of a claim; one of its own where a file restates a row with other ends or goods.

        A row that stands in several files of its source is one record as long as it is about the same.
        """
        if not self.restated or read.row is None or read.claim.kind in KEPT_APART:
            return read.record
        if hashed(read.record) not in self.restated:
            return read.record
        return digest_id("restated", read.record, read.goods, self.group_of(read))

    def _superseded(self, claim: Claim, document: Document) -> Claim:
        """Return a claim marked as superseded where a later version of its record stands in another file."""
        versioned = version_of(document, claim)
        if versioned is None or self.versions[versioned[0]] == versioned[1] or SUPERSEDED in claim.flags:
            return claim
        return replace(claim, flags=(*claim.flags, SUPERSEDED))

    def statement(self, read: Read) -> Statement:
        """Return a claim with its canonical ends."""
        document = self.documents[read.package]
        deleted = self.deleted.get((document.source.key, read.raw or "")) if self.deleted else None
        return Statement(
            record=self._record(read),
            claim_id="" if document.kind == "table" else claim_id(document.sha256, read.claim),
            claim=self._superseded(read.claim, document) if self.versions and read.claim.flags else read.claim,
            document=document,
            standing=read.standing,
            ends={role: self.ends[key] for role, key in read.ends},
            via=tuple(self.ends[key] for key in read.via),
            goods=read.goods,
            row=read.row,
            sheet=read.sheet,
            deleted=deleted if deleted is not None and deleted > (document.source.edition or "") else None,
        )


def canonical(documents: Sequence[Package], census: Census, who: Who = NOBODY) -> Canonical:
    """Say who is who among the parties of a census.

    Args:
        documents: the active packages.
        census: of all their claims.
        who: what people and names say of it.
    """
    if who.told.keys() >= census.records.keys():
        found = Resolution({key: who.told[key] for key in census.records})
    else:
        found = resolve(party_records(census.records), who.judgements, who.edges)
        found.clusters = _as_told(found.clusters, who.told)
    result = Canonical(documents, census, found)
    for key in sorted(census.records):
        cluster = result.clusters.setdefault(key, key)
        result.parties.setdefault(cluster, PartyNode(cluster)).records[key] = census.records[key]
    return result


def _as_told(clusters: Mapping[str, str], told: Mapping[str, str]) -> dict[str, str]:
    """Return clusters under the ids that are told; a record that is not told goes with those that it is one with."""
    known: dict[str, str] = {}
    for record in sorted(clusters.keys() & told.keys()):
        known.setdefault(clusters[record], told[record])
    return {record: told.get(record) or known.get(cluster, cluster) for record, cluster in clusters.items()}


def complete_editions(documents: Iterable[Document]) -> dict[str, list[str]]:
    """Source key -> its complete editions, sorted; only such ones close what they no longer hold."""
    found: dict[str, set[str]] = {}
    for document in documents:
        source = document.source
        if source.edition and source.coverage == "complete":
            found.setdefault(source.key, set()).add(source.edition)
    return {key: sorted(editions) for key, editions in found.items()}
