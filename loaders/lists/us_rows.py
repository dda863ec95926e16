"""Rows of the tables of the United States become entries; what a row prints is read here, what rows share elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.model import Name, Reject
from loaders.lists.names import quality_of
from loaders.lists.ofac_entry import OfacEntry, segments
from loaders.lists.ofac_index import TYPES
from loaders.lists.us_dates import us_date
from loaders.lists.us_entry import UsEntry, listed, named, of_states, placed
from loaders.lists.us_forms import Form
from loaders.lists.us_ids import segment_of
from loaders.lists.us_lists import LISTS, STATE, UsList, country_of, list_of_source
from loaders.lists.us_text import printed
from loaders.places import country_of_address
from loaders.tables.dates import DateProblem


class RowProblem(ValueError):
    """A row cannot be taken; carries the reject."""

    def __init__(self, rule: str, message: str, column: str) -> None:
        super().__init__(message)
        self.reject = Reject(rule, message, column)


class Cells:
    """One row, seen through the fields of a form."""

    def __init__(self, form: Form, names: tuple[str, ...], cells: tuple[str, ...], line: int) -> None:
        self.form = form
        self.line = line
        self._cells: Mapping[str, str] = dict(zip(names, cells, strict=True))

    def column(self, field: str) -> str:
        """Name of the column that holds a field."""
        return self.form.fields.get(field, field)

    def get(self, field: str) -> str:
        """Text of a field; "" where the table has none."""
        return printed(self._cells.get(self.column(field), ""))

    def several(self, field: str) -> list[str]:
        """Values of a field that holds a list."""
        return listed(self.get(field))

    def day(self, field: str) -> str | None:
        """Date of a field, None for an empty one.

        Raises:
            RowProblem: it is no date.
        """
        text = self.get(field)
        try:
            return us_date(text) if text else None
        except DateProblem as error:
            raise RowProblem(error.reject.rule, error.reject.message, self.column(field)) from error

    def address(self) -> str:
        """The address that stands over several columns."""
        parts = [printed(self._cells.get(name, "")) for name in self.form.address]
        return ", ".join(part for part in parts if part)


def list_of(cells: Cells) -> UsList:
    """Return the list on which a row stands.

    Raises:
        RowProblem: the row names none that is known.
    """
    if cells.form.code is not None:
        return LISTS[cells.form.code]
    found = list_of_source(cells.get("source"))
    if found is None:
        known = ", ".join(LISTS)
        message = f"must name a list ({known}), got {cells.get('source')!r}"
        raise RowProblem("unknown_list", message, cells.column("source"))
    return found


def ofac_entry(cells: Cells) -> OfacEntry:
    """Return an entry of one of OFAC's lists, which the Consolidated Screening List restates.

    Raises:
        RowProblem: it has no number or name, or is of an unknown type.
    """
    uid, kind = cells.get("uid"), cells.get("kind").casefold()
    if not uid.isdigit():
        raise RowProblem("entry_number", f"must be the number of an entry, got {uid!r}", cells.column("uid"))
    if kind not in TYPES:
        raise RowProblem("unknown_type", f"must be one of {', '.join(TYPES)}, got {kind!r}", cells.column("kind"))
    return OfacEntry(
        uid=uid,
        name=_need(cells, "name"),
        kind=kind,
        programmes=tuple(cells.several("programmes")),
        start=cells.day("start"),
        end=cells.day("end"),
        title=cells.get("title"),
        flag=cells.get("flag"),
        owner=cells.get("owner"),
        names=[Name(text, quality_of(text, "alias")) for text in cells.several("names")],
        addresses=[(text, code or "") for text, code in map(placed, cells.several("addresses"))],
        segments=[*_segments(cells), *segments(cells.get("remarks"))],
    )


def _segments(cells: Cells) -> Iterator[str]:
    """Yield what stands in cells of its own in the words of OFAC's remarks."""
    for field, label in (("nationalities", "nationality"), ("citizenships", "citizen"), ("births", "DOB")):
        for number, value in enumerate(cells.several(field)):
            yield f"{'alt. ' if number else ''}{label} {value}"
    for value in cells.several("ids"):
        yield segment_of(value)


def us_entry(cells: Cells, on: UsList) -> UsEntry:
    """Return an entry of a list of another authority.

    Raises:
        RowProblem: it has no name, or a date that cannot be read.
    """
    name, names = named(_need(cells, "name"))
    aliases = [*cells.several("names"), *([alias] if (alias := cells.get("alias")) else [])]
    names += [Name(text, quality_of(text, "alias")) for text in aliases]
    country = cells.get("country")
    flags = [f"standard_order:{value}"] if (value := cells.get("standard").upper()) else []
    return UsEntry(
        on=on,
        name=name,
        kind=cells.get("kind").casefold(),
        names=names,
        addresses=_addresses(cells),
        country=country,
        code=country_of(country) if country else None,
        notice=cells.get("notice"),
        start=cells.day("start"),
        end=cells.day("end"),
        programmes=tuple(cells.several("programmes")),
        reason=_reason(cells, on),
        flags=flags,
        rows=[cells.line],
    )


def _addresses(cells: Cells) -> list[tuple[str, str | None]]:
    """Read all addresses of a row, each with its country; a country alone is no address."""
    found = [placed(text) for text in cells.several("addresses")]
    whole = cells.get("address_whole")
    if whole:
        found.append((whole, country_of_address(whole)))
    text = cells.address()
    country = cells.get("address_country")
    if text and text not in (country, cells.get("country")):
        code = country_of(country) if country else of_states(text, cells.get("state"), cells.get("zip"))
        found.append((text, code))
    elif country:
        found.append(("", country_of(country)))
    return found


def _reason(cells: Cells, on: UsList) -> str:
    """What the entry needs a licence for and how it is decided on; of the State Department the remarks.

    The remarks of the Denied Persons List say what happened to the row, and not why.
    """
    asked = (("requirement", "License requirement"), ("policy", "License policy"))
    said = "; ".join(f"{label}: {text}" for field, label in asked if (text := cells.get(field)))
    return said or (cells.get("remarks") if on.authority is STATE else "")


def _need(cells: Cells, field: str) -> str:
    text = cells.get(field)
    if not text:
        raise RowProblem("missing_value", f"{cells.column(field)} must not be empty", cells.column(field))
    return text
