"""Claims out of Chinese sentences, class by class. All names are invented."""

from __future__ import annotations

import pytest

from graph.model import Claim, Party
from tests.support.claims import Core, claims_of, core

PUBLISHED = "2024-07-22"


def claims(text: str, kind: str | None = None) -> list[Claim]:
    return [claim for claim in claims_of(text, "zh", PUBLISHED) if kind in (None, claim.kind)]


def surface(party: Party | None) -> str | None:
    return party.surface if party else None


def cores(text: str) -> list[Core]:
    return [core(claim) for claim in claims(text) if claim.kind in ("transfer", "offer")]


FRAMES = [
    ("中国企业向俄罗斯出口了数控机床。", ("中国企业", "俄罗斯", "数控机床")),
    ("俄罗斯进口商从中国厂商购入铝粉。", ("中国厂商", "俄罗斯进口商", "铝粉")),
    ("深圳曜棱光电有限公司将热像仪卖给俄罗斯客户。", ("深圳曜棱光电有限公司", "俄罗斯客户", "热像仪")),
    ("土耳其贸易商把中国产轴承转卖给俄罗斯军工企业。", ("土耳其贸易商", "俄罗斯军工企业", "轴承")),
    ("俄罗斯从中国进口的无人机发动机增长了一倍。", ("中国", "俄罗斯", "无人机发动机")),
    ("中国对俄罗斯的机床出口今年达到1.2亿美元。", ("中国", "俄罗斯", "机床")),
    ("今年第一季度，中国对俄出口半导体约3,400吨。", ("中国", "俄罗斯", "半导体")),
    ("这批芯片由香港一家贸易公司卖给俄罗斯工厂。", ("香港一家贸易公司", "俄罗斯工厂", "芯片")),
    (
        "俄罗斯“库波尔”公司收到了来自浙江锐翎动力有限公司的50台发动机。",
        ("浙江锐翎动力有限公司", "“库波尔”公司", "发动机"),
    ),
    (
        "浙江锐翎动力有限公司的50台发动机已交付给俄罗斯“库波尔”公司。",
        ("浙江锐翎动力有限公司", "“库波尔”公司", "发动机"),
    ),
    ("一批中国产的硝化棉于2023年6月从天津港运抵圣彼得堡。", ("中国", "俄罗斯", "硝化棉")),
    ("俄罗斯2020年把一套风洞测试设备交给了中国的科研院所。", ("俄罗斯", "中国的科研院所", "风洞测试设备")),
    ("经由哈萨克斯坦，中国制造的光学瞄准镜流入俄罗斯。", (None, "俄罗斯", "光学瞄准镜")),
    ("浙江和广东的出口商向白俄罗斯供应了伺服电机。", ("浙江和广东的出口商", "白俄罗斯", "伺服电机")),
]


@pytest.mark.parametrize(("text", "expected"), FRAMES)
def test_frames_of_supply_and_purchase(text: str, expected: Core) -> None:
    assert cores(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中國廠商透過香港中間商向俄羅斯軍方供應無人機零件。", ("中國廠商", "俄羅斯軍方", "無人機零件")),
        ("據星海社報導，俄羅斯今年從中國進口了價值4億美元的晶片。", ("中國", "俄羅斯", "晶片")),
        ("臺灣官員擔心中國向俄羅斯轉讓潛艇技術。", ("中國", "俄羅斯", "潛艇技術")),
    ],
)
def test_traditional_letters_keep_their_print(text: str, expected: Core) -> None:
    assert cores(text) == [expected]


def test_a_traditional_report_is_read_like_a_simplified_one() -> None:
    text = (
        "格魯吉亞稅務部門公佈的數據顯示，去年下半年共有430噸中國產鋁粉借道該國陸路口岸運入俄羅斯。"
        "香港藍棹貿易有限公司從蘇州礪鋒微電子有限公司採購了儲存晶片。隨後，該公司將這批晶片轉賣給俄羅斯「波羅」公司。"
        "居民還對記者說，俄羅斯邊防軍正在使用來自中國的摩托艇。"
    )
    found = claims(text)
    assert [(surface(claim.supplier), surface(claim.recipient)) for claim in found] == [
        (None, "俄羅斯"),
        ("蘇州礪鋒微電子有限公司", "香港藍棹貿易有限公司"),
        ("香港藍棹貿易有限公司", "「波羅」公司"),
        (None, "俄羅斯邊防軍"),
    ]
    assert ([party.country for party in found[0].via], found[0].start) == (["GE"], "2023-07")
    assert {claim.modality for claim in found} == {"reported"}
    assert found[0].speaker == "格魯吉亞稅務部門，數據"


def test_coordinated_parties_and_goods_give_a_claim_each() -> None:
    assert cores("俄罗斯进口商从中国厂商购入至少850吨铝粉和20批无人机电机。") == [
        ("中国厂商", "俄罗斯进口商", "无人机电机"),
        ("中国厂商", "俄罗斯进口商", "铝粉"),
    ]
    assert {one[1] for one in cores("中国企业向俄罗斯和白俄罗斯客户出售热像仪。")} == {"俄罗斯客户", "白俄罗斯客户"}


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        (
            "吉尔吉斯斯坦中间商“阿克塔乌供应”公司向中国的苏州砺锋精密机械有限公司采购了12台数控车床，并于同年8月将其转售给俄罗斯工厂。",
            [
                ("苏州砺锋精密机械有限公司", "“阿克塔乌供应”公司", "数控车床"),
                ("“阿克塔乌供应”公司", "俄罗斯工厂", "数控车床"),
            ],
        ),
        (
            "苏州砺锋精密机械有限公司向吉尔吉斯斯坦公司出售了12台数控车床，后者又把数控车床转卖给俄罗斯工厂。",
            [
                ("苏州砺锋精密机械有限公司", "吉尔吉斯斯坦公司", "数控车床"),
                ("吉尔吉斯斯坦公司", "俄罗斯工厂", "数控车床"),
            ],
        ),
        (
            "香港蓝棹贸易有限公司从苏州砺锋微电子有限公司采购了存储芯片。随后，该公司将这批芯片转卖给俄罗斯客户。",
            [
                ("苏州砺锋微电子有限公司", "香港蓝棹贸易有限公司", "存储芯片"),
                ("香港蓝棹贸易有限公司", "俄罗斯客户", "存储芯片"),
            ],
        ),
        (
            "中国出口商向白俄罗斯供应了伺服电机，其中三分之二随后转往俄罗斯。",
            [("中国出口商", "白俄罗斯", "伺服电机"), ("白俄罗斯", "俄罗斯", "伺服电机")],
        ),
    ],
)
def test_chains_give_a_claim_for_every_leg(text: str, legs: list[Core]) -> None:
    assert cores(text) == legs


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("中国企业经哈萨克斯坦向俄罗斯出口数控机床。", ["哈萨克斯坦"]),
        ("宁波泽阔轴承有限公司通过设在迪拜的Al Marwa Trading LLC向俄罗斯出售轴承。", ["Al Marwa Trading LLC"]),
        (
            "宁波泽阔轴承有限公司于2024年5月经吉尔吉斯斯坦中间商“纳伦货运”公司，向俄罗斯工厂供应轴承。",
            ["“纳伦货运”公司"],
        ),
        ("中国产薄膜借道格鲁吉亚和亚美尼亚运往俄罗斯。", ["格鲁吉亚", "亚美尼亚"]),
        ("这些芯片由香港蓝棹贸易有限公司经格鲁吉亚波季港转口，6月运抵俄罗斯工厂。", ["波季港"]),
    ],
)
def test_the_way_of_goods(text: str, via: list[str]) -> None:
    (claim,) = claims(text, "transfer")
    assert [party.surface for party in claim.via] == via


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("中国向俄罗斯提供了芯片。", "asserted"),
        ("据星海社报道，中国向俄罗斯提供了芯片。", "reported"),
        ("海关统计显示，中国向俄罗斯出口了芯片。", "reported"),
        ("两名官员透露，中国向俄罗斯提供了芯片。", "reported"),
        ("中国否认向俄罗斯出售武器。", "denied"),
        ("中方表示，从未向俄罗斯提供武器。", "denied"),
        ("至于中国向俄罗斯提供装甲车的传闻，官员表示未能证实。", "denied"),
        ("有关中国向俄罗斯运送弹药的报道不属实。", "denied"),
        ("俄罗斯请求中国提供地对空导弹。", "sought"),
        ("莫斯科希望从中国购买炮弹。", "sought"),
        ("俄罗斯工厂原拟从中国进口锻压机，最终告吹。", "sought"),
        ("俄方计划在2028年之前向中国交付三架预警机。", "planned"),
        ("北京正在考虑向莫斯科提供火炮。", "planned"),
        ("官员担心，中国会向俄罗斯转让卫星图像。", "feared"),
        ("让东京不安的是另一种可能：俄罗斯把核潜艇技术转让给中国。", "feared"),
        ("检方指控深圳曜棱光电有限公司向俄罗斯出售热像仪。", "alleged"),
        ("深圳曜棱光电有限公司涉嫌将热像仪运往俄罗斯。", "alleged"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert [claim.modality for claim in claims(text, "transfer")] == [modality]


def test_a_speaker_denies_for_himself() -> None:
    text = "深圳曜棱光电有限公司予以否认，称从未向俄罗斯运送过热像仪。"
    (claim,) = claims(text, "transfer")
    assert (surface(claim.supplier), claim.speaker, claim.modality) == (
        "深圳曜棱光电有限公司",
        "深圳曜棱光电有限公司",
        "denied",
    )


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("据哈萨克斯坦海关统计，中国企业向俄罗斯出口了数控机床。", "哈萨克斯坦海关统计"),
        ("据一家捷克研究机构整理的数据，中国企业向俄罗斯出口了数控机床。", "捷克研究机构"),
        ("立陶宛检方日前公布的起诉书称，中国企业向俄罗斯出口了数控机床。", "立陶宛检方，起诉书"),
    ],
)
def test_speakers(text: str, speaker: str) -> None:
    assert [claim.speaker for claim in claims(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("中国向俄罗斯出口了4万片芯片。", ("40000", "=", None)),
        ("中国向俄罗斯出口了一百五十万发炮弹。", ("1500000", "=", None)),
        ("运往俄罗斯的中国产瞄准镜达六千余件。", ("6000", ">", None)),
        ("中国向俄罗斯出口铝粉至少850吨。", ("850", ">=", "吨")),
        ("中国向俄罗斯出口光纤三千二百公里。", ("3200", "=", "公里")),
        ("中国向俄罗斯出口了近300台机床。", ("300", "~", None)),
    ],
)
def test_quantities(text: str, quantity: tuple[str, str, str | None]) -> None:
    (claim,) = claims(text)
    assert claim.quantity is not None
    assert (claim.quantity.number, claim.quantity.relation, claim.quantity.unit) == quantity


@pytest.mark.parametrize(
    "text", ["中国向俄罗斯出口了数百台机床。", "中国向俄罗斯出口了上万枚炮弹。", "中国向俄罗斯出口了一批机床。"]
)
def test_a_number_that_is_not_sure_is_left_out(text: str) -> None:
    (claim,) = claims(text)
    assert claim.quantity is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("中国向俄罗斯出口了价值约2.7亿美元的机床。", ("270000000", "USD")),
        ("中国向俄罗斯出口机床30台，货值人民币1,150万元。", ("11500000", "CNY")),
        ("中国向俄罗斯出口机床，总价84万欧元。", ("840000", "EUR")),
    ],
)
def test_values(text: str, value: tuple[str, str]) -> None:
    (claim,) = claims(text)
    assert claim.value is not None
    assert (claim.value.number, claim.value.currency) == value


@pytest.mark.parametrize(
    ("date", "bounds"),
    [
        ("2023年1月至10月", ("2023-01", "2023-10")),
        ("2022年12月至次年3月", ("2022-12", "2023-03")),
        ("今年3月", ("2024-03", "2024-03")),
        ("去年下半年", ("2023-07", "2023-12")),
        ("2022年以来", ("2022", None)),
        ("2023年第三季度", ("2023-07", "2023-09")),
        ("去年秋天", ("2023", "2023")),
        ("二〇二三年五月", ("2023-05", "2023-05")),
        ("上个月", ("2024-06", "2024-06")),
        ("9月18日", ("2023-09-18", "2023-09-18")),
        ("昨天", ("2024-07-21", "2024-07-21")),
        ("2023年3月15日至20日", ("2023-03-15", "2023-03-20")),
        ("今年一至六月", ("2024-01", "2024-06")),
        ("今年头五个月", ("2024-01", "2024-05")),
        ("2023年2月31日", (None, None)),
    ],
)
def test_dates_are_counted_from_the_day_of_publication(date: str, bounds: tuple[str | None, str | None]) -> None:
    (claim,) = claims(f"{date}，中国向俄罗斯出口了机床。")
    assert (claim.start, claim.end) == bounds


def test_the_date_of_a_statement_is_not_that_of_the_transfer() -> None:
    (claim,) = claims("外交部发言人7月19日在记者会上否认中国向俄罗斯提供致命性武器。")
    assert (claim.start, claim.end) == (None, None)


def test_model_declaration_and_origin() -> None:
    text = "深圳曜棱光电有限公司向俄罗斯出售了200台处理器（型号QX-771），报关品名为“玩具配件”。"
    (claim,) = claims(text)
    assert (claim.model, claim.declared_as, claim.goods) == ("QX-771", "玩具配件", "处理器")
    (claim,) = claims("土耳其公司向俄罗斯出售中国产轴承。")
    assert (claim.origin, claim.origin_basis) == ("CN", "printed")


@pytest.mark.parametrize(
    ("text", "weapon", "goods"),
    [
        ("乌方在一枚被击落的“苍隼-7”巡航导弹残骸内发现一块中国产电源模块。", "“苍隼-7”", "电源模块"),
        ("在一架俄罗斯“苍隼-3”无人机中，乌军发现了中国生产的伺服电机。", "“苍隼-3”", "伺服电机"),
        ("“苍隼-3”无人机使用了东莞陆曜电子有限公司生产的摄像头。", "“苍隼-3”", "摄像头"),
    ],
)
def test_found_in_a_weapon_is_no_delivery(text: str, weapon: str, goods: str) -> None:
    (claim,) = claims(text)
    assert (claim.kind, surface(claim.weapon), claim.goods, claim.supplier) == ("end_use", weapon, goods, None)
    assert claim.weapon is not None and claim.weapon.country == "RU"


def test_use_by_troops_and_the_maker_of_a_find() -> None:
    (claim,) = claims("俄军第31旅正在使用中国制造的全地形车。")
    assert (claim.kind, surface(claim.recipient), claim.goods) == ("end_use", "俄军第31旅", "全地形车")
    (claim,) = claims("乌方从一架俄军“苍隼-12”无人机里拆出两块驱动板，板上印着东莞彤岚电机有限公司的商标。")
    assert (surface(claim.maker), claim.supplier) == ("东莞彤岚电机有限公司", None)


def test_offers_have_a_unit_price() -> None:
    text = "在莫斯科防务展上，深圳曜棱光电有限公司向俄罗斯客户推销热像仪，每支标价约2.6万元人民币。"
    (claim,) = claims(text)
    assert (claim.kind, claim.flags, surface(claim.recipient)) == ("offer", ("unit_price",), "俄罗斯客户")
    assert claims("杭州巡岚无人机有限公司在网上向俄罗斯买家出售农用无人机。")[0].kind == "offer"


def test_production_with_and_for_another_side() -> None:
    for text in (
        "浙江锐翎动力有限公司与俄罗斯“库波尔”公司在喀山合资生产无人机发动机。",
        "浙江锐翎动力有限公司为俄罗斯“库波尔”公司生产无人机发动机。",
    ):
        (claim,) = claims(text)
        assert (claim.kind, surface(claim.maker), surface(claim.object), claim.goods) == (
            "production",
            "浙江锐翎动力有限公司",
            "“库波尔”公司",
            "无人机发动机",
        )


@pytest.mark.parametrize(
    ("text", "kind", "subject", "object_", "detail"),
    [
        (
            "“托涅兰”有限责任公司由俄罗斯公民帕维尔·库利科全资持有。",
            "ownership",
            "帕维尔·库利科",
            "“托涅兰”有限责任公司",
            "100",
        ),
        ("赵启铭持有杭州巡岚无人机有限公司60%的股份。", "ownership", "赵启铭", "杭州巡岚无人机有限公司", "60"),
        (
            "帕维尔·库利科间接持有杭州巡岚无人机有限公司八成股份。",
            "ownership",
            "帕维尔·库利科",
            "杭州巡岚无人机有限公司",
            "80",
        ),
        (
            "俄罗斯“季姆兰”公司为杭州巡岚无人机有限公司的全资子公司。",
            "ownership",
            "杭州巡岚无人机有限公司",
            "“季姆兰”公司",
            "100",
        ),
        ("杭州巡岚无人机有限公司董事长一职由周砚辞担任。", "role", "周砚辞", "杭州巡岚无人机有限公司", "董事长"),
        ("俄罗斯“季姆兰”公司被日本列入资产冻结名单。", "listing", "日本", "“季姆兰”公司", "资产冻结名单"),
        (
            "美国商务部将杭州巡岚无人机有限公司列入实体清单。",
            "listing",
            "美国商务部",
            "杭州巡岚无人机有限公司",
            "实体清单",
        ),
        ("中国海军与俄罗斯海军在鄂霍次克海举行了联合演习。", "event", "中国海军", "俄罗斯海军", "联合演习"),
    ],
)
def test_owners_offices_lists_and_events(text: str, kind: str, subject: str, object_: str, detail: str) -> None:
    (claim,) = claims(text, kind)
    assert (surface(claim.subject), surface(claim.object)) == (subject, object_)
    assert detail == (claim.share.number if claim.share else claim.topic)


@pytest.mark.parametrize(
    "text",
    [
        "未经许可，不得向包括俄罗斯在内的任何国家出口红外成像设备。",
        "商务部规定，未经许可不得向俄罗斯出口无人机。",
        "根据新规，出口商须申请许可证方可向俄罗斯出口无人机。",
        "联盟禁止向俄罗斯出口两用物项。",
        "专家说，如果中国向俄罗斯提供武器，局势将发生变化。",
        "越南上半年自泰国进口大米十二万吨。",
        "德国一家企业向智利出售了九台矿用卡车。",
        "深圳一家工厂向智利出口遥控赛车两万辆。",
        "日本政府上月把对俄出口的汽车排量上限再次下调。",
        "俄罗斯去年从中国进口了服装和玩具。",
        "中国停止向俄罗斯出口无人机。",
        "中国向俄罗斯提供了外交支持。",
        "中国是否向俄罗斯提供了芯片？",
        "上述货物进入俄罗斯之后用于何处，目前难以核实。",
    ],
)
def test_what_gives_no_claim(text: str) -> None:
    assert claims(text) == []


def test_a_broken_rule_is_a_transfer() -> None:
    assert cores("大连沣棹船舶物资有限公司未经许可向俄罗斯一家造船厂出口声呐换能器40个。") == [
        ("大连沣棹船舶物资有限公司", "俄罗斯一家造船厂", "声呐换能器")
    ]


@pytest.mark.parametrize(
    "text", ["", "。", "“”", "中国", "（）", "向向向", "一二三" * 2000, "中国" * 3000, "\n\n", "中国向俄罗斯，" * 800]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    assert isinstance(claims(text), list)


A, B, C = "常州泓跃压缩机有限公司", "“别列格”有限责任公司", "Noor Alfa Trading FZE"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{A}与俄罗斯{B}于2024年3月签订供货合同，约定供应200台空压机。", [(A, B, "空压机")]),
        (f"发货人是{A}，收货人是俄罗斯{B}，货物为空压机120台。", [(A, B, "空压机")]),
        ("中方是卖方，俄方是买方，标的是三百台高空无人机。", [("中国", "俄罗斯", "高空无人机")]),
        (f"{A}与俄罗斯{B}谈成一单：空压机1,400台，每台210美元。", [(A, B, "空压机")]),
        (f"{A}向俄罗斯{B}开出发票，品名为空压机。", [(A, B, "空压机")]),
        (f"俄罗斯{B}手里的这批芯片，来自{A}。", [(A, B, "芯片")]),
        (f"俄罗斯{B}向{A}支付31.8万美元，用于购买空压机。", [(A, B, "空压机")]),
        ("莫斯科已就购买两千吨发射药向中国提出请求。", [("中国", "俄罗斯", "发射药")]),
        ("向俄罗斯国防产业提供元件的中国公司遭到制裁。", [("中国公司", "俄罗斯国防产业", "元件")]),
        (
            "西安钧岚仪器有限公司的示波器，是通过“草原之岸”公司卖给俄罗斯工厂的。",
            [("西安钧岚仪器有限公司", "俄罗斯工厂", "示波器")],
        ),
        (f"去年11月，亚美尼亚公司Araks Olm LLC购入{A}生产的电路板，一个月后转售俄罗斯{B}。", None),
        ("2021年，俄罗斯应邀向中国提供了火箭发动机试车台的图纸。", [("俄罗斯", "中国", "火箭发动机试车台的图纸")]),
        ("中国对俄罗斯的轮胎出口同比增长两成。", [("中国", "俄罗斯", "轮胎")]),
        (
            "芜湖泽岚无人机有限公司以每架5.2万元的价格，向俄罗斯紧急情况部推销运输无人机。",
            [("芜湖泽岚无人机有限公司", "俄罗斯紧急情况部", "运输无人机")],
        ),
    ],
)
def test_further_ways_to_say_a_transfer(text: str, expected: list[Core] | None) -> None:
    if expected is None:
        assert cores(text) == [(None, "Araks Olm LLC", "电路板"), ("Araks Olm LLC", B, "电路板")]
        assert claims(text)[0].maker is not None and claims(text)[1].start == "2023-12"
    else:
        assert cores(text) == expected


def test_a_lot_under_way_and_what_is_left() -> None:
    text = f"{A}承诺向俄罗斯{B}交付1,500套瞄准镜。首批300套已于5月启运，途经老挝和阿联酋。"
    planned, moved = claims(text)
    assert (planned.modality, moved.modality, moved.quantity and moved.quantity.number) == (
        "planned",
        "asserted",
        "300",
    )
    assert [party.country for party in moved.via] == ["LA", "AE"]
    text = (
        f"{C}从{A}采购了压力传感器。3月底，{C}把其中的四千只以“净水滤芯”的名义交给莫斯科的{B}，"
        "余下的传感器则卖给了白俄罗斯“格罗德”公司。"
    )
    assert cores(text)[1:] == [(C, B, "压力传感器"), (C, "“格罗德”公司", "压力传感器")]
    assert [claim.declared_as for claim in claims(text)][1:] == ["净水滤芯", None]


def test_the_next_sentence_dates_or_denies_what_stands_before() -> None:
    first, *_ = claims(f"2月14日，{C}从{A}采购了压力传感器。十天后，货物从盐田港起运。")
    assert first.start == "2024-02-14"
    dated = claims(f"俄罗斯{B}向{A}支付31.8万美元，用于购买空压机。2024年2月24日，货物从盐田港起运。")
    assert [claim.start for claim in dated] == ["2024-02-24"]
    text = "美方担心中国可能向俄罗斯提供弹药。次日，中国外交部发言人否认了这一说法。"
    assert [claim.modality for claim in claims(text)] == ["feared", "denied"]
    text = "塔林的Baltfracht OÜ被控将中国产示波器走私到俄罗斯，该公司对指控予以否认。"
    assert sorted(claim.modality for claim in claims(text)) == ["alleged", "denied"]


def test_what_was_bought_and_sold_on_is_two_legs() -> None:
    text = "吉尔吉斯斯坦的小公司从中国买进近七千台柴油水泵，转手就卖到了俄罗斯。"
    assert cores(text) == [("中国", "吉尔吉斯斯坦的小公司", "柴油水泵"), ("吉尔吉斯斯坦的小公司", "俄罗斯", "柴油水泵")]
    assert cores("俄方曾向中方索要5万发155毫米炮弹，被婉拒。") == [("中国", "俄罗斯", "155毫米炮弹")]


def test_a_named_lot_goes_from_hand_to_hand() -> None:
    text = (
        f"布达佩斯的Tisza Olm Kft.从{A}订了3.2万只圆形连接器。货到之后，3万只卖给了格鲁吉亚的Rioni Olm LLC。"
        f"4月至6月间，Rioni Olm LLC将这3万只连接器分四批发往奔萨的{B}，海关申报为“灯具接头”。"
    )
    assert [(claim.goods, claim.quantity and claim.quantity.number, claim.declared_as) for claim in claims(text)] == [
        ("圆形连接器", "32000", None),
        ("圆形连接器", "30000", None),
        ("圆形连接器", "30000", "灯具接头"),
    ]
    assert [one[:2] for one in cores(text)][1:] == [("Tisza Olm Kft.", "Rioni Olm LLC"), ("Rioni Olm LLC", B)]


def test_a_firm_is_not_called_by_the_word_for_its_goods() -> None:
    text = "俄罗斯喀山直升机厂定于2027年开始与景德镇昌岚航空工业有限公司联合组装轻型直升机。"
    (claim,) = claims(text, "production")
    assert (surface(claim.maker), claim.goods, claim.modality) == ("喀山直升机厂", "轻型直升机", "planned")
    (claim,) = claims("中俄两国防长签署了2026年联合演训计划。")
    assert (claim.kind, claim.modality) == ("event", "asserted")


def test_a_maker_owns_what_is_found_and_a_charge_names_what_is_declared() -> None:
    (claim,) = claims("俄军“苍岚-8”侦察无人机的图传板用的是珠海炬岚微波有限公司的功放芯片，型号JL-4412。")
    assert (surface(claim.maker), surface(claim.weapon), claim.model) == ("珠海炬岚微波有限公司", "“苍岚-8”", "JL-4412")
    text = "立陶宛检方对Vilkmerge Olm UAB提起诉讼，指其2024年3月将报作“暖气片”的中国产高频电台运往加里宁格勒。"
    (claim,) = claims(text)
    assert (surface(claim.supplier), claim.declared_as, claim.modality) == ("Vilkmerge Olm UAB", "暖气片", "alleged")
    assert claims("珠海炬岚微波有限公司回复称，其产品只供应国内汽车厂，从未出口俄罗斯。") == []


def test_people_who_go_somewhere_are_no_goods() -> None:
    assert claims("2023年，俄罗斯专家前往四川，为中国工程师讲授推进剂的储存方法。", "transfer") == []
    assert cores("由中国发出、途经乌兹别克斯坦前往俄罗斯的锂电池组有1.6万吨。") == [("中国", "俄罗斯", "锂电池组")]


def test_a_source_holds_for_its_paragraph() -> None:
    text = "土耳其统计局的月度数据里藏着一条曲线。土耳其自中国进口的镜头减少，同期对俄出口的镜头增加。"
    text += f"\n\n{A}向俄罗斯出售空压机。"
    found = [(claim.modality, claim.speaker) for claim in claims(text)]
    assert found == [("reported", "土耳其统计局，月度数据")] * 2 + [("asserted", None)]


@pytest.mark.parametrize(
    ("text", "kind", "subject", "object_"),
    [
        (f"俄罗斯{B}有两个股东：帕维尔·库利科出资七成，{C}出资三成。", "ownership", "帕维尔·库利科", B),
        (f"{C}成立于2022年，唯一股东是俄罗斯人伊利亚·格拉乔夫。", "ownership", "伊利亚·格拉乔夫", C),
        (f"总经理安娜·梅利娃表示，俄罗斯{B}没有收到过任何中国产传感器。", "role", "安娜·梅利娃", B),
        (f"英国今年2月把{A}加进了制裁名单。", "listing", "英国", A),
        ("中国和俄罗斯海军上周在日本海联合巡逻。", "event", "中国海军", "俄罗斯海军"),
        ("今年5月，俄罗斯飞行员在中国接受了直升机驾驶培训。", "event", "俄罗斯飞行员", "中国"),
        (
            "俄罗斯“勒拿机器”公司计划从明年起，与株洲岚腾机车有限公司在雅库茨克合作生产矿用机车。",
            "production",
            None,
            "株洲岚腾机车有限公司",
        ),
    ],
)
def test_further_statements(text: str, kind: str, subject: str | None, object_: str) -> None:
    claim = claims(text, kind)[0]
    assert (surface(claim.subject), surface(claim.object)) == (subject, object_)


@pytest.mark.parametrize(
    "text",
    [
        "乌军士兵拆解了一辆遭弃置的俄军“铁毡-3”无人地面车，从中取出一台中国产柴油机，铭牌上的型号为CF-390D。",
        "工兵在“铁毡-3”的残骸中找到了中国产柴油机，型号CF-390D。",
        "被击落的“铁毡-3”无人机上装的是中国产柴油机，编号CF-390D。",
    ],
)
def test_weapons_of_the_clause_before_and_by_designation(text: str) -> None:
    (claim,) = claims(text)
    assert (surface(claim.weapon), claim.goods, claim.model) == ("“铁毡-3”", "柴油机", "CF-390D")


def test_local_parties_have_the_country_of_the_sentence() -> None:
    text = "亚美尼亚国家安全局通报，产自中国的惯性测量单元由当地中间商转交给俄罗斯买家，数量在七百件以上。"
    (claim,) = claims(text)
    assert claim.supplier is not None and (claim.supplier.surface, claim.supplier.country) == ("当地中间商", "AM")
    assert claim.quantity is not None and claim.quantity.number == "700"


def test_a_register_is_a_source_of_who_owns_and_leads() -> None:
    text = (
        "据捷克工商登记，Moravnik Hydro s.r.o.四分之三的股权归香港苍汐控股有限公司所有，执行董事为卢博什·赫拉德尼克。"
    )
    found = claims(text)
    assert [(one.kind, one.modality, one.speaker) for one in found] == [
        ("ownership", "reported", "捷克工商登记"), ("role", "reported", "捷克工商登记")]  # fmt: skip
