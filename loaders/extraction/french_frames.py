"""French frames of their own: goods that equip somebody ("dont les drones équipent l'armée")."""

from __future__ import annotations

from itertools import pairwise

from graph.model import Party
from loaders.extraction import roles as parts
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.phrases import Phrase
from loaders.extraction.predicates import Predicate
from loaders.extraction.roles import Roles
from loaders.extraction.spread import Frame
from loaders.extraction.subjects import speaking, subject_of

NAMED = frozenset({"party", "group", "country", "anaphor"})
RELATIVE = frozenset({"qui", "lequel", "laquelle", "lesquels", "lesquelles"})
AGENT_PRONOUNS = frozenset({"elle", "lui", "celle-ci", "celui-ci"})


def agent(reading: Reading, clause: Clause, predicate: Predicate) -> Party | None:
    """ "vendus par elle", "livrés par celle-ci": the firm that was named last."""
    words = clause.words[predicate.index + 1 : predicate.index + 3]
    if len(words) < 2 or words[0] != "par" or words[1] not in AGENT_PRONOUNS:
        return None
    start = clause.items[predicate.index].start
    named = [one.party for one in reading.items if one.kind == "party" and not one.weak and one.end <= start]
    return named[-1] if named else next(iter(reading.context.parties[-1:]), None)


def reached(reading: Reading, clause: Clause, frame: Frame) -> bool:
    """ "Des forets, vendus par X, ont gagné Y", "Livrés par X, les forets sont arrivés à Y": who they reached.

    Returns:
        Whether the clause after the participle says it, and the frame filled.
    """
    context, pack = reading.context, reading.context.pack
    place = reading.clauses.index(clause)
    beside = [reading.clauses[number] for number in (place - 1, place + 1) if 0 <= number < len(reading.clauses)]
    arriving = pack.words("arriving") - pack.words("leaving")
    found_in = [(one, verb) for one in beside for verb in one.predicates if verb.verb.lemma in arriving]
    if not frame.suppliers or not found_in:
        return False
    following, moves = found_in[0][0], [found_in[0][1]]
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


def equipped_with(predicate: Predicate, roles: Roles) -> tuple[str, ...]:
    """ "alimente X en Y", "dote X de Y": the preposition under which the goods stand."""
    goods = [one for one in roles.phrases if one.kind == "goods" and (predicate.passive or one.index > predicate.index)]
    return next(((prep,) for prep in ("en", "de") if any(one.prep == prep for one in goods)), ())


def other(reading: Reading, clause: Clause, frame: Frame) -> list[Party]:
    """ "lui en a vendu": the one other firm before it in the sentence, else of the sentences before."""
    suppliers = {one.surface for one in frame.suppliers}
    start = clause.items[0].start
    firms = [item for item in reading.items if item.kind == "party" and not item.weak and item.end <= start]
    named = [item.party for item in firms if item.party is not None]
    if len(others := [one for one in named if one.surface not in suppliers]) == 1:
        return others
    own = {item.party.surface for item in reading.items if item.kind == "party" and item.party is not None}
    before = [one for one in reversed(reading.context.parties) if one.surface not in suppliers | own]
    return before[:1]


def other_wish(clause: Clause, predicate: Predicate) -> bool:
    """ "demande à X de cesser ses livraisons": what is asked for is an act, and none of supply."""
    if predicate.verb.frame != "request":
        return False
    acts = [one for one in clause.predicates if one.index > predicate.index and one.verb.form == "infinitive"]
    return bool(acts) and not any(one.verb.frame in ("supply", "acquire", "offer", "request") for one in acts)


def ours(reading: Reading, clause: Clause) -> list[Party]:
    """ "Aucun de nos appareils n'a été vendu": the firm of the one who speaks."""
    if not any(word in reading.context.pack.words("our") for word in clause.words):
        return []
    firm = speaking(reading, clause)
    return [firm] if firm is not None else []


def antecedent(reading: Reading, clause: Clause, preps: frozenset[str]) -> list[Party]:
    """ "X, à qui la firme a vendu ...", "Y, auprès de laquelle il a acheté ...": the party before the relative."""
    lead = [*clause.words[:2], ""]
    contracted = {"auquel": "à", "auxquels": "à", "auxquelles": "à", "duquel": "de", "desquels": "de"}
    prep = contracted.get(lead[0], lead[0] if lead[1] in RELATIVE else "")
    if reading.context.pack.language != "fr" or clause.kind != "relative" or prep not in preps:
        return []
    before = [one for one in reading.items if one.kind in NAMED and one.end <= clause.items[0].start]
    party = before[-1] if before else None
    if party is None:
        return []
    found = reading.context.resolve(party) if party.kind == "anaphor" else party.party
    return [found] if found is not None else []


def after(sources: list[Phrase], predicate: Predicate) -> list[Phrase]:
    """ "Fournisseur de X, Y achète à Z": only what stands after the verb, or first of all, is a source."""
    return [one for one in sources if one.prep not in ("de", "à") or one.index > predicate.index or one.index <= 2]


def inverted(clause: Clause, predicate: Predicate, subjects: list[Phrase], pack: Pack) -> bool:
    """ "des puces que lui avait vendues X": the subject stands after the verb."""
    relative = clause.opener in ("que", "qu'") or clause.words[:1] in (["que"], ["qu'"])
    return pack.language == "fr" and relative and not subjects and not predicate.passive


def holder(reading: Reading, clause: Clause) -> list[Party]:
    """ "X a acheté des piles qui ont rejoint les entrepôts de Y": who got the goods has them go on."""
    place = reading.clauses.index(clause)
    for earlier in reversed(reading.clauses[:place]):
        for predicate in earlier.predicates:
            roles = parts.roles_of(earlier, None, reading.context)
            bare = [one for one in roles.bare if one.index < predicate.index]
            to = bare[-1:] if predicate.verb.frame == "acquire" else roles.by(frozenset({"à", "vers"}))[:1]
            if predicate.verb.frame in ("acquire", "supply") and not predicate.passive and to:
                return [one for one in (parts.party(to[0], reading.context, earlier.items),) if one is not None]
    return []


def owner_of(roles: Roles, goods: list[Phrase], reading: Reading, clause: Clause) -> list[Party]:
    """ "les drones de X sont arrivés chez Y": whose the goods were."""
    owners = [
        one
        for one in roles.phrases
        if one.kind == "party" and one.prep == "de" and any(0 < one.start - thing.end <= 8 for thing in goods)
    ]
    found = [parts.party(one, reading.context, clause.items) for one in owners[:1]]
    return [one for one in found if one is not None]


def sent_on(reading: Reading, clause: Clause, roles: Roles, frame: Frame) -> None:
    """Who sends what arrives: whose the goods are, or who got them in the clause before a relative one."""
    before = [one for one in roles.phrases if one.kind == "goods" and one.prep == ""]
    owners = owner_of(roles, before[:1], reading, clause)
    if owners:
        frame.suppliers, frame.goods = owners, frame.goods or before[:1]
        return
    if clause.kind != "relative" or clause.opener not in ("qui", "lesquels", "lesquelles"):
        return
    place = reading.clauses.index(clause)
    named = parts.roles_of(reading.clauses[place - 1], None, reading.context).phrases if place else []
    goods = [one for one in named if one.kind == "goods" and parts.known(one, reading.context)]
    if goods and (suppliers := holder(reading, clause)):
        frame.suppliers, frame.goods = suppliers, goods[-1:]


def sources(roles: Roles, pack: Pack) -> list[Phrase]:
    """Where goods come from; "par le port d'Alat" is their way."""
    ways = pack.words("via") | pack.words("through")
    gone = [
        phrase for before, phrase in pairwise(roles.phrases) if before.prep in ways and phrase.start - before.end <= 4
    ]
    return [phrase for phrase in roles.by(pack.words("from")) if phrase not in gone]


def from_wreck(reading: Reading, predicate: Predicate) -> bool:
    """ "récupéré parmi les débris d'une bombe": what was found was not bought."""
    pack = reading.context.pack
    found = any(verb.frame == "find" for verb in pack.verbs.get(predicate.item.low, ()))
    found = found or predicate.verb.lemma == "acquérir"  # "a mis la main sur"
    return found and any(item.low in pack.words("wreck") - {predicate.item.low} for item in reading.items)


def wreck_tells(phrases: list[Phrase], predicate: Predicate, pack: Pack) -> bool:
    """ "l'épave d'un drone a livré deux puces": what supplies them is a wreck."""
    if pack.language != "fr" or predicate.passive:
        return False
    first = next((one for one in phrases if one.kind == "goods" and one.index < predicate.index), None)
    return first is not None and first.head in pack.words("wreck_nouns") and first.prep == ""


def waiting(clause: Clause, predicate: Predicate, roles: Roles) -> list[Phrase]:
    """ "X attend toujours les grues commandées à Y": who waits for them ordered them."""
    verb = next((one for one in clause.predicates if one.verb.lemma in ("attendre", "recevoir")), None)
    if verb is None or verb.index > predicate.index:
        return []
    return [one for one in roles.bare if one.index < verb.index][-1:]


def signed_part(reading: Reading, phrases: list[Phrase]) -> bool:
    """ "six vis frappées du sigle de X pilotaient le missile tombé": what bears a maker's mark there."""
    wreck = reading.context.pack.words("wreck")
    signed = any(one.kind == "party" and one.prep == "signé" for one in phrases)
    return signed and any(item.low in wreck for item in reading.items)


def unnamed_weapon(reading: Reading, phrases: list[Phrase]) -> Item | None:
    """ "dans l'épave d'un drone de reconnaissance russe": a weapon of which only the kind is said."""
    pack = reading.context.pack
    if pack.language != "fr" or not any(item.low in pack.words("wreck") for item in reading.items):
        return None
    kinds = [one for one in phrases if one.kind == "goods" and one.head in pack.words("weapon_cues")]
    led = [one for one in kinds if one.prep in ("de", "dans", "sur", "sous", "parmi")]
    if not led or led[0].origin in (None, "UA"):
        return None
    first = led[0]
    name = reading.sentence.text[first.start : first.end]
    return Item("party", first.start, first.end, name, name.lower(), code=first.origin)


def told_beside(reading: Reading, clause: Clause) -> bool:
    """ "Des forets, vendus par X, ont gagné Y": the participle beside says who sent what arrives."""
    place = reading.clauses.index(clause)
    for number in (place - 1, place + 1):
        if not 0 <= number < len(reading.clauses):
            continue
        other = reading.clauses[number]
        sold = other.predicates and other.predicates[0].index == 0 and other.predicates[0].passive
        if sold and (other.predicates[0].verb.frame == "acquire" or "par" in other.words):
            return True
    return False


def held(reading: Reading, clause: Clause, roles: Roles, frame: Frame) -> None:
    """ "a réacheminé des pièces fournies par X": who passes them on got them."""
    place = reading.clauses.index(clause)
    if place and any(one.verb.frame == "supply" for one in reading.clauses[place - 1].predicates):
        holder = subject_of(reading, clause, roles)
        frame.recipients = [holder] if holder is not None else []


def town(item: Item) -> bool:
    """ "acheté à Hong Kong" says where, "acheté à la Chine" from whom."""
    return item.kind == "place" or item.low in ("hong kong", "hongkong", "singapour", "macao")


def other_agent(phrase: Phrase, clause: Clause, predicate: Predicate, pack: Pack) -> bool:
    """ "confirmé par X": the agent of another participle is no way of the goods."""
    if pack.language != "fr" or phrase.prep not in pack.words("by"):
        return False
    place = next((n for n in range(phrase.index - 1, -1, -1) if clause.items[n].low in pack.words("by")), 0)
    before = place - 1
    return (
        before != predicate.index
        and before >= 0
        and (any(verb.form == "participle" for verb in pack.verbs.get(clause.items[before].low, ())))
    )


def to_pronoun(clause: Clause, pack: Pack) -> bool:
    """Whether a pronoun is who gets the goods: "lui a vendu", "die ihr X liefert"; "ihr Werk" is none."""
    for index, item in enumerate(clause.items):
        if item.low not in pack.words("to_pronoun"):
            continue
        following = clause.items[index + 1] if index + 1 < len(clause.items) else None
        if item.low != "ihr" or (
            following is not None and (following.kind != "word" or following.low in ("die", "der"))
        ):
            return True
    return False
