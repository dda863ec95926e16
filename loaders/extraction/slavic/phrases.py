"""Reads the noun phrases of a clause: parties and goods."""

from __future__ import annotations

import re

from graph.model import Party, replace
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.slavic import morphology
from loaders.extraction.slavic.morphology import ANY, Sense
from loaders.extraction.slavic.phrase import PLACES, Phrase, State
from loaders.extraction.slavic.tails import Row
from loaders.extraction.values import Found

TOWN = re.compile(r"(?:ск|ськ|цк|зьк|цьк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|а|ої|ій|у|ою|е)$")


def read(items: list[Item], verb_places: set[int], pack: Pack) -> list[Phrase]:
    """Read the phrases of some items; `verb_places` are no nouns."""
    return _Reader(items, verb_places, pack).run()


class _Reader(Row):
    def run(self) -> list[Phrase]:
        index = 0
        while index < len(self.items):
            index = self._step(index)
        return self.phrases

    def _step(self, index: int) -> int:
        item, state, pack = self.items[index], self.state, self.pack
        if index in self.verbs or item.kind in ("speech",):
            self.state = State()
            return index + 1
        if item.kind == "punct":
            joined = item.text == "," and bool(self.phrases) and self.phrases[-1].end >= item.start - 1
            self.state = State(joined=joined)
            return index + 1
        if item.kind == "word":
            low = item.low
            multi = self._multi(index)
            if multi:
                self.state = State(prep=multi[0])
                return index + multi[1]
            if low in pack.words("preposition"):
                self.state = State(
                    prep=low, joined=state.joined and bool(self.phrases) and self.phrases[-1].prep == low
                )
                return index + 1
            if low in pack.words("coordinator"):
                self.state = State(joined=bool(self.phrases) and item.start - self.phrases[-1].end <= 2)
                return index + 1
            if low in pack.words("demonstrative") and self._noun_follows(index):
                state.definite = True
                state.same = state.same or self._low(index + 1) in pack.words("same")
                return index + 1
            if state.prep and low in pack.words("possessive") and self._noun_follows(index):
                return index + 1  # "на её сайте"; alone it would be "на ней"
            if low in pack.words("pronoun"):
                cases = frozenset(pack.data["pronoun_cases"].get(low, "").split())
                self._add(Phrase("pronoun", item.start, item.end, index, index, state.prep, cases, head=low))
                return index + 1
            if low in pack.words("determiner"):
                state.negated = state.negated or low in pack.words("no_determiner")
                state.whole = state.whole or low in pack.words("whole_lot")
                return index + 1
            if low in pack.words("negation") or low in pack.words("adverb"):
                return index + 1
        if item.kind == "amount" and item.amount is not None:
            return self._amount(index, item, item.amount)
        if item.kind in ("date", "quote", "model"):
            if item.kind == "date":
                self.state = State()
            return index + 1
        return self._noun_phrase(index)

    def _amount(self, index: int, item: Item, amount: Found) -> int:
        state = self.state
        if amount.kind in ("number", "count"):
            state.quantity = amount
            state.measure = item if amount.kind == "count" else state.measure
            if state.whole and amount.kind == "number" and not self._counted_follows(index):
                cases = frozenset({"nom", "acc"})
                self._add(Phrase("pronoun", item.start, item.end, index, index, state.prep, cases, head=item.text))
                return index + 1  # "переправила всі дев'ять"
            told_after = amount.kind == "count" and item.definite and not state.prep
            if not amount.bare and self._of_them(index):
                cases = frozenset({"nom", "acc"})
                phrase = Phrase("pronoun", item.start, item.end, index, index, "", cases, head=item.text)
                phrase.quantity = amount  # "перепродало 64 з них"
                self._add(phrase)
                return index + 3
            if self._counts_alone(index, amount):
                cases = frozenset({"nom", "acc"})
                phrase = Phrase("pronoun", item.start, item.end, index, index, "", cases, head=item.text)
                phrase.quantity = amount  # "уже купило восемь штук"
                self._add(phrase)
                return index + 1
            if (amount.bare or told_after) and not self._noun_follows(index):
                made = self.pack.words("made_nouns")
                nouns = (one for one in reversed(self.phrases) if one.kind == "noun" and one.lemma not in made)
                last = next(nouns, None)
                if last is not None and last.quantity is None:
                    last.quantity = amount  # "осциллографы — 26 штук"
                self.state = State()
            if amount.kind == "count" and self._low(index + 1) in self.pack.words("with"):
                return index + 2  # "12 контейнеров со снарядами"
        elif amount.kind == "percent" and self._noun_follows(index):
            state.quantity, state.measure = amount, item
        else:
            self.state = State()
        return index + 1

    def _noun_phrase(self, index: int) -> int:
        start = index
        index, words, origin = self._modifiers(index)
        if index >= len(self.items) or index in self.verbs or self.items[index].kind in ("punct", "date", "amount"):
            self._hold(words, index)
            return self._substantive(start, index, words, origin)
        item = self.items[index]
        if words and self._stands_alone(words[-1], item):
            return self._substantive(start, index, words, origin)
        if item.kind in ("party", *PLACES, "people", "person"):
            return self._named(start, index, words, origin)
        if item.kind == "quote" and words:
            return index
        if item.kind == "word" and "A" <= item.text[0] <= "z":
            self.state = State()
            return index + 1
        if item.kind != "word" or not item.text[0].isalpha() or self._function(item):
            self._hold(words, index)
            return self._substantive(start, index, words, origin)
        senses = morphology.together(words, morphology.noun(item.text, self.language), self.language)
        if not senses:
            return max(index, start) + 1
        return self._common(start, index, words, origin, senses)

    def _substantive(self, start: int, index: int, words: list[str], origin: str | None) -> int:
        """ "российские военные", "комплектующие": an adjective that is the noun."""
        if not words:
            return max(index, start + 1)
        last = words[-1]
        lemma = morphology.lemma(last, self.language)
        groups = morphology.group_nouns(self.language)
        if origin and self.items[index - 1].kind == "adjective" and self.state.prep:
            cases = frozenset(case for case, _, _ in morphology.adjective(last, self.language))
            phrase = self._phrase("adjective", start, index - 1, words, cases)
            phrase.origin, phrase.adjective = origin, last
            self._add(phrase)  # "провели учения с белорусскими"
            return index
        if lemma not in groups and lemma not in self.pack.words("goods_heads"):
            return index
        slots = morphology.adjective(last, self.language)
        senses = tuple(
            Sense(
                case,
                number,
                "m",
                morphology.agree(last, "sg", "m", self.language),
                morphology.agree(last, "pl", "m", self.language),
            )
            for case, number, _ in sorted(slots)
        )
        return self._common(start, index - 1, words[:-1], origin, senses)

    def _named(self, start: int, index: int, words: list[str], origin: str | None) -> int:
        item = self.items[index]
        if item.kind == "party" and item.weak and self._follows_goods(index):
            self.phrases[-1].model = self.phrases[-1].model or item.text
            return index + 1
        cases = frozenset(item.case.split()) or ANY
        for word in words:
            slots = {case for case, _, _ in morphology.adjective(word, self.language)}
            cases = (cases & slots) or cases
        kind = {"people": "group"}.get(item.kind, item.kind)
        party = item.party
        if item.kind == "people":
            party = self._people(item)
        elif party is not None and origin and party.country is None:
            party = replace(party, country=origin, country_basis="printed")
        phrase = self._phrase(kind, start, index, words, cases)
        phrase.party, phrase.code, phrase.head = party, item.code, item.text
        phrase.plural = item.kind == "people"
        self._hang(phrase)
        return self._home_of(phrase, index + 1)

    def _home_of(self, phrase: Phrase, index: int) -> int:
        """ "ООО «X» из Новосибирска": where a firm is, not where something comes from."""
        first = self.items[index] if index < len(self.items) else None
        if phrase.kind != "party" or first is None or first.start - phrase.end != 1:
            return index
        code, used = self._country_tail(index)
        verb_before = any(place < phrase.first for place in self.verbs)
        if code is None or used != 2 or first.low not in self.pack.words("from") or verb_before:
            return index
        if phrase.party is not None and phrase.party.country is None:
            phrase.party = replace(phrase.party, country=code, country_basis="printed")
        return index + used

    def _follows_goods(self, index: int) -> bool:
        last = self.phrases[-1] if self.phrases else None
        return (
            last is not None
            and last.kind == "noun"
            and last.lemma not in self.pack.words("no_offices") | self.pack.words("office_nouns")
            and self.items[index].start - last.end == 1
            and not self.state.prep
        )

    def _people(self, item: Item) -> Party:
        senses = morphology.noun(item.text, self.language)
        plural = next((one.plural for one in senses if one.number == "pl"), item.text)
        return Party(surface=plural.lower(), form="group", kind="group", country=item.code, country_basis="printed")

    def _phrase(self, kind: str, start: int, index: int, words: list[str], cases: frozenset[str]) -> Phrase:
        state = self.state
        first, last = self.items[start], self.items[index]
        prep = state.prep
        before = self.phrases[-1] if self.phrases else None
        if state.joined and not prep and before is not None and before.prep:
            prep = before.prep
        apart = before is not None and first.start - before.end == 2 and not state.prep and before.kind != "pronoun"
        state.joined = state.joined or (apart and before is not None and (before.kind == "noun") == (kind == "noun"))
        phrase = Phrase(kind, first.start, last.end, start, index, prep, cases, modifiers=list(words))
        phrase.quantity = None if state.negated or state.part else state.quantity
        phrase.definite, phrase.same = state.definite, state.same
        phrase.negated, phrase.joined = state.negated, state.joined
        phrase.measure = state.measure is not None
        phrase.dashed, phrase.whole, phrase.priced = first.definite, state.whole, state.priced
        return phrase

    def _hang(self, phrase: Phrase) -> None:
        """A party in the genitive right after goods owns them ("ракеты Китая"); else it stands for itself."""
        last = self.phrases[-1] if self.phrases else None
        gap = phrase.start - last.end if last else 9
        if (
            last is not None
            and last.kind in ("noun", "event")
            and gap == 1
            and not phrase.prep
            and not phrase.joined
            and "gen" in phrase.cases
            and phrase.is_party
        ):
            last.owner = phrase
        self._add(phrase)

    def _add(self, phrase: Phrase) -> None:
        self.phrases.append(phrase)
        self.state = State()

    def _common(self, start: int, index: int, words: list[str], origin: str | None, senses: tuple[Sense, ...]) -> int:
        item = self.items[index]
        lemma = senses[0].singular.lower().replace("ё", "е")
        cases = frozenset(one.case for one in senses)
        following = self.items[index + 1] if index + 1 < len(self.items) else None
        if "-" in lemma and lemma.partition("-")[0] in morphology.group_nouns(self.language):
            return self._group(start, index, words, origin, senses, lemma)  # "фірмам-прокладкам"
        called = lemma in self.pack.words("company_cues") or lemma in morphology.group_nouns(self.language)
        if following is not None and following.kind == "party" and following.start - item.end <= 2 and called:
            at = index + 2 if self._subsidiary(words, index) else index + 1
            return self._apposition(start, at, words, origin, cases, lemma)
        if called and (name := self._named_after(index)):
            return self._apposition(start, name, words, origin, cases, lemma)
        if lemma in self.pack.words("made_nouns") and self._made(words, origin, index):
            return index + 1
        light = tuple(self.pack.words("light_verbs"))
        begun = any(self.items[place].low.startswith(light) for place in self.verbs)
        if lemma in self.pack.words("made_nouns") and begun and not self.state.prep and self._genitive_follows(index):
            self.state.measure = item
            return index + 1  # "наладил выпуск роботов"
        if lemma in morphology.group_nouns(self.language):
            return self._group(start, index, words, origin, senses, lemma)
        if lemma in self.pack.words("measures") and self._genitive_follows(index):
            state = self.state
            state.measure = item
            state.part = lemma in self.pack.words("part_nouns") and self._low(index + 1) in self.pack.words("from")
            return index + (2 if self._low(index + 1) in self.pack.words("from") else 1)  # "партия из 40 двигателей"
        if lemma in self.pack.words("nominal_supply") or lemma in self.pack.words("nominal_acquire"):
            event = self._phrase("event", start, index, words, cases)
            event.lemma, event.origin, event.head, event.senses = lemma, origin, item.text, senses
            self._add(event)
            return index + 1
        if lemma in self.pack.words("price_nouns") and self._genitive_follows(index) and self._low(index + 1):
            following = self.items[index + 1]
            if following.kind != "amount" and not words:
                self.state.measure, self.state.priced = item, True
                return index + 1
        return self._thing(start, index, words, origin, senses, lemma)

    def _thing(
        self, start: int, index: int, words: list[str], origin: str | None, senses: tuple[Sense, ...], lemma: str
    ) -> int:
        """A noun that may be goods, with its adjectives and what hangs on it."""
        cases = frozenset(one.case for one in senses)
        self.state.prep = self.state.prep or self._held_for(cases, start)
        phrase = self._phrase("noun", start, index, words, cases)
        phrase.senses = morphology.in_mass(senses, self.language)
        phrase.head, phrase.lemma, phrase.origin = self.items[index].text, lemma, origin
        if phrase.measure and ("gen" in cases or "ins" in cases):
            phrase.cases = ANY if self.state.measure is not None and self.state.quantity is not None else cases | ANY
        if phrase.quantity is not None:
            phrase.cases = phrase.cases | {"nom", "acc"}
        counting = self.pack.words("no_part")
        phrase.modifiers = [
            word
            for word in words
            if not self._country_word(word) and morphology.lemma(word, self.language) not in counting
        ]
        phrase.adjective = next((word for word in words if self._country_word(word)), "")
        self.state = State()
        given = origin is not None and phrase.cases == {"dat"} and not phrase.prep
        index = index + 1 if given else self._tail(phrase, index + 1)  # "російським волонтерам камери"
        self.phrases.append(phrase)
        return index

    def _placed(self, index: int) -> tuple[str | None, int]:
        """ "завод в Елабуге": where a firm is that nobody names."""
        following = self.items[index + 1] if index + 1 < len(self.items) else None
        beside = following is not None and following.start - self.items[index].end == 1
        if following is not None and beside and following.kind == "place" and _only_locative(following):
            return following.code, 2
        return None, 0

    def _apposition(
        self, start: int, name_at: int, words: list[str], origin: str | None, cases: frozenset[str], lemma: str
    ) -> int:
        """ "турецкой компании X": the case by the noun, the name after it."""
        for word in words:
            cases = (cases & {case for case, _, _ in morphology.adjective(word, self.language)}) or cases
        name = self.items[name_at]
        party = name.party
        if party is not None and origin and party.country is None:
            party = replace(party, country=origin, country_basis="printed")
        phrase = self._phrase("party", start, name_at, words, cases)
        phrase.party, phrase.code, phrase.head = party, party.country if party else None, name.text
        phrase.lemma = lemma
        self._hang(phrase)
        return name_at + 1

    def _made(self, words: list[str], origin: str | None, index: int) -> bool:
        """ "китайского производства" after goods: the origin."""
        last = self.phrases[-1] if self.phrases else None
        if last is None or last.kind != "noun":
            return False
        if origin:
            last.origin = last.origin or origin
            last.end = self.items[index].end
            self.state = State()
            return True
        return False

    def _group(
        self, start: int, index: int, words: list[str], origin: str | None, senses: tuple[Sense, ...], lemma: str
    ) -> int:
        item = self.items[index]
        cases = frozenset(one.case for one in senses)
        phrase = self._phrase("group", start, index, words, cases)
        phrase.senses, phrase.lemma, phrase.head = senses, lemma, item.text
        plural = all(one.number == "pl" for one in senses)
        index += 1
        tail = ""
        if index < len(self.items):
            code, used = self._country_tail(index)
            if code:
                origin = origin or code
                tail = " " + " ".join(one.text for one in self.items[index : index + used])
                index += used
                phrase.end, phrase.last = self.items[index - 1].end, index - 1
        if not tail and self._of_what(lemma, index):
            tail = " " + self.items[index].text
            phrase.end, phrase.last = self.items[index].end, index
            index += 1  # "виробник дронів"
        phrase.code, phrase.plural = origin, plural
        if index < len(self.items) and not tail and self.items[index].low in self.pack.words("in"):
            code, used = self._placed(index)
            if code:
                tail = " " + " ".join(one.text for one in self.items[index : index + used])
                origin, phrase.code = origin or code, origin or code
                index += used
                phrase.end, phrase.last = self.items[index - 1].end, index - 1
        singular_only = not plural and not any(one.number == "pl" for one in senses)
        known = lemma in self.pack.words("anaphora")
        if lemma in self.pack.words("side") and origin:
            phrase.kind = "side"
        foreign = origin is None and any(TOWN.search(word.lower()) for word in words)  # "омскому заводу"
        if phrase.kind == "side":
            pass
        elif (
            singular_only
            and known
            and not tail
            and not foreign
            and (origin is None or phrase.definite or len(words) == 1)
        ):
            phrase.kind = "anaphor"
        phrase.tail = tail
        phrase.origin = origin
        self.state = State()
        self._hang(phrase)
        return index


def _only_locative(item: Item) -> bool:
    cases = item.case.split()
    return "loc" in cases and "acc" not in cases
