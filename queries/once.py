"""What is read of a graph once for each build of it, and kept as long as its store is open."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any
from weakref import WeakKeyDictionary

from graph.store import Store

_kept: WeakKeyDictionary[Store, tuple[str, dict[str, Any], RLock]] = WeakKeyDictionary()


def once(store: Store, name: str, read: Callable[[], Any]) -> Any:
    """Return what was read under a name, and read it where this build of the graph was not asked for it yet.

    Args:
        store: an open store.
        name: what it is kept under.
        read: reads it; what it raises is raised, and nothing is kept.
    """
    known, lock = _of_this_build(store)
    with lock:  # of several who ask at once, one reads
        if name not in known:
            known[name] = read()
        return known[name]


def kept(store: Store, name: str) -> Any:
    """Return what was read of this build under a name; None where it was not read."""
    return _of_this_build(store)[0].get(name)


def _of_this_build(store: Store) -> tuple[dict[str, Any], RLock]:
    mark = repr(sorted(store.meta().items()))
    known = _kept.get(store)
    if known is None or known[0] != mark:
        known = _kept[store] = (mark, {}, RLock())
    return known[1], known[2]
