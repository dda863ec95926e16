"""A Turkish sentence as a row of items: names, countries, dates, amounts, verbs, and the words between them."""

from __future__ import annotations

import re
from functools import partial

from graph.model import Party, replace
from loaders.extraction import known, lexicon
from loaders.extraction.countries import find_places
from loaders.extraction.dates import DateFound, find_dates
from loaders.extraction.item import Item, add
from loaders.extraction.items import MODEL, entity_party, leaders
from loaders.extraction.lexicon import Pack
from loaders.extraction.place import Place
from loaders.extraction.registry import Registry
from loaders.extraction.sentences import Sentence
from loaders.extraction.turkish.amounts import find_amounts
from loaders.extraction.turkish.endings import SUFFIX, case_of, lower
from loaders.extraction.turkish.verbs import Verb, find_verbs

WORD = re.compile(r"\w+(?:[-./&]\w+)*|[^\w\s]")
QUOTED = re.compile(r"[\"“„«](?P<inner>[^\"“”„«»]{2,90})[\"”“»]")
NUMBER_END = re.compile(r"[ıiuüae]|[dt][ae]n?|y[ıiuüae]")
DATELINE = re.compile(r"[A-ZÇĞİÖŞÜ][\w.]+(?:[ ,/]+[A-ZÇĞİÖŞÜ(][\w.)]*){0,3} [–—-] ")
TOWNSMAN = re.compile(r"(?:['’])?l[ıiuü](?=\s)")
SPOKEN = re.compile(r"(?:[dt][ıiuü][mk]?|yor(?:uz)?|[ae]c[ae]ğ[ıi]z|y[ıiuü][mz])$")
SAID = re.compile(r",? (?:diye (?:konuş|ekle|yanıt|cevap|anlat|sor|seslen|uyar)|dedi|derken|diyen|diyor|diyerek)")
MOST_QUOTED = 8  # words; longer ones are speech


def itemise(
    sentence: Sentence, pack: Pack, registry: Registry, published: str | None, anchor: str | None
) -> tuple[list[Item], dict[int, Verb]]:
    """Cut a sentence into items.

    Returns:
        The items in order, and the verbs among them by their start.
    """
    text = sentence.text
    found: list[Item] = []
    take = partial(add, found)

    if line := DATELINE.match(text):
        take(Item("dateline", 0, line.end() - 1, line.group(), ""))
    known_leaders = [item for item in leaders(sentence) if not re.match(r"['’]an [A-Z]", text[item.end :])]  # "Xi'an"
    for item in (*known_leaders, *_named(sentence, registry)):
        take(item)
    dates = find_dates(text, pack, published, anchor)
    for date in _after_anchor(text, dates, anchor):
        take(Item("date", date.start, date.end, text[date.start : date.end], "", date=date))
    for match in QUOTED.finditer(text):
        spoken = len(match["inner"].split()) > 3 and SAID.match(text, match.end()) is not None
        said = spoken or match["inner"][-1] in ".!?," or SPOKEN.search(lower(match["inner"]))
        if len(match["inner"].split()) <= MOST_QUOTED and not said:
            take(Item("quote", match.start(), match.end(), match["inner"], lower(match["inner"])))
    for weapon in known.weapons(text):
        take(Item("model", weapon.start, weapon.end, text[weapon.start : weapon.end], lower(weapon.surface)))
    for match in MODEL.finditer(text):
        if re.fullmatch(r"[A-Z]\d", match.group()) is None:
            take(Item("model", match.start(), match.end(), match.group(), lower(match.group())))
    masked = [(item.start, item.end) for item in found]
    for amount in find_amounts(text, pack, masked):
        take(Item("amount", amount.start, amount.end, text[amount.start : amount.end], "", amount=amount))
    for place in find_places(text, pack):
        if text[place.start : place.end] == "RF" and not re.match(r"['’]", text[place.end :]):
            continue  # "RF yükselteci"
        take(_place(place, sentence))
    masked = [(item.start, item.end) for item in found if item.kind not in ("amount",)]
    verbs = {verb.start: verb for verb in find_verbs(text, pack, masked)}
    for verb in verbs.values():
        take(Item("verb", verb.start, verb.end, text[verb.start : verb.end], lower(text[verb.start : verb.end])))
    return _ordered(text, found), verbs


def _after_anchor(text: str, dates: list[DateFound], anchor: str | None) -> list[DateFound]:
    """A month without a year follows the last date of the paragraph: "Temmuz 2022'de ... eylülde"."""
    out = []
    earlier: dict[str, str] = {}
    for date in dates:
        first = date.first or ""
        if first in earlier and lower(text[date.start : date.end]).startswith("aynı"):
            date = replace(date, first=earlier[first], last=earlier[first])
        told = re.search(r"(?:geçen|bu|geçtiğimiz|gelecek|aynı)", lower(text[max(0, date.start - 12) : date.end]))
        if date.relative and date.first == date.last and len(first) == 7 and anchor and len(anchor) >= 7 and not told:
            year = int(anchor[:4]) + (first[5:7] < anchor[5:7])
            moved = f"{year}{first[4:]}"
            if moved < first:
                earlier[first] = moved
                date = replace(date, first=moved, last=moved)
        out.append(date)
    return out


def _named(sentence: Sentence, registry: Registry) -> list[Item]:
    pattern = registry.pattern()
    items: list[Item] = []
    media = set(lexicon.names()["media"].split())
    for match in pattern.finditer(sentence.text) if pattern else ():
        entity = registry.by_alias(match.group())
        if entity is None or (entity.weak and match.group() in media):
            continue
        item = Item("party", match.start(), match.end(), match.group(), lower(match.group()), weak=entity.weak)
        item.party = entity_party(entity, (sentence.start + match.start(), sentence.start + match.end()))
        item.code = entity.country
        items.append(item)
    return items


def _place(place: Place, sentence: Sentence) -> Item:
    printed = sentence.text[place.start : place.end]
    span = (sentence.start + place.start, sentence.start + place.end)
    item = Item("adjective", place.start, place.end, printed, lower(printed), code=place.code)
    if TOWNSMAN.match(sentence.text, place.end):
        return item
    if place.role in ("name", "capital"):
        item.kind = "country"
        item.weak = place.role == "capital"
        item.party = Party(surface=place.surface, form="country", kind="country", country=place.code, span=span)
    elif place.role == "place":
        item.kind = "place"
        item.party = Party(surface=printed, form="named", kind="place", country=place.code, span=span)
    return item


def _ordered(text: str, found: list[Item]) -> list[Item]:
    """Give names their case by the ending after them, and add the words between."""
    found = sorted(found, key=lambda item: item.start)
    out: list[Item] = []
    position = 0
    for item in [*found, None]:
        stop = item.start if item else len(text)
        for match in WORD.finditer(text, position, max(position, stop)):
            token = match.group()
            kind = "word" if token[0].isalnum() else "punct"
            if out and out[-1].kind == "amount" and out[-1].end == match.start() and NUMBER_END.fullmatch(token):
                continue  # "88 bini buldu"
            out.append(Item(kind, match.start(), match.end(), token, lower(token)))
        if item is None:
            break
        out.append(item)
        position = max(position, item.end)
        if item.kind in ("party", "person", "country", "place", "adjective", "model", "quote"):
            ending = SUFFIX.match(text, item.end)
            if ending and (case := case_of(ending["s"])):
                item.case = case
                position = ending.end()
                if case == "with":
                    item.kind, item.case = "adjective", ""
            elif item.kind == "adjective" and (townsman := TOWNSMAN.match(text, item.end)):
                position = townsman.end()
    return _endings_of_words(out)


def _endings_of_words(items: list[Item]) -> list[Item]:
    """Join an ending after an apostrophe to its word: "İHA'lar", "S-400'leri"."""
    out: list[Item] = []
    for item in items:
        before = out[-1] if out else None
        if (
            before is not None
            and len(out) > 1
            and item.kind == "word"
            and before.text in ("'", "’")
            and out[-2].kind in ("word", "model", "amount")
            and out[-2].end == before.start
            and before.end == item.start
        ):
            out.pop()
            owner = out[-1]
            owner.end = item.end if owner.kind == "word" else owner.end
            owner.case = case_of(item.low) or ""
            continue
        out.append(item)
    return out
