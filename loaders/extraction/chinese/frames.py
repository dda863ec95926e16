"""Frames of transfer and offer in Chinese: a verb, its coverbs (向, 从, 由, 经, 将, 被), its object and its topic."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.model import Party
from loaders.extraction.chinese import phrases
from loaders.extraction.chinese.carry import contract, inherit, open_goods, ordered, paid
from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.phrases import Goods
from loaders.extraction.chinese.state import Clause, Frame, Reading
from loaders.extraction.chinese.topics import (
    ACTOR,
    COVERB,
    FILL,
    LIST,
    PARTY,
    TOPIC_LEAD,
    C,
    G,
    L,
    N,
    goods_as_topic,
    goods_before,
)
from loaders.extraction.chinese.verbs import verbs

D = signs("date")
Q, M = signs("amount"), signs("money")
VIA = frozenset("交由 委托 托付 拜托 托 经由 途经 通过 透过 借道 取道 绕道 绕经 假道 取径 借助 过境 经过 经".split())
BOUGHT = re.compile(  # "把购自A的芯片", "把从A买来的芯片"
    rf"(?:其|所)?(?:(?:购自|采购自|进口自|买自|订自|来自|得自)(?P<who>[{N}{G}{C}])(?:公司)?|"
    rf"(?:从|向|自)(?P<of>[{N}{G}{C}])(?:公司)?(?:那里|处|手中)?(?:所)?"
    rf"(?:买来|买进|购得|购入|购进|购买|采购|进口|订购|弄来|买到|收购))的"
)
PARTS = (  # "将其中九成转运"
    rf"其中(?:的)?(?:约|近|超过|逾)?(?:[{signs('percent')}]|[一二三四五六七八九]成半?|[二三四五]分之[一二三四]|"
    rf"大部分|绝大部分|一部分|部分|多数|一半|半数)(?!的?[一-龥]{{2}})"
)
OWNERS_OF = re.compile(rf"[{N}{G}](?:公司)?的(?=[一-龥])")  # "把A的晶圆卖给B"
CARRYING = ("转运", "运输", "运送", "承运", "代运", "托运", "转口", "发运", "转发")
SUPPORT = re.compile(
    rf"[了过]?(?:[{C}{N}{G}])?(?:方面)?(?:的)?(?:大力|全力|军事|政治)?(?:支持|支援|帮助|协助|许可|批准|同意|回应|答复)"
)
SEIZED = re.compile(
    r"(?:拦下|扣住|起获|查出|截停|截获|查扣|扣押|扣留|扣下|没收|拦截|截下|查获|截住)[^，。]{0,24}(?:拟|准备|欲|"
    r"试图|打算|企图|即将|"
    r"要)[^，。]{0,6}$"
)
BACK = re.compile(r"停止|暂停|中止|叫停|切断|中断|不再|终止|暂缓|冻结|停供|断供|放弃")
SUBJECT_END = re.compile(
    rf"$|[{D}{Q}，、\x01]|"
    rf"[向对给为从自由经途通透借取被将把与同和跟在于至到以用按每曾已也还又则并仍再就都均共正会可能拟想盼]|分别|随后|"
    rf"后来|计划|希望|首次|直接|间接|秘密|继续|开始|未|没|从未|不|先后|多次|至少|多年|长期|一直|不断|"
    r"共同|联合|涉嫌|大量|频频|最终|陆续|准备|打算|试图|寻求|请求|要求|承诺|同意|应当|正在|正式|因|因此|原|本|近|"
    r"违规|非法|私下|公开|通常|大幅|恢复|主要|成功|愿|有意|有望|即|预计|据称|或|确实|累计|合计|总共|近日|方面|当局|"
    r"政府|军方|之间|有|等|各|分批|两国|全部|亦|只|单独|转而|另|此前|一再|一度|起初|最初|当时|暗中|悄悄|偷偷|依旧|"
    r"照样|仍然|转手|(?:采购|进口|出口|购买|供应|提供|销售|交付)"
)


COMPOUND = re.compile(r"[一-龥]")
NOMINAL = re.compile(rf"[{PARTY}](?:境内|方面)?的(?P<g>[^{PARTY}，的]{{2,14}})$")
TALKS = re.compile(r"谈判|商谈|洽谈|磋商|商定|签约|签订|签署|协商|商讨|讨论|达成")
VERBAL = re.compile(r"[^海官企市产制造国政当军籍方境民媒公商厂科专学机领外驻总的石使防人法检警议智税情研司工代内安财]")
ADVERB = re.compile(
    r"[^海官企市产制造国政当军籍方境民媒公商厂科专学机领外驻总的石]{1,4}\x01"
)  # 应邀, 悄悄 before a coverb
STAFF = re.compile(  # "A的两名董事被控…"
    rf"(?P<who>[{N}])的?(?:[{Q}]|[一二两三四五几多]名|前|现任|前任)?"
    rf"(?:董事|经理|总经理|负责人|老板|员工|高管|管理层|主管|创始人|销售|职员)(?:们)?(?=被|涉嫌|因|遭)"
)
MADE = re.compile(r"(?:公司)?(?:所)?(?:生产|制造|出品|研制|产|造)")
BEHIND = re.compile(
    rf"(?:先后|一共|总共|共|共计|合计|总计|累计|计|包括|其中包括|包含|内容为|货物为|品名为|品种为|均为|都是|"
    rf"全是|主要是|主要为|主要包括|涉及|含)+(?=[{Q}一-龥])"
)
PASSING = re.compile(r"(?:之后|以后|后|时|之前|以前|前)(?:[，。用])")


def frames(reading: Reading, clause: Clause, before: Frame | None) -> list[Frame]:
    """Read the transfers and offers of a clause.

    Args:
        reading: the sentence.
        clause: of it.
        before: the last frame of the sentence, whose subject and goods go on.
    """
    code = reading.marked.code
    found: list[Frame] = []
    floor = clause.start
    hits: list[re.Match[str]] = []
    for hit in verbs().finditer(code, clause.start, clause.end):
        if hits and _kind(hits[-1]) == "acquire" and GIVEN.fullmatch(code[hits[-1].end() : hit.end() + 1]):
            continue  # "收到B交付的…": one transfer
        if not hits or code[hits[-1].end() : hit.start()].strip("了过") or COMPOUND.fullmatch(hits[-1].group()):
            hits.append(hit)  # "推销运输无人机": the second verb belongs to the goods
    givers = [hit for hit in hits[:-1] if HELD.search(code[clause.start : hit.start()]) and code[hit.end()] == "的"]
    hits = [hit for hit in hits if hit not in givers]
    for number, hit in enumerate(hits):
        if hit.start() < floor:
            continue
        stop = hits[number + 1].start() if number + 1 < len(hits) else clause.end
        frame = _frame(reading, clause, hit, (floor, stop), found[-1] if found else before)
        if frame is None:
            continue
        if frame.source and frame.suppliers:
            leg = Frame("购自", "acquire", list(frame.source), list(frame.suppliers), start=frame.start, end=frame.end)
            leg.goods = [replace(one) for one in frame.goods]
            found.append(leg)
        elif frame.source:
            frame.suppliers = frame.source
        given = reading.parties(code[givers[0].start() - 1]) if givers and frame.kind != "acquire" else []
        given = [] if frame.source else given
        if given and _kind(givers[0]) == "acquire" and frame.suppliers:
            leg = Frame(givers[0].group(), "acquire", given, list(frame.suppliers), start=frame.start, end=frame.end)
            leg.goods = [replace(one) for one in frame.goods]
            found.append(leg)
        elif given and not frame.suppliers:
            frame.suppliers = given
        found.append(frame)
        floor = max(hit.end(), frame.end)
    return found


def _kind(hit: re.Match[str]) -> str:
    return next(name.removeprefix("p_") for name, value in hit.groupdict().items() if value)


def _frame(
    reading: Reading, clause: Clause, hit: re.Match[str], bounds: tuple[int, int], before: Frame | None
) -> Frame | None:
    code = reading.marked.code
    frame = Frame(hit.group(), _kind(hit), start=hit.start(), end=hit.end())
    left = code[bounds[0] : hit.start()]
    if SEIZED.search(left[-40:]) and code[hit.end() : hit.end() + 12].find("的") > 0:
        return None  # "截获一批拟运往俄罗斯的芯片"
    if BACK.search(left[-8:]) or code[hit.end() : hit.end() + 2] in ("禁令", "管制"):
        return None
    _left(reading, frame, left, bounds[0], clause)
    _right(reading, frame, hit.end(), clause.end, bounds[1])
    nominal = NOMINAL.search(left)
    if nominal and frame.kind in ("supply", "acquire") and phrases.known(nominal["g"]):
        start = bounds[0] + nominal.start("g")
        frame.goods = phrases.phrase(reading.marked, start, bounds[0] + len(left)) or frame.goods
    if frame.kind == "acquire" and SUPPORT.match(code, frame.end):
        return None
    counted = frame.goods if frame.goods and all(one.bare and not one.definite for one in frame.goods) else []
    if not frame.goods or counted:
        goods_as_topic(reading, frame, left, bounds[0])
        if counted and frame.goods is not counted and len(frame.goods) == 1:
            frame.goods[0].quantity = frame.goods[0].quantity or counted[0].quantity  # "X对俄出口逾3400台"
    if not frame.goods and bounds[0] == clause.start:
        goods_before(reading, frame, clause)
    for one in frame.goods if frame.topical else ():
        one.definite = one.definite or one.quantity is None
    customs = CUSTOMS.search(code) if frame.verb.endswith(("来", "输入")) and not frame.recipients else None
    if customs and frame.kind == "supply":
        frame.recipients = reading.parties(customs["who"])
    if frame.verb in ("前往", "驶往", "驶向", "开往", "飞往") and not frame.relative:
        return None  # people go there, too
    if not frame.goods and frame.kind == "supply" and frame.recipients:
        _goods_behind(reading, frame, clause)
    inherit(reading, frame, before, clause)
    contract(reading, frame, clause)
    paid(reading, frame, clause)
    refused = REFUSED.search(code, frame.end) if frame.kind == "acquire" and not frame.suppliers else None
    if refused:
        frame.suppliers = reading.parties(refused["who"])
    ordered(reading, frame)
    open_goods(reading, frame)
    if PASSING.match(code, max(frame.end, frame.stop)) and all(one.back for one in frame.goods):
        return None
    return frame


def _goods_behind(reading: Reading, frame: Frame, clause: Clause) -> None:
    """ "A向B供货，共计1.2万只传感器": the clause behind says what."""
    number = reading.clauses.index(clause) + 1
    following = reading.clauses[number] if number < len(reading.clauses) else None
    lead = BEHIND.match(following.text) if following and not verbs().search(following.text) else None
    if following is not None and lead is not None and reading.marked.code[frame.end : clause.end].strip("了过") == "":
        goods = phrases.phrase(reading.marked, following.start + lead.end(), following.end)
        frame.goods = [one for one in goods if one.known and one.name]


def _left(reading: Reading, frame: Frame, left: str, offset: int, clause: Clause) -> str:
    """Read the coverbs before a verb; what is left over holds the subject."""
    spans: list[tuple[int, int]] = []
    direct: list[tuple[str, list[Party]]] = []
    for match in COVERB.finditer(left):
        follower = left[match.end() :]
        joins = match["role"] == "和" or re.match(r"[向对从将把经由]", follower)
        if joins and match["role"] in ("和", "与", "同", "跟") and re.search(rf"[{PARTY}]$", left[: match.start()]):
            continue  # coordinated subjects
        if follower.startswith("的") and match["role"] in ("由", "在", "于", "与", "和"):
            continue
        parties = reading.parties(match["who"])
        direct.append((match["role"], parties))
        spans.append(match.span())
    held = re.search(
        rf"(?:将|把)(?![{PARTY}][{L}]?+(?!产|制|造|国产|生产|的(?=[一-龥])|所?[一-龥]{{2}}的)|[{D}]|(?:[会于在由再予]|"
        rf"向(?!心)|对(?!讲)|经(?!纬)|"
        rf"继(?!电)|按(?!键)|以(?!太)|陆(?=续)|分(?=[批次别期阶])|首(?![批台套架枚艘辆件箱])|联(?=合)|"
        rf"从(?![^，。]{{1,16}}的)|"
        rf"同(?![一样批类{Q}])))",
        left,
    )
    if held:
        bought = BOUGHT.match(left, held.end())
        frame.source = reading.parties(bought["who"] or bought["of"]) if bought else []
        owned = None if bought else OWNERS_OF.match(left, held.end())
        begin = bought.end() if bought else owned.end() if owned else held.end()
        frame.goods = phrases.phrase(reading.marked, offset + begin, offset + len(left))
        if frame.goods and frame.goods[-1].last <= offset + held.end():
            frame.goods = []
        for one in frame.goods:
            one.definite = True
        if re.match(PARTS, left[held.end() :]):
            frame.goods = [Goods("", back=True, bare=True, rest=True)]
        if not frame.goods and re.match(r"其|它们?|此", left[held.end() :]):
            frame.goods = [Goods("", back=True, bare=True)]
    for role, parties in direct:
        _assign(frame, role, parties, TALKS.search(left) is not None)
    rest = left
    for start, end in reversed(spans):
        rest = rest[:start] + "\x01" * (end - start) + rest[end:]
    if held:
        rest = rest[: held.start()] + "\x01" * (len(rest) - held.start())
    _subject(reading, frame, rest, clause)
    served = [one for role, parties in direct if role in ("为", "替") for one in parties if one.form != "country"]
    if served and frame.verb in CARRYING and any(role in ("向", "往", "给") for role, _ in direct):
        frame.via = [*frame.via, *frame.suppliers]  # "B为A向俄罗斯转运": B only carries
        frame.suppliers = served
        frame.recipients = [one for one in frame.recipients if one not in served]
    return rest


def _assign(frame: Frame, role: str, parties: list[Party], talks: bool) -> None:
    acquire = frame.kind == "acquire"
    if role in VIA:
        frame.via += parties
    elif role in ("向", "对", "给", "为", "替", "朝", "往", "至", "到"):
        if acquire and role == "向":
            frame.suppliers += parties
        elif (acquire and role in ("为", "替", "给")) or not acquire:
            frame.recipients += parties
    elif role in ("从", "自"):
        if acquire or frame.kind == "offer":
            frame.suppliers += parties
        else:
            frame.places += parties
    elif role in ("与", "同", "和", "跟") and talks:
        (frame.suppliers if acquire else frame.recipients).extend(parties)
    elif role in ("由", "被", "遭", "靠", "依靠"):
        (frame.recipients if acquire else frame.suppliers).extend(parties)


def topic(reading: Reading, clause: Clause) -> Party | None:
    """The party that a clause without a frame begins with: what follows is said of it."""
    lead = TOPIC_LEAD.match(clause.text)
    staff = STAFF.match(clause.text, lead.end() if lead else 0)
    if staff:
        return next(iter(reading.parties(staff["who"])), None)
    text = clause.text[lead.end() if lead else 0 :]
    match = re.match(rf"(?P<who>[{ACTOR}])(?![的、和与及])", text)
    named = match is not None and reading.marked.mentions[match["who"]].kind in ("name", "anaphor")
    following = text[match.end() :] if match else ""
    if match is None or (not named and not (SUBJECT_END.match(following) or VERBAL.match(following))):
        return None
    return next(map(reading.stands_for, reading.parties(match["who"])), None)


def _subject(reading: Reading, frame: Frame, rest: str, clause: Clause) -> None:
    """The last party that stands free is the subject; one before it, parted by a verb of asking, is who asks."""
    free: list[tuple[int, list[Party]]] = []
    for match in re.finditer(LIST, rest):
        after = rest[match.end() :]
        named = reading.marked.mentions[match.group()[-1]].kind in ("name", "group", "anaphor")
        if after.startswith("的") or not (
            SUBJECT_END.match(after) or ADVERB.match(after) or (named and len(after) < 12 and not MADE.match(after))
        ):
            continue
        if re.search(r"(?:在|(?<![至关对])于|位于|来自|致|对|向|为|据)$", rest[: match.start()]):
            continue
        if reading.marked.mentions[match.group()[-1]].kind == "place":
            if frame.verb.startswith("出口"):  # "满洲里口岸对俄出口"
                frame.places += reading.parties(match.group())
            continue
        free.append((match.start(), reading.parties(match.group())))
    if not free:
        return
    target = frame.recipients if frame.kind == "acquire" else frame.suppliers
    if not target:
        target.extend(free[-1][1])
    if len(free) > 1 and free[-2][1]:
        frame.hoper = free[-2][1][0]


CLEFT = re.compile(r"，(?:还有|还包括|包括|也有|(?:正|就|则|恰)?是(?!否))(?!一家|一个)")  # "被A买走的，还有…"
OWNED = re.compile(rf"(?:了|过)?(?P<who>[{C}])(?:的(?!是)|(?=[{Q}]))")
HANDED = "(?:所)?(?:交付|提供|发来|运来|寄来|供应|出售|售出|供给|赠送|捐赠|发出|发运|移交|援助|转让)"
SOURCE = re.compile(
    rf"(?:了|过)?(?:来自|产自)?(?P<who>[{N}{G}])(?:等公司|等企业)?(?:{HANDED})?的(?![有可])|"
    rf"(?:了|过)?(?:(?:来自)(?P<land>[{C}])(?:境内)?的|(?P<giver>[{C}])(?:方面|企业)?(?:{HANDED})的)"
)
CUSTOMS = re.compile(rf"(?P<who>[{C}])[一-龥]{{0,4}}海关")
REFUSED = re.compile(
    rf"，[^，。{PARTY}]{{0,4}}(?:遭到?|被|受到)(?P<who>[{N}{G}{C}])(?:[^，。]{{0,4}})(?:拒绝|婉拒|回绝)"
)
HELD = re.compile(rf"[将把][从自由]?[{Q}]?[{ACTOR}]所?$")  # "把中国援助的面具送抵…"
GIVEN = re.compile(rf"[了过]?(?:来自|由)?[{PARTY}](?:方面|公司)?(?:{HANDED})的")
OWNER = re.compile(
    rf"的(?:，?(?:正|就|则|恰|都)?是)?(?:一家|几家|多家|两家|三家|[{Q}])?(?P<who>[{N}{G}](?:(?:、|和|与|及)[{N}{G}])*)"
)  # "出售芯片的中国公司"
TO = re.compile(
    rf"(?P<aspect>[了过着])?(?P<prep>给|到|至|往|予|向|入|进)?{FILL}(?P<who>{LIST})(?:境内|方面|当局|政府|军方|市场|"
    rf"手中|手里|名下|"
    rf"等(?:国家|国|地区?|客户)?|口岸|地区|港口?)*(?P<of>的)?"
)
LATER = re.compile(rf"(?<!运)(?:给|至|到|往|予|交予|送交)(?P<who>{LIST})")


def _right(reading: Reading, frame: Frame, start: int, end: int, next_verb: int) -> None:
    """Read what follows a verb: the recipient, then the goods, or after 的 what the verb describes."""
    code = reading.marked.code
    position = start
    relative = re.compile(r"(?:了|过|着|来|去|得)?的(?!是)").match(code, position)
    if not relative or frame.goods:
        position = frame.stop = _recipient(reading, frame, position, end)
        relative = re.compile(r"(?:了|过|着|来|去|得)?的(?!是)").match(code, position)
    if relative and not frame.goods:
        frame.relative = True
        position = relative.end()
        cleft = CLEFT.match(code, position)
        if cleft:
            position, frame.relative = cleft.end(), False
            end = next_verb = next((one.end for one in reading.clauses if one.end > position), end)
    limit = min(end, next_verb)
    maker = SOURCE.match(code, position)
    seller = OWNED.match(code, position)
    if seller and frame.kind == "acquire" and not frame.suppliers:
        frame.suppliers += reading.parties(seller["who"])
    if maker and not frame.relative:
        if frame.kind == "acquire" and not frame.suppliers:
            frame.suppliers += reading.parties(maker["who"] or maker["land"] or maker["giver"])
        position = maker.end()
    goods = [] if frame.goods else phrases.phrase(reading.marked, position, limit)
    if goods:
        frame.goods = goods
        counted = reading.marked.mentions.get(code[frame.start - 1 : frame.start])  # "38批运往俄罗斯的…"
        if frame.relative and len(goods) == 1 and goods[0].quantity is None and counted and counted.amount:
            goods[0].quantity = counted.amount.amount if counted.amount.kind in ("number", "count") else None
        frame.end = max(frame.end, goods[-1].last)
    edge = goods[-1].last if goods else position
    asked = re.compile(
        rf"[向同与和跟](?P<who>{LIST})(?:展开|进行|开始|启动|重启|举行)?(?:了)?(?:提出|发出|递交|表达|提交|"
        rf"谈判|磋商|商谈|洽谈|接触|协商)"
    ).match(code, edge, end)
    if asked:
        other = frame.suppliers if frame.kind == "acquire" else frame.recipients
        other.extend([] if other else reading.parties(asked["who"]))
        frame.verb += "请求"
    owner = OWNER.match(code, edge) if goods and not frame.relative else None
    if owner is not None:
        side = frame.recipients if frame.kind == "acquire" else frame.suppliers
        side[:] = reading.parties(owner["who"])
        frame.end, frame.owned = owner.end(), True
    later = LATER.match(code, edge, end)
    if later and frame.kind in ("supply", "supply_to") and not frame.recipients:
        frame.recipients += reading.parties(later["who"])
        frame.end = later.end()


def _recipient(reading: Reading, frame: Frame, position: int, end: int) -> int:
    code = reading.marked.code
    match = TO.match(code, position, end)
    if match is None:
        return position
    follower = code[match.end() : match.end() + 1]
    countries = all(one.kind == "country" for one in reading.marked.kinds(match["who"]))
    if frame.kind == "supply_to" or match["prep"]:
        if frame.kind == "acquire":
            return position
        if re.match(r"产(?!品)|制(?!造商)|造(?!船)|生产|制造", code[match.end("who") :]) and not match["prep"]:
            return position
        frame.recipients = (
            reading.parties(match["who"]) if not frame.recipients or frame.kind == "supply_to" else frame.recipients
        )
        stop = match.end() - len(match["of"] or "")
        return stop
    ends = match["of"] or not follower or follower in "，。；" or not countries
    if ends and frame.kind == "supply" and not frame.recipients and not match["aspect"]:
        frame.recipients += reading.parties(match["who"])
        return match.end() - len(match["of"] or "")
    return position
