"""Names of organisations: what is one party, what is not, and names that are hardly names."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.resolution.comparison import FEATURES, MODEL, compare, weights
from graph.resolution.heard import by_letters, heard
from graph.resolution.names import organisation
from graph.resolution.romanise import sound

SAME = [
    ("ООО «Ланхе»", "Lanhe LLC"),
    ("Shenzhen Lanhe Electronics Co., Ltd.", "Шэньчжэнь Ланьхэ Электроникс"),
    ("Акционерное общество «Волнский приборостроительный завод»", "JSC Volnsky Instrument-Making Plant"),
    ("Obshchestvo s ogranichennoy otvetstvennostyu Spektr-Import", "ООО «Спектр-Импорт»"),
    ("АО «НПО Ромашка»", "Scientific and Production Association Romashka JSC"),
    ("LAN HE ELECTRONICS", "Lanhe Electronics"),
    ("A.B.C. Volna Company", "ABC Volna Co."),
    ("Volna-Test GmbH", "Volna Test, GmbH"),
    ("5th Lanhe Shipyard", "Lanhe Shipyard No. 5"),
    ("Brigade Forty-Four", "Brigade 44"),
    ("Лан\u200eхе Трей\u00adдинг", "Ланхе Трейдинг"),
    ("Спeктр-Импoрт", "Спектр-Импорт"),  # Latin e and o
    ("АО «Омский завод «Ланхе»", "Omsk Plant Lanhe JSC"),
    ("Lanhe Elektronik Sanayi ve Ticaret A.Ş.", "Lanhe Electronics A.S."),
    ("Щукинский завод", "Shchukinskiy zavod"),
    ("Щукинский завод", "Ščukinskij zavod"),
    ("Щукинский завод", "Schukinsky Plant"),
    ("ООО «Лансервис»", "Lanservice LLC"),  # English heard, not spelled
    ("ООО «Волнтул»", "Volntool LLC"),
    ("ООО «Джиэфкью Логистикс»", "GFQ Logistics LLC"),  # the names of English letters
    ("ООО «ТКХ-Инвест»", "TKH-Invest LLC"),  # capitals, letter by letter
    ("АО «Улан-Удэнский завод «Ланхе»", "Ulan-Ude Plant Lanhe JSC"),
    ("ООО «Ланхе нефтегазовое оборудование»", "Lanhe Oil and Gas Equipment LLC"),
    ("АО «Ланхидная техника»", "Lanhid Technology JSC"),
    ("ООО «Орджолан»", "Ordzholan LLC"),
]
APART = [
    ("Lanhe Electronics Co., Ltd.", "Lanhe Electronics Shanghai Branch"),
    ("Spektr LLC", "Spektr Trading House LLC"),
    ("ООО «Ланхе»", "ООО «ТД Ланхе»"),
    ("Plant No. 5", "Plant No. 7"),
    ("Lanhe Optics", "Lanhe Chemicals"),  # trades
    ("Lanhe", "Lanhe (Holdings)"),
    ("Shenzhen Lanhe Electronics", "Guangzhou Lanhe Electronics"),
    ("深圳蓝禾电子有限公司", "广州蓝禾电子有限公司"),
    ("ООО «Ромашка»", "ФГУП «Ромашка»"),
    ("Lanhe Electronics", "Spektr Electronics"),
    ("Omsk Instrument Plant", "Perm Instrument Plant"),
    ("Lanhe (Sweden) AB", "Lanhe (Finland) Oy"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_party_by_many_names(one: str, other: str) -> None:
    assert compare(one, other).chance > 0.7


@pytest.mark.parametrize(("one", "other"), APART)
def test_another_party_of_nearly_the_same_name(one: str, other: str) -> None:
    assert compare(one, other).chance < 0.5


def test_the_legal_form_is_no_word_of_the_name() -> None:
    name = organisation("Акционерное общество «Ланхе» (АО «Ланхе»)")
    assert (name.form, name.folded) == ("JSC (RU)", "ланхе")
    assert [other.folded for other in name.others] == ["ланхе"]


def test_a_place_in_brackets_stands_in_its_place() -> None:
    units = organisation("Lanhe (Shenzhen) Co., Ltd.").units
    assert [(unit.role, unit.sound) for unit in units] == [("core", "lanhe"), ("place", "shenshen")]


def test_of_several_names_in_a_cell_the_best_counts() -> None:
    assert compare("АО «Ланхе», ООО «Спектр»", "Spektr LLC").chance > 0.7


def test_an_acronym_stands_for_the_words_whose_initials_it_is() -> None:
    found = compare("АО «ВПЗ»", "Volnskiy Priborostroitelnyi Zavod")
    assert [pair.by for pair in found.alignment.pairs] == ["acronym"]
    assert compare("АО «ВПЗ»", "АО «ВПК»").chance < 0.5


def test_a_bank_is_less_likely_the_firm_of_its_name_than_a_firm_with_another_word() -> None:
    bank, firm = compare("Lanhe", "Lanhe Insurance"), compare("Lanhe", "Lanhe Electronics")
    assert bank.features["finance_left"] == 1 > firm.features["finance_left"]
    assert bank.chance < firm.chance


@pytest.mark.parametrize(
    ("word", "by_ear"),
    [
        ("tool", "тул"),
        ("bright", "брайт"),
        ("gate", "гейт"),
        ("space", "спейс"),
        ("device", "девайс"),
        ("union", "юнион"),
        ("queen", "квин"),
    ],
)
def test_an_english_word_sounds_as_a_russian_ear_hears_it(word: str, by_ear: str) -> None:
    assert heard(word, sound(word)) == sound(by_ear)


@pytest.mark.parametrize(("capitals", "by_ear"), [("gfq", "джиэфкью"), ("id", "айди"), ("bmw", "биэмдаблъю")])
def test_capitals_are_read_by_the_names_of_their_letters(capitals: str, by_ear: str) -> None:
    assert by_letters(capitals) == sound(by_ear)


def test_reasons_add_up_to_the_chance() -> None:
    found = compare("Lanhe Electronics", "Lanhe Electronics Holding")
    reasons = dict(found.reasons)
    assert reasons["a branch, subsidiary, group or holding of the other"] < 0
    total = weights()["bias"] + sum(reasons.values())
    assert 1 / (1 + 2.718281828 ** (-total)) == pytest.approx(found.chance, abs=0.01)


def test_no_weight_speaks_against_its_sign() -> None:
    model = json.loads(MODEL.read_text(encoding="utf-8"))["organisation"]
    assert set(model) == {"bias", *FEATURES}
    assert not [name for name, (_, sign) in FEATURES.items() if sign * model[name] < 0]


@pytest.mark.parametrize(
    "text",
    ["", " ", "a", "公", "🚀", "LLC", "ООО", "有限公司", "().,;", "«»", "((((", "\u202e\u202b", "\ud800", "№ 5", "7"],
)
def test_what_is_hardly_a_name_is_read_and_compared(text: str) -> None:
    assert organisation(text).printed == text
    assert 0 <= compare(text, "Lanhe Electronics").chance < 0.5
    assert 0 <= compare(text, text).chance <= 1


def test_a_name_of_100_kb_takes_no_longer_than_a_long_one() -> None:
    long = "Lanhe " * 20_000
    assert len(organisation(long).units) <= 60
    assert compare(long, "ООО Ланхе").chance <= 1
    assert compare("(" * 100_000, ")" * 100_000).chance < 0.5
    assert compare("A" * 100_000, "B" * 100_000).chance < 0.5


def test_emoji_and_marks_of_direction_change_nothing() -> None:
    plain = compare("Lanhe Electronics LLC", "Ланхе Электроникс").chance
    assert compare("\u200fLanhe 🚀 Electronics\u202c LLC", "Ланхе Электроникс").chance == plain


NAMES = st.text(
    alphabet=st.sampled_from("abhnLEeоОланхЗзв 蓝禾电子有限公司(),.«»-57\u200e"), max_size=30
) | st.sampled_from([name for pair in SAME + APART for name in pair])


@settings(max_examples=300)
@given(NAMES, NAMES)
def test_the_order_of_two_names_does_not_matter(one: str, other: str) -> None:
    assert compare(one, other).chance == pytest.approx(compare(other, one).chance, abs=1e-9)
