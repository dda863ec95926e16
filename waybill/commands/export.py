"""Exports: the graph, or some sources of it, as files that other tools read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import ExportError, InvalidParameter
from waybill import __version__
from waybill.context import Context, context_of
from waybill.output import emit_json, note, say, shown
from waybill.progress import Progress, Steps

if TYPE_CHECKING:
    from graph.export.extract import Extract
    from graph.export.formats import Format, Notes


THINGS = ("Vessel", "Aircraft", "Asset", "Product", "Weapon")


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
    parties: Annotated[
        list[str] | None, typer.Option("--party", metavar="ID", help="Only what is said of it. May be repeated.")
    ] = None,
    paths: Annotated[
        list[str] | None,
        typer.Option("--path", metavar="PATH_ID", help="Only its legs and their proof; as `waybill paths` shows it."),
    ] = None,
    synthetic: Annotated[bool, typer.Option("--synthetic", help="What is invented, instead of what is real.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file, or a folder that an export made.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")] = False,
    steps: Steps = False,
) -> None:
    """Write the graph in a format that other tools read, with the licence of each source; docs/exports.md tells more.

    The file or folder is written whole or not at all, and the same bytes for the same archive.
    """
    from graph.export import formats
    from graph.export.target import check

    if form is None:
        return _list(json_)
    chosen = formats.format_of(form)
    if target is None:
        raise ExportError(f"export {form}: must be told where to; name a {'folder' if chosen.folder else 'file'}")
    check(target, chosen.folder, force)
    narrowed = _Narrowed(sources or [], parties or [], paths or [], synthetic)
    quiet = json_ and not steps
    with Progress(quiet=quiet) as progress, narrowed.extract(context_of(ctx), chosen, progress) as extract:
        progress(f"writing {extract.about.nodes + extract.about.relationships:,} elements")
        notes = formats.write(extract, chosen, target, force)
        progress.close()
        _report(extract, notes, target, json_)
    if chosen.next and not json_:
        say(chosen.next)


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """What alone is wanted, as a person says it."""

    sources: list[str]
    parties: list[str]
    paths: list[str]
    synthetic: bool

    def extract(self, context: Context, form: Format, progress: Progress) -> AbstractContextManager[Extract]:
        """Make the extract.

        Raises:
            InvalidParameter: the options do not go together.
        """
        if form.whole and (self.sources or self.parties or self.paths or self.synthetic):
            raise InvalidParameter(
                f"export {form.name}: is always of the whole graph; leave the options that narrow it"
            )
        if (self.parties or self.paths) and (self.sources or self.synthetic):
            raise InvalidParameter("export: --party and --path go with neither --source nor --synthetic")
        if self.parties or self.paths:
            return self._near(context)
        return self._of_archive(context, form, progress)

    def _of_archive(self, context: Context, form: Format, progress: Progress) -> AbstractContextManager[Extract]:
        from graph.export.extract import extracted
        from graph.holdings import find

        packages, names = None, None
        if self.sources:
            held = [one for words in self.sources for one in find(context.archive, words)]
            packages, names = {one.package for one in held}, "; ".join(dict.fromkeys(one.marked for one in held))
        synthetic = None if form.whole else self.synthetic
        scratch = context.settings.scratch_dir
        return extracted(context.archive, scratch, __version__, packages, names, synthetic, progress)

    @contextmanager
    def _near(self, context: Context) -> Iterator[Extract]:
        from queries import answers, ids
        from queries.catalogue import PARTIES

        ties: list[str] = []
        for path in self.paths:
            legs = answers.ties_of(context.settings.answers_dir, path)
            if legs is None:
                raise InvalidParameter(
                    f"path: {path!r} is not among the last answers; ask `waybill paths` for it again"
                )
            ties += legs
        with context.store() as store:
            from graph.export.near import near

            things = [ids.node(store, one, (*PARTIES, *THINGS), "party") for one in self.parties]
            words = ", ".join([*(f"party {one}" for _, one in things), *(f"path {one}" for one in self.paths)])
            with near(
                store, context.archive, context.settings.scratch_dir, __version__, words, things, ties
            ) as extract:
                yield extract


def _list(json_: bool) -> None:
    from graph.export.formats import FORMATS

    if json_:
        return emit_json({"formats": [{"name": one.name, "help": one.help} for one in FORMATS.values()]})
    for one in FORMATS.values():
        say(f"{one.name:<12} {one.help}")


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
