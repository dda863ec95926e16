"""Quantities and sums in Turkish: number words of several words, endings on the number, the relation after it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from graph.model import Amount, Relation
from loaders.extraction.lexicon import Pack
from loaders.extraction.turkish.endings import lower
from loaders.extraction.values import DIGITS, Found, number_of_words, parse_number, times

_MONEY_ENDS = r"(?:y?d[ıiuü]r?|l[ıiuü]k(?:t[ae]n|[ae])?|d[ae]n|t[ae]n|[ıiuü]n|y?l[ae]|[yn]?[ıiuüae])?"
_UNIT_ENDS = r"(?:[dt][ae]n|l[ıiuü]k|[ıiuü]n|[yn]?[ıiuüae])?(?!\w)"
_OVER = (
    r"(?:\s(?P<{}>(?<=[ıiuü]\s)(?:aşkın|aşan)|(?<=[dt][ae]n\s)(?:fazla|çok|az)|(?<=[ae]\s)(?:yakın|kadar|varan)"
    r"|civarında|dolayında|kadar)(?:\sbir)?(?!\w))?"
)
_WORTH = r"(?:\s(?:değerinde(?:ki)?|tutarında(?:ki)?|karşılığında|karşılığı|bedelle|fiyatla|fiyattan))?"


@lru_cache(maxsize=1)
def _pattern(pack: Pack) -> re.Pattern[str]:
    def either(items: list[str] | frozenset[str]) -> str:
        longest = sorted(items, key=len, reverse=True)
        return "|".join(re.escape(item).replace("_", " ").replace(r"\_", " ") for item in longest)

    before = [item for items in pack.data["relations"].values() for item in items]
    after = "|".join(pack.data["relations_after"].values())
    signs = [item for item in pack.data["currencies"] if not item[-1].isalpha()]
    names = [item for item in pack.data["currencies"] if item[-1].isalpha()]
    number = either(frozenset(pack.numbered("number_words")) | frozenset(pack.numbered("multipliers")) | set(PARTS))
    times_ = either(frozenset(pack.numbered("multipliers")))
    ends = rf"(?=\W|$|(?:[dt][ae]n|[ıiuüae])\s(?:{after}|bul|aş|geç|ulaş|çık|yaklaş))"
    return re.compile(
        rf"""(?:(?<!\w)(?P<relation>{either(before)})\s+)?
        (?:(?<!\w)(?P<percent>yüzde|%)\s?)?
        (?:(?P<sign>{either(signs)})\s?)?
        (?:(?<![\w.,-])(?P<digits>{DIGITS})(?P<half>\sbuçuk(?!\w))?(?:\s?(?P<times>{times_})(?:\s(?P<more>\d[\d.,]*|{number})(?=[\s'’])(?:\s(?P<moretimes>{times_}))?)?{ends})?
          |(?<![\w'’-])(?P<words>(?:{number})(?:\s(?:{number}))*){ends})
        (?:['’]?(?:[dt][ae]n|[yn]?[ıiuüae])?\s(?P<after>{after})(?:\s(?:bir|sayıda))?(?!\w))?
        (?:\s(?P<unit>{either(pack.words("units") | pack.words("pieces"))})(?!\stezg){_UNIT_ENDS}{_OVER.format("late")}
          |\s?(?P<currency>{either(signs)}|(?!yeni\b)(?:{either(names)}){_MONEY_ENDS}(?![\w])){_OVER.format("beyond")}{_WORTH})?""",
        re.VERBOSE,
    )


def find_amounts(text: str, pack: Pack, masked: list[tuple[int, int]]) -> list[Found]:
    """Find quantities and sums in a sentence.

    Args:
        text: the sentence.
        pack: the words of the language.
        masked: [start, end) of dates and names, in which no number is an amount.
    """
    small = lower(text)
    for start, end in masked:
        small = small[:start] + "\x00" * (end - start) + small[end:]
    found = []
    for match in _pattern(pack).finditer(small):
        item = _read(match, text, small, pack)
        if item is not None and not _size(item, small, pack):
            found.append(item)
    return found


def _size(item: Found, small: str, pack: Pack) -> bool:
    """ "155 milimetrelik": a size, an age or a number of firms is no quantity of goods."""
    if item.kind not in ("number", "count") or item.bare:
        return False
    return re.match(rf"[ -]?(?:{pack.data['calibre']})", small[item.end :]) is not None


def _read(match: re.Match[str], text: str, small: str, pack: Pack) -> Found | None:
    article = match["words"] == "bir"
    number = parse_number(match["digits"], pack) if match["digits"] else _words(match["words"], pack)
    if number is None:
        return None
    if match["half"]:
        number = format(Decimal(number) + PARTS["buçuk"], "f")
    if match["times"]:
        factor = pack.numbered("multipliers")[match["times"]]
        number = times(number, factor)
        if match["more"] and (rest := _rest(match, pack)) is not None and rest < factor:
            number = str(int(number) + rest) if number.isdigit() else None
        elif match["more"]:
            return None
    if number is None:
        return None
    relation = _relation(match, pack)
    start, end = match.span()
    currency = match["sign"] or match["currency"]
    if currency:
        near = small[max(0, start - 26) : start] + " " + small[end : end + 20]
        each = pack.phrase("unit_price").search(near) is not None
        return Found(start, end, "money", Amount(number, relation, None, _code(currency, pack)), each)
    if match["percent"]:
        return Found(start, end, "percent", Amount(number, relation, match["percent"]))
    if match["words"] and re.search(r"(?:deniz|su|yer|toprak) $", small[:start]) and match["words"].startswith("altı"):
        return None  # "deniz altı": under the sea
    if article and match["unit"] not in pack.words("units"):
        return None
    if match["unit"] and match["unit"] not in pack.words("pieces"):
        return Found(start, end, "count", Amount(number, relation, text[match.start("unit") : match.end("unit")]))
    return Found(start, end, "number", Amount(number, relation), bare=match["unit"] is not None)


def _rest(match: re.Match[str], pack: Pack) -> int | None:
    """What stands after the first multiplier: "5 bin 400", "1 milyon 960 bin"."""
    number = match["more"] if match["more"].isdigit() else _words(match["more"], pack)
    if number is None:
        return None
    return int(number) * (pack.numbered("multipliers")[match["moretimes"]] if match["moretimes"] else 1)


PARTS = {"yarım": Decimal("0.5"), "çeyrek": Decimal("0.25"), "buçuk": Decimal("0.5")}


def _words(text: str, pack: Pack) -> str | None:
    """Read "iki yüz elli bin", "bir buçuk milyon", "iki düzine"; a part of one needs a multiplier after it."""
    words = text.split()
    if not any(word in PARTS or word == "düzine" for word in words):
        value = number_of_words(words, pack)
        return None if value is None else str(value)
    if words[-1] in ("yarım", "çeyrek"):
        return None
    table = pack.numbered("number_words") | pack.numbered("multipliers")
    total = Decimal(0)
    for word in words:
        if word in PARTS:
            total += PARTS[word]
        elif table[word] >= 100 or word == "düzine":
            total = max(total, Decimal(1)) * table[word] if total not in PARTS.values() else total * table[word]
        else:
            total += table[word]
    return format(total.normalize(), "f")


def _code(printed: str, pack: Pack) -> str | None:
    table = pack.data["currencies"]
    known = sorted((name for name in table if printed.startswith(name)), key=len)
    return table[known[-1]] if known else None


def _relation(match: re.Match[str], pack: Pack) -> Relation:
    for sign, items in pack.data["relations"].items():
        if match["relation"] in items:
            result: Relation = sign
            return result
    late = match["late"] or match["beyond"] or match["after"]
    for sign, pattern in pack.data["relations_after"].items():
        if late and re.fullmatch(pattern, late):
            after: Relation = sign
            return after
    return "="
