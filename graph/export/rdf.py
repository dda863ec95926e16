"""N-Quads, Turtle, TriG and JSON-LD, all as streams: a million relationships take no more memory than ten.

The writers of rdflib hold the whole graph, some 2.5 kB a triple, and write Turtle ten times slower; rdflib reads what
these write (tests/graph/test_export_rdf.py).

Source: https://www.w3.org/TR/n-quads/, https://www.w3.org/TR/trig/, https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import BinaryIO

from graph.export.extract import Extract
from graph.export.rdf_quads import descriptions
from graph.export.rdf_terms import PREFIXES, Said, term

AT_ONCE = 2_000
IN_FILES = {name: PREFIXES[name] for name in ("wb", "id", "graph", "rdf", "rdfs", "xsd", "prov", "dcterms", "skos")}
LOCAL = "[A-Za-z0-9_](?:[A-Za-z0-9_:-]*[A-Za-z0-9_-])?"
SHORTER = re.compile(f"<({'|'.join(map(re.escape, IN_FILES.values()))})({LOCAL})>")
NAMES = {iri: name for name, iri in IN_FILES.items()}
TYPE = term("rdf:type")


def write(extract: Extract, target: BinaryIO, form: str) -> dict[str, int]:
    """Write an extract; see graph.export.rdf_quads for what stands where.

    Args:
        extract: the elements.
        target: where to.
        form: nquads, turtle (which has no graphs), trig or jsonld.
    """
    parts = WRITERS[form](descriptions(extract))
    while some := list(islice(parts, AT_ONCE)):
        target.write("".join(some).encode("utf-8"))
    return {}


def nquads(told: Iterable[Said]) -> Iterator[str]:
    """Yield lines of N-Quads."""
    for graph, subject, pairs in told:
        ending = f" {graph} .\n" if graph else " .\n"
        yield "".join([f"{subject} {predicate} {value}{ending}" for predicate, value in pairs])


def turtle(told: Iterable[Said]) -> Iterator[str]:
    """Yield Turtle: the triples without their graphs."""
    yield from _prefixes()
    for _, subject, pairs in told:
        yield _turtle(subject, pairs)


def trig(told: Iterable[Said]) -> Iterator[str]:
    """Yield TriG: what stands side by side in one graph in one block."""
    yield from _prefixes()
    for graph, some in groupby(told, itemgetter(0)):
        if graph:
            yield f"{_short(graph)} {{\n"
        for _, subject, pairs in some:
            yield _turtle(subject, pairs)
        if graph:
            yield "}\n"


def jsonld(told: Iterable[Said]) -> Iterator[str]:
    """Yield JSON-LD: one object with all things, one a line."""
    yield f'{{"@context": {json.dumps(IN_FILES)},\n"@graph": ['
    comma = "\n"
    for graph, some in groupby(told, itemgetter(0)):
        if graph:
            yield f'{comma}{{"@id": {_json_iri(graph)}, "@graph": ['
            comma = "\n"
        for _, subject, pairs in some:
            yield comma + _object(subject, pairs)
            comma = ",\n"
        if graph:
            yield "]}"
    yield "\n]}\n"


WRITERS = {"nquads": nquads, "turtle": turtle, "trig": trig, "jsonld": jsonld}


def _prefixes() -> Iterator[str]:
    for name, iri in IN_FILES.items():
        yield f"@prefix {name}: <{iri}> .\n"
    yield "\n"


@lru_cache(maxsize=4096)
def _short(iri: str) -> str:
    """An IRI in brackets with a prefix, where it has one."""
    found = SHORTER.fullmatch(iri)
    return f"{NAMES[found.group(1)]}:{found.group(2)}" if found else iri


def _turtle(subject: str, pairs: list[tuple[str, str]]) -> str:
    told = " ;\n    ".join([f"{_short(predicate)} {_value(value)}" for predicate, value in pairs])
    return f"{_short(subject)} {told} .\n"


def _value(value: str) -> str:
    if value[0] == "<":
        return _short(value)
    body, mark, kind = value.rpartition('"^^<')
    return f'{body}"^^{_short(f"<{kind}")}' if mark else value


def _object(subject: str, pairs: list[tuple[str, str]]) -> str:
    told: dict[str, list[str]] = {}
    for predicate, value in pairs:
        if predicate == TYPE:
            told.setdefault('"@type"', []).append(_json_iri(value))
        else:
            told.setdefault(_json_iri(predicate), []).append(_json_value(value))
    lists = {name: some[0] if len(some) == 1 else f"[{', '.join(some)}]" for name, some in told.items()}
    inner = [f"{name}: {some}" for name, some in lists.items()]
    return f'{{"@id": {_json_iri(subject)}, {", ".join(inner)}}}'


def _json_iri(iri: str) -> str:
    short = _short(iri)
    return f'"{short.removeprefix("<").removesuffix(">")}"'


def _json_value(value: str) -> str:
    """A term as JSON; the escapes of a literal in N-Triples are those of JSON."""
    if value[0] == "<":
        return f'{{"@id": {_json_iri(value)}}}'
    end = value.rindex('"') + 1
    body, ending = value[:end], value[end:]
    if ending.startswith("@"):
        return f'{{"@value": {body}, "@language": "{ending[1:]}"}}'
    return f'{{"@value": {body}, "@type": {_json_iri(ending[2:])}}}' if ending else body
