"""What a file is follows from its content."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceError
from loaders.detect import detect
from loaders.lists.eu_journal import AMENDMENT, CONSOLIDATED

PROSE = "Two firms, one of them new, sent parts.\nThe parts, it is said, were old; nobody, however, knows.\n"
MAIL = b"From: A <a@example.org>\nSubject: x\nDate: Tue, 3 Oct 2023 10:00:00 +0200\n\nBody.\n"
# As many commas in every sentence; and a table whose last cells are sentences.
EVEN = (
    "The works, which is new, sent forty engines to a depot near the border.\n\n"
    "The depot, said the papers, passed them on to somebody else in June.\n\n"
    "Nobody, the papers say, knows where those forty engines are today.\n"
)
SENTENCES = "number,goods,remark\n" + "".join(
    f"{n},engines,The customs officer saw that all of the crates were open.\n" for n in range(4)
)


@pytest.mark.parametrize(
    ("name", "content", "kind", "what"),
    [
        ("a.txt", PROSE.encode(), "text", "a text"),
        ("a.txt", "Предприятие, по данным таможни, поставило детали.\n".encode("cp1251"), "text", "a text"),
        ("a.txt", PROSE.encode("utf-16"), "text", "a text"),
        ("a.dat", b"<!DOCTYPE html><html><body>x</body></html>", "text", "an HTML page"),
        ("a.txt", ",".join([*CONSOLIDATED, "alias"]).encode() + b"\n", "list", "annexes of EU sanctions acts"),
        ("a.csv", ",".join([*AMENDMENT, "alias"]).encode() + b"\n", "list", "annexes of EU sanctions acts"),
        ("a.txt", b"a;b;c\n1;2;3\n4;5;6\n", "table", "a table"),
        ("a.txt", EVEN.encode(), "text", "a text"),
        ("a.txt", SENTENCES.encode(), "table", "a table"),
        ("a.dat", b"a\tb\tc\n1\t2\t3\n", "table", "a table"),
        ("a.csv", b"one column\nof words\n", "table", "a table"),
        ("a.csv", b"hs6,tier,hs2022_description\n854231,1,x\n", "reference", "the Common High Priority List"),
        ("a.csv", b"section,hscode,description,parent,level\nI,01,x,TOTAL,2\n", "reference", "Harmonized System"),
        ("a.txt", b'{"document": "a", "kind": "event", "quote": "q", "spans": []}\n', "claims", "made by hand"),
        ("a.json", b'{"a": 1}', "unknown", "JSON"),
        ("a.csv", b"PK\x03\x04rest", "unknown", "zip container"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "unknown", "an old Office file that is cut off"),
        ("a.txt", b'{"a": 1}\n{"a": {"b": [2]}}\n', "table", "a table (JSON Lines)"),
        ("a.jsonl", b'{"a": 1}\n', "table", "a table (JSON Lines)"),
        ("a.txt", b'[1]\n{"a": 2}\n', "unknown", "JSON"),
        ("a.txt", b"%PDF-1.7 rest", "text", "a PDF document"),
        ("a.dat", MAIL, "text", "an e-mail message"),
        ("a.txt", b"Subject: a letter\nFrom: nobody\n\nNo other header.\n", "text", "a text"),
        ("a.txt", b"ab\x00\x01\x02cd", "unknown", "binary data"),
        ("a.txt", b"<?xml version='1.0'?><a/>", "unknown", "XML"),
        ("a.py", b"import os\n", "unknown", "a program"),
    ],
)
def test_a_file_is_what_it_holds(tmp_path: Path, name: str, content: bytes, kind: str, what: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = detect(path)
    assert found.kind == kind
    assert what in found.what


def test_a_character_cut_at_the_end_of_the_head_is_no_wrong_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" + "я".encode() * (1 << 16))
    assert detect(path).encoding == "utf-8"


def test_missing_and_empty_files_are_errors(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        detect(tmp_path / "none.txt")
    (tmp_path / "empty.txt").touch()
    with pytest.raises(SourceError, match="is empty"):
        detect(tmp_path / "empty.txt")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("eu_journal_sanctions/32014R0833.csv", "list"),
        ("eu_journal_sanctions/32026R1843.csv", "list"),
        ("seed_article/2023-03_de.txt", "text"),
        ("seed_article/claims.jsonl", "answers"),
        ("claims_dev/claims.jsonl", "answers"),
        ("chpl/chpl_2024-02-23.csv", "reference"),
        ("hs2022_pddl/harmonized-system.csv", "reference"),
        ("official_trade_statistics/WEB_UTSA_02.xlsx", "table"),
        ("official_trade_statistics/WEB_UTSA_04.xls", "table"),
        ("egrul_samples/anonymised_fill.XML", "register"),
        ("gleif_samples/lei-data.xml", "register"),
        ("bods_samples/examples/fermcat.json", "register"),
        ("opensanctions_ftm_fixtures/donations.ijson", "register"),
        ("texts_shared/s_eu_32014R0269_E0174.txt", "text"),
        ("gur_weapon_components/drones.csv", "unknown"),
        ("gur_weapon_components/components.csv", "components"),
    ],
)
def test_real_files_are_told_apart(shared_data: Path, path: str, kind: str) -> None:
    assert detect(shared_data / path).kind == kind


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_text_all_the_same(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Sender,Goods\nPaper Kite,насос\n".encode(codec))
    assert (detect(path).kind, detect(path).encoding) == ("table", codec)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Sender,Goods\nPaper Kite,насос\n".encode("utf-16")[:-1], "is UTF-16 and is cut off within a character"),
        (b"\n\r\n \n", "is empty: it holds line ends and spaces at most"),
        (b"\xef\xbb\xbf\n", "is empty: it holds line ends and spaces at most"),
        (b"\xff\xfe", "is empty: it holds line ends and spaces at most"),
        (b"\xff\xfe" + "Sender,Goods\nPaper Kite,насос\n".encode(), "the mark of UTF-16 .*, and is UTF-8"),
        (b"\xff\xfe" + "Sender,Goods\nPaper Kite,насос\n".encode() * 4000, "the mark of UTF-16 at its beginning"),
    ],
)
@pytest.mark.parametrize("name", ["t.csv", "t.txt"])
def test_what_is_cut_off_blank_or_wrongly_marked_is_said_to_be_so(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=words):
        detect(path)
