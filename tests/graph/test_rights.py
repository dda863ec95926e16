"""Who acts and what roles.yml says: read whole or refused, and nobody may more than it says."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from graph import rights
from graph.errors import ConfigError, NotAllowed
from graph.rights import LOCAL, NOBODY, Person, Role, Roles, acting, acting_as


def written(home: Path, text: str) -> Path:
    (home / rights.FILE).write_text(text, encoding="utf-8")
    return home


def test_without_a_file_only_the_person_at_this_machine_may_anything(tmp_path: Path) -> None:
    roles = Roles.read(tmp_path)
    assert roles.at_this_machine("anna") == Person("anna", Role.ADMIN)
    assert roles.logged_in("anna@example.org").role is Role.NOBODY
    assert roles.logged_in(" ") == NOBODY


def test_the_file_says_who_may_what(tmp_path: Path) -> None:
    home = written(tmp_path, "local: reader\nothers: reader\npeople:\n  Anna@Example.org: admin\n  bo: reviewer\n")
    roles = Roles.read(home)
    assert roles.logged_in("anna@EXAMPLE.org") == Person("anna@example.org", Role.ADMIN, login=True)
    assert roles.logged_in("else@example.org").role is Role.READER
    assert [roles.at_this_machine(name).role for name in ("bo", "somebody")] == [Role.REVIEWER, Role.READER]
    assert Roles.read(written(tmp_path, "")) == Roles()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("local: king\n", "local: must be one of nobody, reader, reviewer, admin, got 'king'"),
        ("people: {anna: 3}\n", "anna: must be one of"),
        ("people: [anna]\n", "people: must be lines of ADDRESS: ROLE"),
        ("people: {1: admin}\n", "people: must be lines of ADDRESS: ROLE"),
        ("poeple: {anna: admin}\n", "must hold local, others and people, got 'poeple'"),
        ("- admin\n", "must hold local, others and people"),
        ("local: [\n", "cannot be read"),
        ("a: &a [*a]\nlocal: !!python/object:os.system x\n", "cannot be read"),
    ],
)
def test_a_file_that_says_something_else_is_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"roles\.yml: ") as caught:
        Roles.read(written(tmp_path, text))
    assert message in str(caught.value)


def test_a_block_says_who_acts_and_no_other_thread_hears_it() -> None:
    heard: list[Person] = []
    with acting_as(Person("anna", Role.READER)):
        with acting_as(Person("bo", Role.REVIEWER)):
            assert acting().name == "bo"
        assert acting().name == "anna"
        thread = threading.Thread(target=lambda: heard.append(acting()))
        thread.start()
        thread.join()
    assert [*heard, acting()] == [LOCAL, LOCAL]


def test_a_process_that_asks_is_told_in_every_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rights, "_otherwise", rights._otherwise)
    rights.ask(lambda: NOBODY)
    heard: list[Person] = []
    thread = threading.Thread(target=lambda: heard.append(acting()))
    thread.start()
    thread.join()
    assert [*heard, acting()] == [NOBODY, NOBODY]
    with pytest.raises(NotAllowed, match="looking: needs the role reader, and nobody has the role nobody"):
        rights.require(Role.READER, "looking")
