"""The goods lexicon: concepts with labels in seven languages, broader concepts and HS prefixes.

A name is looked up as a whole, folded; nothing is ever found because it contains something else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib import resources
from typing import Any, Literal, cast

from graph.fold import fold, goods_key
from graph.reference import hs

Kind = Literal["military", "dual_use", "civil"]
EDITION = "2026-11"
SOURCE = "Waybill goods lexicon"
HS_PREFIX = "hs:"


@dataclass(frozen=True, slots=True)
class Concept:
    """A kind of goods, technology or service.

    Attributes:
        id: such as "drone-parts"; "hs:854231" for one made from an HS code.
        labels: by language, the first of each is the one to print.
        broader: ids of the next wider concepts.
        hs: prefixes of HS 2022 under which such goods are declared; not every shipment under them is such goods.
        kind: military, dual_use or civil.
    """

    id: str
    labels: dict[str, tuple[str, ...]]
    broader: tuple[str, ...]
    hs: tuple[str, ...]
    kind: Kind

    def label(self, language: str = "en") -> str:
        """Return the label to print in a language; the English one where there is none."""
        found = self.labels.get(language) or self.labels["en"]
        return found[0]


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    text = resources.files("graph.reference").joinpath("data", "goods.json").read_text("utf-8")
    return cast("dict[str, Any]", json.loads(text))


@lru_cache(maxsize=1)
def _concepts() -> dict[str, Concept]:
    return {
        name: Concept(
            id=name,
            labels={language: tuple(items) for language, items in entry["labels"].items()},
            broader=tuple(entry["broader"]),
            hs=tuple(entry["hs"]),
            kind=entry["kind"],
        )
        for name, entry in _data()["concepts"].items()
    }


@lru_cache(maxsize=1)
def _children() -> dict[str, tuple[str, ...]]:
    children: dict[str, list[str]] = {}
    for item in _concepts().values():
        for parent in item.broader:
            children.setdefault(parent, []).append(item.id)
    return {parent: tuple(sorted(ids)) for parent, ids in children.items()}


@lru_cache(maxsize=1024)
def _from_hs(code: str) -> Concept | None:
    text = hs.description(code)
    if text is None:
        return None
    kind: Kind = "dual_use" if any(hs.tier(item) for item in hs.with_prefix(code, 6)) else "civil"
    if code.startswith(("93", "8710", "890610")):
        kind = "military"
    parents = for_hs(code) if len(code) == 6 else ()
    return Concept(HS_PREFIX + code, {"en": (text,)}, tuple(parents), (code,), kind)


def concept(concept_id: str) -> Concept | None:
    """Return the concept with this id ("drone-parts", "hs:854231"), or None."""
    if concept_id.startswith(HS_PREFIX):
        return _from_hs(concept_id[len(HS_PREFIX) :])
    return _concepts().get(concept_id)


def lookup(text: str) -> Concept | None:
    """Find the concept that a name of goods means.

    Args:
        text: a label in one of seven languages (case, hyphens, spaces, accents and a plain plural do not matter), a
            concept id, or an HS code of two, four or six digits ("HS 8542", "8542.31").

    Returns:
        The concept, or None. Never a guess: parts of the text count for nothing.
    """
    if text.startswith(HS_PREFIX):
        return concept(text)
    code = hs.parse(text)
    if code is not None:
        return _from_hs(code)
    key = goods_key(text)
    found = _data()["index"].get(key) or _data()["variants"].get(key)
    return _concepts()[found] if found else None


def nearest(text: str, n: int = 5) -> list[str]:
    """Return the labels that look most like a text, one per concept, best first, for an error message.

    Args:
        text: what was asked for.
        n: how many.
    """
    wanted = fold(text)
    words = set(wanted.replace("-", " ").split())
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best: dict[str, tuple[float, str]] = {}
    for label, _, concept_id in labels():
        folded = fold(label)
        matcher.set_seq1(folded)
        shared = words & set(folded.replace("-", " ").split())
        if not shared and matcher.quick_ratio() < 0.5:
            continue
        score = matcher.ratio() + 0.3 * len(shared) / max(len(words), 1)
        best[concept_id] = max(best.get(concept_id, (0.0, "")), (score, label))
    ranked = sorted(best.values(), key=lambda item: (-item[0], item[1]))
    return [label for _, label in ranked[:n]]


def narrower(concept_id: str) -> frozenset[str]:
    """Return the ids of all narrower concepts and the concept itself; empty when it is unknown.

    An HS heading or chapter is narrowed by the headings and subheadings below it.
    """
    if concept_id.startswith(HS_PREFIX):
        return frozenset(HS_PREFIX + code for code in hs.with_prefix(concept_id[len(HS_PREFIX) :]))
    if concept_id not in _concepts():
        return frozenset()
    found = {concept_id}
    waiting = [concept_id]
    while waiting:
        for child in _children().get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return frozenset(found)


def broader(concept_id: str) -> tuple[str, ...]:
    """Return the concept itself and all wider concepts, nearest first; empty when it is unknown.

    Concepts of equal distance stand in the order of the lexicon. An HS code is followed by its heading and chapter,
    then by the concepts it belongs to.
    """
    start = concept(concept_id)
    if start is None:
        return ()
    found = [concept_id]
    if concept_id.startswith(HS_PREFIX):
        code = concept_id[len(HS_PREFIX) :]
        found += [HS_PREFIX + code[:size] for size in (4, 2) if size < len(code)]
    waiting = list(start.broader)
    while waiting:
        current = waiting.pop(0)
        if current not in found:
            found.append(current)
            waiting.extend(_concepts()[current].broader)
    return tuple(found)


@lru_cache(maxsize=1)
def _by_prefix() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for item in _concepts().values():
        for prefix in item.hs:
            table.setdefault(prefix, []).append(item.id)
    return {prefix: tuple(ids) for prefix, ids in table.items()}


def for_hs(code: str) -> tuple[str, ...]:
    """Return the ids of the concepts whose HS prefixes fit a code, those with the longest prefix only.

    Args:
        code: two to six digits.

    Returns:
        Ids in the order of the lexicon; empty when no concept names a prefix of the code.
    """
    for size in range(len(code), 1, -1):
        found = _by_prefix().get(code[:size])
        if found:
            return found
    return ()


def hs_prefixes(concept_id: str) -> tuple[str, ...]:
    """Return the HS prefixes of a concept and all narrower ones, sorted, without those that a shorter one covers."""
    every = sorted({prefix for item in narrower(concept_id) for prefix in getattr(concept(item), "hs", ())})
    return tuple(prefix for prefix in every if not any(prefix != other and prefix.startswith(other) for other in every))


@lru_cache(maxsize=4096)
def priority_codes(concept_id: str) -> tuple[str, ...]:
    """Return the codes of the Common High Priority List under which such goods are declared, ascending.

    Goods without a prefix of their own take that of the next wider concept, where it is exact to six digits. A code
    says under what goods travel, not what they are.
    """
    start = concept(concept_id)
    if start is None:
        return ()
    prefixes = set(start.hs)
    if not prefixes:
        for wider in start.broader:
            exact = _concepts()[wider].hs
            if exact and all(len(prefix) == 6 for prefix in exact):
                prefixes.update(exact)
    return tuple(code for code in hs.priority_codes() if code.startswith(tuple(prefixes)))


def labels() -> Iterator[tuple[str, str, str]]:
    """Yield (label, language, concept id) for every label, in the order of the lexicon."""
    for item in _concepts().values():
        for language, texts in item.labels.items():
            for text in texts:
                yield text, language, item.id
