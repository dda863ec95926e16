"""The audits among the canned queries, on the graph by hand with something wrong in it, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.settings import Settings
from graph.store import Store
from queries import catalogue, runner
from tests.conftest import empty_store
from tests.support.examples import EXAMPLES, example
from tests.support.flawed_graph import spoil
from tests.support.small_graph import fill

EXPECTED: dict[str, list[tuple[Any, ...]]] = {
    "documents_without_facts": [(f"document:{'d' * 32}", "d.txt", "text", "en", False)],
    "facts_without_evidence": [("fact-bare", "Transfer", False)],
    "goods_without_concept": [("goods:text:odd-widgets", "odd widgets", 2, False)],
    "parties_without_country": [("party-nowhere", "Nowhere Ltd", 1, ["source-b"], False)],
    "possibly_same_facts": [
        ("fact-bare", "fact-odd", "Transfer", "odd widgets", "2022-02-01", "2022-01-01", False),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def spoilt(store_settings: Settings) -> Iterator[Store]:
    with empty_store(store_settings) as store:
        yield spoil(fill(store))


@pytest.mark.parametrize("name", [name for name, query in catalogue.canned().items() if query.group == "audit"])
def test_an_audit_finds_what_is_wrong(spoilt: Store, name: str) -> None:
    result = runner.run(spoilt, name)
    assert [tuple(row.values()) for row in result.rows] == EXPECTED[name]
    assert example(result) == EXAMPLES[name], "run `make docs`"
