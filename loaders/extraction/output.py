"""Claims as `waybill extract --json` prints them: one object a claim, valid against claim.schema.json."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from graph.model import Amount, Claim, Document, Party

SLOTS = (
    "goods", "goods_concept", "model", "hs", "hs_basis", "declared_as", "origin", "origin_basis", "destination",
    "start", "end", "topic", "outcome", "speaker", "confidence", "extractor",
)  # fmt: skip
KINDS = frozenset({"transfer", "offer", "production", "end_use", "ownership", "role", "listing", "event"})


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """Return the JSON schema of a claim."""
    text = files("loaders.extraction").joinpath("claim.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def to_dict(claim: Claim, document: Document, claim_id: str | None = None) -> dict[str, Any]:
    """Give a claim from text the form of claim.schema.json.

    Args:
        claim: of a kind that texts have.
        document: where it stands.
        claim_id: the id that the archive gives it, if known.
    """
    if claim.kind not in KINDS:
        raise ValueError(f"a claim of kind {claim.kind} does not come from a text")
    out: dict[str, Any] = {} if claim_id is None else {"id": claim_id}
    out |= {
        "document": document.name,
        "language": claim.language or document.language,
        "published": document.published,
        "kind": claim.kind,
    }
    for role in ("supplier", "recipient", "maker", "weapon", "subject", "object", "place"):
        out[role] = _party(getattr(claim, role))
    out["via"] = [_party(party) for party in claim.via]
    for slot in SLOTS:
        out[slot] = getattr(claim, slot)
    for slot in ("quantity", "value", "share"):
        out[slot] = _amount(getattr(claim, slot))
    out["modality"] = claim.modality
    out["quote"] = claim.quote
    out["spans"] = [list(span) for span in claim.spans]
    out["flags"] = list(claim.flags)
    return out


def _party(party: Party | None) -> dict[str, Any] | None:
    if party is None:
        return None
    out: dict[str, Any] = {"surface": party.surface, "form": party.form, "country": party.country}
    if party.span is not None:
        out["span"] = list(party.span)
    return out


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {"number": amount.number, "relation": amount.relation, "unit": amount.unit, "currency": amount.currency}
