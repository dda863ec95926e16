"""Chinese names of organisations, cut into their words: longest known part or place first, the rest one word."""

from __future__ import annotations

from graph.resolution.characters import pinyin, simplified
from graph.resolution.parts import Unit, vocabulary
from graph.resolution.romanise import sound

SUFFIXES = "市省区县州镇"


def han_units(run: str) -> list[Unit]:
    """Cut a run of characters into units."""
    words = vocabulary()
    text = simplified(run)
    out: list[Unit] = []
    held = ""
    place = 0
    while place < len(text):
        for size in range(min(words.longest, len(text) - place), 0, -1):
            known = words.han.get(text[place : place + size])
            if known and (size > 1 or not held or place + size == len(text)) and (size > 1 or out):
                break
        else:
            held += text[place]
            place += 1
            continue
        if held:
            out.append(_held(held))
            held = ""
        piece = text[place : place + size]
        out.append(Unit(known[0], sound("".join(pinyin(piece))), known[1], han=piece))
        place += size
        if known[0] == "place" and place < len(text) - 1 and text[place] in SUFFIXES:
            place += 1
    if held:
        out.append(_held(held))
    return out


def _held(text: str) -> Unit:
    return Unit("core", sound("".join(pinyin(text))), han=text)
