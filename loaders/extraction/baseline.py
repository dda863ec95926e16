"""The baseline of co-occurrence: of the parties that stand in one sentence with goods, the first supplies the second.

It shows what the rules add to the recognition of names, countries and goods, which both share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graph.model import Document, Party
from graph.reference import goods as lexicon_of_goods
from loaders.extraction import language as languages
from loaders.extraction import lexicon
from loaders.extraction.countries import SLAVIC
from loaders.extraction.item import Item
from loaders.extraction.items import itemise
from loaders.extraction.reading import read_names
from loaders.extraction.sentences import Sentence, paragraphs, split
from loaders.extraction.slavic import names as slavic_names
from loaders.extraction.slavic import tokens as slavic_tokens

WORD = re.compile(r"\w[\w-]*")
LONGEST = 4  # words of a name of goods


def co_occurring(document: Document, text: str) -> list[dict[str, Any]]:
    """Return claims of parties and goods that stand in one sentence, in the form that scores compare."""
    default = document.language or languages.detect(text)
    found: list[dict[str, Any]] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        code = languages.of_passage(text[start:end], default, document.language is not None)
        if code not in lexicon.LANGUAGES:
            continue
        pack = lexicon.load(code)
        sentences = list(split(text, start, end, pack, number))
        if code == "zh":
            from loaders.extraction.chinese import reader as chinese

            found += [_claim(*one) for one in chinese.beside(sentences, document.published)]
            continue
        for sentence, items in _rows(sentences, pack, document.published):
            parties = list(dict.fromkeys(item.party for item in items if item.party is not None))
            for goods in _goods(sentence.text):
                found += [_claim(parties[0], parties[1], goods)] if len(parties) > 1 else []
    return found


def _rows(
    sentences: list[Sentence], pack: lexicon.Pack, published: str | None
) -> Iterator[tuple[Sentence, list[Item]]]:
    """The sentences as rows of items, with the names that the reader of the language finds."""
    if pack.language in SLAVIC:
        _, names = slavic_names.read_names(sentences, pack)
        for sentence in sentences:
            yield sentence, slavic_tokens.itemise(sentence, names[sentence.start], pack, published, None)
        return
    registry = read_names(sentences, pack)
    for sentence in sentences:
        yield sentence, itemise(sentence, pack, registry, published, None)


def _claim(supplier: Party, recipient: Party, goods: str) -> dict[str, Any]:
    return {
        "kind": "transfer",
        "supplier": _party(supplier),
        "recipient": _party(recipient),
        "goods": goods,
        "modality": "asserted",
    }


def _party(party: Party) -> dict[str, Any]:
    return {"surface": party.surface, "form": party.form, "country": party.country}


def _goods(text: str) -> Iterator[str]:
    """Goods that the lexicon knows among the words of a sentence, the longest where several overlap."""
    words = list(WORD.finditer(text))
    place = 0
    while place < len(words):
        for length in range(min(LONGEST, len(words) - place), 0, -1):
            phrase = text[words[place].start() : words[place + length - 1].end()]
            if lexicon_of_goods.lookup(phrase) is not None:
                yield phrase
                place += length - 1
                break
        place += 1
