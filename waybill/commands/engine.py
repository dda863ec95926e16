"""The embedded engine by hand; commands start it by themselves."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from graph.errors import ConfigError
from graph.settings import Settings
from waybill.context import context_of
from waybill.output import emit_json, say

app = typer.Typer(rich_markup_mode=None)
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]


@app.command()
def start(ctx: typer.Context, json_: AsJson = False) -> None:
    """Start the embedded engine and keep it running until `waybill engine stop`."""
    from graph import embedded

    _print(embedded.start(_settings(ctx), persistent=True), json_)


@app.command()
def stop(ctx: typer.Context) -> None:
    """Stop the embedded engine; what it holds is on disk."""
    from graph import embedded

    say("The engine has stopped." if embedded.stop(_settings(ctx)) else "The engine was not running.")


@app.command()
def status(ctx: typer.Context, json_: AsJson = False) -> None:
    """Say whether the embedded engine runs, where, and how its store is."""
    from graph import embedded

    _print(embedded.status(_settings(ctx)), json_)


def _settings(ctx: typer.Context) -> Settings:
    settings = context_of(ctx).settings
    if not settings.embedded:
        raise ConfigError(
            f"engine: is for the embedded engine, WAYBILL_GRAPH is {settings.graph}; "
            "start and stop a server where it runs, or unset WAYBILL_GRAPH"
        )
    return settings


def _print(found: dict[str, Any], json_: bool) -> None:
    if json_:
        emit_json(found)
        return
    if found["running"]:
        kept = "kept until `waybill engine stop`" if found["persistent"] else "ends when nobody uses it"
        say(f"The engine runs: {found['engine_version']}, process {found['pid']}, {found['address']}, {kept}.")
    else:
        say("The engine is not running; the next command that needs it starts it.")
    if found.get("unsound"):
        say(f"Its store is not sound and will be made anew: {found['unsound']}", "yellow")
    say(f"store    {found['folder']}{'' if found['store'] else ' (empty)'}", "dim")
