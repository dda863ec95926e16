"""English noun phrases."""

from __future__ import annotations

from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.phrases import Phrase

OF_KIND = frozenset(
    "kind sort type types make model series brand calibre caliber size value each any ours theirs mine".split()
)
LOTS = ("measures", "partitive", "anaphoric_goods", "nominal_supply", "nominal_acquire", "stop_nouns", "bauart")


def of_all(items: list[Item], index: int) -> bool:
    """Whether a number only says of how many the one before is a share."""
    before = [item.low for item in items[max(0, index - 2) : index]]
    number = any(one.amount is not None and one.amount.kind == "number" for one in items[max(0, index - 3) : index])
    return number and (before[-1:] == ["of"] or before in (["of", "the"], ["of", "its"], ["of", "those"]))


def goes_with(goods: Phrase, noun: Phrase, pack: Pack) -> bool:
    """ "recordings of radar signals", "spools of optical fibre": whether the noun after "of" belongs to the goods."""
    if goods.kind != "goods" or not goods.words or noun.prep != "of" or noun.start - goods.end != len(" of "):
        return False
    bare = not (noun.quantity or noun.definite or noun.origin or noun.negated or noun.joined)
    return bare and goods.head not in pack.any_of(LOTS) and noun.head not in pack.words("bauart") | OF_KIND
