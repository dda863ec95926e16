"""What loads did: the rows that were not taken, and the reports of the past."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import ConfigError
from waybill.context import context_of
from waybill.output import emit_csv, emit_json, note, say, shorten, shown, table

if TYPE_CHECKING:
    from graph.archive import Archive
    from waybill.context import Context

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
COLUMNS = ("package", "file", "sheet", "row", "column", "rule", "message", "raw")
SHOWN = ("file", "sheet", "row", "column", "rule", "message", "raw")
RAW_WIDTH = 80
HEADS = ("started", "by", "files", "rows in", "accepted", "rejected", "repeated", "new parties", "s", "report")


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(rejects)
    app.command()(loads)


def rejects(
    ctx: typer.Context,
    what: Annotated[
        str | None, typer.Argument(metavar="[PACKAGE|FILE|SOURCE]", help="None: all that counts in the graph.")
    ] = None,
    rule: Annotated[str | None, typer.Option("--rule", help="Only those of one rule, such as ragged_row.")] = None,
    left_out: Annotated[
        bool, typer.Option("--left-out", help="Instead: claims that the graph does not hold, and why.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Rows of the printed table.")] = 100,
    as_csv: Annotated[bool, typer.Option("--csv", help="All of them as CSV on stdout.")] = False,
    json_: AsJson = False,
) -> None:
    """List the rows that loads did not take, with place, rule and reason."""
    if as_csv and json_:
        raise ConfigError("rejects: --csv and --json exclude each other; name one")
    if left_out:
        _left_out(context_of(ctx), what, rule, limit, as_csv, json_)
        return
    counts: Counter[str] = Counter()
    found = _of_rule(_rejects(context_of(ctx).archive, what), rule, counts)
    if json_:
        emit_json({"rejects": [one | {"raw": _cells(one["raw"])} for one in found]})
        _say_rules(rule, counts)
        return
    if as_csv:
        emit_csv(COLUMNS, ([one.get(name) or "" for name in COLUMNS] for one in found))
        _say_rules(rule, counts)
        return
    rows, count = [], 0
    for count, one in enumerate(found, start=1):
        if count <= limit:
            rows.append([shorten(one[name], RAW_WIDTH) if name == "raw" else one[name] for name in SHOWN])
    if rows:
        table(SHOWN, rows)
    say(f"{count:,} rejected rows" + (f", {limit:,} of them shown; --csv prints all" if count > limit else ""))
    _say_rules(rule, counts)


def _of_rule(rows: Iterator[dict[str, str]], rule: str | None, counts: Counter[str]) -> Iterator[dict[str, str]]:
    for one in rows:
        counts[one["rule"]] += 1
        if rule is None or one["rule"] == rule:
            yield one


def _say_rules(rule: str | None, counts: Counter[str]) -> None:
    """Say which rules there are, where none of the rows has the one that was asked for."""
    if rule is not None and rule not in counts:
        known = ", ".join(f"{one} ({count:,})" for one, count in sorted(counts.items()))
        note(f"the rule {rule!r} leaves nothing out here; rules that do: {known or 'none'}", "yellow")


def loads(
    ctx: typer.Context,
    last: Annotated[bool, typer.Option("--last", help="The last report, file by file.")] = False,
    json_: AsJson = False,
) -> None:
    """List the reports of past loads, the oldest first; they lie in WAYBILL_HOME/loads."""
    held = list(_reports(context_of(ctx)))
    if last:
        held = held[-1:]
    if json_:
        emit_json({"loads": [{"report": str(path)} | report for path, report in held]})
        return
    if not held:
        say("Nothing was loaded yet: waybill load FILE")
        return
    if last:
        files = held[0][1]["files"]
        heads = ("state", "rows_in", "accepted", "rejected", "repeated", "claims", "reason")
        table(("file", *heads), [(shown(one["path"]), *(one.get(head) for head in heads)) for one in files])
    table(HEADS, [_row(path, report) for path, report in held])


def _left_out(context: Context, what: str | None, rule: str | None, limit: int, as_csv: bool, json_: bool) -> None:
    """Print the claims that the graph does not hold.

    Raises:
        ConfigError: a package or --csv is named as well.
    """
    if what is not None or as_csv:
        raise ConfigError("rejects: --left-out tells of the whole graph, in words or with --json; name nothing else")
    from graph.build import left_out
    from graph.left_out import sentence

    known = left_out(context.settings)
    held = {name: left for name, left in known.items() if rule in (None, name)}
    if json_:
        emit_json({"left_out": {name: asdict(left) for name, left in held.items()}})
        _say_rules(rule, Counter({name: left.count for name, left in known.items()}))
        return
    for name, left in held.items():
        say(sentence(name, left))
        table(("claim", "document", "row"), [(one.claim, one.document, one.row) for one in left.claims[:limit]])
        if left.count > len(left.claims[:limit]):
            say(f"... and {left.count - len(left.claims[:limit]):,} more", "dim")
    if not known:
        say("The graph holds what all claims say.")
    _say_rules(rule, Counter({name: left.count for name, left in known.items()}))


def _rejects(archive: Archive, what: str | None) -> Iterator[dict[str, str]]:
    from graph.holdings import find, holdings
    from graph.loads import rejects_of

    wanted = find(archive, what) if what is not None else holdings(archive)
    for one in wanted:
        if one.rejected and (what is not None or one.state == "active"):
            for row in rejects_of(archive.package(one.package)):
                yield {"package": one.package} | row


def _cells(raw: str) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return raw


def _reports(context: Context) -> Iterator[tuple[Path, dict[str, Any]]]:
    from graph.loads import reports

    for path, report in reports(context.settings.home):
        if report is None:
            say(f"{path}: is no report of a load; remove it", "yellow")
        else:
            yield path, report


def _row(path: Path, report: dict[str, Any]) -> tuple[object, ...]:
    sums = report["totals"]
    states = ", ".join(f"{count} {state}" for state, count in sums.get("states", {}).items())
    counts = (sums.get(name) for name in ("rows_in", "accepted", "rejected", "repeated", "parties_new"))
    return report.get("started") or path.stem, report.get("by"), states, *counts, report.get("seconds"), path.name
