"""Translations that people write beside a quote: theirs, with their name, and never part of the source.

They are acts of the log of what people keep (graph/acts.py), so that a purge blots names out of them too. Each person
has one translation of a claim into a language; a second one takes the place of the first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.acts import Act, act, log_of
from graph.errors import CaseError
from graph.rights import Role, acting, needs

KIND = "translation"
LONGEST = 4_000  # characters
LANGUAGE = re.compile(r"[a-z]{2,3}")
CLAIM = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Translation:
    """What a person wrote.

    Attributes:
        claim: id of the claim whose quote it is of.
        language: into which it was translated, ISO 639 code.
        text: the translation.
        by, at: who wrote it, and when (UTC, ISO).
    """

    claim: str
    language: str
    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Translations:
    """The translations of a home; whoever acts (graph.rights) is the author of what is written.

    Args:
        home: WAYBILL_HOME.
    """

    home: Path

    def of(self, claim: str) -> list[Translation]:
        """Return those of a claim, by language and author.

        Raises:
            ArchiveError: the log is damaged.
        """
        return translations_of(log_of(self.home).read(), claim)

    @needs(Role.REVIEWER, "keeping a translation")
    def keep(self, claim: str, language: str, text: str) -> Translation:
        """Keep a translation, in the place of one's own of the same claim and language.

        Args:
            claim: id of the claim.
            language: into which it was translated, ISO 639 code.
            text: the translation.

        Raises:
            CaseError: the id, the language or the text cannot be one.
        """
        data = {"language": language, "text": _text(text)}
        if not CLAIM.fullmatch(claim):
            raise CaseError(f"translation: must be of a claim, by its id of 32 digits, got {claim[:80]!r}")
        if not LANGUAGE.fullmatch(language):
            raise CaseError(f"translation: its language must be a code such as en, got {language[:80]!r}")
        done = act(log_of(self.home), lambda _: (KIND, claim, "kept", data))
        assert done is not None
        return Translation(claim, language, data["text"], done.by, done.at)

    @needs(Role.REVIEWER, "taking back a translation")
    def remove(self, claim: str, language: str) -> None:
        """Take back one's own translation of a claim into a language.

        Raises:
            CaseError: there is none of whoever acts.
        """

        def make(before: list[Act]) -> tuple[str, str, str, dict[str, Any]]:
            if all((one.by, one.language) != (acting().name, language) for one in translations_of(before, claim)):
                raise CaseError(f"translation of {claim[:80]}: there is none by {acting().name} into {language[:80]!r}")
            return KIND, claim, "removed", {"language": language}

        act(log_of(self.home), make)


def translations_of(acts: Iterable[Act], claim: str) -> list[Translation]:
    """Return the translations of a claim that acts make, by language and author."""
    found: dict[tuple[str, str], Translation] = {}
    for one in acts:
        if (one.kind, one.subject) == (KIND, claim):
            held = one.held
            found.pop((held["language"], one.by), None)
            if one.verb == "kept":
                key = held["language"], one.by
                found[key] = Translation(claim, held["language"], held["text"], one.by, one.at)
    return [found[key] for key in sorted(found)]


def _text(text: str) -> str:
    """Return a text as it is kept: composed, without blanks at its ends."""
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
    odd = next((sign for sign in kept if sign not in "\n\t" and unicodedata.category(sign) in ("Cc", "Cs", "Co")), None)
    if not 0 < len(kept) <= LONGEST or odd is not None:
        what = f"a character that does not print, {odd!r}" if odd is not None else f"{len(kept):,}"
        raise CaseError(f"translation: must have 1 to {LONGEST:,} characters that print, got {what}")
    return kept
