"""A row of a trade table becomes one claim: who sent which goods to whom, when, on which way."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field
from decimal import Decimal

from graph.model import Amount, Claim, Party, Reject
from loaders.identifiers import read_identifiers
from loaders.places import country_of_address, country_of_text
from loaders.tables.cells import Cells, RowProblem
from loaders.tables.currencies import currency_code
from loaders.tables.dates import DateProblem, DateRule, read_date
from loaders.tables.hs import HsProblem, read_hs
from loaders.tables.layout import DateCell, NumberCell, positions
from loaders.tables.mapping import PARTIES, Mapping
from loaders.tables.numbers import Marks, NumberProblem, canonical, read_number, split_unit
from loaders.tables.parties import PartyCells, ReadParty, read_party

KILOGRAMS = {
    "kg": "1", "kgs": "1", "kgm": "1", "кг": "1", "公斤": "1", "千克": "1",
    "g": "0.001", "gr": "0.001", "г": "0.001",
    "t": "1000", "ton": "1000", "tons": "1000", "tonne": "1000", "tonnes": "1000", "mt": "1000",
    "т": "1000", "吨": "1000",
    "lb": "0.45359237", "lbs": "0.45359237",
}  # fmt: skip
PIECES = frozenset(
    "pcs pc pce pces nos ea each stk stück cái chiếc дана pièces pieces piece unit units u nmb шт шт. adet ad".split()
) | frozenset("个件台")
TYPED = Marks(".", "")  # of a number that the file stores as one
NOBODY = {party: ReadParty() for party in PARTIES}
FURTHER_ROLES = ("notify", "carrier", "on_behalf_of", "declarant")
COUNTRY_SLOTS = ("origin", "dispatch", "destination")


@dataclass(frozen=True, slots=True)
class Settled:
    """What the whole columns settle where the mapping says nothing.

    Attributes:
        marks: field -> marks of its numbers.
        dates: how the date column is to be read.
    """

    marks: MappingABC[str, Marks] = field(default_factory=dict)
    dates: DateRule = field(default_factory=DateRule)


class Converter:
    """Turns rows into claims by one mapping.

    Args:
        mapping: the mapping.
        header: column names of the table.
        settled: what its columns settle.
    """

    def __init__(self, mapping: Mapping, header: tuple[str, ...], settled: Settled) -> None:
        self._mapping = mapping
        self._settled = settled
        self._positions = positions(header)
        named = {name.split(".")[0] for name in mapping.fields}
        self._parties = tuple(party for party in PARTIES if party in named)
        self._ids = {party: [name for name in mapping.fields if name.startswith(f"{party}.id.")] for party in PARTIES}

    def record_key(self, row: tuple[str, ...]) -> tuple[str | None, str | None]:
        """Return the raw key of a row and its version; None where mapping or row name none."""
        cells = self._cells(row)
        parts = [cells.cell(column) for column in self._mapping.record_id]
        version = cells.cell(self._mapping.record_version) if self._mapping.record_version else None
        if not parts or not all(parts):
            return None, version
        return " | ".join(parts), version or None

    def claims(self, row: tuple[str, ...], record: str | None) -> tuple[Claim, ...]:
        """Convert one row into what it states: one shipment.

        Raises:
            RowProblem: why it cannot be taken, with the column.
        """
        return (self.claim(row, record),)

    def claim(self, row: tuple[str, ...], record: str | None) -> Claim:
        """Convert one row.

        Raises:
            RowProblem: why it cannot be taken, with the column.
        """
        cells = self._cells(row)
        flags: list[str] = []
        parties = NOBODY | {role: self._party(role, cells) for role in self._parties}
        countries = {slot: cells.country(slot) for slot in COUNTRY_SLOTS}
        place, countries["dispatch"] = _lading(cells, countries["dispatch"], flags)
        supplier, recipient = parties["consignor"].party, parties["consignee"].party
        if supplier is None and recipient is None and not any(countries.values()):
            raise RowProblem(Reject("no_parties", "names neither sender nor recipient nor a country"))
        goods, hs = cells.text("goods") or None, self._hs(cells)
        declared = cells.text("declared_as") or None
        if goods is None and hs is None and declared is None:
            raise RowProblem(Reject("no_goods", "names no goods", cells.column("goods")))
        quantity = self._quantity(cells, flags)
        value = self._value(cells, flags)
        weight = self._weight(cells, flags)
        day = self._date(cells)
        roles = tuple(pair for role in PARTIES for pair in _roles(role, parties[role]))
        for read in parties.values():
            flags.extend(read.flags)
        return Claim(
            kind="transfer",
            supplier=supplier,
            recipient=recipient,
            maker=parties["maker"].party,
            place=place,
            via=_via(cells),
            roles=roles,
            goods=goods,
            model=cells.text("model") or None,
            hs=hs,
            hs_basis="printed" if hs else None,
            declared_as=declared,
            quantity=quantity,
            value=value,
            weight_kg=weight,
            origin=countries["origin"],
            origin_basis="printed" if countries["origin"] else None,
            dispatch=countries["dispatch"],
            destination=countries["destination"],
            start=day,
            end=day,
            extractor="trade_table",
            flags=tuple(flags),
            record=record,
            declaration=cells.cell(self._mapping.declaration) or None if self._mapping.declaration else None,
        )

    def _cells(self, row: tuple[str, ...]) -> Cells:
        return Cells(self._mapping.fields, self._positions, row)

    def _party(self, role: str, cells: Cells) -> ReadParty:
        name = cells.text(f"{role}.name") or cells.text(role)
        address = cells.text(f"{role}.address")
        country = cells.country(f"{role}.country")
        home = country or (country_of_address(address) if address else None)
        ids: list[tuple[str, str]] = []
        for key in self._ids[role]:
            kind = key.rpartition(".")[2]
            ids.extend(pair for text in cells.texts(key) for pair in read_identifiers(text, kind, home))
        return read_party(role, PartyCells(name, address, country, tuple(dict.fromkeys(ids))))

    def _number(self, name: str, text: str, cells: Cells) -> str:
        marks = TYPED if type(text) is NumberCell else self._settled.marks.get(name, self._mapping.numbers)
        try:
            return read_number(text, marks)
        except NumberProblem as error:
            raise RowProblem(Reject(error.reject.rule, error.reject.message, cells.column(name))) from error

    def _quantity(self, cells: Cells, flags: list[str]) -> Amount | None:
        text = cells.text("quantity")
        if not text:
            return None
        digits, printed = (text, None) if type(text) is NumberCell else split_unit(text)
        number = self._scaled("quantity", self._number("quantity", digits, cells))
        unit = cells.text("unit") or self._unit("quantity") or printed
        if Decimal(number) == 0:
            flags.append("quantity:zero")
            return None
        return Amount(number, unit=None if unit is None or unit.casefold() in PIECES else unit)

    def _value(self, cells: Cells, flags: list[str]) -> Amount | None:
        text = cells.text("value")
        if not text:
            return None
        text, currency = currency_of(cells, text, self._unit("value"))
        number = self._scaled("value", self._number("value", text, cells))
        if Decimal(number) == 0:
            flags.append("value:zero")
            return None
        if currency is None:
            flags.append("value:no_currency")
        return Amount(number, currency=currency)

    def _scaled(self, name: str, number: str) -> str:
        found = self._mapping.fields.get(name)
        return canonical(Decimal(number) * self._mapping.scale * (found.scale if found else 1))

    def _weight(self, cells: Cells, flags: list[str]) -> str | None:
        """Return the net weight in kg; a gross one is only looked at for contradictions."""
        net, gross = (self._kilograms(name, cells) for name in ("net_kg", "gross_kg"))
        if net is not None and gross is not None and net > gross:
            raise RowProblem(
                Reject("net_over_gross", f"net weight {net} kg is more than gross {gross} kg", cells.column("net_kg"))
            )
        if net is None and gross is not None:
            flags.append(f"gross_kg:{canonical(gross)}")
        if net is not None and net == 0:
            flags.append("net_kg:zero")
            return None
        return None if net is None else canonical(net)

    def _kilograms(self, name: str, cells: Cells) -> Decimal | None:
        text = cells.text(name)
        if not text:
            return None
        digits, printed = (text, None) if type(text) is NumberCell else split_unit(text)
        unit = (printed or self._unit(name) or "kg").casefold().rstrip(".")
        if unit not in KILOGRAMS:
            raise RowProblem(Reject("unknown_unit", f"must be a unit of weight, got {unit!r}", cells.column(name)))
        return Decimal(self._number(name, digits, cells)) * Decimal(KILOGRAMS[unit])

    def _unit(self, name: str) -> str | None:
        found = self._mapping.fields.get(name)
        return found.unit if found else None

    def _hs(self, cells: Cells) -> str | None:
        text = cells.text("hs")
        if not text:
            return None
        try:
            return read_hs(text)
        except HsProblem as error:
            raise RowProblem(Reject(error.reject.rule, error.reject.message, cells.column("hs"))) from error

    def _date(self, cells: Cells) -> str | None:
        text = cells.text("date")
        if not text:
            return None
        try:
            return read_date(text) if type(text) is DateCell else read_date(text, self._settled.dates)
        except DateProblem as error:
            raise RowProblem(Reject(error.reject.rule, error.reject.message, cells.column("date"))) from error


def _roles(role: str, read: ReadParty) -> list[tuple[str, Party]]:
    """Return the roles besides supplier, recipient and maker."""
    own = [(role, read.party)] if read.party is not None and role in FURTHER_ROLES else []
    return [*own, *read.roles]


def _via(cells: Cells) -> tuple[Party, ...]:
    """Read countries and places on the way, in their order."""
    stops = []
    for text in cells.texts("via"):
        code = country_of_text(text)
        if code is not None:
            stops.append(Party(surface=text, form="country", kind="country", country=code, country_basis="printed"))
        else:
            stops.append(_place(text))
    return tuple(stops)


def _place(text: str) -> Party:
    code = country_of_address(text)
    return Party(surface=text, kind="place", country=code, country_basis="address" if code else None)


def _lading(cells: Cells, dispatch: str | None, flags: list[str]) -> tuple[Party | None, str | None]:
    """Read the place of lading; its country is the country of dispatch where no cell prints one."""
    text = cells.text("lading")
    if not text:
        return None, dispatch
    code = country_of_text(text)
    place = Party(surface=text, kind="place", country=code) if code else _place(text)
    if dispatch is None and place.country is not None:
        flags.append("dispatch:from_lading")
        dispatch = place.country
    return (None if code else place), dispatch


def currency_of(cells: Cells, text: str, unit: str | None) -> tuple[str, str | None]:
    """Return the number of a value and its currency: the unit of its column, of its own field, else printed beside."""
    printed = unit or cells.text("currency")
    beside = None if type(text) is NumberCell else re.fullmatch(r"([A-Za-z]{3})\s*(.+)|(.+?)\s*([A-Za-z]{3})", text)
    if beside:
        text = beside.group(2) or beside.group(3)
        printed = printed or beside.group(1) or beside.group(4)
    if not printed:
        return text, None
    code = currency_code(printed)
    if code is None:
        message = (
            f"must be a currency code of ISO 4217 such as USD, got {printed!r}; give it in a lookup of the mapping"
        )
        raise RowProblem(Reject("unknown_currency", message, cells.column("currency")))
    return text, code
