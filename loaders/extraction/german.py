"""What only German has: verbs in two parts at the end of a clause, nouns side by side, "lassen", "dürfen"."""

from __future__ import annotations

import re

from loaders.extraction.item import PARTIES, Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.phrases import Phrase

PARTICLES = frozenset(
    "an ab auf aus bei ein fest hin los mit nach vor weg zu zurück weiter dar her bekannt klar".split()
)
LISTED = frozenset("geführt aufgeführt vermerkt genannt deklariert gekennzeichnet beschriftet".split())
LET = frozenset("ließ ließen lässt lassen lasse gelassen".split())
PERMITTED = frozenset("darf dürfen durfte durften dürfe".split())
MASCULINE = frozenset("Iran Irak Sudan Jemen Libanon Oman Kongo Tschad".split())
PAST = re.compile(r"[a-zäöüß]{2,}(?:te|ten|t)$")


def closed(items: list[Item], pack: Pack) -> bool:
    """Whether a main clause ends with the particle of a verb that no list knows: "kündigte X an, ..."."""
    last = items[-1]
    return (
        last.kind == "word"
        and last.low in PARTICLES
        and any(_unknown_verb(items, place, pack) for place in range(1, len(items) - 1))
    )


def begins_anew(items: list[Item], before: list[Item], pack: Pack) -> bool:
    """ "Der Botschafter unterstrich, China werde ...": a subject and its verb after a clause with an unknown verb."""
    place = 1 + (items[0].low in pack.words("article"))
    if place >= len(items) or items[place - 1].kind not in PARTIES or items[place].kind != "word":
        return False
    verb = items[place].low
    finite = verb in pack.words("auxiliary") or verb in pack.words("modal")
    return finite and any(_unknown_verb(before, index, pack) for index in range(1, len(before)))


def _unknown_verb(items: list[Item], place: int, pack: Pack) -> bool:
    item = items[place]
    return (
        item.kind == "word"
        and item.text[0].islower()
        and PAST.fullmatch(item.low) is not None
        and item.low
        not in pack.any_of(("adverb", "article", "preposition", "pronoun", "auxiliary", "modal", "negation"))
        and items[place - 1].kind != "adverb"
    )


def side_by_side(before: Item, item: Item) -> bool:
    """Whether two nouns only follow each other: "in 17 Fällen Oszilloskope", "zu keiner Zeit Zünder"."""
    if before.low.endswith("er"):
        return False  # "die Wyborger Werft"
    return all(re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß]{2,}", one.text) is not None for one in (before, item))


def had_done(words: list[str], verb: str) -> bool:
    """ "ließ sich von X neun Sensoren liefern": who lets deliver gets the goods."""
    return "sich" in words and any(word in LET for word in words) and words[-1] in (verb, *LET)


def only_permitted(words: list[str], pack: Pack) -> bool:
    """ "dürfen seit 2022 nicht mehr ausführen", "Wer X liefert, ...": a rule, and nothing that happened."""
    return words[:1] == ["wer"] or any(word in PERMITTED for word in words)


def goes_on_relative(current: list[Item], rest: list[Item], pack: Pack) -> bool:
    """ "die ihren Sitz dort hat und von der sie geliefert wurden": two relative clauses on one noun."""

    def opens(items: list[Item]) -> bool:
        led = items[0].low in pack.words("preposition") and len(items) > 1
        return items[led].low in pack.words("relative") and (led or items[0].text[0].islower())

    last = current[-1]
    ended = last.kind == "word" and (last.low in pack.verbs or last.low in pack.words("auxiliary"))
    return ended and opens(current) and opens(rest)


def goes_into(items: list[Item], index: int) -> bool:
    """ "in die Türkei", "in den Iran": where goods go, as "in der Türkei" is where they are."""
    following = items[index + 1].text if index + 1 < len(items) else ""
    return items[index].low in ("die", "das") or (items[index].low == "den" and following in MASCULINE)


def awaits(items: list[Item], particle: str, pack: Pack) -> bool:
    """Whether a clause has a verb whose particle is still to come."""
    if any(item.low == particle for item in items[-1:]):
        return False
    return any(
        verb.particle == particle and verb.form == "finite"
        for item in items
        if item.kind == "word"
        for verb in pack.verbs.get(item.low, ())
    )


def describes(items: list[Item], index: int, pack: Pack) -> bool:
    """ "die von Kanada sanktionierte X": a participle of no verb of supply; its agent is not that of the clause."""
    before, following = items[max(0, index - 2) : index], items[index + 1 : index + 3]
    if len(following) < 2 or len(before) < 2 or before[0].low not in pack.words("article"):
        return False
    word, noun = following
    plain = word.kind == "word" and re.fullmatch(r"[a-zäöüß]{4,}(?:te|ne)[nrsm]?", word.text) is not None
    stem = re.sub(r"e[nrsm]?$", "", word.low)
    moved = any(verb.frame in ("supply", "acquire", "offer", "order") for verb in pack.verbs.get(stem, ()))
    return plain and not moved and (noun.kind in PARTIES or noun.text[:1].isupper() or noun.kind == "adjective")


def quoted_parts(items: list[Item]) -> frozenset[int]:
    """ "habe „kein einziges Gerät“ verkauft": the marks of quoted words that are part of the clause around them."""
    out: set[int] = set()
    for place, item in enumerate(items):
        if item.kind != "punct" or item.text not in '„«"' or not place:
            continue
        before = items[place - 1]
        close = next((n for n in range(place + 1, len(items)) if items[n].text in '“”»"'), None)
        if before.kind == "punct" or close is None or any(one.text in ".,;!?" for one in items[place + 1 : close]):
            continue
        out |= {place, close}
    return frozenset(out)


def passed_through(phrase: Phrase) -> bool:
    """ "durch Kasachstan": a country on the way, no agent."""
    return phrase.prep == "durch" and phrase.item is not None and phrase.item.kind == "country" and not phrase.item.weak


def declares(items: list[Item], pack: Pack) -> bool:
    """ ", als Jagdoptik deklariert,", ", in den Papieren als „X“ bezeichnet,": no part of the clause around it."""
    words = [item.low for item in items if item.kind != "speech"]
    if len(words) > 9 or not words or "als" not in words:
        return False
    last = next((item for item in reversed(items) if item.kind == "word"), None)
    if last is None or any(word in pack.words("auxiliary") for word in words):
        return False
    readings = pack.verbs.get(last.low, ())
    return last.low in LISTED or any(verb.frame == "declare" and verb.form == "participle" for verb in readings)


def of_all(items: list[Item], index: int) -> bool:
    """ "400 der insgesamt 900 Motoren": the number of all of which some were counted right before."""
    before = [item.low for item in items[max(0, index - 3) : index]]
    return bool(before) and (
        before[-1] in ("der", "dieser") or before[-2:] in (["der", "insgesamt"], ["von", "insgesamt"])
    )


def describes_noun(items: list[Item], index: int, pack: Pack) -> bool:
    """ "zwölf bestellten Hubschraubern": a participle between a number and its noun."""
    before, after = items[index - 1 : index], items[index + 1 : index + 2]
    if not before or not after or not items[index].low.endswith(("te", "ten", "ter", "tes", "nen", "ene", "enen")):
        return False
    counted = before[0].kind == "amount" and before[0].amount is not None and before[0].amount.kind == "number"
    return counted and after[0].kind == "word" and after[0].text[0].isupper()


def founded(items: list[Item]) -> bool:
    """ ", 2021 von X gegründet,": an aside on a firm; its date is that of no transfer."""
    words = [item for item in items if item.kind == "word"]
    return bool(words) and FOUNDED.fullmatch(words[-1].low) is not None


FOUNDED = re.compile(
    r"gegründet|registriert|eingetragen|sanktioniert|gelistet|entlassen|geboren|verurteilt|umbenannt|ernannt"
)
