"""Chinese characters: their readings in Latin letters, and their simplified forms."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

HAN = ("\u3400", "\u9fff")


def is_han(char: str) -> bool:
    """Whether a character is Han."""
    return HAN[0] <= char <= HAN[1]


@lru_cache(maxsize=1)
def _to_simplified() -> OpenCC:
    from opencc import OpenCC  # 0.2 s, which a start without Han need not spend

    return OpenCC("t2s")


@lru_cache(maxsize=65536)
def simplified(text: str) -> str:
    """Return Chinese text in simplified characters; all else stays."""
    return str(_to_simplified().convert(text)) if any(map(is_han, text)) else text


@lru_cache(maxsize=65536)
def pinyin(text: str) -> tuple[str, ...]:
    """Return the syllables of Chinese characters, without tones; by the word, so that 重 of 重庆 is chong."""
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(text, v_to_u=False))
