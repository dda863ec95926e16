"""Pairs found with Spark are those that the index on one machine finds."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from graph.errors import ConfigError, ResolutionError
from graph.resolution import clusters, spark
from graph.resolution.edges import Edge
from graph.resolution.entries import prepared
from graph.resolution.exact import PartyRecord
from graph.resolution.index import BUCKET, CROWD, Index
from graph.resolution.index_file import version
from graph.resolution.pairs import find_edges
from graph.resolution.tables import read_edges, write_records
from tests.support.invented_parties import parties

COUNT = 900


def ours(records: list[PartyRecord], path: Path) -> list[Edge]:
    with Index(path) as index:
        index.update(records)
        return find_edges(index).edges


@pytest.fixture(scope="module")
def expected(tmp_path_factory) -> list[Edge]:
    return ours(parties(COUNT), tmp_path_factory.mktemp("ours") / "names.sqlite")


def batches(columns: dict[str, list[Any]]):
    import pyarrow as pa

    yield pa.RecordBatch.from_pydict(columns)


def test_the_sample_has_full_buckets_mass_addresses_and_edges_that_join(expected):
    made = [prepared(record) for record in parties(COUNT)]
    assert max(Counter(key for one in made for key in one.keys).values()) > BUCKET
    assert max(Counter(key for one in made for key in one.addresses).values()) > CROWD
    assert {edge.joins for edge in expected} == {True, False}


def test_the_steps_that_workers_run_give_the_edges_of_the_index(expected):
    import msgspec

    rows = [msgspec.to_builtins(record) for record in parties(COUNT)]
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    (made,) = spark._prepared(batches(columns))
    by_id = {row["record"]: row for row in made.to_pylist()}
    held = Counter(key for row in by_id.values() for key in row["keys"])
    crowded = Counter(key for row in by_id.values() for key in row["addresses"])
    sharing: dict[int, list[str]] = {}
    for record, row in sorted(by_id.items()):
        for key in row["keys"]:
            if held[key] <= BUCKET:
                sharing.setdefault(key, []).append(record)
    pairs = sorted({pair for records in sharing.values() for pair in combinations(records, 2)})
    one, other = ([by_id[pair[side]] for pair in pairs] for side in (0, 1))
    ids = {"one": [row["record"] for row in one], "other": [row["record"] for row in other]}
    lines = {"mine": [row["outlines"] for row in one], "theirs": [row["outlines"] for row in other]}
    (likely,) = spark._likely(batches({**ids, **lines}))
    chosen = [(by_id[row["one"]], by_id[row["other"]]) for row in likely.to_pylist()]
    (edges,) = spark._scored(
        batches(
            {
                "one": [pair[0]["record"] for pair in chosen],
                "other": [pair[1]["record"] for pair in chosen],
                "mine": [pair[0]["body"] for pair in chosen],
                "theirs": [pair[1]["body"] for pair in chosen],
                "crowded": [[key for key in pair[0]["addresses"] if crowded[key] > CROWD] for pair in chosen],
            }
        )
    )
    found = edges.to_pylist()
    assert {row.pop("rules") for row in found} == {version()}
    assert sorted(Edge(**row) for row in found) == expected


def test_a_batch_without_rows_has_the_columns_all_the_same():
    assert spark._batch(spark.EDGES, []).schema.names == ["one", "other", "chance", "joins", "rules"]


def test_a_worker_with_other_rules_fails(monkeypatch):
    step = spark.same_rules(spark._prepared)
    assert list(step(iter(()))) == []
    monkeypatch.setattr(spark, "version", lambda: "of another Waybill")
    with pytest.raises(ResolutionError, match="other rules"):
        step(iter(()))


@pytest.mark.skipif(find_spec("pyspark") is not None, reason="pyspark is installed")
def test_without_spark_the_extra_is_named():
    with pytest.raises(ConfigError, match=r"\[spark\]"):
        spark.session("local[1]")


def needs_spark() -> None:
    if find_spec("pyspark") is None:
        pytest.skip('pyspark is not installed: pip install ".[spark]"')
    java = Path(os.environ.get("JAVA_HOME", "")) / "bin" / "java"
    if not (java.exists() or shutil.which("java")):
        pytest.skip("no Java: install a full Java 17 or newer, or set JAVA_HOME")


@pytest.mark.long
@pytest.mark.parametrize("name", ["records.parquet", "records.jsonl"])
def test_spark_finds_the_edges_of_the_index(tmp_path, expected, name, capsys):
    needs_spark()
    write_records(tmp_path / name, parties(COUNT)[::-1])
    found = tmp_path / "edges"
    assert spark.run(str(tmp_path / name), str(found), "local[2]") == len(expected)
    assert read_edges(found) == expected
    assert clusters.resolve(parties(COUNT), (), read_edges(found)) == clusters.resolve(parties(COUNT), (), expected)
    with Index(tmp_path / "names.sqlite") as index:
        index.update(parties(COUNT))
        counted = {count.rule: (count.pairs, count.capped, count.capped_pairs) for count in index.count_rules()}
    printed = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    said = {line[0]: tuple(int(number.replace(",", "")) for number in line[2:]) for line in printed}
    assert said == counted


@pytest.mark.long
def test_what_spark_cannot_use_is_one_error(tmp_path):
    needs_spark()
    twice = tmp_path / "twice.parquet"
    write_records(twice, [*parties(10), *parties(3)])
    with pytest.raises(ResolutionError, match="is there 2 times"):
        spark.run(str(twice), str(tmp_path / "edges"), "local[1]")
    with pytest.raises(ResolutionError, match=r"nothing\.parquet: Spark cannot read it"):
        spark.run(str(tmp_path / "nothing.parquet"), str(tmp_path / "edges"), "local[1]")
    (tmp_path / "edges").mkdir()
    once = tmp_path / "once.parquet"
    write_records(once, parties(3))
    with pytest.raises(ResolutionError, match=r"edges: cannot be written"):
        spark.run(str(once), str(tmp_path / "edges"), "local[1]")
    (tmp_path / "broken.jsonl").write_text('{"record": \n')
    with pytest.raises(ResolutionError, match=r"broken\.jsonl: Spark cannot read it"):
        spark.run(str(tmp_path / "broken.jsonl"), str(tmp_path / "edges"), "local[1]")
