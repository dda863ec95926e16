"""Who acts, and what they may: whatever writes asks here, so that no page and no command can forget to.

A function that writes the record, the graph or what people share is marked by `needs`; it raises NotAllowed before it
does anything. Who acts is told once, where a run begins: by the command line for a command, by the dashboard for each
session. Where nobody tells, it is the person at this machine, who may do everything.

Who may what stands in WAYBILL_HOME/roles.yml (docs/rights.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import IntEnum
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import yaml

from graph.errors import ConfigError, NotAllowed

P = ParamSpec("P")
T = TypeVar("T")
FILE = "roles.yml"
LARGEST = 1 << 20  # bytes of that file


class Role(IntEnum):
    """What a person may, each with all that the one before may."""

    NOBODY = 0  # not even look
    READER = 1  # ask, take along, keep own cases and views
    REVIEWER = 2  # judge claims and names, work on the cases of others
    ADMIN = 3  # load, unload, switch rules, erase, take over archives

    @property
    def word(self) -> str:
        """As roles.yml writes it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts.

    Attributes:
        name: that decisions and loads are signed with; of who logged in the address that the login told.
        role: what they may.
        login: whether they logged in, and so sign as nobody else.
    """

    name: str
    role: Role
    login: bool = False


LOCAL = Person("local", Role.ADMIN)
NOBODY = Person("nobody", Role.NOBODY, login=True)
KEEPER = Person("waybill", Role.ADMIN)  # makes again what follows from the archive alone, for whoever asks
WRITERS: dict[str, Role] = {}  # module and name of every function that is marked -> the role it needs

_acting: ContextVar[Person | None] = ContextVar("acting", default=None)
_otherwise: Callable[[], Person] = lambda: LOCAL  # noqa: E731  # replaced by `ask`, as a value is


def acting() -> Person:
    """Return who acts."""
    return _acting.get() or _otherwise()


def become(person: Person) -> None:
    """Say who acts from now on, in this thread or context."""
    _acting.set(person)


@contextmanager
def acting_as(person: Person) -> Iterator[None]:
    """Say who acts in a block."""
    token = _acting.set(person)
    try:
        yield
    finally:
        _acting.reset(token)


def ask(who: Callable[[], Person]) -> None:
    """Have a process ask who acts, each time and in any thread, where no block says it: the dashboard does.

    Args:
        who: tells it; whoever it cannot tell is NOBODY.
    """
    global _otherwise
    _otherwise = who


def require(role: Role, act: str) -> Person:
    """Return who acts, if they may.

    Args:
        role: that is needed.
        act: what is to be done, for the error.

    Raises:
        NotAllowed: they may not.
    """
    person = acting()
    if person.role < role:
        raise NotAllowed(
            f"{act}: needs the role {role.word}, and {person.name} has the role {person.role.word}; "
            f"{FILE} in WAYBILL_HOME says who has which"
        )
    return person


def needs(role: Role, act: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Mark a function that writes: it raises NotAllowed before it begins, for whoever has a lesser role.

    Args:
        role: that is needed.
        act: what it does, for the error.
    """

    def marked(function: Callable[P, T]) -> Callable[P, T]:
        WRITERS[f"{function.__module__}.{function.__qualname__}"] = role

        @wraps(function)
        def checked(*args: P.args, **kwargs: P.kwargs) -> T:
            require(role, act)
            return function(*args, **kwargs)

        return checked

    return marked


def signed(by: str) -> None:
    """Refuse a signature that is not that of whoever logged in.

    Raises:
        NotAllowed: it is somebody else's.
    """
    person = acting()
    if person.login and by != person.name:
        raise NotAllowed(f"signing as {by!r}: whoever logs in signs as themselves, {person.name}; leave the name out")


@dataclass(frozen=True, slots=True)
class Roles:
    """What roles.yml says.

    Attributes:
        local: of the person at this machine, who is not asked to log in.
        others: of who logs in and is not named.
        people: address, in small letters -> role.
    """

    local: Role = Role.ADMIN
    others: Role = Role.NOBODY
    people: Mapping[str, Role] = field(default_factory=dict)

    @classmethod
    def read(cls, home: Path) -> Roles:
        """Read the file of a home; without one nobody but the person at this machine may anything.

        Raises:
            ConfigError: it is not of the form of docs/rights.md.
        """
        path = home / FILE
        try:
            if path.stat().st_size > LARGEST:
                raise ConfigError(f"{path}: must have at most {LARGEST:,} bytes")
            data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        except (FileNotFoundError, NotADirectoryError):
            return cls()
        except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
            raise ConfigError(f"{path}: cannot be read ({type(error).__name__}: {error})") from error
        known = {"local", "others", "people"}
        if not isinstance(data, dict) or set(data) - known:
            got = ", ".join(sorted(map(repr, set(data) - known))) if isinstance(data, dict) else repr(data)
            raise ConfigError(f"{path}: must hold local, others and people, got {got[:200]}")
        people = data.get("people") or {}
        if not isinstance(people, dict) or not all(isinstance(name, str) for name in people):
            raise ConfigError(f"{path}: people: must be lines of ADDRESS: ROLE, got {str(people)[:200]!r}")
        return cls(
            local=_role(path, "local", data.get("local", Role.ADMIN.word)),
            others=_role(path, "others", data.get("others", Role.NOBODY.word)),
            people={name.strip().casefold(): _role(path, name, role) for name, role in people.items()},
        )

    def at_this_machine(self, name: str) -> Person:
        """Return the person who runs the command line, by the name that they sign with."""
        return Person(name, self.people.get(name.strip().casefold(), self.local))

    def logged_in(self, address: str) -> Person:
        """Return who logged in, by the address that the login told."""
        wanted = address.strip().casefold()
        return Person(wanted, self.people.get(wanted, self.others), login=True) if wanted else NOBODY


def _role(path: Path, name: str, value: Any) -> Role:
    """Read a role."""
    found = next((role for role in Role if role.word == value), None)
    if found is None:
        words = ", ".join(role.word for role in Role)
        raise ConfigError(f"{path}: {name[:100]}: must be one of {words}, got {str(value)[:100]!r}")
    return found
