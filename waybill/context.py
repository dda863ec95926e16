"""What a command is given: the settings of the run and the way to the store."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import typer

from graph.errors import ConfigError
from graph.rights import KEEPER, Roles, acting_as, become
from graph.settings import Settings

if TYPE_CHECKING:
    from graph.archive import Archive
    from graph.store import Store

# The driver imports these when they are installed (the dashboard needs them), which takes a second and gives it nothing
# that a command uses.
NOT_FOR_THE_DRIVER = ("numpy", "pandas", "pyarrow")


@dataclass
class Context:
    """The options that stand before every command.

    Attributes:
        debug: show tracebacks.
        home: --home, wins over WAYBILL_HOME.
        graph: --graph, wins over WAYBILL_GRAPH.
    """

    debug: bool = False
    home: str | None = None
    graph: str | None = None

    @cached_property
    def settings(self) -> Settings:
        """The settings of this run.

        Raises:
            ConfigError: a setting has the wrong form, or the home is no folder.

        Whoever asks for them first acts from then on, with the role that roles.yml gives.
        """
        found = Settings.from_environment(home=self.home, graph=self.graph)
        if os.path.lexists(found.home) and not os.path.isdir(found.home):
            raise ConfigError(
                f"WAYBILL_HOME: must be a folder, {found.home} is a file or a link that leads nowhere; name another"
            )
        become(Roles.read(found.home).at_this_machine(found.reviewer))
        return found

    @cached_property
    def archive(self) -> Archive:
        """The archive of this home."""
        from graph.archive import Archive

        return Archive(self.settings.archive_dir)

    def of_archive(self, archive: Archive) -> Context:
        """Return the same context with another archive, such as that of a view."""
        made = replace(self)
        made.__dict__["archive"] = archive  # where cached_property looks
        return made

    @property
    def has_graph(self) -> bool:
        """Whether there is a graph to open: a server, or a store of the embedded engine."""
        from graph.embedded_files import EngineFiles

        return not self.settings.embedded or EngineFiles(self.settings.engine_dir).has_store()

    @contextmanager
    def store(self, create: bool = False, repair: bool = True) -> Iterator[Store]:
        """Open the store; whatever imports the driver is imported inside.

        Args:
            create: make it when there is none.
            repair: rebuild it from the archive when it is not sound after an unclean stop.
        """
        import_driver()
        from graph.store import Store

        with Store.open(self.settings, create=create) as store:
            if repair and store.unsound:
                self._rebuild(store)
            yield store

    def _rebuild(self, store: Store) -> None:
        from graph.build import build
        from waybill.output import note
        from waybill.progress import Progress

        note(f"the engine stopped uncleanly and its store is not sound ({store.unsound}): making it anew", "yellow")
        with acting_as(KEEPER), Progress() as progress:  # it follows from the archive, so whoever asks may have it done
            build(self.settings, store, progress)


def context_of(ctx: typer.Context) -> Context:
    """Return what the callback before the command has set."""
    found = ctx.obj
    return found if isinstance(found, Context) else Context()


def import_driver() -> None:
    """Import the Neo4j driver without the numeric packages that it would pull in."""
    if "neo4j" in sys.modules:
        return
    hidden = [name for name in NOT_FOR_THE_DRIVER if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # documented: None makes an import fail
    try:
        import neo4j  # noqa: F401  # imported for its effect: later imports find it
    finally:
        for name in hidden:
            del sys.modules[name]
