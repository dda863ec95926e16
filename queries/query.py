"""What a canned query is: its parameters, its columns, its text and what its header says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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
        group: paths, exposure, flows, evidence or audit; own for a user's file that lies in none of them.
        maturity: stable or trial.
        row_key: the columns that identify a row.
        looked_at: labels and relationship types that it looks through; an empty answer counts them.
        param_line: the line to paste into Neo4j Browser or cypher-shell.
        scan: why its plan looks at all of a kind, where it does; empty where it does not.
        own: whether it is a user's own, and so goes through the gate.
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
    scan: str = ""
    own: bool = False

    @property
    def cypher(self) -> str:
        """The Cypher without its header."""
        lines = self.text.splitlines()
        start = next((index for index, line in enumerate(lines) if not line.startswith("//")), len(lines))
        return "\n".join(lines[start:]).strip()
