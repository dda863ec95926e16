"""Offices and shares that a list states in the cell of a position: "General Director and co-owner of LLC Unreal Gears".

Only plain forms are read: offices of a known kind, then one named body. What is former, has several bodies or another
form stays in the cell: nothing is taken for a relation that might be none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Claim, Kind, Party
from loaders.lists.kinds import party_kind
from loaders.lists.names import split_cell
from loaders.places import country_of_text

RANKS = (
    "first|deputy|vice|general|managing|executive|acting|temporary|chief|senior|financial|technical|commercial|sole|"
    "permanent|honorary"
)
HOLDER = "(?:majority |minority |main |major |largest |controlling |co-controlling |ultimate |sole )?(?:beneficial )?"
OFFICE = (
    rf"(?:(?:{RANKS})[- ])*(?:director(?:[- ]general)?|CEO|CFO|chief executive(?: officer)?|chair(?:man|woman|person)?|"
    r"president|head|(?:co-)?founder|rector|editor-in-chief|manager|member|commander|shareholder)"
)
TITLE = rf"(?:{HOLDER}(?:co-)?(?:owner|shareholder)|{OFFICE})"
BOARD = (
    r"(?: of (?:the |its )?(?:(?:management|supervisory|executive|advisory) )?board(?: of (?:directors|trustees))?)?"
)
STATED = re.compile(
    rf"(?:the )?(?P<titles>{TITLE}(?:(?:, | and |, and |/){TITLE})*{BOARD}) (?:of|in|at) (?:the )?"
    r"(?P<body>[A-ZА-ЯЁ0-9“‘\"'«(][^,;]{2,120})",
    re.IGNORECASE,
)
SEVERAL = re.compile(r"\b(?:and|or|as well as)\b|/", re.IGNORECASE)
ASIDE = re.compile(r"\s*\((?:since|from|until|until then|as of|a\.k\.a\.|formerly|in)\b[^()]*\)?\s*$", re.IGNORECASE)
PAST = re.compile(r"\bformer(?:ly)?\b|\bex-|\bunder the \w+ (?:regime|government)\b", re.IGNORECASE)
SHARES = re.compile(r"owner|shareholder", re.IGNORECASE)
OFFICES = re.compile(OFFICE, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Position:
    """One office or share as printed.

    Attributes:
        title: the words of the office, all of them.
        body: the name of the body.
        holds: whether they state that the person holds shares.
        serves: whether they state an office beside or instead of it.
    """

    title: str
    body: str
    holds: bool
    serves: bool


def positions(cell: str) -> Iterator[Position]:
    """Yield what a cell of positions plainly states, in its order."""
    for value in split_cell(cell):
        found = STATED.fullmatch(ASIDE.sub("", value).strip(" ."))
        if found is None or PAST.search(value):
            continue
        body = found["body"].strip()
        if not body[:1].isupper() and not body[:1].isdigit() and body[0] not in "“‘\"'«(":
            continue  # "head of recruitment": no name of a body
        if SEVERAL.search(re.sub(r"[“‘\"'«].*?[”’\"'»]", "", body)):
            continue  # two bodies, or one with "and" in its name: nobody can tell
        title = found["titles"].strip()
        offices = re.sub(rf"{HOLDER}(?:co-)?(?:owner|shareholder)", "", title, flags=re.IGNORECASE)
        yield Position(title, body, SHARES.search(title) is not None, OFFICES.search(offices) is not None)


def claims_of(cell: str, person: Party, key: str, extractor: str, language: str = "en") -> Iterator[Claim]:
    """Yield the roles and shares that a cell states of a listed person.

    Args:
        cell: as printed.
        person: who is listed.
        key: of the entry; the claims get keys of their own below it.
        extractor: name of the loader.
        language: of the list.
    """
    for one in positions(cell):
        code = country_of_text(one.body)
        body = Party(surface=one.body, kind=party_kind("LegalEntity", one.body))
        if code is not None:
            body = Party(surface=one.body, form="country", kind="country", country=code)
        stated: tuple[tuple[Kind, bool], ...] = (("role", one.serves), ("ownership", one.holds and code is None))
        for kind in (kind for kind, told in stated if told):
            yield Claim(
                kind=kind,
                subject=person,
                object=body,
                topic=one.title if kind == "role" else None,
                language=language,
                extractor=extractor,
                record=f"{key}|{kind}|{one.title}|{one.body}",
            )
