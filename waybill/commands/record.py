"""Loading and what follows from it: load, extract, resolve, build, rebuild."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import ConfigError, SourceError
from waybill.context import Context, context_of
from waybill.output import emit_json, emit_line, note, say, shorten, shown
from waybill.progress import Progress, Steps

if TYPE_CHECKING:
    from graph.build import BuildReport
    from loaders.extraction.model import ModelExtractor
    from loaders.source import Meta

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
Publisher = Annotated[str | None, typer.Option("--publisher", help="Who published it.")]
Title = Annotated[str | None, typer.Option("--title", help="Of the list, table or series.")]
Published = Annotated[str | None, typer.Option("--published", help="2023, 2023-03 or 2023-03-17.")]
Language = Annotated[str | None, typer.Option("--language", help="Two letters, such as de.")]
Known = Annotated[Path | None, typer.Option("--gazetteer", help="Known names, which help to read texts.")]
SHOWN = 120  # signs of an item that is no claim


class Extractor(StrEnum):
    """What reads texts."""

    RULES = "rules"
    MODEL = "model"
    BOTH = "both"


Reader = Annotated[
    Extractor,
    typer.Option(
        "--extractor",
        help="What reads texts: the rules, a language model (its words are sent to WAYBILL_MODEL_ADDRESS), or both.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(load)
    app.command()(extract)
    app.command()(build)
    app.command()(rebuild)


def said(**options: str | None) -> Meta:
    """Check the words about a file that options give, by the rules of FILE.meta.yml.

    Raises:
        ConfigError: one is blank or has the wrong form.
    """
    from loaders.source import meta_of

    for name, value in options.items():
        if value is not None and not value.strip():
            raise ConfigError(f"--{name.replace('_', '-')}: must not be blank; leave it out where nothing is known")
    try:
        return meta_of(options, None)
    except SourceError as error:
        key, _, rest = str(error).removeprefix("key ").partition(":")
        raise ConfigError(f"--{key.replace('_', '-')}:{rest}") from error


def load(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files or folders.")],
    publisher: Publisher = None,
    owner: Annotated[str | None, typer.Option("--owner", help="Who owns the publisher.")] = None,
    title: Title = None,
    published: Published = None,
    language: Language = None,
    url: Annotated[str | None, typer.Option("--url", help="Address of the original.")] = None,
    licence: Annotated[str | None, typer.Option("--licence", help="As stated.")] = None,
    data_origin: Annotated[str | None, typer.Option("--data-origin", help="Whose data the source prints.")] = None,
    edition: Annotated[str | None, typer.Option("--edition", help="ISO date of the edition.")] = None,
    coverage: Annotated[str | None, typer.Option("--coverage", help="complete, excerpt or amendment.")] = None,
    synthetic: Annotated[bool, typer.Option("--synthetic", help="Permit files that are marked as invented.")] = False,
    mapping: Annotated[Path | None, typer.Option("--mapping", "-m", help="How a table is to be read.")] = None,
    keep: Annotated[bool, typer.Option("--keep/--no-keep", help="Keep the original bytes in the archive.")] = True,
    gazetteer: Known = None,
    reasons: Annotated[bool, typer.Option("--reasons/--no-reasons", help="Read the reasons of lists as texts.")] = True,
    extractor: Reader = Extractor.RULES,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before a large load.")] = False,
    only_plan: Annotated[bool, typer.Option("--plan", "--dry-run", help="Only say what would be done.")] = False,
    attempt: Annotated[bool, typer.Option("--try", help="Read all, keep nothing: what would come.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Load what appears in the folders; Ctrl+C ends it.")] = False,
    once: Annotated[bool, typer.Option("--once", help="With --watch: end once all files stand still.")] = False,
    json_: AsJson = False,
    steps: Steps = False,
) -> None:
    """Load files: plan, claims into the archive, who is who, the graph, a report. Exit code 3 with rejects.

    A first load of more than 200,000 rows asks before; without a terminal it needs --yes.
    """
    context = context_of(ctx)
    from loaders.plan import LoadOptions
    from waybill.loading import Load, watch_folders

    if gazetteer is not None:
        from loaders.extraction.gazetteer import read_gazetteer

        read_gazetteer(gazetteer)  # a wrong one is said once, before anything is read
    meta = said(
        publisher=publisher,
        owner=owner,
        title=title,
        edition=edition,
        url=url,
        licence=licence,
        data_origin=data_origin,
        coverage=coverage,
        published=published,
        language=language,
    )
    if attempt and (only_plan or watch):
        raise ConfigError("--try: goes with neither --plan nor --watch; name one")
    if once and not watch:
        raise ConfigError("--once: belongs to --watch; a load without it ends by itself")
    options = LoadOptions(
        meta=meta,
        synthetic=synthetic,
        mapping=mapping,
        keep=keep,
        reasons=reasons,
        gazetteer=gazetteer,
        author=context.settings.reviewer,
        model=model_of(context, extractor, gazetteer),
    )
    load = Load(context, options, yes, json_, quiet=json_ and not steps)
    if attempt:
        raise typer.Exit(load.attempt(files))
    if watch and not only_plan:
        raise typer.Exit(watch_folders(load, files, once))
    raise typer.Exit(load.plan_only(files) if only_plan else load.run(files))


def extract(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Texts.")],
    publisher: Publisher = None,
    title: Title = None,
    published: Published = None,
    language: Language = None,
    extractor: Reader = Extractor.RULES,
    gazetteer: Known = None,
    json_: AsJson = False,
) -> None:
    """Print the claims of texts, without keeping anything; with --json one claim a line."""
    from loaders import documents, extraction
    from loaders.extraction import output
    from loaders.extraction.gazetteer import read_gazetteer
    from queries.claim_words import told

    meta = said(publisher=publisher, title=title, published=published, language=language)
    model = model_of(context_of(ctx), extractor, gazetteer)
    reader: extraction.Extractor = model or extraction.Rules(read_gazetteer(gazetteer) if gazetteer else None)
    try:
        for path in files:
            document, text, _ = documents.read(path, meta)
            found = reader.report(document, text)
            for claim in found.claims:
                if json_:
                    emit_line(output.to_dict(claim, document))
                else:
                    say(f"{shown(path.name)}: {told(claim)}")
                    say(f"  \u201c{claim.quote}\u201d", "dim")
            for raw, reason in found.unread:
                note(f"{shown(path.name)}: an item of the answer {reason}: {shorten(raw, SHOWN)}", "yellow")
    finally:
        if model is not None:
            note(str(model.meter))


def model_of(context: Context, extractor: Extractor, gazetteer: Path | None = None) -> ModelExtractor | None:
    """Return the language model that a command is to ask; None where the rules read alone.

    Raises:
        ConfigError: no model is set up.
        SourceError: the gazetteer is wrong.
    """
    if extractor is Extractor.RULES:
        return None
    from loaders.extraction.gazetteer import read_gazetteer
    from loaders.extraction.model import extractor_of

    names = read_gazetteer(gazetteer) if gazetteer is not None else None
    return extractor_of("model" if extractor is Extractor.MODEL else "both", context.settings, gazetteer=names)


def build(ctx: typer.Context, json_: AsJson = False) -> None:
    """Bring the graph to what the archive stands for, writing only what differs."""
    context = context_of(ctx)
    with context.store(create=True) as store, Progress(quiet=json_) as progress:
        from graph import build as building

        report = building.build(context.settings, store, progress)
    _print_build(report, json_)


def rebuild(ctx: typer.Context, json_: AsJson = False) -> None:
    """Make the graph anew from the archive, in the engine of WAYBILL_GRAPH or --graph."""
    context = context_of(ctx)
    with context.store(create=True, repair=False) as store, Progress(quiet=json_) as progress:
        from graph import build as building

        report = building.rebuild(context.settings, store, progress)
    _print_build(report, json_)


def _print_build(report: BuildReport, json_: bool) -> None:
    from waybill.reports import print_build

    emit_json(report.to_json()) if json_ else print_build(report)
