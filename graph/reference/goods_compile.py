"""Compile the goods lexicon (data/goods.yml) and hold it to its rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from graph.errors import SchemaError
from graph.fold import goods_key, strip_marks

LANGUAGES = ("de", "en", "fr", "ru", "tr", "uk", "zh")
KINDS = ("military", "dual_use", "civil")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}


_SINGULARS = {"lari": ("i", "u", "si"), "leri": ("i", "ü", "si")}  # folded Turkish: both i are one


def _turkish(key: str) -> Iterator[str]:
    """Yield the plural of a bare noun and the singular of a compound ("motorları" -> "motoru")."""
    yield from (key + "lar", key + "ler")
    for ending, singulars in _SINGULARS.items():
        if key.endswith(ending):
            yield from (key.removesuffix(ending) + singular for singular in singulars)
    if key.endswith(("lar", "ler")):
        yield key[:-3]


def _label_variants(label: str, language: str) -> Iterator[str]:
    """Yield keys that a person may type for a label: without accents, in the other number."""
    key = goods_key(label)
    for variant in (key, *_variants(key, language)):
        yield variant
        yield strip_marks(variant)
    if language == "fr":  # adjectives have a plural too
        yield goods_key(" ".join(word.removesuffix("s") if len(word) > 3 else word for word in label.split()))


def _variants(key: str, language: str) -> Iterator[str]:
    if language == "de":
        yield "".join(_UMLAUTS.get(char, char) for char in key)
        yield from (key + ending for ending in ("n", "en", "e", "s"))
    elif language in ("en", "fr"):
        yield key + "s"
        if key.endswith("s"):
            yield key[:-1]
        if language == "en" and key.endswith("y"):
            yield key[:-1] + "ies"
        if language == "en" and key.endswith(("s", "x", "ch", "sh")):
            yield key + "es"
    elif language == "tr":
        yield from _turkish(key)


def _check(concept: str, entry: Mapping[str, Any], all_ids: Mapping[str, Any], hs_codes: frozenset[str]) -> None:
    def refuse(what: str) -> SchemaError:
        return SchemaError(f"goods.yml, {concept}: {what}")

    if not _ID.fullmatch(concept):
        raise refuse("an id is lower-case words joined by hyphens")
    if entry.get("kind") not in KINDS:
        raise refuse(f"kind must be one of {', '.join(KINDS)}, got {entry.get('kind')!r}")
    for language in LANGUAGES:
        if not entry.get(language):
            raise refuse(f"no label in {language}")
    for parent in entry.get("broader", ()):
        if parent not in all_ids:
            raise refuse(f"broader concept {parent!r} is unknown")
    for code in entry.get("hs", ()):
        if not isinstance(code, str) or code not in hs_codes:
            raise refuse(f"{code!r} is no code of HS 2022 (write codes as quoted strings)")


def _check_acyclic(entries: Mapping[str, Mapping[str, Any]]) -> None:
    done: set[str] = set()

    def walk(concept: str, path: tuple[str, ...]) -> None:
        if concept in path:
            raise SchemaError(f"goods.yml: {' -> '.join([*path, concept])} is a circle of broader concepts")
        if concept not in done:
            for parent in entries[concept].get("broader", ()):
                walk(parent, (*path, concept))
            done.add(concept)

    for concept in entries:
        walk(concept, ())


def compile_goods(path: Path, hs_codes: frozenset[str]) -> dict[str, Any]:
    """Compile the lexicon.

    Args:
        path: goods.yml.
        hs_codes: all codes of HS 2022.

    Returns:
        {"concepts": {id: {labels, broader, hs, kind}}, "index": {key: id}, "variants": {key: id}}; the index holds the
        labels as written, variants what people may type instead, where it is not ambiguous.

    Raises:
        SchemaError: a concept breaks a rule, or one label stands for two concepts.
    """
    entries: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    concepts: dict[str, Any] = {}
    index: dict[str, str] = {}
    variants: dict[str, set[str]] = {}
    for concept, entry in entries.items():
        _check(concept, entry, entries, hs_codes)
        labels = {language: [item.strip() for item in entry[language].split("|")] for language in LANGUAGES}
        concepts[concept] = {
            "labels": labels,
            "broader": entry.get("broader", []),
            "hs": entry.get("hs", []),
            "kind": entry["kind"],
        }
        for language, items in [("en", [concept]), *labels.items()]:
            for item in items:
                key = goods_key(item)
                if not key or index.setdefault(key, concept) != concept:
                    raise SchemaError(
                        f"goods.yml, {concept}: {item!r} already stands for {index.get(key)}; drop one of both"
                    )
                for variant in _label_variants(item, language):
                    variants.setdefault(variant, set()).add(concept)
    _check_acyclic(entries)
    spare = {key: min(ids) for key, ids in sorted(variants.items()) if len(ids) == 1 and key not in index}
    return {"concepts": concepts, "index": dict(sorted(index.items())), "variants": spare}
