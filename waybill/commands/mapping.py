"""Mappings of tables: the ready ones, drafts of new ones, and what a mapping makes of a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waybill.output import emit_json, note, say, shorten, table

if TYPE_CHECKING:
    from loaders.tables.check import Check

app = typer.Typer(no_args_is_help=True)
CELL, VALUE = 60, 200  # characters of a cell and of a value that are shown
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]


@app.command("list")
def list_ready(json_: AsJson = False) -> None:
    """Name the ready mappings: the layouts that need no mapping of one's own."""
    from loaders.tables import ready

    held = [ready.ready(name) for name in ready.names()]
    if json_:
        rows = [
            {
                "name": one.name,
                "version": one.version,
                "kind": one.kind,
                "about": one.about,
                "fields": sorted(one.fields),
            }
            for one in held
        ]
        emit_json({"mappings": rows})
        return
    table(("name", "version", "kind", "reads"), [(one.name, one.version, one.kind, one.about) for one in held])
    say("a table whose columns fit one of them loads without a mapping; `waybill mapping show NAME` prints it")


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Of a ready mapping (waybill mapping list).")],
    json_: AsJson = False,
) -> None:
    """Print a ready mapping as it stands: to read it, or to begin one's own with it."""
    from loaders.tables import ready

    content = ready.text(name)
    if json_:
        one = ready.ready(name)
        emit_json({"name": one.name, "version": one.version, "kind": one.kind, "about": one.about, "text": content})
        return
    say(content.rstrip("\n"))


@app.command("suggest")
def suggest(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table, in any format that load reads.")],
    json_: AsJson = False,
) -> None:
    """Draft a mapping from the names of the columns and the shapes of the cells; what is not sure stays blank."""
    from loaders.tables import drafts
    from loaders.tables import suggest as suggesting

    draft = suggesting.suggest(file)
    if json_:
        emit_json(drafts.to_json(draft))
        return
    say(drafts.to_yaml(draft).rstrip("\n"))
    blank = len(drafts.to_json(draft)["blank"])
    note(
        f"{len(draft.lines)} fields drafted, {blank} blank; keep it as {file.name}.mapping.yml beside the table, then: "
        f"waybill mapping check {file.name}"
    )


@app.command("check")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table.")],
    mapping: Annotated[
        Path | None, typer.Option("--mapping", "-m", help="A mapping file or the name of a ready one, as for load.")
    ] = None,
    json_: AsJson = False,
) -> None:
    """Read a table dry: its first rows as understood, rejects by reason, what looks wrong. Exit code 1 with any."""
    from graph.errors import SourceError
    from loaders.detect import detect
    from loaders.tables import check as checking
    from loaders.tables.choose import advice, choose

    found_as = detect(file)
    choice = choose(file, found_as, mapping)
    if choice is None and found_as.kind == "table":
        raise SourceError(f"a table {advice(file)}", file)
    if choice is None:
        raise SourceError(f"is {found_as.what}; only a table has a mapping to check", file)
    found = checking.check(file, choice)
    emit_json(found.to_json()) if json_ else _print_check(found)
    raise typer.Exit(0 if found.clean else 1)


def _print_check(found: Check) -> None:
    say(
        f"{found.path.name} {found.how}: {found.rows_in:,} rows = {found.accepted:,} accepted + {found.rejected:,} "
        f"rejected + {found.repeated:,} repeated"
    )
    for row in found.rows:
        say(f"\nrow {row.row} prints", "bold")
        say("  " + " | ".join(f"{name}: {shorten(cell, CELL)}" for name, cell in row.cells.items()))
        for claim in row.claims:
            say("is understood as", "bold")
            for name, value in claim.items():
                say(f"  {name + ':':14}{shorten(value, VALUE)}")
    if found.rules:
        say("\nrejects by reason", "bold")
    for rule in found.rules:
        more = " ..." if rule.count > len(rule.places) else ""
        say(f"  {rule.count:,} x {rule.rule}: {shorten(rule.message, VALUE)}")
        say(f"      {'; '.join(rule.places)}{more}", "dim")
    if found.unread:
        say(f"\ncolumns neither read nor ignored: {', '.join(found.unread)}")
    if found.warnings or found.suspicions:
        say("\nwhat looks wrong", "bold")
    for sentence in [*found.suspicions, *found.warnings]:
        say(f"  {sentence}")
    if found.remarks:
        say("\nodd, and settled by the mapping", "bold")
    for sentence in found.remarks:
        say(f"  {sentence}")
    if found.clean:
        say("\nnothing looks wrong")
