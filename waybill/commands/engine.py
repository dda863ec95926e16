"""The embedded engine by hand; commands start it by themselves."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from graph.errors import ConfigError, StoreUnavailable
from graph.settings import Settings
from waybill.context import context_of
from waybill.output import emit_json, say

app = typer.Typer(rich_markup_mode=None)
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]


@app.command()
def start(
    ctx: typer.Context,
    neo4j: Annotated[
        bool,
        typer.Option("--neo4j", help="A real Neo4j instead, until Ctrl+C; needs what `make test` installs."),
    ] = False,
    version: Annotated[str | None, typer.Option("--version", help="Of that Neo4j.")] = None,
    port: Annotated[int, typer.Option("--port", help="Of that Neo4j, for Bolt.", min=1024, max=65535)] = 7687,
    http: Annotated[
        int | None,
        typer.Option(
            "--browser",
            metavar="PORT",
            help="Serve Neo4j Browser of it too, on this machine alone.",
            min=1024,
            max=65535,
        ),
    ] = None,
    heap: Annotated[str, typer.Option("--heap", help="Of that Neo4j.")] = "1g",
    json_: AsJson = False,
) -> None:
    """Start the embedded engine and keep it running until `waybill engine stop`; or a real Neo4j, without Docker."""
    if neo4j:
        _serve_neo4j(context_of(ctx).settings, version, port, heap, http)
        return
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


def _serve_neo4j(settings: Settings, version: str | None, port: int, heap: str, http: int | None) -> None:
    """Serve a real Neo4j on loopback until Ctrl+C; its data and password stay in the home."""
    from graph import neo4j_local

    wanted = version or neo4j_local.DEFAULT_VERSION
    folder = settings.home / f"neo4j-{wanted}"
    kept = neo4j_local.kept_password(folder)
    say(f"starting Neo4j {wanted}; the first time its jars are fetched, which takes a minute or two", "dim")
    server = neo4j_local.start(folder.absolute(), wanted, kept.read_text("utf-8"), heap, port, http)
    say(f"Neo4j {wanted} runs at {server.address}, user {server.user}, password in {kept}; Ctrl+C ends it.")
    if http is not None:
        say(f"Neo4j Browser: http://127.0.0.1:{http}/browser/?dbms=bolt://{server.user}@127.0.0.1:{port}")
    say("To build the graph there, in another terminal:")
    say(f"    export WAYBILL_GRAPH={server.address} WAYBILL_PASSWORD_FILE={kept}")
    say("    waybill build")
    try:
        code = server.wait()
    except KeyboardInterrupt:
        server.stop()
        return say("Neo4j has stopped; its data stay.")
    raise StoreUnavailable(
        f"Neo4j {wanted}: has ended by itself (exit code {code}); {folder / 'console.log'} tells why, its data stay"
    )


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
