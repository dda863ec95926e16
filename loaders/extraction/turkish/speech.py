"""Who says it, and how sure, in Turkish: the verb on which a clause hangs, "göre", and the form of the verb itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Modality
from loaders.extraction.lexicon import Pack
from loaders.extraction.sentences import Sentence
from loaders.extraction.turkish.clauses import PARTIES, Clause
from loaders.extraction.turkish.endings import lower
from loaders.extraction.turkish.phrases import PARTICIPLE, Phrase, compared, form_of

FOUND_OUT = frozenset({"tespit et", "belirle", "sapta", "keşfet"})
CONSIDERED = frozenset({"düşün", "değerlendir"})  # in the passive they tell what people think
SAYING = frozenset({"say", "accuse", "deny", "fear", "confirm", "find", "declare"})


@dataclass(frozen=True, slots=True)
class Source:
    """Whom a sentence names as its source.

    Attributes:
        speaker: as printed, in the nominative; None: nobody new.
        said: whether the sentence is attributed as a whole ("göre", "raporda").
        document: whether the source is a paper on which the whole paragraph hangs.
    """

    speaker: str | None = None
    said: bool = False
    document: bool = False


def source_of(sentence: Sentence, phrases: list[Phrase], pack: Pack) -> Source:
    """Find the source that the sentence names outside its verbs."""
    for index, phrase in enumerate(phrases):
        if phrase.case == "according" and not compared(phrase):
            return _according(sentence, phrases[: index + 1], pack)
    for index, phrase in enumerate(phrases[:4]):
        by = phrase.kind == "goods" and phrase.case == "ins" and len(phrase.words) == 1
        if by and any(form_of(phrase.low, key, pack) for key in ("figures", "documents", "statements_of")):
            return Source(_owner(sentence, phrases[: index + 1], pack), True, True)  # "gümrüğün rakamlarıyla"
    if (teller := _tells_after_colon(phrases)) is not None:
        return Source(printed(sentence, teller, pack), True)
    declares = pack.phrase("declared_words")
    for index, phrase in enumerate(phrases[:8]):
        if phrase.kind != "goods" or phrase.case not in ("loc", "abl") or not phrase.items:
            continue
        document = form_of(phrase.low, "documents", pack) is not None
        if document and form_of(phrase.low, "papers_of_goods", pack) and declares.search(lower(sentence.text)):
            continue  # "evrakta ... olarak gösterildi" says what the goods were called
        if document or form_of(phrase.low, "statements_of", pack):
            return Source(_owner(sentence, phrases[: index + 1], pack), True, document)
    if pack.phrase("reported_words").search(lower(sentence.text)):
        return Source(None, True)
    return Source()


def _tells_after_colon(phrases: list[Phrase]) -> Phrase | None:
    """ "Olanı bakanlık kaynakları anlatıyor: ...": who tells what stands after the colon."""
    place = next((index for index, one in enumerate(phrases) if one.kind == "stop" and one.low == ":"), 0)
    if place < 2 or place == len(phrases) - 1:
        return None
    verb = phrases[place - 1].verb
    if verb is None or verb.frame != "say" or verb.form != "finite" or verb.passive or verb.negative:
        return None
    named = [one for one in phrases[: place - 1] if one.kind in ("party", "goods") and one.case == "nom" and one.items]
    return named[-1] if named else None


def headline(phrases: list[Phrase]) -> Phrase | None:
    """ "Pekin: Moskova'ya silah satmıyoruz": who speaks stands before a colon."""
    if len(phrases) > 2 and phrases[1].low == ":" and phrases[0].kind == "party" and phrases[0].case == "nom":
        return phrases[0]
    return None


def _according(sentence: Sentence, phrases: list[Phrase], pack: Pack) -> Source:
    begin = max((index + 1 for index, one in enumerate(phrases[:-1]) if one.kind == "stop" or one.comma), default=0)
    papers = [
        one
        for one in phrases[begin:]
        if one.kind == "goods" and one.items and form_of(one.low, "documents", pack) is not None
    ]
    return Source(_owner(sentence, phrases[begin:], pack), True, bool(papers))


def _owner(sentence: Sentence, phrases: list[Phrase], pack: Pack) -> str | None:
    """Whose paper or word it is; a paper of nobody stands for itself, unless it only points back."""
    if phrases and phrases[-1].items and phrases[-1].items[0].low in ("aynı", "bu"):
        return None
    for phrase in phrases:
        if phrase.kind == "party" and phrase.case in ("gen", "according", "nom", "dat") and phrase.party is not None:
            return printed(sentence, phrase, pack)
    for phrase in reversed(phrases):
        if phrase.kind == "goods" and phrase.words and phrase.case in ("gen", "according", "dat", "abl", "loc", "nom"):
            if PARTICIPLE.search(phrase.low):
                continue
            if form_of(phrase.low, "generic_sources", pack):
                return None
            return printed(sentence, phrase, pack)
    return None


def printed(sentence: Sentence, phrase: Phrase, pack: Pack) -> str | None:
    """A phrase as printed, in the nominative as far as the endings tell."""
    if not phrase.items:
        return None
    if phrase.party is not None and phrase.party.form == "named":
        return phrase.party.surface
    if phrase.party is not None and phrase.party.span and phrase.party.form == "group":
        return phrase.party.surface
    text = sentence.text[phrase.items[0].start : phrase.items[-1].end]
    text = re.sub(r"['’][a-zçğıöşü]+$", "", text)
    if phrase.items[-1].kind == "word":
        text = re.sub(r"(?<=[ıiuü])n(?:[ıiuü]n|[ae]|d[ae]n|d[ae])$|(?<=l[ae]r)(?:d[ae]n|d[ae]|[ae]|[ıi]n)$", "", text)
        text = re.sub(r"ğ[ıiuü]n$", "k", text)
    first = phrase.items[0]
    if first.start == 0 and first.kind == "word" and len(phrase.items) == 1 and _common(first.low, pack):
        text = lower(text)
    return text or None


def _says(clause: Clause) -> bool:
    """A verb of saying, or of finding out ("tespit etti"); what is found in a thing says nothing."""
    return clause.frame in SAYING and (clause.frame != "find" or clause.verb_lemma in FOUND_OUT)


def _tells(clause: Clause) -> bool:
    """ "6 milyon dolara çıktı" is no finding that tells something."""
    return clause.frame != "find" or clause.verb_lemma in FOUND_OUT


def _common(word: str, pack: Pack) -> bool:
    keys = ("documents", "statements_of", "group_nouns", "figures", "generic_sources")
    return any(form_of(word, key, pack) for key in keys)


def speaker_of(clause: Clause, sentence: Sentence, pack: Pack, clauses: list[Clause]) -> str | None:
    """The subject of the nearest verb of saying on which a clause hangs."""
    for governor in clause.governors:
        if not _says(governor) or governor.passive:
            continue
        cases = ("gen",) if governor.form in ("noun", "before") else ("nom",)
        named = [one for one in governor.phrases if one.kind in PARTIES and one.case in cases and one.party]
        if not named:
            named = [one for one in governor.phrases if one.kind == "goods" and one.case in cases and one.words]
            named = [one for one in named if not form_of(one.low, "claim_nouns", pack)]
        if not named and governor.form == "finite":
            named = [one for one in governor.phrases if one.kind == "party" and one.case == "acc"]
        if named:
            phrase = named[0] if named[0].kind in PARTIES else named[-1]
            begin = _described_from(phrase, clauses)
            if begin < phrase.start and phrase.kind == "goods":
                return sentence.text[begin : phrase.end]
            return printed(sentence, phrase, pack)
    return None


def _described_from(phrase: Phrase, clauses: list[Clause]) -> int:
    """Where the clauses begin that describe a phrase: "adının açıklanmasını istemeyen bir diplomat"."""
    begin = phrase.start
    for clause in reversed(clauses):
        if clause.head is phrase or (clause.form == "noun" and 0 <= begin - clause.end <= 2):
            begin = min(begin, clause.start)
    return begin


def modality(clause: Clause, sentence: Sentence, source: Source, chain: bool, pack: Pack) -> Modality:
    """Judge how a clause is meant: denied, else sought, planned, feared, else alleged, else reported, else asserted."""
    verb, text = clause.verb, lower(sentence.text)
    governors = clause.governors
    done = verb is not None and verb.form == "noun" and verb.tense == "past"
    frames = {
        "say" if (one.passive or done) and one.verb_lemma in CONSIDERED else one.frame
        for one in governors
        if _tells(one)
    }
    if _denied(clause, text, pack):
        return "denied"
    if verb is not None and (meant := _meant(clause, text, pack)) is not None:
        return meant
    named = verb is not None and verb.form == "noun" and not governors and not verb.tense
    ahead = named and pack.phrase("feared_words").search(text) is not None  # "korkulan ise: X'in vermesi"
    if "fear" in frames or (verb is not None and verb.able) or ahead or _near(clause, "feared_words", text, pack):
        return "feared"
    if (
        clause.frame in ("request", "order")
        or frames & {"request", "hope", "order"}
        or _fell_through(clause, text, pack)
    ):
        return "sought"
    if "meet" in frames and verb is not None and verb.tense == "wish":
        return "sought"  # "satın almak için görüşüyor"
    if (
        verb is not None
        and verb.tense == "wish"
        and verb.form == "noun"
        and re.match(r" (?:için|üzere)\b", text[clause.end :])
    ):
        return "planned"
    accepts = any(one.verb_lemma == "kabul et" and not one.verb.negative for one in governors[:1] if one.verb)
    if accepts and verb is not None and verb.tense == "wish":
        return "planned"
    if "plan" in frames or (verb is not None and verb.tense == "future") or _near(clause, "planned_words", text, pack):
        return "planned"
    listed = any(form_of(one.low, "lists", pack) for governor in governors for one in governor.phrases if one.items)
    if listed and done and re.match(r" için\b", text[clause.end :]):
        return "alleged"  # "sattığı için kara listeye aldı"
    if "accuse" in frames or pack.phrase("alleged_words").search(text):
        return "alleged"
    if (
        source.said
        or chain
        or frames & SAYING
        or (verb is not None and verb.tense == "heard" and verb.form == "finite")
    ):
        return "reported"
    return "asserted"


def _meant(clause: Clause, text: str, pack: Pack) -> Modality | None:
    """ "satın alma kararı", "verme ihtimali", "gönderme talebi": the noun after the verb tells."""
    verb = clause.verb
    if verb is None or verb.form != "noun" or re.search(r"m[ae]$", text[verb.start : verb.end]) is None:
        return None
    words = re.findall(r"\w+", text[verb.end : verb.end + 24])[:1]
    kinds: tuple[tuple[str, Modality], ...] = (
        ("act_planned", "planned"),
        ("act_feared", "feared"),
        ("act_sought", "sought"),
    )
    return next((meant for key, meant in kinds for word in words if form_of(word, key, pack)), None)


def _denied(clause: Clause, text: str, pack: Pack) -> bool:
    verb = clause.verb
    if verb is not None and (verb.negative or re.search(r"(?<!\w)ne .+ ne (?:de |da )?", text[: verb.start])):
        return True
    for governor in clause.governors:
        if governor.frame == "request" and governor.form == "before" and not (governor.verb and governor.verb.negative):
            break  # "almak istediği malı vermeyi reddetti"
        refused = any(form_of(one.low, "turned_down", pack) for one in governor.phrases if one.kind == "goods")
        if governor.frame == "deny" and not (refused and governor.verb_lemma in ("geri çevir", "reddet")):
            return True
        if (
            (governor.frame in ("confirm", "find") or governor.verb_lemma in ("kabul et", "itiraf et"))
            and governor.verb is not None
            and governor.verb.negative
        ):
            return True
    return pack.phrase("denied_words").search(text) is not None


def _near(clause: Clause, key: str, text: str, pack: Pack) -> bool:
    """A cue after the verb of the clause, in its sentence."""
    return pack.phrase(key).search(text, clause.end) is not None


def _fell_through(clause: Clause, text: str, pack: Pack) -> bool:
    verb = clause.verb
    if verb is not None and verb.tense == "wish" and verb.form == "finite":
        return True
    if verb is not None and verb.form == "finite" and re.search(r"[ae]ca[kğ]t[ıi]", text[verb.start : verb.end]):
        return True
    for one in clause.governors[:1]:
        printed = text[one.verb.start : one.verb.end] if one.verb is not None and one.frame == "plan" else ""
        if re.search(r"yordu|m[ae]kteydi|m[ae]ktayd[ıi]", printed):
            return True  # "satılması öngörülüyordu"
    return pack.phrase("fell_through").search(text) is not None
