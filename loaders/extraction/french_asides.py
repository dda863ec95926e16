"""French asides after a name that say what it is or where it sits: "X, installée à Colmar," and "X, à Bursa,"."""

from __future__ import annotations

from loaders.extraction.item import PARTIES, Item
from loaders.extraction.lexicon import Pack

LONGEST = 16  # items of an aside
BRACKET = 12  # items of a bracket
NEAR = 5  # items of "dans la région de Samara"
INDEFINITE = frozenset({"un", "une", "l'un", "l'une"})
LOCAL = frozenset({"à", "en", "au", "aux", "dans", "près-de", "de", "d'", "non", "loin"})
GOING = frozenset({"supply", "acquire", "offer", "move", "find", "produce"})


def brackets(items: list[Item], pack: Pack) -> list[Item]:
    """Pass over brackets with a region or a customs code: "Valence (Drôme)", "(position 9030.20 du SH)"."""
    for index, item in enumerate(items[:-2]):
        if item.text != "(" or not index:
            continue
        end = next(
            (place for place in range(index + 1, min(index + BRACKET, len(items))) if items[place].text == ")"), 0
        )
        inner = items[index + 1 : end]
        coded = bool(inner) and inner[0].low in pack.words("code_words")
        before = items[index - 1]
        placed = before.kind == "place" or (before.kind in ("party", "word") and before.text[0].isupper())
        region = len(inner) == 1 and inner[0].kind in ("party", "place", "word") and placed and not _firm(before)
        if coded or (region and inner[0].text[0].isupper() and (inner[0].weak or inner[0].kind != "party")):
            for one in items[index : end + 1]:
                one.kind = "aside"
    return items


def _firm(item: Item) -> bool:
    return item.kind == "party" and not item.weak


def aside(segment: list[Item], before: Item, pack: Pack) -> bool:
    """Tell whether what stands between two signs only describes the party right before it.

    Args:
        segment: the items between the signs.
        before: the last item of the segment before.
        pack: the language.
    """
    words = [item for item in segment if item.kind != "punct"]
    if before.kind not in PARTIES or not words or segment[0].start - before.end > 3 or len(words) > LONGEST:
        return False
    while words and words[0].low in pack.words("adverb") | {"elle-même", "lui-même"}:
        words = words[1:]
    if not words or any(_happens(item, place, pack) for place, item in enumerate(words)):
        return False
    first = words[0]
    if first.kind == "word" and first.low in pack.words("placed_words"):
        return True
    if _local(words, pack):
        return before.kind in ("party", "group", "anaphor")
    return before.kind in ("party", "group", "anaphor", "place") and _describes(words, pack)


def _happens(item: Item, place: int, pack: Pack) -> bool:
    """A verb that tells something more than what a party is."""
    if item.kind != "word":
        return False
    if item.low in pack.words("auxiliary") | pack.words("modal"):
        return True
    readings = pack.verbs.get(item.low, ())
    if place == 0:
        return False
    return any(one.form != "participle" and one.frame in GOING for one in readings) and item.low.endswith(
        ("er", "ir", "re", "ant")
    )


def _local(words: list[Item], pack: Pack) -> bool:
    """ "à Bursa", "dans la région de Samara", "près de Toula"."""
    if words[0].low not in LOCAL or len(words) > NEAR:
        return False
    last = words[-1]
    return last.kind in ("place", "country") or (last.kind == "party" and last.weak)


def _describes(words: list[Item], pack: Pack) -> bool:
    """ "une société de Tcheliabinsk", "filiale du groupe X", "spécialiste des drones"."""
    first, rest = words[0], words[1:]
    if first.low in INDEFINITE or any(one.low in pack.words("ranked") for one in words[:3]):
        named = bool(rest) and rest[0].kind == "party"
        return not named and any(_body(one, pack) for one in rest[:4])
    if first.kind == "group":
        return not first.definite and len(words) < 5
    return first.text[0].islower() and first.low in pack.words("described_as")


def _body(item: Item, pack: Pack) -> bool:
    return item.kind == "group" or (
        item.kind == "word" and (item.low in pack.groups or item.low in pack.words("described_as"))
    )
