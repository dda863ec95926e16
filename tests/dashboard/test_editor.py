"""Where an error stands in a query, and which queries are kept; the editor itself is tested in a browser."""

from __future__ import annotations

import pytest

from dashboard.components.editor import MOST_KEPT, MOST_KEPT_CHARACTERS, fault, history


@pytest.mark.parametrize(
    ("text", "error", "word"),
    [
        ("MATCH (c) DELETE c", "query: 'DELETE' at position 10 is refused: only reading", "DELETE"),
        ("MATCH (c\nRETURN c", "Syntax error at line 2:0 - no viable alternative", "RETURN"),
        ("RETURN 1 +", "Syntax error at line 1:10 - mismatched input '<EOF>'", ""),
        ("MATCH (c) RETURN d.x", "UndefinedVariable: Variable 'd' not defined", "d"),
        ("RETURN '广' ++ 1", "Invalid input (line 1, column 12 (offset: 11))", "+"),
        ("RETURN 1", "at position 999", ""),
    ],
)
def test_the_place_of_an_error_is_read_from_its_message(text: str, error: str, word: str):
    found = fault(text, error)
    assert found
    start, end = found["place"]
    assert text[start:end] == word
    assert 0 <= start <= end <= len(text)


def test_an_error_without_a_place_is_still_said():
    assert fault("RETURN 1", "the engine is down") == {"message": "the engine is down", "place": None}
    assert fault("RETURN 1", "Variable 'zz' not defined") == {"message": "Variable 'zz' not defined", "place": None}
    assert fault("RETURN 1", "") is None


def test_the_last_queries_are_kept_each_once():
    kept: list[str] = []
    for text in ("a", "b", "a"):
        kept = history(kept, text)
    assert kept == ["a", "b"]
    assert history(kept, "x" * (MOST_KEPT_CHARACTERS + 1)) == kept
    for count in range(MOST_KEPT + 5):
        kept = history(kept, str(count))
    assert len(kept) == MOST_KEPT
