"""What a person's own Cypher may do: read, within limits of time, rows and size.

Three layers, on both engines: this gate reads the text before anything runs; on Neo4j the server then explains the
query and the plan must be a reading one; the session itself may only read (read access on Neo4j, a read-only user on
the embedded engine).
"""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter
from typing import Any

from graph.errors import QueryRefused
from graph.store import NEO4J, Plan, Store
from queries.result import Result, plain_rows
from queries.tokens import Token, tokens

MOST_CHARACTERS = 65_536
MOST_ROWS = 10_000
TIMEOUT_S = 30.0
STARTS = frozenset({"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL"})
WRITES = frozenset({"CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "DROP", "FOREACH", "INSERT"})
ADMINISTERS = frozenset(
    {"SHOW", "USE", "TERMINATE"}
)  # other commands can only open a query, and STARTS refuses them there
PROCEDURES = frozenset(
    {
        "db.labels",
        "db.relationshiptypes",
        "db.propertykeys",
        "db.schema.nodetypeproperties",
        "db.schema.reltypeproperties",
        "db.schema.visualization",
        "db.index.fulltext.querynodes",
        "db.index.fulltext.queryrelationships",
    }
)
FUNCTION_FAMILIES = frozenset(
    {"date", "datetime", "localdatetime", "time", "localtime", "duration", "point", "vector.similarity"}
)


def check(cypher: str, engine: str) -> None:
    """Refuse a query by its text.

    Args:
        cypher: one statement.
        engine: "embedded" or "neo4j".

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
        _check_token(found, index, token, engine)


def _check_token(found: list[Token], index: int, token: Token, engine: str) -> None:
    following = found[index + 1].text if index + 1 < len(found) else ""
    if token.kind == "sign":
        if token.text == ";":
            _refuse(token, "one statement at a time; drop what follows the semicolon")
        if token.text == "=~" and engine == "embedded":
            _refuse(token, "the embedded engine cannot stop a regular expression; use STARTS WITH, CONTAINS or =")
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
    name = _dotted(found, index + 1)
    if name.lower() not in PROCEDURES:
        _refuse(found[index], f"the procedure {name or '?'} is not among the allowed: {', '.join(sorted(PROCEDURES))}")


def _check_function(found: list[Token], index: int) -> None:
    """Refuse a function with a namespace, such as apoc.load.json(...), that is none of the language's own."""
    if index and found[index - 1].text == "." and found[index - 1].kind == "sign":
        return
    if index and found[index - 1].word() == "CALL":
        return
    name = _dotted(found, index)
    parts = name.count(".") + 1
    after = index + 2 * parts - 1
    if parts == 1 or after >= len(found) or found[after].text != "(" or found[after].kind != "sign":
        return
    if name.lower().rpartition(".")[0] not in FUNCTION_FAMILIES:
        _refuse(found[index], f"the function {name} is not one of the language's own")


def _dotted(found: list[Token], index: int) -> str:
    parts: list[str] = []
    while index < len(found) and found[index].kind in ("word", "quoted"):
        parts.append(found[index].text)
        if index + 1 >= len(found) or found[index + 1].text != "." or found[index + 1].kind != "sign":
            break
        index += 2
    return ".".join(parts)


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
    """
    check(cypher, store.engine)
    text = cypher.rstrip().rstrip(";")
    if store.engine == NEO4J:
        _check_plan(store.explain(text, parameters))
    started = perf_counter()
    rows = store.read(text, dict(parameters or {}), timeout_s=timeout_s, max_rows=max_rows + 1)
    columns = tuple(rows[0]) if rows else ()
    return Result("cypher", columns, plain_rows(rows[:max_rows]), perf_counter() - started, len(rows) > max_rows)


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
