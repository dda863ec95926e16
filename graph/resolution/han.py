"""Chinese names of organisations, cut into places, known parts, and what is left: the word that tells them apart."""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest

from graph.resolution.characters import cantonese, pinyin, simplified
from graph.resolution.han_spellings import hong_kong, taiwanese
from graph.resolution.han_words import LONGEST_MEANING, SUFFIXES, HanWord, han_words
from graph.resolution.parts import Unit, vocabulary
from graph.resolution.romanise import sound

ENDINGS = "厂所院局部署站社会行店业市"  # single characters that end a name as a part of it
FILLERS = "与及和暨在之的"  # between known words: and, in, of


def segments(text: str) -> list[tuple[str, HanWord | None]]:
    """Cut simplified characters into known words, longest first, and what is left (None)."""
    known = han_words()
    out: list[tuple[str, HanWord | None]] = []
    held = ""
    place = 0
    while place < len(text):
        for size in range(min(known.longest, len(text) - place), 0, -1):
            piece = text[place : place + size]
            word = known.words.get(piece)
            if word is not None and _stands(piece, word, held, text[place + size :]):
                break
        else:
            held += text[place]
            place += 1
            continue
        if held:
            out.append((held, known.words[held] if held in FILLERS and out else None))
            held = ""
        out.append((piece, word))
        place += size
        if word.kind == "city" and place < len(text) - 1 and text[place] in SUFFIXES:
            place += 1
    if held:
        out.append((held, None))
    return out


def _stands(piece: str, word: HanWord, held: str, rest: str) -> bool:
    """Whether a known word is one here, and no piece of a name by chance."""
    if word.kind == "meaning":
        return False
    if len(piece) == 1:
        return not rest and bool(held) and piece in ENDINGS
    if word.kind in ("city", "country"):
        if not held or held in FILLERS or (bool(rest) and rest[0] in SUFFIXES):
            return True
        return word.kind == "country" and len(held) > 1 and piece[-1] + rest[:1] not in han_words().words
    return True


def han_units(run: str) -> list[Unit]:
    """Cut a run of characters into units.

    Args:
        run: Chinese characters, simplified or not.
    """
    out = []
    for piece, word in segments(simplified(run)):
        syllables = pinyin(piece)
        key = sound("".join(syllables))
        if word is None:
            out.append(_core(piece, syllables, key))
        elif word.kind in ("city", "country"):
            role, concept = vocabulary().han.get(piece) or ("place", sound(word.spellings[0]))
            out.append(Unit(role, key, concept, han=piece, readings=tuple(map(sound, word.spellings))))
        else:
            out += [_part(one) for one in _of_parts(piece)]
    return out


def _of_parts(piece: str) -> list[str]:
    """Return the two parts that a word is made of, where all languages share both (北方工业: north, industry)."""
    splits = ([piece[:place], piece[place:]] for place in range(2, len(piece) - 1))
    return [piece] if piece in vocabulary().han else next(filter(_parts().issuperset, splits), [piece])


@lru_cache(maxsize=1)
def _parts() -> frozenset[str]:
    """Return the Han words of name_parts.yml."""
    return frozenset(word for word, (role, _) in vocabulary().han.items() if role == "part")


def _part(piece: str) -> Unit:
    """Return the unit of a word that many firms share."""
    word = han_words().words[piece]
    concept = "company" if word.kind == "form" else word.english[0]
    _, concept = vocabulary().han.get(piece) or ("part", concept)
    return Unit("part", sound("".join(pinyin(piece))), concept, han=piece, meanings=tuple(map(sound, word.english)))


def _core(piece: str, syllables: tuple[str, ...], key: str) -> Unit:
    """Return what is left between known words: its usual spellings in Hong Kong and Taiwan, and what it may mean."""
    hong_kongs = "".join(
        hong_kong(readings[0])[0] if (readings := cantonese(char)) else syllable
        for char, syllable in zip(piece, syllables, strict=False)
    )
    taiwans = "".join((taiwanese(syllable) or (syllable,))[0] for syllable in syllables)
    words = han_words().words
    size = len(piece)
    spans = [
        (start, start + long) for long in range(min(LONGEST_MEANING, size), 0, -1) for start in range(size - long + 1)
    ]
    known = [words[piece[start:end]].english for start, end in spans if piece[start:end] in words]
    meanings = [sound(word) for rank in zip_longest(*known) for word in rank if word]  # the usual one of each first
    readings = tuple(dict.fromkeys(map(sound, (hong_kongs, taiwans))))
    return Unit("core", key, han=piece, readings=readings, meanings=tuple(dict.fromkeys(meanings)))
