"""The collector: nodes and relationships of a projection, each once, each checked against schema.yml."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.facts import Fact
from graph.left_out import LeftOut, leave_out
from graph.model import Node, Relationship, Value
from graph.schema import SCHEMA

NodeKey = tuple[str, str]
RelationshipKey = tuple[Any, ...]
LISTS = {
    kind: tuple(name for name, rule in rules.properties.items() if rule.required and rule.type == "strings")
    for kind, rules in SCHEMA.relationships.items()
}


def relationship_key(relationship: Relationship) -> RelationshipKey:
    """What tells a relationship from all others: type, ends and the key properties of its type."""
    keys = SCHEMA.relationships[relationship.type].key
    own = (str(relationship.properties.get(name)) for name in keys)
    return (relationship.type, *relationship.start, *relationship.end, *own)


class Elements:
    """Nodes and relationships of one projection, each once.

    Attributes:
        nodes: (primary label, id) -> node.
        relationships: key -> relationship.
        left_out: claims that say what the model does not hold, by rule ("role.subject: Vessel").
    """

    def __init__(self) -> None:
        self.nodes: dict[NodeKey, Node] = {}
        self.relationships: dict[RelationshipKey, Relationship] = {}
        self.left_out: dict[str, LeftOut] = {}

    def node(self, label: str, identifier: str, /, **properties: Value | None) -> NodeKey:
        """Add a node unless it is there; None properties are left out."""
        key = (label, identifier)
        if key not in self.nodes:
            node = Node(SCHEMA.nodes[label].labels, identifier, _clean(properties))
            SCHEMA.check_node(node)
            self.nodes[key] = node
        return key

    def relate(self, start: NodeKey, kind: str, end: NodeKey, /, **properties: Value | None) -> None:
        """Add a relationship unless it is there; None properties are left out.

        Where the schema requires a list an empty one stands, so that queries need not ask whether it is there.
        """
        relationship = Relationship(kind, start, end, _clean(properties))
        key = relationship_key(relationship)
        if key not in self.relationships:
            for name in LISTS[kind]:
                relationship.properties.setdefault(name, [])
            SCHEMA.check_relationship(relationship)
            self.relationships[key] = relationship

    def allows(self, kind: str, start: str, end: str, rule: str, facts: Iterable[Fact]) -> bool:
        """Whether the model holds such a relationship; if not the claims of the facts are counted under the rule."""
        rules = SCHEMA.relationships[kind]
        if start in rules.start and end in rules.end:
            return True
        leave_out(self.left_out, rule, facts)
        return False


def _clean(properties: dict[str, Value | None]) -> dict[str, Value]:
    return {name: value for name, value in properties.items() if value is not None and value != [] and value != ""}
