"""What the extraction finds of annotated texts: floors, so that a change that loses claims shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from loaders.documents import read
from loaders.extraction import Rules
from loaders.extraction.evaluation import evaluate, grouped, verified
from loaders.extraction.score import Score, score
from loaders.source import Meta
from tests.support.held_back import read_held_back

ROOT = Path(__file__).resolve().parents[2]
HELD_BACK = sorted((ROOT / "tests" / "golden" / "held_back").glob("*_h*.txt"))


def found(path: Path, published: str | None) -> list[dict[str, Any]]:
    document, text, _ = read(path, Meta(published=published))
    return verified(Rules(), document, text)


def read_jsonl(path: Path) -> dict[str, list[dict[str, Any]]]:
    out: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        out.setdefault(claim["document"], []).append(claim)
    return out


def table(scores: dict[str, Score]) -> str:
    return "\n".join(
        f"{name}: gold {one.gold} found {one.found} strict F1 {one.f1('strict'):.2f} "
        f"lenient F1 {one.f1('lenient'):.2f} {one.slots}"
        for name, one in scores.items()
    )


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


def test_the_development_set(shared_data: Path) -> None:
    folder = shared_data / "claims_dev"
    groups = {group.name: group for group in grouped(evaluate(folder / "claims.jsonl", folder))}
    for language in ("de", "en"):
        one = groups[language]
        assert one.score.f1("lenient") >= 0.95, one.to_json()
        assert one.baseline.f1("lenient") < one.score.f1("lenient") - 0.3
        assert one.lenient[0] <= one.score.f1("lenient") <= one.lenient[1]
    assert groups["all"].texts == 28
    assert groups["en none"].false_per_1000 == 0


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
