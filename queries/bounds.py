"""How much the text of a person's query may ask for: its size, its depth, and the work within one expression.

Both engines look at their time limit between rows only. What runs on inside one expression (a list within a list, a
string that doubles forty times) or while a query is being planned, Neo4j does not stop at all; so it must not begin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import prod
from typing import Any

from graph.errors import QueryRefused
from queries.tokens import Token

MOST_TOKENS = 8_000
MOST_OPERATORS = 400  # arrows and dashes of patterns count too
MOST_CLAUSES = 100
MOST_DEPTH = 50
MOST_INNER = 8  # subqueries and CASEs one within another: to plan them takes twice as long with each
MOST_STEPS = 10_000_000  # of what runs within one expression
UNKNOWN_RANGE = 100  # what a range of unknown bounds counts as, unless a number that has a name is larger
OPENING, CLOSING = frozenset("([{"), frozenset(")]}")
OPERATORS = frozenset({"+", "-", "*", "/", "%", "^", "||", "->", "<-"})
OPERATOR_WORDS = frozenset({"AND", "OR", "XOR", "NOT"})
CLAUSES = frozenset({"MATCH", "WITH", "UNWIND", "CALL", "UNION", "RETURN"})
ITERATIONS = frozenset({"REDUCE", "ANY", "ALL", "NONE", "SINGLE"})


def check_size(found: Sequence[Token], parameters: Mapping[str, Any] | None = None) -> None:
    """Refuse a query that is too large or too deep to be planned, or whose expressions would not end.

    Args:
        found: its tokens.
        parameters: values for its parameters, as far as they are known.

    Raises:
        QueryRefused: names the rule and the way out.
    """
    signs = sum(token.kind == "sign" and token.text in OPERATORS for token in found)
    words = [token.word() for token in found]
    _limit(len(found), MOST_TOKENS, "words and signs", "use parameters for long lists")
    _limit(signs + sum(word in OPERATOR_WORDS for word in words), MOST_OPERATORS, "operators and arrows", "split it")
    _limit(sum(word in CLAUSES for word in words), MOST_CLAUSES, "clauses", "split it")
    depth, inner, steps = _nesting(found, parameters or {})
    _limit(depth, MOST_DEPTH, "brackets one within another", "name the parts by WITH")
    _limit(inner, MOST_INNER, "subqueries and CASEs one within another", "use one after another")
    if steps > MOST_STEPS:
        raise QueryRefused(
            f"query: its lists by range, reduce, any, all, none, single and comprehension may take {steps:,} steps in "
            f"one expression, of at most {MOST_STEPS:,}, which no engine stops; make them shorter, or UNWIND them"
        )
    for place in _calls(found, "REDUCE"):
        _check_reduce(found, place)


def _limit(got: int, most: int, what: str, way_out: str) -> None:
    if got > most:
        raise QueryRefused(f"query: at most {most:,} {what}, got {got:,}; {way_out}")


def _nesting(found: Sequence[Token], parameters: Mapping[str, Any]) -> tuple[int, int, int]:
    """Return how deep brackets stand, how deep subqueries and CASEs, and the most steps of lists within lists."""
    ranges = {place + 1: _length(found, place, parameters) for place in _calls(found, "RANGE")}
    free = [length for place, length in ranges.items() if found[place - 2].word() != "IN"]
    named = max(free, default=1)  # a list that has a name may be one of these
    stack: list[tuple[str, int]] = []
    depth = inner = steps = 1
    for place, token in enumerate(found):
        if token.word() == "CASE":
            stack.append(("case", 1))
        elif token.kind == "sign" and token.text in OPENING:
            kind = _opened(found, place)
            length = ranges.get(place, ranges.get(_list_of(found, place), named)) if kind == "iteration" else 1
            stack.append((kind, length))
        elif (token.word() == "END" and stack and stack[-1][0] == "case") or (
            token.kind == "sign" and token.text in CLOSING
        ):
            del stack[-1:]
        depth, inner = max(depth, len(stack)), max(inner, sum(kind in ("subquery", "case") for kind, _ in stack))
        steps = max(steps, prod(length for _, length in stack))
    return depth, inner, steps


def _list_of(found: Sequence[Token], opening: int) -> int:
    """Return where the bracket of a range opens that an iteration runs over; -1 when it runs over something else."""
    for place in range(opening, min(opening + 12, len(found) - 2)):
        if found[place].word() == "IN":
            return place + 2 if found[place + 1].text.upper() == "RANGE" else -1
    return -1


def _opened(found: Sequence[Token], place: int) -> str:
    """Tell what a bracket opens: an iteration over a list, a subquery, or something else."""
    sign, before = found[place].text, found[place - 1].text.upper() if place else ""
    if sign == "(" and before in ITERATIONS:
        return "iteration"
    if sign == "(" and before == "RANGE" and found[place - 2].word() != "IN":
        return "iteration"
    if sign == "[" and place + 2 < len(found) and found[place + 2].word() == "IN":
        return "iteration"
    return "subquery" if sign == "{" and before in ("CALL", "EXISTS", "COUNT", "COLLECT", ")") else ""


def _calls(found: Sequence[Token], name: str) -> Iterator[int]:
    """Yield where a function is called, however it is written."""
    for place, (token, following) in enumerate(pairwise(found)):
        if token.kind in ("word", "quoted") and token.text.upper() == name and following.text == "(":
            yield place


def _length(found: Sequence[Token], place: int, parameters: Mapping[str, Any]) -> int:
    """Return how many numbers a range holds at most, as far as its text tells; a step makes it no longer."""
    bounds = [token for token in _inside(found, place + 1) if token.text != ","]
    numbers = [token for token in bounds if token.kind == "number"]
    if all(token.kind == "number" or (token.kind == "sign" and token.text == "-") for token in bounds):
        return sum(_integer(token) for token in numbers[:2]) + 1
    named = [_integer(one) for one, following in pairwise(found) if one.kind == "number" and following.word() == "AS"]
    given = [value for value in parameters.values() if isinstance(value, int)]
    return max([UNKNOWN_RANGE, *named, *given])


def _integer(token: Token) -> int:
    text = token.text.replace("_", "").lower()
    try:
        return int(text, 0) if text.startswith(("0x", "0o")) else int(float(text))
    except (ValueError, OverflowError):
        return MOST_STEPS + 1


def _inside(found: Sequence[Token], opening: int) -> Sequence[Token]:
    """Return the tokens between a bracket and the one that closes it."""
    depth = 0
    for place in range(opening, len(found)):
        token = found[place]
        if token.kind == "sign" and token.text in OPENING:
            depth += 1
        elif token.kind == "sign" and token.text in CLOSING:
            depth -= 1
            if depth == 0:
                return found[opening + 1 : place]
    return found[opening + 1 :]


def _check_reduce(found: Sequence[Token], place: int) -> None:
    """Refuse a reduce whose running value doubles: forty steps of that are more than any memory."""
    inner = _inside(found, place + 1)
    bar = next((number for number, token in enumerate(inner) if token.text == "|" and token.kind == "sign"), len(inner))
    body = inner[bar + 1 :]
    uses = sum(token.kind in ("word", "quoted") and token.text == inner[0].text for token in body) if inner else 0
    grows = any(token.kind == "sign" and token.text in ("+", "||") for token in body)
    if (uses > 1 and grows) or any(_lengthens(body, call) for call in _calls(body, "REPLACE")):
        raise QueryRefused(
            f"query: the reduce at position {found[place].position} may double its value at every step; "
            "add the running value once, and let replace put in no more than it takes out"
        )


def _lengthens(body: Sequence[Token], place: int) -> bool:
    """Whether a replace may return more than it is given."""
    last = list(_inside(body, place + 1))[-3:]
    if [token.kind for token in last] != ["string", "sign", "string"]:
        return True
    return not last[0].text or len(last[2].text) > len(last[0].text)
