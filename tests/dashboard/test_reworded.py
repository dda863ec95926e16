"""What queries say in English, in German: every sentence of theirs is known, and names go along untouched."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from types import ModuleType

import pytest

from dashboard.reworded import LONGEST, known, reworded
from dashboard.say import speak
from graph.resolution import scoring, several, telling
from queries import criteria, explaining, nearest


@pytest.fixture(autouse=True)
def in_german() -> Iterator[None]:
    speak(lambda: "de")
    yield
    speak(lambda: "en")


def sentences(module: ModuleType) -> Iterator[str]:
    """Yield the reasons that a module returns beside a verdict; what it puts in is a number here."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2:
            said = node.value.elts[1]
            parts = said.values if isinstance(said, ast.JoinedStr) else [said]
            if isinstance(said, (ast.Constant, ast.JoinedStr)):
                yield "".join(str(one.value) if isinstance(one, ast.Constant) else "7" for one in parts)


BECAUSE = sorted(set(sentences(criteria)))
PHRASES = [f"{said}: a date is open" for those in explaining.PHRASES.values() for said in those.values()]
REFUSED = [f"2 chains would fit, but {said}" for those in nearest.REFUSED.values() for said in those]


NAMES = [scoring.AT_FIRST, several.STANDS_FOR_SEVERAL, telling.TELLS_LITTLE, telling.ONE_LIST]


@pytest.mark.parametrize("sentence", [*BECAUSE, *PHRASES, *REFUSED, *NAMES])
def test_every_reason_of_the_criteria_is_known(sentence: str):
    assert reworded(sentence) != sentence


def test_there_are_reasons_to_be_known():
    assert len(BECAUSE) > 12


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("1 independent source", "1 unabhängige Quelle"),
        ("the weakest leg is reported", "der schwächste Abschnitt ist berichtet"),
        ("accepted", "bestätigt"),
        ("accepted and unreviewed", "bestätigt und ungeprüft"),
        ("4 kg came in, at least 9 left", "4 kg kamen herein, mindestens 9 gingen hinaus"),
        ("at least 3 paths without passing Kazakhstan, Türkiye",
         "mindestens 3 Wege ohne den Umweg über Kasachstan, Türkei"),
        ("2 statements of planned, sought transfers, which are no supply",
         "2 Angaben über Lieferungen (geplant, gewünscht), die keine sind"),
        ("bolts from Alder (CN) to anybody in Russia or China: it would close a path of 2 legs, of which 1 is told",
         "bolts von Alder (CN) an irgendwen in Russland oder China: Damit wäre ein Weg von 2 Abschnitten "
         "geschlossen, von denen 1 belegt ist"),
    ],
)  # fmt: skip
def test_numbers_modalities_and_countries_are_put_in(english: str, german: str):
    assert reworded(english) == german


def test_what_is_not_known_stays_and_no_length_is_trouble():
    assert reworded("Nobody ever said this") == "Nobody ever said this"
    long = f"{'x: ' * LONGEST} owns a share of y"
    assert reworded(long) == long


def test_in_english_nothing_changes():
    speak(lambda: "en")
    assert all(reworded(sentence) == sentence for sentence in known("de"))
