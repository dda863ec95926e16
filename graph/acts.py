"""What people keep for themselves and each other: a log of acts on cases and saved views, each with its author.

WAYBILL_HOME/cases/log.jsonl          append only (graph/logs.py)
WAYBILL_HOME/cases/states/ID.json     what the graph was made of when somebody looked (graph/cases.py)

Every act is checked against what the acts before it made, while nobody else writes: so of two people at once the second
meets what the first did, and neither overwrites the other.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.blotting import changed
from graph.errors import CaseError, NotAllowed
from graph.logs import Log, later
from graph.rights import Role, acting, require

LONGEST_NAME = 80  # characters
STEERING = ("C", "Zl", "Zp")  # categories of characters that a name must not hold: they steer a terminal or a page


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the log.

    Attributes:
        kind: case or view.
        subject: name of the case or view, folded; of a view that one person sees also whose.
        verb: what was done.
        by: who.
        at: when, UTC ISO.
        data: what belongs to it, as JSON.
    """

    kind: str
    subject: str
    verb: str
    by: str
    at: str
    data: str = "{}"

    @property
    def line(self) -> str:
        """Its line without the checksum."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def held(self) -> dict[str, Any]:
        """What belongs to it."""
        found: dict[str, Any] = json.loads(self.data)
        return found

    def changed(self, change: Callable[[str], str]) -> Act:
        """Return it with all that people wrote changed."""
        return replace(self, subject=change(self.subject), data=packed(changed(self.held, change)))


def packed(data: dict[str, Any]) -> str:
    """Return the data of an act as it holds them."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def log_of(home: Path) -> Log[Act]:
    """Return the log of a home."""
    return Log(home / "cases" / "log.jsonl", home / "cases" / "lock", _read, "act", _allow)


def act(log: Log[Act], make: Callable[[list[Act]], tuple[str, str, str, dict[str, Any]] | None]) -> Act | None:
    """Do one act, signed by whoever acts.

    Args:
        log: of the home.
        make: is given all acts before it, and returns kind, subject, verb and data; None where nothing is to be done.

    Raises:
        WaybillError: what `make` raises; nothing is done.
    """

    def made(before: list[Act]) -> list[Act]:
        wanted = make(before)
        if wanted is None:
            return []
        kind, subject, verb, data = wanted
        at = later(datetime.now(UTC).isoformat(timespec="microseconds"), before[-1].at if before else "")
        return [Act(kind, subject, verb, acting().name, at, packed(data))]

    return next(iter(log.write(made)), None)


def name_of(text: str, what: str) -> str:
    """Return a name as it is kept: composed, blanks as one.

    Args:
        text: as typed.
        what: that is named so, for the error.

    Raises:
        CaseError: it is empty, too long, or holds what steers.
    """
    steers = any(unicodedata.category(char).startswith(STEERING) for char in text)
    name = "" if steers else " ".join(unicodedata.normalize("NFC", text).split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise CaseError(
            f"{what}: its name must have 1 to {LONGEST_NAME} printable characters, got {text[:LONGEST_NAME]!r}"
        )
    return name


def folded(name: str) -> str:
    """Return what two spellings of one name share."""
    return unicodedata.normalize("NFKC", name).casefold()


def _allow(one: Act) -> None:
    """Refuse an act in the name of somebody else."""
    if one.by != require(Role.READER, "keeping a case or a view").name:
        raise NotAllowed(f"{one.kind} {one.subject}: nobody acts in the name of {one.by} but themselves")


def _read(line: str) -> Act:
    """Read a line.

    Raises:
        ValueError: it is no act.
    """
    one = Act(**json.loads(line))
    if not all(isinstance(value, str) for value in asdict(one).values()) or not isinstance(one.held, dict):
        raise ValueError("its values are not those of an act")
    return one
