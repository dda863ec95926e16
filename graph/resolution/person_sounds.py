"""Words of names of persons in one alphabet: a key of their sound, and the consonants that are left far from Latin.

Every key letter is one sound: "c" is the sound of church, "x" that of ship; what ways of writing mix up (i, j and y;
s and z; w and v) is one letter. Cyrillic, Greek, Georgian and Armenian letters are written in Latin ones. Arabic and
Hebrew write few vowels, and other scripts hear a foreign name in their own way: there only consonants are compared.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graph.letters import strip_marks
from graph.short_names import LETTERS

ALPHABETIC, CONSONANTAL, SYLLABIC = range(3)  # how far a script is from Latin

CYRILLIC = {
    **LETTERS,
    **dict(
        pair.split(":")
        for pair in (
            "ә:a ғ:g қ:k ң:n ө:o ұ:u ү:u һ:h ѓ:g ѕ:z ј:i љ:li њ:ni ћ:ch ќ:k џ:dzh ђ:dzh ҷ:dzh ҳ:h ӣ:i ӯ:u".split()
        )
    ),
}
GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t i f h ps o".split(), strict=True)
)
GREEK_SOUNDS = {"ου": "u", "μπ": "b", "γκ": "g", "τζ": "dzh", "αυ": "av", "ευ": "ev"}
GREEK_PAIRS = re.compile("|".join(GREEK_SOUNDS))
GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh k sh ch ts dz ts ch kh dzh h".split(),
        strict=True,
    )
)
ARMENIAN = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
        "a b g d e z e e t zh i l kh ts k h dz gh ch m y n sh o ch p dzh r s v t r ts u p k o f".split(),
        strict=True,
    )
)
ARABIC = {
    **dict.fromkeys("اأإآٱىعءئؤة", "a"), **dict.fromkeys("هھہۀ", "'h"), **dict.fromkeys("يیے", "i"),
    **dict.fromkeys("كکق", "k"),
    **dict(zip("بپتثجچحخدذرزژسشصضطظغفگلمنوٹڈڑں", (
        "b p t th j ch h kh d dh r z zh s sh s d t z gh f g l m n w t d r n".split()
    ), strict=True)),
}  # fmt: skip
HEBREW = dict(
    zip("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "a b g d h w z h t i k k l m m n n s a p f ts ts k r sh t".split(), strict=True)
)
TABLES = ((CYRILLIC, ALPHABETIC), (GREEK, ALPHABETIC), (GEORGIAN, ALPHABETIC), (ARMENIAN, ALPHABETIC),
          (ARABIC, CONSONANTAL), (HEBREW, CONSONANTAL))  # fmt: skip
NAMED = {letter: (latin, far) for table, far in TABLES for letter, latin in table.items()}
SPECIAL = str.maketrans(
    {
        **dict.fromkeys("čćç", "ch"), **dict.fromkeys("šśş", "sh"), **dict.fromkeys("žżź", "zh"), "ß": "ss", "ø": "o",
        "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ı": "i",
    }
)  # fmt: skip
WRITTEN = {
    "schtsch": "x", "shtsh": "x", "shch": "x", "tsch": "c", "tch": "c", "tsh": "c", "sch": "x", "sh": "x", "zh": "x",
    "ch": "c", "cz": "c", "sz": "s", "dzh": "i", "dj": "i", "kh": "h", "gh": "g", "ph": "f", "th": "t", "dh": "d",
    "ck": "k", "c": "k", "q": "k", "x": "ks", "w": "v", "oo": "u", "ou": "u", "iye": "ie", "ye": "e", "je": "e",
    "ie": "e", "y": "i", "j": "i", "z": "s",
}  # fmt: skip
WAYS = re.compile("|".join(sorted(WRITTEN, key=lambda way: -len(way))))
NO_LETTERS = re.compile("[^a-z]+")
TWICE = re.compile(r"(.)\1+")
LAST = re.compile(r"(?<=[^aeiou])er$|(?<=.)h$")
BONES = str.maketrans("pgx", "bkc", "aeiou")


@lru_cache(maxsize=4096)
def _letter(char: str) -> tuple[str, int]:
    """Return a letter in Latin ones, by its name where that tells, and how far its script is from them."""
    if char in NAMED:
        return NAMED[char]
    name = unicodedata.name(char, "").split(" WITH ")[0]
    if name.startswith("CYRILLIC"):
        base = strip_marks(unicodedata.normalize("NFD", char)[0])
        return (NAMED[base][0], ALPHABETIC) if base in NAMED and base != char else ("", ALPHABETIC)
    if (
        "VIRAMA" in name
        or name.endswith((" MARK", "SMALL TU"))
        or not (char.isalpha() or "VOWEL" in name or "SARA" in name)
    ):
        return "", ALPHABETIC
    spoken = name.rsplit(" ", 1)[-1].lower()
    if " CHARACTER " in name:  # Thai: "SO SUA", the letter s called after a tiger
        spoken = name.split(" ")[2].lower()
    spoken = "ji" if name.endswith("KANA LETTER ZI") else spoken
    return (spoken if spoken.isalpha() else ""), SYLLABIC


@lru_cache(maxsize=65536)
def latin(word: str) -> tuple[str, int]:
    """Write a folded word in Latin letters.

    Returns:
        The letters a to z, and how far the script of the word is from Latin.
    """
    if word.isascii():
        return word, ALPHABETIC
    out = []
    far = ALPHABETIC
    plain = strip_marks(word.translate(SPECIAL))
    if "\u0370" <= plain[0] < "\u0400":
        plain = unicodedata.normalize("NFD", plain)
        plain = GREEK_PAIRS.sub(lambda pair: GREEK_SOUNDS[pair[0]], "".join(char for char in plain if char.isalpha()))
    for char in plain:
        if char < "\x80":
            out.append(char)
            continue
        written, distance = _letter(char)
        out.append(written)
        far = max(far, distance)
    return "".join(out), far


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return the key of a word in Latin letters by its sound, whatever the way of writing it."""
    key = WAYS.sub(lambda way: WRITTEN[way[0]], word)  # first: an apostrophe parts two letters that are one sound else
    key = NO_LETTERS.sub("", key)
    return LAST.sub(lambda end: "r" if end[0] == "er" else "", TWICE.sub(r"\1", key))


def consonants(key: str) -> str:
    """Return the consonants of a sound key, as far as a script without vowels tells them apart."""
    return TWICE.sub(r"\1", key.translate(BONES))
