"""The demo: the sample corpus, the strongest supply paths from China to Russia via Turkey, and their proof."""

from __future__ import annotations

import time
from pathlib import Path

from graph.errors import ConfigError, SourceError
from waybill.context import Context
from waybill.output import note, say
from waybill.progress import Progress

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
PATHS = 3
KINDS = (".txt", ".html", ".csv")


def corpus_files(folder: Path = CORPUS) -> list[Path]:
    """Return the files of the corpus, sorted; metadata and mappings belong to the file beside them.

    Raises:
        ConfigError: the folder is missing.
    """
    if not folder.is_dir():
        raise ConfigError(f"corpus: must lie at {folder}, there is none; run the demo from a whole checkout")
    return [path for path in sorted(folder.rglob("*")) if path.suffix in KINDS]


def run_demo(context: Context) -> None:
    """Load what is not loaded yet, and print the answer.

    Args:
        context: of the command.
    """
    started = time.monotonic()
    note(f"step 1 of 3: loading the sample corpus into {context.settings.home}")
    load_corpus(context)
    note("step 2 of 3: asking for supply paths from China to Russia via Turkey")
    print_paths(context)
    say()
    say("Try next: waybill paths --from CN --to RU --via TR --goods 'drone parts' --evidence", "dim")
    note(f"step 3 of 3: the answer stands above, {time.monotonic() - started:.1f} s after the start")


def load_corpus(context: Context) -> None:
    """Load the corpus, the invented trade table included; what is in the archive already is not read again."""
    from loaders.plan import LoadOptions, plan
    from waybill.loading import load_and_build
    from waybill.reports import print_build, print_totals

    options = LoadOptions(synthetic=True)
    with Progress() as progress:
        report, built = load_and_build(context, plan(corpus_files(), options), options, progress)
    for file in report.files:
        if file.state not in ("completed", "repeated"):
            raise SourceError(f"the corpus must load whole, this file is {file.state}: {file.reason}", file.path)
    print_totals(report)
    print_build(built)


def print_paths(context: Context) -> None:
    """Print the strongest paths with their proof: real ones first, invented ones apart."""
    with context.store() as store:
        from queries import answers
        from queries import evidence as proofs
        from queries.chains import PathQuery, supply_paths

        answer = supply_paths(store, PathQuery.make(from_="CN", to="RU", via="TR", limit=PATHS))
        answer = proofs.attach(store, context.archive, answer)
    answers.keep(context.settings.answers_dir, answer.shown)
    from waybill.paths_view import print_answer

    print_answer(answer, evidence=True)
