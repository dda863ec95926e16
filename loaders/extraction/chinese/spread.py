"""One Chinese frame spread out: a claim for each supplier, recipient and kind of goods."""

from __future__ import annotations

import re
from itertools import product
from typing import Literal

from graph.model import Modality, Party
from loaders.extraction.chinese import phrases, speech
from loaders.extraction.chinese.frames import Frame
from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.phrases import Goods
from loaders.extraction.chinese.script import simplify
from loaders.extraction.chinese.state import Clause, Money, Reading
from loaders.extraction.dates import DateFound
from loaders.extraction.drafts import Draft

M, D, S, Q = signs("money"), signs("date"), signs("quote"), signs("amount")
NO_GOODS = re.compile(
    r"(?:支持|帮助|协助|证据|信息|便利|机会|保障|答复|贷款|资金|担保|说明|线索|细节|庇护|支撑|好处|条件|依据|渠道|"
    r"平台|空间|可能|市场|建议|方案|理由|掩护|保证|空话|材料清单|名单|借口|清单|动力|报告|声明|解释|文件|证明|"
    r"保护|利益|合作|份额|能力|经验|优惠|意见|许可|命令|请求|订单|通知|信号|消息|警告|照片|视频|货款|款项|付款|好感|"
    r"信任|投资|金额|总额|客户|公司|企业|国家|制裁|贸易|责任|义务|权利|名义|批准|授权|合同|协议|融资|签证|"
    r"情况|问题|影响|威胁|压力|回应|评论|人员|士兵|部队|工人|游客|石榴|用途|目的|去向|规模|比例|奖励|收入|利润|费|"
    r"资料|咨询|担忧|便捷|福利|事实|真相|背景|配合|方便|助力|奖学金|一切|政策|安全|关系|自由|人权|外交|政治|经济)$"
)
UNIT_PRICE = re.compile(r"单价|每[台架枚片件个套只支门辆艘颗块部吨公]|售价|标价|要价|报价|一[台架枚片件个套只支辆部]")
LATER_DATE = re.compile(r"随后|此后|之后|后来|接着|然后|再|又|最终|稍后|不久")
SPEECH_DATE = re.compile(r"记者会|发布会|声明|听证|报道|文章|采访|演讲|讲话")
REQUEST = re.compile(r"请求|要求|求购|订购|订货|订单|签署|签订|签约|下单")


def spread(reading: Reading, number: int, frame: Frame) -> list[Draft]:
    """Make one claim per supplier, recipient and goods.

    Args:
        reading: the sentence.
        number: of its clause.
        frame: what a verb states.
    """
    clause = reading.clauses[number]
    suppliers = _parties(frame.suppliers)
    recipients = _parties(frame.recipients)
    goods = _goods(reading, frame, suppliers, recipients)
    if not suppliers and frame.places:
        suppliers = [one for one in frame.places if one.kind != "place"][:1]
        frame.via += [one for one in frame.places if one.kind == "place"]
    if not goods or not (suppliers or recipients):
        return []
    kind: Literal["transfer", "offer"] = "offer" if frame.kind == "offer" else "transfer"
    modality = _modality(reading, number, frame)
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
    _values(reading, number, drafts, frame)
    _dates(reading, number, drafts, frame, clause)
    return drafts


def _parties(parties: list[Party]) -> list[Party]:
    return list({one.surface: one for one in parties if one.kind != "place"}.values())


def _goods(reading: Reading, frame: Frame, suppliers: list[Party], recipients: list[Party]) -> list[tuple[str, Goods]]:
    found: list[tuple[str, Goods]] = []
    for one in frame.goods:
        if one.back and not _carried(one):
            found += [(name, one) for name in _taken_up(one, reading)]
        elif one.name:
            plain = simplify(one.name)
            if NO_GOODS.search(plain) and not phrases.is_label(one.name):
                continue
            if not one.known and not one.back and not (suppliers and recipients and _clean(plain)):
                continue
            found.append((one.name, one))
    return list({name: (name, one) for name, one in reversed(found)}.values())[::-1]


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
    known = reading.state.goods
    plain = simplify(one.name)
    same = [name for name in known if plain and simplify(name)[-2:] == plain[-2:]]
    return same or known[:1] if len(known) < 2 or one.bare or same else known


def _fill(reading: Reading, draft: Draft, one: Goods, frame: Frame) -> None:
    ends = {party.surface for party in (draft.supplier, draft.recipient) if party}
    draft.via = [party for party in frame.via if party.surface not in ends]
    draft.quantity = None if one.back and not one.bare and _carried(one) else one.quantity
    draft.model = one.model
    draft.origin = one.origin
    if one.known:
        draft.confidence = 0.75
    if one.maker:
        parties = reading.parties(one.maker)
        if draft.supplier is None and draft.kind == "transfer" and parties and parties[0].form == "named":
            draft.maker = parties[0]
    if one.back:
        draft.flag("goods_resolved")
        for earlier in reading.state.recent if draft.modality != "denied" and not draft.quantity else ():
            if earlier.goods == draft.goods and earlier.modality != "denied":
                draft.quantity, draft.model = earlier.quantity, draft.model or earlier.model
                if draft.quantity or draft.model:
                    draft.sentences = [*earlier.sentences[:1], *draft.sentences]
                break


def _modality(reading: Reading, number: int, frame: Frame) -> Modality:
    """Cues of the clause itself, of the speech before it, and of a judgement behind it."""
    clause = reading.clauses[number]
    code = reading.marked.code
    own = code[clause.start : frame.start]
    heads = [one.text for one in reading.clauses[:number] if one.speech]
    ruling = heads[-1:] if heads else []
    before = [one.text for one in reading.clauses[max(0, number - 1) : number] if not one.speech]
    after = [one.text for one in reading.clauses[number + 1 : number + 3]]
    negated = speech.NEGATED.search(own[-24:]) is not None
    cues = "，".join([*ruling, own])
    if frame.relative or re.search(r"的(?:传闻|说法|指控|报道|指责|消息|传言|指称|猜测)", clause.text):
        cues += "，" + "，".join(after)
        cues += clause.text[frame.end - clause.start :] if frame.end > clause.start else ""
    failed = "，".join(after)
    if speech.FAILED.search(failed):
        cues += "，" + failed
    elif re.search(
        r"(?:此|这一|该|这种|上述)(?:说法|指控|传闻|指责|消息|报道)|予以否认|(?:对此)(?:表示)?否认", failed
    ) and speech.DENIED.search(failed):
        cues += "，" + failed if number + 1 < len(reading.clauses) and not heads else ""
    if before and re.search(r"(?:计划|希望|打算|拟|寻求|准备|担心|涉嫌|试图)$", before[-1]):
        cues += before[-1]
    return speech.judge(cues, negated, reading.said)


def _sums(reading: Reading, number: int, frame: Frame) -> list[Money]:
    """Sums in the clause of the frame, else in the clauses of value behind it."""
    code = reading.marked.code
    found: list[Money] = []
    clause = reading.clauses[number]
    texts = [(clause.start, clause.end)]
    for other in reading.clauses[number + 1 : number + 3]:
        if re.search(
            rf"(?:价|额|值|售|标|款|费|花费|支付|作价|合计|总计|约合|共计|耗资|每)[^，]{{0,8}}[{M}]|^[{M}]|"
            rf"[{M}]的?(?:价格|单价|总价)",
            other.text,
        ):
            texts.append((other.start, other.end))
        else:
            break
    if number and re.search(rf"(?:以|按|价|额|值)[^，]{{0,8}}[{M}]", reading.clauses[number - 1].text):
        texts.append((reading.clauses[number - 1].start, reading.clauses[number - 1].end))
    for start, end in texts:
        for match in re.finditer(rf"[{M}]", code[start:end]):
            mention = reading.marked.mentions[match.group()]
            if mention.amount is None:
                continue
            around = code[max(start, start + match.start() - 6) : min(end, start + match.end() + 4)]
            each = mention.amount.unit_price or UNIT_PRICE.search(around) is not None
            found.append(Money(mention.amount.amount, each))
    return found


def _values(reading: Reading, number: int, drafts: list[Draft], frame: Frame) -> None:
    sums = _sums(reading, number, frame)
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


def _dates(reading: Reading, number: int, drafts: list[Draft], frame: Frame, clause: Clause) -> None:
    """The date of the clause, else that of the clauses before it which state nothing of their own."""
    code = reading.marked.code
    own = code[clause.start : clause.end]
    found = _read(reading, code[clause.start : frame.start]) or _read(reading, code[frame.end : clause.end])
    if found is None and not LATER_DATE.search(own[:6]):
        for other in reversed(reading.clauses[:number]):
            if other.speech or SPEECH_DATE.search(other.text):
                date = re.match(rf"[{D}](?=[^，]*(?:显示|统计))", other.text)
                if date is None or not re.search(r"统计|数据", other.text):
                    continue
            found = _read(reading, other.text)
            if found is not None:
                break
    if found is None or (
        REQUEST.search(own[: frame.start - clause.start]) and not re.search(rf"[{D}](?=前|之前|底前)", own)
    ):
        return
    for draft in drafts:
        draft.start, draft.end = found.first, found.last
        if found.relative and (found.first or found.last):
            draft.flag("date_relative")


def _read(reading: Reading, text: str) -> DateFound | None:
    dates = [one.date for one in reading.marked.kinds(text) if one.date is not None]
    dates = [one for one in dates if one.first or one.last]
    if len(dates) == 2 and dates[0].first and dates[1].last and dates[0].last is None and dates[1].first is None:
        return DateFound(dates[0].start, dates[1].end, dates[0].first, dates[1].last, dates[0].relative)
    return dates[0] if dates else None
