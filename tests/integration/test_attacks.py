"""Every attack on the gate, layer by layer with the others taken away, on both engines.

After all of them the engine answers, and its graph is what it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest

from graph.digest import digest_of
from graph.errors import QueryError, QueryRefused
from graph.settings import Settings
from graph.store import NEO4J, Store
from queries import gate
from tests.conftest import ENGINES, empty_store
from tests.support.attacks import NOT_RUN, PAGE, STOPPED, Attack, attacks, by_plan, by_session, by_text, with_table
from tests.support.small_graph import fill

WORKS = ("done", "nothing", *NOT_RUN)
HARMLESS = "harmless"
# To end the engine and to start it anew takes seconds: one such attack in `make test`, the others in `make test-long`.
ENDING = [one for one in attacks() if one.embedded == "ended"]
SOME = [one for one in attacks() if one not in ENDING]


@pytest.fixture(scope="module", params=ENGINES)
def attacked(request: pytest.FixtureRequest) -> Iterator[Store]:
    name = {"embedded": "embedded_settings", "neo4j": "neo4j_settings"}.get(request.param, "next_neo4j_settings")
    settings: Settings = request.getfixturevalue(name)
    with empty_store(settings) as store:
        fill(store)
        yield store


def marks(store: Store) -> list[object]:
    """Return what no attack may change: the digest, and how many nodes, relationships and indexes there are."""
    counted = ("MATCH (n) RETURN count(n) AS n", "MATCH ()-[r]->() RETURN count(r) AS n")
    found: list[object] = [digest_of(store.nodes(), store.relationships()).total]
    found += [store.read(query)[0]["n"] for query in counted]
    return [*found, len(store.read("SHOW INDEXES"))]


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: attack.name)
def test_the_text_alone(attack: Attack) -> None:
    assert by_text(attack) == attack.text


@pytest.mark.parametrize(
    "attacked",  # on Neo4j the layers alone take minutes; the whole gate is tried there below
    [ENGINES[0], *(pytest.param(one.values[0], marks=[pytest.mark.neo4j, pytest.mark.long]) for one in ENGINES[1:])],
    indirect=True,
)
def test_the_other_layers_alone_and_the_graph_after_them(attacked: Store) -> None:
    before, wrong = marks(attacked), []
    for attack in SOME:
        if attacked.engine == NEO4J and attack.plan not in NOT_RUN:
            wrong += _differs(attack, "plan", attack.plan, by_plan(attacked, attack))
        expected = attack.neo4j if attacked.engine == NEO4J else attack.embedded
        if expected not in NOT_RUN and not _may_run_on(attacked, attack):
            wrong += _differs(attack, "session", expected, by_session(attacked, attack))
    assert wrong == []
    assert marks(attacked) == before


def _may_run_on(store: Store, attack: Attack) -> bool:
    """Whether Neo4j may reckon on within an expression: how soon it ends, if at all, is a matter of the machine."""
    return store.engine == NEO4J and attack.kind in ("time", "memory") and attack.text == "refused"


def _differs(attack: Attack, layer: str, expected: str, found: str) -> list[str]:
    bounded = {expected, found} <= {"limit", "ended"}  # a slow machine ends what a quick one bounds
    return [] if found == expected or bounded else [f"{attack.name}: {layer} {found}, not {expected}"]


@pytest.mark.parametrize(
    "attack",
    [pytest.param(one, marks=[pytest.mark.long] if place else []) for place, one in enumerate(ENDING)],
    ids=lambda attack: attack.name,
)
def test_what_the_embedded_engine_cannot_stop_ends_it_and_the_next_question_starts_it(
    embedded_settings: Settings, attack: Attack
) -> None:
    with empty_store(embedded_settings) as store:
        fill(store)
        before = marks(store)
        assert by_session(store, attack) in ("ended", "limit")
        assert marks(store) == before


def test_the_whole_gate_stops_every_attack_and_the_engine_answers(attacked: Store) -> None:
    before = marks(attacked)
    for attack in attacks():
        if attack.kind == HARMLESS or attack.text == "passes":
            continue
        with pytest.raises(QueryRefused):
            gate.run(attacked, attack.cypher, timeout_s=0.5)
    assert gate.run(attacked, "MATCH (c:Country) RETURN count(c) AS n").rows == [{"n": 6}]
    assert marks(attacked) == before


def test_every_attack_is_stopped_and_every_write_twice() -> None:
    assert len(attacks()) >= 160
    for attack in attacks():
        neo4j = [attack.text, attack.plan, attack.neo4j]
        embedded = [attack.text, attack.embedded]
        stops = ("nothing", *STOPPED) if attack.kind == "write" else STOPPED
        if attack.kind != HARMLESS:
            for layers in (neo4j, embedded):
                stopped = sum(one in stops for one in layers)
                assert stopped >= (2 if attack.kind == "write" else 1), (attack.name, layers)


def test_a_query_that_a_server_never_ends_is_given_up(attacked: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "PATIENCE_S", 0.0)
    monkeypatch.setattr(attacked, "read", lambda *_, **__: Event().wait(5))
    with pytest.raises(QueryError, match="given up"):
        gate.run(attacked, "RETURN 1 AS x", timeout_s=0.05)


def test_the_page_holds_the_table() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_table(page), "run `python -m tests.support.attacks`"
