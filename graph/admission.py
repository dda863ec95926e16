"""Whether an entry can stand in the graph; what loaders hand over, and what an archive file brings, is held against it.

A row that the graph cannot hold is rejected where it is read, by file and row: later nobody could say whence it came.
"""

from __future__ import annotations

import math
import re
import unicodedata

from graph.dates import bounds
from graph.errors import SchemaError
from graph.model import Amount, Claim, Document, Entry, Reject, replace, roles_of

NAME_LENGTH = 2_000  # characters; a longer one is no name, and an index does not take it
SURROGATE = re.compile("[\ud800-\udfff]")
INVISIBLE = ("C", "Z", "M")  # categories of signs that show nothing alone


def admitted(entry: Entry) -> Entry:
    """Return an entry as it may be kept: one whose claims the graph cannot hold becomes a reject."""
    torn = _torn(entry)
    if torn is not None:
        return torn
    for claim in entry.claims if entry.reject is None else ():
        wrong = unfit(claim)
        if wrong is not None:
            return replace(entry, claims=(), reject=wrong)
    return entry


def unfit(claim: Claim) -> Reject | None:
    """Return why a claim cannot stand in the graph; None where it can."""
    for role, party in (*roles_of(claim), *(("station on the way", party) for party in claim.via)):
        if wrong := _wrong_name(party.surface):
            return Reject("unusable_name", f"the name of the {role} {wrong}")
        for name in party.names:
            if len(name.text) > NAME_LENGTH:
                return Reject("unusable_name", f"a name of the {role} {_wrong_name(name.text)}")
    for slot in ("quantity", "value", "share", "share_max"):
        amount: Amount | None = getattr(claim, slot)
        if amount is not None and not _finite(amount.number):
            return _no_number(slot, amount.number)
    if claim.weight_kg is not None and not _finite(claim.weight_kg):
        return _no_number("weight", claim.weight_kg)
    try:
        bounds(claim.start, claim.end)
    except (SchemaError, OverflowError) as error:
        return Reject("unusable_date", str(error))
    return None


def unfit_document(document: Document) -> str | None:
    """Return why a document cannot stand in the graph; None where it can."""
    if not visible(document.source.publisher):
        return "its publisher has no name"
    return None if visible(document.name) else "it has no name"


def visible(text: str) -> bool:
    """Whether a text shows anything."""
    return text.isalnum() or any(unicodedata.category(sign)[0] not in INVISIBLE for sign in text)


def _wrong_name(text: str) -> str | None:
    if not visible(text):
        return "holds no sign that can be seen"
    if len(text) > NAME_LENGTH:
        return f"has {len(text):,} characters; {NAME_LENGTH:,} are taken at most"
    return None


def _no_number(slot: str, number: str) -> Reject:
    return Reject("unusable_number", f"the {slot} must be a number that a computer can hold, got {number[:40]}")


def _finite(number: str) -> bool:
    try:
        return math.isfinite(float(number))
    except ValueError:
        return False


def _torn(entry: Entry) -> Entry | None:
    """Return a reject for an entry that holds half a character, which no file can keep; None for any other."""
    texts = "\0".join((*entry.cells, entry.record or "", *(claim.quote for claim in entry.claims)))
    if texts.isascii() or not SURROGATE.search(texts):
        return None
    cells = tuple(SURROGATE.sub("\ufffd", cell) for cell in entry.cells)
    reject = Reject("torn_character", "holds half of a character (a lone surrogate); correct the file")
    record = None if entry.record is None else SURROGATE.sub("\ufffd", entry.record)
    return replace(entry, cells=cells, record=record, claims=(), reject=reject)
