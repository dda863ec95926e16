"""Which sanctions or export control list is a file?"""

from __future__ import annotations

from collections.abc import Callable

from loaders.head import Detected, Head
from loaders.lists import eu_journal, uk, un
from loaders.protocol import Loader

LISTS: tuple[tuple[Callable[[Head], bool], str, Callable[[], Loader]], ...] = (
    (lambda head: eu_journal.fits(head.header), "annexes of EU sanctions acts", eu_journal.EuJournal),
    (un.fits, "the consolidated list of the UN Security Council", un.UnConsolidated),
    (uk.fits, "the UK Sanctions List", uk.UkSanctions),
)


def recognise(head: Head) -> Detected | None:
    """Return what a file is when it is one of these lists."""
    for fits, what, loader in LISTS:
        if fits(head):
            return Detected("list", what, head.encoding, loader)
    return None
