"""From the archive to claims with canonical ends: who is who, which goods, and what standing each claim has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph.archive import Archive, Decision
from graph.facts import End, Statement
from graph.fold import fold, fold_model
from graph.identity import claim_id, country_node, goods_node, party_record, record_id, slots_hash
from graph.model import ROLES, Claim, Document, Entry, Party, Standing, digest_id
from graph.packages import Package
from graph.reference import goods as lexicon
from graph.reference import hs
from graph.resolution import PartyRecord, resolve

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
DELETES = "deletes:"  # flag of a claim that only says that a version of a source holds a record no more
UNVERIFIED = "rejected:"  # flag of a claim that failed verification; it stays in the archive and makes no fact


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
        counts = Counter(_kind(party) for party, _ in self.told)
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
            counts = Counter(
                party.country
                for party, _ in self.records.values()
                if party.country and (party.country_basis or "printed") == basis
            )
            if counts:
                return min(counts, key=lambda code: (-counts[code], code)), basis
        return None

    @property
    def synthetic(self) -> bool:
        """Whether it is invented; clusters never mix."""
        return any(document.source.synthetic for _, document in self.records.values())


@dataclass(slots=True)
class GoodsNode:
    """A goods node: concept, HS code or printed name, with the printed forms that led to it."""

    id: str
    concept: str | None = None
    hs6: str | None = None
    printed: str | None = None
    real: bool = False


@dataclass(slots=True)
class Canonical:
    """The archive as claims with canonical ends.

    Attributes:
        statements: every claim that passed verification.
        parties: cluster id -> party.
        clusters: record id -> cluster id.
        goods: goods id -> goods.
        things: places and weapons, by node id: (label, printed name, country, synthetic).
        documents: every active package's document with the id of its package.
        unverified: number of claims that failed verification.
    """

    statements: list[Statement] = field(default_factory=list)
    parties: dict[str, PartyNode] = field(default_factory=dict)
    clusters: dict[str, str] = field(default_factory=dict)
    goods: dict[str, GoodsNode] = field(default_factory=dict)
    things: dict[str, tuple[str, str, str | None, bool]] = field(default_factory=dict)
    documents: list[Package] = field(default_factory=list)
    unverified: int = 0

    def complete_editions(self) -> dict[str, list[str]]:
        """Source key -> its complete editions, sorted; only such ones close what they no longer hold."""
        found: dict[str, set[str]] = {}
        for package in self.documents:
            source = package.document.source
            if source.edition and source.coverage == "complete":
                found.setdefault(source.key, set()).add(source.edition)
        return {key: sorted(editions) for key, editions in found.items()}


@dataclass(frozen=True, slots=True)
class _Read:
    """One claim as read, before it is known who is who."""

    document: Document
    entry: Entry
    claim: Claim
    record: str


def canonical(archive: Archive) -> Canonical:
    """Read the archive and make its claims canonical.

    Raises:
        ArchiveError: a package is damaged; nothing is built on it.
    """
    result = Canonical(documents=archive.active())
    reviews = archive.reviews()
    read: list[_Read] = []
    records: dict[str, tuple[Party, Document]] = {}
    for one in _claims(result):
        read.append(one)
        for role, party in _parties(one.claim):
            if party.form != "country" and party.kind in LABELS:
                key = party_record(one.document, one.record, role, party)
                if key not in records or _printed(party, one.document) > _printed(*records[key]):
                    records[key] = (party, one.document)
    result.clusters = resolve(_resolvable(records))
    for key in sorted(records):
        cluster = result.clusters.setdefault(key, key)
        result.parties.setdefault(cluster, PartyNode(cluster)).records[key] = records[key]
    seen: set[tuple[str, int | None, str | None, str]] = set()
    deleted = _deletions(read)
    for one in read:
        if _deletes(one.claim):
            continue
        statement = _statement(one, result, reviews)
        edition = deleted.get((one.document.source.key, one.entry.record)) if deleted else None
        if edition is not None and edition > (one.document.source.edition or ""):
            statement = replace(statement, deleted=edition)
        place = (statement.record, statement.row, statement.sheet, statement.document.sha256)
        if place not in seen:
            seen.add(place)
            result.statements.append(statement)
    return result


def _claims(result: Canonical) -> Iterator[_Read]:
    for package in result.documents:
        for entry in package.entries():
            ordinals: Counter[tuple[str, str | None]] = Counter()
            for claim in entry.claims:
                if any(flag.startswith(UNVERIFIED) for flag in claim.flags):
                    result.unverified += 1
                    continue
                key = None if entry.row is None else (claim.record or entry.record or entry.cells)
                kind = (claim.kind, claim.record)
                record = record_id(package.document, claim, key, ordinals[kind])
                ordinals[kind] += 1
                yield _Read(package.document, entry, claim, record)


def _deletes(claim: Claim) -> str | None:
    """Raw key of the record that a later version of a source no longer holds, where the claim says only that."""
    return next((flag.removeprefix(DELETES) for flag in claim.flags if flag.startswith(DELETES)), None)


def _deletions(read: list[_Read]) -> dict[tuple[str, str | None], str]:
    """Source key and raw key of records -> the latest edition that deletes them; an edition without a day does not."""
    found: dict[tuple[str, str | None], str] = {}
    for one in read:
        if one.claim.flags and (key := _deletes(one.claim)) and one.document.source.edition:
            place = (one.document.source.key, key)
            found[place] = max(found.get(place, ""), one.document.source.edition)
    return found


def _parties(claim: Claim) -> Iterator[tuple[str, Party]]:
    for role in ROLES:
        party = getattr(claim, role)
        if party is not None:
            yield role, party
    for number, party in enumerate(claim.via):
        yield f"via{number}", party
    yield from claim.roles


def _printed(party: Party, document: Document) -> tuple[bool, str, int, str]:
    """Order among mentions of one record, whatever the order of loading: the fullest of the latest edition speaks."""
    fullness = len(party.names) + len(party.ids) + len(party.addresses) + len(party.birth_dates)
    return not party.stub, document.source.edition or "", fullness, repr(party)


def _kind(party: Party) -> str:
    return "group" if party.form == "group" else party.kind


def _resolvable(records: Mapping[str, tuple[Party, Document]]) -> Iterator[PartyRecord]:
    for key, (party, document) in records.items():
        if party.form == "named":
            names = [party.surface, *(name.text for name in party.names if name.quality != "weak")]
            yield PartyRecord(
                record=key,
                kind=_kind(party),
                names=() if party.stub else tuple(sorted(set(names))),
                country=party.country,
                ids=party.ids,
                birth_dates=party.birth_dates,
                synthetic=document.source.synthetic,
            )


def _statement(one: _Read, result: Canonical, reviews: Mapping[str, Decision]) -> Statement:
    identifier = claim_id(one.document.sha256, one.claim)
    ends = {role: _end(one, role, party, result) for role, party in _parties(one.claim)}
    via = tuple(ends.pop(f"via{number}") for number in range(len(one.claim.via)))
    return Statement(
        record=one.record,
        claim_id=identifier,
        claim=one.claim,
        document=one.document,
        standing=_standing(one, identifier, reviews),
        ends=ends,
        via=via,
        goods=_goods(one, result),
        row=one.entry.row,
        sheet=one.entry.sheet,
    )


def _standing(one: _Read, identifier: str, reviews: Mapping[str, Decision]) -> Standing:
    review = reviews.get(identifier)
    if review is not None and (not review.binds or review.binds == slots_hash(one.claim)):
        return "rejected" if review.verdict == "rejected" else "accepted"
    return "unreviewed" if one.entry.row is None else "accepted"


def _end(one: _Read, role: str, party: Party, result: Canonical) -> End:
    if party.form == "country" and party.country:
        return End("Country", country_node(party.country), party.country)
    synthetic = one.document.source.synthetic
    if party.kind in ("place", "weapon") or party.form == "country":
        label = "Weapon" if party.kind == "weapon" else "Place"
        folded = fold_model(party.surface) if label == "Weapon" else fold(party.surface)
        identifier = f"{label.lower()}:{digest_id(folded, party.country, synthetic)[:16]}"
        known = result.things.get(identifier)
        if known is None or party.surface < known[1]:
            result.things[identifier] = (label, party.surface, party.country, synthetic)
        return End(label, identifier, party.country)
    cluster = result.clusters[party_record(one.document, one.record, role, party)]
    node = result.parties[cluster]
    country = node.country
    return End(node.label, cluster, country[0] if country else None)


def _goods(one: _Read, result: Canonical) -> str | None:
    """Goods of a claim: its concept, else the concept of its words, else its HS code, else its words."""
    claim = one.claim
    if claim.goods is None and claim.hs is None and claim.goods_concept is None:
        return None
    concept = claim.goods_concept if claim.goods_concept and lexicon.concept(claim.goods_concept) else None
    if concept is None and claim.goods:
        found = lexicon.lookup(claim.goods)
        concept = found.id if found is not None and not found.id.startswith("hs:") else None
    hs6 = claim.hs[:6] if claim.hs and len(claim.hs) >= 6 and hs.exists(claim.hs[:6]) else None
    node = GoodsNode("")
    if concept is not None:
        node.concept = concept
    elif hs6 is not None:
        node.hs6 = hs6
    else:
        node.printed = claim.goods or f"HS {claim.hs}"
    folded = fold(node.printed) if node.printed else None
    node.id = goods_node(concept=node.concept, hs6=node.hs6, printed=folded)
    known = result.goods.setdefault(node.id, node)
    known.real = known.real or not one.document.source.synthetic
    if node.printed and known.printed and node.printed < known.printed:
        known.printed = node.printed
    return node.id
