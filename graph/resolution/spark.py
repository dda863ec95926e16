"""Finds the pairs of records that may be one party with Spark, for sets that one machine does not hold.

    python -m graph.resolution.spark RECORDS EDGES [--master local[2]]

RECORDS is what `waybill resolve --records` writes, EDGES a new folder that `waybill resolve --edges` takes. Spark joins
on our blocking keys and moves the rows; keys, the first look and the score are ours, run by the Python of its workers.
So the pairs are those of the index on one machine. See docs/beyond_one_machine.md; needs the extra `spark` and Java.
"""

from __future__ import annotations

import argparse
import socket
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import ConfigError, ResolutionError, WaybillError
from graph.resolution.entries import decoded, encoded, prepared
from graph.resolution.exact import PartyRecord
from graph.resolution.index import BUCKET, CROWD
from graph.resolution.index_file import version
from graph.resolution.keys import rule_of
from graph.resolution.pairs import looks_alike
from graph.resolution.scoring import QUEUE, score
from graph.resolution.tables import made_otherwise, row_of

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import DataFrame, SparkSession

    Step = Callable[[Iterable[RecordBatch]], Iterator[RecordBatch]]

RECORDS = (
    "record string, kind string, names array<string>, country string, ids array<array<string>>, "
    "birth_dates array<string>, synthetic boolean, weak array<string>, former array<string>, addresses array<string>, "
    "main string, listed string, rules string"
)
PREPARED = "record string, body binary, outlines array<string>, keys array<bigint>, addresses array<bigint>"
PAIRS, EDGES = "one string, other string", "one string, other string, chance double, joins boolean, rules string"
LOCAL = {
    "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1", "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "16",  # 200 are for a cluster
}  # fmt: skip
TASKS_OF_CORE = 4  # in which keys are made; else one small file would be the work of one core
HELD = "SELECT record, explode({column}) AS key FROM waybill_prepared"
CANDIDATES = f"""
WITH held AS ({HELD.format(column="keys")}),
usable AS (SELECT key FROM held GROUP BY key HAVING count(*) BETWEEN 2 AND {BUCKET}),
kept AS (SELECT held.record, held.key FROM held JOIN usable ON held.key = usable.key)
SELECT DISTINCT a.record AS one, b.record AS other FROM kept a JOIN kept b ON a.key = b.key AND a.record < b.record
"""
CROWDED = f"""
WITH held AS ({HELD.format(column="addresses")}),
full AS (SELECT key FROM held GROUP BY key HAVING count(*) > {CROWD})
SELECT held.record, collect_list(held.key) AS crowded FROM held JOIN full ON held.key = full.key GROUP BY held.record
"""
RULES = f"""
WITH sizes AS (SELECT key, count(*) AS size FROM ({HELD.format(column="keys")}) GROUP BY key)
SELECT key & 15 AS rule, count(*) AS keys, sum(if(size <= {BUCKET}, size * (size - 1) DIV 2, 0)) AS pairs,
  count_if(size > {BUCKET}) AS capped, sum(if(size > {BUCKET}, size * (size - 1) DIV 2, 0)) AS capped_pairs
FROM sizes GROUP BY key & 15 ORDER BY rule
"""
WITH_OUTLINES = """
SELECT pairs.one, pairs.other, a.outlines AS mine, b.outlines AS theirs FROM waybill_candidates pairs
JOIN waybill_prepared a ON a.record = pairs.one JOIN waybill_prepared b ON b.record = pairs.other
"""
WITH_BODIES = """
SELECT pairs.one, pairs.other, a.body AS mine, b.body AS theirs, c.crowded FROM waybill_likely pairs
JOIN waybill_prepared a ON a.record = pairs.one JOIN waybill_prepared b ON b.record = pairs.other
LEFT JOIN waybill_crowded c ON c.record = pairs.one
"""


def read(spark: SparkSession, path: str) -> DataFrame:
    """Return a table of records.

    Args:
        spark: the session.
        path: Parquet, where the name ends so, else JSON lines; a path or an address that Spark can read.

    Raises:
        ResolutionError: it cannot be read, was written by other rules, or holds a record twice.
    """
    with _told(f"{path}: Spark cannot read it as records"):
        found = spark.read.schema(RECORDS).option("mode", "FAILFAST")
        records = found.parquet(path) if path.rstrip("/").endswith(".parquet") else found.json(path)
        foreign = records.where(f"rules IS NULL OR rules <> '{version()}'").head()
        twice = records.groupBy("record").count().where("count > 1 OR record IS NULL").head()
    if foreign is not None:
        raise made_otherwise(path, foreign["rules"])
    if twice is not None:
        raise ResolutionError(
            f"{path}: record {twice['record']} is there {twice['count']} times; each is wanted once, with its id"
        )
    return records


def prepare(records: DataFrame) -> None:
    """Make keys and outlines of all records, for what follows to read as tables of the session.

    Args:
        records: each once, with the columns of RECORDS.
    """
    from pyspark import StorageLevel

    wide = records.repartition(TASKS_OF_CORE * records.sparkSession.sparkContext.defaultParallelism)
    made = wide.mapInArrow(same_rules(_prepared), PREPARED).persist(StorageLevel.DISK_ONLY)
    made.createOrReplaceTempView("waybill_prepared")


def count_rules(spark: SparkSession) -> list[tuple[str, int, int, int, int]]:
    """Return what each rule of blocking gives before anything is scored; call prepare first.

    Returns:
        By rule: its name, keys, pairs, keys that are too full, pairs that these would give.
    """
    return [(rule_of(row["rule"]), *tuple(row)[1:]) for row in spark.sql(RULES).collect()]


def find_edges(spark: SparkSession) -> DataFrame:
    """Return all edges, with the columns of EDGES, not computed yet; call prepare first."""
    spark.sql(CANDIDATES).createOrReplaceTempView("waybill_candidates")
    spark.sql(WITH_OUTLINES).mapInArrow(same_rules(_likely), PAIRS).createOrReplaceTempView("waybill_likely")
    spark.sql(CROWDED).createOrReplaceTempView("waybill_crowded")
    return spark.sql(WITH_BODIES).mapInArrow(same_rules(_scored), EDGES)


def same_rules(step: Step) -> Step:
    """Have a step fail on a machine whose Waybill has other rules or models than this one.

    Args:
        step: what a worker runs.
    """
    wanted = version()

    def checked(batches: Iterable[RecordBatch]) -> Iterator[RecordBatch]:
        if version() != wanted:
            raise ResolutionError(
                f"{socket.gethostname()}: its Waybill resolves by other rules; install the same version"
            )
        return step(batches)

    return checked


def _prepared(batches: Iterable[RecordBatch]) -> Iterator[RecordBatch]:
    for batch in batches:
        rows = []
        for cells in batch.to_pylist():
            record = row_of(cells, PartyRecord)
            rows.append((record.record, encoded(record), *prepared(record)))
        yield _batch(PREPARED, rows)


def _likely(batches: Iterable[RecordBatch]) -> Iterator[RecordBatch]:
    for batch in batches:
        found = batch.to_pylist()
        yield _batch(PAIRS, [(row["one"], row["other"]) for row in found if looks_alike(row["mine"], row["theirs"])])


def _scored(batches: Iterable[RecordBatch]) -> Iterator[RecordBatch]:
    for batch in batches:
        rows = []
        for row in batch.to_pylist():
            # An address counts where both have it, so those of one of them that are too full are enough to know.
            found = score(decoded(row["mine"]), decoded(row["theirs"]), frozenset(row["crowded"] or ()))
            if found.chance >= QUEUE:
                rows.append((row["one"], row["other"], found.chance, found.joins, version()))
        yield _batch(EDGES, rows)


def _batch(columns: str, rows: list[tuple[Any, ...]]) -> RecordBatch:
    import pyarrow as pa

    texts, numbers = pa.list_(pa.string()), pa.list_(pa.int64())
    types = {
        "string": pa.string(), "binary": pa.binary(), "array<string>": texts, "array<bigint>": numbers,
        "double": pa.float64(), "boolean": pa.bool_(),
    }  # fmt: skip
    schema = pa.schema([(name, types[kind]) for name, kind in (one.split() for one in columns.split(", "))])
    values = zip(*rows, strict=True) if rows else [()] * len(schema)
    arrays = [pa.array(list(column), field.type) for column, field in zip(values, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def session(master: str | None = None) -> SparkSession:
    """Start Spark, or join the session of whoever started this program.

    Args:
        master: address of a cluster, local[N], or None for what spark-submit was told, else this machine.

    Raises:
        ConfigError: pyspark or Java is missing, or Spark does not start.
    """
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise ConfigError(f'Spark is not installed ({error}); install the extra: pip install ".[spark]"') from error
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")  # tables go by Arrow, none by pandas
    builder = SparkSession.builder.appName("waybill resolve").config("spark.ui.showConsoleProgress", "false")
    if master is not None:
        builder = builder.master(master)
        if master.startswith("local"):
            for name, value in LOCAL.items():
                builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise ConfigError(
            f"Spark does not start ({_first_line(error)}); it needs a full Java 17 or newer: set JAVA_HOME to it"
        ) from error
    if spark.sparkContext.master.startswith("local"):
        spark.sparkContext.pythonExec = sys.executable  # else its workers are whatever python3 is found first
    return spark


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Turn an error of Spark into one of ours that says what was tried."""
    from py4j.protocol import Py4JError, Py4JJavaError
    from pyspark.errors import PySparkException

    try:
        yield
    except Py4JJavaError as error:
        raise ResolutionError(f"{what} ({_first_line(error.java_exception.getMessage())})") from error
    except (PySparkException, Py4JError) as error:
        raise ResolutionError(f"{what} ({_first_line(error)})") from error


def _first_line(said: object) -> str:
    return (str(said).strip() or type(said).__name__).splitlines()[0]


def run(records: str, edges: str, master: str | None = None) -> int:
    """Find the edges of a table of records and write them as Parquet.

    Args:
        records: file, folder or address of the records.
        edges: folder or address, which is not there yet.
        master: as for session.

    Returns:
        How many edges there are.

    Raises:
        ConfigError: Spark is not there or does not start.
        ResolutionError: the records cannot be read, or edges is there already.
    """
    spark = session(master)
    try:
        prepare(read(spark, records))
        with _told(f"{records}: no keys can be made"):
            print(f"{'rule':14}{'keys':>14}{'pairs':>16}{'too full':>10}{'pairs of these':>18}")
            for rule, keys, pairs, capped, capped_pairs in count_rules(spark):
                print(f"{rule:14}{keys:14,}{pairs:16,}{capped:10,}{capped_pairs:18,}", flush=True)
        with _told(f"{edges}: cannot be written"):
            find_edges(spark).write.mode("errorifexists").parquet(edges)
            return int(spark.read.parquet(edges).count())
    finally:
        spark.stop()


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and run; an error is one line and exit code 2."""
    parser = argparse.ArgumentParser(description="Finds pairs of records that may be one party with Spark.")
    parser.add_argument("records", help="written by `waybill resolve --records`; Parquet or JSON lines")
    parser.add_argument("edges", help="folder for `waybill resolve --edges`; must not be there yet")
    parser.add_argument("--master", help="address of the cluster or local[N]; left out under spark-submit")
    options = parser.parse_args(arguments)
    if options.master and options.master.startswith("local") and Path(options.edges).exists():
        parser.error(f"{options.edges} is there already")
    try:
        print(f"{run(options.records, options.edges, options.master):,} edges in {options.edges}")
    except WaybillError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
