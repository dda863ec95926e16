"""Sources that print one sentence of another are one voice."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.one_voice import printed, voices

LONG = "The firm sent twelve crates of engines for small drones to a depot near the northern border."
OTHER = "A ship with twelve crates of engines arrived in the harbour, where a customs officer wrote them down."
HAN = "该公司于二零二三年三月向北方边境附近的一家仓库运送了十二箱小型无人机发动机"


def test_a_long_sentence_that_two_print_is_one_voice() -> None:
    assert voices([("A", LONG), ("B", LONG.upper().replace(" to a", ",  to a"))]) == {"A": "A", "B": "A"}
    assert voices([("A", HAN), ("B", f"{HAN}。")]) == {"A": "A", "B": "A"}


def test_what_anybody_may_write_is_no_sign() -> None:
    short = "The firm sent engines to Russia."
    assert voices([("A", short), ("B", short)]) == {"A": "A", "B": "B"}
    assert voices([("A", LONG), ("B", OTHER)]) == {"A": "A", "B": "B"}
    assert voices([("A", ""), ("B", "")]) == {"A": "A", "B": "B"}
    assert printed("该公司向俄罗斯出口发动机") == ""


def test_who_prints_two_others_joins_them() -> None:
    said = [("A", LONG), ("C", OTHER), ("B", OTHER), ("B", LONG), ("D", "Another one.")]
    assert voices(said) == {"A": "A", "B": "A", "C": "A", "D": "D"}


@given(st.lists(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from([LONG, OTHER, HAN, "", "short"]))), st.randoms())
def test_order_and_repetition_do_not_matter(said: list[tuple[str, str]], random: Any) -> None:
    shuffled = [*said, *said]
    random.shuffle(shuffled)
    found = voices(said)
    assert voices(shuffled) == found
    assert all(found[found[source]] == found[source] <= source for source, _ in said)
