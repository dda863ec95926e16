"""Noun phrases of a clause: parties and goods with preposition, cases, number and what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import Party, replace
from loaders.extraction.items import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.slavic import morphology, verbs
from loaders.extraction.slavic.morphology import ANY, Sense
from loaders.extraction.values import Found

PLACES = ("country", "place")


@dataclass(slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        kind: party, country, place, group, anaphor, person, pronoun or noun.
        start, end: [start, end) in the sentence.
        first, last: numbers of its items.
        prep: preposition in lower case, or "".
        cases: those that it can have.
        senses: readings of its head.
        modifiers: adjectives before the head, as printed.
        head, lemma: the head as printed, and its nominative singular in lower case.
        tail: what belongs to goods after the head, as printed.
        party: whom it means.
        quantity: the amount before it; origin: country of an adjective; maker, owner: parties that hang on it.
        model: type or part number.
        definite, same, negated: after "эти", "те же", "никаких".
        joined: whether a comma or "и" joins it to the phrase before.
        measure: after a noun such as "партия".
    """

    kind: str
    start: int
    end: int
    first: int
    last: int
    prep: str
    cases: frozenset[str]
    senses: tuple[Sense, ...] = ()
    modifiers: list[str] = field(default_factory=list)
    head: str = ""
    lemma: str = ""
    tail: str = ""
    party: Party | None = None
    quantity: Found | None = None
    origin: str | None = None
    maker: Party | None = None
    owner: Phrase | None = None
    model: str | None = None
    definite: bool = False
    same: bool = False
    negated: bool = False
    joined: bool = False
    measure: bool = False
    code: str | None = None
    plural: bool = False

    @property
    def is_party(self) -> bool:
        """Whether it can supply or receive."""
        return self.kind in ("party", "country", "place", "group", "anaphor")


@dataclass(slots=True)
class State:
    """What stands before the phrase that is being read."""

    prep: str = ""
    quantity: Found | None = None
    definite: bool = False
    same: bool = False
    negated: bool = False
    joined: bool = False
    measure: Item | None = None


def read(items: list[Item], verb_places: set[int], pack: Pack) -> list[Phrase]:
    """Read the phrases of some items; `verb_places` are no nouns."""
    return _Reader(items, verb_places, pack).run()


class _Reader:
    def __init__(self, items: list[Item], verb_places: set[int], pack: Pack) -> None:
        self.items, self.verbs, self.pack = items, verb_places, pack
        self.language = pack.language
        self.state = State()
        self.phrases: list[Phrase] = []

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
                self.state = State(prep=low, joined=state.joined and bool(self.phrases) and self.phrases[-1].prep == low)
                return index + 1
            if low in pack.words("coordinator"):
                self.state = State(joined=bool(self.phrases) and item.start - self.phrases[-1].end <= 2)
                return index + 1
            if low in pack.words("demonstrative") and self._noun_follows(index):
                state.definite = True
                state.same = state.same or self._low(index + 1) in pack.words("same")
                return index + 1
            if low in pack.words("pronoun"):
                cases = frozenset(pack.data["pronoun_cases"].get(low, "").split())
                self._add(Phrase("pronoun", item.start, item.end, index, index, state.prep, cases, head=low))
                return index + 1
            if low in pack.words("determiner"):
                state.negated = state.negated or low in pack.words("no_determiner")
                return index + 1
            if low in pack.words("negation") or low in pack.words("adverb"):
                return index + 1
        if item.kind == "amount" and item.amount is not None:
            if item.amount.kind in ("number", "count"):
                state.quantity = item.amount
                if item.amount.kind == "count":
                    state.measure = item
                if item.amount.bare and not self._noun_follows(index):
                    return index + 1
            else:
                self.state = State()
            return index + 1
        if item.kind in ("date", "quote", "model"):
            if item.kind == "date":
                self.state = State()
            return index + 1
        return self._noun_phrase(index)

    def _multi(self, index: int) -> tuple[str, int] | None:
        words = [one.low for one in self.items[index : index + 3]]
        for size in (3, 2):
            role = self.pack.data["multi_prepositions"].get(" ".join(words[:size]))
            if role and len(words) >= size:
                return role, size
        return None

    def _low(self, index: int) -> str:
        return self.items[index].low if index < len(self.items) else ""

    def _noun_follows(self, index: int) -> bool:
        if index + 1 >= len(self.items) or index + 1 in self.verbs:
            return False
        item = self.items[index + 1]
        return item.kind in ("adjective", "party", "model", "amount") or (
            item.kind == "word"
            and (item.low in self.pack.words("same") or not self._function(item))
        )

    def _modifiers(self, index: int) -> tuple[int, list[str], str | None]:
        """Adjectives from a place on: where they end, the words, and the country that one of them names."""
        words, origin = [], None
        while index < len(self.items):
            item = self.items[index]
            if index in self.verbs:
                break
            if item.kind == "adjective":
                words.append(item.text)
                origin = item.code
            elif item.kind == "word" and morphology.adjective(item.text, self.language) and item.low not in self.pack.words("preposition"):
                words.append(item.text)
            elif item.kind == "amount" and words and item.amount and item.amount.kind == "number" and self.state.quantity is None:
                self.state.quantity = item.amount
            elif item.kind == "word" and words and item.low in self.pack.words("coordinator") and self._adjective_at(index + 1) and self._adjective_pair(words[-1], index):
                pass
            elif item.kind == "word" and item.low in self.pack.words("demonstrative") and not words:
                self.state.definite = True
            else:
                break
            index += 1
        return index, words, origin

    def _adjective_at(self, index: int) -> bool:
        return index < len(self.items) and (
            self.items[index].kind == "adjective"
            or (self.items[index].kind == "word" and bool(morphology.adjective(self.items[index].text, self.language)))
        )

    def _adjective_pair(self, word: str, index: int) -> bool:
        """ "тепловизионных и оптических приборов": two adjectives of one noun."""
        slots = morphology.adjective(word, self.language)
        return bool(slots & morphology.adjective(self.items[index + 1].text, self.language)) and self.items[index - 1].kind != "adjective" and self.items[index + 1].kind != "adjective"

    def _noun_phrase(self, index: int) -> int:
        start = index
        index, words, origin = self._modifiers(index)
        if index >= len(self.items) or index in self.verbs or self.items[index].kind in ("punct", "date", "amount"):
            return self._substantive(start, index, words, origin)
        item = self.items[index]
        if item.kind in ("party", *PLACES, "people", "person"):
            return self._named(start, index, words, origin)
        if item.kind == "quote" and words:
            return index
        if item.kind != "word" or not item.text[0].isalpha() or self._function(item):
            return self._substantive(start, index, words, origin)
        senses = morphology.together(words, morphology.noun(item.text, self.language), self.language)
        if not senses:
            return max(index, start) + 1
        return self._common(start, index, words, origin, senses)

    def _function(self, item: Item) -> bool:
        keys = ("preposition", "pronoun", "coordinator", "adverb", "negation", "determiner", "subordinator", "break_word", "auxiliary", "modal")
        return any(item.low in self.pack.words(key) for key in keys)

    def _substantive(self, start: int, index: int, words: list[str], origin: str | None) -> int:
        """ "российские военные", "комплектующие": an adjective that is the noun."""
        if not words:
            return max(index, start + 1)
        last = words[-1]
        lemma = morphology.lemma(last, self.language)
        groups = morphology.group_nouns(self.language)
        if lemma not in groups and lemma not in self.pack.words("goods_heads"):
            return index
        slots = morphology.adjective(last, self.language)
        senses = tuple(
            Sense(case, number, "m", morphology.agree(last, "sg", "m", self.language), morphology.agree(last, "pl", "m", self.language))
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
        return index + 1

    def _follows_goods(self, index: int) -> bool:
        last = self.phrases[-1] if self.phrases else None
        return last is not None and last.kind == "noun" and self.items[index].start - last.end == 1 and not self.state.prep

    def _people(self, item: Item) -> Party:
        senses = morphology.noun(item.text, self.language)
        plural = next((one.plural for one in senses if one.number == "pl"), item.text)
        assert item.party is None or True
        return Party(surface=plural.lower(), form="group", kind="group", country=item.code, country_basis="printed")

    def _phrase(self, kind: str, start: int, index: int, words: list[str], cases: frozenset[str]) -> Phrase:
        state = self.state
        first, last = self.items[start], self.items[index]
        prep = state.prep
        before = self.phrases[-1] if self.phrases else None
        if state.joined and not prep and before is not None and before.prep:
            prep = before.prep
        phrase = Phrase(kind, first.start, last.end, start, index, prep, cases, modifiers=list(words))
        phrase.quantity, phrase.definite, phrase.same = state.quantity, state.definite, state.same
        phrase.negated, phrase.joined = state.negated, state.joined
        phrase.measure = state.measure is not None
        return phrase

    def _hang(self, phrase: Phrase) -> None:
        """A party in the genitive right after goods owns them ("ракеты Китая"); else it stands for itself."""
        last = self.phrases[-1] if self.phrases else None
        gap = phrase.start - last.end if last else 9
        if (
            last is not None
            and last.kind == "noun"
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
        if following is not None and following.kind == "party" and following.start - item.end <= 2 and (
            lemma in self.pack.words("company_cues") or lemma in morphology.group_nouns(self.language)
        ):
            return self._apposition(start, index, words, origin, cases, lemma)
        if lemma in self.pack.words("made_nouns") and self._made(words, origin, index):
            return index + 1
        if lemma in morphology.group_nouns(self.language):
            return self._group(start, index, words, origin, senses, lemma)
        if lemma in self.pack.words("measures") and self._genitive_follows(index):
            state = self.state
            state.measure = item
            return index + 1
        phrase = self._phrase("noun", start, index, words, cases)
        phrase.senses, phrase.head, phrase.lemma, phrase.origin = senses, item.text, lemma, origin
        if phrase.measure and "gen" in cases:
            phrase.cases = ANY if self.state.measure is not None and self.state.quantity is not None else cases | ANY
        if phrase.quantity is not None:
            phrase.cases = phrase.cases | {"nom", "acc"}
        phrase.modifiers = [word for word in words if not self._country_word(word)]
        self.state = State()
        index = self._tail(phrase, index + 1)
        self.phrases.append(phrase)
        return index

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
            return item.kind == "word" and item.low in ("из", "з", "із") and self._noun_follows(after)
        return any(one.case == "gen" for one in morphology.noun(item.text, self.language)) or bool(words)

    def _apposition(
        self, start: int, index: int, words: list[str], origin: str | None, cases: frozenset[str], lemma: str
    ) -> int:
        """ "турецкой компании X": the case by the noun, the name after it."""
        for word in words:
            cases = (cases & {case for case, _, _ in morphology.adjective(word, self.language)}) or cases
        name = self.items[index + 1]
        party = name.party
        if party is not None and origin and party.country is None:
            party = replace(party, country=origin, country_basis="printed")
        phrase = self._phrase("party", start, index + 1, words, cases)
        phrase.party, phrase.code, phrase.head = party, party.country if party else None, name.text
        phrase.lemma = lemma
        self._hang(phrase)
        return index + 2

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
        phrase.code, phrase.plural = origin, plural
        singular_only = not plural and not any(one.number == "pl" for one in senses)
        known = lemma in self.pack.words("anaphora")
        if singular_only and known and not tail and (origin is None or phrase.definite or len(words) == 1):
            phrase.kind = "anaphor"
        phrase.tail = tail
        phrase.origin = origin
        self.state = State()
        self._hang(phrase)
        return index

    def _country_tail(self, index: int) -> tuple[str | None, int]:
        item = self.items[index]
        if item.kind in PLACES and "gen" in item.case.split() and item.party is not None:
            return item.code, 1
        if item.kind == "word" and item.low in ("из", "з", "із", "зі") and index + 1 < len(self.items):
            following = self.items[index + 1]
            if following.kind in PLACES:
                return following.code, 2
        return None, 0

    def _tail(self, phrase: Phrase, index: int) -> int:
        """Take what belongs to goods after their head: genitives, "для ...", "с ..."."""
        end = phrase.end
        while index < len(self.items) and index not in self.verbs:
            item = self.items[index]
            if item.start - end > 1:
                break
            if item.kind == "model":
                phrase.model = phrase.model or item.text
                end, index = item.end, index + 1
                continue
            if item.kind == "word" and morphology.lemma(item.text, self.language) in self.pack.words("model_cues"):
                following = self.items[index + 1] if index + 1 < len(self.items) else None
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

    def _tail_piece(self, phrase: Phrase, index: int) -> int | None:
        item = self.items[index]
        wanted, begin = {"gen"}, index
        if item.kind == "word" and item.low in self.pack.words("tail_prepositions"):
            if item.low in self.pack.words("tail_on") and phrase.lemma not in self.pack.words("keep_on"):
                return None
            wanted = set(self.pack.data["tail_cases"][item.low].split())
            begin = index + 1
        after, words, origin = self._modifiers(begin)
        if after >= len(self.items) or after in self.verbs or self.items[after].kind != "word":
            return None
        noun = self.items[after]
        if self._function(noun) or noun.text[0].isupper() and not noun.text.isupper():
            return None
        senses = morphology.together(words, morphology.noun(noun.text, self.language), self.language)
        fitting = [one for one in senses if one.case in wanted]
        lemma = senses[0].singular.lower().replace("ё", "е") if senses else ""
        if not fitting or (len(fitting) < len(senses) and senses[0].case not in wanted and words == [] and begin > index and False):
            return None
        if lemma in morphology.group_nouns(self.language) or lemma in self.pack.words("made_nouns"):
            return None
        if lemma in self.pack.words("stop_tail") or (begin == index and origin):
            return None
        if verbs.read(noun.text, self.language):
            return None
        pieces = [one.text for one in self.items[index : after + 1]]
        phrase.tail = f"{phrase.tail} {' '.join(pieces)}"
        return after + 1


def named(phrase: Phrase, language: str, wanted: frozenset[str] = ANY) -> str:
    """The name of goods or of a group in the nominative, in the number as printed.

    Args:
        phrase: of goods or of a group.
        language: of the text.
        wanted: cases of the phrase in its clause, by which a doubtful form is read.
    """
    if not phrase.senses:
        return phrase.head
    fitting = [one for one in phrase.senses if one.case in wanted] or list(phrase.senses)
    many = phrase.quantity is not None and phrase.quantity.amount.number != "1" and not phrase.measure
    sense = fitting[0]
    plural = many or sense.number == "pl"
    number, gender = ("pl", "m") if plural else ("sg", sense.gender)
    words = [morphology.agree(word, number, gender, language) for word in phrase.modifiers]
    noun = sense.plural if plural else sense.singular
    name = " ".join([*words, noun]) + phrase.tail
    return name if phrase.head.isupper() else name[:1].lower() + name[1:]
