"""French finds told by nouns: "l'emploi de caméras chinoises par l'armée russe"."""

from __future__ import annotations

from loaders.extraction import roles as parts
from loaders.extraction.attribution import modality
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.nominative import nominative
from loaders.extraction.phrases import amount_of


def used(reading: Reading, clause: Clause) -> list[Draft]:
    """Read the use of goods of which the country of make is printed, by troops or a firm."""
    context = reading.context
    pack = context.pack
    noun = next((item for item in clause.items if item.low in pack.words("use_nouns")), None)
    if noun is None:
        return []
    roles = parts.roles_of(clause, None, context)
    goods = [
        one
        for one in roles.phrases
        if one.kind == "goods"
        and one.prep == "de"
        and one.start > noun.start
        and one.origin
        and parts.known(one, context)
    ]
    users = [one for one in roles.by(pack.words("by")) if one.item and one.item.kind in ("group", "party")]
    if not goods or not users:
        return []
    recipient = parts.party(users[0], context, clause.items)
    draft = Draft("end_use", [reading.sentence], recipient=recipient, goods=nominative(goods[0], pack), confidence=0.6)
    draft.origin, draft.quantity, draft.model = goods[0].origin, amount_of(goods[0].quantity), goods[0].model
    draft.modality = modality(
        clause, reading.clauses, reading.sentence, reading.attribution, context.chain, pack, "find"
    )
    return [draft]
