"""Exports: the graph, or some sources of it, as files that other tools read."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waybill import __version__
from waybill.context import Context, context_of
from waybill.output import emit_json, note, say, shown
from waybill.progress import Progress

if TYPE_CHECKING:
    from graph.export.extract import Extract
    from graph.export.formats import Notes


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(export)


def export(
    ctx: typer.Context,
    form: Annotated[str | None, typer.Argument(metavar="FORMAT", help="None: they are listed.")] = None,
    target: Annotated[Path | None, typer.Argument(metavar="FILE|FOLDER")] = None,
    sources: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="SOURCE|FILE|PACKAGE", help="Only what these say. May be repeated."),
    ] = None,
    synthetic: Annotated[bool, typer.Option("--synthetic", help="What is invented, instead of what is real.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file, or a folder that an export made.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")] = False,
) -> None:
    """Write the graph in a format that other tools read, with the licence of each source; docs/exports.md tells more.

    The file or folder is written whole or not at all, and the same bytes for the same archive.
    """
    from graph.errors import ExportError
    from graph.export import formats

    if form is None:
        return _list(json_)
    chosen = formats.format_of(form)
    if target is None:
        raise ExportError(f"export {form}: must be told where to; name a {'folder' if chosen.folder else 'file'}")
    if chosen.whole and (sources or synthetic):
        raise ExportError(f"export {form}: is always of the whole graph; leave --source and --synthetic out")
    with Progress(quiet=json_) as progress, _extract(context_of(ctx), sources, synthetic, progress) as extract:
        progress(f"writing {extract.about.nodes + extract.about.relationships:,} elements")
        notes = formats.write(extract, chosen, target, force)
        progress.close()
        _report(extract, notes, target, json_)


def _list(json_: bool) -> None:
    from graph.export.formats import FORMATS

    if json_:
        return emit_json({"formats": [{"name": one.name, "help": one.help} for one in FORMATS.values()]})
    for one in FORMATS.values():
        say(f"{one.name:<12} {one.help}")


def _extract(
    context: Context, sources: list[str] | None, synthetic: bool, progress: Progress
) -> AbstractContextManager[Extract]:
    from graph.export.extract import extracted
    from graph.holdings import find

    archive, scratch = context.archive, context.settings.home / "scratch"
    if not sources:
        return extracted(archive, scratch, __version__, synthetic=synthetic, progress=progress)
    held = [one for words in sources for one in find(archive, words)]
    names = "; ".join(dict.fromkeys(one.marked for one in held))
    return extracted(archive, scratch, __version__, {one.package for one in held}, names, synthetic, progress)


def _report(extract: Extract, notes: Notes, target: Path, json_: bool) -> None:
    from graph.export.sources import warnings

    about, found = extract.about, warnings(extract.about.sources)
    size = _size(target)
    if json_:
        return emit_json({**about.to_json(), "target": str(target), "bytes": size, "notes": notes, "warnings": found})
    say(f"{shown(target)}: {about.nodes:,} nodes, {about.relationships:,} relationships, {size:,} bytes")
    say(f"as known on {about.known or 'no day'}; digest {about.digest.total}")
    for words, count in notes.items():
        say(f"{count:,} {words}")
    for line in found:
        note(f"licence: {line}", "yellow")


def _size(target: Path) -> int:
    if target.is_dir():
        return sum(file.stat().st_size for file in target.iterdir())
    return target.stat().st_size
