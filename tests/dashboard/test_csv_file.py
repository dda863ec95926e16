"""CSV files: every script, no formulas."""

from __future__ import annotations

import csv
import io

import pytest

from dashboard.components.csv_file import csv_file, harmless


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1"])
def test_a_cell_that_looks_like_a_formula_is_text(text):
    assert harmless(text) == "'" + text


@pytest.mark.parametrize(
    ("cell", "text"),
    [(-1, "-1"), (2.5, "2.5"), (None, ""), (True, "true"), (["a", "b"], "a; b"), ("a=b", "a=b")],
)
def test_other_cells_stay_as_they_are(cell, text):
    assert harmless(cell) == text


def test_a_list_that_begins_like_a_formula_is_text():
    assert harmless(["=1", "b"]) == "'=1; b"


def test_columns_stand_in_order_and_quotes_and_lines_survive():
    data = csv_file(("b", "a"), [{"a": 'x "y"\nz', "b": "无人机"}, {"a": None}])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["b", "a"], ["无人机", 'x "y"\nz'], ["", ""]]
