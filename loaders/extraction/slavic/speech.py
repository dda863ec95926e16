"""Who says it: words that name a source, taken out of the sentence, and verbs of saying with their subject."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.extraction.countries import nominatives
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.slavic import morphology, persons
from loaders.extraction.slavic.clauses import Clause, Predicate
from loaders.extraction.slavic.state import Memory, Reading

MOST_WORDS = 11
SOURCES = ("say", "accuse", "fear", "deny", "doubt", "analyse")


@dataclass(frozen=True, slots=True)
class Source:
    """A source in a sentence: in the nominative; None where it only points back ("по тем же данным")."""

    text: str | None


def take_out(items: list[Item], memory: Memory) -> Source | None:
    """Find "по данным X", "по словам X", "согласно X" and mark their items as speech."""
    pack = memory.pack
    for index, item in enumerate(items):
        if item.kind != "word":
            continue
        begin = _begin(items, index, pack)
        end = _end(items, begin, pack) if begin is not None else 0
        seen = _seen(items, index, pack)
        if seen is not None:
            begin, end = index + 1, seen
        if begin is None:
            continue
        words = items[begin:end]
        back = not words or any(one.low in pack.any_of(("back_words", "possessive")) for one in items[index:end])
        text = None if back else nominative(words, ("gen", "dat", "ins", "loc"), pack)
        for one in items[index:end]:
            if one.kind != "punct":
                one.kind = "speech"
        return Source(text)
    return None


def _seen(items: list[Item], index: int, pack: Pack) -> int | None:
    """ "Из материалов дела видно, что": where the verb stands that makes papers a source."""
    if items[index].low not in pack.words("from") or index > 2:
        return None
    for place in range(index + 2, min(index + 7, len(items))):
        if items[place].low in pack.words("source_verbs"):
            items[place].kind = "speech"
            return place
        if items[place].kind not in ("word", "adjective", "country", "party"):
            return None
    return None


def _begin(items: list[Item], index: int, pack: Pack) -> int | None:
    """Where the source begins after "по данным", "согласно", "со ссылкой на"."""
    words = [item.low for item in items[index : index + 5]]
    for phrase in pack.data["speech_phrases"]:
        parts = phrase.split()
        if words[: len(parts)] == parts:
            return index + len(parts)
    if words[:1] and words[0] in pack.words("speech_preposition"):
        for place in range(1, 4):
            if place < len(words) and words[place] in pack.words("speech_of"):
                between = items[index + 1 : index + place]
                if all(
                    morphology.adjective(one.text, pack.language)
                    or one.kind == "adjective"
                    or one.low in pack.words("demonstrative") | pack.words("possessive") | {"же"}
                    for one in between
                ):
                    return index + place + (words[place] not in pack.words("papers"))
    return None


def _end(items: list[Item], begin: int, pack: Pack) -> int:
    """The source ends before a comma, a verb or the party that acts."""
    from loaders.extraction.slavic import verbs

    end = begin
    while end < len(items) and end - begin < MOST_WORDS:
        item = items[end]
        if item.kind == "punct" and item.text in ",;:—–.":
            break
        if item.kind in ("date", "amount"):
            break
        if item.kind == "word" and any(one.finite for one in verbs.read(item.text, pack.language)):
            return _without_subject(items, begin, end)
        end += 1
    return end


def _without_subject(items: list[Item], begin: int, verb: int) -> int:
    """ "по данным таможни Китай поставил": what can only be a nominative acts."""
    for place in range(begin + 1, verb):
        item = items[place]
        if item.kind in ("country", "party", "people") and "gen" not in item.case.split():
            return place
    return verb


def attribute(reading: Reading, source: Source | None) -> None:
    """Find the source of a sentence and set the speaker of its reading."""
    pack, memory = reading.memory.pack, reading.memory
    if source is not None:
        named = source.text if source.text and not _generic(source.text, memory) else memory.speaker
        reading.said, reading.speaker, reading.new_source, reading.cited = True, named, True, True
    for clause in reading.clauses:
        for predicate in clause.predicates:
            if predicate.verb.frame not in SOURCES or (
                predicate.verb.form in ("full", "active", "gerund", "infinitive")
            ):
                continue
            if predicate.verb.form == "short" and predicate.verb.frame != "doubt" and not predicate.verb.neuter:
                continue
            sure = predicate.verb.frame == "doubt" and "не" not in clause.words[: predicate.index]
            if sure and predicate.verb.form == "short":
                continue
            text, back = _speaker(clause, predicate, reading)
            frame = predicate.verb.frame
            if frame in ("say", "analyse") or sure:
                reading.said = reading.new_source = True
            if text and _generic(text, memory):
                text = memory.speaker
            if text and reading.speaker is None:
                reading.speaker = text
            if back:
                reading.speaker = reading.speaker or memory.speaker
    if not reading.said:
        _registered(reading)
    if any(_same_paper(clause, pack) for clause in reading.clauses):
        reading.said = reading.cited = True
        reading.speaker = reading.speaker or memory.speaker
    registered = any(word in (reading.speaker or "").lower() for word in pack.words("registers"))
    reading.cited = reading.cited or (reading.new_source and registered)  # "X, свідчить реєстр, належить Y"
    reading.said = reading.said or pack.phrase("reported_words").search(reading.sentence.text) is not None
    if (
        reading.speaker
        and memory.speaker
        and reading.speaker.isupper()
        and reading.speaker == "".join(word[0].upper() for word in memory.speaker.split())
    ):
        reading.speaker = memory.speaker
    if reading.said:
        if reading.new_source or not memory.chain:
            memory.suspected = pack.phrase("suspecting_sources").search(reading.sentence.text) is not None
        memory.chain = True
        memory.speaker = reading.speaker or memory.speaker


def _registered(reading: Reading) -> None:
    """ "В реестре Узбекистана владельцем X записан Y", "директором значится там Z": what papers say."""
    pack, memory = reading.memory.pack, reading.memory
    for clause in reading.clauses:
        entered = set(clause.words) & pack.words("entered_words")
        if not entered:
            continue
        papers = next(
            (
                one
                for one in clause.phrases
                if one.prep in pack.words("in") and one.lemma in pack.words("register_nouns")
            ),
            None,
        )
        there = bool(set(clause.words) & pack.words("there")) and memory.chain
        if papers is None and not there:
            continue
        reading.said = reading.new_source = reading.cited = True
        if papers is not None and "loc" in papers.cases:
            last = next((one.last for one in clause.phrases if one is papers.owner), papers.last)
            reading.speaker = reading.speaker or nominative(clause.items[papers.first : last + 1], ("loc", "gen"), pack)
        return


def _same_paper(clause: Clause, pack: Pack) -> bool:
    """ "у тому самому витягу": what a paper says that was named before."""
    papers = pack.words("report_nouns") | pack.words("registers")
    return any(one.same and one.prep in pack.words("in") and one.lemma in papers for one in clause.phrases)


def _generic(text: str, memory: Memory) -> bool:
    """ "ведомство", "служба": a word that takes up the source of before."""
    if memory.speaker is None or " " in text:
        return False
    word = text.lower()
    return word in memory.pack.words("generic_sources") or any(
        word[:5] == one[:5].lower() for one in memory.speaker.split() if len(word) > 4
    )


def _speaker(clause: Clause, predicate: Predicate, reading: Reading) -> tuple[str | None, bool]:
    """Whom a verb of saying names, and whether it only points back ("в той же базе")."""
    pack, items, place = reading.memory.pack, clause.items, predicate.index
    frame = predicate.verb.frame
    if frame == "analyse":
        lead = _subject_of(clause, predicate, reading) if place else None
        if (
            lead
            and lead[:1].isupper()
            and not any(lead.lower().startswith(word) for word in pack.words("mere_readers"))
        ):
            return lead, False
        after = items[place + 1 :]
        words = _run(after, pack)
        return (nominative(words, ("acc", "gen", "ins"), pack), False) if words else (None, False)
    for index in range(place + 1, min(place + 4, len(items))):
        if (
            items[index].low in pack.words("speech_source_prepositions")
            and frame == "say"
            and (predicate.verb.reflexive or predicate.item.low in pack.words("source_verbs"))
        ):
            words = _run(items[index + 1 :], pack)
            if any(one.low in pack.words("back_words") for one in words):
                return None, True
            return (nominative(words, ("gen", "loc"), pack), False) if words else (None, False)
    if (predicate.verb.reflexive and frame == "say") or predicate.item.low in pack.words("source_verbs"):
        return None, False
    return _subject_of(clause, predicate, reading), False


def _subject_of(clause: Clause, predicate: Predicate, reading: Reading) -> str | None:
    """The subject of a verb of saying: after it, "в Пекине" before a plural, else before it."""
    pack, items, place = reading.memory.pack, clause.items, predicate.index
    after = _run(items[place + 1 :], pack)
    if after and predicate.verb.frame == "say" and _can_be_nominative(after, pack):
        return _text(after, pack)
    inside = next((one for one in clause.phrases if one.first == place + 2 and one.prep in pack.words("in")), None)
    if predicate.verb.plural and inside is not None and "loc" in inside.cases:
        body = _run(items[inside.first :], pack)
        return nominative(body or items[inside.first : inside.last + 1], ("loc", "gen"), pack)  # "сообщили в Киеве"
    if predicate.verb.plural:
        for one in reversed(clause.phrases):
            if one.last < place and one.prep in pack.words("in") and "loc" in one.cases and place - one.last <= 3:
                return nominative(items[one.first : one.last + 1], ("loc", "gen"), pack)
    for one in clause.phrases:
        if one.same and one.first < place and "nom" in one.cases:
            return reading.memory.speaker
        if one.first > place or one.prep or one.kind == "pronoun" or "nom" not in one.cases:
            continue
        if one.kind == "anaphor":
            party = reading.memory.resolve(one)
            return party.surface if party else None
        last = one.last
        for other in clause.phrases:
            owns = other.first == last + 1 and ("gen" in other.cases or other.kind == "person")
            within = other.first == last + 2 and other.prep in pack.words("in")
            if other.last < place and (owns or within):
                last = other.last
        return _text(items[one.first : last + 1], pack)
    return None


def _run(items: list[Item], pack: Pack) -> list[Item]:
    """The items up to a comma, a verb or a date."""
    from loaders.extraction.slavic import verbs

    out: list[Item] = []
    for item in items:
        if (item.kind == "punct" and item.text in ",;:—–.!") or item.kind in ("date",):
            break
        if item.kind == "word" and any(one.finite for one in verbs.read(item.text, pack.language)):
            break
        if item.low in pack.words("subordinator") or len(out) >= MOST_WORDS:
            break
        out.append(item)
    return out


def _can_be_nominative(items: list[Item], pack: Pack) -> bool:
    first = items[0]
    if first.kind in ("party", "person", "country", "people"):
        return first.kind in ("person",) or "nom" in (first.case.split() or ["nom"])
    if first.kind == "adjective" or (first.kind == "word" and morphology.adjective(first.text, pack.language)):
        slots = {case for case, _, _ in morphology.adjective(first.text, pack.language)}
        return "nom" in slots
    if first.kind != "word" or first.low in pack.words("pronoun") | pack.words("preposition") | pack.words(
        "adverb"
    ) | pack.words("relative"):
        return False
    return any(one.case == "nom" for one in morphology.noun(first.text, pack.language))


def _text(items: list[Item], pack: Pack) -> str:
    """A source as printed, without a title before a person's name, small where its first word is."""
    people = [index for index, item in enumerate(items) if item.kind == "person"]
    if people and people[0] <= 4:
        return items[people[0]].text
    text = join(items)
    first = items[0]
    if first.kind == "adjective" or morphology.lemma(first.text, pack.language) in pack.words("source_nouns"):
        return text[:1].lower() + text[1:]
    return text


def nominative(items: list[Item], cases: tuple[str, ...], pack: Pack) -> str | None:
    """A noun phrase in an oblique case brought to the nominative: adjectives and head change, the rest stays."""
    items = [item for item in items if not (item.kind == "punct" and item.text in "«»")]
    while items and items[0].low in pack.words("demonstrative") | {"же"}:
        items = items[1:]
    if not items:
        return None
    people = [index for index, item in enumerate(items) if item.kind == "person"]
    if people and people[0] <= 4:
        return persons.nominative(items[people[0]].text, pack.language)
    words: list[Item] = []
    for index, item in enumerate(items):
        if item.kind in ("country", "party", "place") and not words:
            surface = item.party.surface if item.party and item.kind != "place" else item.text
            if item.weak and item.kind == "country":
                forms = [one.singular for one in morphology.noun(item.text, pack.language)]
                known = nominatives(pack.language)
                surface = next((one for one in forms if one in known), forms[0] if forms else surface)
            return surface if index == len(items) - 1 else f"{surface} {join(items[index + 1 :])}"
        if item.kind == "adjective" or (item.kind == "word" and morphology.adjective(item.text, pack.language)):
            words.append(item)
            continue
        senses = morphology.together(
            [one.text for one in words], morphology.noun(item.text, pack.language), pack.language
        )
        fitting = [one for one in senses if one.case in cases]
        if not fitting:
            return join(items)
        sense = fitting[0]
        rest_items = items[index + 1 :]
        if sense.singular.lower().replace("ё", "е") in pack.words("report_nouns") and rest_items:
            author = nominative(rest_items, ("gen",), pack)
            if (author and author != join(rest_items)) or rest_items[0].kind in ("party", "country"):
                return author
        noun = sense.singular if sense.number == "sg" else sense.plural
        number, gender = sense.number, sense.gender
        out = [morphology.agree(one.text, number, gender, pack.language) for one in words]
        text = " ".join([*out, noun])
        rest = join(items[index + 1 :])
        return f"{text} {rest}".strip()
    return join(items)


def join(items: list[Item]) -> str:
    """The printed text of neighbouring items."""
    out = ""
    for before, item in zip([None, *items], items, strict=False):
        if before is not None and item.start > before.end:
            out += " "
        out += item.text if item.kind != "quote" else f"«{item.text}»"
    return out
