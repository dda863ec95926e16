"""The known names of the document that is being read: the one place where every reader asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from graph.fold import fold_name, goods_key
from loaders.extraction.gazetteer import PARTIES, Gazetteer, Mention
from loaders.extraction.sentences import Sentence

_CURRENT: ContextVar[Gazetteer | None] = ContextVar("gazetteer", default=None)


@contextmanager
def using(gazetteer: Gazetteer | None) -> Iterator[None]:
    """Let readers know the names of a gazetteer; None: no names."""
    before = _CURRENT.set(gazetteer)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def parties(text: str) -> list[Mention]:
    """Return where a sentence names known parties."""
    gazetteer = _CURRENT.get()
    return [] if gazetteer is None else [one for one in gazetteer.mentions(text) if one.kind in PARTIES]


def note(sentence: Sentence, add: Callable[[str, int, None], object]) -> None:
    """Hand the known parties of a sentence to a registry of names: as printed, with the place in the text."""
    for one in parties(sentence.text):
        add(sentence.text[one.start : one.end], sentence.start + one.start, None)


def weapons(text: str) -> list[Mention]:
    """Return where a sentence names known weapons."""
    gazetteer = _CURRENT.get()
    return [] if gazetteer is None else [one for one in gazetteer.mentions(text) if one.kind == "weapon"]


def is_goods(name: str) -> bool:
    """Whether a printed name is that of known goods."""
    gazetteer = _CURRENT.get()
    return gazetteer is not None and goods_key(name) in gazetteer.goods


def country_of(name: str) -> str | None:
    """The country that the gazetteer gives a party; it tells what is of our field, and goes into no claim."""
    gazetteer = _CURRENT.get()
    return None if gazetteer is None else gazetteer.homes.get(fold_name(name))
