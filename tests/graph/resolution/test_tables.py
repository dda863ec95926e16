"""Records and edges as files for another engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import ResolutionError
from graph.resolution import tables
from graph.resolution.edges import Edge
from graph.resolution.exact import PartyRecord
from graph.resolution.index_file import version
from graph.resolution.tables import read_edges, read_records, write_edges, write_records
from tests.support.invented_parties import parties

FULL = PartyRecord(
    "r1", "person", ("Иван Ланьхев", '"quoted", and\ttabbed'), "RU", (("inn", "12"),), ("1970-01",), True, ("LH",),
    ("Old Name",), ("1 Lake Road",),
)  # fmt: skip
EDGES = [Edge("a", "b", 0.75), Edge("a", "c", 0.9, True), Edge("b", "c", 0.5)]
BOTH = pytest.mark.parametrize("name", ["table.parquet", "table.jsonl"])


@BOTH
def test_records_come_back_as_they_were(tmp_path, name):
    records = [FULL, PartyRecord("r2", "company", ()), *parties(40)]
    assert write_records(tmp_path / name, records) == 42
    assert list(read_records(tmp_path / name)) == records
    assert [file.name for file in tmp_path.iterdir()] == [name]


@BOTH
def test_half_a_character_gets_a_sign_in_its_place(tmp_path, name):
    write_records(tmp_path / name, [replace(FULL, names=("Lan\ud800he",))])
    assert [record.names for record in read_records(tmp_path / name)] == [("Lan?he",)]


@BOTH
def test_edges_come_back_sorted(tmp_path, name):
    write_edges(tmp_path / name, EDGES[::-1])
    assert read_edges(tmp_path / name) == EDGES


def test_a_folder_of_parts_is_one_table(tmp_path):
    write_edges(tmp_path / "part-1.parquet", EDGES[1:])
    write_edges(tmp_path / "part-0.jsonl", EDGES[:2])
    (tmp_path / "_SUCCESS").touch()
    (tmp_path / ".part-0.crc").write_bytes(b"\0")
    assert read_edges(tmp_path) == EDGES


def test_a_folder_without_parts_is_no_table(tmp_path):
    with pytest.raises(ResolutionError, match="no file of edges"):
        read_edges(tmp_path)


@BOTH
def test_rows_that_other_rules_made_are_refused(tmp_path, name, monkeypatch):
    write_edges(tmp_path / f"edges-{name}", EDGES)
    write_records(tmp_path / f"records-{name}", [FULL])
    monkeypatch.setattr(tables, "version", lambda: "0123")
    with pytest.raises(ResolutionError, match="other rules"):
        read_edges(tmp_path / f"edges-{name}")
    with pytest.raises(ResolutionError, match="other rules"):
        list(read_records(tmp_path / f"records-{name}"))


def test_rows_that_do_not_say_by_which_rules_they_were_made_are_refused(tmp_path):
    (tmp_path / "edges.jsonl").write_text('{"one":"a","other":"b","chance":0.5}\n')
    with pytest.raises(ResolutionError, match=r"other rules .*not said.* `waybill resolve --records`"):
        read_edges(tmp_path / "edges.jsonl")


def edge(one: str, other: str, chance: float) -> str:
    return f'{{"one":"{one}","other":"{other}","chance":{chance},"rules":"{version()}"}}\n'


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (edge("a", "b", 0.5) + '{"one":"a"}\n', "line 2: is no Edge"),
        (edge("b", "a", 0.5), "smaller id first"),
        (edge("a", "a", 0.5), "smaller id first"),
        (edge("a", "b", 1.5), "chance of 0 to 1"),
        (edge("a", "b", 0.5) + edge("a", "b", 0.6), "two chances"),
        ("not JSON\n", "line 1: is no Edge"),
        (b"\xff\xfe\n", "line 1: is no Edge"),
    ],
)
def test_an_edge_that_is_none_is_named_by_file_and_place(tmp_path, lines, said):
    path = tmp_path / "edges.jsonl"
    path.write_bytes(lines if isinstance(lines, bytes) else lines.encode())
    with pytest.raises(ResolutionError, match=said) as caught:
        read_edges(path)
    assert str(path) in str(caught.value)


def test_a_parquet_file_of_something_else_is_refused(tmp_path):
    write_records(tmp_path / "records.parquet", [FULL])
    with pytest.raises(ResolutionError, match="row 1: is no Edge"):
        read_edges(tmp_path / "records.parquet")
    (tmp_path / "text.parquet").write_text("some text")
    with pytest.raises(ResolutionError, match="is no Parquet file"):
        read_edges(tmp_path / "text.parquet")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ResolutionError, match=r"edges\.jsonl: cannot be read"):
        read_edges(tmp_path / "edges.jsonl")
    with pytest.raises(ResolutionError, match=r"edges\.jsonl: cannot be written"):
        write_edges(tmp_path / "no" / "edges.jsonl", EDGES)
