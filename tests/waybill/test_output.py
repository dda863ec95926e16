"""What is printed does no harm to a terminal or a spreadsheet, and says what it means."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export.sheets import guarded, safe_for_sheets
from waybill.cli import run
from waybill.output import cell, clean, emit_csv, emit_json, emit_line, one_line, shorten, table
from waybill.parameters import parameters_of
from waybill.paths_view import amount_of, dates_of


def test_control_characters_and_changes_of_direction_are_shown_not_obeyed() -> None:
    assert clean("a\x1b[31mred\x07") == "a\ufffd[31mred\ufffd"
    assert clean("safe\u202etxt.exe") == "safe\ufffdtxt.exe"
    assert clean("无人机 беспилотник\tşirket") == "无人机 беспилотник\tşirket"


def test_the_name_of_a_file_stays_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a\nb\x1b[31m\u202e.csv"
    path.write_text("x,y\n1,2\n", encoding="utf-8")
    assert run(["--home", str(tmp_path / "home"), "load", "--plan", str(path)]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if "refused" in line)
    assert line.strip().startswith(r"a\nb\u001b[31m\u202e.csv")


def test_an_error_is_one_line() -> None:
    assert one_line("first\n  second\r\nthird") == "first second third"
    assert shorten("word " * 50, 20) == "word word word word\u2026"


def test_json_carries_its_schema_and_keeps_letters(capsys: pytest.CaptureFixture[str]) -> None:
    emit_json({"name": "无人机", "day": date(2022, 6, 17)})
    printed = capsys.readouterr().out
    assert json.loads(printed) == {"schema": 1, "name": "无人机", "day": "2022-06-17"}
    assert "无人机" in printed


STEERING = "Firm\u009b31m\u202etxt\u200b\x7f\U000e0041 \u2028无"


def test_json_writes_what_would_steer_a_terminal_as_escapes_that_lose_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for emit in (emit_json, emit_line):
        emit({"name": STEERING})
        printed = capsys.readouterr().out
        assert json.loads(printed)["name"] == STEERING
        assert not set(printed) & set("\u009b\u202e\u200b\x7f\U000e0041\u2028")
        assert r"\u009b31m\u202etxt" in printed
        assert "无" in printed


def test_csv_is_what_was_printed_in_a_pipe_and_steers_no_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    emit_csv(("raw",), [(STEERING,)])
    assert capsys.readouterr().out == f"raw\n{STEERING}\n"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    emit_csv(("raw",), [(STEERING,)])
    printed = capsys.readouterr().out
    assert printed == r"Firm\u009b31m\u202etxt\u200b\u007f\udb40\udc41 \u2028无".join(("raw\n", "\n"))


def test_a_table_loses_no_cell_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    table(("name", "count"), [("[bold]x[/bold]", 3), ("y" * 300, None)])
    printed = capsys.readouterr().out
    assert "[bold]x[/bold]" in printed
    assert "".join(printed.split()).count("y") == 300


def test_rows_stand_below_one_another_where_columns_would_break_words(capsys: pytest.CaptureFixture[str]) -> None:
    heads = [f"column{number}" for number in range(16)]
    table(heads, [["Paper Kite Avionics"] * 15 + [None], ["x"] * 16])
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["-- 1 --", "column0   Paper Kite Avionics"]
    assert lines.index("-- 2 --") == 16 and len(lines) == 33  # an empty cell has no line
    table(heads[:15], [["Kite"] * 15])
    assert "-- 1 --" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (True, "yes"), (1234.5, "1,234.5"), (["a", "b"], "a, b"), ({"x": 1.0}, "x: 1")],
)
def test_cells(value: object, shown: str) -> None:
    assert cell(value) == shown


def test_no_cell_is_a_formula() -> None:
    assert safe_for_sheets("=1+1") == "'=1+1"
    assert safe_for_sheets("@sum") == "'@sum"
    assert safe_for_sheets("-12.5") == "-12.5"
    assert safe_for_sheets("plain") == "plain"


@given(st.text(max_size=8) | st.sampled_from(["'=1", "''", "+1", "-", "@x", "=1+1", "\t", "\r=", "+7 (495)"]))
def test_a_guarded_cell_is_no_formula_and_comes_back(text: str) -> None:
    written = guarded(text)
    assert written[:1] not in ("=", "@", "\t", "\r")
    assert written[:1] not in ("+", "-") or float(written.replace(",", "")) is not None
    assert (written[1:] if written[:1] == "'" else written) == text


def test_parameters_are_read_as_what_they_are() -> None:
    given = ["country=TR", "limit=5", "reviewed=true", 'codes=["a", "b"]', "text=12 pieces", "empty="]
    assert parameters_of(given) == {
        "country": "TR", "limit": 5, "reviewed": True, "codes": ["a", "b"], "text": "12 pieces", "empty": "",
    }  # fmt: skip


def test_bounds_are_said_as_bounds() -> None:
    assert dates_of(None, None) == "undated"
    assert dates_of(date(2022, 6, 1), date(2022, 12, 31)) == "2022-06-01 to 2022-12-31"
    assert dates_of(None, date(2022, 12, 31)) == "by 2022-12-31"
    assert dates_of(date(2022, 6, 1), None) == "2022-06-01 to open"


def test_quantities_keep_their_relation() -> None:
    from queries.supply import Measure

    assert amount_of(Measure(1000)) == "1,000 pieces"
    assert amount_of(Measure(12.0, ">", "tonnes")) == "more than 12 tonnes"
    assert amount_of(Measure(15000, "<=", None, "USD")) == "at most 15,000 USD"
