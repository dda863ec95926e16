"""What the printed name of a person says, taken apart: family and given name, patronymic, initials.

Which word is the family name is only said where the print shows it: a comma, capitals, a patronymic, Chinese or Korean
characters. Nothing is decided here: `persons` compares.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from graph.letters import fold
from graph.resolution.person_words import (
    Role,
    Word,
    all_han,
    han_word,
    hangul_words,
    is_hangul,
    key_of,
    simplified,
    transcribed,
    vocabulary,
    word_of,
)

LONGEST = 300  # characters that are read
MOST = 12  # words that are read
MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u0670\u0900-\u0eff\u1000-\u109f\u1780-\u17ffー"
TOKEN = re.compile(rf"(?:[^\W\d_]|[{MARKS}])(?:[^\W\d_]|[{MARKS}]|['’ʼ‘`´ʻʹ′]+(?=[^\W\d_]))*|[,()（）/.、]")
PUNCTUATION = frozenset(",()（）/.、")
DIGIT = re.compile(r"(?<=[^\W\d_])[0135](?=[^\W\d_])")  # in a word: typed or read by a machine for a letter
LIKE_DIGITS = {"0": "o", "1": "i", "3": "e", "5": "s"}
SERVANT = re.compile(r"abd(?:[aeu][lrsdtn])?")
FAITH = frozenset({"din", "den", "dine", "dene"})
OF_GOD = frozenset(map(fold, "الدين الدین الله اللہ دین".split()))
AGAIN = frozenset("al el ul ud ad ed od ur ar as us".split())
OF_FATHER = frozenset("oglu ogly oglou оглы kizi qizi kyzy uly uulu".split())
ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class PersonName:
    """The name of a person, taken apart.

    Attributes:
        printed: as it stands, cut where it is too long to be a name.
        words: in their order, titles left out.
        otherwise: another way to read the characters, or ().
    """

    printed: str
    words: tuple[Word, ...]
    otherwise: tuple[Word, ...] = ()


class _Token(NamedTuple):
    raw: str
    folded: str
    dotted: bool
    optional: bool
    comma: int


@lru_cache(maxsize=65536)
def person(text: str) -> PersonName:
    """Take the printed name of a person apart.

    Args:
        text: any text; one without letters has no words.
    """
    printed = text[:LONGEST]
    if "&" in printed:
        printed = html.unescape(printed)
    if not printed.isascii():
        printed = "".join(char for char in unicodedata.normalize("NFKC", printed) if unicodedata.category(char) != "Cf")
    printed = DIGIT.sub(lambda found: LIKE_DIGITS[found[0]], printed)
    tokens = _without_titles(_tokens(printed))[:MOST]
    if tokens and all(all_han(token.raw) for token in tokens):
        return PersonName(printed, *_chinese([simplified(token.raw) for token in tokens], "·" in printed))
    if tokens and all(is_hangul(char) for token in tokens for char in token.raw):
        return PersonName(printed, *_korean([token.raw for token in tokens]))
    return PersonName(printed, _placed(tokens))


def _tokens(text: str) -> list[_Token]:
    out: list[_Token] = []
    depth = comma = 0
    stroke = False
    for found in TOKEN.finditer(text):
        piece = found[0]
        if piece not in PUNCTUATION:
            out.append(_Token(piece, fold(piece), False, bool(depth) or stroke, comma))
        elif piece in "(（":
            depth += 1
        elif piece in ")）":
            depth = max(depth - 1, 0)
        elif piece == "/":
            stroke = bool(out)
        elif piece == "." and out and found.start() and text[found.start() - 1] == out[-1].raw[-1]:
            out[-1] = out[-1]._replace(dotted=True)
        elif piece in ",、":
            comma += bool(out)
    return out


def _without_titles(tokens: list[_Token]) -> list[_Token]:
    titles = vocabulary().titles
    kept = [token for token in tokens if token.folded not in titles]
    if len(kept) == 1 and len(tokens) > 1 and tokens[0] in kept and not tokens[-1].comma:
        return tokens  # "Timur Bishop": a family name
    return kept if any(len(token.folded) > 1 for token in kept) else tokens


def _chinese(runs: list[str], dotted: bool) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Read Chinese characters: a Chinese name, or a foreign one by its sound; a short one may be either."""
    whole = "".join(runs)
    foreign = tuple(map(transcribed, runs))
    if dotted or not 2 <= len(whole) <= 4:
        return foreign, ()
    cut = 2 if whole[:2] in vocabulary().double and len(whole) > 2 else 1
    return (han_word(whole[:cut], "family"), han_word(whole[cut:], "given")), foreign


def _korean(runs: list[str]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    foreign = tuple(word for run in runs if (word := word_of(run)))
    whole = "".join(runs)
    if not 2 <= len(whole) <= 5 or (len(runs) > 1 and len(runs[0]) > 2):
        return foreign, ()
    return hangul_words(whole), foreign


def _placed(tokens: list[_Token]) -> tuple[Word, ...]:
    """Return the words of a name in letters with their roles."""
    if len(tokens) > 2 and tokens[-1].comma == 1 and SERVANT.fullmatch(key_of(tokens[-1].folded)):
        tokens = [tokens[-1]._replace(comma=0), *tokens[:-1]]  # "AL-RAHMAN AL-ZALQANI, 'Abd"
    words: list[Word] = []
    sources: list[_Token] = []
    held: list[_Token] = []
    for at, token in enumerate(tokens):
        held.append(token)
        if _goes_on(held, tokens[at + 1 : at + 3]):
            continue
        for word, source in _read(held):
            words.append(word)
            sources.append(source)
        held = []
    _honours(words)
    _one_father(words)
    _fathers(words)
    _maiden(words)
    for at in _family(words, sources):
        if words[at].role == "word":
            words[at] = words[at].as_role("family", optional=words[at].optional)
    return tuple(words)


def _goes_on(held: list[_Token], ahead: list[_Token]) -> bool:
    """Whether a compound goes on: Abd al-Rahman, Saif al-Din."""
    if not ahead or len(held) > 2 or ahead[0].comma != held[0].comma:
        return False
    first = held[0].folded
    if len(held) == 1 and ahead[0].folded in OF_GOD:
        return True
    if first.startswith(("abd", "عبد", "абд")) and SERVANT.fullmatch(key_of(first)):
        return len(held) == 1 or (held[1].folded in AGAIN)
    if len(held) == 1:
        return len(ahead) > 1 and ahead[0].folded in AGAIN and key_of(ahead[1].folded) in FAITH
    return held[1].folded in AGAIN and key_of(ahead[0].folded) in FAITH


def _read(held: list[_Token]) -> list[tuple[Word, _Token]]:
    token = held[0]
    if len(held) > 1:
        word = word_of("".join(piece.folded for piece in held))
        return [(word, token)] if word else []
    folded = token.folded
    article = folded.startswith(ARTICLE) and len(folded) > 4
    word = word_of(folded.removeprefix(ARTICLE) if article else folded)
    if word is None:
        return []
    if (len(folded) == 1 or (token.dotted and len(word.sounds[0]) <= 2)) and not (
        word.role == "particle" and not token.dotted and token.raw.islower()
    ):
        word = replace(word, role="initial", weight=0.3)
    if token.optional:
        word = word.as_role(word.role, optional=True)
    return [(word, token)]


def _honours(words: list[Word]) -> None:
    """Let titles that are given names as well say little where two other words name the person."""
    honours = vocabulary().honours
    if sum(word.weight > 0 and word.printed not in honours for word in words) > 1:
        for at, word in enumerate(words):
            if word.printed in honours:
                words[at] = replace(word, role="tail", weight=0.2)


def _one_father(words: list[Word]) -> None:
    """Leave one patronymic, behind another word; others that end like one are family names: Timur Borovich Orlovich."""
    core = [at for at, word in enumerate(words) if word.role in ("word", "patronymic") and not word.optional]
    likely = [at for at in core if words[at].role == "patronymic"]
    kept = next((at for at in likely if at != core[0]), None) if len(core) > 2 else None
    for at in likely:
        if at != kept:
            words[at] = words[at].as_role("word")


def _fathers(words: list[Word]) -> None:
    """Mark the names of fathers: after bin, before oglu."""
    chains = vocabulary().chains
    for at, word in enumerate(words):
        if word.printed in OF_FATHER and at and words[at - 1].role == "word":
            words[at - 1] = words[at - 1].as_role("patronymic")
        if word.printed in chains and word.role == "particle" and 0 < at < len(words) - 2:
            after = at + 1
            while after < len(words) - 1 and words[after].role == "particle":
                after += 1
            if words[after].role == "word" and after < len(words) - 1:
                words[after] = replace(words[after], role="given")


def _maiden(words: list[Word]) -> None:
    """Mark what follows "née" as a name of before: it may match, and its absence says nothing."""
    for at, word in enumerate(words[:-1]):
        if word.printed in vocabulary().maiden and at:
            words[at:] = [after.as_role("particle" if after is word else "word", optional=True) for after in words[at:]]
            return


def _family(words: list[Word], sources: list[_Token]) -> range:
    """Return the places of the family name where a comma, capitals or a patronymic tell it; else none."""
    commas = sum(source.comma == 0 for source in sources)
    if sources and sources[-1].comma == 1 and 0 < commas < len(words):
        return range(commas)
    core = [at for at, word in enumerate(words) if word.role in ("word", "patronymic", "given") and not word.optional]
    if len(core) < 2:
        return range(0)
    capitals = [len(sources[at].raw) > 1 and sources[at].raw.isupper() for at in core]
    if capitals[0] != capitals[-1]:
        run = (capitals if capitals[0] else capitals[::-1]).index(False)
        return range(core[0], core[run - 1] + 1) if capitals[0] else range(core[-run], core[-1] + 1)
    if words[core[-1]].role == "patronymic":
        return range(core[0], core[0] + 1) if len(core) == 3 else range(0)
    if len(core) == 3 and words[core[1]].role == "patronymic":
        return range(core[2], core[2] + 1)
    return range(0)


__all__ = ["PersonName", "Role", "Word", "person"]
