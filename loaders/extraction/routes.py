"""The way of goods that earlier claims moved, and which claims a sentence means by its goods."""

from __future__ import annotations

from graph.model import Party
from loaders.extraction import roles as parts
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Context, Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.phrases import Phrase


def route(reading: Reading, clause: Clause) -> None:
    """Give the way that a sentence tells to the claims of the one before."""
    context = reading.context
    pack = context.pack
    if not context.recent:
        return
    roles = parts.roles_of(clause, None, context)
    words = pack.words("via") | pack.words("through")
    way = [parts.party(phrase, context, clause.items) for phrase in roles.by(words)]
    own = {draft.supplier.country for draft in context.recent if draft.supplier} | {
        draft.recipient.country for draft in context.recent if draft.recipient
    }
    way += [
        one
        for phrase in roles.by(frozenset({"from", "aus", "von", "depuis"}))
        if (one := parts.party(phrase, context, clause.items)) is not None and one.country not in own
    ]
    phrases = [one for one in roles.phrases if one.kind == "goods" and one.prep == "" and one.words]
    if not phrases:
        place = reading.clauses.index(clause)
        if place:
            phrases = [
                one
                for one in parts.roles_of(reading.clauses[0], None, context).phrases
                if one.kind == "goods" and one.prep == ""
            ]
    pronoun = any(item.low in ("they", "it", "sie", "er", "ils", "elles") for item in clause.items)
    definite = [one for one in phrases if one.definite or one.head in pack.words("anaphoric_goods")]
    if not definite and not pronoun:
        return
    for draft in meant(definite, context.recent, context):
        added = False
        for party in way:
            if (
                party is not None
                and all(party.surface != other.surface for other in draft.via)
                and _distinct(party, draft)
            ):
                draft.via.append(party)
                added = True
        maker = next((item.party for item in reading.items if item.kind == "party" and _by(reading, item.start)), None)
        if (
            maker is not None
            and draft.maker is None
            and maker.surface not in {p.surface for p in (draft.supplier, draft.recipient) if p}
        ):
            draft.maker = maker
            added = True
        if added:
            draft.also(reading.sentence)


def own_route(reading: Reading, clause: Clause, found: list[Draft]) -> None:
    """ "..., die über Belarus transportiert wurden": the way of what the clause before tells."""
    context = reading.context
    roles = parts.roles_of(clause, None, context)
    if clause.words[0] in context.pack.words("preposition"):
        return
    for phrase in roles.by(context.pack.words("via") | context.pack.words("through")):
        party = parts.party(phrase, context, clause.items)
        for draft in found:
            if party is not None and _distinct(party, draft) and all(party.surface != one.surface for one in draft.via):
                draft.via.append(party)


def _by(reading: Reading, start: int) -> bool:
    before = reading.sentence.text[:start].lower().split()[-2:]
    return before in (["made", "by"], ["produced", "by"], ["manufactured", "by"]) or (
        bool(before) and before[-1] == "von" and "hergestellt" in reading.sentence.text
    )


def _distinct(party: Party, draft: Draft) -> bool:
    return all(other is None or other.surface != party.surface for other in (draft.supplier, draft.recipient))


def meant(phrases: list[Phrase], drafts: list[Draft], context: Context) -> list[Draft]:
    """The claims whose goods a sentence names; all of them where it only says "the goods" or "they"."""
    heads = {phrase.head for phrase in phrases}
    for group in (drafts, context.earlier):
        same = [draft for draft in group if draft.goods and parts.head_of(draft.goods, context) in heads]
        if same:
            return [draft for draft in same if draft.sentences[:1] == same[-1].sentences[:1]]
    named = [
        phrase
        for phrase in phrases
        if parts.known(phrase, context)
        and phrase.head not in context.pack.words("anaphoric_goods")
        and not phrase.definite
    ]
    return [] if named else drafts
