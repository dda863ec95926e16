"""Parties that nobody names ("Chinese companies", "ein Werk in Ischewsk"), and nouns that point back to a named one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders.extraction import french_groups
from loaders.extraction.lexicon import Group, Pack
from loaders.extraction.place import Place

TOKEN = re.compile(r"[\w-]+")
FUNCTION = (
    "article", "preposition", "pronoun", "adverb", "subordinator", "coordinator", "auxiliary", "modal", "relative",
    "negation", "possessive",
)  # fmt: skip
LINE_START = re.compile(r"(?:^|[-–—:“\"] ?)$")
OWNED = re.compile(r" (?:der|des) (?P<a>[a-zäöüß]+(?:en|er)) [A-ZÄÖÜ][a-zäöüß]{3,}(?![\w-])(?! [„\"A-ZÄÖÜ])")
OWNING = frozenset("ihr sein unser mein ihrem seinem unserem ihres seines unseres ihren seinen".split())
RECEIVERS = re.compile(r"(?:satelliten|funk|gps|gnss|radio|radar|navigations|signal|daten)-?empfänger")
ORDERED = re.compile(r"\d+(?:st|nd|rd|th)")
ENDINGS = {"m": "er", "f": "e", "n": "es", "": ""}


@dataclass(frozen=True, slots=True)
class GroupFound:
    """A group in a sentence: [start, end), its nominative, country, case, and whether it points back."""

    start: int
    end: int
    surface: str
    code: str | None
    case: str
    definite: bool
    anaphor: bool


def find_groups(text: str, pack: Pack, places: Sequence[Place], named: list[tuple[int, int]]) -> list[GroupFound]:
    """Find the groups of a sentence."""
    if pack.language == "fr":
        return [
            GroupFound(one.start, one.end, text[one.start : one.end], one.code, "", one.definite, one.anaphor)
            for one in french_groups.find(text, pack, places, named)
        ]
    tokens = [token for token in TOKEN.finditer(text) if not _covered(token, named)]
    found: list[GroupFound] = []
    for index, token in enumerate(tokens):
        noun = _noun(token.group(), pack, LINE_START.search(text, 0, token.start()) is not None)
        if noun is None or (found and token.start() < found[-1].end):
            continue
        group = _read(text, tokens, index, noun, pack, places, named)
        if group:
            found += [*_before(text, group, places, pack), group]
    return found


def _before(text: str, group: GroupFound, places: Sequence[Place], pack: Pack) -> list[GroupFound]:
    """The other groups of "Uzbek and Kyrgyz dealers"."""
    out: list[GroupFound] = []
    start = group.start
    for place in reversed([place for place in places if place.role == "adjective" and place.end <= group.start]):
        if (
            not re.fullmatch(r" (?:and|und|or|oder|sowie) (?:the |die |der |den )?|, ", text[place.end : start])
            or not group.code
        ):
            break
        own, rest = text[place.start : place.end], group.surface.partition(" ")[2]
        if pack.language == "de":
            ending = re.search(r"(?:e[nrsm]?)$", group.surface.partition(" ")[0])
            own = re.sub(r"e[nrsm]?$", "", own) + (ending.group() if ending else "")
        surface = f"{own} {rest}"
        out.insert(0, GroupFound(place.start, place.end, surface, place.code, group.case, group.definite, False))
        start = place.start
    return out


def _covered(token: re.Match[str], named: list[tuple[int, int]]) -> bool:
    return any(start < token.end() and token.start() < end for start, end in named)


@lru_cache(maxsize=8192)
def _noun(word: str, pack: Pack, first: bool = False) -> Group | None:
    low = word.lower()
    if pack.language == "en":
        opens = first and low in pack.groups and low in pack.groups[low].plural  # "Traders in Shenzhen sold ..."
        return pack.groups.get(low) if word.islower() or opens or low in ("companies", "firms", "troops") else None
    if not word[0].isupper():
        return None
    if low in pack.groups:
        return pack.groups[low]
    if RECEIVERS.match(low):
        return None  # "Satellitenempfänger" are goods
    for form, group in pack.groups.items():
        if (
            low.endswith(form)
            and len(low) - len(form) >= 2
            and form not in ("stelle", "stellen", "marine", "truppe", "werk", "werke")
        ):
            return _compound(word[: len(low) - len(form)], group)
    return None


def _compound(head: str, group: Group) -> Group:
    return Group(
        tuple(head + form.lower() for form in group.singular),
        tuple(head + form.lower() for form in group.plural),
        group.gender,
    )


def _read(
    text: str,
    tokens: list[re.Match[str]],
    index: int,
    noun: Group,
    pack: Pack,
    places: Sequence[Place],
    named: list[tuple[int, int]],
) -> GroupFound | None:
    start_index, modifiers, code = _modifiers(text, tokens, index, places, pack)
    owner = next(
        (
            place
            for place in places
            if place.end <= tokens[start_index].start() and _genitive(text, place, tokens[start_index])
        ),
        None,
    )
    if code is None and owner is not None:
        code = owner.code
    article = _article(text, tokens, start_index, pack)
    end, after = _after(text, tokens[index].end(), places, pack) if code is None else (tokens[index].end(), None)
    code = code or (after.code if after else None)
    if after is not None and re.match(r" (?:und|sowie) [A-ZÄÖÜ][\w-]+s\b", text[end:]) and text[end - 1] == "s":
        return None  # "die Minister Russlands und Chinas": the countries are the sides
    if any(0 <= start - tokens[index].end() <= 1 for start, _ in named):
        return None  # "the company X": the name itself is the party
    if pack.language == "en" and _modifies(text, tokens, index, pack):
        return None
    before = tokens[start_index - 1].group().lower() if start_index else ""
    definite = article in pack.words("definite") or (pack.language == "de" and before in pack.words("possessive"))
    anaphor = (
        definite
        and after is None
        and tokens[index].group().lower() in _anaphoric(pack)
        and _singular(tokens[index], noun, pack, article or (before if pack.language == "de" else ""))
    )
    if code is None and not anaphor and not modifiers:
        return None
    ends = pack.language == "en" and (before in pack.words("preposition") or before.startswith("reach"))
    if after is not None and not (modifiers or ends) and tokens[index].group().lower() in pack.words("also_goods"):
        return None  # "axle units in Barnaul"
    plural = not _singular(tokens[index], noun, pack, article)
    surface, case = _surface(text, modifiers, noun, plural, pack, article, tokens[index].group())
    if after:
        surface += text[tokens[index].end() : end]
    start = modifiers[0].start() if modifiers else tokens[index].start()
    if owner is not None and owner.code == code and owner.role == "name":  # "Russlands Vizeminister"
        surface, start = text[owner.start : start] + surface, owner.start
    return GroupFound(start, end, surface, code, case, definite, anaphor)


def _modifiers(
    text: str, tokens: list[re.Match[str]], index: int, places: Sequence[Place], pack: Pack
) -> tuple[int, list[re.Match[str]], str | None]:
    """The adjectives right before a noun: place of the first, all of them, and the country that one of them names."""
    english = pack.language == "en"  # "a Dubai company"
    adjectives = {place.start: place for place in places if place.role == "adjective" or english}
    code: str | None = None
    modifiers: list[re.Match[str]] = []
    while index > 0:
        before = tokens[index - 1]
        numbered = before.group().isdigit() and text[before.end() : tokens[index].start()] == ". "
        if numbered and pack.language == "de" and index > 1:  # "die russische 41. Armee"
            modifiers.insert(0, before)
            index -= 1
            continue
        if text[before.end() : tokens[index].start()] != " ":
            break
        if before.start() in adjectives:
            code = code or adjectives[before.start()].code
        elif not _modifier(before.group(), pack) and not _described(text, tokens, index, adjectives, pack):
            break
        modifiers.insert(0, before)
        index -= 1
    return index, modifiers, code


def _described(text: str, tokens: list[re.Match[str]], index: int, adjectives: dict[int, Place], pack: Pack) -> bool:
    """ "Russian drone crews": plain nouns between the adjective of a country and the noun."""
    if pack.language != "en":
        return False
    for place in range(index - 1, max(-1, index - 4), -1):
        word = tokens[place]
        if text[word.end() : tokens[place + 1].start()] != " ":
            return False
        if word.start() in adjectives:
            return place < index - 1
        if not word.group().islower() or _grammatical(word.group(), pack) or word.group().endswith(("ed", "ing", "ly")):
            return False
    return False


def _grammatical(word: str, pack: Pack) -> bool:
    verb = word in pack.verbs and word not in pack.words("group_modifiers")
    return verb or word in pack.any_of(FUNCTION)


def _modifies(text: str, tokens: list[re.Match[str]], index: int, pack: Pack) -> bool:
    """ "company director", "military drone", "military and industrial complex": only describes the next noun."""
    if index + 1 >= len(tokens) or text[tokens[index].end() : tokens[index + 1].start()] != " ":
        return False
    word = tokens[index + 1].group()
    low = tokens[index].group().lower()
    if low not in pack.groups[low].singular or low in ("army", "navy"):
        return False
    if tokens[index].group() == "military" and word == "and":
        return True
    known = word.lower() in pack.any_of(FUNCTION) or word.lower() in pack.verbs
    return word.islower() and not known and not word.endswith(("ly", "ed", "ing"))


def _anaphoric(pack: Pack) -> frozenset[str]:
    return pack.words("anaphoric_party")


def _modifier(word: str, pack: Pack) -> bool:
    if pack.language == "en":
        return (
            ORDERED.fullmatch(word) is not None
            or word.lower() in pack.words("group_modifiers")
            or word.endswith(("-based", "-owned", "-run"))
        )
    low = word.lower()
    return (
        word[0].islower()
        and low.endswith(("e", "en", "er", "es", "em"))
        and len(low) > 4
        and low not in pack.verbs
        and not any(
            low in pack.words(key)
            for key in ("article", "preposition", "pronoun", "adverb", "subordinator", "auxiliary", "modal")
        )
        and low not in pack.numbered("number_words")
    )


def _genitive(text: str, place: Place, token: re.Match[str]) -> bool:
    between = text[place.end : token.start()]
    return bool(re.fullmatch(r"['’]s ", between)) or (
        between == " " and text[: place.end].endswith("s") and _own(place)
    )


def _own(place: Place) -> bool:
    """A German genitive before its noun: "Russlands Vizeminister"."""
    return place.role == "name" and place.end - place.start == len(place.surface) + 1


def _article(text: str, tokens: list[re.Match[str]], index: int, pack: Pack) -> str:
    if index == 0:
        return ""
    word = tokens[index - 1].group().lower()
    if text[tokens[index - 1].end() : tokens[index].start()] != " ":
        return ""
    if word in ("zum", "vom", "beim", "im", "am"):
        return "dem"
    return word if word in pack.words("article") else ""


def _after(text: str, end: int, places: Sequence[Place], pack: Pack) -> tuple[int, Place | None]:
    """Take "in Ischewsk", "aus Guangzhou", "from China" after the noun."""
    match = re.compile(
        r" (?:in|aus|bei|near|of|from|based in) (?:der |dem |the )?"
        r"(?:Hafenstadt |Provinz |Region |Stadt |Metropole |Hauptstadt |port city of )?"
    ).match(text, end)
    if match:
        for place in places:
            if place.start == match.end() and place.role in ("name", "place", "capital"):
                from_country = match.group().strip() in ("from", "of") and place.role == "name"
                return (end, None) if from_country else (place.end, place)
    if pack.language == "de" and (owned := OWNED.match(text, end)):  # "Betriebe der russischen Luftfahrtindustrie"
        for place in places:
            if place.start == owned.start("a") and place.role == "adjective":
                return owned.end(), place
    genitive = next((place for place in places if place.start == end + 1 and pack.language == "de"), None)
    if genitive and genitive.role == "name" and text[genitive.start : genitive.end].endswith("s"):
        return genitive.end, genitive
    return end, None


def _singular(token: re.Match[str], noun: Group, pack: Pack, article: str) -> bool:
    low = token.group().lower()
    singular = low in {form.lower() for form in noun.singular}
    plural = low in {form.lower() for form in noun.plural}
    if singular != plural:
        return singular
    if article in ("ein", "eine", "einen", "einem", "einer", "eines", "das", "dem", "des", "dieses", "diesem"):
        return True
    if article in OWNING:
        return True
    return article == "der"


def _surface(
    text: str, modifiers: list[re.Match[str]], noun: Group, plural: bool, pack: Pack, article: str, printed: str
) -> tuple[str, str]:
    if pack.language == "en":
        return " ".join([*(word.group() for word in modifiers), printed]), ""
    head = noun.plural[0] if plural else noun.singular[0]
    ending = "e" if plural else ENDINGS[noun.gender]
    words, case = [], ""
    for word in modifiers:
        form = word.group()
        if form.isdigit():
            words.append(f"{form}.")
            continue
        base = (
            re.sub(r"(e|en|er|es|em)$", "", form) if not form.lower().endswith("er") or not form[0].isupper() else None
        )
        if base is None:
            words.append(form)  # "Hongkonger" has no endings
            continue
        words.append(base[:1].lower() + base[1:] + ending)
        if (form.endswith("en") and plural and article in ("", "den")) or (
            form.endswith("en") and article in ("der", "einer", "dem", "einem")
        ):
            case = "dat"
        elif form.endswith("er") and plural and not article:
            case = "gen"
        elif form.endswith(("e", "es")) or (form.endswith("er") and not plural):
            case = "nom"
    if not words and article in ("dem", "den", "einem"):
        case = "dat"
    return " ".join([*words, head]), case
