"""Statements of reasons: a text of their own, its claims in their place, and an account of it. All is invented."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from graph.archive import Archive
from graph.holdings import withdraw
from graph.people import REASON_WORDS
from graph.projection import project
from graph.settings import Settings
from loaders.estimate import estimate
from loaders.lists.eu_journal import CONSOLIDATED
from loaders.lists.reasons import reasons_of
from loaders.plan import LoadOptions, plan
from loaders.run import load

OWNED = "Unreal Gears LLC is a subsidiary of Ghost Holding LLC, which is registered in Russia."
MADE = "The Russian company Phantom Works JSC produces drone engines. It is unreal in every other way."
SHORT = "It is unreal."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A list of four entries: two with a reason of their own, one with the same, one with a note."""
    place = tmp_path / "list.csv"
    with place.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(CONSOLIDATED)
        for number, (name, reason) in enumerate(
            [
                ("Unreal Gears LLC", OWNED),
                ("Phantom Works JSC", MADE),
                ("Spectre Works JSC", MADE),
                ("Wraith LLC", SHORT),
            ]
        ):
            celex = "32014R0269"
            writer.writerow([celex, number, "EU-RUS", "I", "Asset freeze", "17.3.2014", reason, "LegalEntity", name])
    return place


def test_the_reasons_of_a_list_are_a_text_of_their_own(path: Path, settings: Settings) -> None:
    report = load([path], settings)
    listed, told = report.files
    assert (listed.kind, listed.accepted, told.kind, told.state) == ("list", 4, "text", "completed")
    assert told.path == str(path) + ".reasons.txt"
    assert told.rows_in == told.accepted == told.claims > 0
    assert told.notes == {"reasons": 3, "reasons_with_claims": 3}
    assert report.totals["rows_in"] == 4 + told.rows_in
    archive = Archive(settings.archive_dir)
    text = archive.text(told.sha256)
    document = archive.document(told.sha256)
    assert (document.kind, document.language, document.length) == ("text", "en", len(text))
    assert document.source == archive.document(listed.sha256).source
    assert text.split("\n")[:2] == ["Unreal Gears LLC (0)", OWNED]
    assert SHORT not in text.split("\n")  # a note of less words than a sentence has
    assert len(SHORT.split()) < REASON_WORDS


def test_every_quote_stands_in_its_own_reason_and_is_unreviewed(path: Path, settings: Settings) -> None:
    told = load([path], settings).files[1]
    archive = Archive(settings.archive_dir)
    text = archive.text(told.sha256)
    stated = (one for fact in project(archive).facts for one in fact.statements)
    statements = [one for one in stated if one.document.sha256 == told.sha256]
    assert {one.standing for one in statements} == {"unreviewed"}
    for one in statements:
        start, end = one.claim.spans[0]
        assert text[start:end] == one.claim.quote
        for role in ("subject", "object", "maker"):
            party = getattr(one.claim, role)
            if party is not None and party.span is not None:
                assert text[slice(*party.span)]
    owned = [one.claim for one in statements if one.claim.kind == "ownership"]
    assert [(one.subject and one.subject.surface, one.object and one.object.surface) for one in owned] == [
        ("Ghost Holding LLC", "Unreal Gears LLC")
    ]
    made = [one.claim.spans[0][0] for one in statements if one.claim.kind == "production"]
    assert len(set(made)) == 2  # the same words stand under two entries
    assert [text.rfind("\n\n", 0, start) < text.rfind("\n", 0, start) for start in made] == [True, True]


def test_a_second_load_repeats_both_and_one_without_reasons_reads_none(path: Path, settings: Settings) -> None:
    assert len(load([path], settings, LoadOptions(reasons=False)).files) == 1
    first = load([path], settings)
    assert [file.state for file in first.files] == ["repeated", "completed"]
    again = load([path], settings)
    assert [file.state for file in again.files] == ["repeated", "repeated"]
    assert again.files[1].rows_in == again.files[1].repeated == first.files[1].rows_in


def test_a_list_takes_its_reasons_with_it(path: Path, settings: Settings) -> None:
    load([path], settings)
    archive = Archive(settings.archive_dir)
    assert len(archive.active()) == 2
    withdraw(archive, "list.csv", by="tester")
    assert archive.active() == []


def test_a_list_without_sentences_has_no_such_text(tmp_path: Path, settings: Settings) -> None:
    place = tmp_path / "list.xml"
    person = "<DATAID>1</DATAID><FIRST_NAME>GHOST</FIRST_NAME><COMMENTS1>Gender: male</COMMENTS1>"
    place.write_text(f"<CONSOLIDATED_LIST><INDIVIDUAL>{person}</INDIVIDUAL></CONSOLIDATED_LIST>", encoding="utf-8")
    report = load([place], settings)
    assert len(report.files) == 1
    assert report.files[0].package is not None
    assert reasons_of(Archive(settings.archive_dir).package(report.files[0].package)) is None
    assert json.dumps(report.to_json())


def test_a_plan_counts_the_time_for_reasons_only_where_they_are_read(tmp_path: Path) -> None:
    row = ["32014R0269", "1", "EU-RUS", "I", "Asset freeze", "17.3.2014", "It is unreal. " * 4000, "LegalEntity", "G"]
    place = tmp_path / "list.csv"
    with place.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(CONSOLIDATED)
        writer.writerows([row] * 10)
    (line,) = plan([place])
    assert estimate(line).seconds > 2 > estimate(line, reasons=False).seconds


def test_reasons_read_by_several_processes_are_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("a", "b"):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(CONSOLIDATED)
            for number in range(1200):
                row = ["32014R0269", number, name, "I", "Asset freeze", "17.3.2014", OWNED, "LegalEntity", name * 9]
                writer.writerow(row)
    found = []
    for workers in (1, 2):
        settings = Settings(home=tmp_path / str(workers), workers=workers)
        report = load([folder], settings)
        found.append([(Path(file.path).name, file.state, file.accepted, file.package) for file in report.files])
    assert found[0] == found[1]
    assert [name for name, *_ in found[0]] == ["a.csv", "a.csv.reasons.txt", "b.csv", "b.csv.reasons.txt"]
    assert {(state, accepted) for _, state, accepted, _ in found[0]} == {("completed", 1200)}
