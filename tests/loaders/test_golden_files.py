"""The annotated texts of tests/golden are sound: offsets, quotes, names and the form of each claim."""

import json
import re
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
SCHEMA = json.loads((ROOT / "loaders" / "extraction" / "claim.schema.json").read_text(encoding="utf-8"))
FILES = sorted(GOLDEN.glob("*/claims-*.jsonl"))
PARTIES = ("supplier", "recipient", "maker", "weapon", "subject", "object", "place")
WITHOUT_GOODS = {"ownership", "role", "listing", "event"}
REACH = 600  # a name stands in the quote or within this many characters of it


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def text_of(folder: Path, name: str) -> str:
    return (folder / name).read_bytes().decode("utf-8")


def parties(claim: dict[str, Any]) -> list[dict[str, Any]]:
    return [claim[key] for key in PARTIES if claim.get(key)] + list(claim.get("via") or [])


def fits(span: list[int], text: str) -> bool:
    start, end = span
    return 0 <= start < end <= len(text) and text[start:end] == text[start:end].strip()


def ids(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def test_both_folders_hold_their_own_texts() -> None:
    tuning = {path.name for path in (GOLDEN / "tuning").glob("*.txt")}
    held_back = {path.name for path in (GOLDEN / "held_back").glob("*.txt")}
    assert tuning and not tuning & held_back
    for path in FILES:
        language = path.stem.removeprefix("claims-")
        named = [row["document"] for row in lines(path.with_name(f"documents-{language}.jsonl"))]
        numbered = (p.name for p in path.parent.glob(f"{language}*.txt"))
        assert sorted(named) == sorted(name for name in numbered if re.fullmatch(r"[a-z]{2}[0-9]{2}\.txt", name))


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_documents_count_their_claims(path: Path) -> None:
    language = path.stem.removeprefix("claims-")
    claims = lines(path)
    counted = Counter(claim["document"] for claim in claims)
    rows = lines(path.with_name(f"documents-{language}.jsonl"))
    assert set(counted) <= {row["document"] for row in rows}
    assert len({claim["id"] for claim in claims}) == len(claims)
    for row in rows:
        text = text_of(path.parent, row["document"])
        assert unicodedata.normalize("NFC", text) == text and "\r" not in text and "\t" not in text
        assert row["language"] == language and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", row["published"])
        assert row["claims"] == counted[row["document"]], row["document"]
        mine = [claim for claim in claims if claim["document"] == row["document"]]
        named = any(
            party["form"] == "named" for claim in mine for party in parties(claim) if party != claim.get("place")
        )
        assert (row["level"] == "none") == (not mine), row["document"]
        assert named or row["level"] != "company", row["document"]
        for claim in mine:
            assert (claim["language"], claim["published"]) == (language, row["published"]), claim["id"]


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_quotes_and_names_stand_at_their_offsets(path: Path) -> None:
    for claim in lines(path):
        where = claim["id"]
        text = text_of(path.parent, claim["document"])
        spans = claim["spans"]
        assert all(fits(span, text) for span in spans), where
        assert all(one[1] <= two[0] for one, two in pairwise(spans)), where
        assert " ".join(text[start:end] for start, end in spans) == claim["quote"], where
        for party in parties(claim):
            start, end = party["span"]
            assert fits(party["span"], text), (where, party)
            assert any(start < last + REACH and end > first - REACH for first, last in spans), (where, party)
            assert party["form"] != "country" or party["country"], (where, party)
        for key in ("model", "declared_as"):
            assert claim.get(key) is None or claim[key] in claim["quote"], (where, key)


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_claims_have_their_form(path: Path) -> None:
    cores: Counter[str] = Counter()
    for claim in lines(path):
        where = claim["id"]
        assert claim["kind"] in WITHOUT_GOODS or claim["goods"], where
        assert any(claim.get(key) for key in PARTIES if key != "place"), where
        assert set(claim["flags"]) <= {"unit_price"}, where
        assert not claim["flags"] or claim["value"], where
        assert claim["value"] is None or claim["value"]["currency"], where
        assert claim["quantity"] is None or claim["quantity"]["currency"] is None, where
        assert (claim["hs"] is None) == (claim["hs_basis"] is None), where
        if claim["start"] and claim["end"]:
            assert claim["start"][: len(claim["end"])] <= claim["end"], where
        if claim["start"] and claim["modality"] in {"asserted", "reported", "alleged"}:
            assert claim["start"] <= claim["published"], where
        names = [(claim.get(key) or {}).get("surface") for key in PARTIES]
        cores[repr([claim[key] for key in ("document", "kind", "modality", "goods", "model", "start")] + names)] += 1
    assert [core for core, times in cores.items() if times > 1] == []


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_claims_hold_to_the_schema(path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert [(claim["id"], error.message) for claim in lines(path) for error in validator.iter_errors(claim)] == []
