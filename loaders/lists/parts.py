"""What all lists share: identifiers, countries, dates of birth, words about a list; flags for what is odd."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.model import Document, Name, Source
from graph.resolution import check_digits
from loaders.identifiers import read_identifiers
from loaders.places import country_of_address, nationality
from loaders.protocol import Notes
from loaders.source import Meta, SourceFile
from loaders.tables.dates import DateProblem, DateRule, read_date

DAY_OF_NAME = re.compile(r"(?<!\d)(20\d{2})[-_]?(\d{2})[-_]?(\d{2})(?!\d)")
SERIES = re.compile(r"^\s*([A-ZА-Я]{1,3})\s+(?=\d)")  # the letters of a passport before its digits
PARTIAL = "partial"  # a loader's word that the file is known to be a part of the list
LONGEST_SPAN = 10  # years between two bounds of a birth that are still worth naming one by one
ZONE = re.compile(r"(?<=\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$")


def list_document(file: SourceFile, own: Meta, publisher: str, language: str | None) -> Document:
    """Say what a list is; what a person said of it wins over what it says itself."""
    meta = file.meta.over(own)
    return Document(
        sha256=file.sha256,
        name=file.path.name,
        kind="list",
        source=meta.source(publisher),
        title=meta.title,
        language=meta.language or language,
        published=meta.published,
    )


def unsaid(source: Source, meta: Meta, notes: Notes) -> list[str]:
    """Return what neither a list nor a person says of it and the next edition needs to close what it no longer holds.

    Args:
        source: of the list.
        meta: what a person said.
        notes: of its loader; it may tell that the list is a part (PARTIAL).
    """
    open_ = []
    if source.edition is None:
        open_.append(("names no edition", "edition"))
    if source.coverage == "excerpt" and meta.coverage is None and PARTIAL not in notes.details:
        open_.append(("does not say whether it is complete", "coverage"))
    if not open_:
        return []
    what = " and ".join(words for words, _ in open_)
    options = " and ".join(f"--{name}" for _, name in open_)
    keys = " and ".join(f"{name}:" for _, name in open_)
    why = "else no later edition closes what it no longer holds"
    return [f"{what}: give {options} (or {keys} in FILE.meta.yml), {why}"]


def country_of(printed: Iterable[str], addresses: Iterable[str], flags: list[str]) -> tuple[str | None, bool]:
    """Find the country of a party.

    Args:
        printed: values of its own cells, one country each; two of them settle nothing.
        addresses: as printed; the first that names a country counts where no cell does.
        flags: gets `country:several` or `country:unread`, and `addresses_in:` where addresses differ.

    Returns:
        ISO code or None, and whether it is printed in a cell of its own.
    """
    values = list(dict.fromkeys(value for value in printed if value))
    codes = {code for value in values if (code := nationality(value))}
    if len(codes) > 1:
        flags.append("country:several")
        return None, False
    if codes and len(values) == 1:
        return codes.pop(), True
    if values:
        flags.append("country:unread")
    found = list(dict.fromkeys(code for address in addresses if (code := country_of_address(address))))
    if len(found) > 1:
        flags.append("addresses_in:" + ",".join(found))
    return (found[0] if found else None), False


def ids_of(
    values: Iterable[tuple[str, str]], country: str | None, flags: list[str], column: str = "identifier"
) -> tuple[tuple[str, str], ...]:
    """Take the identifiers out of printed values.

    Args:
        values: pairs of kind and printed value; see loaders.identifiers.
        country: of the party.
        flags: gets what cannot be read, and numbers with wrong check digits, which stay.
        column: name for the flags.
    """
    found: dict[tuple[str, str], None] = {}
    for kind, value in values:
        pairs = read_identifiers(SERIES.sub(r"\1", value), kind, country)
        found.update(dict.fromkeys(pairs))
        if not pairs and kind != "KPP":
            flags.append(f"{column}:unread")
    flags.extend(f"check_digits:{kind}:{number}" for kind, number in found if not check_digits(kind, number))
    return tuple(found)


def births_of(values: Iterable[str], flags: list[str], rule: DateRule | None = None) -> tuple[str, ...]:
    """Read dates of birth, each an alternative to the others; what is no date is flagged, not guessed."""
    dates: dict[str, None] = {}
    for value in values:
        try:
            dates[read_date(value, rule)] = None
        except DateProblem:
            flags.append(f"birth:unread:{value}")
    return tuple(dates)


def years_between(first: str, last: str, flags: list[str]) -> list[str]:
    """Return each year of a range of births, for one of them is meant; none where it is too wide to say anything."""
    flags.append(f"birth:between:{first}:{last}")
    if first.isdecimal() and last.isdecimal() and 0 <= int(last) - int(first) <= LONGEST_SPAN:
        return [str(year) for year in range(int(first), int(last) + 1)]
    return []


def unique_names(surface: str, names: Iterable[Name]) -> tuple[Name, ...]:
    """Return names with the surface first and none twice; the better quality of a name that is printed twice stays."""
    order = ("primary", "alias", "former", "weak")
    found: dict[str, Name] = {surface: Name(surface)}
    for name in names:
        text = " ".join(name.text.split())
        known = found.get(text)
        if text and (known is None or order.index(name.quality) < order.index(known.quality)):
            found[text] = Name(text, name.quality, name.language or (known.language if known else None))
    return tuple(found.values())


def read_xml_date(text: str) -> str:
    """Return the day of an XML Schema date, whose zone says nothing of the day: `2015-04-07-04:00`.

    Raises:
        DateProblem: it is no date.
    """
    return read_date(ZONE.sub("", text.strip()))


def edition_of_name(name: str) -> str | None:
    """Return the day that the name of a file gives, where it gives one: `FCDO_SL_2025-08-11.ods`."""
    days = set()
    for year, month, day in DAY_OF_NAME.findall(name):
        try:
            days.add(read_date(f"{year}-{month}-{day}"))
        except DateProblem:
            continue
    return days.pop() if len(days) == 1 else None
