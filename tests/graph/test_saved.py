"""Saved views: of one person or shared, in bounds, and hostile text is data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph import saved
from graph.errors import CaseError, NotAllowed
from graph.rights import Person, Role, acting_as
from graph.saved import LONGEST, SavedViews

ANNA, BO = Person("anna", Role.READER, login=True), Person("bo", Role.READER, login=True)
ADMIN = Person("admin", Role.ADMIN, login=True)
ASKED = {"from": ["CN"], "via": ["TR", "AE"]}


@pytest.fixture
def views(tmp_path: Path) -> SavedViews:
    return SavedViews(tmp_path)


def names(views: SavedViews, person: Person) -> list[tuple[str, bool]]:
    with acting_as(person):
        return [(one.name, one.shared) for one in views.all()]


def test_one_s_own_views_are_seen_by_nobody_else(views: SavedViews) -> None:
    with acting_as(ANNA):
        kept = views.save("Through Turkey", "paths", ASKED)
        assert (kept.page, kept.parameters, kept.by) == ("paths", {"from": ("CN",), "via": ("TR", "AE")}, "anna")
        views.save("For all", "overview", {}, shared=True)
    assert names(views, ANNA) == [("For all", True), ("Through Turkey", False)]
    assert names(views, BO) == [("For all", True)]
    with acting_as(BO):
        views.save("through turkey", "paths", {})  # a name of one's own, whatever others have
        with pytest.raises(CaseError, match="view nothing: there is none of this name"):
            views.delete("nothing")
    assert names(views, ANNA) == [("For all", True), ("Through Turkey", False)]


def test_a_view_is_replaced_renamed_and_deleted(views: SavedViews) -> None:
    with acting_as(ANNA):
        views.save("One", "paths", ASKED)
        assert views.save("ONE", "evidence", {"id": ["x"]}).page == "evidence"
        views.save("Two", "paths", {})
        with pytest.raises(CaseError, match="view Two: is there already"):
            views.rename("one", "Two")
        assert views.rename("one", "Three").parameters == {"id": ("x",)}
        assert views.rename("three", "THREE").name == "THREE"
        views.delete("two")
    assert names(views, ANNA) == [("THREE", False)]


def test_what_is_shared_is_changed_by_its_author_and_an_admin_alone(views: SavedViews) -> None:
    with acting_as(ANNA):
        views.save("For all", "paths", ASKED, shared=True)
    with acting_as(BO):
        writes: list[Any] = [
            lambda: views.save("for all", "overview", {}, shared=True),
            lambda: views.rename("for all", "mine", shared=True),
            lambda: views.delete("for all", shared=True),
        ]
        for write in writes:
            with pytest.raises(NotAllowed, match="view For all of anna: needs the role admin"):
                write()
    with acting_as(ADMIN):
        views.rename("for all", "For everybody", shared=True)
    assert names(views, BO) == [("For everybody", True)]


@pytest.mark.parametrize(
    ("page", "parameters", "message"),
    [
        ("../etc", {}, "its page must be small letters"),
        ("https://example.org", {}, "its page must be small letters"),
        ("paths", {"q": ["x" * LONGEST]}, "its parameters may have 4,000 bytes"),
        ("paths", {"q": ["\ud800"]}, "must be text that UTF-8 can hold"),
        ("paths", {"q": [1]}, "its parameters must be texts"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused(page: str, parameters: Any, message: str, views: SavedViews) -> None:
    with pytest.raises(CaseError) as caught:
        views.save("x", page, parameters)
    assert message in str(caught.value)
    assert views.all() == []


def test_hostile_text_comes_back_as_it_was(views: SavedViews) -> None:
    words = ["<script>alert(1)</script>", "\u202egnp.exe", "'; DROP", "a\nb\tc\0"]
    assert views.save("<img src=x>", "paths", {"q": words}).parameters["q"] == tuple(words)
    with pytest.raises(CaseError, match="printable"):
        views.save("a\tb", "paths", {})


def test_a_person_saves_so_many_and_no_more(views: SavedViews, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "MOST", 3)
    for number in range(3):
        views.save(str(number), "paths", {})
    with pytest.raises(CaseError, match="there are 3 of them"):
        views.save("one more", "paths", {})
    views.save("0", "overview", {})
    views.save("one more", "paths", {}, shared=True)
