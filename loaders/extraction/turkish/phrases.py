"""Noun phrases of a Turkish sentence with their cases: parties, goods, dates and sums, and the verbs between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from graph.model import Party, replace
from graph.reference import goods as reference
from loaders.extraction.item import Item
from loaders.extraction.known import is_goods
from loaders.extraction.lexicon import Pack
from loaders.extraction.sentences import Sentence
from loaders.extraction.turkish.endings import Case, Declined, declined, known_head, lower, noun_case
from loaders.extraction.turkish.verbs import Verb
from loaders.extraction.values import Found

CLOSING = frozenset({"dat", "abl", "loc", "gen", "ins", "acc"})
PARTICIPLE = re.compile(r"(?:[ıiuü]l[ae]n|[ıiuü]n[ae]n|[ae]y[ae]n|[ıiuü]y[ae]n|[dt][ıiuü]ğ[ıiuü]|y[ae]c[ae]k)$")
NAMED = ("party", "person", "country", "place")


@dataclass(slots=True)
class Phrase:
    """A noun phrase or a verb.

    Attributes:
        kind: party, back (a noun that points back to a party), goods, date, value, verb or stop.
        case: nom, acc, dat, abl, loc, gen, ins, attr, or what a word after it makes of it: via, agent, according,
            with, for, about.
        start, end: [start, end) in the sentence.
        items: what it is made of.
        party, amount, model, origin, words: as far as it has them; words are those of goods.
        joined: "and" or "," where it continues a list, else "".
        comma: whether a comma follows.
        owned: whether its noun has the ending of possession.
        described: whether a people and a noun such as "şirket" may stand for a firm that was named.
    """

    kind: str
    case: str
    start: int
    end: int
    items: list[Item] = field(default_factory=list)
    party: Party | None = None
    code: str | None = None
    amount: Found | None = None
    model: str | None = None
    origin: str | None = None
    maker: Party | None = None
    words: list[str] = field(default_factory=list)
    joined: str = ""
    comma: bool = False
    verb: Verb | None = None
    owned: bool = False
    described: bool = False

    @property
    def low(self) -> str:
        """The last word in small letters."""
        return self.items[-1].low if self.items else ""


@lru_cache(maxsize=32)
def _by_letters(key: str, pack: Pack) -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for word in pack.words(key):
        table.setdefault(word[:2], []).append(word.replace("_", " "))
    return {letters: tuple(sorted(words, key=len, reverse=True)) for letters, words in table.items()}


@lru_cache(maxsize=16384)
def form_of(word: str, key: str, pack: Pack) -> tuple[str, Declined] | None:
    """Find the noun of a list of the pack of which a word (small letters) is a form."""
    for stem in _by_letters(key, pack).get(word[:2], ()):
        found = declined(word, stem)
        if found is not None:
            return stem, found
    return None


def case_of_word(item: Item, pack: Pack) -> str:
    """The case of a common noun: by its stem where it is known, else by endings that leave no doubt."""
    if item.case:
        return item.case
    for key in ("group_nouns", "goods_heads", "nominal_supply", "nominal_acquire", "not_goods"):
        if found := form_of(item.low, key, pack):
            return found[1].case
    return noun_case(item.low, pack)


def compared(phrase: Phrase) -> bool:
    """ "bir önceki yıla göre": what a figure is compared with is no source."""
    return re.match(r"(?:yıl|ay[aın]|dönem|çeyre|hafta|sene)", phrase.low) is not None


def stands_for(word: str, pack: Pack) -> bool:
    """ "Rus Savunma Bakanlığı temsilcilerine": people who stand for the body named before them."""
    found = form_of(word, "representatives", pack)
    return found is not None and found[1].owned


def classify(items: list[Item], case: str, sentence: Sentence, pack: Pack) -> Phrase:
    """Tell what the items of a phrase are together."""
    while len(items) > 1 and items[0].kind == "word" and items[0].low in pack.words("skip_in_goods"):
        if _manifold(items[0].low, items[1].low):
            break
        items = items[1:]
    last = items[-1]
    phrase = Phrase("goods", case, items[0].start, last.end, items)
    cued = last.kind == "word" and (last.low in pack.words("cues_after") or stands_for(last.low, pack))
    cued = cued or (last.kind == "word" and last.low in pack.words("persons"))  # "X sözcüsü" speaks for X
    named = last if last.kind in NAMED else items[-2] if cued and len(items) > 1 and items[-2].kind == "party" else None
    if last.kind == "person":
        named = last
    if last.kind == "word" and len(items) > 1 and last.low in pack.words("governments") and items[-2].kind == "country":
        named = items[-2]
    if named is not None:
        phrase.kind, phrase.party, phrase.code = "party", named.party, named.code
        if named.party is not None and named.party.kind == "person" and items[0].code and not named.party.country:
            phrase.party = replace(named.party, country=items[0].code, country_basis="printed")
        return phrase
    joint = len(items) > 1 and items[-2].low == "iş" and last.low.startswith("birliğ")
    found = form_of(last.low, "group_nouns", pack) if last.kind == "word" and not _listed_thing(items) else None
    found = None if joint else found
    if found is not None and _group(phrase, found, sentence, pack):
        return phrase
    if last.kind == "word" and _people_of(items, pack) and _group(phrase, ("", _plural(last.low)), sentence, pack):
        return phrase
    if last.kind == "word" and last.low in pack.words("persons") and items[0].code and len(items) > 1:
        _officer(phrase, sentence)
        return phrase
    if last.kind == "adjective":
        phrase.kind, phrase.code = "party", last.code
        phrase.party = _people(last, sentence)
        return phrase
    _goods(phrase, pack)
    return phrase


def _manifold(word: str, after: str) -> bool:
    """ "çok namlulu", "tek kullanımlık": the word belongs to the adjective after it."""
    if word == "yeni":
        return after in ("nesil", "tip", "kuşak")
    return word in ("çok", "tek") and re.search(r"l[ıiuü]k?$", after) is not None


ADJECTIVE = re.compile(r".{2}(?:l[ıiuü]|s[ıiuü]z|l[ıiuü]k)$")
PLURAL = re.compile(r"(?P<stem>.{3,}l[ae]r)(?P<end>[ae]|[ıi]n|[ıi]|d[ae]n|d[ae]|l[ae])?$")


def _people_of(items: list[Item], pack: Pack) -> bool:
    """ "Çinli hidrograflar": a plural after an adjective of a people that names no thing is a party."""
    words = [item.text for item in items[1:]]
    if len(items) != 2 or items[0].kind != "adjective" or not PLURAL.match(items[1].low):
        return False
    thing = form_of(items[1].low, "goods_heads", pack) or form_of(items[1].low, "anaphoric_goods", pack)
    return thing is None and reference.lookup(" ".join(words)) is None and noun_case(items[1].low, pack) != "loc"


def _plural(word: str) -> Declined:
    found = PLURAL.match(word)
    assert found is not None
    ends: dict[str, Case] = {"a": "dat", "e": "dat", "ın": "gen", "in": "gen", "ı": "acc", "i": "acc"}
    end = found["end"] or ""
    case: Case = ends.get(end) or ("abl" if end.endswith("n") else "ins" if end[:1] == "l" else "loc" if end else "nom")
    return Declined(True, False, case, len(found["stem"]))


def _listed_thing(items: list[Item]) -> bool:
    """ "zırhlı personel taşıyıcı": the lexicon knows it as goods, and no people is named."""
    words = [item for item in items if item.kind == "word"]
    if len(words) < 2 or any(item.code for item in items):
        return False
    return reference.lookup(" ".join(item.text for item in words)) is not None


def _officer(phrase: Phrase, sentence: Sentence) -> None:
    """ "Rusya Savunma Bakanı": somebody who acts for a state by the office."""
    first, last = phrase.items[0], phrase.items[-1]
    span = (sentence.start + first.start, sentence.start + last.end)
    phrase.kind, phrase.code = "party", first.code
    phrase.party = Party(
        surface=sentence.text[first.start : last.end],
        form="named",
        kind="person",
        country=first.code,
        country_basis="printed",
        span=span,
    )


def _people(item: Item, sentence: Sentence) -> Party:
    span = (sentence.start + item.start, sentence.start + item.end)
    return Party(surface=item.text, form="group", kind="group", country=item.code, country_basis="printed", span=span)


POINTING = ("bu", "söz", "konusu", "aynı", "bir", "anılan", "ilgili", "bahse", "adı", "geçen")
TRADERS = ("alıcı", "satıcı", "ithalatçı", "ihracatçı", "aracı", "üretici", "tedarikçi", "gönderici")


def _group(phrase: Phrase, noun: tuple[str, Declined], sentence: Sentence, pack: Pack) -> bool:
    """Unnamed parties: "Rus alıcılar", "Mersin merkezli bir şirket"; a noun alone points back."""
    items, (stem, form) = phrase.items, noun
    code = next((item.code for item in items if item.code), None)
    opens = form.plural and len(items) == 1 and phrase.start < 4  # "Alıcılar malı Rusya'ya yolladı"
    if code is None and stem in pack.words("goods_too") and not opens:
        return False  # "dalış aracı" is a craft, "Kazak aracı" somebody between
    last = items[-1]
    if stem == "ülke" and len(items) == 1 and not form.plural and not form.owned:
        phrase.kind = "back"
        return True
    described = [item for item in items[:-1] if item.low not in POINTING]
    if code is None and len(items) == 2 and items[0].low in TRADERS:
        described = []  # "alıcı şirket"
    if any(item.kind == "quote" or (item.kind == "amount" and len(items) == 2) for item in described) and not code:
        return False
    again = len(items) > 1 and items[-2].low in ("bu", "aynı", "anılan") and code is None
    if not described or again:
        several = form.plural and not form.owned and stem in pack.words("plural_anaphors")
        several = several and (phrase.start < 4 or form.case in ("dat", "gen", "abl"))
        phrase.kind = "back" if several or (stem in _backs(pack) and not form.plural) else "goods"
        phrase.code = None
        return phrase.kind == "back"
    first = next(item for item in items if item.kind != "amount")
    size = form.length
    if form.plural and form.owned and form.case == "nom" and re.search(r"l[ıiuü]$", items[0].low):
        size, phrase.case = size - 1, "acc"  # "Çinli şirketleri": after an adjective the ending is that of the object
    begin, end = sentence.start + first.start, sentence.start + last.start + size
    surface = sentence.text[first.start : last.start + size]
    phrase.kind, phrase.code, phrase.owned = "party", code, form.owned
    bare = len(items) == 2 and items[0].kind == "adjective" and not form.plural
    phrase.described = bare and (stem in _backs(pack) or (form.owned and stem in pack.words("partners")))
    phrase.party = Party(
        surface=surface,
        form="group",
        kind="group",
        country=code,
        country_basis="printed" if code else None,
        span=(begin, end),
    )
    return True


@lru_cache(maxsize=2)
def _backs(pack: Pack) -> frozenset[str]:
    return pack.words("anaphors")


def _goods(phrase: Phrase, pack: Pack) -> None:
    """Split what is not the name of the thing off: number, origin, model, who makes it."""
    words: list[Item] = []
    for index, item in enumerate(phrase.items):
        if item.kind == "amount":
            if phrase.amount is not None and (phrase.amount.bare or phrase.amount.kind == "count"):
                words.append(item)  # "84 adet iki bölmeli sandık": the second number belongs to the thing
                continue
            phrase.amount = item.amount
            words = _before_number(words, pack)
        elif item.kind == "adjective" or (item.kind in ("country", "place") and _origin(phrase.items, index, pack)):
            phrase.origin = item.code
            words = []
        elif item.kind == "model":
            phrase.model = item.text
            words.append(item)
        elif item.kind in ("party", "person"):
            phrase.maker = item.party
            words = []
        elif item.kind == "country" or item.kind == "place":
            phrase.origin = phrase.origin or (item.code if not item.case else None)
            words = []
        elif item.low in pack.words("origin_words") and not words and (phrase.origin or phrase.maker):
            continue
        else:
            words.append(item)
    cut = max((index + 1 for index, one in enumerate(words[:-1]) if _participle(one.low, pack)), default=0)
    words = words[cut:]
    while len(words) > 1 and words[0].low in ("söz", "konusu", "bahse", "anılan"):
        words.pop(0)
    if words and words[0].low in pack.words("sizes"):
        phrase.amount = None
        words.pop(0)
    while words and words[0].low in pack.words("skip_in_goods"):
        if len(words) > 1 and _manifold(words[0].low, words[1].low):
            break
        words.pop(0)
    phrase.words = [item.text for item in _without_model(words, pack)]
    if len(phrase.words) == 1 and len(words) == 2 and words[0].kind == "model":
        phrase.words = [_bare_head(phrase.words[0], pack)]
    if words:
        phrase.start = min(phrase.start, words[0].start)


def _bare_head(word: str, pack: Pack) -> str:
    """ "Kedrin-4 nişangâhını": the ending of possession belongs to the model, not to the name of the thing."""
    known_noun = known_head(lower(word), pack)
    if known_noun is None or not known_noun[1].owned or known_noun[1].plural:
        return word
    return word[:1] + known_noun[0][1:]


def _before_number(words: list[Item], pack: Pack) -> list[Item]:
    """ "beş eksenli 14 işleme merkezi": an adjective before the number belongs to the thing."""
    if not words or not ADJECTIVE.search(words[-1].low) or words[-1].low in pack.words("origin_words"):
        return []
    if words[-1].low in pack.words("skip_in_goods") | pack.words("seats"):
        return []
    keep = 2 if len(words) > 1 and words[-2].low not in pack.words("skip_in_goods") else 1
    return words[-keep:]


def _participle(word: str, pack: Pack) -> bool:
    """ "Çin'e uzanan hat": a form that describes by what something does, and no thing."""
    if form_of(word, "goods_heads", pack) is not None:
        return False  # "lastiği"
    if PARTICIPLE.search(word):
        return True
    plain = word in pack.words("plain_nouns") or word in pack.words("adjectives")
    return re.search(r".{4}[ae]n$", word) is not None and not plain


def _origin(items: list[Item], index: int, pack: Pack) -> bool:
    return index + 1 < len(items) and items[index + 1].low in pack.words("origin_words")


def _without_model(words: list[Item], pack: Pack) -> Iterator[Item]:
    """ "PH-88P tipi güç transistörü" -> "güç transistörü"."""
    skip = False
    for item in words:
        if item.kind == "model":
            skip = True
            continue
        if skip and item.low in pack.words("model_words"):
            skip = False
            continue
        skip = False
        yield item


def known(phrase: Phrase, name: str, pack: Pack) -> bool:
    """Tell whether the lexicon or the list of nouns for things knows what a phrase names."""
    if reference.lookup(name) or is_goods(name):
        return True
    last = phrase.items[-1]
    found = form_of(last.low, "goods_heads", pack)
    return found is not None or any(
        form_of(last.low[cut:], "goods_heads", pack) is not None for cut in range(2, max(2, len(last.low) - 4))
    )
