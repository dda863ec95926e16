"""What is loaded, and how it is taken out again: sources, unload."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from waybill.context import context_of
from waybill.output import emit_json, say, table
from waybill.progress import Progress

if TYPE_CHECKING:
    from graph.build import BuildReport
    from graph.holdings import Holding
    from waybill.context import Context

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
WHAT = "A package, a file (name or sha256) or a source ('publisher / title')."


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(sources)
    app.command()(unload)


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
    table(heads, [_row(one) for one in held])
    counted = sum(one.state == "active" for one in held)
    say(f"{len(held):,} packages, {counted:,} of them in the graph, {sum(one.rows for one in held):,} rows")


def _row(one: Holding) -> tuple[object, ...]:
    marked = f"{one.source} (invented)" if one.synthetic else one.source
    return (
        marked, one.edition or one.published, one.age_days, one.document, one.sha256[:12], one.rows, one.licence,
        (one.captured or "")[:10], one.state, one.package[:12],
    )  # fmt: skip


def unload(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="SOURCE|FILE|PACKAGE", help=WHAT)],
    undo: Annotated[bool, typer.Option("--undo", help="Bring back what was taken out.")] = False,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")] = "",
    json_: AsJson = False,
) -> None:
    """Take a source, file or package out of the graph with all that rests on it alone; the archive keeps it."""
    context = context_of(ctx)
    from graph.holdings import restore, withdraw

    change = restore if undo else withdraw
    found = change(context.archive, what, by=context.settings.reviewer, why=why)
    built = build_after(context, quiet=json_)
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


def build_after(context: Context, quiet: bool) -> BuildReport:
    """Bring the graph to what the archive stands for now."""
    with context.store(create=True, repair=False) as store, Progress(quiet=quiet) as progress:
        from graph.build import build

        return build(context.settings, store, progress)
