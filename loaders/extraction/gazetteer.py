"""Names that are known already, from a file: they help recognition in texts of all languages.

JSON Lines, one name a line:

    {"name": "Example Optics", "kind": "company", "country": "CN", "aliases": ["Example Optics Co., Ltd."]}

The country tells only whether a claim is of our field: a party has the country that its text says, so that nobody is
joined with a namesake because of a file.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, get_args

from ahocorasick_rs import AhoCorasick

from graph.errors import SourceError
from graph.fold import fold_name, goods_key
from graph.reference import countries
from loaders.extraction import lexicon

Kind = Literal["company", "public_body", "person", "goods", "weapon"]
KINDS: tuple[Kind, ...] = get_args(Kind)
PARTIES = frozenset({"company", "public_body", "person"})
FIELDS = frozenset({"name", "kind", "country", "aliases"})
MOST_BYTES = 64 << 20
LONGEST = 300  # characters of a name that can be looked for
HAN = re.compile(r"[\u3400-\u9fff]")
CYRILLIC_END = re.compile(r"(?<=[А-Яа-яЁёЄєІіЇїҐґ]{4})[аеёиоуыэюяьйіїє]?$")
CYRILLIC = re.compile(r"[А-Яа-яЁёЄєІіЇїҐґ]")
ENDING = re.compile(r"[а-яёєіїґ]{0,3}")
WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Known:
    """One name of the file.

    Attributes:
        name: the name.
        kind: company, public_body, person, goods or weapon.
        country: ISO 3166-1 alpha-2 code, or None.
        aliases: other names of the same, sorted.
    """

    name: str
    kind: Kind
    country: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name in a text: [start, end), the name as the file has it, and its kind."""

    start: int
    end: int
    surface: str
    kind: Kind


@dataclass(frozen=True)
class Gazetteer:
    """A file of known names.

    Attributes:
        file: its name.
        sha256: of its bytes.
        names: sorted.
    """

    file: str
    sha256: str
    names: tuple[Known, ...] = field(repr=False)

    @cached_property
    def goods(self) -> frozenset[str]:
        """Folded names of goods."""
        return frozenset(goods_key(name) for one in self.names if one.kind == "goods" for name in _all(one))

    @cached_property
    def homes(self) -> dict[str, str]:
        """Folded name of a party -> its country, where all that are called so have the same."""
        found: dict[str, set[str | None]] = {}
        for one in self.names:
            for name in _all(one) if one.kind in PARTIES else ():
                found.setdefault(fold_name(name), set()).add(one.country)
        return {name: code for name, codes in found.items() if len(codes) == 1 and (code := min(codes, key=str))}

    def mentions(self, text: str) -> list[Mention]:
        """Find known parties and weapons in a text, the longest where several overlap, in their order."""
        automaton, patterns = self._search
        if automaton is None:
            return []
        found: list[Mention] = []
        for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
            name, kind, inflected = patterns[index]
            if inflected and (ending := ENDING.match(text, end)):
                end = ending.end()
            if _stands(text, start, end):
                found.append(Mention(start, end, name if inflected else text[start:end], kind))
        found.sort(key=lambda one: (one.start - one.end, one.start, one.surface, one.kind))
        kept: list[Mention] = []
        for one in found:
            if not any(one.start < other.end and other.start < one.end for other in kept):
                kept.append(one)
        return sorted(kept, key=lambda one: one.start)

    @cached_property
    def _search(self) -> tuple[AhoCorasick | None, list[tuple[str, Kind, bool]]]:
        """The automaton, and for each of its patterns the name, its kind, and whether an ending may follow."""
        patterns: dict[str, tuple[str, Kind, bool]] = {}
        for one in self.names:
            for name in _all(one) if one.kind != "goods" else ():
                if usable(name, one.kind):
                    stem = CYRILLIC_END.sub("", name)
                    patterns.setdefault(stem, (name, one.kind, CYRILLIC.match(name[-1]) is not None))
        return (AhoCorasick(list(patterns)) if patterns else None), list(patterns.values())


def read_gazetteer(path: Path) -> Gazetteer:
    """Read a file of known names; read once as long as it does not change.

    Raises:
        SourceError: it cannot be read, is no such file, or a line is wrong; names line and field.
    """
    try:
        stat = path.stat()
        if stat.st_size > MOST_BYTES:
            raise SourceError(f"must have at most {MOST_BYTES:,} bytes for a gazetteer, got {stat.st_size:,}", path)
    except OSError as error:
        raise SourceError(f"cannot be read as a gazetteer ({error.strerror})", path) from error
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=2)
def _read(path: Path, changed: int, size: int) -> Gazetteer:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read as a gazetteer ({error.strerror})", path) from error
    names: set[Known] = set()
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            names.add(_known(line, number, path))
    if not names:
        raise SourceError("holds no names; waybill gazetteer exports those of the graph", path)
    ordered = sorted(names, key=lambda one: (one.name, one.kind, one.country or "", one.aliases))
    return Gazetteer(path.name, hashlib.sha256(data).hexdigest(), tuple(ordered))


def _known(line: bytes, number: int, path: Path) -> Known:
    """Read one line.

    Raises:
        SourceError: it is no known name; names line and field.
    """

    def wrong(message: str, name: str | None = None) -> SourceError:
        return SourceError(f"line {number}{f', field {name}' if name else ''}: {message}", path)

    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise wrong("must be UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise wrong('must be a JSON object such as {"name": "Example Optics", "kind": "company"}') from error
    if not isinstance(found, dict):
        raise wrong(f"must be a JSON object, got {type(found).__name__}")
    for name in sorted(found.keys() - FIELDS):
        raise wrong(f"is not known here; the fields are {', '.join(sorted(FIELDS))}", name)
    if found.get("kind") not in KINDS:
        raise wrong(f"must be one of {', '.join(KINDS)}, got {found.get('kind')!r}", "kind")
    country = found.get("country")
    if country is not None and country not in countries.all_codes():
        raise wrong(f"must be an ISO 3166-1 code of two letters, or null, got {country!r}", "country")
    aliases = found.get("aliases") or []
    if not isinstance(aliases, list):
        raise wrong(f"must be a list of names, got {aliases!r}", "aliases")
    for name, value in [("name", found.get("name")), *(("aliases", alias) for alias in aliases)]:
        if not isinstance(value, str) or not WORD.search(value) or "\n" in value or not _whole(value):
            raise wrong(f"must be a name in one line, got {value!r}", name)
    return Known(found["name"], found["kind"], country, tuple(sorted(set(aliases))))


def _whole(text: str) -> bool:
    """Whether a text holds no half of a character."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def usable(name: str, kind: Kind) -> bool:
    """Whether a name is clear enough to be looked for by itself: no short or common word, no place."""
    from loaders.extraction.countries import is_country_word

    letters = sum(sign.isalnum() for sign in name)
    if len(name) > LONGEST or name in lexicon.places() or is_country_word(name):
        return False
    if HAN.search(name):
        return letters > 2
    if kind == "person" and len(name.split()) < 2:
        return False
    first = next((sign for sign in name if sign.isalnum()), "")
    single = len(name.split()) == 1
    common = single and name in lexicon.names()["generic_first"].split()
    return letters > 3 and not first.islower() and not common


def _all(one: Known) -> tuple[str, ...]:
    return (one.name, *one.aliases)


def _stands(text: str, start: int, end: int) -> bool:
    """Whether a name stands there as whole words; Chinese puts no space between them."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (
        (WORD.match(before) and not HAN.match(before) and not HAN.match(text[start]))
        or (WORD.match(after) and not HAN.match(after) and not HAN.match(text[end - 1]))
        or before == "-"
        or re.match(r"-\d", text[end : end + 2])
    )
