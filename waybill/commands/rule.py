"""Rules that accept claims without a person: review rule."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from waybill.commands.review import AsJson, By, Why
from waybill.context import context_of
from waybill.output import emit_json, note, say

Kind = Annotated[str, typer.Argument(metavar="KIND", help="Of claim, such as transfer or event.")]
Language = Annotated[str, typer.Argument(metavar="LANGUAGE", help="Two letters, such as de.")]

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def rule(ctx: typer.Context, json_: AsJson = False) -> None:
    """Rules that accept claims without a person: what the judgements prove, and what is on; on and off switch them.

    A rule accepts claims of a kind and a language on which nobody decided. It needs 100 judged cases of the same
    extractor and version, and a lower bound of their precision (Wilson, 95 %) of 0.90; while it has them it holds.
    """
    if ctx.invoked_subcommand is not None:
        return
    from graph.acceptance import CASES, PRECISION
    from waybill.rules_view import print_rules
    from waybill.ruling import rows

    found = rows(context_of(ctx).archive)
    if json_:
        needs = {"judged": CASES, "lower_bound": PRECISION}
        emit_json({"needs": needs, "rules": [row.to_json() for row in found]})
    elif found:
        print_rules(found)
    else:
        say("No claim of a text is there; `waybill load` reads texts.")


@app.command()
def on(ctx: typer.Context, kind: Kind, language: Language, by: By = None, why: Why = "", json_: AsJson = False) -> None:
    """Switch a rule on: claims of this kind and language count as accepted, and say that a rule accepted them."""
    _switch(ctx, kind, language, "on", by, why, json_)


@app.command()
def off(
    ctx: typer.Context, kind: Kind, language: Language, by: By = None, why: Why = "", json_: AsJson = False
) -> None:
    """Switch a rule off: claims that nobody decided on are unreviewed again."""
    _switch(ctx, kind, language, "off", by, why, json_)


def _switch(
    ctx: typer.Context, kind: str, language: str, verdict: Literal["on", "off"], by: str | None, why: str, json_: bool
) -> None:
    from waybill.commands.holdings import build_after
    from waybill.reviewing import reviewer
    from waybill.ruling import rows, switch

    context = context_of(ctx)
    new = switch(context.archive, kind, language, verdict, reviewer(context, by), why)
    built = build_after(context, quiet=json_, trust=True) if new else None
    found = [row for row in rows(context.archive) if row.ground[:2] == (kind, language)]
    if json_:
        listed = [row.to_json() for row in found]
        emit_json({"new": new, "rules": listed, "graph": None if built is None else built.to_json()})
        return
    accepted = sum(row.accepted for row in found)
    does = f"accepts {accepted:,} claims" if verdict == "on" else "accepts nothing"
    say(f"rule {kind} {language}  {verdict}{'' if new else ' (as before)'}: {does}")
    if built is not None:
        note(f"graph: {built.written:,} elements written, {built.removed:,} removed")
