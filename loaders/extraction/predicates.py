"""The verbs of a clause: which form each one has, and whether it is passive."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.extraction import french, german
from loaders.extraction.item import PARTIES, Item
from loaders.extraction.lexicon import Pack, Verb


@dataclass(slots=True)
class Predicate:
    """A verb of a clause with its reading, and how it stands there."""

    index: int
    verb: Verb
    passive: bool
    item: Item


def reading(item: Item, pack: Pack, form: str) -> bool:
    """Tell whether a word has a reading with a form such as "finite"."""
    return any(verb.form == form for verb in pack.verbs.get(item.low, ()))


def predicates(items: list[Item], pack: Pack) -> list[Predicate]:
    """Find the content verbs of a clause."""
    found: list[Predicate] = []
    words = [item.low for item in items]
    passive_words = pack.words("passive")
    for index, item in enumerate(items):
        if not is_verb(items, index, pack):
            continue
        tail = words[index + 1 :]
        if pack.language == "fr":
            found += [Predicate(index, verb, passive, item) for verb, passive in french.readings(items, index, pack)]
            continue
        aside = words[index + 1 : index + 2] == ["by"] and pack.language == "en" and _after_a_noun(items, index, pack)
        for verb in pack.verbs[item.low]:
            if verb.form == "finite" and (aside or (pack.language == "de" and words[index - 1 : index] == ["zu"])):
                continue  # "sights made by X" is no clause, "zu liefern" has no subject of its own
            if (
                verb.particle
                and verb.particle not in tail[-1:]
                and not _particle_inside(tail, verb.particle, items, index)
            ):
                continue
            if not verb.particle and _separated(item.low, tail, pack):
                continue
            passive = _passive(items, index, verb, passive_words, pack)
            if verb.form == "finite" and _helped(words, index, pack) and reading(item, pack, "participle"):
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


def _helped(words: list[str], index: int, pack: Pack) -> bool:
    """Whether an auxiliary makes a participle of a form that could be finite: "was sold", "beliefert worden"."""
    if pack.language == "de":
        return any(word in pack.words("auxiliary") for word in words)
    for word in reversed(words[max(0, index - 5) : index]):
        if word in pack.words("auxiliary") and word not in ("do", "does", "did"):
            return True
        if word not in pack.words("adverb") | pack.words("negation") and not word.endswith("ly"):
            return False
    return False


def _after_a_noun(items: list[Item], index: int, pack: Pack) -> bool:
    """Whether a form such as "made" follows a noun, no auxiliary or adverb."""
    before = items[index - 1] if index else None
    return (
        before is not None
        and before.kind in ("word", "model", "quote")
        and not any(before.low in pack.words(key) for key in ("auxiliary", "adverb", "pronoun", "relative"))
    )


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


def _finite_before(items: list[Item], place: int, pack: Pack) -> bool:
    item = items[place]
    after_party = place > 0 and (items[place - 1].kind in PARTIES or items[place - 1].low in pack.words("pronoun"))
    plain = any(verb.form == "finite" and verb.frame not in ("say", "fear") for verb in pack.verbs.get(item.low, ()))
    return item.kind == "word" and after_party and plain


def _moves(readings: tuple[Verb, ...], following: Item) -> bool:
    """ "its bearings go to X"."""
    return following.low != "of" and any(verb.frame == "move" and verb.lemma in ("go", "flow") for verb in readings)


def is_verb(items: list[Item], index: int, pack: Pack) -> bool:
    """Tell whether a word that can be a verb is one where it stands."""
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
        if german.describes_noun(items, index, pack):
            return False
        return item.text[0].islower() or (index == 0 and reading(item, pack, "participle"))
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
        shaping = any(verb.lemma in ("machine", "mill") for verb in readings)  # "30 machining centres"
        return not shaping or any(previous.low in pack.words(key) for key in ("auxiliary", "adverb", "before_gerund"))
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
        if following is None and any(verb.frame in ("say", "accuse", "fear", "deny", "hope") for verb in readings):
            return previous.kind == "word" and previous.text[0].isalpha() and not previous.low.endswith("ly")
        if any(_finite_before(items, place, pack) for place in range(max(0, index - 3), index - 1)):
            return False  # "it builds gimbal heads"
        plural = previous.kind == "word" and (previous.low.endswith("s") if bare else not previous.low.endswith("s"))
        return (
            plural
            and previous.low.isalpha()
            and (following is None or following.low not in ("of", "to", "from") or _moves(readings, following))
            and item.start - previous.end <= 1
            and previous.low not in pack.words("preposition") | pack.words("coordinator")
        )
    return True
