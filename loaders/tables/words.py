"""What the words of a column name mean, in seven languages (vocabulary.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from graph.fold import fold, strip_marks, strip_punctuation

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
HAN = re.compile(r"[\u3400-\u9fff]")
NUMBER_SIGNS = dict.fromkeys(("no", "nr", "num", "number", "numbers"), "n")  # №, No., Nr., N°, Number


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the vocabulary.

    Attributes:
        group: parties, attributes, ids, things, scales or weights.
        concept: what it stands for.
        language: ISO 639-1 code.
        tokens: its words, a star for any letters after, a dash for any before; Chinese ones are found anywhere.
        rank: place in its list; the plainest is 0.
    """

    group: str
    concept: str
    language: str
    tokens: tuple[str, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a column name.

    Attributes:
        term: the term.
        letters: how many letters of the name it covers; more is more certain.
    """

    term: Term
    letters: int


def tokens_of(heading: str) -> tuple[str, ...]:
    """Return the folded words of a column name: `BuyerName`, `BUYER_NAME` and `Buyer name` are two words."""
    plain = strip_punctuation(strip_marks(fold(CAMEL.sub(" ", heading).replace("_", " "))))
    return tuple(NUMBER_SIGNS.get(token, token) for token in plain.split())


@lru_cache(maxsize=1 << 12)
def meanings(heading: str) -> dict[str, dict[str, Hit]]:
    """Return what a column name may mean: group -> concept -> its longest hit."""
    tokens = tokens_of(heading)
    joined = "".join(tokens)
    found: dict[str, dict[str, Hit]] = {}
    for term in _possible(tokens):
        letters = _covers(term, tokens, joined)
        if letters:
            held = found.setdefault(term.group, {})
            known = held.get(term.concept)
            if known is None or letters > known.letters:
                held[term.concept] = Hit(term, letters)
    return found


def _possible(tokens: tuple[str, ...]) -> list[Term]:
    """Return the terms whose first word fits one of the words of a name, and the Chinese ones, in their order."""
    terms, index, anywhere = _index()
    found = set() if all(map(str.isascii, tokens)) else set(anywhere)
    for token in set(tokens):
        found.update(index.get(token, ()))
        for cut in range(len(token) + 1):
            found.update(index.get(token[:cut] + "*", ()))
            found.update(index.get("-" + token[cut:], ()))
    return [terms[number] for number in sorted(found)]


@cache
def _index() -> tuple[tuple[Term, ...], dict[str, list[int]], list[int]]:
    """Return the terms, first word -> numbers of those that begin with it, and numbers of those found anywhere."""
    index: dict[str, list[int]] = {}
    anywhere = []
    for number, term in enumerate(_terms()):
        if _anywhere(term):
            anywhere.append(number)
        else:
            index.setdefault(term.tokens[0], []).append(number)
    return _terms(), index, anywhere


def _anywhere(term: Term) -> bool:
    return len(term.tokens) == 1 and HAN.search(term.tokens[0]) is not None


def _covers(term: Term, tokens: tuple[str, ...], joined: str) -> int:
    """Return how many letters of a name a term covers; 0: it does not stand there."""
    if _anywhere(term):
        return 2 * len(term.tokens[0]) if term.tokens[0] in joined else 0
    size = len(term.tokens)
    for start in range(len(tokens) - size + 1):
        window = tokens[start : start + size]
        if all(_fits(pattern, token) for pattern, token in zip(term.tokens, window, strict=True)):
            return sum(len(token.strip("*-")) for token in term.tokens)
    return 0


def _fits(pattern: str, token: str) -> bool:
    if pattern.startswith("-"):
        return token.endswith(pattern[1:])
    return token.startswith(pattern[:-1]) if pattern.endswith("*") else token == pattern


def known_words(headings: Iterable[str]) -> int:
    """Return how many of the names mean something: how a header is told from rows."""
    return sum(bool(meanings(heading)) for heading in headings if heading)


@cache
def _terms() -> tuple[Term, ...]:
    text = files("loaders.tables").joinpath("vocabulary.yml").read_text(encoding="utf-8")
    data: dict[str, dict[Any, dict[str, list[Any]]]] = yaml.load(
        text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    )
    found = []
    for group, concepts in data.items():
        for concept, languages in concepts.items():
            for language, terms in languages.items():
                for rank, term in enumerate(terms):
                    tokens = tuple(NUMBER_SIGNS.get(token, token) for token in term.split())
                    found.append(Term(group, str(concept), language, tokens, rank))
    return tuple(found)
