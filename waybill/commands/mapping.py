"""Mappings of tables: the ready ones."""

from __future__ import annotations

from typing import Annotated

import typer

from waybill.output import emit_json, say, table

app = typer.Typer(no_args_is_help=True)
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
