"""German participles before their noun: "die 2024 aus China nach Russland gelieferten Motoren"."""

from __future__ import annotations

import re

from graph.model import Party
from loaders.extraction import roles as parts
from loaders.extraction.attribution import modality
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.lexicon import Pack
from loaders.extraction.nominative import nominative
from loaders.extraction.phrases import Phrase, amount_of
from loaders.extraction.subjects import parties

ENDING = re.compile(r"(?:e[nrsm]?)$")
FARTHEST = 14  # items between the article and the participle


def attributes(reading: Reading, clause: Clause) -> list[Draft]:
    """Read the transfers that participles before goods state."""
    context = reading.context
    if context.pack.language != "de":
        return []
    roles = parts.roles_of(clause, None, context)
    for phrase in roles.phrases:
        frame = _frame(phrase, context.pack)
        if frame is None:
            continue
        begin = _article(clause, phrase.index, context.pack)
        around = [one for one in roles.phrases if one.kind == "party" and begin <= one.index < phrase.index]
        draft = _draft(reading, clause, phrase, around, frame)
        if draft is not None:
            draft.start, draft.end, relative = parts.dates(clause.items[begin : phrase.index])
            if relative and (draft.start or draft.end):
                draft.flag("date_relative")
            return [draft]
    return []


def _frame(phrase: Phrase, pack: Pack) -> str | None:
    """Supply or acquire, where the first word of goods is a participle of such a verb."""
    if phrase.kind != "goods" or len(phrase.words) < 2 or not phrase.words[0][0].islower():
        return None
    readings = pack.verbs.get(ENDING.sub("", phrase.words[0]), ())
    frames = [verb.frame for verb in readings if verb.form == "participle" and verb.frame in ("supply", "acquire")]
    return frames[0] if frames else None


def _article(clause: Clause, index: int, pack: Pack) -> int:
    """The place of the article that opens the noun phrase."""
    for place in range(index - 1, max(-1, index - FARTHEST), -1):
        before = clause.items[place - 1].low if place else ""
        if clause.items[place].low in pack.words("article") and before not in pack.words("preposition"):
            return place
    return max(0, index - FARTHEST)


def _draft(reading: Reading, clause: Clause, phrase: Phrase, around: list[Phrase], frame: str) -> Draft | None:
    context = reading.context
    pack = context.pack

    def under(words: frozenset[str]) -> Party | None:
        return next(iter(parties([one for one in around if one.prep in words], reading, clause)), None)

    agent, origin, goal = (
        under(frozenset({"von", "vom", "durch"})),
        under(frozenset({"aus", "bei"})),
        under(pack.words("to")),
    )
    supplier, recipient = (agent or origin, goal) if frame == "supply" else (origin, agent)
    if frame == "acquire" and recipient is None:
        return None
    goods = Phrase(
        "goods", phrase.index, "", phrase.start, phrase.end, words=phrase.words[1:], quantity=phrase.quantity
    )
    goods.definite = True
    known = parts.known(goods, context)
    if not parts.acceptable(goods, context) or not ((supplier and recipient) or (known and (supplier or recipient))):
        return None
    judged = modality(clause, reading.clauses, reading.sentence, reading.attribution, context.chain, pack, "supply")
    draft = Draft("transfer", [reading.sentence], supplier, recipient, goods=nominative(goods, pack), modality=judged)
    draft.quantity, draft.origin = amount_of(phrase.quantity), phrase.origin
    return draft
