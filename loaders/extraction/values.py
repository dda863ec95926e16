"""Numbers, amounts of money and quantities as printed: exact, or left out where they are ambiguous."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from graph.model import Amount, Relation
from graph.model import replace as changed
from loaders.extraction.lexicon import Pack

DIGITS = r"\d{1,3}(?:[.,\u00a0\u202f ’']\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"


HALVED = re.compile(r"\s(?:з половиною|с половиной)\b")  # "два с половиной миллиона": left out
HANDED = re.compile(r"\b(?:hand|turn|sign|mak|tak)(?:s|es|ed|e|ing|en)? $|\b(?:made|took) $", re.IGNORECASE)
FROM = re.compile(r"\bfrom $")
ROUND = frozenset("hundred thousand million billion dozen".split())
SOME = re.compile(r"\b(?:mehrere|einige|several|some|a few|plusieurs|quelques)\s+$", re.IGNORECASE)


EACH = re.compile(
    r"(?:je|pro) (?:einzelne[mnsr]? )?[A-ZÄÖÜ][\w-]+|(?:das|die|der) (?:Stück|Tonne|Exemplar|Einheit|Kilo\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """An amount in a sentence: [start, end) with everything that belongs to it.

    Attributes:
        kind: money, count (a unit such as tonnes), percent or number.
        amount: what it says.
        unit_price: whether the price is that of one piece.
        bare: whether the unit is one for pieces ("Stück").
    """

    start: int
    end: int
    kind: str
    amount: Amount
    unit_price: bool = False
    bare: bool = False


def parse_number(text: str, pack: Pack) -> str | None:
    """Read digits as printed in a language; None where dots and commas leave a doubt."""
    decimal = pack.data["decimal"]
    thousands = "." if decimal == "," else ","
    plain = re.sub(r"[\u00a0\u202f ’']", "", text)
    if re.fullmatch(rf"\d{{1,3}}(\{thousands}\d{{3}})+(\{decimal}\d+)?", plain):
        return _trim(plain.replace(thousands, "").replace(decimal, "."))
    if re.fullmatch(rf"\d+\{decimal}\d+", plain):
        whole, _, part = plain.partition(decimal)
        if len(part) == 3 and whole != "0":
            return None
        return _trim(plain.replace(decimal, "."))
    if re.fullmatch(r"\d+", plain):
        return _trim(plain)
    if re.fullmatch(rf"\d+\{thousands}\d{{1,2}}", plain):
        return _trim(plain.replace(thousands, "."))
    return None


def _trim(number: str) -> str:
    whole, _, part = number.partition(".")
    part = part.rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{part}" if part else whole


def number_of_words(words: list[str], pack: Pack) -> int | None:
    """Read a number of several words, as "yirmi dört" or "iki yüz elli bin"; None where one of them is no number."""
    table = pack.numbered("number_words") | pack.numbered("multipliers")
    total = current = 0
    for word in words:
        value = table.get(word)
        if value is None:
            return None
        if value >= 1000:
            total, current = total + max(1, current) * value, 0
        elif value == 100:
            current = max(1, current) * 100
        else:
            current += value
    return total + current


def times(number: str, factor: int) -> str:
    """Multiply without rounding."""
    from decimal import Decimal

    return _trim(format(Decimal(number) * factor, "f"))


@cache
def _pattern(language: str, pack: Pack) -> re.Pattern[str]:
    def either(items: list[str] | frozenset[str]) -> str:
        return "|".join(re.escape(item) for item in sorted(items, key=len, reverse=True))

    relations = [item for items in pack.data["relations"].values() for item in items]
    currencies = list(pack.data["currencies"])
    signs = [item for item in currencies if not item[-1].isalpha()]
    words = [item for item in currencies if item[-1].isalpha()]
    units = either(pack.words("units") | pack.words("pieces"))
    parts = rf"|(?:{either(pack.words('units_of'))})(?=\sof\s)" if pack.words("units_of") else ""
    numbers = either(frozenset(pack.numbered("number_words")) | frozenset(pack.numbered("multipliers")))
    return re.compile(
        rf"""(?:(?<!\w)(?P<relation>{either(relations)})(?:\s+|(?<=['’])))?
        (?:(?P<sign>{either(signs)})\s?)?
        (?:(?<![\w.,-])(?P<digits>{DIGITS})(?!\d*(?:e|er|re|ère|ème)\b)|(?<![\w-])(?P<word>{either(frozenset(pack.numbered("number_words")))})(?!\w)
          |(?<![\w-])(?P<part>{either(list(pack.data.get("part_numbers", {}))) or "(?!)"})(?=\s))
        (?:[\s-]?(?P<multiplier>{either(frozenset(pack.numbered("multipliers")))})(?!\w))?
        (?:\s(?P<inner>of\s|de\s|d['’]|(?!(?:{numbers})\s)[\w-]+\s)??(?P<unit>{units}{parts})(?!\w)
          |\s?(?:us[- ]|de\s|d['’])?(?P<currency>{either(signs)}|(?:{either(words)})(?!\w))
          |\s?(?P<percent>%|percent|per\ cent|prozent|pour\ cent|процент\w*|відсот\w*))?""",
        re.IGNORECASE | re.VERBOSE,
    )


def find_amounts(text: str, pack: Pack, masked: list[tuple[int, int]]) -> list[Found]:
    """Find quantities and sums in a sentence.

    Args:
        text: the sentence.
        pack: its language.
        masked: [start, end) of dates and names, in which no number is an amount.
    """
    found: list[Found] = []
    for start, end in masked:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    before: re.Match[str] | None = None
    for match in _pattern(pack.language, pack).finditer(text):
        item = _read(match, text, pack)
        if before is not None and (_goes_on(before, match, text) or _two_pieces(before, match, text)):
            first = found.pop() if found and found[-1].end == before.end() else None
            item = _together(first, item, pack.numbered("multipliers").get((match["multiplier"] or "").lower(), 1))
        if item:
            found.append(item)
        before = match
    return found


def _together(first: Found | None, second: Found | None, factor: int) -> Found | None:
    """ "deux mille cinq cents" is 2,500, "двадцать пять тысяч" 25,000; what does not grow smaller is left out."""
    if first is not None and second is not None and float(first.amount.number) < factor:
        first = replace(first, amount=changed(first.amount, number=times(first.amount.number, factor)))
    if first is None or second is None or float(first.amount.number) <= float(second.amount.number):
        return None
    total = str(int(float(first.amount.number)) + int(float(second.amount.number)))
    amount = Amount(total, first.amount.relation, second.amount.unit, second.amount.currency)
    return Found(first.start, second.end, second.kind, amount, second.unit_price, second.bare)


def _goes_on(before: re.Match[str], match: re.Match[str], text: str) -> bool:
    """Whether two numbers in words are one: "deux mille cinq cents"."""
    words = bool(before["word"] and match["word"]) and not (before["unit"] or before["currency"] or match["relation"])
    return words and text[before.end() : match.start()].strip(" -").lower() in ("", "et", "and")


def _two_pieces(before: re.Match[str], match: re.Match[str], text: str) -> bool:
    """ "4 млн 200 тыс. долларов": one number in two pieces."""
    pieces = before["multiplier"] and match["multiplier"] and before["digits"] and match["digits"]
    open_ended = not (before["unit"] or before["currency"] or before["percent"] or match["relation"])
    return bool(pieces) and open_ended and not text[before.end() : match.start()].strip()


def _read(match: re.Match[str], text: str, pack: Pack) -> Found | None:
    if match["digits"]:
        number = parse_number(match["digits"], pack)
    elif match["part"]:
        number = str(pack.data["part_numbers"][match["part"].lower()]) if match["multiplier"] else None
    else:
        number = str(pack.numbered("number_words")[match["word"].lower().replace("i\u0307", "i")])
        vague = match["word"].lower() in pack.words("vague_numbers")
        number = None if vague and not (match["relation"] or match["multiplier"]) else number
    sure = pack.language == "en" and match["word"] and match["word"].lower() not in ROUND  # "some forty"
    some = match["word"] and not sure and SOME.search(text, max(0, match.start() - 16), match.start("word"))
    if number is None or some or HALVED.match(text, match.end()):
        return None
    if match["word"] and not match["multiplier"] and _compound(text, match.end(), pack):
        return None
    if match["multiplier"]:
        number = times(number, pack.numbered("multipliers")[match["multiplier"].lower()])
    article = (match["word"] or "").lower() in ("ein", "eine", "einen", "einer", "a", "an", "un", "une")
    relation = _relation(match["relation"], pack)
    currency = (match["sign"] or match["currency"] or "").lower()
    start, end = match.span()
    if pack.language == "en" and (match["relation"] or "").lower() == "over" and HANDED.search(text, 0, start):
        relation = "="  # "hand over 20 patrol boats"
    if currency:
        code = pack.data["currencies"].get(currency)
        each = pack.phrase("unit_price").match(text, min(end + 1, len(text)))
        if pack.language == "de":
            each = each or EACH.match(text, min(end + 1, len(text)))
        before = pack.phrase("unit_price").search(text[max(0, start - 24) : start])
        stop = each.end() if each else end
        if relation == "=" and pack.language == "en" and FROM.search(text, 0, start) and " to " not in text[stop:][:20]:
            relation = ">="  # "from $2,300 apiece"
        return Found(start, stop, "money", Amount(number, relation, None, code), bool(each or before))
    if match["percent"]:
        return Found(start, end, "percent", Amount(number, relation, match["percent"]))
    if match["unit"]:
        unit = match["unit"]
        inner = (match["inner"] or "").strip().lower()
        if inner and unit.lower() in pack.words("pieces") and inner not in (pack.words("piece_words") or (inner,)):
            return Found(start, match.start("inner") - 1, "number", Amount(number, relation))  # "44 fuel-control units"
        if article and (unit.lower() not in pack.words("units") or unit.lower() in pack.words("no_single")):
            return None
        if unit.lower() in pack.words("pieces"):
            return Found(start, end, "number", Amount(number, relation), bare=True)
        return Found(start, end, "count", Amount(number, relation, unit))
    if article and not match["multiplier"]:
        return None
    return Found(start, end, "number", Amount(number, relation))


def _compound(text: str, end: int, pack: Pack) -> bool:
    """ "two-stroke engines": no number of engines."""
    after = re.compile(r"-([^\W\d_]+)").match(text, end)
    return after is not None and after[1].lower() not in pack.numbered("number_words") | pack.numbered("multipliers")


def _relation(text: str | None, pack: Pack) -> Relation:
    low = (text or "").lower()
    for sign, items in pack.data["relations"].items():
        if low in items:
            result: Relation = sign
            return result
    return "="
