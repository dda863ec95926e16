"""Run by the Python of the peer: scores pairs of parties with nomenklatura and tells what that took.

    PYTHON benchmarks/peer_matchers.py ALGORITHM... < PAIRS > SCORES

PAIRS: a JSON line for each pair, `{"schema": ..., "one": {property: [values]}, "other": {...}}`. SCORES: one JSON
object. It imports nothing of ours, for that Python has nothing of ours.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version
from typing import Any

from followthemoney import EntityProxy, model
from nomenklatura.matching import get_algorithm
from nomenklatura.matching.types import ScoringConfig

WARM = ("Warm Up Trading 1 Ltd", "Разминка Торг ООО", "暖身贸易有限公司", "Ivan Razminkin", "Иван Разминкин")


def entity(side: str, schema: str, properties: dict[str, list[str]]) -> Any:
    """Make an entity with the properties that its schema has."""
    known = model.schemata[schema].properties
    kept = {name: values for name, values in properties.items() if name in known}
    return EntityProxy.from_dict({"id": side, "schema": schema, "properties": kept})


def main() -> None:
    """Score with each algorithm."""
    pairs = [json.loads(line) for line in sys.stdin]
    config = ScoringConfig.defaults()
    found: dict[str, Any] = {"version": version("nomenklatura"), "scores": {}, "busy": {}}
    for name in sys.argv[1:]:
        algorithm = get_algorithm(name)
        if algorithm is None:
            raise SystemExit(f"nomenklatura {found['version']} has no algorithm {name}")
        for schema in sorted({pair["schema"] for pair in pairs}):  # what it loads once does not count
            for printed in WARM:
                one, other = (entity(f"{side} {schema} {printed}", schema, {"name": [printed]}) for side in "12")
                algorithm.compare(one, other, config)
        scores, before = [], time.process_time()
        for place, pair in enumerate(pairs):  # an id of its own for each, for it keeps the names of an id
            one, other = (entity(f"{side} {place}", pair["schema"], pair[side]) for side in ("one", "other"))
            scores.append(round(float(algorithm.compare(one, other, config).score), 6))
        found["busy"][name] = time.process_time() - before
        found["scores"][name] = scores
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
