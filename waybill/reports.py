"""Prints what a load and a build did."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from waybill.output import counted_parties, note, say, shown, table

if TYPE_CHECKING:
    from graph.build import BuildReport
    from loaders.report import FileReport, LoadReport

HEADS = (
    "file",
    "state",
    "rows in",
    "accepted",
    "rejected",
    "repeated",
    "claims",
    "facts",
    "new parties",
    "touched",
    "s",
)
LISTED = 60  # lines of the table; the rest is counted
REASONS = 10  # of files that were not loaded; the rest is counted
COUNTED = ("completed", "repeated", "failed")


def print_load(report: LoadReport, built: BuildReport) -> None:
    """Print a report for each file, what was left out and why, and the totals.

    Args:
        report: of the load.
        built: of the build that followed.
    """
    from loaders.report import rejects_command

    held = [file for file in report.files if file.state in COUNTED]
    if held:
        table(HEADS, [_row(file) for file in held[:LISTED]])
    if len(held) > LISTED:
        say(f"... and {len(held) - LISTED} more files, counted in the totals; waybill loads --last shows all", "dim")
    for file in report.files:
        if file.state not in COUNTED and len(report.files) <= LISTED:
            say(f"{shown(Path(file.path).name)}: {file.state}: {shown(file.reason)}", "dim")
        for warning in file.warnings:
            note(f"{shown(Path(file.path).name)}: {warning}", "yellow")
        if file.new_columns:
            note(f"{shown(Path(file.path).name)}: not read: {', '.join(file.new_columns)}", "yellow")
        if file.rejected:
            rules = ", ".join(f"{count} {rule}" for rule, count in file.rejects_by_rule.items())
            note(f"{shown(Path(file.path).name)}: rejected: {rules} ({rejects_command(file)})", "yellow")
    if len(report.files) > LISTED:
        _print_reasons(report)
    print_totals(report)
    print_build(built)


def _print_reasons(report: LoadReport) -> None:
    """Print why files were not loaded, each reason with its count, where they are too many to be named."""
    reasons = Counter((file.state, file.reason) for file in report.files if file.state not in COUNTED)
    for (state, reason), count in reasons.most_common(REASONS):
        say(f"{count:,} {state}: {shown(reason)}", "dim")
    left = sum(count for _, count in reasons.most_common()[REASONS:])
    if left:
        say(f"... and {left:,} more for other reasons; waybill loads --last shows all", "dim")


def print_totals(report: LoadReport) -> None:
    """Print the sums of a load on one line."""
    sums = report.totals
    states = ", ".join(f"{count} {state}" for state, count in sums["states"].items())
    say(
        f"{sums['files']} files ({states}): {sums['rows_in']:,} rows in = {sums['accepted']:,} accepted + "
        f"{sums['rejected']:,} rejected + {sums['repeated']:,} repeated; {sums['claims']:,} claims, "
        f"{sums['facts']:,} facts, {sums['parties_new']:,} new and {sums['parties_touched']:,} touched parties, "
        f"{report.seconds:,.1f} s"
    )


def print_build(report: BuildReport) -> None:
    """Print what the graph holds after a build."""
    say(
        f"graph: {report.nodes:,} nodes, {report.relationships:,} relationships; {report.facts:,} facts from "
        f"{report.claims:,} claims and rows, {counted_parties(report.parties, report.things)}"
    )
    note(f"{report.written:,} written, {report.removed:,} removed, {report.seconds:.1f} s")
    from graph.left_out import sentence

    for rule, left in report.left_out.items():
        note(f"{sentence(rule, left)}; waybill rejects --left-out names them", "yellow")


def _row(file: FileReport) -> tuple[object, ...]:
    return (
        shown(Path(file.path).name), file.state, file.rows_in, file.accepted, file.rejected, file.repeated, file.claims,
        file.facts, file.parties_new, file.parties_touched, file.seconds,
    )  # fmt: skip
