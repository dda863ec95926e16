"""What the graph would lose with some documents: the facts that they tell, and those that nothing else tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.identity import document_node
from graph.store import Store
from queries.parts import part

BATCH = 1_000  # facts that are asked about at once
MOST_FACTS = 50_000  # with more nothing is counted, for the page would wait


@dataclass(frozen=True, slots=True)
class Loss:
    """What goes with some documents.

    Attributes:
        facts: facts that they tell.
        alone: those of them that nothing else tells, and that go.
        counted: whether they could be counted.
    """

    facts: int
    alone: int
    counted: bool = True


def loss(store: Store, sha256: Iterable[str]) -> Loss:
    """Count what goes with documents.

    Args:
        store: an open store.
        sha256: checksums of the documents.
    """
    documents = sorted(set(map(document_node, sha256)))
    rows = store.read(part("facts_of_documents"), {"ids": documents, "limit": MOST_FACTS + 1})
    facts = sorted({row["fact"] for row in rows})
    if len(facts) > MOST_FACTS:
        return Loss(0, 0, counted=False)
    elsewhere: set[str] = set()
    for start in range(0, len(facts), BATCH):
        told = store.read(part("facts_told_elsewhere"), {"ids": documents, "facts": facts[start : start + BATCH]})
        elsewhere.update(row["fact"] for row in told)
    return Loss(len(facts), len(facts) - len(elsewhere))
