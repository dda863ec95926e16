"""What the extraction finds of annotated texts: floors, so that a change that loses claims shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders.documents import read
from loaders.extraction import output, report
from loaders.source import Meta
from tests.support.extraction_score import Score, read_held_back, read_jsonl, score, table

ROOT = Path(__file__).resolve().parents[2]
HELD_BACK = sorted((ROOT / "tests" / "golden" / "held_back").glob("*.txt"))


def found(path: Path, published: str | None) -> list[dict[str, Any]]:
    document, text, _ = read(path, Meta(published=published))
    return [
        output.to_dict(claim, document)
        for claim in report(document, text).claims
        if not any(flag.startswith("rejected:") for flag in claim.flags)
    ]


def test_texts_held_back_from_tuning() -> None:
    total = Score()
    for path in HELD_BACK:
        _, published, gold = read_held_back(path.with_suffix(".yml"))
        total.add(score(gold, found(path, published)))
    assert len(HELD_BACK) == 6
    assert total.f1("lenient") >= 0.8, table({"held back": total})
    assert total.f1("strict") >= 0.65, table({"held back": total})


def test_the_corpus_of_the_project() -> None:
    gold = read_jsonl(ROOT / "tests" / "golden" / "corpus_claims.jsonl")
    total = Score()
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        if path.name[:3] in ("de_", "en_"):
            total.add(score(gold.get(path.name, []), found(path, None)))
    assert total.f1("lenient") >= 0.72, table({"corpus": total})


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_development_set(shared_data: Path, language: str) -> None:
    folder = shared_data / "claims_dev"
    gold = read_jsonl(folder / "claims.jsonl")
    total = Score()
    for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["language"] == language:
            total.add(score(gold.get(entry["document"], []), found(folder / entry["document"], entry["published"])))
    assert total.f1("lenient") >= 0.95, table({language: total})


def test_the_first_real_report(shared_data: Path) -> None:
    folder = shared_data / "seed_article"
    claims = found(folder / "2023-03_de.txt", "2023-03")
    gold = read_jsonl(folder / "claims.jsonl")["2023-03_de.txt"]
    total = score(gold, claims)
    assert total.f1("lenient") >= 0.85, table({"seed": total})
    assert {answer["id"] for answer in gold if answer["kind"] == "transfer"}
    moved = {
        (claim["goods"], (claim["quantity"] or {}).get("number"), tuple(party["country"] for party in claim["via"]))
        for claim in claims
        if claim["kind"] == "transfer" and claim["modality"] == "reported"
    }
    assert {("Sturmgewehre", "1000", ()), ("Drohnen-Bauteile", "12", ("TR",))} <= moved
    assert ("Militär-Schutzkleidung", "12", ("TR",)) in moved
