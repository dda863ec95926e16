"""The index of names: what it holds is a function of the records, however they came in."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import ResolutionError
from graph.resolution import index_file
from graph.resolution.edges import Edge
from graph.resolution.exact import PartyRecord
from graph.resolution.index import Changes, Index
from graph.resolution.pairs import find_edges

LANHE = PartyRecord("r1", "company", ("深圳市蓝禾电子有限公司",), "CN")
LATIN = PartyRecord("r2", "company", ("Shenzhen Lanhe Electronics Co., Ltd.",), "CN")
TYPED = PartyRecord("r3", "company", ("Shenzhen Lanhre Electronics Co., Ltd.",), "CN")
OTHER = PartyRecord("r4", "company", ("Spektr-Import LLC",), "RU")
PERSON = PartyRecord("p1", "person", ("Ivan Petrovich LANHEV",), "RU", birth_dates=("1970-01-02",))
TURNED = PartyRecord("p2", "person", ("LANHEV, Ivan",), None, birth_dates=("1970-01-02",))
SAMPLE = (LANHE, LATIN, TYPED, OTHER, PERSON, TURNED)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "resolution" / "names.sqlite"


def found(path: Path) -> list[tuple[str, str]]:
    with Index(path) as index:
        return [(edge.one, edge.other) for edge in find_edges(index).edges]


def test_parties_meet_across_scripts_and_typing_errors(path):
    with Index(path) as index:
        index.update(SAMPLE)
    assert found(path) == [("p1", "p2"), ("r1", "r2"), ("r2", "r3")]


def test_an_update_writes_only_what_differs(path):
    with Index(path) as index:
        assert index.update(SAMPLE) == Changes(new=6)
        assert index.update(SAMPLE) == Changes(same=6)
        assert index.update([*SAMPLE[:-1], replace(TURNED, country="RU")]) == Changes(changed=1, same=5)
        assert index.update(SAMPLE[:4]) == Changes(gone=2, same=4)
        assert len(index) == 4


def test_of_a_record_that_comes_twice_the_last_counts_wherever_it_stands(path, monkeypatch):
    monkeypatch.setattr("graph.resolution.index.BATCH", 2)
    with Index(path) as index:
        found = index.add([LANHE, LATIN, TYPED, replace(LANHE, country="HK"), OTHER, PERSON])
        assert (found.new, found.changed) == (5, 1)
        assert index.record("r1") == replace(LANHE, country="HK")
        assert len(index.waiting()) == 5


def test_what_is_gone_leaves_no_key_and_no_edge(path):
    with Index(path) as index:
        index.update(SAMPLE)
        find_edges(index)
        index.update([])
        assert index.edges() == []
        for table in ("records", "waiting", "keys", "addresses", "edges"):
            assert index.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_only_what_is_new_is_looked_for(path):
    with Index(path) as index:
        index.update(SAMPLE[:3])
        assert find_edges(index).records == 3
        index.update(SAMPLE)
        again = find_edges(index)
        assert again.records == 3
        assert find_edges(index).records == 0
        assert again.edges == index.edges()


def test_a_printed_name_leads_to_its_records(path):
    with Index(path) as index:
        index.update(SAMPLE)
        assert [one.record for one in index.named("SPEKTR IMPORT, LLC")] == ["r4"]
        assert [one.record for one in index.named("lanhev ivan")] == ["p2"]
        assert index.named("Spektr") == []


def test_the_count_names_the_fullest_key(path):
    with Index(path) as index:
        index.update(SAMPLE)
        counts = {count.rule: count for count in index.count_rules()}
    assert counts["core"].pairs == 1
    assert counts["core"].worst[0] == ("lanhe", 2)
    assert counts["skeleton"].worst[0][1] == 3


@pytest.mark.parametrize("damage", ["not a database at all, but some text" * 50, ""])
def test_a_damaged_index_is_made_anew(path, damage):
    path.parent.mkdir()
    path.write_text(damage)
    with Index(path) as index:
        assert len(index) == 0
        index.update(SAMPLE)
    with Index(path) as index:
        assert len(index) == 6


def test_an_index_of_other_rules_is_made_anew_and_not_read(path):
    with Index(path) as index:
        index.update(SAMPLE)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = 'of before'")
    with pytest.raises(ResolutionError, match="other rules"):
        Index(path, read_only=True)
    with Index(path) as index:
        assert len(index) == 0


def test_an_index_that_is_not_there_cannot_be_read(path):
    with pytest.raises(ResolutionError, match=r"names\.sqlite"):
        Index(path, read_only=True)


def test_a_second_writer_is_told(path, monkeypatch):
    monkeypatch.setattr(index_file, "WAIT_S", 0.1)
    with Index(path) as index, Index(path) as second:
        index.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(ResolutionError, match="another resolve"):
            second.update(SAMPLE)


def test_names_of_any_kind_neither_break_the_index_nor_fill_one_bucket(path):
    bad = [
        "",
        " ",
        "x",
        "LLC",
        "ООО",
        "有限公司",
        "Co., Ltd.",
        "🚀🚀",
        "\u200f\u202e",
        "z" * 100_000,
        "Ланhe ЭлектroN",
        "\ud800",
    ]
    records = [
        PartyRecord(f"{kind}{place}-{twin}", kind, (name,), "CN")
        for kind in ("company", "person", "vessel")
        for place, name in enumerate(bad)
        for twin in range(3)
    ]
    with Index(path) as index:
        index.update(records)
        edges = find_edges(index).edges
        assert all(edge.one.split("-")[0] == edge.other.split("-")[0] for edge in edges)
        assert {edge.one.split("-")[0] for edge in edges if edge.joins} == {
            "company10",
            "vessel9",
            "vessel10",
        }
        assert max(size for count in index.count_rules() for _, size in count.worst) <= 3


WORDS = "Lanhe Lanho Hongda Mingtai Spektr Спектр 蓝禾 Electronics Trading Shenzhen LLC".split()
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
RECORDS = st.builds(
    lambda place, names, country, address: PartyRecord(
        f"r{place}", "company", tuple(names), country, addresses=("1 Road, 123456 Town",) * address
    ),
    st.integers(0, 12), st.lists(NAMES, min_size=1, max_size=2), st.sampled_from(["CN", "RU", None]), st.integers(0, 1),
)  # fmt: skip
STATES = st.lists(st.lists(RECORDS, max_size=14, unique_by=lambda record: record.record), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=STATES, order=st.randoms(use_true_random=False))
def test_steps_give_the_edges_that_one_search_gives(states, order, monkeypatch):
    monkeypatch.setattr("graph.resolution.index.BUCKET", 3)
    monkeypatch.setattr("graph.resolution.pairs.BUCKET", 3)
    monkeypatch.setattr("graph.resolution.index.CROWD", 2)
    with tempfile.TemporaryDirectory() as folder:
        with Index(Path(folder) / "steps.sqlite") as index:
            for state in states:
                index.update(order.sample(state, len(state)))
                if order.random() < 0.7:
                    find_edges(index)
            steps = find_edges(index).edges
        with Index(Path(folder) / "once.sqlite") as index:
            index.update(states[-1])
            assert find_edges(index).edges == steps


def test_edges_of_another_engine_stand_for_those_found_here(path, tmp_path):
    with Index(path) as index:
        index.update(SAMPLE)
        mine = find_edges(index).edges
    with Index(tmp_path / "other.sqlite") as index:
        index.update(SAMPLE[::-1])
        assert index.take_edges([*mine, Edge("gone", "r1", 0.9)]) == 1
        assert index.edges() == mine
        assert find_edges(index).records == 0
        index.update([*SAMPLE, replace(TYPED, record="r5")])
        assert find_edges(index).records == 1
        assert index.take_edges([]) == 0
        assert index.edges() == []
