"""How sure a clause is meant: denied, sought, planned, feared, alleged, reported or asserted."""

from __future__ import annotations

from itertools import pairwise

from graph.model import Modality
from loaders.extraction.slavic.clauses import Clause
from loaders.extraction.slavic.state import Reading


def modality(reading: Reading, clause: Clause, frame: str) -> Modality:
    """Judge a clause by its own words, those above it and the source of the sentence."""
    pack, text = reading.memory.pack, reading.sentence.text
    around = above(clause)
    frames = {name for one in around for name in one.frames()}
    if _failed(clause, frame, pack.words("failing")):
        return "sought"
    if denied(clause, around, reading):
        return "denied"
    if "fear" in frames or pack.phrase("feared_words").search(text):
        return "feared"
    if (
        frame in ("request", "order", "need")
        or frames & {"hope", "request"}
        or pack.phrase("sought_words").search(text)
    ):
        return "sought"
    if _with_infinitive(clause, frame, pack.words("ready")):
        return "planned"
    if _with_infinitive(clause, frame, pack.words("supposed")):
        return "sought" if set(words_of(reading)[1:]) & pack.words("break_word") else "planned"
    if "plan" in frames or pack.phrase("planned_words").search(text) or _future(clause, frame):
        return "planned"
    if any(word in pack.words("possible") for word in clause.words):
        return "feared"
    if "accuse" in frames or pack.phrase("alleged_words").search(text):
        return "alleged"
    if reading.memory.chain and reading.memory.suspected and not reading.new_source:
        return "alleged"  # what goes on after "за версією слідства"
    if reading.said or reading.memory.chain or clause.quoted or "say" in frames:
        return "reported"
    return "asserted"


def _failed(clause: Clause, frame: str, words: frozenset[str]) -> bool:
    """ "не смогло купить": what somebody tried to do in vain."""
    tried = any(one == "не" and two in words for one, two in pairwise(clause.words))
    return tried and any(one.verb.frame == frame and one.verb.form == "infinitive" for one in clause.predicates)


def above(clause: Clause) -> list[Clause]:
    """A clause and those that it hangs on."""
    out, current = [clause], clause
    while current.parent is not None and current.kind != "main" and len(out) < 4:
        current = current.parent
        out.append(current)
    return out


def denied(clause: Clause, around: list[Clause], reading: Reading) -> bool:
    """A verb of denial above, "не" before the verb, or "не подтвердили" anywhere above."""
    pack = reading.memory.pack
    if pack.phrase("calls_false").search(reading.sentence.text):
        return True
    for one in around:
        if "deny" in one.frames():
            return True
        if "doubt" in one.frames() and negated(one, pack.words("negation"), "doubt"):
            return True
    if clause.kind != "main" and pack.phrase("denial_words").search(reading.sentence.text):
        return True
    doubted = any(
        "doubt" in one.frames() and negated(one, pack.words("negation"), "doubt")
        for one in reading.clauses
        if one is not clause
    )
    if doubted and (clause.kind == "sub" or not clause.predicates):
        return True
    return any(
        negated(clause, pack.words("negation"), frame)
        for frame in ("supply", "acquire", "share", "move", "offer", "produce", "use")
    ) or (any(phrase.negated for phrase in clause.phrases) and "не" in clause.words)


def negated(clause: Clause, words: frozenset[str], frame: str) -> bool:
    """Whether "не" stands before a verb of a frame, a modal or an adverb between them."""
    for predicate in clause.predicates:
        if predicate.verb.frame != frame:
            continue
        before = clause.words[max(0, predicate.index - 3) : predicate.index]
        if "не" in before[-1:] or ("не" in before[-2:] and len(before) > 1):
            place = len(before) - 1 - before[::-1].index("не")
            if before[place + 1 : place + 2] not in (["только"], ["лише"], ["тільки"], ["менее"], ["менше"], ["более"]):
                return True
    return False


def _with_infinitive(clause: Clause, frame: str, words: frozenset[str]) -> bool:
    """ "готова продать", "готовий передати"; "должно было получить", "мав отримати": what is or was to happen."""
    return bool(words & set(clause.words)) and any(
        one.verb.frame == frame and one.verb.form == "infinitive" for one in clause.predicates
    )


def words_of(reading: Reading) -> list[str]:
    """The words of a sentence in lower case."""
    return [item.low for item in reading.items]


def _future(clause: Clause, frame: str) -> bool:
    moving = [one for one in clause.predicates if one.verb.frame == frame and frame != "move"]
    if any(one.verb.form == "future" for one in moving):
        return True
    coming = {"будет", "будут", "буде", "будуть"}
    return bool(coming & set(clause.words)) and any(one.verb.form in ("infinitive", "short", "full") for one in moving)
