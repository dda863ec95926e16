"""Which sanctions or export control list is a file?"""

from __future__ import annotations

from collections.abc import Callable

from loaders.head import Detected, Head
from loaders.lists import china, eu_journal, fsf, meti, uk, un, us_recognise
from loaders.protocol import Loader

LISTS: tuple[tuple[Callable[[Head], bool], str, Callable[[], Loader]], ...] = (
    (lambda head: eu_journal.fits(head.header), "annexes of EU sanctions acts", eu_journal.EuJournal),
    (fsf.fits_xml, "the consolidated list of the EU as XML", fsf.FsfXml),
    (fsf.fits_csv, "the consolidated list of the EU as CSV", fsf.FsfCsv),
    (un.fits, "the consolidated list of the UN Security Council", un.UnConsolidated),
    (uk.fits, "the UK Sanctions List", uk.UkSanctions),
    (meti.fits, "end users to whom Japan bans exports", meti.Meti),
    (china.COUNTER_SANCTIONS.fits, "counter-sanctions of China", lambda: china.COUNTER_SANCTIONS),
    (china.MILITARY_COMPANIES.fits, "the US list of Chinese military companies", lambda: china.MILITARY_COMPANIES),
    (china.NONPROLIFERATION.fits, "US nonproliferation sanctions", lambda: china.NONPROLIFERATION),
)


def recognise(head: Head) -> Detected | None:
    """Return what a file is when it is one of these lists."""
    for fits, what, loader in LISTS:
        if fits(head):
            return Detected("list", what, head.encoding, loader)
    if china.is_index_of_notices(head):
        return Detected("reference", "an index of notices: addresses and days, and no party", head.encoding)
    return us_recognise.recognise(head)
