"""Dates in Chinese: years, months and days in digits or signs, ranges, seasons, and words such as 去年 and 同月."""

from __future__ import annotations

import re
from datetime import date, timedelta

from loaders.extraction.chinese.numbers import parse
from loaders.extraction.dates import DateFound, month_year

NUMBER = r"[〇零一二三四五六七八九十\d]"
YEAR = r"(?:(?:19|20)\d\d|[一二][〇零九][〇零一二三四五六七八九]{2})年"
REL_YEAR = "今年|去年|前年|明年|后年|本年度?|当年|同年|次年|翌年|上一年|前一年"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?"
REL_MONTH = "上个?月|本月|这个月|下个?月|同月|当月|次月|同一个月|同一月份|翌月|次一个月"
DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?:日|号)"
PART = (
    r"[前头](?:[一二两三四五六七八九十]|\d|十一|10|11)个?月|上半年|下半年|(?:第?[一二三四1-4]|首)个?季度?|年初|年底|"
    r"年末|"
    r"年中|[春夏秋冬][天季]?|初|底|末|"
    r"初春|盛夏|深秋|隆冬|初夏|初秋|初冬|夏末|年尾"
)
THIRD = r"上旬|中旬|下旬|初|底|末|中(?![国俄方企美欧资白哈吉])"
POINT = (
    rf"(?:(?P<y{{n}}>{YEAR}|{REL_YEAR})\s?(?:的)?)?(?:(?P<m{{n}}>{MONTH}|{REL_MONTH})(?:(?P<d{{n}}>{DAY})|"
    rf"(?:{THIRD})(?![级中]))?"
    rf"|(?P<p{{n}}>{PART})|(?P<o{{n}}>{DAY}))|(?P<a{{n}}>(?:{YEAR})|(?:{REL_YEAR}))(?:全年)?"
)
ONE, TWO = POINT.replace("{n}", "1"), POINT.replace("{n}", "2")
JOIN = r"\s?(?:至|到|—|–|-|―|——|直至|直到|和|与|以及|、)\s?"
AFTER = (
    r"(?:\s?(?P<since>以来|起|以后|之后|开始|后(?=[，,]|至今)|至今)|\s?(?P<until>之前|以前|底前|前(?!线|后|往|方|述|"
    r"任|夕)|底之前|为止)|期间|之?间(?!接|谍))?"
)
DATES = re.compile(rf"(?P<lead>自从?|从|截至|截止|迄至|在)?\s?(?:{ONE})(?P<range>{JOIN}(?:{TWO}))?{AFTER}")
SPAN_OF_YEARS = re.compile(r"(?P<y1>(?:19|20)\d\d)\s?(?:至|到|-|—|–)\s?(?P<y2>(?:19|20)\d\d)年(?P<rest>期间|间)?")
MONTHS = re.compile(
    rf"(?P<y>{YEAR}|{REL_YEAR})?(?P<a>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])(?:至|到|-|—|–)(?P<b>1[0-2]|[1-9]|"
    rf"十[一二]?|[一二三四五六七八九])月(?:份|间|期间)?(?!\d)"
)
WORDS = re.compile(
    r"(?P<day>昨天|昨日|今天|今日|前天|前日|明天|当天|当日|次日|翌日|同一天|同日)|(?P<same>同期|同一时期|这一时期|"
    r"这段时间|期间内|同一时间)"
    r"|(?P<open>近日|日前|近期|最近|上周[一二三四五六日末天]?|本周[一二三四五六日末天]?|下周[一二三四五六日末天]?|"
    r"周[一二三四五六日](?!期)|"
    r"星期[一二三四五六日天]|不久前|此前|近年来?|过去[^，。]{1,4}年(?:中|里|间|来)?|过去[^，。]{1,4}个月|几个月来|"
    r"(?:[一二两三四五六七八九十几\d]{1,6}(?:个月|年|天|周|个?星期))(?:之?后|之?前|以来|内|来))"
)
TO_COME = re.compile(r"[前底]?(?:将(?=[会向与由从对再陆首开交启发运供到抵出举正完投生提])|有望|可望)")
ABOUT_TO = re.compile(r"(?:将[于在]|定于|预计(?:于|在)?|计划(?:于|在)?|拟于|安排在)$")
SEASONS = {"上半年": (1, 6), "下半年": (7, 12)}
QUARTERS = {"一": 1, "1": 1, "首": 1, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}
SHIFT = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}

FURTHEST = 120  # months, days or years that a text counts on from a date
Bounds = tuple[str | None, str | None]


def find_dates(text: str, published: str | None, anchor: Bounds = (None, None)) -> list[DateFound]:
    """Find the dates of a sentence.

    Args:
        text: the sentence in simplified signs.
        published: partial ISO date from which relative dates are counted; None: they stay open.
        anchor: the bounds of the last date of the text, for 同年, 次月 and a month without a year.
    """
    found: list[DateFound] = []

    def free(match: re.Match[str]) -> bool:
        return not any(item.start < match.end() and match.start() < item.end for item in found)

    for match in SPAN_OF_YEARS.finditer(text):
        found.append(DateFound(match.start(), match.end(), match["y1"], match["y2"]))
    last = anchor
    for match in MONTHS.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if free(match) and not before.isdigit() and before not in ("月", "第"):
            found.append(DateFound(match.start(), match.end(), *_months(match, published, anchor), match["y"] is None))
            last = (found[-1].first, found[-1].last) if found[-1].first else last
    for match in DATES.finditer(text):
        if not free(match) or not _plausible(match, text):
            continue
        bounds, relative = _bounds(match, published, last)
        bounds = _ahead(bounds, match, text, published)
        start = match.start() + len(match["lead"] or "")
        if (
            match["lead"] in ("自", "自从", "截至", "截止", "迄至")
            or (match["lead"] and match["range"])
            or (match["since"] and match["lead"] == "从")
        ):
            start = match.start()
        found.append(DateFound(start, match.end(), *bounds, relative))
        if bounds[0] or bounds[1]:
            last = bounds
    for match in WORDS.finditer(text):
        if free(match):
            found.append(DateFound(match.start(), match.end(), *_word(match, published, last), True))
    return sorted(found, key=lambda item: item.start)


def _ahead(bounds: Bounds, match: re.Match[str], text: str, published: str | None) -> Bounds:
    """ "8月将交付": a month without a year that lies ahead is that of the next one."""
    coming = TO_COME.match(text, match.end()) or ABOUT_TO.search(text[: match.start()])
    if match["y1"] or not match["m1"] or not coming or not published or match["range"]:
        return bounds
    if match["m1"].strip("份月") in ("上个", "上", "本", "这个", "下个", "下", "同", "当", "次"):
        return bounds
    first, last = (f"{int(one[:4]) + 1}{one[4:]}" if one and one < published[: len(one)] else one for one in bounds)
    return first, last


def _months(match: re.Match[str], published: str | None, anchor: Bounds) -> Bounds:
    """ "一至八月", "2023年1-6月"."""
    first, last = int(parse(match["a"]) or 1), int(parse(match["b"]) or 12)
    year = _year(match["y"], published, anchor) or month_year(last, published, True)
    if year is None or first > last:
        return None, None
    return f"{year}-{first:02}", f"{year}-{last:02}"


def _plausible(match: re.Match[str], text: str) -> bool:
    """ "第31日", "12个月" and a lone season or "初" are no dates."""
    before = text[match.start() - 1 : match.start()] if match.start() else ""
    groups = match.groupdict()
    digit = text[match.start()].isascii()  # "LLC今年2月" is a date
    if before and ((digit and before.isascii() and before.isalnum()) or before in "第"):
        return False
    if groups["p1"] and not groups["y1"]:
        return (
            groups["p1"] in SEASONS
            or groups["p1"][0] in "前头"
            or "季度" in groups["p1"]
            or groups["p1"] in ("年初", "年底", "年末", "年中")
        )
    if groups["o1"] and not groups["y1"]:
        return "日" in groups["o1"] and text[match.end() : match.end() + 1] not in ("本", "元", "报")
    return True


def _bounds(match: re.Match[str], published: str | None, anchor: Bounds) -> tuple[Bounds, bool]:
    groups = match.groupdict()
    first = _point(groups, "1", published, anchor)
    relative = not (groups["y1"] or groups["a1"] or "").startswith(("1", "2", "一", "二"))
    if match["range"]:
        if groups["y2"] is None and groups["a2"] is None and first[0]:
            year = first[0][:4]
            groups["y2"] = _later(groups, year, first[0])
        second = _point(groups, "2", published, first)
        if not (groups["y1"] or groups["a1"]) and second[0] and first[0]:
            groups["y1"] = f"{second[0][:4]}年"
            first = _point(groups, "1", published, anchor)
            if first[0] and first[0] > second[0]:
                groups["y1"] = f"{int(second[0][:4]) - 1}年"
                first = _point(groups, "1", published, anchor)
        return (first[0], second[1]), relative
    if groups["since"]:
        return (first[0], None), relative
    if groups["until"] or groups["lead"] in ("截至", "截止", "迄至"):
        return (None, first[1] or first[0]), relative
    if groups["lead"] in ("自", "自从"):
        return (first[0], None), relative
    return first, relative


def _later(groups: dict[str, str | None], year: str, first: str) -> str:
    """The year of the end of a range that names none: that of its begin, or the one after."""
    month = _month(groups["m2"])
    if month is not None and len(first) >= 7 and month < int(first[5:7]):
        return f"{int(year) + 1}年"
    return f"{year}年"


def _point(groups: dict[str, str | None], n: str, published: str | None, anchor: Bounds) -> Bounds:
    year = _year(groups[f"y{n}"] or groups[f"a{n}"], published, anchor)
    month_text, day_text, part, only = (groups[f"{key}{n}"] for key in "mdpo")
    if month_text:
        return _month_point(month_text, day_text, year, published, anchor)
    if part:
        return _part(part, year or (published[:4] if published else None))
    if only:
        base = anchor[1] if anchor[1] and len(anchor[1]) >= 7 else (published or "")[:7]
        return _same(_iso(base[:4], int(base[5:7]), only)) if len(base) >= 7 else (None, None)
    return _same(year)


def _month_point(text: str, day: str | None, year: str | None, published: str | None, anchor: Bounds) -> Bounds:
    known = anchor[1] or anchor[0]
    if text in ("同月", "当月", "次月", "同一个月", "同一月份", "翌月", "次一个月"):
        if not known or len(known) < 7:
            return None, None
        base, step = known, int(text in ("次月", "翌月", "次一个月"))
    elif _month(text) is None:
        if not published or len(published) < 7:
            return None, None
        base, step = published, {"上": -1, "下": 1}.get(text[0], 0)
    else:
        month = _month(text) or 1
        return _same(
            _iso(year or _told_year(month, anchor, published) or month_year(month, published, True), month, day)
        )
    count = int(base[:4]) * 12 + int(base[5:7]) - 1 + step
    return _same(_iso(f"{count // 12:04}", count % 12 + 1, day))


def _told_year(month: int, anchor: Bounds, published: str | None) -> str | None:
    """ "2023年5月…，8月…": a tale goes on in the year of its last month."""
    first, last = anchor
    if first is None or last is None or len(first) < 7 or first[:4] != last[:4] or month < int(last[5:7]):
        return None
    return last[:4] if published is None or last < published[: len(last)] else None


def _month(text: str | None) -> int | None:
    number = parse((text or "").rstrip("份").rstrip("月"))
    return int(number) if number else None


def _year(text: str | None, published: str | None, anchor: Bounds) -> str | None:
    if text is None:
        return None
    if text in SHIFT:
        return str(int(published[:4]) + SHIFT[text]) if published else None
    known = anchor[1] or anchor[0]
    if text in ("当年", "同年"):
        return known[:4] if known else None
    if text in ("次年", "翌年"):
        return str(int(known[:4]) + 1) if known else None
    if text in ("上一年", "前一年"):
        return str(int(known[:4]) - 1) if known else None
    return parse(text.rstrip("年"))


def _part(part: str, year: str | None) -> Bounds:
    if year is None:
        return None, None
    if part[0] in "前头":
        number = parse(part.strip("前头个月"))
        return (f"{year}-01", f"{year}-{int(number):02}") if number else (None, None)
    if part in SEASONS:
        first, last = SEASONS[part]
    elif "季度" in part or (part.endswith("季") and part.strip("第个季") in QUARTERS):
        quarter = QUARTERS[part.strip("第个季度")]
        first, last = quarter * 3 - 2, quarter * 3
    else:
        return _same(year)
    return f"{year}-{first:02}", f"{year}-{last:02}"


def _later_than(text: str, known: str | None) -> Bounds:
    """ "两个月后", "三天后": counted from the last date where that is as exact."""
    match = re.fullmatch(r"(?P<n>.+?)(?P<unit>个月|天|年)(?:之?后)", text)
    number = parse(match["n"]) if match else None
    if match is None or number is None or known is None or int(number) > FURTHEST:
        return None, None
    if match["unit"] == "年":
        return _same(str(int(known[:4]) + int(number)))
    if match["unit"] == "个月" and len(known) >= 7:
        count = int(known[:4]) * 12 + int(known[5:7]) - 1 + int(number)
        return _same(f"{count // 12:04}-{count % 12 + 1:02}")
    if match["unit"] == "天" and len(known) == 10:
        return _same((date.fromisoformat(known) + timedelta(days=int(number))).isoformat())
    return None, None


def _word(match: re.Match[str], published: str | None, anchor: Bounds) -> Bounds:
    if match["same"]:
        return anchor
    if match["open"]:
        return _later_than(match["open"], anchor[1])
    word = match["day"]
    if word in ("当天", "当日", "同日", "同一天", "次日", "翌日"):
        known = anchor[1]
        if not known or len(known) < 10:
            return None, None
        return _same((date.fromisoformat(known) + timedelta(days=int(word in ("次日", "翌日")))).isoformat())
    if word is None or not published or len(published) < 10:
        return None, None
    days = {"昨": -1, "今": 0, "前": -2, "明": 1}[word[0]]
    return _same((date.fromisoformat(published) + timedelta(days=days)).isoformat())


def _same(value: str | None) -> Bounds:
    return value, value


def _iso(year: str | None, month: int, day: str | None) -> str | None:
    if year is None:
        return None
    if day is None:
        return f"{year}-{month:02}"
    number = parse(day.rstrip("日号"))
    try:
        return date(int(year), month, int(number or "0")).isoformat()
    except ValueError:
        return None
