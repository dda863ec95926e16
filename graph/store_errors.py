"""Turns errors of the driver and the servers into ours: what happened, and the way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions

from graph.errors import (
    AuthenticationFailed,
    ConfigError,
    ConstraintViolated,
    QueryError,
    QueryRefused,
    QueryTimeout,
    StoreError,
    StoreUnavailable,
    WaybillError,
)

LOST = (exceptions.ServiceUnavailable, exceptions.SessionExpired, exceptions.IncompleteCommit)
# What Neo4j says of a server that stops while it works, or ends a query; the embedded engine names its limit then.
STOPPING = ("General.DatabaseUnavailable", "Transaction.Terminated")
# What the embedded engine says where Neo4j has a code of its own.
CONFLICTS = ("concurrentmodification", "duplicatedkey", "duplicated key", "neednretry", "needretry", "lock", "retry")
TIMED_OUT = ("timeout", "timed out", "time limit", "terminated")
TOO_MUCH = ("heap space", "heap budget", "in-heap")
FORBIDDEN = ("not allowed", "security", "permission", "forbidden", "access mode", "read-only", "read only")


def is_conflict(error: Exception) -> bool:
    """Whether a write failed because another write came between, so that it is right to try again."""
    if isinstance(error, (exceptions.TransientError, exceptions.ConstraintError)):
        return True
    if not isinstance(error, exceptions.Neo4jError):
        return False
    text = _text(error).lower()
    return any(sign in text for sign in CONFLICTS) and not any(sign in text for sign in TIMED_OUT)


@contextmanager
def translated(address: str, timeout_s: float | None = None) -> Iterator[None]:
    """Translate what the body raises.

    Args:
        address: of the server, for messages.
        timeout_s: the limit that was set, for messages.

    Raises:
        WaybillError: the kind that fits.
    """
    try:
        yield
    except (exceptions.DriverError, exceptions.Neo4jError) as error:
        raise translate(error, address, timeout_s) from error
    except OSError as error:
        raise StoreUnavailable(f"{address}: no connection ({error}); check WAYBILL_GRAPH") from error


def translate(error: Exception, address: str, timeout_s: float | None = None) -> WaybillError:
    """Return our error for one of the driver."""
    if isinstance(error, exceptions.Neo4jError):
        return _from_server(error, address, timeout_s)
    if isinstance(error, LOST):
        return StoreUnavailable(
            f"{address}: no Bolt server answers ({_reason(error)}); start it, or set WAYBILL_GRAPH to where it is"
        )
    if isinstance(error, exceptions.ConfigurationError):
        return ConfigError(f"{address}: {_short(error)}; check WAYBILL_GRAPH")
    return StoreError(f"{address}: {_short(error)}")


def _from_server(error: exceptions.Neo4jError, address: str, timeout_s: float | None) -> WaybillError:
    code = error.code or ""
    text = _text(error).lower()
    if isinstance(error, exceptions.AuthError) or ".Security.Authentication" in code:
        return AuthenticationFailed(
            f"{address}: the server refuses user or password; set WAYBILL_USER and WAYBILL_PASSWORD_FILE"
        )
    if isinstance(error, exceptions.ConstraintError):
        return ConstraintViolated(f"{address}: {_short(error)}")
    if any(sign in code for sign in STOPPING) and "time limit" not in text:
        return StoreUnavailable(
            f"{address}: the server is being stopped or started, or has ended the query ({_short(error)}); "
            "ask again when it is back"
        )
    if "TransactionTimedOut" in code or "LockClientStopped" in code or any(sign in text for sign in TIMED_OUT):
        limit = "its time limit" if timeout_s is None else f"its limit of {timeout_s:g} s"
        return QueryTimeout(f"the query was stopped at {limit}; narrow it, or raise WAYBILL_QUERY_TIMEOUT_S")
    if isinstance(error, exceptions.Forbidden) or "AccessMode" in code or any(sign in text for sign in FORBIDDEN):
        return QueryRefused(f"refused by the store, which is open for reading only here: {_short(error)}")
    if "MemoryPool" in code or "OutOfMemory" in code or any(sign in text for sign in TOO_MUCH):
        return too_much()
    if "Database.DatabaseNotFound" in code:
        return StoreUnavailable(f"{address}: {_short(error)}; check WAYBILL_DATABASE")
    if ".ClientError.Statement." in code:
        return QueryError(f"the store does not take the query: {_short(error)}")
    return StoreError(f"{address}: {_short(error)}")


def too_much() -> QueryError:
    """Return the error of a query for which a store has too little memory, whether it says so or ends of it."""
    return QueryError(
        "the query collects more than the store's memory holds; narrow it, or give the store more (the embedded "
        "engine by WAYBILL_HEAP)"
    )


def _text(error: Exception) -> str:
    return f"{getattr(error, 'code', '')} {getattr(error, 'message', '')} {error}"


def _reason(error: Exception) -> str:
    """What the system says of a connection that fails, without the addresses that the driver repeats around it."""
    text = re.sub(r"^Couldn't connect to .*?\)\): ", "", _short(error))
    found = re.search(r"\(reason (?:\[Errno -?\d+\] )?([^()]+)\)", text)
    return (
        found[1]
        if found
        else re.sub(r"( from server| to)? (Resolved)?IPv\dAddress\(\(.*?\)\)| \(deadline .*", "", text)
    )


def _short(error: Exception) -> str:
    text = getattr(error, "message", None) or str(error)
    return " ".join(str(text).split())[:400]
