"""Quantities, values and weights of a row: numbers with their unit or currency, as printed and never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingABC
from decimal import Decimal

from graph.model import Amount, Reject
from loaders.tables.access import Access, Cells
from loaders.tables.cells import RowProblem
from loaders.tables.currencies import currency_code
from loaders.tables.layout import NumberCell, UnitCell
from loaders.tables.mapping_model import Mapping
from loaders.tables.numbers import Marks, NumberProblem, canonical, read_number, split_unit

KILOGRAMS = {
    "kg": "1", "kgs": "1", "kgm": "1", "kilo": "1", "kilos": "1", "kilogram": "1", "kilograms": "1", "kilogramme": "1",
    "кг": "1", "килограмм": "1", "公斤": "1", "千克": "1",
    "g": "0.001", "gr": "0.001", "grm": "0.001", "gram": "0.001", "grams": "0.001", "г": "0.001", "гр": "0.001",
    "克": "0.001",
    "t": "1000", "to": "1000", "ton": "1000", "tons": "1000", "tonne": "1000", "tonnes": "1000", "mt": "1000",
    "tne": "1000", "т": "1000", "тн": "1000", "тонна": "1000", "тонн": "1000", "吨": "1000", "公吨": "1000",
    "tấn": "1000",
    "lb": "0.45359237", "lbs": "0.45359237", "lbr": "0.45359237", "pound": "0.45359237", "pounds": "0.45359237",
}  # fmt: skip
FACTORS = {unit: Decimal(factor) for unit, factor in KILOGRAMS.items()}
PIECES = frozenset(
    "pcs pc pce pces nos ea each stk stück cái chiếc дана pièces pieces piece unit units u nmb шт шт. штук adet "
    "ad".split()
) | frozenset("个件台")
TYPED = Marks(".", "")  # of a number that the file stores as one
# A currency beside its number: "USD 5", "5 руб.", "€5", "5 долл. США".
BESIDE = re.compile(r"([^\d\s.,'’+\-(][^\d,'’+\-(]{0,11}?)\s*(\d.*)|(.*\d\)?)\s*([^\d\s.,'’)(][^\d,'’)(]{0,11})")


class Amounts:
    """Reads the numbers of the rows of one table.

    Args:
        mapping: bound to the header.
        access: its fields over the columns.
        marks: field -> marks that its whole column settles, where the mapping says nothing.
    """

    def __init__(self, mapping: Mapping, access: Access, marks: MappingABC[str, Marks]) -> None:
        self._access = access
        self._marks = {name: marks.get(name, mapping.numbers) for name in ("quantity", "value", "net_kg", "gross_kg")}
        fields = mapping.fields
        self._scale = {name: mapping.scale * fields[name].scale for name in ("quantity", "value") if name in fields}
        self._units = {name: fields[name].unit for name in self._marks if name in fields}
        self._currency_column = access.column("currency")
        typed, text = access.typed, access.text
        self._texts = {name: typed(name) for name in self._marks if name in fields}
        self._unit, self._currency, self._weight_unit = text("unit"), text("currency"), text("weight_unit")

    def quantity(self, row: Cells, flags: list[str]) -> Amount | None:
        """Return the quantity of a row; None without one, or where it is zero.

        Raises:
            RowProblem: it cannot be read.
        """
        text = self._text("quantity", row)
        if not text:
            return None
        digits, printed = apart(text)
        number = self._scaled("quantity", self._number("quantity", digits))
        if number == "0":
            flags.append("quantity:zero")
            return None
        unit = self._unit(row) or self._units["quantity"] or printed
        return Amount(number, unit=None if unit is None or unit.casefold() in PIECES else unit)

    def value(self, row: Cells, flags: list[str]) -> Amount | None:
        """Return the value of a row in the currency that is printed; None without one, or where it is zero.

        Raises:
            RowProblem: it cannot be read, or its currency is not known.
        """
        text = self._text("value", row)
        if not text:
            return None
        text, currency = with_currency(text, self._units["value"] or self._currency(row), self._currency_column)
        number = self._scaled("value", self._number("value", text))
        if number == "0":
            flags.append("value:zero")
            return None
        if currency is None:
            flags.append("value:no_currency")
        return Amount(number, currency=currency)

    def weight(self, row: Cells, flags: list[str]) -> str | None:
        """Return the net weight in kg; a gross one is only looked at for contradictions.

        Raises:
            RowProblem: it cannot be read, has an unknown unit, or is net over gross.
        """
        net, gross = self._kilograms("net_kg", row), self._kilograms("gross_kg", row)
        if net is None:
            if gross is not None:
                flags.append(f"gross_kg:{canonical(gross)}")
            return None
        if gross is not None and net > gross:
            message = f"net weight {canonical(net)} kg is more than gross {canonical(gross)} kg"
            raise RowProblem(Reject("net_over_gross", message, self._access.column("net_kg")))
        if net == 0:
            flags.append("net_kg:zero")
            return None
        return canonical(net)

    def _text(self, name: str, row: Cells) -> str:
        read = self._texts.get(name)
        return read(row) if read is not None else ""

    def _number(self, name: str, text: str) -> str:
        try:
            return read_number(text, TYPED if isinstance(text, NumberCell) else self._marks[name])
        except NumberProblem as error:
            raise RowProblem(Reject(error.reject.rule, error.reject.message, self._access.column(name))) from error

    def _scaled(self, name: str, number: str) -> str:
        scale = self._scale[name]
        return number if scale == 1 else canonical(Decimal(number) * scale)

    def _kilograms(self, name: str, row: Cells) -> Decimal | None:
        text = self._text(name, row)
        if not text:
            return None
        digits, printed = apart(text)
        if printed is not None and isinstance(text, UnitCell) and printed.casefold().rstrip(".") not in FACTORS:
            printed = None  # words of a number format that are no unit
        unit = printed or self._weight_unit(row) or self._units[name]
        if unit is None:
            return Decimal(self._number(name, digits))
        factor = FACTORS.get(unit.casefold().rstrip("."))
        if factor is None:
            raise RowProblem(
                Reject("unknown_unit", f"must be a unit of weight, got {unit!r}", self._access.column(name))
            )
        return Decimal(self._number(name, digits)) * factor


def apart(text: str) -> tuple[str, str | None]:
    """Take a cell apart into its number and the unit that stands beside it, if any."""
    if isinstance(text, UnitCell):
        return NumberCell(str.__str__(text)), text.unit
    return (text, None) if isinstance(text, NumberCell) else split_unit(text)


def digits_of(text: str) -> str:
    """Return the number of a cell without the unit or currency that stands beside it."""
    digits, unit = split_unit(text)
    beside = BESIDE.fullmatch(text.strip()) if unit is None and not text.isdecimal() else None
    return digits if beside is None else beside.group(2) or beside.group(3)


def with_currency(text: str, printed: str, column: str) -> tuple[str, str | None]:
    """Return the number of a value and its currency: of its column or own field, else the one beside the number.

    Args:
        text: the cell, typed where its file types it.
        printed: what column or field say; "" for nothing.
        column: the one to name when the currency is not known.

    Raises:
        RowProblem: unknown_currency.
    """
    if isinstance(text, UnitCell):
        printed = printed or (text.unit if currency_code(text.unit) else "")
    bare = type(text) is not str or (text[0].isdigit() and text[-1].isdigit())
    beside = None if bare else BESIDE.fullmatch(text)
    if beside is not None:
        text = beside.group(2) or beside.group(3)
        printed = printed or beside.group(1) or beside.group(4)
    if not printed:
        return text, None
    code = currency_code(printed)
    if code is None:
        message = (
            f"must be a currency code of ISO 4217 such as USD, got {printed!r}; give it in a lookup of the mapping"
        )
        raise RowProblem(Reject("unknown_currency", message, column))
    return text, code
