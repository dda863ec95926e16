"""Open stores are shared, few at once, and never closed while somebody asks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.stores import MOST_VIEWS, Stores
from graph import views
from graph.settings import Settings
from graph.store import Store
from graph.views import View

DAYS = [View(known=date(2024, month, 1)) for month in range(1, 8)]


class Fake:
    """A store that counts."""

    def __init__(self, name: str, log: list[str]) -> None:
        self.name, self.log = name, log
        log.append(f"open {name}")

    def __enter__(self) -> Fake:
        return self

    def __exit__(self, *_: object) -> None:
        self.log.append(f"close {self.name}")


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    @contextmanager
    def opened(_: Settings, base: Any, view: View, progress: Any) -> Iterator[tuple[Any, str]]:
        assert base.name == "graph"
        with Fake(str(view.known), found) as store:
            yield store, "part"

    monkeypatch.setattr(Store, "open", lambda *_, **__: Fake("graph", found))
    monkeypatch.setattr(views, "opened", opened)
    return found


def ask(stores: Stores, view: View, mark: str = "") -> str:
    with stores.using(view, mark) as (store, _):
        return str(store.name)  # type: ignore[attr-defined]


def test_a_store_is_opened_once_and_shared(log: list[str], tmp_path: Path):
    stores = Stores(Settings(home=tmp_path))
    assert [ask(stores, View()) for _ in range(3)] == ["graph"] * 3
    assert [ask(stores, DAYS[0], "m") for _ in range(3)] == ["2024-01-01"] * 3
    assert log == ["open graph", "open 2024-01-01"]
    stores.close()
    assert sorted(log[2:]) == ["close 2024-01-01", "close graph"]


def test_the_views_asked_longest_ago_are_closed_and_the_graph_stays(log: list[str], tmp_path: Path):
    stores = Stores(Settings(home=tmp_path))
    for view in (DAYS[0], DAYS[1], DAYS[0], DAYS[2]):
        ask(stores, view, "m")
    assert MOST_VIEWS == 2
    assert [line for line in log if line.startswith("close")] == ["close 2024-02-01"]
    assert ask(stores, DAYS[1], "m") == "2024-02-01"
    assert "close graph" not in log


def test_no_store_is_closed_while_it_is_in_use(log: list[str], tmp_path: Path):
    stores = Stores(Settings(home=tmp_path))
    with stores.using(DAYS[0], "m"):
        for view in DAYS[1:]:
            ask(stores, view, "m")
        stores.drop(DAYS[0], "m")
        assert "close 2024-01-01" not in log
    assert log[-1] == "close 2024-01-01"


def test_another_build_opens_a_view_anew(log: list[str], tmp_path: Path):
    stores = Stores(Settings(home=tmp_path))
    ask(stores, DAYS[0], "before")
    ask(stores, DAYS[0], "after")
    assert log.count("open 2024-01-01") == 2


def test_many_who_ask_at_once_open_one(log: list[str], tmp_path: Path):
    stores = Stores(Settings(home=tmp_path))
    start = threading.Barrier(8)

    def asking() -> None:
        start.wait()
        ask(stores, DAYS[0], "m")

    threads = [threading.Thread(target=asking) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert log == ["open graph", "open 2024-01-01"]


def test_one_that_does_not_open_is_tried_again(log: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    stores = Stores(Settings(home=tmp_path))
    opening = Store.open

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("down")

    monkeypatch.setattr(Store, "open", fails)
    with pytest.raises(RuntimeError, match="down"):
        ask(stores, View())
    monkeypatch.setattr(Store, "open", opening)
    assert ask(stores, View()) == "graph"
