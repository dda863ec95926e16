"""GEXF 1.2: for Gephi."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from graph.export.extract import Extract
from graph.export.xml import DECLARATION, Texts, attributes, caption, node_id
from graph.store_values import KEY

HEAD = '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
GRAPH = '<graph mode="static" defaultedgetype="directed">\n'


def write(extract: Extract, target: BinaryIO) -> dict[str, int]:
    """Write an extract; what stands beside it is the description of the file, as JSON."""
    texts = Texts()
    for line in _lines(extract, texts):
        target.write(line.encode())
    return texts.notes


def _lines(extract: Extract, texts: Texts) -> Iterator[str]:
    about = f"<description>{texts.about(extract.about)}</description>"
    creator = f"<creator>Waybill {texts.of(extract.about.version)}</creator>"
    yield f"{DECLARATION}{HEAD}<meta>{creator}{about}</meta>\n{GRAPH}"
    for kind, names in zip(("node", "edge"), attributes(extract), strict=True):
        declared = (f'<attribute id="{name}" title="{name}" type="{type_}"/>' for name, type_ in names.items())
        yield f'<attributes class="{kind}" mode="static">{"".join(declared)}</attributes>\n'
    yield "<nodes>\n"
    for node in extract.nodes():
        words = f'id="{texts.of(node_id((node.labels[0], node.id)))}" label="{texts.of(caption(node))}"'
        data = {KEY: node.id, "labels": ":".join(node.labels), **node.properties}
        yield f"<node {words}>{_values(texts, data)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, one in enumerate(extract.relationships(), 1):
        ends = f'source="{texts.of(node_id(one.start))}" target="{texts.of(node_id(one.end))}"'
        data = {"type": one.type, **one.properties}
        yield f'<edge id="e{number}" {ends} label="{one.type}">{_values(texts, data)}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _values(texts: Texts, data: Mapping[str, Any]) -> str:
    values = "".join(f'<attvalue for="{name}" value="{texts.of(value)}"/>' for name, value in data.items())
    return f"<attvalues>{values}</attvalues>"
