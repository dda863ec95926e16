"""Words by their sound: one key in Latin letters for all the usual ways of writing a word.

ISO 9, BGN/PCGN, ICAO, GOST 7.79-B and what the press and firms themselves write fall together: "Щукин", "Shchukin",
"Ščukin" and "Schukin" are one. Ukrainian, Belarusian, Kazakh, Kyrgyz, Uzbek and Turkish letters have their place too.
The key is for comparing only: it merges sounds that transcriptions mix up (з and с, ж and ш).
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.short_names import spelling

# letters whose marks say more than an accent does, before the marks are taken off
_LETTERS = dict(
    pair.split(":")
    for pair in "š:sh ş:sh ș:sh ŝ:shch ž:zh č:ch ç:ch ć:ch ğ:g ģ:g â:ia û:iu ë:e è:e ѓ:g ќ:k љ:l њ:n џ:dzh ђ:dzh ћ:ch "
    "ә:a ғ:g қ:k ң:n ө:o ұ:u ү:u һ:h ҳ:h ҷ:ch ӣ:i ӯ:u ҡ:k ҙ:z ҫ:s җ:zh ӑ:a ӗ:e ј:i ß:ss æ:ae ø:o ł:l đ:d ð:d þ:t "
    "œ:e ǵ:g ń:n".split()
)
_MARKED = str.maketrans(_LETTERS)
_APOSTROPHES = str.maketrans("", "", "'’ʹʺ`")
_GRAPHS = tuple(
    (sign, re.compile(found), written)  # where the sign is not in a word, there is nothing to find
    for sign, found, written in (
        ("cz", r"cz(?=[aeiou])", "ts"),  # GOST 7.79-B writes ц as cz
        ("shh", r"shh", "shch"),
        ("c", r"c(?=[eiy])(?!h)", "s"),
        ("d", r"dzh|dj", "j"),
        ("дж", r"дж", "й"),
        ("tech", r"tech(?=n|$)", "teh"),
    )
)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return the key of a word in Latin or Cyrillic letters, whatever the way of writing it.

    Args:
        word: in any case.
    """
    lowered = word.lower()
    if not lowered.isascii():
        lowered = lowered.translate(_MARKED)
    for sign, found, written in _GRAPHS:
        if sign in lowered:
            lowered = found.sub(written, lowered)
    return spelling(lowered.translate(_APOSTROPHES))
