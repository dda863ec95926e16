"""Who supplies whom as a standing fact, in a Turkish sentence without a verb: "X, Y'nin tek çip tedarikçisi"."""

from __future__ import annotations

import re

from loaders.extraction.drafts import Draft
from loaders.extraction.lexicon import Pack
from loaders.extraction.turkish.clause_reader import Reader
from loaders.extraction.turkish.endings import lower
from loaders.extraction.turkish.phrases import Phrase, form_of
from loaders.extraction.turkish.things import known_words

IS = re.compile(r"d[ıiuü]r$")


def standing(reader: Reader) -> list[Draft]:
    """Read "X is the supplier of Y for Z" and "X is the buyer of Z from Y"; all three must be named."""
    for index, phrase in enumerate(reader.phrases):
        if index < 2 or phrase.kind not in ("party", "goods") or not phrase.items:
            continue
        side = _side(phrase, reader.pack)
        goods = _goods(phrase, reader.pack) if side else None
        owner = reader.phrases[index - 1]
        doers = [one for one in reader.phrases[: index - 1] if one.kind in ("party", "back") and one.case == "nom"]
        if side is None or goods is None or owner.kind != "party" or owner.case != "gen" or not doers:
            continue
        if not _last(reader.phrases[index + 1 :]):
            continue
        doer, other = reader.party(doers[-1]), owner.party
        if doer is None or other is None or "person" in (doer.kind, other.kind):
            continue
        ends = (doer, other) if side == "suppliers" else (other, doer)
        return [Draft("transfer", [reader.sentence], supplier=ends[0], recipient=ends[1], goods=goods, confidence=0.6)]
    return []


def _side(phrase: Phrase, pack: Pack) -> str | None:
    """Whether the last word of a phrase, or the one before "biri", is somebody's supplier or buyer."""
    words = [one for one in phrase.items if one.kind == "word"]
    if len(words) > 1 and words[-1].low.startswith(("biri", "konumun")):
        words = words[:-1]
    for key in ("suppliers", "buyers"):
        found = form_of(IS.sub("", words[-1].low), key, pack) if words else None
        if found is not None and found[1].owned:
            return key
    return None


def _goods(phrase: Phrase, pack: Pack) -> str | None:
    """The words before the noun that name a thing."""
    names = [one.text for one in phrase.items if one.kind == "word"]
    while names and not any(form_of(IS.sub("", lower(names[-1])), key, pack) for key in ("suppliers", "buyers")):
        names.pop()
    words = names[:-1]
    while words and lower(words[0]) in pack.words("ranks"):
        words.pop(0)
    return " ".join(words) if words and known_words(words, pack) else None


def _last(rest: list[Phrase]) -> bool:
    """Nothing follows but "biri", "konumunda", "olarak biliniyor", "oldu"."""
    if rest and rest[0].kind == "goods" and rest[0].low.startswith(("biri", "konumun", "durumun")):
        rest = rest[1:]
    verbs = [one for one in rest if one.verb is not None]
    return len(rest) <= 2 and all(one.verb is not None and one.verb.frame in ("other", "say", "be") for one in verbs)


def turned_down(reader: Reader) -> list[Draft]:
    """ "Pekin, Moskova'nın 5 bin yelek talebini geri çevirdi": what one side asked the other for in vain."""
    for clause in reader.clauses:
        phrase = clause.phrases[-1] if clause.phrases else None
        refusing = clause.verb_lemma in ("reddet", "geri çevir") or (clause.verb is not None and clause.verb.negative)
        if phrase is None or phrase.kind != "goods" or clause.form != "finite" or not refusing:
            continue
        askers = [one for one in clause.phrases if one.kind == "party" and one.case == "gen" and one.party]
        doers = [one for one in clause.phrases if one.kind == "party" and one.case == "nom" and one.party]
        words = phrase.words[:-1]
        asked = form_of(phrase.low, "requests", reader.pack) is not None
        if not asked or not words or len(askers) != 1 or len(doers) != 1 or not known_words(words, reader.pack):
            continue
        draft = Draft("transfer", [reader.sentence], supplier=doers[0].party, recipient=askers[0].party)
        draft.goods, draft.modality, draft.confidence = " ".join(words), "sought", 0.6
        draft.quantity = phrase.amount.amount if phrase.amount and phrase.amount.kind != "percent" else None
        return [draft]
    return []
