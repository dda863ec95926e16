"""Values of parameters: what a person types, what docs/queries hold, and what is written is read back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidParameter
from queries import gate
from queries.catalogue import canned
from queries.given import read_parameters, write_parameters

NAMES = st.text("abcdefgh_", min_size=1, max_size=8)
TEXTS = st.text("ab'\"\\],{}:[ \n0-\u4e2d", max_size=12)  # whatever could end a value
PLAIN = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.dates() | TEXTS
VALUES = PLAIN | st.lists(TEXTS, max_size=4) | st.floats(allow_nan=False, allow_infinity=False)


def test_what_neo4j_browser_takes_is_read() -> None:
    assert read_parameters("country => TR") == {"country": "TR"}
    assert read_parameters("n => 5") == read_parameters("n: 5") == {"n": 5}
    assert read_parameters("who => 'a \\'b\\''") == {"who": "a 'b'"}
    assert read_parameters("{goods: 'goods:uav-parts', limit: 100, codes: ['a', 'b'], since: null}") == {
        "goods": "goods:uav-parts", "limit": 100, "codes": ["a", "b"], "since": None,
    }  # fmt: skip
    assert read_parameters("{on: date('2024-02-01')}") == {"on": date(2024, 2, 1)}
    assert read_parameters(" ") == read_parameters("{}") == {}


@pytest.mark.parametrize("text", ["=> 5", "{a}", "{a: 'x' 'y'}", "{a: [1}", "{on: date('2024-02-31')}", "\x00"])
def test_what_is_no_value_ends_in_words(text: str) -> None:
    with pytest.raises(InvalidParameter, match=":param:"):
        read_parameters(text)


@given(st.dictionaries(NAMES, VALUES, max_size=5))
def test_what_is_written_is_read_back(values: dict[str, object]) -> None:
    assert read_parameters(write_parameters(values)) == values


def test_every_canned_query_passes_the_gate_and_its_line_is_read() -> None:
    for query in canned().values():
        values = read_parameters(query.param_line.removeprefix(":param "))
        assert set(values) == {parameter.name for parameter in query.parameters}, query.name
        gate.check(query.cypher, values)
