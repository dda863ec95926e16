"""Noun phrases of a Turkish sentence with their cases: parties, goods, dates and sums, and the verbs between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from graph.model import Party, replace
from graph.reference import goods as reference
from loaders.extraction.items import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.sentences import Sentence
from loaders.extraction.turkish.endings import Declined, declined, noun_case
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
    for key in ("group_nouns", "goods_heads", "nominal_supply", "nominal_acquire"):
        if found := form_of(item.low, key, pack):
            return found[1].case
    return noun_case(item.low, pack)


def _office(items: list[Item], index: int, pack: Pack) -> bool:
    """ "Rusya Savunma Bakanı": capital words after a country that end in an office."""
    for item in items[index : index + 5]:
        if item.low in pack.words("persons"):
            return True
        if item.kind != "word" or not item.text[0].isupper():
            return False
    return False


def _owned(item: Item, pack: Pack) -> bool:
    """Whether a noun has the ending of possession: "Çin şirketleri", "Çin dronları"."""
    for key in ("group_nouns", "goods_heads", "nominal_supply", "nominal_acquire"):
        if found := form_of(item.low, key, pack):
            return found[1].owned
    return re.search(r"[ıiuü](?:n[ıiuüae]|n[dt][ae]n?|n[ıiuü]n|yl[ae])?$", item.low) is not None


def phrases_of(sentence: Sentence, items: list[Item], verbs: dict[int, Verb], pack: Pack) -> list[Phrase]:
    """Cut the items of a sentence into phrases, in order."""
    return _Cutter(sentence, verbs, pack).cut(items)


class _Cutter:
    def __init__(self, sentence: Sentence, verbs: dict[int, Verb], pack: Pack) -> None:
        self.sentence, self.verbs, self.pack = sentence, verbs, pack
        self.out: list[Phrase] = []
        self.held: list[Item] = []
        self.joined = ""
        self.depth = 0

    def cut(self, items: list[Item]) -> list[Phrase]:
        index = 0
        while index < len(items):
            index += self._take(items, index)
        self._close("nom")
        return self.out

    def _take(self, items: list[Item], index: int) -> int:
        item = items[index]
        if item.text in "()" and item.kind == "punct":
            self._close("nom")
            self.depth += 1 if item.text == "(" else -1
            return 1
        if self.depth > 0 and item.kind != "party":
            return 1
        if item.kind == "punct":
            self._punctuation(item)
        elif item.kind in ("date", "verb") or (item.kind == "amount" and item.amount and item.amount.kind == "money"):
            self._close("nom")
            self._alone(item)
        elif item.kind == "amount":
            if not self._makes():
                self._close("nom")
            self.held.append(item)
        elif item.kind in ("word", "quote", "model"):
            return self._word(items, index)
        elif item.kind != "dateline":
            if self.held and self._ends_before(self.held[-1], item):
                self._close("nom")
            self.held.append(item)
            if item.case in CLOSING and not self._seat(items, index):
                self._close(item.case)
        return 1

    def _makes(self) -> bool:
        """ "Çin menşeli 40 ton rulman": the origin stands before the number."""
        return bool(self.held) and (
            self.held[-1].low in self.pack.words("origin_words") or all(one.kind == "adjective" for one in self.held)
        )

    def _ends_before(self, last: Item, item: Item) -> bool:
        """Whether a phrase ends where a name follows."""
        if last.kind in NAMED:
            return not last.case
        if item.kind != "party" and form_of(last.low, "group_nouns", self.pack):
            return True
        return last.kind in ("word", "quote") and not self._describes(last)

    def _describes(self, word: Item) -> bool:
        """ "Çinli üretici X", "Mersin merkezli X", "aracı X": the word belongs to the name after it."""
        pack = self.pack
        noun = form_of(word.low, "group_nouns", pack)
        return (
            (noun is not None and not noun[1].plural)
            or word.low in pack.words("seats")
            or word.low in pack.words("places_of")
            or word.low in pack.words("origin_words")
            or word.low in pack.words("persons")
            or word.low in pack.words("skip_in_goods")
            or word.low in pack.words("adjectives")
            or case_of_word(word, pack) == "attr"
        )

    def _seat(self, items: list[Item], index: int) -> bool:
        """ "Hong Kong'da kayıtlı X": the place only describes what follows."""
        following = items[index + 1 : index + 2]
        return bool(following) and items[index].case in ("loc", "dat") and following[0].low in self.pack.words("seats")

    def _punctuation(self, item: Item) -> None:
        self._close("nom")
        if item.text == "," and self.out:
            self.out[-1].comma = True
            self.joined = ","
        elif item.text in ";:–—":
            self.out.append(Phrase("stop", "", item.start, item.end, [item]))

    def _alone(self, item: Item) -> None:
        kind = "value" if item.kind == "amount" else item.kind
        self.out.append(Phrase(kind, "nom", item.start, item.end, [item], verb=self.verbs.get(item.start)))
        self.joined = ""

    def _word(self, items: list[Item], index: int) -> int:
        item, pack = items[index], self.pack
        if used := self._postposition(items, index):
            return used
        if item.low in pack.words("conjunctions") or (item.low == "ya" and self._next(items, index) == "da"):
            self._close("nom")
            self.joined = "and"
            return 2 if item.low == "ya" else 1
        if item.low == "o" and self._next(items, index) in ("da", "ise"):
            self._close("nom")
            self.out.append(Phrase("back", "nom", item.start, item.end, [item]))
            return 2
        if item.low in pack.words("adverbs") and not self._within(items, index):
            self._close("nom")
            return 1
        if item.low in pack.words("breaks"):
            self._close("nom")
            self.out.append(Phrase("stop", "", item.start, item.end, [item]))
            return 1
        if self.held and self._acts(items, index):
            self._close("nom")
        case = case_of_word(item, pack)
        if case in ("loc", "abl", "dat", "ins") and self._thing_held() and not form_of(item.low, "goods_heads", pack):
            self._close("nom")
        self.held.append(item)
        if case in CLOSING and item.low not in pack.words("places_of"):
            self._close(case)
        return 1

    def _thing_held(self) -> bool:
        """ "4 bin kamyon cephede": a thing without ending stands before a word that has one."""
        last = self.held[-1] if self.held else None
        if last is None or last.kind != "word":
            return False
        found = form_of(last.low, "goods_heads", self.pack)
        return found is not None and found[1].case == "nom" and any(one.kind == "amount" for one in self.held)

    def _acts(self, items: list[Item], index: int) -> bool:
        """A name without ending before a common noun is a phrase of its own: "X A.Ş. çip aldı", "Çin çip sattı"."""
        pack, before, word = self.pack, self.held[-1], items[index]
        if before.kind not in NAMED or before.case:
            return False
        if word.low in pack.words("cues_after") or word.low in pack.words("origin_words"):
            return False
        if before.kind == "country" and _office(items, index, pack):
            return False
        if self.joined == "and" and self.out and self.out[-1].kind == "party" and before.kind == "country":
            return True  # "Çin ve Rusya askerî anlaşma imzaladı"
        if word.low in pack.words("seats") or word.low in pack.words("places_of") or word.low == "marka":
            return False
        if before.kind in ("party", "person"):
            return True
        if self.out and self.out[-1].case == "with" and before.start - self.out[-1].end <= 5:
            return True  # "Rusya ile Çin ortak tatbikat yaptı"
        run = [word]
        for other in items[index + 1 :]:
            if other.kind != "word" or case_of_word(run[-1], pack) in CLOSING:
                break
            run.append(other)
        return not _owned(run[-1], pack)

    @staticmethod
    def _next(items: list[Item], index: int) -> str:
        return items[index + 1].low if index + 1 < len(items) else ""

    def _within(self, items: list[Item], index: int) -> bool:
        """ "bir" and the like inside a phrase do not part it."""
        return bool(self.held) and items[index].low in ("bir", "bu", "o")

    def _postposition(self, items: list[Item], index: int) -> int:
        if items[index].low not in _openers(self.pack):
            return 0
        for case, listed in _postpositions(self.pack):
            for words in listed:
                if [item.low for item in items[index : index + len(words)]] != words:
                    continue
                if case == "with" and len(words) == 1 and words[0] == "ile" and self._goods_held():
                    continue
                self._close("nom")
                if not self.out or self.out[-1].kind in ("verb", "stop", "date", "value"):
                    self._mark(case, items[index])
                    return len(words)
                self._govern(case)
                self.joined = ""
                return len(words)
        return 0

    def _mark(self, case: str, item: Item) -> None:
        if case == "according":
            self.out.append(Phrase("goods", case, item.start, item.end, [item]))

    def _goods_held(self) -> bool:
        return bool(self.held) and self.held[-1].kind in ("word", "model", "quote")

    def _govern(self, case: str) -> None:
        """The word after a list governs all of it: "Kazakistan ve Kırgızistan üzerinden"."""
        last = len(self.out) - 1
        self.out[last].case = case
        listed = self.out[last].joined == "and"
        while last and listed and self.out[last].joined and self.out[last - 1].kind == self.out[last].kind == "party":
            last -= 1
            if self.out[last].case != "nom":
                break
            self.out[last].case = case

    def _close(self, case: str) -> None:
        items, self.held = self.held, []
        if not items:
            return
        phrase = classify(items, case, self.sentence, self.pack)
        phrase.joined, self.joined = self.joined if self.out and phrase.kind != "stop" else "", ""
        self.out.append(phrase)


@lru_cache(maxsize=2)
def _postpositions(pack: Pack) -> tuple[tuple[str, tuple[list[str], ...]], ...]:
    out = []
    for case, text in pack.data["postpositions"].items():
        listed = sorted((one.split() for one in text.split("|")), key=len, reverse=True)
        out.append((case, tuple(listed)))
    return tuple(sorted(out, key=lambda pair: -max(len(words) for words in pair[1])))


@lru_cache(maxsize=2)
def _openers(pack: Pack) -> frozenset[str]:
    """The first words of the postpositions."""
    return frozenset(words[0] for _, listed in _postpositions(pack) for words in listed)


def classify(items: list[Item], case: str, sentence: Sentence, pack: Pack) -> Phrase:
    """Tell what the items of a phrase are together."""
    while items and items[0].kind == "word" and items[0].low in pack.words("skip_in_goods") and len(items) > 1:
        items = items[1:]
    last = items[-1]
    phrase = Phrase("goods", case, items[0].start, last.end, items)
    cued = last.kind == "word" and last.low in pack.words("cues_after")
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
    found = form_of(last.low, "group_nouns", pack) if last.kind == "word" else None
    if found is not None and _group(phrase, found[1], sentence, pack):
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


def _group(phrase: Phrase, form: Declined, sentence: Sentence, pack: Pack) -> bool:
    """Unnamed parties: "Rus alıcılar", "Mersin merkezli bir şirket"; a noun alone points back."""
    items = phrase.items
    code = next((item.code for item in items if item.code), None)
    last = items[-1]
    described = [item for item in items[:-1] if item.low not in ("bu", "söz", "konusu", "aynı", "bir", "anılan")]
    if any(item.kind == "quote" or (item.kind == "amount" and len(items) == 2) for item in described) and not code:
        return False
    if not described:
        phrase.kind = "back" if last.low[: form.length] in _backs(pack) else "goods"
        phrase.code = None
        return phrase.kind == "back"
    first = next(item for item in items if item.kind != "amount")
    begin, end = sentence.start + first.start, sentence.start + last.start + form.length
    surface = sentence.text[first.start : last.start + form.length]
    phrase.kind, phrase.code, phrase.owned = "party", code, form.owned
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
            phrase.amount = item.amount
            words = []
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
        elif item.low in pack.words("origin_words") and not words and phrase.origin:
            continue
        else:
            words.append(item)
    cut = max((index + 1 for index, one in enumerate(words[:-1]) if PARTICIPLE.search(one.low)), default=0)
    words = words[cut:]
    while words and words[0].low in pack.words("skip_in_goods"):
        words.pop(0)
    phrase.words = [item.text for item in _without_model(words, pack)]
    if words:
        phrase.start = min(phrase.start, words[0].start)


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
    if reference.lookup(name):
        return True
    last = phrase.items[-1]
    found = form_of(last.low, "goods_heads", pack)
    return found is not None or any(
        form_of(last.low[cut:], "goods_heads", pack) is not None for cut in range(2, max(2, len(last.low) - 4))
    )
