"""Parties that nobody names (中国企业, 一家土耳其贸易公司, 俄军), and words that point back (该公司, 后者)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from loaders.extraction import lexicon
from loaders.extraction.chinese.places import letters
from loaders.extraction.chinese.script import either
from loaders.extraction.place import Place

JOINED = re.compile(r"(?:、|和|与|及|以及|或)$")
SOME = (
    r"(?:[一二两三四五六七八九十几数多某]{1,6}(?:多|余)?[家个名间位所支些]|一些|部分|许多|某些|若干|诸多|众多|不少|"
    r"等国|"
    r"等地|某)?"
)


FIRM = (
    r"(?:另?[一两三几多数]家|某家?)[^，。、；的向对从给把将被为与和在由了是经运购买卖供出进之称说\ue000-\uefff]{1,7}?"
    r"(?:公司|企业|工厂|集团|厂商)"
)
BODY = (
    r"(?!税务|海关|情报|政府|执法|司法|统计|外交|主管|监管|边防|边境|公安|警务|审计|调查|检察|安全|新闻|有关|相关|金融|"
    r"教育)[^，。、；的向对从给把将被为与和在由了是经运购买卖供出进之国有称说\ue000-\uefff]{1,6}?(?:部门|单位|"
    r"机关|院校|机构|代表团|访问团|考察团|专家组|工作组|技术团队)"
)


@dataclass(frozen=True, slots=True)
class GroupFound:
    """A group: [start, end) in the sentence, its surface, its country, and whether it only points back.

    Attributes:
        here: whether its country is that of the sentence: 当地中间商.
    """

    start: int
    end: int
    surface: str
    code: str | None
    anaphor: bool = False
    here: bool = False


@lru_cache(maxsize=1)
def _after_place() -> re.Pattern[str]:
    pack = lexicon.load("zh")
    return re.compile(
        rf"(?:境内)?(?:的)?(?:{FIRM}|{SOME}(?:的)?(?:(?:{either(pack.words('group_words'))})(?:的)?){{0,4}}(?:{BODY}|"
        rf"{either(pack.words('groups'))}|[一-龥]{{1,4}}厂(?![商家房长区])))(?!类|名|数|家|化|单位|之间|内部)"
    )


@lru_cache(maxsize=1)
def _others() -> re.Pattern[str]:
    pack = lexicon.load("zh")
    signs = "".join(letters())
    return re.compile(
        rf"(?P<short>(?P<sign>[{signs}])(?:企(?!业|图|及)|资(?:企业|公司)|军(?!事|工|用|火|备|队|官|舰|机|方|民|援|"
        rf"售|购|品|国)(?:无人机操作员|无人机部队|士兵|官兵|部队|飞行员|指挥部|前线部队|特种部队|步兵|炮兵|"
        rf"工兵)?|国?军队|军方|商(?!务|业|人)))"
        rf"|(?P<russian>俄(?:{either(pack.words('group_words'))}){{0,2}}(?:{either(pack.words('groups'))}))(?![罗业界])"
        rf"|(?P<back>{either(pack.words('anaphora'))})|(?:该|这家|此|"
        rf"那家)(?P<of>{either(_countries())})(?:[一-龥]{{0,6}}?)(?:公司|企业|集团|厂商|贸易商|中间商|供应商|经销商|"
        rf"厂)"
        rf"|(?<=[有是为由])(?P<owned>公司)(?=的|[\d一二三四五六七八九]|半|全)|(?:(?<=^)|"
        rf"(?<=[，；：。“]))(?P<alone>它(?=[在向从对还也将把又已曾于则与同和以就正由被为是有没])|"
        rf"公司(?![一-龥]{{0,2}}(?:法|治理|债|制))|厂方|"
        rf"企业(?=[从未已曾还也并将在向对则随再又把否称表回的]))"
        rf"|"
        rf"(?P<bare>(?P<here>当地|本地|"
        rf"该国)?(?:的)?{SOME}(?:(?:{either(pack.words('group_words'))})){{0,3}}(?:{either(pack.words('group_bare'))})(?!一?[栏均都则]?(?:为|是|系|：|一栏)))"
        rf"|(?P<latter>后者|对方)|(?P<land>该国|当地(?!的)|这个国家)(?![一-龥]{{0,1}}家)|"
        rf"(?<=[向由从对给与和为经被指称控])(?P<its>其)(?![中他余它实])|(?P<former>前者)"
    )


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    from graph.reference import countries as reference

    table = {mention.form: mention.code for mention in reference.mentions("zh") if len(mention.form) > 1}
    table |= {sign: code for sign, code in letters().items() if sign in "俄美华港"}
    for code, listed in lexicon.load("zh").data["places"].items():
        table.update(dict.fromkeys(listed.split(), code))
    return table


def find_groups(plain: str, printed: str, places: list[Place]) -> list[GroupFound]:
    """Find groups and words that point back.

    Args:
        plain, printed: the sentence in simplified signs and as printed.
        places: its countries and places.
    """
    found: list[GroupFound] = []
    for number, place in enumerate(places):
        match = _after_place().match(plain, place.end)
        if match is None or match.end() == place.end:
            continue
        start = place.start
        if number and places[number - 1].end == place.start and places[number - 1].code == place.code:
            start = places[number - 1].start
        surface = re.sub(r"^(?:境内)", "", printed[start : match.end()])
        if place.end - place.start == 1:
            surface = printed[start : match.end()]
        found.append(GroupFound(start, match.end(), surface, place.code))
        _elliptic(plain, printed, places[:number], match, place, found)
    for match in _others().finditer(plain):
        if any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        found.append(_other(match, printed))
    return found


def _elliptic(
    plain: str, printed: str, before: list[Place], match: re.Match[str], place: Place, found: list[GroupFound]
) -> None:
    """ "俄罗斯和白俄罗斯客户": the first member has the noun of the last."""
    edge = place.start
    for other in reversed(before):
        between = plain[other.end : edge]
        pair = other.end == edge and other.end - other.start == 1 and place.end - place.start == 1
        if not JOINED.fullmatch(between) and not pair:
            break
        if pair:  # "中俄海军"
            found[-1] = replace(found[-1], surface=place.surface + printed[place.end : match.end()])
            found.append(GroupFound(other.start, edge, other.surface + printed[place.end : match.end()], other.code))
            break
        if other.role == "place" and place.role == "place" and other.code == place.code:
            last = found.pop() if found and found[-1].start == edge else None
            if last is not None:
                found.append(GroupFound(other.start, last.end, printed[other.start : last.end], place.code))
            edge = other.start
            continue
        surface = printed[other.start : other.end] + printed[place.end : match.end()]
        found.append(GroupFound(other.start, other.end, surface, other.code))
        edge = other.start


def _other(match: re.Match[str], printed: str) -> GroupFound:
    start, end = match.span()
    if match["short"]:
        return GroupFound(start, end, printed[start:end], letters()[match["sign"]])
    if match["russian"]:
        return GroupFound(start, end, printed[start:end], "RU")
    if match["bare"]:
        if match["here"]:
            return GroupFound(start, end, printed[start:end], None, here=True)
        lead = re.match(rf"的?{SOME}", match["bare"])
        skip = len(lead.group()) if lead else 0
        return GroupFound(start, end, printed[start + skip : end], None)
    code = _countries().get(match["of"] or "")
    return GroupFound(
        start,
        end,
        match["latter"] or match["land"] or match["its"] or match["former"] or match.group(),
        code,
        True,
    )
