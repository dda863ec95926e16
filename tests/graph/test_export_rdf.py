"""RDF exports as rdflib and pySHACL read them. All names are invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pyshacl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import RDF, SKOS, XSD, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV

from graph.archive import Archive
from graph.errors import ExportError
from graph.export import rdf
from graph.export.extract import Extract, extracted
from graph.export.rdf_quads import TIES, source_graph
from graph.export.rdf_shapes import shapes
from graph.export.rdf_terms import LITERALS, PREFIXES, Said, address, term, text, thing
from graph.export.rdf_vocabulary import vocabulary
from graph.schema import SCHEMA
from graph.settings import Settings
from loaders.plan import LoadOptions
from loaders.run import load
from tests.support.export_sample import fill
from tests.support.samples import new_archive
from waybill.demo import corpus_files

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # of its own parsers
WB, ID = Namespace(PREFIXES["wb"]), Namespace(PREFIXES["id"])
Quads = set[tuple[object, ...]]
READERS = {"nquads": "nquads", "trig": "trig", "jsonld": "json-ld"}


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Extract]:
    folder = tmp_path_factory.mktemp("rdf")
    with extracted(fill(new_archive(folder)), folder / "scratch", "0") as made:
        yield made


@pytest.fixture(scope="module")
def graph(extract: Extract) -> Graph:
    return Graph().parse(data=written(extract, "turtle"), format="turtle")


def written(extract: Extract, form: str) -> bytes:
    target = BytesIO()
    assert rdf.write(extract, target, form) == {}
    return target.getvalue()


def read(data: bytes, form: str) -> Quads:
    found = Dataset()
    found.parse(data=data, format=READERS[form])
    return {(*quad[:3], str(quad[3])) for quad in found.quads()}


def test_all_formats_say_the_same_and_no_line_twice(extract: Extract, graph: Graph) -> None:
    lines = written(extract, "nquads")
    first = read(lines, "nquads")
    assert len(first) == len(lines.splitlines()) == len(set(lines.splitlines()))
    assert read(written(extract, "trig"), "trig") == first
    assert read(written(extract, "jsonld"), "jsonld") == first
    assert {quad[:3] for quad in first} == set(graph)


def test_only_nquads_takes_what_memory_does_not(extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdf, "MOST_HELD", 10)
    assert written(extract, "nquads")
    with pytest.raises(ExportError, match=r"turtle: takes at most 10 nodes and relationships, got .* --source"):
        written(extract, "turtle")


def test_it_holds_every_node_relationship_and_property(extract: Extract, graph: Graph) -> None:
    for node in extract.nodes():
        here = ID[node.id]
        assert {WB[label] for label in node.labels} <= set(graph.objects(here, RDF.type))
        for name, value in node.properties.items():
            held = {one.toPython() if isinstance(one, Literal) else one for one in graph.objects(here, WB[name])}
            wanted = set(value) if isinstance(value, list) else {value}
            assert {str(one) for one in held} == {str(one) for one in wanted}, (node, name)
    for one in extract.relationships():
        triple = ID[one.start[1]], WB[one.type], ID[one.end[1]]
        assert triple in graph
        if one.properties:
            ends = zip((RDF.subject, RDF.predicate, RDF.object), triple, strict=True)
            about = [set(graph.subjects(end, value)) for end, value in ends]
            assert set.intersection(*about)
    parts = extract.about.digest.relationships
    carrying = [name for name in SCHEMA.relationships if SCHEMA.relationships[name].properties and name != "FROM"]
    said = sum(1 for _ in graph.subjects(RDF.type, RDF.Statement))
    assert said >= sum(parts[name].count for name in carrying if name in parts) > 0


def test_provenance_leads_from_a_tie_to_a_publisher(graph: Graph) -> None:
    rows = graph.query(
        """SELECT DISTINCT ?publisher ?load WHERE {
        ?tie a wb:SUPPLIED-Statement ; prov:wasDerivedFrom ?fact . ?fact prov:wasDerivedFrom ?claim .
        ?claim a wb:Claim ; prov:wasDerivedFrom ?document ; prov:wasGeneratedBy ?load .
        ?load prov:used ?document ; prov:endedAtTime ?time ; prov:wasAssociatedWith ?extractor .
        ?document prov:wasAttributedTo ?source . ?source wb:name ?publisher }""",
        initNs={"wb": WB, "prov": PROV},
    )
    assert {str(row[0]) for row in rows} == {"Test Gazette", "Other Gazette"}  # type: ignore[index]  # rdflib's rows


def test_a_graph_per_source_with_its_licence(extract: Extract) -> None:
    found = Dataset()
    found.parse(data=written(extract, "nquads"), format="nquads")
    sources = {str(node.properties["name"]): node.id for node in extract.nodes("Source")}
    assert len(sources) == 5
    for name, identifier in sources.items():
        here = URIRef(source_graph(identifier)[1:-1])
        assert (ID[identifier], WB.name, Literal(name)) in found.graph(here)
        licences = set(found.objects(here, DCTERMS.license))
        assert bool(licences) == (name in ("Invented Register", "Invented Customs"))
        assert bool(licences) != bool(set(found.objects(here, DCTERMS.rights)))
    owners = found.graph(URIRef(source_graph(sources["Invented Register"])[1:-1]))
    assert len(set(owners.subjects(RDF.type, WB.Ownership))) == 3
    (licence,) = set(found.objects(URIRef(owners.identifier), DCTERMS.license))
    assert str(licence) == "https://creativecommons.org/licenses/by-nc/4.0/"
    assert Literal("no commercial use", lang="en") in set(found.objects(licence, WB.forbids))
    ties = found.graph(URIRef(TIES[1:-1]))
    assert not set(owners.subjects(RDF.type, WB.Tie))
    assert {quad[0] for quad in found.quads((None, RDF.type, WB.Tie, None))} == set(ties.subjects(RDF.type, WB.Tie))
    assert set(ties.subjects(RDF.type, WB.Tie))


def test_dates_are_dates_and_names_have_their_language(graph: Graph) -> None:
    (fact,) = set(graph.subjects(WB.hs6, Literal("854231"))) & set(graph.subjects(RDF.type, WB.Transfer))
    assert graph.value(fact, WB.start) == Literal("2023-06-17", datatype=XSD.date)
    (held,) = set(graph.subjects(WB.share_max, Literal("50.0", datatype=XSD.double)))
    assert graph.value(held, WB.share_min) == Literal("25.0", datatype=XSD.double)
    assert graph.value(held, WB.start_printed) == Literal("2020")
    assert list(graph.subjects(WB.text, Literal("虚构旋翼", lang="zh")))
    assert (ID["country:TR"], WB.name_de, Literal("Türkei", lang="de")) in graph
    assert (ID["goods:drone-engines"], SKOS.broader, ID["goods:drone-parts"]) in graph
    assert (ID["goods:drone-engines"], SKOS.prefLabel, Literal("drone engines", lang="en")) in graph


def test_the_vocabulary_names_every_class_and_property(graph: Graph) -> None:
    known = Graph().parse(data=vocabulary(SCHEMA), format="turtle")
    used = {one for one in (*graph.predicates(), *graph.objects(None, RDF.type)) if str(one).startswith(WB)}
    assert used
    assert used <= set(known.subjects())
    for name in (*SCHEMA.nodes, *SCHEMA.relationships):
        assert (WB[name], None, None) in known


@pytest.fixture(scope="module")
def rules() -> Graph:
    return Graph().parse(data=shapes(SCHEMA), format="turtle")


def test_the_shapes_pass(graph: Graph, rules: Graph) -> None:
    conforms, _, report = pyshacl.validate(graph, shacl_graph=rules)
    assert conforms, report


def test_the_shapes_pass_on_the_corpus(tmp_path: Path, rules: Graph) -> None:
    home = Settings(home=tmp_path / "home")
    load([path for path in corpus_files() if path.suffix == ".txt"], home, LoadOptions())
    with extracted(Archive(home.archive_dir), tmp_path / "scratch", "0") as made:
        whole = Graph().parse(data=written(made, "turtle"), format="turtle")
    conforms, _, report = pyshacl.validate(whole, shacl_graph=rules)
    assert conforms, report


def _unproven(graph: Graph) -> None:
    graph.remove((None, WB.ABOUT, None))
    graph.remove((None, WB.STATED_IN, None))


def _replaced(name: str, value: Literal | URIRef) -> Callable[[Graph], None]:
    def change(graph: Graph) -> None:
        subject = next(graph.subjects(WB[name]))
        graph.set((subject, WB[name], value))

    return change


BROKEN: dict[str, Callable[[Graph], None]] = {
    "a fact without evidence": _unproven,
    "a date that is a text": _replaced("start", Literal("2023-05-01")),
    "an end before its start": lambda graph: _end_early(graph),
    "a modality that is none": _replaced("modality", Literal("certain")),
    "a share of 120 per cent": _replaced("share_min", Literal(120.0)),
    "an end of the wrong class": _replaced("RECEIVED_BY", ID["goods:drone-engines"]),
    "a property that nobody knows": lambda graph: _add_unknown(graph),
    "a party without a name": lambda graph: _without(graph, WB.Company, WB.name),
    "a tie of no fact": lambda graph: _without(graph, WB.Tie, PROV.wasDerivedFrom),
    "a document of nobody": lambda graph: _without(graph, WB.Document, WB.PUBLISHED_BY),
}


def _without(graph: Graph, kind: URIRef, predicate: URIRef) -> None:
    graph.remove((next(graph.subjects(RDF.type, kind)), predicate, None))


def _end_early(graph: Graph) -> None:
    graph.set((next(graph.subjects(WB.start)), WB.end, Literal("1970-01-01", datatype=XSD.date)))


def _add_unknown(graph: Graph) -> None:
    graph.add((next(graph.subjects(RDF.type, WB.Company)), WB.colour, Literal("red")))


@pytest.mark.parametrize("what", BROKEN)
def test_the_shapes_fail_on_a_broken_graph(graph: Graph, rules: Graph, what: str) -> None:
    broken = Graph()
    broken += graph
    BROKEN[what](broken)
    assert not pyshacl.validate(broken, shacl_graph=rules)[0]


WORDS = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    [
        '"""',
        '" .\n<urn:x> <urn:y> "',
        "\\",
        "\\u0022",
        "a\u2028b\x85c\x00",
        "<b>&'",
        "\r\n}",
        '"@en',
        '"^^<urn:x>',
        "\ufffe",
    ]
)
IDS = st.text(min_size=1, max_size=12) | st.sampled_from(
    ["a>b", "x y", "a.", "%41", "../..", "é:ы", "-", "_:b", "{}|^`\\"]
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(IDS, WORDS, st.sampled_from([None, "zh", "ru", "not a tag", "x" * 9])), min_size=1, max_size=6)
)
@example([("0", "", None), ("0", "0", None)])  # two values, one of them nothing
def test_nothing_breaks_out_of_a_literal_or_an_iri(told: list[tuple[str, str, str | None]]) -> None:
    said: list[Said] = []
    wanted: Quads = set()
    for identifier, words, language in told:
        graph = thing(identifier, PREFIXES["graph"])
        pairs = [(term("wb:name"), text(words, language)), (term("wb:OF"), thing(identifier))]
        said.append((graph, thing(identifier), [*pairs, (term("wb:row"), LITERALS["integer"](len(words)))]))
        here, place = URIRef(thing(identifier)[1:-1]), graph[1:-1]
        tag = language if language in ("zh", "ru") else None
        wanted |= {(here, WB.name, Literal(words, lang=tag), place), (here, WB.OF, here, place)}
        wanted |= {(here, WB.row, Literal(len(words)), place)}
    for form in READERS:
        data = b"".join(rdf.WRITERS[form](said))
        assert read(data, form) == wanted
    triples = Graph().parse(data=b"".join(rdf.turtle(said)), format="turtle")
    assert set(triples) == {quad[:3] for quad in wanted}


@given(st.lists(IDS, min_size=2, max_size=2, unique=True))
def test_two_ids_are_two_iris(ids: list[str]) -> None:
    assert thing(ids[0]) != thing(ids[1])


def test_half_a_character_is_shown_as_lost() -> None:
    assert text("a\ud800b") == '"a\ufffdb"'


def test_only_addresses_become_iris() -> None:
    assert address('https://example.org/a b"><x') is None
    assert address('https://example.org/a"><x') == "<https://example.org/a%22%3E%3Cx>"
    assert address("CC BY 4.0, see https://example.org") is None
