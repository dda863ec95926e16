"""What a language model is asked: the rules of annotation, the form of its answer, and a passage within a fence.

The document is data. Nothing that stands in it can change what is asked; and whatever the answer, a claim counts only
where its quote stands in the text (loaders.extraction.verify).
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import Any

from graph.model import MODALITIES, Document

VERSION = "1"  # of words and form; another one asks anew
OPENING = 400  # characters of the beginning that go with each later passage

KINDS = ("transfer", "offer", "production", "end_use", "ownership", "role", "listing", "event")
ROLES = ("supplier", "recipient", "maker", "weapon", "subject", "object", "place")
WORDS = ("goods", "model", "hs", "declared_as", "origin", "start", "end", "topic", "outcome", "speaker")
AMOUNTS = ("quantity", "value", "share")

RULES = files("loaders.extraction.model").joinpath("rules.txt").read_text(encoding="utf-8")


def _nullable(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": [kind, "null"], **more}


def _object(properties: dict[str, Any], nullable: bool = False) -> dict[str, Any]:
    return {
        "type": ["object", "null"] if nullable else "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


PARTY_SLOTS: dict[str, Any] = {
    "surface": {"type": "string"},
    "form": {"type": "string", "enum": ["named", "group", "country"]},
    "type": {"type": "string", "enum": ["company", "person", "public_body", "vessel", "aircraft", "place", "other"]},
    "country": _nullable("string"),
}
AMOUNT_SLOTS: dict[str, Any] = {
    "number": {"type": "string"},
    "relation": {"type": "string", "enum": ["=", "~", ">=", "<=", ">", "<"]},
    "unit": _nullable("string"),
    "currency": _nullable("string"),
}
CLAIM_SLOTS: dict[str, Any] = {
    "quote": {"type": "string"},
    "kind": {"type": "string", "enum": list(KINDS)},
    "modality": {"type": "string", "enum": list(MODALITIES)},
    **{role: _object(PARTY_SLOTS, nullable=True) for role in ROLES},
    "via": {"type": "array", "items": _object(PARTY_SLOTS)},
    **{slot: _nullable("string") for slot in WORDS},
    **{slot: _object(AMOUNT_SLOTS, nullable=True) for slot in AMOUNTS},
}
ANSWER = _object({"claims": {"type": "array", "items": _object(CLAIM_SLOTS)}})


def question(document: Document, text: str, start: int, end: int) -> str:
    """Return what is asked of one passage.

    Args:
        document: its language and day of publication are told, its name and publisher are not.
        text: of the document.
        start, end: of the passage in it.
    """
    passage = text[start:end]
    fence = f"[[{hashlib.sha256(passage.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}]]"
    lines = [f"Language: {document.language or 'unknown'}", f"Published: {document.published or 'unknown'}"]
    if start > 0:
        lines += ["The document begins with these words (for names only, never to be quoted):", fence]
        lines += [text[: min(OPENING, start)], fence]
    return "\n".join([*lines, "The passage:", fence, passage, fence, "List its claims."])
