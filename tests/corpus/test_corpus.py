"""The sample corpus: sourced, in our own words, and its invented part apart from the real one."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from graph.fold import fold_name
from graph.model import ROLES
from loaders.protocol import Notes
from loaders.source import open_source, read_meta
from loaders.tables.loader import TradeTable
from loaders.tables.mapping import load_mapping

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
TEXTS = sorted(CORPUS.glob("*.txt"))
TABLE = CORPUS / "synthetic_trade.csv"
NOT_VERIFIED = "address not verified"
SHARED_WORDS = 11  # longer than any firm's name


@cache
def generator() -> ModuleType:
    """Import the script that writes the table."""
    spec = importlib.util.spec_from_file_location("generate_synthetic", CORPUS / "generate_synthetic.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def invented_names() -> set[str]:
    """Names of all firms in the table."""
    return {firm.name for firm in vars(generator()).values() if isinstance(firm, generator().Firm)}


def restated(path: Path) -> list[dict[str, Any]]:
    """The sources that a text restates."""
    data = yaml.safe_load(path.with_name(path.name + ".meta.yml").read_text(encoding="utf-8"))
    sources = data["restates"]
    assert isinstance(sources, list)
    return sources


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of SHARED_WORDS words of a text; a Chinese character counts as half a word."""
    words = re.findall(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+", text.casefold())
    length = 2 * SHARED_WORDS if any("\u4e00" <= word <= "\u9fff" for word in words) else SHARED_WORDS
    return {tuple(words[place : place + length]) for place in range(len(words) - length + 1)}


def test_the_seven_languages_are_there() -> None:
    languages = [read_meta(path).language for path in TEXTS]
    assert set(languages) == {"de", "en", "ru", "uk", "zh", "tr", "fr"}
    assert languages.count("de") >= 3
    assert languages.count("en") >= 4


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_says_where_its_facts_come_from(path: Path) -> None:
    meta = read_meta(path)
    assert meta.publisher == "Waybill sample corpus"
    assert all((meta.owner, meta.data_origin, meta.licence, meta.published))
    assert meta.title == path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert path.stem.startswith(f"{meta.language}_")
    assert restated(path)
    for source in restated(path):
        assert source["title"]
        assert source["publisher"]
        assert source["published"]
        url = source.get("url")
        assert url is None or re.fullmatch(r"https?://[^\s/]+/\S+", url)
        assert url is not None or source["note"] == NOT_VERIFIED


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_is_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if read_meta(path).language == "zh":
        assert 150 <= len(text) <= 500
    else:
        assert 80 <= len(text.split()) <= 250
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert text.endswith("\n")


def test_the_readme_lists_every_text_with_every_source() -> None:
    sections = (CORPUS / "README.md").read_text(encoding="utf-8").split("\n### ")[1:]
    by_name = {section.split("\n", 1)[0]: section for section in sections}
    assert set(by_name) == {path.name for path in TEXTS}
    for path in TEXTS:
        for source in restated(path):
            assert source["title"] in by_name[path.name]
            assert source["publisher"] in by_name[path.name]
            assert source.get("url", "Address not verified") in by_name[path.name]


def test_no_sentence_is_taken_over(shared_data: Path) -> None:
    others = [
        *shared_data.glob("seed_article/*.txt"),
        *shared_data.glob("texts_shared/*.txt"),
        *shared_data.glob("claims_dev/*.txt"),
    ]
    assert len(others) > 50
    foreign = set().union(*(runs(path.read_text(encoding="utf-8")) for path in others))
    for path in TEXTS:
        assert not runs(path.read_text(encoding="utf-8")) & foreign, path.name


def test_the_table_is_what_the_script_writes() -> None:
    assert generator().text() == TABLE.read_text(encoding="utf-8")


def test_the_table_is_marked_as_invented() -> None:
    assert "synthetic" in TABLE.name
    mapping = yaml.safe_load((CORPUS / "synthetic_trade.csv.mapping.yml").read_text(encoding="utf-8"))
    assert mapping["source"]["synthetic"] is True
    assert "synthetic" in mapping["source"]["publisher"]


def test_the_mapping_covers_every_column() -> None:
    mapping = yaml.safe_load((CORPUS / "synthetic_trade.csv.mapping.yml").read_text(encoding="utf-8"))
    named = {field["column"] for field in mapping["fields"].values()} | {*mapping["record"]["id"]}
    assert named == set(generator().HEADER)


def test_the_table_holds_chains_repeats_and_faults() -> None:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        header, *body = list(csv.reader(stream))
    whole = [dict(zip(header, row, strict=True)) for row in body if len(row) == len(header)]
    assert 350 <= len(body) <= 500
    assert len(body) - len(whole) == 2
    assert len(body) - len({tuple(row) for row in body}) == len(generator().REPEATED)
    drone_parts = [row for row in whole if row["Goods Description"] == "drone parts"]
    sold = {(row["Consignor Country"], row["Consignee Country"]) for row in drone_parts}
    assert {("CHINA", "TURKEY"), ("TURKEY", "RUSSIA"), ("CHINA", "RUSSIA")} <= sold
    assert sum("BAD" in row["Declaration No"] for row in whole) == 11


def test_the_loader_refuses_the_faulty_rows_and_takes_the_others() -> None:
    table = TradeTable(load_mapping(CORPUS / "synthetic_trade.csv.mapping.yml"))
    notes = Notes()
    entries = list(table.entries(open_source(TABLE), notes))
    rules = Counter(entry.reject.rule for entry in entries if entry.reject)
    assert rules["ragged_row"] == rules["unknown_country"] == rules["hs_lost_zero"] == 2
    assert rules["not_a_date"] == rules["impossible_date"] == 1
    assert rules["negative_number"] == rules["unknown_currency"] == 1
    assert rules.total() <= 14
    assert len(entries) == len(generator().rows())
    assert notes.unread == []
    assert all(claim.kind == "transfer" for entry in entries for claim in entry.claims)


def test_no_invented_firm_stands_in_a_text() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in TEXTS)
    for name in invented_names():
        assert name not in texts
        assert " ".join(name.split()[:2]) not in texts


def test_no_invented_firm_resembles_a_listed_one(shared_data: Path) -> None:
    listed: set[str] = set()
    for name in ("32014R0833.csv", "32014R0269.csv", "32026R1843.csv", "32026R1848.csv"):
        with (shared_data / "eu_journal_sanctions" / name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                listed |= {fold_name(part) for part in (row["name"], *row["alias"].split("; ")) if part}
    assert len(listed) > 3_000
    # The first two words of an invented name are its own; no listed firm may begin with them.
    for name in invented_names():
        folded = fold_name(name)
        assert folded not in listed
        first = " ".join(folded.split()[:2])
        assert not [other for other in listed if other.startswith(first)], name


def claims() -> list[dict[str, Any]]:
    """The answer sheet."""
    lines = (ROOT / "tests" / "golden" / "corpus_claims.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_answer_sheet_covers_the_german_and_english_texts() -> None:
    expected = {path.name for path in TEXTS if path.name[:3] in ("de_", "en_")}
    assert {claim["document"] for claim in claims()} == expected
    assert len({claim["id"] for claim in claims()}) == len(claims())


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: str(claim["id"]))
def test_an_answer_stands_in_its_text(claim: dict[str, Any]) -> None:
    text = (CORPUS / claim["document"]).read_text(encoding="utf-8")
    parts = [text[start:end] for start, end in claim["spans"]]
    assert claim["quote"] == " ".join(parts)
    for party in [*(claim[role] for role in ROLES if claim[role]), *claim["via"]]:
        start, end = party["span"]
        assert text[start:end].strip() == text[start:end] != ""
        assert party["form"] != "country" or party["country"]
