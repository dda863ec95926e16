"""Reads the phrases of a clause item by item."""

from __future__ import annotations

from loaders.extraction import english, german
from loaders.extraction.item import PARTIES, Item
from loaders.extraction.lexicon import Pack, names
from loaders.extraction.phrases import Phrase, State
from loaders.extraction.values import Found

OF_GOODS = frozenset("worth some most part half many dozens hundreds thousands".split())
NO_GOAL = frozenset("subject due related contrary respect access addition relation prior attributable similar".split())
_FUNCTION = "article preposition pronoun possessive subordinator coordinator break_word negation auxiliary modal"
FUNCTION = (*_FUNCTION.split(), "adverb", "model_cues")
MEDIA = frozenset(names()["media"].split())


class Reader:
    """Reads the phrases of a German or English clause, item by item."""

    def __init__(self, items: list[Item], verb_places: set[int], pack: Pack) -> None:
        self.items, self.verbs, self.pack = items, verb_places, pack
        self.state = State()
        self.kept: Found | None = None
        self.phrases: list[Phrase] = []

    def run(self, first: int = 0) -> list[Phrase]:
        """Return the phrases in order, from an item on."""
        index = first
        while index < len(self.items):
            index = self._step(index)
        return self.phrases

    def _step(self, index: int) -> int:
        item, state = self.items[index], self.state
        if index in self.verbs:
            state.clear()
            return index + 1
        if item.kind in PARTIES:
            return self._party(index)
        if item.low in ("entre", "between", "zwischen") and self._range(index):
            return index + 4  # "between 200 and 300": a number that is not sure
        if item.kind == "amount" and item.amount is not None:
            counted = item.amount.kind in ("number", "count")
            of_all = {"de": german.of_all, "en": english.of_all}.get(self.pack.language)
            if counted and state.quantity is not None and of_all is not None and of_all(self.items, index):
                return index + 1  # "the first 12 of 40 lathes", "400 der insgesamt 900 Motoren"
            state.quantity, state.prep = (item.amount, state.prep) if counted else (state.quantity, "")
            following = [one.low for one in self.items[index + 1 : index + 3]]
            of_them = following[:1] == ["davon"] or following in (["of", "them"], ["of", "these"])
            if counted and (item.amount.bare or (of_them and self.pack.language != "fr")):
                self._add(Phrase("goods", index, "", item.start, item.end, bare_unit=True, quantity=item.amount))
            return index + 1
        if item.kind in ("adjective", "date"):
            state.origin, state.prep = (item.code, state.prep) if item.kind == "adjective" else (state.origin, "")
            return index + 1
        if item.kind == "quote":
            state.prep = ""  # "als „Messuhren“ der X geliefert"
            return index + 1
        if item.kind == "speech":
            state.clear()
            return index + 1
        if item.kind == "model":
            if self.phrases and self.phrases[-1].kind == "goods" and self.phrases[-1].model is None:
                self.phrases[-1].model = item.text
            return index + 1
        return self._word(index, item) if item.kind == "word" else index + 1

    def _range(self, index: int) -> bool:
        following = self.items[index + 1 : index + 4]
        kinds = [item.kind for item in following]
        return kinds == ["amount", "word", "amount"] and following[1].low in self.pack.words("coordinator")

    def _word(self, index: int, item: Item) -> int:
        state, pack = self.state, self.pack
        low = item.low
        joining = [other.low for other in self.items[index : index + 3]]
        if (
            joining[:2] == ["along", "with"]
            or joining == ["as", "well", "as"]
            or joining[:2] in (["together", "with"], ["zusammen", "mit"])
        ):
            state.clear()
            state.joined = bool(self.phrases)
            state.prep = "" if self.phrases else joining[1]  # "Together with X, it builds ..."
            return index + (3 if joining == ["as", "well", "as"] else 2)
        if self._preposition(index):
            if low == "of" and (state.quantity is not None or (index and self.items[index - 1].low in OF_GOODS)):
                return index + 1  # "$45 million worth of chips"
            if low in ("of", "von", "an") and self._measure(index):
                return index + 1
            if low in ("mit", "with", "von", "an") and state.quantity is not None and state.quantity.kind == "count":
                return index + 1  # "zwölf Lieferungen mit Bauteilen"
            self.kept = state.quantity if low == "in" else None
            state.clear()
            state.prep = low
            before = self.items[index - 1].low if index else ""
            if low == "to" and before in NO_GOAL:
                state.prep = "to which"  # "subject to", "due to": no recipient
            state.definite = low in ("zum", "zur", "vom", "beim", "im", "am", "ins")
            return index + 1
        owned = pack.language == "de" and low in pack.words("possessive") and low not in ("deren", "dessen", "ihr")
        if low in pack.words("article") or low in ("ein", "eine") or owned:
            if pack.language == "de" and low in ("der", "des") and self._part(index):
                return index + 1
            if pack.language == "de" and (end := self._of_thing(index)):
                return end
            if pack.language == "de" and state.prep == "in" and german.goes_into(self.items, index):
                state.prep = "ins"
            state.definite = state.definite or low in pack.words("definite")
            state.article = low
            state.same = state.same or low in ("same", "dieselben", "denselben", "derselben", "dieselbe")
            state.negated = state.negated or low.startswith("kein") or low in ("no", "any")
            return index + 1
        if low in pack.words("coordinator"):
            self._join(index)
            return index + 1
        if self._content(index):
            return self._goods(index)
        if low not in pack.words("adverb") and low not in pack.words("made_words"):
            state.quantity, state.origin = None, None
            if low not in pack.words("negation"):
                state.prep = ""
        elif low in pack.words("made_words"):
            self._made()
        return index + 1

    def _measure(self, index: int) -> bool:
        """ "volumes of components": the goods are what follows."""
        last = self.phrases[-1] if self.phrases else None
        if last is None or last.kind != "goods" or last.head not in self.pack.words("measures"):
            return False
        if not 0 <= self.items[index].start - last.end <= 1:
            return False
        after = self.items[index + 1 : index + 2]
        if (
            self.items[index].low == "an"
            and after
            and (after[0].kind in PARTIES or after[0].low in self.pack.words("article"))
        ):
            return False  # "verkaufte die gesamte Lieferung an die X"
        self.phrases.pop()
        self.state.clear()
        self.state.prep, self.state.quantity, self.state.joined = last.prep, last.quantity, last.joined
        self.state.measured = True
        return True

    def _part(self, index: int) -> bool:
        """ "ein Teil der Module": the goods are what follows."""
        last = self.phrases[-1] if self.phrases else None
        if last is None or last.kind != "goods" or last.head not in self.pack.words("partitive"):
            return False
        if self.items[index].start - last.end != 1:
            return False
        self.phrases.pop()
        self.state.clear()
        self.state.prep, self.state.definite = last.prep, True
        return True

    def _of_thing(self, index: int) -> int:
        """ "Baupläne eines Radars", "den Rumpf der Su-35": what belongs to the thing; returns where it ends, or 0."""
        last = self.phrases[-1] if self.phrases else None
        item = self.items[index]
        if last is None or last.kind != "goods" or item.start - last.end != 1 or last.bare_unit or not last.words:
            return 0
        end = index + 1
        while end < len(self.items) and self.items[end].kind == "word" and self._adjective(end):
            end += 1
        noun = self.items[end] if end < len(self.items) else None
        if noun is None or noun.low in self.pack.any_of(FUNCTION) or noun.low in self.pack.words("stop_nouns"):
            return 0
        thing = noun.kind == "word" and noun.text[0].isupper() and self._thing(noun.low)
        if not (noun.kind == "model" or (thing and item.low in ("eines", "einer", "des"))):
            return 0
        head = last.head
        words = [one.text for one in self.items[index : end + 1]]
        last.words, last.end, last.head_word = [*last.words, *words], noun.end, head
        return end + 1

    def _thing(self, low: str) -> bool:
        stem = low.removesuffix("s").removesuffix("e")
        heads = self.pack.words("goods_heads")
        return any(len(head) > 3 and (low.endswith(head) or stem.endswith(head)) for head in heads)

    def _made(self) -> None:
        """ "in China produzierte X": the country is where it was made, no place of the clause."""
        last = self.phrases[-1] if self.phrases else None
        if last and last.kind == "party" and last.prep == "in" and last.item and last.item.kind == "country":
            assert last.item.party is not None
            code = last.item.party.country
            self.phrases.pop()
            self.state.clear()
            self.state.origin = code
            self.state.quantity = self.kept

    def _preposition(self, index: int) -> bool:
        low = self.items[index].low
        if low not in self.pack.words("preposition"):
            return False
        if self.pack.language != "de":
            return True
        following = self.items[index + 1 : index + 2]  # "kündigte an, ...": no preposition stands before a comma
        return bool(following) and following[0].start - self.items[index].end <= 1

    def _join(self, index: int) -> None:
        last = self.phrases[-1] if self.phrases else None
        if last and self.items[index].start - last.end <= 2:
            self.state.clear()
            self.state.prep, self.state.joined = last.prep, True

    def _party(self, index: int) -> int:
        item, state = self.items[index], self.state
        last = self.phrases[-1] if self.phrases else None
        if (
            self.pack.language == "de"
            and state.prep in ("von", "vom")
            and german.describes(self.items, index, self.pack)
        ):
            state.clear()
            return index + 2
        if last and last.kind == "goods" and not state.prep and self._genitive(last, item, index):
            last.owner = item
        elif item.kind != "goods" and _possessive(self.items, index):
            state.origin, state.owner = None, item
            return index + 2
        elif (
            last is not None
            and item.kind == "place"
            and last.kind == "party"
            and last.item is not None
            and last.item.kind == "party"
            and state.prep in ("aus", "of", "de", "from")
            and item.start - last.end <= 8
        ):
            last.end = item.end  # "Lintar FZE aus Dubai"
        else:
            joined = state.joined or (
                last is not None
                and last.kind == "party"
                and _comma(last, item)
                and state.prep == ""
                and not (last.prep and self._before_verb(index))  # "Through A, B exported ..."
            )
            prep = last.prep if joined and last and not state.prep else state.prep
            phrase = Phrase(
                "party",
                index,
                prep,
                item.start,
                item.end,
                item,
                joined=joined,
                definite=item.definite or state.definite,
            )
            phrase.quantity = state.quantity
            self.phrases.append(phrase)
        state.clear()
        return index + 1

    def _before_verb(self, index: int) -> bool:
        following = self.items[index + 1 : index + 2]
        return index + 1 in self.verbs or (bool(following) and following[0].low in self.pack.words("auxiliary"))

    def _genitive(self, last: Phrase, item: Item, index: int) -> bool:
        if self.pack.language != "de" or item.start - last.end > 24:
            return False
        between = [other.low for other in self.items[last.index : index] if other.start >= last.end]
        if item.case == "gen" and not between:
            return True
        named = item.kind == "party" and between[:1] in (["der"], ["des"])
        return named and last.end + 1 == next(other.start for other in self.items if other.start >= last.end)

    def _content(self, index: int) -> bool:
        item, pack = self.items[index], self.pack
        low = item.low
        if not item.text[0].isalpha() or item.text in ("'s", "’s") or item.text in MEDIA:
            return False
        if low in pack.any_of(FUNCTION):
            return False
        if pack.language == "de":
            return item.text[0].isupper() or self._adjective(index)
        if low in pack.words("relative") or (low.endswith("ly") and low not in ("supply", "assembly")):
            return False
        before = self.items[index - 1].low if index else ""
        return not (
            before in pack.words("auxiliary") and "-" not in low and low.endswith(("ed", "en", "ing", "t", "n"))
        )

    def _adjective(self, index: int) -> bool:
        """A lower-case German word before a noun, with the ending of an adjective."""
        item = self.items[index]
        if not item.low.endswith(("e", "en", "er", "es", "em")) or item.low in self.pack.words("made_words"):
            return False
        for later in self.items[index + 1 :]:
            if later.kind == "adjective":
                continue
            if later.kind != "word":
                return False
            if later.text[0].isupper():
                return True
            if not later.low.endswith(("e", "en", "er", "es", "em")) or later.low in self.pack.words("article"):
                return False
        return False

    def _goods(self, index: int) -> int:
        start, end, model = index, 0, None
        words: list[Item] = []
        while index < len(self.items) and index not in self.verbs:
            item = self.items[index]
            if item.kind == "adjective" and words:
                break
            if item.kind == "adjective":
                self.state.origin = item.code
            elif (
                words
                and self.pack.language == "de"
                and german.side_by_side(words[-1], item)
                and not self._town(words[0])
            ):
                if words[-1].low not in self.pack.words("lots"):
                    break
                words = [word for word in words if word.low in self.pack.words("whole")]  # "die ganze Partie Drehgeber"
                continue
            elif words and self._participle(index):
                break  # "a servo amplifier stamped WN-902", "buggies built by X"
            elif item.kind == "word" and self._content(index) and (not words or item.start - end <= 1):
                words.append(item)
                end = item.end
            elif (
                item.kind == "model"
                and words
                and self.pack.language == "en"
                and item.start - end <= 1
                and self._goes_on(index)
            ):
                model, end = item.text, item.end  # "a weaponised X-5 drone"
            else:
                break
            index += 1
        state = self.state
        if self._apposition(words, index):
            return index
        joined = state.joined or self._list_goes_on(words[0])
        last = self.phrases[-1] if self.phrases else None
        prep = last.prep if joined and last and last.kind == "goods" and not state.prep else state.prep
        if joined and last and last.kind == "party" and prep == last.prep:
            prep = ""
        phrase = Phrase("goods", start, prep, words[0].start, words[-1].end, words=[word.text for word in words])
        phrase.quantity, phrase.origin, phrase.definite = state.quantity, state.origin, state.definite
        if self.pack.language == "de" and words[0].low in ("sämtliche", "sämtlichen", "alle", "allen"):
            phrase.definite = True
        phrase.model, phrase.owner, phrase.measured = model, state.owner, state.measured
        phrase.negated, phrase.joined, phrase.same = state.negated, joined, state.same
        phrase.article = state.article
        self._add(phrase)
        return index

    def _body(self, low: str) -> bool:
        return low in self.pack.groups or low in self.pack.words("name_cues") or low.endswith(("er", "or", "country"))

    def _town(self, first: Item) -> bool:
        """ "in Nabereschnyje Tschelny": a name of two words after a preposition, with nothing between."""
        state = self.state
        plain = not (state.quantity or state.negated or state.definite) and first.text[0].isupper()
        return plain and state.prep in ("in", "aus", "bei", "nach") and first.low not in self.pack.words("stop_nouns")

    def _participle(self, index: int) -> bool:
        low = self.items[index].low
        if self.pack.language != "en":
            return False
        if low in ("bearing", "carrying") and [one.low for one in self.items[index + 1 : index + 2]] in (
            ["the"],
            ["a"],
        ):
            return True
        by = [one.low for one in self.items[index + 1 : index + 2]] == ["by"]
        known = any(verb.form == "participle" for verb in self.pack.verbs.get(low, ()))
        return (low.endswith("ed") and not self._goes_on(index)) or (by and known)

    def _goes_on(self, index: int) -> bool:
        following = self.items[index + 1 : index + 2]
        return (
            bool(following) and following[0].kind == "word" and self._content(index + 1) and index + 1 not in self.verbs
        )

    def _apposition(self, words: list[Item], index: int) -> bool:
        """ "die Briefkastenfirma X", "dem Nachbarland Russland": the noun only says what the name is."""
        if index >= len(self.items) or self.items[index].kind not in ("party", "country", "group", "place"):
            return False
        following = self.items[index]
        if self.pack.language == "en" and not self._body(words[-1].low):
            return False  # "since the spring Russian infantry ...", "on its website X ..."
        if following.start - words[-1].end != 1 or self.state.quantity is not None:
            return False
        head = words[-1].low
        heads = self.pack.words("goods_heads")
        goods = head in heads or (
            self.pack.language == "de" and any(len(one) > 3 and head.endswith(one) for one in heads)
        )
        return not goods

    def _list_goes_on(self, first: Item) -> bool:
        last = self.phrases[-1] if self.phrases else None
        return last is not None and last.kind == "goods" and _comma(last, first) and not self.state.prep

    def _add(self, phrase: Phrase) -> None:
        last = self.phrases[-1] if self.phrases else None
        keep = self.pack.words("keep_for")
        if last and self.pack.language == "en" and english.goes_with(last, phrase, self.pack):
            between = [one.text for one in self.items if last.end <= one.start < phrase.start and one.kind == "word"]
            last.head_word = last.head
            last.words += [*between, *phrase.words]
            last.end = phrase.end
            self.state.clear()
            return
        made = (
            phrase.origin
            and phrase.head in self.pack.words("bauart")
            and (phrase.prep in ("of", "aus", "from", "von") or (last is not None and phrase.end - last.end < 28))
        )
        if made and last and last.kind == "goods":  # "of Chinese make"
            last.origin = phrase.origin
            self.state.clear()
            return
        if (
            last
            and last.kind == "goods"
            and phrase.prep in ("für", "for", "of", "gegen")
            and (
                last.head in keep
                or any(last.head.endswith(word) for word in keep)
                or (phrase.prep in ("für", "gegen") and phrase.quantity is None and not phrase.joined)
            )
            and phrase.start - last.end <= 11
        ):
            if phrase.negated and phrase.head in ("kind", "sort", "type", "description"):
                self.state.clear()  # "engines of any kind"
                return
            between = [one.text for one in self.items if last.end <= one.start < phrase.start and one.kind == "word"]
            last.words += [*between, *phrase.words]
            last.end = phrase.end
        else:
            self.phrases.append(phrase)
        self.state.clear()


def _comma(last: Phrase, item: Item) -> bool:
    return item.start - last.end == 2  # a comma and a blank


def _possessive(items: list[Item], index: int) -> bool:
    return index + 1 < len(items) and items[index + 1].text in ("'s", "’s")
