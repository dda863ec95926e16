"""Who makes what, with or for whom, in Chinese."""

from __future__ import annotations

import re

from graph.model import Party
from loaders.extraction.chinese import phrases, speech
from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.state import Clause, Reading
from loaders.extraction.chinese.timing import dated
from loaders.extraction.drafts import Draft

PARTY = signs("name", "group", "country", "place", "anaphor")
N, G, C, L, A = (signs(kind) for kind in ("name", "group", "country", "place", "anaphor"))
Q, D = signs("amount"), signs("date")
AGREED = re.compile(r"[^，。]{0,6}的[^，。]{0,4}(?:备忘录|协议|合同|意向|协定|计划|项目|问题|事宜|可能)")
VENTURE = re.compile(r"(?:合资|合作|联合|共同|联手)[^，]*(?:建厂|设厂|建立|设立|成立|组建|开设)")
LINKED = re.compile(rf"(?:[{D}]|，|将会?|计划|拟|打算|准备|正在?|已)*[与同和跟][{PARTY}]")
TOGETHER = re.compile(
    rf"(?P<a>[{N}{G}{C}{A}])(?:[^；。]{{0,14}}?)(?:同|与|和|跟|携手|联手|联合|"
    rf"协同)(?P<b>[{N}{G}{C}{A}])(?:[^，；。{PARTY}]{{0,20}}?(?:[{L}][^，；。{PARTY}]{{0,10}}?)?)"
    rf"(?:合作|联合|共同|合资|一起|携手|协作|联手|(?:建厂|设厂|建立工厂|设立工厂|建立(?:了)?合资(?:企业|公司)|"
    rf"成立(?:了)?合资(?:企业|公司)|"
    rf"组建(?:了)?合资(?:企业|公司)|开设(?:了)?(?:工厂|生产线))，?(?:专门|主要|用于|用来|以|"
    rf"负责)*)?(?P<verb>生产|制造|组装|研制|研发|开发|量产|装配)(?!商|企|公司|业|"
    rf"中心|设备|线|基地|"
    rf"能力|厂|许可)(?:了|出|过)?(?P<of>的)?"
)
MADE_BY = re.compile(  # "发动机均由A和B联合生产"
    rf"(?P<g>[^，。；{PARTY}]{{2,16}}?)(?:均|都|全部|主要|也|则|是|现|目前|已|一直|将)*由(?P<a>[{N}{G}])(?:公司)?"
    rf"(?:(?:和|与|同)(?P<b>[{N}{G}]))?(?:独家|负责|单独|在[{L}]|联合|共同|合作)*(?P<verb>生产|制造|研制|组装|"
    rf"代工)(?P<of>)(?=[，。；]|$)"
)
BOTH = re.compile(
    rf"(?:(?:两家|[{Q}])(?:企业|公司|工厂)|双方|两者|二者|两企业|两公司|两国)(?:[^，；。]{{0,24}}?)(?:合作|联合|共同|"
    rf"合资|一起|携手)(?P<verb>生产|制造|组装|研制|研发|开发|量产)(?!商|线|基地|能力|企|公司|业|厂|中心|"
    rf"设备)(?:了)?(?P<of>的)?"
)
FOR = re.compile(
    rf"(?P<a>[{N}{G}{C}{A}])(?:[^，；。{PARTY}]{{0,14}}?(?:[{L}{C}][^，；。{PARTY}]{{0,8}}?)?)(?:为|替|"
    rf"给)(?P<b>[{N}{G}{C}{A}])(?:[^，；。{PARTY}]{{0,12}}?)(?P<verb>生产|制造|组装|代工|加工|研制|开发|量产|定制|"
    rf"装配)(?!商|线|基地|能力|企|公司|业|厂|中心|设备)(?:了)?(?P<of>的)?"
)
ALONE = re.compile(
    rf"(?P<a>[{N}])(?:[^，；。{PARTY}的]{{0,14}}?(?:在?[{L}{C}][^，；。{PARTY}]{{0,10}}?)?)(?P<verb>生产|制造|组装|"
    rf"量产|研制)(?!商|线|基地|能力|厂|规模|成本|企|公司|业|中心|设备)(?:了|出)?(?P<of>的)?"
)


def production(reading: Reading, number: int, clause: Clause, moved: bool) -> list[Draft]:
    """Read who makes what, with or for whom, in a clause.

    Args:
        reading: the sentence.
        number, clause: the clause.
        moved: whether the sentence tells a transfer; then a maker alone says nothing of his own.
    """
    if clause.speech:
        return []
    code = reading.marked.code
    begin = (
        reading.clauses[number - 1].start
        if number and (LINKED.match(clause.text) or VENTURE.search(reading.clauses[number - 1].text))
        else clause.start
    )
    match = TOGETHER.search(code, begin, clause.end) or FOR.search(code, clause.start, clause.end)
    if match is not None:
        makers, objects = reading.parties(match["a"]), reading.parties(match["b"])
    else:
        match = BOTH.search(code, clause.start, clause.end)
        if match is not None:
            pair = _pair(reading)
            makers, objects = pair[:1], pair[1:]
        else:
            made = reading.state.weapon is None and MADE_BY.search(code, clause.start, clause.end)
            match = None if moved else made or ALONE.search(code, clause.start, clause.end)
            makers = reading.parties(match["a"]) if match else []
            objects = reading.parties(match.groupdict().get("b") or "") if match else []
    if match is None or match["of"] or not makers:
        return []
    if match.re is ALONE and code[clause.start : match.start()].endswith("由") and code.find("的", match.end()) > 0:
        return []  # "由X生产、报作…的芯片"
    where = match.span("g") if match.re is MADE_BY else (match.end(), clause.end)
    goods = [one for one in phrases.phrase(reading.marked, *where) if one.known]
    if match.re is not MADE_BY and AGREED.match(code, match.end() + len(goods[-1].name) if goods else match.end()):
        return []
    drafts = []
    for one in goods:
        draft = Draft("production", [reading.marked.sentence], maker=makers[0], goods=one.name, model=one.model)
        draft.object = objects[0] if objects else None
        draft.quantity = one.quantity
        own = code[begin : match.end("verb")]
        draft.modality = speech.judge(
            "".join(reading.ruling(number)) + "，" + own, speech.NEGATED.search(own) is not None, reading.said
        )
        dated(reading, number, [draft])
        drafts.append(draft)
    return drafts


def _pair(reading: Reading) -> list[Party]:
    """Whom 双方 or 两家企业 means: the last two parties."""
    found: list[Party] = []
    for party in reversed([*reading.state.parties, *reading.seen]):
        if party.surface not in {one.surface for one in found}:
            found.append(party)
    return found[:2] if len(found) > 1 else []
