"""Who does what to whom in a clause: the parties by preposition, case and place, the goods, value and dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from graph.model import Amount, Party
from loaders.extraction.attribution import join
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Context
from loaders.extraction.drafts import with_country
from loaders.extraction.french_phrases import FrenchReader
from loaders.extraction.item import Item
from loaders.extraction.known import is_goods
from loaders.extraction.lexicon import Pack
from loaders.extraction.phrase_reader import Reader
from loaders.extraction.phrases import Phrase
from loaders.extraction.predicates import Predicate

SIGNED = re.compile(r"(?:dated|signed|concluded|inked|initialled)$")
SIGNED_DE = re.compile(r"(?:unterzeichnete|geschlossene|vereinbarte|unterschriebene)[nrms]$")
FOUNDED_DE = re.compile(r"gegründet|eingetragen|umbenannt")
ARTICLES_DE = frozenset("der die das den dem des ein eine einen einem einer eines".split())
ABSTRACT = ("heit", "keit", "schaft", "ität", "ismus", "nis", "haltung", "ßigung", "mittlung", "stimmung", "arbeitung")
EMPTY = frozenset(
    "goods items wares merchandise products güter gütern waren ware artikel produkte fracht ladung cargo".split()
)
MOST_GOODS = 8
AUXILIARY = frozenset(
    "habe haben hat hatte hatten sei seien wird werde werden wurde wurden will wolle soll solle kann könne".split()
)


@dataclass(slots=True)
class Roles:
    """The parts of a clause.

    Attributes:
        bare: parties without preposition, in order.
        pronoun: whether a pronoun is the subject.
        phrases: all phrases.
        goods: acceptable goods in object or subject position.
        back: whether the goods point back ("the chips", "them").
    """

    phrases: list[Phrase]
    bare: list[Phrase] = field(default_factory=list)
    pronoun: bool = False
    goods: list[Phrase] = field(default_factory=list)
    back: bool = False

    def by(self, words: frozenset[str]) -> list[Phrase]:
        """The parties under one of these prepositions."""
        return [phrase for phrase in self.phrases if phrase.kind == "party" and phrase.prep in words]


def roles_of(clause: Clause, predicate: Predicate | None, context: Context) -> Roles:
    """Read the parts of a clause around its verb."""
    pack = context.pack
    if clause.phrases is None:
        verbs = {one.index for one in clause.predicates}
        if pack.language == "fr":
            clause.phrases = FrenchReader(clause.items, verbs, pack).run()
        else:
            clause.phrases = Reader(clause.items, verbs, pack).run(2 if led(clause) else 0)
    roles = Roles(list(clause.phrases))
    roles.bare = [phrase for phrase in roles.phrases if phrase.kind == "party" and phrase.prep == ""]
    subject_words = pack.words("subject_pronoun")
    first = roles.bare[0].start if roles.bare else 1 << 30
    roles.pronoun = any(
        item.kind == "word"
        and item.low in subject_words
        and item.start < first
        and not _no_subject(clause, index, pack.language)
        for index, item in enumerate(clause.items)
    )
    return roles


def _no_subject(clause: Clause, index: int, language: str) -> bool:
    """ "Es gibt ..."; "..., die sie weiterverkaufte", "... und schickte sie weiter": the pronoun is no subject."""
    if language != "de":
        return False
    words = clause.words[index : index + 2]
    return words in (["es", "gibt"], ["es", "gab"], ["es", "gebe"]) or object_pronoun(clause, index)


def object_pronoun(clause: Clause, index: int) -> bool:
    """Whether a German "sie" or "es" is the object: after a relative pronoun, or after the verb that goes on."""
    if index > 1 or clause.words[index] not in ("sie", "es", "ihn", "diese"):
        return False
    if index == 0:  # "... und sie an X weitergereicht"
        last = clause.predicates[-1] if clause.predicates else None
        helped = any(word in AUXILIARY for word in clause.words)
        alone = last is not None and last.verb.form in ("participle", "infinitive")
        return clause.parent is not None and clause.kind == "main" and alone and not helped
    if clause.kind == "relative":
        return clause.opener in ("die", "der", "das", "welche", "welcher", "wo")
    first = clause.predicates[0] if clause.predicates else None
    return clause.parent is not None and not clause.quoted and first is not None and first.index == 0


def passive_after_preposition(clause: Clause) -> bool:
    """ "..., von der sie zugestellt wurden": what a German pronoun stands for is handed on."""
    return led(clause) and any(one.passive for one in clause.predicates)


def goes_itself(clause: Clause, context: Context) -> bool:
    """ "von dort gingen sie an X", "from there they went on to X": the pronoun is what was moved."""
    moving = any(one.verb.frame == "move" for one in clause.predicates)
    return moving and any(word in ("sie", "es", "they", "it") for word in clause.words)


def led(clause: Clause) -> bool:
    """Whether a relative clause begins with a preposition: "an die ...", "from which ..."."""
    return clause.kind == "relative" and clause.words[1:2] == [clause.opener]


def acceptable(phrase: Phrase, context: Context) -> bool:
    """Tell whether a noun phrase can be goods."""
    if phrase.bare_unit:
        return True
    head = phrase.head
    pack = context.pack
    if head in pack.words("partitive") and context.goods:
        return True
    act = head in pack.words("nominal_supply") and head not in pack.words("anaphoric_goods")
    if pack.language != "fr" and (act or head in pack.words("bauart")):
        return False
    if pack.language == "de" and head.endswith(ABSTRACT) and not known(phrase, context):
        return False
    if pack.language == "de" and phrase.definite and context.goods and head in ("ware", "waren", "handelsware"):
        return True
    if not head or (head in pack.words("stop_nouns") and head not in pack.words("goods_heads")):
        return False
    if (
        (
            head in pack.groups
            and not (pack.language == "fr" and known(phrase, context))
            and not _machine(phrase, context)
        )
        or head in pack.numbered("months")
        or head in pack.words("name_cues")
        or head in pack.words("titles")
    ):
        return False
    return not (pack.language == "de" and not phrase.words[-1][0].isupper() and "für" not in phrase.words)


def _machine(phrase: Phrase, context: Context) -> bool:
    """ "axle units", "machining centres": words for places that are goods with a word before them."""
    return len(phrase.words) > 1 and phrase.head in context.pack.words("also_goods")


@cache
def _compound_heads(pack: Pack) -> tuple[str, ...]:
    """The nouns of goods that can end a German compound."""
    return tuple(word for word in pack.words("goods_heads") if len(word) > 3)


def known(phrase: Phrase, context: Context) -> bool:
    """Tell whether the lexicon of goods or the list of heads knows the phrase."""
    from graph.reference import goods as reference

    head = phrase.head
    heads = context.pack.words("goods_heads")
    if head in heads or (context.pack.language == "de" and head.endswith(_compound_heads(context.pack))):
        return True
    names = [phrase.text]
    if context.pack.language == "fr":  # "groupes électrogènes de campagne" are "groupes électrogènes"
        names = [" ".join(phrase.words[:count]) for count in range(len(phrase.words), 0, -1)]
    return any(reference.lookup(name) is not None or is_goods(name) for name in names)


def anaphoric(phrase: Phrase, context: Context) -> bool:
    """Tell whether a phrase such as "the chips" takes up goods that were named before."""
    if (phrase.same or phrase.head in context.pack.words("partitive")) and context.goods:
        return True
    if not phrase.definite:
        return False
    head = phrase.head
    if any(head_of(goods, context) == head or goods.lower() == phrase.text.lower() for goods in context.goods):
        return True
    if context.pack.language == "de" and len(head) > 4 and any(one.lower().endswith(head) for one in context.goods):
        return True  # "die Dioden" after "Laserdioden"
    others = [word.lower() for word in phrase.words if word.lower() != head]
    whole = all(word in context.pack.words("whole") for word in others)
    return whole and head in context.pack.words("anaphoric_goods") and bool(context.goods)


def head_of(goods: str, context: Context) -> str:
    """The noun of goods that were named before: the first word in French, where adjectives follow, else the last."""
    return goods.lower().split()[0 if context.pack.language == "fr" else -1]


def choose_goods(roles: Roles, preps: tuple[str, ...], context: Context, predicate: Predicate | None = None) -> None:
    """Pick the goods among the noun phrases that stand under some prepositions ("" is none).

    English objects stand after an active verb and subjects before a passive one; German has no such order.
    """
    candidates = [
        phrase
        for phrase in roles.phrases
        if phrase.kind == "goods"
        and phrase.prep in preps
        and _placed(phrase, predicate, context)
        and acceptable(phrase, context)
    ]
    told = [phrase for phrase in candidates if not _empty(phrase, context)]
    if any(phrase.quantity or known(phrase, context) for phrase in told):
        candidates = told
    sure = [phrase for phrase in candidates if phrase.quantity or known(phrase, context) or phrase.bare_unit]
    if sure:
        sure = [phrase for phrase in candidates if phrase in sure or phrase.joined]
    chosen = (sure or candidates)[:MOST_GOODS]
    if not sure and len(chosen) > 1:
        chosen = _list(chosen, context.pack.language)
    roles.goods = chosen
    roles.back = bool(chosen) and all(anaphoric(phrase, context) for phrase in chosen)


def _empty(phrase: Phrase, context: Context) -> bool:
    """ "Goods worth 12 million": a word that says nothing of what they are, and takes up nothing either."""
    if context.pack.language == "fr" or phrase.bare_unit or len(phrase.words) > 1 or anaphoric(phrase, context):
        return False
    return phrase.head in EMPTY


def _list(phrases: list[Phrase], language: str) -> list[Phrase]:
    """The first noun phrase (the last in German) with what is joined to it."""
    runs = [[phrases[0]]]
    for phrase in phrases[1:]:
        if phrase.joined:
            runs[-1].append(phrase)
        else:
            runs.append([phrase])
    return runs[-1 if language == "de" else 0]


def _placed(phrase: Phrase, predicate: Predicate | None, context: Context) -> bool:
    if predicate is None or context.pack.language == "de" or phrase.prep:
        return True
    before = predicate.passive or predicate.verb.frame == "move"
    return phrase.index < predicate.index if before else phrase.index > predicate.index


def party(phrase: Phrase | None, context: Context, items: list[Item]) -> Party | None:
    """The party of a phrase; a noun that points back is resolved, a place right after it gives its country."""
    if phrase is None or phrase.item is None:
        return None
    item = phrase.item
    if item.kind == "anaphor":
        found = context.resolve(item)
        return found or (item.party if item.code or item.definite else None)
    found = item.party
    if item.kind == "party" and found is not None and found.country is None:
        place = next(
            (other for other in items if 0 < other.start - item.end <= 8 and other.kind in ("place", "country")), None
        )
        between = [other.low for other in items if item.end <= other.start < (place.start if place else 0)]
        if place is not None and place.party is not None and between in (["in"], ["aus"], ["en"], [",", "en"], ["à"]):
            found = with_country(found, place.party.country)
    return found


def values(items: list[Item]) -> list[tuple[Amount, bool]]:
    """The sums of money of a clause, and whether each is the price of one piece."""
    return [
        (item.amount.amount, item.amount.unit_price) for item in items if item.amount and item.amount.kind == "money"
    ]


def dates(items: list[Item], weekdays: bool = False) -> tuple[str | None, str | None, bool]:
    """The bounds that a clause gives, and whether they were counted from the publication; names of days on request."""
    for place, item in enumerate(items):
        before, after = items[max(0, place - 1) : place], items[place + 1 : place + 2]
        attribute = before and before[0].low in ARTICLES_DE  # "den im Mai unterzeichneten Vertrag"
        if item.date and (
            SIGNED.match(before[0].low if before else "")
            or (attribute and SIGNED_DE.match(after[0].low if after else ""))
        ):
            continue  # "under a deal signed in May"
        if item.date and any(FOUNDED_DE.fullmatch(one.low) for one in items[place + 1 : place + 6]):
            continue  # "die X, 2021 von Y gegründet, lieferte ..."
        if item.date and item.date.day and weekdays:
            return item.date.day, item.date.day, True
        if item.date and (item.date.first or item.date.last):
            return item.date.first, item.date.last, item.date.relative
    return None, None, False


def shown(party_: Party | None) -> bool:
    """A group that has neither country nor name says nothing."""
    return party_ is not None and (party_.form != "group" or bool(party_.country) or " " in party_.surface)


def quoted_or_as(clause: Clause, context: Context) -> str | None:
    """What goods are declared as: words in quotation marks, else those after "als" or "as"."""
    for item in clause.items:
        if item.kind == "quote":
            return item.text
    words = list(clause.items)
    for index, item in enumerate(words):
        if item.low in ("als", "as", "comme"):
            rest: list[Item] = []
            for before, later in pairwise(words[index:]):
                stop = (
                    later.kind != "word"
                    or later.start - before.end > 1  # a sign stood between
                    or later.low in context.pack.words("auxiliary")
                    or later.low in context.pack.verbs
                )
                if stop or re.match(r"(in|by|im|von)$", later.low):
                    break
                rest.append(later)
            return join(rest) or None
    return None
