"""Claims out of text by rules: one protocol for every language, one check for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from graph.model import Claim, Document
from loaders.documents import header_end
from loaders.extraction import known, lexicon
from loaders.extraction import language as languages
from loaders.extraction.gazetteer import Gazetteer
from loaders.extraction.relevance import consumer
from loaders.extraction.sentences import Sentence, paragraphs, split
from loaders.extraction.verify import verify
from loaders.protocol import Versioned

if TYPE_CHECKING:
    from loaders.extraction.drafts import Draft

EXTRACTOR = "rules"
LONGEST = 4_000  # characters of a sentence; what is longer has lost its full stops, and rules take its square
VERSION = "2.2"
READERS = {
    "ru": "loaders.extraction.slavic.reader",
    "tr": "loaders.extraction.turkish.reader",
    "uk": "loaders.extraction.slavic.reader",
    "zh": "loaders.extraction.chinese.reader",
}  # the others share one: loaders.extraction.rules


@dataclass(slots=True)
class Report:
    """The claims of a text and what is to be said of their extraction.

    Attributes:
        claims: verified; those that failed carry a flag `rejected:REASON`.
        notes: sentences for the report of a load, such as "language zh: no extractor yet".
        languages: characters by language.
        unread: what an extractor handed over that is no claim at all, with the reason.
    """

    claims: list[Claim]
    notes: list[str] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    unread: list[tuple[str, str]] = field(default_factory=list)

    @property
    def language(self) -> str | None:
        """The language of most of the text."""
        return self.languages.most_common(1)[0][0] if self.languages else None


class Extractor(Versioned, Protocol):
    """What gives claims out of a text: rules, or a language model behind the same protocol."""

    @property
    def gazetteer(self) -> Gazetteer | None:
        """Names that are known already."""
        ...

    def report(self, document: Document, text: str) -> Report:
        """Return the claims in the order of the text, each of them verified by `verify`.

        Raises:
            SourceError: no claims can be had.
        """
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules, as an extractor.

    Attributes:
        gazetteer: names that are known already. What was read with it supersedes what was read without one or with one
            of fewer names.
    """

    gazetteer: Gazetteer | None = None

    @property
    def name(self) -> str:
        """Always the same."""
        return EXTRACTOR

    @property
    def version(self) -> str:
        """Of the rules, and the number of names of the gazetteer."""
        return VERSION if self.gazetteer is None else f"{VERSION}.{len(self.gazetteer.names)}"

    @property
    def settings(self) -> str:
        """Hash of the gazetteer."""
        return "" if self.gazetteer is None else self.gazetteer.sha256

    def report(self, document: Document, text: str) -> Report:
        """See `report` of this module."""
        return report(document, text, self.gazetteer)


def extract(document: Document, text: str, gazetteer: Gazetteer | None = None) -> list[Claim]:
    """Return the verified claims of a text, in the order of their quotes."""
    return report(document, text, gazetteer).claims


def report(document: Document, text: str, gazetteer: Gazetteer | None = None) -> Report:
    """Extract and verify the claims of a text, passage by passage in its language.

    Args:
        document: its `language` counts where a passage does not clearly speak another one; relative dates are counted
            from `published`.
        text: as loaders.documents read it.
        gazetteer: names that are known already.
    """
    out = Report([])
    by_language: dict[str, list[Sentence]] = {}
    unread: list[Sentence] = []
    begin = header_end(text)
    default = document.language or language_of(text)
    for number, (start, end) in enumerate(paragraphs(text, begin)):
        passage = text[start:end]
        code = languages.of_passage(passage, default, document.language is not None)
        out.languages[code] += len(passage)
        if code in lexicon.LANGUAGES:
            for sentence in split(text, start, end, lexicon.load(code), number):
                if len(sentence.text) > LONGEST:
                    unread.append(sentence)
                else:
                    by_language.setdefault(code, []).append(sentence)
    with known.using(gazetteer):
        for code, sentences in by_language.items():
            pack = lexicon.load(code)
            for draft in _reader(code)(text, sentences, pack, document.published):
                if not consumer(draft, pack):
                    claim = draft.claim(text, code, f"{EXTRACTOR} {VERSION}")
                    out.claims.append(verify(claim, text))
    out.claims = list(dict.fromkeys(sorted(out.claims, key=lambda claim: (claim.spans, claim.kind, claim.goods or ""))))
    out.notes = [
        f"language {code}: no extractor yet" for code in sorted(out.languages) if code not in lexicon.LANGUAGES
    ]
    out.notes += [
        f"not read: {len(one.text):,} characters without a full stop, from {one.text[:40]!r} on; a sentence may have "
        f"{LONGEST:,}"
        for one in unread
    ]
    return out


def _reader(language: str) -> Callable[[str, list[Sentence], lexicon.Pack, str | None], list[Draft]]:
    """The reader of a language; its modules are imported with the first text that needs them."""
    module = import_module(READERS.get(language, "loaders.extraction.rules"))
    reader: Callable[[str, list[Sentence], lexicon.Pack, str | None], list[Draft]] = module.drafts_of
    return reader


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of most of a text, one of the seven."""
    return languages.detect(text[header_end(text) :])
