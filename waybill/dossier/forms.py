"""The forms that a dossier can be written in."""

from __future__ import annotations

from collections.abc import Callable

from waybill.dossier.html import html
from waybill.dossier.markdown import markdown
from waybill.dossier.model import Dossier
from waybill.dossier.pdf import pdf

WRITERS: dict[str, Callable[[Dossier], bytes]] = {
    "md": lambda dossier: markdown(dossier).encode(),
    "html": lambda dossier: html(dossier).encode(),
    "pdf": pdf,
}
