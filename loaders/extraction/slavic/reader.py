"""The reader of Russian and Ukrainian: goes through the sentences and gives drafts of claims."""

from __future__ import annotations

import re

from graph.model import replace
from loaders.extraction.dates import matches as seasons
from loaders.extraction.drafts import Draft, with_country
from loaders.extraction.follow import merge
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.relevance import FIELD, relevant
from loaders.extraction.sentences import Sentence
from loaders.extraction.slavic import asides, persons, roles, speech
from loaders.extraction.slavic import clauses as grammar
from loaders.extraction.slavic.clauses import Clause
from loaders.extraction.slavic.events import events
from loaders.extraction.slavic.finds import finds, weapon_in
from loaders.extraction.slavic.follow import complete
from loaders.extraction.slavic.frames import transfers
from loaders.extraction.slavic.lawsuits import remember_sides
from loaders.extraction.slavic.names import Found, read_names
from loaders.extraction.slavic.nominal import nominal
from loaders.extraction.slavic.relations import relations
from loaders.extraction.slavic.state import Memory, Reading
from loaders.extraction.slavic.tokens import itemise


def drafts_of(text: str, sentences: list[Sentence], pack: Pack, published: str | None) -> list[Draft]:
    """Read all sentences of one language.

    Args:
        text: of the document.
        sentences: those in the language of the pack, in order.
        pack: the language.
        published: partial ISO date.
    """
    memory = Memory(text, pack, published)
    _, names = read_names(sentences, pack)
    for sentence in sentences:
        _sentence(sentence, names[sentence.start], memory)
    _share_countries(memory.drafts)
    for draft in memory.drafts:
        _ahead(draft, published, pack)
    return [draft for draft in memory.drafts if _wanted(draft, memory.drafts)]


def _share_countries(drafts: list[Draft]) -> None:
    """What one claim knows of the country of a party holds for the others that name it."""
    slots = ("supplier", "recipient", "maker", "subject", "object")
    known: dict[str, str] = {}
    for draft in drafts:
        for slot in slots:
            party = getattr(draft, slot)
            if party is not None and party.form == "named" and party.country:
                known.setdefault(party.surface, party.country)
    for draft in drafts:
        for slot in slots:
            party = getattr(draft, slot)
            if party is not None and party.form == "named":
                setattr(draft, slot, with_country(party, known.get(party.surface)))


def _ahead(draft: Draft, published: str | None, pack: Pack) -> None:
    """A month or season without a year of what is planned or feared comes after the day of publication."""
    if draft.modality not in ("planned", "feared") or "date_relative" not in draft.flags:
        return
    if published is None or draft.start is None:
        return
    if len(draft.start) == 4:
        coming = _coming_season(draft, published, pack)
        draft.start, draft.end = (coming, coming) if coming else (draft.start, draft.end)
    elif (
        draft.modality == "planned"
        and draft.start < published[: len(draft.start)]
        and int(published[:4]) - int(draft.start[:4]) <= 1
    ):
        later = str(int(draft.start[:4]) + 1)
        draft.start = later + draft.start[4:]
        draft.end = later + draft.end[4:] if draft.end else None


def _coming_season(draft: Draft, published: str, pack: Pack) -> str | None:
    """The year of "восени" in a plan: this one as long as the season is not over."""
    text = draft.sentences[-1].text.lower()
    bare = [match for name, match in seasons(text, pack) if name == "season_bare"]
    if len(bare) != 1 or len(published) < 7:
        return None
    month = pack.numbered("season_starts").get(bare[0]["s"].lower())
    return str(int(published[:4]) + (month + 2 < int(published[5:7]))) if month else None


def _sentence(sentence: Sentence, names: list[Found], memory: Memory) -> None:
    if sentence.paragraph != memory.paragraph:
        goes_on = memory.chain and re.match(memory.pack.data["chain_openers"], sentence.text) is not None
        memory.paragraph, memory.chain = sentence.paragraph, goes_on
        memory.anchor = memory.anchor if goes_on or _old(memory) else None
    items = itemise(sentence, names, memory.pack, memory.published, memory.anchor)
    if sentence.text.endswith("?"):
        return
    items = _without_homes(items)
    _known_people(items, memory)
    source = speech.take_out(items, memory)
    clauses = grammar.split(items, memory.pack)
    if not clauses:
        return
    memory.here = [(item.end, item.party) for item in items if item.kind == "party" and item.party and not item.weak]
    reading = Reading(sentence, items, clauses, memory)
    speech.attribute(reading, source)
    found = _claims(reading)
    for draft in found:
        if draft.modality != "asserted" and (reading.said or memory.chain or draft.modality == "denied"):
            draft.speaker = reading.speaker or memory.speaker
        elif draft.modality in ("feared", "alleged"):
            draft.speaker = reading.speaker
    _remember(reading, found)
    memory.weapon = weapon_in(reading) or memory.weapon
    memory.drafts += found


def _known_people(items: list[Item], memory: Memory) -> None:
    """A family name alone means the person whom the text named in full before."""
    for item in items:
        if item.kind != "word" or not item.text[:1].isupper() or item.start == 0:
            continue
        for family, party in memory.people.items():
            stem = family[: max(4, len(family) - 2)]
            if item.text == family or (
                len(family) > 4 and item.text.startswith(stem) and len(item.text) - len(family) < 4
            ):
                item.kind, item.text = "person", party.surface
                item.party = replace(party, span=None)
                break


def _without_homes(items: list[Item]) -> list[Item]:
    """Leave out "(Тверь)" and "(КНР)" after the name of a firm: its country stands in the party."""
    kept: list[Item] = []
    index = 0
    while index < len(items):
        texts = [one.text for one in items[index : index + 3]]
        home = (
            len(texts) == 3
            and (texts[0], texts[2]) == ("(", ")")
            and items[index + 1].kind in ("country", "place")
            and kept
            and kept[-1].kind == "party"
        )
        if home:
            party, code = kept[-1].party, items[index + 1].code
            if party is not None and party.country is None and code:
                kept[-1].party, kept[-1].code = replace(party, country=code, country_basis="printed"), code
            index += 3
            continue
        kept.append(items[index])
        index += 1
    return kept


def _old(memory: Memory) -> bool:
    """Whether the text speaks of a year before that of its publication: then months without a year mean that one."""
    return bool(memory.anchor and memory.published and memory.anchor[:4] < memory.published[:4])


def _claims(reading: Reading) -> list[Draft]:
    found: list[Draft] = []
    moving: list[Clause] = []
    banned = reading.memory.pack.phrase("prohibited").search(reading.sentence.text) is not None
    if banned:
        return []
    for clause in reading.clauses:
        feared = reading.memory.pack.phrase("feared_words").search(reading.sentence.text) is not None
        if clause.opener in reading.memory.pack.words("question_openers") and not feared:
            continue
        if any(item.low.startswith(tuple(reading.memory.pack.words("urging"))) for item in clause.items):
            continue  # "призвал Китай не поставлять": nothing moves
        drafts = transfers(reading, clause) or asides.before_goods(reading, clause)
        drafts = asides.share_of(reading, clause) or drafts or nominal(reading, clause) or finds(reading, clause)
        found += drafts
        moving += [clause] if any(one.kind == "transfer" for one in drafts) else []
        for draft in drafts:
            if draft.goods and all(one.name != draft.goods for one in reading.memory.goods):
                reading.memory.name_goods(roles.named_goods(draft.goods, clause, reading.memory))
        _remember_goods(reading, clause)
    found = asides.without_leads(merge(found), reading)
    complete(reading, found)
    for clause in reading.clauses:
        asides.paid(clause, found, reading)
    found += relations(reading)
    found += events(reading, moving)
    return found


def _remember_goods(reading: Reading, clause: Clause) -> None:
    """Goods that a clause names, in a claim or not."""
    memory = reading.memory
    for phrase in clause.phrases:
        named_goods = phrase.kind == "noun" and roles.acceptable(phrase, memory) and roles.known(phrase, memory)
        if named_goods and not roles.anaphoric(phrase, memory):
            memory.name_goods(roles.fullest(phrase, phrase.cases, memory))


def _remember(reading: Reading, found: list[Draft]) -> None:
    memory = reading.memory
    moved_goods = [one for draft in found for one in memory.goods if one.name == draft.goods]
    memory.goods = [one for one in memory.goods if one not in moved_goods] + list(dict.fromkeys(moved_goods))
    named_parties = [
        item.party for item in reading.items if item.kind == "party" and item.party is not None and not item.weak
    ]
    memory.parties += reversed(named_parties)
    memory.here = []
    for clause in reading.clauses:
        for phrase in clause.phrases:
            if phrase.kind == "party" and phrase.lemma and phrase.party is not None:
                memory.cues.setdefault(phrase.party.surface, set()).add(phrase.lemma)
    remember_sides(reading, found)
    moved = [draft for draft in found if draft.kind in ("transfer", "offer")]
    if moved:
        memory.recent = moved
    for item in reading.items:
        if item.date and item.date.first:
            memory.anchor = item.date.first
        if item.kind == "person" and item.party is not None:
            memory.person = item.party
            if " " in item.party.surface:
                memory.people[item.party.surface.split()[-1]] = replace(
                    item.party, surface=persons.nominative(item.party.surface, memory.language)
                )
        if item.kind == "country" and item.party is not None and item.code:
            memory.countries[item.code] = item.party
    leads = [(clause, roles.subject(roles.parts_of(clause, memory), None)) for clause in reading.clauses]
    acting = [
        one for clause, one in leads if one is not None and clause.kind == "main" and "say" not in clause.frames()
    ]
    others = [one for _, one in leads if one is not None]
    lead = acting[-1] if acting else others[0] if others else None
    party = roles.party_of(lead, memory) if lead is not None else None
    if party is not None:
        memory.subject = party


def _wanted(draft: Draft, others: list[Draft]) -> bool:
    if draft.kind in ("transfer", "offer"):
        return relevant(draft, others)
    if draft.kind == "production":
        return bool(draft.countries() & FIELD)
    return True
