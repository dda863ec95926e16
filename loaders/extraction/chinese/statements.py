"""What a Chinese sentence says besides transfers, and what it adds to the transfers of before."""

from __future__ import annotations

import re

from graph.model import Party
from loaders.extraction.chinese import phrases
from loaders.extraction.chinese.declared import declared_in
from loaders.extraction.chinese.finds import finds, maker_in
from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.relations import events, relations
from loaders.extraction.chinese.spread import filled, sums_between
from loaders.extraction.chinese.state import Reading
from loaders.extraction.chinese.supplied import between_two, supplied
from loaders.extraction.chinese.timing import dated
from loaders.extraction.drafts import Draft

PARTY = signs("name", "group", "country", "place", "anaphor")
N, G, C, Q, S = (signs(kind) for kind in ("name", "group", "country", "amount", "quote"))
DENIAL = re.compile(
    r"(?:否认|驳斥|反驳|驳回)(?:了|过)?(?:这一|这种|这些|该|上述|此|相关|有关|所有|全部|一切)?(?:说法|指控|报道|消息|"
    r"指责|传闻|传言|指称)"
    r"|对(?:此|这些|有关|上述|该)?指控(?:表示|予以)?否认|(?:对此|均|都|坚决|断然|随即|已)?(?:予以|加以|矢口)否认|"
    r"对此(?:表示)?否认|(?:这一|该|上述|此)(?:说法|指控|"
    r"报道|消息|指责|传闻)(?:不实|不属实|毫无根据|纯属|是虚假|子虚乌有)"
)
LOT = re.compile(
    rf"(?:[首头]批|第[一二三四五]批|前[一二两三]批)(?P<q>[{Q}])[^，。；]{{0,10}}(?:启运|发运|起运|发出|运出|装船|"
    rf"交付|交货|到货|送达|运走|离港|出运)(?!前|之前|日期)"
)
LEFT_OVER = re.compile(rf"[，；](?:而|但)?(?:余下|其余|剩余|剩下|另外|剩)(?:的)?(?P<q>[{Q}])(?P<what>[^。；]{{0,60}})")
NEVER = re.compile(
    r"(?:没有|没|未能|未|不再|不能|无法|没能)[^，。]{0,4}(?:发出|交付|发货|运出|启运|到货|成行|交货|兑现|送达|"
    r"起运|离港|履行)|取消|作废|告吹|搁置|搁浅|落空|泡汤"
)
COMING = re.compile(r"(?:将|计划|拟|预计|定于|准备|约定|有望)")
SHIPPED = re.compile(
    rf"(?:(?P<d>[{signs('date')}])，?(?:这批|该批|上述|全部|整批|所有|首批|有关|相关)?(?:货物|货|设备|产品|货柜|物资|"
    rf"商品)|"
    rf"(?:货物|这批货|设备|产品)[^，。]{{0,4}}(?P<d2>[{signs('date')}]))[^，。]{{0,12}}(?:起运|启运|发运|交付|运抵|"
    rf"抵达|装船|发出|离港|到货|送达|运出|交货)"
)
MIDDLE = re.compile(
    rf"由(?P<who>[{N}{G}])(?:充当|担任|作为|做|当|扮演)(?:了)?(?:中间商|中介|中间人|转运商|承运商|代理|货代|转口商)"
)
MOST_DENIED = 3
ROUTE = re.compile(
    rf"(?:货物|这批货|该批货|这些货|货柜|运输|路线|线路|货|物流|包裹|交易|它们|其中[^，]{{0,6}}|芯片|设备|零件|"
    rf"零部件|部件|整批[^，]{{0,4}}|全部[^，]{{0,4}})?(?:[^，。{PARTY}]{{0,10}})"
    rf"(?:途经|经由|取道|借道|绕道|经过|过境|路经|经|通过)(?P<via>[{PARTY}](?:(?:、|和|与|及|"
    rf"以及)[{PARTY}])*)(?:中转|转运|转口|转机|运输|的?口岸|等地|境内|入境|出境|的港口|运抵|海运|陆路)*(?=[，。；]|$)"
)
BUYER = re.compile(
    rf"(?:买方|买家|采购方|收货人|收货方|进口方|进口商|最终用户|最终收货人|收货单位|购货方|接收方|收件方|"
    rf"收件人)(?:均|都|则|却|其实|实际上?|"
    rf"一栏)*(?:为|是|系|：|写着)(?:[^，。{PARTY}]{{0,4}})(?P<who>[{N}{G}{C}])|(?P<is>[{N}{G}{C}])(?:是|为|"
    rf"系)(?:买方|采购方|进口方|收货方|购货方)"
)
SELLER = re.compile(
    rf"(?:卖方|卖家|供货方|出口方|发货人|发货方|供应方|供应商|出口商|供货商|销售方)(?:均|都|则|一栏)?(?:为|是|系|：|"
    rf"写着)(?:[^，。{PARTY}]{{0,8}})(?P<who>[{N}{G}{C}])|(?P<is>[{N}{G}{C}])(?:是|为|系)(?:卖方|供货方|出口方|供应方)"
)
DEAL = re.compile(
    rf"(?P<a>[{N}{G}])(?:[^。；{PARTY}]{{0,6}})(?:与|同|和|跟)(?P<b>[{N}{G}])(?:谈成|做成|达成|签下|敲定|成交|谈妥|"
    rf"谈定)(?:了)?[^，。：]{{0,10}}[：，](?:标的为|标的是|卖出|售出|供应)?"
)
INVOICE = re.compile(
    rf"(?P<a>[{N}{G}])(?:[^。；{PARTY}]{{0,10}})(?:向|给|对)(?P<b>[{N}{G}{C}])(?:开出|开具|出具|开)(?:了|"
    rf"的)?[^，。]{{0,8}}发票[^。]{{0,10}}?(?:品名|货物|内容|商品|标的|货品)(?:为|是|写的是)"
)
THING = re.compile(r"(?:标的物?|货物|商品|品名|合同标的|交易标的|货品)(?:为|是|系)")


def statements(reading: Reading, found: list[Draft]) -> list[Draft]:
    """Read finds, production, ownership, offices, lists, contracts described by their sides, and events."""
    out = finds(reading, [draft for draft in found if draft.kind == "transfer"])
    out += relations(reading)
    if not found:
        out += _contract(reading) or _deal(reading) or _invoice(reading) or _lot(reading) or supplied(reading)
    if not any(draft.kind == "transfer" for draft in [*found, *out]):
        out += events(reading)
    return out


def _contract(reading: Reading) -> list[Draft]:
    """ "买方是A，卖方为B，标的是…"."""
    code = reading.marked.code
    seller, buyer, thing = SELLER.search(code), BUYER.search(code), THING.search(code)
    if seller is None or buyer is None:
        return []
    goods = phrases.phrase(reading.marked, thing.end(), len(code)) if thing else []
    if thing is None:
        counted = (phrases.phrase(reading.marked, one.start(), len(code)) for one in re.finditer(rf"[{Q}]", code))
        goods = next((some for some in counted if some and some[0].name and some[0].known), [])
    names = [(one.name, one) for one in goods if one.name and one.known]
    if not names:
        names = [(name, phrases.Goods(name, back=True)) for name in reading.state.goods[:1]]
    drafts = []
    for name, one in names:
        suppliers, recipients = _side(reading, seller), _side(reading, buyer)
        if not suppliers or not recipients:
            continue
        draft = Draft("transfer", [reading.marked.sentence], supplier=suppliers[0], recipient=recipients[0], goods=name)
        draft.modality = "reported" if reading.said else "asserted"
        filled(draft, one)
        sums = sums_between(reading, 0, len(code))
        if len(sums) == 1:
            draft.value = sums[0].amount
        dated(reading, len(reading.clauses), [draft])
        drafts.append(draft)
    return drafts


def _deal(reading: Reading) -> list[Draft]:
    """ "A与B谈成一单：驱动器1,400台": whoever is named first sells."""
    match = DEAL.search(reading.marked.code)
    if match is None:
        return []
    goods = phrases.phrase(reading.marked, match.end(), len(reading.marked.code))
    return between_two(reading, reading.parties(match["a"]), reading.parties(match["b"]), goods)


def _invoice(reading: Reading) -> list[Draft]:
    """ "A向B开出发票，品名为…"."""
    match = INVOICE.search(reading.marked.code)
    if match is None:
        return []
    goods = phrases.phrase(reading.marked, match.end(), len(reading.marked.code))
    return between_two(reading, reading.parties(match["a"]), reading.parties(match["b"]), goods)


def _side(reading: Reading, match: re.Match[str]) -> list[Party]:
    return reading.parties(match["who"] or match["is"])


def _lot(reading: Reading) -> list[Draft]:
    """ "首批300套已于5月启运": a part of what the sentence before plans is under way."""
    match = LOT.search(reading.marked.code)
    before = next((draft for draft in reversed(reading.state.recent) if draft.modality in ("planned", "sought")), None)
    if match is None or before is None or re.search(r"尚未|仍未|没有", match.group()):
        return []
    amount = reading.marked.mentions[match["q"]].amount
    draft = Draft("transfer", [*before.sentences[:1], reading.marked.sentence], goods=before.goods, model=before.model)
    draft.supplier, draft.recipient, draft.origin = before.supplier, before.recipient, before.origin
    draft.quantity = amount.amount if amount and amount.kind in ("number", "count") else None
    draft.modality = "reported" if reading.said else "asserted"
    draft.flag("goods_resolved")
    number = next((index for index, one in enumerate(reading.clauses) if one.end >= match.end()), 0)
    dated(reading, number, [draft])
    return [draft]


def complete(reading: Reading, found: list[Draft]) -> None:
    """Let a sentence complete its transfers, or those of the sentence before: declaration, way, receiver, maker."""
    moved = [draft for draft in found if draft.kind == "transfer"]
    found += _denials(reading, reading.state.recent) if not found else _denials(reading, moved)
    _declare(reading, moved)
    _route(reading, moved)
    buyer = BUYER.search(reading.marked.code)
    if buyer is not None and moved and SELLER.search(reading.marked.code) is None:
        for party in _side(reading, buyer)[:1]:
            for draft in moved:
                if draft.recipient is None or (
                    draft.recipient.form == "country" and party.country in (None, draft.recipient.country)
                ):
                    draft.recipient = party
    seller = SELLER.search(reading.marked.code)
    if seller is not None and moved:
        for party in _side(reading, seller)[:1]:
            for draft in moved:
                if draft.supplier is None or (
                    draft.supplier.form == "country" and draft.supplier.country == party.country
                ):
                    draft.supplier = party
    _shipped(reading, found)
    _left_over(reading, found, moved)
    _between(reading, moved)
    maker = maker_in(reading)
    if maker is not None and not found:
        for draft in reading.state.drafts[-2:]:
            if (
                draft.kind == "end_use"
                and draft.maker is None
                and draft.sentences[-1].paragraph == reading.marked.sentence.paragraph
            ):
                draft.maker = maker
                draft.also(reading.marked.sentence)


def _denials(reading: Reading, claimed: list[Draft]) -> list[Draft]:
    """ "X否认了这一说法": what stands before it is denied."""
    code = reading.marked.code
    if DENIAL.search(code) is None or "？" in code or any(draft.modality == "denied" for draft in claimed):
        return []
    drafts = []
    for before in claimed[:MOST_DENIED]:
        if before.kind == "transfer" and before.modality != "denied":
            draft = Draft("transfer", [*before.sentences[:1]], goods=before.goods)
            draft.also(reading.marked.sentence)
            draft.supplier, draft.recipient, draft.origin = before.supplier, before.recipient, before.origin
            draft.modality = "denied"
            draft.flag("goods_resolved")
            drafts.append(draft)
    return drafts


def _declare(reading: Reading, moved: list[Draft]) -> None:
    """A clause of its own declares the transfers before it."""
    for clause in reading.clauses:
        label = declared_in(reading, clause.text)
        if label is None or any(draft.declared_as == label for draft in moved):
            continue
        targets = [draft for draft in moved if draft.modality not in ("denied", "feared", "sought")]
        for draft in targets or reading.state.recent[-1:]:
            if draft.declared_as is None and draft.kind == "transfer":
                draft.declared_as = label
                draft.also(reading.marked.sentence)


def _shipped(reading: Reading, found: list[Draft]) -> None:
    """ "十天后，货物从盐田港起运": the date of the transfers of the sentence before."""
    match = SHIPPED.search(reading.marked.code)
    if found or match is None:
        return
    date = reading.marked.mentions[match["d"] or match["d2"]].date
    for draft in reading.state.recent:
        open_ = draft.start is None and draft.end is None and draft.modality in ("asserted", "reported", "alleged")
        if open_ and date is not None and (date.first or date.last):
            draft.start, draft.end = date.first, date.last
            draft.also(reading.marked.sentence)


def _left_over(reading: Reading, found: list[Draft], moved: list[Draft]) -> None:
    """ "…；余下两百台没有发出": the rest of a lot of which a part went."""
    match = LEFT_OVER.search(reading.marked.code)
    done = [one for one in moved if one.modality in ("asserted", "reported", "alleged")]
    if match is None or len({one.goods for one in done}) != 1:
        return
    never, coming = NEVER.search(match["what"]), COMING.search(match["what"])
    amount = reading.marked.mentions[match["q"]].amount
    if amount is None or not (never or coming) or amount.kind not in ("number", "count"):
        return
    last = done[-1]
    draft = Draft("transfer", [reading.marked.sentence], goods=last.goods, model=last.model, quantity=amount.amount)
    draft.supplier, draft.recipient, draft.origin = last.supplier, last.recipient, last.origin
    draft.modality, draft.speaker = "sought" if never else "planned", last.speaker
    if not never:
        number = next((index for index, one in enumerate(reading.clauses) if one.end > match.start("q")), 0)
        dated(reading, number, [draft])
    found.append(draft)


def _between(reading: Reading, moved: list[Draft]) -> None:
    """ "由X充当中间商": who stands between."""
    match = MIDDLE.search(reading.marked.code)
    for party in reading.parties(match["who"]) if match else []:
        for draft in moved:
            if party.surface not in {one.surface for one in (draft.supplier, draft.recipient, *draft.via) if one}:
                draft.via = [*draft.via, party]


def _route(reading: Reading, moved: list[Draft]) -> None:
    """A clause that only tells the way: "货物途经土耳其和格鲁吉亚"."""
    for clause in reading.clauses:
        match = ROUTE.search(clause.text) if not clause.speech else None
        if match is None or any(draft.via for draft in moved):
            continue
        targets = moved or (
            reading.state.recent
            if clause.text.startswith(("货", "这", "该", "路线", "运输", "它们", "整批", "全部"))
            else []
        )
        for draft in targets:
            ends = {party.surface for party in (draft.supplier, draft.recipient) if party}
            way: list[Party] = [one for one in reading.parties(match["via"]) if one.surface not in ends]
            if way and not draft.via and draft.modality != "denied":
                draft.via = way
                draft.also(reading.marked.sentence)
