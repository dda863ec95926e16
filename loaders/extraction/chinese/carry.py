"""What a verb leaves out in a Chinese sentence: its subject, its goods, the sides of a contract."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.phrases import Goods
from loaders.extraction.chinese.state import Clause, Frame, Reading

PARTY = signs("name", "group", "country", "place", "anaphor")
ACTOR = signs("name", "group", "country", "anaphor")
D, Q = signs("date"), signs("amount")
WHOLE = re.compile(r"全部|悉数|如数|尽数|整批|原封不动|一件不留|全数")
REST = re.compile(r"余下|其余|剩下|剩余|另外|另有|其他|其它")
PAID = re.compile(
    rf"向(?P<who>[{ACTOR}])(?:[^，。]{{0,6}})(?:支付|付款|汇款|汇出|汇去|打款|转账|付了|预付)|(?:支付给|付给|"
    rf"汇给|打给|转给|汇往)(?P<to>[{ACTOR}])"
)
LOT = re.compile(
    rf"(?:^|[，{D}])(?:[首头]批|第[一二三四五]批|最后一批|其中|这)?(?P<q>[{Q}])(?=装船|启运|发出|离港|，|[{D}]|经|从|"
    rf"已|被|于|先|随后|$)"
)
THEN = re.compile(rf"(?:[{D}，]|随后|之后|此后|后来|最终|最后|然后|接着|其后|并|再|又|已)+(?:经|从|被|由|$)")
ORDERED = re.compile(
    rf"(?:接到|收到|接获|拿到)(?:了)?(?P<who>[{ACTOR}])(?:发来)?的(?:一份|一笔)?(?:订单|请求|询价|采购单|需求)"
)
PAIR = re.compile(
    rf"(?P<a>[{ACTOR}])(?:[^，。{PARTY}]{{0,6}})(?:与|同|和|跟)(?P<b>[{ACTOR}])[^，。]{{0,24}}(?:签订|签署|达成|"
    rf"签)[^，。]{{0,14}}"
)


def inherit(reading: Reading, frame: Frame, before: Frame | None, clause: Clause) -> None:
    """Subject and goods of the verb before go on to one that names none: "采购芯片，再转卖给…"."""
    subject = frame.recipients if frame.kind == "acquire" else frame.suppliers
    if (
        before is not None
        and frame.verb in ("交付", "交货", "发货", "发运")
        and not (frame.suppliers or frame.recipients or frame.goods)
    ):
        return  # "买下六架飞机，年底前交付" dates what stands before
    if before is not None and _onward(reading, frame, before):
        frame.goods = (
            frame.goods
            if frame.goods and not frame.goods[0].back
            else [replace(one, back=True, quantity=None) for one in before.goods]
        )
        frame.suppliers = [one for one in frame.suppliers if one not in before.suppliers] or list(before.recipients)
        return
    if before is not None and not subject and before.topical and _resold(frame, before):
        subject.extend(before.recipients)
    if before is not None:
        carried = before.recipients if before.kind == "acquire" else before.suppliers
        rest = any(one.definite for one in frame.goods) and REST.search(reading.marked.code[before.end : frame.start])
        parallel = (
            before.relative
            and frame.relative
            and re.match(rf"(?:[{D}]|而|其|又|则|，)*[对向]", reading.marked.code[clause.start :])
        )
        if not subject and rest:
            subject.extend(before.recipients if before.kind == "acquire" else before.suppliers)
        if not subject and (not frame.relative or parallel):
            passive = frame.goods and not before.inherited and frame.start > clause.start and _passive(reading, frame)
            if not passive:
                subject.extend(one for one in carried if one not in frame.recipients + frame.suppliers)
                frame.inherited = bool(subject)
        if (not frame.goods or not frame.goods[0].name or (frame.goods[0].back and before.kind == "acquire")) and (
            not before.relative or frame.start > before.end
        ):
            resold = before.kind == "acquire" and frame.kind != "acquire" and bool(frame.goods) and frame.topical
            if resold and not subject and before.recipients[:1] not in ([], frame.recipients[:1]):
                subject.extend(before.recipients)
            whole = WHOLE.search(reading.marked.code[before.end : frame.start]) is not None
            part = any(one.rest for one in frame.goods)
            frame.goods = [replace(one, back=True, whole=whole, rest=part) for one in before.goods]
    _also(reading, frame, before, clause)
    held = clause.held
    if not subject and held and not frame.relative and held not in frame.recipients + frame.suppliers:
        bought = (
            frame.kind == "acquire"
            and bool(frame.suppliers)
            and "被" not in reading.marked.code[clause.start : frame.start]
        )
        subject.extend([held] if bought or not _passive(reading, frame) else [])


def _resold(frame: Frame, before: Frame) -> bool:
    """ "这批机床由A卖给B，再转口到C": B passes it on."""
    onward = frame.kind == "supply_to" and frame.verb.startswith(("转", "再出口"))
    return onward and bool(before.recipients) and all(one.form in ("named", "group") for one in before.recipients)


def _also(reading: Reading, frame: Frame, before: Frame | None, clause: Clause) -> None:
    """ "同时供应密封件3.5吨": the second verb has the recipient of the first."""
    also = re.match(rf"(?:[{D}]|，)*(?:同时|并|还|另|也|此外|又|亦)", reading.marked.code[clause.start : frame.start])
    if before is not None and also and frame.inherited and frame.kind == "supply" and not frame.recipients:
        own = bool(frame.goods) and not frame.goods[0].back and not frame.relative
        frame.recipients = list(before.recipients) if own and before.kind in ("supply", "supply_to") else []


def ordered(reading: Reading, frame: Frame) -> None:
    """ "A接到B的订单，要求供应…": whoever orders receives."""
    match = ORDERED.search(reading.marked.code, 0, frame.start)
    if frame.kind == "supply" and not frame.recipients and match is not None:
        frame.recipients = reading.parties(match["who"])


def paid(reading: Reading, frame: Frame, clause: Clause) -> None:
    """ "A向B支付…，用于购买…": whoever is paid sells."""
    match = PAID.search(reading.marked.code, 0, frame.start)
    if frame.kind == "supply" and frame.relative and match is not None and not (frame.suppliers or frame.recipients):
        payer = [one for one in reading.parties(reading.marked.code[: match.start()]) if one.kind == "company"]
        frame.suppliers, frame.recipients = reading.parties(match["who"] or match["to"])[:1], payer[-1:]
    if frame.kind != "acquire" or frame.suppliers:
        return
    if match is not None:
        frame.suppliers = reading.parties(match["who"] or match["to"])


def contract(reading: Reading, frame: Frame, clause: Clause) -> None:
    """ "A与B签订供货合同，约定供应…": whoever is named first supplies, unless the contract is one of purchase."""
    pairs = list(PAIR.finditer(reading.marked.code, 0, frame.start))
    if frame.kind == "acquire" and pairs and not frame.suppliers and not frame.relative:
        one, other = reading.parties(pairs[-1]["a"]), reading.parties(pairs[-1]["b"])
        buyer = frame.recipients[:1] or one[:1]
        if one and buyer and one[0].surface == buyer[0].surface:
            frame.recipients, frame.suppliers = buyer, other[:1]
        return
    if frame.kind != "supply" or frame.recipients or frame.relative:
        return
    if pairs:
        match = pairs[-1]
        one, other = reading.parties(match["a"]), reading.parties(match["b"])
        if frame.suppliers:
            frame.recipients = other[:1] if one and one[0].surface == frame.suppliers[0].surface else []
            return
        buys = re.search("采购|购买|进口|订购", match.group()) is not None
        frame.suppliers, frame.recipients = (other[:1], one[:1]) if buys else (one[:1], other[:1])


def open_goods(reading: Reading, frame: Frame) -> None:
    """ "首批80台装船，运抵B": what was spoken of before arrives."""
    bare = bool(frame.goods) and frame.goods[0].bare
    if frame.kind != "supply_to" or not frame.recipients or not reading.state.goods or (frame.goods and not bare):
        return
    held = reading.state.recent[-1].recipient if reading.state.recent else None
    left = reading.marked.code[: frame.start]
    lot = LOT.search(left)
    holder = held is not None and any(one.surface == held.surface for one in frame.suppliers)
    if not bare and lot is None and not THEN.match(left) and not holder:
        return
    if not bare:
        amount = reading.marked.mentions[lot["q"]].amount if lot else None
        quantity = amount.amount if amount is not None and amount.kind in ("number", "count") else None
        frame.goods = [Goods("", quantity=quantity, back=True, bare=True)]
    last = reading.state.recent[0] if reading.state.recent else None
    same = last is not None and last.recipient is not None and last.recipient.surface == frame.recipients[0].surface
    if last is not None and last.supplier is not None and same and not frame.suppliers:
        frame.suppliers = [last.supplier]
    if bare and frame.topical and not frame.suppliers and held is not None and held.form != "country":
        frame.suppliers = [] if held.surface == frame.recipients[0].surface else [held]


def _onward(reading: Reading, frame: Frame, before: Frame) -> bool:
    """ "其中三分之二随后转往俄罗斯": whoever received the goods passes them on."""
    if frame.kind != "supply_to" or before.kind == "acquire" or not before.recipients or frame.suppliers:
        return False
    left = reading.marked.code[max(before.end, frame.start - 24) : frame.start]
    return re.search(r"其中|部分|这些|这批|该批|此批|货物|多数|大多|一半|全部|其余", left) is not None


def _passive(reading: Reading, frame: Frame) -> bool:
    left = reading.marked.code[max(0, frame.start - 6) : frame.start]
    return "被" in left or frame.topical
