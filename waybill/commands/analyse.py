"""Measures of the trade between parties: brokers, communities, similar, growth, mirror."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from waybill.context import Context, context_of
from waybill.parameters import refuse_blank
from waybill.path_options import From, GoodsGiven, Hs, Reviewed, Since, To, Until

if TYPE_CHECKING:
    from queries.analytics.answer import Analysis
    from queries.question import PathQuery

app = typer.Typer(no_args_is_help=True)
Synthetic = Annotated[bool, typer.Option("--synthetic", help="The invented trade instead of the real one.")]
Limit = Annotated[int, typer.Option("--limit", help="Most rows.", min=1, max=1000)]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="The rows as CSV.")]


@app.callback()
def _group() -> None:
    """Measures of the trade between parties, each with its evidence and with what it cannot show."""


@app.command()
def brokers(
    ctx: typer.Context,
    from_: From = None,
    to: To = None,
    goods: GoodsGiven = None,
    hs: Hs = None,
    since: Since = None,
    until: Until = None,
    reviewed: Reviewed = False,
    synthetic: Synthetic = False,
    plain: Annotated[bool, typer.Option("--plain", help="By ties alone: all parties, no dates, no countries.")] = False,
    samples: Annotated[int, typer.Option("--samples", help="Suppliers drawn where there are very many.")] = 500,
    exact: Annotated[bool, typer.Option("--exact", help="Draw none, however long it takes.")] = False,
    limit: Limit = 20,
    json_: AsJson = False,
    csv_: AsCsv = False,
) -> None:
    """Rank who stands between suppliers and recipients on the shortest ways that time allows."""
    context, query = _asked(ctx, from_, to, goods, hs, since, until, reviewed, synthetic, limit)
    with context.store() as store:
        from queries.analytics import brokers as measure

        if plain:
            found = measure.brokers_by_ties(store, query, timeout_s=_seconds(context))
        else:
            found = measure.brokers(store, query, samples=samples, exact=exact, timeout_s=_seconds(context))
    _show(found, json_, csv_)


@app.command()
def communities(
    ctx: typer.Context,
    from_: From = None,
    to: To = None,
    goods: GoodsGiven = None,
    hs: Hs = None,
    since: Since = None,
    until: Until = None,
    reviewed: Reviewed = False,
    synthetic: Synthetic = False,
    limit: Limit = 20,
    json_: AsJson = False,
    csv_: AsCsv = False,
) -> None:
    """Group the parties that trade more with one another; --from and --to keep groups with parties of both."""
    context, query = _asked(ctx, from_, to, goods, hs, since, until, reviewed, synthetic, limit)
    with context.store() as store:
        from queries.analytics import communities as measure

        found = measure.communities(store, query, timeout_s=_seconds(context))
    _show(found, json_, csv_)


@app.command()
def similar(
    ctx: typer.Context,
    identifier: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Of a party; without it all are compared.")
    ] = None,
    from_: From = None,
    to: To = None,
    goods: GoodsGiven = None,
    hs: Hs = None,
    since: Since = None,
    until: Until = None,
    reviewed: Reviewed = False,
    synthetic: Synthetic = False,
    shared: Annotated[int, typer.Option("--shared", help="Traits that two must share, 2 at least.")] = 2,
    limit: Limit = 20,
    json_: AsJson = False,
    csv_: AsCsv = False,
) -> None:
    """Rank parties with like trade: the same goods from or to the same countries, the rarest counting most."""
    context, query = _asked(ctx, from_, to, goods, hs, since, until, reviewed, synthetic, limit)
    with context.store() as store:
        from queries import ids
        from queries.analytics import similar as measure
        from queries.catalogue import PARTIES

        party = None if identifier is None else ids.node(store, identifier, PARTIES, "ID")[1]
        found = measure.similar(store, query, party=party, shared=shared, timeout_s=_seconds(context))
    _show(found, json_, csv_)


@app.command()
def growth(
    ctx: typer.Context,
    from_: From = None,
    to: To = None,
    via: Annotated[list[str] | None, typer.Option("--via", help="On the way; may be repeated.")] = None,
    on: Annotated[str | None, typer.Option("--on", help="The day: counts before it and from it on.")] = None,
    listing: Annotated[
        str | None, typer.Option("--listing", metavar="ID", help="Its day: a listing, or a party's first one.")
    ] = None,
    count: Annotated[str, typer.Option("--count", help="shipments, or firms that first appear.")] = "shipments",
    days: Annotated[int, typer.Option("--days", help="Length of the time before, and of the time after.")] = 180,
    goods: GoodsGiven = None,
    hs: Hs = None,
    since: Annotated[str | None, typer.Option("--since", help="First day that placebos may use.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Last day that placebos may use.")] = None,
    reviewed: Reviewed = False,
    synthetic: Synthetic = False,
    json_: AsJson = False,
    csv_: AsCsv = False,
) -> None:
    """Compare a way, or its new firms, before and after a day or a listing, beside other ways and other days."""
    context, query = _asked(ctx, from_, to, goods, hs, since, until, reviewed, synthetic, 1, via)
    with context.store() as store:
        from queries.analytics import growth as measure
        from queries.question import bound

        found = measure.growth(store, query, day=bound("on", on, last=False), listing=listing, counted=count, days=days,
                               timeout_s=_seconds(context))  # fmt: skip
    _show(found, json_, csv_)


@app.command()
def mirror(
    ctx: typer.Context,
    from_: From = None,
    to: To = None,
    hs: Annotated[str | None, typer.Option("--hs", help="One code of two, four or six digits.")] = None,
    level: Annotated[str | None, typer.Option("--level", help="total, hs2, hs4 or hs6.")] = None,
    since: Since = None,
    until: Until = None,
    synthetic: Synthetic = False,
    limit: Limit = 20,
    json_: AsJson = False,
    csv_: AsCsv = False,
) -> None:
    """Put what --from says it sent beside what --to says it got, with the shipments that are declared on that way."""
    context, query = _asked(ctx, from_, to, None, hs, since, until, False, synthetic, limit)
    with context.store() as store:
        from queries.analytics import mirrored as measure

        found = measure.mirror(store, query, level=level, timeout_s=_seconds(context))
    _show(found, json_, csv_)


def _asked(
    ctx: typer.Context,
    from_: str | None,
    to: str | None,
    goods: str | None,
    hs: str | None,
    since: str | None,
    until: str | None,
    reviewed: bool,
    synthetic: bool,
    limit: int,
    via: list[str] | None = None,
) -> tuple[Context, PathQuery]:
    """Read the options that all measures share."""
    refuse_blank(ctx)
    from waybill.context import import_driver

    import_driver()
    from queries.question import PathQuery

    asked = PathQuery.make(from_=from_, to=to, via=via, goods=goods, hs=hs, since=since, until=until, reviewed=reviewed,
                           synthetic=synthetic, limit=limit)  # fmt: skip
    return context_of(ctx), asked


def _seconds(context: Context) -> float:
    """Return the time that a measure may take: ten times that of a question."""
    return context.settings.query_timeout_s * 10


def _show(found: Analysis[Any], json_: bool, csv_: bool) -> None:
    from waybill.analysis_view import print_analysis, print_rows
    from waybill.output import emit_json

    if json_:
        emit_json(found.to_json())
    elif csv_:
        print_rows(found)
    else:
        print_analysis(found)
