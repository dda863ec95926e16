"""What is loaded, and how it is taken out again: sources, unload, purge."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import ConfigError
from waybill.context import context_of
from waybill.output import emit_json, note, say, table
from waybill.progress import Progress, Steps

if TYPE_CHECKING:
    from graph.build import BuildReport
    from graph.holdings import Holding
    from graph.standing_names import Standing
    from waybill.context import Context

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
PLACES = 20  # places of a name that are listed; the rest is counted
WHAT = "A package, a file (name or sha256) or a source ('publisher / title')."


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(sources)
    app.command()(unload)
    app.command()(purge)


def sources(ctx: typer.Context, json_: AsJson = False) -> None:
    """List what is loaded: source, edition, its age in days, licence, checksum, rows, and whether it counts."""
    from graph.holdings import holdings

    held = holdings(context_of(ctx).archive)
    if json_:
        emit_json({"sources": [one.to_json() for one in held]})
        return
    if not held:
        say("Nothing is loaded yet: waybill load FILE")
        return
    heads = ("source", "edition", "age", "file", "sha256", "rows", "licence", "loaded", "state", "package")
    names = {one.sha256: one.document for one in held}
    table(heads, [_row(one, names) for one in held])
    counted = sum(one.state == "active" for one in held)
    say(f"{len(held):,} packages, {counted:,} of them in the graph, {sum(one.rows for one in held):,} rows")


def _row(one: Holding, names: Mapping[str, str]) -> tuple[object, ...]:
    file = f"{one.document} (reprint of {names[one.reprint_of]})" if one.reprint_of else one.document
    return (
        one.marked, one.edition or one.published, one.age_days, file, one.sha256[:12], one.rows, one.licence,
        (one.captured or "")[:10], one.state, one.package[:12],
    )  # fmt: skip


def unload(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="SOURCE|FILE|PACKAGE", help=WHAT)],
    undo: Annotated[bool, typer.Option("--undo", help="Bring back what was taken out.")] = False,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")] = "",
    json_: AsJson = False,
    steps: Steps = False,
) -> None:
    """Take a source, file or package out of the graph with all that rests on it alone; the archive keeps it."""
    context = context_of(ctx)
    from graph.holdings import restore, withdraw

    change = restore if undo else withdraw
    found = change(context.archive, what, by=context.settings.reviewer, why=why)
    built = build_after(context, quiet=json_ and not steps)
    if json_:
        name = "restored" if undo else "withdrawn"
        emit_json({name: [one.to_json() for one in found], "graph": built.to_json()})
        return
    for one in found:
        say(f"{'brought back' if undo else 'taken out'}: {one.document} of {one.source} (package {one.package})")
    if not undo:
        say(f"waybill unload --undo {what!r} brings it back", "dim")
    from waybill.reports import print_build

    print_build(built)


def purge(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(metavar="NAME|ID", help="As printed, or the id of a person or record.")],
    every: Annotated[bool, typer.Option("--all", help="All persons of this name.")] = False,
    why: Annotated[str, typer.Option("--why", help="The reason, kept without the name.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    json_: AsJson = False,
) -> None:
    """Erase a natural person's data (data protection) for ever: archive, reports, graph; they do not come back."""
    context = context_of(ctx)
    from waybill.purging import find, purge

    people = find(context, who, every)
    for one in people:
        note(f"to be erased: {one.line}", None)
    if not yes and not _typed(len(people)):
        raise typer.Exit(0)
    with Progress(quiet=json_) as progress:
        what, done, built = purge(context, people, why, progress)
    counts = {
        "persons": len(people),
        "packages": done.packages,
        "tombstones": done.entries,
        "claims": done.claims,
        "blotted": done.blotted,
        "originals_removed": done.originals,
        "left": sorted(what.left),
        "standing": [one.to_json() for one in done.standing],
    }
    if json_:
        emit_json({"erased": counts, "graph": built.to_json()})
        return
    say(
        f"erased: {len(people):,} persons; {len(done.packages):,} packages rewritten, {done.entries:,} entries are "
        f"tombstones, {done.claims:,} claims went, {done.blotted:,} further entries and texts blotted"
    )
    for name in done.originals:
        note(f"{name}: its original bytes are no longer kept")
    for name in sorted(what.left):
        note(f"{name}: the name stays, for it is another person's there; --all erases all of the name", "yellow")
    _tell_standing(done.standing)
    from waybill.reports import print_build

    print_build(built)


def _tell_standing(places: list[Standing]) -> None:
    """Say where a name stays that may be the person's."""
    if not places:
        return
    note(f"the same given and family name still stands in {len(places):,} places; whose it is, you decide:", "yellow")
    for one in places[:PLACES]:
        way = "purge it by this name" if one.person else "in the text only: waybill unload takes its source out"
        note(f"  {one.place}: {one.name} ({way})", None)
    if len(places) > PLACES:
        note(f"  and {len(places) - PLACES:,} more, which --json lists", None)


def _typed(persons: int) -> bool:
    """Let a person type a word; it cannot be undone.

    Raises:
        ConfigError: nobody can answer.
    """
    if not sys.stdin.isatty():
        raise ConfigError("purge: cannot be undone, and there is no terminal to ask; --yes confirms it")
    answer: str = typer.prompt(f"This erases {persons} persons for ever. Type erase to go on", default="", err=True)
    return answer.strip().casefold() == "erase"


def build_after(context: Context, quiet: bool, trust: bool = False) -> BuildReport:
    """Bring the graph to what the archive stands for now; `trust` as of `graph.build.build`."""
    with context.store(create=True, repair=False) as store, Progress(quiet=quiet) as progress:
        from graph.build import build

        return build(context.settings, store, progress, trust=trust)
