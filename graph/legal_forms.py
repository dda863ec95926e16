"""Legal forms of companies: what stands before or after a name and does not tell companies apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from graph.letters import fold, fold_map, is_plain, strip_punctuation

# canonical form; country hint or "-"; spellings before the name; spellings after the name.
# Spellings are folded, without dots and apostrophes, other punctuation as one space. A hint stands only where the form
# is used in one country; "ltd" and "llc" say nothing.
_TABLE = """
LLC | - | llc, limited liability company | llc, limited liability company, liability company limited
LLC (RU) | RU | ооо, общество с ограниченной ответственностью | ооо, общество с ограниченной ответственностью
LLC (RU) | RU | ooo, obshchestvo s ogranichennoi otvetstvennostyu, obshchestvo s ogranichennoy otvetstvennostyu | ooo
JSC (RU) | - | ао, акционерное общество | ао, акционерное общество
JSC (RU) | RU | ao, aktsionernoe obshchestvo, aktsionernoye obshchestvo | ao
PJSC (RU) | RU | пао, публичное акционерное общество, pao, publichnoe aktsionernoe obshchestvo | пао, pao
OJSC (RU) | - | оао, открытое акционерное общество, oao, otkrytoe aktsionernoe obshchestvo | оао, oao
CJSC (RU) | - | зао, закрытое акционерное общество, zao, zakrytoe aktsionernoe obshchestvo | зао, zao
NJSC (RU) | RU | нао, непубличное акционерное общество, nao | нао
JSC | - | jsc, joint stock company | jsc, joint stock company, joint stock co
PJSC | - | pjsc, public joint stock company, public jsc | pjsc, public joint stock company
OJSC | - | ojsc, open joint stock company | ojsc, open joint stock company
CJSC | - | cjsc, closed joint stock company | cjsc, closed joint stock company
FSUE | RU | фгуп, федеральное государственное унитарное предприятие, fgup, federal state unitary enterprise | fgup
SUE | - | гуп, государственное унитарное предприятие, муп | гуп
State institution | RU | фгбу, фгку, фгбоу во, фгаоу во, фку | фгбу
ANO | RU | ано, автономная некоммерческая организация, ano | ано
OsOO | KG | жчк, жоопкерчилиги чектелген коому | жчк, жоопкерчилиги чектелген коому, жоопкерчилиги чектелген коом
FKP | RU | фкп, федеральное казенное предприятие, fkp | фкп
IP | - | ип, индивидуальный предприниматель | ип
ODO | BY | одо, общество с дополнительной ответственностью, odo | одо
RUE (BY) | BY | руп, республиканское унитарное предприятие, rup | руп
ChUP (BY) | BY | чуп, чтуп, частное унитарное предприятие, частное торговое унитарное предприятие, chup | чуп, чтуп
Unitary enterprise | BY | уп, унитарное предприятие |
TOO | KZ | тоо, товарищество с ограниченной ответственностью, too | тоо, жшс, жауапкершілігі шектеулі серіктестігі
LLP | - | | llp, limited liability partnership
AK (KZ) | KZ | | ақ, акционерлік қоғамы
OsOO | KG | осоо, общество с ограниченной ответственностью осоо, osoo | осоо
TOV | UA | тов, товариство з обмеженою відповідальністю | тов
PrAT | UA | прат, приватне акціонерне товариство | прат
PAT | UA | пат, публічне акціонерне товариство | пат
AT | UA | ат, акціонерне товариство | ат
DP | UA | дп, державне підприємство | дп
Co., Ltd. | - | | co ltd, co limited, company limited, company ltd, coltd, co ltd company, corporation limited
Co., Ltd. | - | | co ltd company, corp ltd, corp limited, corporation ltd
Ltd. | - | | ltd, limited, limitd
Pty Ltd | AU | | pty ltd, pty limited, proprietary limited
Pte. Ltd. | SG | | pte ltd, pte limited
Pvt. Ltd. | - | | pvt ltd, private limited, pvt limited, private ltd
Sdn. Bhd. | MY | | sdn bhd, sendirian berhad
Berhad | MY | | bhd, berhad
PT | ID | pt | tbk
PLC | - | | plc, public limited company
CIC | GB | | cic, community interest company
Inc. | US | | inc, incorporated
Corp. | - | | corp, corporation
Co. | - | | co, company
LP | - | | lp, limited partnership
GmbH | - | | gmbh, mbh, gesellschaft mit beschränkter haftung, gmbh & co kg, gmbh co kg, gmbh co ohg
UG | DE | | ug haftungsbeschränkt, unternehmergesellschaft haftungsbeschränkt, ug
AG | - | | ag, aktiengesellschaft
KG | - | | kg, kommanditgesellschaft
OHG | DE | | ohg
e.K. | DE | | ek, e k, eingetragener kaufmann
GbR | DE | | gbr
KGaA | DE | | kgaa, ag co kgaa, se co kgaa
SE | - | | se
A.Ş. | TR | | aş, a ş, anonim şirketi, anonim şirket
A.Ş. | TR | | san ve tic aş, sanayi ve ticaret anonim şirketi, sanayi ve ticaret aş, san tic aş
Ltd. Şti. | TR | | ltd şti, ltdşti, limited şirketi, limited şti, ltd sti, ltdsti, limited sirketi, limited sti
Ltd. Şti. | TR | | sanayi ve ticaret limited şirketi, sanayi ve ticaret ltd şti, san ve tic ltd şti, san tic ltd şti
Şti. | TR | | şti, şirketi
SARL | - | sarl, société à responsabilité limitée | sarl, s a r l, société à responsabilité limitée
SAS | FR | sas, société par actions simplifiée | sas, sasu
SA | - | société anonyme, société par actions | sa, société anonyme, sociedad anonima
EURL | FR | eurl | eurl
SCI | FR | sci | sci
SNC | - | | snc
S.r.l. | IT | | srl, s r l
S.p.A. | IT | | spa, s p a
S.L. | ES | | sl, sociedad limitada
B.V. | NL | | bv, besloten vennootschap
N.V. | - | | nv, naamloze vennootschap
Sp. z o.o. | PL | | sp z oo, sp z o o, spółka z ograniczoną odpowiedzialnością
S.A. (PL) | PL | | spółka akcyjna
s.r.o. | - | | sro, s r o, spol s ro, spol s r o
a.s. | - | | a s, as
Kft. | HU | | kft
Zrt. | HU | | zrt
d.o.o. | - | | doo, d o o
OOD | BG | | оод, еоод, ood, eood
UAB | LT | uab | uab
SIA | LV | sia | sia
OÜ | EE | | oü
Oy | FI | | oy, oyj
AB | SE | ab | aktiebolag
ApS | DK | | aps
K.K. | JP | kabushiki kaisha | kk, kabushiki kaisha
FZE | AE | | fze, free zone establishment
FZCO | AE | | fzco, fz co
FZ-LLC | AE | | fz llc, fzllc
FZC | AE | | fzc
FZCO | AE | | free zone company
DMCC | AE | | dmcc
L.L.C-FZ | AE | | llc fz
MChJ | UZ | | mchj, мчж
d.d. | - | | dd, d d
有限公司 | - | | 有限公司, 有限责任公司, 有限責任公司
股份有限公司 | - | | 股份有限公司, 股份公司
公司 | - | | 总公司, 總公司
個人獨資 | CN | | 个人独资企业, 合伙企业, 有限合伙
株式会社 | JP | 株式会社 | 株式会社
주식회사 | KR | 주식회사 | 주식회사
"""

_WORD, _INNER = re.compile(r"[^\W_](?:[^\W_]|[.'])*"), str.maketrans("", "", ".'")
LIMIT = 3  # "OOO NPO X Co., Ltd." is the worst that was seen
LONGEST = 6  # words of a legal form


class LegalForm(NamedTuple):
    """A name taken apart.

    Attributes:
        core: the name without its legal form, as printed.
        form: canonical legal form, the outermost one, or None.
        country_hint: ISO code where the form is used in one country only, or None.
    """

    core: str
    form: str | None
    country_hint: str | None


Table = dict[tuple[str, ...], tuple[str, str | None]]


@lru_cache(maxsize=1)
def _tables() -> tuple[Table, Table, tuple[tuple[str, str, str | None], ...]]:
    before: Table = {}
    after: Table = {}
    glued: list[tuple[str, str, str | None]] = []
    for line in _TABLE.strip().splitlines():
        form, hint, prefixes, suffixes = (cell.strip() for cell in line.split("|"))
        value = (form, None if hint == "-" else hint)
        for table, cell in ((before, prefixes), (after, suffixes)):
            for spelling in filter(None, (item.strip() for item in cell.split(","))):
                table.setdefault(tuple(strip_punctuation(fold(spelling)).split()), value)
        for spelling in filter(None, (item.strip() for item in suffixes.split(","))):
            if unicodedata.name(spelling[-1]).startswith(("CJK", "HANGUL")):
                glued.append((fold(spelling), *value))
    glued.sort(key=lambda item: -len(item[0]))
    return before, after, tuple(glued)


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Words of the folded text as (word, start, end) in `text`; a dot or apostrophe inside a word does not cut it."""
    folded, offsets = fold_map(text)
    if is_plain(folded):
        found = [(word.group().translate(_INNER), *word.span()) for word in _WORD.finditer(folded)]
        return [(word, offsets[start], offsets[end - 1] + 1) for word, start, end in found]
    tokens: list[tuple[str, int, int]] = []
    word, start, end = "", 0, 0
    for char, offset in zip(folded, offsets, strict=True):
        if char.isalnum() or unicodedata.category(char)[0] == "M":
            start = offset if not word else start
            word += char
            end = offset + 1
        elif char in ".'" and word:
            end = offset + 1
        elif word:
            tokens.append((word, start, end))
            word = ""
    if word:
        tokens.append((word, start, end))
    return tokens


def _trim(text: str) -> str:
    """Take white space, commas and quotation marks off both ends; a closing bracket stays with its opening one."""
    text = text.strip(" \t\r\n,;:-–—_.'\"«»“”„‘’‚`「」『』/&")
    if text.startswith("(") and ")" not in text:
        text = text[1:]
    if text.endswith(")") and "(" not in text:
        text = text[:-1]
    return text.strip()


def _strip_once(text: str) -> LegalForm | None:
    before, after, glued = _tables()
    tokens = _tokens(text)
    for size in range(min(LONGEST, len(tokens) - 1), 0, -1):
        found = after.get(tuple(word for word, _, _ in tokens[-size:]))
        if found is not None:
            core = _trim(text[: tokens[-size][1]])
            if core:
                return LegalForm(core, *found)
        found = before.get(tuple(word for word, _, _ in tokens[:size]))
        if found is not None:
            core = _trim(text[tokens[size - 1][2] :])
            if core:
                return LegalForm(core, *found)
    bare = text.rstrip()
    folded = fold(bare)
    for spelling, form, hint in glued:
        if folded.endswith(spelling) and bare[-len(spelling) :] == spelling:
            core = _trim(bare[: -len(spelling)])
            if core:
                return LegalForm(core, form, hint)
    return None


@lru_cache(maxsize=65536)
def split_legal_form(text: str) -> LegalForm:
    """Take the legal form off a company name, before or after it.

    Args:
        text: a name as printed, in any script.

    Returns:
        The core as printed, the outermost form (None when there is none), and the first country that a form hints at.
        A name that is nothing but a legal form stays whole.
    """
    core, form, hint = _trim(text) or text.strip(), None, None
    for _ in range(LIMIT):
        step = _strip_once(core)
        if step is None:
            break
        core, form, hint = step.core, form or step.form, hint or step.country_hint
    return LegalForm(core, form, hint)


@lru_cache(maxsize=1)
def _spellings() -> frozenset[tuple[str, ...]]:
    before, after, glued = _tables()
    return frozenset([*before, *after, *((spelling,) for spelling, _, _ in glued)])


@lru_cache(maxsize=2)
def _ends(place: int) -> frozenset[str]:
    """Words that stand first, or last, in legal forms."""
    return frozenset(words[place] for words in _spellings() if words)


def says_only_the_form(words: Sequence[str]) -> bool:
    """Whether the folded words of a name are one legal form after another, so that it names nobody.

    Args:
        words: letters that dots parted ("L.L.C.") count as one word too.
    """
    together = _letters_together(words)
    return _are_forms(words) or (len(together) < len(words) and _are_forms(together))


def _letters_together(words: Sequence[str]) -> list[str]:
    out: list[str] = []
    for place, word in enumerate(words):
        if place and len(word) == 1 == len(words[place - 1]):
            out[-1] += word
        else:
            out.append(word)
    return out


def _are_forms(words: Sequence[str]) -> bool:
    known = _spellings()
    if not words or words[0] not in _ends(0) or words[-1] not in _ends(-1):
        return False
    ends = {0}  # places up to which the words are legal forms
    for end in range(1, len(words) + 1):
        if any(tuple(words[start:end]) in known for start in ends):
            ends.add(end)
        elif end - max(ends) > LONGEST:
            return False
    return len(words) in ends


def form_span(words: Sequence[str]) -> tuple[int, int, str | None]:
    """Find the core between the legal forms of a name that is already cut into words.

    Args:
        words: folded, without punctuation.

    Returns:
        [start, end) of the core, and the outermost form or None; a name that is nothing but a form stays whole.
    """
    before, after, _ = _tables()
    start, end, form = 0, len(words), None
    for _ in range(LIMIT):
        for size in range(min(6, end - start - 1), 0, -1):
            found = after.get(tuple(words[end - size : end]))
            if found is not None:
                end -= size
                break
            found = before.get(tuple(words[start : start + size]))
            if found is not None:
                start += size
                break
        else:
            break
        form = form or found[0]
    return start, end, form


def glued_form(text: str) -> tuple[str, str | None]:
    """Take a legal form in Chinese, Japanese or Korean writing off the end or the beginning of a run of characters.

    Args:
        text: folded; a run that is nothing but a form stays whole.

    Returns:
        The rest, and the form or None.
    """
    for spelling, form, _ in _tables()[2]:
        if len(text) > len(spelling):
            if text.endswith(spelling):
                return text[: -len(spelling)], form
            if text.startswith(spelling):
                return text[len(spelling) :], form
    return text, None


@lru_cache(maxsize=65536)
def fold_name(text: str) -> str:
    """Fold a name to compare it: legal form, letter case and punctuation out; words and their order stay."""
    return strip_punctuation(fold(split_legal_form(text).core)) or strip_punctuation(fold(text)) or fold(text)
