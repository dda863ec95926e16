"""Registers that are broken: a clear error that names the place, or a reject; nothing else in the archive changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.archive import Archive
from graph.settings import Settings
from loaders import json_records, xml
from loaders.run import load

LEI = "<x:LEIRecord><x:LEI>A</x:LEI><x:Entity><x:LegalName>Invented</x:LegalName></x:Entity></x:LEIRecord>"
FIRM = json.dumps({"id": "f", "schema": "Company", "properties": {"name": ["Invented"]}})
EGRUL = '<?xml version="1.0" encoding="windows-1251"?>{}<EGRUL><СвЮЛ ОГРН="1"><СвНаимЮЛ НаимЮЛПолн="ВЫДУМКА"/></СвЮЛ>{}'
BODS = json.dumps({"statementId": "s" * 32, "recordId": "r", "recordType": "entity", "recordDetails": {}})
PSC = '{"company_number": "1", "data": {"kind": "exemptions"}}'

FATAL: dict[str, tuple[str | bytes, str]] = {
    "a file that was cut": (f"<x:LEIData xmlns:x='urn:x'>{LEI}<x:LEIRec", "no well-formed XML"),
    "a byte that its encoding does not have": (b"<LEIData><LEIRecord><LEI>\xff</LEI></LEIRecord></LEIData>", "XML"),
    "a DOCTYPE": (EGRUL.format('<!DOCTYPE a [<!ENTITY b "c">]>', "</EGRUL>").encode("cp1251"), "DOCTYPE"),
    "an end that is missing": (EGRUL.format("", "").encode("cp1251"), "no well-formed XML"),
    "an array that was cut": (f"[{BODS},", "no JSON that can be read"),
    "an array without its end": (f"[{BODS}", "the array has no end"),
    "a reply without data": ('{"data": [{"type": "lei-records"', "no JSON"),
}


@pytest.mark.parametrize("name", FATAL)
def test_a_broken_file_fails_in_words_and_leaves_nothing(tmp_path: Path, settings: Settings, name: str) -> None:
    content, words = FATAL[name]
    path = tmp_path / "register.dat"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    path.with_name(path.name + ".meta.yml").write_text("synthetic: false\n")
    (report,) = load([path], settings).files
    assert report.state == "failed"
    assert words in report.reason
    assert str(path) in report.reason
    assert Archive(settings.archive_dir).active() == []


@pytest.mark.parametrize("line", ["{", '{"id": NaN}', '{"id": "\\ud800"}', "[1", '"text"', "7"])
@pytest.mark.parametrize("good", [FIRM, PSC])
def test_a_broken_line_is_one_reject(tmp_path: Path, settings: Settings, good: str, line: str) -> None:
    path = tmp_path / "register.dat"
    path.write_text(f"{good}\n{line}\n")
    (report,) = load([path], settings).files
    assert (report.state, report.rows_in, report.accepted, report.rejected) == ("completed", 2, 1, 1)


def test_limits_are_named(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "RECORD_LIMIT", 1 << 20)
    path = tmp_path / "register.dat"
    path.write_text(FIRM + '\n{"id": "' + "x" * (4 << 20) + '"}')
    assert "1 Mi characters at most" in load([path], settings).files[0].reason
    deep = "<a>" * (xml.DEEPEST + 1) + "</a>" * (xml.DEEPEST + 1)
    path.write_text(f"<LEIData><LEIRecord>{deep}</LEIRecord></LEIData>")
    assert f"more than {xml.DEEPEST} deep" in load([path], settings).files[0].reason


def test_a_record_that_contradicts_another_of_its_file_is_rejected(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "register.dat"
    path.write_text(f"{FIRM}\n{FIRM}\n{FIRM.replace('Invented', 'Other')}\n")
    (report,) = load([path], settings).files
    assert (report.accepted, report.repeated, report.rejects_by_rule) == (1, 1, {"conflict": 1})
