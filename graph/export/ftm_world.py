"""What a translation into FollowTheMoney must know of an extract before it looks at single elements."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.export.extract import Extract
from graph.model import Node
from graph.schema import FACT, SCHEMA

FACTS = frozenset(SCHEMA.labelled(FACT))
# Relationships between a fact and what it is about.
ENDS = (
    "HOLDS", "IN_PARTY", "HAS_ROLE", "AT", "LINKS", "LINKED_TO", "ISSUED", "NAMES", "SUPPLIES", "RECEIVED_BY",
    "TAKES_PART", "CONCERNS", "FROM", "TO",
)  # fmt: skip
MERGED = "waybill_merged"  # data set of what was made of several sources
MOST_QUOTES, LONGEST_QUOTE = 5, 2000


class End(NamedTuple):
    """A party or country at an end of a fact."""

    type: str
    label: str
    id: str


class Value(NamedTuple):
    """One value of a property.

    Attributes:
        data_set: who says it; None: whoever says the entity.
        language: ISO 639-1.
    """

    property: str
    text: str
    data_set: str | None = None
    language: str | None = None


@dataclass(slots=True)
class Entity:
    """An entity of FollowTheMoney.

    Attributes:
        id, schema: as there.
        caption: the name to show.
        data_sets: who speaks of it.
        values: of its properties.
        seen: first and last edition that hold it.
    """

    id: str
    schema: str
    caption: str
    data_sets: tuple[str, ...]
    values: list[Value] = field(default_factory=list)
    seen: tuple[str | None, str | None] = (None, None)

    def add(self, name: str, text: object, data_set: str | None = None, language: str | None = None) -> None:
        """Add a value; what is empty adds nothing."""
        plain = " ".join(str(text).split()) if text is not None else ""
        if plain:
            self.values.append(Value(name, plain, data_set, language))


def entity_id(identifier: str) -> str:
    """Return an id as FollowTheMoney allows it: letters, digits, hyphens and full stops."""
    return re.sub(r"[^0-9A-Za-z.-]", "-", identifier)


def data_set_name(source: Node) -> str:
    """Return the name of the data set of a source: its name in small Latin letters, and a part of its id."""
    plain = unicodedata.normalize("NFKD", str(source.properties["name"])).casefold()
    words = re.sub("[^a-z0-9]+", "_", plain).strip("_")[:60].strip("_")
    invented = "invented" if source.properties.get("synthetic") else ""
    return "_".join(part for part in (invented, words, source.id.rpartition(":")[2][:6]) if part)


class World:
    """Who says what, and what facts are about.

    Attributes:
        data_sets: id of a source -> name of its data set.
        ends: id of a fact -> parties and countries.
        documents: id of a fact -> ids of the documents that state it.
        quotes: id of a fact -> passages of texts.
        parties: id of a party -> its label.
        countries: id -> node.
    """

    def __init__(self, extract: Extract) -> None:
        self.data_sets = {node.id: data_set_name(node) for node in extract.nodes("Source")}
        self._said: dict[str, set[str]] = {}
        self.ends: dict[str, list[End]] = {}
        self.documents: dict[str, set[str]] = {}
        self.quotes: dict[str, list[str]] = {}
        self.parties: dict[str, Node] = {}
        self.countries = {node.id: node for node in extract.nodes("Country")}
        self.document_nodes = {node.id: node for node in extract.nodes("Document")}
        for one in extract.relationships("PUBLISHED_BY"):
            self._said.setdefault(one.start[1], set()).add(self.data_sets[one.end[1]])
        self._evidence(extract)
        for one in extract.relationships("NAMED"):
            self._said.setdefault(one.start[1], set()).add(self.data_sets[str(one.properties["source"])])
        for one in extract.relationships(*ENDS):
            fact, other = (one.start, one.end) if one.start[0] in FACTS else (one.end, one.start)
            self.ends.setdefault(fact[1], []).append(End(one.type, *other))
            if other[1] not in self.countries:  # who is only referred to is known to who refers to them
                self._said.setdefault(other[1], set()).update(self._said.get(fact[1], ()))

    def data_sets_of(self, identifier: str) -> tuple[str, ...]:
        """Return who speaks of an element; nobody: what Waybill knows itself."""
        return tuple(sorted(self._said.get(identifier, ()))) or (MERGED,)

    def one(self, identifier: str, kind: str) -> End | None:
        """Return the end of a fact by the type of its relationship."""
        return next((one for one in self.ends.get(identifier, ()) if one.type == kind), None)

    def name_of(self, end: End) -> str:
        """Return the name of an end."""
        node = self.countries.get(end.id) or self.parties[end.id]
        return str(node.properties["name"])

    def _evidence(self, extract: Extract) -> None:
        texts = {key for key, node in self.document_nodes.items() if node.properties["kind"] == "text"}
        where = {one.start[1]: one.end[1] for one in extract.relationships("IN")}
        quoted: dict[str, str] = {}
        for node in extract.nodes("Claim"):
            if where.get(node.id) in texts and "spans" in node.properties:
                quoted[node.id] = str(node.properties["quote"])[:LONGEST_QUOTE]
        for one in extract.relationships("ABOUT"):
            self._state(one.end[1], where[one.start[1]])
            if (quote := quoted.get(one.start[1])) and len(self.quotes.get(one.end[1], ())) < MOST_QUOTES:
                self.quotes.setdefault(one.end[1], []).append(quote)
        for one in extract.relationships("STATED_IN"):
            self._state(one.start[1], one.end[1])

    def _state(self, fact: str, document: str) -> None:
        self.documents.setdefault(fact, set()).add(document)
        self._said.setdefault(fact, set()).update(self._said[document])
