"""The short names of lists stand for lists that a loader names so."""

from __future__ import annotations

from loaders.lists import fsf, uk, un, us_lists
from queries import lists


def test_every_list_of_the_us_has_its_short_name() -> None:
    short = {code.casefold(): one.title for code, one in us_lists.LISTS.items() if code != "NS"}
    assert {code: lists.LISTS.get(code) for code in short} == short
    assert lists.LISTS["non-sdn"] == us_lists.LISTS["NS"].title
    assert {lists.LISTS["uksl"], lists.LISTS["unsc"]} == {uk.TITLE, un.TITLE}
    assert fsf.TITLE not in lists.LISTS.values()


def test_the_short_names_of_authorities_are_those_that_loaders_print() -> None:
    assert {lists.AUTHORITIES[one] for one in ("ofac", "bis", "state")} == {
        one.authority.surface for one in us_lists.LISTS.values()
    }
