"""`waybill claim add`: a claim made by hand, from options and from a terminal. All names are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.archive import Archive
from graph.model import Claim
from graph.settings import Settings
from loaders import run as loader
from loaders.handed.lines import read_line
from loaders.handed.making import make
from loaders.plan import LoadOptions, PlannedFile
from loaders.run import load
from tests.loaders.test_handed import QUOTE, TEXT, claims
from waybill import loading
from waybill.cli import run
from waybill.context import Context


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home with one text; what is loaded is not built."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    load([path], settings)

    def only_load(context: Context, lines: list[PlannedFile], options: LoadOptions, progress: object) -> Any:
        return loader.run(lines, Archive(context.settings.archive_dir), options), None

    monkeypatch.setattr(loading, "load_and_build", only_load)
    return settings


def add(home: Settings, *options: str) -> int:
    return run(["--home", str(home.home), "claim", "add", "--json", *options])


def the_claim(home: Settings) -> Claim:
    (found,) = claims(home)
    return found


def test_a_claim_from_options(home: Settings) -> None:
    options = (
        "--document", "report.txt", "--quote", QUOTE, "--kind", "transfer", "--supplier", "Honglu Optics @cn",
        "--recipient", "Sokolov Trade @RU", "--goods", "lenses", "--quantity", "~40 pieces", "--start", "2024-03",
        "--modality", "reported", "--author", "M. Reader",
    )  # fmt: skip
    assert add(home, *options) == 0
    found = the_claim(home)
    assert found.supplier is not None and found.recipient is not None and found.quantity is not None
    assert (found.supplier.surface, found.supplier.country, found.supplier.span) == ("Honglu Optics", "CN", (20, 33))
    assert (found.recipient.form, found.destination, found.origin, found.origin_basis) == (
        "named",
        "RU",
        "CN",
        "supplier",
    )
    assert (found.quantity.number, found.quantity.relation, found.quantity.unit) == ("40", "~", "pieces")
    assert (found.modality, found.extractor, found.flags) == ("reported", "hand (M. Reader)", ())
    before = sorted(one.id for one in Archive(home.archive_dir).packages())
    assert add(home, *options) == 0
    assert sorted(one.id for one in Archive(home.archive_dir).packages()) == before


def test_a_terminal_is_asked_for_what_is_missing(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["report.txt", QUOTE, "transfer", "group:Chinese firms", "Russia", "lenses", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda question, default="", **_: next(answers) or default)
    assert add(home, "--author", "M. Reader") == 0
    found = the_claim(home)
    assert found.supplier is not None and found.recipient is not None
    assert (found.supplier.form, found.supplier.surface) == ("group", "Chinese firms")
    assert (found.recipient.form, found.recipient.country) == ("country", "RU")
    assert (found.goods, found.modality) == ("lenses", "asserted")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--document", "other.txt"), "--document: 'other.txt' is no text of the archive"),
        ((), "--document: is missing"),
        (("--document", "report.txt"), "--quote: is missing"),
        (("--document", "report.txt", "--quote", "no such words"), "--quote: does not stand in the text"),
        (("--document", "report.txt", "--quote", "a"), "--quote: stands"),
        (("--document", "report.txt", "--quote", QUOTE, "--kind", "gift"), "--kind: must be one of transfer"),
        (("--document", "report.txt", "--quote", QUOTE, "--kind", "transfer"), "says nothing; name one of --supplier"),
        (("--document", "report.txt", "--quote", QUOTE, "--kind", "transfer", "--goods", "lenses", "--value", "9"),
         "--value: must end with a currency"),
        (("--document", "report.txt", "--quote", QUOTE, "--kind", "transfer", "--goods", "lenses", "--start", "May"),
         "--start: 'May' does not match"),
        (("--document", "report.txt", "--quote", QUOTE, "--kind", "transfer", "--supplier", "Honglu @QQ"),
         "--supplier: must be a country"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(
    home: Settings, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], message: str
) -> None:
    assert add(home, *options) == 2
    assert message in capsys.readouterr().err
    assert claims(home) == []


def test_a_quote_may_be_broken_into_other_lines(home: Settings) -> None:
    (text,) = Archive(home.archive_dir).active()
    made = make(
        text, {"kind": "event", "quote": "calm.  Honglu\nOptics", "modality": "asserted", "subject": "Honglu Optics"}
    )
    assert made["quote"] == TEXT[slice(*made["spans"][0])] == "calm.\n\nHonglu Optics"
    assert isinstance(read_line(json.dumps(made).encode()), dict)
