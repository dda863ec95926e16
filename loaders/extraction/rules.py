"""The extractor by rules: reads a text sentence by sentence and gives drafts of claims."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.model import Party, replace
from loaders.extraction import clauses as grammar
from loaders.extraction import (
    french,
    french_dates,
    french_ellipsis,
    french_events,
    french_finds,
    french_pronouns,
    french_speech,
    german,
    german_speech,
)
from loaders.extraction import roles as parts
from loaders.extraction.attributes import attributes
from loaders.extraction.attribution import Attribution, attribute, clean
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Context, Reading
from loaders.extraction.copular import asked_for, copular
from loaders.extraction.dates import coming_season
from loaders.extraction.denials import answer
from loaders.extraction.drafts import Draft
from loaders.extraction.events import events
from loaders.extraction.finds import finds
from loaders.extraction.follow import complete, merge
from loaders.extraction.frames import transfers
from loaders.extraction.german_lists import listings
from loaders.extraction.german_offers import listed
from loaders.extraction.german_offices import offices
from loaders.extraction.german_owners import owners
from loaders.extraction.item import Item
from loaders.extraction.items import itemise
from loaders.extraction.lexicon import Pack
from loaders.extraction.nominal import nominal
from loaders.extraction.reading import read_names
from loaders.extraction.relations import relations
from loaders.extraction.relevance import compared, elsewhere, prohibited, wanted
from loaders.extraction.repeats import without_halves, without_repeats
from loaders.extraction.sentences import Sentence
from loaders.extraction.speech import take_out

GENERIC_SPEAKERS = frozenset(
    "fachmann experte analyst rat sprecher behörde ministerium department "
    "responsable porte-parole cabinet enquête".split()
)
DATELINE = re.compile(r"[A-Z][^.!?–—-]{1,40} [-–—] (\w+)")  # "LONDON (AP) - Shipping ..."
PERMITTED = re.compile(
    r"\b(?:allowed|permitted|entitled|authori[sz]ed|free) to\b|"
    r"\b(?:nobody|no one|no \w+) (?:may|can|must)\b|\bmay only\b|^(?:anyone|whoever|exporters) (?:who |must )"
)
BARE_SEASON = re.compile(r"(?:noch )?im (?:früh|spät|hoch)?(?:frühling|frühjahr|sommer|herbst|winter)$", re.IGNORECASE)
KEPT = 12  # claims of the paragraphs before to which a sentence can still refer by their goods
AHEAD = frozenset({"will", "wollen", "sollen", "soll", "shall", "wird", "werden"})
HYPOTHETICAL = ("wie", "ob", "how", "whether", "comment")
SAME_SPAN = re.compile(r"\b(?:same|(?:that|this) (?:period|time))", re.IGNORECASE)
ENDINGS = (".", "!", "…", ")", "“", "”", '"', "»", "’", ";", ":")


def drafts_of(text: str, sentences: list[Sentence], pack: Pack, published: str | None) -> list[Draft]:
    """Read all sentences of one language.

    Args:
        text: of the document.
        sentences: those in the language of the pack, in order.
        pack: the language.
        published: partial ISO date.
    """
    context = Context(text, pack, published, read_names(sentences, pack))
    for sentence in sentences:
        _sentence(sentence, context, alone=len(sentences) == 1)
    if pack.language == "en":
        context.drafts = [draft for draft in context.drafts if not elsewhere(draft, context.drafts)]
    return [draft for draft in context.drafts if wanted(draft, context.drafts)]


def _sentence(sentence: Sentence, context: Context, alone: bool) -> None:
    if sentence.paragraph != context.paragraph:
        context.earlier = [*context.earlier, *context.recent][-KEPT:]
        context.paragraph, context.chain, context.recent = sentence.paragraph, False, []
        context.passage, context.dated = "", None
    context.passage += sentence.text + " "
    context.sentence = sentence.text
    items = itemise(sentence, context.pack, context.registry, context.published, context.anchor)
    if context.pack.language == "fr":
        items = french_pronouns.resolve(items, context)
    _date_on(items, context)
    _owner(items, context)
    if sentence.text.endswith("?") or (not sentence.text.endswith(ENDINGS) and not alone):
        context.see(items)
        return
    source = take_out(items, context.pack)
    clauses = grammar.split(items, context.pack)
    if not clauses:
        return
    if source is not None and source.back and source.text and context.speaker is None:
        context.speaker = clean(source.text, context.pack)
    attribution = resolve(attribute(sentence, clauses, context.pack, source), context)
    reading = Reading(sentence, items, clauses, attribution, context)
    chain, context.chain = context.chain, context.chain and _hangs(items, context)
    found = _claims(reading)
    context.chain = chain or attribution.said
    if attribution.speaker:
        context.speaker = attribution.speaker
    for draft in found:
        draft.around = {
            item.code or (item.party.country if item.party else None) or "" for item in items
        } | context.around
        if draft.modality != "asserted" and (attribution.said or chain or draft.modality == "denied"):
            draft.speaker = attribution.speaker or (context.speaker if draft.kind == "transfer" else None)
    if context.pack.language == "de" and chain and attribution.speaker is None:
        german_speech.still_alleged(found, context.recent, {item.low for item in items})
    complete(reading, found)
    found = [draft for draft in merge(found) if draft.goods != ""]
    if context.pack.language != "fr":
        answer(found, context)
    _ahead(found, reading)
    if context.pack.language == "fr":
        found = without_halves(found)
    context.drafts += without_repeats(found, context.drafts) if context.pack.language == "fr" else found
    _remember(reading, found)


def _owner(items: list[Item], context: Context) -> None:
    """ "X's brochure boasts that the manufacturer ...": whom what follows means."""
    if context.pack.language != "en" or len(items) < 2 or items[0].kind != "party" or items[0].party is None:
        return
    if items[1].text in ("'s", "’s") and not items[0].weak:
        context.parties.append(items[0].party)


def _ahead(found: list[Draft], reading: Reading) -> None:
    """ "In August China will train ...": of what is yet to come, the next such month and no past one."""
    published, pack = reading.context.published or "", reading.context.pack
    if pack.language == "fr":
        french_dates.ahead(found, published)
    ahead = AHEAD | (pack.words("possible") if pack.language == "de" else frozenset())
    if len(published) < 7 or not any(item.low in ahead for item in reading.items):
        return
    season = next((item.text.lower() for item in reading.items if item.date and BARE_SEASON.match(item.text)), None)
    for draft in found:
        first, last = draft.start, draft.end
        open_ = draft.modality == "planned" or (pack.language == "de" and draft.modality == "feared")
        counted = open_ and "date_relative" in draft.flags
        if counted and season is not None and pack.language == "de" and first == last:
            draft.start = draft.end = coming_season(season, published)
            continue
        if counted and first and first == last and len(first) >= 7 and first[:7] < published[:7]:
            draft.start = draft.end = f"{int(first[:4]) + 1}{first[4:]}"


def _date_on(items: list[Item], context: Context) -> None:
    """ "In February 2023 ... In April": a month without a year follows the date that the paragraph gave before."""
    moved = 0  # years by which the month before was moved: "en avril ..., deux mois plus tard"
    for item in items:
        date = item.date
        if date is not None and date.first and date.last and date.first != date.last:
            context.span = (date.first, date.last)
        if date is not None and context.span and not (date.first or date.last) and SAME_SPAN.search(item.text):
            item.date = replace(date, first=context.span[0], last=context.span[1])
            continue
        if date is None or not date.first or len(date.first) < 7:
            continue
        if moved and context.pack.language == "fr" and french_speech.LATER.search(item.text):
            first = f"{int(date.first[:4]) + moved}{date.first[4:]}"
            item.date = replace(date, first=first, last=first)
            continue
        if not date.relative:
            context.dated = date.first
            continue
        named = any(word in context.pack.numbered("months") for word in re.findall(r"[^\W\d_]+", item.text.lower()))
        plain = date.first == date.last and len(item.text.split()) <= 2
        if context.dated is None or not (named and plain) or context.dated[:4] >= date.first[:4]:
            continue
        year = int(context.dated[:4]) + (date.first[5:7] < context.dated[5:7])
        first = f"{year}{date.first[4:]}"
        if first < date.first:
            moved = int(first[:4]) - int(date.first[:4])
            item.date = replace(date, first=first, last=first)


def resolve(attribution: Attribution, context: Context) -> Attribution:
    """ "the analyst", "Experte Small": the speaker of before, where nothing speaks against it."""
    speaker, before = attribution.speaker, context.speaker or ""
    if not speaker:
        return attribution
    owned = re.match(r"(?:its|his|her|their|ihre?|seine?|son|sa|leur)\s+(.+)", speaker, re.IGNORECASE)
    if owned and context.parties:
        link = {"de": "von", "fr": "de"}.get(context.pack.language, "of")
        return replace(attribution, speaker=f"{owned.group(1)} {link} {context.parties[-1].surface}")
    words, known = speaker.split(), re.split(r"[\s,]+", before)
    if (before and words[-1] in known and len(words) < len(known)) or (
        before and len(words) == 1 and (words[0].islower() or words[0].lower() in GENERIC_SPEAKERS)
    ):
        return replace(attribution, speaker=before)
    return attribution


def _hangs(items: list[Item], context: Context) -> bool:
    """A sentence hangs on the source of the one before when it takes up its parties or goods."""
    named = {party.surface for draft in context.recent for party in (draft.supplier, draft.recipient) if party}
    if context.pack.language == "fr" and french_speech.CONTINUES.match(context.sentence):
        return True
    words = [item.low for item in items if item.kind == "word"]
    if words[:1] and words[0] in context.pack.words("pronoun"):
        return True
    if any(_same_goods(before, item, context) for before, item in pairwise(items)):
        return True
    return any(
        item.kind == "anaphor"
        or (item.party is not None and item.party.form == "named" and item.party.surface in named)
        for item in items
    )


def _same_goods(before: Item, item: Item, context: Context) -> bool:
    """ "the batch", "dieselben Spindeln": goods that the sentences before named."""
    if before.kind != "word" or before.low not in context.pack.words("definite") or not context.goods:
        return False
    heads = {parts.head_of(name, context) for name in context.goods}
    if item.kind != "word":
        return False
    whole = item.low in heads or item.low in context.pack.words("anaphoric_goods")
    return whole or (len(item.low) > 4 and any(head.endswith(item.low) for head in heads))


def _claims(reading: Reading) -> list[Draft]:
    found: list[Draft] = []
    german_text = reading.context.pack.language == "de"
    if compared(reading):
        return found
    banned = prohibited(reading)
    for clause in reading.clauses:
        if _conditional(clause, reading):
            continue
        if (
            clause.opener in ("how", "wie", "if", "wenn", "whether", "ob", "sofern", "si", "s'il", "comment")
            or clause.words[0] == "how"
            or (banned and not _happened(clause, reading.context))
        ):
            continue
        if _rule_only(reading, clause):
            continue
        drafts = transfers(reading, clause)
        if not drafts and not banned:
            drafts = nominal(reading, clause)
        if not drafts and not banned:
            drafts = attributes(reading, clause)
        if not drafts and not banned and reading.context.pack.language == "fr":
            drafts = french_ellipsis.elliptic(reading, clause, found) or french_ellipsis.payments(reading, clause)
        if not drafts and not banned:
            drafts = copular(reading, clause) or asked_for(reading, clause) or listed(reading, clause)
        if not drafts:
            drafts = finds(reading, clause)
        if not drafts and reading.context.pack.language == "fr":
            drafts = french_finds.used(reading, clause)
        drafts = _supposed(clause, drafts, reading)
        found += drafts
        moved = [draft.goods for draft in drafts if draft.goods and draft.kind in ("transfer", "offer")]
        reading.context.goods = list(dict.fromkeys(moved)) or reading.context.goods
    found += [*owners(reading), *offices(reading), *listings(reading)] if german_text else relations(reading)
    _for_firms(found)
    if not any(draft.kind == "transfer" for draft in found):
        french = reading.context.pack.language == "fr"
        firms = french_events.read(reading) if french else []
        found += firms or events(reading)
    return found


def _rule_only(reading: Reading, clause: Clause) -> bool:
    """Whether a clause only says what may be done."""
    pack = reading.context.pack
    above = reading.clauses[clause.parent] if clause.parent is not None else None
    governed = pack.language != "fr" and above is not None and clause.opener in ("dass", "that")
    if governed and above is not None and any(word in ("must", "muss", "müssen") for word in above.words):
        return True  # "exporters must prove that their sensors are not resold"
    if pack.language == "en":
        opening = DATELINE.match(reading.sentence.text)
        word = opening[1].lower() if opening else clause.words[0]
        first = pack.verbs.get(word, ()) if clause is reading.clauses[0] else ()
        if any(verb.form == "gerund" and verb.frame == "supply" for verb in first):
            return True  # "Selling jammers now carries a prison term"
        return PERMITTED.search(" ".join(clause.words)) is not None
    return pack.language == "de" and german.only_permitted(clause.words, pack)


def _conditional(clause: Clause, reading: Reading) -> bool:
    """French: what would happen "si la guerre durait" is no hearsay."""
    pack = reading.context.pack
    return (
        pack.language == "fr"
        and french.conditional(clause.words, pack)
        and any(other.opener in ("si", "s'il") for other in reading.clauses)
    )


def _for_firms(found: list[Draft]) -> None:
    """ "The director of X, P, denies having sold ...": what a person with an office did, the firm did."""
    firms = {one.subject.surface: one.object for one in found if one.kind == "role" and one.subject}
    for draft in found:
        if draft.kind in ("transfer", "offer") and draft.supplier is not None and draft.supplier.surface in firms:
            draft.supplier = firms[draft.supplier.surface]


def _supposed(clause: Clause, drafts: list[Draft], reading: Reading) -> list[Draft]:
    """ "how much it matters that China delivers": no delivery; a wish where the paragraph speaks of a need."""
    context, parent, depth = reading.context, clause.parent, 0
    while parent is not None and depth < 3:
        if reading.clauses[parent].opener in HYPOTHETICAL:
            break
        parent, depth = reading.clauses[parent].parent, depth + 1
    else:
        return drafts
    if parent is None or clause.opener not in ("dass", "that", "que", "qu'"):
        return drafts
    if not context.pack.phrase("need_words").search(context.passage):
        return [draft for draft in drafts if draft.kind != "transfer"]
    for draft in drafts:
        if draft.kind == "transfer" and draft.modality != "denied":
            draft.modality = "sought"
            other = {"CN": "RU", "RU": "CN"}.get(draft.supplier.country or "") if draft.supplier else None
            if draft.recipient is None and other in context.countries:
                draft.recipient = context.countries[other]
                draft.flag("recipient_from_context")
    return drafts


def _happened(clause: Clause, context: Context) -> bool:
    """In a sentence about a ban only what was done counts: a finite verb in the past or a perfect, without a modal."""
    words = clause.words
    if any(word in context.pack.words("modal") and word != "to" for word in words):
        return False
    return any(
        (
            one.verb.form == "finite"
            and one.item.low != one.verb.lemma
            and one.item.low.endswith(("ed", "te", "ten", "sold", "sent", "bought"))
        )
        or (one.verb.form == "participle" and not one.passive)
        for one in clause.predicates
    )


def _remember(reading: Reading, found: list[Draft]) -> None:
    context = reading.context
    context.see(reading.items)
    context.around = {item.code or (item.party.country if item.party else None) or "" for item in reading.items}
    moved = [draft for draft in found if draft.kind in ("transfer", "offer")]
    if moved:
        context.earlier += context.recent
        context.recent = [*moved]
        context.goods = list(dict.fromkeys(draft.goods for draft in moved if draft.goods))
    else:
        goods = [
            phrase
            for clause in reading.clauses
            for phrase in parts.roles_of(clause, None, context).phrases
            if phrase.kind == "goods"
            and phrase.words
            and parts.known(phrase, context)
            and not parts.anaphoric(phrase, context)
        ]
        if goods:
            from loaders.extraction.nominative import nominative

            context.goods = [nominative(phrase, context.pack) for phrase in goods]
    for item in reading.items:
        if item.kind in ("country", "person") and item.party is not None and item.party.country:
            _mentioned(item.party, context)
        if item.date and item.date.first:
            last = item.date.last if context.pack.language == "fr" else None
            context.anchor = last or item.date.first


def _mentioned(party: Party, context: Context) -> None:
    """Remember a country by its own name; its head of state stands in for it until then."""
    code = party.country or ""
    if party.kind == "person":
        context.people[code] = party
    if party.form == "country":
        context.countries[code] = party
    elif code not in context.countries:
        from graph.reference import countries

        context.countries[code] = replace(
            party, surface=countries.name(code, context.pack.language), form="country", kind="country"
        )
