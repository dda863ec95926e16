"""Who gives and who gets: by the cases of the phrases of a Turkish verb, else by another verb of the sentence."""

from __future__ import annotations

from itertools import pairwise

from graph.model import Party, replace
from graph.reference import countries
from loaders.extraction.lexicon import Pack
from loaders.extraction.turkish.clause_reader import GETTING, GIVING, MOVING, PAYING, TELLING, Frame, Reader
from loaders.extraction.turkish.clauses import PARTIES, Clause
from loaders.extraction.turkish.endings import lower
from loaders.extraction.turkish.phrases import Phrase, form_of

DEALS = ("anlaş", "anlaşmaya var", "mutabık kal", "imzala", "imza at")


def parties(reader: Reader, clause: Clause, *cases: str) -> list[Party]:
    """The parties of a clause in some cases."""
    found = [reader.party(one) for one in clause.phrases if one.kind in PARTIES and one.case in cases]
    return list(dict.fromkeys(one for one in found if one is not None))


def subjects(reader: Reader, clause: Clause) -> list[Party]:
    """Who does it: the nominative, or the genitive where the verb is a noun; else whoever the clause before names."""
    case = "gen" if clause.form in ("noun", "before") else "nom"
    if clause.form == "before" and clause.verb is not None and clause.verb.form == "before":
        head = clause.head
        party = reader.party(head) if head is not None and head.kind in PARTIES else None
        return [party] if party else []
    group: list[Party] = []
    charged = (
        clause.verb is not None
        and clause.verb.tense == "wish"
        and any(one.frame == "accuse" for one in clause.governors[:1])
    )  # "satmakla suçladı" has no subject in the genitive
    for phrase in clause.phrases:
        if phrase.kind in PARTIES and phrase.case == case and not charged and not phrase.low.startswith("ülkesi"):
            if group and not phrase.joined and case == "nom":
                break
            if not phrase.joined:
                group = []  # the genitive next to the verb is its subject
            party = reader.party(phrase)
            if party is not None:
                group += _joined_by_with(reader, clause, phrase) if not group else []
                group.append(party)
    rows = [one.joined for one in clause.phrases if one.kind in PARTIES and one.case in ("nom", "with")]
    with_ = any(one.case == "with" for one in clause.phrases)
    if case == "nom" and len(group) > 1 and "and" not in rows and not with_:
        group = group[:1]  # "Ankara, NATO üyesi olarak": a comma alone makes no list
    if not group and clause.form in ("noun", "before") and (accused_party := _accused(reader, clause)) is not None:
        return [accused_party]
    if not group and clause.form in ("noun", "finite"):
        group = _shared_subject(reader, clause)
    reason = reader.sentence.text[clause.end : clause.end + 5] == " için" and clause.verb is not None
    reason = reason and clause.verb is not None and clause.verb.tense == "past"
    if not group and clause.form == "noun" and (reason or any(_charge(one, reader.pack) for one in clause.cue[:1])):
        return _charged(reader, clause)
    if not group and clause.form == "noun" and any(one.frame == "accuse" for one in clause.governors):
        accused = parties(reader, clause, "acc") or (parties(reader, clause, "gen") if charged else [])
        return accused[:1]  # "X'in müdürünü satmakla suçluyor": X
    if not group and clause.form == "noun" and clause.verb is None:
        return group
    told = clause.form == "noun" and any(one.frame in TELLING for one in clause.governors)
    accused_ = any(one.frame == "accuse" for one in clause.governors) and clause.form == "noun"
    if group and all(one.kind == "person" for one in group) and clause.form != "before" and not accused_:
        owner = employer(reader, clause)
        group = [owner] if owner is not None else group
    subject = clause.owner or (None if told else clause.subject)
    if not group and subject is not None:
        party = reader.party(subject)
        if party is not None and party.kind == "person":
            party = _spoken_for(reader, clause, subject) or (None if clause.form == "noun" else party)
        group = [party] if party is not None else []
    if clause.verb is not None and clause.verb.ours and group and group[0].country in ("CN", "RU"):
        body = group[0].form == "named" and group[0].kind == "company" and not reader.firm(group[0])
        group = [_state(reader, group[0])] if body else group  # "“satmıyoruz” dedi" of a ministry
    return group


def _accused(reader: Reader, clause: Clause) -> Party | None:
    """ "Savcılar, X'i, Çin'den aldığı çipleri Rusya'ya satmakla suçluyor": X bought and sold."""
    last = reader.clauses[-1]
    if last.verb_lemma not in ("suçla", "itham et") or last.form != "finite" or last.passive or clause.passive:
        return None
    named = [one for one in reader.phrases if one.kind in PARTIES and one.case == "acc" and one.end <= last.end]
    return reader.party(named[-1]) if named else None


def _joined_by_with(reader: Reader, clause: Clause, phrase: Phrase) -> list[Party]:
    """ "X ile Y, Z'ye rulman sattı": who stands before "ile" sells, too."""
    place = next((index for index, one in enumerate(clause.phrases) if one is phrase), 0)
    before = clause.phrases[place - 1] if place else None
    if (
        before is None
        or before.kind != "party"
        or before.case != "with"
        or before.party is None
        or phrase.party is None
    ):
        return []
    beside = phrase.start - before.end <= 6 and not before.comma and before.party.form == phrase.party.form
    return [before.party] if beside and clause.frame in GIVING | GETTING else []


def _spoken_for(reader: Reader, clause: Clause, subject: Phrase) -> Party | None:
    """ "X'in müdürü Y, almayı planladıklarını anlattı": who speaks of "us" speaks for a firm."""
    verb = clause.verb
    if clause.form == "noun" and not clause.governors:
        return None
    speaking = next((one for one in reader.clauses if subject in one.phrases), None)
    if speaking is None or verb is None or (clause.form != "noun" and not verb.ours):
        return None
    return employer(reader, speaking)


def _charge(phrase: Phrase, pack: Pack) -> bool:
    return form_of(phrase.low, "charges", pack) is not None and phrase.case == "ins"


def _charged(reader: Reader, clause: Clause) -> list[Party]:
    """ "sattığı gerekçesiyle X'i listeye aldı", "X, sattığı iddiasıyla yargılanıyor": who is charged."""
    own = [reader.party(one) for one in clause.phrases if one.kind in PARTIES and one.case == "acc"]
    if own and own[0] is not None:
        return [own[0]]  # "X'i Rusya'ya çip sattığı için listeye aldı"
    for governor in clause.governors:
        for cases in (("acc", "dat", "about"), ("nom",)):
            for phrase in governor.phrases:
                late = phrase.start >= clause.end or phrase.case in ("nom", "about")
                if phrase.kind in PARTIES and phrase.case in cases and late:
                    party = reader.party(phrase)
                    return [party] if party is not None else []
    party = reader.party(clause.subject) if clause.subject is not None else None
    return [party] if party is not None else []


def _shared_subject(reader: Reader, clause: Clause) -> list[Party]:
    """ "X'in aldığı malı Rusya'ya gönderdiğini": who bought is who sent, where nobody else is named."""
    for inner in reader.clauses:
        if inner.form == "before" and inner.head in clause.phrases and inner.frame == "acquire":
            owner = [reader.party(one) for one in inner.phrases if one.kind in PARTIES and one.case == "gen"]
            return [one for one in owner if one is not None]
    return []


def _governing(reader: Reader, clause: Clause) -> list[Party]:
    """ "sattığını kabul etti": who says it did it itself, where nobody else is named."""
    own = [one for one in clause.phrases if one.kind == "party" and one.case == "gen" and one.low.startswith("ülkesi")]
    doing = [one for one in reader.phrases if one.kind == "goods" and one.case == "gen" and one.origin]
    if not clause.passive and any(0 <= clause.start - one.end <= 3 or one in clause.phrases for one in doing):
        return []  # "Rus gemilerinin toz aldığını açıkladı": the ships, not who says it
    for governor in clause.governors:
        if governor.frame in ("request", "fear"):
            return []
        found = subjects(reader, governor)
        if found and governor.frame == "deny" and clause.passive and found[0].country is None:
            return []
        if found and found[0].kind == "company" and not reader.firm(found[0]) and found[0].country in ("CN", "RU"):
            return [_state(reader, found[0])]
        if found and found[0].kind == "person" and found[0].country and (own or _of_state(reader, found[0])):
            return [_state(reader, found[0])]
        if found and found[0].kind == "person":
            owner = employer(reader, governor)
            return [owner] if owner is not None else []
        if found:
            return found
    return []


def _of_state(reader: Reader, person: Party) -> bool:
    words = [lower(word) for word in person.surface.split()]
    return any(word in reader.pack.words("heads_of_state") for word in words)


def _state(reader: Reader, body: Party) -> Party:
    """A public body that speaks of "us" speaks for its state."""
    surface = countries.name(body.country or "", "tr")
    return replace(body, surface=surface, form="country", kind="country", country_basis=None)


def employer(reader: Reader, clause: Clause) -> Party | None:
    """ "Şirketin başkanı X, satmadıklarını söyledi": the firm of a person who speaks for it."""
    for phrase in clause.phrases:
        if phrase.kind in PARTIES and phrase.case == "gen":
            return reader.party(phrase)
        for item in phrase.items[:-1]:
            if item.party is not None and reader.firm(item.party):
                return item.party
    return next((one for one in reversed(reader.context.parties) if reader.firm(one)), None)


def holder(reader: Reader, frame: Frame) -> list[Party]:
    """Who got the goods before sends them on where the passive names nobody."""
    for draft in reversed([*reader.context.recent, *reader.found]):
        at_home = [
            one.kind in ("place", "country") and draft.recipient is not None and one.country == draft.recipient.country
            for one in frame.recipients
        ]
        if any(at_home) and all(at_home):
            return []  # what X ordered has come to the town of X
        finer = draft.recipient is not None and draft.recipient.form == "country" and draft.supplier is not None
        if finer and all(one.country == draft.recipient.country for one in frame.recipients if draft.recipient):
            return [draft.supplier] if draft.supplier is not None else []
        if draft.recipient is not None and draft.recipient not in frame.recipients:
            arrived = draft.recipient.country == "RU" and all(one.country != "RU" for one in frame.recipients)
            return [] if arrived else [draft.recipient]
    return []


def _recipients(reader: Reader, clause: Clause) -> list[Party]:
    found: list[Party] = []
    for index, phrase in enumerate(clause.phrases):
        if phrase.kind in PARTIES and phrase.case in ("dat", "for") and (party := reader.party(phrase)):
            found.append(party)
        elif phrase.kind == "goods" and phrase.case == "dat" and index and _site(phrase, reader.pack):
            owner = clause.phrases[index - 1]
            if owner.kind in PARTIES and owner.case == "gen" and (party := reader.party(owner)):
                found.append(party)
    for kind in (("named", "group"), ("country",)):
        chosen = [one for one in found if one.form in kind and one.kind != "place"]
        if chosen:
            return list(dict.fromkeys(chosen))
    return found[-1:]


def _site(phrase: Phrase, pack: Pack) -> bool:
    return form_of(phrase.low, "sites", pack) is not None


def _owner_of_goods(reader: Reader, clause: Clause) -> list[Party]:
    """ "X'in çeliğini Y sağlıyor": whose need somebody meets gets the goods."""
    if clause.verb_lemma not in reader.pack.data["two_sided"].split("|") or clause.form != "finite":
        return []
    for owner, thing in pairwise(clause.phrases):
        if owner.kind in PARTIES and owner.case == "gen" and thing.kind == "goods" and thing.case in ("acc", "nom"):
            party = reader.party(owner)
            return [party] if party is not None and thing.words else []
    return []


def _asker(reader: Reader, clause: Clause) -> list[Party]:
    """ "Rusya'nın istediği araçları vermeyi kabul etti": who asked for them gets them."""
    for inner in reader.clauses:
        if inner.form == "before" and inner.head in clause.phrases and inner.frame in ("request", "order"):
            return parties(reader, inner, "gen")
    asking = [one for one in clause.governors[:1] if one.frame == "request" and not one.passive]
    if asking and clause.verb is not None and not clause.verb.tense:  # "X'in vermesini istiyor"
        return [one for one in subjects(reader, asking[0]) if one.kind != "person"]
    return []


def give(reader: Reader, clause: Clause, frame: Frame) -> None:
    """Suppliers and recipients of a verb of giving."""
    frame.recipients = _recipients(reader, clause)
    if clause.verb_lemma == "eline geç" and (holders := parties(reader, clause, "gen")):
        frame.recipients = holders[-1:]  # "motorlar X'in eline geçti"
    if not frame.recipients:
        frame.recipients = _at_request(reader, clause)
    if clause.verb_lemma == "tedarikçisi ol" and not frame.recipients:
        frame.recipients = parties(reader, clause, "gen")
    passed = [one for other in reader.clauses if other.verb_lemma == "geçir" for one in parties(reader, other, "abl")]
    sources = [one for one in parties(reader, clause, "abl") if one not in passed]
    if all(one.kind == "place" for one in frame.recipients):
        frame.recipients = _asker(reader, clause) or _owner_of_goods(reader, clause) or frame.recipients
    if clause.passive or clause.frame in MOVING:
        frame.suppliers = parties(reader, clause, "agent") or sources
        if not frame.suppliers and any(one.back for one in frame.things):
            frame.suppliers = _teller(reader, clause) or holder(reader, frame)
        if not frame.suppliers:
            frame.suppliers = _shared_subject(reader, clause)
        if not frame.suppliers:
            frame.suppliers = [one for one in _brought(reader, clause) if one not in frame.recipients]
        if not frame.suppliers and _denying(reader, clause):
            frame.suppliers = [one for one in _governing(reader, clause) if one not in frame.recipients]
        return
    if clause.verb is None and _agreed(reader, clause, frame):
        return
    frame.suppliers = subjects(reader, clause) or parties(reader, clause, "agent")
    if not frame.recipients and clause.form == "finite" and clause.subject is not None and reader.found:
        before = reader.found[-1]  # "Çin'e torpido gönderdi ve yazılım veriyor"
        shared = before.kind == "transfer" and before.supplier in frame.suppliers and before.recipient is not None
        frame.recipients = [before.recipient] if shared and before.recipient else []
    if not frame.suppliers and sources:
        frame.suppliers = sources
    if not frame.suppliers and clause.form == "noun" and clause.verb is not None:
        frame.suppliers = _governing(reader, clause)
    if not frame.suppliers and clause.form in ("finite", "link") and reader.subject is not None:
        frame.suppliers = [reader.subject]
    frame.suppliers = [one for one in frame.suppliers if one not in frame.recipients]


def _at_request(reader: Reader, clause: Clause) -> list[Party]:
    """ "Rusya'nın isteği üzerine Çin jeneratör yolladı": who asked gets it."""
    for owner, wish in pairwise(clause.phrases):
        asked = wish.kind == "goods" and wish.case == "about" and form_of(wish.low, "requests", reader.pack)
        if asked and owner.kind in PARTIES and owner.case == "gen" and (party := reader.party(owner)):
            return [party]
    return []


def _agreed(reader: Reader, clause: Clause, frame: Frame) -> bool:
    """ "X, Y ile 900 bin dolarlık lastik satışı için anlaştı": who sells to whom stands beside the verb."""
    noun = clause.phrase
    deal = next((one for one in clause.governors[:1] if one.verb_lemma in DEALS and not one.passive), None)
    if noun is None or noun.case not in ("for", "about") or deal is None or frame.recipients:
        return False
    with_ = [*parties(reader, deal, "with"), *parties(reader, clause, "with")]
    doers = subjects(reader, deal)
    if not with_ or not doers:
        return False
    frame.suppliers, frame.recipients = doers[:1], with_[:1]
    return True


def _teller(reader: Reader, clause: Clause) -> list[Party]:
    """ "X yetkilileri, tezgâhların Y'ye satıldığını söyledi": who supplied before tells of its own goods."""
    given = {one.supplier.surface for one in reader.context.recent if one.supplier is not None}
    for governor in clause.governors[:1]:
        told = subjects(reader, governor) if governor.frame == "say" else []
        return [one for one in told if reader.firm(one) and one.surface in given]
    return []


def _brought(reader: Reader, clause: Clause) -> list[Party]:
    """ "Çin'den ithal edilen traktörler X'e dağıtıldı": whence the goods came, where nobody gives them."""
    for inner in reader.clauses:
        head = inner.head
        beside = head is not None and head.case == "gen" and 0 <= clause.start - head.end <= 2
        if inner.form != "before" or not (beside or head in clause.phrases):
            continue
        if inner.frame in ("acquire", "arrive") or inner.verb_lemma in ("kalk", "hareket et"):
            return parties(reader, inner, "abl")
        if inner.frame == "supply" and not inner.passive and not parties(reader, inner, "dat", "for"):
            return subjects(reader, inner)  # "X'in sattığı kamyonlar Y'ye gitti"
    return []


def _denying(reader: Reader, clause: Clause) -> bool:
    """Whether somebody denies what a clause says: by a verb, or by words such as "doğru değil"."""
    if any(one.frame == "deny" for one in clause.governors):
        return True
    if any(one.frame == "confirm" and one.verb is not None and one.verb.negative for one in clause.governors):
        return True
    admitted = ("kabul et", "itiraf et", "üstlen")
    if any(one.verb_lemma in admitted and one.verb is not None and one.verb.negative for one in clause.governors):
        return True
    spoken = any(one.frame == "say" for one in clause.governors)
    if spoken and clause.verb is not None and clause.verb.negative:
        return True
    return spoken and reader.pack.phrase("denied_words").search(lower(reader.sentence.text)) is not None


def get(reader: Reader, clause: Clause, frame: Frame) -> None:
    """Suppliers and recipients of a verb of getting."""
    frame.suppliers = parties(reader, clause, "abl")
    if not frame.suppliers and clause.frame == "acquire" and not clause.passive:
        frame.suppliers = parties(reader, clause, "with")  # "X ile anlaşarak mercek getirtti"
    if clause.frame in ("order", PAYING) and not frame.suppliers:
        frame.suppliers = parties(reader, clause, "dat")  # "Pekin'e sipariş verdi"
    if clause.passive:
        frame.recipients = parties(reader, clause, "agent", "dat") or parties(reader, clause, "for")
        if not frame.recipients and _denying(reader, clause):
            frame.recipients = [one for one in _governing(reader, clause) if one not in frame.suppliers]
        return
    frame.recipients = subjects(reader, clause)
    if not frame.recipients and clause.form == "noun" and clause.verb is not None:
        frame.recipients = _governing(reader, clause)
    if not frame.recipients and clause.form in ("finite", "link") and reader.subject is not None:
        frame.recipients = [reader.subject]
    frame.recipients = [one for one in frame.recipients if one not in frame.suppliers]
