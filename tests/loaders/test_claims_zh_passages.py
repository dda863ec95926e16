"""Chinese as many journalists write it: passages with the claims that they state. All names are invented."""

from __future__ import annotations

import pytest

from graph.model import Claim, Document, Party, Source
from loaders.extraction import report

Stated = tuple[str, str | None, str | None, str | None]


def surface(party: Party | None) -> str | None:
    return party.surface if party else None


def stated(claim: Claim) -> Stated:
    """The kind of a claim with its two sides and its goods."""
    sides = {
        "transfer": (claim.supplier, claim.recipient),
        "offer": (claim.supplier, claim.recipient),
        "end_use": (claim.weapon or claim.recipient, None),
        "production": (claim.maker, claim.object),
    }
    one, other = sides.get(claim.kind, (claim.subject, claim.object))
    return claim.kind, surface(one), surface(other), claim.goods


def claims(text: str) -> list[Claim]:
    document = Document(
        sha256="0" * 64, name="a.txt", kind="text", source=Source(publisher="P"), language="zh", published="2024-07-22"
    )
    return report(document, text).claims


PASSAGES: list[tuple[str, list[Stated]]] = [
    (
        "海关单据显示，义乌珑泽进出口有限公司2023年9月将340台便携式频谱仪发往俄罗斯萨马拉的“奥尔廷”股份公司。",
        [("transfer", "义乌珑泽进出口有限公司", "“奥尔廷”股份公司", "便携式频谱仪")],
    ),
    (
        "俄罗斯无人机制造商“韦特卡”的碳纤维管几乎全部购自威海澜韧复合材料有限公司。",
        [("transfer", "威海澜韧复合材料有限公司", "“韦特卡”", "碳纤维管")],
    ),
    (
        "为俄罗斯装甲车厂供应减速箱的，是一家名为重庆岱鸿传动的中国企业。",
        [("transfer", "重庆岱鸿传动", "俄罗斯装甲车厂", "减速箱")],
    ),
    (
        "香港空壳公司Lumen Crest Ltd向莫斯科“斯维特”公司转卖了两万颗图像传感器，货款以人民币结算。",
        [("transfer", "Lumen Crest Ltd", "“斯维特”公司", "图像传感器")],
    ),
    ("中国去年对俄罗斯的滚珠轴承出口额达到3.4亿美元，比前年多出一倍。", [("transfer", "中国", "俄罗斯", "滚珠轴承")]),
    (
        "乌克兰情报部门称，俄军一架“渡鸦-10”侦察无人机的导航模块出自南京瀚沅电子有限公司。",
        [("end_use", "“渡鸦-10”", None, "导航模块")],
    ),
    (
        "苏州澄岭激光科技有限公司否认曾向俄军供应激光测距仪。",
        [("transfer", "苏州澄岭激光科技有限公司", "俄军", "激光测距仪")],
    ),
    (
        "俄罗斯“切列姆”设计局正与中方洽谈购买无人机用涡轮发动机，双方尚未签约。",
        [("transfer", "中国", "“切列姆”设计局", "无人机用涡轮发动机")],
    ),
    ("据两位知情人士透露，北京计划明年向莫斯科提供一批远程火箭炮。", [("transfer", "中国", "俄罗斯", "远程火箭炮")]),
    (
        "立陶宛情报机构担忧，中国产的光纤陀螺会借道白俄罗斯落入俄罗斯军工厂之手。",
        [("transfer", None, "俄罗斯军工厂", "光纤陀螺")],
    ),
    (
        "美国司法部起诉书指控佛山市锐砚贸易有限公司伙同俄罗斯公民向“托波尔”公司走私信号放大器，报关时写成“音响配件”。",
        [("transfer", "佛山市锐砚贸易有限公司", "“托波尔”公司", "信号放大器")],
    ),
    (
        "哈尔滨芮峰重型机械厂向俄罗斯“卡马锻造”和白俄罗斯“涅曼机器”两家企业分别提供了锻压设备。",
        [
            ("transfer", "哈尔滨芮峰重型机械厂", "“卡马锻造”", "锻压设备"),
            ("transfer", "哈尔滨芮峰重型机械厂", "“涅曼机器”", "锻压设备"),
        ],
    ),
    (
        "俄罗斯“北风”公司从广州翊通通信有限公司订购了850部数字对讲机、120台中继台和40副定向天线。",
        [
            ("transfer", "广州翊通通信有限公司", "“北风”公司", "数字对讲机"),
            ("transfer", "广州翊通通信有限公司", "“北风”公司", "中继台"),
            ("transfer", "广州翊通通信有限公司", "“北风”公司", "定向天线"),
        ],
    ),
    (
        "广州翊通通信有限公司成立于2019年。该公司去年4月起向俄罗斯国民近卫军供应夜视仪。",
        [("transfer", "广州翊通通信有限公司", "俄罗斯国民近卫军", "夜视仪")],
    ),
    (
        "被俄罗斯“阿尔法零件”公司买走的，还有来自台州铂翰阀门有限公司的高压阀门1200只。",
        [("transfer", "台州铂翰阀门有限公司", "“阿尔法零件”公司", "高压阀门")],
    ),
    (
        "中国商人郑岳霖通过其在迪拜注册的Sable Dune FZCO，把15套热成像瞄准具卖给俄罗斯特种部队。",
        [("transfer", "郑岳霖", "俄罗斯特种部队", "热成像瞄准具")],
    ),
    (
        "俄方采购负责人在邮件中要求温州磐锐电气有限公司尽快发运500台伺服驱动器。",
        [("transfer", "温州磐锐电气有限公司", "俄罗斯", "伺服驱动器")],
    ),
    (
        "在珠海航展上，成都昊翎航空科技有限公司向俄罗斯代表团推介一款垂直起降无人机，单价38万元人民币。",
        [("offer", "成都昊翎航空科技有限公司", "俄罗斯代表团", "垂直起降无人机")],
    ),
    (
        "工商登记资料显示，深圳彬锐智控有限公司的大股东为俄罗斯商人德米特里·佐林，持股65%。",
        [("ownership", "德米特里·佐林", "深圳彬锐智控有限公司", None)],
    ),
    ("林启恒自2021年起出任香港瀛沣国际有限公司的董事。", [("role", "林启恒", "香港瀛沣国际有限公司", None)]),
    ("欧盟在第十四轮制裁中把香港瀛沣国际有限公司列入黑名单。", [("listing", "欧盟", "香港瀛沣国际有限公司", None)]),
    ("俄军在哈尔科夫前线开始使用中国产的全地形沙滩车运送伤员。", [("end_use", "俄军", None, "全地形沙滩车")]),
    (
        "调查发现，一枚坠落在敖德萨的“标枪-5”巡航导弹内装有至少六种中国产微控制器。",
        [("end_use", "“标枪-5”", None, "微控制器")],
    ),
    (
        "据俄罗斯《边疆晚报》报道，去年第四季度，俄罗斯“基洛夫轮胎”厂收到中方交付的28台硫化机，总值约900万美元。",
        [("transfer", "中国", "“基洛夫轮胎”厂", "硫化机")],
    ),
]

SLOTS: list[tuple[str, str, str | list[str]]] = [
    (
        "海关单据显示，义乌珑泽进出口有限公司2023年9月将340台便携式频谱仪发往俄罗斯萨马拉的“奥尔廷”股份公司。",
        "quantity",
        "340",
    ),
    (
        "海关单据显示，义乌珑泽进出口有限公司2023年9月将340台便携式频谱仪发往俄罗斯萨马拉的“奥尔廷”股份公司。",
        "modality",
        "reported",
    ),
    (
        "海关单据显示，义乌珑泽进出口有限公司2023年9月将340台便携式频谱仪发往俄罗斯萨马拉的“奥尔廷”股份公司。",
        "start",
        "2023-09",
    ),
    ("香港空壳公司Lumen Crest Ltd向莫斯科“斯维特”公司转卖了两万颗图像传感器，货款以人民币结算。", "quantity", "20000"),
    ("中国去年对俄罗斯的滚珠轴承出口额达到3.4亿美元，比前年多出一倍。", "value", "340000000"),
    ("中国去年对俄罗斯的滚珠轴承出口额达到3.4亿美元，比前年多出一倍。", "start", "2023"),
    (
        "乌克兰情报部门称，俄军一架“渡鸦-10”侦察无人机的导航模块出自南京瀚沅电子有限公司。",
        "maker",
        "南京瀚沅电子有限公司",
    ),
    ("乌克兰情报部门称，俄军一架“渡鸦-10”侦察无人机的导航模块出自南京瀚沅电子有限公司。", "modality", "reported"),
    ("苏州澄岭激光科技有限公司否认曾向俄军供应激光测距仪。", "modality", "denied"),
    ("俄罗斯“切列姆”设计局正与中方洽谈购买无人机用涡轮发动机，双方尚未签约。", "modality", "sought"),
    ("据两位知情人士透露，北京计划明年向莫斯科提供一批远程火箭炮。", "modality", "planned"),
    ("据两位知情人士透露，北京计划明年向莫斯科提供一批远程火箭炮。", "start", "2025"),
    ("立陶宛情报机构担忧，中国产的光纤陀螺会借道白俄罗斯落入俄罗斯军工厂之手。", "modality", "feared"),
    (
        "美国司法部起诉书指控佛山市锐砚贸易有限公司伙同俄罗斯公民向“托波尔”公司走私信号放大器，报关时写成“音响配件”。",
        "modality",
        "alleged",
    ),
    (
        "美国司法部起诉书指控佛山市锐砚贸易有限公司伙同俄罗斯公民向“托波尔”公司走私信号放大器，报关时写成“音响配件”。",
        "declared_as",
        "音响配件",
    ),
    ("俄罗斯“北风”公司从广州翊通通信有限公司订购了850部数字对讲机、120台中继台和40副定向天线。", "quantity", "850"),
    ("俄罗斯“北风”公司从广州翊通通信有限公司订购了850部数字对讲机、120台中继台和40副定向天线。", "quantity", "120"),
    ("俄罗斯“北风”公司从广州翊通通信有限公司订购了850部数字对讲机、120台中继台和40副定向天线。", "quantity", "40"),
    ("广州翊通通信有限公司成立于2019年。该公司去年4月起向俄罗斯国民近卫军供应夜视仪。", "start", "2023-04"),
    ("被俄罗斯“阿尔法零件”公司买走的，还有来自台州铂翰阀门有限公司的高压阀门1200只。", "quantity", "1200"),
    ("中国商人郑岳霖通过其在迪拜注册的Sable Dune FZCO，把15套热成像瞄准具卖给俄罗斯特种部队。", "quantity", "15"),
    (
        "中国商人郑岳霖通过其在迪拜注册的Sable Dune FZCO，把15套热成像瞄准具卖给俄罗斯特种部队。",
        "via",
        ["Sable Dune FZCO"],
    ),
    ("俄方采购负责人在邮件中要求温州磐锐电气有限公司尽快发运500台伺服驱动器。", "modality", "sought"),
    ("俄方采购负责人在邮件中要求温州磐锐电气有限公司尽快发运500台伺服驱动器。", "quantity", "500"),
    (
        "在珠海航展上，成都昊翎航空科技有限公司向俄罗斯代表团推介一款垂直起降无人机，单价38万元人民币。",
        "value",
        "380000",
    ),
    ("工商登记资料显示，深圳彬锐智控有限公司的大股东为俄罗斯商人德米特里·佐林，持股65%。", "share", "65"),
    ("林启恒自2021年起出任香港瀛沣国际有限公司的董事。", "topic", "董事"),
    (
        "据俄罗斯《边疆晚报》报道，去年第四季度，俄罗斯“基洛夫轮胎”厂收到中方交付的28台硫化机，总值约900万美元。",
        "quantity",
        "28",
    ),
    (
        "据俄罗斯《边疆晚报》报道，去年第四季度，俄罗斯“基洛夫轮胎”厂收到中方交付的28台硫化机，总值约900万美元。",
        "value",
        "9000000",
    ),
    (
        "据俄罗斯《边疆晚报》报道，去年第四季度，俄罗斯“基洛夫轮胎”厂收到中方交付的28台硫化机，总值约900万美元。",
        "start",
        "2023-10",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PASSAGES)
def test_what_a_passage_states(text: str, expected: list[Stated]) -> None:
    assert sorted(map(stated, claims(text)), key=str) == sorted(expected, key=str)


def slot(claim: Claim, name: str) -> object:
    """A slot of a claim as plain words."""
    found = getattr(claim, name)
    if name == "via":
        return [party.surface for party in found]
    if isinstance(found, Party):
        return found.surface
    return getattr(found, "number", found)


@pytest.mark.parametrize(("text", "name", "value"), SLOTS)
def test_what_else_a_passage_says(text: str, name: str, value: object) -> None:
    assert value in [slot(claim, name) for claim in claims(text)]


@pytest.mark.parametrize(
    "text",
    [
        "由于担心二级制裁，中国的银行自今年1月起拒收来自俄罗斯的付款。",
        "中国外交部发言人说，中方一贯严格管控军品出口。",
        "俄罗斯去年向中国出口的大豆和菜籽油创下新高。",
        "日本一家企业向韩国供应光刻胶，合同金额12亿日元。",
        "商务部公告称，自9月1日起对部分无人机及零部件实施出口管制。",
        "专家认为，若中国向俄罗斯提供炮弹，战局将会改变。",
        "俄罗斯总统表示，两国贸易额今年有望突破2400亿美元。",
        "本文将介绍俄罗斯如何获得中国芯片。",
        "中国企业展出了新款无人机，吸引了各国观众。",
        "西安一家工厂向沙特阿拉伯出口了二十台钻机。",
    ],
)
def test_what_gives_no_claim(text: str) -> None:
    assert claims(text) == []
