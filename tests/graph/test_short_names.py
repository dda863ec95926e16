"""Shorter and otherwise spelled forms of a person's name. All names are invented."""

from __future__ import annotations

import pytest

from graph.blotting import BLOT
from graph.short_names import ShortNames, readings, spelling

NAMES = ("Proba Testovich VYDUMANOV", "Проба Тестович ВЫДУМАНОВ")


def gone(text: str, *parts: str) -> str:
    for part in parts:
        assert part in text
        text = text.replace(part, BLOT * len(part))
    return text


@pytest.mark.parametrize(
    "part",
    [
        "Proba Vydumanov", "Vydumanov Proba", "VYDUMANOV, Proba", "Proba T. Vydumanov", "Proba Testowitsch Wydumanow",
        "Proba Tesstovich Vydumanov", "P. Vydumanov", "P.T. Vydumanov", "Vydumanov P. T", "Проба Выдуманов",
        "П. Выдуманов",
    ],
)  # fmt: skip
def test_shorter_forms_go(part: str) -> None:
    text = f"In May {part} heads it."
    assert ShortNames.of(NAMES).blotted(text) == gone(text, part)


@pytest.mark.parametrize("title", ["Mr ", "Mr. ", "General Director ", "Herr ", "Dr. "])
def test_a_title_tells_a_person(title: str) -> None:
    text = f"The plant of {title}Vydumanov stands. Vydumanov owns it."
    assert ShortNames.of(NAMES).blotted(text) == text.replace("Vydumanov", BLOT * 9, 1)
    assert ShortNames.of(NAMES).blotted(text, text) == gone(text, "Vydumanov")


@pytest.mark.parametrize(
    "text",
    [
        "The Vydumanov Foundation and the Proba Vydumanov Group paid.",
        'LLC Vydumanov, JSC "Vydumanov" and OOO Vydumanov paid.',
        "The plant named after Proba Vydumanov paid.",
        "His brother Ivan Vydumanov and X. Vydumanov paid.",
        "His wife Anna Vydumanova and Mrs Vydumanova paid.",
        "Proba paid. Testovich too.",
    ],
)
def test_organisations_and_others_of_the_family_stay(text: str) -> None:
    assert ShortNames.of(NAMES).blotted(text, text) == text


def test_common_words_stay() -> None:
    fox = ShortNames.of(["Proba FOXGLOVE", "Proba MARCH"])
    text = "Foxglove grows. In March a foxglove grew; Proba Foxglove and Mr March saw it."
    assert fox.blotted(text, text) == gone(text, "Proba Foxglove").replace("Mr March", "Mr " + BLOT * 5)
    assert fox.blotted("proba foxglove") == "proba foxglove"


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("VYDUMANOV Proba Testovich", ("vidumanov",), "proba"),
        ("Vydumanov, Proba", ("vidumanov",), "proba"),
        ("Vydumanov Proba Testovich", ("vidumanov",), "proba"),
        ("Proba Testovich Vydumanov", ("vidumanov",), "proba"),
        ("Proba AL-VYDUM", ("vidum",), "proba"),
        ("Ludo van der Probe", ("probe",), "ludo"),
    ],
)
def test_given_and_family_name_are_told_apart(name: str, family: tuple[str, ...], given: str) -> None:
    assert (readings(name)[0].family, readings(name)[0].given) == (family, given)


def test_names_that_are_not_read() -> None:
    assert readings("Vydumanov") == readings("Society of the Friends of the Proba Club") == readings("") == []
    assert [one.family for one in readings("Proba Vydum")] == [("vidum",), ("proba",)]


@pytest.mark.parametrize(
    "ways",
    [
        ("Вигдей", "Vigdey", "Vigdei", "Wigdej"), ("Жуданов", "Zhudanov", "Schudanow"), ("Пектор", "Pektor", "Pector"),
        ("Выдумьёв", "Vydumyov", "Vydumiev"), ("Александр", "Alexander", "Aleksandr"), ("Юлмий", "Yulmiy", "Julmij"),
    ],
)  # fmt: skip
def test_ways_to_spell_a_name_are_one(ways: tuple[str, ...]) -> None:
    assert len({spelling(way) for way in ways}) == 1


def test_where_a_given_name_stands_beside_its_family_name() -> None:
    names = ShortNames.of(NAMES)
    text = "VYDUMANOV Proba Tesstovich met Vydumanov. Proba left. Vydumanov Foundation, Proba Vydumanov Group"
    assert [text[start:end] for start, end in names.pairs_in(text)] == ["VYDUMANOV Proba"]
    assert [*names.pairs_in('"Proba","Vydumanov"')] == [(1, 18)]
    assert [*names.pairs_in("Ivan Vydumanov")] == []
