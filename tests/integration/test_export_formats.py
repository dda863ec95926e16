"""Exports as other people's readers read them: all comes back as docs/exports.md states. All names are invented."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pyarrow.parquet as pq
import pytest

from graph.digest import Digest, digest_of
from graph.errors import ArchiveError
from graph.export import formats
from graph.export.extract import Extract, extracted
from graph.export.xml import FORBIDDEN, REPLACED
from graph.model import Node, Relationship
from graph.schema import SCHEMA, Property
from tests.support.odd_names import LONG, NAMES, fill
from tests.support.samples import new_archive

Elements = tuple[list[Node], list[Relationship]]


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Extract]:
    folder = tmp_path_factory.mktemp("export")
    archive = new_archive(folder)
    fill(archive)
    with extracted(archive, folder / "scratch", "0") as found:
        yield found


def typed(text: str, kind: str) -> Any:
    """Read what is written as text, by the type that schema.yml gives it."""
    readers: dict[str, Callable[[str], Any]] = {"integer": int, "float": float, "strings": json.loads}
    return text == "true" if kind == "boolean" else readers.get(kind, str)(text)


def properties(row: Mapping[str, str], rules: Mapping[str, Property]) -> dict[str, Any]:
    return {name: typed(row[name], rule.type) for name, rule in rules.items() if row.get(name)}


def bare(text: str) -> str:
    return text[1:] if text[:1] == "'" else text


def from_jsonl(path: Path) -> Elements:
    nodes: list[Node] = []
    relationships: list[Relationship] = []
    for row in pd.read_json(path, lines=True, dtype=False).to_dict("records"):
        if row["element"] == "node":
            nodes.append(Node(tuple(row["labels"]), row["waybill_id"], row["properties"]))
        elif row["element"] == "relationship":
            start, end = ((row[name]["label"], row[name]["waybill_id"]) for name in ("start", "end"))
            relationships.append(Relationship(row["type"], start, end, row["properties"]))
    return nodes, relationships


def from_csv(folder: Path) -> Elements:
    def rows(name: str) -> Iterator[dict[str, str]]:
        path = folder / f"{name}.csv"
        if path.exists():
            table = pd.read_csv(path, dtype=str, keep_default_na=False)
            table.columns = [head.partition(":")[0] for head in table.columns]
            yield from ({key: bare(cell) for key, cell in row.items()} for row in table.to_dict("records"))

    nodes = [
        Node(kind.labels, row["waybill_id"], properties(row, kind.properties))
        for label, kind in SCHEMA.nodes.items()
        for row in rows(label)
    ]
    relationships = [
        Relationship(
            name,
            (row["from_label"], row["from_id"]),
            (row["to_label"], row["to_id"]),
            properties(row, kind.properties),
        )
        for name, kind in SCHEMA.relationships.items()
        for row in rows(name)
    ]
    return nodes, relationships


def from_parquet(folder: Path) -> Elements:
    def rows(name: str) -> Iterator[dict[str, Any]]:
        path = folder / f"{name}.parquet"
        if path.exists():
            table = pd.read_parquet(path, dtype_backend="pyarrow")
            for row in table.to_dict("records"):
                yield {key: plain(value) for key, value in row.items() if not missing(value)}

    def missing(value: Any) -> bool:
        return value is None or value is pd.NA

    def plain(value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else list(value) if hasattr(value, "tolist") else value

    nodes = [
        Node(kind.labels, row.pop("waybill_id"), row) for label, kind in SCHEMA.nodes.items() for row in rows(label)
    ]
    relationships = []
    for name in SCHEMA.relationships:
        for row in rows(name):
            start, end = ((row.pop(f"{end}_label"), row.pop(f"{end}_id")) for end in ("from", "to"))
            relationships.append(Relationship(name, start, end, row))
    return nodes, relationships


def from_networkx(graph: nx.MultiDiGraph) -> Elements:
    def held(data: Mapping[str, Any], rules: Mapping[str, Property]) -> dict[str, Any]:
        found = {name: data[name] for name in rules if name in data}
        return {name: json.loads(one) if rules[name].type == "strings" else one for name, one in found.items()}

    nodes, keys = [], {}
    for key, data in graph.nodes(data=True):
        labels = tuple(data["labels"].split(":"))
        keys[key] = labels[0], data["waybill_id"]
        nodes.append(Node(labels, data["waybill_id"], held(data, SCHEMA.nodes[labels[0]].properties)))
    relationships = [
        Relationship(data["type"], keys[a], keys[b], held(data, SCHEMA.relationships[data["type"]].properties))
        for a, b, data in graph.edges(data=True)
    ]
    return nodes, relationships


def from_graphml(path: Path) -> Elements:
    graph = nx.read_graphml(path, force_multigraph=True)
    assert json.loads(graph.graph["about"])["schema"] == 1
    return from_networkx(graph)


def from_gexf(path: Path) -> Elements:
    return from_networkx(nx.read_gexf(path))


READERS = {
    "jsonl": from_jsonl,
    "csv": from_csv,
    "parquet": from_parquet,
    "graphml": from_graphml,
    "gexf": from_gexf,
}


def without_forbidden(extract: Extract) -> Digest:
    """The digest of the elements as XML can hold them."""

    def clean(value: Any) -> Any:
        if isinstance(value, list):
            return json.loads(FORBIDDEN.sub("\ufffd", json.dumps(value, ensure_ascii=False)))
        return FORBIDDEN.sub("\ufffd", value) if isinstance(value, str) else value

    def cleaned(found: Mapping[str, Any]) -> dict[str, Any]:
        return {name: clean(value) for name, value in found.items()}

    nodes = (Node(one.labels, one.id, cleaned(one.properties)) for one in extract.nodes())
    between = (Relationship(one.type, one.start, one.end, cleaned(one.properties)) for one in extract.relationships())
    return digest_of(nodes, between)


@pytest.mark.parametrize("name", READERS)
def test_other_peoples_readers_get_everything_back(extract: Extract, tmp_path: Path, name: str) -> None:
    notes = formats.write(extract, formats.FORMATS[name], tmp_path / name)
    nodes, relationships = READERS[name](tmp_path / name)
    assert (len(nodes), len(relationships)) == (extract.about.nodes, extract.about.relationships)
    if name in ("graphml", "gexf"):
        assert digest_of(nodes, relationships) == without_forbidden(extract)
        assert notes[REPLACED] > 0
    else:
        assert digest_of(nodes, relationships) == extract.about.digest
        assert notes == {}
        assert set(NAMES) <= {str(node.properties.get("name")) for node in nodes}
    assert any(node.properties.get("name") == LONG.strip() for node in nodes)


@pytest.mark.parametrize("name", formats.FORMATS)
def test_again_gives_the_same_bytes(extract: Extract, tmp_path: Path, name: str) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        formats.write(extract, formats.FORMATS[name], tmp_path / folder / name)
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert files
    assert all((tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes() for file in files)


@pytest.mark.parametrize("name", formats.FORMATS)
def test_a_disk_that_refuses_leaves_nothing(extract: Extract, tmp_path: Path, name: str) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, hard))
    try:
        with pytest.raises(ArchiveError, match="File too large"):
            formats.write(extract, formats.FORMATS[name], tmp_path / name)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", formats.FORMATS)
def test_every_export_names_the_terms_of_its_sources(extract: Extract, tmp_path: Path, name: str) -> None:
    form = formats.FORMATS[name]
    formats.write(extract, form, tmp_path / name)
    if form.folder:
        assert json.loads((tmp_path / name / "about.json").read_text("utf-8")) == extract.about.to_json()
        assert "Authority of Test" in (tmp_path / name / "LICENCES.md").read_text("utf-8")
    else:
        text = (tmp_path / name).read_text("utf-8")
        assert extract.about.digest.total in text
        assert "Authority of Test" in text


def cells(folder: Path) -> Iterable[str]:
    for path in folder.glob("*.csv"):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        yield from (cell for row in table.itertuples(index=False) for cell in row)


def test_no_cell_of_csv_is_a_formula(extract: Extract, tmp_path: Path) -> None:
    formats.write(extract, formats.FORMATS["csv"], tmp_path / "csv")
    found = list(cells(tmp_path / "csv"))
    assert "'" + NAMES[5] in found
    assert not [cell for cell in found if cell[:1] in ("=", "@", "\t", "\r")]


def test_parquet_carries_what_stands_beside_it(extract: Extract, tmp_path: Path) -> None:
    formats.write(extract, formats.FORMATS["parquet"], tmp_path / "parquet")
    metadata = pq.read_schema(tmp_path / "parquet" / "Company.parquet").metadata
    assert json.loads(metadata[b"waybill"]) == extract.about.to_json()
