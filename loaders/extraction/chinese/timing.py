"""When it happened, in Chinese: the date of a claim out of its clause and those around it."""

from __future__ import annotations

import re

from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.state import Frame, Reading
from loaders.extraction.dates import DateFound
from loaders.extraction.drafts import Draft

M, D, Q = signs("money"), signs("date"), signs("amount")
NEAR = 5  # clauses before in which the date of a frame can stand
LATER_DATE = re.compile(r"随后|此后|之后|后来|接着|然后|再|又|最终|稍后|不久")
SPEECH_DATE = re.compile(r"记者会|发布会|声明|听证|报道|文章|采访|演讲|讲话")
ORDERS = frozenset("订购 订货 定购 求购 订 订下 索要 索取 讨要 选购 下单".split())
REQUEST = re.compile(r"支付|付款|汇款|请求|要求|求购|订购|订货|订单|签署|签订|签约|下单")


def dated(reading: Reading, number: int, drafts: list[Draft]) -> None:
    """Give drafts the date of a clause, else that of the clauses before it which state nothing of their own.

    Args:
        reading: the sentence.
        number: of the clause; the number of clauses: any of them.
        drafts: to be dated.
    """
    code = reading.marked.code
    if number >= len(reading.clauses):
        found = _read(reading, code)
    else:
        clause = reading.clauses[number]
        found = _read(reading, code[clause.start : clause.end]) or _before(reading, number)
    _set(drafts, found)


def _before(reading: Reading, number: int) -> DateFound | None:
    for other in reversed(reading.clauses[max(0, number - NEAR) : number]):
        statistics = re.search(rf"[{D}][^，]*(?:统计|数据)", other.text) and not re.search(
            r"公布|发布|披露", other.text
        )
        if (other.speech or SPEECH_DATE.search(other.text) or REQUEST.search(other.text)) and not statistics:
            return None  # what stands before it dates the statement
        found = _read(reading, other.text)
        if found is not None:
            return found
    return None


def _set(drafts: list[Draft], found: DateFound | None) -> None:
    if found is None:
        return
    for draft in drafts:
        draft.start, draft.end = found.first, found.last
        if found.relative and (found.first or found.last):
            draft.flag("date_relative")


def date(reading: Reading, number: int, drafts: list[Draft], frame: Frame, second: bool) -> None:
    """Date drafts by what stands before the verb, else behind it, else in the clauses before; never by a request.

    Args:
        reading: the sentence.
        number: of the clause of the frame.
        drafts: to be dated.
        frame: that gave them.
        second: whether the sentence has a frame before it.
    """
    code, clause = reading.marked.code, reading.clauses[number]
    own = code[clause.start : clause.end]
    found = _read(reading, code[clause.start : frame.start]) or _read(reading, code[frame.end : clause.end])
    unsure = any(one.date is not None for one in reading.marked.kinds(code[clause.start : frame.start]))
    if found is None and number and re.fullmatch(rf"[{D}]", reading.clauses[number - 1].text):
        found = _read(reading, reading.clauses[number - 1].text)
    if found is None and not unsure and not (second and LATER_DATE.search(own[: frame.start - clause.start])):
        found = _before(reading, number)
    if found is None and not unsure:
        found = _behind(reading, number)
    if frame.verb in ORDERS:
        return  # that of the order is not that of the delivery
    if REQUEST.search(own[: frame.start - clause.start]) and not re.search(rf"[{D}](?=前|之前|底前)", own):
        return
    _set(drafts, found)


def _behind(reading: Reading, number: int) -> DateFound | None:
    """ "货物已于2024年4月交付", "两批货均在2025年1月发运": a clause behind that dates the shipment."""
    for other in reading.clauses[number + 1 : number + 4]:
        if re.search(
            rf"(?:货|均|全部|已)[^，]{{0,6}}[{D}][^，]{{0,4}}(?:交付|发运|交货|发货|启运|运抵|抵达|装船|出运|完成|"
            rf"到货)",
            other.text,
        ):
            return _read(reading, other.text)
        if re.match(
            rf"(?:将|定|计划|预计|应)?(?:于|在)?[{D}](?:内|之内)?(?:交付|交货|到货|启运|发运|起运)", other.text
        ):
            return _read(reading, other.text)
        if re.match(rf"(?:时间|交付时间|交货期)?(?:定在|定于|预计在|预计于|为)[{D}]|[{D}](?:比|较|同比)", other.text):
            return _read(reading, other.text)
        if re.fullmatch(
            rf"[{D}](?:全年)?(?:共|共计|合计|总计|累计|到货|交货|供货|发货|达|达到|为|约|多达)*[{Q}{M}][。”]?",
            other.text,
        ):
            return _read(reading, other.text)
    return None


def _read(reading: Reading, text: str) -> DateFound | None:
    dates = [one.date for one in reading.marked.kinds(text) if one.date is not None]
    dates = [one for one in dates if one.first or one.last]
    if len(dates) == 2 and dates[0].first and dates[1].last and dates[0].last is None and dates[1].first is None:
        return DateFound(dates[0].start, dates[1].end, dates[0].first, dates[1].last, dates[0].relative)
    return dates[0] if dates else None
