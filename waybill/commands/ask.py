"""Questions: supply paths, parts in weapons, and canned queries."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import InvalidParameter
from waybill.asof import (
    By,
    Known,
    NewSince,
    Valid,
    day_of,
    sources_in,
    store_before,
    store_of,
    tell,
    view_of,
)
from waybill.context import context_of, import_driver
from waybill.output import emit_json, note, say, table
from waybill.parameters import parameters_of, refuse_blank
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
    Without,
)
from waybill.result_view import print_result

if TYPE_CHECKING:
    from queries.choke import ChokePoints

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
Given = Annotated[list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="May be repeated.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(paths)
    app.command()(trace)
    app.command()(query)


def paths(
    ctx: typer.Context,
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
    evidence: Annotated[bool, typer.Option("--evidence", help="The passages and rows beside each leg.")] = False,
    choke: Annotated[
        bool, typer.Option("--choke-points", help="Instead of the paths: without whom there would be none.")
    ] = False,
    without: Without = None,
    known: Known = None,
    valid: Valid = None,
    by: By = None,
    new_since: NewSince = None,
    limit: Annotated[int, typer.Option("--limit", help="Most real and most invented paths.")] = 20,
    json_: AsJson = False,
) -> None:
    """Find supply paths between countries, ranked, with their proof; real ones first, invented ones apart.

    Where two legs meet, five criteria are judged: party (one and the same), goods (the same, narrower, or one part
    number), time (a leg can start before later ones end), quantity (no more left than came in), transit (the next
    leaves from where the one arrived). Each is strict (it must hold), lenient (it must not fail) or off. By default
    party and goods are strict, time is lenient, the others off. party=lenient joins also through an owner or a firm of
    the same owner, party=off also at a place where a party is not named. goods=lenient takes one HS4 heading, wider
    goods, goods without a concept, and goods that the supplier of the later leg is told to make.
    """
    refuse_blank(ctx)
    context = context_of(ctx)
    import_driver()
    sources, others = sources_in(without or ())
    view = view_of(context, known=known, valid=valid, by=by, sources=sources)
    first = day_of("new-since", new_since)
    with store_of(context, view) as (store, archive), store_before(context, view, first) as before:
        from queries import answers, ids
        from queries import evidence as proofs
        from queries.chains import PathQuery, supply_paths
        from queries.choke import choke_points
        from queries.rules import Rules
        from waybill.dossier.question import Question

        asked = PathQuery.make(
            from_=from_, to=to, via=via, goods=goods, hs=hs, origin=origin, since=since, until=until,
            max_hops=max_hops, reviewed=reviewed, limit=limit, rules=Rules.read(rule or (), excess),
            without=[ids.party_or_country(store, one, "without") for one in others],
        )  # fmt: skip
        if choke:
            points = choke_points(store, asked, timeout_s=context.settings.query_timeout_s)
            tell(context, view)
            return emit_json(points.to_json()) if json_ else _print_choke_points(points)
        answer = supply_paths(store, asked, timeout_s=context.settings.query_timeout_s, before=before)
        if evidence:
            answer = proofs.attach(store, archive, answer)
    answer = replace(answer, view=None if view.plain else view, new_since=first)
    answers.keep(context.settings.answers_dir, answer.shown, Question.of(answer).to_json())
    tell(context, view)
    if json_:
        emit_json(answer.to_json())
        return
    from waybill.paths_view import print_answer

    print_answer(answer, evidence)


def trace(
    ctx: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Of a part, its maker or a weapon (`waybill find`).")],
    to: Annotated[str, typer.Option("--to", help="Countries that shipments reach.")] = "RU",
    limit: Annotated[int, typer.Option("--limit", help="Most paths of a kind of goods.", min=1, max=1000)] = 5,
    json_: AsJson = False,
) -> None:
    """Follow parts that were found in weapons: maker, part, goods and code, shipments, recipient, its listed owners."""
    context = context_of(ctx)
    with context.store() as store:
        from queries import answers, tracing

        found = tracing.trace(store, identifier, to=to, limit=limit, timeout_s=context.settings.query_timeout_s)
    answers.keep(context.settings.answers_dir, [path for trace in found.traces for path in trace.paths])
    if json_:
        return emit_json(found.to_json())
    from waybill.trace_view import print_traced

    print_traced(found)


def _print_choke_points(points: ChokePoints) -> None:
    """Print without whom the paths of a question would end."""
    say(f"{points.paths:,} paths in real sources, {points.direct:,} of them with nobody between their ends")
    if points.parties:
        table(("party between", "paths", "id"), [(one.name, one.paths, one.id) for one in points.parties])
    if points.smallest:
        names = ", ".join(one.name for one in points.smallest)
        sure = "no smaller set does" if points.proven else "a smaller set may do: the search was ended early"
        say(f"Without {names} only paths with nobody between would be left ({sure}).", "bold")
    if points.cut:
        note("there are more paths than were counted", "yellow")


def query(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="The query; without one, all are listed.")] = None,
    given: Given = None,
    limit: Annotated[int, typer.Option("--max-rows", help="Most rows.", min=1, max=100_000)] = 10_000,
    folder: Annotated[
        Path | None, typer.Option("--queries", metavar="FOLDER", help="Your own queries (else WAYBILL_HOME/queries).")
    ] = None,
    check: Annotated[
        Path | None, typer.Option("--check", metavar="FILE", help="Say what is wrong with a query of your own.")
    ] = None,
    new: Annotated[
        str | None, typer.Option("--new", metavar="NAME", help="Print a query to begin your own with.")
    ] = None,
    json_: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV instead of a table.")] = False,
    known: Known = None,
    valid: Valid = None,
    by: By = None,
    new_since: NewSince = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="source:NAME", help="As if a source had said nothing. May be repeated."),
    ] = None,
) -> None:
    """Ask a canned query by name: waybill query suppliers_of_goods -p goods="drone parts".

    Your own .cypher files join the catalogue (docs/own_queries.md): --new NAME prints one to begin with, --check FILE
    says what is wrong with it.
    """
    context, parameters = context_of(ctx), parameters_of(given, only_lists=True)
    import_driver()
    from waybill import own_queries

    if new is not None:
        return say(own_queries.template(new))
    if check is not None:
        return own_queries.print_check(context, check, json_)
    found = own_queries.catalogue_of(context.settings, folder)
    if name is None:
        return own_queries.print_list(found, json_)
    asked = found.find(name)
    sources, others = sources_in(without or ())
    if others:
        raise InvalidParameter(f"without: a query goes without sources only, source:NAME, got {others[0]!r}")
    view = view_of(context, known=known, valid=valid, by=by, sources=sources)
    first, timeout_s = day_of("new-since", new_since), context.settings.query_timeout_s
    with store_of(context, view) as (store, _), store_before(context, view, first) as before:
        from queries import newer, runner

        result = runner.run(store, asked, parameters, max_rows=limit, timeout_s=timeout_s)
        if first is not None and before is not None:
            result = newer.only_new(result, asked, before, first, parameters, timeout_s)
    print_result(result, json_, as_csv)
