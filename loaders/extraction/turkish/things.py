"""The goods of a Turkish clause: its object, what it describes, or what the text named before."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.reference import goods as reference
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.turkish.clause_reader import GIVING, MOVING, WEAK, Reader, Thing
from loaders.extraction.turkish.clauses import PARTIES, Clause
from loaders.extraction.turkish.endings import lower, nominative
from loaders.extraction.turkish.phrases import Phrase, form_of, known


def things_of(reader: Reader, clause: Clause) -> list[Thing]:
    """The goods of a clause: what it describes, else the object nearest to the verb with what is listed beside it."""
    if clause.form == "before" and clause.head is not None and clause.head.kind == "goods":
        if form_of(clause.head.low, "nominal_supply", reader.pack):
            return []  # "Çin'den gelen toz sevkiyatı": the noun of supply tells it
        one = thing_of(reader, clause, clause.head)
        return [one] if one is not None and not one.back else []
    phrases = clause.phrases
    if (head := _told_of(reader, clause)) is not None:
        one = thing_of(reader, clause, head)
        return [one] if one is not None and not one.back else []
    cases = ["nom", "acc"]
    if clause.form == "noun" and (clause.passive or clause.verb is None or clause.frame in MOVING):
        cases.append("gen")
    if clause.verb is None and clause.phrase is not None:
        return _nominal_things(reader, clause)
    index = len(phrases) - 1
    while index >= 0 and not (
        phrases[index].kind == "goods" and phrases[index].case in cases and _named(phrases[index])
    ):
        index -= 1
    nearest = index
    while index >= 0 and not _sure(phrases[index], cases, reader.pack):
        index -= 1
    index = index if index >= 0 else nearest  # "mikrodenetleyiciyi aracısız temin etti"
    if index < 0:
        return _part(reader, clause) or _more(reader, clause) or _shared(reader, clause)
    out: list[Thing] = []
    while index >= 0:
        phrase = phrases[index]
        if phrase.kind != "goods" or phrase.case not in ("nom", *cases):
            break
        one = thing_of(reader, clause, phrase)
        if one is None:
            return out
        out.insert(0, one)
        if not phrase.joined and not _worth_listed(reader, phrases, index):
            break
        index -= 1 if phrase.joined else 2
    return out


def _worth_listed(reader: Reader, phrases: list[Phrase], index: int) -> bool:
    """ "3 milyon dolarlık çip ve 2 milyon dolarlık motor": sums stand between the things of a list."""
    if index < 2 or phrases[index - 1].kind != "value" or phrases[index - 2].kind != "goods":
        return False
    between = lower(reader.sentence.text[phrases[index - 2].end : phrases[index - 1].start])
    return re.fullmatch(r"(?:,| ve|, ayrıca| ile) ", between) is not None


def _sure(phrase: Phrase, cases: list[str], pack: Pack) -> bool:
    """Whether an object is counted, or names a thing that somebody knows."""
    if phrase.kind != "goods" or phrase.case not in cases or not _named(phrase):
        return False
    back = any(
        form_of(phrase.low, key, pack) for key in ("anaphoric_goods", "parts_of", "orders", "measures", "not_goods")
    )
    return back or phrase.amount is not None or phrase.model is not None or known_words(phrase.words, pack)


def paid_for(reader: Reader, clause: Clause) -> list[Thing]:
    """ "2.000 dron için 5 milyon dolar ödedi": what was paid for."""
    text = reader.sentence.text
    bought = [
        one
        for one in clause.phrases
        if one.kind == "goods" and one.words and (one.case == "for" or text.startswith(" karşılığı", one.end))
    ]
    found = [thing_of(reader, clause, one) for one in bought[-1:]]
    return [one for one in found if one is not None and not one.back]


def _told_of(reader: Reader, clause: Clause) -> Phrase | None:
    """ "X'in Y'ye gönderdiği iddia edilen 40 tank": the thing stands after the verb of saying."""
    after = reader.clauses[reader.clauses.index(clause) + 1 :][:1]
    if clause.form != "noun" or clause.verb is None or clause.verb.tense not in ("past", "future", "wish"):
        return None
    if not after or after[0].verb is None:
        return None
    told = (
        after[0].passive
        if clause.verb.tense != "wish"
        else after[0].frame in ("plan", "request") and not clause.passive
    )
    near = after[0].form == "before" and told and after[0].verb.start - clause.end <= 2
    head = after[0].head
    return head if near and head is not None and head.kind == "goods" else None


def _shared(reader: Reader, clause: Clause) -> list[Thing]:
    """ "Çin'den çip aldı ve Rusya'ya sattı": the second verb has the goods of the first."""
    onward = clause.frame in GIVING and any(one.kind in PARTIES and one.case == "dat" for one in clause.phrases)
    if not onward or clause.form == "before":
        return []
    if not reader.found:
        place = reader.clauses.index(clause)
        before = [one for other in reader.clauses[:place] for one in other.phrases if one.kind == "goods" and one.words]
        objects = [one for one in before if one.case in ("nom", "acc")]
        if any(_taken_up(reader, clause, one) for one in objects):
            return [Thing(reader.context.goods[-1], None, True)]
        acted = [
            other
            for other in reader.clauses[:place]
            if other.frame in ("declare", "move", "arrive") and not other.passive
        ]
        one = next((one for one in objects if acted and one.case == "acc"), None)
        thing = thing_of(reader, acted[-1], one) if one is not None else None
        return [thing] if thing is not None else []
    last = [one for one in reader.found if one.kind == "transfer"][-1:]
    return [Thing(one.goods, None, True) for one in last if one.goods]


def _part(reader: Reader, clause: Clause) -> list[Thing]:
    """ "motorların 4.000 adedini": a number of things that stand in the genitive before it."""
    for before, one in pairwise(clause.phrases):
        counted = one.kind == "goods" and not one.words and one.amount is not None
        if counted and before.kind == "goods" and before.case == "gen" and before.words:
            if before.low.startswith("bunlar"):
                last = [one.goods for one in reader.found if one.goods] or reader.context.goods
                return [Thing(last[-1], one)] if last else []
            name = _same_thing(reader, lower(before.words[-1])) or nominative(before.words, reader.pack, True)
            return [Thing(name, one)]
    return []


def _more(reader: Reader, clause: Clause) -> list[Thing]:
    """ "X'e de 4 ton verdi": a further number of what was named before."""
    counted = [
        one
        for one in clause.phrases
        if one.kind == "goods" and not one.words and one.amount is not None and one.amount.kind == "count"
    ]
    ends = any(one.kind in PARTIES and one.case in ("dat", "abl") for one in clause.phrases)
    if len(counted) != 1 or not ends or not reader.context.goods or reader.found:
        return []
    return [Thing(reader.context.goods[-1], counted[0])]


def _named(phrase: Phrase) -> bool:
    return bool(phrase.words)


def _nominal_things(reader: Reader, clause: Clause) -> list[Thing]:
    """ "çip satışı", "çiplerin satışı": what stands before the noun of supply."""
    phrase = clause.phrase
    assert phrase is not None
    words = phrase.words[:-1]
    if words:
        name = " ".join(words)
        if any(form_of(lower(words[-1]), key, reader.pack) for key in ("not_goods", "consumer_goods")):
            return []
        return [Thing(name, phrase)] if known_words(words, reader.pack) else []
    before = [one for one in clause.phrases[:-1] if one.kind == "goods" and one.case == "gen" and one.words]
    if before and (one := thing_of(reader, clause, before[-1])) and known_words(before[-1].words, reader.pack):
        return [one]
    return []


def known_words(words: list[str], pack: Pack) -> bool:
    """Whether the words name a thing that somebody knows."""
    item = Item("word", 0, 0, words[-1], lower(words[-1]))
    return known(Phrase("goods", "nom", 0, 0, [item]), " ".join(words), pack)


def thing_of(reader: Reader, clause: Clause, phrase: Phrase, paired: bool = False) -> Thing | None:
    """What a phrase names as goods, or takes up; paired: other parties of its clause have goods of their own."""
    pack, context = reader.pack, reader.context
    low = phrase.low
    told = form_of(low, "not_goods", pack)
    technical = told is not None and told[0] == "bilgi" and len(phrase.words) > 2
    if not phrase.words or (told is not None and not technical and not _listed(phrase, pack)):
        return None
    if clause.verb is not None and clause.verb.case and phrase.items[-1].start > clause.end:
        return None
    if re.fullmatch(r"(?:bin|milyon|milyar)[ıi]?", low) and len(phrase.words) == 1:
        return None  # "devrelerin 5 bini"
    if form_of(lower(phrase.words[-1]), "consumer_goods", pack):
        return None
    if back := _taken_up(reader, clause, phrase):
        return Thing(back, phrase, True)
    if clause.frame in MOVING and low == "mal" and len(phrase.items) == 1:
        return None  # "Türkiye'den de mal gitti": goods, and not those of before
    named = context.goods or form_of(low, "vague_goods", pack)  # "parça" is a thing where nothing was named before
    if form_of(low, "anaphoric_goods", pack) and named and _bare(reader, clause, phrase):
        return Thing(context.goods[-1], phrase, True) if context.goods else None
    words = phrase.words
    if len(words) == 2 and lower(words[0]) in ("büyük", "önemli", "küçük") and form_of(low, "parts_of", pack):
        words = words[1:]  # "ihtiyacının büyük bölümünü"
    if len(words) > 1 and clause.verb_lemma in ("ver", "al") and form_of(low, "orders", pack):
        return Thing(" ".join(words[:-1]), phrase)
    if lower(words[0]) in ("insani", "insanî"):
        return None
    if len(words) > 1 and form_of(low, "measures", pack):
        return Thing(" ".join(words[:-1]), phrase)  # "çip sayısını artırdı": the number of chips
    if len(words) == 1 and form_of(low, "parts_of", pack):
        owner = _owner(clause, phrase)
        if owner is None:
            return None
        if len(owner.words) > 1 and form_of(owner.low, "measures", pack):
            return Thing(" ".join(owner.words[:-1]), owner)
        return Thing(nominative(owner.words, pack, True), owner)
    name = nominative(words, pack, phrase.case in ("nom", "acc"), not paired and _definite(reader, phrase))
    unsure = len(phrase.words) < 2 and phrase.amount is None and not known(phrase, name, pack)
    if unsure and clause.verb is not None and clause.verb.lemma in WEAK:
        return None
    return Thing(name, phrase)


def _owner(clause: Clause, phrase: Phrase) -> Phrase | None:
    """ "motorların tamamı": the things in the genitive before a word for a part."""
    index = next((place for place, one in enumerate(clause.phrases) if one is phrase), 0)
    owners = [one for one in clause.phrases[:index] if one.case == "gen" and one.kind == "goods" and one.words]
    near = bool(owners) and (owners[-1] is clause.phrases[index - 1] or owners[-1] is clause.phrases[0])
    return owners[-1] if near else None


def _definite(reader: Reader, phrase: Phrase) -> bool:
    """An object away from its verb stands in the accusative: "servo motoru Rusya'ya yolladı"."""
    for clause in reader.clauses:
        if phrase not in clause.phrases or clause.verb is None or clause.passive or clause.frame in MOVING:
            continue
        after = [one for one in clause.phrases if one.start > phrase.end and one.kind in (*PARTIES, "date")]
        return bool(after) and clause.form != "before"
    return False


def _bare(reader: Reader, clause: Clause, phrase: Phrase) -> bool:
    """ "ürünleri", "bu malı" alone point back; "40 milyon dolarlık malzeme" is something new."""
    if any(one.head is phrase for one in reader.clauses if one is not clause):
        return False
    words = [
        one for one in phrase.items if one.kind == "word" and one.low not in ("bu", "söz", "konusu", "aynı", "bir")
    ]
    return (
        len(words) == 1
        and phrase.amount is None
        and not any(one.kind == "value" and 0 <= phrase.start - one.end <= 1 for one in clause.phrases)
    )


def _listed(phrase: Phrase, pack: Pack) -> bool:
    """ "askerî yardım": the lexicon knows the whole."""
    return len(phrase.words) > 1 and reference.lookup(nominative(phrase.words, pack, True)) is not None


def _taken_up(reader: Reader, clause: Clause, phrase: Phrase) -> str | None:
    """ "aynı transistörleri", "Diyotların tamamı", "vidalar": a thing that was named before, by its last word."""
    if not reader.context.goods or phrase.amount is not None or phrase.model:
        return None
    pack = reader.pack
    words = [lower(word) for word in phrase.words]
    if form_of(words[-1], "parts_of", pack):
        owner = _owner(clause, phrase)
        if owner is None or form_of(lower(owner.words[-1]), "anaphoric_goods", pack):
            return reader.context.goods[-1]
        return _same_thing(reader, lower(owner.words[-1]))
    plural = len(words) == 1 and re.search(r"l[ae]r$", words[0]) is not None
    if plural and clause.passive and clause.phrases[:1] == [phrase] and reader.context.recent:
        return _same_thing(reader, words[0]) or reader.context.goods[-1]  # "Tezgâhlar ... gönderildi"
    again = any(item.low in ("aynı", "söz", "bu", "anılan") for item in phrase.items[:-1])
    definite = phrase.case in ("acc", "gen") or re.search(r"(?:l[ae]r|[ıiuü])$", words[-1]) is not None
    if again or (len(words) == 1 and definite):
        return _same_thing(reader, words[-1])
    return None


def _same_thing(reader: Reader, word: str) -> str | None:
    for name in reversed(reader.context.goods):
        head = lower(name).split()[-1]
        stem = head[: max(3, len(head) - 2)]
        if word.startswith(stem) or head.startswith(word[: max(4, len(word) - 4)]):
            return name
    return None
