"""Goods as people look at them: a code, a kind of the lexicon, or goods as printed, found by name in any script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from graph.errors import InvalidParameter
from graph.identity import goods_node
from graph.reference import goods as lexicon
from graph.reference import hs
from graph.store import Store
from queries import codes, search
from queries import goods as reading
from queries.goods import NODE
from queries.parts import part
from queries.search import Hit

Sort = Literal["code", "kind", "printed"]
MOST_CODES, MOST_PARTS, MOST_HITS, MOST_NEAR = 200, 200, 50, 8
SHORTEST = 2  # letters of a word that printed goods and descriptions of codes are searched for
_CODE = re.compile(r"(?:goods:)?hs:(\d{2}(?:\d\d){0,2})")


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods that a page can open.

    Attributes:
        id: of the node that they are, or would be.
        sort: an HS code, a kind of the lexicon, or goods as printed that no kind is known of.
        name: description of the code, English label of the kind, or as printed.
        code: digits, of a code.
        concept: id in the lexicon, of a kind.
        ids: of the nodes that they stand for.
    """

    id: str
    sort: Sort
    name: str
    code: str = ""
    concept: str = ""
    ids: tuple[str, ...] = ()


def read(store: Store, text: str) -> Goods:
    """Return the goods that a text names.

    Args:
        store: an open store.
        text: an id of a node of goods, an HS code, a label in any of seven languages, or goods as printed.

    Raises:
        InvalidParameter: neither the lexicon nor HS 2022 nor the graph knows it; the message gives the nearest.
    """
    found = _CODE.fullmatch(text.strip())
    code = found[1] if found else hs.parse(text)
    if code is not None:
        return _code(store, code)
    read_as = reading.read(store, text).asked
    if read_as.concept is None:
        return Goods(read_as.ids[0], "printed", read_as.label, ids=read_as.ids[:1])
    below = tuple(goods_node(concept=one) for one in (read_as.concept, *read_as.narrower))
    return Goods(below[0], "kind", read_as.label, concept=read_as.concept, ids=below)


def _code(store: Store, code: str) -> Goods:
    name, whole = hs.description(code), goods_node(hs6=code)
    if name is None and not store.read(part("goods_named"), {"ids": [whole]}) and not _told(store, code):
        raise InvalidParameter(f"goods: {hs.EDITION} has no code {code}, and nothing that is loaded tells it")
    return Goods(whole, "code", name or "", code=code, ids=tuple(codes.goods_ids(code)))


def _told(store: Store, code: str) -> bool:
    """Whether a fact tells a code of an earlier edition."""
    statement = "MATCH (f:`{label}`) WHERE f.hs6 = $code RETURN 1 AS n LIMIT 1"
    return any(store.read(statement.replace("{label}", label), {"code": code}) for label in codes.KINDS)


def facts(store: Store, goods: Goods, *, timeout_s: float = 30.0) -> list[dict[str, Any]]:
    """Return what is told of goods by kind of fact, modality and whether it is invented, with number and days."""
    return store.read(part("goods_told"), {"ids": list(goods.ids)}, timeout_s=timeout_s)


def codes_told(store: Store, goods: Goods, *, timeout_s: float = 30.0) -> list[dict[str, Any]]:
    """Return the HS codes that sources tell of goods, those of most facts first."""
    return store.read(part("goods_codes"), {"ids": list(goods.ids), "limit": MOST_CODES}, timeout_s=timeout_s)


def parts_found(store: Store, goods: Goods, *, timeout_s: float = 30.0) -> list[dict[str, Any]]:
    """Return parts of such goods that were found in weapons, those in most weapons first.

    Args:
        store: an open store.
        goods: where they are a code, parts of the kinds that are declared under it count too.
        timeout_s: time limit of the engine.
    """
    asked = {"ids": list(goods.ids), "code": goods.code, "limit": MOST_PARTS}
    return store.read(part("goods_parts"), asked, timeout_s=timeout_s)


def find(store: Store, text: str, limit: int = MOST_HITS) -> list[Hit]:
    """Find goods, codes, parts and weapons by a name in any script.

    Args:
        store: an open store.
        text: a label, a code, words of a description or of goods as printed, a part number, a weapon.
        limit: most hits.

    Returns:
        Exact ones first, then codes and printed goods that hold all words; real before invented.
    """
    wanted = text.strip()
    if not wanted:
        return []
    hits = {hit.id: hit for hit in _exact(wanted)}
    for steps in search.things(wanted):
        for how, statement, given in steps:
            for row in store.read(part(statement), given | {"limit": limit}):
                hits.setdefault(row["id"], search.hit_of(row, how))
    words = [word for word in wanted.lower().split() if len(word) >= SHORTEST]
    if words:
        for hit in _described(words, limit):
            hits.setdefault(hit.id, hit)
        for row in store.read(part("goods_printed"), {"words": words, "limit": limit}):
            hits.setdefault(row["id"], search.hit_of(row, "words"))
    return list(hits.values())[:limit]


def _exact(wanted: str) -> list[Hit]:
    """What the lexicon or HS 2022 knows by this name, whether the graph tells of it or not."""
    concept = lexicon.lookup(wanted)
    if concept is None:
        return []
    return [Hit(f"{NODE}{concept.id}", "Goods", concept.label(), wanted, "exact")]


def _described(words: list[str], limit: int) -> list[Hit]:
    """Codes whose description holds all words, short codes first."""
    found = [code for code in hs.with_prefix("") if all(word in (hs.description(code) or "").lower() for word in words)]
    ranked = sorted(found, key=lambda code: (hs.tier(code) is None, len(code), code))[:limit]
    return [Hit(goods_node(hs6=code), "Goods", f"HS {code}", hs.description(code) or "", "words") for code in ranked]


def nearest(text: str, most: int = MOST_NEAR) -> list[tuple[str, str]]:
    """Return labels of the lexicon that look most like a text, with the id of the node of goods, best first."""
    found = [(label, lexicon.lookup(label)) for label in lexicon.nearest(text, most)]
    return [(label, goods_node(concept=concept.id)) for label, concept in found if concept is not None]
