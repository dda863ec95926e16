"""What of a text is of our field: no prohibitions, no trade of others."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.model import Party
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.lexicon import Pack

LICENSED = re.compile(r"\b(?:in Lizenz|under licen[cs]e|sous licence)\b")  # how something is made is no rule
FIELD = frozenset({"CN", "RU", "HK", "MO", "BY"})


def prohibited(reading: Reading) -> bool:
    """A prohibition or a licence rule is no delivery."""
    text = LICENSED.sub("", reading.sentence.text)
    return reading.context.pack.phrase("prohibited").search(text) is not None


def compared(reading: Reading) -> bool:
    """An order of magnitude for comparison, or what a rule does not cover, is no claim (CLAIMS.md, rule 9)."""
    pack = reading.context.pack
    return any(key in pack.data and pack.phrase(key).search(reading.sentence.text) for key in ("compared", "exempt"))


def consumer(draft: Draft, pack: Pack) -> bool:
    """Tell whether goods are food or made for households: not of our field."""
    if draft.kind not in ("transfer", "offer") or not draft.goods:
        return False
    goods = draft.goods.lower()
    words = pack.words("consumer") if "consumer" in pack.data else frozenset[str]()
    if any(goods == one or goods.startswith(f"{one} ") for one in words):
        return True
    return draft.model is None and _household(pack).search(goods) is not None


@lru_cache(maxsize=8)
def _household(pack: Pack) -> re.Pattern[str]:
    """Return a pattern that finds a word of households in the name of goods; a Chinese name ends with it."""
    listed = sorted(pack.words("household"), key=len, reverse=True)
    words = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in listed)
    if pack.language == "zh":
        return re.compile(f"(?:{words})$")
    plural = {"en": "(?:s|es)?", "fr": "[sx]?"}.get(pack.language, "")
    before = r"(?<!\w)" if pack.language != "de" else r"(?<!\w)(?:haushalts?|kinder|sport|leder|damen|herren)?"
    return re.compile(rf"{before}(?:{words}){plural}(?!\w)")


def relevant(draft: Draft, others: list[Draft]) -> bool:
    """China, Russia or an intermediary between them must take part (CLAIMS.md, rule 9)."""
    ends = (draft.supplier, draft.recipient)
    if (
        all(one is not None and one.form == "country" for one in ends)
        and len({one.country for one in ends if one}) == 1
    ):
        return False
    if draft.countries() & FIELD:
        return True
    if draft.kind == "offer" and not draft.countries():
        return bool(draft.around & FIELD)  # "on Chinese platforms it is on sale"
    return _chained(draft, others)


def elsewhere(draft: Draft, others: list[Draft]) -> bool:
    """ "X also sold nets to an airline in Peru": the buyer passes nothing on, and the seller got nothing on the way."""
    buyer, seller = draft.recipient, draft.supplier
    if draft.kind != "transfer" or draft.countries() & FIELD:
        return False
    if buyer is None or buyer.form != "group" or not buyer.country or buyer.country in FIELD or seller is None:
        return False
    moved = [other for other in others if other is not draft and other.kind == "transfer"]
    return not any(
        (other.supplier is not None and other.supplier.surface == buyer.surface)
        or (other.recipient is not None and other.recipient.surface == seller.surface)
        for other in moved
    )


def _chained(draft: Draft, others: list[Draft]) -> bool:
    """A leg of a chain counts where another leg of it does: A sold to B, B to C, C to a Russian plant."""
    names = {party.surface for party in (draft.supplier, draft.recipient) if party and _links(party)}
    left = [other for other in others if other is not draft and other.kind == "transfer"]
    grown = True
    while grown:
        grown = False
        for other in list(left):
            ends = {party.surface for party in (other.supplier, other.recipient) if party}
            if not names & ends:
                continue
            if other.countries() & FIELD:
                return True
            left.remove(other)
            named = {p.surface for p in (other.supplier, other.recipient) if p and _links(p)}
            names, grown = names | named, True
    return False


def _links(party: Party) -> bool:
    """Whether a party can stand in two legs of a chain: a firm, or "a Serbian firm"."""
    return party.form == "named" or (party.form == "group" and party.country is not None)


def wanted(draft: Draft, others: list[Draft]) -> bool:
    """Tell whether a claim is of our field."""
    if draft.kind in ("transfer", "offer"):
        return relevant(draft, others)
    if draft.kind == "listing":
        return True
    if draft.kind in ("ownership", "role"):
        return draft.object is not None
    return (
        bool(draft.countries() & {"CN", "RU", "HK", "BY"})
        or (draft.weapon is not None and draft.weapon.country == "RU")
        or draft.model is not None
    )
