"""`waybill mapping`: list, show, suggest, check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from waybill.cli import run

TABLE = """\
Uydurma liste;;;;;;
Tescil Tarihi;Gönderen Firma;Alıcı Firma;Varış Ülkesi;GTİP;Malın Cinsi;Tutar
14.02.2023;HAYAL LTD ŞTİ;OOO VYDUMKA;Rusya;854231900000;ENTEGRE;5.400,00
31.02.2023;HAYAL LTD ŞTİ;TO ORDER;Rusya;848210100000;RULMAN;900,50
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_list_and_show_name_and_print_the_ready_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mapping", "list", "--json"]) == 0
    names = [one["name"] for one in json.loads(capsys.readouterr().out)["mappings"]]
    assert {"ru-declarations", "tr-export", "sipri-register"} <= set(names)
    assert run(["mapping", "show", "tr-export"]) == 0
    assert "name: tr-export\n" in capsys.readouterr().out
    assert run(["mapping", "show", "nowhere"]) == 2
    assert "there is no ready one of this name; they are " in capsys.readouterr().err


def test_a_messy_table_goes_from_draft_to_check(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mapping", "suggest", str(table)]) == 0
    printed = capsys.readouterr()
    assert "consignor.name: {column: Gönderen Firma}" in printed.out
    assert "waybill mapping check list.csv" in printed.err
    own = table.with_name("list.csv.mapping.yml")
    own.write_text(printed.out, encoding="utf-8")
    assert run(["mapping", "check", str(table)]) == 1
    checked = capsys.readouterr().out
    assert "list.csv by list.csv.mapping.yml beside it: 2 rows = 1 accepted + 1 rejected + 0 repeated" in checked
    assert "from:         HAYAL LTD ŞTİ" in checked
    assert "1 x impossible_date: there is no such day, got '31.02.2023'" in checked
    assert "row 4, column Tescil Tarihi" in checked
    assert run(["mapping", "check", str(table), "-m", "tr-export", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["mapping"], found["accepted"]) == (1, "tr-export", 1)


def test_a_table_without_any_mapping_is_answered_with_the_next_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("a,b,c\n1,2,3\n4,5,6\n", encoding="utf-8")
    assert run(["mapping", "check", str(path)]) == 2
    assert "waybill mapping suggest odd.csv > odd.csv.mapping.yml" in capsys.readouterr().err


def test_a_draft_shows_the_first_values_and_what_a_column_may_be(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["mapping", "suggest", str(table), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found["first_values"]) == found["columns"]
    assert found["first_values"]["Al\u0131c\u0131 Firma"] == ["OOO VYDUMKA", "TO ORDER"]
    assert {one["field"] for one in found["fields"]} <= set(found["takes"])
    assert len(set(found["takes"])) == len(found["takes"])
