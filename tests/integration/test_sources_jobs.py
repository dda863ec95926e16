"""What the page Sources has done by children, on both engines: load, take out, bring back. All names are invented."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from dashboard import data, jobs, uploads
from dashboard.jobs import Job
from graph.archive import Archive
from graph.build import build
from graph.rights import Person, Role, acting_as
from graph.settings import Settings
from graph.store import Store
from queries.unloading import Loss, loss
from tests.conftest import empty_store
from tests.support.samples import firm, put_table, put_text, transfer
from tests.support.uploads import STORY

PATIENCE_S = 180.0
ADA = Person("ada", Role.ADMIN)


@pytest.fixture
def own(
    store_settings: Settings, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Settings]:
    """A home of the test's own; an embedded engine lies in it, a Neo4j beside it is emptied."""
    home = tmp_path_factory.mktemp("own")
    settings = Settings(home=home, graph=store_settings.graph, password=store_settings.password, engine_idle_s=2.0)
    monkeypatch.setattr(data, "settings", lambda: settings)
    if settings.password:
        monkeypatch.setenv("WAYBILL_PASSWORD", settings.password)
    with empty_store(settings):
        yield settings


def ended(name: str) -> Job:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        job = jobs.find(name)
        assert job is not None
        if job.state != "running" and not job.ours:
            return job
        time.sleep(0.1)
    raise AssertionError(f"{name} has not ended")


def test_a_load_by_a_child_is_signed_and_can_be_taken_out_and_back(own: Settings) -> None:
    with acting_as(ADA):
        upload = uploads.keep([("story.txt", STORY)])
        uploads.describe(upload, {"publisher": "Example Daily"}, synthetic=False)
        found = uploads.find(upload.id)
        assert found is not None
        loaded = ended(jobs.load(found))
    assert loaded.state == "done", loaded.said
    assert (loaded.by, loaded.answer["by"], loaded.answer["files"][0]["state"]) == ("ada", "ada", "completed")
    (package,) = Archive(own.archive_dir).packages()
    assert (package.by, package.document.source.publisher) == ("ada", "Example Daily")
    with Store.open(own, create=False) as store:
        before = store.count()
        assert loss(store, [package.document.sha256]) == Loss(1, 1)
    with acting_as(ADA):
        out = ended(jobs.unload("Example Daily /", "a test"))
        assert out.state == "done", out.said
        with Store.open(own, create=False) as store:
            assert store.count() != before
        part = ended(jobs.unload(package.id, "", undo=True))
        assert (part.state, part.answer) == ("failed", {})
        assert "was taken out with its whole source" in part.said
        whole = ended(jobs.unload("Example Daily /", "", undo=True))
    assert whole.state == "done", whole.said
    with Store.open(own, create=False) as store:
        assert store.count() == before
    assert [one.why for one in Archive(own.archive_dir).decisions()] == ["a test", ""]


def test_what_goes_is_what_nothing_else_tells(own: Settings) -> None:
    archive = Archive(own.archive_dir)
    alder, birch = firm("Alder Works", "CN"), firm("Birch Trade", "TR")
    shared = transfer(alder, birch, "drone parts", start="2023-03-05")
    only = transfer(alder, birch, "drone engines", start="2023-03-06")
    table = put_table(archive, "rows.csv", [shared, only])
    text = put_text(archive, "story.txt", [shared])
    with Store.open(own) as store:
        build(own, store)
        assert loss(store, [table.sha256]) == Loss(2, 1)
        assert loss(store, [text.sha256]) == Loss(1, 0)
        assert loss(store, [table.sha256, text.sha256]) == Loss(2, 2)
        assert loss(store, []) == loss(store, ["0" * 64]) == Loss(0, 0)
