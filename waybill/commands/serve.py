"""The dashboard, and the demo that ends in it."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from graph.errors import ConfigError
from waybill.context import Context, context_of
from waybill.output import note, say

Port = Annotated[int, typer.Option("--port", help="The port; a free one when it is taken.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(dashboard)
    app.command()(demo)


def dashboard(
    ctx: typer.Context,
    port: Port = 8501,
    host: Annotated[str, typer.Option("--host", help="Other than loopback: for containers.")] = "127.0.0.1",
) -> None:
    """Serve the dashboard until Ctrl+C; it asks no other host for anything."""
    serve_until_interrupted(context_of(ctx), port, host)


def demo(
    ctx: typer.Context,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="End in the dashboard, or not.")] = True,
    port: Port = 8501,
) -> None:
    """Load the sample corpus, print the strongest paths from China to Russia via Turkey, open the dashboard."""
    from waybill.demo import run_demo

    context = context_of(ctx)
    run_demo(context)
    if serve:
        serve_until_interrupted(context, port)


def serve_until_interrupted(context: Context, port: int, host: str = "127.0.0.1") -> None:
    """Start the dashboard, print its address and wait for Ctrl+C.

    Args:
        context: of the command.
        port: the port wanted.
        host: the address to listen on.

    Raises:
        DashboardFailed: it does not start, or ends by itself.
    """
    from dashboard import launch

    _check_host(host)
    note("starting the dashboard")
    with context.store(), launch.serve(context.settings, port=port, host=host) as server:
        if server.port != port and port:
            note(f"port {port} is taken", "yellow")
        say(f"The dashboard is at {server.address} - Ctrl+C ends it.", "bold")
        server.wait()
    note("the dashboard has ended")


def _check_host(host: str) -> None:
    """Refuse an address that this machine does not have.

    Raises:
        ConfigError: names it.
    """
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.bind((host, 0))
    except (OSError, ValueError) as error:  # ValueError: a name that no host can have
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(
            f"--host: must be an address of this machine such as 127.0.0.1, got {host!r} ({reason})"
        ) from error
