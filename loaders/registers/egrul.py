"""The Russian registers of legal entities (EGRUL) and sole traders (EGRIP) as XML, windows-1251 or UTF-8.

Elements and attributes are Cyrillic. Days of entries are those on which the register first showed something.

Source: https://www.nalog.gov.ru/rn77/service/egrip2/ (formats VO_RUGFO and VO_RIGFO, 4.05 to 4.07)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from graph.errors import SourceError
from graph.model import Claim, Document, Entry, Name, Party, PartyKind, Reject
from graph.resolution import check_digits
from loaders.head import Head
from loaders.lists.names import SHORT
from loaders.protocol import Notes
from loaders.registers.egrul_holders import (
    PLACEHOLDER,
    attribute,
    day,
    firm_key,
    first,
    holder_claims,
    numbers_of,
    person_of,
)
from loaders.registers.parts import Columns, distinct, entry, join_address
from loaders.source import Meta, SourceFile
from loaders.xml import Records, children, leaves, local, text_of

PUBLISHER = "Federal Tax Service of Russia"
FIRM, TRADER = "СвЮЛ", "СвИП"
TITLES = {FIRM: "EGRUL", TRADER: "EGRIP"}
DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w-]+)")
RECORD = re.compile(rf"<({FIRM}|{TRADER})\s")
FIRST_DAY = re.compile(r'ДатаОГРН(?:ИП)?="([^"]*)"')
EDITION = re.compile(r'(?:ДатаВыг|ДатаФорм)="(\d{4}-\d{2}-\d{2})"')
COUNT = "КолДок"
PUBLIC = re.compile(
    r"(?:министерство|правительство|администрация|департамент|комитет|прокуратура|управление|"
    r"федеральн(?:ая|ое) (?:[а-яё]+ )?(?:служба|агентство))\b",
    re.IGNORECASE,
)
FIRM_WORDS = re.compile(r"\b(?:общество|предприятие|завод|институт|бюро|центр|банк|компания)\b", re.IGNORECASE)
READ = (
    "@ОГРН", "@ИНН", "@ДатаОГРН", "@КПП", "@ПолнНаимОПФ", "@ИННФЛ", "@НаимВидИП", "@КодВидИП",
    "СвНаимЮЛ", "СвАдресЮЛ", "СвАдрЮЛ", "СвУчредит", "СведДолжнФЛ", "СвУпрОрг", "СвДержРеестрАО", "СвПредш", "СвПреем",
    "СвПрекрЮЛ", "СвПрекращ", "СвСтатус", "СвФЛ",
)  # fmt: skip
# Kept in the archive with the record, and said nowhere in the graph.
LEFT = (
    "@ДатаВып", "@СпрОПФ", "@КодОПФ", "СвОбрЮЛ", "СвРегОрг", "СвУчетНО", "СвРегПФ", "СвРегФСС", "СвОКВЭД", "СвЛицензия",
    "СвЗапЕГРЮЛ", "СвПодразд", "СвАдрЭлПочты", "СвДоляООО", "СвУстКап", "СвТипУстав", "СвКФХ", "СвРеорг", "СвГражд",
    "СвРегИП", "СвЗапЕГРИП", "СвАдрМЖ", "СвРешИзмМН", "СвОгрДос", "СвКорпДог", "СвСоглас", "СвУчрДог",
)  # fmt: skip


def _text(head: Head) -> str:
    """The head in the encoding that it declares, which is seldom UTF-8."""
    declared = DECLARED.match(head.data.lstrip())
    try:
        return head.data.decode(declared.group(1).decode() if declared else "utf-8", "replace")
    except LookupError:
        return ""


def kind_of(head: Head) -> str | None:
    """Which of the two registers a file is of, if any."""
    if not head.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    found = RECORD.search(_text(head))
    return TITLES[found.group(1)] if found else None


def is_anonymised(head: Head) -> bool:
    """Whether every number was given on the placeholder's day: the first OGRN was given on 1 July 2002."""
    days = FIRST_DAY.findall(_text(head))
    return bool(days) and all(one == PLACEHOLDER for one in days)


@dataclass(frozen=True, slots=True)
class Egrul:
    """Reads records of both registers."""

    name: str = "egrul"
    version: str = "1"
    settings: str = ""

    def document(self, file: SourceFile) -> Document:
        """Say which register the file is of, and of which day."""
        with file.path.open("rb") as stream:
            data = stream.read(1 << 16)
        head = Head(file.path, data, None, "")
        title = kind_of(head)
        if title is None:
            raise SourceError(f"must hold records {FIRM} or {TRADER} near its beginning", file.path, 1)
        made = EDITION.search(_text(head))
        meta = file.meta.over(Meta(title=title, edition=made.group(1) if made else None))
        return Document(
            sha256=file.sha256,
            name=file.path.name,
            kind="table",
            source=meta.source(PUBLISHER),
            title=meta.title,
            language="ru",
        )

    def entries(self, file: SourceFile, notes: Notes) -> Iterator[Entry]:
        """Yield one entry per legal entity or sole trader."""
        records = Records(file.path, frozenset(TITLES))
        columns, count = Columns(), 0
        for row, node in records:
            count += 1
            cells = columns.cells(leaves(node))
            yield (_firm if local(node) == FIRM else _trader)(row, cells, node)
        told = records.root.get(COUNT, "").strip()  # some are padded with blanks
        if told.isdigit() and int(told) != count:
            notes.warnings.append(f"says that it holds {told} records ({COUNT}), and holds {count}")
        notes.headers[""] = columns.header
        notes.unread.extend(columns.unread(lambda path: path.startswith((*READ, *LEFT)) or "ГРНДата" in path))


def _firm(row: int, cells: tuple[str, ...], node: etree._Element) -> Entry:
    flags: list[str] = []
    ids = numbers_of(node, flags)
    named = first(node, "СвНаимЮЛ")
    name = attribute(named, "НаимЮЛПолн")
    if not name or not ids:
        message = "must have a full name, and an OGRN or INN"
        return Entry(row=row, cells=cells, reject=Reject("missing_value", message, "СвНаимЮЛ"))
    kind: PartyKind = "public_body" if PUBLIC.match(name) and not FIRM_WORDS.search(name) else "company"
    party = Party(
        surface=name,
        kind=kind,
        country="RU",
        country_basis="printed",
        names=distinct(_names(named), name),
        ids=ids,
        addresses=_addresses(node),
        key=firm_key(ids, name),
    )
    end = first(node, "СвПрекрЮЛ")
    ended = attribute(first(end, "СпПрекрЮЛ"), "НаимСпПрекрЮЛ")
    status = attribute(next((one for one in node.iter() if attribute(one, "НаимСтатусЮЛ")), None), "НаимСтатусЮЛ")
    registered = day(attribute(node, "ДатаОГРН"), "ДатаОГРН", flags)
    stopped = day(attribute(end, "ДатаПрекрЮЛ"), "ДатаПрекрЮЛ", flags)
    own = Claim(
        kind="registration",
        object=party,
        topic=TITLES[FIRM],
        entry=ids[0][1],
        outcome="прекращено" if end is not None else status or "действует",
        reason=ended or None,
        programme=attribute(node, "ПолнНаимОПФ") or None,
        start=registered,
        end=stopped,
        language="ru",
        flags=tuple(dict.fromkeys(flags)),
    )
    return entry(row, firm_key(ids, name), cells, [own, *holder_claims(node, party)])


def _names(named: etree._Element | None) -> Iterator[Name]:
    """Short names, and names in other languages; where they stand differs between editions of the format."""
    if named is None:
        return
    for inner in named.iter():
        for key, text in inner.attrib.items():
            if str(key).startswith("Наим") and str(key) not in ("НаимЮЛПолн", "НаимЯзык"):
                foreign = "Ин" in local(inner) or "Ин" in str(key)
                plain = " ".join(str(text).split())
                few = sum(sign.isalpha() for sign in plain) <= SHORT
                yield Name(plain, "weak" if few else "alias", None if foreign else "ru")


def _addresses(node: etree._Element) -> tuple[str, ...]:
    """The addresses of the firm, as the register breaks them up, from the widest part to the narrowest."""
    found = []
    for place in children(node, "СвАдресЮЛ"):
        for part in place:
            if local(part) in ("АдресРФ", "СвАдрЮЛФИАС"):
                found.append(_address(part))
    return tuple(dict.fromkeys(line for line in found if line))


def _address(node: etree._Element) -> str:
    pieces = [attribute(node, "Индекс")]
    for part in node:
        if "ГРН" in local(part) or (local(part) == "Регион" and text_of(part)):  # there it is a number
            continue
        words = [str(value) for key, value in part.attrib.items() if "Код" not in str(key)] or [text_of(part)]
        pieces.append(" ".join(words))
    pieces += [attribute(node, name) for name in ("Дом", "Корпус", "Кварт")]
    return join_address(pieces)


def _trader(row: int, cells: tuple[str, ...], node: etree._Element) -> Entry:
    flags: list[str] = []
    number, tax = attribute(node, "ОГРНИП"), attribute(node, "ИННФЛ")
    person = person_of(node, Party(surface=number, key=f"OGRNIP {number}"), [])
    if person is None or not number:
        message = "must have a name and an OGRNIP"
        return Entry(row=row, cells=cells, reject=Reject("missing_value", message, "ОГРНИП"))
    pairs = [("OGRNIP", number), *([("INN", tax)] if tax else [])]
    flags.extend(f"check_digits:{kind}:{one}" for kind, one in pairs if not check_digits(kind, one))
    party = Party(surface=person.surface, kind="person", ids=tuple(pairs), key=f"INN {tax}" if tax else person.key)
    end = first(node, "СвПрекращ", "СвПрекр")
    parts = [] if end is None else list(end.iter())
    ended = next((text for one in parts if (text := attribute(one, "ДатаПрекращ"))), "")
    own = Claim(
        kind="registration",
        object=party,
        topic=TITLES[TRADER],
        entry=number,
        outcome="прекращено" if end is not None else "действует",
        programme=attribute(node, "НаимВидИП") or None,
        start=day(attribute(node, "ДатаОГРНИП"), "ДатаОГРНИП", flags),
        end=day(ended, "ДатаПрекращ", flags),
        language="ru",
        flags=tuple(dict.fromkeys(flags)),
    )
    return entry(row, f"OGRNIP {number}", cells, [own])
