"""Which register or entity file is a file?"""

from __future__ import annotations

from loaders.head import Detected, Head
from loaders.registers import gleif, gleif_api


def recognise(head: Head) -> Detected | None:
    """Return what a file is when it is one of these registers."""
    if head.root in gleif.ROOTS:
        return Detected("register", gleif.ROOTS[head.root][1], head.encoding, gleif.Gleif)
    if gleif_api.fits(head):
        return Detected("register", "a reply of the LEI interface", head.encoding, gleif_api.GleifApi)
    return None
