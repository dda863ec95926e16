"""Numbers in Chinese: digits with 万 and 亿, numerals in signs, their classifiers, units and currencies."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from graph.model import Amount, Relation
from loaders.extraction import lexicon
from loaders.extraction.chinese.script import either, simplify
from loaders.extraction.values import Found, parse_number

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
STEPS = {"十": 10, "百": 100, "千": 1000}
GROUPS = {"万": 10_000, "亿": 100_000_000}
PRINTED = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
RANGE = re.compile(r"[\d十百千万亿](?:%|[一-龥]{1,2})?[至到—–-]$")  # "50到60台"
AFTER: dict[str, Relation] = {"以上": ">=", "左右": "~", "上下": "~", "以下": "<=", "以内": "<="}
SIZES = frozenset("毫米 厘米 英寸 纳米 千伏 伏 瓦 马力 毫安 安 赫兹 兆赫 吉赫 级 度 倍 秒 代".split())
MIXED = re.compile(r"(\d{1,4})([万亿])(\d{1,4})([百千]?万?)")
FRACTION = re.compile(r"[一二三四五六七八九]成半?|半数|一半|[二三四五六七八九十]分之[一二三四五六七八九]")
LONGEST = 16  # signs of a number
HAN = "〇零一二两三四五六七八九十百千万亿"


def parse(text: str) -> str | None:
    """Read a number as printed ("1,150万", "三千二百", "2.7亿"); None where it leaves a doubt."""
    if match := MIXED.fullmatch(text):
        return _mixed(match)
    match = re.fullmatch(rf"({PRINTED})([十百千万亿]*)", text)
    if match:
        number = parse_number(match[1].replace("，", ","), lexicon.load("zh"))
        for sign in match[2] if number is not None else "":
            number = _plain(Decimal(number or "0") * (STEPS | GROUPS)[sign])
        return number
    return _han(text)


def _mixed(match: re.Match[str]) -> str | None:
    """ "31万2000", "3亿5000万": the second part counts below the unit of the first."""
    first, second = Decimal(match[1]) * GROUPS[match[2]], Decimal(match[3])
    for sign in match[4]:
        second *= (STEPS | GROUPS)[sign]
    return _plain(first + second) if second < GROUPS[match[2]] else None


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _han(text: str) -> str | None:
    if not text or len(text) > LONGEST or any(sign not in HAN for sign in text):
        return None
    if len(text) > 1 and all(sign in DIGITS for sign in text):
        if len({*text}) > 1 and len(text) == 2 and "零" not in text and "〇" not in text:
            return None  # "两三台" is no number
        return str(int("".join(str(DIGITS[sign]) for sign in text)))
    total = section = digit = 0
    seen = last = 0
    for sign in text:
        if sign in DIGITS:
            if seen and DIGITS[sign]:
                return None
            digit, seen = DIGITS[sign], int(DIGITS[sign] > 0)
            last = 0 if sign in "零〇" else last
        elif sign in STEPS:
            section += (digit or 1) * STEPS[sign]
            digit, seen, last = 0, 0, STEPS[sign]
        else:
            total = (total + section + digit) * GROUPS[sign] if sign == "亿" else total + (section + digit) * 10_000
            section, digit, seen, last = 0, 0, 0, GROUPS[sign]
    if digit and last >= 100:
        digit *= last // 10  # "三万二" is 32,000
    return str(total + section + digit)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    pack = lexicon.load("zh")
    relations = [item for items in pack.data["relations"].values() for item in items]
    each = either(pack.words("pieces") | pack.words("units"))
    units = pack.words("units") | pack.words("pieces") | pack.words("others")
    return re.compile(
        rf"""(?P<each>每(?:{each})(?:(?:标价|售价|报价|单价|价格|价)?(?:为|是|在)?)?)?
        (?:(?P<relation>{either(relations)})(?:为|达|有)?)?
        (?P<sign>{either(pack.data["signs"])})?(?P<inner>约|近|逾|超过)?
        (?:(?P<percent>百分之)(?P<of>{PRINTED}|[{HAN}]+)
          |(?P<vague>(?:[上数几好]|成)(?=[十百千万亿]))?
           (?P<number>\d{{1,4}}[万亿]\d{{1,4}}[百千]?万?(?!\d)|(?:{PRINTED})[十百千万亿]*|(?!零)[{HAN}]+(?!部分))(?P<more>多|余|几|来)?(?P<tail>[万亿千百]*)
           (?:(?P<sure>%)|(?P<grade>[大小新])?(?P<money>{either(pack.data["currencies"])})(?P<per>[/每一](?:{each}))?
             |(?P<unit>{either(units)})|(?P<none>))
           (?P<after>以上|之多|左右|上下|以下|以内)?)""",
        re.VERBOSE,
    )


def find_amounts(text: str, masked: list[tuple[int, int]]) -> list[Found]:
    """Find quantities, sums and percentages in a sentence.

    Args:
        text: the sentence in simplified signs.
        masked: [start, end) of dates and names, in which no number is an amount.
    """
    for start, end in masked:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return [found for match in _pattern().finditer(text) if (found := _read(match, text))]


def _read(match: re.Match[str], text: str) -> Found | None:
    start, end = match.span()
    if match["percent"]:
        number = parse(match["of"])
        return Found(start, end, "percent", Amount(number, _relation(match), "%")) if number else None
    printed = match["number"] + (match["tail"] or "")
    number = parse(match["number"])
    for sign in match["tail"] or "":
        number = None if number is None else _plain(Decimal(number) * (STEPS | GROUPS)[sign])
    if text[match.start("number") - 1 : match.start("number")] == "第" or match["unit"] in SIZES:
        return None
    latin = text[start - 1 : start].isascii() and text[start - 1 : start].isalnum()
    if match["number"][0].isdigit() and (latin or text[start - 1 : start] == "-"):
        return None
    vague = bool(match["vague"]) or number is None or RANGE.search(text[:start]) is not None
    return _amount(match, printed, number or "0", vague)


def _amount(match: re.Match[str], printed: str, number: str, vague: bool) -> Found | None:
    pack = lexicon.load("zh")
    start, end = match.span()
    relation = _relation(match)
    if match["sure"]:
        return Found(start, end, "percent", Amount(number, relation, "%"))
    currency = pack.data["signs"].get(match["sign"] or "") or pack.data["currencies"].get(match["money"] or "")
    if currency:
        kind = "vague" if vague else "money"
        each = bool(match["per"]) or bool(match["each"])
        return Found(start, end, kind, Amount(number, relation, None, currency), each)
    unit = match["unit"]
    if unit is None:
        if printed[0] in HAN and len(printed) < 3:
            return None
        return Found(start, end, "vague" if vague else "bare", Amount(number, relation))
    if vague:
        return Found(start, end, "vague", Amount(number, relation, unit))
    if unit in pack.words("units"):
        return Found(start, end, "count", Amount(number, relation, unit))
    if unit in pack.words("pieces"):
        return Found(start, end, "number", Amount(number, relation), bare=True)
    return Found(start, end, "other", Amount(number, relation, unit))


def _relation(match: re.Match[str]) -> Relation:
    low = match["relation"] or match["inner"] or ""
    for sign, items in lexicon.load("zh").data["relations"].items():
        if low and low in items:
            result: Relation = sign
            return result
    groups = match.groupdict()
    if groups.get("more"):
        return ">"
    after = groups.get("after")
    return AFTER.get(after or "", "=")


def fraction(text: str) -> str | None:
    """Read a share in words as per cent: 七成, 三成半, 一半, 四分之三, 全部; None where it is no whole number."""
    if text in ("半数", "一半"):
        return "50"
    if text in ("全部", "全数", "百分之百"):
        return "100"
    if "成" in text:
        return str(DIGITS[text[0]] * 10 + 5 * text.endswith("半"))
    of, _, part = text.partition("分之")
    whole = int(parse(of) or 0)
    return str(100 * DIGITS[part] // whole) if part in DIGITS and whole and not 100 * DIGITS[part] % whole else None


def holds(amount: Amount, text: str) -> bool:
    """Tell whether the number of an amount is printed in a text."""
    text = simplify(text)
    found = {item.amount.number for item in find_amounts(text, [])}
    if amount.number in {fraction(part) for part in FRACTION.findall(text)}:
        return True
    return amount.number in found or (
        amount.number == "100" and bool(re.search("全资|独资|全部|全数|全额|百分百|百分之百|独自|一人|单独", text))
    )
