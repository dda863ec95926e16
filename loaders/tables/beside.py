"""What stands beside a number in its cell: a word that multiplies it, one that makes it rough, a unit or a currency.

`5.4 млн долл. США` is a number, a factor and a currency; `yaklaşık 500` is about 500. Nothing is dropped: what
is left over stays in `before` and `after`, and who reads the cell takes it for a unit or a currency, or refuses it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from graph.fold import fold, strip_marks
from graph.model import Relation
from loaders.tables.numbers import NumberProblem, folded_digits

BARE = "0123456789.,'’` +-()\u00a0\u2009\u202f"  # a cell of nothing else holds a number and no word
NUMBER = re.compile(r"(\D*?)([(+-]*\s*\d(?:[\d.,'’` ]*\d)?[.,]?\)?)(?!\d)(.*)", re.DOTALL)
POWER = re.compile(r"[^\W\d_]{1,3}[23]")  # m2, см3: the only words with a digit
WORD = re.compile(r"[^\W\d_]+")
HAN = re.compile(r"[\u3400-\u9fff]+")
# One letter (k, m, т) is none of them: it may be a thousand, a million, a metre or a ton.
FACTORS = {
    10**3: "thousand thousands thsd ths tsd tausend mille milliers тыс тысяча тысячи тысяч тис тисяча тисячі тисяч bin",
    10**5: "lakh lakhs",
    10**6: "million millions mn mln mio millionen млн миллион миллиона миллионов мільйон мільйона мільйонів milyon",
    10**7: "crore crores",
    10**9: "billion billions bn bln mrd mld milliard milliards milliarde milliarden млрд миллиард миллиарда миллиардов "
    "мільярд мільярда мільярдів milyar",
    10**12: "трлн trilyon",
}
HAN_FACTORS = {
    "百": 10**2, "千": 10**3, "仟": 10**3, "万": 10**4, "萬": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "億": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
KILO = "克米瓦升帕伏卡焦赫安"  # 千 before one of these is part of a unit: 千克 is a kilogram
SHORT = frozenset(("k", "K", "к", "К", "kk", "KK", "кк", "КК", "M", "М", "MM", "ММ"))  # of both alphabets
LONGEST = 200  # characters of a cell that may be a number with words beside it
ROUGH_SIGNS = "~≈≅∼≃"
ROUGH_BEFORE = re.compile(
    r"(?:about|approx(?:\.|imately)?|circa|ca\.?|around|roughly|etwa|ungefahr|rund|zirka|environ|env\.|a peu pres"
    r"|около|примерно|приблизительно|ок\.|близько|приблизно|орієнтовно|yaklasik(?: olarak)?|asagi yukari"
    r"|大约|大約|约|約|大概)(?![^\W\d_])\s*|(?:大约|大約|约|約|大概)(?:为|合)?|[~≈≅∼≃]\s*"
)
ROUGH_AFTER = re.compile(
    r"\s*(?:\((?:approx\.?|ca\.?|прибл\.?|yaklasik)\)|(?<![^\W\d_])(?:approx\.?|approximately|civarinda|civari"
    r"|примерно|приблизительно|приблизно)|左右|上下)\s*"
)
COMPARED: dict[str, Relation] = {
    "<": "<", ">": ">", "<=": "<=", ">=": ">=", "≤": "<=", "≥": ">=", "≦": "<=", "≧": ">=",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beside:
    """A cell taken apart.

    Attributes:
        digits: the number as printed.
        before: what stands before it, without what is understood; "" for nothing.
        after: what stands after it, likewise.
        factor: what a word such as thousand multiplies it with.
        relation: "~" where a word says about, "<" and the like where a sign says so.
    """

    digits: str
    before: str = ""
    after: str = ""
    factor: int = 1
    relation: Relation = "="


def is_bare(text: str) -> bool:
    """Whether a cell that is not empty holds a number and nothing else, as most cells do."""
    return (text[0].isdecimal() and text[-1].isdecimal()) or not text.strip(BARE)


@lru_cache(maxsize=1 << 12)
def take_apart(text: str) -> Beside:
    """Take a cell apart that holds more than a number.

    Raises:
        NumberProblem: rule not_a_number: it holds no number, or several.
    """
    if len(text) > LONGEST:
        raise _no_number(f"{text[:LONGEST]} ...")
    found = NUMBER.fullmatch(folded_digits(unicodedata.normalize("NFKC", text).replace("−", "-")).strip())
    if found is None:
        raise _no_number(text)
    before, digits, after = (part.strip() for part in found.groups())
    if before.endswith((".", ",")) and not before[:-1][-1:].isalpha():
        raise _no_number(text)  # of "ca. .5" the point belongs to the number
    if any(char.isdigit() for char in after) and not POWER.fullmatch(after):
        raise _no_number(text)
    before, relation = _relation(before)
    after, rough = _rough_after(after)
    factor, after = multiplied(after)
    return Beside(digits, before, after, factor, "~" if rough and relation == "=" else relation)


def multiplied(words: str) -> tuple[int, str]:
    """Return the factor that the first of some words stands for, 1 for none, and what is left of them."""
    found = WORD.match(words)
    if found is None:
        return 1, words
    han = HAN.match(words)
    if han is not None:
        for size in (2, 1):
            factor = HAN_FACTORS.get(words[:size])
            if factor is not None and not (words[:1] in "千仟" and size == 1 and words[1:2] in KILO and words[1:2]):
                return factor, words[size:].strip()
        return 1, words
    factor = _factors().get(folded(found.group()))
    return (1, words) if factor is None else (factor, words[found.end() :].removeprefix(".").strip())


def is_short(word: str) -> bool:
    """Whether a word may be a thousand, a million or a unit, so that nobody can say which."""
    return word in SHORT


@lru_cache(maxsize=1 << 12)
def folded(word: str) -> str:
    """Return a word without case and marks: `YAKLAŞIK` and `yaklaşık` are one."""
    return strip_marks(fold(word))


def _relation(before: str) -> tuple[str, Relation]:
    """Take what makes a number rough, or bounds it, off the words before it."""
    if before in COMPARED:
        return "", COMPARED[before]
    sign = next((sign for sign in ("<=", ">=", *COMPARED) if before.startswith(sign)), None)
    if sign is not None:
        return before[len(sign) :].strip(), COMPARED[sign]
    plain = folded(before)
    found = ROUGH_BEFORE.match(plain)
    if found is not None and found.end():
        return _rest(before, plain[found.end() :].strip()), "~"
    for sign in ROUGH_SIGNS:
        if before.endswith(sign):
            return before[:-1].strip(), "~"
    words = before.rsplit(maxsplit=1)
    if len(words) == 2 and ROUGH_BEFORE.fullmatch(folded(words[1])):
        return words[0], "~"
    return before, "="


def _rough_after(after: str) -> tuple[str, bool]:
    plain = folded(after)
    found = ROUGH_AFTER.search(plain)
    if found is None or not found.group():
        return after, False
    rest = plain[: found.start()] + " " + plain[found.end() :]
    return _rest(after, rest.strip()), True


def _rest(printed: str, plain: str) -> str:
    """Return what is left as printed, where folding has kept its length; else as folded."""
    start = folded(printed).find(plain) if len(folded(printed)) == len(printed) else -1
    return printed[start : start + len(plain)] if start >= 0 and plain else plain


@lru_cache(maxsize=1)
def _factors() -> dict[str, int]:
    return {folded(word): factor for factor, words in FACTORS.items() for word in words.split()}


def _no_number(text: str) -> NumberProblem:
    return NumberProblem("not_a_number", f"must be a number, got {text!r}")
