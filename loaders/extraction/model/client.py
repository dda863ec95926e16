"""Asks a language model over HTTP and gives up in time: one address, no redirects, no proxies, no key in a message."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import urllib3

from graph.errors import ModelError
from graph.settings import ModelSettings
from loaders.extraction.model import wire
from loaders.extraction.model.kept import Answers, key_of
from loaders.extraction.model.meter import Meter, guess

BUSY = frozenset({429, 503, 529})  # 529: Anthropic's "overloaded"
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 120.0
LARGEST = 8 << 20  # bytes of an answer
BLOCK = 1 << 16
FATAL = frozenset({401, 402, 403, 404})  # the next question would fare no better
MASK = "[key]"
SHOWN = 200  # characters of what a service says of an error


@dataclass(slots=True)
class Client:
    """Asks one model.

    Attributes:
        settings: where, and within which limits.
        answers: of earlier runs.
        meter: counts what this run uses.
        wait: waits so many seconds.
        stopped: why nothing is asked any more, once that is so.
    """

    settings: ModelSettings
    answers: Answers
    meter: Meter
    wait: Callable[[float], None] = time.sleep
    stopped: str | None = None
    _pool: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(retries=False))

    def ask(self, question: str) -> list[Any]:
        """Return the claims that the model lists, from an earlier run where it answered then.

        Args:
            question: of loaders.extraction.model.prompt.

        Raises:
            ModelError: no answer, half a one, or one that cannot be used; or a limit is reached.
        """
        key = key_of(self.settings, question)
        known = self.answers.find(key)
        if known is not None:
            self.meter.kept += 1
            return known
        if self.stopped is not None:
            raise ModelError(self.stopped)
        body = wire.body(self.settings, question)
        tokens = guess(body)
        self._allow(tokens)
        data = self._send(body, tokens)
        answer = self._read(data, question, tokens)
        self.answers.keep(key, answer.items)
        return answer.items

    def foresee(self, questions: Iterable[str]) -> None:
        """Refuse a document whose questions alone would pass a limit, before the first of them costs anything.

        Args:
            questions: all that are to be asked about it.

        Raises:
            ModelError: they would.
        """
        new = [question for question in questions if self.answers.find(key_of(self.settings, question)) is None]
        tokens = sum(guess(wire.body(self.settings, question)) for question in new)
        if len(new) > 1:
            self.meter.allow(tokens, answers=0, what=f"this document ({len(new):,} questions)")

    def _allow(self, tokens: int) -> None:
        try:
            self.meter.allow(tokens)
        except ModelError as error:
            self.stopped = str(error)
            raise

    def _read(self, data: bytes, question: str, tokens: int) -> wire.Answer:
        try:
            answer = wire.read(self.settings, data, question)
        except ModelError as error:
            self.meter.lost(tokens)
            raise ModelError(self._masked(str(error))) from None
        used_in = tokens if answer.tokens_in is None else answer.tokens_in
        self.meter.answered(used_in, guess(data) if answer.tokens_out is None else answer.tokens_out)
        return answer

    def _send(self, body: bytes, tokens: int) -> bytes:
        """Send a question, again while the service is busy."""
        for attempt in range(self.settings.retries + 1):
            status, told, data = self._post(body, tokens)
            if status == 200:
                return data
            if status not in BUSY:
                self._refused(status, data)
            if attempt < self.settings.retries:
                self.meter.again += 1
                self.wait(self._pause(attempt, told))
        raise self._stop(
            f"is busy ({status}), also after {self.settings.retries} more attempts; run the same command later, or "
            "raise WAYBILL_MODEL_RETRIES"
        )

    def _pause(self, attempt: int, told: str | None) -> float:
        """Seconds until the next attempt: what the service asks for, else twice as long each time."""
        asked = _seconds(told)
        if asked is None:
            return min(FIRST_WAIT_S * 2.0**attempt, LONGEST_WAIT_S)
        if asked > LONGEST_WAIT_S:
            raise self._stop(f"is busy and asks to be left alone for {asked:,.0f} s; run the same command after that")
        return asked

    def _post(self, body: bytes, tokens: int) -> tuple[int, str | None, bytes]:
        """One attempt: status, Retry-After and the bytes of the answer."""
        limit = self.settings.timeout_s
        until = time.monotonic() + limit
        try:
            reply = self._pool.request(
                "POST",
                wire.url(self.settings),
                body=body,
                headers=wire.headers(self.settings),
                timeout=urllib3.Timeout(total=limit),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            try:
                data = self._whole(reply, until, tokens)
            finally:
                reply.close()
        except (urllib3.exceptions.ConnectTimeoutError, urllib3.exceptions.NewConnectionError) as error:
            reason = "no connection in time" if "timed out" in str(error) else "nothing answers there"
            raise self._stop(f"cannot be reached ({reason}); start it, or see WAYBILL_MODEL_ADDRESS") from None
        except urllib3.exceptions.SSLError:
            raise self._stop("cannot be reached (its certificate is not trusted); see WAYBILL_MODEL_ADDRESS") from None
        except (urllib3.exceptions.TimeoutError, TimeoutError):
            self.meter.lost(tokens)
            raise ModelError(f"gave no answer within {limit:g} s; raise WAYBILL_MODEL_TIMEOUT_S") from None
        except (urllib3.exceptions.HTTPError, OSError) as error:
            self.meter.lost(tokens)
            raise ModelError(
                f"broke off in the middle of its answer ({type(error).__name__}); run the same command again"
            ) from None
        return reply.status, reply.headers.get("Retry-After"), data

    def _whole(self, reply: urllib3.BaseHTTPResponse, until: float, tokens: int) -> bytes:
        """Read an answer to its end, within the time that is left."""
        data = bytearray()
        while block := reply.read1(BLOCK):
            data += block
            if len(data) > LARGEST:
                self.meter.lost(tokens)
                raise ModelError(f"answered with more than {LARGEST:,} bytes, which no list of claims has")
            if time.monotonic() > until:
                raise TimeoutError
        return bytes(data)

    def _refused(self, status: int, data: bytes) -> None:
        """Raise for a status that says no.

        Raises:
            ModelError: always; nothing more is asked where the next question would fare no better.
        """
        if 300 <= status < 400:
            raise self._stop(f"sends on to another address ({status}), which nobody follows; see WAYBILL_MODEL_ADDRESS")
        if status in (401, 403):  # what it says of the key is not repeated
            raise self._stop(f"refuses the key ({status}); see WAYBILL_MODEL_KEY or WAYBILL_MODEL_KEY_FILE")
        said = " ".join(self._masked(data.decode("utf-8", "replace")).split())[:SHOWN]
        message = f"answered with status {status}: {said or 'no words'}"
        if status in FATAL:
            raise self._stop(f"{message}; see WAYBILL_MODEL_ADDRESS and WAYBILL_MODEL")
        raise ModelError(message)

    def _stop(self, message: str) -> ModelError:
        self.stopped = message
        return ModelError(message)

    def _masked(self, text: str) -> str:
        return text.replace(self.settings.key, MASK) if self.settings.key else text


def _seconds(told: str | None) -> float | None:
    """The seconds of a Retry-After header, which may be a number or a date."""
    if told is None:
        return None
    if told.strip().isascii() and told.strip().isdigit():
        return float(told)
    try:
        when = parsedate_to_datetime(told)
    except (ValueError, IndexError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
