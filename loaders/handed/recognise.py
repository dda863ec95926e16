"""Is this a file of claims, and are they claims or the answers to a test?"""

from __future__ import annotations

import json

from loaders.head import Detected, Head
from loaders.notices import says_answers
from loaders.protocol import Loader

KEYS = frozenset({"document", "kind", "quote", "spans"})
LOOKED_AT = 50  # lines: the first ones may be the bad ones


def recognise(head: Head) -> Detected | None:
    """Recognise a file of JSON Lines of which one of the first is a claim."""
    if not head.text.lstrip().startswith("{") or not any(_is_claim(line) for line in _lines(head)):
        return None
    if says_answers(head.path.parent):
        return Detected("answers", "an answer sheet of claims, never a source", head.encoding)
    return Detected("claims", "claims made by hand or by another program", head.encoding, _loader)


def _lines(head: Head) -> list[str]:
    return head.text.split("\n", LOOKED_AT)[:LOOKED_AT]


def _is_claim(line: str) -> bool:
    if not line.strip().startswith("{"):
        return False
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.keys() >= KEYS


def _loader() -> Loader:
    from loaders.handed.file import ClaimsFile  # what it needs takes a second to import

    return ClaimsFile()
