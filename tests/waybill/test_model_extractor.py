"""`--extractor model|both` from the command line, against a stub on loopback. It tests the protocol, never quality."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.archive import Archive, Decision, now
from graph.erasure import Erasure
from graph.identity import claim_id, slots_hash
from graph.model import Claim
from graph.settings import Settings
from loaders.extraction.gazetteer import read_gazetteer
from loaders.extraction.model import extractor_of
from loaders.plan import LoadOptions
from loaders.run import load as load_files
from loaders.worker import options_from_json, options_to_json
from tests.support.homes import empty
from tests.support.model_answers import TEXT, item, party, second
from tests.support.model_stub import Reply, Stub, chat, stub
from waybill.cli import run
from waybill.purging import clean_home

KEY = "sk-kept-quiet-2"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("ADDRESS", "API", "KEY", "KEY_FILE"):
        monkeypatch.delenv(f"WAYBILL_MODEL_{name}", raising=False)
    monkeypatch.delenv("WAYBILL_MODEL", raising=False)
    monkeypatch.setenv("WAYBILL_HOME", str(tmp_path / "home"))
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.txt.meta.yml").write_text("publisher: Example Daily\npublished: 2023-06\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def told(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    with stub(chat([item(), second()])) as found:
        monkeypatch.setenv("WAYBILL_MODEL_ADDRESS", found.address)
        monkeypatch.setenv("WAYBILL_MODEL", "small")
        monkeypatch.setenv("WAYBILL_MODEL_KEY", KEY)
        monkeypatch.setenv("WAYBILL_MODEL_TIMEOUT_S", "5")
        yield found


@pytest.fixture
def graph(home: Path, running: Settings) -> None:
    """Let the home be one whose engine runs."""
    (home / "home").symlink_to(empty(running).home)


def load(home: Path, capsys: pytest.CaptureFixture[str], extractor: str, code: int = 0) -> dict[str, Any]:
    """By the command, with a graph."""
    assert run(["load", str(home / "a.txt"), "--extractor", extractor, "--json"]) == code
    printed = capsys.readouterr()
    assert KEY not in printed.out + printed.err
    told: dict[str, Any] = json.loads(printed.out)
    return told


def archive(home: Path, mode: Any, code: int = 0) -> dict[str, Any]:
    """Into the archive alone, which takes no engine."""
    settings = Settings(home=home / "home")
    options = LoadOptions(model=extractor_of(mode, settings))
    report = load_files([home / "a.txt"], settings, options)
    assert report.exit_code == code
    return report.to_json()


def claims_of(home: Path) -> list[tuple[str, Claim]]:
    return [
        (package.extractor, claim)
        for package in Archive(home / "home" / "archive").active()
        for entry in package.entries()
        for claim in entry.claims
    ]


def graph_claims(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    columns = ("waybill_id AS id", "extractor AS extractor", "standing AS standing", "flags AS flags")
    query = f"MATCH (c:Claim) RETURN {', '.join(f'c.{one}' for one in columns)}"
    assert run(["cypher", query, "--json"]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["rows"]
    return rows


def test_nothing_is_sent_unless_a_command_asks_for_it(
    home: Path, told: Stub, capsys: pytest.CaptureFixture[str]
) -> None:
    report = load_files([home / "a.txt"], Settings(home=home / "home"))
    assert run(["extract", str(home / "a.txt")]) == 0
    assert told.asked == [] and "model" not in report.to_json()
    assert not (home / "home" / "model").exists()


@pytest.mark.parametrize("command", ["load", "extract"])
def test_nothing_is_sent_unless_a_model_is_set_up(
    home: Path, capsys: pytest.CaptureFixture[str], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert run([command, str(home / "a.txt"), "--extractor", "both"]) == 2
    assert "no language model is set up: WAYBILL_MODEL_ADDRESS and WAYBILL_MODEL must be set" in capsys.readouterr().err


@pytest.mark.usefixtures("graph")
def test_both_give_one_package_and_the_report_says_what_it_cost(
    home: Path, told: Stub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYBILL_MODEL_PRICE_IN", "1")
    monkeypatch.setenv("WAYBILL_MODEL_PRICE_OUT", "5")
    report = load(home, capsys, "both")
    (file,) = report["files"]
    assert (file["state"], file["claims"], file["accepted"]) == ("completed", 2, 2)
    assert report["model"] == {
        "model": "small", "address": told.address, "asked": 1, "from_before": 0, "asked_again": 0, "unanswered": 0,
        "tokens_in": 4000, "tokens_out": 200, "cost": 0.005,
    }  # fmt: skip
    assert {extractor for extractor, _ in claims_of(home)} == {"rules+model"}
    assert {row["extractor"] for row in graph_claims(capsys)} == {"rules 2.2 + model 1 (small)"}
    asked = told.asked[0]["messages"][1]["content"]
    assert "Example Daily" not in asked and "a.txt" not in asked  # name and publisher stay here
    assert load(home, capsys, "both")["files"][0]["state"] == "repeated"
    assert len(told.asked) == 1
    kept = json.loads(min((home / "home" / "loads").glob("*.json")).read_text(encoding="utf-8"))
    assert kept["model"]["cost"] == 0.005
    assert KEY not in "".join(path.read_text("utf-8", "replace") for path in (home / "home").rglob("*.json*"))


@pytest.mark.usefixtures("graph")
def test_what_stood_by_the_rules_stands_and_a_decision_still_binds(
    home: Path, told: Stub, capsys: pytest.CaptureFixture[str]
) -> None:
    load(home, capsys, "rules")
    before = {claim_id("", claim): slots_hash(claim) for _, claim in claims_of(home)}
    held = Archive(home / "home" / "archive")
    (package,) = held.active()
    first = next(entry.claims[0] for entry in package.entries())
    decided = claim_id(package.document.sha256, first)
    held.decide(Decision("review", decided, "accepted", "me", now(), binds=slots_hash(first)))
    swapped = second(supplier=party("Sever Signal", "RU"), recipient=party("Lanhe Optics", "CN"))
    told.replies[:] = [chat([item(modality="denied"), swapped])]
    load(home, capsys, "both")
    after = {claim_id("", claim): slots_hash(claim) for _, claim in claims_of(home)}
    assert before.items() <= after.items() and len(after) == 3
    rows = {row["id"]: row for row in graph_claims(capsys)}
    assert len(rows) == 3 and rows[decided]["standing"] == "accepted"
    assert "disagree:modality" in rows[decided]["flags"]


@pytest.mark.usefixtures("graph")
def test_the_model_alone_stands_beside_the_rules_and_a_claim_of_both_is_one(
    home: Path, told: Stub, capsys: pytest.CaptureFixture[str]
) -> None:
    load(home, capsys, "rules")
    swapped = second(supplier=party("Sever Signal", "RU"), recipient=party("Lanhe Optics", "CN"))
    told.replies[:] = [chat([item(), swapped])]
    load(home, capsys, "model")
    assert sorted(extractor for extractor, _ in claims_of(home)) == ["model", "model", "rules", "rules"]
    rows = graph_claims(capsys)
    assert len(rows) == len({row["id"] for row in rows}) == 3
    assert run(["check"]) == 0, capsys.readouterr()
    capsys.readouterr()
    query = "MATCH (t:Transfer) RETURN t.claims AS claims ORDER BY claims"
    assert run(["cypher", query, "--json"]) == 0
    assert [row["claims"] for row in json.loads(capsys.readouterr().out)["rows"]] == [1, 1, 1]
    (contested,) = (row["id"] for row in rows if "disagree:supplier" in (row["flags"] or ()))
    assert run(["review", "list", "--json"]) == 0  # it opens no path, and stands first all the same
    assert json.loads(capsys.readouterr().out)["claims"][0]["says"]["id"] == contested
    assert run(["query", "claims_waiting", "--json"]) == 0
    waiting = json.loads(capsys.readouterr().out)["rows"]
    assert [row["contested"] for row in waiting] == [True, False, False] and waiting[0]["claim"] == contested


BAD = [
    (chat([item()], "length"), "cut off in the middle of its answer"),
    (chat("certainly!"), "words that are no JSON: 'certainly!'"),
    (Reply(b"{}"), "not of the interface 'openai'"),
    (Reply(chat([]).data, how="half"), "broke off in the middle of its answer"),
    (Reply(b"no", 401), "refuses the key (401)"),
]


@pytest.mark.parametrize(("reply", "message"), BAD)
def test_without_a_good_answer_nothing_of_the_file_is_taken_and_a_later_run_goes_on(
    home: Path, told: Stub, capsys: pytest.CaptureFixture[str], reply: Reply, message: str
) -> None:
    told.replies[:] = [reply]
    report = archive(home, "both", code=2)
    (file,) = report["files"]
    assert file["state"] == "failed" and message in file["reason"] and "a.txt" in file["reason"]
    assert claims_of(home) == []
    told.replies[:] = [chat([item(), second()])]
    assert archive(home, "both")["files"][0]["claims"] == 2


@pytest.mark.parametrize("how", ["late", "never"])
def test_an_answer_that_does_not_come_in_time_fails_the_file(
    home: Path, told: Stub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setenv("WAYBILL_MODEL_TIMEOUT_S", "0.2")
    told.replies[:] = [Reply(chat([]).data, how=how)]
    report = archive(home, "model", code=2)
    assert "gave no answer within 0.2 s" in report["files"][0]["reason"]
    assert report["model"]["unanswered"] == 1


def test_a_busy_service_is_waited_for(home: Path, told: Stub, capsys: pytest.CaptureFixture[str]) -> None:
    told.replies[:] = [Reply(status=429, headers={"Retry-After": "0"}), Reply(status=503, headers={"Retry-After": "0"}),
                       chat([item()])]  # fmt: skip
    report = archive(home, "model")
    assert (report["model"]["asked"], report["model"]["asked_again"]) == (1, 2)


@pytest.mark.usefixtures("graph")
def test_rejected_claims_are_kept_and_stay_out_of_the_graph(
    home: Path, told: Stub, capsys: pytest.CaptureFixture[str]
) -> None:
    invented = item(supplier=party("Harbin Tolvek Group", "CN"))
    told.replies[:] = [chat([item(quote="Never printed."), invented, second()])]
    load(home, capsys, "model")
    flags = [claim.flags for _, claim in claims_of(home)]
    assert len(flags) == 3
    assert sum("rejected:quote_not_in_text" in one for one in flags) == 1
    assert sum("rejected:name_not_in_text:supplier" in one for one in flags) == 1
    assert len(graph_claims(capsys)) == 1
    assert run(["check"]) == 0, capsys.readouterr()


def test_an_item_that_is_no_claim_is_a_reject_with_its_words(
    home: Path, told: Stub, capsys: pytest.CaptureFixture[str]
) -> None:
    told.replies[:] = [chat([item(), "nonsense", {"kind": "\ud800"}, item(supplier=party("\x1b[31m\u202e"))])]
    report = archive(home, "model", code=3)
    (file,) = report["files"]
    assert (file["rows_in"], file["accepted"], file["rejects_by_rule"]) == (4, 2, {"no_claim": 2})
    assert run(["rejects", "--json"]) == 0
    one, other = json.loads(capsys.readouterr().out)["rejects"]
    assert one["raw"] == ['"nonsense"'] and "is no object" in one["message"]
    assert other["raw"] == ['{"kind": "\\ud800"}'] and "holds half a character" in other["message"]


@pytest.mark.usefixtures("graph")
def test_another_model_is_no_later_version(
    home: Path, told: Stub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    package = archive(home, "model")["files"][0]["package"]
    monkeypatch.setenv("WAYBILL_MODEL", "large")
    report = archive(home, "model", code=2)
    assert report["files"][0]["reason"].endswith(
        "was read by another language model, in other passages or with other known names, and its claims stand; "
        f"take them out first: waybill unload {package}"
    )
    assert len(told.asked) == 1
    assert run(["unload", package]) == 0
    capsys.readouterr()
    archive(home, "model")
    assert {claim.extractor for _, claim in claims_of(home)} == {"model 1 (large)"}


def test_the_plan_says_what_would_be_sent_where(home: Path, told: Stub, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["load", str(home / "a.txt"), "--extractor", "both", "--plan", "--json"]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert file["reason"].endswith(f"its words go to the model small at {told.address[7:-3]}")
    assert told.asked == []


def test_known_names_help_the_rules_beside_the_model_and_are_not_sent(
    home: Path, told: Stub, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "known.jsonl").write_text('{"name": "Sekret Optical Yard", "kind": "company"}\n', encoding="utf-8")
    arguments = [str(home / "a.txt"), "--extractor", "both", "--gazetteer", str(home / "known.jsonl"), "--json"]
    assert run(["extract", *arguments]) == 0
    assert "rules 2.2" in capsys.readouterr().out
    assert "Sekret" not in json.dumps(told.asked)
    settings = Settings(home=home / "home")
    names = read_gazetteer(home / "known.jsonl")
    plain, knowing = (extractor_of("both", settings, gazetteer=one) for one in (None, names))
    assert (plain.version, knowing.version) == ("2.2.1", "2.2.1.1") and plain.settings != knowing.settings


def test_processes_that_read_for_others_are_not_told_of_the_model(home: Path, told: Stub) -> None:
    options = LoadOptions(model=extractor_of("both", Settings(home=home / "home")))
    written = json.dumps(options_to_json(options))
    assert KEY not in written and told.address not in written
    assert options_from_json(json.loads(written)) == LoadOptions()


def test_tables_are_never_sent(home: Path, told: Stub, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "a.txt").unlink()
    (home / "b.csv").write_text("Exporter,Importer,Goods\nAlfa,Beta,pumps\n", encoding="utf-8")
    settings = Settings(home=home / "home")
    report = load_files([home], settings, LoadOptions(model=extractor_of("both", settings)))
    assert [file.kind for file in report.files] == ["table"]
    assert told.asked == []


def test_extract_prints_claims_of_both_and_the_cost(home: Path, told: Stub, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(home / "a.txt"), "--extractor", "both", "--json"]) == 0
    printed = capsys.readouterr()
    claims = [json.loads(line) for line in printed.out.splitlines()]
    assert {claim["extractor"] for claim in claims} == {"rules 2.2 + model 1 (small)"}
    assert "1 questions asked, 0 answered before; 4,000 tokens in, 200 out, no prices set" in printed.err


def test_evaluate_scores_the_model_too(home: Path, told: Stub, capsys: pytest.CaptureFixture[str]) -> None:
    gold = home / "gold.jsonl"
    answer = {key: value for key, value in item().items() if value is not None} | {"document": "a.txt"}
    gold.write_text(json.dumps(answer) + "\n", encoding="utf-8")
    told.replies[:] = [chat([item()])]
    assert run(["evaluate", str(gold), str(home), "--extractor", "model", "--json"]) == 0
    whole = json.loads(capsys.readouterr().out)["groups"][0]
    assert (whole["found"], whole["strict_f1"]) == (1, 1.0)
    assert run(["evaluate", str(gold), str(home), "--extractor", "model", "--claims", str(gold)]) == 2


def test_purge_removes_the_kept_answers(home: Path, told: Stub, capsys: pytest.CaptureFixture[str]) -> None:
    archive(home, "both")
    settings = Settings(home=home / "home")
    assert list(settings.model_dir.iterdir())
    clean_home(settings, Erasure.of(frozenset()))
    assert not settings.model_dir.exists()
