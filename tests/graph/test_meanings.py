"""Every relationship type says what it says, what it does not prove, and how it was derived."""

from __future__ import annotations

import pytest

from graph.schema import SCHEMA, RelationshipType


@pytest.mark.parametrize("one", SCHEMA.relationships.values(), ids=lambda one: one.type)
def test_a_relationship_type_says_what_it_means(one: RelationshipType) -> None:
    for text in (one.help, one.unproven, one.derived):
        assert text.endswith(".") and text[0].isupper()
