"""Known names as a file: gazetteer."""

from __future__ import annotations

from typing import Annotated

import typer

from waybill.context import context_of, import_driver
from waybill.output import emit_line

Invented = Annotated[bool, typer.Option("--synthetic", help="Names of invented sources instead of real ones.")]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(gazetteer)


def gazetteer(ctx: typer.Context, synthetic: Invented = False) -> None:
    """Print the names that the graph knows (parties, goods, weapons), one a line, for load and extract --gazetteer.

    Each line is a JSON object with name, kind (company, public_body, person, goods, weapon), country and aliases.
    """
    import_driver()
    from queries.known import known_names

    with context_of(ctx).store() as store:
        for one in known_names(store, synthetic):
            emit_line({"name": one.name, "kind": one.kind, "country": one.country, "aliases": list(one.aliases)})
