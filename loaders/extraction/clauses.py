"""Clauses: where one predicate ends and the next begins, and which verb form each one has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from loaders.extraction import french, french_asides, german
from loaders.extraction.item import PARTIES, Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.predicates import Predicate, is_verb, predicates, reading

WHOLE = re.compile(r"(?:all|most|some|half|both|many|each|part) of (?:which|whom)$")
HARD = frozenset(';:()"„“”«»–—')


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
    last: Item | None = None
    for segment, quoted, fresh in _segments(items, pack):
        before, last = last, segment[-1]
        if pack.language == "fr" and before is not None and french_asides.aside(segment, before, pack):
            continue
        clause = _open(segment, pack, quoted)
        if pack.language == "de" and clause.kind == "relative" and clause.words[:1] != [clause.opener]:
            _close_bracket(clause, clauses, pack)
        if clause.kind == "relative" and (not clauses or fresh):
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
        if pack.language == "de":
            _share_passive(clause, clauses)
    return clauses


def _close_bracket(clause: Clause, clauses: list[Clause], pack: Pack) -> None:
    """ "habe die Geräte, als X deklariert, an die Y verkauft": the end of an open clause, and no relative one."""
    kind, opener = clause.kind, clause.opener
    clause.kind, clause.opener = "main", ""
    late = any(verb.form == "participle" for verb in pack.verbs.get(clause.items[-1].low, ()))
    if not late or _bracket(clause, clauses, pack) is None:
        clause.kind, clause.opener = kind, opener


def _share_passive(clause: Clause, clauses: list[Clause]) -> None:
    """ "wurden nach X geliefert und dort weiterverkauft": the auxiliary holds for both."""
    if clause.parent is None or clause.kind != "main" or not clause.predicates:
        return
    before = clauses[clause.parent]
    alone = all(one.verb.form == "participle" and not one.passive for one in clause.predicates)
    if alone and clause.predicates[-1].index == len(clause.items) - 1 and any(one.passive for one in before.predicates):
        for one in clause.predicates:
            one.passive = True


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

    parts = german.quoted_parts(items) if pack.language == "de" else frozenset()
    for index, item in enumerate(items):
        if index in parts:
            continue
        if item.kind == "punct" and (item.text in HARD or item.text == ","):
            current = close([])
            parted = item.text == ";" or (item.text == ":" and pack.language != "fr")
            fresh = fresh or (parted and has_finite(items[index + 1 :], pack))
            if item.text in '"„“”«»':
                opening = item.text in "„«" or (item.text == "“" and pack.language == "en")
                quoted = not quoted if item.text == '"' else opening
        elif item.kind == "punct" and item.text in ".!…":
            continue
        elif _subordinates(items, index, current, pack) or (
            pack.language == "fr"
            and french.reduced(items, index, pack)
            and (has_finite(current, pack) or _after_verb(items, index, pack))
        ):
            current = close([item])
        elif _coordinates(items, index, current, pack):
            current = close([])
        elif (
            pack.language == "en"
            and not current
            and segments
            and item.low in pack.words("coordinator")
            and _resumed_late(items, index, pack)
        ):
            fresh = True
        else:
            current.append(item)
    close([])
    return segments


def _after_verb(items: list[Item], index: int, pack: Pack) -> bool:
    """ "avait cédé à X, pour 620 000 euros, 90 appareils achetés à Y": the verb stands before the commas."""
    rest = items[index + 1 :]
    end = next((place for place, one in enumerate(rest) if one.kind == "punct"), len(rest))
    return has_finite(items[:index], pack) and not has_finite(rest[: end + 3], pack)


def _subordinates(items: list[Item], index: int, current: list[Item], pack: Pack) -> bool:
    """English needs no comma before "that", "which" or "because"."""
    item = items[index]
    if pack.language == "fr" and current and french.leads_clause(items, index, current, pack):
        return True
    if item.kind != "word" or not current or item.low not in pack.words("inner_openers"):
        return False
    cleft = [one for one in current if one.low not in pack.words("adverb")] if current[0].low in ("c'", "ce") else []
    if item.low in ("que", "qu'") and cleft[2:3] and _way(cleft[2], pack):
        return False  # "c'est par X que ..."
    rest: list[Item] = []
    for later in items[index + 1 :]:
        if later.kind == "punct" and (later.text in HARD or later.text == ","):
            break
        rest.append(later)
    return current[-1].low not in pack.words("preposition") | pack.words("article") and has_finite(rest, pack)


def _way(item: Item, pack: Pack) -> bool:
    return item.low in pack.words("preposition") | pack.words("via")


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
    if current and not rest and pack.language == "en" and has_finite(current, pack):
        rest = _past_aside(items, index)
    if not current or not rest or not has_finite(current, pack):
        return False
    first = rest[0]
    if pack.language == "fr" and french.begins_clause(rest, pack):
        return True
    if pack.language == "de":
        if (
            first.kind == "word"
            and (first.low in pack.words("auxiliary") or reading(first, pack, "finite"))
            and not first.text[0].isupper()
        ):
            return True
        if _verb_ends(current, pack) and _verb_ends(rest, pack):
            return True  # "hat X übernommen und an Y weitergereicht"
        if german.goes_on_relative(current, rest, pack) and has_finite(rest, pack):
            return True
        return item.low in pack.words("break_word") and has_finite(rest, pack)
    if pack.language == "en" and not has_finite(rest, pack) and _resumed_late(items, index, pack):
        return True  # "... and two months later the same lot, seals untouched, left for X"
    plain = (one for one in rest if one.low not in pack.words("adverb") | pack.words("negation"))
    first = next(plain, first)  # "but never saw", "and later sold"
    if first.kind == "word" and (first.low in pack.words("auxiliary") or reading(first, pack, "finite")):
        return True
    if (
        first.kind == "word"
        and reading(first, pack, "gerund")
        and any(one.kind == "word" and reading(one, pack, "gerund") for one in current)
    ):
        return True  # "are buying X and passing it on"
    return has_finite(rest, pack) and first.kind in PARTIES and _followed_by_verb(rest, pack)


def _past_aside(items: list[Item], index: int) -> list[Item]:
    """ "... and, over the same months, sold ...": what follows the aside."""
    signs = [place for place in range(index + 1, len(items)) if items[place].text == ","]
    if len(signs) < 2 or signs[0] != index + 1 or signs[1] - signs[0] > 9:
        return []
    return items[signs[1] + 1 :]


def _resumed_late(items: list[Item], index: int, pack: Pack) -> bool:
    """Whether a subject without verb, an aside and a finite verb follow, each after its comma."""
    signs = [place for place in range(index + 1, len(items)) if items[place].text == ","]
    if len(signs) < 2 or signs[1] - signs[0] > 6 or has_finite(items[signs[0] + 1 : signs[1]], pack):
        return False
    first = items[signs[1] + 1] if signs[1] + 1 < len(items) else None
    return first is not None and (first.low in pack.words("auxiliary") or reading(first, pack, "finite"))


def _verb_ends(items: list[Item], pack: Pack) -> bool:
    """Whether a participle or an infinitive stands last, or right before its auxiliary."""
    words = [one for one in items if one.kind not in ("date", "punct")][-2:]
    while words and words[-1].low in pack.words("auxiliary"):
        words.pop()
    last = words[-1] if words else None
    return (
        last is not None
        and last.kind == "word"
        and last.text[0].islower()
        and any(verb.form in ("participle", "infinitive") for verb in pack.verbs.get(last.low, ()))
    )


def _followed_by_verb(rest: list[Item], pack: Pack) -> bool:
    for item in rest[1:3]:
        if item.kind == "word" and (
            item.low in pack.words("auxiliary") or item.low in pack.words("modal") or reading(item, pack, "finite")
        ):
            return True
    return False


def has_finite(items: list[Item], pack: Pack) -> bool:
    """Tell whether some items hold a finite verb, an auxiliary or a modal."""
    for index, item in enumerate(items):
        if item.kind != "word":
            continue
        if item.low in pack.words("auxiliary") or (item.low in pack.words("modal") and item.low != "to"):
            return True
        if is_verb(items, index, pack) and reading(item, pack, "finite"):
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
        elif pack.language == "en" and WHOLE.match(" ".join(clause.words[:3])):
            clause.kind, clause.opener = "relative", clause.words[2]
    return clause


def _verb_last(segment: list[Item], pack: Pack) -> bool:
    """German articles look like relative pronouns: a relative clause ends with its finite verb."""
    if pack.language != "de":
        return segment[0].low != "that" or has_finite(segment, pack)
    if segment[0].text[0].isupper():
        return False  # "An die Firma haben wir nichts verkauft"
    last = segment[-1]
    if last.kind != "word" or segment[-2].low == "zu":
        return False
    late = any(verb.form == "participle" for verb in pack.verbs.get(last.low, ()))
    if late and any(one.low in pack.words("auxiliary") for one in segment[2:-1]):
        return False  # "an die Firma habe man nichts geliefert"
    known = last.low in pack.words("auxiliary") or last.low in pack.words("modal") or last.low in pack.verbs
    return known or (last.text.islower() and last.low.endswith(("t", "te", "ten", "en")) and len(segment) > 2)


def _belongs(clause: Clause, clauses: list[Clause], pack: Pack) -> bool:
    """A segment without a predicate of its own goes on with a clause before it."""
    if clause.kind != "main" or clause.quoted != clauses[-1].quoted or clause.items[0].low in pack.words("break_word"):
        return False
    if pack.language == "de" and german.declares(clause.items, pack):
        return False
    if _bracket(clause, clauses, pack) is not None:
        return True
    if pack.language == "de" and (
        german.closed(clauses[-1].items, pack) or german.begins_anew(clause.items, clauses[-1].items, pack)
    ):
        return False
    if pack.language == "fr" and french.completes(clauses[-1].items, clause.items, pack):
        return True
    if pack.language == "fr" and has_finite(clause.items, pack) and french.aside(clauses[-1].items, pack):
        return _resumed(clause, clauses, pack) is not None
    if pack.language == "fr" and clauses[-1].items and french.gapped(clause.items, pack):
        return not has_finite(clauses[-1].items, pack)
    if pack.language == "fr" and french.priced(clause.items, pack):
        return True
    if _after_relative(clause, clauses, pack):
        return True
    if not has_finite(clause.items, pack):
        if pack.language == "de" and _verb_ends(clause.items, pack) and _verb_ends(clauses[-1].items, pack):
            return False
        first = clause.items[0]
        starts_aside = first.kind == "word" and any(
            verb.form in ("participle", "gerund") for verb in pack.verbs.get(first.low, ())
        )
        return not starts_aside and not any(_infinitive_group(clause.items, pack))
    return (not has_finite(clauses[-1].items, pack) and clauses[-1].kind == "main") or _resumes(clause, clauses, pack)


def _after_relative(clause: Clause, clauses: list[Clause], pack: Pack) -> bool:
    """English: "X, which bought lathes, makes gearboxes": the verb of X, and no noun of a list."""
    if pack.language != "en" or clauses[-1].kind != "relative" or len(clause.items) < 2:
        return False
    return clause.items[1].low not in pack.words("coordinator") and _resumes(clause, clauses, pack)


def _bracket(clause: Clause, clauses: list[Clause], pack: Pack) -> int | None:
    """German: "sollen ..., unter anderem von X, geliefert worden sein" is one clause around its commas."""
    if pack.language != "de" or clause.items[-1].kind != "word":
        return None
    last = clause.items[-1].low
    if last in german.PARTICLES and not has_finite(clause.items, pack):  # "reichte sie, so verbucht, an X weiter"
        parted = (one for one in range(len(clauses) - 1, -1, -1) if german.awaits(clauses[one].items, last, pack))
        return next(parted, None)
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
    finite = first.kind == "word" and (first.low in pack.words("auxiliary") or reading(first, pack, "finite"))
    return finite and any(not has_finite(earlier.items, pack) and earlier.kind == "main" for earlier in clauses[:-1])


def _resumed(clause: Clause, clauses: list[Clause], pack: Pack) -> int | None:
    """French: "des forets, vendus par X, ont gagné Y": the number of the clause that goes on after a participle."""
    if pack.language != "fr" or len(clauses) < 2 or not french.aside(clauses[-1].items, pack):
        return None
    earlier = clauses[-2]
    open_ = earlier.kind == "main" and not has_finite(earlier.items, pack) and not french.aside(earlier.items, pack)
    return len(clauses) - 2 if open_ and french.begins_clause(clause.items, pack) else None


def _participle_aside(clause: Clause, pack: Pack) -> bool:
    first = clause.items[0]
    readings = pack.verbs.get(first.low, ()) if first.kind == "word" else ()
    return len(clause.items) <= 6 and any(verb.form == "participle" for verb in readings)


def _target(clause: Clause, clauses: list[Clause], pack: Pack) -> int:
    bracket = _bracket(clause, clauses, pack)
    if bracket is None and has_finite(clause.items, pack):
        bracket = _resumed(clause, clauses, pack)
    if bracket is not None:
        return bracket
    if pack.language == "de" and len(clauses) > 1 and german.declares(clauses[-1].items, pack):
        return len(clauses) - 2  # "gingen Pumpen, als X ausgewiesen, an Y"
    unread = clauses[-1].kind != "main" if pack.language == "fr" else clauses[-1].kind == "relative"
    whole = pack.language != "en" and unread  # "X, dont le lot pesait 400 kilos, ont ...": its verb need not be known
    finite = has_finite(clause.items, pack) or _after_relative(clause, clauses, pack)
    if finite and (whole or has_finite(clauses[-1].items, pack)):
        for index in range(len(clauses) - 2, -1, -1):
            if clauses[index].kind == "main" and not has_finite(clauses[index].items, pack):
                return index
    aside = pack.language == "en" and len(clauses) > 1 and clause.items[0].low in pack.words("preposition")
    if aside and _participle_aside(clauses[-1], pack) and has_finite(clauses[-2].items, pack):
        return len(clauses) - 2  # "forwarded them, labelled "tools", to X"
    if pack.language == "fr" and len(clauses) > 1 and clauses[-2].items[-1].start > clauses[-1].items[-1].start:
        return len(clauses) - 2  # "..., vendus par X, ont gagné Y par Z, en Géorgie"
    return len(clauses) - 1
