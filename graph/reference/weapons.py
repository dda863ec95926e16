"""Weapons by their designations: Shahed-136, Geran-2 and Герань-2 are one, Shahed-131 is another.

Source: data/weapons.yml, whose head says where each line is from. A designation is compared exactly after
normalisation, known or not, and never by likeness.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from graph.errors import SchemaError
from graph.fold import fold
from graph.packaged import packaged_yaml

LONGEST = 300  # characters of a printed name that are read
WORDS = 5  # most words of a designation
_LETTERS = dict(
    pair.split(":")
    for pair in "а:a б:b в:v г:g ґ:g д:d е:e ё:e є:ye ж:zh з:z и:i і:i ї:yi й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t "
    "у:u ў:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya ي:ی ك:ک".split(" ")
)
_X = re.compile(r"(?<![^\W_])x(?=[-\s]?\d)")  # X-101 is how a Latin keyboard writes Х-101
_BRACKETS = re.compile(r"\(([^()]*)\)|（([^（）]*)）")
_TAIL = re.compile(r"\s*(?:,\s*)?(?:\btail number\b|\bбортовой номер\b|№|\bno\s?\.?\s?(?=[a-zа-я]{0,3}\d)).*$")
_WORD = re.compile(r"[^\s\"',;:“”„«»]+")
_SERIAL = re.compile(r"[a-zа-яіїєґ]{1,3}-?\d{3,}|\d{4,}|[a-zа-яіїєґ]{2}\d{2}-\d{3}-\d{4}|\d-[a-z]-\d{4}")
_VARIANT = re.compile(r"(?:izd[ei]l|изд|вир[іо]б|object|объект|product|produit)")  # (Izdeliye-51): not just any Lancet
_HAN_KINDS = re.compile("自杀式|察打一体|巡飞弹|弹道导弹|巡航导弹|高超音速导弹|导弹|无人机|坦克|战斗机|型|系统")
_KINDS = frozenset(
    (
        "uav uavs uas of airplane aeroplane fiber-optic target drone drones missile missiles rocket cruise "
        "ballistic hypersonic anti-ship guided air loitering munition munitions kamikaze strike striking combat "
        "attack reconnaissance unmanned aerial vehicle fpv tank aircraft fighter jet bomber helicopter mlrs system "
        "complex the a an type from series model black white russian iranian chinese turkish ukrainian "
        "russian-made made iranian-made mm 122 300 бпла бла дрон дроны дрони беспилотник беспилотный беспилотника "
        "летательный аппарат ракета ракеты ракети крылатая баллистическая крилата балістична комплекс безпілотник "
        "барражирующий боеприпас танк самолёт самолет вертолёт вертолет drohne drohnen rakete marschflugkörper "
        "missile-system drones-kamikazes füze füzesi iha siha insansız hava aracı پهپاد موشک "
    ).split()
)


@dataclass(frozen=True, slots=True)
class Weapon:
    """One weapon.

    Attributes:
        id: short and stable.
        name: to print.
        designations: in all scripts.
        of: ids of the systems whose name may stand beside it.
        source: short for who prints the names for one weapon.
    """

    id: str
    name: str
    designations: tuple[str, ...]
    of: tuple[str, ...]
    source: str


@lru_cache(maxsize=8192)
def weapon_key(text: str) -> str:
    """Bring a designation to one form: capitals, Cyrillic letter by letter in Latin, plain digits, no separators."""
    key, text = "", text[:LONGEST]
    while key != text:  # what is joined may fold once more
        key, text = text, _folded(text)
    return key


def _folded(text: str) -> str:
    folded = _X.sub("kh", fold(text))
    return "".join(
        str(digit) if (digit := unicodedata.digit(char, None)) is not None else _LETTERS.get(char, char)
        for char in folded
        if char.isalnum() or char == "+"
    ).upper()


def keys(names: Iterable[str], known: str | None = None) -> list[str]:
    """Return the keys under which a weapon is found, sorted: of its printed names, and of all its designations.

    Args:
        names: as printed.
        known: its line in the table.
    """
    told = weapon(known) if known is not None else None
    every = (*names, *(told.designations if told else ()))
    return sorted({key for name in every if (key := weapon_key(name))})


@lru_cache(maxsize=1)
def _table() -> dict[str, Weapon]:
    weapons = packaged_yaml("graph.reference", "data", "weapons.yml")["weapons"]
    return {
        str(key): Weapon(str(key), one["n"], tuple(one["d"]), tuple(one.get("of", ())), one["s"])
        for key, one in weapons.items()
    }


@lru_cache(maxsize=1)
def _index() -> dict[str, Weapon]:
    found: dict[str, Weapon] = {}
    for weapon in _table().values():
        for system in weapon.of:
            if system not in _table():
                raise SchemaError(f"weapons.yml, {weapon.id}, of: {system!r} is no line of the table")
        for designation in weapon.designations:
            if found.setdefault(weapon_key(designation), weapon) is not weapon:
                raise SchemaError(f"weapons.yml, {weapon.id}: {designation!r} stands in two lines; keep one of both")
    return found


def weapons() -> tuple[Weapon, ...]:
    """Return all weapons in the order of the table."""
    return tuple(_table().values())


def weapon(identifier: str) -> Weapon | None:
    """Return the weapon with this id, or None."""
    return _table().get(identifier)


@lru_cache(maxsize=8192)
def lookup(text: str) -> Weapon | None:
    """Find the weapon that a printed name means.

    Args:
        text: a designation, alone or with nothing but its kind and what tells one specimen from another: "Shahed-136",
            "UAV "GERAN-2" (Shahed-136) Ы-1276", "БПЛА «Герань-2»".

    Returns:
        The weapon; None where the name is not known, or says more: a part of a weapon is not the weapon.
    """
    if len(text) > LONGEST:
        return None
    exact = _index().get(weapon_key(text))
    if exact is not None:
        return exact
    printed = fold(text)
    beside = [one or other for one, other in _BRACKETS.findall(printed)]
    if any(_VARIANT.match(cell.strip()) for cell in beside):
        return None
    words = _WORD.findall(_HAN_KINDS.sub(" ", _TAIL.sub("", _BRACKETS.sub(" ", printed))))
    found, rest = _designations(words)
    if not found or any(word not in _KINDS and not _SERIAL.fullmatch(word) for word in rest):
        return None
    for cell in beside:
        named = _index().get(weapon_key(cell))
        if named is not None:
            found.add(named.id)
    return _one(found)


def _designations(words: list[str]) -> tuple[set[str], list[str]]:
    """Find known designations among words, the longest first, and return the other words."""
    found: set[str] = set()
    rest: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(WORDS, len(words) - at), 0, -1):
            known = _index().get(weapon_key(" ".join(words[at : at + size])))
            if known is not None:
                found.add(known.id)
                at += size
                break
        else:
            rest.append(words[at])
            at += 1
    return found, rest


def _one(found: set[str]) -> Weapon | None:
    """Return the one weapon that is named; a system beside its missile says which missile it is."""
    systems = {system for one in found for system in _table()[one].of}
    left = found - systems
    return _table()[left.pop()] if len(left) == 1 else None
