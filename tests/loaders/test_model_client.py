"""The client of a language model against a stub on loopback. It tests the protocol only, never quality."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from graph.errors import ConfigError, ModelError
from graph.settings import ModelSettings, Settings
from loaders.extraction.model import prompt
from loaders.extraction.model.client import Client
from loaders.extraction.model.kept import Answers
from loaders.extraction.model.meter import Meter
from tests.support.model_stub import TOKENS_IN, TOKENS_OUT, Reply, Stub, chat, messages, stub

KEY = "sk-kept-quiet-1"
CLAIM = {"kind": "transfer", "modality": "asserted", "quote": "q"}


def client(told: Stub, folder: Path | None = None, **slots: Any) -> Client:
    given: dict[str, Any] = {"address": told.address, "model": "small", "key": KEY, "timeout_s": 5.0} | slots
    settings = ModelSettings(**given)
    return Client(settings, Answers(folder), Meter(settings), wait=lambda seconds: waits.append(seconds))


waits: list[float] = []


@pytest.fixture(autouse=True)
def no_waits() -> None:
    waits.clear()


def test_a_question_has_the_rules_the_form_and_the_key_in_its_header() -> None:
    with stub(chat([CLAIM])) as told:
        assert client(told).ask("the question") == [CLAIM]
    (asked,) = told.asked
    assert told.paths == ["/v1/chat/completions"]
    assert told.headers[0]["authorization"] == f"Bearer {KEY}"
    assert [one["role"] for one in asked["messages"]] == ["system", "user"]
    assert asked["messages"][0]["content"] == prompt.RULES
    assert asked["messages"][1]["content"] == "the question"
    assert asked["response_format"]["json_schema"]["schema"] == prompt.ANSWER
    assert (asked["max_tokens"], asked["temperature"], asked["model"]) == (8000, 0, "small")


@pytest.mark.parametrize("base", ["/v1", ""])
def test_the_other_interface_hands_claims_in_by_a_tool(base: str) -> None:
    with stub(messages([CLAIM])) as told:
        asking = client(told, api="anthropic", address=told.address.removesuffix("/v1") + base)
        assert asking.ask("the question") == [CLAIM]
    (asked,) = told.asked
    assert told.paths == ["/v1/messages"]
    assert (told.headers[0]["x-api-key"], told.headers[0]["anthropic-version"]) == (KEY, "2023-06-01")
    assert (asked["system"], asked["max_tokens"]) == (prompt.RULES, 8000)
    assert asked["tool_choice"] == {"type": "tool", "name": "claims"}
    assert asked["tools"][0]["input_schema"] == prompt.ANSWER


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (chat([CLAIM], "length"), "cut off in the middle of its answer"),
        (chat('{"claims": [{"kind": "tra', "length"), "cut off in the middle of its answer"),
        (chat('{"claims": [{"kind": "tra'), "words that are no JSON"),
        (chat("Sure! Here you are."), "words that are no JSON: 'Sure! Here you are.'"),
        (chat("[]"), "without a list of claims"),
        (chat('{"claims": {}}'), "without a list of claims"),
        (chat("[" * 100_000), "words that are no JSON"),
        (chat([], "content_filter"), "for another reason than being done: 'content_filter'"),
        (chat([], refusal="I would rather not."), "refused to answer: 'I would rather not.'"),
        (chat([], tokens_in=2), "the service cut it"),
        (Reply(b"<html>"), "what is no JSON: '<html>'"),
        (Reply(b'{"error": "x"}'), "not of the interface 'openai'"),
        (Reply(b"null"), "not of the interface 'openai'"),
        (Reply(b'{"choices": []}'), "not of the interface 'openai'"),
        (Reply(b"\xff\xfe"), "what is no JSON"),
        (Reply(b"x" * (9 << 20)), "more than 8,388,608 bytes"),
        (Reply(b"the prompt is odd", 400), "status 400: the prompt is odd"),
        (Reply(b"", 500), "status 500: no words"),
    ],
)
def test_an_answer_that_cannot_be_used_is_an_error_and_is_not_kept(tmp_path: Path, reply: Reply, message: str) -> None:
    with stub(reply) as told:
        asking = client(told, tmp_path)
        with pytest.raises(ModelError) as caught:
            asking.ask("q" * 1000)
    assert message in str(caught.value)
    assert list(tmp_path.iterdir()) == []
    assert (len(told.asked), asking.stopped) == (1, None)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (messages([], "max_tokens"), "cut off in the middle of its answer (max_tokens)"),
        (messages([], "refusal"), "for another reason than being done: 'refusal'"),
        (messages([], name="other"), "the tool that hands them in was not called"),
        (chat([]), "not of the interface 'anthropic'"),
    ],
)
def test_the_other_interface_has_its_own_words_for_that(reply: Reply, message: str) -> None:
    with stub(reply) as told, pytest.raises(ModelError) as caught:
        client(told, api="anthropic").ask("question")
    assert message in str(caught.value)


@pytest.mark.parametrize("how", ["late", "stalled", "never"])
def test_a_late_answer_a_stalled_one_and_none_end_at_the_time_limit(how: str) -> None:
    with stub(Reply(chat([]).data, how=how)) as told:
        asking = client(told, timeout_s=0.2)
        with pytest.raises(ModelError, match=r"gave no answer within 0\.2 s; raise WAYBILL_MODEL_TIMEOUT_S"):
            asking.ask("question")
    assert (asking.meter.asked, asking.meter.unanswered) == (0, 1)


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with stub(chat([CLAIM])) as told:
        assert client(told).ask("question") == [CLAIM]


def test_half_an_answer_is_none() -> None:
    with stub(Reply(chat([CLAIM]).data, how="half")) as told:
        asking = client(told)
        with pytest.raises(ModelError, match="broke off in the middle of its answer"):
            asking.ask("question")
    assert asking.meter.unanswered == 1


def test_a_busy_service_is_asked_again_after_the_time_that_it_names() -> None:
    busy = [Reply(status=429, headers={"Retry-After": "7"}), Reply(status=503), Reply(status=429), Reply(status=529)]
    with stub(*busy, chat([CLAIM])) as told:
        asking = client(told)
        assert asking.ask("question") == [CLAIM]
    assert waits == [7.0, 2.0, 4.0, 8.0]
    assert (len(told.asked), asking.meter.again, asking.meter.asked) == (5, 4, 1)


def test_a_date_to_come_back_at_counts_and_a_past_one_means_at_once() -> None:
    past = Reply(status=503, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})
    with stub(past, Reply(status=503, headers={"Retry-After": "soon"}), chat([])) as told:
        assert client(told).ask("question") == []
    assert waits == [0.0, 2.0]


def test_a_service_that_stays_busy_is_left_alone() -> None:
    with stub(Reply(status=503)) as told:
        asking = client(told, retries=2)
        for question in ("one", "two"):
            with pytest.raises(ModelError, match=r"is busy \(503\), also after 2 more attempts"):
                asking.ask(question)
    assert len(told.asked) == 3  # the second question was not sent any more


def test_a_service_that_wants_an_hour_is_not_waited_for() -> None:
    hour = Reply(status=429, headers={"Retry-After": "3600"})
    with stub(hour) as told, pytest.raises(ModelError, match="asks to be left alone for 3,600 s"):
        client(told).ask("question")
    assert (len(told.asked), waits) == (1, [])


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(f"Incorrect key {KEY}".encode(), 401), "refuses the key (401)"),
        (Reply(b"", 403), "refuses the key (403)"),
        (Reply(f"no model for {KEY}".encode(), 404), "status 404: no model for [key]"),
        (Reply(b"", 307, {"Location": "http://127.0.0.1:9/"}), "sends on to another address (307)"),
    ],
)
def test_what_would_fail_every_time_is_asked_once_and_never_names_the_key(reply: Reply, message: str) -> None:
    with stub(reply) as told:
        asking = client(told)
        for question in ("one", "two"):
            with pytest.raises(ModelError) as caught:
                asking.ask(question)
            assert message in str(caught.value)
            assert KEY not in str(caught.value) + repr(caught.value.__cause__) + repr(asking.settings)
    assert len(told.asked) == 1


def test_a_key_within_an_answer_is_masked() -> None:
    with stub(chat(f"The key is {KEY}")) as told, pytest.raises(ModelError) as caught:
        client(told).ask("question")
    assert "[key]" in str(caught.value) and KEY not in str(caught.value)


def test_nobody_there_is_said_once() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    asking = client(Stub(address))
    for question in ("one", "two"):
        with pytest.raises(ModelError, match="cannot be reached"):
            asking.ask(question)
    assert asking.meter.unanswered == 0


def test_an_answer_is_kept_and_nothing_is_asked_twice(tmp_path: Path) -> None:
    with stub(chat([CLAIM])) as told:
        assert client(told, tmp_path / "model").ask("one") == [CLAIM]
        again = client(told, tmp_path / "model")
        assert again.ask("one") == [CLAIM]
        assert (again.meter.kept, again.meter.asked, again.meter.tokens_in) == (1, 0, 0)
        client(told, tmp_path / "model", model="other").ask("one")
        client(told, tmp_path / "model").ask("two")
    assert len(told.asked) == 3
    (first, *_) = (tmp_path / "model").iterdir()
    assert first.stat().st_mode & 0o077 == 0
    assert KEY not in "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "model").iterdir())


def test_a_damaged_answer_is_asked_for_again(tmp_path: Path) -> None:
    with stub(chat([CLAIM])) as told:
        client(told, tmp_path).ask("one")
        (path,) = tmp_path.iterdir()
        for damage in ("", "[]", '{"claims": 1}', "\xff"):
            path.write_text(damage, encoding="latin-1")
            assert client(told, tmp_path).ask("one") == [CLAIM]
    assert len(told.asked) == 5


def test_tokens_and_cost_are_counted() -> None:
    with stub(chat([])) as told:
        asking = client(told, price_in=2.0, price_out=10.0)
        asking.ask("one")
        asking.ask("two")
    told_of = asking.meter.to_json()
    assert (told_of["asked"], told_of["tokens_in"], told_of["tokens_out"]) == (2, 2 * TOKENS_IN, 2 * TOKENS_OUT)
    assert told_of["cost"] == pytest.approx(2 * (TOKENS_IN * 2 + TOKENS_OUT * 10) / 1_000_000)
    assert "2 questions asked" in str(asking.meter) and "cost 0.0200" in str(asking.meter)
    assert KEY not in json.dumps(told_of) + str(asking.meter)


def test_without_counts_of_the_service_tokens_are_estimated() -> None:
    with stub(chat([], tokens_in=None)) as told:
        asking = client(told)
        asking.ask("one")
    assert asking.meter.tokens_in > 1000 and asking.meter.tokens_out > 0


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({"max_tokens": TOKENS_IN + TOKENS_OUT + 8500}, "could pass WAYBILL_MODEL_MAX_TOKENS (12,700)"),
        ({"price_in": 1.0, "price_out": 100.0, "max_cost": 0.82}, "could pass WAYBILL_MODEL_MAX_COST (0.82)"),
    ],
)
def test_a_limit_stops_before_it_is_passed(limits: dict[str, Any], message: str) -> None:
    with stub(chat([])) as told:
        asking = client(told, **limits)
        asking.ask("one")
        for question in ("two", "three"):
            with pytest.raises(ModelError) as caught:
                asking.ask(question)
            assert message in str(caught.value)
    assert len(told.asked) == 1


def test_an_answer_that_did_not_come_counts_against_the_limit() -> None:
    with stub(Reply(chat([]).data, how="half")) as told:
        asking = client(told, max_tokens=14_000)
        with pytest.raises(ModelError, match="broke off"):
            asking.ask("one")
        with pytest.raises(ModelError, match="WAYBILL_MODEL_MAX_TOKENS"):
            asking.ask("two")
    assert len(told.asked) == 1


GOOD = {"WAYBILL_MODEL_ADDRESS": "http://127.0.0.1:1/v1", "WAYBILL_MODEL": "m"}


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:11434/v1", "http://localhost:8000/v1/", "http://[::1]:1", "https://models.example/v1"]
)
def test_loopback_and_https_are_permitted(address: str) -> None:
    found = ModelSettings.from_environment(GOOD | {"WAYBILL_MODEL_ADDRESS": address})
    assert found.address == address.rstrip("/")


@pytest.mark.parametrize("address", ["http://192.0.2.7/v1", "http://models.example", "http://127.0.0.1.example/v1"])
def test_plain_http_to_another_machine_needs_a_word(address: str) -> None:
    given = GOOD | {"WAYBILL_MODEL_ADDRESS": address}
    with pytest.raises(ConfigError, match="must begin with https://"):
        ModelSettings.from_environment(given)
    assert ModelSettings.from_environment(given | {"WAYBILL_MODEL_PLAIN_HTTP": "yes"}).address == address


@pytest.mark.parametrize(
    ("slots", "message"),
    [
        ({"WAYBILL_MODEL": " "}, "WAYBILL_MODEL must be set"),
        ({"WAYBILL_MODEL_ADDRESS": ""}, "WAYBILL_MODEL_ADDRESS must be set"),
        ({"WAYBILL_MODEL_ADDRESS": "ftp://127.0.0.1"}, "must be an address"),
        ({"WAYBILL_MODEL_ADDRESS": "https://models.example/v1?key=x"}, "must be an address"),
        ({"WAYBILL_MODEL_ADDRESS": "https://a:b@models.example"}, "must not hold user or password"),
        ({"WAYBILL_MODEL_API": "grpc"}, "WAYBILL_MODEL_API: must be openai or anthropic, got 'grpc'"),
        ({"WAYBILL_MODEL_RETRIES": "-1"}, "WAYBILL_MODEL_RETRIES: must be a whole number from 0, got '-1'"),
        ({"WAYBILL_MODEL_PASSAGE": "10"}, "WAYBILL_MODEL_PASSAGE: must be a whole number of at least 500, got '10'"),
        ({"WAYBILL_MODEL_PRICE_IN": "dear"}, "WAYBILL_MODEL_PRICE_IN: must be an amount of money"),
        ({"WAYBILL_MODEL_MAX_COST": "1"}, "WAYBILL_MODEL_MAX_COST: needs the prices"),
        ({"WAYBILL_MODEL_TIMEOUT_S": "0"}, "WAYBILL_MODEL_TIMEOUT_S: must be a number of seconds above 0"),
        ({"WAYBILL_MODEL_KEY": "two\r\nX-Other: lines"}, "WAYBILL_MODEL_KEY: must be one word of ASCII signs"),
        ({"WAYBILL_MODEL_KEY_FILE": "/nowhere/key"}, "WAYBILL_MODEL_KEY_FILE: cannot read /nowhere/key"),
    ],
)
def test_a_wrong_setting_is_named(slots: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        ModelSettings.from_environment(GOOD | slots)
    assert message in str(caught.value)
    assert "X-Other" not in str(caught.value) and "a:b" not in str(caught.value)


def test_the_key_may_lie_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(f"{KEY}\n", encoding="utf-8")
    found = ModelSettings.from_environment(GOOD | {"WAYBILL_MODEL_KEY_FILE": str(path)})
    assert found.key == KEY and KEY not in repr(found)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="must be a text file"):
        ModelSettings.from_environment(GOOD | {"WAYBILL_MODEL_KEY_FILE": str(path)})


def test_settings_of_a_model_disturb_no_other_command(tmp_path: Path) -> None:
    wrong = {"WAYBILL_HOME": str(tmp_path), "WAYBILL_MODEL_TIMEOUT_S": "never", "WAYBILL_MODEL_KEY_FILE": "/nowhere"}
    assert Settings.from_environment(wrong).model_dir == tmp_path / "model"
