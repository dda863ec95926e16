"""The table of formats, and how one is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

from graph.errors import ExportError
from graph.export.about import write_about
from graph.export.extract import Extract
from graph.export.target import new_file, new_folder

NEO4J_NEXT = """\
Next, in that folder, while the server is stopped: neo4j-admin database import full neo4j @import.args
Then start the server, and `waybill build` finishes the import."""
Notes = dict[str, int]  # what a format could not hold as it stands, in words -> how often


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Its module in graph/export has a function `write(extract, target)`, which returns notes: what it could not hold as
    it stands, in words, and how often. Of a file `target` is a binary stream, of a folder its path.

    Attributes:
        name: as it is called on the command line.
        help: one line for people.
        module: name of the module.
        folder: whether it makes a folder; then about.json and LICENCES.md are put beside its files.
        whole: whether it takes the whole graph only, real and invented.
        options: more arguments of `write`.
        next: what is to be done with it, for people.
    """

    name: str
    help: str
    module: str
    folder: bool = False
    whole: bool = False
    options: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    next: str = ""

    @property
    def write(self) -> Callable[..., Notes]:
        """Its function; imported at the first use, for some need much."""
        found: Callable[..., Notes] = import_module(f"graph.export.{self.module}").write
        return found


def _rdf(name: str, words: str) -> Format:
    return Format(name, f"RDF as {words}", "rdf", options={"form": name})


FORMATS = {
    one.name: one
    for one in (
        Format("jsonl", "JSON Lines: one element a line below a head; nothing is lost.", "jsonl"),
        Format("csv", "CSV: a file per label and relationship type, for spreadsheets and R.", "csv", folder=True),
        Format("parquet", "Parquet: likewise, with types, for pandas, DuckDB and Spark.", "parquet", folder=True),
        Format("graphml", "GraphML: for networkx, Gephi, yEd and Cytoscape.", "graphml"),
        Format("gexf", "GEXF 1.2: for Gephi.", "gexf"),
        Format(
            "neo4j-admin",
            "Files for Neo4j's own import tool: the whole graph, the quickest way into an empty Neo4j.",
            "neo4j_admin",
            folder=True,
            whole=True,
            next=NEO4J_NEXT,
        ),
        _rdf("nquads", "N-Quads: a graph per source, PROV-O for provenance."),
        _rdf("trig", "TriG: the same, for people to read."),
        _rdf("turtle", "Turtle: the same without graphs."),
        _rdf("jsonld", "JSON-LD: the same for programs that read JSON."),
        Format("ftm", "FollowTheMoney: entities, statements, catalogue of data sets.", "ftm", folder=True),
    )
}


def format_of(name: str) -> Format:
    """Return a format by its name.

    Raises:
        ExportError: there is none; all are named.
    """
    if name not in FORMATS:
        raise ExportError(f"format {name!r}: must be one of {', '.join(FORMATS)}")
    return FORMATS[name]


def write(extract: Extract, form: Format, path: Path, force: bool = False) -> Notes:
    """Write an extract, whole or not at all.

    Args:
        extract: the elements.
        form: the format.
        path: file or folder.
        force: replace what is there.

    Returns:
        What the format could not hold as it stands, in words, and how often.

    Raises:
        ExportError: something is there already, or the format cannot hold an element.
        ArchiveError: the disk is full or refuses; nothing is left behind.
    """
    if not form.folder:
        with new_file(path, force) as stream:
            return form.write(extract, stream, **form.options)
    with new_folder(path, force) as folder:
        notes = form.write(extract, folder, **form.options)
        write_about(extract.about, folder)
        return notes
