"""A sentence as a row of items, with names, places, dates, amounts and persons found."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache, partial

from graph.model import Party
from graph.model import replace as changed
from loaders.extraction import known
from loaders.extraction.countries import find_places, nominatives
from loaders.extraction.dates import DateFound, find_dates
from loaders.extraction.item import Item, add
from loaders.extraction.items import with_words
from loaders.extraction.lexicon import Pack
from loaders.extraction.place import Place
from loaders.extraction.sentences import Sentence
from loaders.extraction.slavic import morphology, persons, verbs
from loaders.extraction.slavic.names import QUOTED, Found
from loaders.extraction.values import find_amounts

MODEL = re.compile(
    r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-ZА-ЯЁІЇЄҐ])[A-Za-zА-Яа-яЁёІіЇїЄєҐґ]+[\w]*(?:[-/.]?\w+)*(?![\w-])"
)
MODEL_CYRILLIC = re.compile(r"(?<![\w-])\d+[A-ZА-Я][\w-]*(?![\w-])|(?<![\w-])[А-ЯІЇЄҐ]{1,4}-\d+\w*(?![\w-])")
HYPHENED = re.compile(r"\d+(?:[.,]\d+)?[-–]\w*[а-яіїєґ]\w*")
INVARIABLE = ("о", "у", "и", "і", "е", "ы", "э", "ю")  # Баку, Алматы, Чэнду
DOLLARS_OF = re.compile(r"\s(?:США|Гонконга|Гонконгу)(?!\w)")
TOWN = re.compile(r"(?:ск|ськ|зьк|цьк)(?:ий|ая|ое|ого|ому|им|ой|ую|а|е|ої|ій|у|ою)$")
SMALL = r"[А-ЯЁІЇЄҐ][а-яёіїєґ’']+(?:-[А-ЯЁІЇЄҐ]?[а-яёіїєґ’']+)?"
PERSON = re.compile(
    rf"(?<![\w«„-]){SMALL}(?: [А-ЯЁЄІЇҐ]\.)? {SMALL}(?![\w-])|(?<![\w«])[А-ЯЁІЇЄ]\. ?(?:[А-ЯЁІЇЄ]\. ?)?{SMALL}"
)


def itemise(
    sentence: Sentence, names: list[Found], pack: Pack, published: str | None, anchor: str | None
) -> list[Item]:
    """Cut a sentence into items."""
    text = sentence.text
    found: list[Item] = []
    take = partial(add, found)

    for name in names:
        take(_named(name, sentence))
    dates = find_dates(text, pack, published, anchor)
    printed = next((date.first for date in dates if date.first and not date.relative), None)
    if printed and any(date.relative for date in dates):
        dates = find_dates(text, pack, published, printed)  # "а годом позже" counts from the date before it
    for date in _in_order(dates, text, anchor, published):
        take(Item("date", date.start, date.end, text[date.start : date.end], "", date=date))
    for match in re.finditer(QUOTED, text):
        inner = match.group()[1:-1]
        spoken = any(one.finite for word in inner.split() for one in verbs.read(word, pack.language))
        if len(inner.split()) <= 5 and inner[-1] not in ".!?," and not spoken:
            take(Item("quote", match.start(), match.end(), inner, inner.lower()))
    for weapon in known.weapons(text):
        take(Item("model", weapon.start, weapon.end, text[weapon.start : weapon.end], weapon.surface.lower()))
    for pattern in (MODEL, MODEL_CYRILLIC):
        for match in pattern.finditer(text):
            take(Item("model", match.start(), match.end(), match.group(), match.group().lower()))
    masked = [(item.start, item.end) for item in found] + [match.span() for match in HYPHENED.finditer(text)]
    for amount in find_amounts(text, pack, masked):
        end = amount.end
        if amount.kind == "money" and (whose := DOLLARS_OF.match(text, end)):
            end = whose.end()
        take(Item("amount", amount.start, end, text[amount.start : end], "", amount=amount))
    for match in _leaders(pack).finditer(text):
        take(_leader(match, sentence, pack))
    for match in PERSON.finditer(text):
        if persons.given_name(match.group().split()[0], pack.language):
            take(_person(match, sentence))
    named = frozenset(item.start for item in found if item.kind == "party")
    for place in find_places(text, pack):
        take(_described(_place(place, sentence, pack), named, text))
    blank = list(text)
    for item in found:
        blank[item.start : item.end] = "\x00" * (item.end - item.start)
    for match in PERSON.finditer("".join(blank)):
        first = match.group().split()[0]
        described = morphology.in_dictionary(first, pack.language) and morphology.adjective(first, pack.language)
        if match.start() > 0 and not described:
            take(_person(match, sentence))
    return with_words(text, found)


@lru_cache(maxsize=2)
def _leaders(pack: Pack) -> re.Pattern[str]:
    """Heads of state and ministers by full name, or by the family name alone, inflected."""
    people = [name for names in pack.data["leaders"].values() for name in names]
    family = [name.split()[-1] for name in people if len(name.split()[-1]) > 4 and name.split()[0] not in ("Си", "Сі")]
    either = "|".join(re.escape(name) for name in (*people, *family, "Си Цзиньпин", "Сі Цзіньпін"))
    given = "|".join(rf"{name.split()[0][:4]}\w*" for name in people if len(name.split()[0]) > 3)
    return re.compile(rf"(?<![\w-])(?:(?:{given}) )?(?P<name>{either})(?:а|у|ым|им|ом|е|і|ові|ові)?(?![\w-])")


def _leader(match: re.Match[str], sentence: Sentence, pack: Pack) -> Item:
    family = match["name"].split()[-1]
    for code, people in pack.data["leaders"].items():
        for name in people:
            if name.split()[-1] == family:
                item = _person(match, sentence)
                assert item.party is not None
                item.code, item.low = code, item.text.lower()
                item.party = changed(item.party, surface=name, country=code, country_basis="printed")
                return item
    return _person(match, sentence)


def _in_order(dates: list[DateFound], text: str, anchor: str | None, published: str | None) -> list[DateFound]:
    """ "Уже в феврале" after "в январе 2024 года": a month without a year follows the date before it, not today."""
    out = []
    for date in dates:
        printed = text[date.start : date.end]
        bare = (
            date.relative
            and date.first
            and len(date.first) > 4
            and not re.search(r"\d{4}|год|рок|рік|річ|вчера|вчора|учора|месяц|місяц|минул|прошл", printed)
        )
        if (
            bare
            and anchor
            and len(anchor) >= 7
            and date.first
            and date.last
            and not re.search("квартал|полугод|півріч", printed)
        ):
            year = int(anchor[:4]) + (date.first[5:7] < anchor[5:7])
            later = published is not None and f"{year}{date.last[4:]}" > published >= date.last[: len(published)]
            if not later:  # else it is told from today
                date = replace(date, first=f"{year}{date.first[4:]}", last=f"{year}{date.last[4:]}", relative=False)
        out.append(date)
    return out


def _named(name: Found, sentence: Sentence) -> Item:
    item = Item("party", name.start, name.end, sentence.text[name.start : name.end], "", weak=name.entity.weak)
    item.low, item.code, item.case = item.text.lower(), name.entity.country, " ".join(sorted(name.case))
    item.party = Party(
        surface=name.entity.surface,
        form="named",
        kind="company",
        country=name.entity.country,
        country_basis="printed" if name.entity.country else None,
        span=(sentence.start + name.start, sentence.start + name.end),
    )
    return item


def _place(place: Place, sentence: Sentence, pack: Pack) -> Item:
    printed = sentence.text[place.start : place.end]
    span = (sentence.start + place.start, sentence.start + place.end)
    item = Item("adjective", place.start, place.end, printed, printed.lower(), code=place.code)
    if place.role in ("name", "capital"):
        item.kind = "country"
        item.party = Party(surface=place.surface, form="country", kind="country", country=place.code, span=span)
        item.weak = place.role == "capital"
    elif place.role == "place":
        item.kind = "place"
        whole = (one.singular for one in morphology.noun(printed, pack.language))
        printed = next((one for one in whole if one in nominatives(pack.language)), printed)
        item.party = Party(surface=printed, form="named", kind="place", country=place.code, span=span)
    elif place.role == "people":
        item.kind = "people"
    if item.kind != "adjective":
        item.case = " ".join(sorted(cases_of(item.text, place.role, place.code, pack)))
    return item


def _described(item: Item, named: frozenset[int], text: str) -> Item:
    """ "Омське АТ «X»": what stands right before the name of a firm is an adjective, and no town."""
    bare = not item.start or text[: item.start].rstrip().endswith((".", ",", "—", "«"))
    if item.kind == "place" and bare and item.end + 1 in named and TOWN.search(item.low):
        item.kind, item.party, item.case = "adjective", None, ""
    return item


def cases_of(printed: str, role: str, code: str, pack: Pack) -> frozenset[str]:
    """The cases that the form of a place name can stand for."""
    language = pack.language
    words = printed.split()
    if printed.isupper():
        return morphology.ANY
    mods = [word for word in words if len(words) > 1 and morphology.adjective(word, language)]
    head = next((word for word in words if word not in mods), words[-1])
    senses = morphology.together(mods, morphology.noun(head, language), language)
    number = {"people": ("sg", "pl")}.get(
        role, ("sg",) if not head.lower().endswith(("ты", "ти", "ов", "ів", "ам", "ами", "ах")) else ("sg", "pl")
    )
    kept = frozenset(
        one.case for one in senses if one.number in number and plausible(one.singular, printed, code, role, language)
    )
    if printed.endswith(INVARIABLE) and printed in nominatives(language):
        return morphology.ANY
    if printed in nominatives(language):
        kept |= {"nom"} if printed.endswith(("а", "я")) else {"nom", "acc"}
    return kept or frozenset(one.case for one in senses) or morphology.ANY


def plausible(singular: str, printed: str, code: str, role: str, language: str) -> bool:
    """Whether a nominative is one that the table of countries or places knows."""
    if " " in printed or role == "people":
        return True
    known = nominatives(language)
    return singular in known


def _person(match: re.Match[str], sentence: Sentence) -> Item:
    item = Item("person", match.start(), match.end(), match.group(), match.group().lower())
    span = (sentence.start + match.start(), sentence.start + match.end())
    item.party = Party(surface=match.group(), form="named", kind="person", span=span)
    return item
