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
N, G, C, Q, E = (signs(kind) for kind in ("name", "group", "country", "amount", "percent"))
SHARE = (
    rf"(?:(?:有|约|近|逾|超过|至少)*(?:[一二三四五六七八九]成(?:以上|左右)?|[{E}](?:以上|左右)?|"
    r"大部分|绝大部分|多数|一半(?:以上)?|半数)(?:的)?)"
)
HAVING = (
    r"(?:手里|手中|所用|所需|使用|采购|购买|进口|装备|收到|得到|配备|消耗|急需|需要|每[月年]消耗|每[月年]使用|生产|新近|"
    r"目前|正在|大量|主要)*"
)
WHERE = (
    r"(?:的?(?:[^，。；的]{0,6})(?:生产线|产线|车间|厂房|仓库|工厂|库房|装配线|实验室|流水线|研究所)"
    r"(?:上|里|中|内)(?:的)?，?)?"
)
ALL = r"(?:均|都|主要|大多|大都|全部|大部分|多半|几乎|全|悉数|则|正是|就|一直|长期|其实|实际上|也|还|仍|只|清一色)*"
COMES = re.compile(
    rf"(?P<b>[{N}{G}{C}]){WHERE}{HAVING}(?:的)?{SHARE}?(?:这批|这些|另一批|那批|该批)?"
    rf"(?P<g>[^，。；{PARTY}的]{{2,14}}?)(?:[中里]?(?:，)?{SHARE})?(?:有[{Q}])?，?{ALL}"
    rf"(?:来自|源自|购自|采购自|进口自|由此而来|出自|订自)(?:于)?(?P<a>[{N}{G}{C}])(?![一-龥]{{0,3}}(?:市场|方面的))"
)
BY = re.compile(
    rf"(?P<b>[{N}{G}{C}]){WHERE}{HAVING}的(?P<g>[^，。；{PARTY}的]{{2,14}}?)(?:[中里]?(?:，)?{SHARE})?，?{ALL}由"
    rf"(?P<a>[{N}{G}{C}])(?:公司)?(?:独家|负责|长期|一家|继续)*(?:供应|提供|供货|交付|供给|供)(?![应货给链商][一-龥]{{0,2}}的)"
)


BOUGHT = re.compile(
    rf"(?P<b>[{N}{G}{C}])(?:[^，。{PARTY}的]{{0,6}})(?:购自|采购自|进口自|引进自|订自|买自|得自|租自)(?P<a>[{N}{G}{C}])(?:公司)?的"
    rf"(?P<g>[^，。；{PARTY}]{{2,16}}?)(?=[已共总累合计约达为目，。；]|{ALL}(?:已|共|达)|$)"
)
AFTER = re.compile(rf"(?:已|共|总数|累计|合计|总计|达到?|约|为|，)*(?P<q>[{Q}])")


def supplied(reading: Reading) -> list[Draft]:
    """Read whose goods come from whom."""
    code = reading.marked.code
    for pattern in (COMES, BY, BOUGHT):
        match = pattern.search(code)
        if match is None or speech.NEGATED.search(match.group()):
            continue
        goods = phrases.phrase(reading.marked, match.start("g"), match.end("g"))
        drafts = between_two(reading, reading.parties(match["a"]), reading.parties(match["b"]), goods)
        counted = AFTER.match(code, match.end()) if pattern is BOUGHT else None
        amount = reading.marked.mentions[counted["q"]].amount if counted else None
        if amount is not None and len(drafts) == 1 and amount.kind in ("number", "count"):
            drafts[0].quantity = drafts[0].quantity or amount.amount
        if drafts:
            return drafts
    return []


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
