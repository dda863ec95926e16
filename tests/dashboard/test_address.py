"""The state of a page in its address: what is written is read again, and what cannot be read is told."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dashboard.address import State, choice, chosen, countries, day, switch, text, texts, whole
from dashboard.states.catalogue import CatalogueState
from dashboard.states.common import Common
from dashboard.states.evidence import EvidenceState
from dashboard.states.overview import OverviewState
from dashboard.states.paths import PathForm

PAGES = (OverviewState, PathForm, CatalogueState, EvidenceState)


@dataclass(frozen=True, slots=True)
class Sample(State):
    """One parameter of each kind."""

    line: str = text()
    ids: tuple[str, ...] = texts(name="show")
    sources: tuple[str, ...] = texts(between="|")
    only: bool = switch()
    most: int = whole(4, least=1, most=6)
    kind: str = choice(("arc", "line"))
    since: str = day()
    where: tuple[str, ...] = countries(name="from")


def lists(params: dict[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in params.items()}


WORD = (
    some.text("abcxyz0189 -_无ж", min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
    .map(lambda w: " ".join(w.split()))
)


@given(
    some.builds(
        Sample,
        line=WORD, ids=some.lists(WORD, unique=True, max_size=4).map(tuple),
        sources=some.lists(WORD, unique=True, max_size=4).map(tuple), only=some.booleans(), most=some.integers(1, 6),
        kind=some.sampled_from(("", "arc", "line")), since=some.dates().map(str),
        where=some.lists(some.sampled_from(("CN", "RU", "TR")), unique=True).map(tuple),
    )
)  # fmt: skip
def test_what_is_written_is_read_again(state: Sample):
    assert Sample.read(lists(state.params())) == state


@given(some.dictionaries(some.sampled_from(Sample.names()), some.lists(some.text(max_size=40), max_size=3)))
def test_whatever_stands_in_an_address_gives_a_state_that_is_written_the_same(params: dict[str, list[str]]):
    state = Sample.read(params)
    assert Sample.read(lists(state.params())) == state
    assert all("\n" not in problem for problem in state.problems)


def test_what_has_its_default_is_not_in_the_address():
    assert Sample().params() == {}
    assert Sample(most=4, only=False, kind="").params() == {}
    assert Sample(most=5, ids=("a", "b")).params() == {"most": "5", "show": "a,b"}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("most", "7", "most: must be a whole number from 1 to 6, got 7; 4 is used."),
        ("most", "9" * 400, "most: must be a whole number"),
        ("most", "٣", "most: must be a whole number"),
        ("kind", "box", "kind: must be one of arc, line, got box, so it was left out."),
        ("since", "yesterday", "since: must be a date such as 2022"),
        ("since", "2022-02-31", "since: must be a date such as 2022"),
        ("from", "Atlantis", "from: Atlantis is not a country"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_told(name: str, value: str, told: str):
    state = Sample.read({name: [value]})
    assert state == Sample()
    assert [problem.startswith(told) for problem in state.problems] == [True]


def test_a_country_may_be_named_in_words_and_stands_once():
    assert Sample.read({"from": ["Türkei,TR,Russia"]}).where == ("TR", "RU")


def test_the_page_of_paths_asks_from_china_to_russia_unless_it_is_told_otherwise():
    assert PathForm.read({}) == PathForm(sources=("CN",), targets=("RU",))
    assert PathForm.read({"lang": ["de"]}) == PathForm(sources=("CN",), targets=("RU",))
    assert PathForm.read({"hops": ["4"]}) == PathForm()
    assert PathForm().params() == {"hops": "4"}


@pytest.mark.parametrize("page", PAGES)
def test_no_page_takes_a_parameter_that_every_page_has(page: type[State]):
    assert set(page.names()) & set(Common.names()) == set()


def test_today_is_the_day_without_parameters():
    assert Common().today and Common(lang="de", paper=True, by="published").today
    assert not Common(known="2024").today and not Common(without=("A",)).today
    other = Common(lang="de", known="2024", by="published", valid="2023", without=("A / B", "C, D"))
    assert other.at_today() == Common(lang="de")
    assert Common.read(lists(other.params())) == other


def test_ids_are_found_by_their_beginnings():
    assert chosen(["abc1", "abd2", "x"], ["ab", "", "zzz"]) == [0, 1]
