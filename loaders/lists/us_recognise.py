"""Which list of the United States is a file?"""

from __future__ import annotations

from functools import partial

from loaders.head import Detected, Head
from loaders.lists import ofac_files
from loaders.lists.ofac_csv import OfacCsv, OfacOrphans
from loaders.lists.ofac_xml import ROOT, OfacXml
from loaders.lists.us_forms import form_of
from loaders.lists.us_tables import UsTable

OFAC_PARTS = {"names": "further names", "addresses": "addresses", "comments": "comments"}


def recognise(head: Head) -> Detected | None:
    """Return what a file is when it is one of these lists."""
    if head.root == ROOT:
        return Detected("list", "a list of OFAC (XML)", head.encoding, OfacXml)
    form = form_of(head.header, head.cells("\t"))
    if form is not None:
        return Detected("list", form.what, head.encoding, partial(UsTable, form))
    return _ofac(head)


def _ofac(head: Head) -> Detected | None:
    """Recognise OFAC's CSV files, of which several are read as one."""
    role = ofac_files.role_of(head)
    if role is None:
        return None
    if role == "entries":
        found = partial(ofac_files.companions_of, head.path)
        return Detected("list", "a list of OFAC (CSV)", head.encoding, OfacCsv, companions=found)
    what = f"{OFAC_PARTS[role]} of a list of OFAC, without its entries"
    return Detected("list", what, head.encoding, OfacOrphans, part_of=partial(ofac_files.owner_of, head.path))
