"""Judging in a terminal: one claim after another, a key each."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field

import typer

from graph.errors import WaybillError
from queries.desk import Waiting
from queries.question import PathQuery
from waybill.claims_view import print_claim, print_decided
from waybill.context import Context
from waybill.output import complain, note, say
from waybill.reviewing import Desk, queue
from waybill.rules_view import print_suspended

KEYS = "a accept, r reject, c correct, s skip, u undo, q quit"
ENDS = ("q", "\x03", "\x04")  # also Ctrl+C and Ctrl+D, where the terminal hands them over


@dataclass(slots=True)
class Session:
    """The queue as it stood at the beginning, gone through once.

    Args:
        context: of the command.
        desk: takes the decisions.
        query: whose paths order the queue.
    """

    context: Context
    desk: Desk
    query: PathQuery
    _done: list[int] = field(default_factory=list)

    def run(self) -> None:
        """Ask until all is decided or a person ends it; then bring the graph up to date."""
        waiting, _ = queue(self.context, self.desk.claims, self.query)
        before = len(self.context.archive.decisions())
        try:
            self._ask(waiting)
        except (KeyboardInterrupt, EOFError):
            say()
        finally:
            if len(self.context.archive.decisions()) > before:
                from waybill.commands.holdings import build_after

                built = build_after(self.context, quiet=False, trust=True)
                note(f"graph: {built.written:,} elements written, {built.removed:,} removed")
                print_suspended(self.context.archive)
        say(f"{len(self._done):,} of {len(waiting):,} claims decided")

    def _ask(self, waiting: list[Waiting]) -> None:
        place = 0
        while place < len(waiting):
            one = waiting[place]
            say()
            effect = one.effect
            say(f"{place + 1} of {len(waiting)}: paths {effect.paths}, conflicts {effect.conflicts}, "
                f"new parties {effect.parties}", "dim")  # fmt: skip
            print_claim(one.claim, self.desk.passage(one.claim))
            step = self._key(one, place)
            if step is None:
                return
            place = step

    def _key(self, one: Waiting, place: int) -> int | None:
        """Take a key, and return the place of the next claim; None ends the session."""
        while True:
            say(KEYS, "dim")
            key = typer.getchar().casefold()
            if key in ENDS:
                return None
            if key == "s":
                return place + 1
            try:
                if key == "u":
                    return self._undo()
                if key in ("a", "r"):
                    print_decided(self.desk.judge([one.claim.id], "accepted" if key == "a" else "rejected"))
                elif key == "c":
                    self._correct(one)
                else:
                    continue
            except WaybillError as error:
                complain(str(error))
                continue
            self._done.append(place)
            return place + 1

    def _correct(self, one: Waiting) -> None:
        from graph.errors import ConfigError
        from loaders.handed.corrections import read_fields

        line: str = typer.prompt("FIELD=VALUE ... (empty: back)", default="", show_default=False)
        try:
            words = shlex.split(line)
        except ValueError as error:
            raise ConfigError(f"correction: {error}; quote what has blanks: supplier='Example Works'") from error
        if not words:
            raise ConfigError("correction: nothing was written; the claim stands as before")
        print_decided(self.desk.correct(one.claim.id, read_fields(words)))

    def _undo(self) -> int:
        """Take the last decision of this session back, and return the place of its claim."""
        from graph.errors import ConfigError

        if not self._done:
            raise ConfigError("undo: nothing is decided in this session; `waybill review undo` takes back earlier ones")
        place = self._done.pop()
        print_decided(self.desk.undo([]))
        return place
