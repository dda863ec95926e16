"""One Chinese frame spread out: a claim for each supplier, recipient and kind of goods."""

from __future__ import annotations

import re
from itertools import product
from typing import Literal

from graph.model import Modality, Party
from graph.reference import countries as reference
from loaders.extraction import lexicon
from loaders.extraction.chinese import phrases, speech
from loaders.extraction.chinese.declared import declared_in
from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.phrases import Goods
from loaders.extraction.chinese.script import simplify
from loaders.extraction.chinese.state import Clause, Frame, Money, Reading
from loaders.extraction.chinese.timing import NEAR, date
from loaders.extraction.chinese.verbs import verbs
from loaders.extraction.drafts import Draft

M, D, S, Q = signs("money"), signs("date"), signs("quote"), signs("amount")
NO_GOODS = re.compile(
    r"(?:支持|帮助|协助|证据|信息|便利|机会|保障|答复|贷款|资金|担保|说明|线索|细节|庇护|支撑|好处|条件|依据|渠道|"
    r"(?<![定转动射业试行载人作星算])平台|空间|可能|市场|建议|方案|理由|掩护|保证|空话|材料清单|名单|借口|清单|"
    r"动力|报告|声明|解释|文件|证明|"
    r"保护|利益|合作|份额|能力|经验|优惠|意见|许可|命令|请求|订单|通知|信号|消息|警告|照片|视频|货款|款项|付款|好感|"
    r"信任|投资|金额|总额|客户|公司|企业|国家|制裁|贸易|责任|义务|权利|名义|批准|授权|合同|协议|融资|签证|"
    r"情况|问题|影响|威胁|压力|回应|评论|人员|士兵|部队|工人|游客|石榴|用途|目的|去向|规模|比例|奖励|收入|利润|费|"
    r"(?<!技术)资料|咨询|担忧|手中|手里|便捷|福利|事实|真相|背景|配合|方便|助力|奖学金|一切|政策|安全|关系|"
    r"研究|分析|参考|"
    r"测试|学习|试验|选择|查阅|鉴定|上限|下限|配额|"
    r"门槛|税率|标准|关税|管制|限制|禁令|自由|人权|外交|"
    r"中转站|枢纽|跳板|门户|集散地|据点|节点|站点|窗口|政治|经济|之手|额|量)$"
)
UNIT_PRICE = re.compile(r"单价|每[台架枚片件个套只支门辆艘颗块部吨公]|售价|标价|要价|报价|一[台架枚片件个套只支辆部]")
SALES = ("出售", "销售", "售卖", "卖")
SHOP = re.compile(
    r"网店|店铺|在[^，]{0,16}(?:网上|线上|平台|网站|网店|电商|展会|展览会?|博览会|防务展|航展|商城|社交媒体|"
    r"群里?|频道|交易会)"
)
SHOP_NAME = re.compile(r"(?:网店|店铺|电商|网商|平台|商店|店家|卖家)$")
SITE = re.compile(
    r"(?:平台|网站|国际站|网店|商城|电商|频道|群组?|社交媒体|展会|展览会?|博览会|航展|防务展|交易会|展台)(?:上|"
    r"里|中|内)?，$"
)
COUNTED = re.compile(
    rf"(?:[{D}]|全年|[在于](?=[{D}])|共|共计|合计|总计|累计|到货|交货|供货|发货|入库|达|达到|为|约|多达|数量|"
    rf"总数|总量|一共|已|在)*(?P<q>[{Q}])(?:左右|"
    rf"之多)?[。”]?"
)
VERBAL = re.compile(r"供应|出口|进口|销售|提供|采购|购买|交付|出售|只|并(?!网|联)")
MOST_JUDGED = 30  # signs behind a clause in which a judgement of it can stand
UNTRUE = re.compile(
    r"纯属(?:捏造|虚构|谣言|子虚|造谣|杜撰|无稽)|无稽之谈|子虚乌有|无中生有|凭空捏造|(?:是|为)(?:谣言|谎言|假消息)"
)
CONTRACT = re.compile(r"(?:根据|按照|按|依照|依据)[^，]*(?:合同|协议|协定|订单)$")  # its total is not that of a lot
REST = re.compile(r"(?:而|但)?(?:余下|其余|剩余|剩下|另外|剩)(?:的)?")
KEPT = 12  # drafts of before whose goods a shorter name can mean
VALUE = re.compile(
    rf"(?:价|额|值|售|标|款|费|花费|支付|作价|合计|总计|约合|共计|耗资|每|收取|收得|收到|获利|进账|入账|得款|"
    rf"折合|斥资|花了|付了|所得|收入)[^，]{{0,8}}[{M}]|"
    rf"^[{M}]|[{M}]的?(?:价格|"
    rf"单价|总价)"
)


def spread(reading: Reading, number: int, frame: Frame, before: Frame | None) -> list[Draft]:
    """Make one claim per supplier, recipient and goods.

    Args:
        reading: the sentence.
        number: of its clause.
        frame: what a verb states.
        before: the frame before it in the sentence.
    """
    suppliers = _parties(frame.suppliers) or (
        [_land(one) for one in frame.suppliers][:1] if frame.kind == "acquire" else []
    )
    recipients = _parties(frame.recipients) or (
        [_land(one) for one in frame.recipients][:1] if frame.kind == "supply_to" else []
    )
    goods = _goods(reading, frame, suppliers, recipients)
    if not suppliers and frame.places:
        suppliers = [one for one in map(_land, frame.places) if one.country not in {to.country for to in recipients}][
            :1
        ]
    if not goods or not (suppliers or recipients):
        return []
    shown = frame.verb in SALES and _shop(reading, number, frame, suppliers)
    kind: Literal["transfer", "offer"] = "offer" if frame.kind == "offer" or shown else "transfer"
    modality = _modality(reading, number, frame)
    if modality != "denied" and _bare(reading, suppliers, recipients, goods):
        return []
    if frame.hoper is not None and not recipients and modality in ("sought", "planned") and frame.kind == "supply":
        recipients = [frame.hoper]
    ends: tuple[list[Party | None], list[Party | None]] = ([*suppliers] or [None], [*recipients] or [None])
    drafts = []
    for name, one in goods:
        for supplier, recipient in product(*ends):
            if supplier is not None and recipient is not None and supplier.surface == recipient.surface:
                continue
            draft = Draft(kind, [reading.marked.sentence], supplier=supplier, recipient=recipient, goods=name)
            draft.modality = modality
            _fill(reading, draft, one, frame)
            drafts.append(draft)
    label = (
        declared_in(reading, reading.clauses[number].text) if modality not in ("denied", "feared", "sought") else None
    )
    for draft in drafts:
        draft.declared_as = label
    _counted(reading, number, drafts, frame)
    _lots(reading, drafts, frame, reading.clauses[number])
    _values(reading, number, drafts, frame)
    date(reading, number, drafts, frame, before is not None)
    _ahead(drafts, reading.state.published)
    return drafts


def _shop(reading: Reading, number: int, frame: Frame, suppliers: list[Party]) -> bool:
    """Whether something is put on sale: by a shop on the net, at a fair, on a platform."""
    begin = reading.clauses[max(0, number - 1)].start
    named = any(one.form == "group" and SHOP_NAME.search(simplify(one.surface)) for one in suppliers)
    own = SHOP.search(reading.marked.code[reading.clauses[number].start : frame.start]) is not None
    before = SITE.search(reading.marked.code[begin : reading.clauses[number].start]) is not None
    return named or own or before


def _ahead(drafts: list[Draft], published: str | None) -> None:
    """What is dated after the day of publication is planned."""
    for draft in drafts:
        ahead = draft.start is not None and published is not None and draft.start > published
        if ahead and draft.kind == "transfer" and draft.modality in ("asserted", "reported"):
            draft.modality = "planned"


def _bare(reading: Reading, suppliers: list[Party], recipients: list[Party], goods: list[tuple[str, Goods]]) -> bool:
    """ "中国去年进口石油5亿吨": one country alone, and nothing around it that makes it a tie."""
    ends = [*suppliers, *recipients]
    if len(ends) != 1 or ends[0].form != "country" or any(one.origin or one.maker or one.back for _, one in goods):
        return False
    around = {party.country for party in reading.parties(reading.marked.code)} | reading.state.around
    return not around - {ends[0].country, None}


def _land(place: Party) -> Party:
    """The country of a place to which or from which goods go."""
    if place.kind != "place" or place.country is None:
        return place
    return Party(
        surface=reference.name(place.country, "zh"),
        form="country",
        kind="country",
        country=place.country,
        span=place.span,
    )


def _counted(reading: Reading, number: int, drafts: list[Draft], frame: Frame) -> None:
    """ "发往俄罗斯的铣床，2023年全年为1,870台": the clause behind counts what the verb describes."""
    if len({draft.goods for draft in drafts}) != 1:
        return
    amount = None
    clause = reading.clauses[number]
    rest = Clause(frame.end, clause.end, reading.marked.code[frame.end : clause.end])
    for other in [rest, *reading.clauses[number + 1 : number + NEAR]]:
        match = COUNTED.fullmatch(other.text)
        if match is not None:
            amount = reading.marked.mentions[match["q"]].amount
            break
        if other.speech or verbs().search(other.text):
            break
    for draft in drafts:
        if amount is not None and amount.kind in ("number", "count") and draft.quantity is None:
            draft.quantity = amount.amount


def _lots(reading: Reading, drafts: list[Draft], frame: Frame, clause: Clause) -> None:
    """ "分六批运往": the number of shipments, where nothing else is counted."""
    match = re.search(rf"分(?:成)?(?P<q>[{Q}])", reading.marked.code[clause.start : frame.end])
    amount = reading.marked.mentions[match["q"]].amount if match else None
    for draft in drafts:
        if amount is not None and draft.quantity is None:
            draft.quantity = amount.amount


def _parties(parties: list[Party]) -> list[Party]:
    return list({one.surface: one for one in parties if one.kind != "place"}.values())


def _goods(reading: Reading, frame: Frame, suppliers: list[Party], recipients: list[Party]) -> list[tuple[str, Goods]]:
    found: list[tuple[str, Goods]] = []
    for one in frame.goods:
        if one.back and not _carried(one):
            found += [(name, one) for name in _taken_up(one, reading)]
        elif one.name:
            one.name = _fullest(one, reading)
            plain = simplify(one.name)
            if any(plain.endswith(word) for word in lexicon.load("zh").words("consumer")):
                continue
            if VERBAL.search(plain) and not phrases.is_label(one.name):
                continue
            if NO_GOODS.search(plain) and not phrases.is_label(one.name):
                continue
            if not one.known and not one.back and not (suppliers and recipients and _clean(plain)):
                continue
            found.append((one.name, one))
    return list({name: (name, one) for name, one in reversed(found)}.values())[::-1]


def _fullest(one: Goods, reading: Reading) -> str:
    """ "把芯片发往…": goods that were named in full before keep that name."""
    plain = simplify(one.name)
    if (
        one.definite
        and not speech.NEGATED.search(reading.marked.code)
        and not speech.DENIED.search(reading.marked.code)
    ):
        for draft in reversed([*reading.state.drafts[-KEPT:], *reading.told]):
            if draft.goods and simplify(draft.goods).endswith(plain) and len(draft.goods) > len(one.name):
                return draft.goods
    return one.name


def _carried(one: Goods) -> bool:
    """Goods that a verb takes over from the verb before it have their name already."""
    return bool(one.name) and one.known


def _clean(name: str) -> bool:
    return (
        1 < len(name) <= 12
        and re.fullmatch(r"[一-龥A-Za-z0-9\-/·+]+", name) is not None
        and not re.search(r"[的了吗呢们他她它]", name)
    )


def _taken_up(one: Goods, reading: Reading) -> list[str]:
    told = list(dict.fromkeys(draft.goods for draft in reading.told if draft.goods))
    known = told[-1:] or reading.state.goods if told or reading.state.recent or not one.bare or one.definite else []
    plain = simplify(one.name)
    same = [name for name in known if plain and simplify(name)[-2:] == plain[-2:]]
    return same or known[:1] if len(known) < 2 or one.bare or same else known


def filled(draft: Draft, one: Goods) -> None:
    """Give a draft what stands beside its goods."""
    again = one.back and not one.bare and not one.whole and _carried(one)
    draft.quantity = None if again else one.quantity
    draft.model = one.model
    draft.origin = one.origin
    if one.known:
        draft.confidence = 0.75


def _fill(reading: Reading, draft: Draft, one: Goods, frame: Frame) -> None:
    ends = {party.surface for party in (draft.supplier, draft.recipient) if party}
    draft.via = [party for party in frame.via if party.surface not in ends]
    filled(draft, one)
    if one.maker:
        parties = reading.parties(one.maker)
        named = draft.kind == "transfer" and bool(parties) and parties[0].form == "named"
        if named and (draft.supplier is None or draft.supplier.surface != parties[0].surface):
            draft.maker = parties[0]
    before = [*reversed(reading.told), *reading.state.recent] if one.definite else reading.state.recent
    if one.back or (one.definite and one.name in {earlier.goods for earlier in before}):
        draft.flag("goods_resolved")
        for earlier in before if not one.rest and draft.modality != "denied" and not draft.quantity else ():
            if earlier.goods == draft.goods and earlier.modality != "denied":
                draft.quantity, draft.model = earlier.quantity, draft.model or earlier.model
                if draft.quantity or draft.model:
                    draft.sentences = [*earlier.sentences[:1], *draft.sentences]
                break


def _modality(reading: Reading, number: int, frame: Frame) -> Modality:
    """Cues of the clause itself, of the speech before it, and of a judgement behind it."""
    clause = reading.clauses[number]
    code = reading.marked.code
    own = code[clause.start : frame.start] + frame.verb * frame.verb.endswith(("求购", "索要", "索取", "讨要", "请求"))
    ruling = reading.ruling(number)
    before = [one.text for one in reading.clauses[max(0, number - 1) : number] if not one.speech]
    if before and code[clause.start - 1] in "：:":
        ruling.append(before[-1])
    after = [one.text for one in reading.clauses[number + 1 : number + 3]]
    rest = next((index for index, text in enumerate(after) if REST.match(text)), len(after))
    after = after[:rest]  # what is said of the rest
    if re.search(r"提出(?:了)?(?:请求|要求|申请)|发出(?:了)?(?:请求|询价)", clause.text):
        own += "请求"
    negated = speech.NEGATED.search(own[-24:]) is not None
    cues = "，".join([*ruling, own])
    if frame.relative or re.search(r"的(?:传闻|说法|指控|报道|指责|消息|传言|指称|猜测)", clause.text):
        cues += "，" + "，".join(after)
        cues += clause.text[frame.end - clause.start :] if frame.end > clause.start else ""
    failed = "，".join(after)
    judged = reading.marked.code[max(frame.end, frame.start) : clause.end] + failed[:MOST_JUDGED]
    if frame.kind != "offer" and UNTRUE.search(judged):
        return "denied"
    if speech.ALLEGED.search(cues):
        return speech.judge(cues, negated, reading.said)
    if speech.FAILED.search(failed):
        cues += "，" + failed
    elif re.search(
        r"(?:此|这一|该|这种|上述)(?:说法|指控|传闻|指责|消息|报道)|予以否认|(?:对此)(?:表示)?否认", failed
    ) and speech.DENIED.search(failed):
        cues += "，" + failed if number + 1 < len(reading.clauses) and not ruling else ""
    charged = before and re.search(r"涉嫌|被控|被指(?!定)|遭指控|被诉|受审", before[-1])
    if charged and (clause.held or not verbs().search(before[-1])):
        cues += before[-1]
    if before and re.search(
        r"(?:计划|希望|打算|拟|寻求|准备|担心|涉嫌|试图|商定|约定|同意|承诺|敲定|决定)$", before[-1]
    ):
        cues += before[-1]
    return speech.judge(cues, negated, reading.said)


def _sums(reading: Reading, number: int) -> list[Money]:
    """Sums in the clause of the frame, else in the clauses of value around it."""
    clause = reading.clauses[number]
    found = sums_between(reading, clause.start, clause.end)
    for other in reading.clauses[number + 1 : number + NEAR]:
        if other.speech or verbs().search(other.text) or found:
            break
        if not VALUE.search(other.text):
            continue
        found += sums_between(reading, other.start, other.end)
    if (
        number
        and not CONTRACT.match(reading.clauses[number - 1].text)
        and re.search(rf"(?:以|按|价|额|值|付|付款|汇出|支付了?)[^，]{{0,8}}[{M}]", reading.clauses[number - 1].text)
    ):
        found += sums_between(reading, reading.clauses[number - 1].start, reading.clauses[number - 1].end)
    return found


def sums_between(reading: Reading, start: int, end: int) -> list[Money]:
    """The sums of money in a part of the code."""
    code = reading.marked.code
    found: list[Money] = []
    for match in re.finditer(rf"[{M}]", code[start:end]):
        amount = reading.marked.mentions[match.group()].amount
        if amount is not None:
            around = code[max(start, start + match.start() - 6) : min(end, start + match.end() + 4)]
            found.append(Money(amount.amount, amount.unit_price or UNIT_PRICE.search(around) is not None))
    return found


def _values(reading: Reading, number: int, drafts: list[Draft], frame: Frame) -> None:
    sums = _sums(reading, number)
    names = list(dict.fromkeys(draft.goods for draft in drafts))
    if not sums or (len(names) > 1 and len(sums) != len(names)):
        return
    for draft in drafts:
        one = (
            sums[names.index(draft.goods)]
            if len(names) > 1
            else next((item for item in sums if not item.each), sums[0])
        )
        draft.value = one.amount
        if one.each or draft.kind == "offer":
            draft.flag("unit_price")
