"""The archive as one file: to pass on, to take over, to keep as the backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from waybill.commands.holdings import build_after
from waybill.context import context_of
from waybill.output import emit_json, note, say
from waybill.progress import Progress

app = typer.Typer(rich_markup_mode=None)
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
ArchiveFile = Annotated[Path, typer.Argument(metavar="FILE", help="Such as waybill.tar.gz.")]


@app.command()
def export(
    ctx: typer.Context,
    file: ArchiveFile,
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE|FILE|PACKAGE]...", help="Only these; none: everything.")
    ] = None,
    json_: AsJson = False,
) -> None:
    """Write packages and decisions into one file, the same bytes for the same content; it is the backup."""
    from graph import archive_file

    with Progress(quiet=json_) as progress:
        progress("writing the archive file")
        done = archive_file.write(context_of(ctx).archive, file, sources or ())
    if json_:
        emit_json({"file": str(file), "packages": done.packages, "decisions": done.decisions, "bytes": done.size})
        return
    say(f"{file}: {done.packages:,} packages, {done.decisions:,} decisions, {done.size:,} bytes before compression")


@app.command("import")
def import_(ctx: typer.Context, file: ArchiveFile, json_: AsJson = False) -> None:
    """Take over packages and decisions from a file and build; all of it is checked before anything is taken."""
    context = context_of(ctx)
    from graph import archive_file
    from waybill.purging import begin, clean_home, finish

    with Progress(quiet=json_) as progress:
        progress("checking the archive file")
        done = archive_file.take(context.archive, file, context.settings.unpack_limit_mb << 20)
        if done.erasure is not None:
            begin(context.settings)
            clean_home(context.settings, done.erasure)
            built = finish(context, progress)
        else:
            progress.close()
            built = build_after(context, quiet=json_)
    if json_:
        parts = {"new": done.new, "replaced": done.replaced, "known": done.known, "decisions": done.decisions}
        emit_json({"packages": parts, "erased": done.erasure is not None, "graph": built.to_json()})
        return
    say(
        f"{len(done.new):,} packages taken, {len(done.replaced):,} replaced by a better one, {len(done.known):,} were "
        f"there; {done.decisions:,} decisions taken"
    )
    if done.erasure is not None:
        note("persons whom the other archive erased are erased here too", "yellow")
    if done.new or done.replaced:
        note("`waybill resolve` compares the names that came with those that were here")
    from waybill.reports import print_build

    print_build(built)


@app.command()
def verify(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="None: the archive of this home.")] = None,
    json_: AsJson = False,
) -> None:
    """Check every checksum and line of the archive, or of an archive file without taking it; exit code 1 when not."""
    context = context_of(ctx)
    if file is not None:
        from graph import archive_file

        done = archive_file.verify(file, context.settings.unpack_limit_mb << 20)
        if json_:
            emit_json({"ok": True, "packages": done.packages, "decisions": done.decisions, "bytes": done.size})
        else:
            say(f"{file}: {done.packages:,} packages and {done.decisions:,} decisions, all as they should be")
        return
    from graph.audit import check_archive

    findings = check_archive(context.archive)
    if json_:
        listed = [{"rule": one.rule, "subject": one.subject, "message": one.message} for one in findings]
        emit_json({"ok": not findings, "findings": listed})
    else:
        for one in findings:
            say(f"{one.rule}: {one.subject}: {one.message}", "red")
        say(f"{len(findings)} findings" if findings else "The archive is as it should be.", "bold")
    if findings:
        raise typer.Exit(1)
