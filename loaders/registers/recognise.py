"""Which register or entity file is a file?"""

from __future__ import annotations

from loaders.head import Detected, Head


def recognise(head: Head) -> Detected | None:
    """Return what a file is when it is one of these registers."""
    return None
