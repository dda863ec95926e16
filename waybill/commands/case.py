"""Cases: what is watched, and what of it is new."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from graph.errors import CaseError, ConfigError
from waybill.asof import By, view_of
from waybill.context import Context, context_of
from waybill.output import complain, emit_json, note, one_line, say, table
from waybill.parameters import parameters_of
from waybill.path_options import (
    Excess,
    From,
    GoodsGiven,
    Hs,
    MaxHops,
    Origin,
    Reviewed,
    RulesGiven,
    Since,
    To,
    Until,
    Via,
)
from waybill.progress import Progress

if TYPE_CHECKING:
    from graph.cases import Case, Cases
    from graph.store import Store
    from queries.watching import News

TROUBLE, NOTHING_NEW = 2, 4  # exit codes
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="Of the case, in any case of letters.")]
Given = Annotated[list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="Of --query.")]


class NamedFirst(TyperGroup):
    """Commands in whose place the name of a case may stand: `NAME` is `show NAME`, `NAME --new` is `new NAME`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command in its place."""
        args = args or ["list"]
        if not args[0].startswith("-") and args[0] not in self.commands:
            args = ["new" if "--new" in args else "show", *(one for one in args if one != "--new")]
        return super().parse_args(ctx, args)


app = typer.Typer(cls=NamedFirst, add_completion=False, rich_markup_mode=None)


@app.command("list")
def list_(ctx: typer.Context, json_: AsJson = False) -> None:
    """List the cases, with the day on which you looked at each."""
    from graph.rights import acting

    found = _cases(context_of(ctx)).all()
    if json_:
        emit_json({"cases": [one.to_json() for one in found]})
        return
    if not found:
        say("There is no case yet: waybill case create NAME")
        return
    seen = {one.name: one.marks.get(acting().name) for one in found}
    rows = [
        (one.name, one.by, one.at[:10], len(one.items), _moment(mark.at) if (mark := seen[one.name]) else "")
        for one in found
    ]
    table(("case", "by", "made", "items", "you looked"), rows)


@app.command()
def create(ctx: typer.Context, name: Name, json_: AsJson = False) -> None:
    """Make a case; what comes from now on is new in it."""
    from graph.views import made_now

    context = context_of(ctx)
    _refuse_words(name)
    _said(_cases(context).create(name, made_now(context.settings).to_json()), json_)


@app.command()
def add(
    ctx: typer.Context,
    name: Name,
    party: Annotated[str | None, typer.Option("--party", metavar="ID", help="Watch a party (`waybill find`).")] = None,
    query: Annotated[str | None, typer.Option("--query", metavar="QUERY", help="Watch a canned query.")] = None,
    given: Given = None,
    text: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Add a note.")] = None,
    path: Annotated[
        str | None, typer.Option("--path", metavar="PATH_ID", help="Watch one path of the question alone.")
    ] = None,
    from_: From = None,
    to: To = None,
    via: Via = None,
    goods: GoodsGiven = None,
    hs: Hs = None,
    origin: Origin = None,
    since: Since = None,
    until: Until = None,
    max_hops: MaxHops = 4,
    reviewed: Reviewed = False,
    rule: RulesGiven = None,
    excess: Excess = 10,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="ID|COUNTRY", help="As if it were not there.")
    ] = None,
    json_: AsJson = False,
) -> None:
    """Add to a case: a question for paths (the options of `waybill paths`), --party, --query or --note."""
    context = context_of(ctx)
    asked = any((from_, to, via, goods, hs, origin, since, until, reviewed, rule, without, path))
    kinds = [bool(asked), party is not None, query is not None, text is not None]
    if sum(kinds) != 1 or (given and query is None):
        raise ConfigError("case add: takes one thing: a question for paths, --party, --query (with -p) or --note")
    cases = _cases(context)
    cases.find(name)  # before a graph is opened
    if text is not None:
        kind, what = "note", {"text": text}
    else:
        from queries import ids, watching
        from queries.question import PathQuery
        from queries.rules import Rules
        from waybill.own_queries import catalogue_of

        with context.store() as store:
            if party is not None:
                kind, what = watching.party_what(store, party)
            elif query is not None:
                found = catalogue_of(context.settings, None)
                kind, what = watching.query_what(store, found, query, parameters_of(given, only_lists=True))
            else:
                question = PathQuery.make(
                    from_=from_, to=to, via=via, goods=goods, hs=hs, origin=origin, since=since, until=until,
                    max_hops=max_hops, reviewed=reviewed, rules=Rules.read(rule or (), excess),
                    without=[ids.party_or_country(store, one, "without") for one in without or ()],
                )  # fmt: skip
                kind, what = watching.paths_what(question, path)
    item, new = cases.add(name, kind, what)
    if json_:
        emit_json({"case": cases.find(name).name, "item": item.id, "kind": item.kind, "new": new})
        return
    say(f"{'added' if new else 'is there already'}: {item.kind} {item.id}")


@app.command()
def remove(
    ctx: typer.Context,
    name: Name,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="Its id, or the beginning of it.")],
) -> None:
    """Take an item out of a case."""
    from queries.watching import title

    gone = _cases(context_of(ctx)).remove(name, item)
    say(f"removed: {one_line(title(gone))}")


@app.command()
def delete(ctx: typer.Context, name: Name) -> None:
    """Delete a case."""
    say(f"deleted: case {_cases(context_of(ctx)).delete(name).name}")


@app.command()
def show(ctx: typer.Context, name: Name, json_: AsJson = False) -> None:
    """Show what is in a case."""
    from queries.watching import title

    case = _cases(context_of(ctx)).find(name)
    if json_:
        emit_json(case.to_json())
        return
    say(f"{case.name}, made by {case.by} on {case.at[:10]}", "bold")
    rows = [(one.kind, title(one), one.author or one.by, one.at[:10], one.id[:12]) for one in case.items]
    if rows:
        table(("kind", "what", "by", "added", "item"), rows)
    for person, mark in sorted(case.marks.items()):
        say(f"{person} looked at {_moment(mark.at)}")


@app.command()
def new(
    ctx: typer.Context,
    name: Name,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="Since the end of this day, not since you looked.")
    ] = None,
    by: By = None,
    seen_: Annotated[bool, typer.Option("--seen", help="And mark it as seen by you.")] = False,
    json_: AsJson = False,
) -> None:
    """Print what is new in a case since you looked: paths, claims about a party, rows of a query, notes of others.

    For a timer: where nothing is new, nothing is printed, and the exit code is 4. It is 0 where something is new, and 2
    where something could not be asked (what could is printed).
    """
    context = context_of(ctx)
    cases = _cases(context)
    case = cases.find(name)
    if by is not None and since is None:
        raise ConfigError("case new: --by says what the day of --since means; give both")
    view = None if since is None else view_of(context, known=_day(since), by=by)
    with context.store() as store, Progress(quiet=not sys.stderr.isatty()) as progress:
        found = _news(context, store, case, progress, view)
    if found.items:
        emit_json(found.to_json()) if json_ else _print(found)
    if seen_:
        cases.seen(name, found.made.to_json())
    trouble = [one for one in found.items if one.trouble]
    for one in trouble:
        complain(f"case {case.name}, item {one.item.id}: {one.trouble}")
    if trouble or not found.items:
        raise typer.Exit(TROUBLE if trouble else NOTHING_NEW)


@app.command()
def seen(ctx: typer.Context, name: Name) -> None:
    """Mark a case as seen by you, as the graph is now."""
    from graph.views import made_now

    context = context_of(ctx)
    mark = _cases(context).seen(name, made_now(context.settings).to_json())
    say(f"seen: {_moment(mark.at)}")


@app.command()
def export(
    ctx: typer.Context, name: Name, file: Annotated[Path, typer.Argument(metavar="FILE", help="Must not be there.")]
) -> None:
    """Write a case into one file, for a colleague with another archive; without who saw what."""
    from graph.export.target import new_file

    data = _cases(context_of(ctx)).given(name)
    with new_file(file) as out:
        out.write(data)
    say(f"{file}: {len(data):,} bytes")


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="That `case export` wrote.")],
    name: Annotated[str | None, typer.Option("--as", metavar="NAME", help="Another name for it.")] = None,
    json_: AsJson = False,
) -> None:
    """Make a case of a file; its ids are those of the archive it comes from, which may hold what yours does not."""
    from graph.cases import LARGEST_FILE
    from graph.views import made_now

    context = context_of(ctx)
    if name is not None:
        _refuse_words(name)
    with file.open("rb") as given:
        data = given.read(LARGEST_FILE + 1)
    _said(_cases(context).take(data, made_now(context.settings).to_json(), name), json_)


def _cases(context: Context) -> Cases:
    from graph.cases import Cases

    return Cases(context.settings.home)


def _refuse_words(name: str) -> None:
    """Refuse a name that is a command: `case NAME` would not find it."""
    words = sorted(one.name or (one.callback.__name__ if one.callback else "") for one in app.registered_commands)
    if name.strip().casefold() in words or name.strip().startswith("-"):
        raise CaseError(f"case {name!r}: must not begin with - or be a command of `case` ({', '.join(words)})")


def _said(case: Case, json_: bool) -> None:
    if json_:
        emit_json(case.to_json())
        return
    count = f" with {len(case.items)} items" if case.items else ""
    say(f"made: case {case.name}{count}; `waybill case add` puts into it what is to be watched")


def _day(text: str) -> Any:
    from waybill.asof import day_of

    return day_of("since", text)


def _news(context: Context, store: Store, case: Case, progress: Progress, view: Any) -> News:
    from queries.watching import news
    from waybill.own_queries import catalogue_of

    return news(context.settings, store, case, catalogue_of(context.settings, None), progress, view)


def _moment(at: str) -> str:
    """Return a moment as people read it."""
    try:
        return f"{datetime.fromisoformat(at):%Y-%m-%d %H:%M} UTC"
    except ValueError:
        return at


def _print(found: News) -> None:
    from queries.watching import title

    since = _moment(found.since) if "T" in found.since else f"the end of {found.since}"
    if found.count:
        say(f"{found.case.name}: {found.count:,} new since {since}", "bold")
    for one in found.items:
        if not one.count:
            continue
        say()
        say(one_line(f"{title(one.item)}: {one.count:,} new"), "bold")
        for piece in one.new:
            say(f"  {'[synthetic] ' if piece.synthetic else ''}{piece.kind}: {one_line(piece.text)}")
            for reason in piece.reasons:
                say(f"     {one_line(reason)}")
            if piece.proof:
                say(f"     waybill evidence {piece.proof}", "dim")
        if one.count > len(one.new):
            say(f"  and {one.count - len(one.new):,} more")
        if one.cut:
            note("  a limit ended the search: there may be others", "yellow")
