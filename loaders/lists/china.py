"""Small lists around China: its counter-sanctions, the US list of Chinese military companies, INKSNA sanctions.

All three as tables that OpenSanctions compiles from the notices of the authorities.
Source: https://github.com/opensanctions/opensanctions (datasets cn_sanctions, us_dod_chinese_milcorps, us_special_leg)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Claim, Name, Party, PartyKind
from loaders.head import Head
from loaders.lists.kinds import OF_SCHEMA, party_kind
from loaders.lists.names import aliases_of
from loaders.lists.parts import country_of, unique_names
from loaders.lists.simple import Cells, TableList, Unread, need
from loaders.source import Meta
from loaders.tables.dates import read_date

COMPILER = "OpenSanctions"
SHORT_YEAR = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{2})")
MEASURES = {
    "sanction": "sanctions", "sanction.counter": "countermeasures", "export.control": "export control",
}  # fmt: skip
MARK = re.compile(r"\s*\*+\s*$")  # a footnote of the printed list
NOTICES = ("document_number", "publication_date", "html_url", "pdf_url")


def short_date(text: str) -> str:
    """Return a date whose year may have two digits: these lists begin after 2000.

    Raises:
        DateProblem: it is no date.
    """
    return read_date(SHORT_YEAR.sub(r"\1.\2.20\3", text)) if SHORT_YEAR.fullmatch(text) else read_date(text)


def is_index_of_notices(head: Head) -> bool:
    """Whether a file only says where notices stand: number, day and addresses, and no party."""
    return head.header == NOTICES


def _kind(schema: str, name: str, column: str) -> PartyKind:
    if schema not in OF_SCHEMA:
        raise Unread("unknown_schema", f"must be one of {', '.join(OF_SCHEMA)}, got {schema!r}", column)
    return party_kind(schema, name)


def _counter_key(cells: Cells) -> str:
    return "|".join(cells.get(column, "") for column in ("Name", "Chinese name", "List", "Body", "Date", "Source URL"))


def _counter(cells: Cells, key: str) -> Iterator[Claim]:
    need(cells, "Type")
    name = cells["Name"] or cells["Chinese name"]
    if not name:
        need(cells, "Name")
    flags: list[str] = []
    country, printed = country_of([cells["Country"]], [cells["Address"]], flags)
    aliases = [*aliases_of(cells["Alias"], "alias"), *(Name(cells["Chinese name"], "alias", "zh"),)]
    party = Party(
        surface=name,
        kind=_kind(cells["Type"], name, "Type"),
        country=country,
        country_basis=None if country is None else "printed" if printed else "address",
        names=unique_names(name, aliases),
        ids=(("WIKIDATA", cells["QID"]),) if cells["QID"] else (),
        addresses=(cells["Address"],) if cells["Address"] else (),
        key=f"{cells['Type']}|{cells['Name']}|{cells['Chinese name']}",
    )
    body = cells["Body"]
    if not body:
        flags.append("authority:not_stated")
    if SHORT_YEAR.fullmatch(cells["Date"]):
        flags.append("date:two_digit_year")
    yield Claim(
        kind="listing",
        subject=Party(surface=body, kind="public_body", country="CN", country_basis="printed", key=f"authority {body}")
        if body
        else None,
        object=party,
        topic=cells["List"] or None,
        measure=MEASURES.get(cells["Topics"], cells["Topics"]) or None,
        reason=cells["Summary"] or cells["Chinese summary"] or None,
        start=short_date(cells["Date"]) if cells["Date"] else None,
        end=short_date(cells["End date"]) if cells["End date"] else None,
        language="zh" if cells["Chinese summary"] and not cells["Summary"] else "en",
        extractor="cn_countersanctions",
        flags=tuple(flags),
        record=key,
    )


def _authority(name: str) -> Party:
    return Party(surface=name, kind="public_body", country="US", country_basis="printed", key=f"authority {name}")


def _military(cells: Cells, key: str) -> Iterator[Claim]:
    need(cells, "Name")
    printed = MARK.sub("", cells["Name"])
    name = cells["Clean Name"] or printed
    beside = [Name(part, "former") for part in _parted(cells["Previous Name"])]
    former = {part.text for part in beside}
    beside += [alias for alias in aliases_of(cells["Alias"], "alias") if alias.text not in former]
    party = Party(
        surface=name,
        names=unique_names(name, [Name(printed, "alias"), *beside]),
        key=name,
    )
    yield Claim(
        kind="listing",
        subject=_authority("Department of Defense"),
        object=party,
        topic="Chinese military companies (Section 1260H)",
        reason=cells["Note"] or None,
        start=read_date(cells["Start date"]) if cells["Start date"] else None,
        end=read_date(cells["End date"]) if cells["End date"] else None,
        language="en",
        extractor="us_1260h",
        flags=("footnote",) if printed != cells["Name"] else (),
        record=key,
    )
    if cells["Parent Name"]:
        yield Claim(
            kind="ownership",
            subject=Party(surface=cells["Parent Name"], key=cells["Parent Name"]),
            object=party,
            start=read_date(cells["Start date"]) if cells["Start date"] else None,
            language="en",
            extractor="us_1260h",
            record=key,
        )


def _parted(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _nonproliferation(cells: Cells, key: str) -> Iterator[Claim]:
    need(cells, "schema", "name", "authority")
    name = cells["name"]
    flags: list[str] = []
    country, printed = country_of([cells["country"]], (), flags)
    yield Claim(
        kind="listing",
        subject=_authority(cells["authority"]),
        object=Party(
            surface=name,
            kind=_kind(cells["schema"], name, "schema"),
            country=country,
            country_basis="printed" if printed else None,
            names=unique_names(name, aliases_of(cells["aliases"], "alias")),
            key=f"{cells['schema']}|{name}",
        ),
        topic=cells["program"] or None,
        measure=MEASURES.get(cells["topics"], cells["topics"]) or None,
        reason=cells["reason"] or None,
        start=read_date(cells["start-date"]) if cells["start-date"] else None,
        end=read_date(cells["end-date"]) if cells["end-date"] else None,
        language="en",
        extractor="us_inksna",
        flags=tuple(flags),
        record=key,
    )


COUNTER_SANCTIONS = TableList(
    name="cn_countersanctions",
    publisher=COMPILER,
    own=Meta(
        title="Chinese counter-sanctions",
        data_origin="Government of the People's Republic of China",
        coverage="complete",
    ),
    needed=frozenset({"Type", "QID", "Name", "Alias", "Chinese name", "Country", "Topics", "Body", "List", "Date"})
    | {"Summary", "Chinese summary", "End date", "Address", "Source URL"},
    left=frozenset(),
    key=_counter_key,
    claims=_counter,
    start="Date",
)
MILITARY_COMPANIES = TableList(
    name="us_1260h",
    publisher=COMPILER,
    own=Meta(
        title="Chinese military companies (Section 1260H)",
        data_origin="United States Department of Defense",
        coverage="complete",
    ),
    needed=frozenset({"Name", "Clean Name", "Alias", "Previous Name", "Parent Name", "Note", "Start date", "End date"}),
    left=frozenset({"Source Url"}),
    key=lambda cells: f"{cells['Clean Name'] or cells['Name']}|{cells['Start date']}",
    claims=_military,
    start="Start date",
)
NONPROLIFERATION = TableList(
    name="us_inksna",
    publisher=COMPILER,
    own=Meta(
        title="Nonproliferation sanctions (ISN)", data_origin="United States Department of State", coverage="complete"
    ),
    needed=frozenset({"schema", "name", "aliases", "topics", "program", "authority", "reason", "start-date"})
    | {"end-date", "country"},
    left=frozenset({"report-date", "notes", "source_url"}),
    key=lambda cells: f"{cells['schema']}|{cells['name']}|{cells['program']}|{cells['start-date']}",
    claims=_nonproliferation,
    start="start-date",
)
