"""Goods that arrive: somebody sent them, and the clause says to whom they came."""

from __future__ import annotations

from loaders.extraction import french_frames
from loaders.extraction import roles as parts
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Context, Reading
from loaders.extraction.lexicon import Pack
from loaders.extraction.phrases import Phrase
from loaders.extraction.predicates import Predicate
from loaders.extraction.roles import Roles
from loaders.extraction.spread import Frame
from loaders.extraction.subjects import parties


def arrival(clause: Clause, predicate: Predicate, pack: Pack) -> bool:
    """ "300 Servomotoren gelangten nach X": goods that arrive were sent by somebody."""
    moves = predicate.verb.frame == "move" and predicate.verb.lemma in pack.words("arriving")
    aside = pack.language == "en" and predicate.verb.form == "gerund" and not predicate.passive
    return moves and not (aside and not progressive(clause, predicate, pack))


def arrived(reading: Reading, clause: Clause, predicate: Predicate, roles: Roles, frame: Frame) -> None:
    """Only new goods with a recipient count; goods that were named before only have their way told."""
    pack = reading.context.pack
    near = pack.words("to_arrive") if pack.language != "en" or predicate.verb.lemma == "arrive" else frozenset()
    to = roles.by(pack.words("to") | near)
    if predicate.verb.lemma in pack.words("reaching"):
        to = [phrase for phrase in roles.bare if pack.language == "de" or phrase.index > predicate.index]
        to = [phrase for phrase in to if phrase is to[0] or phrase.joined]
    frame.recipients = parties(without_seats(to), reading, clause)
    frame.suppliers = [
        one
        for one in parties(french_frames.sources(roles, pack), reading, clause)
        if one.form != "named" or one.kind != "place"
    ]
    if predicate.verb.lemma in pack.words("leaving"):  # "ont quitté la Chine pour la Russie"
        left = [phrase for phrase in roles.bare if phrase.index > predicate.index]
        frame.suppliers = parties(left[:1], reading, clause)
    frame.goods = [
        phrase
        for phrase in frame.goods
        if (
            (phrase.quantity or phrase.negated or phrase.origin or parts.known(phrase, reading.context))
            and (
                not phrase.definite
                or (predicate.verb.lemma in pack.words("passing") and bool(frame.suppliers))
                or (pack.language != "fr" and not _told_before(phrase, reading.context))
            )
            and phrase.head not in pack.words("anaphoric_goods")
        )
        or _passed_on(phrase, frame, reading.context)
    ]
    if pack.language == "fr" and frame.recipients and not frame.suppliers:
        french_frames.sent_on(reading, clause, roles, frame)
        frame.suppliers = frame.suppliers or french_frames.ours(reading, clause)
    told = pack.language == "fr" and french_frames.told_beside(reading, clause)
    passing = predicate.verb.lemma in pack.words("passing") and not frame.suppliers
    if pack.language == "de" and predicate.verb.lemma in pack.words("reaching") and not frame.suppliers:
        frame.goods = [phrase for phrase in frame.goods if phrase.quantity or phrase.origin or phrase.bare_unit]
    if not frame.recipients or passing or (told and not frame.suppliers):
        frame.goods = []
    if pack.phrase("same_way").search(reading.sentence.text):
        frame.via = [party for draft in reading.context.recent[:1] for party in draft.via]


def _told_before(phrase: Phrase, context: Context) -> bool:
    """Whether goods with an article are those of an earlier claim."""
    return any(draft.goods and parts.head_of(draft.goods, context)[-5:] == phrase.head[-5:] for draft in context.drafts)


def _passed_on(phrase: Phrase, frame: Frame, context: Context) -> bool:
    """ "The same spindles went on to X": goods of a transfer to somebody else, who has them go."""
    last = context.recent[-1].recipient if context.recent else None
    if last is None or last.form == "country" or not parts.anaphoric(phrase, context):
        return False
    return bool(frame.recipients) and all(one.surface != last.surface for one in frame.recipients)


def without_seats(phrases: list[Phrase]) -> list[Phrase]:
    """ "à la société X, en Russie": the country only says where X sits."""
    out: list[Phrase] = []
    for phrase in phrases:
        before = out[-1].item if out else None
        place = phrase.prep == "en" and phrase.item is not None and phrase.item.kind == "country"
        town = phrase.prep == "à" and phrase.item is not None and (phrase.item.kind == "place" or phrase.item.weak)
        place = place or (town and not phrase.joined and phrase.item is not None and phrase.item.kind != "party")
        if not (place and before is not None and before.kind in ("party", "group") and phrase.start - before.end <= 8):
            out.append(phrase)
    return out


def progressive(clause: Clause, predicate: Predicate, pack: Pack) -> bool:
    """ "has been supplying" has its subject before it like any finite verb."""
    before = [item.low for item in clause.items[max(0, predicate.index - 3) : predicate.index]]
    return any(word in pack.words("passive") for word in before)
