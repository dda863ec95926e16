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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{A}去年分三批向{B}供货，共计1.2万只压力传感器，每只售价18美元。", (A, B, "压力传感器")),
        ("彼尔姆火药厂从新疆一家棉花公司收到了1200吨棉短绒。", ("新疆一家棉花公司", "彼尔姆火药厂", "棉短绒")),
        (f"香港Silver Peak Logistics Ltd作为中间商，把{A}的晶圆转卖给{B}。", ("Silver Peak Logistics Ltd", B, "晶圆")),
        (f"俄罗斯采购商去年从{A}买到了涡轮增压器。", (A, "俄罗斯采购商", "涡轮增压器")),
        (f"{A}把市值3400万元的机床控制器卖给{B}。", (A, B, "机床控制器")),
    ],
)
def test_goods_and_parties_in_other_places(text: str, expected: tuple[str, str, str]) -> None:
    (claim,) = claims(text, "transfer")
    assert (surface(claim.supplier), surface(claim.recipient), claim.goods) == expected


def test_a_part_of_a_lot_goes_on_without_its_number() -> None:
    text = f"{A}把11万个微型电机卖给{M}，后者将其中九成转运到俄罗斯。"
    found = {surface(one.supplier): (one.goods, one.quantity and one.quantity.number) for one in claims(text)}
    assert found == {A: ("微型电机", "110000"), M: ("微型电机", None)}


def test_whoever_bought_sells_on() -> None:
    text = "这批机床由大连一家民营企业卖给乌兰巴托的一家中介公司，再转口到俄罗斯。"
    assert [surface(one.supplier) for one in claims(text, "transfer")] == [
        "大连一家民营企业",
        "乌兰巴托的一家中介公司",
    ]


def test_the_day_of_an_order_is_not_that_of_the_delivery() -> None:
    (claim,) = claims(f"{B}今年3月从{A}订购了500套热像仪。", "transfer")
    assert claim.start is None


def test_what_a_shop_on_a_platform_sells_is_an_offer() -> None:
    text = "某跨境平台上，一家深圳网店以每架3500美元的价格向俄罗斯买家出售无人机。"
    assert [one.kind for one in claims(text)] == ["offer"]


def test_officers_who_are_charged_act_for_their_firm() -> None:
    text = f"{M}的两名董事被控违反制裁，向俄罗斯出口中国产机床12台。"
    (claim,) = claims(text, "transfer")
    assert (surface(claim.supplier), claim.modality) == (M, "alleged")


def test_a_list_that_names_one_of_many() -> None:
    text = f"美国商务部2月7日把42家中国实体列入实体清单，其中包括{A}。"
    assert [(surface(one.object), one.start) for one in claims(text, "listing")] == [(A, "2024-02-07")]


def test_who_makes_what_in_the_passive() -> None:
    (claim,) = claims(f"这些发动机均由{A}制造。", "production")
    assert (surface(claim.maker), claim.goods) == (A, "发动机")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"怀疑者称，{A}经由香港向俄罗斯转口了价值370万瑞士法郎的机床备件。", (A, "俄罗斯", "机床备件")),
        (
            "俄罗斯国防出口公司今年4月向中国空军交付了最后一批24台AL-31发动机。",
            ("俄罗斯国防出口公司", "中国空军", "发动机"),
        ),
        ("俄罗斯使用的导弹中约六成电子元件来自中国供应商。", ("中国供应商", "俄罗斯", "电子元件")),
    ],
)
def test_names_of_goods_without_what_stands_before_them(text: str, expected: tuple[str, str, str]) -> None:
    (claim,) = claims(text, "transfer")
    assert (surface(claim.supplier), surface(claim.recipient), claim.goods) == expected


def test_what_was_stopped_on_its_way_is_no_transfer() -> None:
    assert not claims("立陶宛边防人员去年拦下了17车打算经白俄罗斯运往俄罗斯的轴承。", "transfer")


def test_capital_that_comes_from_somebody() -> None:
    (claim,) = claims(f"{M}的注册资本中，65%来自{A}。", "ownership")
    assert (surface(claim.subject), surface(claim.object), claim.share and claim.share.number) == (A, M, "65")
