"""French frames of their own: goods that equip somebody ("dont les drones équipent l'armée")."""

from __future__ import annotations

from loaders.extraction import roles as parts
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.predicates import Predicate
from loaders.extraction.roles import Roles
from loaders.extraction.spread import Frame
from loaders.extraction.subjects import subject_of


def fitted(reading: Reading, clause: Clause, predicate: Predicate, roles: Roles, frame: Frame) -> bool:
    """ "X, dont les drones équipent Y", "les drones de X équipent Y": whose the goods are supplies them.

    Returns:
        Whether the clause is one, and the frame filled.
    """
    context = reading.context
    if predicate.verb.lemma not in context.pack.words("fitting") or frame.goods:
        return False
    before = [one for one in roles.phrases if one.index < predicate.index]
    goods = [one for one in before if one.kind == "goods" and one.prep == "" and parts.known(one, context)]
    users = [one for one in roles.bare if one.index > predicate.index]
    if not goods or not users or any(one.kind == "party" and one.prep == "" for one in before):
        return False
    owners = [one for one in before if one.kind == "party" and one.prep == "de" and one.index > goods[0].index]
    if clause.opener == "dont":
        owner = subject_of(reading, clause, roles)
    else:
        owner = parts.party(owners[0], context, clause.items) if owners else None
    recipient = parts.party(users[0], context, clause.items)
    if owner is None or recipient is None:
        return False
    frame.suppliers, frame.recipients, frame.goods = [owner], [recipient], goods
    return True
