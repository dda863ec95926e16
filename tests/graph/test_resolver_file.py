"""Judgements in nomenklatura's form and back. The lines are written as its own code writes them."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import ResolutionError
from graph.resolution.judgements import VERDICTS, Judgement, judgement
from graph.resolution.resolver_file import KeptOut, read, written

AT = "2024-05-06T07:08:09.123456+00:00"
IDS = [f"{number:032x}" for number in range(1, 7)]


def known(*ids: str):
    return lambda one: one if one in (ids or IDS) else None


def line(target: str, source: str, word: str, *more: object) -> str:
    return json.dumps([target, source, word, *(more or (None, "ada", "2024-05-06T07:08:09.123456"))])


def test_what_is_written_is_what_nomenklatura_reads() -> None:
    same = judgement(IDS[0], IDS[1], "same", by="ada", at=AT, why="one INN")
    apart = judgement(IDS[2], IDS[1], "different", by="bo", at="2024-05-07T00:00:00+00:00")
    rows = [json.loads(one) for one in written([apart, same])]
    clusters = {row[0] for row in rows[:2]}
    assert len(clusters) == 1
    assert clusters.pop().startswith("NK-")
    assert {row[1] for row in rows[:2]} == {IDS[0], IDS[1]}
    assert [row[2:] for row in rows[:2]] == [["positive", None, "ada", "2024-05-06T07:08:09.123456"]] * 2
    assert rows[2] == [IDS[2], IDS[1], "negative", None, "bo", "2024-05-07T00:00:00"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from(IDS), min_size=2, max_size=2), st.sampled_from(VERDICTS)),
        unique_by=lambda one: frozenset(one[0]),
    )
)
def test_judgements_come_back_but_for_the_reason(said: list[tuple[set[str], str]]) -> None:
    made = [
        judgement(
            min(pair), max(pair), verdict, by=f"person {number}", at=f"2024-05-06T07:08:{number:02d}+00:00", why="read"
        )
        for number, (pair, verdict) in enumerate(said)
    ]
    taken = read(written(made), known(), "file")
    expected = [Judgement(one.one, one.other, one.verdict, one.by, one.at) for one in made]
    assert sorted(taken.judgements) == sorted(expected)
    assert taken.kept_out == []


def test_a_cluster_of_theirs_joins_the_records_that_it_holds() -> None:
    lines = [
        line("NK-abc", IDS[2], "positive", None, "ada", "2024-01-01T00:00:00"),
        line("NK-abc", IDS[0], "positive", None, "bo", "2024-01-02T00:00:00"),
        line("Q42", "NK-abc", "positive"),
        line("Q42", IDS[1], "positive", None, "cy", "2024-01-03T00:00:00"),
        line("NK-abc", IDS[4], "negative"),
    ]
    taken = read(lines, known(), "file")
    assert [(one.one, one.other, one.verdict, one.by) for one in taken.judgements] == [
        (IDS[0], IDS[2], "same", "bo"),
        (IDS[0], IDS[1], "same", "cy"),
        (IDS[0], IDS[4], "different", "ada"),
    ]
    assert taken.kept_out == []


def test_the_order_of_lines_does_not_matter() -> None:
    lines = [line("NK-b", IDS[1], "positive"), line("NK-a", IDS[0], "positive"), line("NK-b", "NK-a", "positive")]
    found = [read(some, known(), "file").judgements for some in (lines, lines[::-1])]
    assert found[0] == found[1]
    assert [(one.one, one.other) for one in found[0]] == [(IDS[0], IDS[1])]


def test_what_is_of_nobody_here_is_told() -> None:
    lines = [
        line("zz-1", IDS[0], "negative"),
        "",
        line("NK-x", IDS[0], "positive"),
        line("NK-y", "zz-2", "positive"),
        line(IDS[1], IDS[0], "no_judgement", 0.7, "logic", "2024-01-01T00:00:00"),
        line(IDS[1], IDS[0], "negative", None, "ada", "2024-01-01T00:00:00", "2024-01-02T00:00:00"),
        line("NK-z", IDS[2], "positive"),
        line("NK-z", IDS[3], "positive"),
        line("NK-z", IDS[2], "negative"),
    ]
    taken = read(lines, known(), "file")
    assert [(one.one, one.other, one.verdict) for one in taken.judgements] == [(IDS[2], IDS[3], "same")]
    assert [(one.line, one.why) for one in taken.kept_out] == [
        (1, "unknown"), (3, "alone"), (4, "unknown"), (5, "suggestion"), (6, "withdrawn"), (9, "contradicts"),
    ]  # fmt: skip
    assert taken.kept_out[0] == KeptOut(1, ("zz-1", IDS[0]), "unknown")
    assert taken.lines == 8


def test_an_id_of_theirs_may_stand_for_a_record_of_ours() -> None:
    taken = read([line("zz-1", "zz-2", "positive")], {"zz-1": IDS[3], "zz-2": IDS[0]}.get, "file")
    assert [(one.one, one.other, one.verdict) for one in taken.judgements] == [(IDS[0], IDS[3], "same")]


@pytest.mark.parametrize(
    ("time", "at"),
    [
        ("2024-05-06T07:08:09.123456", "2024-05-06T07:08:09.123456+00:00"),
        ("2024-05-06T07:08:09.123456+0", "2024-05-06T07:08:09.123456+00:00"),  # cut off after 28 characters
        ("2024-05-06T07:08:09Z", "2024-05-06T07:08:09+00:00"),
        ("2024-05-06 09:08:09+02:00", "2024-05-06T07:08:09+00:00"),
    ],
)
def test_times_are_utc(time: str, at: str) -> None:
    (one,) = read([line(IDS[0], IDS[1], "negative", None, None, time)], known(), "file").judgements
    assert (one.at, one.by) == (at, "unknown")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "must be JSON, one array a line"),
        ('{"one": 1}', "must be [target, source, judgement, score, user, timestamp]"),
        ('["a", "b", "positive"]', "must be [target, source, judgement"),
        (line("a b", "c", "positive"), "target and source must be ids"),
        (line("a", "a", "positive"), "are one id"),
        (line("a", "b", "maybe"), "judgement must be one of positive, negative, unsure, no_judgement"),
        (line("a", "b", "positive", "high", "ada", "2024-05-06T07:08:09"), "score must be a number"),
        (line("a", "b", "positive", None, 5, "2024-05-06T07:08:09"), "user must be text"),
        (line("a", "b", "positive", None, "ada", "yesterday"), "timestamp must be a time"),
        (line("a", "b", "positive", None, "ada", "2024-13-06T07:08:09"), "timestamp must be a time"),
    ],
)
def test_a_line_of_another_form_is_an_error_with_its_number(text: str, message: str) -> None:
    with pytest.raises(ResolutionError, match="file, line 2") as error:
        read(["", text], known(), "file")
    assert message in str(error.value)
