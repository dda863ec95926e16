"""Cases of several people: nobody overwrites anybody, and nobody writes who may not. All names are invented."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from graph import cases as cases_module
from graph.acts import LONGEST_NAME, log_of
from graph.cases import LONGEST_ITEM, Cases, cases_of
from graph.errors import ArchiveError, CaseError, NotAllowed
from graph.logs import written
from graph.rights import Person, Role, acting_as

ANNA, BO = Person("anna", Role.READER, login=True), Person("bo", Role.READER, login=True)
REVIEWER, ADMIN = Person("rev", Role.REVIEWER, login=True), Person("admin", Role.ADMIN, login=True)
MADE: dict[str, Any] = {"packages": ["a"], "decided": []}


@pytest.fixture
def cases(tmp_path: Path) -> Cases:
    with acting_as(ANNA):
        made = Cases(tmp_path)
        made.create("Rotors", MADE)
    return made


def note(text: str) -> tuple[str, dict[str, str]]:
    return "note", {"text": text}


def texts(cases: Cases) -> list[str]:
    return [item.what["text"] for item in cases.find("rotors").items]


def test_a_case_is_made_added_to_and_deleted(cases: Cases) -> None:
    with acting_as(ANNA):
        item, new = cases.add("ROTORS", *note("first"))
        assert (new, item.by, cases.add("rotors", *note("first"))) == (True, "anna", (item, False))
        cases.add("rotors", "party", {"id": "p1", "name": "One"})
        assert cases.add("rotors", "party", {"id": "p1", "name": "Another name"})[1] is False
        assert [one.kind for one in cases.find("rotors").items] == ["note", "party"]
        assert cases.remove("rotors", item.id[:10]) == item
        assert [one.kind for one in cases.find("rotors").items] == ["party"]
        cases.delete("rotors")
        assert cases.all() == []
        cases.create("Rotors", MADE)
        assert cases.find("rotors").items == ()  # what a deleted case held does not come back


def test_others_read_and_only_a_reviewer_writes_into_the_case_of_another(cases: Cases) -> None:
    with acting_as(ANNA):
        item, _ = cases.add("rotors", *note("anna's"))
    before = (cases.home / "cases" / "log.jsonl").read_bytes()
    with acting_as(BO):
        assert cases.find("rotors").by == "anna"
        for write in (lambda: cases.add("rotors", *note("bo's")), lambda: cases.remove("rotors", item.id),
                      lambda: cases.delete("rotors")):  # fmt: skip
            with pytest.raises(NotAllowed, match="case Rotors of anna: needs the role"):
                write()
    with acting_as(REVIEWER), pytest.raises(NotAllowed, match="needs the role admin"):
        cases.delete("rotors")
    assert (cases.home / "cases" / "log.jsonl").read_bytes() == before
    with acting_as(REVIEWER):
        cases.add("rotors", *note("the reviewer's"))
    assert [item.by for item in cases.find("rotors").items] == ["anna", "rev"]
    with acting_as(ADMIN):
        cases.delete("rotors")


def test_nobody_writes_nothing(tmp_path: Path) -> None:
    with acting_as(Person("x", Role.NOBODY, login=True)), pytest.raises(NotAllowed):
        Cases(tmp_path).create("x", MADE)
    assert list(tmp_path.iterdir()) == []


def test_each_person_has_a_mark_of_their_own(cases: Cases) -> None:
    later = {"packages": ["a", "b"], "decided": ["d"]}
    with acting_as(BO):
        mark = cases.seen("rotors", later)
    case = cases.find("rotors")
    assert cases.state(case.mark("bo")) == later
    assert case.mark("bo") == mark
    assert cases.state(case.mark("anna")) == MADE  # since the case was made
    with acting_as(BO):
        cases.seen("rotors", {"packages": ["c"], "decided": []})
    states = {path.stem for path in (cases.home / "cases" / "states").iterdir()}
    assert states == {case.made.state, cases.find("rotors").mark("bo").state}  # what no mark names is gone


@pytest.mark.parametrize("name", ["", " ", "x" * (LONGEST_NAME + 1), "a\nb", "a\u202eb", "a\x1b[2J", "\ud800", "a\0b"])
def test_a_name_that_cannot_be_one_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="case: its name must have 1 to 80 printable characters"):
        Cases(tmp_path).create(name, MADE)
    assert Cases(tmp_path).all() == []


def test_names_in_any_script_and_case_are_one(cases: Cases) -> None:
    with acting_as(ANNA):
        for name in ("Ёлка 无人机", "<script>alert(1)</script>"):
            assert cases.create(name, MADE).name == name
        assert cases.find("ёлка  无人机").name == "Ёлка 无人机"
        with pytest.raises(CaseError, match="case rotors: is there already, made by anna"):
            cases.create("rotors", MADE)
        with pytest.raises(CaseError, match=r"case wings: there is none; there are: .*Rotors"):
            cases.find("wings")


@pytest.mark.parametrize(
    ("kind", "what", "message"),
    [
        ("deed", {}, "its kind must be one of paths, path, party, query, note, got 'deed'"),
        ("note", {}, "a note needs text"),
        ("path", {"id": "p"}, "a path needs question"),
        ("note", {"text": "x" * LONGEST_ITEM}, "a note may have 8,000 bytes"),
        ("note", {"text": "\ud800"}, "must be text that UTF-8 can hold"),
    ],
)
def test_an_item_that_cannot_be_one_is_refused(kind: str, what: dict[str, str], message: str, cases: Cases) -> None:
    with acting_as(ANNA), pytest.raises(CaseError) as caught:
        cases.add("rotors", kind, what)
    assert message in str(caught.value)
    assert cases.find("rotors").items == ()


def test_a_case_holds_so_many_items_and_no_more(cases: Cases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases_module, "MOST_ITEMS", 3)
    with acting_as(ANNA):
        for number in range(3):
            cases.add("rotors", *note(str(number)))
        with pytest.raises(CaseError, match="has 3 items, and no more may be"):
            cases.add("rotors", *note("one more"))


def test_a_case_goes_to_a_colleague_as_one_file(cases: Cases, tmp_path: Path) -> None:
    with acting_as(ANNA):
        cases.add("rotors", *note("<b>look</b> \u202e here"))
        cases.add("rotors", "party", {"id": "p1", "name": "One"})
        cases.seen("rotors", {"packages": ["z"], "decided": []})
    data = cases.given("rotors")
    assert b'"z"' not in data and b"seen" not in data
    other = Cases(tmp_path / "other")
    with acting_as(BO):
        taken = other.take(data, MADE)
        assert other.take(data, MADE, "Mine").name == "Mine"
        with pytest.raises(CaseError, match="is there already"):
            other.take(data, MADE)
    assert [(one.what, one.by, one.author) for one in taken.items] == [
        ({"text": "<b>look</b> \u202e here"}, "bo", "anna"), ({"id": "p1", "name": "One"}, "bo", "anna"),
    ]  # fmt: skip
    assert [one.id for one in taken.items] == [one.id for one in cases.find("rotors").items]
    assert other.given("Rotors").replace(b'"author": "bo"', b'"author": "anna"') == data


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"null", b'{"waybill-case": 2, "name": "x", "items": []}', b'{"waybill-case": 1}',
        b'{"waybill-case": 1, "name": "x", "items": [{"kind": "note", "what": {}, "author": "a"}]}',
        b'{"waybill-case": 1, "name": "x", "items": [{"kind": "note", "what": "text", "author": "a"}]}',
        b'{"waybill-case": 1, "name": "x", "items": [{"kind": "note", "what": {"text": "t"}, "author": "a\\n"}]}',
        b'{"waybill-case": 1, "name": "x\\u0000", "items": []}', b"[" * 100_000, b"\xff\xfe", b"x" * (5 << 20),
    ],
    ids=range(13),
)  # fmt: skip
def test_a_file_that_is_no_case_is_refused_whole(data: bytes, tmp_path: Path) -> None:
    cases = Cases(tmp_path)
    with pytest.raises(CaseError):
        cases.take(data, MADE)
    assert cases.all() == []


def test_a_damaged_log_is_named(cases: Cases) -> None:
    path = cases.home / "cases" / "log.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Rotors", b"Motors"))
    with pytest.raises(ArchiveError, match=r"log\.jsonl, line 1: is damaged"):
        cases.all()


def test_two_at_once_lose_nothing(cases: Cases) -> None:
    def work(person: str) -> None:
        with acting_as(Person(person, Role.REVIEWER, login=True)):
            for number in range(15):
                cases.add("rotors", *note(f"{person} {number}"))
                if number % 2:
                    cases.remove("rotors", cases.add("rotors", *note(f"{person} {number}"))[0].id)
            cases.seen("rotors", {"packages": [person], "decided": []})

    threads = [threading.Thread(target=work, args=(person,)) for person in ("one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(texts(cases)) == sorted(f"{one} {n}" for one in ("one", "two", "three") for n in range(0, 15, 2))
    case = cases.find("rotors")
    assert {one: cases.state(case.mark(one))["packages"] for one in ("one", "two", "three")} == {
        one: [one] for one in ("one", "two", "three")
    }


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["one", "two", "three"]), st.sampled_from(["add", "remove", "seen", "delete", "create"]),
        st.integers(0, 3),
    ),
    max_size=16,
)  # fmt: skip


@given(steps=STEPS, shuffle=st.randoms(use_true_random=False))
@hypothesis_settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_stands_is_what_people_did_one_after_the_other(
    steps: list[tuple[str, str, int]], shuffle: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Against a plain model; and whatever the order of the lines in the file."""
    cases, model, marks = Cases(tmp_path_factory.mktemp("cases")), dict[str, str](), dict[str, int]()
    there = False
    for person, verb, number in steps:
        with acting_as(Person(person, Role.ADMIN, login=True)):
            if verb == "create" and not there:
                cases.create("Rotors", MADE)
                there, model, marks = True, {}, {}
            elif not there:
                with pytest.raises(CaseError):
                    cases.add("rotors", *note(str(number)))
            elif verb == "add":
                cases.add("rotors", *note(str(number)))
                model.setdefault(str(number), person)
            elif verb == "remove" and str(number) in model:
                held = {item.what["text"]: item.id for item in cases.find("rotors").items}
                cases.remove("rotors", held[str(number)])
                del model[str(number)]
            elif verb == "seen":
                cases.seen("rotors", {"packages": [str(number)], "decided": []})
                marks[person] = number
            elif verb == "delete":
                cases.delete("rotors")
                there = False
    found = {case.name: case for case in cases.all()}
    assert list(found) == (["Rotors"] if there else [])
    if there:
        case = found["Rotors"]
        assert {item.what["text"]: item.by for item in case.items} == model
        assert {one: int(cases.state(mark)["packages"][0]) for one, mark in case.marks.items()} == marks
    log = log_of(cases.home)
    acts = log.read()
    shuffle.shuffle(acts)
    assert cases_of(sorted(acts, key=lambda act: act.at)) == cases_of(log.read())
    if acts:
        log.path.write_bytes(b"".join(sorted(written(acts).splitlines(keepends=True))))
        assert {case.name: case for case in cases.all()} == found


@given(texts_=st.lists(st.text(max_size=12), unique=True, max_size=3), data=st.data())
@hypothesis_settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_adding_does_not_matter(
    texts_: list[str], data: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    usable = [text for text in texts_ if text]
    found = []
    for order in (usable, data.draw(st.permutations(usable))):
        cases = Cases(tmp_path_factory.mktemp("cases"))
        cases.create("Rotors", MADE)
        for text in [*order, *order]:
            cases.add("rotors", *note(text))
        found.append({(item.id, json.dumps(item.what)) for item in cases.find("rotors").items})
    assert found[0] == found[1] and len(found[0]) == len(usable)


def test_nobody_acts_in_the_name_of_another(cases: Cases) -> None:
    """Also not by the log itself."""
    log = log_of(cases.home)
    before = log.path.read_bytes()
    forged = replace(log.read()[0], by="bo", verb="deleted", at="2999")
    with acting_as(ANNA), pytest.raises(NotAllowed, match="nobody acts in the name of bo"):
        log.write(lambda _: [forged])
    with acting_as(ANNA), pytest.raises(NotAllowed, match="erasing in a log: needs the role admin"):
        log.rewrite(lambda _: forged)
    assert log.path.read_bytes() == before
