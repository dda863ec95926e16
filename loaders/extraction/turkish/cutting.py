"""Cuts the items of a Turkish sentence into phrases: where an ending, a verb, a name or a small word parts them."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.sentences import Sentence
from loaders.extraction.turkish.endings import lower
from loaders.extraction.turkish.phrases import (
    ADJECTIVE,
    CLOSING,
    NAMED,
    Phrase,
    case_of_word,
    classify,
    form_of,
    stands_for,
)
from loaders.extraction.turkish.verbs import Verb


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


PIECES = re.compile(r"(?:adedini|adetini|tanesini)$")


PAIRED = {"büyük": ("ölçüde",), "uzun": ("süredir", "zamandır")}  # adverbs of two words: "uzun menzilli" is none
CLIENT = re.compile(r"müvekkil(?:im|imiz|i|inin|lerinin|leri)(?P<gen>in|nin)?")


class _Cutter:
    def __init__(self, sentence: Sentence, verbs: dict[int, Verb], pack: Pack) -> None:
        self.sentence, self.verbs, self.pack = sentence, verbs, pack
        self.out: list[Phrase] = []
        self.held: list[Item] = []
        self.joined = ""
        self.depth = 0
        self.marks = 0

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
            if PIECES.search(lower(item.text)) or item.case == "acc":  # "motorların 4.000 adedini"
                self._close("acc")
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
            self.held[-1].low in self.pack.words("origin_words")
            or all(one.kind == "adjective" for one in self.held)
            or self._measured()
        )

    def _measured(self) -> bool:
        """ "beş eksenli 14 işleme merkezi": an adjective stands before the number."""
        last = self.held[-1]
        plain = all(one.kind == "word" for one in self.held) and len(self.held) < 4
        return plain and ADJECTIVE.search(last.low) is not None and last.low not in self.pack.words("seats")

    def _ends_before(self, last: Item, item: Item) -> bool:
        """Whether a phrase ends where a name follows."""
        opens = not self.out or self.out[-1].kind in ("stop", "open") or self.out[-1].case == "according"
        if opens and len(self.held) == 1 and last.low in ("şirket", "firma") and item.case:
            return True  # "raporuna göre firma X'e 7 milyon ödedi"
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
            or word.low in pack.words("model_words")
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
        if (item.text == "," or (item.text == ";" and self._topic())) and self.out:
            self.out[-1].comma = True
            self.joined = "," if item.text == "," else ""
        elif item.text in "“„«":
            self.out.append(Phrase("open", "", item.start, item.end, [item]))
        elif item.text in ";:–—”»" or (item.text == '"' and self._quoted()):
            self.out.append(Phrase("stop", "", item.start, item.end, [item]))

    def _topic(self) -> bool:
        """ "X; A, B ve C'ye sattı": who acts stands before a semicolon where the list has commas."""
        last = self.out[-1] if self.out else None
        if last is None or last.kind not in ("party", "back") or last.case != "nom":
            return False
        return not any(one.verb is not None and one.verb.form == "finite" for one in self.out)

    def _quoted(self) -> bool:
        """Every second straight mark closes what is quoted."""
        self.marks += 1
        if self.marks % 2:
            self.out.append(Phrase("open", "", 0, 0))
        return self.marks % 2 == 0

    def _alone(self, item: Item) -> None:
        kind = "value" if item.kind == "amount" else item.kind
        self.out.append(Phrase(kind, "nom", item.start, item.end, [item], verb=self.verbs.get(item.start)))
        self.joined = ""

    def _word(self, items: list[Item], index: int) -> int:
        item, pack = items[index], self.pack
        if used := self._postposition(items, index):
            return used
        if item.low == "ne" and sum(other.low == "ne" for other in items) > 1:
            self._close("nom")
            self.joined = "and" if any(other.low == "ne" for other in items[:index]) else self.joined
            return 2 if self._next(items, index) in ("de", "da") else 1
        if item.low == "yanı" and self._next(items, index) == "sıra":
            self.joined = "and"
            return 2
        if item.low in pack.words("conjunctions") or (item.low == "ya" and self._next(items, index) == "da"):
            self._close("nom")
            self.joined = "and"
            return 2 if item.low == "ya" else 1
        if item.low == "o" and self._next(items, index) in ("da", "ise"):
            self._close("nom")
            self.out.append(Phrase("back", "nom", item.start, item.end, [item]))
            return 2
        if client := CLIENT.fullmatch(item.low):
            self._close("nom")
            self.out.append(Phrase("back", "gen" if client["gen"] else "nom", item.start, item.end, [item]))
            return 1
        paired = PAIRED.get(item.low)
        whole = paired is None or self._next(items, index) in paired
        if item.low in pack.words("adverbs") and whole and not self._within(items, index):
            self._close("nom")
            return 1
        if item.low in pack.words("breaks"):
            self._close("nom")
            self.out.append(Phrase("stop", "", item.start, item.end, [item]))
            return 1
        if item.kind == "quote" and self._object_held():
            self._close("acc")
        if self.held and (self._acts(items, index) or self._complete(item)):
            self._close("nom")
        case = case_of_word(item, pack)
        if (
            case in ("loc", "abl", "dat", "ins")
            and self._thing_held()
            and not any(form_of(item.low, key, pack) for key in ("goods_heads", "orders"))
        ):
            self._close("nom")
        self.held.append(item)
        if case in CLOSING and item.low not in pack.words("places_of"):
            self._close(case)
        return 1

    def _complete(self, word: Item) -> bool:
        """Whether a phrase is complete: a plural of parties, a noun of supply, who acts on a thing."""
        last, pack = self.held[-1], self.pack
        if last.kind != "word":
            return False
        alone = len(self.held) == 1 and (not self.out or self.out[-1].kind in ("stop", "open"))
        known = form_of(word.low, "goods_heads", pack) is not None
        objects = known and re.search(r"l[ae]r[ıi]$", word.low) is not None  # "Firma motorları yolladı"
        taken = objects or form_of(word.low, "anaphoric_goods", pack) is not None
        if alone and last.low in pack.words("anaphors") and (taken or not _owned(word, pack)):
            return True  # "Şirket yeni bir hat kurdu"
        if found := form_of(last.low, "group_nouns", pack):
            thing = known and any(one.code for one in self.held)
            again = word.low in ("aynı", "bu", "söz", "ilk") and any(one.code for one in self.held)
            return found[1].plural or again or (thing and not found[1].owned)
        measure = form_of(last.low, "measures", pack) if len(self.held) > 1 else None
        if measure is not None and measure[1].owned and measure[1].case == "nom":
            return True  # "alüminyum miktarı yarıya indi"
        for key in ("nominal_supply", "nominal_acquire"):
            if (supplied := form_of(last.low, key, pack)) and supplied[1].owned:
                return word.low not in pack.words("nominal_links")
        return False

    def _object_held(self) -> bool:
        """ "aynı rulmanları “bisiklet parçası” beyanıyla": the object ends before a quote."""
        last = self.held[-1] if self.held else None
        found = form_of(last.low, "goods_heads", self.pack) if last is not None and last.kind == "word" else None
        if found is None or not found[1].owned or found[1].case != "nom":
            return False
        return len(self.held) == 1 or self.held[0].kind == "amount" or self.held[0].low in ("aynı", "bu", "söz")

    def _thing_held(self) -> bool:
        """ "4 bin kamyon cephede": a thing without ending stands before a word that has one."""
        last = self.held[-1] if self.held else None
        if last is None or last.kind != "word":
            return False
        found = form_of(last.low, "goods_heads", self.pack)
        if found is None or found[1].case != "nom":
            return False
        worth = bool(self.out) and self.out[-1].kind == "value" and self.held[0].start - self.out[-1].end <= 1
        return found[1].plural or worth or any(one.kind == "amount" for one in self.held)

    def _acts(self, items: list[Item], index: int) -> bool:
        """A name without ending before a common noun is a phrase of its own: "X A.Ş. çip aldı", "Çin çip sattı"."""
        pack, before, word = self.pack, self.held[-1], items[index]
        if before.kind not in NAMED or before.case:
            return False
        if word.low in pack.words("cues_after") or word.low in pack.words("origin_words") or stands_for(word.low, pack):
            return False
        if before.kind == "party" and word.low in pack.words("persons"):
            return False  # "X sözcüsü"
        if word.low.startswith(("bun", "onlar")):
            return True  # "Çin bunları sattı"
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
            if (
                other.kind != "word"
                or other.low in pack.words("conjunctions")
                or case_of_word(run[-1], pack) in CLOSING
            ):
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
                if case == "about":
                    self._part_object()
                self._close("nom")
                if not self.out or self.out[-1].kind in ("verb", "stop", "date", "value"):
                    self._mark(case, items[index])
                    return len(words)
                self._govern(case)
                self.joined = ""
                return len(words)
        return 0

    def _part_object(self) -> None:
        """ "800 motoru makine parçası olarak beyan etti": the object ends before what it is called."""
        counted = any(one.kind == "amount" or one.low in ("aynı", "bu") for one in self.held)
        for index, item in enumerate(self.held[:-1]):
            found = form_of(item.low, "goods_heads", self.pack) if item.kind == "word" else None
            if found is not None and found[1].owned and found[1].case == "nom" and (counted or found[1].plural):
                rest, self.held = self.held[index + 1 :], self.held[: index + 1]
                self._close("acc")
                self.held = rest
                return

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
            opens = last == 0 or self.out[last - 1].kind in ("verb", "stop")
            if self.out[last].case != "nom" or (opens and self.out[last + 1].joined == ","):
                break  # "Çin, Türkiye ve Gürcistan üzerinden": who acts stands first
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
