"""`waybill editions` and `waybill listed` from outside. All names are invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.settings import Settings
from loaders.plan import LoadOptions
from loaders.run import load
from waybill.cli import run

Call = Callable[..., tuple[int, str, str]]
LIST = "United Nations / UN Security Council Consolidated List"


def person(key: str, name: str, programme: str = "Nowhere") -> str:
    return (
        f"<INDIVIDUAL><DATAID>{key}</DATAID><FIRST_NAME>{name}</FIRST_NAME><UN_LIST_TYPE>{programme}</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>XXi.{key}</REFERENCE_NUMBER><LISTED_ON>2020-01-15</LISTED_ON></INDIVIDUAL>"
    )


@pytest.fixture
def call(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Two editions of an invented list, and the command line over them."""
    for day, people in (
        ("2024-01-01", person("1", "GHOST ONE") + person("2", "GHOST TWO")),
        ("2024-02-01", person("1", "GHOST ONE", "Elsewhere") + person("3", "GHOST THREE")),
    ):
        path = tmp_path / f"{day}.xml"
        path.write_text(f'<CONSOLIDATED_LIST dateGenerated="{day}">{people}</CONSOLIDATED_LIST>', encoding="utf-8")
        load([path], settings, LoadOptions(synthetic=True))

    def do(*arguments: str) -> tuple[int, str, str]:
        code = run(["--home", str(settings.home), *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return do


def test_editions_are_listed_and_compared(call: Call) -> None:
    code, printed, _ = call("editions", "--json")
    found = json.loads(printed)["editions"]
    assert (code, [(one["source"], one["edition"], one["entries"]) for one in found]) == (
        0,
        [(LIST, "2024-01-01", 2), (LIST, "2024-02-01", 2)],
    )
    code, printed, _ = call("editions", LIST, "2024-01-01", "--json")
    compared = json.loads(printed)
    assert (code, compared["counts"]) == (0, {"added": 1, "changed": 1, "removed": 1, "same": 0, "unreadable": 0})
    assert compared["changed"][0]["properties"] == {"programme": {"before": ["Nowhere"], "after": ["Elsewhere"]}}
    assert compared["removed"] == [
        {"record": "2", "name": "GHOST TWO", "entry": "XXi.2", "last_seen": "2024-01-01", "gone_in": "2024-02-01"}
    ]
    code, printed, _ = call("editions", LIST, "2024-01-01", "2024-02-01")
    assert code == 0
    assert all(words in printed for words in ("1 added, 1 changed, 1 removed", "GHOST THREE", "Elsewhere"))


def test_who_stood_on_a_day(call: Call) -> None:
    code, printed, _ = call("listed", "--on", "2024-01-20", "--json")
    found = {one["name"]: (one["state"], one["gone_in"]) for one in json.loads(printed)["listed"]}
    assert (code, found) == (
        0,
        {
            "GHOST ONE": ("listed", None),
            "GHOST TWO": ("possibly", "2024-02-01"),
            "GHOST THREE": ("listed", None),
        },
    )
    code, printed, _ = call("listed", "ghost two", "--on", "2024-02-01")
    assert (code, printed.strip().splitlines()[-1]) == (0, "0 entries stood on 2024-02-01")
    assert "GHOST TWO" in printed
    assert "stood until 2024-01-01 at least, the last edition that holds it; that of 2024-02-01 does not" in printed
    for name in ("two", "Two Ghost", "host tw"):
        found = json.loads(call("listed", name, "--on", "2024-02-01", "--json")[1])
        assert (found["listed"], [(one["name"], one["state"]) for one in found["ended"]]) == (
            [],
            [("GHOST TWO", "ended")],
        )
    assert [one["name"] for one in json.loads(call("listed", "ghost", "--json")[1])["listed"]] == [
        "GHOST ONE",
        "GHOST THREE",
    ]
    assert json.loads(call("listed", "--on", "2024-02-01", "--json")[1])["ended"] == []
    assert json.loads(call("listed", "--known", "2001-01-01", "--json")[1])["listed"] == []
    by_month = json.loads(call("listed", "--on", "2024-02", "--known", "2001", "--json")[1])
    assert (by_month["on"], by_month["known"]) == ("2024-02-29", "2001-12-31")  # as every day that a person types


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("editions", "Nobody / List"), "is no package, file or source"),
        (("editions", LIST, "2023-01-01"), "is no edition of this list"),
        (("editions", LIST, "2024-02-01"), "no complete edition after 2024-02-01"),
        (("listed", "--on", "in spring"), "on: must be a date such as"),
        (("listed", "--known", "2024-13-01"), "known: must be a date such as"),
        (("listed", "--source", "Nobody"), "is no package, file or source"),
    ],
)
def test_errors_are_one_line(call: Call, arguments: tuple[str, ...], words: str) -> None:
    code, _, complained = call(*arguments)
    assert code == 2
    assert words in complained and complained.count("\n") == 1
