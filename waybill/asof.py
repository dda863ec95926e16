"""Options that ask of another day, or without a source, and the graph that answers them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import InvalidParameter
from waybill.context import Context
from waybill.output import note

if TYPE_CHECKING:
    from graph.archive import Archive
    from graph.store import Store
    from graph.views import View

SOURCE = "source:"
NAMED = 3  # documents without a day that are named

Known = Annotated[
    str | None, typer.Option("--as-known-on", metavar="DAY", help="Only what was known here at the end of this day.")
]
Valid = Annotated[
    str | None, typer.Option("--as-valid-on", metavar="DAY", help="Only what can have begun by this day, and lasts.")
]
By = Annotated[
    str | None, typer.Option("--by", metavar="loaded|published", help="What known means: loaded here, or published.")
]
NewSince = Annotated[
    str | None, typer.Option("--new-since", metavar="DAY", help="Only what was not there as known on this day.")
]


def day_of(option: str, text: str | None) -> date | None:
    """Read a day; a month or a year means its last day.

    Raises:
        InvalidParameter: it is none.
    """
    if text is None:
        return None
    from queries.question import bound

    return bound(option, text, last=True)


def view_of(
    context: Context,
    *,
    known: str | date | None = None,
    valid: str | date | None = None,
    by: str | None = None,
    sources: Iterable[str] = (),
) -> View:
    """Read what a person typed; see `queries.asof.view_of`."""
    from queries import asof

    return asof.view_of(context.archive, known=known, valid=valid, by=by, sources=sources)


def sources_in(without: Iterable[str]) -> tuple[list[str], list[str]]:
    """Part what --without names: sources, by their mark, and all else."""
    given = list(without)
    sources = [one.removeprefix(SOURCE).strip() for one in given if one.startswith(SOURCE)]
    return sources, [one for one in given if not one.startswith(SOURCE)]


@contextmanager
def store_of(context: Context, view: View) -> Iterator[tuple[Store, Archive]]:
    """Open the graph that a question is asked of, and what of the archive it is made of; make it where need be."""
    with context.store() as store:
        if view.plain:
            yield store, context.archive
            return
        from graph import views
        from waybill.progress import Progress

        progress = Progress()
        with progress, views.opened(context.settings, store, view, progress) as (seen, archive):
            progress.close()
            yield seen, archive


@contextmanager
def store_before(context: Context, view: View, day: date | None) -> Iterator[Store | None]:
    """Open the graph that an answer is compared with: the same as known on an earlier day; None where none is asked.

    Raises:
        InvalidParameter: the day does not lie before that of the answer.
    """
    if day is None:
        yield None
        return
    last = view.known or date.today()
    if day >= last:
        raise InvalidParameter(f"new-since: must lie before the day of the answer, {last}, got {day}")
    with store_of(context, replace(view, known=day)) as (store, _):
        yield store


def tell(context: Context, view: View) -> None:
    """Say on stderr what an answer by days of publication leaves out, for nobody knows its day."""
    if view.known is None or view.by != "published":
        return
    from graph.views import undated

    names = undated(context.archive, view.by)
    if names:
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        told = ", ".join(names[:NAMED])
        note(f"left out, for nobody says when they were published: {told}{more}; give them a day in FILE.meta.yml")
