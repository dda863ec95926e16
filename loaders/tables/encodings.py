"""In which encoding is a table? Settled by proof, said in words, and never guessed between code pages that both fit.

A mapping names the encoding. Where it does not: a byte order mark, else strict UTF-8, else the column names that the
mapping reads, else the letters themselves, where they leave no doubt; else an error that lists what would fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from graph.errors import SourceError
from loaders.tables.layout import Layout
from loaders.tables.reader import sniff_bom, sniff_utf16

SINGLE_LINES = "encoding utf-8: single lines are not, and are rejected"
SAMPLE = 1 << 20  # bytes that are looked at
ENOUGH = 12  # words or signs that prove something
# Codec -> the name that people know it by.
SINGLE = {
    "cp1251": "windows-1251", "cp1254": "windows-1254", "cp1252": "windows-1252", "cp1250": "windows-1250",
    "koi8-r": "koi8-r", "cp866": "cp866", "iso8859-5": "iso-8859-5",
}  # fmt: skip
DOUBLE = {"gb18030": "gb18030", "cp950": "big5", "cp932": "shift-jis", "cp949": "euc-kr"}
WIDE = {"utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be"}  # only column names prove them where zero bytes do not
CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5")
WORD = re.compile(r"[^\W\d_]+")
FREQUENT_CYRILLIC = frozenset("оеаинтсрвлкмдпу")
TURKISH_ONLY = frozenset("ığşİĞŞ")
TURKISH = TURKISH_ONLY | frozenset("çöüÇÖÜâîûÂÎÛ")
# Signs that a table of trade in the language can hardly do without; a wrong reading hardly ever meets them.
FREQUENT_HAN = {
    "gb18030": frozenset(
        "的有限公司科技电子贸易进出口国际商品名称编码数量单价金额总重量净毛千克日期省市区路号产品零件机械设备材料器集成路广东深圳"
        "上海北京浙江江苏山东香港俄罗斯中运输港地址收发货人生产销售企业合同申报原最终目的境内外经营位用途"
    ),
    "cp950": frozenset(
        "的有限公司科技電子貿易進出口國際商品名稱編碼數量單價金額總重量淨毛公斤日期省市區路號產品零件機械設備材料器積體台灣臺北"
        "高雄香港俄羅斯中運輸港地址收發貨人生產銷售企業合同申報原最終目的境內外經營位用途股份"
    ),
}
KANA = re.compile("[ぁ-んァ-ヶー]")
HAN = re.compile("[㐀-鿿]")


def settle_encoding(path: Path, layout: Layout) -> tuple[str, str]:
    """Settle the encoding of a text.

    Args:
        path: the file.
        layout: its encoding is what the mapping names; its columns prove an encoding when only one shows them.

    Returns:
        the codec, and how it was settled in words; "" where nothing had to be settled.

    Raises:
        SourceError: nothing settles it; the message lists what would fit, with a word as each reads it.
    """
    with path.open("rb") as stream:
        data = stream.read(SAMPLE)
    mark = sniff_bom(data)
    if layout.encoding is not None:
        return layout.encoding, ""
    if mark is not None:
        return mark, ""
    wide = sniff_utf16(data)
    if wide is not None:
        return wide, f"encoding {wide}: settled by its zero bytes, it has no mark"
    data = _whole_lines(data)
    if _decoded(data, "utf-8") is not None:
        return "utf-8-sig", ""
    fitting = {codec: text for codec in (*SINGLE, *DOUBLE) if (text := _decoded(data, codec)) is not None}
    proved = _by_columns(data, [layout.spellings.get(name, (name,)) for name in layout.columns])
    if len(proved) == 1:
        name = _name(proved[0])
        return proved[0], f"encoding {name}: settled by the column names that the mapping reads"
    right, wrong, lines = _utf8_lines(data)
    few = not proved and (wrong <= 1 or wrong * 20 <= lines)
    if few and right:
        return "utf-8-sig", SINGLE_LINES
    likely = _by_letters({codec: text for codec, text in fitting.items() if not proved or codec in proved})
    if len(likely) == 1:
        return likely[0], f"encoding {_name(likely[0])}: settled by its letters; name it in the mapping (file.encoding)"
    if few:  # a letter or two in a text that is ASCII otherwise
        return "utf-8-sig", SINGLE_LINES
    raise _undecided(path, data, proved or list(fitting))


def _name(codec: str) -> str:
    return (SINGLE | DOUBLE | WIDE)[codec]


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _whole_lines(data: bytes) -> bytes:
    """Cut the sample after its last line, so that no letter is cut in two."""
    if len(data) < SAMPLE:
        return data
    end = data.rfind(b"\n")
    return data[: end + 1] if end > 0 else data


def _utf8_lines(data: bytes) -> tuple[int, int, int]:
    """Count the lines with letters that are UTF-8, those that are not, and all."""
    right = wrong = 0
    lines = data.split(b"\n")
    for line in lines:
        if not line.isascii():
            if _decoded(line, "utf-8") is None:
                wrong += 1
            else:
                right += 1
    return right, wrong, len(lines)


def _by_columns(data: bytes, columns: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the codecs in which the wanted column names stand in the sample, where they have letters of their own."""
    found = []
    for codec in (*SINGLE, *DOUBLE, *WIDE):
        hits = sum(any(_proves(name) and _stands(data, name, codec) for name in names) for names in columns)
        if hits:
            found.append((hits, codec))
    most = max((hits for hits, _ in found), default=0)
    return [codec for hits, codec in found if hits == most]


def _proves(name: str) -> bool:
    """Whether a name holds letters beyond ASCII: a sign such as № stands in any column."""
    return any(letter.isalpha() and not letter.isascii() for letter in name)


def _stands(data: bytes, name: str, codec: str) -> bool:
    """Whether the words of a name that are not ASCII stand in the sample, as printed."""
    try:
        return all(word.encode(codec) in data for word in name.split() if not word.isascii())
    except UnicodeEncodeError:
        return False


def _by_letters(fitting: dict[str, str]) -> list[str]:
    """Return the codecs whose reading leaves no doubt."""
    found = [codec for codec in DOUBLE if codec in fitting and _reads_east_asian(codec, fitting[codec])]
    if found:
        return found
    shares = {codec: _cyrillic(fitting[codec]) for codec in CYRILLIC if codec in fitting}
    best = max(shares, key=lambda codec: shares[codec], default=None)
    if best is not None and shares[best] >= 0.6:
        others = [share for codec, share in shares.items() if codec != best]
        return [best] if all(share < shares[best] * 0.7 for share in others) else []
    if "cp1254" in fitting and _turkish(fitting["cp1254"]):
        return ["cp1254"]
    return []


def _cyrillic(text: str) -> float:
    """Share of the frequent letters in words that are Cyrillic throughout and written as words are; 0 without proof."""
    words = [word for word in WORD.findall(text) if not word.isascii()]
    whole = [
        word
        for word in words
        if len(word) > 2 and all("а" <= letter <= "я" or letter == "ё" for letter in word.casefold())
    ]
    written = [word for word in whole if word.islower() or word.isupper() or word.istitle()]
    if len(written) < ENOUGH or len(written) * 10 < len(words) * 6:
        return 0.0
    letters = "".join(written).casefold()
    return sum(letter in FREQUENT_CYRILLIC for letter in letters) / len(letters) * len(written) / len(whole)


def _turkish(text: str) -> bool:
    """Whether all letters beyond ASCII are Turkish, many of them such as only Turkish has, and they stand in words."""
    beyond = [letter for letter in text if not letter.isascii() and letter.isalpha()]
    own = sum(letter in TURKISH_ONLY for letter in beyond)
    words = [word for word in WORD.findall(text) if not word.isascii()]
    mixed = sum(any(letter.isascii() for letter in word) for word in words)
    odd = sum(letter not in TURKISH for letter in beyond)
    return own >= ENOUGH and own * 5 >= len(beyond) and odd * 50 <= len(beyond) and mixed * 10 >= len(words) * 8


def _reads_east_asian(codec: str, text: str) -> bool:
    """Whether a reading holds what the language can hardly do without."""
    han = HAN.findall(text)
    if codec == "cp932":
        kana = len(KANA.findall(text))
        return kana >= ENOUGH and kana * 8 >= len(han)
    frequent = FREQUENT_HAN.get(codec)
    if frequent is None or len(han) < ENOUGH:
        return False
    return sum(sign in frequent for sign in han) * 100 >= len(han) * 30 and not KANA.search(text)


def _undecided(path: Path, data: bytes, codecs: list[str]) -> SourceError:
    line = next((line for line in data.split(b"\n") if not line.isascii()), b"")
    readings = []
    for codec in codecs:
        text = line.decode(codec, "replace")
        word = next((word for word in re.findall(r"\S+", text) if not word.isascii()), "")
        readings.append(f"{_name(codec)} ({word[:24]})")
    return SourceError(
        f"is not UTF-8, and nothing settles its encoding; it may be {', '.join(readings)}; save it as UTF-8, or name "
        "the encoding in its mapping (file.encoding; `waybill mapping show NAME` prints a ready one to begin with)",
        path,
    )
