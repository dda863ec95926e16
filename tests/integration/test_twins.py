"""Questions in the forms that are easily answered wrongly: each equals its twin, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from graph.digest import digest_of
from graph.model import Node, Relationship
from graph.store import Store
from tests.support.twins import SCRATCH, graph_of, twins_of

PER_GRAPH = 25


@pytest.fixture
def scratch(store: Store) -> Iterator[Store]:
    yield store
    store._execute(f"MATCH (n:{SCRATCH}) DETACH DELETE n", {})


def differences(store: Store, seed: int, count: int) -> tuple[list[str], list[list[dict[str, Any]]]]:
    """Ask so many questions, and return where a twin differs, and all answers."""
    random, answers, wrong = Random(seed), [], []
    for number in range(count):
        if number % PER_GRAPH == 0:
            store._execute(f"MATCH (n:{SCRATCH}) DETACH DELETE n", {})
            for statement in graph_of(random):
                store._execute(statement, {})
        asked = twins_of(random)
        question, twin = (store.read(text, asked.parameters) for text in (asked.question, asked.twin))
        answers.append(question)
        if question != twin:
            wrong.append(f"{seed}/{number} {asked.form}: {asked.question} {asked.parameters}: {question}, twin {twin}")
    return wrong, answers


def test_a_question_equals_its_twin(scratch: Store) -> None:
    wrong, answers = differences(scratch, 7, 300)
    assert wrong == []
    assert sum(map(bool, answers)) > 150  # most questions find something


@pytest.mark.long
def test_ten_thousand_questions_equal_their_twins(scratch: Store) -> None:
    assert differences(scratch, 70, 10_000)[0] == []


@pytest.mark.parametrize("seed", range(5))
def test_to_write_twice_is_to_write_once(store: Store, seed: int) -> None:
    random = Random(seed)
    parties = [Node(("Company", "Party"), f"p{k}", {"name": f"Invented {k}", "synthetic": True}) for k in range(6)]
    place = Node(("Address",), "address", {"text": "1 Invented Street"})
    ties = [Relationship("LOCATED_AT", ("Company", one.id), ("Address", place.id), {}) for one in parties]
    twice = [*parties, *random.choices(parties, k=6)]
    random.shuffle(twice)
    store.write_nodes([place, *twice, place])
    store.write_relationships([*ties, *random.choices(ties, k=6)])
    store.write_relationships(ties)
    assert digest_of(store.nodes(), store.relationships()) == digest_of([place, *parties], ties)
    assert store.count() == (7, 6)
