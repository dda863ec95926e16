"""Owners, offices and lawsuits of firms out of Russian and Ukrainian sentences."""

from __future__ import annotations

import pytest

from graph.model import Claim
from tests.support.claims import Core, claims_of, core

FIRM = "ООО «Велград»"
Row = tuple[str, str | None, str | None, str | None]


def row(claim: Claim) -> Row:
    """Kind, subject, object and share of a claim."""
    return (
        claim.kind,
        claim.subject.surface if claim.subject else None,
        claim.object.surface if claim.object else None,
        claim.share.number if claim.share else None,
    )


OWNERS: list[tuple[str, str, list[Row]]] = [
    (  # a share in somebody's name, the rest without a share
        "ru",
        f"Контрольный пакет {FIRM}, 60 %, записан на Анну Белову, остальная доля — у Nerida Trading Limited.",
        [("ownership", "Анна Белова", FIRM, "60"), ("ownership", "Nerida Trading Limited", FIRM, None)],
    ),
    (
        "ru",
        f"Сорок пять процентов акций {FIRM} числятся за гонконгской Nerida Trading Limited.",
        [("ownership", "Nerida Trading Limited", FIRM, "45")],
    ),
    (
        "ru",
        f"Nerida Trading Limited владеет 49 % {FIRM}, остальные 51 % — у Анны Беловой.",
        [("ownership", "Nerida Trading Limited", FIRM, "49"), ("ownership", "Анна Белова", FIRM, "51")],
    ),
    ("ru", f"Анна Белова — единственный учредитель {FIRM}.", [("ownership", "Анна Белова", FIRM, "100")]),
    ("ru", f"Владеет {FIRM} гражданин Казахстана Ержан Сатпаев.", [("ownership", "Ержан Сатпаев", FIRM, None)]),
    (
        "ru",
        f"Nerida Trading Limited — дочерняя компания {FIRM}.",
        [("ownership", FIRM, "Nerida Trading Limited", None)],
    ),
    ("ru", f"Nerida Trading Limited купила 30 % акций {FIRM}.", [("ownership", "Nerida Trading Limited", FIRM, "30")]),
    ("uk", "ТОВ «Велград» на три чверті належить Nerida Ltd.", [("ownership", "Nerida Ltd.", "ТОВ «Велград»", "75")]),
    ("ru", "Половина партии осталась на складе, остальное — в порту.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), OWNERS)
def test_who_owns_a_firm(language: str, text: str, expected: list[Row]) -> None:
    assert [row(claim) for claim in claims_of(text, language) if claim.kind == "ownership"] == expected


OFFICES = [
    (f"{FIRM} зарегистрировано в Туле. Руководит им с мая 2022 года Анна Белова.", "2022-05", None),
    (f"Анна Белова до 2021 года занимала в {FIRM} пост директора.", None, "2021"),
    (f"Единственный владелец {FIRM} — Анна Белова, она же и директор фирмы.", None, None),
    (f"Станок купило {FIRM}, подтвердила его директор Анна Белова.", None, None),
]


@pytest.mark.parametrize(("text", "start", "end"), OFFICES)
def test_who_holds_an_office(text: str, start: str | None, end: str | None) -> None:
    (claim,) = (one for one in claims_of(text, "ru") if one.kind == "role")
    assert row(claim) == ("role", "Анна Белова", FIRM, None)
    assert (claim.start, claim.end) == (start, end)


def test_the_sides_of_a_lawsuit() -> None:
    (claim,) = claims_of(
        f"Суд рассмотрел иск Nerida Trading Limited к {FIRM}. Истец поставил ответчику 12 подшипников.", "ru"
    )
    assert claim.supplier is not None
    assert claim.recipient is not None
    assert (claim.supplier.surface, claim.recipient.surface) == ("Nerida Trading Limited", FIRM)


SUPPLIES: list[tuple[str, Core, str]] = [
    (  # who speaks, and to whom, after "что" and the verb
        "Kailan Optics Co., Ltd. подтвердила, что продала ООО «Велград» 60 матриц.",
        ("Kailan Optics Co., Ltd.", "ООО «Велград»", "матрицы"),
        "reported",
    ),
    (
        "ООО «Велград» стало покупателем 20 станков у Kailan Optics Co., Ltd.",
        ("Kailan Optics Co., Ltd.", "ООО «Велград»", "станки"),
        "asserted",
    ),
    (
        "На сайте Kailan Optics Co., Ltd. российским покупателям предлагаются матрицы.",
        ("Kailan Optics Co., Ltd.", "российские покупатели", "матрицы"),
        "asserted",
    ),
    ("Сделка предусматривала поставку двигателей из России в Китай.", ("Россия", "Китай", "двигатели"), "planned"),
    ("Дрон попытались ввезти в Россию из Китая.", ("Китай", "Россия", "дрон"), "sought"),
    (
        "Прокуратура подозревает Анну Белову в том, что она переправила России из Китая станки.",
        ("Анна Белова", "Россия", "станки"),
        "alleged",
    ),
    (
        "ООО «Велград» не смогло купить у Kailan Optics Co., Ltd. станки.",
        ("Kailan Optics Co., Ltd.", "ООО «Велград»", "станки"),
        "sought",
    ),
    (
        "Слова о том, что Китай поставил России дроны, в Пекине назвали выдумкой.",
        ("Китай", "Россия", "дроны"),
        "denied",
    ),
    ("Станки из Китая в Россию через Киргизию не провозили.", ("Китай", "Россия", "станки"), "denied"),
]


@pytest.mark.parametrize(("text", "expected", "modality"), SUPPLIES)
def test_who_supplies_whom_and_how_sure_it_is(text: str, expected: Core, modality: str) -> None:
    assert [(core(claim), claim.modality) for claim in claims_of(text, "ru")] == [(expected, modality)]


TWO_SENTENCES = [
    (
        "Через Достык прошло 40 тонн кабеля. Отправитель — Kailan Optics Co., Ltd., получатель — ООО «Велград».",
        ("Kailan Optics Co., Ltd.", "ООО «Велград»", "кабель"),
        "40",
    ),
    (
        "В Коврове ООО «Велград» купило у китайской Kailan Optics двигатели, а АО «Молот» перепродало моторы Китаю.",
        ("АО «Молот»", "Китай", "двигатели"),
        None,
    ),
    (
        "ТОО «Сарыкум» купило у Kailan Optics Co., Ltd. 12 лазеров. Вся партия уехала в Томск, в ООО «Велград».",
        ("ТОО «Сарыкум»", "ООО «Велград»", "лазеры"),
        "12",
    ),
]


@pytest.mark.parametrize(("text", "expected", "number"), TWO_SENTENCES)
def test_what_a_clause_takes_from_the_one_before(text: str, expected: Core, number: str | None) -> None:
    claim = claims_of(text, "ru")[-1]
    assert core(claim) == expected
    assert (claim.quantity.number if claim.quantity else None) == number


def test_a_weapon_without_a_name() -> None:
    (claim,) = claims_of("Из сбитого российского беспилотника извлекли плату китайского производства.", "ru")
    assert claim.weapon is not None
    assert (claim.kind, claim.weapon.surface, claim.goods) == ("end_use", "российский беспилотник", "плата")


def test_what_a_register_says_is_reported() -> None:
    (claim,) = claims_of("В реестре Узбекистана единственным владельцем ООО «Велград» записана Анна Белова.", "ru")
    assert (row(claim), claim.modality) == (("ownership", "Анна Белова", "ООО «Велград»", "100"), "reported")


def test_a_part_of_a_lot_and_a_sum_after_an_aside() -> None:
    (claim,) = claims_of("Китай передал России половину из 200 станков, выпущенных заводом, на 3 млн юаней.", "ru")
    assert claim.quantity is None
    assert (claim.goods, claim.value and claim.value.number) == ("станки", "3000000")


def test_plurals_in_a_and_bodies_in_the_nominative() -> None:
    (claim,) = claims_of("Китай поставил России корпуса дронов.", "ru")
    assert claim.goods == "корпуса дронов"
    (claim,) = claims_of("ООО «Велград» с мая 2023 года находится под санкциями Евросоюза.", "ru")
    assert (row(claim)[:3], claim.start) == (("listing", "Евросоюз", "ООО «Велград»"), "2023-05")


def test_a_ministry_lists_a_person_and_a_firm() -> None:
    found = claims_of("Минфин США внёс в список SDN Анну Белову и ООО «Велград».", "ru")
    assert [row(claim)[1:3] for claim in found] == [("Минфин США", "Анна Белова"), ("Минфин США", "ООО «Велград»")]
