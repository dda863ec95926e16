"""`waybill load ../shared/data`: what is done with every file, and why; all rows accounted for; both engines."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from graph.archive import Archive
from graph.build import build, digest
from graph.settings import Settings
from graph.store import Store
from loaders.notices import INVENTED_CONTENT, NO_SOURCE
from loaders.plan import LoadOptions, PlannedFile, plan, walk
from loaders.run import run
from tests.support.command import waybill

LEGAL = {"load", "reference", "duplicate", "companion", "refused"}


@pytest.fixture(scope="module")
def planned(shared_data: Path) -> dict[str, PlannedFile]:
    return {line.path.relative_to(shared_data).as_posix(): line for line in plan([shared_data])}


def test_every_file_has_its_line_and_its_reason(shared_data: Path, planned: dict[str, PlannedFile]) -> None:
    assert set(planned) == {path.relative_to(shared_data).as_posix() for path, _ in walk(shared_data)}
    assert {line.action for line in planned.values()} <= LEGAL
    assert all(line.reason for line in planned.values())
    assert all((line.loader is not None) == (line.action == "load") for line in planned.values())
    described = sum(len(names) for _, _, names in os.walk(shared_data)) - len(planned)
    assert described > 0  # SOURCE.md, FORMAT.md, *.meta.json: they only describe the others


@pytest.mark.parametrize(
    ("folder", "action", "reason"),
    [
        ("name_matching", "refused", NO_SOURCE),
        ("bods_samples/examples", "refused", INVENTED_CONTENT),
        ("bods_samples/tests", "refused", INVENTED_CONTENT),
    ],
)
def test_what_is_no_source_is_refused(planned: dict[str, PlannedFile], folder: str, action: str, reason: str) -> None:
    lines = {
        name: line
        for name, line in planned.items()
        if name.startswith(f"{folder}/") and not name.endswith("expected_errors.csv")
    }
    assert lines
    assert {(line.action, line.reason) for line in lines.values()} == {(action, reason)}


def test_invented_texts_need_leave_and_answers_never_load(shared_data: Path, planned: dict[str, PlannedFile]) -> None:
    texts = {name: line for name, line in planned.items() if name.startswith("claims_dev/") and name.endswith(".txt")}
    assert len(texts) == 28
    assert {(line.action, line.reason) for line in texts.values()} == {("refused", INVENTED_CONTENT)}
    permitted = plan([shared_data / "claims_dev", shared_data / "seed_article"], LoadOptions(synthetic=True))
    answers = [line for line in permitted if line.path.name == "claims.jsonl"]
    assert [line.action for line in answers] == ["refused", "refused"]
    assert all("answer sheet" in line.reason for line in answers)
    loaded = {line.path.name for line in permitted if line.action == "load"}
    assert "en01.txt" in loaded and "2023-03_de.txt" in loaded
    assert planned["seed_article/2023-03_de.txt"].action == "load"


def test_one_edition_in_two_formats_is_loaded_once(planned: dict[str, PlannedFile]) -> None:
    lists = [line for name, line in planned.items() if name.startswith("uk_sanctions_list_2025/")]
    assert sorted(line.action for line in lists) == ["duplicate", "load"]


def test_reference_data_is_known_as_such(planned: dict[str, PlannedFile]) -> None:
    names = ("hs2022_pddl/harmonized-system.csv", "hs2022_pddl/sections.csv", "chpl/chpl_2024-02-23.csv")
    assert {planned[name].action for name in names} == {"reference"}


def test_a_folder_is_a_benchmark_by_its_words_not_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "name_matching"
    folder.mkdir()
    text = folder / "a.txt"
    text.write_text("Paper Kite Co supplied 40 drones to Russia in May 2023.", encoding="utf-8")
    assert plan([text])[0].action == "load"
    (folder / "SOURCE.md").write_text("# Cases to match names: a benchmark\n", encoding="utf-8")
    assert plan([text])[0].reason == NO_SOURCE
    (folder / "SOURCE.md").write_text("# News\n\nOne report speaks of a benchmark.\n", encoding="utf-8")
    assert plan([text])[0].action == "load"
    (folder / "SOURCE.md").write_text("# A benchmark\n", encoding="utf-8")
    (folder / "a.txt.meta.yml").write_text("synthetic: false\n", encoding="utf-8")
    assert plan([text])[0].action == "load"


def test_the_command_prints_the_plan(shared_data: Path, tmp_path: Path) -> None:
    done = waybill("load", shared_data / "uk_sanctions_list_2025", "--plan", home=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    assert (
        "1 duplicate" in done.stdout and "1 load" in done.stdout and "~5,751" in done.stdout
    )  # lines, of which some belong to one row
    assert not (tmp_path / "home" / "archive").exists()


# The whole of it


@pytest.fixture(scope="module")
def whole(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, list[PlannedFile]]:
    """A home with all of it in its archive."""
    home = Settings(home=tmp_path_factory.mktemp("whole"), workers=os.cpu_count() or 1, heap="1g")
    return home, plan([shared_data])


@pytest.mark.long
def test_all_rows_are_accounted_for_and_a_second_load_changes_nothing(
    whole: tuple[Settings, list[PlannedFile]],
) -> None:
    settings, lines = whole
    archive = Archive(settings.archive_dir)
    report = run(lines, archive, LoadOptions(), workers=settings.workers)
    totals = report.totals
    assert totals["rows_in"] == totals["accepted"] + totals["rejected"] + totals["repeated"]
    assert totals["rows_in"] > 100_000 and "failed" not in totals["states"]
    for file in report.files:
        assert file.rows_in == file.accepted + file.rejected + file.repeated, file.path
        assert sum(file.rejects_by_rule.values()) == file.rejected, file.path
    held = {package.id: dict(package.files) for package in archive.packages()}
    for package in archive.packages():
        assert package.report["rows_in"] == sum(1 for _ in package.entries()), package.document.name
    again = run(lines, archive, LoadOptions(), workers=settings.workers)
    states = Counter(file.state for file in again.files)
    assert states["completed"] == 0 and states["repeated"] == totals["states"]["completed"]
    assert again.totals["repeated"] == again.totals["rows_in"] == totals["rows_in"]
    assert {package.id: dict(package.files) for package in archive.packages()} == held


@pytest.mark.long
def test_both_engines_hold_the_same(
    whole: tuple[Settings, list[PlannedFile]], store: Store, store_settings: Settings
) -> None:
    settings, lines = whole
    run(lines, Archive(settings.archive_dir), LoadOptions(), workers=settings.workers)
    build(settings, store)
    from graph.digest import digest_of
    from graph.projection import project

    elements = project(Archive(settings.archive_dir)).elements
    assert digest(store) == digest_of(elements.nodes.values(), elements.relationships.values())
    again = build(settings, store, trust=store.engine == "embedded")  # a large one is made anew, not compared
    assert (again.written, again.removed) == (0, 0)
