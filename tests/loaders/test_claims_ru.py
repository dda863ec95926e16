"""Claims out of Russian sentences: roles by case, chains, modality, numbers, finds; texts that give nothing."""

from __future__ import annotations

import pytest

from graph.model import Claim
from tests.support.claims import Core, claims_of, core


def claims(text: str) -> list[Claim]:
    return claims_of(text, "ru")


ROLES = [
    ("Китай поставил России подшипники.", ("Китай", "Россия", "подшипники")),
    ("В 2022 году Китай поставил в Россию подшипники.", ("Китай", "Россия", "подшипники")),
    ("Россия закупила у Китая подшипники.", ("Китай", "Россия", "подшипники")),
    ("Подшипники были поставлены Китаем в Россию.", ("Китай", "Россия", "подшипники")),
    (
        "Китайские фирмы отправили российским заводам 300 транзисторов.",
        ("китайские фирмы", "российские заводы", "транзисторы"),
    ),
    (
        "Российские заводы получают от китайских производителей литий-ионные аккумуляторы.",
        ("китайские производители", "российские заводы", "литий-ионные аккумуляторы"),
    ),
    (
        "Турецкая компания Ferhun Makina A.Ş. продала ООО «Белозвон» четыре токарных станка.",
        ("Ferhun Makina A.Ş.", "ООО «Белозвон»", "токарные станки"),
    ),
    (
        "ООО «Белозвон» приобрело у Wuhan Qingyu Optics Co., Ltd. лазерные дальномеры.",
        ("Wuhan Qingyu Optics Co., Ltd.", "ООО «Белозвон»", "лазерные дальномеры"),
    ),
    ("В Иран из Китая попали гироскопы.", ("Китай", "Иран", "гироскопы")),
    (
        "Москва передала Пекину технологию производства гидролокаторов.",
        ("Россия", "Китай", "технология производства гидролокаторов"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_cases_and_prepositions_give_the_roles(text: str, expected: Core) -> None:
    assert [(core(claim), claim.kind) for claim in claims(text)] == [(expected, "transfer")]


MODALITIES = [
    ("Китай поставил России подшипники.", "asserted"),
    ("По данным таможни, Китай поставил России подшипники.", "reported"),
    ("Китай поставил России подшипники, сообщило агентство.", "reported"),
    ("Китай не поставлял России подшипники.", "denied"),
    ("Пекин отрицает, что Китай поставлял России подшипники.", "denied"),
    ("Китай намерен поставить России подшипники.", "planned"),
    ("Аналитики опасаются, что Китай поставит России подшипники.", "feared"),
    ("Россия попросила Китай продать ей подшипники.", "sought"),
    ("Следствие подозревает Китай в том, что тот поставил России подшипники.", "alleged"),
]


@pytest.mark.parametrize(("text", "expected"), MODALITIES)
def test_the_modality_of_a_supply(text: str, expected: str) -> None:
    (claim,) = claims(text)
    assert (core(claim), claim.modality) == (("Китай", "Россия", "подшипники"), expected)


SPEAKERS = [
    ("По данным киргизской таможни, Китай поставил России подшипники.", "киргизская таможня"),
    ("По словам сотрудника порта, Китай поставил России подшипники.", "сотрудник порта"),
    ("Китай поставил России подшипники, говорится в отчёте института.", "институт"),
    ("Источник в порту рассказал, что Китай поставил России подшипники.", "источник в порту"),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_the_speaker_stands_in_the_nominative(text: str, expected: str) -> None:
    assert [claim.speaker for claim in claims(text)] == [expected]


DATES = [
    ("В 2022 году", "2022", "2022"),
    ("В мае 2022 года", "2022-05", "2022-05"),
    ("7 мая 2022 года", "2022-05-07", "2022-05-07"),
    ("С июля по декабрь прошлого года", "2023-07", "2023-12"),
    ("В первом квартале 2022 года", "2022-01", "2022-03"),
    ("В прошлом году", "2023", "2023"),
    ("За первые пять месяцев 2023 года", "2023-01", "2023-05"),
    ("Во второй половине 2022 года", "2022-07", "2022-12"),
    ("С прошлой осени", "2023", None),
    ("Летом прошлого года", "2023", "2023"),
    ("С октября 2022-го по март 2023-го", "2022-10", "2023-03"),
    ("Два года назад", "2022", "2022"),
    ("На прошлой неделе", "2024-03-04", "2024-03-10"),
    ("До конца мая", None, "2024-05"),
]


@pytest.mark.parametrize(("words", "start", "end"), DATES)
def test_dates(words: str, start: str | None, end: str | None) -> None:
    (claim,) = claims(f"{words} Китай поставил России подшипники.")
    assert (claim.start, claim.end) == (start, end)


def test_amounts() -> None:
    (claim,) = claims("Китай поставил России около 2 750 микроконтроллеров JL32 на сумму 3,4 млн долларов.")
    assert claim.goods == "микроконтроллеры"
    assert claim.quantity is not None
    assert (claim.quantity.number, claim.quantity.relation) == ("2750", "~")
    assert claim.value is not None
    assert (claim.value.number, claim.value.currency) == ("3400000", "USD")
    assert claim.model == "JL32"


NUMBERS = [
    ("две дюжины подшипников", "24"),
    ("два десятка подшипников", "20"),
    ("полторы тысячи подшипников", "1500"),
    ("двадцать пять тысяч подшипников", "25000"),
    ("около сотни подшипников", "100"),
    ("сорок две тонны алюминиевого порошка", "42"),
    ("тысячи подшипников", None),
]


@pytest.mark.parametrize(("words", "number"), NUMBERS)
def test_numbers_in_words(words: str, number: str | None) -> None:
    (claim,) = claims(f"Китай поставил России {words}.")
    assert (claim.quantity.number if claim.quantity else None) == number


def test_two_kinds_of_goods_are_two_claims_in_the_nominative() -> None:
    found = claims("Россия получила от Китая девять тысяч тонн алюминиевого порошка и пятнадцать партий станков с ЧПУ.")
    assert [(claim.goods, claim.quantity and claim.quantity.number) for claim in found] == [
        ("алюминиевый порошок", "9000"),
        ("станки с ЧПУ", "15"),
    ]


def test_the_second_clause_shares_the_verb() -> None:
    found = claims("В 2018 году Россией были переданы Китаю зенитные ракеты, а годом позже — вертолёты.")
    assert {(core(claim), claim.start) for claim in found} == {
        (("Россия", "Китай", "зенитные ракеты"), "2018"),
        (("Россия", "Китай", "вертолёты"), "2019"),
    }


CHAIN = """В мае 2022 года ОсОО «Кентавр Трейд» приобрело у Wuhan Qingyu Optics Co., Ltd. 40 лазерных дальномеров. \
Через месяц фирма перепродала эти дальномеры ООО «Белозвон», которое указало в декларации «детали игрушек»."""


def test_a_lot_goes_on_to_the_next_firm() -> None:
    first, second = claims(CHAIN)
    assert core(first) == ("Wuhan Qingyu Optics Co., Ltd.", "ОсОО «Кентавр Трейд»", "лазерные дальномеры")
    assert core(second) == ("ОсОО «Кентавр Трейд»", "ООО «Белозвон»", "лазерные дальномеры")
    assert second.quantity is not None
    assert second.quantity.number == "40"
    assert second.declared_as == "детали игрушек"
    assert (second.start, second.end) == ("2022-06", "2022-06")


def test_the_way() -> None:
    (claim,) = claims("Китай поставил России подшипники. Почти все партии прошли транзитом через Казахстан.")
    assert [party.country for party in claim.via] == ["KZ"]


def test_a_find_in_a_weapon_is_no_delivery() -> None:
    (claim,) = claims("В обломках ракеты «Метель-К» в мае 2022 года был обнаружен процессор китайского производства.")
    assert (claim.kind, claim.goods, claim.origin, claim.supplier) == ("end_use", "процессор", "CN", None)
    assert claim.weapon is not None
    assert claim.weapon.surface == "«Метель-К»"


def test_an_offer() -> None:
    (claim,) = claims(
        "Компания Wuhan Qingyu Optics Co., Ltd. предлагала российским заказчикам антенны по цене 740 юаней за штуку."
    )
    assert (claim.kind, claim.goods, claim.flags) == ("offer", "антенны", ("unit_price",))


def test_owner_and_head() -> None:
    owner, head = claims(
        "Владельцем ООО «Белозвон» с долей 75 % является Ринат Заболотный. Он возглавляет АО «Тихий плёс»."
    )
    assert owner.subject is not None
    assert (owner.kind, owner.subject.surface, owner.share and owner.share.number) == (
        "ownership",
        "Ринат Заболотный",
        "75",
    )
    assert (head.kind, head.object and head.object.surface) == ("role", "АО «Тихий плёс»")


NOTHING = [
    "Вывоз товаров двойного назначения из Китая в Россию без разрешения запрещён.",
    "Сербия закупила у Италии четыре пожарных вертолёта.",
    "Весь товарооборот Китая и России измеряется сотнями миллиардов долларов.",
    "Поставил ли Китай России дроны?",
    "Китай и Россия граничат на Дальнем Востоке.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_gives_no_claim(text: str) -> None:
    assert claims(text) == []


NOUNS = [
    ("Экспорт подшипников из Китая в Россию достиг 400 тонн.", ("Китай", "Россия", "подшипники"), "asserted"),
    ("КНР опровергла сообщения о поставках подшипников в Россию.", ("Китай", "Россия", "подшипники"), "denied"),
    (
        "Канберра выразила озабоченность возможной передачей Россией Китаю разгонных блоков.",
        ("Россия", "Китай", "разгонные блоки"),
        "feared",
    ),
    ("Москва добивается от Пекина продажи 80 подшипников.", ("Китай", "Россия", "подшипники"), "sought"),
    (
        "Поставщиком подшипников стала китайская фирма Wuhan Qingyu Optics Co., Ltd.",
        ("Wuhan Qingyu Optics Co., Ltd.", None, "подшипники"),
        "asserted",
    ),
]


@pytest.mark.parametrize(("text", "expected", "modality"), NOUNS)
def test_nouns_of_supply(text: str, expected: Core, modality: str) -> None:
    assert [(core(claim), claim.modality) for claim in claims(text)] == [(expected, modality)]


OTHER_FRAMES = [
    ("Китай обеспечивает российскую армию бронежилетами.", ("Китай", "российская армия", "бронежилеты")),
    ("Россия поделилась с Китаем технологией литья.", ("Россия", "Китай", "технология литья")),
    ("Китайская сторона передала российским портам подшипники.", ("Китай", "российские порты", "подшипники")),
    (
        "Китайская Wuhan Qingyu Optics Co., Ltd. продала двум российским покупателям — АО «Тихий плёс» — подшипники.",
        ("Wuhan Qingyu Optics Co., Ltd.", "АО «Тихий плёс»", "подшипники"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), OTHER_FRAMES)
def test_other_frames_and_groups(text: str, expected: Core) -> None:
    assert [core(claim) for claim in claims(text)] == [expected]


def test_the_price_and_the_buyer_follow() -> None:
    text = (
        "В мае 2022 года Wuhan Qingyu Optics Co., Ltd. отправила в Казань 40 дальномеров. "
        "Цена дальномеров — 90 тысяч евро. Получателем значится ООО «Белозвон»."
    )
    (claim,) = claims(text)
    assert core(claim) == ("Wuhan Qingyu Optics Co., Ltd.", "ООО «Белозвон»", "дальномеры")
    assert claim.value is not None
    assert (claim.value.number, claim.value.currency) == ("90000", "EUR")


def test_persons_stand_in_the_nominative() -> None:
    (claim,) = claims("60 % акций ООО «Белозвон» принадлежат Тимуру Заболотному.")
    assert claim.subject is not None
    assert (claim.kind, claim.subject.surface) == ("ownership", "Тимур Заболотный")


def test_a_listing_and_an_event() -> None:
    (listing,) = claims("ООО «Белозвон» находится в санкционном списке Японии.")
    assert (listing.kind, listing.subject and listing.subject.country) == ("listing", "JP")
    (event,) = claims("Россия и Китай провели в мае 2022 года переговоры о поставках.")
    assert (event.kind, event.start) == ("event", "2022-05")
    assert [party.country for party in (event.subject, event.object) if party] == ["RU", "CN"]


def test_a_find_after_the_weapon_was_named() -> None:
    (claim,) = claims("Эксперты разобрали ракету «Метель-К». Внутри оказался процессор китайского производства.")
    assert (claim.kind, claim.weapon and claim.weapon.surface, claim.origin) == ("end_use", "«Метель-К»", "CN")


def test_use_by_a_unit_of_the_army() -> None:
    (claim,) = claims("Китайские квадроциклы применяет и 58-я бригада российской армии.")
    assert (claim.kind, claim.goods, claim.origin) == ("end_use", "квадроциклы", "CN")
    assert claim.recipient is not None
    assert (claim.recipient.surface, claim.recipient.country) == ("58-я бригада российской армии", "RU")


NO_DELIVERY = [
    "Украина призвала Китай не поставлять России оружие.",
    "Китай направил туда эсминец.",
    "Из Благовещенска в Хэйхэ отправили 4 тысячи тонн соевого масла.",
]


@pytest.mark.parametrize("text", NO_DELIVERY)
def test_appeals_voyages_and_food_are_no_deliveries(text: str) -> None:
    assert claims(text) == []


def test_the_next_sentence_names_the_source() -> None:
    (claim,) = claims("Китай поставил России подшипники. Об этом сообщила прокуратура.")
    assert (claim.modality, claim.speaker) == ("reported", "прокуратура")


def test_where_a_firm_is_and_what_a_lot_consists_of() -> None:
    (claim,) = claims("ООО «Белозвон» из Казани получило от Китая подшипники.")
    assert core(claim) == ("Китай", "ООО «Белозвон»", "подшипники")
    (claim,) = claims("Партия из 40 подшипников прибыла в Ижевск из Шанхая 12 марта 2023 года.")
    assert core(claim) == ("Шанхай", "Ижевск", "подшипники")
    assert (claim.start, claim.quantity and claim.quantity.number) == ("2023-03-12", "40")


def test_papers_from_which_it_is_seen_that_and_several_parts_of_a_clause() -> None:
    (claim,) = claims(
        "Из накладных видно, что подшипники — 26 штук на 12 млн рублей — "
        "были поставлены Китаем в Россию летом 2022 года."
    )
    assert (core(claim), claim.modality) == (("Китай", "Россия", "подшипники"), "reported")
    assert claim.quantity is not None
    assert (claim.quantity.number, claim.start) == ("26", "2022")


def test_an_office_with_its_body_and_person_in_a_row() -> None:
    (claim,) = claims("Юрисконсульт ООО «Белозвон» Зоя Вельяминова-Круг на вопросы не ответила.")
    assert claim.subject is not None
    assert (claim.kind, claim.subject.surface, claim.topic) == ("role", "Зоя Вельяминова-Круг", "юрисконсульт")


def test_a_plant_of_a_town_is_a_group_of_its_own() -> None:
    text = "Китайская Wuhan Qingyu Optics Co., Ltd. продала омскому заводу подшипники."
    assert [core(claim) for claim in claims(text)] == [("Wuhan Qingyu Optics Co., Ltd.", "омский завод", "подшипники")]
