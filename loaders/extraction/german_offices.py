"""Who holds which office at which firm in a German sentence: "X, Prokurist der Y", "X leitet die Y"."""

from __future__ import annotations

import re

from graph.model import Modality, Party
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.german_tokens import ADJECTIVE, ARTICLES, Segment, Token, segments

OFFICE = re.compile(
    r"(?:[a-zäöüß-]*(?:direktor|geschäftsführer|chef|präsident|prokurist|leiter|manager|vorstand|vorstandsmitglied|gründer|"
    r"bevollmächtigter|bevollmächtigte|vorsitzender|vorsitzende|vorsitzenden|aufsichtsrat|aufsichtsratsmitglied|beirat|beiratsmitglied|verwaltungsrat|verwaltungsratsmitglied|"
    r"teilhaber|"
    r"buchhalter|einkäufer|disponent|verwalter|konstrukteur|beauftragter|beauftragte|repräsentant|statthalter|"
    r"firmensprecher|unternehmenssprecher|konzernsprecher|sprecher|vertreter|ingenieur|technologe|liquidator))"
    r"(?:in|innen|s|en|n)?$"
)
LOOSE = re.compile(r"(?:sprecher|vertreter|ingenieur|einkäufer|buchhalter|verwalter|beauftragte[rn]?)(?:in|s|n)?$")
STATE = re.compile(r"(?:minister|regierungs|staats|behörden|geheimdienst|zoll|ministeriums|gouverneur|botschaft)")
LEADS = frozenset("leitet leitete leite führt führte führe geleitet geführt lenkt lenkte dirigiert".split())
COPULA = frozenset(
    "ist war sei sind waren seien bleibt blieb heißt hieß wurde wird fungiert fungierte amtiert amtierte firmiert "
    "firmierte zeichnet arbeitet arbeitete eingetragen registriert geführt steht stand gilt tritt auf ernannt bestellt "
    "berufen genannt".split()
)
OWNED = frozenset("ihr ihre ihrem ihren ihres sein seine seinem seinen seines deren dessen".split())
FORMER = frozenset("ehemalige ehemaliger ehemaligen früherer frühere früheren ex- einstige einstiger".split())
GRADES = frozenset("vize ex co it export import vertriebs finanz einkaufs technik marketing verkaufs projekt".split())
AT = frozenset({"bei", "von", "in"})
TRIGGER = re.compile(
    r"direktor|führ|chef|präsident|prokurist|leite|manager|vorstand|gründer|vorsitzend|bevollmächtig|spitze|leitung|lenkt"
    r"|aufsichtsrat|beirat|verwaltungsrat|buchhalter|einkäufer|disponent|verwalter|konstrukteur|beauftragt|sprecher|vertreter|ingenieur"
    r"|repräsentant|liquidator|chefsessel|technologe",
    re.IGNORECASE,
)
Found = tuple[Token, Party, str | None]


def offices(reading: Reading) -> list[Draft]:
    """Read the offices that a sentence names."""
    if TRIGGER.search(reading.sentence.text) is None:
        return []
    parts = segments(reading)
    drafts: list[Draft] = []
    for place in range(len(parts)):
        for person, firm, topic in _found(parts, place, reading):
            draft = _draft(reading, parts[place], person, firm, topic)
            if draft is not None and not any(_same(draft, other) for other in drafts):
                drafts.append(draft)
    return drafts


def _draft(reading: Reading, segment: Segment, person: Token, firm: Party, topic: str | None) -> Draft | None:
    holder = person.party
    if holder is None or holder.form != "named" or holder.kind in ("place", "public_body") or _looks_like_firm(holder):
        return None
    if firm.form != "named" or firm.kind in ("place", "person") or firm.surface == holder.surface:
        return None
    judged: Modality = "reported" if reading.attribution.inside or "sei" in segment.words else "asserted"
    draft = Draft(
        "role", [reading.sentence], subject=holder, object=firm, topic=topic, modality=judged, confidence=0.75
    )
    draft.start, draft.end = _bounds(segment, topic)
    return draft


def _looks_like_firm(party: Party) -> bool:
    from graph.fold import split_legal_form

    core, *_ = split_legal_form(party.surface)
    return party.kind == "company" and (core != party.surface or " " not in party.surface)


def _same(one: Draft, other: Draft) -> bool:
    return one.subject == other.subject and one.object == other.object and one.topic == other.topic


def _bounds(segment: Segment, topic: str | None) -> tuple[str | None, str | None]:
    """ "seit Mai 2021", "bis 2019": the date right before or after the office."""
    for index, token in enumerate(segment.tokens):
        if token.date is None:
            continue
        lead = (segment.tokens[index - 1].low if index else "", token.low.split()[0])
        near = [one.text for one in segment.tokens[max(0, index - 2) : index + 5]]
        several = sum(OFFICE.match(one.low) is not None for one in segment.tokens if one.kind == "word") > 1
        if several and topic is not None and topic not in near:
            continue
        if "seit" in lead:
            return token.date.first, None
        if "bis" in lead:
            return None, token.date.last or token.date.first
    return None, None


def _found(parts: list[Segment], place: int, reading: Reading) -> list[Found]:
    segment = parts[place]
    out: list[Found] = []
    for index, token in enumerate(segment.tokens):
        if token.kind != "word" or not token.text[0].isupper() or OFFICE.match(token.low) is None:
            continue
        if STATE.search(token.low) or _negated(segment, index):
            continue
        found = _of_office(parts, place, index, reading)
        if found is not None:
            out.append(found)
    return out or _leading(parts, place)


def _negated(segment: Segment, index: int) -> bool:
    return bool({"kein", "keine", "nie", "weder"} & set(segment.words[max(0, index - 3) : index]))


def _of_office(parts: list[Segment], place: int, index: int, reading: Reading) -> Found | None:
    """The person and the firm of one office."""
    segment = parts[place]
    token = segment.tokens[index]
    firm = _firm(segment, index)
    person = _person(parts, place, index, firm)
    if person is None:
        return None
    if firm is None and _names_its_body(token.text):
        return None
    if firm is None:
        before = _firm_before(parts, place, index, person, reading)
        beside = segment.tokens[index + 1 : index + 2] == [person] or bool(COPULA & set(segment.words))
        if before is None or not beside or (LOOSE.search(token.low) and not _led(segment, index)):
            return None
        return person, before, token.text
    return (person, firm.party, token.text) if firm.party is not None else None


def _names_its_body(office: str) -> bool:
    """ "Wagner-Chef" is an office at Wagner, not at the firm of the sentences before; "Vize-Chef" names nobody."""
    body, hyphen, _ = office.rpartition("-")
    return bool(hyphen) and body[:1].isupper() and body.lower() not in GRADES


def _firm(segment: Segment, index: int) -> Token | None:
    """ "Direktor der Y", "Prokurist bei Y", "Y-Direktor"."""
    noun = segment.tokens[index].low
    following = segment.tokens[index + 1 :]
    before = segment.tokens[index - 1 : index] if index else []
    hyphened = bool(before) and before[0].prep == "" and before[0].party is not None
    if hyphened and following[:1] and following[0].kind == "party" and not _is_person(before[0]):
        return before[0]
    for token in following:
        if token.kind != "party":
            continue
        if token.noun == noun or token.prep in ("bei", "von"):
            return token
        break
    return None


def _person(parts: list[Segment], place: int, index: int, firm: Token | None) -> Token | None:
    """Right after the office or its firm, the subject of "ist", or who stands before the comma."""
    segment = parts[place]
    after = segment.tokens[index + 1 :]
    free = [one for one in segment.parties if one is not firm and one.prep in ("", "als") and not one.noun]
    beside = after[:1]
    if beside and beside[0] in free:
        return beside[0]
    if firm is not None and firm in after:
        rest = after[after.index(firm) + 1 :]
        while (rest and rest[0].kind in ("date", "place", "adjective")) or (
            rest and rest[0].low in ("in", "aus", "mit", "sitz")
        ):
            rest = rest[1:]
        if rest and rest[0] in free:
            return rest[0]
    if COPULA & set(segment.words) and free:
        copula = next(n for n, one in enumerate(segment.tokens) if one.low in COPULA)
        behind = [one for one in free if segment.tokens.index(one) > max(copula, index)]
        ahead = [one for one in free if segment.tokens.index(one) < copula]
        return (behind or ahead or free)[0]
    opens = index <= 3 or any(one.low in ("und", "sowie") for one in segment.tokens[:index])
    if place and segment.sign in (",", "(", "–", "—") and opens and not free:
        return _before(parts, place)
    following = parts[place + 1] if place + 1 < len(parts) else None
    closes = (firm is not None and segment.tokens[-1] is firm) or index == len(segment.tokens) - 1
    if following is not None and following.sign == "," and closes and following.parties:
        named, *_ = following.parties
        lead = following.tokens[: following.tokens.index(named)]
        ends = following.tokens[-1] is named
        if (
            ends
            and named.prep == ""
            and all(ADJECTIVE.search(one.low) or one.low in ARTICLES or one.kind == "number" for one in lead)
        ):
            return named  # "der Direktor der Y, X, ..."
    return None


def _before(parts: list[Segment], place: int) -> Token | None:
    """The person right before the comma."""
    for earlier in reversed(parts[:place]):
        if earlier.relative:
            continue
        named = [one for one in earlier.parties if one.party is not None]
        last = named[-1] if named else None
        if last is None and len(earlier.tokens) < 3:
            continue  # "X, 58, Prokurist der Y"
        if last is None:
            return None
        tail = earlier.tokens[earlier.tokens.index(last) + 1 :]
        near = len(tail) <= 1
        return Token("party", "", "", last.party) if near and last.party is not None else None
    return None


def _firm_before(parts: list[Segment], place: int, index: int, person: Token, reading: Reading) -> Party | None:
    """The firm that the sentence or the one before it named last."""

    def named(tokens: list[Token]) -> list[Party]:
        found = [one.party for one in tokens if one is not person and one.party is not None]
        return [one for one in found if one.kind == "company" and one.form == "named"]

    inside = named(parts[place].tokens[:index])
    earlier = [one for segment in parts[:place] for one in segment.parties]
    bare = named([one for one in earlier if one.prep == "" and not one.noun and one.article not in ("der", "dem")])
    if parts[place].sign == ";" and named(earlier):
        return named(earlier)[0]  # "X gehört Y; Direktor ist Z": of X
    if inside or bare:
        return (inside or bare)[-1]
    oblique = {one.surface for one in named(earlier)}
    firms = [one for one in reading.context.parties if one.kind == "company" and one.surface != person.text]
    others = [one for one in firms if one.surface not in oblique] if not _led(parts[place], index) else []
    return others[-1] if others else named(earlier)[-1] if oblique else firms[-1] if firms else None


def _led(segment: Segment, index: int) -> bool:
    return any(one.low in OWNED for one in segment.tokens[max(0, index - 3) : index])


def _leading(parts: list[Segment], place: int) -> list[Found]:
    """ "X leitet die Y", "Y wird von X geführt", "an der Spitze der Y steht X", "..., die X leitet"."""
    segment = parts[place]
    words = set(segment.words)
    headed = next((one for one in segment.parties if one.noun in ("spitze", "leitung", "führung", "geschäfte")), None)
    free = [one for one in segment.parties if one is not headed and one.prep in ("", "von", "durch") and not one.noun]
    verbs = LEADS | {"steht", "stand", "hat", "übernahm", "obliegt", "rückte", "inne", "liegt"}
    if headed is not None and words & verbs and headed.party is not None:
        person = next((one for one in free if _is_person(one)), None)
        return [(person, headed.party, None)] if person is not None else []
    if not words & LEADS:
        return []
    person = next((one for one in free if _is_person(one)), None)
    firm = next((one for one in free if one is not person and one.party and one.party.kind == "company"), None)
    if person is not None and firm is None and segment.relative:
        firm = _before(parts, place)
    elif firm is not None and person is None and segment.relative:
        person = _before(parts, place)
        if person is None or not _is_person(person):
            return []
    if person is None or firm is None or firm.party is None:
        return []
    return [(person, firm.party, None)]


def _is_person(token: Token) -> bool:
    party = token.party
    return (
        party is not None
        and party.form == "named"
        and (party.kind == "person" or not _looks_like_firm(party))
        and " " in party.surface
    )
