"""The log of decisions: reviews, rules, judgements, withdrawals, erasures. Append only, one checked line each.

Decisions count in the order of their time, then of their content, never of their place in the file: so two people who
take over each other's lines have the same log, whoever came first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from graph.blotting import changed
from graph.errors import DecidedMeanwhile
from graph.logs import Log, in_order, later, parsed, written
from graph.model import Claim
from graph.rights import Role, needs, require, signed

__all__ = ["Decision", "DecisionLog", "in_order", "parse", "written"]

REVIEWED = ("review", "judgement")  # kinds that a reviewer decides; all else is for an admin


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the decision log.

    Attributes:
        kind: review (of a claim), rule (that accepts claims without a person), judgement (on two parties), withdrawal
            (of a source or package), erasure (of a natural person's record).
        subject: id of the claim, source, package or record; of a judgement two ids of records, sorted, with a blank
            between; of a rule the kind of claim and the language.
        verdict: accepted, rejected, corrected, undone; on, off; same, different, unsure, undone; withdrawn, restored;
            erased.
        by: who.
        at: when, UTC ISO.
        why: reason in words.
        binds: hash of the slots that a review saw (graph.identity.slots_hash).
        corrected: the claim that takes the place of a corrected one, as JSON.
    """

    kind: str
    subject: str
    verdict: str
    by: str
    at: str
    why: str = ""
    binds: str = ""
    corrected: str = ""

    @property
    def line(self) -> str:
        """Its line without the checksum."""
        return json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def claim(self) -> Claim | None:
        """The claim that takes the place of a corrected one."""
        return msgspec.json.decode(self.corrected, type=Claim) if self.corrected else None

    def to_json(self) -> dict[str, Any]:
        """Return it as its line holds it: `corrected` only where a claim is corrected."""
        held = asdict(self)
        if not self.corrected:
            del held["corrected"]
        return held

    def changed(self, change: Callable[[str], str]) -> Decision:
        """Return it with what people wrote changed: the reason, and the texts of a corrected claim."""
        claim = json.dumps(changed(json.loads(self.corrected), change), ensure_ascii=False) if self.corrected else ""
        return replace(self, why=change(self.why), corrected=claim)


def exact_now() -> str:
    """The time that a decision bears: UTC, ISO with microseconds, so that the last of many in a second is known."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class DecisionLog:
    """The log in one file.

    Args:
        path: of the file; made at the first decision.
        lock: of whoever writes.
    """

    path: Path
    lock: Path

    @property
    def _log(self) -> Log[Decision]:
        return Log(self.path, self.lock, _read, "decision", _allow)

    def append(self, decision: Decision) -> Decision:
        """Append a decision; one on the same subject in the same moment counts as the later one.

        Returns:
            The decision as it stands in the log.
        """
        return self.add(decision)[0]

    def add(self, decision: Decision, seen: str | None = None) -> tuple[Decision, list[Decision]]:
        """Do as `append`, and tell what was decided on the same subject before.

        Args:
            decision: to be appended.
            seen: when the last decision on the subject was made that whoever decides has seen, empty where they saw
                none; None appends whatever came meanwhile.

        Returns:
            The decision as it stands in the log, and the earlier ones in the order in which they count; of two people
            who decide at once, the second has the decision of the first among them.

        Raises:
            NotAllowed: whoever acts may not decide this, or not in this name.
            DecidedMeanwhile: there is a decision that they have not seen; nothing is appended.
        """
        _allow(decision)  # before anything is made
        signed(decision.by)
        earlier: list[Decision] = []

        def made(known: list[Decision]) -> list[Decision]:
            earlier.extend(one for one in known if (one.kind, one.subject) == (decision.kind, decision.subject))
            last = max((one.at for one in earlier), default="")
            if seen is not None and last != seen:
                raise DecidedMeanwhile(
                    f"{decision.kind} of {decision.subject}: {earlier[-1].by if earlier else 'nobody'} decided "
                    f"{earlier[-1].verdict if earlier else 'nothing'} meanwhile; look again, then decide"
                )
            return [replace(decision, at=later(decision.at, last)) if earlier else decision]

        return self._log.write(made)[0], earlier

    @needs(Role.ADMIN, "taking over decisions")
    def merge(self, decisions: Iterable[Decision]) -> int:
        """Append the decisions that are not in the log yet, in their order.

        Returns:
            How many were new.
        """
        given = in_order(decisions)

        def made(known: list[Decision]) -> list[Decision]:
            held = set(known)
            return [one for one in given if one not in held]

        return len(self._log.write(made))

    @needs(Role.ADMIN, "erasing in decisions")
    def rewrite(self, change: Callable[[str], str]) -> None:
        """Change what people wrote, for an erasure alone; the log is otherwise only appended to."""
        self._log.rewrite(lambda one: one.changed(change))

    def read(self) -> list[Decision]:
        """Return all decisions in the order in which they count; a last line that a kill tore off is none.

        Raises:
            ArchiveError: a line is damaged.
        """
        return self._log.read()


def parse(data: bytes, place: str) -> list[Decision]:
    """Read the lines of a log.

    Args:
        data: the log; what follows its last line end is not a decision.
        place: named in errors.

    Raises:
        ArchiveError: a line is damaged.
    """
    return parsed(data, place, _read, "decision")


def _allow(decision: Decision) -> None:
    """Refuse whoever may not decide this."""
    require(Role.REVIEWER if decision.kind in REVIEWED else Role.ADMIN, f"{decision.kind} of {decision.subject}")


def _read(line: str) -> Decision:
    """Read a line.

    Raises:
        ValueError: it is no decision.
    """
    one = Decision(**json.loads(line))
    try:
        one.claim  # noqa: B018  # a corrected claim that cannot be read is a damaged decision
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
    return one
