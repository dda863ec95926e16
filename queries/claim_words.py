"""A claim in words: in a line, and slot by slot."""

from __future__ import annotations

from graph.model import ROLES, Claim, Party

SLOTS = (
    "goods", "goods_concept", "model", "hs", "declared_as", "origin", "destination", "topic", "outcome", "speaker",
)  # fmt: skip


def told(claim: Claim) -> str:
    """Return what a claim says in a line: modality, kind, what it is about, who takes part."""
    roles = [f"{role} {party.surface}" for role in ROLES if (party := getattr(claim, role)) is not None]
    roles += [f"via {party.surface}" for party in claim.via]
    subject = claim.goods or claim.topic or claim.model
    return f"{claim.modality} {claim.kind}: {'; '.join([*([subject] if subject else []), *roles])}"


def slots_of(claim: Claim) -> list[tuple[str, str]]:
    """Return the filled slots of a claim in words."""
    found = [(role, _party(party)) for role in ROLES if (party := getattr(claim, role)) is not None]
    found += [("via", _party(party)) for party in claim.via]
    found += [(slot, str(value)) for slot in SLOTS if (value := getattr(claim, slot)) is not None]
    for slot in ("quantity", "value", "share"):
        amount = getattr(claim, slot)
        if amount is not None:
            sign = "" if amount.relation == "=" else f"{amount.relation} "
            found.append((slot, f"{sign}{amount.number} {amount.currency or amount.unit or ''}".strip()))
    if claim.start or claim.end:
        found.append(("dates", claim.start or "" if claim.start == claim.end else f"{claim.start} to {claim.end}"))
    maker = claim.extractor or "unknown"
    sure = "" if claim.confidence is None else f", confidence {claim.confidence:.2f}"
    return [*found, ("extracted by", f"{maker}{sure}"), *([("flags", ", ".join(claim.flags))] if claim.flags else [])]


def _party(party: Party) -> str:
    about = [word for word in (party.country, None if party.form == "named" else party.form) if word]
    return f"{party.surface} ({', '.join(about)})" if about else party.surface
