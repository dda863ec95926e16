"""The page "Review": judging, undo, the reason, two people at once, and who may not. All names are invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph import rights
from graph.archive import Archive, Decision
from graph.build import build
from graph.errors import DecidedMeanwhile, NotAllowed
from graph.joins import write_joins
from graph.resolution import Edge
from graph.resolution.index_file import version
from graph.reviews import Reviewed, reviewed
from graph.rights import LOCAL, Person, Role, acting_as
from graph.settings import Settings
from graph.store import Store
from queries.desk import Desk
from queries.records import index_of
from tests.dashboard.test_pages import HOSTILE, address, sound, tables, words
from tests.support.dashboard_home import ROTOR, VOLNA, YELKEN, make_home
from waybill.cli import run as command

Opener = Callable[..., AppTest]
ADA, BO = Person("ada", Role.REVIEWER), Person("bo", Role.REVIEWER)
READER = Person("chris", Role.READER)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home whose names are compared, and where two of them wait."""
    settings = make_home(tmp_path_factory.mktemp("desk"))
    assert command(["--home", str(settings.home), "resolve"]) == 0
    archive = Archive(settings.archive_dir)
    with index_of(settings) as index:
        one, other = (index.named(name, 5)[0].record for name in (YELKEN, ROTOR))
    write_joins(archive, [Edge(one, other, 0.7, False)], version())
    with Store.open(settings) as store:
        build(settings, store)
    return settings


@pytest.fixture
def acts() -> Iterator[Callable[[Person], None]]:
    """Say who acts in the sessions of the dashboard."""
    yield lambda person: rights.ask(lambda: person)
    rights.ask(lambda: LOCAL)


def claim(settings: Settings, text: str) -> Reviewed:
    return next(one for one in reviewed(Archive(settings.archive_dir)) if text in one.claim.quote)


def press(page: AppTest, name: str) -> AppTest:
    page.button(key=f"review-{name}").click()
    page.run()
    assert not page.exception
    return page


def said(settings: Settings) -> list[tuple[str, str, str]]:
    return [(one.verdict, one.by, one.why) for one in Archive(settings.archive_dir).decisions()]


def test_a_claim_is_read_judged_and_taken_back(open_page: Opener, desk: Settings, acts: Callable[[Person], None]):
    acts(ADA)
    page = sound(open_page("review", desk))
    assert "1 of 5 that wait" in words(page)
    page = sound(open_page("review", desk, item=claim(desk, "passed drone parts").id[:12]))
    assert "transfer: drone parts" in words(page)
    assert "What The Gazette wrote" in words(page)
    assert VOLNA in tables(page)
    page.text_input[0].set_value("read in full")
    press(page, "accept")
    assert said(desk) == [("accepted", "ada", "read in full")]
    assert "Accepted: asserted transfer: drone parts" in words(page)
    assert address(page)["item"] != claim(desk, "passed drone parts").id
    page = sound(open_page("review", desk, item=claim(desk, "passed drone parts").id))
    assert "Already judged: accepted, by ada" in words(page) and "read in full" in words(page)
    press(page, "undo")
    assert said(desk)[-1][:2] == ("undone", "ada")
    assert claim(desk, "passed drone parts").state == "open"
    assert "Taken back" in words(page)


def test_of_two_people_at_once_the_second_is_shown_what_the_first_said(
    open_page: Opener, desk: Settings, acts: Callable[[Person], None]
):
    one = claim(desk, "assault rifles").id
    theirs, mine = (open_page("review", desk, item=one) for _ in range(2))
    acts(ADA)
    press(theirs, "reject")
    before = said(desk)
    assert before[-1][:2] == ("rejected", "ada")
    acts(BO)
    press(mine, "accept")
    assert said(desk) == before
    assert "Somebody judged this after you had opened it" in words(mine)
    assert "Already judged: rejected, by ada" in words(mine)
    press(mine, "accept")
    assert said(desk)[-1][:2] == ("accepted", "bo")


def test_who_may_not_judge_has_no_buttons_and_the_log_refuses_them(
    open_page: Opener, desk: Settings, acts: Callable[[Person], None]
):
    one = claim(desk, "Russia seeks").id
    page = sound(open_page("review", desk, item=one))  # whoever held the page open when the role was taken away
    before = said(desk)
    acts(READER)
    press(page, "accept")
    assert said(desk) == before
    assert "needs the role reviewer, and chris has the role reader" in words(page)
    assert [button.key for button in page.button] == []
    assert "chris has the role reader and so cannot judge" in words(page)
    with acting_as(READER), pytest.raises(NotAllowed):
        Desk(Archive(desk.archive_dir), "chris").judge([one], "accepted", "")
    assert said(desk) == before


def test_judgements_are_worked_into_the_graph(open_page: Opener, desk: Settings, acts: Callable[[Person], None]):
    acts(ADA)
    page = press(sound(open_page("review", desk, item=claim(desk, "Russia seeks").id)), "accept")
    assert "not in the graph yet" in words(page)
    press(page, "build")
    assert "The graph is up to date" in words(page)
    assert "not in the graph yet" not in words(page)
    from dashboard import data

    rows = data.reading(
        lambda store, _: store.read("MATCH (c:Claim) WHERE c.standing = 'accepted' RETURN c.quote AS q")
    )
    assert any("Russia seeks" in row["q"] for row in rows)


def test_names_are_judged_with_what_speaks_for_and_against(
    open_page: Opener, desk: Settings, acts: Callable[[Person], None]
):
    acts(BO)
    page = sound(open_page("review", desk, queue="names"))
    assert "1 of 1 pairs that wait, chance 0.70" in words(page)
    assert YELKEN in words(page) and ROTOR in words(page)
    assert "as printed" in "".join(str(frame.value.columns.tolist()) for frame in page.dataframe) or page.dataframe
    item = {"queue": "names"}
    theirs = sound(open_page("review", desk, **item))
    press(page, "reject")
    assert said(desk)[-1][:2] == ("different", "bo")
    acts(ADA)
    press(theirs, "accept")
    assert said(desk)[-1][:2] == ("different", "bo")
    assert "Somebody judged this after you had opened it" in words(theirs)
    page = sound(open_page("review", desk, **item, item=Archive(desk.archive_dir).decisions()[-1].subject))
    assert "Already judged: different, by bo" in words(page)
    press(page, "undo")
    assert said(desk)[-1][:2] == ("undone", "ada")


def test_a_decision_that_was_not_seen_is_not_overwritten(tmp_path: Path):
    log = Archive(tmp_path / "archive").decision_log
    first, _ = log.add(Decision("review", "claim:1", "accepted", "ada", "2024-01-01T00:00:00+00:00"), "")
    second = Decision("review", "claim:1", "rejected", "bo", "2024-01-02T00:00:00+00:00")
    for unseen in ("", "2023-01-01T00:00:00+00:00"):
        with pytest.raises(DecidedMeanwhile, match="ada decided accepted meanwhile"):
            log.add(second, unseen)
    with pytest.raises(DecidedMeanwhile, match="nobody decided nothing meanwhile"):
        log.add(Decision("review", "claim:2", "rejected", "bo", "2024-01-02T00:00:00+00:00"), first.at)
    assert log.read() == [first]
    log.add(second, first.at)
    assert log.read() == [first, second]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("queue", ["claims", "names"])
def test_garbage_in_the_address_ends_in_words(open_page: Opener, home: Settings, text: str, queue: str):
    page = open_page("review", home, queue=queue, item=text, keys=text)
    assert not page.exception
    assert page.title[0].value == "Review"


def test_another_day_is_not_judged(open_page: Opener, home: Settings):
    page = sound(open_page("review", home, known="2020"))
    assert "Judging is about what is known today" in words(page)
    assert not [button for button in page.button if (button.key or "").startswith("review-")]


def test_names_that_nobody_compared_say_what_to_do(open_page: Opener, home: Settings):
    assert "waybill resolve" in words(sound(open_page("review", home, queue="names")))
