"""Nodes that facts point at: documents with their sources, countries, goods, parties with their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.admission import visible
from graph.canonical import PartyNode
from graph.errors import SchemaError
from graph.fold import fold, script
from graph.identity import country_node, document_node, goods_node, source_node
from graph.model import Document, Name, Party, digest_id
from graph.projection.elements import Elements, NodeKey
from graph.reads import GoodsNode
from graph.reference import countries, hs
from graph.reference import goods as lexicon
from graph.reprints import Reprint
from graph.resolution.exact import name_key

COUNTRY_LANGUAGES = ("de", "fr", "ru", "tr", "uk", "zh")


def add_documents(elements: Elements, documents: Iterable[Document], repeated: Mapping[str, Reprint]) -> None:
    """Documents and their publishers.

    Args:
        elements: filled.
        documents: the documents.
        repeated: texts that repeat one another.
    """
    for document in documents:
        source = document.source
        synthetic = source.synthetic or None
        here = elements.node(
            "Document",
            document_node(document.sha256),
            name=document.name,
            kind=document.kind,
            title=document.title or source.title,
            language=document.language,
            published=document.published,
            url=source.url,
            edition=source.edition,
            licence=source.licence,
            reprint_of=_first(document, repeated),
            synthetic=synthetic,
        )
        publisher = elements.node(
            "Source",
            source_of(document),
            name=source.publisher,
            owner=source.owner,
            origin=source.origin,
            synthetic=synthetic,
        )
        elements.relate(here, "PUBLISHED_BY", publisher)


def _first(document: Document, repeated: Mapping[str, Reprint]) -> str | None:
    told = repeated.get(document.sha256)
    return None if told is None or told.first == document.sha256 else document_node(told.first)


def source_of(document: Document) -> str:
    """Id of the node of a document's source."""
    return source_node(document.source.origin, document.source.publisher, document.source.synthetic)


def add_country(elements: Elements, code: str) -> NodeKey:
    """A country with its names."""
    if ("Country", country_node(code)) in elements.nodes:
        return "Country", country_node(code)
    names = {f"name_{language}": countries.name(code, language) for language in COUNTRY_LANGUAGES}
    return elements.node("Country", country_node(code), code=code, name=countries.name(code) or code, **names)


def add_goods(elements: Elements, goods: GoodsNode) -> NodeKey:
    """Goods with all that is broader."""
    if ("Goods", goods.id) in elements.nodes:
        return "Goods", goods.id
    if goods.concept is not None:
        return _add_concept(elements, goods.concept)
    if goods.hs6 is not None:
        here = elements.node("Goods", goods.id, name=goods_name(goods), hs6=goods.hs6, tier=hs.tier(goods.hs6))
        for concept in lexicon.for_hs(goods.hs6):
            elements.relate(here, "BROADER", _add_concept(elements, concept))
        return here
    synthetic = None if goods.real else True
    return elements.node("Goods", goods.id, name=goods_name(goods), printed=True, synthetic=synthetic)


def goods_name(goods: GoodsNode) -> str:
    """Name of goods for people: English label, description of the code, else as printed."""
    if goods.concept is not None:
        return _known(goods.concept).label()
    if goods.hs6 is not None:
        return hs.description(goods.hs6) or goods.hs6
    return goods.printed or "not stated"


def _known(concept: str) -> lexicon.Concept:
    known = lexicon.concept(concept)
    if known is None:
        raise SchemaError(f"goods concept {concept!r}: is not in the goods lexicon")
    return known


def _add_concept(elements: Elements, concept: str) -> NodeKey:
    known = _known(concept)
    identifier = goods_node(concept=concept)
    here = elements.node(
        "Goods",
        identifier,
        name=known.label(),
        concept=concept,
        hs=sorted(known.hs),
        priority=[f"{code}:{hs.tier(code)}" for code in lexicon.priority_codes(concept)],
    )
    for broader in known.broader:
        elements.relate(here, "BROADER", _add_concept(elements, broader))
    return here


def broader_ids(goods: GoodsNode) -> list[str]:
    """Ids of goods and all that is broader, sorted."""
    if goods.concept is not None:
        concepts = set(lexicon.broader(goods.concept))
    elif goods.hs6 is not None:
        concepts = {wide for concept in lexicon.for_hs(goods.hs6) for wide in lexicon.broader(concept)}
    else:
        concepts = set()
    return sorted({goods.id, *(goods_node(concept=concept) for concept in concepts)})


def add_party(elements: Elements, party: PartyNode, listed: bool) -> None:
    """A party with its names and addresses, each with who prints it."""
    country = party.country
    synthetic = party.synthetic or None
    name = _best_name(party)
    here = elements.node(
        party.label,
        party.id,
        name=name,
        folded=name_key(name),
        country=country[0] if country else None,
        country_basis=country[1] if country else None,
        identifiers=sorted({f"{kind}:{value}" for one, _ in party.records.values() for kind, value in one.ids}),
        records=sorted(party.records),
        birth_dates=sorted({day for one, _ in party.records.values() for day in one.birth_dates}),
        listed=listed or None,
        stub=party.stub or None,
        synthetic=synthetic,
    )
    if country:
        add_country(elements, country[0])
    for one, document in party.records.values():
        for printed in () if one.stub else _names(one):
            named = _add_name(elements, printed, synthetic)
            elements.relate(here, "NAMED", named, source=source_of(document))
        for address in one.addresses:
            identifier = f"address:{digest_id(fold(address), party.synthetic)[:16]}"
            elements.relate(here, "LOCATED_AT", elements.node("Address", identifier, text=address, synthetic=synthetic))


def _names(party: Party) -> Iterator[Name]:
    yield Name(party.surface)
    yield from (name for name in party.names if visible(name.text))


def _best_name(party: PartyNode) -> str:
    """The name that most records print as their first, Latin script and short ones preferred on a tie."""
    counts: dict[str, int] = {}
    for one, _ in party.told:
        counts[one.surface] = counts.get(one.surface, 0) + 1
    return min(counts, key=lambda text: (-counts[text], script(text) != "Latn", len(text), text))


def _add_name(elements: Elements, name: Name, synthetic: bool | None) -> NodeKey:
    identifier = f"name:{digest_id(name.text, name.quality, name.language, bool(synthetic))[:20]}"
    return elements.node(
        "Name",
        identifier,
        text=name.text,
        folded=name_key(name.text) or name.text,  # a name of signs alone
        script=script(name.text),
        language=name.language,
        quality=name.quality,
        synthetic=synthetic,
    )
