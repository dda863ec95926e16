"""What a Chinese clause begins with: coverbs with their parties, and goods that stand before the verb."""

from __future__ import annotations

import re

from loaders.extraction.chinese import phrases
from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.state import Clause, Frame, Reading
from loaders.extraction.chinese.verbs import verbs

PARTY = signs("name", "group", "country", "place", "anaphor")
ACTOR = signs("name", "group", "country", "anaphor")
N, G, C, L, D = (signs(kind) for kind in ("name", "group", "country", "place", "date"))
Q, M = signs("amount"), signs("money")
ONE = rf"(?:[{C}](?=[{L}]))?[{PARTY}]"
LIST = rf"{ONE}(?:(?:、|和|与|及|以及|或|，以及){ONE})*"
AROUND = (
    r"(?:等(?:国家|国|地区?|方面|公司|企业|客户|第三国|中间商)?|境内|之手|陆路|公路|铁路|海路|空运|方面|当局|政府|军方|"
    r"市场|两国|三国|两家(?:公司|"
    r"企业)|有关方面|有关部门|转运|中转|转口|转机|港口?|口岸|地区|海关|市|的?(?:中间人|第三方|渠道|代理))*"
)
FILL = (
    rf"(?:[{Q}](?=[{G}{N}{C}])|包括|位于|设在|远在|身在|一家|另一家|若干|多家|两家|数家|几家|三家|一名|任何|某|"
    rf"其|在|的|这家|这一|整个|"
    r"邻国|盟友|第三国|第三方|买方|客户|中间商|收货方|卖方|买家|中介|中间人|供应商|子公司|关联公司|同样|上述|部分|"
    r"一些|诸如|据称是)*"
)
COVERB = re.compile(
    rf"(?P<role>交由|委托|托付|拜托|托(?!运)|经由|途经|通过|透过|借道|取道|绕道|绕经|假道|取径|依靠|靠|借助|"
    rf"过境|经过|经|向|对(?!外)|给|为|替|朝|往|从|自|"
    rf"由|被|遭|与|同|和|跟|在|(?<![至关由对等属])于|至|到|应|比|代|随)"
    rf"{FILL}(?P<who>{LIST}){AROUND}"
)
BUILT = re.compile(  # "该厂为B建造的科考船已交付"
    rf"(?P<a>[{ACTOR}])(?:为|替|给)(?P<b>[{PARTY}])(?:[^，。{PARTY}]{{0,6}})(?:建造|制造|生产|研制|定制|改装|打造)的"
)
NOUN = 24  # signs of a clause that is but a noun
TOPIC_LEAD = re.compile(
    rf"^(?:[{D}]|有(?=[{C}{Q}{G}{N}])|[又还](?=有)|(?:经查|调查)?(?:发现|查明|得知|获悉)(?=[{N}])|[，、：]|并|"
    rf"而|但|且|另|其后|随后|之后|此后|"
    rf"然后|再|同时|接着|后|当时|后来|其中(?=[^，]))*"
)


def goods_before(reading: Reading, frame: Frame, clause: Clause) -> None:
    """ "X的示波器，是通过Y卖给Z的": the goods are the whole clause before."""
    number = reading.clauses.index(clause)
    before = reading.clauses[number - 1] if number else None
    if before is None or before.speech or verbs().search(before.text) or len(before.text) > NOUN:
        return
    held = re.search(r"[将把]", before.text)
    if held and frame.kind != "acquire":
        frame.goods = [
            one for one in phrases.phrase(reading.marked, before.start + held.end(), before.end) if one.known
        ]
    if not frame.goods:
        goods_as_topic(reading, frame, before.text, before.start)


def goods_as_topic(reading: Reading, frame: Frame, left: str, offset: int) -> None:
    """The goods stand before the verb: "货物经土耳其运往俄罗斯", "中国对俄罗斯的芯片出口"."""
    code = reading.marked.code
    lead = TOPIC_LEAD.match(left)
    start = offset + (lead.end() if lead else 0)
    if re.match(r"对(?!讲机)|关于|有关|就|在|针对|围绕|随着", code[start : offset + len(left)]):
        return
    while (way := re.compile(rf"{COVERB.pattern}，").match(code, start, offset + len(left))) is not None:
        start = way.end()
    goods = phrases.phrase(reading.marked, start, offset + len(left))
    if goods and goods[0].last > start and (goods[0].known or goods[0].back):
        frame.goods, frame.topical = goods, True
        return
    needed = re.match(rf"[{PARTY}](?:所需|急需|需要|所用|所缺)的?", code[start : offset + len(left)])
    if needed and frame.kind != "acquire" and not frame.recipients:
        goods = phrases.phrase(reading.marked, start + needed.end(), offset + len(left))
        if goods and goods[0].known:
            frame.goods, frame.topical = goods, True
            frame.recipients += reading.parties(needed.group())
            return
    made = re.match(
        rf"由(?P<m>[{N}])(?:公司)?(?:所)?(?:生产|制造|研制|出品)(?:[、，并][^，。的]{{0,20}})?的",
        code[start : offset + len(left)],
    )
    if made:
        goods = phrases.phrase(reading.marked, start + made.end(), offset + len(left))
        if goods and goods[0].known:
            goods[0].maker = goods[0].maker or made["m"]
            frame.goods, frame.topical = goods, True
            return
    built = BUILT.match(code, start, offset + len(left))
    if built and frame.kind == "supply":
        goods = phrases.phrase(reading.marked, built.end(), offset + len(left))
        if goods and goods[0].known:
            frame.goods, frame.topical = goods, True
            frame.suppliers += reading.parties(built["a"])
            frame.recipients += reading.parties(built["b"])
            return
    owned = re.match(rf"[{PARTY}]的", code[start : offset + len(left)])
    if owned:
        goods = phrases.phrase(reading.marked, start + owned.end(), offset + len(left))
        if goods and (goods[0].known or goods[0].back):
            frame.goods, frame.topical = goods, True
            if frame.kind != "acquire" and not frame.suppliers:
                frame.suppliers += [one for one in reading.parties(owned.group()) if one.kind != "place"]
