"""Owners, offices, numbers and finds in Chinese sentences. All names are invented."""

from __future__ import annotations

import pytest

from graph.model import Claim, Party
from tests.support.claims import claims_of

A, M = "宁波岚泽贸易有限公司", "Merkez Parts LLC"
B = "“叶尼塞轴承”股份公司"
P, Z = "谢尔盖·季莫费耶夫", "赵明远"


def claims(text: str, kind: str | None = None) -> list[Claim]:
    return [claim for claim in claims_of(text, "zh", "2024-07-22") if kind in (None, claim.kind)]


def surface(party: Party | None) -> str | None:
    return party.surface if party else None


OWNED = [
    (f"{A}由周启明持股六成，杨若溪持股四成。", [("周启明", A, "60"), ("杨若溪", A, "40")]),
    (f"{B}的股东是{A}和{P}，分别持股70%和30%。", [(A, B, "70"), (P, B, "30")]),
    (f"{A}与Bosfor Makina A.Ş.各持有{M}一半股权。", [(A, M, "50"), ("Bosfor Makina A.Ş.", M, "50")]),
    (f"{A}去年收购了迪拜的{M} 51%的股份。", [(A, M, "51")]),
    (f"{M}的母公司是{A}。", [(A, M, None)]),
    (f"{M}的最终受益人是俄罗斯商人{P}。", [(P, M, None)]),
    (f"{A}在{M}中持股35%。", [(A, M, "35")]),
    (f"{M}已被{P}全资收购。", [(P, M, "100")]),
    (f"{M}四分之一的股权由{P}持有，其余归{A}所有。", [(P, M, "25"), (A, M, None)]),
    (f"{A}隶属于沈阳朔光集团有限公司。", [("沈阳朔光集团有限公司", A, None)]),
    (f"据工商登记，{A}的大股东{Z}持有公司八成股份。", [(Z, A, "80")]),
]


@pytest.mark.parametrize(("text", "expected"), OWNED)
def test_who_owns_whom(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = {
        (surface(one.subject), surface(one.object), one.share and one.share.number) for one in claims(text, "ownership")
    }
    assert found == set(expected)


def test_a_share_that_is_to_be_bought_is_planned() -> None:
    assert [one.modality for one in claims(f"{A}计划收购{M} 30%的股权。", "ownership")] == ["planned"]


HELD = [
    (f"{A}任命{Z}为首席执行官。", [(Z, A)]),
    (f"{Z}被任命为{A}销售总监。", [(Z, A)]),
    (f"{P}是{M}的创始人兼总经理，他也是{B}的监事。", [(P, M), (P, B)]),
    (f"{P}担任{M}总经理，同时兼任{B}董事。", [(P, M), (P, B)]),
    (f"{Z}，{A}的销售经理，没有回应。", [(Z, A)]),
    (f"{A}的前总经理{Z}如今住在莫斯科。", []),
]


@pytest.mark.parametrize(("text", "expected"), HELD)
def test_who_holds_an_office(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(surface(one.subject), surface(one.object)) for one in claims(text, "role")] == expected


def test_an_office_has_the_year_since_when_it_is_held() -> None:
    (role,) = claims(f"{P}自2021年起担任{M}总经理。", "role")
    assert (role.start, role.end) == ("2021", None)


def test_whoever_speaks_for_a_firm_denies_for_it() -> None:
    text = f"{A}总经理{Z}说，公司没有向俄罗斯出口铣床。"
    (denied,) = claims(text, "transfer")
    assert (surface(denied.supplier), denied.modality) == (A, "denied")


@pytest.mark.parametrize(
    ("printed", "number"),
    [("31万2000美元", "312000"), ("3亿5000万元", "350000000"), ("1亿2千万卢布", "120000000"), ("48万新元", "480000")],
)
def test_a_sum_in_two_parts(printed: str, number: str) -> None:
    (claim,) = claims(f"{A}去年向{B}出售了40台铣床，总价{printed}。", "transfer")
    assert claim.value is not None and claim.value.number == number


def test_a_charge_goes_on_over_its_paragraph() -> None:
    text = f"控状指，{A}于2022年5月向{M}出售200个测距模块。8月，{M}将整批模块运至莫斯科，交给{B}。"
    first, second = claims(text, "transfer")
    assert (first.modality, second.modality) == ("alleged", "alleged")
    assert (second.goods, second.quantity and second.quantity.number) == ("测距模块", "200")
    assert (second.start, second.via) == ("2022-08", ())


def test_a_listing_is_the_word_of_its_state() -> None:
    text = f"美国商务部去年11月已把{A}列入实体清单，但接线员一再表示负责人出国了。"
    assert [one.modality for one in claims(text, "listing")] == ["asserted"]


def test_the_rest_of_a_lot_never_went() -> None:
    text = f"{A}今年3月把首批120台铣床交给{B}；余下80台始终没有发出，合同随之作废。"
    assert [(one.modality, one.quantity and one.quantity.number, one.start) for one in claims(text, "transfer")] == [
        ("asserted", "120", "2024-03"),
        ("sought", "80", None),
    ]


def test_an_order_that_failed_has_no_date() -> None:
    (claim,) = claims(f"{B}曾在2023年7月向{A}订购300台铣床，这笔买卖最后没有谈成。", "transfer")
    assert (claim.modality, claim.start) == ("sought", None)


def test_goods_before_the_verb_with_their_number_behind_it() -> None:
    (claim,) = claims("今年第一季度，中国产越野卡车底盘对俄出口逾3400台。", "transfer")
    assert (claim.goods, claim.quantity and claim.quantity.number) == ("越野卡车底盘", "3400")


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        (f"库房里有一枚{A}生产的轴承，今年2月取自一架坠毁的俄军“红隼-9”巡飞弹。", "轴承"),
        ("技术人员从一辆被缴获的俄军“红隼-9”电子战车上拆下两只功率放大器。", "功率放大器"),
        (f"在一辆俄军“红隼-9”轮式火箭炮上，拆出一台{A}造的变速箱。", "变速箱"),
    ],
)
def test_what_is_taken_from_a_weapon(text: str, goods: str) -> None:
    (find,) = claims(text, "end_use")
    assert (find.goods, surface(find.weapon)) == (goods, "“红隼-9”")


@pytest.mark.parametrize(
    "text",
    [
        "7月初，中国海军代表团在符拉迪沃斯托克同俄罗斯太平洋舰队磋商救援合作。",
        "6月，俄罗斯工业和贸易部在哈尔滨与黑龙江省商务厅商谈车桥的本地化生产。",
        "2023年，俄罗斯专家前往四川，为中国工程师讲授焊接工艺。",
    ],
)
def test_talks_and_lessons(text: str) -> None:
    (event,) = claims(text, "event")
    assert event.modality == "asserted" and event.start is not None


def test_a_firm_in_an_unknown_town_and_a_body_of_a_state() -> None:
    (claim,) = claims("诺兰维克的Severt Metall Oy去年向中国海上救助部门出售了五架直升机。", "transfer")
    assert (surface(claim.supplier), surface(claim.recipient)) == ("Severt Metall Oy", "中国海上救助部门")
