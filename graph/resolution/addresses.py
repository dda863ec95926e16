"""Keys under which one address, telephone or site is found again, however it is written: evidence, never proof.

A key of an address is its street, its number and one place or postcode beside them, all by their sound, so that
"ул. Лесная, д. 5, г. Энск" and "5 Lesnaya Street, Ensk" share one. Rooms and floors are left out: a key is a building.
An address without a street and a number has no key. Whoever uses keys counts first how many parties share one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.letters import fold
from graph.resolution.address_words import (
    ABBREVIATIONS,
    CALLING_CODES,
    COMMON_DOMAINS,
    DIRECTIONS,
    HAN_PLACES,
    HOUSE,
    PLACES,
    REGION,
    SECOND_LEVEL,
    SKIPPED,
    STREET,
    UNIT,
    VAGUE,
)
from graph.resolution.characters import is_han, pinyin, simplified
from graph.resolution.romanise import sound

Words = list[str]

NUMBER = re.compile(r"\d{1,4}(?!\d)(?:[-/]\d{1,4})*(?:[-/]?[a-zа-я](?!\w))?")
POSTCODE = re.compile(r"(?<![\d/-])\d{5,6}(?![\d/-])|(?<!\w)[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}(?!\w)")
FLOORS = re.compile(r"(?<!\w)\d+\s?/\s?f(?!\w)|(?<!\w)\d+(?:st|nd|rd|th)? ?(?:floor|fl|этаж|эт)(?!\w)\.?")
UNITS = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(UNIT, key=len, reverse=True))})(?:\.|\b)\s*(?:no\.?|№|#)?\s*[\w/-]*\d[\w/-]*"
)
LETTERED = re.compile(r"(?<!\w)(?:letter|liter|litera|lit|литера|лит)\.?\s*(\w)(?!\w)")
ORDINAL = re.compile(r"(?<![\w/])(\d{1,3})(?:-?(?:st|nd|rd|th)|-(?:y|i|ya|ia|aya|й|я|ая|ый|ий))(?!\w)")
NUMBERED = re.compile(
    r"(?<!\w)(calle|cll|cl|carrera|cra|kra|cr|transversal|diagonal|avenida|line|liniya|линия) (\d{1,3}[a-z]?)(?!\w)"
)
YEARS = re.compile(r"(?<!\w)\d{1,3} (?:let|лет|years)(?!\w)")  # "40 let Pobedy" is the name of a street
BOX = re.compile(r"(?<!\w)(?:p\.? ?o\.? ?box|postal box|a/ya|а/я|inmate)(?!\w)")
HOUSES = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(HOUSE, key=len, reverse=True))})(?:\.|\b)\s*")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ENDING = re.compile(r"[aeiou]+$")
NTH, DIGITS = "nth", str.maketrans("0123456789", "abcdefghij")
SHORTEST = 4  # letters of a word from which on an ending may be taken off
POST_AREA = 3  # first signs of a postcode, that the post offices of a town share
LONGEST, LONGEST_PLACE = 1000, 40  # characters of an address that are read, and of the name of a place
HAN_STREET = re.compile(
    r"([^省市区县镇乡村旗路街道巷弄号\d,，、;；]{1,8}?)(大道|大街|胡同|路|街|道|巷|弄)([东南西北中]?)段?(\d{1,4}(?:-\d{1,4})*)号?"
)
HAN_PLACE = re.compile(
    r"([^省市区县镇乡旗\d,，、;；\s]{2,8}?)(?:特别行政区|自治[区州]|开发区|新区|省|市|区|县|镇|乡|旗)"
)
HAN_POSTCODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


@dataclass(frozen=True, slots=True)
class Address:
    """What of an address tells one building from another.

    Attributes:
        street: by its sound, without its kind; the words of one in Latin or Cyrillic letters sorted.
        number: of the house, with its letter.
        places: towns and districts by their sound.
        postcodes: as printed, without spaces.
    """

    street: str
    number: str
    places: frozenset[str]
    postcodes: frozenset[str]


@lru_cache(maxsize=16384)
def read_address(text: str) -> Address | None:
    """Read a printed address in Latin, Cyrillic or Han; None where no street with a number stands."""
    printed = simplified(fold(text[:LONGEST]))
    if sum(map(is_han, printed)) > len(printed) // 4:
        return _read_han(printed)
    for found, written in PLACES:
        printed = found.sub(written, printed)
    postcodes = frozenset(code.replace(" ", "") for code in POSTCODE.findall(printed))
    bare = FLOORS.sub(" ", POSTCODE.sub(" ", printed))
    bare = NUMBERED.sub(_in_letters, UNITS.sub(" ", LETTERED.sub(r"\1", bare)))
    bare = ORDINAL.sub(_in_letters, bare)
    segments = [part.strip(" .") for part in re.split(r"[,;()\n\t]+", bare) if part.strip(" .")]
    at = _street_segment(segments, guess=not BOX.search(printed))
    if at is None:
        return None
    street, number = _street(segments[at]), _number(segments, at)
    if not street or number is None:
        return None
    return Address(street, number, _places(segments, at, street), postcodes)


def address_keys(text: str) -> frozenset[str]:
    """Return the keys of an address; two addresses that share one are the same building.

    Args:
        text: as printed.

    Returns:
        "street number place" for each place and postcode beside them; empty where the address says too little.
    """
    read = read_address(text)
    if read is None:
        return frozenset()
    return frozenset(f"{read.street} {read.number} {place}" for place in read.places | read.postcodes)


def towns(text: str) -> frozenset[str]:
    """Return the towns and districts of an address by their sound, and where its postcode begins.

    Args:
        text: as printed.

    Returns:
        Empty where no street with a number stands. Two addresses that share none are in two towns, as far as is known.
    """
    read = read_address(text)
    return frozenset() if read is None else read.places | {code[:POST_AREA] for code in read.postcodes}


@lru_cache(maxsize=16384)
def phone_key(text: str, country: str | None = None) -> str | None:
    """Return a telephone number in international form ("+74950000000"), without an extension.

    Args:
        text: as printed.
        country: ISO code by which a national number is completed.

    Returns:
        None where it is no whole number, or national and its country is unknown.
    """
    printed = re.split(r"(?i)\b(?:ext|extension|доб)\b|内线|分机|转|轉|#|;|(?<=\d)/|x(?=\d{1,5}$)", text)[0]
    digits = re.sub(r"\D", "", printed.replace("(0)", ""))
    code = CALLING_CODES.get(country or "")
    if printed.lstrip(" (").startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
    elif code is None:
        return None
    elif code == "7" and len(digits) == 11 and digits[0] in "78":
        digits = "7" + digits[1:]
    elif not (digits.startswith(code) and len(digits) > 10):
        digits = code + digits.removeprefix("0")
    if digits.startswith("78") and len(digits) == 12:  # "+7 8 495 ...": with the 8 that is dialled at home
        digits = "7" + digits[2:]
    return f"+{digits}" if 9 <= len(digits) <= 15 else None


@lru_cache(maxsize=16384)
def site_key(text: str) -> str | None:
    """Return the domain of a page or a mailbox; of one that anybody may be under, the whole page or mailbox.

    Args:
        text: an address of a page or a mailbox, or a bare domain.

    Returns:
        None where it is none, or a domain of the masses alone.
    """
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://", "", fold(text).strip()).removeprefix("www.").rstrip("/")
    host = re.split(r"[/?#:\s]", bare)[0].rpartition("@")[2].strip(".").removeprefix("www.")
    labels = host.split(".")
    if len(labels) < 2 or not all(re.fullmatch(r"[^\W_](?:[\w-]*[^\W_])?", label) for label in labels):
        return None
    if labels[-1].isdigit():
        return None
    kept = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL else 2
    key = ".".join(map(_written, labels[-kept:]))
    if key not in COMMON_DOMAINS:
        return key
    return bare if bare != key else None


def _written(label: str) -> str:
    """A label of a domain in its own script: "xn--..." is how machines write others than Latin."""
    if not label.startswith("xn--"):
        return label
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label


def _in_letters(found: re.Match[str]) -> str:
    """Write the number of a street in letters, so that it is not taken for that of a house."""
    kind = found[1] if found.lastindex == 2 else ""
    return f" {kind} {NTH}{found[found.lastindex or 1].translate(DIGITS)} "


def _street_segment(segments: Words, *, guess: bool) -> int | None:
    """Find the segment that names the street: one with a word for it, else the first with words and a number."""
    marked = [
        at
        for at, one in enumerate(segments)
        if any(word in STREET for word in WORD.findall(one)) and len(WORD.findall(one)) > 1
    ]
    for at in marked:
        if not segments[at].startswith("st"):  # "St. Paul" is a town
            return at
    if marked:
        return marked[0]
    for at, one in enumerate(segments if guess else ()):
        bare = HOUSES.sub("", one)
        if NUMBER.search(bare) and any(len(word) > 2 for word in WORD.findall(bare)):
            return at
    return None


def _street(segment: str) -> str:
    """Return the name of a street: the words before its kind, else those after it."""
    words = WORD.findall(NUMBER.sub(" ", HOUSES.sub(" ", segment)))
    kinds = [at for at, word in enumerate(words) if word in STREET]
    first, last = (kinds[0], kinds[-1]) if kinds else (len(words), -1)
    before, after = words[:first], [word for word in words[last + 1 :] if word not in STREET]
    named = [word for word in (before or after) if word not in SKIPPED]
    if any(word in DIRECTIONS for word in named):
        return "".join(DIRECTIONS.get(word) or sound(word) for word in named)
    return "".join(sorted(map(_stem, named))) if len(named) < 6 else ""


def _stem(word: str) -> str:
    """Return the sound of a word of a Russian street without its ending: Lenin, Lenina and Ленина are one."""
    if word.startswith(NTH):
        return word
    key = sound(ABBREVIATIONS.get(word, word))
    return ENDING.sub("", key) if len(key) > SHORTEST else key


def _number(segments: Words, at: int) -> str | None:
    """Return the number of a house: beside its street, else the next one, the one before, or one called a house."""
    near = segments[at : at + 2] + segments[max(at - 1, 0) : at]
    for place, one in enumerate(near):
        bare = YEARS.sub(" ", one)
        found = NUMBER.search(HOUSES.sub("", bare) if HOUSES.match(bare) or not place else bare)
        if found and (not place or found.start() <= 1 or HOUSES.match(bare)):
            return re.sub(r"(?<=\d)-(?=[^\d])", "", _latin(found[0]))
    return None


def _latin(number: str) -> str:
    """Write the letter of a house in Latin: 5А and 5A are one house."""
    return "".join(sound(char) or char if char.isalpha() else char for char in number)


def _places(segments: Words, at: int, street: str) -> frozenset[str]:
    found: set[str] = set()
    wide: set[str] = set()
    for number, one in enumerate(segments):
        words = [word for word in WORD.findall(one) if word not in SKIPPED and word not in HOUSE]
        if number == at or not words or len(words) > 4 or " ".join(words) in VAGUE:
            continue
        named = [word for word in words if word not in REGION]
        key = "".join(sound(word) for word in named)
        if 2 < len(key) <= LONGEST_PLACE and key != street:
            (found if len(named) == len(words) else wide).add(key)
    return frozenset(found or wide)


def _read_han(text: str) -> Address | None:
    bare, named = text, set[str]()
    while place := next((one for one in HAN_PLACES if bare.startswith(one)), None):
        bare = bare.removeprefix(place).removeprefix("特别行政区")
        named.add(HAN_PLACES[place])
    street = HAN_STREET.search(bare)
    if street is None:
        return None
    named |= {sound("".join(pinyin(found[1]))) for found in HAN_PLACE.finditer(bare[: street.start()])}
    places = frozenset(named - {""})
    name = sound("".join(pinyin(street[1])))
    postcodes = frozenset(HAN_POSTCODE.findall(text))
    return Address(name, street[4], places, postcodes) if places | postcodes else None
