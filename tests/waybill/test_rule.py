"""`waybill review rule` from outside: figures, refusals, on, off, and where a claim says so. All firms are invented."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.archive import Archive, Decision
from graph.identity import slots_hash
from graph.reviews import Reviewed, reviewed
from graph.settings import Settings
from tests.support import reviewing
from tests.support.reviewing import Call

call = reviewing.call  # a fixture
COUNT = 110
NAMES = [f"{first}{last}" for first in ("Qing", "Huang", "Bai", "Lan", "Zhu", "Tie", "Yun", "Mu", "Shi", "Jin", "Tao")
         for last in ("feng", "he", "shan", "lin", "tang", "bei", "nan", "xi", "dong", "zhong")]  # fmt: skip
TEXT = "\n\n".join(
    f"The Chinese firm {name} Rotor Works delivered 40 drone engines to Volna-Test in Russia in May 2023."
    for name in NAMES
)


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are not folded."""
    monkeypatch.setenv("COLUMNS", "250")


def claims(engine: Settings) -> list[Reviewed]:
    found = reviewed(Archive(engine.archive_dir))
    assert len(found) == COUNT and {one.claim.kind for one in found} == {"transfer"}
    return found


def decide(engine: Settings, some: list[Reviewed], verdict: str) -> None:
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    Archive(engine.archive_dir).decision_log.merge(
        Decision("review", one.id, verdict, "tester", at, binds=slots_hash(one.claim)) for one in some
    )


def rules(call: Call) -> dict[str, Any]:
    answer = json.loads(call("review", "rule", "--json")[1])
    assert (answer["schema"], answer["needs"]) == (1, {"judged": 100, "lower_bound": 0.9})
    (one,) = answer["rules"]
    found: dict[str, Any] = one
    return found


def test_a_rule_is_refused_with_the_figures_and_what_is_missing(call: Call, engine: Settings) -> None:
    decide(engine, claims(engine)[:58], "accepted")
    decide(engine, claims(engine)[58:60], "rejected")
    code, _, error = call("review", "rule", "on", "transfer", "en")
    assert code == 2
    assert "rule transfer en: needs at least 100 judged cases and a lower bound (Wilson, 95 %) of 0.90" in error
    assert ": 60 judged, 58 right, lower bound 0.8863, 40 cases are missing and the bound is below 0.90" in error
    assert "(40 more, all of them right, would do)" in error
    one = rules(call)
    assert (one["kind"], one["language"], one["claims"], one["judged"], one["right"]) == (
        "transfer",
        "en",
        COUNT,
        60,
        58,
    )
    assert (one["allowed"], one["state"], one["switched_on"]) == (False, "off", None)
    assert not [line for line in Archive(engine.archive_dir).decisions() if line.kind == "rule"]
    printed = call("review", "rule")[1]
    assert "0.8863" in printed and "rule on KIND LANGUAGE" in printed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("tranfer", "en"), "KIND: must be one of transfer, offer"),
        (("transfer", "English"), "LANGUAGE: must be two small letters, such as de, got 'English'"),
        (("event", "en"), "rule event en: needs at least 100 judged cases"),
        (("transfer", "en", "--by", " "), "argument"),
    ],
)
def test_what_cannot_be_switched_on_is_named(call: Call, arguments: tuple[str, ...], message: str) -> None:
    code, _, error = call("review", "rule", "on", *arguments)
    assert code == 2 and message in error


def test_a_rule_accepts_says_so_everywhere_and_is_suspended_by_what_people_find(call: Call, engine: Settings) -> None:
    found = claims(engine)
    decide(engine, found[:96], "accepted")
    decide(engine, found[96:100], "rejected")
    answer = json.loads(call("review", "rule", "on", "transfer", "en", "--by", "Ada", "--why", "read", "--json")[1])
    assert answer["new"] and answer["graph"]["written"] > 0
    one = rules(call)
    assert (one["state"], one["accepted"], one["lower_bound"]) == ("on", 10, 0.901629)
    assert (one["switched_on"]["by"], one["switched_on"]["why"]) == ("Ada", "read")
    assert "on, accepts 10; by Ada at" in call("review", "rule")[1]
    assert "rule transfer en  on (as before): accepts 10 claims" in call("review", "rule", "on", "transfer", "en")[1]

    assert "Nothing waits." in call("review", "list")[1]
    listed = json.loads(call("review", "list", "--state", "by-rule", "--json")[1])["claims"]
    assert {entry["claim"] for entry in listed} == {entry.id for entry in found[100:]}
    assert {(entry["state"], *entry["says"]["flags"], entry["decision"]) for entry in listed} == {
        ("by-rule", "accepted_by_rule", None)
    }
    assert call("review", "list", "--state", "by-rule")[1].count("accepted by a rule") == 10
    last, first = found[-1].id, found[0].id
    assert "accepted by a rule" in call("review", "show", last)[1]
    assert "[accepted by a rule, by no person, asserted]" in call("evidence", last)[1]
    assert "[accepted, asserted]" in call("evidence", first)[1]
    (proof,) = json.loads(call("evidence", last, "--json")[1])["evidence"]
    assert (proof["standing"], proof["by_rule"]) == ("accepted", True)
    assert "by_rule" not in call("evidence", first, "--json")[1]
    document = f"document:{found[0].document.sha256[:32]}"
    rows = json.loads(call("query", "claims-of-document", "-p", f"document={document}", "--json")[1])["rows"]
    assert {row["claim"] for row in rows if row["by_rule"]} == {entry.id for entry in found[100:]}
    assert "accepted_by_rule" in call("show", last)[1]
    assert len(json.loads(call("paths", "--reviewed", "--limit", "200", "--json")[1])["paths"]) == 106

    _, printed, error = call("review", "reject", last)
    assert "rejected" in printed and "rule transfer en is suspended: " in error
    assert "101 judged, 96 right, lower bound 0.8893, the bound is below 0.90" in error
    assert (rules(call)["state"], rules(call)["accepted"]) == ("suspended", 0)
    assert "suspended: the bound is below 0.90" in call("review", "rule")[1]
    assert len(json.loads(call("review", "list", "--json")[1])["claims"]) == 9
    assert call("check")[0] == 0
    stepwise = call("digest")[1]
    call("review", "undo", last)
    assert rules(call)["accepted"] == 10
    call("review", "reject", last)
    call("rebuild")
    assert call("digest")[1] == stepwise
    assert "rule transfer en  off: accepts nothing" in call("review", "rule", "off", "transfer", "en")[1]
    assert rules(call)["state"] == "off"
    assert "off (as before)" in call("review", "rule", "off", "transfer", "en")[1]


def test_test_cases_take_what_only_a_rule_accepted_for_undecided(call: Call, engine: Settings, tmp_path: Path) -> None:
    decide(engine, claims(engine)[:100], "accepted")
    call("review", "rule", "on", "transfer", "en")
    exported = json.loads(call("review", "export", tmp_path / "cases", "--json")[1])
    assert (exported["claims"], exported["open"]) == (100, 10)


def test_an_empty_archive_and_help(call: Call, engine: Settings) -> None:
    shutil.rmtree(engine.archive_dir)
    assert "No claim of a text is there" in call("review", "rule")[1]
    assert "0.90" in call("review", "rule", "--help")[1]
