"""Parties that a Chinese text names: by the legal form behind the name, by quotation marks, in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from graph.reference import goods as reference
from loaders.extraction import known, lexicon
from loaders.extraction.chinese.places import begins, find
from loaders.extraction.chinese.script import either, simplify
from loaders.extraction.place import Place

LETTER = "A-Za-zÀ-ÖØ-öø-žА-яЁё"
CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĘĚĞĢĪĮİĶŁĽĻŃŇŅŐŘŚŠŞŤŪŮŰŲŹŻŽА-ЯЁ"
LATIN = re.compile(
    rf"(?:ООО|АО|ПАО|ЗАО|НПО|ТОО|ОсОО|ФГУП|OOO|TOO|OsOO)\s?“[^”]{{2,40}}”"
    rf"|"
    rf"(?<![{LETTER}0-9])[{CAPITAL}][{LETTER}0-9'’&.\-]*(?:,? "
    rf"(?:(?!\d[\d.,]*\s?[%一-龥])[{CAPITAL}0-9][{LETTER}0-9'’&.\-]*|z o\.o\.|de|of|"
    rf"and|ve|und|&|"
    rf"d\.o\.o\.|s\.r\.o\.|a\.s\.|“[^”]{{2,30}}”|"
    rf"\((?:HK|H\.K\.|Hong Kong|Asia|China|International|Shenzhen|Shanghai|Far East|Group)\)))+"
)
LATIN_WORD = re.compile(rf"(?<![{LETTER}0-9\-])[{CAPITAL}][{LETTER}\-]{{3,}}(?![{LETTER}0-9])")
QUOTED = re.compile(r"“(?P<inner>[^“”，。；]{1,24})”")
CALLED = re.compile(
    r"(?:名为|名叫|叫做|叫作|称为|取名)(?P<name>“[^“”，。；]{2,20}”)的(?=[^，。；]{0,10}(?:公司|企业|厂|商|集团))"
    r"|(?:公司|企业|[厂商]商|中间商|贸易商|供应商|进口商|出口商|制造商|生产商|经销商|代理商|承包商|运营商|"
    r"分销商|批发商|"
    r"设计局|研究所|研究院|厂|厂家|网店|网商|店铺|商店|电商|"
    r"集团)(?P<after>“[^“”，。；]{2,20}”)(?![一-龥]{0,6}(?:公司|集团|厂))"
    r"|(?:名为|名叫|叫做|叫作|称为)(?:的)?(?P<plain>[一-龥]{3,12}?)的(?:一家)?[^，。；]{0,8}?(?:公司|企业|厂|商|集团)"
    r"|(?P<one>“[^“”，。；]{2,12}”)(?=(?:、|和|与|及|以及)[^，。；]{0,10}?“[^“”，。；]{2,12}”(?:这|等|"
    r"[两二三四五多数几\d])"
    r"[^，。；]{0,3}(?:公司|企业|厂|集团|商))"
    r"|(?P<last>“[^“”，。；]{2,12}”)(?=(?:这|等|[两二三四五多数几\d])[^，。；]{0,3}(?:公司|企业|工厂|集团|厂商|贸易商))"
)
WORKS = "械船床件器机子兵军弹药仪表"
LONGEST = 26
# What stands before a name and cannot be part of it; signs that names hold too count only with what follows them.
LEFT = re.compile(
    r"[，。；：、！？,;:!?（）()“”\x00\s]|(?:通过|途经|经由|经过|借道|根据|按照|作为|以及|还有|包括|其中|名为|名叫|"
    r"叫做|来自|位于|设在|总部|注册|旗下|控股的|指控|指责|制裁|起诉|"
    r"卖给|售给|交给|交付|发给|提供给|供应给|出售给|移交给|转卖给|转售给|运给|运往|发往|销往|支付给|授予|随后|之后|"
    r"此后|后来|接着|并且|而且|但是|然而|不过|因为|由于|显示|表示|认为|"
    r"透露|指出|写道|披露|证实|宣布|否认|涉嫌|据称|声称|曾经|已经|仍在|正在|一直|从未|没有|希望|强调|持有|拥有|控制|"
    r"隶属|参股|收购|指责|批评|计划|"
    r"要求|请求|采购|"
    r"购买|(?<!进)出口(?!贸易|有限)|进口(?!贸易|有限)|供应(?!链)|销售|生产|制造|收到|获得|所谓|涉及|涉案的?|牵涉|"
    r"企业|厂商|中间商|供应商|贸易商|进口商|出口商|制造商|生产商|经销商|代理商|客户|买家|买方|卖方|运营商|承运商|"
    r"分销商|合作伙伴|竞争对手|母公司|子公司|机构|寡头|品牌|"
    r"(?:同|另|每)?[一二两三四五六七八九十几数多某这那该](?:家|间|个|名|份|张|笔|批|条|位|项|款))"
    r"|[从向由把被给于的了着过称该是即及并又再也还则而却让令使就曾已仍在至到往说]|经(?!贸|济|纬|典|开|纪)|将(?!军)|"
    r"对(?!外)|据(?!点)|"
    r"与|和(?!平|谐|信|泰|盛|鑫|达|兴|润|康|美|成|记|丰|顺|瑞|裕|昌|众|利)|同(?!方|仁|济|创|兴|泰|洲|盛|德|辉|昌|力|"
    r"益|和|心|达|安|城|舟)|为(?!民|尔)"
)


ONE_OF = re.compile(r"(?:[一两三几多数]家|某家?)$")
BARE = re.compile(
    r"(?:持有|拥有|控制|收购|参股|指控|制裁|起诉|指责|批评|卖给|交给|成为|离开|加入|任职|注册)$"
)  # "持有公司"


@dataclass(slots=True)
class Name:
    """A party that the text names.

    Attributes:
        surface: its fullest form, as printed.
        country: ISO code where the text says it.
        person: whether it is a person.
        aliases: simplified forms by which the text mentions it.
    """

    surface: str
    country: str | None
    person: bool = False
    aliases: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Names:
    """All named parties of a text, by the simplified form of their fullest name."""

    table: dict[str, Name] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None

    def add(self, key: str, surface: str, country: str | None) -> Name:
        """Note a mention."""
        name = self.table.setdefault(key, Name(surface, country, aliases={key}))
        name.country = name.country or country
        self._pattern = None
        return name

    def find(self, text: str) -> list[tuple[int, int, Name]]:
        """Find every mention in a sentence, the longest forms first."""
        if not self.table:
            return []
        owners: dict[str, Name] = {}
        for name in sorted(self.table.values(), key=lambda one: -len(one.surface)):
            for alias in name.aliases:
                owners.setdefault(alias, name)
        if self._pattern is None:
            self._pattern = re.compile(rf"(?<![A-Za-z])(?:{either(owners)})(?![A-Za-z])")
        return [(match.start(), match.end(), owners[match.group()]) for match in self._pattern.finditer(text)]


@lru_cache(maxsize=1)
def _ends() -> re.Pattern[str]:
    ends = either(lexicon.load("zh").words("company_ends") - {"企业", "中心", "股份", "厂", "控股", "科学院"})
    return re.compile(
        rf"“[^“”，。；]{{1,24}}”(?P<kind>(?!这|等|"
        rf"[两二三四五六多数几][家个])[^\W的\d_A-Za-z]{{0,10}}?(?:{ends}|厂|科研生产联合体|企业(?!家|界)))"
        rf"|(?:(?:{ends})(?:(?:股份|私人|控股)?有限(?:责任)?公司)?|科研生产联合体|(?<=[一-龥])厂(?![商家区房长内方])|"
        rf"(?<=[技电工航])股份(?!的|制|[有转]))"
    )


def read_names(pairs: Iterable[tuple[str, str]]) -> Names:
    """Collect every party that a text names.

    Args:
        pairs: every sentence in simplified signs and as printed.
    """
    pairs = list(pairs)
    names = Names()
    for plain, printed in pairs:
        for one in (*known.parties(printed), *known.parties(plain)):
            names.add(plain[one.start : one.end], printed[one.start : one.end], None)
        for start, end in _spans(plain):
            names.add(plain[start:end], printed[start:end], _inner_country(plain[start:end]))
    for plain, printed in pairs:
        for match in CALLED.finditer(plain):
            group = match.lastgroup or "name"
            names.add(match[group], printed[match.start(group) : match.end(group)], None)
        for start, end, country in _latin(plain):
            names.add(plain[start:end], printed[start:end], country)
    _short_forms(names, pairs)
    return names


def _spans(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _ends().finditer(text):
        if found and match.start() < found[-1][1]:
            continue
        if match["kind"] is not None:
            start = match.start()
        else:
            floor = max(found[-1][1] if found else 0, match.start() - LONGEST)
            begin = _begin(text, floor, match.end(), match.start())
            if begin is None:
                continue
            start = begin
        if start < match.start() + (1 if match["kind"] is not None else 0):
            found.append((start, match.end()))
    return found


def _begin(text: str, floor: int, end: int, suffix: int) -> int | None:
    """Where a name that ends with a legal form begins; None where only a kind of firm is named, but no firm."""
    start = floor
    for stop in LEFT.finditer(text, floor, suffix):
        if stop.end() < suffix - 1 or len(stop.group()) == 1:
            start = stop.end()  # "X制造有限公司" ends with a word for what it does
    plain = text[suffix:end] in ("公司", "企业", "集团", "工厂", "中心")
    if plain and ONE_OF.search(text[:start]) and suffix - start < 5:
        return None  # "一家棉花公司"
    if text[suffix:end] == "公司" and BARE.search(text[start:suffix]):
        return None
    places = [place for place in find(text[start:end]) if place.end < suffix - start + 1]
    if places:
        start += _after_country(places, text[start:end])
    core = text[start:suffix]
    inner = begins(core)
    rest = core[inner.end :] if inner else core
    if len(core) < 2 or _generic(rest):
        return None
    if text[suffix:end] == "厂" and (inner is None or inner.role != "place") and core[-1:] not in WORKS:
        return None
    if inner is not None and inner.code != "CN" and len(rest) < 2:
        return None
    return start


def _after_country(places: list[Place], name: str) -> int:
    """A name begins with its last place; a country before it stands outside, unless the name is made with it."""
    last = places[-1]
    if last.role == "place" or last.code in ("HK", "MO"):
        city = next((one for one in reversed(places[:-1]) if one.role == "place" and one.end == last.start), None)
        return city.start if city else last.start
    if last.code == "CN" and re.match(
        "航空|航天|船舶|兵器|电子科技|石油|石化|北方|保利|铁路|铁建|精密|电信|移动|联通|核|科学院|国际",
        name[last.end :],
    ):
        return last.start
    return last.end


def _generic(core: str) -> bool:
    """ "贸易公司", "两家物流公司": words for kinds of firms, not names."""
    return _kinds().fullmatch(core) is not None


@lru_cache(maxsize=1)
def _kinds() -> re.Pattern[str]:
    pack = lexicon.load("zh")
    kinds = pack.words("generic_names") | pack.words("group_words")
    return re.compile(rf"(?:{either(kinds)}|[一二两三四五六七八九十几数多][家间]|的)*")


@lru_cache(maxsize=1)
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(lexicon.load('zh').words('company_ends'))})$")


def _inner_country(name: str) -> str | None:
    place = begins(name.lstrip("“"))
    return place.code if place else None


def _latin(text: str) -> list[tuple[int, int, str | None]]:
    """Names in Latin letters: several capital words, or one word beside a Chinese word for firms."""
    from loaders.extraction.registry import country_of_name

    found: list[tuple[int, int, str | None]] = []
    for match in LATIN.finditer(text):
        end = match.end() - (
            match.group().endswith(".")
            and not re.search(
                r"(?:Ltd|Inc|Co|Corp|o\.o|S\.A|A\.Ş|B\.V|Şti|Bhd|Pte|Pty|Kft|Zrt|Tic|[a-zA-Z]\.[a-zA-Z])\.$",
                match.group(),
            )
        )
        kind = re.match(r"(?:股份|有限责任|有限)?公司|集团|贸易公司|物流公司", text[end:])
        if len(match.group()) > 3:
            found.append(
                (match.start(), end + (len(kind.group()) if kind else 0), country_of_name(text[match.start() : end]))
            )
    for match in LATIN_WORD.finditer(text):
        if any(start < match.end() and match.start() < end for start, end, _ in found):
            continue
        kind = re.match(r"(?:[一-龥]{0,4}?)(?:公司|集团|厂|研究所)", text[match.end() :])
        if kind:
            found.append((match.start(), match.end() + kind.end(), None))
        elif re.search(r"(?:公司|企业|厂商|供应商|中间商|贸易商|集团|经销商|制造商)$", text[: match.start()]):
            found.append((match.start(), match.end(), None))
    return found


def _short_forms(names: Names, pairs: list[tuple[str, str]]) -> None:
    """Names without their legal form or city, the quoted core alone, and what the text itself says in brackets."""
    whole = "".join(plain for plain, _ in pairs)
    towns = {plain[place.start : place.end] for plain, _ in pairs for place in find(plain)}
    for key, name in list(names.table.items()):
        explicit = re.search(
            re.escape(key) + r"[（(](?:以下|下文|后文|又|下|即)*(?:简称|称)?(?:为)?“(?P<a>[^”]{2,16})”",
            whole,
        )
        if explicit:
            name.aliases |= {explicit["a"], f"“{explicit['a']}”", f"{explicit['a']}公司"}
        shorter = {one for one in _shorter(key) if len(one) > 2 or not any(one in town for town in towns)}
        name.aliases |= {alias for alias in shorter if _is_short(alias, key, whole)}
    _join(names)


def _shorter(key: str) -> set[str]:
    lexicon.load("zh")
    if quoted := QUOTED.match(key):
        return {
            f"“{quoted['inner']}”公司",
            f"“{quoted['inner']}”",
            f"{quoted['inner']}公司",
            f"“{quoted['inner']}”集团",
            quoted["inner"],
        }
    if key[0].isascii():
        words = key.split()
        return {" ".join(words[:count]) for count in range(2, len(words))} | (
            {words[0]} if len(words[0]) > 4 else set()
        )
    ends = _tail().search(key)
    core = key[: ends.start()] if ends else key
    place = begins(core)
    rest = key[place.end :].removeprefix("市") if place else key
    bare = core[place.end :].removeprefix("市") if place else core
    brand = _brand().sub("", bare)
    out = {rest, core, bare, brand, f"{bare}公司", f"{core}公司", f"{brand}公司", f"{brand}集团"}
    out |= {bare[:size] for size in range(3, min(len(bare), 8))}
    out.add(bare[:2])
    return {one for one in out if len(one) > 1}


@lru_cache(maxsize=1)
def _brand() -> re.Pattern[str]:
    """The words for trades at the end of a name; what stands before them is the brand."""
    pack = lexicon.load("zh")
    return re.compile(
        rf"(?:{either(pack.words('group_words') | pack.words('generic_names') | pack.words('trades'))})+$"
    )


@lru_cache(maxsize=1)
def _goods_words() -> frozenset[str]:
    """The first two signs of the words of the goods lexicon; with them begins no short form of a firm."""
    found = {simplify(label) for label, language, _ in reference.labels() if language == "zh"}
    return frozenset(label[:2] for label in found)


def _is_short(alias: str, key: str, whole: str) -> bool:
    """A short form counts where the text uses it and it is no common word."""
    if alias[:2] in _goods_words():
        return False
    if alias == key or alias not in whole or _generic(alias) or (begins(alias) and len(alias) < 4):
        return False
    return whole.count(alias) > whole.count(key) and not any(
        whole.count(alias) == whole.count(longer) for longer in _prefixes(alias, key)
    )


def _prefixes(alias: str, key: str) -> list[str]:
    """The parts of a name that go on one sign further than a short form."""
    place = key.find(alias)
    return [key[place : place + len(alias) + 1]] if 0 <= place < len(key) - len(alias) else []


def _join(names: Names) -> None:
    """A name that is the short form of another one is the same party."""
    for key in list(names.table):
        for other, name in names.table.items():
            if other != key and key in name.aliases and len(other) > len(key):
                name.aliases |= names.table[key].aliases
                name.country = name.country or names.table[key].country
                del names.table[key]
                break
