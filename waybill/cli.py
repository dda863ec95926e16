"""The command `waybill`: its options before the commands, how errors are shown, and the exit codes.

0 done, 1 a check failed, 2 error, 3 loaded with rejects, 130 interrupted (and 141 when the reader of a pipe has gone,
as shells have it).
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from contextvars import copy_context
from functools import cache
from io import TextIOWrapper
from typing import Annotated, Any

import typer

from graph.errors import WaybillError
from waybill import __version__
from waybill.commands import (
    analyse,
    archive,
    ask,
    case,
    change,
    claim,
    cypher,
    dossier,
    editions,
    engine,
    evaluate,
    export,
    gazetteer,
    holdings,
    loads,
    look,
    mapping,
    names,
    ownership,
    record,
    review,
    rule,
    serve,
    who,
)
from waybill.context import Context
from waybill.output import complain

DONE, CHECK_FAILED, ERROR, REJECTS, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 3, 130, 141

app = typer.Typer(
    name="waybill",
    help="Ranked supply paths with the proof beside each hop, out of documents, tables and lists.",
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    epilog="--debug, --home and --graph may stand before or after the command. Settings by variable: WAYBILL_HOME, "
    "WAYBILL_GRAPH, WAYBILL_REVIEWER, WAYBILL_USER, WAYBILL_PASSWORD or WAYBILL_PASSWORD_FILE, WAYBILL_DATABASE, "
    "WAYBILL_HEAP, WAYBILL_WORKERS, WAYBILL_QUERIES, WAYBILL_UNPACK_LIMIT_MB; of a language "
    "model: WAYBILL_MODEL... (docs/language_model.md).",
)
for family in (
    record, loads, holdings, ask, cypher, ownership, change, export, dossier, look, serve, editions, evaluate, names,
    gazetteer, who,
):  # fmt: skip
    family.register(app)
app.add_typer(analyse.app, name="analyse", help="Measures: brokers, communities, similar, growth, mirror.")
app.add_typer(mapping.app, name="mapping", help="Mappings of tables: list, show, suggest, check.")
app.add_typer(case.app, name="case", help="What is watched, and what of it is new: NAME --new, create, add, seen ...")
app.add_typer(claim.app, name="claim", help="Claims made by hand: add.")
review.app.add_typer(rule.app, name="rule")
app.add_typer(
    review.app,
    name="review",
    help="Judge the claims of texts: list, show, accept, reject, correct, undo, rule, export.",
)
app.add_typer(archive.app, name="archive", help="The archive as one file: export, import, verify.")
app.add_typer(engine.app, name="engine", help="The embedded engine: start, stop, status.")


@cache
def _command() -> Any:
    """Return what typer makes of the app; a process that runs many commands, as tests do, needs it once."""
    return typer.main.get_command(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"waybill {__version__}")
        raise typer.Exit


@app.callback()
def before(
    ctx: typer.Context,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    home: Annotated[str | None, typer.Option("--home", help="Folder of the data, not WAYBILL_HOME.")] = None,
    graph: Annotated[str | None, typer.Option("--graph", help="embedded or bolt://..., not WAYBILL_GRAPH.")] = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="The version.")] = False,
) -> None:
    """Keep the options that hold for every command."""
    ctx.obj = Context(debug=debug, home=home, graph=graph)


def hoist(arguments: Sequence[str]) -> list[str]:
    """Move the options that hold for every command to the front, so that they may stand anywhere before `--`."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--debug" or argument.startswith(("--home=", "--graph=")):
            front.append(argument)
        elif argument in ("--home", "--graph"):
            front += [argument, *([value] if (value := next(waiting, None)) is not None else [])]
        else:
            rest.append(argument)
    return front + rest


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; errors are one line on stderr.

    Args:
        arguments: what stands after `waybill`.
    """
    debug = "--debug" in arguments
    for number, argument in enumerate(arguments, start=1):
        if not argument.isascii() and any("\ud800" <= letter <= "\udfff" for letter in argument):
            return _fail(f"argument {number}: must be UTF-8, got {argument!r}; write or name it in UTF-8", debug)
        if not argument.strip():  # `load "$UNSET"` would load the whole folder one stands in
            return _fail(f"argument {number}: must not be blank, as an unset variable is; leave it out", debug)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a name in another script must not stop a terminal that is not UTF-8
            stream.reconfigure(errors="backslashreplace")
    try:
        command, given = _command(), hoist(arguments) or ["--help"]
        # in a context of its own, so that who acts here acts in no later command of this process
        code = copy_context().run(command, given, prog_name="waybill", standalone_mode=False)
        sys.stdout.flush()
        return _interrupted() if code == INTERRUPTED else code if isinstance(code, int) else DONE
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the flush at exit must not fail again
        return PIPE_CLOSED
    except typer.TyperException as error:
        say = getattr(error, "format_message", error.__str__)
        command = getattr(getattr(error, "ctx", None), "command_path", "waybill")
        return _fail(f"{say()} (see {command} --help)", debug)
    except WaybillError as error:
        return _fail(str(error), debug)
    except OSError as error:
        return _fail(f"{error.filename or 'system'}: {error.strerror or error}", debug)
    except MemoryError:
        return _fail("memory: what was asked for does not fit; ask for less, or load smaller files", debug)
    except Exception as error:
        return _fail(f"internal: {type(error).__name__}: {error}; please report it with the output of --debug", debug)


def _interrupted() -> int:
    sys.stderr.write("\nwaybill: interrupted\n")
    return INTERRUPTED


def _fail(message: str, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    complain(message)
    return ERROR
