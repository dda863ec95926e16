"""Who does what to whom in a clause: the parts by case and preposition."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from dataclasses import replace as changed

from graph.model import Amount, Party
from graph.reference import countries
from loaders.extraction.item import Item
from loaders.extraction.known import is_goods
from loaders.extraction.slavic import morphology
from loaders.extraction.slavic.clauses import Clause, Predicate
from loaders.extraction.slavic.phrase import Phrase, named
from loaders.extraction.slavic.state import Goods, Memory

_RELATIVE = {
    "ru": "й=nom,acc я=nom е=nom,acc го=gen,acc му=dat ой=gen,dat,ins ую=acc ым=ins,dat ых=gen,acc ыми=ins ом=loc",
    "uk": "ий=nom,acc а=nom е=nom і=nom,acc го=gen,acc му=dat,loc ій=dat,loc ої=gen у=acc "
    "им=ins,dat их=gen,acc ими=ins "
    "ою=ins",
}
CASES_OF_RELATIVE = {
    language: {ending: cases.split(",") for ending, cases in (one.split("=") for one in row.split())}
    for language, row in _RELATIVE.items()
}


@dataclass(slots=True)
class Parts:
    """The phrases of a clause, with what a relative pronoun or a participle takes from the clause above.

    Attributes:
        phrases: all of them.
        money: sums, and whether each is a unit price.
        start, end, relative: the bounds of the date.
    """

    phrases: list[Phrase]
    money: list[tuple[Amount, bool]] = field(default_factory=list)
    start: str | None = None
    end: str | None = None
    relative: bool = False

    def bare(self, case: str) -> list[Phrase]:
        """Parties without preposition that can stand in a case."""
        return [one for one in self.phrases if one.is_party and not one.prep and case in one.cases]

    def pronoun(self, cases: frozenset[str]) -> bool:
        """Whether "их", "її" is what is supplied."""
        return any(
            one.kind == "pronoun" and not one.prep and one.cases & cases and "acc" in one.cases for one in self.phrases
        )

    def under(self, preps: frozenset[str], cases: frozenset[str] = morphology.ANY) -> list[Phrase]:
        """Parties under one of some prepositions."""
        return [one for one in self.phrases if one.is_party and one.prep in preps and one.cases & cases]


def parts_of(clause: Clause, memory: Memory) -> Parts:
    """Read the parts of a clause."""
    parts = Parts(_completed(clause) if clause.elided else list(clause.phrases))
    taken = _antecedent(clause, memory)
    if taken is not None:
        parts.phrases.insert(0, taken)
    parts.money = [
        (item.amount.amount, item.amount.unit_price)
        for item in clause.items
        if item.amount is not None and item.amount.kind == "money"
    ]
    for before, item in zip([None, *clause.items], clause.items, strict=False):
        if before is not None and before.low == "не":
            continue  # "не осенью, а весной"
        if item.date is not None and (item.date.first or item.date.last):
            parts.start, parts.end, parts.relative = item.date.first, item.date.last, item.date.relative
            break
    return parts


def _completed(clause: Clause) -> list[Phrase]:
    """The phrases of a clause without a verb of its own, and those of the clause before that it does not replace."""
    own = list(clause.phrases)
    nouns = any(one.kind == "noun" and not one.prep for one in own)
    assert clause.elided is not None
    counted = next(
        (item.amount for item in clause.items if item.amount and item.amount.kind in ("count", "number")), None
    )
    for other in clause.elided.phrases:
        if other.kind == "noun" and nouns and not other.prep:
            continue
        if other.kind == "noun" and not other.prep and counted is not None:
            other = changed(other, quantity=counted)  # "а влітку — ще 200 штук"
        if other.is_party and any(one.is_party and one.prep == other.prep and one.cases & other.cases for one in own):
            continue
        own.append(other)
    return own


def _antecedent(clause: Clause, memory: Memory) -> Phrase | None:
    """What a relative pronoun or a participle stands for, in the case that it has here."""
    parent = clause.parent
    if parent is None or not parent.phrases or clause.kind not in ("relative", "participle"):
        return None
    before = [one for one in parent.phrases if one.end <= clause.items[0].start]
    if not before:
        return None
    last = before[-1]
    if clause.kind == "relative":
        cases = _cases_of(clause.opener, memory.language) or _cases_of_that(clause, memory)
        if not cases:
            return None
        if last.kind == "noun" and not last.senses:
            return None
        return changed(
            last, cases=cases, prep=clause.opener_prep, joined=False, start=clause.items[0].start, owner=None
        )
    form = clause.predicates[0].verb.form if clause.predicates else ""
    if form == "gerund":
        return None
    wanted = next((one for one in reversed(before) if (one.kind == "noun") == (form == "full")), None)
    if wanted is None:
        return None
    return changed(wanted, cases=frozenset({"nom"}), prep="", joined=False, start=clause.items[0].start, owner=None)


def _cases_of(opener: str, language: str) -> frozenset[str]:
    if not opener.startswith(("котор", "котр", "як")):
        return frozenset()
    table = CASES_OF_RELATIVE[language]
    for size in (3, 2, 1):
        if opener[-size:] in table:
            return frozenset(table[opener[-size:]])
    return frozenset()


def _cases_of_that(clause: Clause, memory: Memory) -> frozenset[str]:
    """Ukrainian "що": what is told of, unless the clause has its own ("дрони, що їх продала X")."""
    if clause.opener not in memory.pack.words("relative_that"):
        return frozenset()
    own = any(one.is_party and not one.prep and "nom" in one.cases for one in clause.phrases)
    return frozenset({"acc"}) if own else frozenset({"nom"})


def party_of(phrase: Phrase | None, memory: Memory, taken: frozenset[str] = frozenset()) -> Party | None:
    """The party of a phrase; a noun that points back is resolved."""
    if phrase is None:
        return None
    if phrase.kind == "anaphor":
        return memory.resolve(phrase, taken) or (_group(phrase, memory) if phrase.code else None)
    if phrase.kind == "side" and phrase.code:
        name = countries.name(phrase.code, memory.language)
        return Party(surface=name, form="country", kind="country", country=phrase.code)
    if phrase.kind in ("group", "noun") and phrase.party is None:
        return _group(phrase, memory)
    return phrase.party


def _group(phrase: Phrase, memory: Memory) -> Party:
    adjective = list(phrase.modifiers)
    if phrase.kind == "noun" and phrase.adjective:
        adjective = [phrase.adjective, *adjective]
    surface = named(changed(phrase, modifiers=adjective), memory.language, phrase.cases)
    return Party(
        surface=surface,
        form="group",
        kind="group",
        country=phrase.code or phrase.origin,
        country_basis="printed" if phrase.code or phrase.origin else None,
    )


def known(phrase: Phrase, memory: Memory) -> bool:
    """Whether the lexicon of goods or the pack knows the phrase as goods."""
    from graph.reference import goods as reference

    heads = memory.pack.words("goods_heads")
    if phrase.lemma in heads or (phrase.head.isupper() and phrase.head.lower() in heads):
        return True
    lemma = phrase.lemma
    if "-" in lemma and lemma.partition("-")[0] in heads:
        return True
    if any(lemma.endswith(head) and len(head) > 4 for head in memory.pack.words("goods_endings")):
        return True
    return any(
        reference.lookup(name) is not None or is_goods(name)
        for name in (
            named(phrase, memory.language),
            *(form for one in phrase.senses[:1] for form in (one.singular, one.plural)),
        )
    )


def acceptable(phrase: Phrase, memory: Memory) -> bool:
    """Whether a noun phrase can be goods."""
    pack = memory.pack
    if phrase.kind != "noun" or (len(phrase.lemma) < 2 and not phrase.head.isupper()):
        return False
    if phrase.lemma in pack.words("needs_tail"):
        return bool(phrase.tail)  # "данные о ледовой обстановке"
    if phrase.lemma in pack.words("goods_heads"):
        return True
    if phrase.head in pack.data["legal_forms"].split() or phrase.lemma in pack.words("civil_goods"):
        return False
    if (phrase.tail and phrase.lemma in pack.words("keep_on")) or any(
        one.lemma == phrase.lemma for one in memory.goods
    ):
        return True  # "все 75 источников" of before
    technical = pack.data["technical"]
    if phrase.lemma in pack.words("sources_of_power") and any(
        re.match(technical, one.lower()) for one in phrase.modifiers
    ):
        return True  # "лазерные источники"
    return phrase.lemma not in pack.words("stop_nouns") and phrase.lemma not in pack.words("nominal_supply")


def goods_in(parts: Parts, cases: frozenset[str], memory: Memory) -> list[Phrase]:
    """The goods among the phrases without preposition in some cases: those that are known, else the first."""
    found = [
        one
        for one in parts.phrases
        if one.kind == "noun" and not one.prep and one.cases & cases and acceptable(one, memory)
    ]
    sure = [one for one in found if known(one, memory) or one.quantity is not None or anaphoric(one, memory)]
    if sure:
        listed: list[Phrase] = []
        for one, following in zip(found, [*found[1:], None], strict=True):
            leads = following in sure and following is not None and following.joined and following.start - one.end <= 4
            if one in sure or leads or (one.joined and listed and listed[-1] in found):
                listed.append(one)
        return listed
    return _listed(found)


def _listed(found: list[Phrase]) -> list[Phrase]:
    """The first of some phrases and those that "и" joins to it right after each other."""
    listed = found[:1]
    for one in found[1:]:
        if not one.joined or one.start - listed[-1].end > 4:
            break
        listed.append(one)
    return listed


def anaphoric(phrase: Phrase, memory: Memory) -> bool:
    """Whether goods such as "эти микросхемы" or "груз" take up goods that were named before."""
    if memory.goods and such(phrase, memory):
        return True
    if not memory.goods or phrase.quantity is not None or phrase.tail:
        return False
    if phrase.same or (phrase.lemma in memory.pack.words("always_anaphoric") and not phrase.modifiers):
        return True
    if any(one.lemma == phrase.lemma for one in memory.goods) and not phrase.modifiers:
        return True
    if not phrase.modifiers and phrase.origin is None and phrase.model is None and _synonym(phrase, memory):
        return True
    described = phrase.modifiers or phrase.origin is not None or phrase.owner is not None or phrase.model is not None
    if phrase.lemma in memory.pack.words("generic_goods") and not described:
        return memory.goods[-1].paragraph == memory.paragraph  # "прилади поїхали до Росії"
    return phrase.definite and phrase.lemma in memory.pack.words("anaphoric_goods")


def _synonym(phrase: Phrase, memory: Memory) -> list[Goods]:
    """Goods of the paragraph that the text called by another word: "двигатели ..., а те перепродают моторы"."""
    pairs, last = memory.pack.words("synonyms"), memory.goods[-1:]
    return [one for one in last if f"{phrase.lemma}={one.lemma}" in pairs and one.paragraph == memory.paragraph]


def such(phrase: Phrase, memory: Memory) -> bool:
    """ "1840 таких машин": a number of what was named before."""
    plain = not (phrase.modifiers or phrase.tail or phrase.origin or phrase.model)
    return (
        phrase.quantity is not None
        and phrase.definite
        and plain
        and phrase.lemma in memory.pack.words("anaphoric_goods") | memory.pack.words("generic_goods")
    )


def resolved(phrase: Phrase, memory: Memory) -> list[Goods]:
    """The goods that a phrase takes up."""
    same = [one for one in memory.goods if one.lemma == phrase.lemma] or _synonym(phrase, memory)
    generic = phrase.lemma in memory.pack.words("generic_goods") and not phrase.modifiers
    if generic and memory.goods[-1].paragraph == memory.paragraph:
        return memory.goods[-1:]
    if not same and phrase.whole and memory.recent:
        names = list(dict.fromkeys(draft.goods for draft in memory.recent if draft.goods))
        return [one for one in memory.goods if one.name in names]
    if same:
        return [max(reversed(same), key=lambda one: " " in one.name)]
    last = memory.goods[-1:]
    return last


def people(phrase: Phrase, case: str, memory: Memory) -> bool:
    """ "российским портам", "китайские экипажи": a noun with a country that is no goods can act or receive."""
    return (
        phrase.kind == "noun"
        and phrase.origin is not None
        and case in phrase.cases
        and phrase.quantity is None
        and bool(phrase.senses)
        and phrase.lemma not in memory.pack.words("stop_nouns")
        and phrase.lemma not in memory.pack.words("anaphoric_goods")
        and not known(phrase, memory)
    )


def subject(parts: Parts, predicate: Predicate | None) -> Phrase | None:
    """The party in the nominative: a clear one first, then one before the verb."""
    found = [one for one in parts.bare("nom") if one.kind != "pronoun"]
    if any(one.kind == "pronoun" and one.cases == {"nom"} and not one.prep for one in parts.phrases):
        found = [one for one in found if len(one.cases) < 3]
    if not found:
        return None
    clear = [one for one in found if "acc" not in one.cases and "dat" not in one.cases]
    if clear:
        return _apposed(clear[0], parts)
    if predicate is not None:
        before = [one for one in found if one.end <= predicate.item.start]
        if before:
            nearest = [one for one in before if len(one.cases) < 6]
            return (nearest or before)[0]
        narrow = [one for one in found if len(one.cases) < 6]
        return (narrow or found)[0]
    return found[0]


def _apposed(lead: Phrase, parts: Parts) -> Phrase:
    """ "заказчик, петербургское АО «X», получил": the firm that a noun without a country is called by."""
    if lead.kind not in ("group", "anaphor") or lead.code is not None:
        return lead
    following = [one for one in parts.phrases if one.start >= lead.end and one is not lead]
    first = following[0] if following else None
    beside = first is not None and first.kind == "party" and first.start - lead.end == 2 and not first.prep
    return first if first is not None and beside and "nom" in first.cases else lead


def and_joined(phrase: Phrase, parts: Parts) -> list[Phrase]:
    """A party and those that "и" or a comma joins to it; names after a group and a dash stand for the group."""
    following = next((one for one in parts.phrases if one.start > phrase.end), None)
    if phrase.kind == "group" and following is not None and following.kind == "party" and following.dashed:
        return and_joined(following, parts)
    out = [phrase]
    start = parts.phrases.index(phrase) if phrase in parts.phrases else len(parts.phrases)
    for one in parts.phrases[start + 1 :]:
        if one.joined and one.is_party and (one.prep == phrase.prep or not one.prep) and one.cases & phrase.cases:
            out.append(one)
        else:
            break
    return out


def shown(party: Party | None) -> bool:
    """A group that has neither country nor attribute says nothing."""
    return party is not None and (party.form != "group" or bool(party.country) or " " in party.surface)


def dates_beside(items: list[Item]) -> tuple[str | None, str | None, bool]:
    """The first date of some items."""
    for item in items:
        if item.date is not None and (item.date.first or item.date.last):
            return item.date.first, item.date.last, item.date.relative
    return None, None, False


def reading_cases(phrase: Phrase, wanted: frozenset[str]) -> frozenset[str]:
    """Goods after a measure are genitives, whatever the case of the measure."""
    if phrase.measure or phrase.quantity is not None:
        return frozenset({"gen"}) | ({"acc"} if phrase.quantity is not None and not phrase.measure else frozenset())
    return frozenset({"acc"}) if "acc" in wanted and any(one.case == "acc" for one in phrase.senses) else wanted


def fullest(phrase: Phrase, wanted: frozenset[str], memory: Memory) -> Goods:
    """The goods of a phrase; a noun alone takes the fuller name under which the text named such goods before."""
    own = Goods(named(phrase, memory.language, reading_cases(phrase, wanted)), phrase.lemma, memory.paragraph)
    if phrase.modifiers or phrase.tail:
        return own
    counted = phrase.quantity is not None  # a lot of its own takes the adjectives, and not "для нічних прицілів"
    before = [
        one
        for one in memory.goods
        if one.lemma == phrase.lemma
        and " " in one.name
        and one.paragraph >= memory.paragraph - 1
        and own.name in one.name.split()
        and not (counted and not one.name.endswith(own.name))
    ]
    return before[-1] if before else own


def named_goods(name: str, clause: Clause, memory: Memory) -> Goods:
    """The goods of a claim with the lemma of their head, for sentences that take them up."""
    for phrase in clause.phrases:
        if phrase.kind == "noun" and phrase.lemma[:4] in name.lower().replace("ё", "е"):
            return Goods(name, phrase.lemma, memory.paragraph)
    return Goods(name, name.split()[0].lower(), memory.paragraph)
