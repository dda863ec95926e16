"""Run by the Python of the peer: nomenklatura's blocker and logic-v2 on two tables of records, one against the other.

    PYTHON benchmarks/peer_blocker.py ONE OTHER PAIRS

ONE and OTHER are JSON lines of records, PAIRS is written: two ids and a score a line, for what reaches 0.7. Each step
prints a JSON line, so that a run that is stopped has told how far it came.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker import Index
from nomenklatura.db import make_session
from nomenklatura.matching import LogicV2
from nomenklatura.matching.types import ScoringConfig
from nomenklatura.resolver import Resolver
from nomenklatura.store.memory import MemoryStore

THRESHOLD = 0.7
DATASET = Dataset.make({"name": "names", "title": "names"})


def entities(path: str) -> Iterator[Any]:
    """Yield the records of a file as the peer's entities."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            properties = {"name": row["names"], "address": row["addresses"]}
            if row["country"]:
                properties["country"] = [row["country"].lower()]
            data = {"id": row["record"], "schema": "Company", "datasets": ["names"], "properties": properties}
            yield StatementEntity.from_data(DATASET, data, cleaned=True)


def tell(started: float, **numbers: Any) -> None:
    """Print where the run is."""
    print(json.dumps({"seconds": time.monotonic() - started, **numbers}), flush=True)


def main() -> None:
    """Block, then score what was found."""
    started = time.monotonic()
    one = {entity.id: entity for entity in entities(sys.argv[1])}
    with make_session("sqlite:///:memory:") as session:
        store = MemoryStore(DATASET, Resolver(session, create=True))
        with store.writer() as writer:
            for entity in entities(sys.argv[2]):
                writer.add_entity(entity)
        view = store.default_view()
        with tempfile.TemporaryDirectory() as folder:
            index = Index(view, Path(folder))
            index.build()
            tell(started, step="index built")
            pairs = [(mine.id, other.id) for mine, found in index.match_entities(one.values()) for other, _ in found]
            index.close()
        tell(started, step="blocked", candidates=len(pairs))
        with open(sys.argv[3] + ".candidates", "w", encoding="utf-8") as file:
            file.writelines(f"{mine} {other}\n" for mine, other in pairs)
        config = ScoringConfig.defaults()
        with open(sys.argv[3], "w", encoding="utf-8") as file:
            for place, (mine, other) in enumerate(pairs, 1):
                score = LogicV2.compare(one[mine], view.get_entity(other), config).score
                if score >= THRESHOLD:
                    file.write(f"{mine} {other} {score:.4f}\n")
                if place % 10_000 == 0:
                    file.flush()
                    tell(started, step="scoring", compared=place)
    tell(started, step="done", compared=len(pairs))


if __name__ == "__main__":
    main()
