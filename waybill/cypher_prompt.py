"""The prompt of `waybill cypher`: queries of several lines, completion, a history, and a few commands of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import InvalidParameter, WaybillError
from queries.given import read_parameters
from waybill.context import Context
from waybill.output import complain, say
from waybill.result_view import draw, print_result

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completion
    from prompt_toolkit.document import Document

    from graph.store import Store
    from queries.result import Result

HISTORY = "cypher_history"
FORMS = ("table", "json", "csv")
COMMANDS = (":help", ":param", ":params", ":use", ":svg", ":quit")
HELP = """\
A query may take several lines and ends with a semicolon, as in  MATCH (c:Company) RETURN c.name LIMIT 5;
Only reading is allowed, within limits of time, rows and size; docs/cypher.md tells more.
Tab completes. Arrow up brings back. Ctrl+C leaves the query, Ctrl+D the prompt.
:param NAME => VALUE     give $NAME a value: :param country => TR     (:param {a: 1, b: 'x'} as well)
:params                  the values
:use table|json|csv      how answers are printed
:svg FILE                draw the nodes and relationships of the last answer
:quit                    leave"""


class Conversation:
    """What a prompt remembers, and what it does with a line; no terminal is needed for it.

    Args:
        store: an open store.
        timeout_s: time limit of a query, in seconds.
        max_rows: most rows of an answer.
        parameters: values to begin with.

    Attributes:
        parameters: names and values, as they stand.
        form: table, json or csv.
        over: whether the person has left.
    """

    def __init__(self, store: Store, timeout_s: float, max_rows: int, parameters: dict[str, object]) -> None:
        self.store = store
        self.parameters = dict(parameters)
        self.form = "table"
        self.over = False
        self._timeout_s, self._max_rows = timeout_s, max_rows
        self._last: Result | None = None

    def take(self, text: str) -> None:
        """Do what a person has typed; an error is one line.

        Args:
            text: a query, or a command that begins with a colon.
        """
        try:
            if text.lstrip().startswith(":"):
                self._command(text.strip().rstrip(";").strip())
            elif text.strip(" \t\r\n;"):
                self._ask(text)
        except WaybillError as error:
            complain(str(error))

    def _ask(self, text: str) -> None:
        from queries import gate

        self._last = gate.run(self.store, text, self.parameters, timeout_s=self._timeout_s, max_rows=self._max_rows)
        print_result(self._last, self.form == "json", self.form == "csv")

    def _command(self, line: str) -> None:
        name, _, rest = line.partition(" ")
        actions: dict[str, Callable[[str], None]] = {
            ":help": lambda _: say(HELP),
            ":param": self._set,
            ":params": lambda _: self._print_parameters(),
            ":use": self._use,
            ":svg": self._draw,
            ":quit": self._leave,
            ":exit": self._leave,
        }
        if name not in actions:
            raise InvalidParameter(f"{name}: is no command here; there are {', '.join(COMMANDS)}")
        actions[name](rest.strip())

    def _set(self, text: str) -> None:
        self.parameters |= read_parameters(text)
        self._print_parameters()

    def _print_parameters(self) -> None:
        for name, value in sorted(self.parameters.items()):
            say(f"${name} = {value!r}")
        if not self.parameters:
            say("no parameter has a value yet; :param country => TR gives $country one", "dim")

    def _use(self, form: str) -> None:
        if form not in FORMS:
            raise InvalidParameter(f":use: must be one of {', '.join(FORMS)}, got {form!r}")
        self.form = form

    def _draw(self, path: str) -> None:
        if self._last is None or not path:
            raise InvalidParameter(":svg: needs an answer to draw and a FILE to write; ask something first")
        draw(self._last, Path(path).expanduser())

    def _leave(self, _: str) -> None:
        self.over = True


def finished(text: str) -> bool:
    """Whether what has been typed can be taken: a command, nothing at all, or a query that ends with a semicolon."""
    plain = text.strip()
    return not plain or plain.startswith(":") or plain.endswith(";")


def prompt(context: Context, parameters: dict[str, object], max_rows: int) -> None:
    """Ask a person for queries until Ctrl+D.

    Args:
        context: the settings, and the way to the store.
        parameters: values to begin with.
        max_rows: most rows of an answer.
    """
    with context.store() as store:
        talk = Conversation(store, context.settings.query_timeout_s, max_rows, parameters)
        history = history_file(context.settings.home)
        say(f"{store.engine} {store.server_version}, read-only; :help tells how, Ctrl+D leaves", "dim")
        session = session_of(talk, history)
        while not talk.over:
            try:
                text = session.prompt("waybill> ")
            except KeyboardInterrupt:  # of the line; one during a query comes from below
                continue
            except EOFError:
                return
            try:
                talk.take(text)
            except KeyboardInterrupt:
                say("stopped waiting for the answer", "yellow")


def history_file(home: Path) -> Path:
    """Return the file of past queries, which only its owner may read: a query may hold a person's name."""
    path = home / HISTORY
    home.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_APPEND, 0o600))
    return path


def session_of(talk: Conversation, history: Path, **terminal: Any) -> PromptSession[str]:
    """Return the line editor.

    Args:
        talk: knows the parameters that completion offers.
        history: file of past queries.
        terminal: input and output, where they are not those of the process.
    """
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer, Completion
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.history import FileHistory
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    class Words(Completer):
        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
            before = document.text_before_cursor
            for word in offered(before, talk.parameters):
                yield Completion(word, start_position=-len(re.split(r"[^$:\w]", before)[-1].split(":")[-1]))

    keys = KeyBindings()
    session: PromptSession[str]

    @keys.add("enter", filter=Condition(lambda: finished(session.default_buffer.text)))
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    session = PromptSession(
        history=FileHistory(str(history)),
        completer=Words(),
        complete_while_typing=False,
        multiline=True,
        prompt_continuation="      -> ",
        key_bindings=keys,
        **terminal,
    )
    return session


def offered(before: str, parameters: Iterable[str]) -> list[str]:
    """Return what completes the text before the cursor."""
    from queries.completing import completions

    if before.lstrip().startswith(":") and " " not in before.strip():
        return [name[1:] for name in COMMANDS if name.startswith(before.strip())]
    return completions(before, parameters)
