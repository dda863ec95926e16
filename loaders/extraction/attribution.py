"""Who says it, and how sure: the speaker and the modality of a clause by cue words and grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Modality
from loaders.extraction import english_speech, french, french_speech, german_speech
from loaders.extraction.clauses import Clause
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.sentences import Sentence
from loaders.extraction.speech import PAPERS, Source

MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a sentence names as its source.

    Attributes:
        speaker: as printed, in the nominative as far as the rules know; None: nobody new.
        said: whether the sentence is attributed at all.
        back: whether it points back to the source of the sentence before ("demnach").
        inside: whether the words stand inside the clause ("laut dem Zoll").
    """

    speaker: str | None = None
    said: bool = False
    back: bool = False
    inside: bool = False


def attribute(sentence: Sentence, clauses: list[Clause], pack: Pack, source: Source | None) -> Attribution:
    """Find the source that a sentence names.

    Args:
        sentence, clauses: as read.
        pack: the language.
        source: what stood inside a clause and was taken out of it ("laut dem Zoll").
    """
    text = sentence.text
    if source is not None:
        speaker = None if source.back or not source.text else source.text
        compiled = french_speech.COMPILED.match(speaker or "")
        if compiled:
            speaker = f"{clean(compiled['s'], pack)}, {clean(compiled['d'], pack)}"
        return Attribution(clean(speaker, pack), True, source.back, True)
    back = pack.phrase("speech_generic").search(text) is not None
    if pack.language == "en" and english_speech.BACK.search(text):
        return Attribution(None, True, True, True)
    speaker = (
        german_speech.named(sentence.text, clauses, pack)
        or _named(text, pack)
        or _by_verb(clauses, pack)
        or _analysed(clauses, pack)
    )
    said = bool(speaker) or back or pack.phrase("reported_words").search(text) is not None
    return Attribution(clean(speaker, pack), said, back and not speaker)


def _analysed(clauses: list[Clause], pack: Pack) -> str | None:
    """ "Das Hauptzollamt Hamburg hat Unterlagen ausgewertet": who read what."""
    for clause in clauses[:1]:
        for predicate in clause.predicates:
            if predicate.verb.frame != "analyse" or predicate.passive:
                continue
            words = [item for item in clause.items[: predicate.index] if item.kind not in ("date", "dateline")]
            place = next((index for index, item in enumerate(words) if item.low in pack.words("auxiliary")), None)
            if place:
                return f"{join(words[:place])}, {join(words[place + 1 :])}"
    return None


def _named(text: str, pack: Pack) -> str | None:
    if pack.language == "de":
        patterns = [
            r"\bwie\s+(?P<s>[^,;:]{2,60}?)\s+(?:unter Berufung auf\s+(?P<d>[^,;:]{2,60}?)\s+)?"
            r"(?:berichtet|berichtete|meldet|meldete|schreibt|schrieb|mitteilte|erklärte|sagte)\b",
            r"(?:\b(?:sagt|sagte|berichtet|berichtete)|, (?:meldet|meldete|schreibt|schrieb|erklärt|erklärte|betont"
            r"|betonte|beteuert|beteuerte|behauptet|behauptete|versichert|versicherte))\s+(?P<s>[^,;:“”\"]{2,60}?)"
            r"(?=\s+(?:dem|der|im|am|in)\s|[,;:.“]|$)",
            r"(?:^|,\s*)so\s+(?P<s>(?:der|die|das)\s[^,;:.]{2,40})(?=[,;:.]|$)",
        ]
    elif pack.language == "fr":
        patterns = french_speech.named(pack)
    else:
        patterns = [
            PAPERS,
            r"[,”\"]\s+(?P<s>[^,;:”\"]{2,70}?)\s+"
            rf"(?:{english_speech.SAYS})\b(?:[^;:]*?\bciting\s+(?P<d>[^,;:.]{2, 60}?)(?=\s+from\b|[,;:.]|$))?",
        ]
    for pattern in patterns:
        match = re.search(pattern, text)
        if match and _sensible(match["s"], pack):
            data = match.groupdict().get("d")
            return f"{clean(match['s'], pack)}, {clean(data, pack)}" if data else match["s"]
    return None


def _sensible(speaker: str, pack: Pack) -> bool:
    words = speaker.split()
    if not words or len(words) > MOST_WORDS:
        return False
    low = speaker.lower()
    return low not in pack.words("pronoun") and not re.fullmatch(
        r"(he|she|it|they|and|er|sie|es|aber|und|who|which|am|im|hat|hatte|habe|ist|war|wurde)\b.*", low
    )


def _by_verb(clauses: list[Clause], pack: Pack) -> str | None:
    """The subject of a verb of saying that governs another clause."""
    for index, clause in enumerate(clauses):
        if clause.kind == "relative":
            continue
        for predicate in clause.predicates:
            if predicate.verb.frame not in ("say", "fear", "deny", "accuse") or predicate.passive:
                continue
            governs = (
                predicate.verb.frame in ("deny", "fear")
                or index + 1 < len(clauses)
                or any(other.index > predicate.index for other in clause.predicates)
                or (pack.language == "fr" and _told(clause, predicate.index, pack))
            )
            if not governs:
                continue
            subject = _subject_words(clause, predicate.index, pack)
            if subject:
                return subject
    return None


def _told(clause: Clause, verb: int, pack: Pack) -> bool:
    """ "signale l'envoi de X": a noun of trade is what is said."""
    trade = pack.any_of(("nominal_supply", "nominal_acquire"))
    return any(item.low in trade for item in clause.items[verb + 1 :])


def _subject_words(clause: Clause, verb: int, pack: Pack) -> str | None:
    """The words before the verb (or, in German, after it when nothing stands before)."""
    before = [item for item in clause.items[:verb] if item.kind not in ("date", "dateline")]
    ends = [pack.words(key) for key in ("auxiliary", "adverb", "modal", "negation", "subject_clitic")]
    while before and any(before[-1].low in words for words in ends):
        before.pop()
    if pack.language == "fr":  # "Sollicitée, l'ambassade nie"
        gaps = [place for place in range(1, len(before)) if before[place].start - before[place - 1].end > 1]
        before = before[gaps[-1] :] if gaps else before
    while before and before[0].low in pack.words("adverb") | pack.words("coordinator") | pack.words("break_word"):
        before.pop(0)
    if not before and pack.language == "de":
        after = clause.items[verb + 1 :]
        for item in after:
            if item.kind == "punct" or (
                item.kind == "word" and item.low in pack.words("adverb") | pack.words("preposition") and before
            ):
                break
            before.append(item)
    if not before or len(before) > MOST_WORDS:
        return None
    if (
        len(before) == 1
        and before[0].kind == "word"
        and before[0].low in pack.words("pronoun") | pack.words("relative")
    ):
        return None
    return join(before)


def join(items: list[Item]) -> str:
    """The printed text of neighbouring items."""
    out = ""
    for before, item in zip([None, *items], items, strict=False):
        if before is not None and item.start > before.end:
            out += " "
        out += item.text if item.kind != "quote" else f"„{item.text}“"
    return out


TITLES = {
    "fr": french_speech.TITLE,
    "de": re.compile(
        r"^(?i:[\w-]*(?:geschäftsführer|geschäftsführerin|inhaber|inhaberin|direktor|direktorin|prokurist|prokuristin|anwalt|"
        r"anwältin|leiter|leiterin|gründer|gründerin|minister|ministerin|experte|expertin|sprecher|sprecherin|magazin|sender|zeitung|agentur|fachmann|"
        r"analyst|diplomat|präsident|chef|general|professor)s?)\s+(?=[A-ZÄÖÜ]\w+ [A-ZÄÖÜ]|[A-ZÄÖÜ]\w+$)"
    ),
    "en": re.compile(
        r"^(?i:[\w' ’,-]*\b(?:secretary of state|spokesman|spokeswoman|minister|analyst|expert|president|secretary|"
        r"magazine|agency|newspaper|director|lawyer),?)\s+(?=[A-Z]\w+ [A-Z]|[A-Z]\w+$)"
    ),
}
PERSON = re.compile(r"^([A-ZÄÖÜ][\w’'-]+ [A-ZÄÖÜ][\w’'-]+),?\s+(?:vom|von|of|from|at|beim|an)\b")


def clean(speaker: str | None, pack: Pack) -> str | None:
    """Without article and title; a German genitive loses its endings."""
    if not speaker:
        return None
    out = " ".join(speaker.split()).strip(' ,„“"”')
    if not re.search(r"(?:Ltd|Inc|Co|Corp|Ş|Şti)\.$", out):
        out = out.rstrip(".")
    if pack.language == "fr":
        out = french_speech.ARTICLES.sub("", out)
    elif pack.language == "en":
        out = re.sub(r"^(?:the|a|an)\s+", "", out, flags=re.IGNORECASE)
    else:
        out = german_speech.nominative(out)
        genitive = re.match(r"(?:des|eines)\s+", out)
        articles = r"^(?:der|die|das|des|dem|den|ein|eine|eines|einer|einem|einen|von|vom|zweier)\s+"
        out = re.sub(articles, "", out, flags=re.IGNORECASE)
        if genitive:
            out = _nominative(out)
    out = TITLES[pack.language].sub("", out)
    if person := PERSON.match(out):
        out = person.group(1)
    return out or None


def _nominative(text: str) -> str:
    """ "ukrainischen Wirtschaftsministeriums" -> "ukrainisches Wirtschaftsministerium"."""
    words = text.split()
    for index, word in enumerate(words):
        if word[0].isupper():
            words[index] = re.sub(r"(?<=[a-zß])(?:(?<=t)e)?s$", "", word) if not word.endswith("en") else word[:-2]
            break
        words[index] = re.sub(
            r"en$", "es" if any(one.lower().endswith("ministeriums") for one in words) else "er", word
        )
    return " ".join(words)


def modality(
    clause: Clause,
    clauses: list[Clause],
    sentence: Sentence,
    attribution: Attribution,
    chain: bool,
    pack: Pack,
    frame: str,
) -> Modality:
    """Judge how a clause is meant: denied, else sought, planned, feared, else alleged, else reported, else asserted."""
    words = clause.words
    around = _ancestors(clause, clauses)
    judging = [other for other in around if other is clause or other.words[0] not in ("après", "avant")]
    frames = {one.verb.frame for other in judging for one in other.predicates if not _before_it(other, one.index)}
    text = sentence.text.lower()
    if pack.language == "fr" and frame != "find" and french_speech.FELL_THROUGH.search(text):
        return "sought"
    if pack.language == "en" and frame != "find" and english_speech.FELL_THROUGH.search(text):
        return "sought"
    open_ = pack.language == "fr" and any(french.leaves_open(one.words, pack) for one in around)
    if not open_ and _denied(clause, frames, words, text, pack):
        return "denied"
    if open_ or frames & {"fear"} or pack.phrase("feared_words").search(text):
        return "feared"
    if (
        frame in ("request", "order", "need")
        or frames & {"hope"}
        or (pack.language == "en" and frame == "supply" and _urged(clause))
        or _fell_through(sentence.text, pack)
        or _wants(clause, frame, pack)
    ):
        return "sought"
    planned = "plan" in frames or pack.phrase("planned_words").search(text) is not None
    if planned or _future(clause, pack) or _promised(clause, text, pack):
        return "planned"
    if pack.language == "en" and english_speech.PERHAPS.search(" ".join(words)):
        return "alleged"
    if _possible(words, pack):
        return "feared"
    if frames & {"accuse"} or pack.phrase("alleged_words").search(text):
        return "alleged"
    if attribution.said or chain or clause.quoted or _hearsay(clause, pack):
        return "reported"
    return "asserted"


def _before_it(clause: Clause, verb: int) -> bool:
    """ "Après avoir nié, X a reconnu la vente": what was said before counts no more."""
    return "après" in clause.words[max(0, verb - 3) : verb]


def _urged(clause: Clause) -> bool:
    """ "is urging Beijing to sell": a request before the infinitive."""
    asked = [one.index for one in clause.predicates if one.verb.frame == "request" and not one.passive]
    return bool(asked) and any(one.verb.form == "infinitive" and one.index > asked[0] for one in clause.predicates)


def _ancestors(clause: Clause, clauses: list[Clause]) -> list[Clause]:
    out, current = [clause], clause
    while current.parent is not None and len(out) < 4:
        current = clauses[current.parent]
        out.append(current)
    following = clauses.index(clause) + 1
    if following < len(clauses):
        out.append(clauses[following])
    return out


def _denied(clause: Clause, frames: set[str], words: list[str], text: str, pack: Pack) -> bool:
    if "deny" in frames or pack.phrase("denied_words").search(text):
        return True
    for index, word in enumerate(words):
        if word in pack.words("negation"):
            after = words[index + 1 : index + 2]
            following = clause.items[index + 1].text if index + 1 < len(clause.items) else ""
            if clause.items[index].text == "No" and following[:1].isdigit():
                continue  # "Regulation No 833/2014"
            if after in (["nur"], ["only"], ["seulement"]) or word in ("nor", "without", "ohne"):
                continue
            return True
        if word.endswith("n't") or word == "n’t":
            return True
    return False


def _fell_through(text: str, pack: Pack) -> bool:
    if pack.language == "de":
        return (
            re.search(
                r"\b(?:hätte|hätten|sollte|sollten)\b.*\b(?:sollen|erhalten|bekommen|geliefert)\b.*\b(?:aber|doch|jedoch)\b",
                text,
            )
            or german_speech.fell_through(text)
        ) is not None
    if pack.language == "fr":
        return (
            re.search(
                r"\b(?:aurait|auraient) dû\b|\battend(?:ent)? (?:toujours|encore)\b"
                r"|\bdevai(?:t|ent)\b.*\b(?:mais|toutefois)\b",
                text,
            )
            is not None
        ) or french_speech.held_up(text)
    if re.search(r"\b(?:was|were) (?:due |set |meant |supposed )?to\b.*\b(?:but|until)\b", text):
        return True
    return re.search(r"\b(?:was|were) to have\b|\bshould have (?:received|been)\b", text) is not None


def _wants(clause: Clause, frame: str, pack: Pack) -> bool:
    words = clause.words
    if pack.language == "de":
        wanting = {"wolle", "wollen", "will", "wollte", "wollten", "möchte", "möchten"}
        return frame == "acquire" and any(word in wanting for word in words)
    if pack.language == "fr":
        return frame == "acquire" and re.search(french_speech.WISH, " ".join(words)) is not None
    return frame == "acquire" and re.search(english_speech.WISH, " ".join(words)) is not None


def _promised(clause: Clause, text: str, pack: Pack) -> bool:
    """ "won a contract to supply ...", "verpflichtete sich, ... zu liefern"."""
    if pack.phrase("promises").search(text) is None:
        return False
    words = clause.words
    return any(
        words[one.index - 1 : one.index] == ["zu" if pack.language == "de" else "to"]
        or (one.verb.form == "infinitive" and one.item.low != one.verb.lemma)
        for one in clause.predicates
        if one.index
    )


def _future(clause: Clause, pack: Pack) -> bool:
    words = clause.words
    predicates = clause.predicates
    infinitive = any(
        p.verb.form == "infinitive" or (p.verb.form == "finite" and p.item.low == p.verb.lemma) for p in predicates
    )
    if pack.language == "de":
        if any(word in ("will", "wollen", "wird", "werden") for word in words) and infinitive:
            return not any(p.passive for p in predicates)
        perfect = words[-1:] in (["haben"], ["sein"]) or "worden" in words
        return any(word in ("soll", "sollen") for word in words) and not perfect and infinitive
    if pack.language == "fr":
        return french.future(words, pack)
    text = " ".join(words)
    if clause.parent is not None and infinitive and re.search(r"\bwould\b(?! have)", text):
        return True  # "announced that it would supply"
    return (
        re.search(
            r"\b(?:will|is to|are to|was to|were to|is due to|are due to|agreed to|is set to|are set to)\b(?! have)",
            text,
        )
        is not None
        and infinitive
    )


def _possible(words: list[str], pack: Pack) -> bool:
    return any(word in pack.words("possible") for word in words)


def _hearsay(clause: Clause, pack: Pack) -> bool:
    """German: subjunctive of reported speech, "soll ... haben"."""
    if pack.language != "de":
        return "reportedly" in clause.words or (pack.language == "fr" and french.conditional(clause.words, pack))
    words = clause.words
    if any(word in ("soll", "sollen") for word in words) and (words[-1:] in (["haben"], ["sein"]) or "worden" in words):
        return True
    if words[-2:-1] in (["haben"], ["sein"]) and words[-1] in ("soll", "sollen"):
        return True  # "die X geliefert haben soll"
    return any(word in ("habe", "seien", "sei", "hätten", "werde", "wolle") for word in words)
