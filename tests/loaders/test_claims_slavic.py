"""Claims out of Russian and Ukrainian sentences as many hands would write them, by class."""

from __future__ import annotations

import pytest

from graph.model import Claim
from tests.support.claims import Core, claims_of, core


def claims(language: str, text: str) -> list[Claim]:
    return claims_of(text, language)


FIRM = "Hualin Electronics Co."
CORES: list[tuple[str, str, list[Core]]] = [
    (  # goods that nobody knows, joined by "и"
        "ru",
        "Казанский завод «Мирт-Электро» закупил в Китае партию фрез и шпинделей.",
        [("Китай", "«Мирт-Электро»", "фрезы"), ("Китай", "«Мирт-Электро»", "шпиндели")],
    ),
    (
        "uk",
        f"Російський завод «Мирт» придбав у китайської {FIRM} партію фрез та сенсорів.",
        [(FIRM, "«Мирт»", "фрези"), (FIRM, "«Мирт»", "сенсори")],
    ),
    (  # a name in Latin letters without a legal form acts
        "ru",
        "Китайская Rongda Optics перепродавала российским пороховым заводам хлопковую целлюлозу.",
        [("Rongda Optics", "российские пороховые заводы", "хлопковая целлюлоза")],
    ),
    ("uk", "Мотори, які Pavo Link продала росіянам, проходили через Казахстан.", [("Pavo Link", "росіяни", "мотори")]),
    (  # verbs that bring
        "ru",
        "Экспортёр из Нинбо, компания Ningbo Fairway, ввезла в Россию подшипники.",
        [("Ningbo Fairway", "Россия", "подшипники")],
    ),
    ("uk", "Із Китаю до Росії через Монголію везуть сірчану кислоту.", [("Китай", "Росія", "сірчана кислота")]),
    (  # an adjective that is a noun before one that agrees with the goods
        "ru",
        "Китай передал российским военным десантные парашютные системы.",
        [("Китай", "российские военные", "десантные парашютные системы")],
    ),
    (  # "в КНР" is where one buys
        "ru",
        "Ташкентская фирма Silvan Group закупала в КНР хлопковую целлюлозу.",
        [("Китай", "Silvan Group", "хлопковая целлюлоза")],
    ),
    (  # a noun for who supplies
        "ru",
        f"Китайская {FIRM} — главный поставщик микросхем для ООО «Арсвет».",
        [(FIRM, "ООО «Арсвет»", "микросхемы")],
    ),
    ("ru", "Поставщиком микросхем остаётся китайская Rongda Optics.", [("Rongda Optics", None, "микросхемы")]),
    (
        "uk",
        "Компанія Rongda Optics заперечує, що постачала російській армії приціли.",
        [("Rongda Optics", "російська армія", "приціли")],
    ),
    (
        "uk",
        f"Японія запровадила санкції проти {FIRM} за постачання чипів Росії.",
        [(FIRM, "Росія", "чипи")],
    ),
    (  # a town or a country in brackets after a firm
        "ru",
        f"ООО «Гелион» (Тверь) импортировало у {FIRM} (КНР) видеопередатчики.",
        [(FIRM, "ООО «Гелион»", "видеопередатчики")],
    ),
    (
        "ru",
        "Белорусский завод «Квант» закупает матрицы у китайской Tongli Vision и передаёт их России.",
        [("Tongli Vision", "«Квант»", "матрицы"), ("«Квант»", "Россия", "матрицы")],
    ),
    (  # an adjective in -ской is no nominative
        "ru",
        f"Речь идёт о 400 сервоприводах, проданных тяньцзиньской {FIRM} калужскому ООО «Ротор».",
        [(FIRM, "ООО «Ротор»", "сервоприводы")],
    ),
    (
        "uk",
        "Поставки китайських тепловізорів московській фірмі «Радуга» тривали до жовтня 2023 року.",
        [(None, "«Радуга»", "тепловізори")],
    ),
    ("uk", "Як повідомляє видання, Китай відмовився продавати Росії снаряди.", []),
    ("ru", "Российский экспорт мяса птицы в Китай вырос на 12 процентов.", []),
    ("ru", "Китайские туристы всё чаще покупают в России шоколад.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), CORES)
def test_who_gives_what_to_whom(language: str, text: str, expected: list[Core]) -> None:
    found = [core(claim) for claim in claims(language, text) if claim.kind == "transfer"]
    assert sorted(found, key=str) == sorted(expected, key=str)


DENIED: list[tuple[str, Core]] = [
    ("В Пекине опровергли поставку в Россию артиллерийских снарядов.", ("Китай", "Россия", "артиллерийские снаряды")),
    (
        "Pavo Link отвергает обвинения в поставках чипов российским заводам.",
        ("Pavo Link", "российские заводы", "чипы"),
    ),
    (f"«Мы никогда не продавали России дроны», — заявил представитель {FIRM}", (FIRM, "Россия", "дроны")),
]


@pytest.mark.parametrize(("text", "expected"), DENIED)
def test_who_denies_is_who_is_said_to_have_supplied(text: str, expected: Core) -> None:
    assert [(core(claim), claim.modality) for claim in claims("ru", text)] == [(expected, "denied")]


FOUND = [
    ("ru", "На российских ракетах Х-101 стоят китайские разъёмы, выяснили эксперты.", "разъёмы"),
    ("ru", "При разборе ракеты «Искандер» эксперты извлекли из неё тайваньские конденсаторы.", "конденсаторы"),
    ("uk", "На уламках ракети Х-59 знайдено мікросхеми з маркуванням китайської Kailon Tech.", "мікросхеми"),
]


@pytest.mark.parametrize(("language", "text", "goods"), FOUND)
def test_what_is_found_in_a_weapon(language: str, text: str, goods: str) -> None:
    assert [(claim.kind, claim.goods) for claim in claims(language, text)] == [("end_use", goods)]


MODALITIES = [
    ("ru", "Foshan Delta Motors намерена начать поставки электродвигателей в Россию.", "planned"),
    ("ru", "Уханьская Tongli Vision готова продать россиянам тепловизионные модули.", "planned"),
    ("ru", "В МИД КНР заявили, что Китай не передаёт России летальное оружие.", "denied"),
    ("uk", "Росія мріє отримати від Китаю літаки.", "sought"),
    ("uk", "Пекін спростував передачу Росії артилерійських снарядів.", "denied"),
]


@pytest.mark.parametrize(("language", "text", "expected"), MODALITIES)
def test_the_modality_of_a_supply(language: str, text: str, expected: str) -> None:
    (claim,) = claims(language, text)
    assert claim.modality == expected
    assert claim.supplier is not None and claim.recipient is not None


LISTINGS = [
    ("ru", "США внесли в чёрный список гонконгскую Lunex Trading Ltd.", "Соединенные Штаты"),
    ("ru", "Евросоюз ввёл санкции против компании Delta Reach.", "Евросоюз"),
    ("uk", "ЄС запровадив санкції проти Lunex Trading Ltd. за постачання чипів Росії.", "ЄС"),
]


@pytest.mark.parametrize(("language", "text", "authority"), LISTINGS)
def test_who_lists_whom(language: str, text: str, authority: str) -> None:
    found = [claim.subject for claim in claims(language, text) if claim.kind == "listing"]
    assert [party.surface for party in found if party] == [authority]


def test_an_offer_of_a_group() -> None:
    (claim,) = claims("ru", "Китайский производитель выставил на продажу двигатели для беспилотников.")
    assert (claim.kind, core(claim)[0]) == ("offer", "китайский производитель")


def test_a_capital_as_source_stands_in_the_nominative() -> None:
    (claim,) = claims("ru", "По мнению Вашингтона, Пекин готовится передать Москве боеприпасы.")
    assert claim.speaker == "Вашингтон"


NEWSPAPERS: list[tuple[str, str, Core]] = [
    ("ru", "Harbor Monitor пишет, что Китай поставил России дроны.", ("Китай", "Россия", "дроны")),
    ("uk", "Harbor Zeitung повідомляє, що Росія отримала від Китаю вантажівки.", ("Китай", "Росія", "вантажівки")),
]


@pytest.mark.parametrize(("language", "text", "expected"), NEWSPAPERS)
def test_a_name_in_latin_letters_that_reports_takes_no_part(language: str, text: str, expected: Core) -> None:
    assert [(core(claim), claim.modality) for claim in claims(language, text)] == [(expected, "reported")]


NOTHING = [
    ("ru", "Матрицы китайской Tongli Vision стоят в российских прицелах, которые армия закупает с 2021 года."),
    ("ru", "Завод в Коврове готов принять китайскую делегацию."),
    ("ru", "Продажи китайских автомобилей российским дилерам Otto Group выросли."),
    ("ru", "Об этом передаёт агентство «Заря»."),
    ("uk", "Агентство передає, що Китай готовий до переговорів."),
]


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_what_only_sounds_like_a_supply_gives_nothing(language: str, text: str) -> None:
    assert claims(language, text) == []
