"""Measures the comparison of names on labelled pairs: evaluate-names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import ConfigError
from waybill.commands.record import AsJson
from waybill.output import clean, emit_json, note, table

if TYPE_CHECKING:
    from graph.resolution.evaluation import Scored, Tally

MIDDLE = 0.5  # threshold where a file has matches only, or none
LISTED = 20  # errors of each kind


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("evaluate-names")(evaluate_names)


def evaluate_names(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Labelled pairs: a table with schema, name1, name2 and is_match, lines of JSON with all names of two "
            "parties (names1, names2, is_match), or a list of query and expected match.",
        ),
    ],
    threshold: Annotated[
        float | None,
        typer.Option(help="Chance from which on a pair counts as one party, 0 to 1; else the one of the best F1."),
    ] = None,
    precision: Annotated[
        float, typer.Option(help="Also show the recall that is reached at this precision, 0 to 1.")
    ] = 0.97,
    errors: Annotated[
        bool, typer.Option("--errors", help="Also list the worst errors of the half for tuning.")
    ] = False,
    json_: AsJson = False,
) -> None:
    """Score how names are compared: precision, recall and F1, by scripts and schema, and whether chances hold.

    The threshold of the best F1 is taken on the half for tuning where the file has or gives one, and used for all.
    """
    from graph.resolution.evaluation import best, groups, half, read_cases, reliability, score, tally

    for name, value in (("--threshold", threshold), ("--precision", precision)):
        if value is not None and not 0 <= value <= 1:
            raise ConfigError(f"{name} is {value}; expected a number from 0 to 1")
    scored = score(read_cases(file))
    tuning = [one for one in scored if half(one.case) == "tuning"]
    one_sided = len({one.case.match for one in scored}) == 1
    taken = MIDDLE if one_sided else best("tuning", tuning or scored).threshold
    used = taken if threshold is None else threshold
    found = [(tally(name, held, used), best(name, held, precision)) for name, held in groups(scored)]
    bins = reliability([one for one in scored if half(one.case) == "held back"] or scored)
    if json_:
        emit_json(
            {
                "schema": 1, "threshold": used, "precision": precision,
                "groups": [_json(one, other) for one, other in found],
                "reliability": [
                    {"low": one.low, "high": one.high, "pairs": one.count, "chance": one.said, "true": one.true}
                    for one in bins
                ],
                "errors": [_error(one) for one in _worst(tuning or scored, used)] if errors else [],
            }
        )  # fmt: skip
        return
    table(
        ("pairs", "n", "match", "precision", "recall", "F1", f"recall at precision {precision:g}", "µs a pair"),
        [_row(one, other) for one, other in found],
    )
    note(
        f"Threshold {used:.3f}"
        + (", of the best F1 on the half for tuning." if threshold is None and not one_sided else ".")
    )
    table(
        ("chance", "n", "mean chance", "true"),
        [(f"{one.low:.1f}-{one.high:.1f}", one.count, f"{one.said:.2f}", f"{one.true:.2f}") for one in bins],
    )
    if errors:
        table(
            ("line", "chance", "match", "one", "other"),
            [
                (one.case.line, f"{one.chance:.2f}", "yes" if one.case.match else "no", *map(clean, _names(one)))
                for one in _worst(tuning or scored, used)
            ],
        )


def _row(one: Tally, other: Tally) -> tuple[object, ...]:
    return (
        one.name, one.count, one.right + one.missed, f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.f1:.3f}",
        f"{other.recall:.3f}" if other.right else "none", f"{one.microseconds:.0f}",
    )  # fmt: skip


def _json(one: Tally, other: Tally) -> dict[str, object]:
    return {
        "group": one.name, "pairs": one.count, "matches": one.right + one.missed, "precision": one.precision,
        "recall": one.recall, "f1": one.f1, "recall_at_precision": other.recall if other.right else None,
        "threshold_at_precision": other.threshold if other.right else None, "microseconds": one.microseconds,
    }  # fmt: skip


def _worst(scored: Sequence[Scored], threshold: float) -> list[Scored]:
    """Return the errors farthest from the threshold: pairs taken for one party, then matches not found."""
    wrong = [one for one in scored if one.chance >= threshold and not one.case.match]
    missed = [one for one in scored if one.chance < threshold and one.case.match]
    return [
        *sorted(wrong, key=lambda one: (-one.chance, one.case.line))[:LISTED],
        *sorted(missed, key=lambda one: (one.chance, one.case.line))[:LISTED],
    ]


def _names(one: Scored) -> tuple[str, str]:
    return " | ".join(one.case.names1), " | ".join(one.case.names2)


def _error(one: Scored) -> dict[str, object]:
    return {
        "line": one.case.line, "chance": one.chance, "match": one.case.match, "names1": list(one.case.names1),
        "names2": list(one.case.names2), "schema": one.case.schema, "scripts": one.case.scripts,
    }  # fmt: skip
