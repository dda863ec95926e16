"""Clauses: where one predicate ends and the next begins, and which verb form each one has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from loaders.extraction import french
from loaders.extraction.items import PARTIES, Item
from loaders.extraction.lexicon import Pack, Verb

HARD = frozenset(';:()"„“”«»–—')


@dataclass(slots=True)
class Predicate:
    """A verb of a clause with its reading, and how it stands there."""

    index: int
    verb: Verb
    passive: bool
    item: Item


@dataclass(slots=True)
class Clause:
    """A clause of a sentence.

    Attributes:
        items: its items in order.
        kind: main, relative or sub (introduced by "dass", "that" ...).
        opener: the word that introduces it, in lower case.
        parent: number of the clause it hangs on.
        predicates: its content verbs.
        quoted: whether it stands within quotation marks.
        phrases: its phrases, once they were read (loaders.extraction.roles keeps them here).
    """

    items: list[Item]
    kind: str = "main"
    opener: str = ""
    parent: int | None = None
    predicates: list[Predicate] = field(default_factory=list)
    quoted: bool = False
    phrases: list[Any] | None = None

    @property
    def words(self) -> list[str]:
        """Its items in lower case."""
        return [item.low for item in self.items]


def split(items: list[Item], pack: Pack) -> list[Clause]:
    """Cut the items of a sentence into clauses."""
    clauses: list[Clause] = []
    for segment, quoted, fresh in _segments(items, pack):
        clause = _open(segment, pack, quoted)
        if not clauses and clause.kind == "relative":
            clause.kind, clause.opener = "main", ""
        if clauses and not fresh and _belongs(clause, clauses, pack):
            target = clauses[_target(clause, clauses, pack)]
            target.items = [*target.items, *clause.items]
        else:
            if clauses:
                clause.parent = len(clauses) - 1
            clauses.append(clause)
    for clause in clauses:
        clause.items.sort(key=lambda item: item.start)
        clause.predicates = predicates(clause.items, pack)
    return clauses


def _segments(items: list[Item], pack: Pack) -> list[tuple[list[Item], bool, bool]]:
    """Cut at signs and conjunctions: the items, whether they are quoted, and whether a semicolon parts them off."""
    segments: list[tuple[list[Item], bool, bool]] = []
    current: list[Item] = []
    quoted = fresh = False

    def close(following: list[Item]) -> list[Item]:
        nonlocal fresh
        if current:
            segments.append((current, quoted, fresh))
            fresh = False
        return following

    for index, item in enumerate(items):
        if item.kind == "punct" and (item.text in HARD or item.text == ","):
            current = close([])
            fresh = fresh or (item.text == ";" and has_finite(items[index + 1 :], pack))
            if item.text in '"„“”«»':
                opening = item.text in "„«" or (item.text == "“" and pack.language == "en")
                quoted = not quoted if item.text == '"' else opening
        elif item.kind == "punct" and item.text in ".!…":
            continue
        elif _subordinates(items, index, current, pack) or (
            pack.language == "fr" and french.reduced(items, index, pack) and has_finite(current, pack)
        ):
            current = close([item])
        elif _coordinates(items, index, current, pack):
            current = close([])
        else:
            current.append(item)
    close([])
    return segments


def _subordinates(items: list[Item], index: int, current: list[Item], pack: Pack) -> bool:
    """English needs no comma before "that", "which" or "because"."""
    item = items[index]
    if item.kind != "word" or not current or item.low not in pack.words("inner_openers"):
        return False
    rest: list[Item] = []
    for later in items[index + 1 :]:
        if later.kind == "punct" and (later.text in HARD or later.text == ","):
            break
        rest.append(later)
    return current[-1].low not in pack.words("preposition") | pack.words("article") and has_finite(rest, pack)


def _coordinates(items: list[Item], index: int, current: list[Item], pack: Pack) -> bool:
    """ "and" parts two clauses where verbs stand on both sides of it and the next word can begin one."""
    item = items[index]
    if item.kind != "word" or item.low not in pack.words("coordinator") | pack.words("break_word"):
        return False
    rest: list[Item] = []
    for later in items[index + 1 :]:
        if later.kind == "punct" and (later.text in HARD or later.text == ","):
            break
        rest.append(later)
    if not current or not rest or not has_finite(current, pack):
        return False
    first = rest[0]
    if pack.language == "fr" and french.begins_clause(rest, pack):
        return True
    if pack.language == "de":
        if (
            first.kind == "word"
            and (first.low in pack.words("auxiliary") or _reading(first, pack, "finite"))
            and not first.text[0].isupper()
        ):
            return True
        return item.low in pack.words("break_word") and has_finite(rest, pack)
    if first.kind == "word" and (first.low in pack.words("auxiliary") or _reading(first, pack, "finite")):
        return True
    return has_finite(rest, pack) and first.kind in PARTIES and _followed_by_verb(rest, pack)


def _followed_by_verb(rest: list[Item], pack: Pack) -> bool:
    for item in rest[1:3]:
        if item.kind == "word" and (
            item.low in pack.words("auxiliary") or item.low in pack.words("modal") or _reading(item, pack, "finite")
        ):
            return True
    return False


def _reading(item: Item, pack: Pack, form: str) -> bool:
    return any(verb.form == form for verb in pack.verbs.get(item.low, ()))


def has_finite(items: list[Item], pack: Pack) -> bool:
    """Tell whether some items hold a finite verb, an auxiliary or a modal."""
    for index, item in enumerate(items):
        if item.kind != "word":
            continue
        if item.low in pack.words("auxiliary") or (item.low in pack.words("modal") and item.low != "to"):
            return True
        if _is_verb(items, index, pack) and _reading(item, pack, "finite"):
            return True
    return False


def _open(segment: list[Item], pack: Pack, quoted: bool) -> Clause:
    first = segment[0]
    clause = Clause(segment, quoted=quoted)
    lead = [item.low for item in segment[:2]]
    if first.kind == "word":
        if first.low in pack.words("subordinator") and not (
            pack.language == "en" and first.low == "that" and len(segment) < 2
        ):
            clause.kind, clause.opener = "sub", first.low
        elif first.low in pack.words("relative") and len(segment) > 1 and _verb_last(segment, pack):
            clause.kind, clause.opener = "relative", first.low
        elif (
            len(lead) > 1
            and lead[0] in pack.words("preposition")
            and lead[1] in pack.words("relative")
            and _verb_last(segment, pack)
        ):
            clause.kind, clause.opener = "relative", lead[1]
    return clause


def _verb_last(segment: list[Item], pack: Pack) -> bool:
    """German articles look like relative pronouns: a relative clause ends with its finite verb."""
    if pack.language != "de":
        return segment[0].low != "that" or has_finite(segment, pack)
    last = segment[-1]
    if last.kind != "word" or segment[-2].low == "zu":
        return False
    known = last.low in pack.words("auxiliary") or last.low in pack.words("modal") or last.low in pack.verbs
    return known or (last.text.islower() and last.low.endswith(("t", "te", "ten", "en")) and len(segment) > 2)


def _belongs(clause: Clause, clauses: list[Clause], pack: Pack) -> bool:
    """A segment without a predicate of its own goes on with a clause before it."""
    if clause.kind != "main" or clause.quoted != clauses[-1].quoted or clause.items[0].low in pack.words("break_word"):
        return False
    if _bracket(clause, clauses, pack) is not None:
        return True
    if not has_finite(clause.items, pack):
        first = clause.items[0]
        starts_aside = first.kind == "word" and any(
            verb.form in ("participle", "gerund") for verb in pack.verbs.get(first.low, ())
        )
        return not starts_aside and not any(_infinitive_group(clause.items, pack))
    return (not has_finite(clauses[-1].items, pack) and clauses[-1].kind == "main") or _resumes(clause, clauses, pack)


def _bracket(clause: Clause, clauses: list[Clause], pack: Pack) -> int | None:
    """German: "sollen ..., unter anderem von X, geliefert worden sein" is one clause around its commas."""
    if pack.language != "de" or clause.items[-1].kind != "word":
        return None
    last = clause.items[-1].low
    ends = last in pack.words("auxiliary") or any(verb.form != "finite" for verb in pack.verbs.get(last, ()))
    if not ends or has_finite(clause.items[:1], pack) or "zu" in clause.words[-2:]:
        return None
    for index in range(len(clauses) - 1, -1, -1):
        earlier = clauses[index]
        if earlier.kind == "main" and not predicates(earlier.items, pack) and has_finite(earlier.items, pack):
            return index
    return None


def _infinitive_group(items: list[Item], pack: Pack) -> list[bool]:
    """ "..., 300 Visiere verkauft zu haben": a clause of its own."""
    words = [item.low for item in items]
    if pack.language == "de":
        return [
            any(verb.form in ("infinitive", "participle") for word in words for verb in pack.verbs.get(word, ()))
            and "zu" in words[-2:]
        ]
    return [pack.language == "fr" and french.opens_infinitive(items, pack)]


def _resumes(clause: Clause, clauses: list[Clause], pack: Pack) -> bool:
    """The main clause goes on with its verb after an aside."""
    first = clause.items[0]
    if len(clauses) < 2 or (clauses[-1].kind == "main" and has_finite(clauses[-1].items, pack)):
        return False
    finite = first.kind == "word" and (first.low in pack.words("auxiliary") or _reading(first, pack, "finite"))
    return finite and any(not has_finite(earlier.items, pack) and earlier.kind == "main" for earlier in clauses[:-1])


def _target(clause: Clause, clauses: list[Clause], pack: Pack) -> int:
    bracket = _bracket(clause, clauses, pack)
    if bracket is not None:
        return bracket
    if has_finite(clause.items, pack) and has_finite(clauses[-1].items, pack):
        for index in range(len(clauses) - 2, -1, -1):
            if clauses[index].kind == "main" and not has_finite(clauses[index].items, pack):
                return index
    return len(clauses) - 1


def predicates(items: list[Item], pack: Pack) -> list[Predicate]:
    """Find the content verbs of a clause."""
    found: list[Predicate] = []
    words = [item.low for item in items]
    passive_words = pack.words("passive")
    for index, item in enumerate(items):
        if not _is_verb(items, index, pack):
            continue
        tail = words[index + 1 :]
        if pack.language == "fr":
            found += [Predicate(index, verb, passive, item) for verb, passive in french.readings(items, index, pack)]
            continue
        for verb in pack.verbs[item.low]:
            if (
                verb.particle
                and verb.particle not in tail[-1:]
                and not _particle_inside(tail, verb.particle, items, index)
            ):
                continue
            if not verb.particle and _separated(item.low, tail, pack):
                continue
            passive = _passive(items, index, verb, passive_words, pack)
            if verb.form == "finite" and passive and any(other.form == "participle" for other in pack.verbs[item.low]):
                continue
            if (
                verb.form == "participle"
                and not passive
                and any(other.form == "finite" and other.frame == verb.frame for other in pack.verbs[item.low])
                and not _perfect(words, index, pack)
            ):
                continue
            found.append(Predicate(index, verb, passive, item))
    return found


def _particle_inside(tail: list[str], particle: str, items: list[Item], index: int) -> bool:
    """The particle stands last, before a comma or the end; here the clause may go on with an aside."""
    if particle not in tail:
        return False
    place = index + 1 + tail.index(particle)
    return place + 1 < len(items) and items[place + 1].start - items[place].end > 1


def _separated(low: str, tail: list[str], pack: Pack) -> bool:
    """ "stellt ... her" is another verb than "stellt": a reading with the particle at the end goes first."""
    return bool(tail) and any(verb.particle and verb.particle == tail[-1] for verb in pack.verbs[low])


def _perfect(words: list[str], index: int, pack: Pack) -> bool:
    if pack.language == "de":
        return True
    return any(word in ("has", "have", "had", "having", "'ve") for word in words[max(0, index - 4) : index])


def _passive(items: list[Item], index: int, verb: Verb, passive_words: frozenset[str], pack: Pack) -> bool:
    if verb.form != "participle":
        return False
    words = [item.low for item in items]
    if pack.language == "de":
        tail = words[index + 1 :]
        if "worden" in tail[:2] or "werden" in tail[:2]:
            return True
        around = words[:index] + tail
        return any(word in passive_words for word in around) and not any(
            word in ("haben", "hat", "hatte", "habe") for word in around
        )
    before = words[max(0, index - 5) : index]
    for back in range(len(before) - 1, -1, -1):
        word = before[back]
        if word in ("has", "have", "had", "having"):
            return False
        if word in passive_words:
            return True
        if word in pack.words("adverb") | pack.words("negation") or word.endswith("ly"):
            continue
        break
    previous = items[index - 1] if index else None
    return previous is None or (
        previous.kind in ("word", "model", "amount")
        and previous.low not in pack.words("pronoun")
        and not any(word in ("has", "have", "had") for word in before)
    )


def _is_verb(items: list[Item], index: int, pack: Pack) -> bool:
    item = items[index]
    if item.kind != "word" or item.low not in pack.verbs:
        return False
    if pack.language == "fr":
        return french.is_verb(items, index, pack)
    if pack.language == "de":
        if (
            index > 1
            and items[index - 2].low == "in"
            and items[index - 1].kind in PARTIES
            and item.low in pack.words("made_words")
        ):
            return False  # "in China produzierte Ware"
        return item.text[0].islower() or (index == 0 and _reading(item, pack, "participle"))
    previous = items[index - 1] if index else None
    if previous is None:
        return not any(verb.form == "infinitive" for verb in pack.verbs[item.low]) and not item.low.endswith("s")
    readings = pack.verbs[item.low]
    bare = any(verb.form == "infinitive" for verb in readings)
    s_form = item.low.endswith("s") and not any(
        verb.form in ("participle", "gerund", "infinitive") for verb in readings
    )
    if previous.kind == "adjective" or (
        previous.low in pack.words("article") | pack.words("possessive")
        and previous.low not in ("that", "these", "those", "all", "some")
    ):
        return False
    if any(verb.form == "gerund" for verb in readings):
        return True
    if previous.kind in ("word",) and previous.low in pack.words("preposition") and (bare or s_form):
        return previous.low == "to" and bare
    if bare or s_form:
        following = items[index + 1] if index + 1 < len(items) else None
        if previous.kind in PARTIES or previous.low in pack.words("pronoun") | pack.words("relative") | pack.words(
            "modal"
        ) | pack.words("adverb"):
            return previous.low != "'s"
        if previous.kind == "word" and re.fullmatch(r"did|does|do|not|n't", previous.low):
            return True
        plural = previous.kind == "word" and (previous.low.endswith("s") if bare else not previous.low.endswith("s"))
        return (
            plural
            and previous.low.isalpha()
            and (following.low if following is not None else "that") not in ("of", "to", "from")
            and previous.low not in pack.words("preposition") | pack.words("coordinator")
        )
    return True
