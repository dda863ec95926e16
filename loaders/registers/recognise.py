"""Which register or entity file is a file?"""

from __future__ import annotations

from loaders.head import Detected, Head
from loaders.registers import ftm, gleif, gleif_api


def recognise(head: Head) -> Detected | None:
    """Return what a file is when it is one of these registers."""
    if head.root in gleif.ROOTS:
        return Detected("register", gleif.ROOTS[head.root][1], head.encoding, gleif.Gleif)
    if gleif_api.fits(head):
        return Detected("register", "a reply of the LEI interface", head.encoding, gleif_api.GleifApi)
    if ftm.fits(head):
        return Detected("register", "entities of FollowTheMoney", head.encoding, ftm.FtmEntities)
    if ftm.is_index(head):
        return Detected("reference", "an index of delta files: addresses, and no party", head.encoding)
    return None
