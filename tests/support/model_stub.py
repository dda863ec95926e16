"""A server on loopback that answers as a test tells it, in the form of either interface.

It tests the protocol and the verifier only, never the quality of a model: there is none behind it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKENS_IN, TOKENS_OUT = 4_000, 200  # of every good answer


@dataclass(slots=True)
class Reply:
    """One answer.

    Attributes:
        status, headers, data: of the answer.
        how: whole, half (the connection breaks in the middle), stalled (nothing comes after the middle), late (when the
            test is over) or never.
    """

    data: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    how: str = "whole"


@dataclass
class Stub:
    """What the server is told and what it heard.

    Attributes:
        replies: the next ones in order; the last one is repeated.
        asked: bodies of the questions; headers: of each.
    """

    address: str
    replies: list[Reply] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def next(self) -> Reply:
        """Return the reply that is due."""
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def chat(claims: list[Any] | str, finish: str = "stop", tokens_in: int | None = TOKENS_IN, **more: Any) -> Reply:
    """An answer of chat completions; words instead of claims are sent as they are."""
    content = claims if isinstance(claims, str) else json.dumps({"claims": claims})
    told: dict[str, Any] = {
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **more}}]
    }
    if tokens_in is not None:
        told["usage"] = {"prompt_tokens": tokens_in, "completion_tokens": TOKENS_OUT}
    return Reply(json.dumps(told).encode())


def messages(claims: list[Any], stop: str = "tool_use", name: str = "claims") -> Reply:
    """An answer of messages."""
    block = {"type": "tool_use", "id": "t1", "name": name, "input": {"claims": claims}}
    usage = {"input_tokens": TOKENS_IN, "output_tokens": TOKENS_OUT}
    return Reply(json.dumps({"type": "message", "content": [block], "stop_reason": stop, "usage": usage}).encode())


@contextmanager
def stub(*replies: Reply) -> Iterator[Stub]:
    """Serve replies until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.told = Stub(f"http://127.0.0.1:{server.server_port}/v1", list(replies))  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.told  # type: ignore[attr-defined]
    finally:
        server.told.over.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        told: Stub = self.server.told  # type: ignore[attr-defined]
        told.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        told.headers.append({name.lower(): value for name, value in self.headers.items()})
        told.paths.append(self.path)
        reply = told.next()
        if reply.how in ("late", "never"):
            told.over.wait()
            if reply.how == "never":
                self.close_connection = True
                return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.data)))
        self.end_headers()
        try:
            whole = reply.how not in ("half", "stalled")
            self.wfile.write(reply.data if whole else reply.data[: len(reply.data) // 2])
        except OSError:
            return  # whoever asked has given up
        if reply.how == "stalled":
            told.over.wait()
        if not whole:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""
