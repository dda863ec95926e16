"""Which register or entity file is a file?"""

from __future__ import annotations

from collections.abc import Callable

from loaders.head import Detected, Head
from loaders.protocol import Loader
from loaders.registers import bods, egrul, ftm, ftm_statements, gleif, gleif_api, gleif_json, uk_companies, uk_psc

REGISTERS: tuple[tuple[Callable[[Head], bool], str, Callable[[], Loader]], ...] = (
    (gleif_api.fits, "a reply of the LEI interface", gleif_api.GleifApi),
    (gleif_json.fits, "a golden copy of the LEI index", gleif_json.GleifJson),
    (ftm.fits, "entities of FollowTheMoney", ftm.FtmEntities),
    (ftm_statements.fits, "statements of FollowTheMoney", ftm_statements.FtmStatements),
    (uk_psc.fits, "people with significant control of UK companies", uk_psc.UkPsc),
    (uk_companies.fits, "basic company data of the UK", uk_companies.UkCompanies),
)
# Tables that describe a register and name no party: their first columns.
FIELDS = (
    (("name_tbl", "name_fld", "format_4_01"), "the list of fields of EGRUL, which the reader knows"),
    (("ELF Code", "Country of formation"), "the list of legal forms of the LEI index"),
)


def recognise(head: Head) -> Detected | None:
    """Return what a file is when it is one of these registers."""
    if head.root in gleif.ROOTS:
        return Detected("register", gleif.ROOTS[head.root][1], head.encoding, gleif.Gleif)
    if title := egrul.kind_of(head):
        return Detected("register", f"{title}, a Russian register", None, egrul.Egrul, egrul.is_anonymised(head))
    for fits, what, loader in REGISTERS:
        if fits(head):
            return Detected("register", what, head.encoding, loader)
    if bods.fits(head):
        what = "statements of beneficial ownership"
        return Detected("register", what, head.encoding, bods.Bods, bods.is_example(head))
    if ftm.is_index(head):
        return Detected("reference", "an index of delta files: addresses, and no party", head.encoding)
    found = next((what for mark, what in FIELDS if head.header[: len(mark)] == mark), None)
    return Detected("reference", found, head.encoding) if found else None
