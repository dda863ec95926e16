"""Words that name a source inside a clause ("laut dem Zoll", "according to ..."): found, and taken out of it."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.extraction import german_asides
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack

ENDINGS = ("e", "en", "er", "es", "em")
GENERIC = frozenset(
    "unterlagen daten papieren angaben bericht berichten dokumenten frachtbriefen medienberichten begründung worten "
    "data documents records papers filing report reports "
    "données dossier papiers déclarations chiffres lui elle eux elles".split()
)
DETERMINERS = frozenset(
    "der den dem des einem einer laut denselben derselben demselben diesen diesem dieser ihnen ihm ihr ihren ihrem "
    "ihrer seinen seinem seiner mehreren zwei drei jenen eigenen allen vielen".split()
)
PAPERS = (
    r"^(?:[Tt]he )?(?P<s>(?:[\w'’-]+ ){0,3}(?:[Rr]ecords|[Ii]nvoices?|[Dd]ocuments|[Pp]apers|[Dd]ata|[Ff]ilings?|"
    r"[Mm]anifests?|[Ww]aybills?|[Ll]edgers?|[Ee]mails|[Cc]ontracts?|[Ff]igures|[Ss]tatistics|[Dd]eclarations)"
    r"(?: (?:from|of|by|in|at|seen|obtained|filed|reviewed|tabled|compiled|published|released|collected|leaked|"
    r"presented|shown|handed|issued|gathered|submitted|examined|kept|held|provided|quoted|cited) [^,;.]{2,60}?)?) "
    r"(?:show|list|record|detail|indicate|suggest|reveal|document|confirm|put|name|mention)s?\b"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A source in a sentence: as printed, and whether it only points back ("laut den Unterlagen")."""

    text: str
    back: bool


def take_out(items: list[Item], pack: Pack) -> Source | None:
    """Find the words that name a source and mark their items as speech, so that nobody takes them for goods.

    Args:
        items: of the sentence; those of the source become kind "speech".
        pack: the language.
    """
    if pack.language == "de" and (who := german_asides.source(items, pack)) is not None:
        return Source(_text(who), not who or who[-1].low in GENERIC)
    for index, item in enumerate(items):
        if item.kind not in ("word", "quote"):
            continue
        span = _german(items, index) if pack.language == "de" else _prefixed(items, index, pack)
        if span is None:
            continue
        first, start, end = span
        words = items[start:end]
        text = _text(words)
        end_ = max(end, index + 1)
        for one in items[first:end_]:
            if one.kind != "punct":
                one.kind = "speech"
        commas = [one for one in (*items[first - 1 : first], *items[end_ : end_ + 1]) if one.text == ","]
        if len(commas) == 2 and first > 1 and items[first - 2].low in pack.words("auxiliary"):
            commas[0].kind = commas[1].kind = "speech"  # "aurait, selon X, livré"
        if not words:
            return Source("", True)
        generic = words[-1].low in GENERIC
        return Source(text, generic)
    return None


def _text(words: list[Item]) -> str:
    out = ""
    for before, item in zip([None, *words], words, strict=False):
        out += (" " if before is not None and item.start > before.end else "") + item.text
    return out


def _german(items: list[Item], index: int) -> tuple[int, int, int] | None:
    """Return first item, and [start, end) of the words of the source."""
    low = items[index].low
    following = [item.low for item in items[index + 1 : index + 3]]
    if low in ("laut", "gemäß"):
        return index, index + 1, _german_phrase(items, index + 1)
    nouns = (
        "angaben",
        "darstellung",
        "erkenntnissen",
        "recherchen",
        "aussage",
        "auskunft",
        "informationen",
        "einschätzung",
        "schätzung",
        "schätzungen",
        "berechnungen",
        "berechnung",
        "ansicht",
        "überzeugung",
        "ermittlungen",
        "worten",
        "medienberichten",
    )
    if low == "nach":
        if following[:1] and following[0] in ("medienberichten",):
            return index, index + 1, index + 2
        for step in (1, 2, 3):
            place = index + step
            if place < len(items) and items[place].low in nouns:
                if step > 1 and items[index + 1].low in ("diesen", "seinen", "ihren", "eigenen", "deren"):
                    return index, place + 1, place + 1
                if step > 1:
                    return index, index + 1, place + 1
                return index, place + 1, _german_phrase(items, place + 1)
    if low == "zufolge":
        start = index
        while (
            start > 0
            and (items[start - 1].kind in ("word", "country", "party", "group", "adjective", "place"))
            and items[start - 1].low not in _verbs(items)
        ):
            start -= 1
            if items[start].low in DETERMINERS:
                break
            before = items[start - 1] if start else None
            if before is not None and before.kind == "word" and before.text.islower():
                adjective = before.low.endswith(("en", "er", "em")) or len(before.low) < 4
                if items[start].text[0].isupper() and not adjective:
                    break  # "China erwägt Berichten zufolge ..."
            if index - start > 4:
                break
        return start, start, index
    return None


def _verbs(items: list[Item]) -> frozenset[str]:
    return frozenset({"ist", "sind", "hat", "haben", "wird", "wurde", "wurden"})


def _german_phrase(items: list[Item], start: int) -> int:
    """The end of a noun phrase: article, adjectives, noun, then genitives, names and "in Moskau"."""
    index, nouns = start, 0
    while index < len(items):
        item = items[index]
        if item.kind in ("party", "country", "group", "place", "adjective", "anaphor", "quote"):
            if item.kind == "adjective" and nouns and item.text.endswith("e"):
                break  # "nach Erkenntnissen der Ermittler chinesische Chips": no genitive
            nouns += item.kind != "adjective"
            index += 1
            if nouns > 1:
                return _tail(items, index)
            continue
        if item.kind == "punct" and item.text in '„“”«»"':
            index += 1
            continue
        if item.kind != "word":
            break
        if item.low in ("der", "des", "dem", "den", "die", "das", "eines", "einer", "einem", "zweier", "von", "vom"):
            if nouns and item.low in ("den", "die", "das", "dem", "einem"):
                break
            index += 1
            continue
        if item.text[0].isupper():
            if nouns and items[index - 1].text[0].isupper() and not _name_after(items[index - 1]):
                break
            nouns += 1
            index += 1
            if nouns > 2:
                break
            continue
        if item.low.endswith(ENDINGS) and index + 1 < len(items) and not nouns and len(item.low) > 4:
            index += 1
            continue
        break
    return _tail(items, index)


def _name_after(noun: Item) -> bool:
    """Nouns that a name follows: "des Magazins Politico", "des Hauptzollamts Hamburg"."""
    low = noun.low.removesuffix("s")
    return low.endswith(
        ("magazin", "sender", "zeitung", "agentur", "firma", "amt", "institut", "minister", "experte", "sprecher")
    )


def _tail(items: list[Item], index: int) -> int:
    if index < len(items) and items[index].kind == "date" and items[index].text.startswith("vom "):
        return index + 1  # "laut einem Frachtbrief vom 3. Februar": the day of the paper
    if index + 1 < len(items) and items[index].low == "in" and items[index + 1].kind in ("place", "country"):
        return index + 2
    return index


def _prefixed(items: list[Item], index: int, pack: Pack) -> tuple[int, int, int] | None:
    """ "according to ...", "selon ...": the source goes to the next sign or auxiliary."""
    following = items[index + 1].low if index + 1 < len(items) else ""
    if items[index].low == "selon" and following not in pack.words("relative"):
        begin = index + 1
    elif items[index].low == "according" and following == "to":
        begin = index + 2
    else:
        return None
    end = begin
    while end < len(items):
        item = items[end]
        if item.kind == "punct" and item.text not in ("'", "’", "."):
            break
        if item.kind == "punct" and item.text == ".":
            break
        if item.kind == "word" and item.low in pack.words("auxiliary"):
            break
        end += 1
    return index, begin, end
