"""Reads the canned queries: one question per .cypher file, with a header of typed lines that is checked strictly.

    // question: Who supplies these goods?
    // id: suppliers-of-goods
    // maturity: stable
    // hop cap: 1
    // row key: supplier_id, goods_id
    // looked at: SUPPLIED
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
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from graph.errors import QueryError
from graph.schema import SCHEMA
from queries.tokens import tokens

GROUPS = ("paths", "exposure", "flows", "evidence", "audit")
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
FIELD = re.compile(r"(question|id|maturity|hop cap|row key|looked at): (.+)")
REQUIRED = ("question", "id", "maturity", "hop cap", "row key", "looked at")
PARAMETER = re.compile(r"parameter ([a-z][a-z0-9_]*): ([^;]+); (.+)")
COLUMN = re.compile(r"column ([a-z][a-z0-9_]*): ([a-z]+); (.+)")
IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a canned query.

    Attributes:
        name: as in the Cypher, without $.
        type: one of TYPES.
        unit: such as rows, days or hops; empty where there is none.
        minimum, maximum: bounds of a number.
        default: value when none is given; None means "any" for an optional one.
        required: whether it must be given.
        help: one line for people.
    """

    name: str
    type: str
    unit: str = ""
    minimum: int | None = None
    maximum: int | None = None
    default: Any = None
    required: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer: name, type and one line for people."""

    name: str
    type: str
    help: str


@dataclass(frozen=True, slots=True)
class Query:
    """A canned query.

    Attributes:
        name: stem of its file.
        id: stable id, whatever the file is called later.
        question: in words.
        text: the Cypher with its header, as it stands in the file.
        parameters: in the order of the header.
        columns: in the order of the answer.
        hop_cap: most relationships that one pattern of variable length walks; 0 where there is none.
        group: paths, exposure, flows, evidence or audit.
        maturity: stable or trial.
        row_key: the columns that identify a row.
        looked_at: labels and relationship types that it looks through; an empty answer counts them.
        param_line: the line to paste into Neo4j Browser or cypher-shell.
    """

    name: str
    id: str
    question: str
    text: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    hop_cap: int
    group: str
    maturity: str
    row_key: tuple[str, ...]
    looked_at: tuple[str, ...]
    param_line: str

    @property
    def cypher(self) -> str:
        """The Cypher without its header."""
        lines = self.text.splitlines()
        start = next(index for index, line in enumerate(lines) if not line.startswith("//"))
        return "\n".join(lines[start:]).strip()


@cache
def canned() -> dict[str, Query]:
    """Return the queries that Waybill brings, by name, sorted."""
    return _read_folders([Path(__file__).parent])


def load(extra_dirs: Iterable[Path] = ()) -> dict[str, Query]:
    """Return all canned queries by name: Waybill's own, and those of a user's own folders.

    Args:
        extra_dirs: folders with the sub-folders paths/, exposure/, flows/, evidence/, audit/ or some of them.

    Raises:
        QueryError: a header breaks a rule, or two files share a name or id.
    """
    extra = _read_folders(list(extra_dirs))
    own = canned()
    both = sorted(set(own) & set(extra)) + sorted({q.id for q in own.values()} & {q.id for q in extra.values()})
    if both:
        raise QueryError(f"catalogue: {', '.join(both)}: Waybill has a query of this name or id; rename yours")
    return dict(sorted({**own, **extra}.items()))


def _read_folders(folders: list[Path]) -> dict[str, Query]:
    found: dict[str, Query] = {}
    for folder in folders:
        if not folder.is_dir():
            raise QueryError(f"catalogue: {folder} is no folder")
        for group in GROUPS:
            for path in sorted((folder / group).glob("*.cypher")):
                query = read(path)
                if query.name in found or query.id in {other.id for other in found.values()}:
                    raise QueryError(f"{path}: name and id must be unique, got {query.name} ({query.id}) twice")
                found[query.name] = query
    return dict(sorted(found.items()))


def read(path: Path) -> Query:
    """Read one file.

    Raises:
        QueryError: names the file, the line and the rule.
    """
    text = path.read_text(encoding="utf-8")
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    param_line = ""
    for line in text.splitlines():
        match = HEADER.fullmatch(line)
        if match is None:
            break
        content = match[1].strip()
        if content.startswith(":param "):
            param_line = content
        elif content.startswith("parameter "):
            parameters.append(_parameter(path, content))
        elif content.startswith("column "):
            columns.append(_column(path, content))
        elif (field := FIELD.fullmatch(content)) and field[1] not in fields:
            fields[field[1]] = field[2].strip()
        else:
            raise _broken(path, f"the line {line!r} is no line of a header; see queries/catalogue.py for its forms")
    query = _query(path, text, fields, tuple(parameters), tuple(columns), param_line)
    _check(path, query)
    return query


def _query(
    path: Path,
    text: str,
    fields: dict[str, str],
    parameters: tuple[Parameter, ...],
    columns: tuple[Column, ...],
    param_line: str,
) -> Query:
    missing = [name for name in REQUIRED if name not in fields]
    if missing:
        raise _broken(path, f"the header lacks {', '.join(missing)}")
    if fields["hop cap"] != "none" and not fields["hop cap"].isdigit():
        raise _broken(path, f"hop cap must be a number or none, got {fields['hop cap']!r}")
    return Query(
        name=path.stem,
        id=fields["id"],
        question=fields["question"],
        text=text,
        parameters=parameters,
        columns=columns,
        hop_cap=0 if fields["hop cap"] == "none" else int(fields["hop cap"]),
        group=path.parent.name,
        maturity=fields["maturity"],
        row_key=tuple(part.strip() for part in fields["row key"].split(",")),
        looked_at=tuple(part.strip() for part in fields["looked at"].split(",")),
        param_line=param_line,
    )


def _check(path: Path, query: Query) -> None:
    found = tokens(query.cypher)
    used = {token.text for token in found if token.kind == "parameter"}
    declared = [parameter.name for parameter in query.parameters]
    columns = [column.name for column in query.columns]
    words = [token.word() for token in found]
    rules = (
        (query.group in GROUPS, f"a file belongs in one of {', '.join(GROUPS)}, got {query.group}"),
        (IDENTIFIER.fullmatch(query.id) is not None, f"id must be words joined by hyphens, got {query.id!r}"),
        (query.maturity in MATURITIES, f"maturity must be one of {', '.join(MATURITIES)}, got {query.maturity!r}"),
        (len(set(declared)) == len(declared), "a parameter is declared twice"),
        (used == set(declared), f"declared and used parameters differ: {', '.join(sorted(used ^ set(declared)))}"),
        (len(set(columns)) == len(columns) and bool(columns), "columns must be declared, each once"),
        (set(query.row_key) <= set(columns), "the row key must be made of columns"),
        (set(query.looked_at) <= COUNTED, "looked at must name labels and relationship types of the model"),
        (
            any(pair == ("ORDER", "BY") for pair in pairwise(words)),
            "ORDER BY must give a total order",
        ),
        (query.param_line.startswith(":param {"), "a line `:param {...}` must be there to paste"),
        (all(f"{name}: " in query.param_line for name in declared), "the :param line must name every parameter"),
        (not [word for word in words if word in ("APOC", "SHORTEST")], "what only one engine knows must not be used"),
    )
    for held, rule in rules:
        if not held:
            raise _broken(path, rule)


def _parameter(path: Path, content: str) -> Parameter:
    match = PARAMETER.fullmatch(content)
    if match is None:
        raise _broken(
            path,
            f"{content!r} must read: parameter NAME: TYPE, [unit U,] [from A to B,] default|required|optional; help",
        )
    name, words, text = match[1], [part.strip() for part in _split(match[2])], match[3]
    slots: dict[str, Any] = {"name": name, "type": words[0], "help": text}
    if words[0] not in TYPES:
        raise _broken(path, f"parameter {name}: type must be one of {', '.join(TYPES)}, got {words[0]!r}")
    stated = 0
    for word in words[1:]:
        key, _, value = word.partition(" ")
        if key == "unit":
            slots["unit"] = value
        elif bounds := re.fullmatch(r"from (-?\d+) to (-?\d+)", word):
            slots["minimum"], slots["maximum"] = int(bounds[1]), int(bounds[2])
        elif key == "default":
            slots["default"], stated = _value(path, name, value), stated + 1
        elif word in ("required", "optional"):
            slots["required"], stated = word == "required", stated + 1
        else:
            raise _broken(path, f"parameter {name}: {word!r} is not understood")
    if stated != 1:
        raise _broken(path, f"parameter {name}: say one of default VALUE, required, optional")
    if words[0] == "integer" and "minimum" not in slots:
        raise _broken(path, f"parameter {name}: an integer needs bounds: from A to B")
    return Parameter(**slots)


def _split(text: str) -> list[str]:
    return re.split(r",\s*(?=(?:unit|from|default|required|optional)\b)", text)


def _value(path: Path, name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise _broken(path, f"parameter {name}: the default must be JSON, got {text!r}") from error


def _column(path: Path, content: str) -> Column:
    match = COLUMN.fullmatch(content)
    if match is None or match[2] not in COLUMN_TYPES:
        raise _broken(path, f"{content!r} must read: column NAME: TYPE; help, with a type of {', '.join(COLUMN_TYPES)}")
    return Column(match[1], match[2], match[3])


def _broken(path: Path, rule: str) -> QueryError:
    return QueryError(f"{path.parent.name}/{path.name}: {rule}")
