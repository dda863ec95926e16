"""Translations that people keep: each signed, one for each person and language, and by reviewers alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.acts import log_of
from graph.cases import Cases
from graph.errors import CaseError, NotAllowed
from graph.rights import Person, Role, acting_as
from graph.translations import LONGEST, Translations

CLAIM, OTHER = "a" * 32, "b" * 32
ANNA, BO = Person("anna", Role.REVIEWER), Person("bo", Role.REVIEWER)
READER = Person("chris", Role.READER)


def told(home: Path, claim: str = CLAIM) -> list[tuple[str, str, str]]:
    return [(one.language, one.by, one.text) for one in Translations(home).of(claim)]


def test_a_later_one_takes_the_place_of_ones_own_and_of_no_others(tmp_path: Path) -> None:
    kept = Translations(tmp_path)
    assert told(tmp_path) == []
    with acting_as(ANNA):
        kept.keep(CLAIM, "en", "  a first try ")
        kept.keep(CLAIM, "en", "drone parts\r\nfor Russia")
        kept.keep(CLAIM, "de", "Drohnenteile")
    with acting_as(BO):
        kept.keep(CLAIM, "en", "parts of drones")
        kept.keep(OTHER, "en", "something else")
    assert told(tmp_path) == [
        ("de", "anna", "Drohnenteile"), ("en", "anna", "drone parts\nfor Russia"), ("en", "bo", "parts of drones"),
    ]  # fmt: skip
    assert len(told(tmp_path, OTHER)) == 1
    assert Cases(tmp_path).all() == []


def test_one_takes_back_ones_own_alone(tmp_path: Path) -> None:
    kept = Translations(tmp_path)
    with acting_as(ANNA):
        kept.keep(CLAIM, "en", "drone parts")
    with acting_as(BO), pytest.raises(CaseError, match="there is none by bo"):
        kept.remove(CLAIM, "en")
    with acting_as(ANNA):
        kept.remove(CLAIM, "en")
        assert told(tmp_path) == []
        with pytest.raises(CaseError):
            kept.remove(CLAIM, "en")


def test_a_reader_writes_none(tmp_path: Path) -> None:
    with acting_as(READER):
        with pytest.raises(NotAllowed):
            Translations(tmp_path).keep(CLAIM, "en", "drone parts")
        with pytest.raises(NotAllowed):
            Translations(tmp_path).remove(CLAIM, "en")
    assert not (tmp_path / "cases").exists()


@pytest.mark.parametrize(
    ("claim", "language", "text", "rule"),
    [
        ("x", "en", "text", "id of 32 digits"),
        (CLAIM, "English", "text", "a code such as en"),
        (CLAIM, "en", " \n ", "1 to 4,000 characters"),
        (CLAIM, "en", "x" * (LONGEST + 1), "got 4,001"),
        (CLAIM, "en", "a\x00b", "does not print"),
        (CLAIM, "en", "a\ud800b", "does not print"),
    ],
)
def test_what_is_no_translation_is_refused(tmp_path: Path, claim: str, language: str, text: str, rule: str) -> None:
    with pytest.raises(CaseError, match=rule):
        Translations(tmp_path).keep(claim, language, text)
    assert told(tmp_path) == []


def test_an_erasure_blots_names_out_of_them(tmp_path: Path) -> None:
    Translations(tmp_path).keep(CLAIM, "en", "Invented Person sold it")
    log_of(tmp_path).rewrite(lambda act: act.changed(lambda text: text.replace("Invented Person", "\u2588" * 15)))
    assert told(tmp_path) == [("en", "local", "\u2588" * 15 + " sold it")]
