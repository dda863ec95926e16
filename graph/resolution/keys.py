"""Blocking keys: records that share one may be the same party, and only such pairs are ever compared.

A pure function of a record: no statistics of the collection go in, so a record has the same keys in every collection.
A frequent word makes no key alone, only beside another word, a place or a country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, pairwise, product
from typing import NamedTuple
from zlib import crc32

from rapidfuzz import fuzz

from graph.legal_forms import says_only_the_form
from graph.resolution import addresses
from graph.resolution.exact import FAMILIES, FULL_DATE, SHORTEST_NAME, PartyRecord, family, identifiers, name_key
from graph.resolution.identifiers import PHONES, SITES
from graph.resolution.names import STOP, OrganisationName, organisation
from graph.resolution.parts import Unit
from graph.resolution.person_names import person
from graph.resolution.person_words import Word
from graph.resolution.romanise import sound

RULES = (
    "identifier", "printed", "words", "core", "skeleton", "core+part", "core+core", "core+country", "initials",
    "word+word", "consonants", "word+initial", "birth+word", "address", "phone", "site",
)  # fmt: skip
_PLACE = {rule: place for place, rule in enumerate(RULES)}
HASH_BITS = 43  # with four bits for the rule a key fits the six bytes that sqlite has for a number
DISTINCT = 4  # letters from which on a core word makes a key alone
FEWEST_TYPED, SHORT_TYPED = 5, 9  # letters from which on a name may hold a typing error; up to which vowels count
LONGEST_SKELETON = 9
MOST_NAMES, MOST_CORES, MOST_PARTS, MOST_WORDS, MOST_BIRTHS = 100, 5, 4, 5, 10
MOST_OUTLINED = 12  # words
CODE = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # of a record, and of a name
MEANT = (
    "~"  # begins an outline of what characters mean; that of two Chinese names says nothing that their sound does not
)
VOWELS = re.compile(r"(?<!^)[aeiou]")
ACRONYM = re.compile(r"\b[^\W\d_]{4,7}\b")

# Words of legal forms, nations and trades that no vocabulary of parts holds, and that a thousand firms share.
FREQUENT = frozenset(
    sound(word)
    for word in (
        "limited liability company joint stock public open closed private corporation incorporated firm unitary "
        "общество ограниченной ответственностью акционерное унитарное бюджетное учреждение казенное автономное "
        "russian russia china chinese islamic republic iran iranian korea korean syrian belarus ukraine turkey moscow "
        "российская федерация россии русский китай москва moskva global world universal general central north south "
        "east west northern southern eastern western new first star asia euro sino rus ros building construction "
        "management organization organisation department ministry agency office union federation people peoples "
        "research scientific special experimental mechanical chemical oil gas energy power steel metal metals mining "
        "petroleum petrochemical food medical auto prom tech tehno spets stroi torg trans mash invest capital credit "
        "bank finance financial insurance exchange fund trust air airlines line lines ocean repair association "
        "исследовательский конструкторское комплекс концерн concern complex committee научно имени named after "
        "limitada grupo compania comercializadora inmobiliaria establishment affairs administration company "
        "gongsi youxian gufen jituan kabushiki kaisha kikai sangyo"
    ).split()
)


class Key(NamedTuple):
    """What records that may be the same party share.

    Attributes:
        rule: why it is a key, one of RULES.
        text: to be read.
        number: as the index holds it.
    """

    rule: str
    text: str
    number: int


def rule_of(number: int) -> str:
    """Return the rule of the number of a key."""
    return RULES[number & 15]


def keys(record: PartyRecord) -> tuple[Key, ...]:
    """Return the keys of a record, each once, by rule and text.

    Args:
        record: its names of all qualities count; beyond a hundred, the first in their order.
    """
    group = family(record)
    return tuple(Key(rule, text, _number(group, rule, text)) for rule, text in sorted(_texts(record, group)))


def key_numbers(record: PartyRecord) -> set[int]:
    """Return the numbers alone of the keys of a record."""
    group = family(record)
    return {_number(group, rule, text) for rule, text in _texts(record, group)}


def _texts(record: PartyRecord, group: str) -> set[tuple[str, str]]:
    """Return the keys of a record as (rule, text)."""
    found = {("identifier", f"{kind} {value}") for kind, values in identifiers(record).items() for value in values}
    for name in all_names(record)[:MOST_NAMES]:
        found.update(_name_keys(record, group, name))
    return found


def address_keys(record: PartyRecord) -> tuple[Key, ...]:
    """Return keys of the buildings, telephones and sites of a record: evidence, never a reason to compare two.

    Args:
        record: of its addresses and identifiers the first hundred each count.
    """
    found = {(rule, text) for rule, text, _ in _reached(record)}
    return tuple(Key(rule, text, _number("", rule, text)) for rule, text in sorted(found))


def as_printed(record: PartyRecord, key: Key) -> str:
    """Return how a record prints what one of its address_keys stands for."""
    return next((printed for rule, text, printed in _reached(record) if (rule, text) == (key.rule, key.text)), key.text)


def _reached(record: PartyRecord) -> Iterator[tuple[str, str, str]]:
    """Yield (rule, text, as printed) of where a record is reached."""
    for address in record.addresses[:MOST_NAMES]:
        yield from (("address", text, address) for text in addresses.address_keys(address))
    for kind, value in record.ids[:MOST_NAMES]:
        if kind in PHONES and (number := addresses.phone_key(value, record.country)):
            yield "phone", number, value
        elif kind in SITES and (site := addresses.site_key(value)):
            yield "site", site, value


def all_names(record: PartyRecord) -> tuple[str, ...]:
    """Return the names of a record of all qualities."""
    return (*record.names, *record.weak, *record.former)


def printed_numbers(text: str) -> list[int]:
    """Return the numbers of the keys that a record has which prints a name so, for each kind of party."""
    key = name_key(text[:1000])
    groups = sorted({*FAMILIES.values(), "person", "vessel", "aircraft", "asset"})
    return [_number(group + mark, "printed", key) for group in groups for mark in ("", " synthetic")] if key else []


def _number(group: str, rule: str, text: str) -> int:
    digest = blake2b(f"{group}\x1f{rule}\x1f{text}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> (64 - HASH_BITS)) << 4 | _PLACE[rule]


def _name_keys(record: PartyRecord, group: str, name: str) -> Iterable[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    match group.split()[0]:
        case "organisation" if not is_telling(name):
            return []
        case "organisation":
            return [
                *_organisation_keys(name),
                *(("core+country", f"{text} {record.country}") for text in _cores(name) if record.country),
            ]
        case "person":
            found = list(_person_keys(name, record.birth_dates))
    text = name_key(name[:1000])
    return [*found, ("printed", text)] if len(text) > 1 else found


# --- organisations


@lru_cache(maxsize=10_000)
def is_telling(text: str) -> bool:
    """Whether a name of an organisation is more than a letter, or a legal form."""
    key = name_key(text[:200])
    return len(key) >= SHORTEST_NAME and not says_only_the_form(key.split())


@lru_cache(maxsize=10_000)
def _organisation_keys(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(_keys_of(organisation(text))))


@lru_cache(maxsize=10_000)
def _cores(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_core_texts(organisation(text))))


def _core_texts(name: OrganisationName) -> Iterator[str]:
    for unit in _core_units(name):
        yield from _sounds(unit)


def _core_units(name: OrganisationName) -> list[Unit]:
    return [unit for unit in name.units if unit.role in ("core", "initial") and len(unit.sound) > 1][:MOST_CORES]


def _sounds(unit: Unit) -> Iterator[str]:
    yield unit.sound
    yield from unit.readings[:2]
    yield from unit.meanings[:3]


def _is_distinct(key: str) -> bool:
    return len(key) >= DISTINCT and key not in FREQUENT


def _keys_of(name: OrganisationName) -> Iterator[tuple[str, str]]:
    units = _core_units(name)
    concepts = sorted({unit.concept for unit in name.units if unit.concept})
    numbers = sorted({unit.sound for unit in name.units if unit.role == "number"})
    cores = sorted({unit.sound for unit in units})
    yield "words", " ".join([*cores, *numbers, *concepts])
    yield "printed", name_key(name.printed)
    if not any(map(_is_distinct, cores)):
        yield from _one_left_out([*cores, *concepts], numbers)
    for unit in units:
        yield from (("core", key) for key in _sounds(unit) if _is_distinct(key))
        beside = [*concepts[:MOST_PARTS], *numbers[:1]]
        yield from (("core+part", f"{key} {part}") for key in _sounds(unit) for part in beside)
    yield from (("core+core", " ".join(sorted(pair))) for pair in combinations(cores[:MOST_CORES], 2))
    yield from _joined(units)
    yield from _initials(name, units)


def _one_left_out(words: list[str], numbers: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the words of a name that has none of its own, each left out once: one more or less is no other party."""
    if len(words) >= 3:
        for place in range(len(words[:8])):
            yield "words", " ".join(sorted([*words[:place], *words[place + 1 :], *numbers]))


def _joined(units: list[Unit]) -> Iterator[tuple[str, str]]:
    """Yield words written as one, and what is left of them after one typing error."""
    run = [unit.sound for unit in units]
    for first, second in pairwise(run):
        if len(first + second) > DISTINCT + 1:
            yield "core", first + second
    whole = "".join(run)
    if len(run) > 2:
        yield "core", whole[:60]
    if len(run) in (1, 2) and whole not in FREQUENT:
        yield from (("skeleton", text) for text in _skeletons(whole))


def _skeletons(word: str) -> Iterator[str]:
    """Yield a word with each of its letters left out once; two words that differ in one letter share one of them.

    A long word counts by its consonants, so that its keys are few; one of middling length by both.
    """
    if FEWEST_TYPED <= len(word) <= SHORT_TYPED:
        yield from _without_one(word)
    if len(word) >= SHORT_TYPED - 1:
        yield from _without_one(VOWELS.sub("", word)[:LONGEST_SKELETON])


def _without_one(word: str) -> Iterator[str]:
    yield word
    yield from (word[:place] + word[place + 1 :] for place in range(len(word)))


def _initials(name: OrganisationName, units: list[Unit]) -> Iterator[tuple[str, str]]:
    words = [word for word in name.folded.split() if word not in STOP]
    if 4 <= len(words) <= 8:
        letters = "".join(sound(word[0]) for word in words)
        if letters.isascii() and letters.isalpha():
            yield "initials", letters
    if len(units) == 1:
        for word in ACRONYM.findall(name.printed):
            if word.isupper():
                yield "initials", "".join(map(sound, word))


# --- persons


def _person_keys(name: str, births: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    words = _told_words(name)
    for one, other in combinations(words, 2):
        for mine, theirs in product(_forms(one), _forms(other)):
            yield "word+word", " ".join(sorted((mine, theirs)))
        if len(one.shell) > 1 and len(other.shell) > 1:
            yield "consonants", " ".join(sorted((one.shell, other.shell)))
        yield "word+initial", f"{one.sounds[0]} {other.sounds[0][:2]}"
        yield "word+initial", f"{other.sounds[0]} {one.sounds[0][:2]}"
    for born in births[:MOST_BIRTHS]:
        for word in words:
            yield from (("birth+word", f"{born[:4]} {form}") for form in _forms(word))
            if len(born) == FULL_DATE:
                yield "birth+word", f"{born} {word.shell[:1]}"


@lru_cache(maxsize=10_000)
def _told_words(name: str) -> tuple[Word, ...]:
    """Return the most telling words of the name of a person."""
    words = [word for word in person(name).words if word.weight and word.role != "initial" and word.sounds[0]]
    return tuple(sorted(words, key=lambda word: -word.weight)[:MOST_WORDS])


def _forms(word: Word) -> list[str]:
    return sorted(word.known)[:2] or list(word.sounds[:2])


# --- what a cheap look compares


@lru_cache(maxsize=20_000)
def outlines(kind: str, text: str) -> tuple[str, ...]:
    """Return what tells a name apart, as short texts in Latin letters, to be compared at a glance.

    Args:
        kind: of the party.
        text: the name.

    Returns:
        Some texts; an empty one for a name in a script whose sound says too little for a glance.
    """
    if kind == "person":
        words = _told_words(text)
        if any(word.far for word in words):
            return ("",)
        ways = [[word.sounds[0] for word in words]]
        ways.append([word.sounds[0] for word in words if word.role != "patronymic"])
        return tuple(dict.fromkeys(" ".join(sorted(way)) for way in ways))
    if kind not in FAMILIES:
        return (name_key(text[:200]),)
    name = organisation(text)
    units = [unit for unit in name.units if unit.role in ("core", "initial") and not unit.optional][:MOST_OUTLINED]
    rest = " ".join(sorted({_code(unit) for unit in name.units if unit.role in ("part", "place", "number")}))
    told = [("", [unit.sound for unit in units])]
    if any(unit.readings for unit in units):
        told.append(("", [unit.readings[0] if unit.readings else unit.sound for unit in units]))
    if any(unit.meanings for unit in units):
        told.append((MEANT, [" ".join(unit.meanings) if unit.meanings else unit.sound for unit in units]))
    return tuple(dict.fromkeys(mark + f"{' '.join(sorted(way))} {rest}".strip() for mark, way in told))


def likeness(one: str, other: str) -> float:
    """How alike two outlines look, 0 to 100."""
    if one.startswith(MEANT):
        return 0.0 if other.startswith(MEANT) else fuzz.ratio(one[1:], other)
    return fuzz.ratio(one, other.removeprefix(MEANT))


def _code(unit: Unit) -> str:
    """Return a part, place or number in two signs, so that it weighs little beside the words that tell a party."""
    number = crc32((unit.concept or unit.sound).encode())
    return CODE[number % 36] + CODE[number // 36 % 36]
