"""Invented parties under many names, in three scripts, with full buckets and mass addresses among them."""

from __future__ import annotations

import random

from graph.resolution.exact import PartyRecord

FIRST = "lan bei dong hai jin kang long ming ning rui tian xin yuan zhong".split()
SECOND = "he ke lu nuo qi shan tai wo xun yi zhen zu".split()
HAN = dict(
    zip(FIRST + SECOND, "蓝北东海锦康隆明宁瑞天鑫源中禾科路诺启山泰沃讯益振祖", strict=True),
)
TRADES = [("Electronics", "电子"), ("Trading", "贸易"), ("Machinery", "机械"), ("Optics", "光学")]
FAMILY = "Lanhev Spektrov Yelkenko Berkutin Zaryanov Polevin".split()
GIVEN = "Ivan Pyotr Anna Oleg Vera Nikita".split()


def parties(count: int, seed: int = 6) -> list[PartyRecord]:
    """Return records of about half as many parties.

    Args:
        count: of records.
        seed: the same one gives the same records.
    """
    chance = random.Random(seed)
    return [_person(chance, place) if place % 5 == 4 else _firm(chance, place) for place in range(count)]


def _firm(chance: random.Random, place: int) -> PartyRecord:
    first, second = ("lan", "he") if chance.random() < 0.3 else (chance.choice(FIRST), chance.choice(SECOND))
    latin, han = chance.choice(TRADES)
    core = first.capitalize() + second
    if chance.random() < 0.1:
        core = core[:-1] + core[-1] * 2
    printed = [f"Shenzhen {core} {latin} Co., Ltd.", f"深圳市{HAN[first]}{HAN[second]}{han}有限公司", f"{core} {latin}"]
    names = tuple(chance.sample(printed, chance.choice((1, 1, 2))))
    address = (
        "Room 5, 99 Harbour Road, 518000 Shenzhen" if chance.random() < 0.2 else f"{place} Lake Road, 51{place:04}"
    )
    return PartyRecord(
        f"r{place:05}", "company", names, chance.choice(("CN", "CN", "HK", None)), addresses=(address,),
        weak=("LH",) if chance.random() < 0.1 else (), synthetic=chance.random() < 0.1,
    )  # fmt: skip


def _person(chance: random.Random, place: int) -> PartyRecord:
    family, given = chance.choice(FAMILY), chance.choice(GIVEN)
    name = chance.choice((f"{given} {family}", f"{family.upper()}, {given}"))
    births = chance.choice(((), (f"19{chance.randrange(60, 64)}",), (f"1960-01-{chance.randrange(1, 5):02}",)))
    return PartyRecord(f"r{place:05}", "person", (name,), chance.choice(("RU", None)), birth_dates=births)
