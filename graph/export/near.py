"""The neighbourhood of a few things, asked of the store: what is said of them, with its proof."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from graph.archive import Archive
from graph.embedded_bulk import frames
from graph.export.extract import About, Extract, known_of, room
from graph.export.sources import terms_of
from graph.identity import document_node
from graph.model import Node, Relationship
from graph.schema import FACT, SCHEMA
from graph.store import Store
from graph.store_values import KEY, node_from, plain, relationship_key

Key = tuple[str, str]
SOME = 1000  # ids of one question
AWAY, BACK = "-[r%s]->", "<-[r%s]-"
ROW = "labels(a) AS al, properties(a) AS a, type(r) AS kind, properties(r) AS p, labels(b) AS bl, properties(b) AS b"
AROUND = f"UNWIND $ids AS id MATCH (a:`%s` {{{KEY}: id}})%s(b) WHERE b.{KEY} IS NOT NULL RETURN {ROW}"
TIES = f"MATCH (a)-[r:`%s`]->(b) WHERE r.{KEY} IN $ids RETURN {ROW}"
WALKED = [kind for kind in SCHEMA.ties if SCHEMA.relationships[kind].walk]
ELSEWHERE = ("POSSIBLY_SAME",)  # leads to another fact, of which nothing was asked


@contextmanager
def near(
    store: Store,
    archive: Archive,
    scratch: Path,
    version: str,
    words: str,
    things: Collection[Key] = (),
    ties: Sequence[str] = (),
) -> Iterator[Extract]:
    """Make an extract of what is said of some things, and who says so.

    Of each thing its names, addresses, ties and facts; of each tie its best facts; of each fact all its ends, its
    claims and rows, their documents and sources. What other facts say of those ends is not among it.

    Args:
        store: the open store.
        archive: what it was made from; it knows the terms of sources.
        scratch: where elements lie meanwhile.
        version: of Waybill.
        words: what was asked for.
        things: primary label and id of parties and other nodes.
        ties: ids of ties, such as the legs of a path.

    Raises:
        StoreError: the store refuses.
    """
    found = _Found(store)
    found.around(things)
    found.ties(ties)
    best = [(SCHEMA.ties[one.type].fact, fact) for one in found.relationships.values() for fact in _best(one)]
    found.around({key for key, node in found.nodes.items() if FACT in node.labels} | set(best))
    found.around(found.of("Claim"), (AWAY % ":IN",))
    found.around(found.of("Document"), (AWAY % ":PUBLISHED_BY",))
    documents = found.of("Document")
    active = archive.active()
    told = [one for one in active if ("Document", document_node(one.document.sha256)) in documents]
    with room(scratch) as folder:
        extract = Extract(folder)
        for chunk in frames(found.nodes.values(), found.relationships.values()):
            extract.add_chunk(chunk)
        extract.packages = told
        invented = any(node.properties.get("synthetic") for node in found.nodes.values())
        known = known_of(active, archive.decisions())
        extract.about = About(version, known, words, invented, terms_of(told), extract.digest())
        yield extract


class _Found:
    """Elements that were found, each once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.nodes: dict[Key, Node] = {}
        self.relationships: dict[tuple[object, ...], Relationship] = {}

    def of(self, label: str) -> set[Key]:
        """Keys of the nodes of a primary label."""
        return {key for key in self.nodes if key[0] == label}

    def around(self, keys: Iterable[Key], arrows: Sequence[str] = (AWAY % "", BACK % "")) -> None:
        """Take what leads away from some nodes and to them."""
        for label, same in groupby(sorted(set(keys)), key=lambda key: key[0]):
            ids = [identifier for _, identifier in same]
            for first in range(0, len(ids), SOME):
                for arrow in arrows:
                    rows = self.store.read(AROUND % (label, arrow), {"ids": ids[first : first + SOME]})
                    self._take(rows, back=arrow == BACK % "")

    def ties(self, ids: Sequence[str]) -> None:
        """Take some ties with their ends."""
        for kind in WALKED if ids else ():
            self._take(self.store.read(TIES % kind, {"ids": list(ids)}))

    def _take(self, rows: Iterable[Mapping[str, Any]], back: bool = False) -> None:
        for row in rows:
            if row["kind"] not in SCHEMA.relationships or row["kind"] in ELSEWHERE:
                continue
            ends = node_from(row["al"], row["a"]), node_from(row["bl"], row["b"])
            keys = [(one.labels[0], one.id) for one in ends]
            self.nodes.update(zip(keys, ends, strict=True))
            start, end = reversed(keys) if back else keys
            one = Relationship(row["kind"], start, end, plain(row["p"]))
            self.relationships[relationship_key(one)] = one


def _best(tie: Relationship) -> Sequence[str]:
    return tie.properties.get("best_facts", ()) if tie.type in SCHEMA.ties else ()  # type: ignore[return-value]  # schema.yml: strings
