"""The page "Sources": what is loaded, loading with dry run and mapping, taking out, exports. All names are invented."""

from __future__ import annotations

import fcntl
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import jobs, scratch, uploads
from dashboard.components.source_export import packed
from dashboard.components.source_package import json_lines
from dashboard.jobs import Busy, Job
from graph import rights
from graph.archive import Archive
from graph.errors import NotAllowed
from graph.holdings import holdings
from graph.model import Entry, Reject
from graph.rights import LOCAL, Person, Role, acting_as
from graph.settings import Settings
from tests.dashboard.test_pages import HOSTILE, address, cells, sound, tables, words
from tests.support.dashboard_home import make_home
from tests.support.samples import document, source
from tests.support.uploads import COLUMNS, STORY, TABLE, hostile
from tests.support.uploads import HOSTILE as HOSTILE_FILES

Opener = Callable[..., AppTest]
READER = Person("chris", Role.READER)
PATIENCE_S = 120.0  # until something is taken to hang


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with a source of two editions, rejects, a licence, and a load that failed."""
    settings = make_home(tmp_path_factory.mktemp("shelf"))
    archive = Archive(settings.archive_dir)
    office = source("Office of Testing", title="List of Tests", edition="2024-02-01", licence="CC BY-NC 4.0")
    given = document("tests.csv", kind="list", source=office)
    with archive.new_package(given, extractor="lists", version="1") as writer:
        writer.add(Entry(row=2, cells=("=1+1", "<b>"), reject=Reject("ragged_row", "must have 3 cells, got 2")))
        writer.report = {"rows_in": 1, "accepted": 0, "rejected": 1, "repeated": 0, "claims": 0,
                         "rejects_by_rule": {"ragged_row": 1}, "warnings": ["a [warning](javascript:1)"]}  # fmt: skip
    broken = document("broken.csv", kind="table", publisher="Broken Customs")
    with pytest.raises(ValueError, match="is full"), archive.new_package(broken, extractor="tables", version="1"):
        raise ValueError("the disk of the test is full")
    return settings


@pytest.fixture
def acts() -> Iterator[Callable[[Person], None]]:
    """Say who acts in the sessions of the dashboard."""
    yield lambda person: rights.ask(lambda: person)
    rights.ask(lambda: LOCAL)


def package(settings: Settings, name: str) -> str:
    return next(one.package for one in holdings(Archive(settings.archive_dir)) if one.document == name)


def state_of(settings: Settings, name: str) -> str:
    return next((one.state for one in holdings(Archive(settings.archive_dir)) if one.document == name), "not there")


def press(page: AppTest, label: str) -> AppTest:
    """Press the first button of a label, also one of a form."""
    button = next(one for one in page.button if one.label == label)
    return button.click().run()


def ended(page: AppTest) -> Job:
    """Wait for the command that the page shows."""
    name, until = address(page)["job"], time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        job = jobs.find(name)
        assert job is not None
        if job.state != "running" and not job.ours:
            return job
        time.sleep(0.1)
    raise AssertionError(f"{name} has not ended")


class TestLoaded:
    def test_the_list_says_what_is_loaded_and_what_failed_with_its_reason(self, open_page: Opener, shelf: Settings):
        page = sound(open_page("sources", shelf))
        held = holdings(Archive(shelf.archive_dir))
        active = sum(one.state == "active" for one in held)
        assert f"{len(held)} packages, {active} of them in the graph" in words(page)
        listed = cells(page.dataframe[0])
        for word in ("Office of Testing / List of Tests", "2024-02-01", "CC BY-NC 4.0", "local", "in the graph"):
            assert word in listed, word
        assert "the disk of the test is full" in tables(page)
        assert any("CSV" in button.label for button in page.download_button)

    def test_a_source_shows_its_packages_and_what_its_licence_asks(self, open_page: Opener, shelf: Settings):
        page = sound(open_page("sources", shelf, source="Office of Testing / List of Tests"))
        assert "tests.csv" in tables(page)
        assert "CC BY-NC 4.0" in words(page)
        assert "It forbids" in words(page)
        page = sound(open_page("sources", shelf, source="The Gazette"))
        assert "No licence is stated" in words(page)

    def test_a_package_shows_checksums_report_and_rejects(self, open_page: Opener, shelf: Settings):
        name = package(shelf, "tests.csv")
        page = sound(open_page("sources", shelf, package=name[:12]))
        kept = Archive(shelf.archive_dir).package(name)
        assert kept.files["rejects.csv"] in tables(page)
        assert "must have 3 cells, got 2" in tables(page)
        assert "1 row was refused (ragged row: 1)" in words(page)
        assert [metric.value for metric in page.metric] == ["1", "0", "1", "0", "0"]
        assert "a [warning](javascript:1)" in words(page)
        assert kept.document.sha256 in words(page)
        labels = [button.label for button in page.download_button]
        assert {"Download CSV", "Download JSON Lines"} <= set(labels)

    def test_a_failed_package_says_why(self, open_page: Opener, shelf: Settings):
        page = open_page("sources", shelf, package=package(shelf, "broken.csv")[:12])
        assert not page.exception
        assert "the disk of the test is full" in page.error[0].value.replace("\\", "")

    def test_rejects_go_along_as_json_with_their_cells(self):
        row = {"file": "a", "row": "2", "raw": '["=1+1", "<b>"]'}
        assert [json.loads(line)["raw"] for line in json_lines(iter([row])).splitlines()] == [["=1+1", "<b>"]]

    def test_german_and_print(self, open_page: Opener, shelf: Settings):
        page = sound(open_page("sources", shelf, lang="de"))
        assert "Ein Häkchen öffnet eine Quelle" in words(page)
        page = sound(open_page("sources", shelf, print="1"))
        assert len(page.table) >= 2
        assert not page.button
        page = sound(open_page("sources", shelf, print="1", package=package(shelf, "tests.csv")[:12]))
        assert not page.button
        assert not page.download_button

    @pytest.mark.parametrize(
        "names", [("view", "file", "format", "synthetic"), ("source",), ("package",), ("job",), ("upload",)]
    )
    def test_garbage_in_the_address_ends_in_words(self, open_page: Opener, shelf: Settings, names: tuple[str, ...]):
        for value in HOSTILE[1:5]:
            page = sound(open_page("sources", shelf, **dict.fromkeys(names, value)))
            assert value == "\x00" or page.warning or names == ("upload",), value

    @pytest.mark.parametrize("view", ["loaded", "load", "export"])
    def test_an_empty_home_says_what_to_do(self, open_page: Opener, tmp_path: Path, view: str):
        page = sound(open_page("sources", Settings(home=tmp_path), view=view))
        assert "Nothing is loaded yet" in words(page) if view == "loaded" else "files" in words(page) or page.info


class TestReader:
    def test_a_reader_sees_the_list_and_no_form_and_is_told_why(
        self, open_page: Opener, shelf: Settings, acts: Callable[[Person], None]
    ):
        acts(READER)
        page = sound(open_page("sources", shelf))
        assert "Office of Testing" in tables(page)
        page = sound(open_page("sources", shelf, view="load"))
        assert "chris has the role reader and so may look, but not load" in words(page)
        assert not page.file_uploader
        page = sound(open_page("sources", shelf, source="The Gazette"))
        assert "Take it out" not in [one.label for one in page.expander]
        assert not page.button

    def test_nor_does_a_reader_get_past_the_page(self, open_page: Opener, shelf: Settings):
        open_page("sources", shelf)
        upload = uploads.keep([("a.txt", STORY)])
        with acting_as(READER):
            for act in (lambda: jobs.load(upload), lambda: jobs.attempt(upload), lambda: jobs.unload("x", ""),
                        lambda: uploads.drop(upload), lambda: uploads.map_by(upload, "a.txt", "x")):  # fmt: skip
                with pytest.raises(NotAllowed):
                    act()
        assert jobs.recent() == []
        uploads.drop(upload)


class TestLoading:
    @pytest.mark.long  # the browser does the same in tests/browser/test_sources.py
    def test_a_table_is_mapped_tried_loaded_and_taken_out_again(self, open_page: Opener, shelf: Settings):
        page = sound(open_page("sources", shelf, view="load"))
        page.file_uploader[0].set_value([("orders.csv", TABLE, "text/csv"), ("story.txt", STORY, "text/plain")])
        page = sound(press(page, "Look at them"))
        upload = uploads.find(address(page)["upload"])
        assert upload is not None
        plan = cells(page.dataframe[0])
        assert "will be loaded" in plan  # the text
        assert "refused" in plan  # the table, until its columns are known

        page.query_params["file"] = "orders.csv"
        page = sound(page.run())
        assert "fields are drafted" in words(page)
        assert "03/04/2023" in words(page)
        for box, field in zip(page.selectbox[-7:], page.text_input[-7:], strict=True):
            column = box.label.removeprefix("What ").removesuffix(" is")
            told, detail = COLUMNS.get(column, ("", ""))
            box.set_value(told)
            field.set_value(detail)
        page = sound(press(page, "Keep the columns"))
        assert "read by the mapping below" in words(page)
        assert "refused" not in cells(page.dataframe[0])

        before = Archive(shelf.archive_dir).packages()
        page = sound(press(page, "Dry run"))
        tried = ended(page)
        page = sound(page.run())
        assert tried.state == "done", tried.said
        assert "It would be loaded, but for 1 row." in words(page)
        assert "Nothing was kept" in words(page)
        shown = tables(page)
        for word in ("Paper Kite Parts Co", "not_a_number", "Amount", "drone propellers", "5400 USD", "2023-04-03"):
            assert word in shown, word
        assert Archive(shelf.archive_dir).packages() == before

        page = sound(press(page, "Load"))
        loaded = ended(page)
        page = sound(page.run())
        assert loaded.state == "done", loaded.said
        assert "Loaded, but for 1 row" in words(page)
        assert str(shelf.home) not in words(page) + tables(page)
        assert state_of(shelf, "orders.csv") == state_of(shelf, "story.txt") == "active"
        assert uploads.find(upload.id) is None
        assert not upload.path.exists()

        page = sound(open_page("sources", shelf, package=package(shelf, "orders.csv")[:12]))
        page = sound(press(page, "Take it out"))
        assert "Nothing was taken out" in words(page)
        next(box for box in page.checkbox if box.label == "I have read what would go").check()
        page = sound(press(page, "Take it out"))
        out = ended(page)
        page = sound(page.run())
        assert out.state == "done", out.said
        assert "1 package is out" in words(page)
        assert state_of(shelf, "orders.csv") == "withdrawn"

        page = sound(open_page("sources", shelf, package=package(shelf, "orders.csv")[:12]))
        page = press(page, "Bring it back")
        assert ended(page).state == "done"
        assert "1 package is back" in words(sound(page.run()))
        assert state_of(shelf, "orders.csv") == "active"

    def test_a_mapping_that_is_wrong_is_told_and_can_be_corrected(self, open_page: Opener, shelf: Settings):
        open_page("sources", shelf)
        upload = uploads.keep([("orders.csv", TABLE)])
        for text, reason in (("version: 1\nfields: {}\n", "is missing"), ("{", "is no YAML")):
            uploads.map_by(upload, "orders.csv", text)
            page = open_page("sources", shelf, view="load", upload=upload.id, file="orders.csv")
            assert not page.exception
            assert "cannot be read" in cells(page.dataframe[0])
            assert reason in cells(page.dataframe[0]) + words(page)
            assert page.text_area[0].value == text
        page = sound(press(page, "Do without this mapping"))
        assert "fields are drafted" in words(page)
        uploads.drop(upload)

    def test_hostile_files_end_in_words_and_nothing_is_kept(self, open_page: Opener, shelf: Settings):
        page = sound(open_page("sources", shelf, view="load"))
        page.file_uploader[0].set_value([(name, content, "") for name, content in hostile()])
        page = sound(press(page, "Look at them"))
        frame = page.dataframe[0].value
        told = dict(zip(frame["file"], zip(frame["action"], frame["why"], strict=True), strict=True))
        assert set(told) == set(HOSTILE_FILES)
        for name, (_, reason) in HOSTILE_FILES.items():
            action, why = told[name]
            assert action in ("refused", "cannot be read"), (name, action, why)
            assert reason in why and why, (name, why)
            assert str(shelf.home) not in why
        page = sound(press(page, "Give up"))
        assert [one for one in uploads.all_of_them() if "bomb.xlsx" in one.names()] == []

    def test_a_name_that_cannot_be_is_told_on_the_page(self, open_page: Opener, shelf: Settings):
        page = sound(open_page("sources", shelf, view="load"))
        page.file_uploader[0].set_value([("x" * 10_000 + ".csv", TABLE, "text/csv")])
        page = press(page, "Look at them")
        assert not page.exception
        assert "at most 180 bytes" in page.error[0].value
        page = sound(open_page("sources", shelf, view="load"))
        assert "No file is chosen" in words(press(page, "Look at them"))

    def test_a_load_that_is_killed_leaves_nothing_half_written(self, open_page: Opener, shelf: Settings):
        open_page("sources", shelf)
        upload = uploads.keep([("killed.txt", STORY + b" " * 400_000)])
        before = [one.id for one in Archive(shelf.archive_dir).active()]
        name = jobs.load(upload)
        jobs._processes[name].kill()
        page = open_page("sources", shelf, job=name)
        job = ended(page)
        page = page.run()
        assert (job.state, job.answer) == ("failed", {})
        assert "ended without a word" in words(page)
        assert "Nothing half written counts" in words(page)
        assert state_of(shelf, "killed.txt") != "active"
        assert before == [one.id for one in Archive(shelf.archive_dir).active()]
        again = uploads.find(upload.id)
        assert again is not None  # so that it can be loaded again
        uploads.drop(again)

    def test_a_second_load_is_told_of_the_first(self, open_page: Opener, shelf: Settings):
        open_page("sources", shelf)
        upload = uploads.keep([("second.txt", STORY)])
        lock = scratch.folder("jobs") / "writing.lock"
        lock.parent.mkdir(parents=True, exist_ok=True)
        with lock.open("ab") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            with pytest.raises(Busy, match="one load at a time"):
                jobs.load(upload)
            page = open_page("sources", shelf, view="load", upload=upload.id)
            page = press(page, "Load")
            assert not page.exception
            assert "one load at a time" in page.error[0].value
        assert [one for one in jobs.recent() if one.state == "running"] == []
        uploads.drop(upload)

    def test_a_load_can_be_stopped_and_is_found_again_by_its_address(self, open_page: Opener, shelf: Settings):
        open_page("sources", shelf)
        upload = uploads.keep([("stopped.txt", STORY)])
        name = jobs.attempt(upload)
        page = open_page("sources", shelf, job=name)
        found = jobs.find(name)
        assert found is not None
        if found.state == "running":
            assert "it goes on, and this address shows it again" in words(page)
            jobs.stop(found)
        job = ended(page)
        assert job.state in ("stopped", "done")
        assert "stopped" in words(page.run()) or job.state == "done"
        uploads.drop(upload)


class TestExport:
    def test_licences_stand_before_the_file_is_made(self, open_page: Opener, shelf: Settings):
        page = sound(open_page("sources", shelf, view="export", format="csv"))
        assert "CC BY-NC 4.0" in tables(page)
        assert any("no licence is stated" in element.value for element in page.warning)
        assert "waybill export csv FOLDER" in words(page)
        assert "Synthetic" not in tables(page)

    def test_a_format_is_made_and_offered(self, open_page: Opener, shelf: Settings):
        page = sound(open_page("sources", shelf, view="export", format="csv", source="The Gazette"))
        page = press(page, "Make it")
        job = ended(page)
        page = sound(page.run())
        assert job.state == "done", job.said
        assert "nodes and" in words(page)
        assert any(button.label == "Download it" for button in page.download_button)
        assert packed(job).startswith(b"PK")

    def test_what_is_large_says_the_command(self, open_page: Opener, shelf: Settings, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("dashboard.components.source_export.MOST_ROWS", 1)
        page = sound(open_page("sources", shelf, view="export", format="jsonl"))
        assert "more than the 1 that a page exports" in words(page)
        assert [one.value for one in page.code] == ["waybill export jsonl FILE.jsonl"]
        assert not page.button

    def test_a_job_of_somebody_else_is_not_shown_to_a_reader(
        self, open_page: Opener, shelf: Settings, acts: Callable[[Person], None]
    ):
        page = open_page("sources", shelf, view="export", format="jsonl", source="The Herald")
        page = press(page, "Make it")
        name = ended(page).id
        acts(READER)
        page = sound(open_page("sources", shelf, job=name))
        assert "Only who may load sees" in words(page)
