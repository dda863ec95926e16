"""Ids that stay: of claims, of records (one party, row or entry as one source prints it) and of graph nodes.

Each id is a hash of what the source prints, so it is the same on every machine and in any order of loading. A
change here changes every id in every archive: it needs a new schema version.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import ROLES, Claim, Document, Party, digest_id


def claim_id(document_sha256: str, claim: Claim) -> str:
    """Id of a claim: what it says, of whom, and where; without extractor, confidence, dates, numbers and modality.

    Args:
        document_sha256: of the original bytes.
        claim: the claim; its record key, where there is one, tells entries with equal spans apart.
    """
    roles = [(role, party.surface) for role in ROLES if (party := getattr(claim, role)) is not None]
    via = [party.surface for party in claim.via]
    return digest_id("claim", document_sha256, claim.kind, claim.spans, roles, claim.goods, via, claim.record)


def slots_hash(claim: Claim) -> str:
    """Hash of what the claim id leaves out; when it changes, a decision on the claim no longer binds."""
    slots = claim.to_json()
    for maker in ("extractor", "confidence", "flags"):
        slots.pop(maker, None)
    return digest_id("slots", slots)


def record_id(document: Document, claim: Claim, key: str | Sequence[str] | None, ordinal: int = 0) -> str:
    """Record id of a claim: of its row or entry in its source, whatever the edition; for text a hash of the claim id.

    Args:
        document: where it stands.
        claim: the claim.
        key: raw key of the row or entry, else its cells; None for text.
        ordinal: number of the claim among those of its kind in the row.
    """
    if key is None:
        return digest_id("record", claim_id(document.sha256, claim))
    raw = key if isinstance(key, str) else list(key)
    return digest_id("record", document.source.key, raw, claim.kind, ordinal)


def party_record(document: Document, claim_record: str, role: str, party: Party) -> str:
    """Record id of a party as one source prints it.

    A group that nobody names is a record of its own in every claim. In text the record is the printed name within its
    document; in tables and lists the raw key, else the printed cells, within the source.
    """
    if party.form == "group":
        return digest_id("group", claim_record, role, party.surface)
    place = document.sha256 if document.kind == "text" else document.source.key
    if party.key is not None:
        return digest_id("party", place, party.key)
    return digest_id("party", place, party.kind, party.surface, party.country, party.ids, party.addresses)


def country_node(code: str) -> str:
    """Id of a country's node."""
    return f"country:{code}"


def goods_node(*, concept: str | None = None, hs6: str | None = None, printed: str | None = None) -> str:
    """Id of a goods node: a concept of the lexicon, an HS code, else a printed name (already folded)."""
    if concept:
        return f"goods:{concept}"
    if hs6:
        return f"goods:hs:{hs6}"
    if printed:
        return f"goods:text:{digest_id(printed)[:16]}"
    return "goods:not-stated"


def weapon_node(known: str | None, folded: str, country: str | None, synthetic: bool) -> str:
    """Id of a weapon's node: its line in the table of weapons, else its folded name with the country of its user."""
    if known is not None:
        return f"weapon:{known}" + (":invented" if synthetic else "")
    return f"weapon:{digest_id(folded, country, synthetic)[:16]}"


def document_node(sha256: str) -> str:
    """Id of a document's node."""
    return f"document:{sha256[:32]}"


def source_node(origin: str, publisher: str, synthetic: bool) -> str:
    """Id of the node of a publisher with the origin of its data."""
    return f"source:{digest_id(origin, publisher, synthetic)[:16]}"


def tie_id(kind: str, start: str, end: str, goods: str | None = None) -> str:
    """Id of a tie: type, ends and goods."""
    return digest_id("tie", kind, start, end, goods)


def path_id(ties: Sequence[str]) -> str:
    """Id of a path: the ids of its ties in order."""
    return digest_id("path", list(ties))
