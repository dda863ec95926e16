"""A sentence as a row of items: parties, countries, dates, amounts, quoted words, and the words between them."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from graph.model import Party
from graph.reference import countries
from loaders.extraction import french_asides, groups, known, lexicon
from loaders.extraction.appositions import appositions
from loaders.extraction.countries import find_places
from loaders.extraction.dates import find_dates
from loaders.extraction.item import Item, add
from loaders.extraction.lexicon import Pack
from loaders.extraction.name_shapes import after_given_name
from loaders.extraction.place import Place
from loaders.extraction.registry import Entity, Registry
from loaders.extraction.sentences import Sentence
from loaders.extraction.values import find_amounts

TOKEN = re.compile(r"\w+(?:[-.'’&/](?!s\b)\w+)*|['’]s\b|[^\w\s]")
ELIDED = re.compile(  # "achetait-elle" and "a-t-il" are two words
    r"\w+(?=-(?:t-)?(?:ils?|elles?|on)\b)|-(?:t-)?(?=(?:ils?|elles?|on)\b)|(?:[ldnsqcjmt]|qu|lorsqu|puisqu|quoiqu|jusqu)['’](?=\w)|"
    + TOKEN.pattern,
    re.IGNORECASE,
)
MODEL = re.compile(r"(?<![\w-])(?=[\w-]*[A-ZÄÖÜ])(?=[\w-]*\d)[A-Za-zÄÖÜäöü][\w]*(?:[-/]\w+)*(?![\w-])")
QUOTED = re.compile(r"[„\"“«]\s*(?P<inner>[^\"“”«»„\s][^\"“”«»„]{1,88}?)\s*[\"”“»]")
MADE = re.compile(
    r"-(?:made|built|produced|origin|designed|based|registered|headquartered|owned|run|controlled|backed|supplied"
    r"|linked|language)\b"
)
DATELINE = re.compile(
    r"[A-ZÄÖÜ][\w.]+(?:[ ,/]+(?:[A-Z][\w.]*|\d{1,2}|\(\w+\))){0,4},? (?:\d{1,2} [A-Z][a-z]+ )?(?:\([\w ]+\) )?[–—-] "
)
ORDINAL = re.compile(
    r"(?<=\d)(?:st|nd|rd|th)\b|(?<=\d)\. \w*(?:[Aa]rmee|[Bb]rigade|[Dd]ivision|[Rr]egiment|[Bb]ataillon|[Kk]orps)"
)
GOVERNMENT = re.compile(
    r" (?:Regierung|Führung|Staatsführung|government|leadership)(?![\w-])"
    r"(?! (?:official|spokes|agenc|bod|minist|depart|troop|force))"
)
MOST_QUOTED = 8  # words; longer ones are speech


def itemise(
    sentence: Sentence, pack: Pack, registry: Registry, published: str | None, anchor: str | None
) -> list[Item]:
    """Cut a sentence into items."""
    text = sentence.text
    found: list[Item] = []
    take = partial(add, found)

    if line := DATELINE.match(text):
        take(Item("dateline", 0, line.end() - 1, line.group(), ""))
    for item in leaders(sentence):
        take(item)
    for item in _names(sentence, pack, registry):
        take(item)
    named = [(item.start, item.end) for item in found]
    for date in find_dates(text, pack, published, anchor):
        take(Item("date", date.start, date.end, text[date.start : date.end], "", date=date))
    for match in QUOTED.finditer(text):
        if len(match["inner"].split()) <= MOST_QUOTED and not _is_speech(match["inner"], pack):
            take(Item("quote", match.start(), match.end(), match["inner"], match["inner"].lower()))
    for weapon in known.weapons(text):
        take(Item("model", weapon.start, weapon.end, text[weapon.start : weapon.end], weapon.surface.lower()))
    for match in MODEL.finditer(text):
        take(Item("model", match.start(), match.end(), match.group(), match.group().lower()))
    masked = [(item.start, item.end) for item in found]
    for amount in find_amounts(text, pack, masked):
        if ORDINAL.match(text, amount.end):
            continue  # "the 41st Army", "die 41. Armee"
        take(Item("amount", amount.start, amount.end, text[amount.start : amount.end], "", amount=amount))
    for match in pack.joined_pattern.finditer(text):
        take(Item("word", match.start(), match.end(), match.group(), _joined(match.group(), pack)))
    places = [place for place in find_places(text, pack) if not _inside(place, named)]
    for group in groups.find_groups(text, pack, places, named):
        take(_group_item(group, sentence, pack))
    for place in places:
        take(_place_item(place, text, sentence, pack))

    items = with_words(text, found, ELIDED if pack.language == "fr" else TOKEN)
    return _asides(
        french_asides.brackets(items, pack) if pack.language == "fr" else _land(appositions(items, pack), pack)
    )


def _joined(printed: str, pack: Pack) -> str:
    low = printed.lower().replace("’", "'")
    return pack.joined.get(low) or pack.joined[re.sub(r" (?:des|du|d')$", " de", low)]


def _asides(items: list[Item]) -> list[Item]:
    """An abbreviation in brackets after a name says nothing new: "the Democratic People's Republic of Korea (DPRK)"."""
    for index in range(1, len(items) - 1):
        before, item, after = items[index - 1], items[index], items[index + 1]
        if (
            before.text == "("
            and after.text == ")"
            and item.kind in ("word", "party", "country")
            and item.text.removesuffix("s").isupper()
        ):
            for one in (before, item, after):
                one.kind = "aside"
    return items


def leaders(sentence: Sentence) -> list[Item]:
    """Heads of state by their full name, and by the family name alone where only one has it."""
    items = []
    for match in _leader_pattern().finditer(sentence.text):
        full, code = _leader_names()[match.group(1)]
        item = Item("person", match.start(), match.end(), match.group(), match.group().lower(), code=code)
        span = (sentence.start + match.start(1), sentence.start + match.end(1))
        item.party = Party(surface=full, form="named", kind="person", country=code, country_basis="printed", span=span)
        items.append(item)
    return items


@lru_cache(maxsize=1)
def _leader_names() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for code, people in lexicon.names()["leaders"].items():
        for full in people:
            table[full] = (full, code)
            first, last = full.split(" ", 1)
            short = first if code == "CN" else last
            if len(short) > 2 or short == "Xi":
                table.setdefault(short, (full, code))
    for short in ("Wang", "Li"):
        table.pop(short, None)
    return table


@lru_cache(maxsize=1)
def _leader_pattern() -> re.Pattern[str]:
    names = sorted(_leader_names(), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, names)) + r")(?:s|['’]s)?(?!['’]?\w|-)")


def _inside(place: Place, spans: list[tuple[int, int]]) -> bool:
    return any(start < place.end and place.start < end for start, end in spans)


def _is_speech(inner: str, pack: Pack) -> bool:
    words = [word.strip(".,;").lower() for word in inner.split()]
    if pack.language == "de" and (words[0].startswith("kein") or any(_said(word, pack) for word in inner.split())):
        return True  # "„keinen einzigen Umrichter nach Russland verkauft“"
    return inner[-1] in ".!?," or any(
        word in pack.words("auxiliary")
        or (word in pack.words("modal") and word != "to")
        or word in pack.words("pronoun")
        for word in words
    )


def _said(word: str, pack: Pack) -> bool:
    readings = pack.verbs.get(word, ()) if word[0].islower() else ()
    return any(verb.frame in ("supply", "acquire", "offer", "produce") and verb.form != "finite" for verb in readings)


def _names(sentence: Sentence, pack: Pack, registry: Registry) -> list[Item]:
    pattern = registry.pattern()
    items: list[Item] = []
    if pattern is None:
        return items
    media = set(lexicon.names()["media"].split())
    for match in pattern.finditer(sentence.text):
        entity = registry.by_alias(match.group())
        if entity is None or (entity.weak and match.group() in media):
            continue
        if after_given_name(sentence.text, match.start()) and " " not in match.group() and entity.kind != "person":
            continue  # "Rolf Diestelkamp" is not the firm Diestelkamp
        start, end = match.span()
        item = Item("party", start, end, match.group(), match.group().lower(), weak=entity.weak)
        item.party = entity_party(entity, (sentence.start + start, sentence.start + end))
        item.case = _case(sentence.text, start, pack, firm=not entity.weak)
        items.append(item)
    return items


def entity_party(entity: Entity, span: tuple[int, int]) -> Party:
    """Make the party of a mention of a named entity."""
    kind = "person" if entity.kind == "person" else "company"
    return Party(
        surface=entity.surface,
        form="named",
        kind="person" if kind == "person" else "company",
        country=entity.country,
        country_basis="printed" if entity.country else None,
        span=span,
    )


def _no_noun(text: str, start: int) -> bool:
    """ "verkaufte der X GmbH" is no genitive as "der Anwalt der X GmbH" is."""
    words = text[:start].split()[:-1]
    return bool(words) and not words[-1][0].isupper()


def _case(text: str, start: int, pack: Pack, firm: bool = False) -> str:
    before = text[:start].rsplit(None, 2)
    if len(before) > 1 and before[-1].lower() in pack.words("name_cues"):  # "dem Betrieb X"
        before, firm = text[:start].split()[:-1], False
    word = before[-1].lower() if before else ""
    if word in pack.words("dative_article") or (
        firm and pack.language == "de" and word == "der" and _no_noun(text, start)
    ):
        return "dat"
    return "nom" if word in ("das", "ein") else ""


def _land(items: list[Item], pack: Pack) -> list[Item]:
    """ "the country bought ...": the country that the sentence named before."""
    words = {"en": ("country", "the"), "de": ("land", "das")}.get(pack.language)
    for index in range(1, len(items)):
        item, article = items[index], items[index - 1]
        if words is None or item.kind != "word" or (item.low, article.low) != words:
            continue
        before = [one for one in items[:index] if one.kind == "country" and not one.weak]
        if before:
            item.kind, item.party, item.code = "country", before[-1].party, before[-1].code
    return items


def _group_item(group: groups.GroupFound, sentence: Sentence, pack: Pack) -> Item:
    span = (sentence.start + group.start, sentence.start + group.end)
    kind = "anaphor" if group.anaphor else "group"
    item = Item(kind, group.start, group.end, sentence.text[group.start : group.end], "")
    item.low, item.code, item.case, item.definite = item.text.lower(), group.code, group.case, group.definite
    if group.code and item.low.split()[0] in pack.words("neighbours"):  # "son voisin russe" is Russia
        item.kind = "country"
        name = countries.name(group.code, pack.language)
        item.party = Party(surface=name, form="country", kind="country", country=group.code, span=span)
        return item
    item.party = Party(
        surface=group.surface,
        form="group",
        kind="group",
        country=group.code,
        country_basis="printed" if group.code else None,
        span=span,
    )
    return item


def _place_item(place: Place, text: str, sentence: Sentence, pack: Pack) -> Item:
    printed = text[place.start : place.end]
    item = Item("word", place.start, place.end, printed, printed.lower(), code=place.code)
    if pack.language == "de" and (compound := re.compile(r"(?:-\w+)+").match(text, place.end)):
        item.end = compound.end()  # "Russland-Reise", "US-Magazin"
        item.text, item.low = text[place.start : item.end], text[place.start : item.end].lower()
        return item
    span = (sentence.start + place.start, sentence.start + place.end)
    cue = re.compile(r" ([a-z-]+) [A-Z]").match(text, place.end) if pack.language == "en" else None
    if cue is not None and cue[1] in pack.words("name_cues"):
        item.kind = "adjective"  # "the Dubai trader Lintar"
        return item
    if made := MADE.match(text, place.end):
        item.kind, item.end = "adjective", made.end()  # "Minsk-based"
        return item
    ruled = GOVERNMENT.match(text, place.end) if place.role == "adjective" else None
    if ruled is not None:  # "the Chinese government": the state
        own = countries.name(place.code, pack.language)
        item.kind, item.end, item.text = "country", ruled.end(), text[place.start : ruled.end()]
        item.low = item.text.lower()
        item.party = Party(
            surface=own, form="country", kind="country", country=place.code, span=(span[0], span[0] + len(item.text))
        )
        dative = printed.endswith("en") and text[: place.start].endswith("der ")
        item.case = "dat" if dative else ""
        return item
    if place.role in ("name", "capital"):
        item.kind = "country"
        item.party = Party(surface=place.surface, form="country", kind="country", country=place.code, span=span)
        item.weak = place.role == "capital"
        item.case = _case(text, place.start, pack)
    elif place.role == "place":
        item.kind = "place"
        item.party = Party(surface=printed, form="named", kind="place", country=place.code, span=span)
    else:
        item.kind = "adjective"
    return item


def with_words(text: str, found: list[Item], token: re.Pattern[str] = TOKEN) -> list[Item]:
    """Add the words and signs between the items that were found."""
    items = list(found)
    found = sorted(found, key=lambda item: item.start)
    index = 0
    position = 0
    while match := token.search(text, position):
        while index < len(found) and found[index].end <= match.start():
            index += 1
        if index < len(found) and found[index].start < match.end():
            position = max(found[index].end, match.start() + 1)
            continue
        printed = match.group()
        kind = "word" if printed[0].isalnum() or printed in ("'s", "’s") else "punct"
        low = printed.lower().replace("’", "'") if printed.endswith("’") else printed.lower()
        items.append(Item(kind, match.start(), match.end(), printed, low))
        position = match.end()
    return sorted(items, key=lambda item: item.start)
