"""Erases a natural person everywhere under WAYBILL_HOME: archive, reports, answers, logs, and the engine's files."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from graph.durable import write_file
from graph.errors import ArchiveError, ConfigError
from graph.rights import Role, needs
from waybill.context import Context
from waybill.progress import Progress

if TYPE_CHECKING:
    from graph.build import BuildReport
    from graph.erasure import Erased, Erasure
    from graph.people import Person
    from graph.settings import Settings


def find(context: Context, words: str, every: bool) -> list[Person]:
    """Find whom to erase; nobody when only the rest of an interrupted erasure is left to be done.

    Raises:
        ArchiveError: nobody fits, several do, or it is no natural person.
        ConfigError: what was written is shorter than a name or an id.
    """
    from graph.people import choose

    if len(words.strip()) < 2:
        raise ConfigError(f"purge: must be a name as printed or an id, got {words!r}")
    try:
        return choose(context.archive, words, every=every)
    except ArchiveError:
        if context.settings.unfinished_erasure.exists():
            return []
        raise


@needs(Role.ADMIN, "erasing a person")
def purge(context: Context, people: list[Person], why: str, progress: Progress) -> tuple[Erasure, Erased, BuildReport]:
    """Erase persons, and make the graph anew; a kill at any moment is made good by erasing again.

    Args:
        context: of the command.
        people: whom; nobody finishes an interrupted erasure.
        why: kept with the decision, without the name.
        progress: told each step.

    Raises:
        WaybillError: the archive cannot be written, or the graph not built.
    """
    from graph.erasure import erase, erasure_of

    settings = context.settings
    begin(settings)
    progress("erasing reports, answers and logs")
    what = erasure_of(context.archive, people)
    clean_home(settings, what)  # before the archive: afterwards nobody knows the names any more
    progress("erasing in the archive")
    done = erase(context.archive, what, by=settings.reviewer, why=why)
    return what, done, finish(context, progress)


@needs(Role.ADMIN, "erasing a person")
def begin(settings: Settings) -> None:
    """Note that an erasure has begun, so that a later command can finish it."""
    settings.home.mkdir(parents=True, exist_ok=True)
    write_file(settings.unfinished_erasure, b"")


@needs(Role.ADMIN, "erasing a person")
def finish(context: Context, progress: Progress) -> BuildReport:
    """Remove all that the engine has ever written, and make the graph anew."""
    from graph import embedded, views
    from graph.build import rebuild

    progress("removing what the engine has written")
    views.forget(context.settings)
    embedded.forget(context.settings)
    with context.store(create=True, repair=False) as store:
        built = rebuild(context.settings, store, progress)
    context.settings.unfinished_erasure.unlink(missing_ok=True)
    return built


@needs(Role.ADMIN, "erasing a person")
def clean_home(settings: Settings, what: Erasure) -> None:
    """Blot the names out of the kept reports, cases and saved views; answers, logs and the index of names come back."""
    from graph.acts import log_of
    from graph.blotting import blotted

    log_of(settings.home).rewrite(lambda act: act.changed(lambda text: str(blotted(text, what.own))))

    for path in sorted((settings.home / "loads").glob("*.json")):
        try:
            before = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            path.unlink(missing_ok=True)
            continue
        after = blotted(before, what.own)
        if after != before:
            write_file(path, json.dumps(after, ensure_ascii=False, indent=1).encode())
    for folder in (settings.answers_dir, settings.model_dir, settings.state_dir, settings.resolution_dir):
        shutil.rmtree(folder, ignore_errors=True)
