"""What the servers say, told as the kind of error that it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from neo4j.exceptions import Neo4jError, ServiceUnavailable

from graph.errors import QueryTimeout, StoreUnavailable, WaybillError
from graph.settings import Settings
from graph.store import Store
from graph.store_errors import translate

TERMINATED = "the command has been terminated (query q1, terminated by time limit)"
REFUSED = "Couldn't connect to h:1 (resolved to ('h:1',)):\nFailed to establish connection (reason [Errno 111] {})"

HALF = (
    "Couldn't connect to h:1 (resolved to ('h:1',)):\nFailed to read four byte Bolt handshake response from server "
    "ResolvedIPv4Address(('h', 1)) (deadline Deadline(timeout=60.0))"
)


def said(code: str, message: str) -> Neo4jError:
    return Neo4jError._hydrate_neo4j(code=code, message=message)


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (said("Neo.TransientError.General.DatabaseUnavailable", "Database 'neo4j' unavailable"), StoreUnavailable,
         "being stopped or started, or has ended the query (Database 'neo4j' unavailable); ask again"),
        (said("Neo.TransientError.Transaction.Terminated", "The transaction has been terminated."), StoreUnavailable,
         "ask again when it is back"),
        (said("Neo.ClientError.Transaction.TransactionTimedOut", "The transaction has been terminated."), QueryTimeout,
         "stopped at its limit of 5 s"),
        (ServiceUnavailable(REFUSED.format("Connection refused")), StoreUnavailable,
         "no Bolt server answers (Connection refused); start it"),
        (ServiceUnavailable(HALF), StoreUnavailable,
         "no Bolt server answers (Failed to read four byte Bolt handshake response); start it"),
        (ServiceUnavailable("defunct connection"), StoreUnavailable, "no Bolt server answers (defunct connection)"),
    ],
)  # fmt: skip
def test_a_server_that_stops_is_no_query_that_is_slow(error: Exception, kind: type[WaybillError], words: str) -> None:
    told = translate(error, "bolt://h:1", 5.0)
    assert type(told) is kind and words in str(told)


@pytest.mark.parametrize(("took_s", "kind"), [(1.0, StoreUnavailable), (6.0, QueryTimeout)])
def test_an_embedded_engine_that_ends_calls_it_a_time_limit(
    embedded_settings: Settings, monkeypatch: pytest.MonkeyPatch, took_s: float, kind: type[WaybillError]
) -> None:
    clock: Iterator[float] = iter((0.0, took_s, took_s, took_s))

    class Ending:
        def __enter__(self) -> Any:
            raise said("Neo.ClientError.Transaction.Terminated", TERMINATED)

        def __exit__(self, *_: object) -> None: ...

    with Store.open(embedded_settings) as store, monkeypatch.context() as patch:
        patch.setattr("graph.store_connection.time.monotonic", lambda: next(clock))
        patch.setattr(store, "_session", lambda _: Ending())
        with pytest.raises(kind):
            list(store._stream("RETURN 1", {}, 5.0))
