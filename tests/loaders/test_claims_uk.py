"""Claims out of Ukrainian sentences: roles by case, chains, modality, numbers, finds; texts that give nothing."""

from __future__ import annotations

import pytest

from graph.model import Claim
from tests.support.claims import Core, claims_of, core


def claims(text: str) -> list[Claim]:
    return claims_of(text, "uk")


ROLES = [
    ("Китай поставив Росії підшипники.", ("Китай", "Росія", "підшипники")),
    ("2022 року Китай постачав до Росії підшипники.", ("Китай", "Росія", "підшипники")),
    ("Росія закупила в Китаю підшипники.", ("Китай", "Росія", "підшипники")),
    ("Підшипники було продано Китаєм до Росії.", ("Китай", "Росія", "підшипники")),
    (
        "Китайські фірми відправили російським заводам 300 транзисторів.",
        ("китайські фірми", "російські заводи", "транзистори"),
    ),
    (
        "Російські підприємства отримують від китайських виробників вуглецеве волокно.",
        ("китайські виробники", "російські підприємства", "вуглецеве волокно"),
    ),
    (
        "Турецька компанія Ferhun Makina A.Ş. продала московському ТОВ «Білодзвін» чотири токарні верстати.",
        ("Ferhun Makina A.Ş.", "ТОВ «Білодзвін»", "токарні верстати"),
    ),
    (
        "Wuhan Qingyu Optics Co., Ltd. відправила лазерні далекоміри до Алмати, де вантаж прийняло ТОО «Жайлау».",
        ("Wuhan Qingyu Optics Co., Ltd.", "ТОО «Жайлау»", "лазерні далекоміри"),
    ),
    ("До Ірану з Китаю потрапили гіроскопи.", ("Китай", "Іран", "гіроскопи")),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_cases_and_prepositions_give_the_roles(text: str, expected: Core) -> None:
    assert [(core(claim), claim.kind) for claim in claims(text)][:1] == [(expected, "transfer")]


MODALITIES = [
    ("Китай поставив Росії підшипники.", "asserted"),
    ("За даними митниці, Китай поставив Росії підшипники.", "reported"),
    ("Китай поставив Росії підшипники, ідеться у звіті.", "reported"),
    ("Китай не постачав Росії підшипники.", "denied"),
    ("Речник посольства заперечив, що Китай постачав Росії підшипники.", "denied"),
    ("Інформацію про постачання Китаєм підшипників Росії розвідка не підтвердила.", "denied"),
    ("Китай планує поставити Росії підшипники.", "planned"),
    ("Київ побоюється, що Китай може продати Росії підшипники.", "feared"),
    ("Росія попросила Китай продати їй підшипники.", "sought"),
]


@pytest.mark.parametrize(("text", "expected"), MODALITIES)
def test_the_modality_of_a_supply(text: str, expected: str) -> None:
    (claim,) = claims(text)
    assert (core(claim), claim.modality) == (("Китай", "Росія", "підшипники"), expected)


DATES = [
    ("У травні 2022 року", "2022-05", "2022-05"),
    ("7 травня 2022 року", "2022-05-07", "2022-05-07"),
    ("Упродовж першого півріччя 2022 року", "2022-01", "2022-06"),
    ("Торік", "2023", "2023"),
    ("Минулого місяця", "2024-02", "2024-02"),
    ("Торік у травні", "2023-05", "2023-05"),
    ("У травні цього року", "2024-05", "2024-05"),
    ("Упродовж травня 2022 року", "2022-05", "2022-05"),
    ("5–12 березня 2023 року", "2023-03-05", "2023-03-12"),
    ("За перші дев’ять місяців 2023 року", "2023-01", "2023-09"),
    ("У першій половині 2023 року", "2023-01", "2023-06"),
    ("В останньому кварталі 2023-го", "2023-10", "2023-12"),
    ("Позаторік", "2022", "2022"),
    ("Два роки тому", "2022", "2022"),
    ("Пів року тому", "2023-09", "2023-09"),
    ("Торік восени", "2023", "2023"),
    ("Минулого літа", "2023", "2023"),
    ("З весни 2023 року", "2023", None),
    ("З початку року", "2024", None),
    ("Впродовж 2022–2023 років", "2022", "2023"),
    ("За пів року до того", None, None),
]


@pytest.mark.parametrize(("words", "start", "end"), DATES)
def test_dates(words: str, start: str | None, end: str | None) -> None:
    (claim,) = claims(f"{words} Китай поставив Росії підшипники.")
    assert (claim.start, claim.end) == (start, end)


def test_amounts() -> None:
    found = claims("Китай продав Росії п'ять контейнерів підшипників і понад 120 тонн волокна на 410 млн доларів США.")
    assert [(claim.goods, claim.quantity and (claim.quantity.number, claim.quantity.relation)) for claim in found] == [
        ("волокно", ("120", ">")),
        ("підшипники", ("5", "=")),
    ]


def test_what_is_sold_on_has_two_legs() -> None:
    first, second = claims("До Ірану з Китаю торік потрапили гіроскопи, які згодом було перепродано до Росії.")
    assert (core(first), core(second)) == (("Китай", "Іран", "гіроскопи"), ("Іран", "Росія", "гіроскопи"))


def test_an_accusation_names_the_supplier() -> None:
    (claim,) = claims(
        "Прокуратура звинувачує чеську компанію Doubrava s.r.o. у продажу ТОВ «Сигма» двохсот двигунів китайського "
        "виробництва."
    )
    assert core(claim) == ("Doubrava s.r.o.", "ТОВ «Сигма»", "двигуни")
    assert (claim.modality, claim.origin, claim.quantity and claim.quantity.number) == ("alleged", "CN", "200")


def test_a_find_in_a_weapon_is_no_delivery() -> None:
    (claim,) = claims("У блоці керування збитого безпілотника «Хмара-3» виявили китайський процесор HX-90.")
    assert (claim.kind, claim.goods, claim.model, claim.supplier) == ("end_use", "процесор", "HX-90", None)
    assert claim.weapon is not None
    assert claim.weapon.surface == "«Хмара-3»"


NOTHING = [
    "Продаж і транзит тепловізорів до Росії з Китаю забороняється.",
    "Молдова купила в Румунії насосне обладнання на 12 млн євро.",
    "Житомирський завод «Ротор» торік виготовив сорок тисяч рам для дронів.",
    "Чи поставив Китай Росії дрони?",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_gives_no_claim(text: str) -> None:
    assert claims(text) == []


def test_a_relative_pronoun_and_a_later_owner() -> None:
    found = claims(
        "Китайська Wuhan Qingyu Optics Co., Ltd. відправила ТОВ «Атлант» 1 000 процесорів, "
        "а те передало їх заводу «Купол»."
    )
    assert {core(claim) for claim in found} == {
        ("Wuhan Qingyu Optics Co., Ltd.", "ТОВ «Атлант»", "процесори"),
        ("ТОВ «Атлант»", "«Купол»", "процесори"),
    }


def test_the_firm_in_which_one_denies() -> None:
    (claim,) = claims("У Wuhan Qingyu Optics Co., Ltd. відповіли, що жодних магнітів російським заводам не постачали.")
    assert (core(claim), claim.modality) == (("Wuhan Qingyu Optics Co., Ltd.", "російські заводи", "магніти"), "denied")


def test_persons_and_offices() -> None:
    (claim,) = claims("Директоркою ТОВ «Атлант» є Софія Рябініна.")
    assert claim.subject is not None
    assert (claim.kind, claim.subject.surface, claim.topic) == ("role", "Софія Рябініна", "директорка")


def test_use_with_an_instrumental() -> None:
    (claim,) = claims("77-й штурмовий полк РФ користується китайськими генераторами.")
    assert (claim.kind, claim.goods, claim.origin) == ("end_use", "генератори", "CN")
    assert claim.recipient is not None
    assert claim.recipient.country == "RU"


def test_an_exercise_with_others() -> None:
    (claim,) = claims("У липні 2022 року китайські десантники провели спільні навчання з білоруськими.")
    assert claim.subject is not None
    assert claim.object is not None
    assert (claim.kind, claim.subject.surface, claim.object.country) == ("event", "китайські десантники", "BY")


def test_a_visit_by_a_minister() -> None:
    (claim,) = claims("Голова МЗС Китаю Ван Ї відвідав Москву.")
    assert claim.subject is not None
    assert claim.object is not None
    assert (claim.kind, claim.subject.surface, claim.object.country) == ("event", "Ван Ї", "RU")


def test_weapons_by_designation_and_countries_of_two_words() -> None:
    (claim,) = claims("У збитому Су-34 знайшли китайські процесори.")
    assert (claim.kind, claim.weapon and claim.weapon.surface, claim.origin) == ("end_use", "Су-34", "CN")
    (claim,) = claims("КНДР поставила Росії снаряди, повідомила розвідка Південної Кореї.")
    assert claim.speaker == "розвідка Південної Кореї"


def test_what_the_prosecution_says_stays_a_suspicion_through_its_paragraph() -> None:
    first, second = claims(
        "За версією слідства, у травні 2022 року ТОВ «Мальва» купило в Китаї 400 підшипників. У червні фірма "
        "відвантажила всю партію казанському АТ «Верес»."
    )
    assert (first.modality, second.modality) == ("alleged", "alleged")
    assert core(second) == ("ТОВ «Мальва»", "АТ «Верес»", "підшипники")


def test_one_thing_found_counts_one_and_a_mass_does_not() -> None:
    (claim,) = claims("В уламках дрона «Жук» знайшли передавач ZQ-7.")
    assert claim.quantity is not None
    assert claim.quantity.number == "1"
    (claim,) = claims("В уламках дрона «Жук» знайшли китайську електроніку.")
    assert claim.quantity is None


def test_a_way_that_is_told_after() -> None:
    for way in ("Маршрут пролягав через Монголію.", "Дорогою вантаж перетнув Монголію."):
        (claim,) = claims(f"Китай поставив Росії гіроскопи. {way}")
        assert [party.country for party in claim.via] == ["MN"]


def test_the_day_of_a_denial_is_not_that_of_the_supply() -> None:
    (claim,) = claims("1 березня речник МЗС Китаю назвав вигадкою повідомлення про те, що Китай продає Росії порох.")
    assert (claim.modality, claim.start, claim.end) == ("denied", None, None)


def test_the_town_of_a_firm_at_the_head_of_a_sentence_and_goods_with_an_apostrophe() -> None:
    (claim,) = claims("Омське АТ «Верес» імпортувало з Китаю роз’єми.")
    assert core(claim) == ("Китай", "АТ «Верес»", "роз’єми")


def test_a_latin_name_without_its_town_and_a_quoted_name_in_the_dative() -> None:
    found = claims(
        "Компанія Wuhan Yunhe Optics продала ТОВ «Мальвасерв» 40 лазерів. Навесні Yunhe Optics відвантажила ще 20 "
        "лазерів. У Yunhe Optics запевнили, що лазерів «Мальвасерву» не продавали."
    )
    assert {claim.supplier.surface for claim in found if claim.supplier} == {"Wuhan Yunhe Optics"}
    assert core(found[-1]) == ("Wuhan Yunhe Optics", "ТОВ «Мальвасерв»", "лазери")
    assert found[-1].modality == "denied"


NUMBERS = [
    ("пів тисячі верстатів", "500"),
    ("півтори тисячі верстатів", "1500"),
    ("три дюжини верстатів", "36"),
    ("двадцять п’ять верстатів", "25"),
    ("тисячі верстатів", None),
]


@pytest.mark.parametrize(("words", "number"), NUMBERS)
def test_numbers_in_words(words: str, number: str | None) -> None:
    (claim,) = claims(f"Китай поставив Росії {words}.")
    assert (claim.quantity and claim.quantity.number) == number


def test_a_sum_in_two_pieces() -> None:
    (claim,) = claims("Китай поставив Росії верстати на 4 млн 200 тис. доларів.")
    assert claim.value is not None
    assert (claim.value.number, claim.value.currency) == ("4200000", "USD")


def test_a_run_of_months_after_a_date_does_not_run_past_today() -> None:
    *_, claim = claims("У листопаді 2023 року Китай продав Росії дрони. Із січня по червень Китай продав їй танки.")
    assert (claim.start, claim.end) == ("2023-01", "2023-06")


def test_the_season_of_a_plan_lies_ahead() -> None:
    (claim,) = claims("Восени Китай планує поставити Росії підшипники.")
    assert (claim.modality, claim.start) == ("planned", "2024")


def test_who_is_asked_to_procure_supplies_and_the_date_is_that_of_the_request() -> None:
    (claim,) = claims("Навесні минулого року казанське АТ «Верес» просило Turova Trade Ltd дістати 30 далекомірів.")
    assert core(claim) == ("Turova Trade Ltd", "АТ «Верес»", "далекоміри")
    assert (claim.modality, claim.start) == ("sought", None)


def test_a_part_of_what_was_sold_before_and_compound_nouns() -> None:
    first, second = claims(
        "У травні китайські торговці збули киргизьким фірмам-прокладкам 90 дизелів, а в липні ті перепродали 64 з них "
        "російським складальникам катерів."
    )
    assert core(first) == ("китайські торговці", "киргизькі фірми-прокладки", "дизелі")
    assert core(second) == ("киргизькі фірми-прокладки", "російські складальники катерів", "дизелі")
    assert second.quantity is not None
    assert second.quantity.number == "64"


def test_such_machines_are_those_before() -> None:
    (claim,) = claims("Головна стаття — верстати з ЧПК: Китай відправив до Росії 840 таких машин, підрахували митники.")
    assert core(claim) == ("Китай", "Росія", "верстати з ЧПК")
    assert claim.quantity is not None
    assert claim.quantity.number == "840"


def test_adjectives_that_are_nouns_before_goods() -> None:
    (claim,) = claims("Росія передала китайським військовим креслення двигунів.")
    assert core(claim) == ("Росія", "китайські військові", "креслення двигунів")


def test_a_denial_names_its_goods_as_the_claim_that_it_answers() -> None:
    first, second = claims(
        "Китай поставив Росії вертолітні двигуни. Речник МЗС запевнив, що Китай двигунів Росії не продавав."
    )
    assert (first.goods, second.goods, second.modality) == ("вертолітні двигуни", "вертолітні двигуни", "denied")


FINDS = [
    ("Китай продав Росії камери. Тепер їх монтують на російські дрони «Сойка-5».", "камери", "«Сойка-5»"),
    ("Такі суднові дизелі стоять на нових російських катерах «Плавець».", "суднові дизелі", "«Плавець»"),
    ("Ось приймач сигналу. У січні його вийняли з уламків російської «Пороші-7».", "приймач сигналу", "«Пороша-7»"),
]


@pytest.mark.parametrize(("text", "goods", "weapon"), FINDS)
def test_finds_told_by_a_pronoun_or_by_what_is_built_in(text: str, goods: str, weapon: str) -> None:
    claim = claims(text)[-1]
    assert claim.weapon is not None
    assert (claim.kind, claim.goods, claim.weapon.surface) == ("end_use", goods, weapon)


def test_a_mark_tells_who_made_what_stands_before_it() -> None:
    found = claims(
        "В уламках дрона «Жук» знайшли блок живлення з маркуванням Foshan Liyun Co., Ltd. і двадцять світлодіодів."
    )
    assert [(claim.goods, claim.maker and claim.maker.surface) for claim in found][-1] == ("світлодіоди", None)


def test_a_ministry_lists() -> None:
    (claim,) = claims("Міністерство фінансів США в січні внесло Silver Duck Ltd. до списку SDN.")
    assert claim.subject is not None
    assert (claim.kind, claim.subject.surface, claim.start) == ("listing", "Міністерство фінансів США", "2024-01")


def test_whose_shares_somebody_has() -> None:
    found = claims(
        "За витягом із реєстру, власником ТОВ «Мальва» є кіпрська Silver Duck Ltd., 80 відсотків якої має Вадим Рєпін."
    )
    assert [(claim.subject and claim.subject.surface, claim.object and claim.object.surface) for claim in found] == [
        ("Silver Duck Ltd.", "ТОВ «Мальва»"),
        ("Вадим Рєпін", "Silver Duck Ltd."),
    ]
    assert {claim.modality for claim in found} == {"reported"}


def test_a_person_in_the_genitive_before_the_office() -> None:
    (claim,) = claims("Суд визнав Петра Гончара, директора ризької фірми SIA Dzirnavu Tehnika, винним.")
    assert claim.subject is not None
    assert (claim.kind, claim.subject.surface) == ("role", "Петро Гончар")
