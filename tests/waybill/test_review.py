"""`waybill review` from outside: list, show, decisions, undo, export, in a terminal. All firms are invented."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from graph.archive import Archive
from graph.settings import Settings
from tests.support import reviewing
from tests.support.reviewing import Call

call = reviewing.call  # a fixture
TEXT = (
    "The Chinese firm Qingfeng Rotor Works delivered 40 drone engines to Volna-Test in Russia in May 2023.\n\n"
    "The Chinese firm Huanghe Optics Works sold thermal cameras to the Russian company Iskra-Test in 2022.\n\n"
    "The Russian company Iskra-Test delivered machine tools to the Turkish company Kartal Test in 2021.\n"
)


def listed(call: Call, *options: str) -> list[dict[str, Any]]:
    code, printed, _ = call("review", "list", "--json", *options)
    assert code == 0
    answer = json.loads(printed)
    assert (answer["schema"], answer["total"]) == (1, len(answer["claims"]))
    found: list[dict[str, Any]] = answer["claims"]
    return found


def paths(call: Call, *options: str) -> list[str]:
    printed = call("paths", "--from", "CN", "--to", "RU", "--json", *options)[1]
    return [path["legs"][0]["from"]["name"] for path in json.loads(printed)["paths"]]


def test_what_opens_paths_stands_first_and_decisions_reach_the_graph(call: Call) -> None:
    queue = listed(call)
    assert [one["effect"]["paths"] for one in queue] == [1, 1, 0]
    assert {one["state"] for one in queue} == {"open"}
    first, second, third = (one["claim"] for one in queue)
    assert paths(call, "--reviewed") == []
    code, printed, _ = call("review", "accept", first, second[:12], "--why", "read", "--by", "Ada", "--json")
    answer = json.loads(printed)
    assert code == 0
    assert [(one["claim"], one["state"], one["new"]) for one in answer["claims"]] == [
        (first, "accepted", True), (second, "accepted", True),
    ]  # fmt: skip
    assert answer["graph"]["written"] > 0
    assert len(paths(call, "--reviewed")) == 2
    assert call("review", "reject", third)[0] == 0
    assert listed(call) == []
    assert "Nothing waits." in call("review", "list")[1]
    (accepted, _) = listed(call, "--state", "accepted")
    assert (accepted["decision"]["by"], accepted["decision"]["why"]) == ("Ada", "read")
    call("review", "undo")
    assert [one["claim"] for one in listed(call)] == [third]
    call("review", "undo", first, second)
    assert paths(call, "--reviewed") == []
    call("review", "reject", second)
    assert len(paths(call)) == 1
    assert call("check")[0] == 0
    call("rebuild")
    assert len(paths(call)) == 1


def test_a_decision_that_stands_is_not_repeated(call: Call, engine: Settings) -> None:
    claim = listed(call)[0]["claim"]
    call("review", "accept", claim)
    answer = json.loads(call("review", "accept", claim, claim, "--json")[1])
    assert (answer["claims"][0]["new"], answer["graph"], len(answer["claims"])) == (False, None, 1)
    assert "(as before)" in call("review", "accept", claim)[1]
    assert len(Archive(engine.archive_dir).decisions()) == 1


def test_a_claim_is_shown_with_its_passage_and_all_it_says(call: Call) -> None:
    one = next(one for one in listed(call) if one["says"]["supplier"]["surface"] == "Huanghe Optics Works")
    printed = call("review", "show", one["claim"][:8])[1]
    assert "\u27e6The Chinese firm Huanghe Optics Works sold thermal cameras" in printed
    assert "40 drone engines" in printed.partition("\u27e6")[0]
    for words in (
        "recipient     Iskra-Test (RU)",
        "dates         2022",
        "extracted by  rules",
        "Test Gazette, 2023-06",
    ):
        assert words in printed
    shown = json.loads(call("review", "show", one["claim"], "--json")[1])
    assert shown["says"]["goods"] == "thermal cameras"
    assert [piece["text"] for piece in shown["passage"]["pieces"] if piece["quote"]] == [shown["says"]["quote"]]


def test_a_correction_is_verified_and_stands_in_the_place_of_the_claim(call: Call, tmp_path: Path) -> None:
    claim = listed(call, "--goods", "drone engines")[0]["claim"]
    code, _, err = call("review", "correct", claim, "goods=saddles")
    assert (code, "fails verification (goods_not_in_text)" in err) == (2, True)
    slots = tmp_path / "slots.json"
    slots.write_text(json.dumps({"quantity": None, "modality": "alleged"}), encoding="utf-8")
    assert call("review", "correct", claim, "goods=engines", "--file", slots, "--why", "as printed")[0] == 0
    (one,) = listed(call, "--state", "corrected")
    says = one["says"]
    assert (says["goods"], says["quantity"], says["extractor"]) == ("engines", None, "hand (tester)")
    assert one["extracted"]["goods"] == "drone engines"
    assert "as extracted: asserted transfer: drone engines" in call("review", "show", claim)[1]
    evidence = json.loads(call("evidence", one["says"]["id"], "--json")[1])["evidence"]
    assert [(item["standing"], item["modality"]) for item in evidence] == [("accepted", "alleged")]
    assert call("check")[0] == 0
    call("review", "undo", one["says"]["id"])
    assert listed(call, "--state", "corrected") == []


def test_a_correction_to_what_another_claim_says_is_refused(call: Call, tmp_path: Path) -> None:
    first, second, _ = listed(call)
    slots = tmp_path / "slots.json"
    slots.write_text(json.dumps(second["says"]), encoding="utf-8")
    code, _, err = call("review", "correct", first["claim"], "--file", slots)
    assert (code, f"corrected it is claim {second['claim']}; accept that one" in err) == (2, True)


def test_a_changed_text_has_new_claims_with_the_old_decisions_beside(call: Call, tmp_path: Path) -> None:
    old = listed(call)[0]["claim"]
    call("review", "reject", old, "--why", "a rumour")
    (tmp_path / "report.txt").write_text("An update of our report.\n\n" + TEXT, encoding="utf-8")
    call("load", tmp_path / "report.txt", "--publisher", "Test Gazette", "--published", "2023-06")
    (beside,) = (one for one in listed(call) if one["earlier"] is not None)
    assert beside["claim"] != old
    assert (beside["earlier"]["verdict"], beside["earlier"]["why"]) == ("rejected", "a rumour")
    assert "open, before: rejected" in call("review", "list")[1]
    assert "before: rejected by tester" in call("review", "show", beside["claim"])[1]


def test_reviewed_texts_become_test_cases(call: Call, tmp_path: Path) -> None:
    claims = {one["says"]["goods"]: one["claim"] for one in listed(call)}
    call("review", "correct", claims["drone engines"], "modality=alleged")
    call("review", "reject", claims["thermal cameras"])
    folder = tmp_path / "cases"
    code, printed, _ = call("review", "export", folder, "--json")
    written = json.loads(printed)
    assert (code, written["texts"], written["claims"], written["open"]) == (0, 1, 1, 1)
    assert (folder / "report.txt").read_text(encoding="utf-8") == TEXT
    answers = [json.loads(line) for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {one["goods"]: (one["modality"], one["flags"]) for one in answers} == {
        "drone engines": ("alleged", []), "machine tools": ("asserted", ["optional"]),
    }  # fmt: skip
    groups = json.loads(call("evaluate", folder / "claims.jsonl", folder, "--json")[1])["groups"]
    assert (groups[0]["gold"], groups[0]["found"], groups[0]["modality"]) == (2, 3, [1, 2])
    code, _, err = call("review", "export", folder)
    assert (code, "must be a new or empty folder" in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("accept", "0123456789ab"), "claim '0123456789ab': is no claim of a text here"),
        (("undo",), "undo: nothing is decided yet"),
        (("list", "--state", "perhaps"), "--state: must be one of waiting, accepted"),
        (("list", "--from", "Nowhereland"), "from: must be a country"),
        (("export", "somewhere"), "export: nothing is decided yet"),
        ((), "review: asks in a terminal, and there is none"),
    ],
)
def test_what_cannot_be_done_is_said(call: Call, arguments: tuple[str, ...], message: str) -> None:
    code, _, err = call("review", *arguments)
    assert (code, message in err) == (2, True)


def test_nothing_is_decided_where_one_of_several_is_unknown(call: Call) -> None:
    claims = listed(call)
    assert call("review", "accept", claims[0]["claim"], "0123456789ab")[0] == 2
    assert call("review", "undo", claims[0]["claim"])[0] == 2
    assert len(listed(call)) == 3


@pytest.fixture
def press(call: Call, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    """Run `waybill review` with keys pressed, and lines typed where it asks for them."""

    def do(keys: str, *lines: str) -> tuple[int, str, str]:
        waiting, typed = iter(keys), iter(lines)
        monkeypatch.setattr(typer, "getchar", lambda: next(waiting))
        monkeypatch.setattr(typer, "prompt", lambda *_, **__: next(typed))
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        with monkeypatch.context() as patch:
            patch.setattr(sys.stdout, "isatty", lambda: True)
            return call("review", "--why", "one by one")

    return do


def test_in_a_terminal_one_key_decides_each(call: Call, press: Callable[..., tuple[int, str, str]]) -> None:
    first, second, third = (one["claim"] for one in listed(call))
    code, printed, err = press("aurxacc", "goods=saddles", "modality=alleged")
    assert code == 0
    for words in ("1 of 3: paths 1", "3 of 3", "a accept, r reject", "3 of 3 claims decided"):
        assert words in printed
    assert "goods_not_in_text" in err
    decided = {one["claim"]: one for one in listed(call, "--state", "all")}
    assert [decided[one]["state"] for one in (first, second, third)] == ["rejected", "accepted", "corrected"]
    assert {one["decision"]["why"] for one in decided.values()} == {"one by one"}
    assert len(paths(call)) == 1


def test_a_session_can_be_left_at_any_claim(call: Call, press: Callable[..., tuple[int, str, str]]) -> None:
    code, printed, err = press("usq")
    assert (code, "0 of 3 claims decided" in printed) == (0, True)
    assert "nothing is decided in this session" in err
    assert len(listed(call)) == 3
