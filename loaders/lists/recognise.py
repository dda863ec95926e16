"""Which sanctions or export control list is a file?"""

from __future__ import annotations

from loaders.head import Detected, Head
from loaders.lists import eu_journal


def recognise(head: Head) -> Detected | None:
    """Return what a file is when it is one of these lists."""
    if eu_journal.fits(head.header):
        return Detected("list", "annexes of EU sanctions acts", head.encoding, eu_journal.EuJournal)
    return None
