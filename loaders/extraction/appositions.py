"""Asides between commas that only say what a party is: "X, a trader based in Shenzhen, sold ..."."""

from __future__ import annotations

from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack

LONGEST = 12  # items of an aside
NAMED = frozenset({"party", "group", "country"})
INDEFINITE = frozenset("a an ein eine einem einen einer".split())


def appositions(items: list[Item], pack: Pack) -> list[Item]:
    """Mark such asides, with their commas, as kind "aside", so that nobody takes them for parties or goods."""
    for index, item in enumerate(items):
        if item.text != "," or not index:
            continue
        close = next((place for place in range(index + 1, len(items)) if _closes(items[place])), len(items))
        inner = items[index + 1 : close]
        if not inner or len(inner) > LONGEST or items[index - 1].kind == "aside":
            continue
        if _says(inner, items[close : close + 1], pack) or _describes(items, index, inner, pack):
            _set_aside(items[index : close + (close < len(items) and items[close].text == ",")])
        elif _named_after(items, index, close, inner):
            _set_aside([items[index - 1], items[index], items[close]])
    return items


def _says(inner: list[Item], following: list[Item], pack: Pack) -> bool:
    """ "..., the arbitrator found, ...": who says it, in the middle of the sentence."""
    verb = inner[-1]
    if pack.language != "en" or not 2 <= len(inner) <= 6 or [one.text for one in following] != [","]:
        return False
    readings = pack.verbs.get(verb.low, ()) if verb.kind == "word" else ()
    said = any(one.form == "finite" and (one.frame == "say" or one.lemma == "find") for one in readings)
    return said and not any(_finite(one, pack) or one.low in pack.words("relative") for one in inner[:-1])


def _closes(item: Item) -> bool:
    return item.kind == "punct" and item.text not in ("'", "’")


def _describes(items: list[Item], index: int, inner: list[Item], pack: Pack) -> bool:
    """ "X, a trader based in Shenzhen,": a noun with an article right after a party, and no verb of its own."""
    before = items[index - 1]
    if before.kind not in ("party", "place", "country") or inner[0].low not in INDEFINITE:
        return False
    return not any(_finite(item, pack) for item in inner)


def _finite(item: Item, pack: Pack) -> bool:
    if item.kind != "word" or not item.text[0].islower():
        return False
    if item.low in pack.words("auxiliary") or (item.low in pack.words("modal") and item.low != "to"):
        return True
    return any(verb.form == "finite" for verb in pack.verbs.get(item.low, ())) and not any(
        verb.form == "participle" for verb in pack.verbs.get(item.low, ())
    )


def _named_after(items: list[Item], index: int, close: int, inner: list[Item]) -> bool:
    """ "The trader, X, bought ...": the name after the comma is who the noun means."""
    return (
        len(inner) in (1, 2)
        and inner[-1].kind == "party"
        and all(one.low in ("the", "der", "die", "das", "dem", "den") for one in inner[:-1])
        and items[index - 1].kind in ("anaphor", "group")
        and close < len(items)
        and items[close].text == ","
        and close + 1 < len(items)
        and items[close + 1].kind == "word"
        and items[close + 1].low not in ("and", "und")
    )


def _set_aside(items: list[Item]) -> None:
    for item in items:
        item.kind = "aside"
