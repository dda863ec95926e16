"""Goods found in weapons or used by troops in Chinese."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.model import Amount, Party
from loaders.extraction import lexicon
from loaders.extraction.chinese import phrases, speech
from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.phrases import Goods
from loaders.extraction.chinese.production import production
from loaders.extraction.chinese.script import either, simplify
from loaders.extraction.chinese.state import Clause, Reading
from loaders.extraction.chinese.timing import dated
from loaders.extraction.drafts import Draft

PARTY = signs("name", "group", "country", "place", "anaphor")
N, G, C, L, A = (signs(kind) for kind in ("name", "group", "country", "place", "anaphor"))
S, T, Q, D = (signs(kind) for kind in ("quote", "model", "amount", "date"))
MARKED = re.compile(
    rf"(?:印有|印着|标有|刻有|带有|贴有|打有|印的是|写着|标着|标注|铭牌(?:上)?(?:显示|写着)|标签(?:上)?(?:显示|"
    rf"写着))“?(?P<who>[{N}])|"
    rf"(?P<by>[{N}])(?:公司)?(?:的(?:商标|字样|标识|标志|铭牌|名称|序列号|标签|标记)|(?:所)?(?:生产|制造|出品|"
    rf"研制)(?:的)?)|"
    rf"(?:由|系|为|是|出自|产自|来自)(?:[{C}])?(?P<from>[{N}])(?:公司)?(?:之手|所产|生产|制造|出品|的产品|$|，|。)|"
    rf"(?:制造商|生产商|生产厂家|厂家|厂商|生产企业|制造方|生产方)(?:为|是|系)(?P<maker>[{N}])"
)
FROM = re.compile(
    rf"(?:[内中里上]|内部|残骸[中内里]?|机体[内中]?|所)*(?:使用|搭载|采用|安装|配备|装备|携带|"
    rf"用)?的(?P<g>[^，。；{PARTY}]{{2,24}}?)"
    rf"(?:均|都|全部|主要|多数|大多|也|则|就|正|据信|据称|被证实|经查)*"
    rf"(?:出自|产自|来自|购自|源自|由|为|系|是)(?P<who>[{N}{C}])(?:公司)?(?=生产|制造|研制|产|制|出品|的产品|"
    rf"之手|所产|[，。]|$)"
    rf"|(?:[^，。{PARTY}]{{0,6}}?)(?:[内中里上]|内部|残骸[中内里]?|机体[内中]?|所)*，?(?:其|"
    rf"的)?(?P<p>[^，。；{PARTY}]{{2,14}}?)(?:的)?"
    rf"(?:铭牌|标签|外壳|标牌|表面|机壳)(?:上)?(?:则|还|也|均|都)?(?:写着|印着|标着|刻着|印有|刻有|标有|"
    rf"标注)“?(?P<plate>[{N}])"
)
FURTHER = re.compile(rf"(?:、|和|与|及|以及|，)+(?P<who>[{N}])(?:公司)?(?:所)?(?:生产|制造|研制|出品)?的")
WITHIN = (
    r"(?:其|该|这架|这枚|该架)?(?:机身|机体|机内|机上|机腹|机翼|机头|弹体|弹内|残骸|舱|体|内部|碎片|无人机|导弹)"
    r"(?:的)?(?:残骸)?"
)
INNER = re.compile(
    rf"(?:而|另外|此外|，)*{WITHIN}(?:里|中|内|上)?(?:面)?(?:所)?(?:使用|搭载|采用|安装|配备|"
    rf"装)?的(?P<g>[^，。；{PARTY}]{{2,24}}?)"
    rf"(?:均|都|全部|主要|多数|大多|也|则|就|正|据信|据称|被证实|经查)*(?:出自|产自|来自|购自|源自|由|为|系|"
    rf"是)(?P<who>[{N}{C}])"
    rf"(?:公司)?(?=生产|制造|研制|产|制|出品|的产品|之手|所产|[，。]|$)"
)
INNER_FOUND = re.compile(
    rf"(?:在|从){WITHIN}(?:里|中|内|上)?(?:面)?，?(?:又|还|也|共|先后|意外)*(?:发现|找到|拆出|拆下|取出|检出|"
    rf"清理出|查出|起获|"
    rf"辨认出|识别出)(?:了|有|到)*(?P<g>[^。；]{{2,40}})"
)
USED = re.compile(
    rf"(?P<who>[{N}{G}])(?:[^，；。{PARTY}的]{{0,6}})(?:使用|列装|装备|配备|驾驶|操作|"
    rf"携带)的(?P<g>[^，。；{PARTY}]{{2,16}}?)"
    rf"(?:均|都|全部|主要|多数|大多|也|则|就|正|据信|据称|其实|实际上|实则|被证实|经查)*(?:出自|产自|来自|购自|"
    rf"源自|为|系|是)(?P<land>[{C}])"
    rf"(?:[{L}])?(?:制造|生产|产品|产|制|的产品|[，。]|$)"
)
SORT = (
    "远程|中程|短程|近程|自杀式|自爆式?|攻击型?|侦察|巡航|多用途|新型|轮式|履带式|中型|重型|轻型|小型|大型|"
    "微型|固定翼|多旋翼|四旋翼|察打一体|垂直起降|喷气式|"
    "水面|水下|战术|反坦克|防空|电子|通用|主战|步兵|光纤|光纤制导|无人|武装|两栖|空射|舰载|车载|自行|牵引式|"
    "改进型|诱饵|拦截|轰炸|中高空|长航时|制导"
)
TAKEN = re.compile(
    rf"(?:[{D}]|，|均|都|全部|据称|据信|已|被|是|系|也|则|确认|证实)*(?:取自|拆自|卸自|来自|出自|拆解自|回收自|"
    rf"源自|拆卸自|提取自|缴获自|发现于|取出自|取下自)"
)
BRAND = re.compile(
    rf"[{Q}]?(?:(?:型号|编号)为)?(?P<t>[{T}])?(?:型|号)?的?(?P<who>[{N}])(?:公司|牌)?(?:的|(?:所)?(?:生产|"
    rf"制造)的)?(?=[一-龥])"
)


@lru_cache(maxsize=1)
def weapons() -> re.Pattern[str]:
    """A weapon with its designation, or with whose it is."""
    kinds = either(lexicon.load("zh").words("weapons"))
    return re.compile(
        rf"(?P<user>[{C}{G}{N}])?(?:军(?:用|队)?|方)?(?:的)?(?:一[架枚艘辆台])?(?P<name>[{S}{T}])(?:型|号|式|级|"
        rf"系列)*(?:{SORT})*(?P<kind>{kinds})"
        rf"|(?:缴获|击落|打捞|捕获|拆解|俘获|坠毁|坠落|{kinds})(?:了|的)?(?:[{Q}])?(?P<caught>[{S}{T}])|"
        rf"(?P<bare>[{S}{T}])(?:的)?(?=(?!报告|商|仓|公司|厂|市场|文件|展|号|网|的?[一-龥]{{0,4}}(?:货轮|"
        rf"集装箱))[一-龥]{{1,6}}[里内中上](?:[，发找拆检查装]|还|也|又|均|都)|残骸|碎片|机体|弹体|机翼|机身|尾翼)"
        rf"|(?P<owner>[{C}{G}])(?:军(?:用|队)?|制|产|方)?(?:的)?(?P<plain>(?:自杀式|攻击型?|侦察|远程|巡航|弹道|制导|"
        rf"滑翔|海上|军用|作战)*(?:{kinds}))"
    )


@lru_cache(maxsize=1)
def _found() -> re.Pattern[str]:
    pack = lexicon.load("zh")
    return re.compile(
        rf"(?:被)?(?:{either(pack.words('found'))})(?:了|出|有|到)*(?P<passive>[，。；]|$)?|"
        rf"(?P<contain>(?:被)?(?:(?:发现|证实|查明|确认))?(?:{either(pack.words('contain'))})(?:了|着|有)*)"
    )


@lru_cache(maxsize=1)
def _inside() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(lexicon.load('zh').words('wreck'))})|[内中里上]")


@lru_cache(maxsize=1)
def _use() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<who>[{N}{G}])(?:的(?:无人机)?(?:操作员|操作手|飞手|士兵|炮兵|侦察兵|官兵|部队|分队|"
        rf"作战单位))?(?:[^，；。{PARTY}的]{{0,16}}?(?:[{L}{C}][^，；。{PARTY}的]{{0,8}}?)?)(?:正在|已经|已|也|"
        rf"还|开始|正|普遍|大规模|陆续|大批|纷纷|也在|在|大量|广泛|长期|继续|仍在|"
        rf"仍)*(?P<verb>{either(lexicon.load('zh').words('use'))})(?:上|了|起|着|"
        rf"过)*(?P<of>的)?"
    )


def finds(reading: Reading, taken: list[Draft]) -> list[Draft]:
    """Read finds in weapons, use by troops and production, clause by clause.

    Args:
        reading: the sentence.
        taken: transfers of the sentence; a clause that gave one gives no production.
    """
    found: list[Draft] = []
    for number, clause in enumerate(reading.clauses):
        if not taken:
            found += (
                _in_weapon(reading, number, clause)
                or _taken_from(reading, number, clause)
                or _inner(reading, number, clause)
                or _in_use(reading, number, clause)
            )
        if not any(draft.kind == "end_use" for draft in found):
            found += production(reading, number, clause, bool(taken))
    for draft in found:
        if draft.kind == "end_use" and draft.maker is None:
            draft.maker = maker_in(reading)
    reading.state.weapon = _weapon_before(reading, len(reading.marked.code))
    return found


def maker_in(reading: Reading) -> Party | None:
    """The maker that a trade mark or a participle beside the find names."""
    match = MARKED.search(reading.marked.code)
    sign = match and (match["who"] or match["by"] or match["from"] or match["maker"])
    return next(iter(reading.parties(sign)), None) if sign else None


def _in_weapon(reading: Reading, number: int, clause: Clause) -> list[Draft]:
    code = reading.marked.code
    weapon = weapons().search(code, clause.start, clause.end)
    begin = clause.start
    if weapon is None and number and not reading.clauses[number - 1].speech:
        begin = reading.clauses[number - 1].start
        weapon = weapons().search(code, begin, clause.start)
    goods: list[Goods] = []
    for hit in _found().finditer(code, clause.start, clause.end) if weapon else ():
        if weapon is None or hit.start() < weapon.start():
            continue
        goods = _goods_found(reading, clause, (begin, weapon), hit)
        if goods:
            break
    else:
        goods = _goods_from(reading, clause, weapon)
    if not goods or weapon is None:
        return []
    party = weapon_party(reading, weapon)
    drafts = [_end_use(reading, number, one) for one in goods]
    for draft in drafts:
        draft.weapon = party
    return drafts


def _taken_from(reading: Reading, number: int, clause: Clause) -> list[Draft]:
    """ "一枚轴承，去年取自一架俄军“X”巡飞弹": the goods stand before, in this clause or the one before."""
    code = reading.marked.code
    verb = TAKEN.search(code, clause.start, clause.end)
    weapon = weapons().search(code, verb.end(), clause.end) if verb else None
    if verb is None or weapon is None:
        return []
    begin = clause.start
    if verb.start() == clause.start and number and not reading.clauses[number - 1].speech:
        begin = reading.clauses[number - 1].start
    counted = max((begin + one.start() for one in re.finditer(rf"[{Q}]", code[begin : verb.start()])), default=begin)
    brand = BRAND.match(code, counted)
    goods = phrases.phrase(reading.marked, brand.end() if brand else counted, verb.start())
    drafts = []
    for one in goods:
        if not one.name or not one.known:
            continue
        if brand is not None:
            amounts = [mention.amount for mention in reading.marked.kinds(brand.group()) if mention.kind == "amount"]
            one.quantity = one.quantity or next((found.amount for found in amounts if found), None)
            one.maker = one.maker or brand["who"]
            one.model = one.model or (reading.marked.mentions[brand["t"]].surface if brand["t"] else None)
        draft = _end_use(reading, number, one)
        draft.weapon = weapon_party(reading, weapon)
        drafts.append(draft)
    return drafts


def _weapon_before(reading: Reading, start: int) -> Party | None:
    """The weapon with a designation that stands before a clause, else in the sentences before of the paragraph."""
    named = [one for one in weapons().finditer(reading.marked.code, 0, start) if one["name"] or one["caught"]]
    return weapon_party(reading, named[-1]) if named else reading.state.weapon


def _inner(reading: Reading, number: int, clause: Clause) -> list[Draft]:
    """ "机内的导航模块均为中国产品", "在机身里找到两只舵机": in the weapon that was named before."""
    match = INNER.match(clause.text) or INNER_FOUND.search(clause.text)
    party = _weapon_before(reading, clause.start)
    if match is None or party is None:
        return []
    part = clause.start + match.start("g")
    goods = [
        one for one in phrases.phrase(reading.marked, part, clause.start + match.end("g")) if one.name and one.known
    ]
    groups = match.groupdict()
    for one in goods:
        made = reading.marked.mentions[groups["who"] or ""] if groups.get("who") else None
        if made is not None and made.kind == "name":
            one.maker = one.maker or groups["who"]
        elif made is not None:
            one.origin = one.origin or made.code
    drafts = [_end_use(reading, number, one) for one in goods]
    for draft in drafts:
        draft.weapon = party
    return drafts


def _goods_from(reading: Reading, clause: Clause, weapon: re.Match[str] | None) -> list[Goods]:
    """ "“X”无人机的导航模块出自Y": the goods stand between the weapon and their maker or country."""
    match = FROM.match(reading.marked.code, weapon.end(), clause.end) if weapon else None
    if match is None:
        return []
    part = "p" if match["plate"] else "g"
    goods = phrases.phrase(reading.marked, match.start(part), match.end(part))
    sign = match["who"] or match["plate"]
    made = reading.marked.mentions[sign]
    for one in goods:
        one.maker = one.maker or (sign if made.kind == "name" else None)
        one.origin = one.origin or (made.code if made.kind == "country" else None)
    return [one for one in goods if one.name and one.known]


def _goods_found(reading: Reading, clause: Clause, where: tuple[int, re.Match[str]], hit: re.Match[str]) -> list[Goods]:
    """The goods behind a verb of finding, else before the weapon."""
    code = reading.marked.code
    begin, weapon = where
    if re.search(r"没有|未$|未能", code[hit.start() - 3 : hit.start()]):
        return []
    between = code[weapon.end() : hit.start()] if hit.start() >= weapon.end() else ""
    inside = re.search(r"从中|其中|里面|内部|其", code[clause.start : hit.start()]) or _inside().search(
        between + code[weapon.end() : weapon.end() + 4]
    )
    if not inside and hit["contain"] is None:
        return []
    position = hit.end() - len(hit.groupdict().get("passive") or "")
    by = re.compile(rf"(?:了|着)?(?:由|出自)?(?P<who>[{N}])(?:公司)?(?:所)?(?:生产|制造|研制|出品)?的").match(
        code, position
    )
    goods = phrases.phrase(reading.marked, by.end() if by else position, clause.end)
    for one in goods if by else ():
        one.maker = one.maker or by["who"] if by else None
    while goods and (further := FURTHER.match(code, goods[-1].last)) is not None:
        more = phrases.phrase(reading.marked, further.end(), clause.end)
        for one in more:
            one.maker = one.maker or further["who"]
        if not more or not more[0].name:
            break
        goods += more
    if not goods or not goods[0].name:
        goods = [one for one in phrases.phrase(reading.marked, begin, weapon.start()) if one.known]
    return [one for one in goods if one.name and (one.known or one.origin or one.model)]


def weapon_party(reading: Reading, weapon: re.Match[str]) -> Party:
    """A weapon found in Ukraine is Russia's, unless the sentence says whose it is."""
    sign = weapon["user"] or weapon["owner"]
    mention = reading.marked.mentions[sign] if sign else None
    country = mention.code or (mention.name.country if mention.name else None) if mention else None
    if country is None or (country == "UA" and weapon["name"]) or (mention is not None and mention.kind == "name"):
        country = "RU"
    start = reading.marked.sentence.start
    designation = weapon["name"] or weapon["bare"] or weapon["caught"]
    if designation:
        thing = reading.marked.mentions[designation]
        printed = reading.marked.sentence.text[thing.start : thing.end]
        return Party(surface=printed, kind="weapon", country=country, span=(start + thing.start, start + thing.end))
    printed = reading.marked.printed(weapon.start(), weapon.end())
    return Party(surface=printed, form="group", kind="weapon", country=country)


def _end_use(reading: Reading, number: int, goods: Goods) -> Draft:
    draft = Draft("end_use", [reading.marked.sentence], goods=goods.name, model=goods.model, origin=goods.origin)
    draft.quantity = goods.quantity
    cues = reading.clauses[number].text
    draft.modality = speech.judge(
        "".join(reading.ruling(number)), speech.NEGATED.search(cues) is not None, reading.said
    )
    if re.search(r"涉嫌|指控|指责", cues):
        draft.modality = "alleged"
    dated(reading, number, [draft])
    if goods.maker:
        draft.maker = next(iter(reading.parties(goods.maker)), None)
    return draft


def _in_use(reading: Reading, number: int, clause: Clause) -> list[Draft]:
    """ "俄军第31旅正在使用中国制造的全地形车"."""
    if clause.speech:
        return []
    match = _use().search(reading.marked.code, clause.start, clause.end)
    used = USED.search(reading.marked.code, clause.start, clause.end)
    if used is not None:
        match = used
    if match is None or (used is None and match["of"]):
        return []
    party = next(iter(reading.parties(match["who"])), None)
    if (
        party is None
        or not re.search(r"[军旅师团营队兵警]|武装|集团军", simplify(party.surface))
        or "公司" in party.surface
    ):
        return []
    if used is not None:
        goods = phrases.phrase(reading.marked, used.start("g"), used.end("g"))
        for one in goods:
            one.origin = one.origin or reading.marked.mentions[used["land"]].code
    else:
        goods = phrases.phrase(reading.marked, match.end(), clause.end)
    drafts = [_end_use(reading, number, one) for one in goods if one.name and one.known and (one.origin or one.maker)]
    for draft in drafts:
        draft.recipient = party
        if draft.quantity is not None and draft.quantity == Amount("1", "="):
            draft.quantity = None
    return drafts
