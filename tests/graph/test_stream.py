"""The graph part by part, in several processes, is the graph made in one piece."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from graph import stream
from graph.archive import Archive
from graph.digest import digest_of
from graph.embedded_bulk import elements
from graph.errors import ArchiveError, WaybillError
from graph.model import Claim, Node, Relationship
from graph.projection import project
from graph.workers import Workers
from tests.support.samples import country, firm, new_archive, put_table, transfer

SUPPLIERS = [firm("Invented Rotor", "CN"), firm("Invented Gear", "CN"), None]
RECIPIENTS = [firm("Vydumka Test", "RU"), country("RU"), None]
GOODS = ["drone parts", "drone engines", "odd things", None]


def rows(picks: list[tuple[int, int, int, int]]) -> list[Claim]:
    return [
        transfer(SUPPLIERS[a], RECIPIENTS[b], GOODS[c], destination="RU", dispatch="CN", start=f"20{20 + d}")
        for a, b, c, d in picks
    ]


def gathered(archive: Archive, scratch: Path) -> tuple[list[Node], list[Relationship]]:
    nodes: list[Node] = []
    relationships: list[Relationship] = []
    seen: set[tuple[str, str]] = set()
    with stream.streamed(archive, scratch) as found:
        for chunk in found.chunks():
            for some in elements(chunk):
                for one in some:
                    if isinstance(one, Node):
                        nodes.append(one)
                        seen.add((one.labels[0], one.id))
                    else:
                        assert {one.start, one.end} <= seen, "a relationship must come after its ends"
                        relationships.append(one)
        assert (found.counts.nodes, found.counts.relationships) == (len(nodes), len(relationships))
    return nodes, relationships


def same(archive: Archive, scratch: Path) -> None:
    whole = project(archive).elements
    nodes, relationships = gathered(archive, scratch)
    assert len(nodes) == len(whole.nodes)
    assert len(relationships) == len(whole.relationships)
    assert digest_of(nodes, relationships) == digest_of(whole.nodes.values(), whole.relationships.values())


@pytest.fixture(params=["one file", "many files", "files cut once more"])
def cut(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    size = {"one file": 1 << 24, "many files": 400, "files cut once more": 100}[request.param]
    monkeypatch.setattr(stream, "SPILL_BYTES", size)
    if request.param == "files cut once more":
        monkeypatch.setattr(stream, "MOST_SPILLS", 2)


@hypothesis_settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.tuples(*[st.integers(0, n) for n in (2, 2, 3, 3)]), max_size=12), min_size=1, max_size=3))
def test_parts_make_the_whole(
    cut: None, tmp_path_factory: pytest.TempPathFactory, tables: list[list[tuple[int, int, int, int]]]
) -> None:
    folder = tmp_path_factory.mktemp("stream")
    archive = new_archive(folder)
    for number, picks in enumerate(tables):
        put_table(archive, f"table {number}", rows(picks))
    same(archive, folder / "scratch")


def test_workers_make_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = new_archive(tmp_path)
    picks = [(n % 3, n % 2, n % 4, n % 4) for n in range(60)]
    put_table(archive, "one", rows(picks))
    put_table(archive, "two", rows(picks[:20]))
    monkeypatch.setattr(stream, "INLINE_BYTES", 0)
    monkeypatch.setattr(stream, "SPILL_BYTES", 4000)
    same(archive, tmp_path / "scratch")
    assert not list((tmp_path / "scratch").iterdir())


def test_a_damaged_part_is_named_by_a_worker_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = new_archive(tmp_path)
    put_table(archive, "one", rows([(0, 0, 0, 0)]))
    (package,) = archive.active()
    (package.path / "part-00001.jsonl").write_bytes(b"{}\n")
    monkeypatch.setattr(stream, "INLINE_BYTES", 0)
    with pytest.raises(ArchiveError, match="part-00001"), stream.streamed(archive, tmp_path / "scratch"):
        pass
    assert not list((tmp_path / "scratch").iterdir())


def test_a_worker_that_dies_is_an_error_and_no_hang() -> None:
    with pytest.raises(WaybillError, match="ended unexpectedly"), Workers(2) as workers:
        list(workers.map([(os._exit, (3,))]))


def test_what_one_worker_cuts_no_other_one_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = new_archive(tmp_path)
    put_table(archive, "one", rows([(n % 3, n % 2, n % 4, n % 4) for n in range(60)]))
    monkeypatch.setattr(stream, "SPILL_BYTES", 100)
    monkeypatch.setattr(stream, "MOST_SPILLS", 2)
    monkeypatch.setattr(stream, "INLINE_BYTES", 1 << 30)  # in this process, where it can be looked at
    whole = stream._project_some
    folders: set[Path] = set()

    def looking(*given: Any) -> None:
        here = stream.state()
        folders.update(file.parent for number in range(1000) for file in stream.spilled(here.folder, number))
        folders.discard(here.spill.folder)
        whole(*given)

    monkeypatch.setattr(stream, "_project_some", looking)
    same(archive, tmp_path / "scratch")
    assert not folders


def test_a_claim_that_does_not_come_to_the_graph_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = new_archive(tmp_path)
    put_table(archive, "one", rows([(0, 0, 0, 0), (1, 1, 1, 1)]))
    whole = stream.encoded_of
    monkeypatch.setattr(stream, "encoded_of", lambda files: list(whole(files))[1:])
    with pytest.raises(ArchiveError, match="2 claims and rows were read, 1 came to the graph"):
        gathered(archive, tmp_path / "scratch")
