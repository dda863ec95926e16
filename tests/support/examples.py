"""Example answers for the pages of docs/queries/: every canned query on the graph by hand.

    python -m tests.support.examples     (`make docs`)

writes docs/queries/examples.json from the embedded engine; tests compare it with the answers of both engines.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from graph.settings import Settings
from graph.store import Store
from queries import catalogue, runner
from queries.result import Result
from tests.support.flawed_graph import spoil
from tests.support.questions import PARAMETERS
from tests.support.small_graph import fill

FILE = Path(__file__).resolve().parents[2] / "docs" / "queries" / "examples.json"
SHOWN = 3  # rows of an answer
EXAMPLES: dict[str, Any] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}


def example(result: Result) -> dict[str, Any]:
    """Return the example of an answer: what was asked, the first rows, and how many there are."""
    answer = result.to_json()
    given = PARAMETERS.get(result.query, {})
    return {"parameters": given, "rows": answer["rows"][:SHOWN], "count": len(answer["rows"]), "notes": answer["notes"]}


def main() -> None:
    """Write the file."""
    found: dict[str, Any] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Settings(home=Path(folder), engine_idle_s=1.0)) as store,
    ):
        fill(store)
        for audits in (False, True):
            for name, query in catalogue.canned().items():
                if (query.group == "audit") == audits:
                    found[name] = example(runner.run(store, query, PARAMETERS.get(name, {})))
            spoil(store)
    text = json.dumps(dict(sorted(found.items())), ensure_ascii=False, indent=1)
    FILE.write_text(text + "\n", encoding="utf-8")
    print(f"wrote {len(found)} answers to {FILE}")


if __name__ == "__main__":
    main()
