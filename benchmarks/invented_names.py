"""Invented parties of any number in three scripts, with the variants that sources print, to measure resolution on.

Every name is put together from syllables and common words of trade by a seed; a firm of such a name would be chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from graph.resolution import PartyRecord

CHINESE = (
    "蓝lan 禾he 海hai 天tian 明ming 鸿hong 达da 瑞rui 森sen 诚cheng 利li 欣xin 永yong 泰tai "
    "峰feng 云yun 星xing 辰chen "
    "润run 博bo 凯kai 卓zhuo 越yue "
    "锦jin 航hang 盛sheng 隆long 宏hui 嘉jia 安an 伟wei 良liang 德de 源yuan 荣rong 康kang "
    "捷jie 宇yu 智zhi 远yuan 启qi 联lian 普pu 兰lan 腾teng 旭xu 宁ning 佳jia 方fang 正zheng"
).split()
SYLLABLES = (
    "ал ба ве га ди ек жу за ин ка ло ми но ор па ре са ту уф фо ха це чи ша эл юн ям бор вин гро дор жел зор ким лен "
    "мар нев олк пир рус сев тор ульм фар хол чар шек"
).split()
ENGLISH = (
    "al be co de el fa ga ho in jo ka li mo na or pa qui ro se to ur va wen xa yo ze bra cle dri flo gri hal ken lor "
    "mer nor pil ran sol ter vor wil"
).split()
PARTS = (
    ("电子", "Electronics", "Электроникс"), ("贸易", "Trading", "Трейдинг"), ("科技", "Technology", "Технолоджи"),
    ("物流", "Logistics", "Логистик"), ("机械", "Machinery", "Машинери"), ("半导体", "Semiconductor", "Семикондактор"),
    ("仪器", "Instruments", "Инструментс"), ("通信", "Communication", "Коммуникейшн"),
    ("光电", "Optoelectronics", "Оптоэлектроникс"),
    ("自动化", "Automation", "Автомейшн"), ("国际", "International", "Интернешнл"), ("材料", "Materials", "Материалс"),
)  # fmt: skip
PLACES = (
    ("深圳", "Shenzhen", "Шэньчжэнь"), ("上海", "Shanghai", "Шанхай"), ("广州", "Guangzhou", "Гуанчжоу"),
    ("宁波", "Ningbo", "Нинбо"), ("苏州", "Suzhou", "Сучжоу"), ("武汉", "Wuhan", "Ухань"), ("成都", "Chengdu", "Чэнду"),
    ("青岛", "Qingdao", "Циндао"), ("杭州", "Hangzhou", "Ханчжоу"), ("天津", "Tianjin", "Тяньцзинь"),
)  # fmt: skip
TRADES = (
    "Завод",
    "Импорт",
    "Электроника",
    "Снаб",
    "Логистика",
    "Прибор",
    "Инжиниринг",
    "Торговый дом",
    "Сервис",
    "Станко",
)
LATIN_TRADES = (
    "Trading",
    "Holding",
    "Logistics",
    "Elektronik",
    "Makina",
    "Shipping",
    "Industries",
    "Systems",
    "Components",
)
RUSSIAN = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch | y | e yu ya e".split(),
        strict=True,
    )
)  # fmt: skip
STREETS = ("Lesnaya", "Parkovaya", "Harbour", "Mill", "Orchard", "Cedar", "Longxing", "Bao'an", "Nanshan", "Quay")


class Invented(NamedTuple):
    """A record and the party that it is of."""

    party: int
    record: PartyRecord


def parties(count: int, seed: int = 1, variants: int = 2) -> Iterator[Invented]:
    """Yield records of invented organisations, some of each, as different sources would print them.

    Args:
        count: of records.
        seed: other parties for another.
        variants: records of a party: as at home, abroad, mistyped.
    """
    for number in range(count):
        party, variant = divmod(number, variants)
        draw = Random(f"{seed} {party}")
        country, names = _firm(draw)
        choice = Random(f"{seed} {party} {variant}")
        name = names[variant % len(names)] if choice.random() < 0.8 else _mistyped(choice, names[-1])
        address = (f"{draw.randrange(1, 200)} {draw.choice(STREETS)} Street, {draw.randrange(100000, 999999)} Town",)
        told = country if choice.random() < 0.9 else None
        held = address if choice.random() < 0.5 else ()
        yield Invented(
            party, PartyRecord(f"{seed}-{number:08d}", "company", (name,), told, addresses=held, synthetic=True)
        )


def _firm(draw: Random) -> tuple[str, tuple[str, ...]]:
    """Return the country of a firm and its name in its ways of writing, the one abroad last."""
    kind = draw.random()
    if kind < 0.4:
        return "CN", _chinese(draw)
    if kind < 0.8:
        return "RU", _russian(draw)
    word = "".join(draw.choice(ENGLISH) for _ in range(draw.randrange(3, 5))).capitalize()
    core = f"{word} {draw.choice(LATIN_TRADES)}"
    return draw.choice(("TR", "AE", "HK")), (f"{core} Ltd.", f"{core.upper()} LIMITED", f"{core} Limited")


def _chinese(draw: Random) -> tuple[str, ...]:
    characters = [draw.choice(CHINESE) for _ in range(draw.choice((2, 3, 3, 4)))]
    place, part, other = draw.choice(PLACES), draw.choice(PARTS), draw.choice(PARTS)
    han = "".join(piece[0] for piece in characters)
    latin = "".join(piece[1:] for piece in characters).capitalize()
    parts = (part,) if part == other else (part, other)
    return (
        f"{place[0]}市{han}{''.join(one[0] for one in parts)}有限公司",
        f"{place[1]} {latin} {' '.join(one[1] for one in parts)} Co., Ltd.",
        f"{place[1].upper()} {latin.upper()} {' '.join(one[1].upper() for one in parts)} CO LTD",
    )


def _russian(draw: Random) -> tuple[str, ...]:
    word = "".join(draw.choice(SYLLABLES) for _ in range(draw.randrange(3, 5))).capitalize()
    trade = draw.choice(TRADES)
    core = f"{word}-{trade}" if " " not in trade else f"{trade} {word}"
    latin = "".join(RUSSIAN.get(letter, letter) for letter in core.lower()).replace("|", "").title()
    return f"ООО «{core}»", f"{latin} LLC", f"LLC {latin}"


def _mistyped(choice: Random, name: str) -> str:
    place = choice.randrange(3, max(4, len(name) - 8))
    return name[:place] + name[place + 1 :]
