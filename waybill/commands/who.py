"""Who is who: resolve and its queue, judge, match, explain, unmerge."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import ConfigError
from waybill.commands.review import COUNTRIES, AsJson, By, ForGoods, From, To, Why, question
from waybill.context import Context, context_of
from waybill.output import emit_json, emit_line, note, say
from waybill.progress import Progress

if TYPE_CHECKING:
    from graph.resolution.index import Index
    from queries.records import Records
    from waybill.screening import Asked, Candidate, NamesFile

Id = Annotated[str, typer.Argument(metavar="ID", help="Of a party or record, or its beginning (8 digits).")]
REJECTS = 3  # exit code: done, but some rows could not be asked

app = typer.Typer(add_completion=False, rich_markup_mode=None)


def register(application: typer.Typer) -> None:
    """Add these commands to the application."""
    application.add_typer(app, name="resolve")
    application.command()(judge)
    application.command()(match)
    application.command()(explain)
    application.command()(unmerge)


@app.callback(invoke_without_command=True)
def resolve(
    ctx: typer.Context,
    json_: AsJson = False,
    records_file: Annotated[
        Path | None,
        typer.Option("--records", help="Only write the records of all parties there, for another engine."),
    ] = None,
    edges_file: Annotated[
        Path | None,
        typer.Option(
            "--edges",
            help="Take the pairs that another engine found; a file or a folder.",
        ),
    ] = None,
) -> None:
    """Say who is who: join the names of all sources into parties; queue, export, import.

    Only what is new since the last time is compared, and the graph is brought up to date. Prints what it joined, what
    waits for a person, what was forbidden and what does not fit together.
    """
    if ctx.invoked_subcommand is not None:
        return
    from queries.records import Records, index_of
    from waybill.resolving import resolve_all, write_table

    context = context_of(ctx)
    if records_file is not None:
        count = write_table(context, records_file)
        emit_json({"schema": 1, "records": count}) if json_ else say(f"{count:,} records in {records_file}")
        return
    edges = None
    if edges_file is not None:
        from graph.resolution.tables import read_edges

        edges = read_edges(edges_file)
    with Progress(quiet=json_) as progress:
        outcome = resolve_all(context, progress, edges)
    if outcome.left_out:
        note(f"{edges_file}: {outcome.left_out:,} pairs left out, whose records are not loaded")
    with index_of(context.settings) as index:
        records = Records(index, outcome.resolution)
        if json_:
            from waybill.resolution_json import outcome_json

            emit_json(outcome_json(outcome, records))
            return
        from waybill.who_view import print_outcome

        print_outcome(outcome, records)


@app.command()
def queue(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option("--limit", help="Most pairs.", min=1, max=100_000)] = 20,
    from_: From = COUNTRIES[0],
    to: To = COUNTRIES[1],
    goods: ForGoods = None,
    json_: AsJson = False,
) -> None:
    """List the pairs of parties that wait for a person, first those whose joining opens or closes most paths."""
    query = question(from_, to, goods)
    context = context_of(ctx)
    with _records(context, json_) as records, context.store() as store:
        from queries import name_queue

        found, total, cut = name_queue.queue(store, records, query, limit, context.settings.query_timeout_s)
        if json_:
            emit_json({"total": total, "pairs": [one.to_json() for one in found], "paths_cut": cut})
            return
        if not found:
            say("Nothing waits.")
            return
        from waybill.who_view import print_queue

        print_queue(found, total)
    if cut:
        note("not all paths were counted: there are too many; --goods or --from and --to ask for fewer", "yellow")


@app.command()
def export(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Is written anew.")],
    form: Annotated[str, typer.Option("--form", help="waybill (JSON lines, all that was said) or nomenklatura.")] = (
        "waybill"
    ),
    json_: AsJson = False,
) -> None:
    """Write the judgements to a file: as JSON lines, or as a resolver file of nomenklatura."""
    from waybill.judgement_files import export_judgements

    count = export_judgements(context_of(ctx).archive, file, form)
    if json_:
        emit_json({"judgements": count, "form": form, "file": str(file)})
        return
    say(f"{count:,} judgements written to {file} ({form})")


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines, or nomenklatura's resolver file.")],
    json_: AsJson = False,
) -> None:
    """Take over the judgements of a file; what is of nobody here is told and kept out."""
    from waybill.judgement_files import import_judgements

    context = context_of(ctx)
    with _records(context, json_) as records:
        found = import_judgements(context.archive, records, file)
    built = _build(context, json_) if found.new else None
    if json_:
        emit_json({**found.to_json(), "graph": None if built is None else built.to_json()})
        return
    from waybill.who_view import print_imported

    print_imported(found)
    if built is not None:
        note(f"graph: {built.written:,} elements written, {built.removed:,} removed")


def judge(
    ctx: typer.Context,
    one: Id,
    other: Id,
    verdict: Annotated[str, typer.Argument(metavar="same|different|unsure|undo", help="undo takes the last back.")],
    by: By = None,
    why: Why = "",
    json_: AsJson = False,
) -> None:
    """Say that two parties or records are the same, different, or that one cannot tell; brings the graph up to date."""
    from queries.name_desk import WORDS
    from waybill.judging import judge as say_so
    from waybill.reviewing import reviewer

    if verdict not in WORDS:
        raise ConfigError(f"judge: the verdict must be one of {', '.join(WORDS)}, got {verdict!r}")
    context = context_of(ctx)
    name = reviewer(context, by)
    with _records(context, json_) as records:
        done = say_so(context, records, (one, other), verdict, by=name, why=why)
        if json_:
            emit_json(done.to_json())
            return
        from waybill.who_view import print_done

        print_done(done, records)


def explain(ctx: typer.Context, one: Id, other: Id, json_: AsJson = False) -> None:
    """Say what holds two parties or records together or apart: the chain of joins, scores, judgements."""
    from waybill.judging import explained

    context = context_of(ctx)
    with _records(context, json_) as records:
        found = explained(context, records, one, other)
        if json_:
            emit_json(found.to_json())
            return
        from waybill.who_view import print_explained

        print_explained(found, records)


def unmerge(
    ctx: typer.Context,
    party: Id,
    record: Annotated[
        str | None, typer.Option("--record", metavar="ID", help="Only this record; else all that names joined.")
    ] = None,
    by: By = None,
    why: Why = "",
    json_: AsJson = False,
) -> None:
    """Take a merge back by judgements: the records of a party stand apart again; nothing is lost."""
    from waybill.judging import unmerge as take_back
    from waybill.reviewing import reviewer

    context = context_of(ctx)
    name = reviewer(context, by)
    with _records(context, json_) as records:
        done = take_back(context, records, party, record, by=name, why=why)
        if json_:
            emit_json(done.to_json())
            return
        from waybill.who_view import print_done

        print_done(done, records)


def match(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="In any script.")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="company, person, public_body, vessel, aircraft or asset.")
    ] = None,
    country: Annotated[str | None, typer.Option("--country", help="Code or name.")] = None,
    ids: Annotated[
        list[str] | None, typer.Option("--id", metavar="KIND:VALUE", help="Such as INN:7704730655; may be repeated.")
    ] = None,
    born: Annotated[str | None, typer.Option("--born", metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD.")] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE.csv", help="Many names: columns name, country, kind, born, id."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", help="Most candidates: 10 for a name, 3 for each of a file.", min=1, max=100),
    ] = None,
    csv_: Annotated[bool, typer.Option("--csv", help="With --file: CSV, a line for each candidate.")] = False,
    json_: AsJson = False,
) -> None:
    """Screen a name, or a table of names: who it may be, the likeliest first, each with the reasons.

    With --file, --json prints one object a line, as the rows come. Rows that cannot be asked are told by their line.
    """
    from waybill.screening import NamesFile, Wanted, screen

    context = context_of(ctx)
    if (name is None) == (file is None):
        raise ConfigError("match: needs a NAME or --file, one of the two")
    if file is not None:
        if kind or country or ids or born:
            raise ConfigError("match --file: takes kind, country, id and born from the columns of the file")
        raise typer.Exit(_match_file(context, NamesFile(file), limit or 3, csv_, json_))
    if csv_:
        raise ConfigError("match --csv: goes with --file; --json prints the candidates of one name")
    wanted = Wanted.make(name or "", kind=kind, country=country, ids=ids or (), born=born)
    untrusted = wanted.untrusted
    for one in untrusted:
        note(f"{one}: its check digits are wrong, so it is not trusted", "yellow")
    with _index(context, json_) as index, context.store() as store:
        (found,) = screen(store, index, [wanted], limit or 10)
    if json_:
        emit_json({**wanted.to_json(), "untrusted": untrusted, "candidates": [one.to_json() for one in found]})
        return
    from waybill.who_view import print_candidates

    print_candidates(wanted.name, found)


def _match_file(context: Context, names: NamesFile, limit: int, csv_: bool, json_: bool) -> int:
    """Screen a table row by row; 3 where some rows could not be asked."""
    from graph.resolution.entries import batches
    from waybill.screening import BATCH, screen

    asked = wrong = hits = 0
    with _index(context, json_ or csv_) as index, context.store() as store:
        for number, rows in enumerate(batches(names, BATCH)):
            good = [row for row in rows if row.wanted is not None]
            answers = screen(store, index, [row.wanted for row in good if row.wanted is not None], limit)
            found = {row.line: best for row, best in zip(good, answers, strict=True)}
            _print_batch(rows, found, first=number == 0, csv_=csv_, json_=json_)
            asked, wrong = asked + len(good), wrong + len(rows) - len(good)
            hits += sum(bool(best) for best in answers)
    if names.ignored:
        note(f"columns that are not read: {', '.join(names.ignored)}", "yellow")
    note(f"{asked:,} names asked, {hits:,} with candidates, {wrong:,} rows could not be asked", None)
    return REJECTS if wrong else 0


def _print_batch(rows: list[Asked], found: dict[int, list[Candidate]], *, first: bool, csv_: bool, json_: bool) -> None:
    from waybill.screening import csv_rows, row_json
    from waybill.who_view import print_rows

    for row in rows:
        if row.wrong and not json_:
            note(f"line {row.line}: {row.wrong}", "yellow")
    if json_:
        for row in rows:
            emit_line(row_json(row, found.get(row.line, [])))
    elif csv_:
        csv_rows(rows, found, heads=first)
    else:
        print_rows(rows, found, heads=first)


@contextmanager
def _index(context: Context, quiet: bool) -> Iterator[Index]:
    """The index of names, with what is new resolved first."""
    from waybill.resolving import opened

    with Progress(quiet=quiet) as progress, opened(context, progress) as index:
        progress.close()
        yield index


@contextmanager
def _records(context: Context, quiet: bool) -> Iterator[Records]:
    """The records of the archive, with what is new resolved first."""
    from queries.records import Records, standing

    with _index(context, quiet) as index:
        yield Records(index, standing(context.archive, index))


def _build(context: Context, quiet: bool) -> Any:
    from waybill.commands.holdings import build_after

    return build_after(context, quiet=quiet, trust=True)
