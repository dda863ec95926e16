"""German offers without a verb of offering: "Auf der Website der X stehen Drehgeber zum Stückpreis von 410 Dollar"."""

from __future__ import annotations

import re

from graph.model import Party
from loaders.extraction import roles as parts
from loaders.extraction.attribution import modality
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.nominative import nominative
from loaders.extraction.phrases import amount_of

SHOP = re.compile(
    r"(?:[\w-]*(?:website|webseite|internetseite|internetauftritt|katalog|preisliste|plattform|marktplatz|webshop|onlineshop|"
    r"online-shop|netzauftritt|prospekt|homepage|messestand|inserat|anzeige))s?$"
)
SHOWN = frozenset(
    "steht stehen stand standen findet finden fand fanden ist sind war waren gibt listet listen führt führen preist "
    "bewirbt kostet kosten kostete kosteten erscheint erscheinen".split()
)


def listed(reading: Reading, clause: Clause) -> list[Draft]:
    """Read the offer of a clause that names a shop window, goods and their price."""
    context = reading.context
    pack = context.pack
    place = next((n for n, one in enumerate(clause.items) if one.kind == "word" and SHOP.match(one.low)), None)
    sums = parts.values(clause.items)
    if pack.language != "de" or place is None or not sums or not SHOWN & set(clause.words):
        return []
    roles = parts.roles_of(clause, None, context)
    goods = [
        one
        for one in roles.phrases
        if one.kind == "goods"
        and one.prep == ""
        and not SHOP.match(one.head)
        and parts.acceptable(one, context)
        and (one.quantity or one.model or parts.known(one, context))
    ]
    if not goods:
        return []
    draft = Draft("offer", [reading.sentence], _seller(reading, clause, place), goods=nominative(goods[0], pack))
    draft.modality = modality(
        clause, reading.clauses, reading.sentence, reading.attribution, context.chain, pack, "offer"
    )
    draft.model, draft.origin, draft.quantity = goods[0].model, goods[0].origin, amount_of(goods[0].quantity)
    draft.value = sums[0][0]
    draft.flag("unit_price")
    draft.start, draft.end, _ = parts.dates(clause.items)
    return [draft]


def _seller(reading: Reading, clause: Clause, place: int) -> Party | None:
    """Whose window it is: the party in the genitive after it, the one before, or the last that was named."""
    context = reading.context
    owned = clause.words[max(0, place - 2) : place]
    for item in clause.items[place + 1 : place + 5]:
        if item.kind == "anaphor":
            return context.resolve(item)
        if item.kind in ("party", "group"):
            return item.party
    named = [item.party for item in clause.items if item.kind == "party" and not item.weak]
    if named:
        return named[0]
    pronoun = any(word in context.pack.words("possessive") for word in owned)
    return context.parties[-1] if pronoun and context.parties else None
