"""English words as a Russian ear hears them: "Uniservice" is "Юнисервис", "Art Tool" "Арт Тул", "GFK" "Джиэфкей"."""

from __future__ import annotations

import re

from graph.resolution.romanise import sound

SHORTEST = 4  # letters of a word that is looked at
RULES = tuple(
    (re.compile(found), written)
    for found, written in (
        (r"g(?=[eiy])", "j"),
        (r"^u(?=[^aeiou][aeiou])", "yu"),
        (r"[ts]ion(?=s?$)", "shn"),
        (r"oo", "u"),
        (r"ee|ea", "i"),
        (r"a[iy]", "ei"),
        (r"igh", "ai"),
        (r"a([cdfgklmnpstvz])e(?=s?$)", r"ei\1"),
        (r"i([cdfgklmnpstvz])e(?=s?$|[bg])", r"ai\1"),
        (r"o([cdfgklmnpstvz])e(?=s?$)", r"ou\1"),
        (r"ch(?=[lnr])", "k"),
        (r"qu", "kv"),
        (r"(?<=[^aeiou])e$", ""),
    )
)
SOFT = re.compile(r"(ei|ai)c")  # "space", "device"
NAMES = dict(
    pair.split(":")
    for pair in "a:эй b:би c:си d:ди e:и f:эф g:джи h:эйч i:ай j:джей k:кей l:эл m:эм n:эн o:о p:пи q:кью r:ар s:эс "
    "t:ти u:ю v:ви w:даблъю x:экс y:уай z:зет".split()
)


def heard(word: str, key: str) -> str:
    """Return the key of a word as its English sound is written in Cyrillic letters, or "" where it is the same.

    Args:
        word: folded; of one with other letters than a to z nothing is heard.
        key: of its sound as it is written.
    """
    if len(word) < SHORTEST or not word.isascii():
        return ""
    for found, written in RULES:
        word = found.sub(written, word)
    found_key = sound(SOFT.sub(r"\1s", word))
    return "" if found_key == key else found_key


def by_letters(word: str) -> str:
    """Return the key of the English names of the letters of a word, one after the other."""
    return sound("".join(NAMES.get(letter, letter) for letter in word))
