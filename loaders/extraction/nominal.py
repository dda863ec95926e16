"""Nouns that stand for a transfer: "Exports of X from A to B", "A is a supplier of X to B"."""

from __future__ import annotations

from graph.model import Modality, Party
from graph.reference import countries
from loaders.extraction import roles as parts
from loaders.extraction.attribution import modality
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.nominative import nominative
from loaders.extraction.phrases import Phrase, amount_of
from loaders.extraction.roles import Roles
from loaders.extraction.spread import Frame, dates, values
from loaders.extraction.subjects import parties

OBJECT = {"fr": ("de", "")}
AGENTS = frozenset({"by", "durch", "par"})
SOURCES = frozenset({"from", "aus", "von", "vom", "par", "depuis", "by", "durch"})


def nominal(reading: Reading, clause: Clause) -> list[Draft]:
    """ "Exports of X from A to B", "A is a supplier of X to B"."""
    context = reading.context
    pack = context.pack
    items = clause.items
    for index, item in enumerate(items):
        if item.kind not in ("word", "amount"):
            continue  # "a further delivery" was read as an amount
        verb_here = any(one.index == index for one in clause.predicates)
        noun = item.text.rsplit(" ", 1)[-1]
        if noun.lower().startswith("commande") and pack.language == "fr" and not _article_before(items, index, pack):
            continue  # "tours à commande numérique"
        if (_is_trade(noun.lower(), pack) and not verb_here and (pack.language != "de" or noun[0].isupper())) and (
            drafts := _exports(reading, clause, index)
        ):
            return drafts
    for index, item in enumerate(items):
        if (
            item.low.split(" ")[-1] in pack.words("nominal_supplier")
            or (item.kind in ("group", "anaphor") and item.low.split(" ")[-1] in pack.words("nominal_supplier"))
        ) and (drafts := _supplier(reading, clause, index)):
            return drafts
    return []


def _article_before(items: list[Item], index: int, pack: Pack) -> bool:
    return index > 0 and items[index - 1].low in pack.words("article")


def _is_trade(low: str, pack: Pack) -> bool:
    """ "delivery", "purchase"; in German also "Direktlieferung"."""
    words = pack.words("nominal_supply") | pack.words("nominal_acquire")
    return low in words or (pack.language == "de" and any(len(one) > 6 and low.endswith(one) for one in words))


def _exports(reading: Reading, clause: Clause, index: int) -> list[Draft]:
    context = reading.context
    pack = context.pack
    tail = Clause(clause.items[index + 1 :], clause.kind)
    roles = parts.roles_of(tail, None, context)
    inward = clause.items[index].low in pack.words("nominal_acquire")
    frame = Frame()
    frame.goods = [
        phrase
        for phrase in _objects(roles, pack.language)
        if phrase.words
        and parts.acceptable(phrase, context)
        and (pack.language != "fr" or phrase.prep or phrase.quantity or parts.known(phrase, context))
    ]
    own = _possessor(reading, clause, index) or _genitive(reading, tail, roles)
    by = roles.by(AGENTS)[:1]
    origins = (pack.words("from") | pack.words("source") | {"aus", "de"}) - AGENTS if inward else SOURCES
    if pack.language == "fr":
        origins = origins | {"de"}  # "les ventes d'armes de la Russie"
    sources = parties(roles.by(origins)[:1], reading, tail)
    goals = parties(
        [one for one in roles.by(pack.words("to")) if not inward or one.prep not in origins][:1], reading, tail
    )
    if inward and pack.language == "fr":
        sources, goals = _ends(roles, reading, tail) or (sources, goals)
    frame.suppliers = sources if inward else sources or own
    buyer = own or goals or _buyer(reading, clause, index)
    frame.recipients = (parties(by, reading, tail) or buyer) if inward else goals
    if inward and not frame.recipients and pack.language == "fr":  # "Au Kazakhstan, les importations de X ..."
        frame.recipients = _there(reading, clause)
    if (
        not inward
        and frame.suppliers
        and not goals
        and any(one.verb.lemma in pack.words("receiving") for one in clause.predicates)
    ):
        frame.recipients = _buyer(reading, clause, index)  # "a bénéficié de la livraison de X par Y"
    signed = any(one.verb.frame == "sign" for one in clause.predicates)
    if pack.language == "fr":  # "un contrat de livraison a été signé"; "la vente a été conclue" is done
        signed = signed and any(item.low in pack.words("contracts") for item in clause.items)
    if signed and not (frame.suppliers and frame.recipients):
        _contract(reading, clause, index, frame, inward)
    owned = clause.items[0].low in pack.words("possessive") and bool(context.parties)
    if not frame.suppliers and frame.recipients and owned and not inward:
        frame.suppliers = context.parties[-1:]  # "Its annual report tells of sales to X"
    if pack.language == "fr" and not inward:
        _told(reading, clause, index, frame)
    if not frame.suppliers and frame.recipients and not inward:
        frame.suppliers = _doer(reading, clause, index)
    if not frame.suppliers and frame.recipients:
        frame.suppliers = _speaking_firm(reading, frame.recipients[0])
    if any(item.low in pack.words("stopped") for item in clause.items):
        return []
    if not frame.suppliers and not frame.recipients and frame.goods:
        frame.suppliers, frame.recipients = _again(reading, clause, index, frame.goods[0])
    denied = bool(frame.goods and frame.recipients) and _judged(reading, clause) == "denied"
    made = inward and pack.language == "en" and bool(frame.goods) and frame.goods[0].origin is not None
    if not frame.goods or not frame.recipients or not (frame.suppliers or denied or made):
        return []
    if frame.suppliers and frame.suppliers[0].surface == frame.recipients[0].surface:
        return []
    drafts = _drafts(reading, clause, frame, inward)
    for draft in drafts if signed else []:
        draft.modality = "planned" if draft.modality in ("asserted", "reported") else draft.modality
        draft.start = draft.end = None  # the date is that of the contract
    return drafts


def _contract(reading: Reading, clause: Clause, index: int, frame: Frame, inward: bool) -> None:
    """ "A signed a contract with B for the delivery of X": A delivers to B."""
    head = parts.roles_of(Clause(clause.items[:index]), None, reading.context)
    subject = parties(head.bare[:1], reading, clause)
    other = parties(head.by(reading.context.pack.words("with"))[:1], reading, clause)
    pair = parties(head.by(frozenset({"entre"}))[:2], reading, clause)
    if len(pair) == 2:  # "un accord entre A et B pour la fourniture de X"
        subject, other = pair[:1], pair[1:]
    if subject and other:
        frame.suppliers, frame.recipients = (other, subject) if inward else (subject, other)


def _told(reading: Reading, clause: Clause, index: int, frame: Frame) -> None:
    """ "A a promis à B la livraison de X", "reproche à A la vente de X à B", "A dément toute vente à B": A delivers."""
    pack = reading.context.pack
    verbs = [one for one in clause.predicates if one.index < index]
    frames = {one.verb.frame for one in verbs}
    if not verbs or not frames & {"say", "plan", "deny", "accuse", "start"}:
        return
    head = parts.roles_of(Clause(clause.items[:index], predicates=verbs), None, reading.context)
    to = head.by(pack.words("to"))[-1:]
    bare = [one for one in head.bare if "accuse" not in frames or one.index > verbs[0].index] or head.bare
    firm = parties(bare[-1 if "accuse" in frames else 0 :][:1], reading, clause)
    known = "accuse" in frames or (firm and firm[0].form != "country")
    if not frame.recipients and "accuse" not in frames:
        frame.recipients, known = parties(to, reading, clause), True
    if not frame.suppliers and frame.recipients and known:
        frame.suppliers = [one for one in firm if one.surface != frame.recipients[0].surface]


def _judged(reading: Reading, clause: Clause) -> Modality:
    context = reading.context
    return modality(
        clause, reading.clauses, reading.sentence, reading.attribution, context.chain, context.pack, "supply"
    )


def _again(reading: Reading, clause: Clause, index: int, goods: Phrase) -> tuple[list[Party], list[Party]]:
    """ "A further delivery of 60 engines is planned": between the parties of the claim before."""
    before = " ".join(item.text for item in clause.items[max(0, index - 2) : index + 1]).lower().split()
    if not any(word in reading.context.pack.words("further") for word in before):
        return [], []
    for draft in reversed(reading.context.recent):
        same = draft.goods is not None and goods.head in draft.goods.lower().split()
        if same and draft.supplier is not None and draft.recipient is not None:
            return [draft.supplier], [draft.recipient]
    return [], []


def _objects(roles: Roles, language: str) -> list[Phrase]:
    """ "deliveries of X", "die Ausfuhr chinesischer X", "sales to A rose to 300 X"."""
    preps = OBJECT.get(language, ("of", "von", "mit"))
    found = [
        phrase
        for phrase in roles.phrases
        if phrase.kind == "goods"
        and (phrase.prep in preps or (language == "de" and phrase.prep == "" and phrase.index <= 1))
        and (phrase.index <= 3 or phrase.prep == "de" or phrase.joined)
    ]
    grown = [
        one
        for one in roles.phrases
        if one.kind == "goods" and one.quantity and one.prep in ("to", "auf", "at", "à", "")
    ]
    return found or grown[:1]


def _possessor(reading: Reading, clause: Clause, index: int) -> list[Party]:
    """ "China's exports", "Chinas Ausfuhren", "Chinese exports": who stands right before the noun."""
    items = clause.items
    before = items[index - 1] if index else None
    if before is not None and before.text in ("'s", "’s") and index > 1:
        before = items[index - 2]
    elif before is not None and before.kind != "adjective" and reading.context.pack.language == "en":
        return []
    if reading.context.pack.language == "fr" and index + 1 < len(items):
        before = items[index + 1] if items[index + 1].kind == "adjective" else None  # "exportations chinoises"
    if before is None:
        return []
    if before.kind == "adjective" and before.code:
        name = countries.name(before.code, reading.context.pack.language)
        span = (reading.sentence.start + before.start, reading.sentence.start + before.end)
        return [Party(surface=name, form="country", kind="country", country=before.code, span=span)]
    owner = before.kind == "country" and reading.context.pack.language == "en"  # "Moscow's purchases"
    if before.kind in ("country", "party", "group") and before.party is not None and (owner or not before.weak):
        return [before.party]
    return []


def _genitive(reading: Reading, tail: Clause, roles: Roles) -> list[Party]:
    """ "die Ausfuhren Chinas", "die Exporte der Firma X"."""
    if reading.context.pack.language != "de":
        return []
    first = [one for one in roles.bare if one.index <= 1]
    owned = [one.owner.party for one in roles.phrases if one.owner is not None and one.owner.party is not None]
    return parties(first[:1], reading, tail) or owned[:1]


def _speaking_firm(reading: Reading, recipient: Party) -> list[Party]:
    """ "Deliveries to X rose, the company said": the firm whose word it is."""
    said = (
        item for item in reading.items if item.kind == "anaphor" or (item.kind == "aside" and item.party is not None)
    )
    anaphor = next((item for item in said if item.definite and item.party and item.party.form == "group"), None)
    found = reading.context.resolve(anaphor) if anaphor is not None else None
    return [found] if found is not None and found.surface != recipient.surface else []


def _drafts(reading: Reading, clause: Clause, frame: Frame, inward: bool) -> list[Draft]:
    context = reading.context
    pack = context.pack
    judged = _judged(reading, clause)
    ordered = inward and _ordered(clause)
    if inward and judged in ("asserted", "reported") and (ordered or _negotiated(clause)):
        judged = "sought"
    drafts = []
    for phrase in frame.goods:
        draft = Draft(
            "transfer",
            [reading.sentence],
            frame.suppliers[0] if frame.suppliers else None,
            frame.recipients[0],
            goods=nominative(phrase, pack),
            modality=judged,
        )
        draft.origin = phrase.origin
        draft.quantity = amount_of(phrase.quantity)
        drafts.append(draft)
    counts = [
        item.amount.amount
        for clause_ in reading.clauses
        for item in clause_.items
        if item.amount and item.amount.kind == "count" and item.amount.amount.unit
    ]
    if len(drafts) == 1 and drafts[0].quantity is None and counts:
        drafts[0].quantity = counts[0]
    values(drafts, [(draft.goods or "", None) for draft in drafts], clause, "transfer")
    if not ordered:
        dates(drafts, reading, clause)
    return drafts


def _ordered(clause: Clause) -> bool:
    """ "la commande de X par A à B": not yet a transfer."""
    return any(item.low in ("commande", "commandes") for item in clause.items)


def _ends(roles: Roles, reading: Reading, tail: Clause) -> tuple[list[Party], list[Party]] | None:
    """ "une commande de A à B": who sells and who buys, where both are named."""
    buyer, seller = roles.by(frozenset({"de"}))[:1], roles.by(frozenset({"à", "auprès-de", "chez"}))[:1]
    if not buyer or not seller or buyer[0].index > seller[0].index:
        return None
    return parties(seller, reading, tail), parties(buyer, reading, tail)


def _negotiated(clause: Clause) -> bool:
    return any(one.verb.frame in ("meet", "hope", "plan", "request", "say") for one in clause.predicates)


def _buyer(reading: Reading, clause: Clause, index: int) -> list[Party]:
    """ "Moscou négocie l'achat de ...": the subject buys."""
    head = parts.roles_of(Clause(clause.items[:index]), None, reading.context)
    return parties(head.bare[:1], reading, clause)


def _there(reading: Reading, clause: Clause) -> list[Party]:
    """The country that a clause begins with."""
    first, second = [*clause.items[:2], None, None][:2]
    led = first is not None and second is not None and first.low in ("au", "aux", "en") and second.kind == "country"
    return [second.party] if led and second is not None and second.party is not None else []


def _doer(reading: Reading, clause: Clause, index: int) -> list[Party]:
    """ "China is weighing the delivery of X to Y", "A completed the sale of X to B": the subject delivers."""
    verbs = [one for one in clause.predicates if one.verb.frame in ("plan", "start")]
    before = [one for one in verbs if one.index < index]
    if not (before if reading.context.pack.language == "en" else verbs) or any(one.passive for one in verbs):
        return []
    end = before[0].index if before and reading.context.pack.language == "en" else index
    return _buyer(reading, clause, end)


def _supplier(reading: Reading, clause: Clause, index: int) -> list[Draft]:
    """ "Russland ist ein Lieferant von X für China": supplier is the subject, the goods follow the noun."""
    context = reading.context
    pack = context.pack
    if not any(item.low in pack.words("copula") for item in clause.items[:index]):
        return []
    head = parts.roles_of(Clause(clause.items[:index]), None, context)
    tail_items = clause.items[index + 1 :]
    tail = parts.roles_of(Clause(tail_items), None, context)
    goods = [
        phrase
        for phrase in tail.phrases
        if phrase.kind == "goods" and phrase.prep in ("", "of", "von", "de") and parts.acceptable(phrase, context)
    ]
    to = tail.by(frozenset({"to", "für", "for", "an", "pour", "à"}))
    if not head.bare or not goods or not to:
        return []
    suppliers, recipients = parties(head.bare[:1], reading, clause), parties(to[:1], reading, clause)
    if not suppliers or not recipients:
        return []
    judged = modality(clause, reading.clauses, reading.sentence, reading.attribution, context.chain, pack, "supply")
    drafts = [
        Draft(
            "transfer",
            [reading.sentence],
            suppliers[0],
            recipients[0],
            goods=nominative(phrase, pack),
            modality=judged,
            confidence=0.7,
        )
        for phrase in goods[:2]
    ]
    dates(drafts, reading, clause)
    return drafts
