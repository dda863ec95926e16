"""French pronouns that stand for a party: "ce dernier", "celle-ci", "de nous", "le parquet lui reproche"."""

from __future__ import annotations

from graph.model import Party
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Context, Reading
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.name_shapes import is_public

LAST = frozenset({"dernier", "dernière", "derniers", "dernières"})
THIS = frozenset({"ce", "cette", "ces"})
ACCUSED = frozenset({"lui", "leur", "l'", "la", "le", "les"})
AT_US = frozenset({"de", "d'", "chez", "auprès-de", "par", "à", "avec"})
SAME = frozenset({"même", "mêmes"})
NAMED = frozenset({"party", "group", "anaphor"})


def resolve(items: list[Item], context: Context) -> list[Item]:
    """Turn such pronouns into mentions of the party that they mean; items for which there is none stay as they are."""
    out: list[Item] = []
    for index, item in enumerate(items):
        party, start = _meant(items, index, out, context), item.start
        if party is None or item.kind != "word":
            out.append(item)
            continue
        if item.low in LAST or (out[-1:] and out[-1].low in SAME):
            start = out.pop().start
        kind = "group" if party.form == "group" else "country" if party.form == "country" else "party"
        out.append(Item(kind, start, item.end, item.text, item.low, party=party, code=party.country, definite=True))
    return out


def _meant(items: list[Item], index: int, read: list[Item], context: Context) -> Party | None:
    item, pack = items[index], context.pack
    before = items[index - 1].low if index else ""
    if item.low in LAST and before in THIS:
        return _latter(read, context) if _alone(items, index, pack) else None
    if before in SAME and (index < 2 or items[index - 2].low not in THIS):
        return _again(item.low, read, context)
    if item.low in pack.words("latter"):
        return _latter(read, context)
    if item.low == "nous" and before in AT_US:
        return _speaking(items, context)
    following = items[index + 1].low if index + 1 < len(items) else ""
    accuses = any(verb.frame == "accuse" and verb.form == "finite" for verb in pack.verbs.get(following, ()))
    if item.low in ACCUSED and accuses and index:
        return next(iter(context.parties[-1:]), None) or context.last
    return None


def _again(low: str, read: list[Item], context: Context) -> Party | None:
    """ "au même client", "du même fournisseur": an end of the claim before, else who was named last."""
    drafts = [one for one in context.recent if one.kind == "transfer"][-1:]
    if low in context.pack.words("same_seller"):
        return drafts[0].supplier if drafts else _latter(read, context)
    if low in context.pack.words("same_buyer"):
        named = [one for one in read if _firm(one)]
        return drafts[0].recipient if drafts and not named else _latter(read, context)
    return _latter(read, context) if low in context.pack.words("same_firm") else None


def _alone(items: list[Item], index: int, pack: Pack) -> bool:
    """ "cette dernière a vendu" is who was named last; "cette dernière livraison", "ces derniers mois" are not."""
    following = items[index + 1] if index + 1 < len(items) else None
    if following is None or following.kind != "word":
        return following is None or following.kind in ("punct", "date", "amount", "speech")
    function = pack.any_of(("auxiliary", "modal", "clitic", "relative", "negation", "preposition", "adverb", "article"))
    return following.low in function or following.low in pack.verbs


def _latter(read: list[Item], context: Context) -> Party | None:
    """The party that was named last in the sentence, else in the ones before."""
    named = [context.resolve(one) if one.kind == "anaphor" else one.party for one in read if _firm(one)]
    return named[-1] if named else context.last


def _firm(item: Item) -> bool:
    return item.kind in NAMED and not (item.kind == "party" and (item.weak or is_public(item.text)))


def _speaking(items: list[Item], context: Context) -> Party | None:
    """ "X n'a rien reçu de nous": the firm of the one who speaks, which is not X."""
    own = {item.party.surface for item in items if item.party is not None}
    return next((party for party in reversed(context.parties) if party.surface not in own), None)


def blamed(reading: Reading, clause: Clause) -> Party | None:
    """ "une enquête contre X, soupçonnée d'avoir vendu ...": the party right before the participle."""
    first, pack = clause.items[0], reading.context.pack
    verbs = pack.verbs.get(first.low, ()) if first.kind == "word" else ()
    if not any(verb.form == "participle" and verb.frame in ("accuse", "list") for verb in verbs):
        return None
    before = [item for item in reading.items if item.end <= first.start and item.kind != "punct"]
    if not before or before[-1].kind not in NAMED | {"country"} or first.start - before[-1].end > 3:
        return None
    return reading.context.resolve(before[-1]) if before[-1].kind == "anaphor" else before[-1].party
