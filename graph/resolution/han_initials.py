"""Words of first letters in the other name: of readings, of what characters mean ("MHI"), of whole parts ("CETC")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from graph.resolution.han_names import Characters, Match, Span, Word
from graph.resolution.han_words import han_words

BITS, LONGEST = 1.8, 6  # of a letter; letters
FORMS = frozenset(("集团", "公司", "总公司", "有限公司"))
OF_FORM = "cgl"  # last letters that stand for company, corporation, group or limited


def initials(mine: Characters, theirs: Sequence[Word], here: set[int], there: set[int]) -> list[Match]:
    """Return which words may be first letters of characters.

    Args:
        mine: the Chinese name.
        theirs: words of the other one.
        here, there: places of both that are explained.
    """
    out = []
    likely = [
        (place, word.text)
        for place, word in enumerate(theirs)
        if place not in there and not word.kind and 2 <= len(word.text) <= LONGEST and word.text.isalpha()
    ]
    runs = _free_parts(mine, here) if likely else []
    for place, text in likely:
        for start in range(len(mine.text)):
            if start in here or start in mine.letters:
                continue
            end = _spelled(mine, text, start)
            whole = start - 1 not in mine.core and end not in mine.core  # two letters only for a whole core of two
            if end and not mine.core.isdisjoint(range(start, end)) and (len(text) > 2 or (whole and end - start == 2)):
                out.append(Match(start, end, place, place + 1, "initials", 1.0, BITS * len(text)))
        if len(text) > 2:
            for run in runs:
                count = _of_parts(mine, run, text)
                if count > 2:
                    span = run[0].start, run[-1].end
                    out.append(Match(*span, place, place + 1, "initials", 1.0, BITS * count))
    return out


def _spelled(mine: Characters, letters: str, start: int) -> int:
    """Return the end of the characters that some first letters stand for, one each, or 0."""
    place = start
    for letter in letters:
        if place >= len(mine.text) or place in mine.letters:
            return 0
        if not (mine.syllables[place][:1] == letter or letter in _first_letters(mine.text[place])):
            return 0
        place += 1
    return place


def _free_parts(mine: Characters, here: set[int]) -> list[list[Span]]:
    """Return rows of neighbouring segments that nothing explains yet."""
    edges = sorted(mine.edges)
    out: list[list[Span]] = [[]]
    for start, end in pairwise(edges):
        if here.isdisjoint(range(start, end)) and not any(place in mine.letters for place in range(start, end)):
            out[-1].append(Span(start, end))
        elif out[-1]:
            out.append([])
    return [run for run in out if len(run) > 1]


def _of_parts(mine: Characters, run: Sequence[Span], letters: str) -> int:
    """Return how many letters stand for all parts of a row, each for its reading or its meaning, in order; or 0."""
    ends = {0: 0}  # letters read, letters that stand for something
    for span in run:
        piece = mine.text[span.start : span.end]
        after = dict(ends) if "".join(piece) in FORMS else {}  # an acronym may leave them out
        for done, count in ends.items():
            for head in _heads(piece, mine.syllables[span.start : span.end]):
                if letters.startswith(head, done):
                    after[done + len(head)] = max(after.get(done + len(head), 0), count + len(head))
        ends = after
    least = len(letters) - (letters[-1] in OF_FORM)
    return max((count for done, count in ends.items() if done >= least), default=0)


@lru_cache(maxsize=16384)
def _heads(piece: tuple[str, ...], syllables: tuple[str, ...]) -> frozenset[str]:
    """Return the letters that may stand for a segment: one of its meaning or reading, or one of each syllable."""
    word = han_words().words.get("".join(piece))
    known = (*word.english, *word.spellings) if word else ()
    return frozenset({one[0] for one in known} | {syllables[0][:1], "".join(one[:1] for one in syllables)} - {""})


@lru_cache(maxsize=16384)
def _first_letters(char: str) -> frozenset[str]:
    word = han_words().words.get(char)
    return frozenset(meaning[0] for meaning in word.meanings) if word else frozenset()
