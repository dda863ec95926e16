"""Chinese characters: their simplified forms, and their readings in Mandarin, Cantonese and Japanese."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

HAN = ("\u3400", "\u9fff")
TABLES = Path(__file__).parent
# Forms that only Japan writes, each before its simplified one.
JAPANESE = (
    "気气戦战対对発发図图広广応应験验囲围楽乐鉄铁売卖県县円圆単单圏圈営营団团転转関关険险実实済济黒黑恵惠徳德塩盐沢泽浜滨竜龙滝泷桜樱検检"
    "権权観观読读変变覚觉経经継继総总絵绘続续収收従从専专帰归弾弹択择拡扩挙举歳岁焼烧瀬濑駅驿駆驱髪发鶏鸡斉齐斎斋剤剂蔵藏薬药訳译証证譲让"
    "豊丰賛赞践践遅迟郷乡釈释鋳铸録录錬炼銭钱隠隐雑杂霊灵静静顔颜仏佛価价児儿両两乗乘亜亚伝传悪恶壱壹帯带炉炉砕碎穂穗脳脑臓脏舗铺荘庄触触"
    "誉誉遥遥労劳栄荣辺边処处庁厅鉱矿歯齿産产来来万万区区医医聡聪巌岩峡峡斎斋粋粹糸丝摂摄浅浅渓溪縄绳縦纵繊纤覧览軽轻郎郎徴征暁晓"
)


def is_han(char: str) -> bool:
    """Whether a character is Han."""
    return HAN[0] <= char <= HAN[1]


@lru_cache(maxsize=1)
def _to_simplified() -> OpenCC:
    from opencc import OpenCC  # 0.2 s, which a start without Han need not spend

    return OpenCC("t2s")


_FROM_JAPANESE = str.maketrans(JAPANESE[::2], JAPANESE[1::2])


@lru_cache(maxsize=32768)
def simplified(text: str) -> str:
    """Return Chinese or Japanese text in simplified characters; all else stays."""
    return str(_to_simplified().convert(text)).translate(_FROM_JAPANESE) if any(map(is_han, text)) else text


@lru_cache(maxsize=65536)
def pinyin(text: str) -> tuple[str, ...]:
    """Return the syllables of Chinese characters, without tones; by the word, so that 重 of 重庆 is chong."""
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(text, v_to_u=False))


@lru_cache(maxsize=16384)
def other_pinyin(char: str) -> tuple[str, ...]:
    """Return all Mandarin readings of a character by itself, without tones, the usual one first."""
    from pypinyin import Style
    from pypinyin import pinyin as readings

    return tuple(readings(char, style=Style.NORMAL, heteronym=True, v_to_u=False)[0])


@lru_cache(maxsize=1)
def _cantonese() -> dict[str, tuple[str, ...]]:
    readings: dict[str, tuple[str, ...]] = {}
    for syllable, characters in _rows("han_cantonese.tsv"):
        for char in characters:
            readings[char] = (*readings.get(char, ()), syllable)
    return readings


def cantonese(char: str) -> tuple[str, ...]:
    """Return the Cantonese readings of a simplified character, in Jyutping without tones."""
    return _cantonese().get(char, ())


@lru_cache(maxsize=1)
def _japanese() -> dict[str, tuple[str, ...]]:
    return {char: tuple(readings.split()) for char, readings in _rows("han_japanese.tsv")}


def japanese(char: str) -> tuple[str, ...]:
    """Return the Japanese readings of a simplified character, of those that names of firms are made of."""
    return _japanese().get(char, ())


@lru_cache(maxsize=1)
def _southern() -> dict[str, tuple[str, ...]]:
    return {char: tuple(spellings.split()) for char, spellings in _rows("han_southern.tsv")}


def southern(char: str) -> tuple[str, ...]:
    """Return how a simplified character of a person's name is written in Hokkien and its kin; () where unknown."""
    return _southern().get(char, ())


def _rows(name: str) -> list[tuple[str, str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[0], row[1]) for row in rows]
