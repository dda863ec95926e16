"""A person's own Cypher: one query, or a prompt."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.errors import InvalidParameter
from waybill.context import context_of
from waybill.parameters import parameters_of
from waybill.result_view import draw, print_result

LONGEST_QUERY = 1 << 20


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(cypher)


def cypher(
    ctx: typer.Context,
    text: Annotated[
        str | None,
        typer.Argument(help="The query; - reads it from stdin, @FILE from a file; without one, a terminal is asked."),
    ] = None,
    given: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="May be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option("--max-rows", help="Most rows.", min=1, max=100_000)] = 10_000,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV instead of a table.")] = False,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Draw the nodes and relationships of the answer too.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a picture that is there.")] = False,
) -> None:
    """Ask your own Cypher, read-only on both engines, within limits; docs/cypher.md tells what is allowed and why.

    Without a query, a terminal gets a prompt: a query may take several lines and ends with a semicolon, Tab completes,
    the arrow up brings back, :help tells the rest.
    """
    context, parameters = context_of(ctx), parameters_of(given)
    if text is None and sys.stdin.isatty() and not (json_ or as_csv or svg):
        from waybill.cypher_prompt import prompt

        return prompt(context, parameters, limit)
    if text in (None, "-"):
        text = sys.stdin.read(LONGEST_QUERY)
    elif text.startswith("@"):
        text = text_of(Path(text[1:]))
    with context.store() as store:
        from queries import gate

        result = gate.run(store, text, parameters, max_rows=limit, timeout_s=context.settings.query_timeout_s)
    if svg is not None:
        draw(result, svg, force)
    print_result(result, json_, as_csv)


def text_of(path: Path) -> str:
    """Read a query from a file.

    Raises:
        InvalidParameter: it is no file, not UTF-8, or cannot be read.
    """
    try:
        if not os.path.isfile(path) and os.path.exists(path):  # a device may have no end, a pipe no beginning
            raise InvalidParameter(f"{path}: must be a file, got a folder or device; check the path")
        with path.open(encoding="utf-8-sig") as stream:
            return stream.read(LONGEST_QUERY)  # the gate refuses it long before
    except UnicodeDecodeError as error:
        raise InvalidParameter(
            f"{path}: must be UTF-8 ({error.reason} at byte {error.start}); save it as such"
        ) from error
    except OSError as error:
        raise InvalidParameter(f"{path}: cannot be read ({error.strerror}); check the path") from error
