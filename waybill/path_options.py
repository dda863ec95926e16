"""The conditions of a question for paths, as options of more than one command."""

from __future__ import annotations

from typing import Annotated

import typer

From = Annotated[str | None, typer.Option("--from", help="Supplier's country: code or name; CN,HK unites.")]
To = Annotated[str | None, typer.Option("--to", help="Recipient's country.")]
Via = Annotated[list[str] | None, typer.Option("--via", help="On the way; repeated means in that order.")]
GoodsGiven = Annotated[str | None, typer.Option("--goods", help="A word of the lexicon, seven languages.")]
Hs = Annotated[str | None, typer.Option("--hs", help="The first digits of the HS code.")]
Origin = Annotated[str | None, typer.Option("--origin", help="Where it was made, as printed.")]
Since = Annotated[str | None, typer.Option("--since", help="2022, 2022-06 or 2022-06-17.")]
Until = Annotated[str | None, typer.Option("--until", help="Likewise; a year means its last day.")]
MaxHops = Annotated[int, typer.Option("--max-hops", help="Most legs of a path, 1 to 6.")]
Reviewed = Annotated[bool, typer.Option("--reviewed", help="Hide what nobody has accepted.")]
RulesGiven = Annotated[
    list[str] | None,
    typer.Option("--rule", metavar="CRITERION=RULE", help="How legs must meet; see `waybill paths`. May be repeated."),
]
Excess = Annotated[int, typer.Option("--excess", help="Per cent that may leave above what came in.")]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without",
        metavar="ID|COUNTRY|source:NAME",
        help="As if a party or country were not there, or a source had said nothing. May be repeated.",
    ),
]
