"""Folding: what must become equal, what must stay apart, and laws that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.fold import fold, fold_map, fold_model, fold_name, goods_key, script, split_legal_form, strip_marks
from graph.legal_forms import says_only_the_form

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40) | st.text(
    alphabet="aAİIıiŞßẞﬁçЁёаАеоОсКkKmМтµΟοé\u0301\u0345\u00ad\u200b \u00a0-–«”'‘12有限公司株가각각ｶﾞ", max_size=20
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("TÜRKİYE", "türkiye"),
        ("TÜRKIYE", "Türkiye"),
        ("IŞIK", "ışık"),
        ("STRASSE", "Straße"),
        ("самолёт", "САМОЛЕТ"),
        ("„Drohne“", '"drohne"'),
        ("drone–parts", "drone-parts"),
        ("Ｌａｎｈｅ　Ltd", "lanhe ltd"),
        ("so\u00adft", "soft"),
        ("  a \u00a0 b\n", "a b"),
        ("Калашникoв", "Калашников"),  # a Latin o
        ("АO", "АО"),
        ("Сергiй", "Сергій"),
        ("Microсhip", "Microchip"),  # a Cyrillic с
    ],
)
def test_fold_makes_equal(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Türkei", "Turkei"), ("сор", "cop"), ("RU", "УК"), ("无人机", "無人機"), ("Mi-8", "Mi 8"), ("fiный", "fіный2")],
)
def test_fold_keeps_apart(left: str, right: str) -> None:
    assert fold(left) != fold(right)


@given(TEXTS)
@example("İ")
@example("a\u00ad\u0301")
@example("ΐ\u0345")
def test_fold_is_idempotent_and_has_offsets(text: str) -> None:
    folded, offsets = fold_map(text)
    assert fold(text) == folded
    assert fold(folded) == folded
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)
    assert folded == " ".join(folded.split())


@given(TEXTS, TEXTS)
def test_offsets_of_a_word_lead_to_the_word(before: str, after: str) -> None:
    text = f"{before} Zülfikar99 {after}"
    folded, offsets = fold_map(text)
    start = folded.index(" zülfikar99" if folded[:10] != "zülfikar99" else "zülfikar99")
    start += folded[start] == " "
    assert text[offsets[start] : offsets[start + 9] + 1] == "Zülfikar99"


def test_offsets_survive_the_dotted_capital_i() -> None:
    text = "İHA’nın “İHA parçaları” var"
    folded, offsets = fold_map(text)
    start = folded.index("iha parçalari")
    assert text[offsets[start] : offsets[start + 12] + 1] == "İHA parçaları"


@given(TEXTS)
def test_keys_are_idempotent(text: str) -> None:
    assert fold_model(fold_model(text)) == fold_model(text)
    assert goods_key(goods_key(text)) == goods_key(text)
    assert strip_marks(strip_marks(fold(text))) == strip_marks(fold(text))


@given(TEXTS)
def test_splitting_a_name_never_loses_it(text: str) -> None:
    form = split_legal_form(text)
    assert form.core in text
    assert bool(form.core) or not text.strip()
    assert fold_name(text) or not fold(text)


@pytest.mark.parametrize(
    ("text", "core", "form", "hint"),
    [
        ("ООО «Спектр-Импорт»", "Спектр-Импорт", "LLC (RU)", "RU"),
        ('АO "Калашников"', "Калашников", "JSC (RU)", None),
        ("ПАО Пример", "Пример", "PJSC (RU)", "RU"),
        ("OOO Primer", "Primer", "LLC (RU)", "RU"),
        ("Public Joint Stock Company “Primer”", "Primer", "PJSC", None),
        ("Limited Liability Company Primer", "Primer", "LLC", None),
        ("Example Trading Co., Ltd.", "Example Trading", "Co., Ltd.", None),
        ("Example Trading Co.,Ltd", "Example Trading", "Co., Ltd.", None),
        ("示例电子股份有限公司", "示例电子", "股份有限公司", None),
        ("示例（香港）有限公司", "示例（香港）", "有限公司", None),
        ("Örnek Dış Ticaret A.Ş.", "Örnek Dış Ticaret", "A.Ş.", "TR"),
        ("ÖRNEK DIŞ TİCARET ANONİM ŞİRKETİ", "ÖRNEK DIŞ TİCARET", "A.Ş.", "TR"),
        ("Örnek San. ve Tic. Ltd. Şti.", "Örnek", "Ltd. Şti.", "TR"),
        ("Beispiel GmbH & Co. KG", "Beispiel", "GmbH", None),
        ("Example FZ-LLC", "Example", "FZ-LLC", "AE"),
        ("Example L.L.C", "Example", "LLC", None),
        ("ТОО «Пример»", "Пример", "TOO", "KZ"),
        ("ЧТУП Пример", "Пример", "ChUP (BY)", "BY"),
        ("Exemple S.A.R.L.", "Exemple", "SARL", None),
        ("Example, Inc.", "Example", "Inc.", "US"),
        ("ТОВ «Приклад»", "Приклад", "TOV", "UA"),
        ("Limited", "Limited", None, None),
        ("Incoming Parts", "Incoming Parts", None, None),
        ("Аорта", "Аорта", None, None),
        ("Saab", "Saab", None, None),
    ],
)
def test_legal_forms(text: str, core: str, form: str | None, hint: str | None) -> None:
    assert tuple(split_legal_form(text)) == (core, form, hint)


def test_names_compare_without_form_case_and_punctuation() -> None:
    assert fold_name("ООО «Спектр-Импорт»") == fold_name("СПЕКТР ИМПОРТ, ООО") == "спектр импорт"
    assert fold_name("Example (Shenzhen) Co., Ltd.") == fold_name("EXAMPLE SHENZHEN LIMITED")
    assert fold_name("Example Trading Ltd") != fold_name("Example Trade Ltd")


def test_goods_keys_ignore_how_words_are_joined() -> None:
    assert goods_key("Drone-Parts") == goods_key("drone parts") == goods_key("DRONEPARTS")
    assert goods_key("Drohnen-Bauteile") == goods_key("drohnen bauteile")
    assert goods_key("drones") != goods_key("drone parts")


def test_model_numbers() -> None:
    assert fold_model("К-145 МТ") == fold_model("k145mt") == "K145MT"  # Cyrillic and Latin
    assert fold_model("nRF24L01+") != fold_model("nRF24L01")
    assert fold_model("XC7Z020-1CLG400I") == "XC7Z0201CLG400I"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Example Ltd", "Latn"), ("Пример", "Cyrl"), ("无人机零件", "Hans"), ("無人機零件", "Hant"), ("中文", "Hani"),
        ("かいしゃ会社", "Jpan"), ("회사", "Kore"), ("123", "Zyyy"), ("شركة", "Arab"), ("Örnek 12", "Latn"),
    ],
)  # fmt: skip
def test_script(text: str, code: str) -> None:
    assert script(text) == code


@given(st.text(alphabet="abKЗ зaосXЁё«»“”‘’'`\"., -深圳市Й9ıI~Ъ", max_size=14))
def test_the_short_way_to_fold_a_name_gives_what_the_long_way_gives(text):
    with_more = fold_map(text + "\u200b")  # a mark that folds to nothing, which the short way does not know
    assert fold_map(text) == with_more
    assert fold(text) == with_more[0]


@pytest.mark.parametrize("name", ["l l c", "llc", "o o o", "co ltd", "joint stock company", "llc llc"])
def test_a_name_of_nothing_but_a_form_names_nobody(name: str) -> None:
    assert says_only_the_form(name.split())


@pytest.mark.parametrize("name", ["a b c", "a b c llc", "lanhe llc", ""])
def test_a_name_with_more_than_a_form_names_somebody(name: str) -> None:
    assert not says_only_the_form(name.split())
