"""German asides between commas that only name a source: ", so das Institut,", ", wie aus Rechnungen hervorgeht,"."""

from __future__ import annotations

from itertools import pairwise

from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack

LONGEST = 14  # items of an aside
STANDS = frozenset(
    "hervorgeht hervorging hervorgehe heißt hieß heiße ist sind war verlautet verlautete zeigt zeigen belegt belegen "
    "ausweist ausweisen nahelegt nahelegen lässt".split()
)
SAYS_SO = frozenset("heißt hieß heiße steht stand verlautet verlautete".split())
PLACES = frozenset("in im aus bei beim von vom".split())
FILLERS = frozenset("weiter ferner dort darin weiterhin hinzu es am ja nun".split())


def source(items: list[Item], pack: Pack) -> list[Item] | None:
    """Mark the first such aside, with its commas, as speech, and return the items that name the source."""
    commas = [place for place, item in enumerate(items) if item.kind == "punct" and item.text == ","]
    for first, last in pairwise(commas):
        inner = items[first + 1 : last]
        if first and items[first - 1].text in '“”"»':
            continue  # "„...“, sagte X, Direktor der Y": no aside
        if not 2 <= len(inner) <= LONGEST:
            continue
        who = _who(inner, pack)
        if who is None:
            continue
        rest = _until_sign(items[last + 1 :])
        goes_on = bool(rest) and (_finite(rest[0], pack) or not any(_finite(one, pack) for one in rest))
        for item in items[first : last + goes_on]:
            item.kind = "speech"
        return who
    return None


def _who(inner: list[Item], pack: Pack) -> list[Item] | None:
    low = inner[0].low
    if low == "so":
        rest = inner[1:]
        if rest[0].low in SAYS_SO:
            return _after_place(rest)
        if any(_finite(one, pack) for one in rest) or rest[0].low in ("wie", "dass", "weit", "lange"):
            return None
        return _trimmed(rest) if any(one.text[0].isupper() for one in rest) else None
    if low in SAYS_SO and inner[1].low == "es":
        return _after_place(inner[2:])
    if low == "wie":
        return _told(inner[1:], pack)
    says = any(verb.frame == "say" and verb.form == "finite" for verb in pack.verbs.get(low, ()))
    if says and inner[0].kind == "word" and not any(_finite(one, pack) for one in inner[1:]):
        return _trimmed(inner[1:])
    return None


def _told(inner: list[Item], pack: Pack) -> list[Item] | None:
    """ "(wie) aus Rechnungen hervorgeht", "einer Zeitung zu entnehmen ist", "ein Ingenieur berichtet"."""
    if not inner:
        return None
    last = inner[-1].low
    told = any(verb.frame in ("say", "analyse") for verb in pack.verbs.get(last, ()))
    taken = {one.low for one in inner} & {"entnehmen", "hervorgeht", "hervorging", "bekannt", "heißt", "hieß"}
    if not told and not (last in STANDS and taken):
        return None
    body = [
        one for one in inner[:-1] if one.low not in ("zu", "entnehmen", "es", "bekannt", "geworden", "hat", "haben")
    ]
    if body and body[0].low in PLACES:
        body = body[1:]
    return _trimmed(body)


def _after_place(items: list[Item]) -> list[Item] | None:
    place = next((index for index, one in enumerate(items) if one.low in PLACES), None)
    return _trimmed(items[place + 1 :]) if place is not None else []


def _trimmed(items: list[Item]) -> list[Item]:
    out = list(items)
    while out and out[-1].low in FILLERS:
        out.pop()
    while out and out[0].low in FILLERS:
        out.pop(0)
    return out


def _until_sign(items: list[Item]) -> list[Item]:
    end = next((place for place, one in enumerate(items) if one.kind == "punct" and one.text in ",;:"), len(items))
    return items[:end]


def _finite(item: Item, pack: Pack) -> bool:
    if item.kind != "word" or not item.text[0].islower():
        return False
    known = item.low in pack.words("auxiliary") or item.low in pack.words("modal")
    return known or any(verb.form == "finite" for verb in pack.verbs.get(item.low, ()))
