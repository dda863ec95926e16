"""`waybill evaluate`: figures by language and level, and bad answers. All names are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from waybill.cli import run

TEXT = "The Chinese firm Qingfeng Rotor Works delivered 40 drone engines to Volna-Test in Russia in May 2023.\n"


def claim(**slots: Any) -> dict[str, Any]:
    party = {"surface": "Qingfeng Rotor Works", "form": "named", "country": "CN"}
    other = {"surface": "Volna-Test", "form": "named", "country": "RU"}
    told = {"document": "a.txt", "language": "en", "published": "2023-06", "kind": "transfer", "supplier": party,
            "recipient": other, "goods": "drone engines", "modality": "asserted", "start": "2023-05", "end": "2023-05",
            "quantity": {"number": "40", "relation": "="}}  # fmt: skip
    return told | slots


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Nothing happened on this day, said nobody.\n", encoding="utf-8")
    index = [{"document": "b.txt", "language": "en", "published": "2023-06"}]
    (tmp_path / "documents.jsonl").write_text(json.dumps(index[0]) + "\n", encoding="utf-8")
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(claim()) + "\n", encoding="utf-8")
    return path


def groups(capsys: pytest.CaptureFixture[str], *arguments: Path | str) -> dict[str, dict[str, Any]]:
    assert run(["evaluate", *map(str, arguments), "--json"]) == 0
    return {group["group"]: group for group in json.loads(capsys.readouterr().out)["groups"]}


def test_the_rules_are_scored_text_by_text(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = groups(capsys, gold, gold.parent)
    assert found.keys() == {"all", "en", "company", "none", "en company", "en none"}
    one = found["en company"]
    assert (one["gold"], one["strict_f1"], one["recall"]) == (1, 1.0, 1.0)
    assert one["modality"] == [1, 1]
    assert one["dates_quantities_values"] == [3, 3]
    assert found["none"]["false_per_1000"] == 0
    assert found["all"]["texts"] == 2


def test_a_folder_holds_answers_in_several_files_each_with_its_texts(
    gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = gold.parent
    gold.rename(folder / "claims-en.jsonl")
    (folder / "documents.jsonl").rename(folder / "documents-en.jsonl")
    (folder / "c.txt").write_text("Am Dienstag geschah nichts, und niemand sagte etwas.\n", encoding="utf-8")
    (folder / "claims-de.jsonl").write_text("", encoding="utf-8")
    index = {"document": "c.txt", "language": "de", "published": "2023-06"}
    (folder / "documents-de.jsonl").write_text(json.dumps(index) + "\n", encoding="utf-8")
    found = groups(capsys, folder, folder)
    assert found["all"]["texts"] == 3
    assert found["de none"]["texts"] == 1
    assert groups(capsys, folder / "claims-en.jsonl", folder)["all"]["texts"] == 2


def test_errors_are_counted_by_class(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nobody = {"surface": "Nobody", "form": "named", "country": "CN"}
    lines = [
        claim(),
        claim(goods="radios"),
        claim(kind="offer", goods="cameras"),
        claim(supplier=nobody, goods="tents"),
    ]
    gold.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = [claim(supplier=nobody), claim(goods="radios", recipient=None, supplier=None), claim(goods="cameras"),
             claim(document="b.txt")]  # fmt: skip
    path = gold.with_name("found.jsonl")
    path.write_text("\n".join(map(json.dumps, found)), encoding="utf-8")
    assert groups(capsys, gold, gold.parent, "--claims", path)["all"]["errors"] == {
        "offer: taken for transfer": 1,
        "transfer: not found": 1,
        "transfer: nobody states it": 1,
        "transfer: recipient not filled": 1,
        "transfer: supplier another": 1,
        "transfer: supplier not filled": 1,
    }
    assert run(["evaluate", str(gold), str(gold.parent), "--claims", str(path), "--errors"]) == 0
    printed = capsys.readouterr().out
    assert "what goes wrong" in printed and "offer: taken for transfer" in printed


def test_claims_of_another_extractor_are_scored(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nobody = {"surface": "Nobody", "form": "named", "country": "CN"}
    claims = [claim(modality="reported", quantity=None), claim(supplier=nobody), claim(document="b.txt")]
    path = gold.with_name("found.jsonl")
    path.write_text("\n".join(map(json.dumps, claims)), encoding="utf-8")
    found = groups(capsys, gold, gold.parent, "--claims", path)
    assert (found["company"]["found"], found["company"]["precision"]) == (2, 0.5)
    assert found["company"]["modality"] == [0, 1]
    assert found["company"]["dates_quantities_values"] == [2, 3]
    assert found["none"]["false_per_1000"] == pytest.approx(1000 / 7, abs=0.001)


def test_words_for_people_have_a_table(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(gold), str(gold.parent)]) == 0
    printed = capsys.readouterr()
    assert "1.00 (1.00-1.00)" in printed.out
    assert "baseline" in printed.err


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: is no JSON"),
        ("[]", "line 1: must be an object"),
        ('{"document": "a.txt"}', "line 1: a claim needs 'kind'"),
        (json.dumps(claim(document="missing.txt")), "missing.txt"),
        (json.dumps(claim(document="gold.jsonl")), "must be a text"),
        ("", "holds no claims"),
    ],
)
def test_wrong_answers_are_named(gold: Path, capsys: pytest.CaptureFixture[str], line: str, message: str) -> None:
    gold.with_name("documents.jsonl").unlink()
    gold.write_text(line, encoding="utf-8")
    assert run(["evaluate", str(gold), str(gold.parent)]) == 2
    printed = capsys.readouterr()
    assert message in printed.err and printed.err.count("\n") == 1
