"""Goods in Chinese: a noun phrase freed from numbers, measure words, countries of make and what only describes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.model import Amount
from graph.reference import goods as reference
from loaders.extraction import lexicon
from loaders.extraction.chinese.mentions import Marked, heads, signs
from loaders.extraction.chinese.script import either, simplify
from loaders.extraction.known import is_goods

PARTY = signs("name", "group", "country", "place", "anaphor")
C, Q, M, T, S, D, E = (signs(kind) for kind in ("country", "amount", "money", "model", "quote", "date", "percent"))
LONGEST = 18  # signs of a name of goods
LEAD = re.compile(
    rf"(?:(?:[同另头]|最[后新])(?=[{Q}])|其中的?|余下的?|其余的?|剩下的?|剩余的?|任何|相关|有关|"
    rf"[料编牌]号为[{T}]的|(?:共|计|总共|"
    rf"合共|已|另|"
    rf"还)?有(?=[{Q}])|"
    rf"这(?=[{Q}])|该(?=[{Q}])|[了过着出的其某各]|约|共计?|合计|总计|"
    rf"累计|大量|大批|少量|部分|多种|各类|各种|一些|若干|许多|更多|全部|"
    rf"(?:所|新)?(?:购入|购得|买入|买来|买下|买到|进口|采购|购买|订购|购进|收购|弄到)的|剩余的?|其余|包括|包含|"
    rf"例如|如(?!意)|诸如|及其|以及|"
    rf"[数上几]?[十百千万亿]+[余多]?[{re.escape('台架枚片件个套只支门辆艘颗块部发批吨种')}]?|"
    rf"(?:第[一二三四五六七八九十]+|首|末|最后一?|整|同|上述|前述)[批套艘架台枚](?:次)?|上述|前述|同一批|同类|"
    rf"同样的?|相同的?|"
    rf"同款|"
    rf"这[批些种类]|"
    rf"那[批些种类]|该[批类种]?|此[批类种]?|新的?|新型|老式|二手|旧|价值(?:约|近|超过|逾)?[{M}](?:左右)?的?|"
    rf"总值[{M}]的?|总价[{M}]的?|[{M}](?:左右)?的|"
    rf"[{Q}](?:左右|以上)?(?:的)?|[{D}](?:的)?|(?:一|两|几|数|多|"
    rf"每)[{re.escape('台架枚片件个套只支门辆艘颗块部发批种类')}]|可?用于(?:[^，的]{{1,20}})的|(?:市值|货值|"
    rf"估值|售价|报价|标价|合计|总额)(?:约|近|超过|逾|为|达)?[{M}](?:左右)?的?|名为[{S}]的|"
    rf"(?:报作|报成|(?:伪报|申报|标注|谎报|假报)(?:为|成|作))[{S}]的|标[有注着记]“?[{T}{S}{PARTY}]”?(?:字样|标记)?的|"
    rf"所谓的?|重要的?|关键(?!矿)的?|急需的?|必要的?|必需的?|大批量|"
    rf"一[系列]+|"
    rf"不明数量的?|一定数量的?|"
    rf"(?:被)?(?:称为|列为|申报为)[{S}]的|受(?:到)?(?:出口)?管制的?|受制裁的?|被禁的?|先进的?|至少|超过|价值不明的|"
    rf"型号为[{T}]的|印有[{T}{S}](?:字样)?的|成批的?|总计|大约|近(?=[{Q}]))+"
)
MAKE = re.compile(
    rf"(?:(?:从|自|来自|产自|源自|原产于?)?(?P<code>[{C}])(?:[{signs('place')}](?=生产|制造|产|制|组装|"
    rf"出产))?(?:国产|所产|"
    rf"本土)?(?:产(?!品)|制(?!导|造商|冷|动|服|氧|裁|"
    rf"图)(?:造)?|造(?!船)|生产|制造|出产|组装|原产|自产|研制|品牌|设计|型)?(?:的)?"
    rf"|(?P<maker>[{signs('name', 'group')}])(?:公司)?(?:所)?(?:生产|制造|产|出品|研制|研发|组装|打造|造(?!船)|牌)的?"
    rf"|(?P<home>国产(?!化)|(?:中|華|华)(?:国)?[产制](?!药)(?:造)?))"
)
SHORT_MAKE = re.compile(r"(?P<sign>[中俄美日德乌韩法英土])(?:产|制造|制(?!裁|度|服|造商)|造(?!船))(?:的)?")
STOP = re.compile(
    rf"[{D}{Q}{M}{E}{PARTY}，。；：！？,;:!?“”]|用于|用来|以便|以供|以换|以每|并(?!网|联)|(?:之|此|"
    rf"最)?后(?![视膛勤座置轮备])|(?<![计定延实限])时(?![速钟代器基序域变频])|期间|之前|以来|"
    rf"给(?![水料养油药粉])|予(?!以)|表示|往(?!复)|(?<!的)是|(?<!棉)被(?!动|覆|服)|经(?!济|纬|编)|"
    rf"通过|先(?!进)|转手|装船|[同与跟和向对](?=[{PARTY}])|有(?=一半|部分|不少|多|[一二三四五六七八九]成|近|约)|"
    rf"有(?=[{Q}])|分(?=[{Q}])|分别|分批|分次|同比|"
    rf"原封|"
    rf"环比|装进|装入|装上|伪报|谎报|报成|报作|伪称|谎称|冒称|伪装|"
    rf"假称|以(?=[{S}])|途经|借道|取道|绕道|绕经|透过|假道|过境|"
    rf"已|曾|仍|达(?!到)?|总[额值价计]|共(?!轴|振|享|价|聚)|合计|价值|货值|单价|型号|等(?!离子|级|级|温|压|效)|"
    rf"因(?!瓦)|(?<!自)由|从(?!动)|(?<![定方转万导双单多横纵侧])向|随后|其中|每|均(?!热|衡|质|匀|压)|都(?!市)|"
    rf"只(?=有)|没有|未|不(?=[再会得]|"
    rf"足|包)|以(?=每|[{M}])|来(?!福|复)|"
    rf"在(?!线|轨|役|研)|"
    rf"占|增(?![压强程材益塑稠氧湿温韧])|下降|上升|减少|翻|跌[至到破]|降[至到]|降低|升[至到]|涨至|攀升|飙升|"
    rf"回落|突破|锐减|缩减|萎缩|创下|驶[向往]|"
    rf"成为|涉及|显示|表明|属于|至(?=[{PARTY}])|到(?=[{PARTY}])|后来|再(?!生)|进入|抵达|流入|"
    rf"送往|起(?!重|爆|降|飞|落|动|搏|草)|一事|一案|(?<![档方图教备])案(?!例)|(?:后|前)?又|也(?!门)|还(?!原)|就(?!地)|"
    rf"便(?!携)|则|而|但|为(?=[{PARTY}{S}])|"
    r"帮助|支持(?!系统|设备)|协助|试图|准备|计划|打算|希望|以及?对|另有|另外|等于|相当|上(?=的|装|发现)|换取|完成|"
    r"遭到|遭|受到|引起|引发|仅|合同|(?<![数证依票单收])据|并且|一直|(?<![金附])属(?!性)|乃|可能|可以|能(?=够|"
    r"让)|大多|大都|"
    r"几乎|悉数|基本上|清一色|主要|多数|全部|"
    r"大部分|约(?=占)|却|"
    r"让|使(?!用)|"
    r"供(?!电|暖|氧|油|应|弹|能|水|气)|组成|发生|存在|需要|需(?!求)|享|构成|的同时|的情况|的过程|的问题|的事|的报道|"
    r"的消息|的说法|数量|(?:的)?规模|投入|交付|运抵|出现|流向|落入|落到|辗转|被用|在战场|"
    r"会(?=[借经通被从由向把将流落进再转继绕])|之手|超过|不断|持续|大幅|激增|猛增|明显|"
    r"继续|开始|停止|于(?=[^钢])"
)
TRAIL = re.compile(
    r"(?:会|等(?:货物|物资|产品|商品|物品|设备|装备|部件|零件)?|[了的之其]|一[批台架套]?|约|共|在内|左右|，)+$"
)
JOIN = re.compile(r"、|以及|及其|及|和(?!平)|与|或(?!缺)|并(?=[^网联])|，(?:以及|还有|及|和|包括)")


@dataclass(slots=True)
class Goods:
    """One kind of goods of a phrase.

    Attributes:
        name: as printed, without what only describes it.
        quantity: of it, where printed beside it.
        model: model or part number beside it.
        origin: the printed country of make.
        maker: sign of the party that a phrase such as "X生产的" names.
        known: whether the lexicon or its ending makes it goods.
        back: whether it points back (这批货物).
        bare: whether only a number stands for it.
        definite: whether it takes up goods of before, perhaps by a shorter name.
        whole: whether the text says that all of the goods of before are meant; rest: that only a part is.
        first, last: where it begins and ends in the code.
    """

    name: str
    quantity: Amount | None = None
    model: str | None = None
    origin: str | None = None
    maker: str | None = None
    known: bool = False
    back: bool = False
    bare: bool = False
    definite: bool = False
    whole: bool = False
    rest: bool = False
    first: int = 0
    last: int = 0


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    found = {simplify(label) for label, language, _ in reference.labels() if language == "zh"}
    return frozenset(found)


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _labels()))


@lru_cache(maxsize=1)
def _talk() -> re.Pattern[str]:
    return re.compile(rf"的(?:[一-龥]{{0,4}})(?:{either(lexicon.load('zh').words('talk_nouns'))})[一-龥]{{0,3}}$")


@lru_cache(maxsize=1)
def _back() -> re.Pattern[str]:
    words = lexicon.load("zh").words("goods_anaphora")
    return re.compile(rf"(?:{either(words)})(?:本身)?")


def known(name: str) -> bool:
    """Whether a name of goods ends with a word of the lexicon or a usual ending."""
    plain = simplify(name)
    if any(plain[start:] in _labels() for start in range(max(0, len(plain) - _longest()), len(plain))):
        return True
    return is_goods(name) or any(
        plain[start:] in heads() for start in range(max(0, len(plain) - 4), len(plain)) if start or len(plain) > 1
    )


def is_label(name: str) -> bool:
    """Whether a name as a whole is a word of the lexicon."""
    return simplify(name) in _labels() or is_goods(name)


def labels_in(marked: Marked) -> Iterator[str]:
    """Yield the words of the lexicon in a sentence, the longest where several overlap."""
    code, place = marked.code, 0
    while place < len(code):
        sizes = range(min(_longest(), len(code) - place), 1, -1)
        size = next((size for size in sizes if code[place : place + size] in _labels()), 0)
        if size:
            yield marked.printed(place, place + size)
        place += size or 1


def phrase(marked: Marked, start: int, end: int, topic: bool = False) -> list[Goods]:
    """Read the goods that begin at a place of the marked sentence.

    Args:
        marked: the sentence.
        start, end: where the phrase may stand.
        topic: whether the phrase must fill all of it, as before a verb.
    """
    code = marked.code[:end].rstrip("。！!”")
    cut = _talk().search(code, start)
    if cut:
        code = code[: cut.start()]
    found: list[Goods] = []
    position, joined = start, False
    while position < len(code):
        one = _one(marked, code, position, found[-1] if found else None)
        if one is None:
            break
        found.append(one)
        join = JOIN.match(code, one.last)
        if join is None:
            if topic and _rest(code[one.last :]):
                return []
            break
        position, joined = join.end(), True
    return [one for one in found if one.known or one.back or not joined or len(found) == 1]


def _rest(text: str) -> bool:
    return (
        re.fullmatch(
            rf"(?:[{Q}{M}{D}，]|等|已|也|还|均|都|全部|随后|后来|又|再|将|先|现|现已|已经|正|曾|则|主要|大多|大部分|"
            rf"部分|最终|并|货值|总[值额价]|价值|约|共|共计|合计|达|其中|此后|之后|据称|可能|据信|很可能|通常|一直|"
            rf"仍|其实)*",
            text,
        )
        is None
    )


def _one(marked: Marked, code: str, position: int, before: Goods | None) -> Goods | None:
    goods = Goods("")
    position = _strip(marked, code, position, goods)
    end = _end(code, position)
    if end <= position:
        return _pieces_only(goods, position)
    inner, number = code[position:end], position
    of = inner.rfind("的")
    while of > 0 and not inner[of + 1 :]:
        inner = inner[:of]
        of = inner.rfind("的")
    if of >= 0 and not _belongs(inner, of):
        number = _strip(marked, code, position + of + 1, goods)
        inner = code[number : position + len(inner)]
    inner = TRAIL.sub("", inner)
    inner, number = _models(marked, inner, number, goods)
    number = _strip(marked, code[: number + len(inner)], number, goods) if inner else number
    inner = code[number : number + len(inner)] if not goods.model else inner
    inner = TRAIL.sub("", inner)
    if re.match(r"[对就在把将被向从为](?!讲机|冲)|关于|有关|针对", inner):
        return _pieces_only(goods, position)
    if inner and "的" not in inner and not known(inner) and not goods.model:
        inner = _label_first(inner)
    if not inner or len(inner) > LONGEST or re.search(rf"[{PARTY}{S}]", inner):
        return _pieces_only(goods, position)
    last = code.find(inner, number) + len(inner)
    goods.name = marked.printed(last - len(inner), last)
    goods.first, goods.last = position, max(last, number)
    goods.back = _back().fullmatch(inner) is not None and (
        goods.bare or not is_label(inner) or _definite(code, position)
    )
    goods.known = known(inner) and not goods.back
    _after(marked, code, goods)
    return goods


def _belongs(inner: str, of: int) -> bool:
    """ "火箭发动机试车台的图纸": a thing before 的 belongs to the name; what describes it does not."""
    owner, head = inner[:of], inner[of + 1 :]
    return (
        inner.count("的") == 1
        and head.endswith(tuple(lexicon.load("zh").words("dependent")))
        and owner[:1] not in "用可能供装适标印带含属受被由从新旧"
        and 1 < len(owner) <= 12
        and known(owner)
    )


def _label_first(inner: str) -> str:
    """ "摩托车发起进攻": what the lexicon knows is the name, and the rest is said of it."""
    for stop in range(len(inner) - 1, 2, -1):
        if any(inner[start:stop] in _labels() for start in range(max(0, stop - _longest()), stop - 1)):
            return inner[:stop]
    return inner


def _definite(code: str, position: int) -> bool:
    return re.search(r"(?:这[批些种]|上述|该批?|前述|此[批类]|那批|同批)$", code[:position]) is not None


def _pieces_only(goods: Goods, position: int) -> Goods | None:
    """ "其中200台": a number of pieces stands for the goods of before."""
    if goods.quantity is None:
        return None
    goods.back, goods.bare, goods.first, goods.last = True, True, position, position
    return goods


def _strip(marked: Marked, code: str, position: int, goods: Goods) -> int:
    """Take number, measure word, country of make and descriptions off the front."""
    while True:
        lead = LEAD.match(code, position)
        if lead:
            for mention in marked.kinds(lead.group()):
                _count(mention, goods)
                if mention.kind == "model":
                    goods.model = goods.model or mention.surface
            goods.definite = (
                goods.definite
                or re.search(r"[这该此那]|上述|前述|同[样批类]|余下|其余|剩下|剩余|其中", lead.group()) is not None
            )
            goods.rest = goods.rest or re.search(r"余下|其余|剩|其中|同类|同款|同样|相同", lead.group()) is not None
            position = lead.end()
        make = MAKE.match(code, position) or SHORT_MAKE.match(code, position)
        if make:
            _made(marked, make, goods)
            position = make.end()
        described = re.compile(rf"[{T}](?:型|号|系列)?(?:的)?").match(code, position)
        if described:
            goods.model = goods.model or marked.mentions[described.group()[0]].surface
            position = described.end()
        quoted = re.compile(rf"[{S}](?:型|牌|级|系列|式)?(?=[^，。是])").match(code, position)
        if quoted:
            goods.model = goods.model or marked.mentions[quoted.group()[0]].surface
            position = quoted.end()
        if not lead and not make and not described and not quoted:
            return position


def _count(mention: object, goods: Goods) -> None:
    amount = getattr(mention, "amount", None)
    lots = goods.quantity is not None and goods.quantity.unit in ("批", "批次", "票", "单")
    finer = lots and amount is not None and amount.amount.unit is None  # "三批共900辆"
    if amount is not None and amount.kind in ("number", "count", "bare") and (goods.quantity is None or finer):
        if amount.kind == "count" and amount.amount.number == "1":
            return  # 一批 says no number
        goods.quantity = amount.amount


def _made(marked: Marked, make: re.Match[str], goods: Goods) -> None:
    groups = make.groupdict()
    if groups.get("code"):
        goods.origin = goods.origin or marked.mentions[make["code"]].code
    elif groups.get("maker"):
        goods.maker = make["maker"]
    elif groups.get("home"):
        goods.origin = goods.origin or "CN"
    elif groups.get("sign"):
        from loaders.extraction.chinese.places import letters

        goods.origin = goods.origin or letters()[make["sign"]]


def _end(code: str, position: int) -> int:
    """Where a phrase ends: at a stop sign or a joining word, unless the lexicon knows the whole."""
    stop = STOP.search(code, position)
    while stop and _within_label(code, position, stop.start()):
        stop = STOP.search(code, stop.end())
    edge = stop.start() if stop else len(code)
    for join in JOIN.finditer(code, position, edge):
        if join.start() == position or _within_label(code, position, join.start()):
            continue
        return join.start()
    return edge


def _within_label(code: str, position: int, place: int) -> bool:
    """Whether a sign stands inside a word of the lexicon that begins in the phrase."""
    for start in range(max(position, place - 8), place):
        for size in range(min(_longest(), len(code) - start), place - start, -1):
            if code[start : start + size] in _labels():
                return True
    return False


def _models(marked: Marked, inner: str, number: int, goods: Goods) -> tuple[str, int]:
    """Take a model number off the front or the end of a name."""
    if match := re.match(rf"([{T}])(?:型|号|系列)?", inner):
        goods.model = goods.model or marked.mentions[match[1]].surface
        inner, number = inner[match.end() :], number + match.end()
    if match := re.search(rf"(?:型号为?)?([{T}])(?:型|号)?$", inner):
        goods.model = goods.model or marked.mentions[match[1]].surface
        inner = inner[: match.start()]
    return inner, number


def _after(marked: Marked, code: str, goods: Goods) -> None:
    """A number or model behind the name: "换能器40个", "光纤三千二百公里"."""
    match = re.compile(
        rf"(?:等[一-龥]{{0,4}})?(?:，?(?:型号|编号)(?:为|是)?)?(?P<t>[{T}])?(?:，)?(?:，?(?:数量|共|共计|总计|合计|"
        rf"总数|数量为|达|约|逾|超过|多达|为|有)){{0,3}}(?P<q>[{Q}])"
    ).match(code, goods.last)
    if match is None:
        match = re.compile(rf"(?:，?(?:[^，。]{{0,5}})(?:型号|编号)(?:为|是)?)?(?P<t>[{T}])(?P<q>)?").match(
            marked.code, goods.last
        )
    if match is None:
        return
    if match["t"]:
        goods.model = goods.model or marked.mentions[match["t"]].surface
    if match["q"]:
        mention = marked.mentions[match["q"]]
        follower = code[match.end() : match.end() + 1]
        if goods.quantity is None and not known(follower + code[match.end() + 1 : match.end() + 2]):
            _count(mention, goods)
    goods.last = match.end()
