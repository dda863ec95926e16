"""Ownership: who holds a party and which rules catch it, and what a listing touches."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from waybill.context import context_of
from waybill.output import emit_json
from waybill.parameters import refuse_blank

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
Identifier = Annotated[
    str, typer.Argument(metavar="ID", help="Of a party, vessel, aircraft or asset (`waybill find`).")
]
RuleIds = Annotated[
    str,
    typer.Option(
        "--rule", metavar="ID", help="ofac-50, ofac-ssi-50, eu-50, uk-50, bis-50; several with commas, or all."
    ),
]
Reviewed = Annotated[bool, typer.Option("--reviewed", help="Leave out what nobody has accepted.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(owned)
    app.command("listing-effect")(listing_effect)


def owned(
    ctx: typer.Context,
    identifier: Identifier,
    on: Annotated[str | None, typer.Option("--on", help="The day, such as 2024-02-01; today without it.")] = None,
    rule: RuleIds = "all",
    reviewed: Reviewed = False,
    json_: AsJson = False,
) -> None:
    """Tell who holds a party, directly and along chains, and which rules on ownership catch it and what it holds.

    Shares keep their bounds; several statements are put together, and what is held of one firm is at most 100 per cent.
    A rule looks only at listings whose measure it speaks of. Caught: the least that is told is enough; possible: the
    most that is told would be. Control by office is shown apart. It is no legal advice (docs/ownership.md).
    """
    refuse_blank(ctx)
    context = context_of(ctx)
    with context.store() as store:
        from queries import ownership
        from queries.question import bound

        day = bound("on", on, last=True) or date.today()
        timeout_s = context.settings.query_timeout_s
        found = ownership.owned(store, identifier, on=day, rules=rule, reviewed=reviewed, timeout_s=timeout_s)
    if json_:
        return emit_json(found.to_json())
    from waybill.ownership_view import print_owned

    print_owned(found)


def listing_effect(
    ctx: typer.Context,
    identifier: Identifier,
    on: Annotated[str | None, typer.Option("--on", help="As if listed on this day; else its first listed day.")] = None,
    rule: RuleIds = "all",
    from_: Annotated[str, typer.Option("--from", help="Where the supply paths begin.")] = "CN",
    to: Annotated[str, typer.Option("--to", help="Where they end.")] = "RU",
    reviewed: Reviewed = False,
    limit: Annotated[int, typer.Option("--limit", help="Most supplies and most paths shown.", min=1, max=1000)] = 20,
    json_: AsJson = False,
) -> None:
    """Tell what a listing of a party touches: firms that a rule then catches, supplies and paths, before and after."""
    refuse_blank(ctx)
    context = context_of(ctx)
    with context.store() as store:
        from queries import answers
        from queries import listing_effect as effect
        from queries.question import bound

        found = effect.listing_effect(
            store, identifier, on=bound("on", on, last=False), rules=rule, from_=from_, to=to, reviewed=reviewed,
            limit=limit, timeout_s=context.settings.query_timeout_s,
        )  # fmt: skip
    answers.keep(context.settings.answers_dir, [path for _, path in found.paths.paths])
    if json_:
        return emit_json(found.to_json())
    from waybill.ownership_view import print_effect

    print_effect(found)
