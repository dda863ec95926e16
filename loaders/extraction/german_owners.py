"""Who owns whom in a German sentence: "X hält 51 Prozent an Y", "Y gehört X", "Eigentümerin der Y ist X"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Amount, Modality, Party
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.german_tokens import Segment, Token, segments

HOLD = frozenset(
    "hält halten hielt hielten halte besitzt besitzen besaß besaßen besitze kontrolliert kontrollieren kontrollierte "
    "kontrollierten kontrolliere gehalten kontrolliert".split()
)
GET = frozenset(
    "übernahm übernahmen übernommen übernimmt erwarb erwarben erworben erwirbt kaufte kauften gekauft sicherte".split()
)
BELONG = frozenset("gehört gehören gehörte gehörten gehöre zählt".split())
LIE = frozenset("liegt liegen lag lagen liege entfällt entfallen entfiel entfielen entfalle".split())
HANDS = frozenset("besitz eigentum hand händen mehrheitsbesitz alleinbesitz privatbesitz kontrolle".split())
STOCK = re.compile(r"(?:.*anteile?n?s?|.*aktien|.*kapitals?|.*mehrheit|.*beteiligung|stimmrechten?|papiere)$")
OWNER = re.compile(
    r"(?P<all>allein)?(?:haupt|mehrheits|mit|minderheits|groß|firmen|unternehmens|einzel|anteils)?"
    r"(?:eigentümer|eigner|inhaber|gesellschafter|aktionär|besitzer|teilhaber)(?:in|innen|s|n)?$"
    r"|mutter(?:gesellschaft|konzern|firma|unternehmen|haus)?s?$|dachgesellschaft$"
)
DAUGHTER = re.compile(r"[\w-]*(?:tochter(?:firma|gesellschaft|unternehmen)?s?|ableger)$")
WHOLE = re.compile(
    r"hundertprozentige[rnms]?$|100-prozentige[rnms]?$|alleinige[rnms]?$|einzige[rnms]?$|vollständig$|komplett$"
    r"|gänzlich$|allein$|ganz$"
)
COPULA = frozenset(
    "ist war sei sind waren seien bleibt gilt gelten galt firmiert fungiert steht stehen stand heißt wird weist "
    "eingetragen registriert genannt geführt gemeldet ausgewiesen verzeichnet tritt taucht".split()
)
NEGATED = frozenset("nicht kein keine keinen keiner keinem nie niemals weder".split())
DOUBTED = frozenset("habe seien sei gehöre halte besitze kontrolliere liege entfalle werde".split())
FORMER = frozenset("ehemalige ehemaliger ehemaligen früherer frühere früheren einst einstige einstiger früher".split())
TRIGGER = re.compile(
    r"(?:h[aä]lt|eigentum|\bhand\b|hielt|halte|besitz|besaß|kontroll|gehör|beteilig|eigentüm|eigner|inhaber|gesellschafter|akti|kapital|tochter"
    r"|mutter|anteil|ableger|hinter|händen|übrige|rest)",
    re.IGNORECASE,
)
REST = frozenset("rest übrige übrigen restliche restlichen".split())


@dataclass(slots=True)
class Held:
    """What a segment says: the company, its owners with their shares, and since when."""

    company: Party
    owners: list[tuple[Party, Amount | None]]
    start: str | None = None
    end: str | None = None


def owners(reading: Reading) -> list[Draft]:
    """Read the owners that a sentence names."""
    if TRIGGER.search(reading.sentence.text) is None:
        return []
    parts = _together(segments(reading))
    drafts: list[Draft] = []
    company: Party | None = None
    for place, segment in enumerate(parts):
        before = _antecedent(parts, place)
        held = _held(segment, before, company, reading) or _rest(segment, company, reading)
        if held is None:
            continue
        company = held.company
        drafts += [_draft(reading, segment, held, *owner) for owner in held.owners if _fits(owner[0], held.company)]
    return drafts


def _together(parts: list[Segment]) -> list[Segment]:
    """ "X hält 60 Prozent, Y 40 Prozent der Anteile an der Z": two owners under one verb."""
    out: list[Segment] = []
    for segment in parts:
        first = out[-1] if out else None
        open_ = first is not None and HOLD & set(first.words) and _company(first, None) is None and not first.relative
        shared = first is not None and any(one.kind in ("share", "number") for one in first.tokens)
        rest = segment.parties[:1] and any(one.kind == "share" for one in segment.tokens[:4])
        if first is not None and open_ and shared and rest and segment.sign == "," and not HOLD & set(segment.words):
            segment.parties[0].joined = True
            first.tokens += segment.tokens
        else:
            out.append(segment)
    return out


def _draft(reading: Reading, segment: Segment, held: Held, owner: Party, share: Amount | None) -> Draft:
    own = owner.surface.split()[-1] in (reading.attribution.speaker or "")  # "Inhaber X bestreitet das"
    said = (reading.attribution.said and not own) or bool(DOUBTED & set(segment.words))
    judged: Modality = "reported" if said else "asserted"
    draft = Draft("ownership", [reading.sentence], subject=owner, object=held.company, share=share, modality=judged)
    draft.start, draft.end, draft.confidence = held.start, held.end, 0.75
    return draft


def _fits(owner: Party, company: Party) -> bool:
    firm = company.form == "named" and company.kind not in ("place", "person")
    return firm and owner.surface != company.surface and owner.form != "group" and owner.kind != "place"


def _antecedent(parts: list[Segment], place: int) -> Party | None:
    """The party right before a relative clause or an apposition; of a clause that goes on after one, its subject."""
    resumes = parts[place].tokens[0].low in HOLD
    before = [one for one in parts[:place] if one.parties and not one.relative]
    if resumes and len(before) > 1:
        before = before[:-1]
    return before[-1].parties[-1].party if before else None


def _held(segment: Segment, before: Party | None, company: Party | None, reading: Reading) -> Held | None:
    words = set(segment.words)
    if FORMER & words:
        return None
    for read in (_by_noun,) if NEGATED & words else READERS:
        found = read(segment, company if read is _gapped else before, reading)
        if NEGATED & words and found is not None and not all(_beside(one, segment) for one in found[1]):
            continue  # "Inhaber X wollte nichts sagen", but not "X ist nicht Inhaber der Y"
        if found is None:
            continue
        firm, who = found
        if firm is None or not who:
            continue
        start, end = _since(segment)
        return Held(
            firm,
            list(zip([one.party for one in who if one.party], _shares(segment, len(who)), strict=False)),
            start,
            end,
        )
    return None


Found = tuple[Party | None, list[Token]] | None


def _company(segment: Segment, before: Party | None) -> Token | None:
    """The firm whose shares they are: under "an", or hanging on the share or on a word for it."""
    for token in segment.parties:
        if token.prep == "an" or (token.noun and (STOCK.match(token.noun) or _counted(token.noun, segment))):
            return token
    words = segment.words
    if segment.relative and (words[0] in ("deren", "dessen") or (words[0] == "an" and len(words) > 1)):
        return Token("party", "", "", before) if before is not None else None
    return None


def _of_before(segment: Segment, reading: Reading) -> Token | None:
    """ "60 Prozent der Anteile liegen bei X": the firm that the sentences before named last."""
    stock = any(one.kind == "word" and STOCK.match(one.low) for one in segment.tokens)
    shared = any(one.kind == "share" for one in segment.tokens)
    firms = [one for one in reading.context.parties if one.kind == "company"]
    return Token("party", "", "", firms[-1]) if stock and shared and firms and not segment.relative else None


def _counted(noun: str, segment: Segment) -> bool:
    return any(token.kind == "share" and token.low == noun for token in segment.tokens)


def _joined(tokens: list[Token], first: Token) -> list[Token]:
    place = tokens.index(first)
    out = [first]
    for token in tokens[place + 1 :]:
        if not token.joined:
            break
        out.append(token)
    return out


def _by_noun(segment: Segment, before: Party | None, reading: Reading) -> Found:
    """ "Alleineigentümerin der Y ist X", "X ist Mehrheitseigner der Y", "..., Inhaberin der Y, ...", "Inhaber X"."""
    place = next(
        (
            n
            for n, one in enumerate(segment.tokens)
            if one.kind == "word" and one.text[0].isupper() and OWNER.match(one.low)
        ),
        None,
    )
    if place is None:
        return None
    noun = segment.tokens[place]
    of = next((one for one in segment.parties if one.noun == noun.low), None)
    of = of or next((one for one in segment.parties if one.prep == "von" and one in segment.tokens[place:]), None)
    free = [one for one in segment.parties if one is not of and not one.noun and one.prep in ("", "als")]
    copular = bool(COPULA & set(segment.words))
    if of is None:
        return _owner_alone(segment, place, free, before, reading)
    if copular and free:
        after = [one for one in free if one in segment.tokens[place:]] if place < 3 else free
        chosen = after or free
        return of.party, _joined(segment.parties, chosen[-1] if len(chosen) == 1 else chosen[0])
    if free and segment.tokens.index(free[0]) < place and not segment.relative and not copular:
        return None
    right = segment.tokens[segment.tokens.index(of) + 1 :][:1]
    if right and right[0] in free:
        return of.party, right  # "Der Eigentümer der Y X"
    if segment.sign in (",", "(", "–", "—") and before is not None and place < 4:
        return of.party, [Token("party", "", "", before)]
    return None


def _owner_alone(segment: Segment, place: int, free: list[Token], before: Party | None, reading: Reading) -> Found:
    """ "Inhaber Jan Ott", "ihr Eigentümer ist Jan Ott", "als Eigentümer gilt Jan Ott": of the firm before."""
    after = [one for one in free if one in segment.tokens[place:]]
    if not after:
        return None
    beside = segment.tokens[place + 1 : place + 2] == after[:1]
    lead = segment.words[max(0, place - 2) : place]
    owned = any(
        word in ("ihr", "ihre", "ihrem", "ihren", "sein", "seine", "seinem", "seinen", "deren", "dessen")
        for word in lead
    )
    begins = place <= 2 and bool(COPULA & set(segment.words[place : place + 3]) or beside)
    as_noun = "als" in lead and bool(COPULA & set(segment.words))
    if not (beside or owned or begins or as_noun):
        return None
    inside = [
        one for one in segment.parties if one in segment.tokens[:place] and one.party and one.party.kind == "company"
    ]
    earlier = inside[-1].party if inside else None
    firms = [one for one in reading.context.parties if one.kind == "company"]
    if before is not None and before.kind == "company":
        earlier = earlier or before
    firm = earlier or (firms[-1] if firms else None)
    return firm, _joined(segment.parties, after[0])


def _by_daughter(segment: Segment, before: Party | None, reading: Reading) -> Found:
    """ "Y ist eine Tochter der X", "..., eine hundertprozentige Tochter der X, ...", "die X-Tochter Y"."""
    place = next((n for n, one in enumerate(segment.tokens) if one.kind == "word" and DAUGHTER.match(one.low)), None)
    if place is None:
        return None
    noun = segment.tokens[place]
    of = next((one for one in segment.parties if one.noun == noun.low), None)
    beside = segment.tokens[max(0, place - 1) : place] + segment.tokens[place + 1 : place + 2]
    if of is None and [one.kind for one in beside] == ["party", "party"]:
        return beside[1].party, beside[:1]  # "die X-Tochter Y"
    if of is None:
        return None
    copular = bool(COPULA & set(segment.words))
    free = [one for one in segment.parties if one is not of and not one.noun and one.prep == ""]
    if copular and free and not segment.relative:
        return free[0].party, [of]
    ahead = segment.tokens[segment.tokens.index(of) + 1 :][:1]
    if ahead and ahead[0] in free:
        return ahead[0].party, [of]
    return (before, [of]) if segment.sign in (",", "(", "–", "—") or segment.relative else None


def _by_belonging(segment: Segment, before: Party | None, reading: Reading) -> Found:
    """ "Y gehört zu 60 Prozent X", "60 Prozent der Anteile an Y gehören X", "..., die X gehört"."""
    words = segment.words
    if not BELONG & set(words):
        return None
    company = _company(segment, before)
    free = [one for one in segment.parties if one is not company and not one.noun and one.prep == ""]
    if company is not None and not free and words[0] in ("ihr", "ihm", "ihnen"):
        return company.party, _last(reading)
    if company is not None and not free and segment.relative and words[0] in ("dem", "der", "denen"):
        return company.party, [Token("party", "", "", before)] if before is not None else []
    if company is not None:
        return company.party, _joined(segment.parties, free[0]) if free else []
    if segment.relative and before is not None:
        if words[0] in ("der", "dem", "denen") and free and free[0].article in ("die", "das", ""):
            owner = words[0] != "der" or free[0].article in ("die", "das")
            if owner:
                return free[0].party, [Token("party", "", "", before)]
        return before, _joined(segment.parties, free[0]) if free else []
    datives = [one for one in free if one.article in ("der", "dem", "einem", "einer", "den")]
    if not free:
        return None
    if len(free) == 1:
        pronoun = any(word in ("sie", "es", "er") for word in words[:3])
        firms = [one for one in reading.context.parties if one.kind == "company"]
        return (firms[-1], free) if pronoun and firms else None
    subject = next((one for one in free if one not in datives), free[0])
    rest = [one for one in free if one is not subject]
    return subject.party, _joined([one for one in segment.parties if one is not subject], rest[0])


def _by_part(segment: Segment, before: Party | None, reading: Reading) -> Found:
    """ "X ist mit 30 Prozent an Y beteiligt", "... entfallen auf X", "... liegen bei X"."""
    words = set(segment.words)
    company = _company(segment, before)
    if company is None and words & LIE:
        company = _of_before(segment, reading)
    if company is None:
        return None
    if words & {"beteiligt", "beteiligte", "beteiligten"}:
        free = [one for one in segment.parties if one is not company and not one.noun and one.prep == ""]
        if not free and segment.relative and before is not None and company.text:
            return company.party, [Token("party", "", "", before)]
        return company.party, _joined(segment.parties, free[0]) if free else []
    if words & LIE:
        at = [one for one in segment.parties if one.prep in ("bei", "auf") and one is not company]
        return (company.party, _joined(segment.parties, at[0])) if at else None
    return None


def _by_hands(segment: Segment, before: Party | None, reading: Reading) -> Found:
    """ "Y steht zu 80 Prozent im Eigentum der X", "hinter Y steht X"."""
    words = set(segment.words)
    behind = next((one for one in segment.parties if one.prep == "hinter"), None)
    if behind is not None and words & {"steht", "stehen", "steckt", "stecken", "stand", "stehe", "stecke"}:
        free = [one for one in segment.parties if one is not behind and one.prep == "" and not one.noun]
        return (behind.party, free[:1]) if free else None
    of = next((one for one in segment.parties if one.noun in HANDS), None)
    if of is None:
        return None
    company = _company(segment, before)
    free = [one for one in segment.parties if one is not of and one is not company and one.prep == "" and not one.noun]
    firm = company.party if company is not None else free[0].party if free else before if segment.relative else None
    return firm, _joined(segment.parties, of)


def _by_holding(segment: Segment, before: Party | None, reading: Reading) -> Found:
    """ "X hält 51 Prozent an Y", "Y wird von X gehalten", "X übernahm 60 Prozent der Y"."""
    words = set(segment.words)
    company = _company(segment, before) or (_of_before(segment, reading) if HOLD & words else None)
    stock = any(one.kind == "share" or (one.kind == "word" and STOCK.match(one.low)) for one in segment.tokens)
    got = bool(GET & words) and stock and company is not None
    if not (HOLD & words or got):
        return None
    agents = [one for one in segment.parties if one.prep in ("von", "durch") and one is not company]
    if {"gehalten", "kontrolliert"} & words and {"wird", "werden", "wurde", "wurden", "werde"} & words:
        free = [one for one in segment.parties if one not in agents and one is not company and one.prep == ""]
        firm = company.party if company is not None else free[0].party if free else before if segment.relative else None
        return (firm, _joined(segment.parties, agents[0])) if agents else None
    free = [one for one in segment.parties if one is not company and not one.noun and one.prep == ""]
    if company is None and stock:
        return None
    if company is None:
        plain = {"besitzt", "besaß", "besitzen", "kontrolliert", "kontrollierte", "kontrollieren"} & words
        if not plain or len(free) < 2:
            return None
        return (free[1].party, free[:1]) if _ends(free[1], segment) else None
    if not free and segment.relative and before is not None and company.text:
        return company.party, [Token("party", "", "", before)]
    if not free and not segment.relative and segment.tokens[0].low in HOLD and before is not None:
        return company.party, [Token("party", "", "", before)]  # "X, Direktor der Z, hält 40 Prozent an Y"
    if not free and not segment.relative and {"sie", "er", "es"} & set(segment.words[:3]):
        return company.party, _last(reading)
    return company.party, _joined(segment.parties, free[0]) if free else []


def _last(reading: Reading) -> list[Token]:
    """Whom a pronoun means: the party that was named last."""
    return [Token("party", "", "", party) for party in reading.context.parties[-1:]]


def _ends(token: Token, segment: Segment) -> bool:
    """Whether nothing but the verb follows: "X besitzt die Y", not "X besitzt die Y-Lizenz"."""
    rest = segment.tokens[segment.tokens.index(token) + 1 :]
    return all(one.kind == "word" and one.text[0].islower() for one in rest[:1])


def _gapped(segment: Segment, company: Party | None, reading: Reading) -> Found:
    """ "..., 40 Prozent dem Kaufmann X": the share and the owner alone, of the firm before."""
    if company is None or not any(one.kind == "share" for one in segment.tokens) or len(segment.tokens) > 9:
        return None
    who = [one for one in segment.parties if one.prep in ("", "bei", "auf", "von")]
    return (company, who[:1]) if len(who) == 1 else None


def _rest(segment: Segment, company: Party | None, reading: Reading) -> Held | None:
    """ "den Rest hält X", "die übrigen Anteile gehören X": of the firm that was just spoken of."""
    words = set(segment.words)
    if not (REST & words and (HOLD | BELONG | LIE) & words) or NEGATED & words:
        return None
    if company is None:
        last = next((one for one in reversed(reading.context.drafts) if one.kind == "ownership"), None)
        company = last.object if last is not None else None
    who = [one for one in segment.parties if one.prep in ("", "bei", "auf") and not one.noun]
    if company is None or not who:
        return None
    shares = _shares(segment, 1)
    return Held(company, [(one.party, shares[0]) for one in who[:1] if one.party is not None])


def _shares(segment: Segment, count: int) -> list[Amount | None]:
    """The share of each owner: as many as owners in order, one for all after "je", else only for the first."""
    found = [one.share for one in segment.tokens if one.kind == "share"]
    numbers = [one.share for one in segment.tokens if one.kind in ("share", "number")]
    if len(numbers) == count:
        return list(numbers)
    if "je" in segment.words and len(found) == 1:
        return found * count
    if found:
        return [found[0] if count == 1 else None] * count
    owner = any(one.kind == "word" and OWNER.match(one.low) and one.low.startswith("allein") for one in segment.tokens)
    stock = {"sämtliche", "alle"} & set(segment.words) and any(STOCK.match(word) for word in segment.words)
    whole = owner or stock or any(WHOLE.match(word) for word in segment.words)
    return [Amount("100", "=", "%") if whole and count == 1 else None] * count


def _since(segment: Segment) -> tuple[str | None, str | None]:
    """The bounds of "seit dem 3. Mai 2021", "bis 2019", and of a purchase."""
    got = bool(GET & set(segment.words))
    for index, token in enumerate(segment.tokens):
        if token.date is None:
            continue
        lead = (segment.tokens[index - 1].low if index else "", token.low.split()[0])
        if "seit" in lead:
            return token.date.first, None
        if "bis" in lead:
            return None, token.date.last or token.date.first
        if got:
            return token.date.first, token.date.last
    return None, None


def _beside(owner: Token, segment: Segment) -> bool:
    """ "Inhaber X": the noun right before the name."""
    place = segment.tokens.index(owner) if owner in segment.tokens else 0
    return place > 0 and OWNER.match(segment.tokens[place - 1].low) is not None


READERS = (_by_noun, _by_daughter, _by_belonging, _by_part, _by_hands, _by_holding, _gapped)
