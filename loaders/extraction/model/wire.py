"""The two interfaces that are spoken: chat completions (OpenAI, Ollama, vLLM and others) and messages (Anthropic)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from graph.errors import ModelError
from graph.settings import ModelSettings
from loaders.extraction.model import prompt

ANTHROPIC_VERSION = "2023-06-01"
TOOL = "claims"
SHOWN = 160  # characters of an answer that an error repeats
CUT_QUESTION = 12  # characters a token; with more the service has read less than it was sent
OWN = "api.openai.com"  # its newer models refuse what all others expect: max_tokens, a temperature


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    Attributes:
        items: the claims, as the model wrote them.
        tokens_in, tokens_out: as the service counts them; None where it does not say.
    """

    items: list[Any]
    tokens_in: int | None
    tokens_out: int | None


def url(settings: ModelSettings) -> str:
    """Return the whole address of a question."""
    if settings.api == "openai":
        return f"{settings.address}/chat/completions"
    return f"{settings.address.removesuffix('/v1')}/v1/messages"


def headers(settings: ModelSettings) -> dict[str, str]:
    """Return the headers of a question, the key included."""
    found = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "waybill"}
    if settings.api == "anthropic":
        found["anthropic-version"] = ANTHROPIC_VERSION
    if settings.key is not None:
        name, value = ("x-api-key", settings.key) if settings.api == "anthropic" else ("Authorization", "Bearer ")
        found[name] = value if settings.api == "anthropic" else value + settings.key
    return found


def body(settings: ModelSettings, question: str) -> bytes:
    """Return the JSON of a question; the answer is bound to a form where the service can do that."""
    asked: dict[str, Any] = {"model": settings.model}
    user = {"role": "user", "content": question}
    if settings.api == "anthropic":
        tool = {"name": TOOL, "description": "Hands in the claims of the passage.", "input_schema": prompt.ANSWER}
        asked |= {"max_tokens": settings.answer_tokens, "system": prompt.RULES, "messages": [user], "tools": [tool]}
        asked |= {"tool_choice": {"type": "tool", "name": TOOL}}
    else:
        form = {"name": TOOL, "strict": True, "schema": prompt.ANSWER}
        asked |= {"messages": [{"role": "system", "content": prompt.RULES}, user]}
        asked |= {"response_format": {"type": "json_schema", "json_schema": form}}
        if urlsplit(settings.address).hostname == OWN:
            asked["max_completion_tokens"] = settings.answer_tokens
        else:
            asked |= {"max_tokens": settings.answer_tokens, "temperature": 0}
    return json.dumps(asked, ensure_ascii=False).encode("utf-8", "replace")


def read(settings: ModelSettings, data: bytes, question: str) -> Answer:
    """Read an answer whole; half an answer is none.

    Args:
        settings: which interface it is.
        data: the bytes of the answer.
        question: what was asked, to tell whether the service has read all of it.

    Raises:
        ModelError: it is cut, refused, no JSON, or not of the form that was asked for.
    """
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"answered with what is no JSON: {_start(data.decode('utf-8', 'replace'))}") from error
    try:
        content, tokens = (_messages if settings.api == "anthropic" else _chat)(told)
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise ModelError(
            f"answered with JSON that is not of the interface {settings.api!r} (WAYBILL_MODEL_API): "
            f"{_start(data.decode('utf-8', 'replace'))}"
        ) from error
    items = content.get("claims") if isinstance(content, Mapping) else None
    if not isinstance(items, list):
        raise ModelError(f"answered without a list of claims: {_start(json.dumps(content, ensure_ascii=False))}")
    if tokens[0] is not None and tokens[0] * CUT_QUESTION < len(question):
        raise ModelError(
            f"has read {tokens[0]:,} tokens of a question of {len(question):,} characters: the service cut it; give "
            "it a longer context (Ollama: OLLAMA_CONTEXT_LENGTH), or lower WAYBILL_MODEL_PASSAGE"
        )
    return Answer(items, *tokens)


def _chat(told: Any) -> tuple[Any, tuple[int | None, int | None]]:
    choice = told["choices"][0]
    message = choice["message"]
    _finished(choice.get("finish_reason"), ("stop", None), "length")
    if message.get("refusal"):
        raise ModelError(f"refused to answer: {_start(str(message['refusal']))}")
    return _json(message["content"]), _tokens(told.get("usage"), "prompt_tokens", "completion_tokens")


def _messages(told: Any) -> tuple[Any, tuple[int | None, int | None]]:
    _finished(told["stop_reason"], ("tool_use", "end_turn"), "max_tokens")
    blocks = [block for block in told["content"] if block.get("type") == "tool_use" and block.get("name") == TOOL]
    if not blocks:
        raise ModelError("answered without a list of claims: the tool that hands them in was not called")
    return blocks[0]["input"], _tokens(told.get("usage"), "input_tokens", "output_tokens")


def _finished(reason: Any, good: tuple[Any, ...], cut: str) -> None:
    if reason == cut:
        raise ModelError(
            f"was cut off in the middle of its answer ({cut}); half an answer is none: raise "
            "WAYBILL_MODEL_ANSWER_TOKENS, or lower WAYBILL_MODEL_PASSAGE"
        )
    if reason not in good:
        raise ModelError(f"ended its answer for another reason than being done: {_start(str(reason))}")


def _json(content: Any) -> Any:
    if not isinstance(content, str):
        raise ModelError("answered without words")
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"answered with words that are no JSON: {_start(content)}") from error


def _tokens(usage: Any, asked: str, answered: str) -> tuple[int | None, int | None]:
    counts = [usage.get(name) if isinstance(usage, Mapping) else None for name in (asked, answered)]
    whole = [count if type(count) is int and count >= 0 else None for count in counts]
    return whole[0], whole[1]


def _start(text: str) -> str:
    line = " ".join(text.split())
    return repr(line if len(line) <= SHOWN else line[:SHOWN] + "…")
