"""What the words of a name say it is: nothing but a legal form, a person, or an office before the name proper."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from graph.fold import split_legal_form
from loaders.extraction import lexicon

PERSON = re.compile(r"[A-ZÄÖÜ][\w'’-]+(?: (?:[A-ZÄÖÜ]\.|[A-ZÄÖÜ][\w'’-]+)){1,2}")
PATRONYMIC = re.compile(r"\w{2,}(?:[oe]v[iy]t?ch|[oei]vna|inichna|[ly]yi?ch|l[iy]ich|ow?itsch|e[jw]*itsch|owna|ewna)")
OFFICE = re.compile(
    r"(?:(?:Deputy|Vice|First|General|Executive|Managing|Acting|Former|Commercial|Chief|Prime|Board|Council|Founding|"
    r"Supervisory|Honorary|Co)[ -]){0,3}"
    r"(?:Chair(?:man|woman|person)?|Director|President|CEO|CFO|COO|CTO|Head|Member|Owner|Co-owner|Founder|Shareholder|"
    r"Speaker|Minister|Secretary|Governor|Commander|Officer|Manager|Chief|Rector|Designer|Advisor|Adviser)"
    r"(?:[ -](?:General|Designer|Executive|Director))?"
    r"(?: (?:and|&) [A-Z][\w-]+(?: [A-Z][\w-]+){0,2})? (?:of|at|for) (?:the )?"
    r"|(?:General|Vize|Finanz|Vorstands|Aufsichtsrats)?-?(?:[Gg]eschäftsführer|[Dd]irektor|[Pp]räsident|[Cc]hef|Leiter|"
    r"Inhaber|Eigentümer|Gründer|[Vv]orsitzende[rn]?)(?:in|s|en)? (?:(?:der|des|von|vom) )?(?=[A-ZÄÖÜ\"„“])"
)


_PUBLIC = """
Ministry Department Administration Agency Service Navy Army Fleet Force Forces Guard Guards Committee Commission Academy
Command Government Parliament Duma Council Treasury Directorate Bureau Ministerium Marine Armee Flotte Ministère Agence
"""
PUBLIC = frozenset(_PUBLIC.split())


def is_public(name: str) -> bool:
    """Tell whether a name is one of a public body and no firm."""
    return any(word in PUBLIC for word in name.split())


@lru_cache(maxsize=4096)
def is_legal_form(text: str) -> bool:
    """Tell whether a text is a legal form and no name: "PJSC", "Limited Liability Company", "Ltd."."""
    return bool(text) and any(split_legal_form(whole).core == "Name" for whole in (f"Name {text}", f"{text} Name"))


def is_person(name: str) -> bool:
    """Tell whether a name of two or three words is a person's, by a given name or a patronymic."""
    if not PERSON.fullmatch(name):
        return False
    words = name.split()
    return words[0] in _given_names() or any(PATRONYMIC.fullmatch(word.lower()) for word in words[1:2])


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(lexicon.names()["given_names"].split())


def after_office(name: str) -> int:
    """Return where a name begins after an office that stands before it ("Chairman of"); 0 where none does."""
    found = OFFICE.match(name)
    return found.end() if found and found.end() < len(name) else 0


def runs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a run of capital words where a sentence ends: after the full stop of a legal form that no other follows."""
    out: list[tuple[int, int]] = []
    words = list(re.compile(r"\S+").finditer(text, start, end))
    for word, following in pairwise(words):
        ends = word.group().endswith(".") and is_legal_form(word.group()) and not is_legal_form(following.group())
        if ends:
            out.append((start, word.end()))
            start = following.start()
    return [*out, (start, end)]


def after_given_name(text: str, start: int) -> bool:
    """Whether a given name stands right before a place in a text."""
    before = text[:start].split()[-1:]
    return bool(before) and before[0] in _given_names() and text[start - 1 : start] == " "
