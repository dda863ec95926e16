"""Lists through time: their editions, what differs between two, and who stood on them on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import ArchiveError
from waybill.asof import day_of
from waybill.context import context_of
from waybill.output import emit_json, note, say, table

if TYPE_CHECKING:
    from graph.editions import Difference, Edition
    from graph.listed import Listed

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
SHOWN = 50  # lines of each kind that a person gets to see; --json prints all


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(editions)
    app.command()(listed)


def editions(
    ctx: typer.Context,
    source: Annotated[str | None, typer.Argument(metavar="[SOURCE]", help="As `waybill sources` names it.")] = None,
    older: Annotated[str | None, typer.Argument(metavar="[OLDER]", help="Day or package of an edition.")] = None,
    newer: Annotated[str | None, typer.Argument(metavar="[NEWER]", help="Day or package; else the latest.")] = None,
    json_: AsJson = False,
) -> None:
    """List the editions of lists; with two of them, what was added, changed and removed, entry by entry."""
    archive = context_of(ctx).archive
    from graph.editions import choose, difference
    from graph.editions import editions as known

    found = known(archive, source)
    if source is not None and not found:
        raise ArchiveError(f"{source!r}: is no list, so it has no editions")
    if older is None:
        _print_editions(found, json_)
        return
    first = choose(found, older)
    last = choose(found, newer) if newer is not None else _latest(found, first)
    compared = difference(archive, first, last)
    if json_:
        emit_json(compared.to_json())
    else:
        _print_difference(compared)


def _latest(found: list[Edition], first: Edition) -> Edition:
    later = [one for one in found if (one.edition or "") > (first.edition or "") and one.coverage == "complete"]
    if not later:
        raise ArchiveError(
            f"{first.source}: no complete edition after {first.edition or 'one without a day'} is loaded; name two"
        )
    return later[-1]


def _print_editions(found: list[Edition], json_: bool) -> None:
    if json_:
        emit_json({"editions": [asdict(one) for one in found]})
        return
    if not found:
        say("No list is loaded yet: waybill load FILE")
        return
    heads = ("source", "edition", "coverage", "entries", "known here since", "file", "package")
    rows = [
        (
            f"{one.source} (invented)" if one.synthetic else one.source, one.edition, one.coverage, one.entries,
            one.captured, one.document, one.package[:12],
        )
        for one in found
    ]  # fmt: skip
    table(heads, rows)
    if any(one.edition is None for one in found):
        note("An edition without a day closes nothing; load its file with --edition to give it one.")


def _print_difference(found: Difference) -> None:
    for name, one in (("older", found.older), ("newer", found.newer)):
        say(f"{name}: {one.source}, edition {one.edition or 'without a day'}, known here since {one.captured}")
    if found.newer.coverage != "complete":
        note(f"the newer one is {found.newer.coverage}: what it does not hold is not removed")
    counts = found.to_json()["counts"]
    say(", ".join(f"{count:,} {kind}" for kind, count in counts.items()))
    for kind, changes in (("added", found.added), ("removed", found.removed)):
        if changes:
            say(f"\n{kind}")
            table(("name", "entry", "record"), [(one.name, one.entry, one.record) for one in changes[:SHOWN]])
            _more(changes)
    if found.changed:
        say("\nchanged")
        rows = [
            (one.name, one.entry, name, "; ".join(values["before"]), "; ".join(values["after"]))
            for one in found.changed[:SHOWN]
            for name, values in one.properties.items()
        ]
        table(("name", "entry", "property", "before", "after"), rows)
        _more(found.changed)
    if found.unreadable:
        note(f"not compared, for one of the two could not be read: {', '.join(found.unreadable[:SHOWN])}")


def _more(changes: Sequence[object]) -> None:
    if len(changes) > SHOWN:
        note(f"and {len(changes) - SHOWN:,} more; --json prints all")


def listed(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Any name, or a part of one; none: all entries.")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", help="Day of the list, 2024-02-01 (of a month or year: the last); none: today."),
    ] = None,
    known: Annotated[str | None, typer.Option("--known", help="As known here at the end of this day (UTC).")] = None,
    source: Annotated[str | None, typer.Option("--source", help="One list, as `waybill sources` names it.")] = None,
    json_: AsJson = False,
) -> None:
    """Say who stood on a list on a day, and as it was known here on a day; read from the archive.

    With NAME, entries that ended before that day are named too, with the day until which they stood.
    """
    archive = context_of(ctx).archive
    from graph.holdings import find
    from graph.listed import listed_on

    day, known_on = day_of("on", on) or date.today(), day_of("known", known)
    key = find(archive, source)[0].key if source is not None else None
    held = listed_on(archive, day, known_on, name=name, source=key, ended=name is not None)
    found = [one for one in held if one.state != "ended"]
    ended = [one for one in held if one.state == "ended"]
    if json_:
        both = {"listed": [asdict(one) for one in found], "ended": [asdict(one) for one in ended]}
        emit_json({"on": day.isoformat(), "known": known_on and known_on.isoformat(), **both})
        return
    heads = ("name", "country", "list", "programme", "measure", "entry", "since", "until", "state", "known")
    shown = [
        (
            _marked(one), one.country, one.topic or one.source,
            one.programme, one.measure, one.entry, one.start or one.first_seen, one.end or one.gone_in, one.state,
            (one.known or "")[:10],
        )
        for one in found[: 4 * SHOWN]
    ]  # fmt: skip
    if shown:
        table(heads, shown)
    for one in ended[:SHOWN]:
        say(f"{_marked(one)}, {one.topic or one.source}: {_until(one)}")
    _more(ended)
    more = f"; {len(found) - len(shown):,} of them not shown, --json prints all" if len(found) > len(shown) else ""
    say(f"{len(found):,} entries stood on {day.isoformat()}{more}")


def _marked(one: Listed) -> str:
    return f"{one.name} (invented)" if one.synthetic else one.name


def _until(one: Listed) -> str:
    """Say until when an entry stood, and by what that is known."""
    if one.end:
        return f"stood until {one.end}"
    return f"stood until {one.last_seen} at least, the last edition that holds it; that of {one.gone_in} does not"
