"""French frames of their own: goods that equip somebody ("dont les drones équipent l'armée")."""

from __future__ import annotations

from loaders.extraction import roles as parts
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.predicates import Predicate
from loaders.extraction.roles import Roles
from loaders.extraction.spread import Frame
from loaders.extraction.subjects import subject_of


def reached(reading: Reading, clause: Clause, frame: Frame) -> bool:
    """ "Des forets, vendus par X, ont gagné Y", "Livrés par X, les forets sont arrivés à Y": who they reached.

    Returns:
        Whether the clause after the participle says it, and the frame filled.
    """
    context, pack = reading.context, reading.context.pack
    place = reading.clauses.index(clause) + 1
    if not frame.suppliers or place >= len(reading.clauses):
        return False
    following = reading.clauses[place]
    moves = [one for one in following.predicates if one.verb.lemma in pack.words("arriving") and not one.passive]
    moves = moves or [one for one in following.predicates if one.verb.lemma in pack.words("arriving")]
    if not moves or moves[0].verb.lemma in pack.words("leaving"):
        return False
    roles = parts.roles_of(following, moves[0], context)
    to = roles.by(pack.words("to"))
    if moves[0].verb.lemma in pack.words("reaching"):
        to = [one for one in roles.bare if one.index > moves[0].index]
    subjects = [one for one in roles.phrases if one.kind == "goods" and one.index < moves[0].index and not one.prep]
    frame.goods = frame.goods or [one for one in subjects if parts.known(one, context)]
    found = [parts.party(one, context, following.items) for one in to[:1]]
    frame.recipients = [one for one in found if one is not None]
    return bool(frame.recipients)


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
