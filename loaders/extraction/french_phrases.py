"""French phrases: contracted articles, adjectives and complements after the noun."""

from __future__ import annotations

import re
from itertools import pairwise

from loaders.extraction.attribution import join
from loaders.extraction.french import NOUNS
from loaders.extraction.french_words import ADJECTIVE, PAST, is_adverb, noun_of
from loaders.extraction.item import PARTIES, Item
from loaders.extraction.phrase_reader import Reader
from loaders.extraction.phrases import Phrase

DONE = frozenset({"supply", "acquire", "offer", "move", "sign", "say", "order", "request", "deny", "pay"})
OF = frozenset({"de", "d'", "du", "des"})
DEGREES = frozenset(
    "grand grande haut haute long longue court courte moyenne faible bas basse double gros fort forte".split()
)
MANY = frozenset({"plus", "moins", "beaucoup", "davantage", "peu", "trop", "tant", "autant"})
KINDS = frozenset("classe type modèle marque série version gamme famille".split())
ONE_OF = frozenset(
    "premier première dernier dernière second seconde un une l'un l'une moitié partie plupart majorité".split()
)
NEGATIONS = frozenset({"pas", "jamais", "plus", "guère", "point", "rien"})

FUNCTION = (
    "article", "preposition", "pronoun", "possessive", "subordinator", "coordinator", "break_word", "negation",
    "auxiliary", "nonfinite", "modal", "adverb", "model_cues", "relative",
)  # fmt: skip


class FrenchReader(Reader):
    """Reads the phrases of a French clause.

    Attributes:
        parted: whether the measure before is a part: "une partie du lot".
    """

    parted = False

    def run(self, first: int = 0) -> list[Phrase]:
        """Return the phrases in order; who is blamed ("reproche à X d'avoir vendu") stands as a subject."""
        found = super().run(first)
        for place in sorted(self.verbs):
            if not any(verb.lemma == "reprocher" for verb in self.pack.verbs.get(self.items[place].low, ())):
                continue
            following = min((other for other in self.verbs if other > place), default=len(self.items))
            blamed = [one for one in found if one.kind == "party" and place < one.index < following]
            for phrase in blamed[:1]:
                phrase.prep = "" if phrase.prep == "à" else phrase.prep
        self._ways(found)
        self._office(found)
        return self._named(self._premises(found))

    def _office(self, found: list[Phrase]) -> None:
        """ "le directeur de X a vendu": what he does, the firm does."""
        first = next((one for one in found if one.kind == "party"), None)
        if first is None or first.prep != "de" or first.index > 6 or first.item is None or first.item.kind != "party":
            return
        before = [one.low for one in self.items[: first.index]]
        if any(word in self.pack.words("roles") for word in before) and not any(n < first.index for n in self.verbs):
            first.prep = ""

    def _named(self, found: list[Phrase]) -> list[Phrase]:
        """ "à un client de Dubaï, X": the name after the comma is who the noun means."""
        gone: list[Phrase] = []
        for noun, name in pairwise(found):
            if noun.item is None or name.item is None or name.item.kind != "party":
                continue
            if noun.item.kind not in ("group", "anaphor"):
                continue
            listed = any(one.low in self.pack.words("coordinator") for one in self._between(noun, name))
            if name.start - noun.end > 6 or listed or not self._single(noun) or name.prep not in ("", noun.prep):
                continue
            if name.start - noun.end in (2, 4, 5):  # a comma, and "la" or "l'"
                name.prep, name.joined = noun.prep, noun.joined
                gone.append(noun)
        return [phrase for phrase in found if phrase not in gone]

    def _between(self, first: Phrase, second: Phrase) -> list[Item]:
        return [one for one in self.items if first.end <= one.start < second.start]

    def _single(self, noun: Phrase) -> bool:
        """Whether a group is one: "un client de Dubaï", not "des clients russes"."""
        before = self.items[noun.index - 1].low if noun.index else ""
        word = noun.item.low.split()[0] if noun.item is not None else ""
        group = self.pack.groups.get(word)
        return before in ("un", "une", "le", "la", "l'", "au", "du", "son", "sa") or (
            group is not None and word in group.singular and not before
        )

    def _premises(self, found: list[Phrase]) -> list[Phrase]:
        """ "dans les ateliers de X", "les entrepôts de X": what reaches them reaches X."""
        gone: list[Phrase] = []
        for place, phrase in pairwise(found):
            held = place.kind == "goods" and place.head in self.pack.words("premises") and place.quantity is None
            if held and phrase.kind == "party" and phrase.prep == "de" and phrase.start - place.end <= 8:
                phrase.prep = place.prep
                gone.append(place)
        return [phrase for phrase in found if phrase not in gone]

    def _ways(self, found: list[Phrase]) -> None:
        """ "après un passage par la Serbie", "livrés par X par le port d'Alat": what no agent is, is a way."""
        through = [one for one in found if one.kind == "party" and one.prep in self.pack.words("by")]
        for number, phrase in enumerate(through):
            place = next((n for n in range(phrase.index - 1, -1, -1) if self.items[n].low in self.pack.words("by")), 0)
            passing = place > 0 and self.items[place - 1].low in self.pack.words("ways")
            later = number > 0 and not phrase.joined and phrase.item is not None
            if passing or (later and phrase.item is not None and phrase.item.kind in ("place", "country")):
                phrase.prep = "via"

    def _party(self, index: int) -> int:
        item, last = self.items[index], self.phrases[-1] if self.phrases else None
        if item.weak and item.kind == "party" and index and self.items[index - 1].low in KINDS:
            self.state.clear()
            return index + 1  # "de classe Lada"
        named = last is not None and last.item is not None and last.item.kind == "party"
        bare = not self.state.prep and not self.state.joined and not self.state.definite
        if last is not None and named and item.kind in ("place", "country") and bare and item.start - last.end == 2:
            last.end = item.end  # "X (Shenzhen)": where it sits
            self.state.clear()
            return index + 1
        return super()._party(index)

    def _step(self, index: int) -> int:
        item = self.items[index]
        if item.kind == "quote" or (index and item.start - self.items[index - 1].end > 1 and not self._led(index)):
            self.state.prep = ""  # "sous le nom de « jouets », 5 600 drones ..."
        if item.kind == "amount" and self._of_more(index):
            return index + 1
        if item.kind == "amount" and self.state.prep in ("en", "par") and self._times(index):
            self.state.clear()
            return index + 1
        if item.low in self.pack.words("signed_by") and self._made_by(index):
            self.state.clear()
            self.state.prep = "signé"
            return index + 1
        last = self.phrases[-1] if self.phrases else None
        if index in self.verbs and item.low in self.pack.words("made_words") and last and last.kind == "goods":
            following = [other for other in self.items[index + 1 : index + 4] if other.low not in ("en", "la", "l'")]
            if following and following[0].kind == "country" and self.items[index + 1].low == "en":
                last.origin = last.origin or (following[0].party.country if following[0].party else None)
                self.state.clear()
                return index + 3
        if item.kind == "adjective" and last and last.kind == "goods" and item.start - last.end <= 1:
            last.origin, last.end = item.code, item.end
            return index + 1
        return super()._step(index)

    def _of_more(self, index: int) -> bool:
        """ "12 des 60 lasers": of the two numbers the first counts what moved."""
        before = self.items[max(0, index - 2) : index]
        if len(before) == 2 and before[1].low in ("des", "sur") and before[0].low in ONE_OF:
            return True  # "le premier des quatre systèmes"
        parted = len(before) == 2 and before[0].kind == "amount" and before[1].low in ("des", "sur")
        return parted and self.state.quantity is not None

    def _led(self, index: int) -> bool:
        """Whether a preposition or an article stands before a sign: "de « X »"."""
        return self.items[index - 1].low in self.pack.any_of(("preposition", "article"))

    def _times(self, index: int) -> bool:
        """ "en trois envois, 210 appareils": how often, and no number of the goods."""
        amount, following = self.items[index].amount, self.items[index + 1 : index + 2]
        return amount is not None and amount.kind == "count" and not (following and following[0].low in OF)

    def _paid_by(self, index: int) -> bool:
        """ "a touché 300 000 euros de X": the party is no goods."""
        amount = self.items[index - 1].amount if index else None
        rest = [one for one in self.items[index + 1 : index + 3] if one.low not in self.pack.words("article")]
        return amount is not None and amount.kind == "money" and bool(rest) and rest[0].kind in PARTIES

    def _made_by(self, index: int) -> bool:
        """ "un gouvernail signé X": a maker; "a signé avec X" is an act."""
        helped = index and self.items[index - 1].low in self.pack.any_of(("auxiliary", "nonfinite"))
        return not helped and any(one.kind == "party" for one in self.items[index + 1 : index + 3])

    def _word(self, index: int, item: Item) -> int:
        state, pack = self.state, self.pack
        low = item.low
        if low in OF and not self._of(index):
            state.definite = False
            before = self.items[max(0, index - 4) : index]
            state.negated = low in ("de", "d'") and any(one.low in NEGATIONS for one in before)
            return index + 1
        if low in pack.words("preposition"):
            counted = state.quantity is not None or (index and self.items[index - 1].kind == "amount")
            if low in OF and counted and not self._paid_by(index):
                return index + 1  # "trois lots de moteurs"
            if low in OF and self._measure(index):
                self.state.definite = self.state.definite or (self.parted and low == "du")
                return index + 1
            state.clear()
            state.prep = pack.data["contractions"].get(low, low)
            state.definite = low in ("au", "aux", "du")
            return index + 1
        if low in pack.words("article"):
            state.definite = state.definite or low in pack.words("definite")
            state.same = state.same or low in ("même", "mêmes", "ces", "cette", "cet", "ce")
            state.negated = low in ("aucun", "aucune")
            return index + 1
        if low in pack.words("coordinator"):
            self._join(index)
            return index + 1
        if self._content(index):
            return self._goods(index)
        if low not in pack.words("adverb"):
            state.quantity, state.origin = None, None
            if low not in pack.words("negation"):
                state.prep = ""
        return index + 1

    def _measure(self, index: int) -> bool:
        """ "la livraison, en juin, de 70 kilomètres de câble": a date may stand between the two."""
        last = self.phrases[-1] if self.phrases else None
        between = [item for item in self.items[:index] if last is not None and item.start >= last.end]
        if last is None or any(item.kind not in ("date", "speech", "punct") for item in between):
            return False
        if last.kind != "goods" or last.head not in self.pack.words("measures"):
            return False
        self.phrases.pop()
        self.parted = last.head in self.pack.words("partitive")
        self.state.clear()
        self.state.prep, self.state.quantity, self.state.joined = last.prep, last.quantity, last.joined
        self.state.measured = True
        if last.head in self.pack.words("all_of"):
            self.state.definite = self.state.same = True
        return True

    def _of(self, index: int) -> bool:
        """Tell "de" as a preposition from the article of "livre des drones", "pas de drones", "de nouveaux drones"."""
        low = self.items[index].low
        before = self.items[index - 1] if index else None
        after = self.items[index + 1 : index + 3]
        if after and after[0].low in ("la", "l'", "le"):
            low, after = "du", after[1:]
        to_party = bool(after) and after[0].kind in PARTIES
        if before is None:
            return low in ("de", "d'", "du")
        if low == "des" and self.items[index].start - before.end > 1:
            return False  # "au salon de X, des exposants proposaient ..."
        if before.low in MANY:
            return False
        if before.kind == "amount" or self._content(index - 1):
            return True
        if before.kind in PARTIES or before.kind in ("quote", "model", "adjective", "date"):
            return to_party or low in ("de", "d'")
        if to_party and after[0].kind in ("country", "party", "place"):
            return True
        if before.low in self.pack.words("preposition"):
            return False
        if index - 1 in self.verbs or before.low in self.pack.words("negation") | self.pack.words("adverb"):
            return False
        return to_party and low != "des"

    def _genitive(self, last: Phrase, item: Item, index: int) -> bool:
        return False

    def _content(self, index: int) -> bool:
        item = self.items[index]
        if index in self.verbs or item.kind != "word" or not item.text[0].isalpha():
            return False
        if item.low in self.pack.any_of(FUNCTION) or item.low in self.pack.joined.values():
            return False
        if index and self.items[index - 1].low in self.pack.words("copula"):
            return False  # "étaient défectueux"
        if PAST.search(item.low) and (self._auxiliary_before(index) or self._told(item)):
            return False
        return not (item.text[0].isupper() and index) and not is_adverb(item.low)

    def _told(self, item: Item) -> bool:
        """A participle of what is done with goods: "la commande passée à X" where no verb was looked for."""
        verbs = self.pack.verbs.get(item.low, ())
        done = any(verb.form == "participle" and verb.frame in DONE for verb in verbs)
        return done and item.low not in self.pack.words("goods_heads") and item.low not in NOUNS

    def _auxiliary_before(self, index: int) -> bool:
        """A participle that no list has: "a rendu", "avait été largement commentée"."""
        words = self.pack.words("auxiliary") | self.pack.words("nonfinite")
        for item in reversed(self.items[max(0, index - 3) : index]):
            if item.low in words:
                return True
            if item.low not in self.pack.words("adverb") | self.pack.words("negation") and not is_adverb(item.low):
                return False
        return False

    def _goods(self, index: int) -> int:
        start, words, end, model = index, [self.items[index].text], self.items[index].end, None
        index += 1
        while index < len(self.items) and index not in self.verbs:
            item = self.items[index]
            if item.start - end > 1:
                break
            if item.kind == "adjective":
                self.state.origin = item.code
            elif item.kind == "model":
                model = item.text
            elif item.low in self.pack.words("goods_acronyms"):
                words.append(item.text)  # "drones FPV"
            elif item.low in self.pack.words("able"):
                index = self._past_purpose(index)
                break
            elif item.low in self.pack.words("loose"):
                pass  # "les drones promis"
            elif self._content(index) and self._agrees(item, words):
                words.append(item.text)
            elif self._content(index) and index + 1 not in self.verbs and self._plain(item):
                words.append(item.text)  # "puces mémoire"
            elif used := self._made_in(index):
                self.state.origin = self.items[index + used - 1].code
                index, item = index + used - 1, self.items[index + used - 1]
            elif used := self._complement(index, words):
                words.append(join(self.items[index : index + used]))
                index, item = index + used - 1, self.items[index + used - 1]
            else:
                break
            end = item.end
            index += 1
        self._close(start, index, words, end, model)
        return index

    def _past_purpose(self, index: int) -> int:
        """ "un radar capable de pister les avions furtifs": the rest says what it can do; where that ends."""
        while index < len(self.items) and self.items[index].kind != "punct" and index not in self.verbs:
            index += 1
        return index

    def _plain(self, item: Item) -> bool:
        """A noun beside a noun, as in "puces mémoire": no verb, and nobody who acts."""
        return item.low not in self.pack.verbs and item.low not in self.pack.groups

    def _agrees(self, item: Item, words: list[str]) -> bool:
        """Tell an adjective from a verb that no list has: "simulateurs de vol remonte", "chars lourds"."""
        if (
            item.low in self.pack.any_of(("goods_heads", "appositions", "materials"))
            or "-" in item.low
            or item.low.endswith(("s", "x"))
            or item.low in DEGREES
            or words[-1] in DEGREES
        ):
            return True
        return ADJECTIVE.search(item.low) is not None and not words[-1].endswith(("s", "x"))

    def _end(self) -> int:
        """Where the party before ends; "X, un fabricant" begins five characters later."""
        last = self.phrases[-1] if self.phrases else None
        return last.end + 1 if last is not None and last.kind == "party" else -1

    def _made_in(self, index: int) -> int:
        """ "de fabrication chinoise", "d'origine russe": how many items say where the goods come from."""
        if self.items[index].low not in OF:
            return 0
        pair = self.items[index + 1 : index + 3]
        return 3 if len(pair) == 2 and pair[0].low in self.pack.words("bauart") and pair[1].kind != "punct" else 0

    def _complement(self, index: int, words: list[str]) -> int:
        """ "de drones", "à billes", "pour hélicoptères": how many items belong to the name of the goods."""
        low = self.items[index].low
        if low == "à" and (counted := self._counted(index)):
            return counted
        if words[0].lower() in self.pack.words("drawings") and (drawn := self._drawn(index)):
            return drawn
        if low == "au" and self.items[index + 1 : index + 2] and index + 1 not in self.verbs:
            return 2 if self.items[index + 1].low in self.pack.words("materials") else 0
        if (
            low not in ("de", "d'", "à", "pour", "en", "sous", "sans")
            or index + 1 >= len(self.items)
            or index + 1 in self.verbs
        ):
            return 0
        if words[0].lower() in self.pack.words("measures") or not self._content(index + 1):
            return 0
        if (
            self.items[index + 1].low in KINDS
            and index + 2 < len(self.items)
            and self.items[index + 2].text[0].isupper()
        ):
            return 0  # "sous-marins de classe Lada"
        following = self.items[index + 1]
        if low == "à" and following.low in DEGREES and index + 2 < len(self.items) and self._content(index + 2):
            return 3  # "broches à grande vitesse"
        if (
            low == "à"
            and following.low.endswith(("er", "ir", "re"))
            and following.low not in self.pack.words("goods_heads")
        ):
            rest = self.items[index + 2 : index + 4]  # "machines à polir les lentilles"
            if len(rest) == 2 and rest[0].low in ("le", "la", "les", "l'") and self._content(index + 3):
                return 4
        if low == "en" and following.low not in self.pack.any_of(("goods_heads", "materials")):
            return 0
        return 2

    def _counted(self, index: int) -> int:
        """ "têtes de fraisage à cinq axes", "véhicules à huit roues": a number that belongs to the name."""
        number, noun = [*self.items[index + 1 : index + 3], None, None][:2]
        if number is None or noun is None or number.kind != "amount" or not number.text.isalpha():
            return 0
        return 3 if self._content(index + 2) and noun.low.endswith(("s", "x")) else 0

    def _drawn(self, index: int) -> int:
        """ "les plans d'un propulseur ionique", "la documentation de la tour": of what the drawing is."""
        lead = [item.low for item in self.items[index : index + 2]]
        article = lead in (["d'", "un"], ["d'", "une"], ["de", "la"], ["de", "l'"])
        start = index + 2 if article else index + 1
        if lead[:1] != ["du"] and not article:
            return 0
        return start + 1 - index if start < len(self.items) and self._content(start) else 0

    def _close(self, start: int, index: int, words: list[str], end: int, model: str | None) -> None:
        state, first = self.state, self.items[start]
        if index < len(self.items) and self.items[index].kind in ("party", "group", "place", "country"):
            head = noun_of(words, self.pack.words("goods_heads"))
            if words[0].lower() in self.pack.groups and self.items[index].start - end == 1 and not state.quantity:
                return  # "au fabricant de turbines X"
            if self.items[index].start - end == 1 and head not in self.pack.words("goods_heads") and not state.quantity:
                return  # "la société X": the noun only says what the name is
        if words[0].lower() in self.pack.groups and state.quantity is None and index and first.start - self._end() == 4:
            state.clear()
            return  # "à OOO X, un fabricant de viseurs"
        maker = next((place for place, word in enumerate(words[:2]) if word.lower() in self.pack.groups), None)
        made = words[maker + 1] if maker is not None and len(words) > maker + 1 else ""
        if maker is not None and made.startswith(("de ", "d'", "d’")):  # "un nouveau fournisseur de moteurs"
            words = [re.sub(r"^d(?:e |['’])", "", made), *words[maker + 2 :]]
            state.prep = state.prep or "de"
        joined = state.joined or self._list_goes_on(first)
        last = self.phrases[-1] if self.phrases else None
        prep = last.prep if joined and last and last.kind == "goods" and not state.prep else state.prep
        if joined and last and last.kind == "party" and prep == last.prep:
            prep = ""
        phrase = Phrase("goods", start, prep, first.start, end, words=words)
        phrase.head_word = noun_of(words, self.pack.words("goods_heads"))
        phrase.quantity, phrase.origin, phrase.definite = state.quantity, state.origin, state.definite
        phrase.model, phrase.negated, phrase.joined, phrase.same = model, state.negated, joined, state.same
        self._add(phrase)
