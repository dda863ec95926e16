"""Run by the Python of the peer: Splink on DuckDB on two tables of records, one against the other.

    PYTHON benchmarks/peer_splink.py ONE OTHER PAIRS

As benchmarks/peer_blocker.py, with the pairs of a probability of 0.5. Splink compares columns that its user prepares:
here the casefolded name, its rarest word, country and address; it blocks on that word and on the first twelve
characters, and learns its weights from the tables. It knows nothing of scripts, so one name in two of them is not seen.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import time
from collections import Counter
from typing import Any

import duckdb
import pyarrow as pa
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

WORD = re.compile(r"\w+")
THRESHOLD = 0.5
SOURCE = "-__-"  # between the table and the id


def columns(rows: list[dict[str, Any]], count: Counter[str]) -> pa.Table:
    """Return what Splink compares."""
    made = []
    for row in rows:
        name = row["names"][0].casefold()
        words = sorted(WORD.findall(name), key=lambda word: (count[word], word))
        address = (row["addresses"] or [None])[0]
        made.append(
            {"unique_id": row["record"], "name": name, "rarest": words[0], "start": name[:12],
             "country": row["country"], "address": address}
        )  # fmt: skip
    texts = ("unique_id", "name", "rarest", "start", "country", "address")
    return pa.Table.from_pylist(made, pa.schema([(name, pa.string()) for name in texts]))


def tell(started: float, **numbers: Any) -> None:
    """Print where the run is."""
    print(json.dumps({"seconds": time.monotonic() - started, **numbers}), flush=True)


def main() -> None:
    """Train, then predict."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    started = time.monotonic()
    tables = []
    for path in sys.argv[1:3]:
        with open(path, encoding="utf-8") as file:
            tables.append([json.loads(line) for line in file])
    count = Counter(word for rows in tables for row in rows for word in set(WORD.findall(row["names"][0].casefold())))
    api = DuckDBAPI(connection=duckdb.connect())
    frames = [api.register(columns(rows, count), table_name=f"side_{place}") for place, rows in enumerate(tables)]
    rules = [block_on("rarest"), block_on("start")]
    settings = SettingsCreator(
        link_type="link_only",
        blocking_rules_to_generate_predictions=rules,
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.95, 0.9, 0.8]),
            cl.JaroWinklerAtThresholds("rarest", [0.9]),
            cl.ExactMatch("country"),
            cl.ExactMatch("address"),
        ],
    )
    linker = Linker(frames, settings)
    linker.training.estimate_probability_two_random_records_match([block_on("name")], recall=0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=6)
    for rule in rules:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    tell(started, step="trained")
    blocked = linker.inference.compute_blocked_pairs_for_predict()
    candidates = blocked.as_duckdbpyrelation().count("*").fetchone()[0]
    tell(started, step="blocked", candidates=candidates)
    joined = blocked.as_duckdbpyrelation().project("join_key_l, join_key_r").fetchall()
    with open(sys.argv[3] + ".candidates", "w", encoding="utf-8") as file:
        file.writelines(f"{one.split(SOURCE)[-1]} {other.split(SOURCE)[-1]}\n" for one, other in joined)
    found = linker.inference.predict(threshold_match_probability=THRESHOLD).as_duckdbpyrelation()
    pairs = found.project("unique_id_l, unique_id_r, match_probability").fetchall()
    tell(started, step="done", candidates=candidates, compared=candidates)
    with open(sys.argv[3], "w", encoding="utf-8") as file:
        file.writelines(f"{one} {other} {chance:.4f}\n" for one, other, chance in pairs)
    sys.stdout.flush()
    os._exit(0)  # its threads need not be waited for


if __name__ == "__main__":
    main()
