"""Adjectives before a noun, and what belongs to goods after it: genitives, "для ...", "с ...", models."""

from __future__ import annotations

from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.slavic import morphology, verbs
from loaders.extraction.slavic.phrase import PLACES, Phrase, State
from loaders.extraction.values import Found


class Row:
    """The items of a clause with the phrases that were read so far."""

    def __init__(self, items: list[Item], verb_places: set[int], pack: Pack) -> None:
        self.items, self.verbs, self.pack = items, verb_places, pack
        self.language = pack.language
        self.state = State()
        self.phrases: list[Phrase] = []
        self.held: tuple[str, frozenset[morphology.Slot], int] | None = None

    def _low(self, index: int) -> str:
        return self.items[index].low if index < len(self.items) else ""

    def _noun_follows(self, index: int) -> bool:
        if index + 1 >= len(self.items) or index + 1 in self.verbs:
            return False
        place = index + 1
        if self.items[place].low in self.pack.words("whole_words") and place + 1 < len(self.items):
            place += 1  # "58 % всех станков"
        item = self.items[place]
        return item.kind in ("adjective", "party", "model", "amount") or (
            item.kind == "word" and (item.low in self.pack.words("same") or not self._function(item))
        )

    def _hold(self, words: list[str], index: int) -> None:
        """ "у збитому під Полтавою дроні": the preposition waits for the noun after what is told in between."""
        told = bool(words) and self._low(index) in self.pack.words("preposition")
        if told and self.state.prep:
            self.held = (self.state.prep, morphology.adjective(words[-1], self.language), index)

    def _held_for(self, cases: frozenset[str], index: int) -> str:
        """The preposition that waited for a noun with these cases, at most six items ago."""
        if self.held is None or self.state.prep:
            return ""
        prep, slots, since = self.held
        if index - since > 6 or not cases & {case for case, _, _ in slots}:
            return ""
        self.held = None
        return prep

    def _subsidiary(self, words: list[str], index: int) -> bool:
        """ "дочірня фірма АТ «X» ТОВ «Y»": the second of two names is who is meant."""
        after = self.items[index + 2] if index + 2 < len(self.items) else None
        beside = after is not None and after.kind == "party" and after.start - self.items[index + 1].end == 1
        return beside and any(word.lower().startswith(("дочірн", "дочерн")) for word in words)

    def _of_what(self, lemma: str, index: int) -> bool:
        """ "виробник дронів": whether a genitive tells what a maker, a plant or a seller is of."""
        if index >= len(self.items) or index in self.verbs or lemma not in self.pack.words("makers"):
            return False
        item = self.items[index]
        negated = any(one.low in self.pack.words("negation") for one in self.items)
        if item.kind != "word" or negated or self._function(item) or item.start - self.items[index - 1].end != 1:
            return False
        return item.text[:1].islower() and any(
            one.case == "gen" and one.number == "pl" for one in morphology.noun(item.text, self.language)
        )

    def _named_after(self, index: int) -> int | None:
        """ "производитель квадрокоптеров X": where the name stands that a noun and its genitive describe."""
        place = index + 1
        while place < len(self.items) and place - index <= 4 and place not in self.verbs:
            item = self.items[place]
            if item.kind == "party":
                beside = item.start - self.items[place - 1].end == 1
                return place if place > index + 1 and beside else None
            if item.kind not in ("word", "adjective") or self._function(item) or not item.text[:1].islower():
                return None
            lemma = morphology.lemma(item.text, self.language)
            genitive = any(one.case == "gen" for one in morphology.noun(item.text, self.language))
            described = any(case == "gen" for case, _, _ in morphology.adjective(item.text, self.language))
            if lemma in self.pack.words("company_cues") or not (genitive or described):
                return None
            place += 1
        return None

    def _counts_alone(self, index: int, amount: Found) -> bool:
        """Whether a number of pieces stands for goods that the clause does not name."""
        named = any(one.kind == "noun" and not one.prep for one in self.phrases)
        told = amount.bare and amount.amount.unit is None and not self.state.prep and not self.items[index].definite
        return told and not named and not self._counted_follows(index)

    def _of_them(self, index: int) -> bool:
        """ "64 з них": a part of what was named before."""
        return (
            not self.state.prep
            and self._low(index + 1) in self.pack.words("with") | self.pack.words("from")
            and self._low(index + 2) in self.pack.words("of_one")
        )

    def _counted_follows(self, index: int) -> bool:
        """Whether what is counted follows a number: a genitive or an accusative in the plural."""
        if not self._noun_follows(index) or self.items[index + 1].kind == "party":
            return False
        word = self.items[index + 1].text
        slots = {(case, number) for case, number, _ in morphology.adjective(word, self.language)}
        slots = slots or {(one.case, one.number) for one in morphology.noun(word, self.language)}
        return not slots or bool(slots & {("gen", "pl"), ("acc", "pl"), ("gen", "sg")})

    def _multi(self, index: int) -> tuple[str, int] | None:
        words = [one.low for one in self.items[index : index + 3]]
        for size in (3, 2):
            role = self.pack.data["multi_prepositions"].get(" ".join(words[:size]))
            if role is not None and len(words) >= size:
                return role, size
        return None

    def _modifiers(self, index: int) -> tuple[int, list[str], str | None]:
        """Adjectives from a place on: where they end, the words, and the country that one of them names."""
        words: list[str] = []
        origin = None
        while index < len(self.items):
            item = self.items[index]
            if index in self.verbs or (words and self._stands_alone(words[-1], item)):
                break
            if item.kind == "adjective":
                words.append(item.text)
                origin = item.code
            elif (
                item.kind == "word"
                and morphology.adjective(item.text, self.language)
                and item.low not in self.pack.words("preposition") | self.pack.words("relative")
            ) or self._dative_like(index):
                words.append(item.text)
            elif (
                item.kind == "amount"
                and words
                and item.amount
                and item.amount.kind == "number"
                and self.state.quantity is None
            ):
                self.state.quantity = item.amount
            elif (
                item.kind == "word"
                and words
                and item.low in self.pack.words("coordinator")
                and self._adjective_at(index + 1)
                and self._adjective_pair(words[-1], index)
            ):
                pass
            elif (
                item.kind == "word"
                and item.low in self.pack.words("demonstrative")
                and not words
                and (item.low not in self.pack.words("told_things") or self._noun_follows(index))
            ):
                self.state.definite = True
            else:
                break
            index += 1
        return index, words, origin

    def _stands_alone(self, word: str, item: Item) -> bool:
        """ "военным десантные системы": an adjective that is a noun, before one that agrees with something else."""
        if morphology.lemma(word, self.language) not in morphology.group_nouns(self.language):
            return False
        if item.kind not in ("word", "adjective"):
            return False
        slots = morphology.adjective(word, self.language)
        following = morphology.adjective(item.text, self.language)
        if following or item.kind == "adjective":
            return bool(following) and not following & slots
        senses = morphology.noun(item.text, self.language)  # "військовим креслення"
        return bool(senses) and not any(
            (one.case, one.number, one.gender if one.number == "sg" else "x") in slots for one in senses
        )

    def _dative_like(self, index: int) -> bool:
        """Ukrainian "карбонові пропелери": an adjective that looks like a dative, before a noun in the plural."""
        item = self.items[index]
        if self.language != "uk" or item.kind != "word" or not item.low.endswith("ові") or len(item.low) < 7:
            return False
        following = self.items[index + 1] if index + 1 < len(self.items) else None
        return (
            following is not None
            and following.kind == "word"
            and any(one.number == "pl" and one.case == "nom" for one in morphology.noun(following.text, self.language))
        )

    def _adjective_at(self, index: int) -> bool:
        return index < len(self.items) and (
            self.items[index].kind == "adjective"
            or (self.items[index].kind == "word" and bool(morphology.adjective(self.items[index].text, self.language)))
        )

    def _adjective_pair(self, word: str, index: int) -> bool:
        """ "тепловизионных и оптических приборов": two adjectives of one noun."""
        slots = morphology.adjective(word, self.language)
        return (
            bool(slots & morphology.adjective(self.items[index + 1].text, self.language))
            and self.items[index - 1].kind != "adjective"
            and self.items[index + 1].kind != "adjective"
        )

    def _function(self, item: Item) -> bool:
        keys = (
            "preposition",
            "pronoun",
            "coordinator",
            "adverb",
            "negation",
            "determiner",
            "subordinator",
            "break_word",
            "auxiliary",
            "relative",
            "modal",
        )
        return any(item.low in self.pack.words(key) for key in keys)

    def _country_word(self, word: str) -> bool:
        return any(item.kind == "adjective" and item.text == word for item in self.items)

    def _genitive_follows(self, index: int) -> bool:
        after, words, _ = self._modifiers(index + 1)
        if after >= len(self.items) or after in self.verbs:
            return False
        item = self.items[after]
        if item.kind == "amount":
            return True
        if item.kind != "word" or self._function(item):
            return item.kind == "word" and item.low in ("из", "з", "із", "зі") and self._noun_follows(after)
        return any(one.case == "gen" for one in morphology.noun(item.text, self.language)) or bool(words)

    def _country_tail(self, index: int) -> tuple[str | None, int]:
        item = self.items[index]
        if item.kind in PLACES and "gen" in item.case.split() and item.party is not None:
            return item.code, 1
        if item.kind == "word" and item.low in ("из", "з", "із", "зі") and index + 1 < len(self.items):
            following = self.items[index + 1]
            if following.kind in PLACES:
                return following.code, 2
        if item.kind == "word" and item.low in self.pack.words("in") and index + 1 < len(self.items):
            following = self.items[index + 1]
            if following.kind in PLACES and "loc" in following.case.split() and following.start - item.end == 1:
                return following.code, 2
        return None, 0

    def _tail(self, phrase: Phrase, index: int) -> int:
        """Take what belongs to goods after their head: genitives, "для ...", "с ..."."""
        end = phrase.end
        while index < len(self.items) and index not in self.verbs:
            item = self.items[index]
            if item.start - end > 1 or self._multi(index):
                break
            if item.kind == "quote" and item.text[:1].isupper() and phrase.model is None:
                phrase.model = item.text
                end, index = item.end, index + 1
                continue
            if item.kind == "model":
                phrase.model = phrase.model or item.text
                end, index = item.end, index + 1
                continue
            if item.kind == "word" and morphology.lemma(item.text, self.language) in self.pack.words("model_cues"):
                following = self.items[index + 1] if index + 1 < len(self.items) else None
                if following is not None and following.kind == "party" and item.low in self.pack.words("made_by"):
                    break
                if following is not None and following.kind in ("model", "party", "quote"):
                    phrase.model = following.text
                    end, index = following.end, index + 2
                    continue
                break
            taken = self._tail_piece(phrase, index)
            if taken is None:
                break
            index = taken
            end = phrase.end = self.items[index - 1].end
        phrase.last = index - 1
        return index

    def _party_at(self, index: int) -> bool:
        if index >= len(self.items):
            return False
        item = self.items[index]
        return item.kind in ("party", "country", "adjective") or (
            item.kind == "word" and morphology.lemma(item.text, self.language) in self.pack.words("company_cues")
        )

    def _where(self, index: int) -> int:
        """ "данные о льдах в Арктике": where the thing is that one is told about."""
        inside = self.items[index + 1 : index + 3]
        placed = len(inside) == 2 and inside[0].low in self.pack.words("in") and inside[1].text[:1].isupper()
        return index + 2 if placed else index

    def _tail_piece(self, phrase: Phrase, index: int) -> int | None:
        item = self.items[index]
        wanted, begin = {"gen"}, index
        if item.low in self.pack.words("coordinator"):
            return None
        if item.kind == "word" and item.low in self.pack.words("tail_prepositions"):
            if item.low in self.pack.words("tail_on") and phrase.lemma not in self.pack.words("keep_on"):
                return None
            wanted = set(self.pack.data["tail_cases"][item.low].split())
            begin = index + 1
        after, words, origin = self._modifiers(begin)
        if after >= len(self.items) or after in self.verbs or self.items[after].kind != "word":
            return None
        noun = self.items[after]
        if self._function(noun) or (noun.text[0].isupper() and not noun.text.isupper()):
            return None
        senses = morphology.together(words, morphology.noun(noun.text, self.language), self.language)
        fitting = [one for one in senses if one.case in wanted]
        lemma = senses[0].singular.lower().replace("ё", "е") if senses else ""
        if not fitting:
            return None
        marked = not words and any(one.singular.lower() in self.pack.words("marked_by") for one in senses)
        of_a_plant = item.low in self.pack.words("for") and not origin and self._of_what(lemma, after + 1)
        if (lemma in morphology.group_nouns(self.language) and not of_a_plant) or marked:
            return None
        if lemma in self.pack.words("made_nouns") and (origin or self._party_at(after + 1)):
            return None  # "китайского производства", "производства компании X"
        if (lemma in self.pack.words("stop_tail") and not of_a_plant) or (begin == index and origin):
            return None
        if verbs.read(noun.text, self.language):
            return None
        if item.low in self.pack.words("about"):
            after = self._where(after)
        after += of_a_plant  # "обладнання для заводу дронів"
        pieces = [one.text for one in self.items[index : after + 1]]
        phrase.tail = f"{phrase.tail} {' '.join(pieces)}"
        return after + 1
