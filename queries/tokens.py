"""Cuts Cypher into tokens, so that a word inside a string, a comment or a quoted name is never taken for a clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from graph.errors import QueryRefused

Kind = Literal["word", "quoted", "string", "number", "parameter", "sign"]
SIGNS = ("=~", "<=", ">=", "<>", "..", "->", "<-", "+=", "||", "::", "==", "!=")


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Attributes:
        kind: word, quoted (in backticks), string, number, parameter or sign.
        text: as written; without quotes for quoted names and strings, without $ for parameters.
        position: offset of its first character.
    """

    kind: Kind
    text: str
    position: int

    def word(self) -> str:
        """The word in plain capitals, also when it is written in wide ones; empty for other kinds."""
        if self.kind != "word":
            return ""
        return (self.text if self.text.isascii() else normalize("NFKC", self.text)).upper()


def tokens(cypher: str) -> list[Token]:
    """Cut a query into tokens; comments and blanks are left out.

    Raises:
        QueryRefused: a string, quoted name or comment does not end, or a character has no place in Cypher.
    """
    found: list[Token] = []
    place = 0
    while place < len(cypher):
        sign = cypher[place]
        if sign.isspace():
            place += 1
        elif cypher.startswith("//", place):
            ends = [end for stop in "\n\r" if (end := cypher.find(stop, place)) >= 0]
            place = min(ends, default=len(cypher))
        elif cypher.startswith("/*", place):
            place = _after(cypher, "*/", place + 2, "comment", place)
        else:
            token, place = _token(cypher, place)
            found.append(token)
    return found


def _token(cypher: str, place: int) -> tuple[Token, int]:
    sign = cypher[place]
    if sign in "'\"":
        end = _string_end(cypher, place)
        return Token("string", cypher[place + 1 : end - 1], place), end
    if sign == "`":
        end = _quoted_end(cypher, place)
        return Token("quoted", cypher[place + 1 : end - 1].replace("``", "`"), place), end
    if sign == "$":
        return _parameter(cypher, place)
    if sign.isalpha() or sign == "_":
        end = _word_end(cypher, place)
        return Token("word", cypher[place:end], place), end
    if sign.isdigit():
        end = _number_end(cypher, place)
        return Token("number", cypher[place:end], place), end
    if not sign.isprintable():
        raise QueryRefused(
            f"query: the character U+{ord(sign):04X} at position {place} has no place in Cypher; remove it"
        )
    text = next((two for two in SIGNS if cypher.startswith(two, place)), sign)
    return Token("sign", text, place), place + len(text)


def _after(cypher: str, close: str, start: int, what: str, opened: int) -> int:
    end = cypher.find(close, start)
    if end < 0:
        raise QueryRefused(f"query: the {what} that opens at position {opened} does not end; close it")
    return end + len(close)


def _string_end(cypher: str, place: int) -> int:
    end = place + 1
    while end < len(cypher):
        if cypher[end] == "\\":
            end += 2
        elif cypher[end] == cypher[place]:
            return end + 1
        else:
            end += 1
    raise QueryRefused(f"query: the string that opens at position {place} does not end; close it")


def _quoted_end(cypher: str, place: int) -> int:
    end = place + 1
    while True:
        end = _after(cypher, "`", end, "quoted name", place)
        if not cypher.startswith("`", end):
            return end
        end += 1


def _parameter(cypher: str, place: int) -> tuple[Token, int]:
    if cypher.startswith("`", place + 1):
        end = _quoted_end(cypher, place + 1)
        return Token("parameter", cypher[place + 2 : end - 1].replace("``", "`"), place), end
    end = _word_end(cypher, place + 1)
    return Token("parameter", cypher[place + 1 : end], place), end


def _word_end(cypher: str, place: int) -> int:
    while place < len(cypher) and (cypher[place].isalnum() or cypher[place] == "_"):
        place += 1
    return place


def _number_end(cypher: str, place: int) -> int:
    end = _word_end(cypher, place)  # 12, 0x1F, 1e6
    if cypher.startswith(".", end) and cypher[end + 1 : end + 2].isdigit():
        end = _word_end(cypher, end + 1)
    return end
