"""How a Chinese syllable is written in other letters: pinyin, Wade-Giles and its kin, Cantonese, Cyrillic."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.resolution.characters import cantonese, japanese, other_pinyin

INITIALS = re.compile(r"^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.*)$")
# Initials of pinyin in Wade-Giles and in what Taiwan's firms write after it, without apostrophes.
TAIWAN = {
    "zh": "ch j jh", "ch": "ch", "j": "ch j", "q": "ch", "x": "hs sh s", "z": "ts tz", "c": "ts", "b": "p b",
    "p": "p", "d": "t d", "t": "t", "g": "k g", "k": "k", "r": "j r",
}  # fmt: skip
FINALS = {
    "ian": "ien ian", "ong": "ung ong", "iong": "iung", "ui": "ui uei", "uo": "o uo", "ie": "ieh ie", "ue": "ueh ue",
    "e": "e o eh", "ve": "ueh", "v": "u yu", "in": "in yn", "iu": "iu iou", "ing": "ing yng",
}  # fmt: skip
WHOLE = {
    "yi": "i yi", "you": "yu yo", "yan": "yen", "ye": "yeh", "yue": "yueh", "yuan": "yuan yuen", "yong": "yung",
    "zhi": "chih jy", "chi": "chih", "shi": "shih shyh", "ri": "jih", "zi": "tzu tse", "ci": "tzu",
    "si": "szu ssu sze", "xu": "hsu shu", "er": "erh", "he": "ho", "ge": "ko", "ke": "ko", "wu": "woo", "hui": "hwei",
    "guo": "kuo", "huo": "ho", "xue": "hsueh", "jie": "chieh jye", "qi": "chi chyi", "xin": "hsin shin shyn sing",
    "xing": "hsing shing", "wen": "wun", "feng": "fong", "weng": "wong", "meng": "mong", "peng": "pong",
    "beng": "bong", "xi": "hsi shi shii", "ji": "chi gi", "lu": "lu loo", "su": "su soo", "li": "lee",
    "tai": "tai ty", "da": "dah ta", "hua": "hwa", "huang": "hwang", "zhou": "chou jow", "lv": "lu lyu",
    "nv": "nu nyu",
}  # fmt: skip
# Pinyin that is written otherwise by those who write without a keyboard for it.
LOOSE = {
    "v": "v u yu", "ve": "ve ue yue", "ue": "ue", "un": "un uen", "ui": "ui uei wei", "iu": "iu iou",
}  # fmt: skip
# From Jyutping to the letters that Hong Kong's firms use, by its initials and finals.
HONG_KONG_INITIALS = {
    "b": "p b", "p": "p", "m": "m", "f": "f", "d": "t d", "t": "t", "n": "n l", "l": "l", "g": "k g", "k": "k",
    "ng": "ng", "h": "h", "gw": "kw gw", "kw": "kw qu", "w": "w", "z": "ch ts j tz", "c": "ch ts", "s": "s sh",
    "j": "y", "": " ",
}  # fmt: skip
HONG_KONG_FINALS = {
    "aa": "a ah", "aai": "ai", "aau": "au", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap", "aat": "at",
    "aak": "ak", "a": "a", "ai": "ai", "au": "au ow", "am": "am um", "an": "an un", "ang": "ang ung",
    "ap": "ap up op", "at": "at ut", "ak": "ak uk", "e": "e eh", "ei": "ei i ee y", "eu": "eu", "em": "em",
    "eng": "eng iang", "ep": "ep", "ek": "ek", "i": "i e ee ze", "iu": "iu ew", "im": "im", "in": "in een",
    "ing": "ing", "ip": "ip", "it": "it", "ik": "ik ick", "o": "o or oh aw", "oi": "oi oy", "ou": "o ou", "on": "on",
    "ong": "ong", "ot": "ot", "ok": "ok", "oe": "oe", "oeng": "eung eong", "oek": "euk eok", "eoi": "ui",
    "eon": "un eon", "eot": "ut", "u": "u oo", "ui": "ui", "un": "un oon", "ung": "ung", "ut": "ut", "uk": "uk ook",
    "yu": "u ue yu", "yun": "uen un", "yut": "uet ut", "m": "m", "ng": "ng",
}  # fmt: skip
JYUTPING = re.compile(r"^(gw|kw|ng(?=.)|[bpmfdtnlgkhwzcsj]?)(.+)$")
PALLADIUS_INITIALS = {
    "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х",
    "j": "цз", "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с",
    "w": "в", "y": "", "": "",
}  # fmt: skip
PALLADIUS_FINALS = {
    "a": "а", "ai": "ай", "an": "ань", "ang": "ан", "ao": "ао", "e": "э", "ei": "эй", "en": "энь", "eng": "эн",
    "i": "и", "ia": "я", "ian": "янь", "iang": "ян", "iao": "яо", "ie": "е", "in": "инь", "ing": "ин", "iong": "юн",
    "iu": "ю", "o": "о", "ong": "ун", "ou": "оу", "u": "у", "ua": "уа", "uai": "уай", "uan": "уань", "uang": "уан",
    "ue": "юэ", "ui": "уй", "un": "унь", "uo": "о", "v": "юй", "ve": "юэ", "er": "эр",
}  # fmt: skip
PALLADIUS_WHOLE = {
    "yi": "и", "ya": "я", "yan": "янь", "yang": "ян", "yao": "яо", "ye": "е", "yin": "инь", "ying": "ин",
    "yong": "юн", "you": "ю", "yu": "юй", "yuan": "юань", "yue": "юэ", "yun": "юнь", "wu": "у", "wo": "во",
    "wei": "вэй", "wen": "вэнь", "weng": "вэн", "ju": "цзюй", "jue": "цзюэ", "juan": "цзюань", "jun": "цзюнь",
    "qu": "цюй", "que": "цюэ", "quan": "цюань", "qun": "цюнь", "xu": "сюй", "xue": "сюэ", "xuan": "сюань",
    "xun": "сюнь", "zhi": "чжи", "chi": "чи", "shi": "ши", "ri": "жи", "zi": "цзы", "ci": "цы", "si": "сы",
    "hui": "хуэй", "er": "эр",
}  # fmt: skip


def _split(syllable: str) -> tuple[str, str]:
    found = INITIALS.match(syllable)
    return (found.group(1), found.group(2)) if found else ("", syllable)


@lru_cache(maxsize=4096)
def taiwanese(syllable: str) -> tuple[str, ...]:
    """Return what a syllable of pinyin is written as in Taiwan: Wade-Giles without marks, and its usual variants."""
    initial, final = _split(syllable)
    found = {a + b for a in TAIWAN.get(initial, initial).split(" ") for b in FINALS.get(final, final).split()}
    return tuple(sorted((found | set(WHOLE.get(syllable, "").split())) - {syllable}))


@lru_cache(maxsize=4096)
def loose(syllable: str) -> tuple[str, ...]:
    """Return the spellings of a syllable in pinyin, the correct one first."""
    initial, final = _split(syllable)
    return tuple(dict.fromkeys([syllable, *(initial + found for found in LOOSE.get(final, final).split())]))


@lru_cache(maxsize=4096)
def hong_kong(jyutping: str) -> tuple[str, ...]:
    """Return what a syllable of Jyutping is written as by the firms of Hong Kong."""
    found = JYUTPING.match(jyutping)
    if not found:
        return (jyutping,)
    initials = HONG_KONG_INITIALS[found.group(1)].split(" ")
    finals = HONG_KONG_FINALS.get(found.group(2), found.group(2)).split()
    return tuple(dict.fromkeys([a.strip() + b for a in initials for b in finals]))


@lru_cache(maxsize=4096)
def palladius(syllable: str) -> str:
    """Return a syllable of pinyin in Cyrillic."""
    if syllable in PALLADIUS_WHOLE:
        return PALLADIUS_WHOLE[syllable]
    initial, final = _split(syllable)
    return PALLADIUS_INITIALS.get(initial, initial) + PALLADIUS_FINALS.get(final, final)


@lru_cache(maxsize=16384)
def spellings(char: str, syllable: str) -> tuple[tuple[str, str], ...]:
    """Return all spellings of a character in Latin letters.

    Args:
        char: simplified.
        syllable: its pinyin in the word where it stands.

    Returns:
        Spelling and system ("pinyin", "Taiwan", "Cantonese", "Japanese"), each spelling once, long ones first.
    """
    found: dict[str, str] = dict.fromkeys(loose(syllable), "pinyin")
    for other in other_pinyin(char)[:3]:
        found.setdefault(other, "pinyin")
    for written in taiwanese(syllable):
        found.setdefault(written, "Taiwan")
    for reading in cantonese(char):
        for written in hong_kong(reading):
            found.setdefault(written, "Cantonese")
    for reading in japanese(char):
        found.setdefault(reading, "Japanese")
    return tuple(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))
