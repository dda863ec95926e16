"""Empties a home whose engine runs, so that many tests can use one engine: to start one takes seconds."""

from __future__ import annotations

import shutil

from graph import embedded
from graph.settings import Settings
from graph.store import Store


def empty(settings: Settings) -> Settings:
    """Take everything out of a home but its engine, and everything out of the graph; the engine runs afterwards."""
    embedded.start(settings, persistent=True)
    with Store.open(settings) as store:
        store.clear()
    for path in settings.home.iterdir():
        if path.is_dir() and path != settings.engine_dir:
            shutil.rmtree(path)
        elif path != settings.engine_dir:
            path.unlink()
    return settings
