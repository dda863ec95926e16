"""Claims that are handed in: checked line by line, bound to their texts in any order. All names are invented."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from graph.archive import Archive
from graph.holdings import restore, withdraw
from graph.model import Claim
from graph.packages import Package
from graph.projection import project
from graph.settings import Settings
from loaders.detect import detect
from loaders.extraction.output import to_dict
from loaders.plan import LoadOptions, plan
from loaders.report import LoadReport
from loaders.run import load

TEXT = "The port was calm.\n\nHonglu Optics shipped 40 lenses to Sokolov Trade in March 2024.\n"
OTHER = "Rain fell.\n\nHonglu Optics shipped 40 lenses to Sokolov Trade in March 2024. Nobody saw it.\n"
QUOTE = "Honglu Optics shipped 40 lenses to Sokolov Trade in March 2024"
AUTHOR = "M. Reader"


def claim(text: str = TEXT, **slots: Any) -> dict[str, Any]:
    """A claim on a text in the form of claim.schema.json."""
    start = text.index(QUOTE)
    return {
        "document": "report.txt",
        "kind": "transfer",
        "supplier": {"surface": "Honglu Optics", "form": "named", "country": "CN"},
        "recipient": {"surface": "Sokolov Trade", "form": "named", "country": "RU"},
        "goods": "lenses",
        "quantity": {"number": "40", "relation": "="},
        "start": "2024-03",
        "end": "2024-03",
        "modality": "asserted",
        "quote": QUOTE,
        "spans": [[start, start + len(QUOTE)]],
        **slots,
    }


def write(path: Path, *lines: dict[str, Any] | str) -> Path:
    path.write_text("".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in lines), encoding="utf-8")
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def loaded(settings: Settings, *paths: Path) -> LoadReport:
    return load(paths, settings, LoadOptions(author=AUTHOR))


def bound(settings: Settings) -> list[Package]:
    return [one for one in Archive(settings.archive_dir).active() if one.extractor == "claims"]


def claims(settings: Settings) -> list[Claim]:
    return [claim for package in bound(settings) for entry in package.entries() for claim in entry.claims]


def content(settings: Settings) -> dict[str, list[Any]]:
    return {one.id: list(one.entries()) for one in Archive(settings.archive_dir).active()}


def test_claims_are_told_by_their_content_and_answers_by_what_lies_beside(tmp_path: Path) -> None:
    path = write(tmp_path / "notes.txt", "{no json", claim())
    assert detect(path).kind == "claims"
    assert [line.action for line in plan([path])] == ["load"]
    (tmp_path / "README.md").write_text("# Texts\n\nNever load these\nas sources.\n", encoding="utf-8")
    assert [(line.action, line.kind) for line in plan([path])] == [("refused", "answers")]


def test_a_claim_belongs_to_its_text_with_author_and_extractor(
    settings: Settings, tmp_path: Path, report: Path
) -> None:
    done = loaded(settings, report, write(tmp_path / "claims.jsonl", claim(), claim(goods="lens", extractor="m 2")))
    (package,) = bound(settings)
    found = claims(settings)
    assert package.document.name == "report.txt" and package.report["author"] == AUTHOR
    assert package.text() == TEXT
    assert [one.extractor for one in found] == [f"hand ({AUTHOR})", f"m 2 ({AUTHOR})"]
    assert not any(flag.startswith("rejected:") for one in found for flag in one.flags)
    assert [(file.kind, file.state, file.accepted, file.claims) for file in done.files[1:]] == [
        ("claims", "completed", 2, 0),
        ("claims", "completed", 2, 2),
    ]
    stated = [one for fact in project(Archive(settings.archive_dir)).facts for one in fact.statements]
    assert AUTHOR in " ".join(str(one.claim.extractor) for one in stated)
    assert {one.standing for one in stated} == {"unreviewed"}


BAD: list[tuple[dict[str, Any] | str, str, str]] = [
    ("{", "", "not_json"),
    ("[1]", "", "not_an_object"),
    ('{"kind": "event", "kind": "offer"}', "kind", "name_twice"),
    (claim(kind="gift"), "kind", "wrong_enum"),
    ({slot: value for slot, value in claim().items() if slot != "modality"}, "modality", "missing"),
    (claim(colour="red"), "colour", "unknown_field"),
    (claim(supplier={"surface": "Honglu Optics"}), "supplier.form", "missing"),
    (claim(via=[{"surface": "X Port", "form": "named", "country": "QQ"}]), "via.0.country", "unknown_country"),
    (claim(supplier={"surface": "Ruritania", "form": "country"}), "supplier.country", "unknown_country"),
    (claim(start="2024-3"), "start", "wrong_pattern"),
    (claim(start="2024-13"), "start", "unusable_date"),
    (claim(start="2024-05", end="2024-03"), "start", "dates_reversed"),
    (claim(quantity={"number": "1e3", "relation": "="}), "quantity.number", "wrong_pattern"),
    (claim(spans=[]), "spans", "wrong_minitems"),
    (claim(goods="\ud800"), "", "torn_character"),
]


def test_a_bad_line_is_rejected_with_line_field_and_rule(settings: Settings, tmp_path: Path, report: Path) -> None:
    path = write(tmp_path / "claims.jsonl", *[line for line, _, _ in BAD], claim())
    path.write_bytes(path.read_bytes() + b'{"goods": "\xff"}\n')
    done = loaded(settings, report, path).files[1]
    assert (done.rows_in, done.accepted, done.rejected) == (len(BAD) + 2, 1, len(BAD) + 1)
    table = (Archive(settings.archive_dir).package(str(done.package)).path / "rejects.csv").open(encoding="utf-8")
    with table:
        found = [(int(row["row"]), row["column"], row["rule"]) for row in csv.DictReader(table)]
    wanted = [(number, field, rule) for number, (_, field, rule) in enumerate(BAD, start=1)]
    assert found == [*wanted, (len(BAD) + 2, "", "bad_encoding")]
    assert len(claims(settings)) == 1


@pytest.mark.parametrize(
    ("slots", "reason"),
    [
        ({"quote": "Nobody shipped anything"}, "rejected:quote_not_in_text"),
        ({"spans": [[5, 9000]]}, "rejected:span_outside"),
        ({"supplier": {"surface": "Baihe Optics", "form": "named"}}, "rejected:name_not_in_text:supplier"),
        ({"quantity": {"number": "4000", "relation": "="}}, "rejected:quantity_not_in_quote"),
        ({"flags": ["rejected:by a colleague"]}, None),
    ],
)
def test_claims_are_verified_like_all_others(
    settings: Settings, tmp_path: Path, report: Path, slots: dict[str, Any], reason: str | None
) -> None:
    done = loaded(settings, report, write(tmp_path / "claims.jsonl", claim(**slots)))
    (found,) = claims(settings)
    assert [flag for flag in found.flags if flag.startswith("rejected:")] == ([reason] if reason else [])
    assert [bool(file.warnings) for file in done.files] == [False, False, reason is not None]


def test_loading_twice_changes_nothing(settings: Settings, tmp_path: Path, report: Path) -> None:
    path = write(tmp_path / "claims.jsonl", claim(), claim())
    loaded(settings, report, path)
    before = content(settings)
    again = loaded(settings, path, report)
    assert [(file.state, file.rejected) for file in again.files] == [("repeated", 0), ("repeated", 0)]
    assert content(settings) == before
    assert len(claims(settings)) == 1


def test_the_order_of_texts_and_claims_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    texts = (tmp_path / "report.txt", tmp_path / "b" / "report.txt")
    for path, words in zip(texts, (TEXT, OTHER), strict=True):
        path.write_text(words, encoding="utf-8")
    one = write(tmp_path / "one.jsonl", claim(), claim(text=OTHER, goods="glass"))
    two = write(tmp_path / "two.jsonl", claim(goods=None, topic="x"))
    found = []
    for number, order in enumerate(permutations((*texts, one, two))):
        settings = Settings(home=tmp_path / f"home{number}")
        for path in order:
            loaded(settings, path)
        found.append(content(settings))
    assert len(found[0]) == 8
    assert all(one == found[0] for one in found)


def test_claims_wait_for_their_text_and_say_so(settings: Settings, tmp_path: Path, report: Path) -> None:
    path = write(tmp_path / "claims.jsonl", claim(), claim(goods="glass"))
    first = loaded(settings, path).files
    assert [file.state for file in first] == ["completed"]
    assert "2 of its claims wait for the text 'report.txt'" in first[0].warnings[0]
    second = loaded(settings, report).files
    assert [(file.kind, file.claims) for file in second][1:] == [("claims", 2)]


@pytest.mark.parametrize("name", [lambda sha: sha, lambda sha: f"document:{sha[:32]}", lambda sha: "news/report.txt"])
def test_a_text_is_named_by_id_or_file(
    settings: Settings, tmp_path: Path, report: Path, name: Callable[[str], str]
) -> None:
    loaded(settings, report)
    (text,) = Archive(settings.archive_dir).active()
    loaded(settings, write(tmp_path / "claims.jsonl", claim(document=name(text.document.sha256))))
    assert len(claims(settings)) == 1


def test_claims_go_and_come_back_with_their_author(settings: Settings, tmp_path: Path, report: Path) -> None:
    loaded(settings, report, write(tmp_path / "claims.jsonl", claim()))
    archive = Archive(settings.archive_dir)
    withdraw(archive, AUTHOR, by="tester")
    assert [one.extractor for one in archive.active()] == ["rules"]
    restore(archive, AUTHOR, by="tester")
    assert len(archive.active()) == 3


def test_a_claim_that_stands_is_not_changed_by_one_that_is_handed_in(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    said = "Honglu Optics of China shipped 40 lenses to Sokolov Trade in Russia in March 2024."
    path.write_text(f"{said}\n\nRain fell.\n", encoding="utf-8")
    loaded(settings, path)
    (text,) = Archive(settings.archive_dir).active()
    (found,) = [one for entry in text.entries() for one in entry.claims]
    data = to_dict(found, text.document)
    lines = [data | {"start": f"20{year}", "end": f"20{year}", "modality": "reported"} for year in range(10, 20)]
    for number, line in enumerate(lines):
        loaded(settings, write(tmp_path / f"{number}.jsonl", line))
    assert len(claims(settings)) == len(lines)
    assert min(one.id for one in bound(settings)) < text.id, "they do not come last by chance"
    (fact,) = project(Archive(settings.archive_dir)).facts
    assert [(one.claim.modality, one.claim.start) for one in fact.statements] == [("asserted", "2024-03")]
