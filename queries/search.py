"""Finds parties, products, weapons, goods and documents by a name in any script: exact, its beginning, all words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from graph.fold import fold, fold_model, fold_name
from graph.identity import goods_node
from graph.reference import countries
from graph.reference import goods as lexicon
from graph.reference.weapons import weapon_key
from graph.store import Store
from queries.parts import part

MOST = 50
FULL_SCAN_LETTERS = 2  # shorter texts are only found as a whole
HIGHEST = "\uffff"

Step = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    Attributes:
        id: waybill_id.
        label: primary label.
        name: best name.
        matched: the printed name that fits.
        how: exact, beginning or words.
        country: ISO code, where known.
        listed: whether a sanctions or export control list names it.
        synthetic: whether it is invented.
        lists: the lists that it stands on now, as printed, where they were looked up.
        ties: how many ties it has to others, where they were counted.
    """

    id: str
    label: str
    name: str
    matched: str
    how: str
    country: str | None = None
    listed: bool = False
    synthetic: bool = False
    lists: tuple[str, ...] = ()
    ties: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__} | {"lists": list(self.lists)}


def find(store: Store, text: str, limit: int = MOST, around: bool = True) -> list[Hit]:
    """Find parties, products, weapons, goods, countries and documents.

    Args:
        store: an open store.
        text: a name or its beginning, or some words of it, in any script; or an id.
        limit: most hits.
        around: whether to look up their lists and the number of their ties.

    Returns:
        Exact matches first, then those that begin so, then those that hold all words; real before synthetic.
    """
    wanted = text.strip()
    if not wanted:
        return []
    keys = sorted({key for key in (fold(wanted), fold_name(wanted)) if key})
    hits: dict[str, Hit] = {}
    for hit in _known(store, wanted):
        hits.setdefault(hit.id, hit)
    for how, statement, parameters in _steps(wanted, keys):
        if len(hits) >= limit:
            break
        rows = store.read(part(statement), parameters | {"limit": limit * 2})
        for row in rows:
            hits.setdefault(row["id"], hit_of(row, how))
    found = list(hits.values())[:limit]
    return _with_ties(store, found) if around else found


def _with_ties(store: Store, hits: Iterable[Hit]) -> list[Hit]:
    """Give hits the lists that they stand on and the number of their ties."""
    held = list(hits)
    rows = store.read(part("search_around"), {"ids": [hit.id for hit in held]}) if held else []
    known = {row["id"]: row for row in rows}
    return [
        replace(hit, lists=tuple(row["lists"]), ties=row["ties"]) if (row := known.get(hit.id)) else hit for hit in held
    ]


def _steps(wanted: str, keys: list[str]) -> list[Step]:
    steps: list[Step] = [("exact", "search_name", {"keys": keys}), ("exact", "search_id", {"id": wanted})]
    exact, words_of = things(wanted)
    steps += exact
    long = [key for key in keys if len(key) >= FULL_SCAN_LETTERS]
    if long:
        beginnings = [{"from": key, "to": key + HIGHEST} for key in long]
        steps += [("beginning", "search_beginning", one) for one in beginnings]
        words = long[0].split()
        steps.append(("words", "search_words", {"words": words}))
        steps += words_of
        as_printed = wanted.lower().split()
        kinds = [words] if words == as_printed else [words, as_printed]
        steps += [("words", "search_documents", {"words": one}) for one in kinds]
    return steps


def things(wanted: str) -> tuple[list[Step], list[Step]]:
    """Return how products and weapons are found: by a whole number or name, and by all of its words.

    Args:
        wanted: what is searched for.

    Returns:
        Steps, each with how it finds, the statement and its parameters without the limit.
    """
    model, weapon = fold_model(wanted), weapon_key(wanted)
    exact: list[Step] = [("exact", "search_model", {"model": model, "weapon": weapon})] if model or weapon else []
    models = [folded for word in wanted.split() if (folded := fold_model(word))]
    weapons = [folded for word in wanted.split() if (folded := weapon_key(word))]
    searched = {"words": models, "weapon_words": weapons or models}
    return exact, [("words", "search_models", searched)] if len(model) >= FULL_SCAN_LETTERS else []


def _known(store: Store, wanted: str) -> list[Hit]:
    """What the reference tables know by this name: a country, or goods in any of the seven languages."""
    ids = []
    code = countries.code(wanted)
    if code:
        ids.append(f"country:{code}")
    concept = lexicon.lookup(wanted)
    if concept is not None:
        is_code = concept.id.startswith(lexicon.HS_PREFIX)
        ids.append(f"goods:{concept.id}" if is_code else goods_node(concept=concept.id))
    if not ids:
        return []
    return [hit_of({**row, "matched": wanted}, "exact") for row in store.read(part("search_known"), {"ids": ids})]


def hit_of(row: dict[str, Any], how: str) -> Hit:
    """Return the hit of a row of queries/parts/search_*.cypher."""
    return Hit(
        id=row["id"],
        label=row["label"],
        name=row["name"],
        matched=row["matched"] or row["name"],
        how=how,
        country=row["country"],
        listed=bool(row["listed"]),
        synthetic=bool(row["synthetic"]),
    )
