"""JSON as a stream of records."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceError
from loaders import json_records
from loaders.json_records import JsonRecords, first_record


def write(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "records.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def values(path: Path) -> list[tuple[int, Any]]:
    return [(row, value if reject is None else reject.rule) for row, value, reject in JsonRecords(path)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"a": 1}\n\n{"a": 2}\n', [(1, {"a": 1}), (3, {"a": 2})]),
        ('{"a": 1}{"a": 2}', [(1, {"a": 1}), (2, {"a": 2})]),
        ('[{"a": 1}, {"a": 2}]', [(1, {"a": 1}), (2, {"a": 2})]),
        ('[\n {\n  "a": 1\n },\n {"a": 2}\n]\n', [(2, {"a": 1}), (5, {"a": 2})]),
        ('{\n"a": 1.50}', [(1, {"a": Decimal("1.50")})]),
        ("[]", []),
        ("\ufeff[]", []),
    ],
)
def test_records_come_with_their_lines(tmp_path: Path, content: str, expected: list[tuple[int, Any]]) -> None:
    assert values(write(tmp_path, content)) == expected


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('{"a": }', "json"),
        ('{"a": "no end}', "json"),
        ('{"a": NaN}', "json"),
        ('{"a": "\\ud800"}', "control_character"),
        ('{"a": "\\u0000"}', "control_character"),
        ('{"a": ' + "[" * 5000 + "]" * 5000 + "}", "too_deep"),
    ],
)
def test_a_bad_line_is_rejected_and_the_next_one_read(tmp_path: Path, line: str, rule: str) -> None:
    assert values(write(tmp_path, f'{{"a": 1}}\n{line}\n{{"a": 2}}\n')) == [(1, {"a": 1}), (2, rule), (3, {"a": 2})]


def test_bytes_that_are_no_text_are_rejected(tmp_path: Path) -> None:
    assert values(write(tmp_path, b'{"a": "\xff"}\n{"a": "\xc3\xa9"}\n')) == [(1, "encoding"), (2, {"a": "é"})]


@pytest.mark.parametrize("content", ['[{"a": 1}', '[{"a": 1} {"a": 2}]', '[{"a": }]', '[{"a": 1}] more'])
def test_a_broken_array_names_its_line(tmp_path: Path, content: str) -> None:
    with pytest.raises(SourceError, match=r"records\.json, row 2: is no JSON that can be read"):
        list(JsonRecords(write(tmp_path, "\n" + content)))


def test_a_record_past_the_limit_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "RECORD_LIMIT", 1 << 20)
    with pytest.raises(SourceError, match="1 Mi characters at most"):
        list(JsonRecords(write(tmp_path, '{"a": "' + "x" * (5 << 20) + '"}')))


def test_utf_16_is_read_by_its_mark(tmp_path: Path) -> None:
    assert values(write(tmp_path, '{"a": "中"}'.encode("utf-16"))) == [(1, {"a": "中"})]


@given(
    records=st.lists(st.dictionaries(st.text('ab\n"é', max_size=3), st.text(max_size=30), max_size=3), max_size=8),
    chunk=st.integers(1, 40),
    array=st.booleans(),
)
def test_where_the_reading_cuts_does_not_matter(
    records: list[dict[str, str]], chunk: int, array: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = [json.dumps(record) for record in records]
    path = write(tmp_path_factory.mktemp("json"), "[" + ",\n".join(lines) + "]" if array else "\n".join(lines))
    before, json_records.CHUNK = json_records.CHUNK, chunk
    try:
        read = list(JsonRecords(path))
    finally:
        json_records.CHUNK = before
    bad = [any(json_records.UNFIT.search(text) for text in json_records.texts(record)) for record in records]
    assert [value for _, value, _ in read] == [
        None if wrong else record for record, wrong in zip(records, bad, strict=True)
    ]


def test_the_first_record_of_a_head() -> None:
    assert first_record('\n[\n{"a": 1},\n{"b"') == {"a": 1}
    assert first_record('{"a": 1}\n{"b"') == {"a": 1}
    assert first_record('[{"a": [1, 2') is None
    assert first_record("[1, 2]") is None
