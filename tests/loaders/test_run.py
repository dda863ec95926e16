"""A load from end to end: every row accounted for, nothing twice, nothing half."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from graph.archive import Archive
from graph.errors import SourceError
from graph.model import Entry
from graph.projection import project
from graph.settings import Settings
from loaders.plan import LoadOptions, PlannedFile, plan
from loaders.repeats import Repeats
from loaders.report import FileReport
from loaders.run import load, run
from loaders.source import Meta, open_source

MAPPING = """\
version: 1
name: vendor
kind: trade
source: {publisher: Test vendor, title: Rows}
numbers: {decimal: "."}
record: {id: No}
fields:
  consignor.name: {column: Sender}
  origin: {column: From}
  goods: {column: Goods}
  quantity: {column: Qty}
"""
TABLE = """\
No,Sender,From,Goods,Qty,Extra
1,Paper Kite Co,CN,propellers,10,x
2,Paper Kite Co,CN,propellers,"1,2.3",x
3,Paper Kite Co,Ruritania,propellers,10,x
1,Paper Kite Co,CN,propellers,10,x
1,Paper Kite Co,CN,propellers,11,x
4,Paper Kite Co,CN
5,"Paper Kite Co,CN,propellers,10,x
6,Paper Kite Co,CN,propellers,7,x
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one table and its mapping."""
    place = tmp_path / "data"
    place.mkdir()
    (place / "rows.csv").write_text(TABLE, encoding="utf-8")
    (place / "rows.csv.mapping.yml").write_text(MAPPING, encoding="utf-8")
    (place / "SOURCE.md").write_text("# what lies here\n", encoding="utf-8")
    (place / ".hidden.csv").write_text("a,b,c\n1,2,3\n", encoding="utf-8")
    return place


def sums_up(file: FileReport) -> bool:
    return file.rows_in == file.accepted + file.rejected + file.repeated


def test_every_row_is_accepted_rejected_or_repeated(folder: Path, settings: Settings) -> None:
    report = load([folder], settings)
    (file,) = report.files
    assert (file.rows_in, file.accepted, file.rejected, file.repeated) == (8, 3, 4, 1)
    assert file.rejects_by_rule == {"conflict": 1, "not_a_number": 1, "ragged_row": 1, "unknown_country": 1}
    assert (file.state, file.new_columns, file.notes, report.exit_code) == (
        "completed",
        ["Extra"],
        {"stray_quote": 1},
        3,
    )
    assert report.totals["rows_in"] == 8


def test_rejects_are_written_with_place_rule_and_cells(folder: Path, settings: Settings) -> None:
    file = load([folder], settings).files[0]
    path = settings.archive_dir / "packages" / str(file.package) / "rejects.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        found = [(row["row"], row["column"], row["rule"], json.loads(row["raw"])[0]) for row in csv.DictReader(stream)]
    assert found == [
        ("3", "Qty", "not_a_number", "2"),
        ("4", "From", "unknown_country", "3"),
        ("6", "", "conflict", "1"),
        ("7", "", "ragged_row", "4"),
    ]


def test_a_repeated_row_is_kept_as_a_second_statement(folder: Path, settings: Settings) -> None:
    load([folder], settings)
    (package,) = Archive(settings.archive_dir).packages()
    entries = list(package.entries())
    assert [entry.row for entry in entries if entry.record == "1" and entry.claims] == [2, 5]
    assert package.headers[""] == ("No", "Sender", "From", "Goods", "Qty", "Extra")


def test_the_same_file_again_makes_no_package(folder: Path, settings: Settings) -> None:
    first = load([folder], settings).files[0]
    copy = folder.parent / "copy.csv"
    copy.write_bytes((folder / "rows.csv").read_bytes())
    again = load([folder], settings).files[0]
    other = load([copy], settings, LoadOptions(mapping=folder / "rows.csv.mapping.yml")).files[0]
    for file in (again, other):
        assert (file.state, file.package, file.rows_in, file.repeated) == ("repeated", first.package, 8, 8)
        assert sums_up(file)
    assert len(Archive(settings.archive_dir).packages()) == 1


def test_a_changed_mapping_needs_a_new_version_and_then_supersedes(folder: Path, settings: Settings) -> None:
    load([folder], settings)
    mapping = folder / "rows.csv.mapping.yml"
    mapping.write_text(MAPPING + "ignore: [Extra]\n", encoding="utf-8")
    file = load([folder], settings).files[0]
    assert file.state == "failed"
    assert "raise its version" in file.reason
    mapping.write_text(MAPPING.replace("name: vendor", "name: another") + "ignore: [Extra]\n", encoding="utf-8")
    reason = load([folder], settings).files[0].reason
    assert "was loaded before (a table by rows.csv.mapping.yml beside it), and the mapping another has" in reason
    mapping.write_text(MAPPING.replace("version: 1", "version: 2") + "ignore: [Extra]\n", encoding="utf-8")
    file = load([folder], settings).files[0]
    assert (file.state, file.new_columns) == ("completed", [])
    assert [package.id for package in Archive(settings.archive_dir).active()] == [file.package]


def test_two_copies_in_one_load_are_told_apart(folder: Path, settings: Settings) -> None:
    for name in ("z.csv", "z.csv.mapping.yml"):
        (folder / name).write_bytes((folder / name.replace("z", "rows")).read_bytes())
    report = load([folder], settings)
    assert [(Path(file.path).name, file.state) for file in report.files] == [
        ("rows.csv", "completed"),
        ("z.csv", "duplicate"),
    ]
    assert "the same bytes as" in report.files[1].reason


def test_invented_rows_need_leave(folder: Path, settings: Settings) -> None:
    mapping = folder / "rows.csv.mapping.yml"
    mapping.write_text(MAPPING.replace("title: Rows", "synthetic: true"), encoding="utf-8")
    refused = load([folder], settings)
    assert (refused.files[0].state, refused.exit_code) == ("refused", 0)
    assert "--synthetic" in refused.files[0].reason
    named = load([folder / "rows.csv"], settings)
    assert (named.files[0].state, named.exit_code) == ("failed", 2)
    loaded = load([folder], settings, LoadOptions(synthetic=True))
    assert loaded.files[0].state == "completed"
    assert Archive(settings.archive_dir).packages()[0].document.source.synthetic


def test_one_bad_file_does_not_stop_the_others(folder: Path, settings: Settings) -> None:
    (folder / "a_empty.csv").touch()
    (folder / "b_broken.csv").write_text("x,y,z\n1,2,3\n", encoding="utf-8")
    (folder / "b_broken.csv.mapping.yml").write_text(MAPPING, encoding="utf-8")
    (folder / "c_binary.bin").write_bytes(b"\x00\x01\x02")
    report = load([folder], settings)
    assert [(Path(file.path).name, file.state) for file in report.files] == [
        ("a_empty.csv", "failed"),
        ("b_broken.csv", "failed"),
        ("c_binary.bin", "refused"),
        ("rows.csv", "completed"),
    ]
    assert "reads the column 'Sender', which the table does not have" in report.files[1].reason
    assert report.exit_code == 2


def test_a_line_without_end_fails_its_file_and_leaves_no_complete_package(folder: Path, settings: Settings) -> None:
    before = b'9,"' + b"x" * (3 << 20) + b'",CN,propellers,1,x\n'  # so far that the look at the first lines sees no end
    with (folder / "rows.csv").open("ab") as stream:
        stream.write(before * 3)
        stream.truncate(stream.tell() + (5 << 20))
    file = load([folder], settings).files[0]
    assert file.state == "failed"
    assert "row 13: a line may be 4 MiB long" in file.reason
    assert [package.state for package in Archive(settings.archive_dir).packages()] == ["failed"]


def test_a_stopped_load_is_taken_up_again(folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    undisturbed = Settings(home=settings.home / "undisturbed")
    load([folder], undisturbed)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("loaders.writing._write_notes", stop)
        with pytest.raises(KeyboardInterrupt):
            load([folder], settings)
    assert Archive(settings.archive_dir).active() == []
    assert load([folder], settings).files[0].state == "completed"
    ours, theirs = (Archive(each.archive_dir).packages()[0] for each in (settings, undisturbed))
    assert dict(ours.files) == dict(theirs.files)


def test_links_out_of_the_folder_are_refused_and_loops_end(folder: Path, settings: Settings) -> None:
    outside = folder.parent / "outside.csv"
    outside.write_text(TABLE, encoding="utf-8")
    (folder / "link.csv").symlink_to(outside)
    (folder / "up").symlink_to(folder.parent)
    (folder / "loop").symlink_to(folder)
    lines = {line.path.name: (line.action, line.reason) for line in plan([folder])}
    assert set(lines) == {"link.csv", "up", "rows.csv"}
    assert lines["link.csv"][0] == lines["up"][0] == "refused"
    assert "leads out of the folder" in lines["link.csv"][1]


def test_a_path_that_is_not_there_and_a_folder_without_data_are_errors(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(SourceError, match="no such file or folder"):
        load([tmp_path / "nothing"], settings)
    (tmp_path / "bare").mkdir()
    with pytest.raises(SourceError, match="holds no data"):
        load([tmp_path / "bare"], settings)


def test_a_table_without_mapping_says_what_to_write(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "rows.csv").write_text(TABLE, encoding="utf-8")
    file = load([tmp_path / "rows.csv"], settings).files[0]
    assert file.state == "failed"
    assert "rows.csv.mapping.yml" in file.reason


def test_a_mapping_that_does_not_fit_a_named_table_is_an_error(folder: Path, settings: Settings) -> None:
    (folder.parent / "other.csv").write_text("one column\nof words\n", encoding="utf-8")
    options = LoadOptions(mapping=folder / "rows.csv.mapping.yml")
    file = load([folder.parent / "other.csv"], settings, options).files[0]
    assert file.state == "failed"
    assert "reads the column 'Sender'" in file.reason


def test_metadata_from_options_wins_over_the_file_beside_and_the_mapping(folder: Path, settings: Settings) -> None:
    (folder / "rows.csv.meta.yml").write_text("publisher: Beside\nowner: Them\nedition: 2024\n", encoding="utf-8")
    load([folder], settings, LoadOptions(meta=Meta(publisher="Option")))
    source = Archive(settings.archive_dir).packages()[0].document.source
    assert (source.publisher, source.owner, source.edition, source.title) == ("Option", "Them", "2024", "Rows")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("publischer: x\n", "key publischer: is not known here"),
        ("published: last May\n", "key published: must be a date"),
        ("synthetic: maybe\n", "key synthetic: must be true or false"),
        ("language: German\n", "key language: must be a code"),
        ("- a\n", "must hold keys"),
        ("a: [\n", "is no YAML"),
    ],
)
def test_a_wrong_metadata_file_is_named(folder: Path, text: str, words: str) -> None:
    (folder / "rows.csv.meta.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=words) as caught:
        open_source(folder / "rows.csv")
    assert "rows.csv.meta.yml" in str(caught.value)


def test_publishers_get_their_owner_from_the_table() -> None:
    assert Meta(publisher="Politico").source("x").owner == "Axel Springer SE"
    assert Meta(publisher="Politico", owner="Us").source("x").owner == "Us"
    assert Meta().source("Nobody known").owner is None


def test_progress_tells_each_file_to_its_end(folder: Path, settings: Settings) -> None:
    calls: list[tuple[str, int, bool]] = []

    def progress(line: PlannedFile, rows: int, done: bool) -> None:
        calls.append((line.path.name, rows, done))

    load([folder], settings, progress=progress)
    assert calls[-1] == ("rows.csv", 8, True)


def test_a_conflict_in_a_list_is_a_reject(tmp_path: Path, settings: Settings) -> None:
    header = "celex,recordId,programKey,annex,measure,startDate,reason,schema,name"
    row = "32014R0833,1,EU-RUS,IV,Export control,{},,LegalEntity,Unreal Gears"
    lines = [header, row.format("1.1.2020"), row.format("1.1.2020"), row.format("1.1.2021")]
    (tmp_path / "list.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    file = load([tmp_path / "list.csv"], settings).files[0]
    assert (file.accepted, file.repeated, file.rejects_by_rule) == (1, 1, {"conflict": 1})


def test_the_real_list_twice(shared_data: Path, settings: Settings) -> None:
    path = shared_data / "eu_journal_sanctions" / "32014R0833.csv"
    first, second = (load([path], settings).files[0] for _ in range(2))
    assert (first.state, first.rows_in, first.accepted, first.claims) == ("completed", 1746, 1746, 1746)
    assert (second.state, second.rows_in, second.repeated, second.claims) == ("repeated", 1746, 1746, 0)


def test_answer_sheets_are_never_loaded(shared_data: Path, settings: Settings) -> None:
    paths = [shared_data / name / "claims.jsonl" for name in ("claims_dev", "seed_article")]
    report = load(paths, settings, LoadOptions(synthetic=True))
    assert [file.state for file in report.files] == ["failed", "failed"]
    assert all("never a source" in file.reason for file in report.files)


def test_rows_without_a_key_are_known_by_their_cells() -> None:
    repeats = Repeats()
    entries = [Entry(row=number, cells=(cell,)) for number, cell in enumerate("aab", start=1)]
    assert [repeats.look(entry) for entry in entries] == ["new", "repeated", "new"]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("1,\u200b,CN,propellers,10", "unusable_name"),
        ("1,A Kite Co on behalf of .,CN,propellers,10", "unusable_name"),
        (f"1,Paper Kite Co,CN,propellers,1{'0' * 400}", "unusable_number"),
        (f"1,{'n' * 3000},CN,propellers,10", "unusable_name"),
    ],
)
def test_a_row_that_no_graph_can_hold_is_rejected_alone(folder: Path, tmp_path: Path, row: str, rule: str) -> None:
    good = "2,Paper Kite Co,CN,propellers,10"
    (folder / "rows.csv").write_text(f"No,Sender,From,Goods,Qty\n{row}\n{good}\n", encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    (file,) = load([folder / "rows.csv"], settings).files
    assert (file.accepted, file.rejected, file.rejects_by_rule) == (1, 1, {rule: 1})
    assert sums_up(file)
    assert project(Archive(settings.archive_dir)).facts


def test_a_file_that_changes_between_plan_and_load_is_refused_and_loads_later(folder: Path, tmp_path: Path) -> None:
    path, options, archive = folder / "rows.csv", LoadOptions(), Archive(tmp_path / "archive")
    whole = path.read_text(encoding="utf-8")
    path.write_text("\n".join(whole.splitlines()[:3]) + "\n", encoding="utf-8")
    planned = plan([path], options)
    path.write_text(whole, encoding="utf-8")  # it was still being written
    (file,) = run(planned, archive, options).files
    assert file.state == "failed" and "changed while it was being loaded" in file.reason
    assert archive.active() == []
    (file,) = run(plan([path], options), archive, options).files
    assert (file.state, file.rows_in) == ("completed", 8)
    first = "\n".join(whole.splitlines()[:3]) + "\n"
    path.write_text(first, encoding="utf-8")  # the bytes that were planned at first
    (file,) = run(plan([path], options), archive, options).files
    assert (file.state, file.rows_in) == ("completed", 2)


def test_a_fault_of_ours_in_one_file_does_not_keep_the_others_out(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = folder / "other.txt"
    other.write_text("Nothing happened on this day, said nobody at all.\n", encoding="utf-8")

    def broken(*_: object) -> None:
        raise ZeroDivisionError("by chance")

    with monkeypatch.context() as patch:
        patch.setattr("loaders.tables.loader.TradeTable.entries", broken)
        report = load([folder], Settings(home=tmp_path / "home"))
    states = {Path(file.path).name: (file.state, file.reason) for file in report.files}
    assert states["other.txt"][0] == "completed"
    assert states["rows.csv"][0] == "failed"
    assert "rows.csv: internal: ZeroDivisionError: by chance" in states["rows.csv"][1]
    monkeypatch.setattr("loaders.plan.detect", broken)
    assert [line.action for line in plan([folder], LoadOptions())] == ["failed", "failed"]


def test_a_link_in_a_circle_is_named(folder: Path) -> None:
    (folder / "self.csv").symlink_to("self.csv")
    reasons = {line.path.name: line.reason for line in plan([folder], LoadOptions())}
    assert reasons["self.csv"] == "a symbolic link that leads in a circle"
    assert "rows.csv" in reasons
