"""Open stores: one for each part of the archive that is asked, shared by all sessions, and few at once.

The graph itself stays open. Each view has an embedded engine of its own, so only those asked last stay open beside it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from graph import views
from graph.archive import Archive
from graph.settings import Settings
from graph.store import Store
from graph.views import View

MOST_VIEWS = 2  # engines beside that of the graph itself; each takes the memory of WAYBILL_HEAP

Key = tuple[View, str]


@dataclass(eq=False)
class _Held:
    """One store; `users` says how many questions are being asked of it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    users: int = 0
    stack: ExitStack = field(default_factory=ExitStack)
    opened: tuple[Store, Archive] | None = None


class Stores:
    """The open stores of a server.

    Args:
        settings: of the home.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._held: dict[Key, _Held] = {}  # in order of use, the last one last

    @contextmanager
    def using(self, view: View, mark: str = "") -> Iterator[tuple[Store, Archive]]:
        """Lend a store, and what of the archive it is made of; open it, and make its graph, where need be.

        Args:
            view: the part of the archive; the plain one is the graph itself.
            mark: of the graph itself; another mark opens the view anew. Empty for the graph itself.

        Raises:
            StoreError: the graph cannot be opened.
            ArchiveError: a package is damaged.
        """
        key = (view, mark)
        held = self._take(key)
        try:
            with held.lock:
                if held.opened is None:
                    held.opened = self._open(held.stack, view)
            yield held.opened
        finally:
            self._give_back(held)

    def drop(self, view: View, mark: str = "") -> None:
        """Forget a store whose engine has gone; the next question opens it anew."""
        with self._lock:
            held = self._held.pop((view, mark), None)
        if held is not None and not held.users:
            held.stack.close()

    def close(self) -> None:
        """Let all stores go; the next question opens them anew."""
        with self._lock:
            gone, self._held = list(self._held.values()), {}
        for held in reversed(gone):
            held.stack.close()

    def _take(self, key: Key) -> _Held:
        with self._lock:
            held = self._held.pop(key, None) or _Held()
            held.users += 1
            self._held[key] = held
            return held

    def _give_back(self, held: _Held) -> None:
        gone: list[_Held] = []
        with self._lock:
            held.users -= 1
            if held not in self._held.values() and not held.users:
                gone.append(held)  # it was dropped while it was in use
            idle = [key for key, one in self._held.items() if not key[0].plain and not one.users]
            number = sum(not key[0].plain for key in self._held)
            gone += [self._held.pop(key) for key in idle[: max(0, number - MOST_VIEWS)]]
        for one in gone:
            one.stack.close()

    def _open(self, stack: ExitStack, view: View) -> tuple[Store, Archive]:
        if view.plain:
            store = stack.enter_context(Store.open(self._settings, create=False))
            return store, Archive(self._settings.archive_dir)
        base, _ = stack.enter_context(self.using(View()))
        return stack.enter_context(views.opened(self._settings, base, view, _quiet))


def _quiet(_: str) -> None:
    """The page itself says that a graph is being made."""
