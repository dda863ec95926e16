"""What a Chinese sentence says besides transfers, and what it adds to the transfers of before."""

from __future__ import annotations

import re

from graph.model import Party
from loaders.extraction.chinese import phrases
from loaders.extraction.chinese.finds import finds, maker_in
from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.relations import events, relations
from loaders.extraction.chinese.spread import dated, filled, sums_between
from loaders.extraction.chinese.state import Reading
from loaders.extraction.drafts import Draft

PARTY = signs("name", "group", "country", "place", "anaphor")
N, G, C, L, S = (signs(kind) for kind in ("name", "group", "country", "place", "quote"))
DECLARED = re.compile(
    rf"(?:(?:报关|申报|海关申报|货物|通关|单据|提单|发票|申报单|报关单)?(?:上)?(?:的)?(?:品名|名称|商品名|"
    rf"品目)(?:一栏)?(?:却|则|仅|均|都|里)*(?:写作|写着|填写|写的?(?:却)?是|为|是|称|填报|登记|标注|填)(?:的)?(?:为|"
    rf"的是|成|是)?|"
    rf"(?:申报|报关|伪报|谎报|标注|标示|登记|描述|伪装|标为|记录|报称|瞒报|注明|标明|填报|虚报|假报|列|称|说|"
    rf"标称)(?:为|成|作|的是|名称为|的品名是|的品名为)|"
    rf"(?:申报单|报关单|单据|提单|发票|报关文件|货运单|海关单证|文件|单证|清单|货单|舱单)(?:上|中|里)?(?:却|则|均|仅|"
    rf"只)?(?:写着|写明|写的(?:却)?是|显示|注明|标注|填写?|列明|载明|标明|称)(?:的)?(?:却|则)?(?:是|为|着)?|"
    rf"以|冒充|假借|作为|当作)(?P<q>[{S}])(?P<as>(?:的)?(?:名义|品名|名目|名称))?"
)
ROUTE = re.compile(
    rf"(?:货物|这批货|该批货|这些货|货柜|运输|路线|线路|货|物流|包裹|交易|它们|其中[^，]{{0,6}}|芯片|设备|零件|"
    rf"零部件|部件|整批[^，]{{0,4}}|全部[^，]{{0,4}})?(?:[^，。{PARTY}]{{0,10}})"
    rf"(?:途经|经由|取道|借道|绕道|经过|过境|路经|经|通过)(?P<via>[{PARTY}](?:(?:、|和|与|及|"
    rf"以及)[{PARTY}])*)(?:中转|转运|转口|转机|运输|的?口岸|等地|境内|入境|出境|的港口|运抵|海运|陆路)*(?=[，。；]|$)"
)
BUYER = re.compile(
    rf"(?:买方|买家|采购方|收货人|收货方|进口方|进口商|最终用户|最终收货人|收货单位|购货方|接收方)(?:均|都|则|"
    rf"一栏)?(?:为|是|系|：|写着)(?:[^，。{PARTY}]{{0,4}})(?P<who>[{N}{G}{C}])"
)
SELLER = re.compile(
    rf"(?:卖方|供货方|出口方|发货人|发货方|供应方|供应商|出口商|供货商|销售方)(?:均|都|则|一栏)?(?:为|是|系|：|"
    rf"写着)(?:[^，。{PARTY}]{{0,4}})(?P<who>[{N}{G}{C}])"
)
THING = re.compile(r"(?:标的物?|货物|商品|品名|合同标的|交易标的|货品)(?:为|是|系)")


def statements(reading: Reading, found: list[Draft]) -> list[Draft]:
    """Read finds, production, ownership, offices, lists, contracts described by their sides, and events."""
    out = finds(reading, [draft for draft in found if draft.kind == "transfer"])
    out += relations(reading)
    if not found:
        out += _contract(reading)
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
    names = [(one.name, one) for one in goods if one.name and one.known]
    if not thing:
        names = [(name, phrases.Goods(name, back=True)) for name in reading.state.goods[:1]]
    drafts = []
    for name, one in names:
        suppliers, recipients = reading.parties(seller["who"]), reading.parties(buyer["who"])
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


def complete(reading: Reading, found: list[Draft]) -> None:
    """Let a sentence complete its transfers, or those of the sentence before: declaration, way, receiver, maker."""
    moved = [draft for draft in found if draft.kind == "transfer"]
    _declare(reading, moved)
    _route(reading, moved)
    buyer = BUYER.search(reading.marked.code)
    if buyer is not None and moved and SELLER.search(reading.marked.code) is None:
        for party in reading.parties(buyer["who"])[:1]:
            for draft in moved:
                if draft.recipient is None or (
                    draft.recipient.form == "country" and draft.recipient.country == party.country
                ):
                    draft.recipient = party
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


def _declare(reading: Reading, moved: list[Draft]) -> None:
    for match in DECLARED.finditer(reading.marked.code):
        if match.group()[0] in "以假作当" and not match["as"]:
            continue
        targets = [draft for draft in moved if draft.modality not in ("denied", "feared", "sought")]
        for draft in targets or reading.state.recent[-1:]:
            if draft.declared_as is None and draft.kind == "transfer":
                draft.declared_as = reading.marked.mentions[match["q"]].surface
                draft.also(reading.marked.sentence)


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
