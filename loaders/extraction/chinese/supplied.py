"""Whose goods come from whom, without a verb of transfer, in Chinese: "B的生产线上，七成机床来自A"."""

from __future__ import annotations

import re

from graph.model import Party
from loaders.extraction.chinese import phrases, speech
from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.spread import filled, sums_between
from loaders.extraction.chinese.state import Reading
from loaders.extraction.drafts import Draft

PARTY = signs("name", "group", "country", "place", "anaphor")
N, G, C, Q, E, S = (signs(kind) for kind in ("name", "group", "country", "amount", "percent", "quote"))
D = signs("date")
SHARE = (
    rf"(?:(?:有|约|近|逾|超过|至少)*(?:(?:[一二三四五六七八九]成(?:以上|左右)?|[{E}](?:以上|左右)?|"
    r"大部分|绝大部分|多数|一半(?:以上)?|半数))(?:的)?)"
)
HAVING = (
    r"(?:手里|手中|所用|所需|使用|采购|购买|进口|装备|收到|得到|配备|消耗|急需|需要|每[月年]消耗|每[月年]使用|"
    r"生产|新近|换装|列装|订购|"
    r"目前|正在|大量|主要)*"
)
WHERE = (
    r"(?:的?(?:[^，。；的]{0,6})(?:生产线|产线|车间|厂房|仓库|工厂|库房|装配线|实验室|流水线|研究所)"
    r"(?:上|里|中|内)(?:的)?，?)?"
)
ALL = (
    r"(?:均|都|主要|大多|大都|全部|大部分|多半|"
    r"几乎|全|悉数|则|正是|就|一直|长期|其实|实际上|也|还|仍|只|清一色|据称|据信|据说|据悉)*"
)
COMES = re.compile(
    rf"(?P<b>[{N}{G}{C}])(?:[{S}]号?[一-龥]{{0,4}}?)?{WHERE}{HAVING}(?:的)?(?:(?:[^，。；{PARTY}的]{{1,8}}[中里内]，?)?(?P<s1>{SHARE}))?(?:这批|这些|另一批|"
    rf"那批|该批)?"
    rf"(?P<g>[^，。；{PARTY}的]{{2,14}}?)(?:[中里]?(?:，)?(?P<s2>{SHARE}))?(?:有[{Q}])?，?{ALL}"
    rf"(?:来自|源自|购自|采购自|进口自|由此而来|出自|订自)(?:于)?(?P<a>[{N}{G}{C}])(?![一-龥]{{0,3}}(?:市场|方面的))"
)
BY = re.compile(
    rf"(?P<b>[{N}{G}{C}]){WHERE}{HAVING}的(?P<g>[^，。；{PARTY}的]{{2,14}}?)(?:[中里]?(?:，)?{SHARE})?，?{ALL}由"
    rf"(?P<a>[{N}{G}{C}])(?:公司)?(?:独家|负责|长期|一家|继续)*(?:供应|提供|供货|交付|供给|"
    rf"供)(?![应货给链商][一-龥]{{0,2}}的)"
)


BOUGHT = re.compile(
    rf"(?P<b>[{N}{G}{C}])(?:[^，。{PARTY}的]{{0,6}})(?:购自|采购自|进口自|引进自|订自|买自|得自|"
    rf"租自)(?P<a>[{N}{G}{C}])(?:公司)?的"
    rf"(?P<g>[^，。；{PARTY}]{{2,16}}?)(?=[已共总累合计约达为目，。；]|{ALL}(?:已|共|达)|$)"
)
RANK = r"(?:主要|唯一|最大|重要|独家|长期|核心|首要|第一大|第二大|指定|固定|头号|之一|关键)*"
STANDING = re.compile(
    rf"(?P<a>[{N}{G}{C}])(?:[^，。{PARTY}]{{0,8}}?)(?:是|为|系|成为|作为)(?:了)?(?P<b>[{N}{G}{C}])(?:的)?{RANK}(?:的)?"
    rf"(?P<g>[^，。；{PARTY}]{{2,14}}?)(?:的)?{RANK}(?:的)?(?:供应商|供货商|供货方|供货国|来源国|来源地|供应国|"
    rf"提供者|供应方|(?P<who>[{G}]))"
)
CUSTOMER = re.compile(
    rf"(?P<b>[{N}{G}{C}])(?:[^，。{PARTY}]{{0,8}}?)(?:是|为|系|成为|作为)(?:了)?(?P<a>[{N}{G}{C}])(?:的)?{RANK}(?:的)?"
    rf"(?P<g>[^，。；{PARTY}]{{2,14}}?)(?:的)?{RANK}(?:的)?(?:买家|客户|买主|进口商|进口国|采购方|采购商|用户|"
    rf"销售市场|(?P<who>[{G}]))"
)
ENDS = {  # what the group at the end must be
    STANDING: re.compile(r"(?:供应商|供货商|供货方|供应方)$"),
    CUSTOMER: re.compile(r"(?:买家|客户|买主|进口商|采购方|采购商|用户)$"),
}
ARRIVED = re.compile(
    rf"，(?P<d>[{D}])?，?(?:共|累计|合计|总共|已|先后|一共)*(?:到货|交货|供货|供应|交付|采购|购入|购买|"
    rf"发货)(?:了)?(?:共|约)?(?P<q>[{Q}])"
)
AFTER = re.compile(rf"(?:已|共|总数|累计|合计|总计|达到?|约|为|，)*(?P<q>[{Q}])")


def supplied(reading: Reading) -> list[Draft]:
    """Read whose goods come from whom."""
    code = reading.marked.code
    for pattern in (COMES, BY, BOUGHT, STANDING, CUSTOMER):
        match = pattern.search(code)
        if match is None or speech.NEGATED.search(match.group()):
            continue
        noun = match.groupdict().get("who")
        if noun and not ENDS[pattern].search(reading.marked.mentions[noun].surface):
            continue
        goods = phrases.phrase(reading.marked, match.start("g"), match.end("g"))
        drafts = between_two(reading, reading.parties(match["a"]), reading.parties(match["b"]), goods)
        if pattern is COMES and (match["s1"] or match["s2"]):
            for draft in drafts:
                draft.quantity = None  # a part of them
        arrived = ARRIVED.match(code, match.end())
        if arrived is not None and len(drafts) == 1:
            _arrived(reading, drafts[0], arrived)
        counted = AFTER.match(code, match.end()) if pattern is BOUGHT else None
        amount = reading.marked.mentions[counted["q"]].amount if counted else None
        if amount is not None and len(drafts) == 1 and amount.kind in ("number", "count"):
            drafts[0].quantity = drafts[0].quantity or amount.amount
        if drafts:
            return drafts
    return []


def _arrived(reading: Reading, draft: Draft, match: re.Match[str]) -> None:
    """ "…，2024年共到货180吨": number and date of what comes from somebody."""
    amount = reading.marked.mentions[match["q"]].amount
    date = reading.marked.mentions[match["d"]].date if match["d"] else None
    if amount is not None and amount.kind in ("number", "count"):
        draft.quantity = amount.amount
    if date is not None:
        draft.start, draft.end = date.first, date.last


def between_two(
    reading: Reading, suppliers: list[Party], recipients: list[Party], goods: list[phrases.Goods]
) -> list[Draft]:
    """The transfers of some goods from the first of some parties to the first of others."""
    drafts = []
    for one in goods:
        if not one.name or not one.known or not suppliers or not recipients or suppliers[0] == recipients[0]:
            continue
        draft = Draft(
            "transfer", [reading.marked.sentence], supplier=suppliers[0], recipient=recipients[0], goods=one.name
        )
        draft.modality = "reported" if reading.said else "asserted"
        filled(draft, one)
        sums = sums_between(reading, 0, len(reading.marked.code))
        if len(sums) == 1:
            draft.value = sums[0].amount
        drafts.append(draft)
    return drafts
