"""A Chinese sentence with one sign for every mention, so that frames are short patterns over what stands between."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from graph.model import Party, replace
from loaders.extraction import known, lexicon
from loaders.extraction.chinese import groups
from loaders.extraction.chinese.dates import Bounds, find_dates
from loaders.extraction.chinese.names import Name, Names
from loaders.extraction.chinese.numbers import find_amounts
from loaders.extraction.chinese.persons import SURNAMES
from loaders.extraction.chinese.places import SOUNDS, find
from loaders.extraction.chinese.script import either
from loaders.extraction.dates import DateFound
from loaders.extraction.sentences import Sentence
from loaders.extraction.values import Found

# Ranges of private signs: named party, group, country, place, anaphor, date, amount, money, quote, model, per cent.
FIRST = {
    "name": 0xE000, "group": 0xE100, "country": 0xE200, "place": 0xE300, "anaphor": 0xE400, "date": 0xE500,
    "amount": 0xE600, "money": 0xE700, "quote": 0xE800, "model": 0xE900, "percent": 0xEA00,
}  # fmt: skip
MOST = 250
MOST_QUOTED = 24  # signs; longer ones are speech


def signs(*kinds: str) -> str:
    """The signs of some kinds, to stand within [ ] in a pattern."""
    return "".join(f"{chr(FIRST[kind])}-{chr(FIRST[kind] + MOST)}" for kind in kinds)


PARTY = signs("name", "group", "country", "place", "anaphor")
N, G, C, L = signs("name"), signs("group"), signs("country"), signs("place")
D, Q, M, S, T = signs("date"), signs("amount"), signs("money"), signs("quote"), signs("model")

TOWNS = re.sub("[于因和同当达多比大优素易]", "", SOUNDS)

MODEL = re.compile(
    r"(?<![A-Za-z0-9\-])(?=[A-Za-z0-9\-/]*\d)[A-Z][A-Za-z0-9]*(?:[-/+.][A-Za-z0-9]+)*(?![A-Za-z0-9])"
    r"|[苏图米卡伊歼轰运直]-\d{1,3}[A-Z]*"
)
QUOTE = re.compile(r"“(?P<inner>[^“”]{1,40})”")
UNIT = re.compile(
    r"(?:第\s?[\d一二三四五六七八九十百]+)(?:独立|近卫|摩托化步兵|摩步|空降|空降突击|海军陆战|海军步兵|坦克|炮兵|"
    r"导弹|侦察|特种|集团|混成|合成|诸兵种合成|防空|工兵)*"
    r"(?:旅|师|团|营|集团军|军|大队|中队)(?![长部级])"
)
ARMY = re.compile(r"(?P<sign>[俄乌美朝])(?:罗斯|克兰|国|鲜)?(?:军|军队)?(?P<of>的)?$")
CITIZEN = re.compile(  # a Chinese person beside what he is
    rf"(?:商人|公民|国民|男子|女子|企业家|富商|商贩|掮客|经纪人|中间人|贸易商|军火商|被告|嫌疑人|嫌犯)"
    rf"(?P<who>[{SURNAMES}][一-龥]{{1,2}}?)(?=[向从与和对被将把为、，。的在也曾已则通经于因涉是用以持拥控由还又名（()\d]|$)"
)
BRACKETS = re.compile(r"[（(【][^（）()【】]{0,60}[）)】]")
STATION = re.compile(
    r"[^的向经和与从在由、，对将把被是至到运出进口]{2,5}(?:口岸|港(?![口元币])|机场|火车站|货运站|自由区)"
)
ON_THE_WAY = re.compile(
    r"(?<=途经|经由|取道|借道)(?!该|本|这|陆|海|公路|铁)[^的向和与由、，对将把被]{2,5}(?:口岸|港(?![口元币]))"
)
OFFICE = re.compile(
    r"(?:省|市|州|联邦)?[^的向经和与从在由、，对将把被是了\s]{1,6}?(?:部|厅|总局|署|"
    r"委员会)(?=[同与和跟在于，、。商磋洽签举讨就会达称表说宣将已向对给从又还])"
)
NO_OFFICE = re.compile(r"全部|内部|[东西南北中]部|外部|总部|俱乐部|干部|军方|大厅|企业|公司|发言人")
APPOSED = re.compile(
    rf"(?:(?:一家)?(?:其|自己)?(?:总部|公司)?(?:位于|设在|设于|注册于|注册在|注册地为|地处|坐落于|落户|"
    rf"在(?=[{C}{L}]{{1,2}}(?:注册|登记|成立|设立|开设|经营)))(?P<far>[{C}{L}{G}])[{L}]?(?:注册|登记|成立|设立|"
    rf"开设|经营)?的?(?:一家|"
    rf"另一家)?(?:[一-龥]{{0,6}}(?:企业|公司|厂商|商))?"
    rf"|(?P<near>[{C}{L}{G}])[{L}]?(?:的|籍|人(?=[{N}]))?(?:一家)?(?:[一-龥]{{0,4}}?(?:名为|名叫|叫做|公民|"
    rf"商人|国民|公司|企业|"
    rf"中间商|供应商|进口商|贸易商|出口商|制造商|经销商|客户|买家|厂商|工厂|集团))?)"
    rf"(?P<name>[{N}])(?:的[{G}]|的(?:公司|企业|贸易公司|物流公司))?"
)
LOCAL = re.compile(
    rf"(?:(?:当地|本地|同城|一家)的(?:一家)?|[{signs('anaphor')}]?(?:当地|本地|同城|该国)?(?:企业|公司|厂商|"
    rf"中间商|贸易商|进口商|出口商))"
    rf"(?P<name>[{N}])"
)
CALLED = re.compile(rf"[{Q}]?(?:名为|名叫|叫做|叫作|称为|取名)(?P<name>[{N}])的(?P<kind>[{G}])")
ABOUT = re.compile(
    rf"(?P<name>[{N}])(?:，|是|为|系|——|-|是一家|，该公司)*(?:一家)?(?:总部|公司)?(?:位于|设在|设于|注册于|注册在|"
    rf"注册地为|注册地在|注册地是|在(?=[{C}{L}](?:注册|登记|成立)))(?P<place>[{C}{L}])"
    rf"|(?P<other>[{N}])(?:，|是|为|系|——)+(?:一家|家)?(?:[一-龥]{{0,4}})(?P<kind>[{G}])"
)


TOWN = re.compile(  # "埃斯波的X": a town that no list knows
    rf"(?:(?<=[，。：；“、向由从与和同给把将对疑称控指说是])|^)(?:(?:总部)?(?:位于|设在|"
    rf"设于))?[{TOWNS}]{{2,7}}(?:市|州|镇)?的(?=[{N}])"
)


@dataclass(slots=True)
class Mention:
    """What a sign stands for: [start, end) in the sentence, and what was read there."""

    kind: str
    start: int
    end: int
    surface: str
    code: str | None = None
    name: Name | None = None
    date: DateFound | None = None
    amount: Found | None = None
    offset: int = 0
    here: bool = False

    def party(self) -> Party | None:
        """The party that it means; None for dates, amounts and resolved words."""
        span = (self.offset + self.start, self.offset + self.end)
        if self.kind == "name" and self.name is not None:
            return Party(
                surface=self.name.surface,
                kind="person" if self.name.person else "company",
                country=self.name.country,
                country_basis="printed" if self.name.country else None,
                span=span,
            )
        if self.kind == "group":
            party = Party(surface=self.surface, form="group", kind="group", country=self.code, span=span)
            return replace(party, country_basis="printed") if self.code else party
        if self.kind == "country":
            return Party(surface=self.surface, form="country", kind="country", country=self.code, span=span)
        if self.kind == "place":
            return Party(surface=self.surface, kind="place", country=self.code, span=span)
        return None


@dataclass(slots=True)
class Marked:
    """A sentence in which mentions are signs.

    Attributes:
        sentence: as cut from the text.
        code: the sentence with signs, without brackets.
        pieces: what is printed for each sign of `code`.
        mentions: sign -> mention.
    """

    sentence: Sentence
    code: str
    pieces: list[str]
    mentions: dict[str, Mention] = field(default_factory=dict)

    def printed(self, start: int, end: int) -> str:
        """What is printed for a part of `code`."""
        return "".join(self.pieces[start:end]).strip()

    def kinds(self, text: str) -> list[Mention]:
        """The mentions of a part of `code`, in order."""
        return [self.mentions[sign] for sign in text if sign in self.mentions]


def mark(sentence: Sentence, plain: str, names: Names, published: str | None, anchor: Bounds) -> Marked:
    """Put a sign in the place of every mention of a sentence.

    Args:
        sentence: as cut from the text.
        plain: its text in simplified signs.
        names: the named parties of the text.
        published, anchor: for relative dates.
    """
    found: list[Mention] = []
    taken = [False] * len(plain)

    def take(mention: Mention) -> bool:
        if any(taken[mention.start : mention.end]):
            return False
        taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
        mention.offset = sentence.start
        found.append(mention)
        return True

    printed = sentence.text
    for start, end, name in names.find(plain):
        take(Mention("name", start, end, printed[start:end], name=name))
    _units(plain, printed, take)
    _bodies(plain, printed, take)
    _persons(plain, printed, take)
    for date in find_dates(plain, published, anchor):
        take(Mention("date", date.start, date.end, printed[date.start : date.end], date=date))
    for weapon in known.weapons(printed):
        take(Mention("model", weapon.start, weapon.end, printed[weapon.start : weapon.end]))
    for match in MODEL.finditer(plain):
        take(Mention("model", match.start(), match.end(), printed[match.start() : match.end()]))
    places = list(find(plain))
    for group in groups.find_groups(plain, printed, places):
        kind = "anaphor" if group.anaphor else "group"
        take(Mention(kind, group.start, group.end, group.surface, group.code, here=group.here))
    for place in places:
        kind = "place" if place.role == "place" else "country"
        inner = printed[place.start : place.end]
        surface = inner if kind == "place" or place.surface == plain[place.start : place.end] else place.surface
        take(Mention(kind, place.start, place.end, surface, place.code))
    for amount in find_amounts(plain, [(one.start, one.end) for one in found]):
        kind = {"money": "money", "percent": "percent"}.get(amount.kind, "amount")
        take(Mention(kind, amount.start, amount.end, printed[amount.start : amount.end], amount=amount))
    _quotes(plain, printed, take)
    return _encode(sentence, plain, sorted(found, key=lambda one: one.start))


def _persons(plain: str, printed: str, take: Callable[[Mention], bool]) -> None:
    for match in _leaders().finditer(plain):
        code = lexicon.load("zh").data["leaders"][match.group()]
        leader = Name(printed[match.start() : match.end()], code, person=True)
        take(Mention("name", match.start(), match.end(), leader.surface, name=leader))
    for match in CITIZEN.finditer(plain):
        person = Name(printed[match.start("who") : match.end("who")], None, person=True)
        take(Mention("name", match.start("who"), match.end("who"), person.surface, name=person))


def _quotes(plain: str, printed: str, take: Callable[[Mention], bool]) -> None:
    for match in QUOTE.finditer(plain):
        if _quotable(match):
            take(Mention("quote", match.start(), match.end(), printed[match.start("inner") : match.end("inner")]))


def _quotable(match: re.Match[str]) -> bool:
    """A name or a description in quotation marks, not speech."""
    inner = match["inner"]
    return not re.search(r"[，。！？；]", inner) and len(inner) <= MOST_QUOTED


def _units(plain: str, printed: str, take: Callable[[Mention], bool]) -> None:
    """Units of an army by number: 俄军第31旅."""
    for match in UNIT.finditer(plain):
        before = ARMY.search(plain[max(0, match.start() - 6) : match.start()])
        start = match.start() - (len(before.group()) if before else 0)
        country = {"俄": "RU", "乌": "UA", "美": "US", "朝": "KP"}.get(before["sign"]) if before else None
        name = Name(printed[start : match.end()], country)
        take(Mention("name", start, match.end(), name.surface, name=name))


def _bodies(plain: str, printed: str, take: Callable[[Mention], bool]) -> None:
    """Ministries and services with their country: 俄罗斯内务部."""
    for place in find(plain):
        match = _body().match(plain, place.end) if place.role != "place" else None
        if match is None and place.end - place.start == 2 and plain[place.end - 1] == "国":
            match = _body().match(plain, place.end - 1)  # "俄国防部"
        if match is not None:
            name = Name(printed[place.start : match.end()], place.code)
            take(Mention("name", place.start, match.end(), name.surface, name=name))
    for place in find(plain):
        match = STATION.match(plain, place.end) if place.role == "name" else None
        if match is not None and not find(match.group()):
            take(Mention("place", place.end, match.end(), printed[place.end : match.end()], place.code))
        body = OFFICE.match(plain, place.end) if place.role != "capital" else None
        if body is not None and not NO_OFFICE.search(body.group()):
            name = Name(printed[place.start : body.end()], place.code)
            take(Mention("name", place.start, body.end(), name.surface, name=name))
    for match in ON_THE_WAY.finditer(plain):
        if not find(match.group()):
            take(Mention("place", match.start(), match.end(), printed[match.start() : match.end()], here=True))
    for match in _union().finditer(plain):
        name = Name(printed[match.start() : match.end()], None)
        take(Mention("name", match.start(), match.end(), name.surface, name=name))


@lru_cache(maxsize=1)
def _leaders() -> re.Pattern[str]:
    return re.compile(either(lexicon.load("zh").data["leaders"]))


@lru_cache(maxsize=1)
def _union() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{either(lexicon.load('zh').words('unions'))})(?!国家|成员|官员|委员|外长|外交|方面|总部|峰会|领导|"
        rf"发言人|秘书|大使|内部|市场|境内|议会|法院|驻|地区|各国|部队|军|高级|公民|企业|公司|海关|反)"
    )


@lru_cache(maxsize=1)
def _body() -> re.Pattern[str]:
    return re.compile(
        rf"(?:联邦)?(?:{either(lexicon.load('zh').words('bodies'))})(?:[一-龥]{{2,8}}?(?:办公室|安全局|情报局|"
        rf"情报总局))?(?!发言人|"
        rf"官员|代表团|部长|长|副|新闻|人士|高官|采购|人员|下属|下辖|所属|旗下|直属|专家|技术|后勤|"
        rf"和|的|消息)"
    )


def _encode(sentence: Sentence, plain: str, found: list[Mention]) -> Marked:
    counts = dict.fromkeys(FIRST, 0)
    code: list[str] = []
    pieces: list[str] = []
    table: dict[str, Mention] = {}
    position = 0
    for mention in found:
        if counts[mention.kind] >= MOST:
            continue
        code += plain[position : mention.start]
        pieces += sentence.text[position : mention.start]
        sign = chr(FIRST[mention.kind] + counts[mention.kind])
        counts[mention.kind] += 1
        table[sign] = mention
        code.append(sign)
        pieces.append(sentence.text[mention.start : mention.end])
        position = mention.end
    code += plain[position:]
    pieces += sentence.text[position:]
    kept = [index for index, sign in enumerate(code) if sign != " " or not _loose(code, index)]
    code, pieces = [code[index] for index in kept], [pieces[index] for index in kept]
    marked = Marked(sentence, "".join(code), pieces, table)
    _brackets(marked)
    _appose(marked)
    return marked


def _loose(code: list[str], index: int) -> bool:
    """Whether a space stands beside a mention or a Chinese sign, where it says nothing."""
    return any(not one.isascii() for one in (*code[index - 1 : index], *code[index + 1 : index + 2]))


def _brackets(marked: Marked) -> None:
    """What stands in brackets goes, but for a model; a country there is that of the name before."""
    while match := BRACKETS.search(marked.code):
        inner = match.group()
        before = marked.mentions.get(marked.code[match.start() - 1 : match.start()])
        places = re.findall(rf"[{C}{L}]", inner)
        if before is not None and before.name is not None and places:
            before.name.country = before.name.country or marked.mentions[places[0]].code
        models = re.findall(rf"[{T}]", inner)
        quotes = re.findall(rf"(?:型号|牌号)(?:为|是)?([{S}])", inner)
        _replace(marked, match.start(), match.end(), (models or quotes)[:1])


def _replace(marked: Marked, start: int, end: int, kept: list[str]) -> None:
    pieces = [marked.pieces[marked.code.index(sign)] for sign in kept]
    marked.pieces[start:end] = pieces
    marked.code = marked.code[:start] + "".join(kept) + marked.code[end:]


def _appose(marked: Marked) -> None:
    """ "阿联酋企业X", "总部设在迪拜的X", "俄罗斯“X”公司": the country is that of the name, and only the name stays."""
    for match in ABOUT.finditer(marked.code):
        mention = marked.mentions[match["name"] or match["other"]]
        if mention.name is not None:
            mention.name.country = mention.name.country or marked.mentions[match["place"] or match["kind"]].code
    while (town := TOWN.search(marked.code)) is not None:
        _replace(marked, town.start(), town.end(), [])
    while (local := LOCAL.search(marked.code)) is not None:
        _replace(marked, local.start(), local.end(), [local["name"]])
    while (named := CALLED.search(marked.code)) is not None:
        mention, kind = marked.mentions[named["name"]], marked.mentions[named["kind"]]
        if mention.name is not None:
            mention.name.country = mention.name.country or kind.code
        _replace(marked, named.start(), named.end(), [named["name"]])
    position = 0
    while (found := APPOSED.search(marked.code, position)) is not None:
        mention = marked.mentions[found["name"]]
        other = marked.mentions[found["far"] or found["near"]]
        if mention.name is None:
            position = found.end()
            continue
        mention.name.country = mention.name.country or other.code
        kept = found["name"]
        _replace(marked, found.start(), found.end(), [kept])
        position = found.start() + 1


@lru_cache(maxsize=1)
def heads() -> frozenset[str]:
    """Endings by which a word is known as goods."""
    return lexicon.load("zh").words("goods_ends")
