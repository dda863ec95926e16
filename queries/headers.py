"""Reads the header of a canned query: typed lines that are checked strictly, each fault with its line and rule.

    // question: Who supplies these goods?
    // id: suppliers-of-goods
    // maturity: stable
    // hop cap: 1
    // row key: supplier_id, goods_id
    // looked at: SUPPLIED
    // scan: why the plan looks at all of a label or type; required exactly where it does
    // parameter goods: goods, required; the goods or anything narrower
    // parameter limit: integer, unit rows, from 1 to 1000, default 100; most rows
    // column supplier: string; name of the supplier
    // :param {goods: 'goods:uav-parts', limit: 100}

Types of parameters: string, integer, boolean, date, country, countries, goods, part (a part number), ties (ids of
supplies), list, annex, authority (see queries/lists.py), and the ids of ID_TYPES. Values in a header are JSON.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from graph.errors import QueryError, QueryRefused
from graph.schema import SCHEMA
from queries.query import Column, Parameter, Query
from queries.tokens import Token, tokens

GROUPS = ("paths", "exposure", "flows", "evidence", "audit")
OWN = "own"  # the group of a user's file that lies in no folder of a group
MOST_BYTES = 65_536
PARTIES = SCHEMA.labelled("Party")
ID_TYPES: dict[str, tuple[str, ...]] = {  # type of a parameter that is an id -> primary labels of what it names
    "party": PARTIES,
    "entity": (*PARTIES, "Vessel", "Aircraft", "Asset"),  # whatever a list can name
    "weapon": ("Weapon",),
    "document": ("Document",),
    "fact": SCHEMA.labelled("Fact"),
}
PLAIN_TYPES = ("string", "integer", "boolean", "date", "country", "countries", "goods", "part", "ties")
COUNTED = {*SCHEMA.relationships, *(label for node in SCHEMA.nodes.values() for label in node.labels)}
TYPES = (*PLAIN_TYPES, "list", "annex", "authority", *ID_TYPES)
COLUMN_TYPES = ("string", "integer", "float", "boolean", "date", "strings", "integers", "maps")
MATURITIES = ("stable", "trial")
HEADER = re.compile(r"//\s?(.*)")
FIELD = re.compile(r"(question|id|maturity|hop cap|row key|looked at|scan): (.+)")
REQUIRED = ("question", "id", "maturity", "hop cap", "row key", "looked at")
PARAMETER = re.compile(r"parameter ([a-z][a-z0-9_]*): ([^;]+); (.+)")
COLUMN = re.compile(r"column ([a-z][a-z0-9_]*): ([a-z]+); (.+)")
IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
STEM = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
HOPS = re.compile(r"[0-9]{1,2}")
ONE_ENGINE = ("APOC", "SHORTEST")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file: the line, from 1, and the rule with what was got."""

    line: int
    rule: str


@dataclass(slots=True)
class _Header:
    """The lines of a header, as read; a fault does not end the reading."""

    fields: dict[str, str] = field(default_factory=dict)
    parameters: list[Parameter] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    param_line: str = ""
    lines: dict[str, int] = field(default_factory=dict)  # what stands where
    faults: list[Fault] = field(default_factory=list)
    end: int = 1  # the first line of the Cypher

    def line(self, name: str) -> int:
        """The line of a field, of `parameter` or `column` the first; 1 where there is none."""
        return self.lines.get(name, 1)


def read(path: Path, own: bool = False) -> Query:
    """Read one file.

    Args:
        path: a .cypher file; the name of its folder is its group.
        own: whether it is a user's own.

    Raises:
        QueryError: names the file, the line and the rule of the first fault.
    """
    query, faults = look(path, own)
    if query is None or faults:
        raise QueryError(
            f"{path if own else f'{path.parent.name}/{path.name}'}, line {faults[0].line}: {faults[0].rule}"
        )
    return query


def look(path: Path, own: bool = True) -> tuple[Query | None, list[Fault]]:
    """Read one file and tell all that is wrong with it, in the order of its lines.

    Args:
        path: a .cypher file.
        own: whether it is a user's own.

    Returns:
        The query, or None where so much is wrong that there is none; and the faults.
    """
    text, fault = _text(path)
    if fault is not None:
        return None, [fault]
    header = _Header()
    for number, line in enumerate(text.splitlines(), start=1):
        match = HEADER.fullmatch(line)
        header.end = number
        if match is None:
            break
        try:
            _line(header, number, match[1].strip())
        except QueryError as error:
            header.faults.append(Fault(number, str(error)))
    missing = [name for name in REQUIRED if name not in header.fields]
    if missing:
        header.faults.append(Fault(1, f"the header lacks {', '.join(missing)}"))
        return None, _sorted(header.faults)
    query = _query(path, text, header, own)
    return query, _sorted(header.faults or _faults(path, query, header))  # what is not understood breaks more rules


def _text(path: Path) -> tuple[str, Fault | None]:
    try:
        if not path.is_file():
            return "", Fault(1, "there is no such file")
        if path.stat().st_size > MOST_BYTES:
            return "", Fault(1, f"a query has at most {MOST_BYTES} bytes, got {path.stat().st_size}")
        return path.read_text(encoding="utf-8"), None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return "", Fault(line, f"must be UTF-8 ({error.reason}); save it as such")
    except OSError as error:
        return "", Fault(1, f"cannot be read ({error.strerror})")


def _sorted(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: fault.line)


def _line(header: _Header, number: int, content: str) -> None:
    """Take in one line.

    Raises:
        QueryError: says the rule that it breaks.
    """
    if content.startswith(":param "):
        header.param_line = content
        header.lines[":param"] = number
    elif content.startswith("parameter "):
        header.lines.setdefault("parameter", number)
        header.parameters.append(_parameter(content))
    elif content.startswith("column "):
        header.lines.setdefault("column", number)
        header.columns.append(_column(content))
    elif (match := FIELD.fullmatch(content)) and match[1] not in header.fields:
        header.fields[match[1]] = match[2].strip()
        header.lines[match[1]] = number
    else:
        raise QueryError(
            f"{content!r} is no line of a header, or stands there twice; docs/own_queries.md has its forms"
        )


def _query(path: Path, text: str, header: _Header, own: bool) -> Query:
    fields, folder = header.fields, path.absolute().parent.name
    return Query(
        name=path.stem,
        id=fields["id"],
        question=fields["question"],
        text=text,
        parameters=tuple(header.parameters),
        columns=tuple(header.columns),
        hop_cap=int(fields["hop cap"]) if HOPS.fullmatch(fields["hop cap"]) else 0,
        group=folder if folder in GROUPS or not own else OWN,
        maturity=fields["maturity"],
        row_key=tuple(part.strip() for part in fields["row key"].split(",")),
        looked_at=tuple(part.strip() for part in fields["looked at"].split(",")),
        param_line=header.param_line,
        scan=fields.get("scan", ""),
        own=own,
    )


def _faults(path: Path, query: Query, header: _Header) -> list[Fault]:
    """What is wrong with a file whose lines have been read."""
    try:
        found = tokens(query.cypher)
    except QueryRefused as error:
        return [Fault(header.end, str(error))]
    columns = [column.name for column in query.columns]
    hop_cap, maturities = header.fields["hop cap"], ", ".join(MATURITIES)
    rules: tuple[tuple[str | int, object, str], ...] = (
        (1, STEM.fullmatch(path.stem), f"the name of a file must be words joined by _, got {path.stem!r}"),
        (1, query.group in (*GROUPS, OWN), f"a file belongs in one of {', '.join(GROUPS)}, got {query.group}"),
        ("id", IDENTIFIER.fullmatch(query.id), f"id must be words joined by hyphens, got {query.id!r}"),
        ("maturity", query.maturity in MATURITIES, f"maturity must be one of {maturities}, got {query.maturity!r}"),
        ("hop cap", hop_cap == "none" or HOPS.fullmatch(hop_cap), f"hop cap must be a number or none, got {hop_cap!r}"),
        ("column", len(set(columns)) == len(columns) and columns, "columns must be declared, each once"),
        ("row key", set(query.row_key) <= set(columns), "the row key must be made of columns"),
        ("looked at", set(query.looked_at) <= COUNTED, "looked at must name labels and types of the model"),
        (header.end, found, "the Cypher is missing below the header"),
        *_rules_of_parameters(query, header, found),
        *_rules_of_text(header, found),
    )  # fmt: skip
    return [
        Fault(header.line(where) if isinstance(where, str) else where, rule) for where, held, rule in rules if not held
    ]


def _rules_of_parameters(query: Query, header: _Header, found: list[Token]) -> list[tuple[str | int, object, str]]:
    used = {token.text for token in found if token.kind == "parameter"}
    declared = [parameter.name for parameter in query.parameters]
    differ = ", ".join(sorted(used ^ set(declared)))
    pasted = all(f"{name}: " in query.param_line for name in declared)
    return [
        ("parameter", len(set(declared)) == len(declared), "a parameter is declared twice"),
        ("parameter", used == set(declared), f"declared and used parameters differ: {differ}"),
        (":param", query.param_line.startswith(":param {"), "a line `:param {...}` must be there to paste"),
        (":param", pasted, "the :param line must name every parameter"),
    ]  # fmt: skip


def _rules_of_text(header: _Header, found: list[Token]) -> list[tuple[str | int, object, str]]:
    words = [token.word() for token in found]
    ordered = any(pair == ("ORDER", "BY") for pair in pairwise(words))
    alone = [word for word in words if word in ONE_ENGINE]
    return [
        (header.end, ordered or not found, "ORDER BY must give a total order"),
        (header.end, not alone, f"what only one engine knows must not be used, got {', '.join(alone)}"),
    ]


def _parameter(content: str) -> Parameter:
    match = PARAMETER.fullmatch(content)
    if match is None:
        raise QueryError(
            f"{content!r} must read: parameter NAME: TYPE, [unit U,] [from A to B,] default V|required|optional; help"
        )
    name, words, text = match[1], [part.strip() for part in _split(match[2])], match[3]
    slots: dict[str, Any] = {"name": name, "type": words[0], "help": text}
    if words[0] not in TYPES:
        raise QueryError(f"parameter {name}: type must be one of {', '.join(TYPES)}, got {words[0]!r}")
    stated = 0
    for word in words[1:]:
        key, _, value = word.partition(" ")
        if key == "unit":
            slots["unit"] = value
        elif bounds := re.fullmatch(r"from (-?\d{1,15}) to (-?\d{1,15})", word):
            slots["minimum"], slots["maximum"] = int(bounds[1]), int(bounds[2])
        elif key == "default":
            slots["default"], stated = _value(name, value), stated + 1
        elif word in ("required", "optional"):
            slots["required"], stated = word == "required", stated + 1
        else:
            raise QueryError(f"parameter {name}: {word!r} is not understood")
    if stated != 1:
        raise QueryError(f"parameter {name}: say one of default VALUE, required, optional")
    if words[0] == "integer" and "minimum" not in slots:
        raise QueryError(f"parameter {name}: an integer needs bounds: from A to B")
    return Parameter(**slots)


def _split(text: str) -> list[str]:
    return re.split(r",\s*(?=(?:unit|from|default|required|optional)\b)", text)


def _value(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise QueryError(f"parameter {name}: the default must be JSON, got {text!r}") from error


def _column(content: str) -> Column:
    match = COLUMN.fullmatch(content)
    if match is None or match[2] not in COLUMN_TYPES:
        raise QueryError(f"{content!r} must read: column NAME: TYPE; help, with a type of {', '.join(COLUMN_TYPES)}")
    return Column(match[1], match[2], match[3])
