"""A row of a trade table becomes one claim: who sent which goods to whom, when, on which way."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any

from graph.model import Claim, Party, Reject
from loaders.identifiers import read_identifiers
from loaders.places import country_of_address, country_of_text
from loaders.tables.access import CACHE, Access, Cells, nothing
from loaders.tables.amounts import Amounts
from loaders.tables.cells import RowProblem
from loaders.tables.dates import DateProblem, DateRule, read_date, read_typed_date
from loaders.tables.hs import HsProblem, read_hs
from loaders.tables.layout import positions
from loaders.tables.mapping import PARTIES, Mapping
from loaders.tables.numbers import Marks
from loaders.tables.parties import PartyCells, ReadParty, read_party, resolve_same

PARTIES_KNOWN = 1 << 16  # of one role; a table of a million rows has some ten thousand
FURTHER_ROLES = ("notify", "carrier", "on_behalf_of", "declarant")


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
    """Turns rows into claims by one mapping; what repeats from row to row is read once.

    Args:
        mapping: the mapping, bound to the header.
        header: column names of the table.
        settled: what its columns settle.
    """

    def __init__(self, mapping: Mapping, header: tuple[str, ...], settled: Settled) -> None:
        self._mapping = mapping
        self._access = access = Access(mapping.fields, positions(header))
        self._amounts = Amounts(mapping, access, settled.marks)
        self._key = [access.at(column) for column in mapping.record_id]
        self._version = access.at(mapping.record_version)
        self._declaration = access.at(mapping.declaration)
        named = {name.split(".")[0] for name in mapping.fields}
        self._parties = tuple((role, self._party_reader(role)) for role in PARTIES if role in named)
        self._countries = tuple(access.country(name) for name in ("origin", "dispatch", "destination"))
        text = access.text
        self._goods, self._model, self._declared = text("goods"), text("model"), text("declared_as")
        self._edition = mapping.fields["hs"].edition if "hs" in mapping.fields else None
        self._hs, self._date = self._hs_reader(), self._date_reader(settled.dates)
        self._via, self._lading = self._via_reader(), self._lading_reader()

    def record_key(self, row: Cells) -> tuple[str | None, str | None]:
        """Return the raw key of a row and its version; None where mapping or row name none."""
        parts = [read(row) for read in self._key]
        version = self._version(row) or None
        return (" | ".join(parts) if parts and all(parts) else None), version

    def claims(self, row: Cells, record: str | None) -> tuple[Claim, ...]:
        """Convert one row into what it states: one shipment.

        Raises:
            RowProblem: why it cannot be taken, with the column.
        """
        return (self.claim(row, record),)

    def claim(self, row: Cells, record: str | None) -> Claim:
        """Convert one row.

        Raises:
            RowProblem: why it cannot be taken, with the column.
        """
        flags: list[str] = []
        parties = resolve_same({role: read(row) for role, read in self._parties})
        origin, dispatch, destination = [read(row) for read in self._countries]
        place, lading = self._lading(row)
        if dispatch is None and lading is not None:
            flags.append("dispatch:from_lading")
            dispatch = lading
        supplier = parties["consignor"].party if "consignor" in parties else None
        recipient = parties["consignee"].party if "consignee" in parties else None
        if not (supplier or recipient or origin or dispatch or destination):
            raise RowProblem(Reject("no_parties", "names neither sender nor recipient nor a country"))
        goods, declared, hs = self._goods(row), self._declared(row), self._hs(row)
        if not (goods or declared or hs[0]):
            raise RowProblem(Reject("no_goods", "names no goods", self._access.column("goods")))
        flags += hs[1]
        quantity = self._amounts.quantity(row, flags)
        value = self._amounts.value(row, flags)
        weight = self._amounts.weight(row, flags)
        day = self._date(row)
        roles: list[tuple[str, Party]] = []
        for role, read in parties.items():
            if role in FURTHER_ROLES and read.party is not None:
                roles.append((role, read.party))
            roles += read.roles
            flags += read.flags
        return Claim(
            kind="transfer",
            supplier=supplier,
            recipient=recipient,
            maker=parties["maker"].party if "maker" in parties else None,
            place=place,
            via=self._via(row),
            roles=tuple(roles),
            goods=goods or None,
            model=self._model(row) or None,
            hs=hs[0],
            hs_basis="printed" if hs[0] else None,
            hs_revision=self._edition if hs[0] else None,
            declared_as=declared or None,
            quantity=quantity,
            value=value,
            weight_kg=weight,
            origin=origin,
            origin_basis="printed" if origin else None,
            dispatch=dispatch,
            destination=destination,
            start=day,
            end=day,
            extractor="trade_table",
            flags=tuple(flags),
            record=record,
            declaration=self._declaration(row) or None,
        )

    def _party_reader(self, role: str) -> Callable[[Cells], ReadParty]:
        """Return what reads the cells of one party."""
        access, fields = self._access, self._mapping.fields
        ids = [(name.rpartition(".")[2], access.all(name)) for name in fields if name.startswith(f"{role}.id.")]
        name, alone, address = access.text(f"{role}.name"), access.text(role), access.text(f"{role}.address")
        country = access.country(f"{role}.country")

        def party(row: Cells) -> ReadParty:
            printed, where, code = name(row) or alone(row), address(row), country(row)
            home = code or (country_of_address(where) if where else None)
            found: dict[tuple[str, str], None] = {}
            for kind, texts in ids:
                for text in texts(row):
                    found.update(dict.fromkeys(read_identifiers(text, kind, home)))
            return read_party(role, PartyCells(printed, where, code, tuple(found)))

        return _remembered(party, access.places(*(key for key in fields if key.split(".")[0] == role)), PARTIES_KNOWN)

    def _hs_reader(self) -> Callable[[Cells], tuple[str | None, tuple[str, ...]]]:
        """Return what reads the HS code, with what is to be said of it."""
        read, spec = self._access.text("hs"), self._mapping.fields.get("hs")
        if read is nothing or spec is None:
            return lambda _: (None, ())

        @lru_cache(maxsize=CACHE)
        def code(text: str) -> tuple[str | None, tuple[str, ...]]:
            if not text:
                return None, ()
            try:
                return read_hs(text, spec.digits, spec.edition is None)
            except HsProblem as error:
                raise RowProblem(Reject(error.reject.rule, error.reject.message, self._access.column("hs"))) from error

        return lambda row: code(read(row))

    def _date_reader(self, rule: DateRule) -> Callable[[Cells], str | None]:
        """Return what reads the date."""
        read = self._access.typed("date")
        if read is nothing:
            return lambda _: None

        @lru_cache(maxsize=CACHE)
        def day(text: str, kind: type[str]) -> str | None:
            try:
                return read_date(text, rule) if kind is str else read_typed_date(kind(text), rule)
            except DateProblem as error:
                raise RowProblem(
                    Reject(error.reject.rule, error.reject.message, self._access.column("date"))
                ) from error

        def date(row: Cells) -> str | None:
            text = read(row)
            return day(str(text), type(text)) if text else None

        return date

    def _via_reader(self) -> Callable[[Cells], tuple[Party, ...]]:
        """Return what reads countries and places on the way, in their order."""
        texts = self._access.all("via")
        if "via" not in self._mapping.fields:
            return lambda _: ()
        return _remembered(lambda row: tuple(_stop(str(text)) for text in texts(row)), self._access.places("via"))

    def _lading_reader(self) -> Callable[[Cells], tuple[Party | None, str | None]]:
        """Return what reads the place of lading and its country, which is that of dispatch where no cell prints one."""
        read = self._access.text("lading")
        if read is nothing:
            return lambda _: (None, None)

        def lading(row: Cells) -> tuple[Party | None, str | None]:
            text = read(row)
            if not text:
                return None, None
            code = country_of_text(text)
            if code:
                return None, code
            place = _place(text)
            return place, place.country

        return _remembered(lading, self._access.places("lading"))


def _remembered(function: Callable[[Cells], Any], places: tuple[int, ...], most: int = CACHE) -> Callable[[Cells], Any]:
    """Return a function of a row that is computed once for each content of the cells that it reads.

    Args:
        function: reads no other cells.
        places: positions of those cells.
        most: how many contents are remembered.
    """
    if not places:
        return function
    cut = itemgetter(*places)
    width = places[-1] + 1

    @lru_cache(maxsize=most)
    def known(cells: Any) -> Any:
        row = [""] * width
        for place, cell in zip(places, (cells,) if len(places) == 1 else cells, strict=True):
            row[place] = cell
        return function(row)

    return lambda row: known(cut(row))


def _stop(text: str) -> Party:
    code = country_of_text(text)
    if code is None:
        return _place(text)
    return Party(surface=text, form="country", kind="country", country=code, country_basis="printed")


def _place(text: str) -> Party:
    code = country_of_address(text)
    return Party(surface=text, kind="place", country=code, country_basis="address" if code else None)
