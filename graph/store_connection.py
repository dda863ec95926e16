"""Connections to the embedded engine or a Neo4j server. The only module that opens a driver; graph/store.py uses it."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.embedded import Attachment
from graph.embedded_files import DATABASE, WRITER, reader_name
from graph.errors import AuthenticationFailed, QueryTimeout, StoreUnavailable
from graph.rights import Role, needs
from graph.settings import EMBEDDED, Settings
from graph.store_errors import LOST, is_conflict, too_much, translated
from graph.store_writer import Work

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what it would print beside our own message
NEO4J = "neo4j"
WRITE_TIMEOUT_S = 600.0
ATTEMPTS = 8
FETCH_ROWS = 1000
RECONNECT_S = 15.0


@dataclass(frozen=True, slots=True)
class Access:
    """What another tool needs to connect.

    Attributes:
        address: Bolt address.
        auth: user and password; None where the server asks for none.
        database: its name; None is the server's default.
    """

    address: str
    auth: tuple[str, str] | None = field(repr=False)
    database: str | None


class Connection:
    """Drivers to one store, opened when they are needed.

    Args:
        settings: which server, and how to reach it.
        attachment: the hold on the embedded engine, where that is it.

    Attributes:
        engine: "embedded" or "neo4j".
        address: Bolt address.
        server_version: of the server, such as "5.26.30".
    """

    def __init__(self, settings: Settings, attachment: Attachment | None) -> None:
        self.settings = settings
        self.engine = NEO4J if attachment is None else EMBEDDED
        self.address = settings.graph
        self.server_version = ""
        self._attachment = attachment
        self._drivers: dict[str, neo4j.Driver] = {}

    def close(self) -> None:
        """Close connections and let the embedded engine go."""
        self._close_drivers()
        if self._attachment is not None:
            self._attachment.close()

    def __enter__(self) -> Self:
        """Return the open connection."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def reader(self) -> Access:
        """Return what another tool needs to read: a user without other rights on the embedded engine."""
        timeout_s = self.settings.query_timeout_s
        return Access(self.address, self._auth(reader_name(timeout_s)), self._database)

    def _connect(self) -> None:
        if self._attachment is not None:
            self.address = self._attachment.endpoint.address
        with translated(self.address):
            info = self._driver(WRITER).get_server_info()
        self.server_version = info.agent.rpartition("/")[2]
        if self._attachment is not None:
            self.server_version = self._attachment.endpoint.engine_version

    def _driver(self, user: str) -> neo4j.Driver:
        driver = self._drivers.get(user)
        if driver is None:
            driver = self._drivers[user] = neo4j.GraphDatabase.driver(
                self.address,
                auth=self._auth(user),
                connection_timeout=10.0,
                connection_acquisition_timeout=60.0,
                max_transaction_retry_time=5.0,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
                user_agent="waybill",
            )
        return driver

    def _auth(self, user: str) -> tuple[str, str] | None:
        if self._attachment is None:
            return None if self.settings.password is None else (self.settings.user, self.settings.password)
        endpoint = self._attachment.endpoint
        return user, endpoint.password if user == WRITER else endpoint.reader_password

    def _session(self, timeout_s: float) -> neo4j.Session:
        """Open a session that may only read."""
        user = WRITER if self._attachment is None else reader_name(timeout_s)
        return self._driver(user).session(
            database=self._database, default_access_mode=neo4j.READ_ACCESS, fetch_size=FETCH_ROWS
        )

    @property
    def _database(self) -> str | None:
        return self.settings.database if self._attachment is None else DATABASE

    def _close_drivers(self) -> None:
        for driver in self._drivers.values():
            driver.close()
        self._drivers.clear()

    def _reconnect(self) -> None:
        """Connect anew; the embedded engine may have ended, been swapped or moved to another port meanwhile."""
        self._close_drivers()
        if self._attachment is None:
            self._connect()
            return
        until = time.monotonic() + RECONNECT_S
        while True:
            self._attachment.reattach()
            try:
                self._connect()
                return
            except (StoreUnavailable, AuthenticationFailed):
                # An engine that is being killed holds its lock, with its endpoint still there, for a moment longer.
                self._close_drivers()
                if time.monotonic() > until:
                    raise
            time.sleep(0.1)

    def _stream(
        self, cypher: str, parameters: Mapping[str, Any], timeout_s: float, max_rows: int | None = None
    ) -> Iterator[dict[str, Any]]:
        """Yield rows as the driver gives them; connects anew once when the connection is lost before the first row."""
        for attempt in range(2):
            started, began = False, time.monotonic()
            logged = self._attachment.logged() if self._attachment is not None else 0
            try:
                with translated(self.address, timeout_s), self._session(timeout_s) as session:
                    query = neo4j.Query(cypher, timeout=timeout_s)
                    for number, record in enumerate(session.run(query, dict(parameters))):
                        if max_rows is not None and number >= max_rows:
                            return
                        started = True
                        yield dict(zip(record.keys(), record.values(), strict=True))
                return
            except AuthenticationFailed:  # the engine ended, and another one listens at its port
                if self._attachment is None or attempt:
                    raise
            except QueryTimeout as error:  # what the embedded engine says of each query that it gives up when it ends
                if self._attachment is None or time.monotonic() - began >= timeout_s:
                    raise
                raise StoreUnavailable(self._ended()) from error
            except StoreUnavailable as error:
                if self._attachment is not None and self._attachment.starved(logged):
                    raise too_much() from error
                if self._attachment is not None and time.monotonic() - began > timeout_s:
                    raise QueryTimeout(
                        f"the query did not stop at its limit of {timeout_s:g} s, and the engine ended with it; "
                        "narrow it; the next question starts the engine anew"
                    ) from error
                if started:
                    raise StoreUnavailable(self._ended()) from error
                if attempt:
                    raise
            self._reconnect()

    def _ended(self) -> str:
        again = "ask again: the engine starts anew by itself" if self._attachment else "ask again when it is back"
        return f"{self.address}: the engine ended in the middle of the answer; {again}"

    def _execute(self, cypher: str, parameters: Mapping[str, Any]) -> int:
        """Run one statement in a transaction of its own; returns its column `n`, if it has one."""

        def work(transaction: neo4j.ManagedTransaction) -> int:
            record = transaction.run(cypher, dict(parameters)).single()
            return int(record["n"]) if record is not None else 0

        return self._transact(work)

    @needs(Role.REVIEWER, "writing into the graph")
    def _transact(self, work: Work) -> int:
        """Run work in a transaction, and again when another write came between."""
        with translated(self.address, WRITE_TIMEOUT_S):
            for attempt in range(ATTEMPTS):
                try:
                    with self._driver(WRITER).session(database=self._database) as session:
                        return session.execute_write(neo4j.unit_of_work(timeout=WRITE_TIMEOUT_S)(work))
                except (Neo4jError, DriverError) as error:
                    lost = isinstance(error, LOST) or (self._attachment is not None and isinstance(error, AuthError))
                    # Every write of ours is an upsert or a delete: doing it twice is doing it once.
                    if attempt == ATTEMPTS - 1 or (lost and attempt) or not (lost or is_conflict(error)):
                        raise
                if lost:
                    self._reconnect()
                time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
        raise AssertionError("the last attempt returns or raises")
