"""What is read of a graph once for each build of it, and kept as long as its store is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from graph.store import Store

_kept: WeakKeyDictionary[Store, tuple[str, dict[str, Any]]] = WeakKeyDictionary()


def once(store: Store, name: str, read: Callable[[], Any]) -> Any:
    """Return what was read under a name, and read it where this build of the graph was not asked for it yet.

    Args:
        store: an open store.
        name: what it is kept under.
        read: reads it; what it raises is raised, and nothing is kept.
    """
    mark = repr(sorted(store.meta().items()))
    known = _kept.get(store)
    if known is None or known[0] != mark:
        known = _kept[store] = (mark, {})
    if name not in known[1]:
        known[1][name] = read()
    return known[1][name]
