"""A person's judgement on claims of texts: review."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import ConfigError, SourceError
from waybill.context import Context, context_of
from waybill.output import emit_json, note, say

if TYPE_CHECKING:
    from queries.question import PathQuery

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
By = Annotated[str | None, typer.Option("--by", help="Who decides; WAYBILL_REVIEWER, else the login name.")]
Why = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")]
From = Annotated[str, typer.Option("--from", help="Paths that count: supplier's country; 'any' counts all.")]
To = Annotated[str, typer.Option("--to", help="Likewise, the recipient's country.")]
ForGoods = Annotated[str | None, typer.Option("--goods", help="Likewise, the goods: a word of the lexicon.")]
Claims = Annotated[list[str], typer.Argument(metavar="CLAIM...", help="Ids, or their beginnings.")]
ANY = "any"
COUNTRIES = ("CN", "RU")  # whose ties the graph is about

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def review(
    ctx: typer.Context,
    from_: From = COUNTRIES[0],
    to: To = COUNTRIES[1],
    goods: ForGoods = None,
    by: By = None,
    why: Why = "",
) -> None:
    """Judge the claims of texts. Without a command, in a terminal: one claim after another, a key each.

    a accepts, r rejects, c corrects, s skips, u takes the last decision back, q ends. The graph is brought up to date
    at the end.
    """
    if ctx.invoked_subcommand is not None:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ConfigError("review: asks in a terminal, and there is none; `waybill review list` lists what waits")
    from waybill.review_session import Session
    from waybill.reviewing import Desk, reviewer

    context = context_of(ctx)
    desk = Desk(context.archive, reviewer(context, by), why)
    Session(context, desk, question(from_, to, goods)).run()


@app.command("list")
def list_(
    ctx: typer.Context,
    from_: From = COUNTRIES[0],
    to: To = COUNTRIES[1],
    goods: ForGoods = None,
    state: Annotated[
        str,
        typer.Option(
            "--state", help="waiting, accepted, by-rule, rejected, corrected, failed (in verification) or all."
        ),
    ] = "waiting",
    limit: Annotated[int, typer.Option("--limit", help="Most claims.", min=1, max=100_000)] = 50,
    json_: AsJson = False,
) -> None:
    """List the claims that wait for a decision, first what would open or close most paths."""
    from graph.reviews import STATES, WAITING, reviewed
    from queries.desk import decided
    from waybill.reviewing import queue, waiting_json

    known = ("waiting", *(one for one in STATES if one not in WAITING), "all")
    if state not in known:
        raise ConfigError(f"--state: must be one of {', '.join(known)}, got {state!r}")
    context = context_of(ctx)
    claims = reviewed(context.archive)
    if state == "waiting":
        found, cut = queue(context, claims, question(from_, to, goods))
    else:
        found, cut = decided(claims, state), False
    if json_:
        listed = [waiting_json(one) for one in found[:limit]]
        emit_json({"state": state, "total": len(found), "claims": listed, "paths_cut": cut})
        return
    if not found:
        words = "accepted by a rule" if state == "by-rule" else state
        say("Nothing waits." if state == "waiting" else f"No claim is {words}.")
        return
    from waybill.claims_view import print_queue

    print_queue(found[:limit], len(found))
    if cut:
        note("not all paths were counted: there are too many; --goods or --from and --to ask for fewer", "yellow")


@app.command()
def show(
    ctx: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its id, or the beginning of it.")],
    json_: AsJson = False,
) -> None:
    """Show a claim: the passage in its surroundings, what it says, who extracted it, what was decided."""
    from waybill.claims_view import print_claim
    from waybill.reviewing import Desk, claim_json

    desk = Desk(context_of(ctx).archive, "")
    one = desk.find(claim)
    passage = desk.passage(one)
    if json_:
        emit_json({**claim_json(one), "passage": passage.to_json()})
        return
    print_claim(one, passage)


@app.command()
def accept(ctx: typer.Context, claims: Claims, by: By = None, why: Why = "", json_: AsJson = False) -> None:
    """Accept claims: they count as proven by a person."""
    _judge(ctx, claims, "accepted", by, why, json_)


@app.command()
def reject(ctx: typer.Context, claims: Claims, by: By = None, why: Why = "", json_: AsJson = False) -> None:
    """Reject claims: no tie rests on them any more; they stay visible as rejected."""
    _judge(ctx, claims, "rejected", by, why, json_)


@app.command()
def correct(
    ctx: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its id, or the beginning of it.")],
    fields: Annotated[
        list[str] | None,
        typer.Argument(metavar="FIELD=VALUE...", help="goods='drone engines', 'supplier=NAME @CN', quantity='~12 t'"),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE.json", help="Slots in the form of claim.schema.json.")
    ] = None,
    by: By = None,
    why: Why = "",
    json_: AsJson = False,
) -> None:
    """Correct slots of a claim and accept what comes of it, once it is verified as every claim is."""
    from waybill.reviewing import Desk, reviewer

    context = context_of(ctx)
    changes = _changes(fields or [], file)
    done = Desk(context.archive, reviewer(context, by), why).correct(claim, changes)
    _finish(context, done, json_)


@app.command()
def undo(
    ctx: typer.Context,
    claims: Annotated[
        list[str] | None, typer.Argument(metavar="CLAIM...", help="Ids; without one, the last decision of all.")
    ] = None,
    by: By = None,
    why: Why = "",
    json_: AsJson = False,
) -> None:
    """Take decisions back: the claims are unreviewed again."""
    from waybill.reviewing import Desk, reviewer

    context = context_of(ctx)
    done = Desk(context.archive, reviewer(context, by), why).undo(claims or [])
    _finish(context, done, json_)


@app.command()
def export(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Is made; must be empty.")],
    json_: AsJson = False,
) -> None:
    """Write reviewed texts as test cases: `waybill evaluate FOLDER/claims.jsonl FOLDER` reads them.

    Accepted and corrected claims are the answers, rejected ones are none; what nobody decided on costs nothing.
    """
    from waybill.review_export import export as write

    written = write(context_of(ctx).archive, folder)
    if json_:
        emit_json(written.to_json())
        return
    say(f"{written.claims:,} answers and {written.open:,} undecided claims of {written.texts:,} texts: {written.gold}")


def question(from_: str, to: str, goods: str | None) -> PathQuery:
    """Return the question whose paths count."""
    from queries.question import PathQuery

    ends = [None if country.strip().casefold() == ANY else country for country in (from_, to)]
    return PathQuery.make(from_=ends[0], to=ends[1], goods=goods)


def _judge(ctx: typer.Context, claims: list[str], verdict: str, by: str | None, why: str, json_: bool) -> None:
    from waybill.reviewing import Desk, reviewer

    context = context_of(ctx)
    done = Desk(context.archive, reviewer(context, by), why).judge(claims, verdict)
    _finish(context, done, json_)


def _changes(fields: list[str], file: Path | None) -> dict[str, Any]:
    from loaders.handed.corrections import read_fields, read_slots

    changes: dict[str, Any] = {}
    if file is not None:
        try:
            changes |= read_slots(file.read_bytes())
        except SourceError as error:
            raise SourceError(str(error), file) from error
    changes |= read_fields(fields)
    if not changes:
        raise ConfigError("correct: needs FIELD=VALUE or --file; `waybill review show CLAIM` prints the fields")
    return changes


def _finish(context: Context, done: list[dict[str, Any]], json_: bool) -> None:
    """Bring the graph up to date and say what stands."""
    from waybill.claims_view import print_decided
    from waybill.commands.holdings import build_after
    from waybill.rules_view import print_suspended

    built = build_after(context, quiet=json_, trust=True) if any(one["new"] for one in done) else None
    if json_:
        listed = [{key: value for key, value in one.items() if key != "told"} for one in done]
        emit_json({"claims": listed, "graph": None if built is None else built.to_json()})
        return
    print_decided(done)
    if built is not None:
        note(f"graph: {built.written:,} elements written, {built.removed:,} removed")
        print_suspended(context.archive)
