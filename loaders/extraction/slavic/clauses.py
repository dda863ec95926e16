"""Clauses of Russian and Ukrainian sentences: one predicate with what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.slavic import verbs
from loaders.extraction.slavic.phrase import Phrase
from loaders.extraction.slavic.phrases import read
from loaders.extraction.slavic.verbs import Verb

TELLING = frozenset({"say", "deny", "doubt", "fear", "hope", "plan", "accuse", "analyse", "request", "declare"})
HARD = frozenset(";:()—–")
SHORT = 4  # items of a piece that only tells a sum
QUOTES = frozenset('«»„“”"')


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb of a clause: the number of its item, and its reading."""

    index: int
    verb: Verb
    item: Item


@dataclass(slots=True)
class Clause:
    """A clause of a sentence.

    Attributes:
        items: its items in order.
        kind: main, sub (after "что"), relative or participle.
        opener: the word that introduces it, in lower case.
        parent: the clause that it hangs on.
        predicates: its verbs.
        phrases: its noun phrases.
        quoted: whether it stands within quotation marks.
        opener_prep: preposition before the relative pronoun.
        coordinated: whether "и" or "а потом" joins it to the clause before.
        elided: the clause whose verb it shares ("а годом позже — двигатели").
    """

    items: list[Item]
    kind: str = "main"
    opener: str = ""
    parent: Clause | None = None
    predicates: list[Predicate] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    quoted: bool = False
    opener_prep: str = ""
    elided: Clause | None = None
    coordinated: bool = False

    @property
    def words(self) -> list[str]:
        """Its items in lower case."""
        return [item.low for item in self.items]

    def frames(self) -> set[str]:
        """The frames of its verbs."""
        return {one.verb.frame for one in self.predicates}


def split(items: list[Item], pack: Pack) -> list[Clause]:
    """Cut the items of a sentence into clauses."""
    clauses: list[Clause] = []
    carried: list[Item] = []
    segments = _segments(items, pack)
    for place, (segment, quoted) in enumerate(segments):
        clause = _open(segment, pack, quoted)
        clause.coordinated = _joined(segment, items, pack)
        if clause.kind == "sub" and _that(segment, clauses, pack):
            clause.kind = "relative"
        _share_opener(clause, clauses, segment, items, pack)
        if clauses and clause.kind == "main" and _unfinished(clauses[-1], segment, pack):
            clauses[-1].items += segment
        elif _has_verb(segment, pack) or clause.kind != "main":
            if carried and clause.kind == "main" and not _insertion(segment, pack):
                clause.items = [*carried, *clause.items]
                carried = []
            _attach(clause, clauses, pack)
        elif clauses and not carried and _elliptic(segment, clauses[-1], pack):
            clauses.append(Clause(segment, parent=clauses[-1], elided=clauses[-1]))
        elif _date_of_next(segment, items, segments[place + 1 : place + 2], pack):
            carried += segment
        elif clauses and not carried and not _starts_anew(segment, clauses[-1], pack):
            _goes_back(segment, clauses, pack).items += segment
        else:
            carried += segment
    if carried:
        if clauses:
            clauses[-1].items += carried
        else:
            clauses.append(Clause(carried))
    for clause in clauses:
        clause.items.sort(key=lambda item: item.start)
    _hang_on_what_precedes(clauses)
    for clause in clauses:
        clause.predicates = predicates(clause.items, pack)
        _dashes(clause, items)
        if clause.elided is not None:
            clause.predicates = [Predicate(-1, one.verb, clause.items[0]) for one in clause.elided.predicates]
        heads = {0} if clause.kind == "participle" else set()
        verb_places = {one.index for one in clause.predicates if one.verb.form != "full" or one.index in heads}
        clause.phrases = read(clause.items, verb_places, pack)
    return clauses


def _hang_on_what_precedes(clauses: list[Clause]) -> None:
    """ "Станки, которые X купил, прибыли": the clause that goes on after the relative one is above it."""
    for place, clause in enumerate(clauses[:-1]):
        following = clauses[place + 1]
        if clause.kind not in ("relative", "participle") or clause.parent is not None:
            continue
        if following.kind == "main" and following.items[0].start < clause.items[0].start:
            clause.parent, following.parent = following, None


def _unfinished(last: Clause, segment: list[Item], pack: Pack) -> bool:
    """A clause after "что" or "который" that has no verb yet takes it from the piece after an aside."""
    return last.kind in ("sub", "relative") and not has_finite(last.items, pack) and has_finite(segment, pack)


def _insertion(segment: list[Item], pack: Pack) -> bool:
    """ "В декабре, сообщил представитель, X купил": words of speech within a clause."""
    frames = {one.verb.frame for one in predicates(segment, pack)}
    first = segment[0]
    speech = first.kind == "word" and any(verb.frame == "say" for verb in verbs.read(first.text, pack.language))
    return frames == {"say"} and (speech or first.low in ("как", "як")) and len(segment) <= 10


def _dashes(clause: Clause, items: list[Item]) -> None:
    """Mark what stands after a dash or a colon."""
    places = {item.start: index for index, item in enumerate(items)}
    for item in clause.items:
        place = places[item.start]
        item.definite = place > 0 and items[place - 1].text in ("—", "–", ":")


def _joined(segment: list[Item], items: list[Item], pack: Pack) -> bool:
    """Whether a conjunction stands right before a piece or begins it."""
    words = pack.words("coordinator") | pack.words("elliptic_openers")
    place = items.index(segment[0])
    return segment[0].low in words or (place > 0 and items[place - 1].low in words)


def _share_opener(clause: Clause, clauses: list[Clause], segment: list[Item], items: list[Item], pack: Pack) -> None:
    """ "яка купила верстати і перепродала їх": what "и" joins to a relative clause without a comma is one, too."""
    place = items.index(segment[0])
    before = items[place - 1] if place else None
    if clause.kind != "main" or not clauses or before is None or before.low not in pack.words("coordinator"):
        return
    last = clauses[-1]
    comma = place > 1 and items[place - 2].kind == "punct"
    if comma or last.kind not in ("relative", "sub") or not has_finite(segment, pack):
        return
    clause.kind, clause.opener, clause.opener_prep = last.kind, last.opener, last.opener_prep
    clause.parent = last.parent if last.kind == "relative" else last


def _attach(clause: Clause, clauses: list[Clause], pack: Pack) -> None:
    if clauses and clause.parent is None:
        clause.parent = clauses[-1] if clause.kind != "main" or clauses[-1].kind == "main" else _main(clauses)
    clauses.append(clause)


def _main(clauses: list[Clause]) -> Clause:
    return next((one for one in reversed(clauses) if one.kind == "main"), clauses[0])


def _elliptic(segment: list[Item], last: Clause, pack: Pack) -> bool:
    """ "а годом позже", "а Китай — дроны": a clause that shares the verb of the one before."""
    return (
        segment[0].kind == "word"
        and segment[0].low in pack.words("elliptic_openers")
        and last.kind in ("main", "sub")
        and any(item.kind in ("date", "country", "party", "people", "place") for item in segment)
    )


def _goes_back(segment: list[Item], clauses: list[Clause], pack: Pack) -> Clause:
    """ "купил 75 лазеров, отдав за них миллион, и 20 диодов": what "и" adds after an aside is of the main clause."""
    last = clauses[-1]
    aside = last.kind in ("participle", "relative") and last.parent is not None
    goes_on = segment[0].low in pack.words("coordinator") or _sum_told(segment, pack)
    if aside and goes_on and last.parent is not None:
        return last.parent
    return last


def _that(segment: list[Item], clauses: list[Clause], pack: Pack) -> bool:
    """Ukrainian "що" after a noun of which it tells more ("компанія, що продала"), and not of what is said."""
    if not clauses or segment[0].low not in pack.words("relative_that"):
        return False
    last = clauses[-1].items[-1]
    if last.kind == "word" and verbs.read(last.text, pack.language):
        return False
    frames = {one.verb.frame for one in predicates(clauses[-1].items, pack)}
    return last.kind != "speech" and not frames & TELLING


def _date_of_next(segment: list[Item], items: list[Item], following: list[tuple[list[Item], bool]], pack: Pack) -> bool:
    """ "...: в декабре, сообщила пресс-служба, X отгрузит": a date after a colon, before words of speech."""
    place = items.index(segment[0])
    after_colon = place > 0 and items[place - 1].text in (":", ";", "—", "–")
    return after_colon and segment[-1].kind == "date" and any(_insertion(one, pack) for one, _ in following)


def _starts_anew(segment: list[Item], last: Clause, pack: Pack) -> bool:
    """A piece that begins with a date or a preposition after speech belongs to what follows."""
    frames = {one.verb.frame for one in predicates(last.items, pack)}
    return last.kind == "main" and frames == {"say"} and len(last.items) < 6


def _segments(items: list[Item], pack: Pack) -> list[tuple[list[Item], bool]]:
    segments: list[tuple[list[Item], bool]] = []
    current: list[Item] = []
    quoted = False
    for index, item in enumerate(items):
        if item.kind == "punct":
            if item.text in QUOTES:
                if current:
                    segments.append((current, quoted))
                current = []
                quoted = item.text in "«„" or (item.text in '"“' and not quoted)
                continue
            if item.text in HARD or (item.text == "," and _clause_ends(items, index, current, pack)):
                if current:
                    segments.append((current, quoted))
                current = []
                continue
            if item.text in ".!?…":
                continue
        elif item.kind == "word" and _coordinates(items, index, current, pack):
            segments.append((current, quoted))
            current = []
            continue
        current.append(item)
    if current:
        segments.append((current, quoted))
    return segments


def _clause_ends(items: list[Item], index: int, current: list[Item], pack: Pack) -> bool:
    """A comma ends a clause unless it only parts the members of a list."""
    following = items[index + 1] if index + 1 < len(items) else None
    if following is None:
        return True
    if following.kind == "word" and (
        following.low in pack.words("subordinator") | pack.words("relative") | pack.words("break_word")
        or _relative(items, index + 1, pack)
    ):
        return True
    if following.low in pack.words("coordinator") and _aside(current, pack):
        return True
    rest = _until_comma(items, index + 1)
    if _sum_told(rest, pack) and _aside(current, pack):
        return True
    return _has_verb(rest, pack) or not _has_verb(current, pack)


def _sum_told(segment: list[Item], pack: Pack) -> bool:
    """ "..., на 118 млн рублей": a sum after an aside is that of the clause around it."""
    money = any(item.amount is not None and item.amount.kind == "money" for item in segment)
    return money and segment[0].low in pack.words("preposition") and len(segment) <= SHORT


def _aside(items: list[Item], pack: Pack) -> bool:
    """Whether some items are a relative clause or a participle with what belongs to it."""
    return bool(items) and _open(items, pack, False).kind in ("relative", "participle")


def _until_comma(items: list[Item], index: int) -> list[Item]:
    rest = []
    for item in items[index:]:
        if item.kind == "punct" and item.text in ",;:()—–":
            break
        rest.append(item)
    return rest


def _relative(items: list[Item], index: int, pack: Pack) -> bool:
    return (
        index + 1 < len(items)
        and items[index].low in pack.words("preposition")
        and items[index + 1].low in pack.words("relative")
    )


def _coordinates(items: list[Item], index: int, current: list[Item], pack: Pack) -> bool:
    """ "и" parts two clauses where verbs stand on both sides of it."""
    if items[index].low not in pack.words("coordinator") | pack.words("break_word"):
        return False
    if not has_finite(current, pack):
        return False
    rest = _until_comma(items, index + 1)
    following = next((i for i, one in enumerate(rest) if one.low in pack.words("coordinator")), len(rest))
    return has_finite(rest[:following], pack)


def has_finite(items: list[Item], pack: Pack) -> bool:
    """Whether some items hold a verb that can stand by itself."""
    return any(
        item.kind == "word"
        and (
            any(verb.finite for verb in verbs.read(item.text, pack.language))
            or (item.low in pack.words("auxiliary") | pack.words("modal"))
        )
        for item in items
    )


def _has_verb(items: list[Item], pack: Pack) -> bool:
    return has_finite(items, pack) or (
        bool(items)
        and items[0].kind == "word"
        and any(
            verb.form in ("full", "active", "gerund", "infinitive") for verb in verbs.read(items[0].text, pack.language)
        )
    )


def _open(segment: list[Item], pack: Pack, quoted: bool) -> Clause:
    clause = Clause(segment, quoted=quoted)
    first = segment[0]
    if first.kind != "word":
        return clause
    if first.low in pack.words("relative"):
        clause.kind, clause.opener = "relative", first.low
    elif len(segment) > 1 and _relative(segment, 0, pack):
        clause.kind, clause.opener, clause.opener_prep = "relative", segment[1].low, first.low
    elif first.low in pack.words("subordinator"):
        clause.kind, clause.opener = "sub", first.low
    elif any(
        verb.form in ("full", "active", "gerund") for verb in verbs.read(first.text, pack.language)
    ) and not has_finite(segment, pack):
        clause.kind = "participle"
    return clause


def _gives(items: list[Item], index: int) -> bool:
    """ "передаёт их России": a pronoun or a country in the dative after a verb that can mean saying."""
    following = items[index + 1] if index + 1 < len(items) else None
    return following is not None and (
        following.low in ("их", "ее", "её", "его", "їх", "її", "його")
        or (following.kind in ("country", "party") and "dat" in following.case.split() and "nom" not in following.case)
    )


def predicates(items: list[Item], pack: Pack) -> list[Predicate]:
    """The verbs of some items, with one reading each."""
    found = []
    for index, item in enumerate(items):
        if item.kind != "word":
            continue
        readings = verbs.read(item.text, pack.language)
        frames = {verb.frame for verb in readings}
        several = frames == {"find", "move"}  # "оказался внутри", "оказался в России"
        if frames == {"say", "supply"} and (
            index > 1 or _gives(items, index)
        ):  # "передаёт агентство", "Китай передаёт дроны"
            readings = tuple(verb for verb in readings if verb.frame == "supply")
        found += [Predicate(index, verb, item) for verb in readings[: 2 if several else 1]]
    return found
