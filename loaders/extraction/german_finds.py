"""German finds in weapons that have no designation: "aus den Trümmern einer russischen Gleitbombe"."""

from __future__ import annotations

import re

from graph.model import Party
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.item import Item


def weapon(reading: Reading, clause: Clause) -> tuple[Item, str] | None:
    """The weapon with the adjective of its country, and its noun."""
    if reading.context.pack.language != "de":
        return None
    cues = reading.context.pack.words("weapon_cues")
    for before, item in zip(clause.items, clause.items[1:], strict=False):
        if before.kind != "adjective" or before.code is None or item.kind != "word" or not item.text[0].isupper():
            continue
        forms = (item.low, item.low.removesuffix("s"), item.low.removesuffix("n"), item.low.removesuffix("es"))
        if not any(form in cues or any(form.endswith(cue) for cue in cues if len(cue) > 4) for form in forms):
            continue
        masculine = item.low.endswith("s") or clause.words[max(0, clause.items.index(before) - 1)] in ("einem", "dem")
        surface = f"{_stem(before.text)}{'er' if masculine else 'e'} {item.text.removesuffix('s')}"
        span = (reading.sentence.start + before.start, reading.sentence.start + item.end)
        party = Party(surface=surface, form="group", kind="weapon", country=before.code, span=span)
        return Item("weapon", before.start, item.end, item.text, item.low, party=party), item.low
    return None


def _stem(adjective: str) -> str:
    return re.sub(r"e[nrsm]?$", "", adjective)
