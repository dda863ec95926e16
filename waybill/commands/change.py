"""What changed between two days: paths that opened, closed, became stronger or weaker."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from graph.errors import InvalidParameter
from waybill.asof import By, Known, Valid, day_of, sources_in, store_of, tell, view_of
from waybill.context import context_of, import_driver
from waybill.output import emit_json, note, one_line, say
from waybill.parameters import refuse_blank
from waybill.path_options import (
    Excess,
    From,
    GoodsGiven,
    Hs,
    MaxHops,
    Origin,
    Reviewed,
    RulesGiven,
    To,
    Via,
    Without,
)

if TYPE_CHECKING:
    from queries.changes import Change, Changes

CLOCKS: tuple[Literal["known", "valid"], ...] = ("known", "valid")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(changes)


def changes(
    ctx: typer.Context,
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="What stood at the end of this day ...")],
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="... and of this one; none: today.")
    ] = None,
    clock: Annotated[
        str, typer.Option("--clock", metavar="known|valid", help="Days of this archive, or of the world.")
    ] = "known",
    from_: From = None,
    to: To = None,
    via: Via = None,
    goods: GoodsGiven = None,
    hs: Hs = None,
    origin: Origin = None,
    max_hops: MaxHops = 4,
    reviewed: Reviewed = False,
    rule: RulesGiven = None,
    excess: Excess = 10,
    without: Without = None,
    known: Known = None,
    valid: Valid = None,
    by: By = None,
    limit: Annotated[int, typer.Option("--limit", help="Most real and most invented paths of each kind.")] = 20,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")] = False,
) -> None:
    """Say which paths opened, closed, became stronger or weaker between two days, and why.

    --clock known compares what was known here at the end of both days, --clock valid what can hold on them. The day of
    the other clock may stand beside it: --clock known --as-valid-on DAY.
    """
    refuse_blank(ctx)
    if clock not in CLOCKS:
        raise InvalidParameter(f"clock: must be one of {', '.join(CLOCKS)}, got {clock!r}")
    if (known if clock == "known" else valid) is not None:
        raise InvalidParameter(f"as-{clock}-on: the clock {clock} runs from --since to --until; leave it out")
    context = context_of(ctx)
    import_driver()
    first, last = day_of("since", since), day_of("until", until) or date.today()
    if first is None or first >= last:
        raise InvalidParameter(f"since, until: since must lie before until, got {first} and {last}")
    sources, others = sources_in(without or ())
    base = view_of(context, known=known, valid=valid, by=by, sources=sources)
    before, after = (
        replace(base, known=day) if clock == "known" else replace(base, valid=day) for day in (first, last)
    )
    with store_of(context, after) as (now, _), store_of(context, before) as (was, _):
        from queries import answers, ids
        from queries.change_reasons import explained
        from queries.changes import changes as changes_between
        from queries.question import PathQuery
        from queries.rules import Rules

        asked = PathQuery.make(
            from_=from_, to=to, via=via, goods=goods, hs=hs, origin=origin, max_hops=max_hops, reviewed=reviewed,
            limit=limit, rules=Rules.read(rule or (), excess),
            without=[ids.party_or_country(now, one, "without") for one in others],
        )  # fmt: skip
        found = changes_between(was, now, asked, (first, last), clock, context.settings.query_timeout_s)
        found = explained(found, was, now, context.archive, base.by)
    answers.keep(context.settings.answers_dir, [change.path for change in found.changes])
    tell(context, before)
    if json_:
        return emit_json(found.to_json())
    _print(found)


def _print(found: Changes) -> None:
    counts = found.counts
    told = ", ".join(f"{counts[kind]:,} {kind}" for kind in ("opened", "closed", "strengthened", "weakened", "same"))
    say(f"{found.clock} from {found.since} to {found.until}: {told}")
    if found.cut:
        note("a search was cut by its limit: some paths may be told as opened or closed that are not", "yellow")
    for kind in ("opened", "closed", "strengthened", "weakened"):
        of_kind = [change for change in found.changes if change.kind == kind]
        for change in of_kind:
            _print_change(change)
        if counts[kind] > len(of_kind):
            note(f"and {counts[kind] - len(of_kind):,} more {kind}; --limit shows more")


def _print_change(change: Change) -> None:
    from waybill.paths_view import chain_of

    mark = "[synthetic] " if change.path.synthetic else ""
    goods = ", ".join(dict.fromkeys(leg.goods for leg in change.path.legs))
    say()
    say(f"{change.kind}: {mark}{chain_of(change.path)}: {one_line(goods)}", "bold")
    stood = f"was {change.was}; is {change.now}" if change.was and change.now else change.now or f"was {change.was}"
    say(f"   {stood}")
    for reason in change.reasons:
        say(f"   {one_line(reason)}")
    say(f"   path {change.path.id}", "dim")
