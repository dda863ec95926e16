"""What a person's own Cypher may do: read, within limits of time, rows and size.

Three layers, on both engines: this gate reads the text before anything runs; on Neo4j the server then explains the
query and the plan must be a reading one; the session itself may only read (read access on Neo4j, a read-only user on
the embedded engine).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from queue import Empty, Queue
from threading import Thread
from time import perf_counter
from typing import Any, TypeVar

from graph.errors import QueryRefused, QueryTimeout
from graph.store import NEO4J, Plan, Store
from queries.bounds import check_size
from queries.language import BEFORE_BRACKET, FUNCTION_FAMILIES, FUNCTION_NAMES, PROCEDURES
from queries.patterns import check_pattern
from queries.result import Result, plain_rows
from queries.tokens import Token, tokens

MOST_CHARACTERS = 65_536
MOST_ROWS = 10_000
MOST_VALUES = 2_000_000  # numbers, words and hundreds of characters of an answer
TIMEOUT_S = 30.0
PATIENCE_S = 40.0  # an embedded engine that must be ended to stop a query takes some seconds
T = TypeVar("T")
STARTS = frozenset({"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL"})
WRITES = frozenset({"CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "DROP", "FOREACH", "INSERT"})
ADMINISTERS = frozenset(
    {"SHOW", "USE", "TERMINATE"}
)  # other commands can only open a query, and STARTS refuses them there


def check(cypher: str, parameters: Mapping[str, Any] | None = None) -> None:
    """Refuse a query by its text.

    Args:
        cypher: one statement.
        parameters: values for its parameters, as far as they are known.

    Raises:
        QueryRefused: names the word, its place, the rule and the way out.
    """
    if len(cypher) > MOST_CHARACTERS:
        raise QueryRefused(
            f"query: at most {MOST_CHARACTERS} characters, got {len(cypher)}; use parameters for long lists"
        )
    if "\\u" in cypher or "\\U" in cypher:
        raise QueryRefused(r"query: \u escapes can hide words from the gate; write the character itself")
    found = tokens(cypher)
    while found and found[-1].text == ";" and found[-1].kind == "sign":
        found.pop()
    if not found:
        raise QueryRefused("query: it is empty; write a statement such as MATCH (n:Company) RETURN n.name LIMIT 10")
    if found[0].word() not in STARTS:
        _refuse(found[0], f"a query must begin with one of {', '.join(sorted(STARTS))}")
    for index, token in enumerate(found):
        _check_token(found, index, token)
    check_size(found, parameters)


def _check_token(found: list[Token], index: int, token: Token) -> None:
    following = found[index + 1].text if index + 1 < len(found) else ""
    if token.kind == "sign":
        if token.text == ";":
            _refuse(token, "one statement at a time; drop what follows the semicolon")
        if token.text == "=~":
            _check_pattern(found, index)
        return
    if token.kind not in ("word", "quoted"):
        return
    if token.word() == "CALL" and following not in ("{", "("):
        _check_call(found, index)
    if following in (".", "("):
        _check_function(found, index)
    if _is_name(found, index):
        return
    word = token.word()
    if word in WRITES:
        _refuse(token, "only reading is allowed here; data comes in by `waybill load`")
    if word in ADMINISTERS:
        _refuse(token, "commands to the server are not allowed here")
    if word == "PROFILE":
        _refuse(token, "PROFILE runs the query before it can be judged; use EXPLAIN in a console of the server")
    loads = word == "LOAD" and following.upper() == "CSV"
    if loads or (word == "TRANSACTIONS" and found[index - 1].word() in ("IN", "CONCURRENT")):
        _refuse(token, "files, addresses and transactions of one's own are not allowed here")


def _is_name(found: list[Token], index: int) -> bool:
    """Whether a word is a property, a label, a type or a key of a map, and no clause."""
    if found[index].kind == "quoted":
        return True
    before = found[index - 1] if index else None
    after = found[index + 1].text if index + 1 < len(found) else ""
    if before is not None and before.kind == "sign" and before.text == ".":
        return index > 1 and (
            found[index - 2].kind in ("word", "quoted", "parameter") or found[index - 2].text in ")]}"
        )
    return after == ":" or (before is not None and before.kind == "sign" and before.text == ":")


def _check_call(found: list[Token], index: int) -> None:
    name, _ = _dotted(found, index + 1)
    if name.lower() not in PROCEDURES:
        _refuse(found[index], f"the procedure {name or '?'} is not among the allowed: {', '.join(sorted(PROCEDURES))}")


def _check_pattern(found: list[Token], index: int) -> None:
    pattern = found[index + 1] if index + 1 < len(found) else found[index]
    after = found[index + 2].text if index + 2 < len(found) else ""
    if pattern.kind != "string" or after in ("+", "||", "[", "."):
        _refuse(found[index], "a regular expression must stand there as one string, so that it can be judged")
    check_pattern(pattern.text, pattern.position)


def _check_function(found: list[Token], index: int) -> None:
    """Refuse a function that is none of the language's own, such as apoc.load.json(...)."""
    before = found[index - 1] if index else None
    if before is not None and (before.word() == "CALL" or (before.text == "." and before.kind == "sign")):
        return
    name, after = _dotted(found, index)
    if after >= len(found) or found[after].text != "(" or found[after].kind != "sign":
        return
    family, _, last = name.lower().rpartition(".")
    known = family in FUNCTION_FAMILIES if family else last in FUNCTION_NAMES
    if not known and not (found[index].word() in BEFORE_BRACKET and not family):
        _refuse(found[index], f"the function {name} is not one of the language's own that may be used here")


def _dotted(found: list[Token], index: int) -> tuple[str, int]:
    """Return a name of one or more parts, and the place after it."""
    parts: list[str] = []
    while index < len(found) and found[index].kind in ("word", "quoted"):
        parts.append(found[index].text)
        index += 1
        if index + 1 >= len(found) or found[index].text != "." or found[index].kind != "sign":
            break
        index += 1
    return ".".join(parts), index


def _refuse(token: Token, why: str) -> None:
    raise QueryRefused(f"query: {token.text!r} at position {token.position} is refused: {why}")


def run(
    store: Store,
    cypher: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    timeout_s: float = TIMEOUT_S,
    max_rows: int = MOST_ROWS,
) -> Result:
    """Run a person's own query, read-only and within limits.

    Args:
        store: an open store.
        cypher: one statement.
        parameters: values for its parameters.
        timeout_s: time limit in seconds.
        max_rows: most rows; `Result.cut` says that there were more.

    Raises:
        QueryRefused: the text or the plan asks for what is forbidden.
        QueryTimeout: the time limit was reached.
        QueryError: the store does not take it, or the answer is too large.
    """
    text, given = _checked(cypher, parameters)
    if store.engine == NEO4J:
        _check_plan(_in_time(lambda: store.explain(text, given), timeout_s))
    started = perf_counter()
    rows = _in_time(
        lambda: store.read(text, given, timeout_s=timeout_s, max_rows=max_rows + 1, max_values=MOST_VALUES), timeout_s
    )
    columns = tuple(rows[0]) if rows else ()
    return Result("cypher", columns, plain_rows(rows[:max_rows]), perf_counter() - started, len(rows) > max_rows)


def explain(
    store: Store, cypher: str, parameters: Mapping[str, Any] | None = None, *, timeout_s: float = TIMEOUT_S
) -> Plan:
    """Return what the engine would do with a person's own query; it does not run.

    Args:
        store: an open store.
        cypher: one statement.
        parameters: values for its parameters.
        timeout_s: time limit in seconds.

    Raises:
        QueryRefused: the text or the plan asks for what is forbidden.
        QueryError: the store does not take it.
    """
    text, given = _checked(cypher, parameters)
    plan = _in_time(lambda: store.explain(text, given), timeout_s)
    if store.engine == NEO4J:
        _check_plan(plan)
    return plan


def _checked(cypher: str, parameters: Mapping[str, Any] | None) -> tuple[str, dict[str, Any]]:
    """Return a query that may go to the store, with its values."""
    check(cypher, parameters)
    return cypher.rstrip().rstrip(";"), dict(parameters or {})


def _in_time(work: Callable[[], T], timeout_s: float) -> T:
    """Do what a server may never end, and give it up some time after its limit: Neo4j looks at it between rows only."""
    outcome: Queue[tuple[T | None, BaseException | None]] = Queue()

    def attempt() -> None:
        try:
            outcome.put((work(), None))
        except BaseException as error:
            outcome.put((None, error))

    Thread(target=attempt, daemon=True).start()
    try:
        answer, error = outcome.get(timeout=timeout_s + PATIENCE_S)
    except Empty:
        raise QueryTimeout(
            f"the query was given up: the server did not stop it at its limit of {timeout_s:g} s and may "
            "work on; narrow it"
        ) from None
    if error is not None:
        raise error
    return answer  # type: ignore[return-value]  # None only beside an error


def _check_plan(plan: Plan) -> None:
    """Refuse a query whose plan on Neo4j writes, reads files or calls a procedure that is not allowed."""
    if plan.query_type != "r":
        raise QueryRefused(f"query: its plan is of type {plan.query_type!r}; only reading ('r') is allowed here")
    for operator, details in plan.operators:
        if operator.startswith("LoadCSV"):
            raise QueryRefused("query: its plan reads a file or address; that is not allowed here")
        if "ProcedureCall" in operator:
            name = details.partition("(")[0].strip().lower()
            if name not in PROCEDURES:
                raise QueryRefused(f"query: its plan calls the procedure {name}, which is not among the allowed")
