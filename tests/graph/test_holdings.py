"""What the archive holds, and how a source is taken out and brought back. All names are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.archive import Archive, Decision, now, reviews_of
from graph.decisions import DecisionLog
from graph.errors import ArchiveError
from graph.holdings import find, holdings, restore, withdraw
from tests.support.samples import document, firm, new_archive, put_table, put_text, source, transfer

CLAIM = transfer(firm("Qingfeng Rotor Works", "CN"), firm("Volna-Test", "RU"))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = new_archive(tmp_path)
    listed = source("Test Office", title="Test list", edition="2025-03-01", licence="free", coverage="complete")
    put_table(made, "march.csv", [CLAIM, CLAIM], kind="list", source=listed)
    put_table(
        made, "april.csv", [CLAIM], kind="list", source=source("Test Office", title="Test list", edition="2025-04")
    )
    put_text(made, "a.txt", [CLAIM], publisher="Test Office", published="2024")
    return made


def test_a_line_says_whose_how_old_and_how_many(archive: Archive) -> None:
    held = holdings(archive, date(2025, 4, 11))
    assert [(one.source, one.document, one.edition, one.age_days, one.rows, one.licence) for one in held] == [
        ("Test Office", "a.txt", None, 466, 1, None),
        ("Test Office / Test list", "march.csv", "2025-03-01", 41, 2, "free"),
        ("Test Office / Test list", "april.csv", "2025-04", 10, 1, None),
    ]
    assert {one.state for one in held} == {"active"}


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ("march.csv", ["march.csv"]),
        ("test office / TEST list", ["march.csv", "april.csv"]),
        ("Test list", ["march.csv", "april.csv"]),
    ],
)
def test_words_mean_a_file_or_a_source(archive: Archive, words: str, documents: list[str]) -> None:
    assert [one.document for one in find(archive, words)] == documents


def test_each_source_has_words_that_mean_it_alone(archive: Archive) -> None:
    for one in holdings(archive):
        assert {found.key for found in find(archive, one.exact)} == {one.key}


def test_a_package_that_failed_says_why(archive: Archive) -> None:
    with pytest.raises(ValueError, match="odd"), archive.new_package(document("odd.csv"), extractor="x", version="1"):
        raise ValueError("odd")
    assert [one.error for one in holdings(archive) if one.state == "failed"] == ["ValueError: odd"]
    assert {one.error for one in holdings(archive) if one.state != "failed"} == {None}


def test_words_that_mean_nothing_or_much_are_answered_with_names(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match=r"several sources.*'Test Office / Test list'"):
        find(archive, "Test Office")
    with pytest.raises(ArchiveError, match=r"no package, file or source.*'Test Office'"):
        find(archive, "Somebody else")


def test_ids_may_be_cut(archive: Archive) -> None:
    one = holdings(archive)[0]
    assert find(archive, one.package[:8]) == [one]
    assert find(archive, f"document:{one.sha256[:32]}") == [one]


def test_a_withdrawal_is_appended_and_undone(archive: Archive) -> None:
    taken = withdraw(archive, "Test list", by="tester", why="wrong")
    assert [one.document for one in taken] == ["march.csv", "april.csv"]
    assert [package.document.name for package in archive.active()] == ["a.txt"]
    with pytest.raises(ArchiveError, match="nothing of it counts"):
        withdraw(archive, "Test list", by="tester")
    with pytest.raises(ArchiveError, match="with its whole source"):
        restore(archive, "march.csv", by="tester")
    restore(archive, "Test list", by="tester")
    assert len(archive.active()) == 3
    withdraw(archive, "march.csv", by="tester")
    assert len(archive.active()) == 2
    restore(archive, "Test list", by="tester")  # by the source, though the file alone was taken out
    assert len(archive.active()) == 3
    with pytest.raises(ArchiveError, match="is not taken out"):
        restore(archive, "march.csv", by="tester")


def test_the_later_decision_counts_even_in_the_same_second(archive: Archive) -> None:
    moment = now()
    for verdict in ("accepted", "undone", "rejected", "accepted", "rejected"):
        archive.decide(Decision("review", "claim", verdict, "tester", moment))
    assert reviews_of(archive.decisions())["claim"].verdict == "rejected"
    assert [one.verdict for one in archive.decisions()][-2:] == ["accepted", "rejected"]


decisions = st.lists(
    st.builds(
        Decision,
        kind=st.sampled_from(["review", "withdrawal"]),
        subject=st.sampled_from(["a", "b"]),
        verdict=st.sampled_from(["accepted", "rejected"]),
        by=st.sampled_from(["one", "two"]),
        at=st.sampled_from(
            ["2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00.000001+00:00", "2026-01-02T00:00:00+00:00"]
        ),
    ),
    max_size=8,
)


@settings(deadline=None)  # it writes files, which a busy machine may let wait
@given(mine=decisions, theirs=decisions)
def test_logs_that_take_each_other_over_are_the_same(
    mine: list[Decision], theirs: list[Decision], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("logs")
    logs = [DecisionLog(folder / name, folder / "lock") for name in ("mine", "theirs")]
    for log, given_ in zip(logs, (mine, theirs), strict=True):
        log.merge(given_)
    logs[0].merge(logs[1].read())
    logs[1].merge(logs[0].read())
    assert logs[0].read() == logs[1].read()
    assert set(logs[0].read()) == {*mine, *theirs}
    assert logs[1].merge(logs[0].read()) == 0
