"""GraphML: for networkx, Gephi, yEd, Cytoscape and igraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from graph.export.extract import Extract
from graph.export.xml import DECLARATION, Texts, attributes, caption, node_id
from graph.store_values import KEY

HEAD = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
GRAPH = '<graph id="waybill" edgedefault="directed">\n'


def write(extract: Extract, target: BinaryIO) -> dict[str, int]:
    """Write an extract; what stands beside it is data of the graph, as JSON."""
    texts = Texts()
    for line in _lines(extract, texts):
        target.write(line.encode())
    return texts.notes


def _lines(extract: Extract, texts: Texts) -> Iterator[str]:
    nodes, edges = attributes(extract)
    yield DECLARATION + HEAD
    yield _key("graph", "about", "about", "string")
    for name, kind in {"label": "string", **nodes}.items():
        yield _key("node", f"n.{name}", name, kind)
    for name, kind in edges.items():
        yield _key("edge", f"e.{name}", name, kind)
    yield f'{GRAPH}<data key="about">{texts.about(extract.about)}</data>\n'
    for node in extract.nodes():
        data = {"label": caption(node), KEY: node.id, "labels": ":".join(node.labels), **node.properties}
        yield f'<node id="{texts.of(node_id((node.labels[0], node.id)))}">{_data(texts, "n", data)}</node>\n'
    for number, one in enumerate(extract.relationships(), 1):
        ends = f'source="{texts.of(node_id(one.start))}" target="{texts.of(node_id(one.end))}"'
        yield f'<edge id="e{number}" {ends}>{_data(texts, "e", {"type": one.type, **one.properties})}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _key(element: str, identifier: str, name: str, kind: str) -> str:
    return f'<key id="{identifier}" for="{element}" attr.name="{name}" attr.type="{kind}"/>\n'


def _data(texts: Texts, letter: str, data: Mapping[str, Any]) -> str:
    return "".join(f'<data key="{letter}.{name}">{texts.of(value)}</data>' for name, value in data.items())
