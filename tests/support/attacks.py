"""What people may try with a query of their own, and which layer of the gate stops it: tests/support/attacks.yml.

Usage: python -m tests.support.attacks     writes the table of docs/cypher.md anew
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from graph.errors import QueryError, QueryRefused, QueryTimeout, StoreError, StoreUnavailable, WaybillError
from graph.store import Store
from queries import gate

FILE = Path(__file__).with_name("attacks.yml")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "cypher.md"
BEGIN, END = "<!-- attacks: made by `python -m tests.support.attacks` -->", "<!-- end of attacks -->"
STOPPED = ("refused", "unknown", "limit", "ended")  # ended: the engine ended, and starts anew with the next question
NOT_RUN = ("runs on", "not tried")
LIMIT_S = 0.5
LIMITS = re.compile("memory holds|heap budget|exceed|holds more|too deep|too many")
SHOWN = 96  # characters of a query in the table


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack, and what each layer alone does with it.

    Attributes:
        name: in words.
        kind: write, file, address, secret, server, time, memory or size.
        written: the query as in the file, where <<X*N>> stands for N times X.
        text, plan, neo4j, embedded: refused; unknown (the engine has no such thing); limit (ended by a limit of time,
            memory or size); ended; nothing (the engine takes it, and it does nothing); done (it does what it says);
            runs on (the engine never stops it); not tried.
        parameters: of the query.
    """

    name: str
    kind: str
    written: str
    text: str
    plan: str
    neo4j: str
    embedded: str

    @property
    def cypher(self) -> str:
        """The query as it is sent."""
        return re.sub(r"<<(.+?)\*(\d+)>>", lambda found: found[1] * int(found[2]), self.written, flags=re.DOTALL)


@cache
def attacks() -> tuple[Attack, ...]:
    """Return all attacks of the file, in its order."""
    groups = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(
        Attack(name, kind, one["cypher"], *(one[layer] for layer in ("text", "plan", "neo4j", "embedded")))
        for kind, members in groups.items()
        for name, one in members.items()
    )


def by_text(attack: Attack) -> str:
    """Return what the first layer does, which reads the text."""
    try:
        gate.check(attack.cypher)
    except QueryRefused:
        return "refused"
    return "passes"


def by_plan(store: Store, attack: Attack) -> str:
    """Return what the second layer does, which asks Neo4j for its plan."""
    try:
        gate._check_plan(store.explain(attack.cypher))
    except WaybillError as error:
        return _stopped_by(error)
    return "passes"


def by_session(store: Store, attack: Attack) -> str:
    """Return what the third layer does, a session that may only read, with limits of time and size."""
    try:
        limit_s = LIMIT_S if attack.kind in ("time", "memory") else 10.0
        rows = store.read(attack.cypher, timeout_s=limit_s, max_rows=1001, max_values=100_000)
    except WaybillError as error:
        return _stopped_by(error)
    return "limit" if len(rows) > 1000 else "done" if rows else "nothing"


def _stopped_by(error: WaybillError) -> str:
    said = str(error)
    if isinstance(error, StoreUnavailable) or "the engine ended with it" in said:
        return "ended"
    if isinstance(error, QueryTimeout) or LIMITS.search(said):
        return "limit"
    if isinstance(error, QueryRefused) or "Cannot delete" in said:
        return "refused"
    assert isinstance(error, (QueryError, StoreError)), said
    return "unknown"


def table(found: Iterable[Attack]) -> str:
    """Return the table of attacks by layer, as Markdown."""
    lines = [
        "| Attack | Query | text | plan, Neo4j | session, Neo4j | session, embedded |",
        "|---|---|---|---|---|---|",
    ]
    kind = ""
    for one in found:
        if one.kind != kind:
            kind = one.kind
            lines.append(f"| **{kind}** | | | | | |")
        query = one.written if len(one.written) <= SHOWN else one.written[:SHOWN] + "..."
        query = "".join(sign if sign.isprintable() else f"\\x{ord(sign):x}" for sign in query)
        query = query.replace("|", "\\|")
        fence = "``" if "`" in query else "`"
        cells = (one.name, f"{fence} {query} {fence}", one.text, one.plan, one.neo4j, one.embedded)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def with_table(page: str) -> str:
    """Return a page with the table between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table(attacks())}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
