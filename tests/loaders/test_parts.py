"""Large tables in parts: the same package whatever wrote it, and wherever it was stopped. All names are invented."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import packages
from graph.archive import Archive
from graph.erasure import Erasure
from graph.errors import ArchiveError
from graph.model import Entry
from graph.packages import Package
from graph.settings import Settings
from loaders import parts, run, writing
from loaders.plan import LoadOptions, plan
from loaders.protocol import Divisible, Notes
from loaders.repeats import Repeats, hashes
from loaders.report import FileReport
from tests.loaders.test_run import MAPPING

HEAD = "No,Sender,From,Goods,Qty,Extra\n"


def rows(number: int, seed: int = 1) -> str:
    """Rows of which some are repeated, contradict, or cannot be read; also across parts."""
    chance = random.Random(seed)
    lines: list[str] = []
    for n in range(number):
        one = f"{n},Paper Kite Co,CN,propellers,{n % 9 + 1},x"
        kind = chance.random()
        if kind < 0.1 and lines:
            one = chance.choice(lines)
        elif kind < 0.2:
            one = f"{chance.randrange(n + 1)},Tin Kite Co,CN,propellers,{n % 7 + 1},x"
        elif kind < 0.25:
            one = f"{n},Paper Kite Co,CN,propellers,many,x"
        elif kind < 0.3:
            one = f"{n},Paper Kite Co,CN"
        elif kind < 0.33:
            one = f'{n},"Paper Kite Co,CN,propellers,1,x'
        lines.append(one)
    return HEAD + "".join(f"{line}\n" for line in lines)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of seven rows, and every table is large."""
    monkeypatch.setattr(packages, "PART_ROWS", 7)
    monkeypatch.setattr(writing, "DIVIDE_FROM", 1)
    monkeypatch.setattr(run, "WORTH_S", 0.0)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(rows(100), encoding="utf-8")
    path.with_name("rows.csv.mapping.yml").write_text(MAPPING, encoding="utf-8")
    return path


def load(path: Path, home: Path, workers: int = 1) -> tuple[FileReport, dict[str, str], Package]:
    settings = Settings(home=home, workers=workers)
    report = run.load([path], settings)
    (package,) = Archive(settings.archive_dir).active()
    assert package.damage() == []
    held = {one.relative_to(package.path).as_posix() for one in package.path.rglob("*") if one.is_file()}
    assert held == {"manifest.json", *package.files}
    return report.files[0], dict(package.files), package


def counted(file: FileReport) -> tuple[object, ...]:
    return file.rows_in, file.accepted, file.rejected, file.repeated, file.claims, file.rejects_by_rule, file.notes


@pytest.fixture
def alone(table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[FileReport, dict[str, str], Package]:
    """The package as one process writes it row by row."""
    monkeypatch.setattr(packages, "PART_ROWS", 7)
    return load(table, tmp_path / "alone")


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_package_is_the_same_byte_for_byte(
    alone: tuple[FileReport, dict[str, str], Package], small: None, table: Path, tmp_path: Path, workers: int
) -> None:
    report, files, package = load(table, tmp_path / "home", workers)
    assert counted(report) == counted(alone[0])
    assert files == alone[1]
    assert (package.report["rejects_by_rule"], package.headers) == (
        alone[2].report["rejects_by_rule"],
        alone[2].headers,
    )
    assert report.rejects_by_rule["conflict"] > 3 and report.repeated > 3
    assert len([name for name in files if name.startswith("part-")]) == 15


def fill(table: Path, folder: Path, of: int, worker: int) -> None:
    (line,) = plan([table])
    assert line.file is not None and isinstance(line.loader, Divisible)
    document = line.loader.document(line.file)
    parts.fill(
        line.loader, line.file, document, folder, Notes(),
        mine=lambda part: part % of == worker, gone=Erasure(frozenset()), tell=lambda _: None,
    )  # fmt: skip


def test_what_a_stopped_load_left_is_not_written_again(
    alone: tuple[FileReport, dict[str, str], Package], small: None, table: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = tmp_path / "home" / "archive" / "packages" / alone[2].id
    folder.mkdir(parents=True)
    fill(table, folder, 2, 1)  # one of two processes had done its work
    whole = parts.whole_parts(folder)
    assert whole == set(range(1, 16, 2))
    (folder / "part-00002.jsonl").write_text("half of a part, killed before its index")
    before = {number: parts.part_path(folder, number).stat().st_mtime_ns for number in whole}
    converted: list[Entry] = []
    real = parts._Part.add

    def add(part: parts._Part, entry: Entry) -> None:
        converted.append(entry)
        real(part, entry)

    monkeypatch.setattr(parts._Part, "add", add)
    report, files, package = load(table, tmp_path / "home")
    assert (counted(report), files) == (counted(alone[0]), alone[1])
    assert len(converted) == report.rows_in - 7 * 8 + 5  # the last part has two rows
    left = {number: parts.part_path(package.path, number).stat().st_mtime_ns for number in whole}
    unchanged = [number for number in whole if before[number] == left[number]]
    assert unchanged  # others had rows that contradict


def test_a_kill_while_the_parts_are_put_together_is_made_good(
    alone: tuple[FileReport, dict[str, str], Package], small: None, table: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    real, calls = parts._contradict, [0]

    def dies(*given: object) -> None:
        calls[0] += 1
        if calls[0] == 3:
            raise KeyboardInterrupt
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(parts, "_contradict", dies)
    with pytest.raises(KeyboardInterrupt):
        load(table, tmp_path / "home")
    monkeypatch.setattr(parts, "_contradict", real)
    report, files, _ = load(table, tmp_path / "home")
    assert (counted(report), files) == (counted(alone[0]), alone[1])


def test_parts_of_the_other_way_of_writing_are_not_taken(
    alone: tuple[FileReport, dict[str, str], Package], small: None, table: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = tmp_path / "home" / "archive" / "packages" / alone[2].id
    folder.mkdir(parents=True)
    fill(table, folder, 1, 0)
    monkeypatch.setattr(writing, "DIVIDE_FROM", 1 << 30)
    report, files, _ = load(table, tmp_path / "home")
    assert (counted(report), files) == (counted(alone[0]), alone[1])


def test_a_missing_part_is_said(small: None, table: Path, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    fill(table, folder, 2, 1)
    (line,) = plan([table])
    assert line.file is not None and line.loader is not None
    with pytest.raises(ArchiveError, match="a part is missing"):
        parts.assemble(packages.PackageWriter(folder, line.loader.document(line.file)))


@pytest.mark.parametrize("bucket", [3, 10, 1000])
def test_repeats_are_found_in_buckets(
    alone: tuple[FileReport, dict[str, str], Package], small: None, table: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, bucket: int,
) -> None:  # fmt: skip
    monkeypatch.setattr(parts, "BUCKET_ROWS", bucket)
    report, files, _ = load(table, tmp_path / "home")
    assert (counted(report), files) == (counted(alone[0]), alone[1])


def test_repeats_are_remembered_flat() -> None:
    found, known = Repeats(), dict[int, int]()
    chance = random.Random(3)

    def entries() -> Iterator[Entry]:
        for _ in range(30_000):
            yield Entry(record=str(chance.randrange(20_000)), cells=(str(chance.randrange(3)),))

    for entry in entries():
        key, cells = hashes(entry)
        expected = "new" if key not in known else "repeated" if known[key] == cells else "conflict"
        known.setdefault(key, cells)
        assert found.look(entry) == expected
    assert len(found._keys) * 16 <= 54 * len(known)


def test_several_files_are_read_by_several_processes(small: None, tmp_path: Path) -> None:
    for number in range(4):
        path = tmp_path / "data" / f"{number}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(rows(20, seed=number), encoding="utf-8")
        path.with_name(f"{number}.csv.mapping.yml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "data" / "bad.csv").write_text("a,b,c\n1,2,3\n", encoding="utf-8")
    (tmp_path / "data" / "bad.csv.mapping.yml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "data" / "note.txt").write_text(
        "Paper Kite Co supplied 40 drones to Russia in May 2023.", encoding="utf-8"
    )
    told: dict[str, bool] = {}
    home = [Settings(home=tmp_path / name, workers=workers) for name, workers in (("one", 1), ("two", 2))]
    reports = [
        run.load([tmp_path / "data"], one, LoadOptions(), lambda line, _, done: told.update({line.path.name: done}))
        for one in home
    ]
    assert [(file.path, file.state, counted(file)) for file in reports[0].files] == [
        (file.path, file.state, counted(file)) for file in reports[1].files
    ]
    assert {file.state for file in reports[0].files} == {"completed", "failed"}
    held = [{one.id: dict(one.files) for one in Archive(settings.archive_dir).packages()} for settings in home]
    assert held[0] == held[1] and len(held[0]) == 5
    assert all(told.values()) and len(told) == 6


def test_a_reader_that_is_killed_is_told_and_the_others_go_on(small: None, table: Path, tmp_path: Path) -> None:
    from loaders.pool import Pool

    (line,) = plan([table])
    with Pool(Archive(tmp_path / "home" / "archive"), LoadOptions(), 1) as pool:
        child = pool._idle({})
        child.process.kill()
        child.process.wait()
        reports = pool.load({0: line, 1: line}, lambda number, message: None)
    assert "SIGKILL" in reports[0].reason and reports[0].state == "failed"
    assert reports[1].state == "completed"


def test_a_file_that_changes_meanwhile_is_refused(small: None, table: Path, tmp_path: Path) -> None:
    from loaders.pool import Pool

    (line,) = plan([table])
    table.write_text(rows(30, seed=9), encoding="utf-8")
    with Pool(Archive(tmp_path / "home" / "archive"), LoadOptions(), 1) as pool:
        (report,) = pool.load({0: line}, lambda number, message: None).values()
    assert report.state == "failed" and "was changed" in report.reason
