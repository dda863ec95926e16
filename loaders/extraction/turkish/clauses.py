"""Verbs with what belongs to them: a verb takes the phrases before it back to where another clause begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.extraction.lexicon import Pack
from loaders.extraction.turkish.coordination import coordinated
from loaders.extraction.turkish.phrases import Phrase, compared, form_of
from loaders.extraction.turkish.verbs import Form, Verb

PARTIES = ("party", "back")
TRANSFERS = frozenset({"supply", "offer", "acquire", "request", "order"})
CARRYING = frozenset({"arrive", "move"})
BRINGING = frozenset({"yap", "gerçekleştir", "gel", "çık", "git", "var", "ulaş"})
WHOLE = re.compile(r"(?:tamam|tüm|hep|bölüm|kısm|yarıs|çoğ)")
INSIDE = frozenset({"dat", "abl", "loc", "via", "agent", "ins", "for", "with", "acc", "about", "between"})


@dataclass(slots=True)
class Clause:
    """A verb or a noun of supply with its phrases.

    Attributes:
        verb: None for a noun of supply.
        form: as the sentence uses the verb: finite, noun, before or link.
        frame: such as "supply".
        phrases: those that belong to it, in order.
        head: what the clause describes ("gönderilen çipler").
        subject: taken over from another clause of the sentence.
        owner: the genitive of the statement before, which is the subject of this one, too.
        governors: the verbs on which it hangs, the nearest first.
        cue: nouns and particles between it and its governor ("iddiasını").
        phrase: the noun of supply.
    """

    verb: Verb | None
    form: Form
    frame: str
    phrases: list[Phrase]
    end: int
    head: Phrase | None = None
    subject: Phrase | None = None
    owner: Phrase | None = None
    governors: list[Clause] = field(default_factory=list)
    cue: list[Phrase] = field(default_factory=list)
    phrase: Phrase | None = None

    @property
    def start(self) -> int:
        """Where its first phrase begins."""
        return min([one.start for one in self.phrases] + ([self.verb.start] if self.verb else [self.end]))

    @property
    def verb_lemma(self) -> str:
        """The stem of its verb, or ""."""
        return self.verb.lemma if self.verb is not None else ""

    @property
    def passive(self) -> bool:
        """Whether it says nothing of who does it by its subject."""
        return self.verb is not None and self.verb.passive


def clauses_of(phrases: Sequence[Phrase], pack: Pack) -> list[Clause]:
    """Give every verb of a sentence its phrases, and the clauses that it governs."""
    phrases = coordinated(list(phrases))
    out: list[Clause] = []
    stack: list[Phrase] = []
    open_clauses: list[Clause] = []
    subject: Phrase | None = None
    taken: list[Phrase] = []
    for index, phrase in enumerate(phrases):
        if phrase.case == "according" or phrase in taken:
            stack = stack if phrase in taken or compared(phrase) else _before_source(stack)
            continue
        if phrase.kind != "verb" or phrase.verb is None:
            if frame := _nominal(phrase, pack):
                region = [*_done_before(out, phrase), *_nominal_region(stack, phrase)]
                out.append(Clause(None, "noun", frame, region, phrase.end, phrase=phrase))
                open_clauses.append(out[-1])
            open_clauses = [] if phrase.kind == "stop" and phrase.low == ";" else open_clauses
            stack.append(phrase)
            continue
        verb, form = phrase.verb, _form(phrase.verb, phrases, index, pack)
        region = _region(stack, verb, form)
        out.append(clause := Clause(verb, form, _frame_of(verb, region), region, phrase.end))
        outer, own = _doer(list(reversed(stack))), _doer(region)
        if form == "before":
            taken += _head(clause, phrases, index)
            clause.subject = outer if verb.form == "noun" and not verb.passive else None
            stack = [one for one in stack if one not in region]
            continue
        if form == "noun":
            stack = [one for one in stack if one not in region]
            clause.cue = _cue(phrases, index)
            clause.subject, clause.owner = outer or _still_acting(verb, stack, subject), _owner_before(out[:-1])
            stack.append(Phrase("clause", verb.case, phrase.start, phrase.end, verb=verb))
            open_clauses.append(clause)
            continue
        clause.subject = None if own else subject
        subject = own or subject
        if form == "link":
            stack = ([own] if own else []) if verb.frame in TRANSFERS else stack
            open_clauses.append(clause)
            continue
        for other in open_clauses:
            other.governors.append(clause)
        open_clauses = [clause] if any(one.kind == "open" for one in stack) else []
        stack = []
    _chain(out)
    _told_with(out)
    return out


def _told_with(clauses: list[Clause]) -> None:
    """ "X'in Çin'den aldığı çipleri sattığını tespit etti": what describes a thing is told by who tells the rest."""
    for clause in clauses:
        if clause.form != "before" or clause.governors or clause.frame not in TRANSFERS | CARRYING:
            continue
        outer = next((one for one in clauses if one is not clause and clause.head in one.phrases), None)
        told = outer.governors if outer is not None and outer.form == "noun" else []
        clause.governors = [one for one in told if one.frame in ("say", "accuse") or one.verb_lemma == "tespit et"]


def _still_acting(verb: Verb, stack: list[Phrase], subject: Phrase | None) -> Phrase | None:
    """ "X bir hat kurdu ve mermi üretmeye başladı": who acted before acts on."""
    return subject if verb.tense == "wish" and not any(one.kind == "stop" for one in stack) else None


def _frame_of(verb: Verb, region: list[Phrase]) -> str:
    """The frame of a verb; "aktarıldı" without somebody who gets it tells something."""
    told = verb.lemma == "aktar" and not any(one.kind in PARTIES and one.case == "dat" for one in region)
    ends = {one.case for one in region if one.kind in PARTIES}
    abroad = any(one.kind == "party" and one.case == "dat" and one.items[-1].kind == "country" for one in region)
    if verb.lemma == "çıkar" and abroad and not verb.passive:
        return "supply"  # "Rusya'ya çıkardığı kartlar"
    if verb.lemma == "getir" and not verb.passive and "abl" in ends and "dat" not in ends:
        return "acquire"  # "Çin'den getirdiği çelik"
    return "say" if told else verb.frame


def _before_source(stack: list[Phrase]) -> list[Phrase]:
    """ "X, gümrük kayıtlarına göre ... aldı": what names the source goes, the subject before it stays."""
    keep = max((index + 1 for index, one in enumerate(stack) if one.comma or one.kind == "stop"), default=0)
    return stack[:keep]


def _done_before(clauses: list[Clause], phrase: Phrase) -> list[Phrase]:
    """ "Çin'in Rusya'ya yaptığı çip ihracatı": what belongs to "yaptığı" belongs to the noun of supply."""
    last = clauses[-1] if clauses else None
    if last is None or last.head is not phrase or last.verb is None or last.verb.lemma not in BRINGING:
        return []
    return last.phrases


def _owner_before(clauses: list[Clause]) -> Phrase | None:
    """ "X'in çip aldığı ve Rusya'ya sattığı": the genitive of the first statement is that of the second."""
    for clause in reversed(clauses):
        if clause.form in ("finite", "link"):
            return None
        if clause.form == "noun" and clause.verb is not None:
            owner = [one for one in clause.phrases if one.kind in PARTIES and one.case == "gen"]
            return owner[0] if owner else clause.owner
    return None


def _chain(clauses: list[Clause]) -> None:
    """A clause hangs on all nouns between it and the finite verb, too: "teslim etmeyi planladığını bildirdi"."""
    for index, clause in enumerate(clauses):
        if clause.form in ("before", "finite"):
            continue
        between = []
        for other in clauses[index + 1 :]:
            if other.form == "noun" and other.verb is not None and other.start >= clause.end - 2:
                between.append(other)
            elif other.form == "before" and other.verb is not None and other.verb.start - clause.end <= 2:
                between.append(other)  # "satmasını öngören anlaşma"
            if other.form == "finite":
                break
        clause.governors = [*between, *clause.governors]


def _form(verb: Verb, phrases: Sequence[Phrase], index: int, pack: Pack) -> Form:
    """What a form does where it stands: "-dığı" before a thing describes it, before "iddiası" or a verb it is said."""
    following = phrases[index + 1] if index + 1 < len(phrases) else None
    adjacent = following is not None and following.start - verb.end <= 5 and following.kind not in ("verb", "stop")
    adjacent = adjacent and following is not None and not phrases[index].comma and not following.joined
    if verb.form == "finite":
        described = adjacent and verb.tense in ("heard", "future")
        return "before" if described else "finite"
    if verb.form == "noun" and not verb.case and verb.tense in ("past", "future") and adjacent:
        assert following is not None
        if following.kind == "goods" and (not following.words or _unknown(following, phrases[index + 2 :], pack)):
            return "noun"
        words = [item.low for item in following.items]
        told = following.case == "dat" and any(word[:5] in ("basın", "medya", "kamuo", "görün") for word in words)
        told = told or (following.kind == "goods" and following.case == "loc" and verb.frame in TRANSFERS | {"use"})
        if _worth(phrases, index + 1):
            return "before"
        if told or following.kind in ("date", "value") or any(form_of(word, "claim_nouns", pack) for word in words[:2]):
            return "noun"
        return "before"
    return verb.form


def _doer(phrases: list[Phrase]) -> Phrase | None:
    """The first party in the nominative."""
    return next((one for one in phrases if one.kind in PARTIES and one.case == "nom"), None)


def _head(clause: Clause, phrases: Sequence[Phrase], index: int) -> list[Phrase]:
    """Set what a clause describes; the sum between them belongs to the clause and is returned."""
    clause.head = phrases[index + 1] if index + 1 < len(phrases) else None
    if clause.head is None or not _worth(phrases, index + 1):
        return []
    value = clause.head
    clause.phrases, clause.head = [*clause.phrases, value], phrases[index + 2]
    return [value]


def _worth(phrases: Sequence[Phrase], index: int) -> bool:
    """ "aldığı 2 milyon dolarlık çip": the sum stands between what describes a thing and the thing."""
    value, after = phrases[index], phrases[index + 1 : index + 2]
    named = bool(value.items) and re.search(r"l[ıiuü]k$", value.items[-1].text) is not None
    return value.kind == "value" and named and bool(after) and after[0].kind == "goods"


def _unknown(phrase: Phrase, rest: Sequence[Phrase], pack: Pack) -> bool:
    """ "sattığı tahmin ediliyor": words at the end of a sentence that name no thing are a verb nobody knows."""
    return (
        not rest
        and phrase.amount is None
        and phrase.case == "nom"
        and re.search(r"yor\w*$|[dt][ıiuü]$", phrase.low) is not None
    )


def _region(stack: list[Phrase], verb: Verb, form: Form) -> list[Phrase]:
    barrier = max((index + 1 for index, one in enumerate(stack) if one.kind == "stop"), default=0)
    opened = max((index for index, one in enumerate(stack) if one.kind == "open"), default=-1)
    if any(one.kind in PARTIES and one.case == "nom" for one in stack[opened + 1 :]):
        barrier = max(barrier, opened + 1)  # what is quoted has a subject of its own
    if form in ("finite", "link"):
        return [one for one in stack[barrier:] if one.kind not in ("clause", "open")]
    done = verb.lemma in ("yap", "gerçekleştir")
    if form == "before" and verb.frame not in TRANSFERS | CARRYING and not done:
        return _beside(stack, barrier)
    if form == "before" and verb.form == "before":
        return _back(stack, max(barrier, _listed_from(stack)), len(stack))
    owners = [
        index
        for index in range(barrier, len(stack))
        if stack[index].case == "gen"
        and (stack[index].kind in PARTIES or verb.passive or (stack[index].kind == "goods" and verb.frame == "arrive"))
        and not _owns_next(stack, index)
    ]
    last_subject = max(
        (
            i
            for i in range(barrier, len(stack))
            if stack[i].kind in PARTIES and stack[i].case == "nom" and stack[i].comma
        ),
        default=-1,
    )
    owners = [
        index for index in owners if index > last_subject and not (stack[index + 1 :] and _held(stack[index + 1]))
    ]
    if not owners:
        return _back(stack, barrier, len(stack))
    begin = owners[-1]
    if begin - 1 in owners and WHOLE.match(stack[begin].low) and stack[begin].kind == "goods":
        begin -= 1  # "çiplerin tamamının ihraç edildiği"
    while stack[begin].joined and begin - 1 in owners:
        begin -= 1
    while begin > barrier and _inside(stack[begin - 1]) and stack[begin - 1].kind != "goods":
        if stack[begin - 1].kind == "date" and stack[begin - 1].comma:
            break
        begin -= 1
    return [one for one in stack[begin:] if one.kind != "clause"]


def _listed_from(stack: list[Phrase]) -> int:
    """ "A'dan, merkezi B'de bulunan X aldı": what describes X begins after the comma that follows another party."""
    for index in range(len(stack) - 1, 0, -1):
        before = stack[index - 1]
        if before.comma and before.kind in PARTIES and stack[index].kind not in PARTIES:
            return index
    return 0


def _held(phrase: Phrase) -> bool:
    """ "Moskova'nın talebi üzerine": a thing with the ending of possession, and no object, is the genitive's."""
    owned = re.search(r"[ıiuü](?:n[ae]|n[dt][ae]n?|yl[ae])?$", phrase.low) is not None
    return phrase.kind == "goods" and phrase.case in ("about", "loc", "ins", "abl") and owned and len(phrase.items) == 1


def _owns_next(stack: list[Phrase], index: int) -> bool:
    """ "Çin'in Tianjin kentindeki X": the genitive belongs to the place after it."""
    following = stack[index + 1 : index + 2]
    first = following[0].items[0] if following and following[0].items else None
    land = bool(stack[index].items) and stack[index].items[-1].kind in ("country", "place")
    return land and first is not None and first.kind == "place" and not first.case


def _back(stack: list[Phrase], barrier: int, stop: int) -> list[Phrase]:
    begin = stop
    while begin > barrier and _inside(stack[begin - 1]):
        if stack[begin - 1].kind == "date" and stack[begin - 1].comma:
            break  # "temmuzda, X'in sipariş ettiği sacı yolladı"
        begin -= 1
    return stack[begin:stop]


def _beside(stack: list[Phrase], barrier: int) -> list[Phrase]:
    """What a clause that moves nothing describes a thing by: its agent, place and date, no recipient or sum."""
    begin = len(stack)
    while begin > barrier and (
        (stack[begin - 1].kind == "date" and not stack[begin - 1].comma)
        or stack[begin - 1].case in ("loc", "agent", "ins", "gen", "for", "with", "about")
        or (stack[begin - 1].kind == "goods" and stack[begin - 1].case == "nom" and not stack[begin - 1].amount)
    ):
        begin -= 1
    return stack[begin:]


def _inside(phrase: Phrase) -> bool:
    if phrase.kind in ("date", "value"):
        return True
    if phrase.kind in ("stop", "clause"):
        return False
    if phrase.kind in PARTIES:
        return phrase.case in INSIDE
    return phrase.case in INSIDE or phrase.case == "nom"


def _cue(phrases: Sequence[Phrase], index: int) -> list[Phrase]:
    """The nouns right after a clause on which it hangs: "iddiasını", "yönündeki haberleri"."""
    out = []
    for other in phrases[index + 1 : index + 4]:
        if other.kind != "goods":
            break
        out.append(other)
    return out


def _nominal(phrase: Phrase, pack: Pack) -> str:
    """The frame of a noun of supply at the end of a phrase, else ""."""
    if phrase.kind != "goods" or not phrase.items or phrase.items[-1].kind != "word":
        return ""
    for key, frame in (("nominal_supply", "supply"), ("nominal_acquire", "acquire")):
        found = form_of(phrase.low, key, pack)
        if found and (found[1].owned or found[1].plural or len(phrase.words) > 1):
            return frame
    return ""


def _nominal_region(stack: list[Phrase], phrase: Phrase) -> list[Phrase]:
    begin = len(stack)
    while (
        begin
        and (_inside(stack[begin - 1]) or stack[begin - 1].case == "gen")
        and not (stack[begin - 1].kind in PARTIES and stack[begin - 1].comma)
    ):
        begin -= 1
    return [*stack[begin:], phrase]
