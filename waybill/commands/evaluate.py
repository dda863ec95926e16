"""Measures extraction on annotated texts: evaluate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import ConfigError
from waybill.commands.record import AsJson, Extractor, Reader, model_of
from waybill.context import context_of
from waybill.output import emit_json, note, table

if TYPE_CHECKING:
    from loaders.extraction.evaluation import Group

LANGUAGE = 2  # letters of the name of a group that is a language


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(evaluate)


def evaluate(
    ctx: typer.Context,
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD", help="Annotated claims, as claim.schema.json says: a file, or a folder of claims*.jsonl."
        ),
    ],
    texts: Annotated[Path, typer.Argument(metavar="TEXTS", help="The folder of the texts that they name.")],
    claims: Annotated[
        Path | None,
        typer.Option(
            "--claims", metavar="FOUND.jsonl", help="Score these found claims instead of running an extractor."
        ),
    ] = None,
    extractor: Reader = Extractor.RULES,
    errors: Annotated[bool, typer.Option("--errors", help="Also count what goes wrong, by class.")] = False,
    json_: AsJson = False,
) -> None:
    """Score extracted claims against annotated ones: F1 of supplier, recipient and goods, strict and lenient; slots.

    `documents.jsonl` beside GOLD (documents-fr.jsonl beside claims-fr.jsonl) may name texts without claims, with
    language and day of publication.
    """
    from loaders.extraction.evaluation import evaluate as measure
    from loaders.extraction.evaluation import grouped

    if claims is not None and extractor is not Extractor.RULES:
        raise ConfigError(
            "--claims: these are scored instead of an extractor; leave out one of --claims and --extractor"
        )
    model = model_of(context_of(ctx), extractor)
    try:
        groups = grouped(measure(gold, texts, claims, model))
    finally:
        if model is not None:
            note(str(model.meter))
    if json_:
        emit_json({"schema": 1, "groups": [group.to_json() for group in groups]})
        return
    heads = ("texts", "n", "gold", "found", "precision", "recall", "strict F1", "lenient F1", "baseline", "modality",
             "numbers", "false/1,000")  # fmt: skip
    table(heads, [_row(group) for group in groups])
    note("F1 with the interval that holds 95 % of 1,000 samples of the texts; baseline: lenient F1 of co-occurrence; "
         "numbers: dates, quantities and values of found claims that are right.")  # fmt: skip
    if errors:
        _errors(groups)


def _errors(groups: Sequence[Group]) -> None:
    """Print the classes of error, most frequent first, by language."""
    languages = [group for group in groups if len(group.name) == LANGUAGE]
    counts = groups[0].score.errors
    rows = [
        (name, count, *(group.score.errors[name] or "" for group in languages)) for name, count in counts.most_common()
    ]
    table(("what goes wrong", "all", *(group.name for group in languages)), rows)


def _row(group: Group) -> tuple[object, ...]:
    one = group.to_json()
    return (
        one["group"], one["texts"], one["gold"], one["found"], f"{one['precision']:.2f}", f"{one['recall']:.2f}",
        _f1(one["strict_f1"], one["strict_interval"]), _f1(one["lenient_f1"], one["lenient_interval"]),
        f"{one['baseline_lenient_f1']:.2f}", _share(one["modality"]), _share(one["dates_quantities_values"]),
        "" if one["false_per_1000"] is None else f"{one['false_per_1000']:.1f}",
    )  # fmt: skip


def _f1(value: float, bounds: list[float]) -> str:
    return f"{value:.2f} ({bounds[0]:.2f}-{bounds[1]:.2f})"


def _share(pair: list[int]) -> str:
    return f"{pair[0] / pair[1]:.2f} of {pair[1]}" if pair[1] else ""
