"""The compiled reference data is what its sources give, and the rules of the hand-written files bite."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.errors import SchemaError
from graph.reference import compile as reference
from graph.reference.goods_compile import LANGUAGES, compile_goods

HAND = ("countries_index.json", "countries_mentions.json", "goods.json")
TABLES = ("countries.json", "hs2022.tsv", "chpl.tsv")


def test_hand_written_files_are_compiled(tmp_path: Path) -> None:
    reference.compile_hand(reference.DATA, tmp_path)
    for name in HAND:
        assert (tmp_path / name).read_bytes() == (reference.DATA / name).read_bytes(), f"{name}: compile again"


def test_tables_are_what_the_sources_give(shared_data: Path, tmp_path: Path) -> None:
    reference.compile_countries(shared_data, tmp_path)
    reference.compile_hs(shared_data, tmp_path)
    for name in TABLES:
        assert (tmp_path / name).read_bytes() == (reference.DATA / name).read_bytes(), f"{name}: compile again"


def lexicon(tmp_path: Path, **changes: str) -> Path:
    lines = {language: f"{language} thing" for language in LANGUAGES} | {
        "kind": "civil",
        "hs": '["8542"]',
        "broader": "[]",
    }
    lines |= changes
    path = tmp_path / "goods.yml"
    text = "".join(f"  {key}: {value}\n" for key, value in lines.items())
    other = "".join(f"  {language}: {language} other\n" for language in LANGUAGES)
    path.write_text(f"thing:\n{text}other:\n  kind: civil\n  broader: [thing]\n{other}", "utf-8")
    return path


def test_a_sound_lexicon_compiles(tmp_path: Path) -> None:
    result = compile_goods(lexicon(tmp_path), frozenset({"8542"}))
    assert result["index"]["enthing"] == "thing"
    assert result["variants"]["enthings"] == "thing"
    assert result["concepts"]["other"]["broader"] == ["thing"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"hs": '["8543"]'}, "no code of HS 2022"),
        ({"hs": "[8542]"}, "quoted strings"),
        ({"kind": "odd"}, "kind must be one of"),
        ({"broader": "[nothing]"}, "is unknown"),
        ({"broader": "[other]"}, "is a circle"),
        ({"en": "en other"}, "already stands for"),
        ({"zh": '""'}, "no label in zh"),
    ],
)
def test_rules_of_the_lexicon(tmp_path: Path, changes: dict[str, str], message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        compile_goods(lexicon(tmp_path, **changes), frozenset({"8542"}))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("CN:\n  en: ;;;;Russia\n", "already stands for"),
        ("QQ:\n  en: ;;;;Nowhere\n", "no country codes"),
        ("CN:\n  en: a;b;c;d;e;f;g\n", "at most 6 fields"),
    ],
)
def test_rules_of_the_country_words(tmp_path: Path, line: str, message: str) -> None:
    for name in ("countries.json", "hs2022.tsv", "goods.yml"):
        shutil.copy(reference.DATA / name, tmp_path / name)
    (tmp_path / "countries_words.yml").write_text(line, "utf-8")
    with pytest.raises(SchemaError, match=message):
        reference.compile_hand(tmp_path, tmp_path)
