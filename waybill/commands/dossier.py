"""Files to hand on: the dossier of a path, tie or party, and a path packed with the originals behind it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import ConfigError
from waybill.asof import store_of
from waybill.context import context_of, import_driver
from waybill.output import emit_json, note, say, shown

if TYPE_CHECKING:
    from waybill.dossier.model import Dossier

FORMATS = ("md", "html", "pdf")
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(dossier)
    app.command()(bundle)


def dossier(
    ctx: typer.Context,
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="Of a path of the last answers, a tie, or a party (`waybill find`).")
    ],
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="md|html|pdf", help="May be repeated; else pdf."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Of several formats: without the ending."),
    ] = None,
    force: Force = False,
    json_: AsJson = False,
) -> None:
    """Write a dossier for a check by somebody else: quotes, sources, the picture, who judged what, checksums.

    A path is told as it was last asked for: as known or valid on a day, by its rules, without what was left out.
    Without -o the file is dossier-ID with the ending of its format, in this folder.
    """
    targets = _targets(identifier, formats, output)
    context = context_of(ctx)
    import_driver()
    from graph.export.target import new_file
    from waybill.dossier.asked import dossier_of, question_of
    from waybill.dossier.forms import WRITERS

    asked = question_of(context, identifier)
    with ExitStack() as stack:
        streams = {form: stack.enter_context(new_file(path, force)) for form, path in targets.items()}
        with store_of(context, asked.view) as (store, archive):
            made, _ = dossier_of(context.of_archive(archive), store, identifier, asked)
        for form, stream in streams.items():
            stream.write(WRITERS[form](made))
    if json_:
        return emit_json(_json(made) | {"files": [str(path) for path in targets.values()]})
    say(f"{made.kind} {made.id}, as known on {made.known_on} UTC")
    for path in targets.values():
        say(shown(path))
    return None


def bundle(
    ctx: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="PATH_ID", help="Of the last answers, or a tie of supply.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.zip", help="The file to write.")],
    force: Force = False,
    json_: AsJson = False,
) -> None:
    """Pack a path with its dossier, the answer as data, every original file behind it that is kept, and checksums."""
    context = context_of(ctx)
    import_driver()
    from graph.errors import InvalidParameter
    from graph.export.target import new_file
    from waybill.dossier.asked import path_of, question_of
    from waybill.dossier.bundle import pack
    from waybill.dossier.of_path import of_path, proven

    asked = question_of(context, identifier)
    with new_file(output, force) as target:
        with store_of(context, asked.view) as (store, archive):
            context, wanted = context.of_archive(archive), identifier.strip()
            path = path_of(context, store, wanted, asked)
            if path is None:
                raise InvalidParameter(
                    f"id: {wanted!r} is no path of the last answers and no tie of supply; `waybill paths` shows "
                    f"and keeps them"
                )
            path = proven(context, store, path)
            made, book = of_path(context, store, path, wanted, asked)
        done = pack(target, made, book, path)
    if json_:
        told = {"file": str(output), "files": done.files, "originals": done.originals, "not_kept": done.not_kept}
        return emit_json(_json(made) | told | {"licences": done.warned})
    say(f"{shown(output)}: path {made.id}, {done.files} files, {done.originals} originals")
    for name in done.not_kept:
        note(f"not kept here: {name}; its checksum and where it came from stand in the bundle", "yellow")
    for line in done.warned:
        note(f"licence: {line}", "yellow")
    return None


def _json(made: Dossier) -> dict[str, object]:
    return {
        "id": made.id,
        "kind": made.kind,
        "title": made.title,
        "known_on": made.known_on,
        "synthetic": made.synthetic,
    }


def _targets(identifier: str, formats: list[str] | None, output: Path | None) -> dict[str, Path]:
    """Return the file of each format.

    Raises:
        ConfigError: a format is none.
    """
    ending = output.suffix[1:] if output is not None and output.suffix[1:] in FORMATS else ""
    wanted = tuple(dict.fromkeys(formats or [ending or "pdf"]))
    for form in wanted:
        if form not in FORMATS:
            raise ConfigError(f"--format: must be one of {', '.join(FORMATS)}, got {form!r}; it may be repeated")
    if output is not None and len(wanted) == 1:
        return {wanted[0]: output}
    from waybill.dossier.names import file_name

    base = output or Path(file_name(f"dossier-{identifier.strip()}"))
    stem = base.name.removesuffix(f".{ending}") if ending else base.name
    return {form: base.with_name(f"{stem}.{form}") for form in wanted}
