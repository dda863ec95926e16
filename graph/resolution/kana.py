"""Japanese syllables in Latin letters."""

from __future__ import annotations

import re

_ROWS = (
    "アイウエオ a i u e o;カキクケコ ka ki ku ke ko;ガギグゲゴ ga gi gu ge go;サシスセソ sa shi su se so;"
    "ザジズゼゾ za ji zu ze zo;タチツテト ta chi tsu te to;ダヂヅデド da ji zu de do;"
    "ナニヌネノ na ni nu ne no;ハヒフヘホ ha hi fu he ho;バビブベボ ba bi bu be bo;パピプペポ pa pi pu pe po;"
    "マミムメモ ma mi mu me mo;ヤユヨ ya yu yo;ラリルレロ ra ri ru re ro;ワヲンヴ wa o n vu"
)
SYLLABLES = {
    char: latin for row in _ROWS.split(";") for char, latin in zip(row.split()[0], row.split()[1:], strict=True)
}
SMALL = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "ya", "ュ": "yu", "ョ": "yo"}
KANA = re.compile(r"[\u30a1-\u30f6][ァィゥェォャュョ]?")
SILENT = "ーッ・"  # a long vowel, a doubled consonant, a space


def is_kana(char: str) -> bool:
    """Whether a character is Japanese hiragana or katakana, or the mark of a long vowel."""
    return "\u3041" <= char <= "\u30fc"


def syllables(text: str) -> list[tuple[str, str]]:
    """Cut hiragana and katakana into syllables.

    Args:
        text: of kana alone.

    Returns:
        Each as printed in katakana and in Latin letters, long vowels short.
    """
    katakana = "".join(chr(ord(char) + 0x60) if "\u3041" <= char <= "\u3096" else char for char in text)
    out = []
    for found in KANA.finditer(katakana):
        first, small = found.group()[0], found.group()[1:]
        if first in SILENT:
            continue
        latin = SYLLABLES.get(first) or SMALL.get(first, "")
        if small:
            vowel = SMALL[small]
            stem = latin[:-1]
            softened = stem if stem in ("sh", "ch", "j") else stem + "y"
            latin = softened + vowel[-1] if vowel[0] == "y" else (stem or "w") + vowel
        if latin:
            out.append((found.group(), latin))
    return out
