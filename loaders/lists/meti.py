"""Lists of end users to whom Japan bans exports (METI), as text of their PDFs: numbered entries over wrapped lines.

An entry reads: number, name in Japanese with other names in brackets, name in English, `a.k.a., the following two
aliases:` with a list, and the address after 所在地. Page breaks glue the next number to the line before.
Source: https://www.meti.go.jp/policy/external_economy/trade_control/02_export/17_russia/russia.html
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.errors import SourceError
from graph.model import Claim, Document, Entry, Name, Party, Reject
from loaders.documents.decode import decode
from loaders.head import Head
from loaders.lists.kinds import party_kind
from loaders.lists.parts import country_of, list_document, unique_names
from loaders.protocol import Notes
from loaders.source import Meta, SourceFile
from loaders.tables.dates import DateProblem, read_date

AUTHORITY = Party(
    surface="Ministry of Economy, Trade and Industry",
    kind="public_body",
    country="JP",
    country_basis="printed",
    names=(Name("経済産業省", "alias", "ja"),),
    key="authority METI",
)
MAX_BYTES = 32 << 20
GAP = 4  # numbers that may be missing before the rest of a list counts as one entry
LONG_NAME = 60  # letters; a longer name may hold a sentence on what it includes
HEADING = re.compile(r"指定日\s*[:：]")
UPDATED = re.compile(r"(?:最終)?更新日\s*[:：]\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
NOTICE = re.compile(r"[(（]([^()（）]*告示[^()（）]*)[)）]")
PLACE = re.compile(r"所\s*在\s*地\s*[:：]?")
OTHER_NAMES = re.compile(r"(?:^|\n)\s*別称\s*[:：]")  # on a line of its own, in the later entries
JAPANESE = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
LATIN = re.compile(r"[A-Za-z]")
AKA = re.compile(
    r",?\s*\(?\s*a\.?\s*k\.?\s*a\.?,?\s*(?:the\s+)?(?:following)?\s*(\w+?)?\s*alias(?:es)?\s*:?", re.IGNORECASE
)
BARE_AKA = re.compile(r",?\s*a\.k\.a\.?,?\s*:?", re.IGNORECASE)
IN_BRACKETS = re.compile(r"[(（]\s*別称\s*[、､,:：]?")
BULLET = re.compile(r"^[\s\-–—―－・•·]*(?:and\b)?[\s\-–—―－・•·]*", re.IGNORECASE)
BULLET_LINE = re.compile(r"\n\s*[-–—―－]\s*")
END = re.compile(r"(?<=[a-z0-9]{4})\.$")
ABBREVIATED = re.compile(r"\b(?:Co|Ltd|Inc|Corp)\.$")
SCOPE = re.compile(r",? including\b|\. This includes\b|(?<=[a-z])\. (?=[A-Z])")
NUMBERS = dict(zip(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty".split(), range(1, 21), strict=True,
))  # fmt: skip


def fits(head: Head) -> bool:
    """Whether a file is the text of one of these lists."""
    text = unicodedata.normalize("NFKC", head.text)
    heading = HEADING.search(text)
    return heading is not None and "団体" in text[: heading.start()] and PLACE.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Printed:
    """One entry as printed: its number, first line and lines."""

    number: int
    line: int
    lines: tuple[str, ...]


@dataclass(slots=True)
class _Parts:
    """What an entry says."""

    japanese: str = ""
    english: str = ""
    names: list[Name] = field(default_factory=list)
    addresses: tuple[str, ...] = ()
    scope: str = ""
    flags: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Meti:
    """Reads one list."""

    name: str = "jp_meti"
    version: str = "1"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say which list it is and of which day, from the lines above the first entry."""
        heading, _ = _read(file)
        return list_document(file, _own(heading), "Ministry of Economy, Trade and Industry (Japan)", "ja")

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per number; every line of the file belongs to the heading or to one entry."""
        heading, printed = _read(file)
        own = _own(heading)
        notice = NOTICE.search(unicodedata.normalize("NFKC", "".join(heading)))
        notes.counts["heading_lines"] = len(heading)
        notes.headers[""] = ()
        seen: Counter[str] = Counter()
        last = 0
        for one in printed:
            if one.number != last + 1:
                notes.warnings.append(f"line {one.line}: number {one.number} follows {last}; entries may be missing")
            last = one.number
            yield _entry(one, own.title or "", notice.group(1) if notice else None, seen)


def _read(file: SourceFile) -> tuple[list[str], list[_Printed]]:
    if file.size > MAX_BYTES:
        raise SourceError(f"must be at most {MAX_BYTES:,} bytes, got {file.size:,}; split it", file.path)
    try:
        data = file.path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", file.path) from error
    text, _ = decode(data, file.path, False)
    heading, printed = split_entries(text)
    if not printed:
        raise SourceError("has a heading and no numbered entry below it", file.path)
    return heading, printed


def _own(heading: list[str]) -> Meta:
    lines = [unicodedata.normalize("NFKC", line).strip() for line in heading]
    until = next((number for number, line in enumerate(lines) if HEADING.match(line)), len(lines))
    updated = UPDATED.search("".join(lines))
    title = NOTICE.sub("", "".join(lines[:until])).strip(" ○◯")
    try:
        edition = read_date("-".join(updated.groups())) if updated else None
    except DateProblem:
        edition = None
    return Meta(
        title=title,
        edition=edition,
        url="https://www.meti.go.jp/policy/external_economy/trade_control/02_export/17_russia/russia.html",
        coverage="complete",
    )


def split_entries(text: str) -> tuple[list[str], list[_Printed]]:
    """Cut a list at its numbers, which run on from one, whether a line begins with them or a page break glued them.

    Returns:
        the lines of the heading, and the entries with their lines as printed.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    folded = "".join(str(unicodedata.digit(sign)) if sign in "０１２３４５６７８９" else sign for sign in plain)
    heading = HEADING.search(folded)
    place = heading.end() if heading else 0
    starts: list[tuple[int, int]] = []
    number = 1
    while found := next(
        ((n, start) for n in range(number, number + GAP) if (start := _start(folded, place, n)) is not None), None
    ):
        starts.append(found)
        number = found[0] + 1
        place = found[1] + len(str(found[0]))
    ends = [*(start for _, start in starts[1:]), *([len(plain)] if starts else [])]
    printed = [
        _Printed(number, plain.count("\n", 0, start) + 1, tuple(plain[start:end].rstrip("\n").split("\n")))
        for (number, start), end in zip(starts, ends, strict=True)
    ]
    begin = starts[0][1] if starts else len(plain)
    return plain[:begin].rstrip("\n").split("\n"), printed


def _start(text: str, place: int, number: int) -> int | None:
    """Where the entry of a number begins: its line goes on in Japanese, and the entry before has its address."""
    pattern = re.compile(rf"(?:(?<=\n)[ \u3000]*|(?<=[A-Za-z.;,)]))({number})(?=[ \u3000.．]?[^\d\n,])")
    for found in pattern.finditer(text, place):
        start = found.start(1)
        line = text[start : text.find("\n", start) if "\n" in text[start:] else len(text)]
        glued = text[start - 1] != "\n" and text[:start].rstrip(" \u3000")[-1:] != "\n"
        if JAPANESE.search(PLACE.split(line)[0]) and not (glued and not PLACE.search(text, place, start)):
            return start
    return None


def _entry(one: _Printed, title: str, notice: str | None, seen: Counter[str]) -> Entry:
    parts = read_parts(one.lines)
    name = parts.english or parts.japanese
    if not name:
        reject = Reject("missing_value", f"entry {one.number} has no name that can be read", "name")
        return Entry(row=one.line, cells=one.lines, reject=reject)
    seen[name] += 1
    key = name if seen[name] == 1 else f"{name}|{seen[name]}"
    country, _ = country_of((), parts.addresses, parts.flags)
    party = Party(
        surface=name,
        kind=party_kind("LegalEntity", name),
        country=country,
        country_basis="address" if country else None,
        names=unique_names(name, [Name(parts.japanese, "alias", "ja"), *parts.names]),
        addresses=parts.addresses,
        key=key,
    )
    claim = Claim(
        kind="listing",
        subject=AUTHORITY,
        object=party,
        topic=title or None,
        measure="Export control",
        programme=notice,
        entry=str(one.number),
        reason=parts.scope or None,
        language="ja",
        extractor="jp_meti",
        flags=tuple(parts.flags),
        record=key,
    )
    return Entry(row=one.line, record=key, cells=one.lines, claims=(claim,))


def read_parts(lines: tuple[str, ...]) -> _Parts:
    """Take an entry apart.

    Args:
        lines: as printed; the first begins with the number.
    """
    parts = _Parts()
    text = re.sub(r"^[0-9０-９]+[.．]?[ \u3000]*", "", "\n".join(lines))
    body, *places = PLACE.split(text)
    found = _several(join_lines("\n".join(places).split("\n")))
    parts.addresses = tuple(END.sub("", address) for address in found)
    if len(places) != 1:  # none, or those of an entry whose number cannot be read
        parts.flags.append(f"address:{len(places)}_marks")
    body, *others = OTHER_NAMES.split(body)
    for more in others:
        parts.names += [Name(name, "alias", _language(name)) for name in _several("; ".join(more.split("\n")))]
    japanese, english = _halves(body.split("\n"))
    _japanese(join_lines(japanese), parts)
    _english(english, parts)
    return parts


def _language(name: str) -> str | None:
    return "ja" if JAPANESE.search(name) else None


def _halves(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the Japanese lines from the English ones; a line may hold the end of the one and the start of the other."""
    depth, count = 0, 0
    for count, line in enumerate(lines):
        if depth <= 0 and count and not JAPANESE.search(line):
            break
        for place, sign in enumerate(line):
            depth += (sign in "(（") - (sign in ")）")
            rest = line[place + 1 :]
            if sign in ")）" and depth == 0 and LATIN.match(rest.strip()) and not JAPANESE.search(rest):
                return [*lines[:count], line[: place + 1]], [rest, *lines[count + 1 :]]
    else:
        count = len(lines)
    return lines[:count], lines[count:]


def join_lines(lines: list[str]) -> str:
    """Join wrapped lines: Japanese and hyphened words without a blank, others with one."""
    text = ""
    for line in (line.strip(" \u3000\t") for line in lines):
        tight = not text or not line or JAPANESE.match(line) or JAPANESE.search(text[-1]) or text[-1] in "-（、､"
        tight = tight or (line[0] == "-" and text[-1].isalnum())
        text += line if tight else f" {line}"
    return text.strip()


def _japanese(text: str, parts: _Parts) -> None:
    found = IN_BRACKETS.search(text)
    if found is None:
        name, _, scope = text.partition("。")
        parts.japanese, parts.scope = name.strip(), scope.strip()
        if scope:
            parts.japanese = re.sub(r"[(（][^()（）]*[)）]?$", "", parts.japanese).strip() or parts.japanese
        return
    parts.japanese = text[: found.start()].strip()
    inner = re.sub(r"[)）]\s*$", "", text[found.end() :])
    names = re.split(r"[、､，]|及び|又は|並びに", inner)
    parts.names += [Name(name.strip(), "alias", "ja") for name in names if name.strip()]


def _english(lines: list[str], parts: _Parts) -> None:
    text = join_lines(lines)
    found = AKA.search(text) or BARE_AKA.search(text)
    name = text[: found.start()] if found else text
    if scope := SCOPE.search(name) if len(name) > LONG_NAME else None:
        parts.scope = name[scope.start() :].strip(" .,") or parts.scope
        name = name[: scope.start()]
    parts.english = " ".join(name.split()).strip(" ,;")
    if found is None:
        return
    aliases = _several(text[found.end() :])
    stated = NUMBERS.get((found.group(1) or "").casefold()) if found.re is AKA else None
    if stated is not None and stated != len(aliases):  # a semicolon is missing: the bullets part them too
        by_bullets = _several(text_after(AKA, BULLET_LINE.sub(";", "\n".join(lines))))
        if stated == len(by_bullets):
            aliases = by_bullets
        else:
            parts.flags.append(f"aliases:{stated}_stated_{len(aliases)}_read")
    parts.names += [Name(alias if ABBREVIATED.search(alias) else alias.rstrip("."), "alias") for alias in aliases]


def text_after(pattern: re.Pattern[str], text: str) -> str:
    """Return what stands behind the first match, its line ends as blanks; all of it where there is none."""
    found = pattern.search(text)
    return join_lines(text[found.end() if found else 0 :].split("\n"))


def _several(text: str) -> list[str]:
    """Parts of a list with semicolons, without bullets and `and`."""
    values = (" ".join(BULLET.sub("", part).split()) for part in re.split(r"[;；]", text))
    return list(dict.fromkeys(value for value in values if LATIN.search(value) or JAPANESE.search(value)))
