"""French groups: the noun comes first, its adjectives after it ("sociétés chinoises", "une usine d'Ijevsk")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.extraction.lexicon import Pack
from loaders.extraction.place import Place

TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
OF = re.compile(r" (?:de |d['’])[a-zà-ÿ]+(?:-[a-zà-ÿ]+)*")
NEXT = re.compile(r" ([^\W_]+(?:-[^\W_]+)*)")
LAST = re.compile(r"(?:^|[\s('’])([a-zà-ÿ]{4,}) $")
NO_NOUN = ("article", "preposition", "adverb", "coordinator", "relative", "subordinator", "auxiliary", "pronoun")
PLACED_AT = re.compile(r",? (?:en|à|au|aux) ")
MILD = re.compile(r"\b(?:cette?|ce) (?:petite?|discrète?|modeste|jeune|même|dite|obscure?|mystérieuse?) $")
BEFORE = re.compile(r"(?:(?:\d+(?:e|re|er|ère|ème)|[1-9]\d* ?e)|petite?s?|grande?s?|forces|deux|trois) $")
STATE = re.compile(r" (?:d['’][ÉE]tat|d['’]armement|de (?:façade|défense|négoce|courtage|transport|logistique|fret))\b")
PLACED = re.compile(
    r",? (?:(?:basée?|établie?|installée?|sise?|située?|implantée?|enregistrée?|domiciliée?|immatriculée?)s?"
    r"(?: à| en| au| aux| dans| près de)?|de|d['’]|du|des|en|à|au|aux)(?: la| le| les)?(?: l['’]|(?<=['’])| )"
    r"(?:(?:région|province|ville|banlieue|périphérie|oblast|district|république|zone|port) (?:de |d['’]|du ))?"
)
BODY = re.compile(
    r"(?: (?:de la|du|des|de l['’]|de|d['’]|aux|à la|à l['’])(?<=['’])?(?: |(?<=['’]))"
    r"(?=[A-ZÉÈÎ])[\w'’-]+(?: (?:et|de|du|des|à) (?:la |l['’])?[A-ZÉ][\w'’-]+| [a-zé]+(?:ale|aire|ique|elle)s?)*)"
)
BODY_LOW = re.compile(
    r" (?:de la |de l['’]|d['’]|de |du |des )[a-zà-ÿ-]+"
    r"(?: (?:d['’]|de )[a-zà-ÿ-]+| et (?:de la |de l['’]|du |des |de )[a-zà-ÿ-]+"
    r"| [a-zà-ÿ-]+(?:ale|aire|ique|elle|ielle)s?)*"
)
NAME_NEXT = re.compile(r"(?: [a-zà-ÿ]+(?:ien|ienne|ais|aise|ois|oise|ine?|ane?|ote?))? ?[«“\" ]{1,3}")
ARTICLE = re.compile(r"(?:^|[\s('’])(les?|la|l['’]|cette|cet?|ces|une?|des|leurs?|sa|son|ses) ?$", re.IGNORECASE)
PROPER = re.compile(
    r"(?:^|[\s('’])(?!(?:L[ea]s?|Une?|D[eu]s?|Ce(?:tte|t|s)?|Aux?|Dans|Pour|Par|Selon|Sa|Son) $)[A-ZÀ-Þ][\w-]+ $"
)
SEATS = frozenset({"ministère", "vice-ministère", "secrétariat", "chancellerie"})
DEFINITE = frozenset({"le", "la", "l'", "cette", "ce", "cet"})


@dataclass(frozen=True, slots=True)
class Found:
    """A group in a sentence: [start, end), country, and whether a definite article stands before it."""

    start: int
    end: int
    code: str | None
    definite: bool
    anaphor: bool


def find(text: str, pack: Pack, places: Sequence[Place], named: list[tuple[int, int]]) -> list[Found]:
    """Find the groups of a French sentence."""
    found: list[Found] = []
    for token in TOKEN.finditer(text):
        if token.group().lower() not in pack.groups or any(a < token.end() and token.start() < b for a, b in named):
            continue
        if found and token.start() < found[-1].end:
            continue
        if token.group()[0].isupper() and PROPER.search(text[: token.start()]):
            continue  # "Xugong Heavy Industries"
        if token.group().lower() in pack.words("group_modifiers") and _adjective(text[: token.start()], pack):
            continue
        group = _read(text, token, pack, places, named)
        if group is not None:
            found.append(group)
    return found


def _adjective(before: str, pack: Pack) -> bool:
    """ "électrodes militaires", "chantiers navals militaires": after a noun the word only describes it."""
    word = LAST.search(before)
    return word is not None and word[1] not in pack.any_of(NO_NOUN) and word[1] not in pack.numbered("number_words")


def _read(
    text: str, token: re.Match[str], pack: Pack, places: Sequence[Place], named: list[tuple[int, int]]
) -> Found | None:
    end, code, described = _modifiers(text, token.end(), pack, places)
    if any(0 <= start - end <= 24 and NAME_NEXT.fullmatch(text, end, start) for start, _ in named):
        return None  # "la société X": the name itself is the party
    start = token.start()
    if (before := BEFORE.search(text[:start])) and not re.search(r"\b(?:deux|trois) $", before.group()):
        start, described = before.start(), True
    if code and token.group().lower() in pack.words("bodies") and (name := BODY.match(text, end)):
        end = name.end()
    elif code and token.group().lower() in (pack.words("bodies") if text[token.start()].isupper() else SEATS):
        low = BODY_LOW.match(text, end)
        end = low.end() if low else end
    if code is None and (place := _place_after(text, end, places)):
        end, code = place.end, place.code
    elif code is None and (within := OF.match(text, end)) and not PLACED_AT.match(text, within.end()):
        place = _place_after(text, within.end(), places)
        if place is not None:
            end, code = place.end, place.code  # "l'usine de poudre de Kazan"
    article = ARTICLE.search(text[:start])
    definite = article is not None and article[1].lower().replace("’", "'") in DEFINITE
    noun = pack.groups[token.group().lower()]
    singular = token.group().lower() in noun.singular
    anaphor = definite and code is None and not described and singular
    anaphor = anaphor and token.group().lower() in pack.words("anaphoric_party")
    if definite and code and token.group().lower() in pack.words("anaphoric_party") and singular:
        anaphor = text[start:end].count(" ") == 1
    if singular and token.group().lower() in pack.words("anaphoric_party"):
        this = article is not None and article[1].lower() in ("cette", "ce", "cet")
        if this or MILD.search(text[: token.start()]):  # "cette discrète PME de Grenoble"
            return Found(token.start(), end, None, True, True)
    if code is None and not anaphor:
        return None
    return Found(start, end, code, definite, anaphor)


def _modifiers(text: str, end: int, pack: Pack, places: Sequence[Place]) -> tuple[int, str | None, bool]:
    """Take the adjectives after a noun: where they end, the country that one of them names, whether there are any."""
    adjectives = {place.start: place for place in places if place.role == "adjective"}
    code: str | None = None
    described = False
    while True:
        if state := STATE.match(text, end):
            end, described = state.end(), True
            continue
        if (within := OF.match(text, end)) and within.end() + 1 in adjectives and code is None:
            end, described = within.end(), True  # "fabricants de drones chinois"
        following = NEXT.match(text, end)
        if following is None:
            break
        if following.start(1) in adjectives:
            code = code or adjectives[following.start(1)].code
        elif following[1].lower() in pack.words("mild_modifiers"):
            pass  # "le décolleteur savoyard" is the one that was named
        elif following[1].lower() not in pack.words("group_modifiers"):
            break
        else:
            described = True
        end = following.end()
    return end, code, described


def _place_after(text: str, end: int, places: Sequence[Place]) -> Place | None:
    link = PLACED.match(text, end)
    if link is None:
        return None
    for place in places:
        if place.start == link.end() and place.role in ("name", "place", "capital"):
            plain = link.group().strip() in ("en", "à", "au", "aux")
            return None if plain and place.role == "name" else place
    return None
