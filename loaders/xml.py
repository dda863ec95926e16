"""XML read as a stream of records: no DOCTYPE, no entities, no network, and no more memory than one record takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from lxml import etree

from graph.errors import SourceError

DEEPEST = 64  # elements inside each other
SAFE: Any = {
    "events": ("start", "end"), "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False,
    "remove_comments": True, "remove_pis": True,
}  # fmt: skip


def local(node: etree._Element) -> str:
    """Name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def children(node: etree._Element, name: str) -> list[etree._Element]:
    """Child elements of a name, whatever their namespace."""
    return [child for child in node if local(child) == name]


def text_of(node: etree._Element | None) -> str:
    """Text of an element with its blanks made one; "" where there is none."""
    return " ".join("".join(cast("Iterator[str]", node.itertext())).split()) if node is not None else ""


def child_text(node: etree._Element, name: str) -> str:
    """Text of the first child of a name; "" where there is none."""
    return next((text_of(child) for child in node if local(child) == name), "")


def leaves(node: etree._Element, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield all that an element holds: path and value of every text and attribute, in the order of the file."""
    for key, value in node.attrib.items():
        name = str(key).rpartition("}")[2]
        yield f"{path}@{name}" if path else f"@{name}", " ".join(str(value).split())
    inner = [child for child in node if isinstance(child.tag, str)]
    own = " ".join([(node.text or ""), *((child.tail or "") for child in inner)]).split()
    if own:
        yield path or ".", " ".join(own)
    for child in inner:
        yield from leaves(child, f"{path}/{local(child)}" if path else local(child))


class Records:
    """The records of an XML file; iterate for pairs of line and element.

    Each element lives until the next one is asked for. What stands outside the records is counted, not read.

    Args:
        path: the file.
        wanted: local names of the elements that are records.

    Attributes:
        name: local name of the root.
        root: local names and values of the root's attributes; known once the first record was asked for.
        outside: path of every element outside the records that holds a text or an attribute -> how often.
    """

    def __init__(self, path: Path, wanted: frozenset[str]) -> None:
        self.path = path
        self.wanted = wanted
        self.name = ""
        self.root: Mapping[str, str] = {}
        self.outside: Counter[str] = Counter()
        self._places: list[str] = []

    def __iter__(self) -> Iterator[tuple[int, etree._Element]]:
        """Yield line and element of every record.

        The line is that of its start tag; in a file without line ends each record counts as one line.

        Raises:
            SourceError: the file cannot be read, is not well-formed, has a DOCTYPE, or goes deeper than the limit.
        """
        inside, line = 0, 0
        for event, node in self._events():
            if event == "start":
                if inside or (self._places and local(node) in self.wanted):
                    inside += 1
                    if inside == 1:
                        line = max(line + 1, node.sourceline or 0)
                else:
                    self._open(node)
                if inside + len(self._places) > DEEPEST:
                    message = f"its elements are more than {DEEPEST} deep, which no list is"
                    raise SourceError(message, self.path, line or None)
            elif inside > 1:
                inside -= 1
            elif inside:
                inside = 0
                yield line, node
                _drop(node)
            else:
                self._close(node)

    def read_root(self) -> Mapping[str, str]:
        """Read the root's name and attributes, and nothing else.

        Raises:
            SourceError: as for the records.
        """
        for _, node in self._events():
            self._open(node)
            break
        self._places.clear()
        return self.root

    def _events(self) -> Iterator[tuple[str, etree._Element]]:
        first = True
        try:
            with self.path.open("rb") as stream:
                for event, node in etree.iterparse(stream, **SAFE):
                    if first and node.getroottree().docinfo.internalDTD is not None:
                        raise SourceError(
                            "has a DOCTYPE, which may name entities and other files; take it out to load the file",
                            self.path,
                        )
                    first = False
                    yield event, node
        except etree.XMLSyntaxError as error:
            raise SourceError(f"is no well-formed XML: {error.msg}", self.path, error.lineno or None) from error
        except OSError as error:
            raise SourceError(f"cannot be read ({error.strerror})", self.path) from error

    def _open(self, node: etree._Element) -> None:
        if not self._places:
            self.name = local(node)
            self.root = {str(key).rpartition("}")[2]: str(value) for key, value in node.attrib.items()}
        self._places.append(local(node))

    def _close(self, node: etree._Element) -> None:
        if len(self._places) > 1 and ((node.text or "").strip() or node.attrib):
            self.outside["/".join(self._places[1:])] += 1
        self._places.pop()
        if self._places:
            _drop(node)


def _drop(node: etree._Element) -> None:
    """Forget an element that is done, and what stood before it."""
    node.clear()
    parent = node.getparent()
    if parent is not None:
        while node.getprevious() is not None:
            del parent[0]
