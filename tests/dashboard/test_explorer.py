"""Steps of growth in an address: what a page wrote is read back, and garbage is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.explorer import MOST_STEPS, Step, address_of, steps_of

steps = st.lists(
    st.builds(
        Step,
        st.text("0123456789abcdef:RU", min_size=1, max_size=40),
        st.lists(st.sampled_from(["SUPPLIED", "OWNS", "LISTED_ON"]), min_size=1, max_size=3).map(tuple),
        st.integers(1, 100),
    ),
    max_size=MOST_STEPS,
)


@given(steps)
def test_steps_come_back_from_an_address(taken: list[Step]):
    assert list(steps_of(address_of(taken))) == taken


@pytest.mark.parametrize("text", ["", "|", "a", "a!B", "a!B!0", "a!B!101", "a!b!5", "!B!5", "a!B!-1", "x" * 100_000])
def test_garbage_is_no_step(text: str):
    assert steps_of(text) == ()


@given(st.text())
def test_any_text_is_read_without_an_error(text: str):
    assert len(steps_of(text)) <= MOST_STEPS
