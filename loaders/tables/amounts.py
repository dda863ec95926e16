"""Quantities, values and weights of a row: numbers with their unit or currency, as printed and never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingABC
from decimal import Decimal

from graph.model import Amount, Reject, Relation
from loaders.tables.access import Access, Cells
from loaders.tables.beside import Beside, is_bare, is_short, multiplied, take_apart
from loaders.tables.cells import RowProblem
from loaders.tables.currencies import currency_code, is_shared, may_mean
from loaders.tables.layout import NumberCell, UnitCell
from loaders.tables.mapping_model import Mapping
from loaders.tables.numbers import Marks, NumberProblem, canonical, read_number

KILOGRAMS = {
    "kg": "1", "kgs": "1", "kgm": "1", "kilo": "1", "kilos": "1", "kilogram": "1", "kilograms": "1", "kilogramme": "1",
    "кг": "1", "килограмм": "1", "килограмма": "1", "килограммов": "1", "kilogramm": "1", "kilogrammes": "1",
    "公斤": "1", "千克": "1",
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
EQUAL: Relation = "="
TYPED = Marks(".", "")  # of a number that the file stores as one
UNIT = re.compile(r"[^\W\d_][\w./%-]*(?: [\w./%-]+)*")
# Other units by their names; those of weight and of pieces stand above.
ALIKE = tuple(
    frozenset(names.split("|"))
    for names in (
        "m|м|mtr|mtrs|metre|metres|meter|meters|mètres|metr|метр|метра|метров|метри|米",
        "m2|м2|m²|м²|sqm|mtk|кв.м|кв. м|平方米", "m3|м3|m³|м³|cbm|mtq|куб.м|куб. м|立方米",
        "l|л|ltr|litre|litres|liter|liters|литр|литра|литров|升",
        "set|sets|satz|jeu|jeux|takım|компл|комплект|комплекта|комплектов|套",
        "pair|pairs|paar|paire|paires|çift|пар|пара|пары|双", "штука|штуки|шт|штук|pcs|tane|stücke|pièce|pc",
        "carton|cartons|ctn|ctns|карт|картон|箱", "roll|rolls|rol|рул|рулон|рулонов|卷",
    )
)  # fmt: skip
STEM = 3  # letters of which one unit is the beginning of another: set and sets


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
        unit = self._unit(row) or self._units["quantity"]
        scale = self._scale["quantity"]
        if is_plain(text):
            number, relation = times(self._number("quantity", text), 1, scale, ""), EQUAL
            unit = None if not unit or unit.casefold() in PIECES else unit
        else:
            column = self._access.column("quantity")
            found, unit = with_unit(text, unit, column)
            number = times(self._number("quantity", found.digits), found.factor, scale, column)
            relation = found.relation
        if number == "0":
            flags.append("quantity:zero")
            return None
        return Amount(number, relation, unit)

    def value(self, row: Cells, flags: list[str]) -> Amount | None:
        """Return the value of a row in the currency that is printed; None without one, or where it is zero.

        Raises:
            RowProblem: it cannot be read, or its currency is not known or not that of the column.
        """
        text = self._text("value", row)
        if not text:
            return None
        said = self._units["value"] or self._currency(row)
        scale = self._scale["value"]
        if is_plain(text):
            currency = said_currency(said, self._currency_column)
            number, relation = times(self._number("value", text), 1, scale, ""), EQUAL
        else:
            column = self._access.column("value")
            found, currency = with_currency(text, said, column, self._currency_column)
            number = times(self._number("value", found.digits), found.factor, scale, column)
            relation = found.relation
        if number == "0":
            flags.append("value:zero")
            return None
        if currency is None:
            flags.append("value:no_currency")
        return Amount(number, relation, None, currency)

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

    def _kilograms(self, name: str, row: Cells) -> Decimal | None:
        text = self._text(name, row)
        if not text:
            return None
        if is_plain(text):
            unit = self._weight_unit(row) or self._units[name]
            number = Decimal(self._number(name, text))
        else:
            found = weighed(text, self._access.column(name))
            unit = found.after or self._weight_unit(row) or self._units[name]
            number = Decimal(self._number(name, found.digits)) * found.factor
        if unit is None:
            return number
        factor = FACTORS.get(unit.casefold().rstrip("."))
        if factor is None:
            message = f"must be a unit of weight, got {unit!r}"
            raise RowProblem(Reject("unknown_unit", message, self._access.column(name)))
        return number * factor


def digits_of(text: str) -> str:
    """Return the number of a cell without the words that stand beside it; all of it where it holds none."""
    try:
        return text if not text or is_bare(text) else take_apart(text).digits
    except NumberProblem:
        return text


def is_plain(text: str) -> bool:
    """Whether a cell that is not empty holds a number and nothing beside it, typed or not."""
    return is_bare(text) if type(text) is str else type(text) is not UnitCell


def apart(text: str, column: str) -> Beside:
    """Take a cell of numbers apart, typed or not.

    Raises:
        RowProblem: not_a_number; ambiguous_number: a number format shows a word such as thousand beside the number.
    """
    if isinstance(text, UnitCell):
        if multiplied(text.unit)[0] != 1:
            message = f"its number format shows {text.unit!r} beside it, and it may be multiplied already"
            raise RowProblem(Reject("ambiguous_number", message, column))
        return Beside(NumberCell(str.__str__(text)), after=text.unit)
    if type(text) is not str or is_bare(text):
        return Beside(text)
    try:
        return take_apart(text)
    except NumberProblem as error:
        raise RowProblem(Reject(error.reject.rule, error.reject.message, column)) from error


def times(number: str, factor: int, scale: int, column: str) -> str:
    """Multiply a number by the word beside it, or by the scale of its column.

    Raises:
        RowProblem: ambiguous_number: both say something, and not the same.
    """
    if factor == scale == 1:
        return number
    if factor != 1 and scale not in (1, factor):
        message = f"the cell multiplies {number} by {factor:,} and the mapping by {scale:,}; correct one of them"
        raise RowProblem(Reject("ambiguous_number", message, column))
    return canonical(Decimal(number) * (scale if factor == 1 else factor))


def weighed(text: str, column: str) -> Beside:
    """Take the cell of a weight apart; what a number format shows and is no unit of weight is left out.

    Raises:
        RowProblem: it holds more than a number and a unit, or says that the weight is rough, which no weight can.
    """
    found = apart(text, column)
    if found.before or found.relation != "=":
        raise _no_number(text, column)
    if isinstance(text, UnitCell) and found.after.casefold().rstrip(".") not in FACTORS:
        return Beside(found.digits)
    return found


def with_unit(text: str, said: str | None, column: str) -> tuple[Beside, str | None]:
    """Return the number of a quantity and its unit: of its column or field, else the one beside the number.

    Args:
        text: the cell, typed where its file types it.
        said: what column or field say.
        column: of the quantity.

    Raises:
        RowProblem: not_a_number, ambiguous_number; unit_conflict: the two units are not one.
    """
    found = apart(text, column)
    printed = found.after
    if isinstance(text, UnitCell):
        known = _plain(printed) in FACTORS or _plain(printed) in PIECES
        printed = printed if known or not said else ""  # words of a number format that are no unit
    elif found.before or (printed and not UNIT.fullmatch(printed)):
        raise _no_number(text, column)
    if printed and said and not same_unit(printed, said):
        message = f"{str(text)!r} says {printed!r} where its column of units says {said!r}"
        raise RowProblem(Reject("unit_conflict", message, column))
    if is_short(printed) and not said:
        message = f"{str(text)!r}: {printed!r} may be a factor or a unit; write the number out"
        raise RowProblem(Reject("not_a_number", message, column))
    unit = said or printed or None
    return found, None if unit is None or unit.casefold() in PIECES else unit


def same_unit(one: str, other: str) -> bool:
    """Whether two printed units are one: of equal weight, both pieces, or one in two words or forms."""
    short, long = sorted((_plain(one), _plain(other)), key=len)
    if short in FACTORS and long in FACTORS:
        return FACTORS[short] == FACTORS[long]
    alike = (short in PIECES and long in PIECES) or any(short in names and long in names for names in ALIKE)
    return short == long or alike or (len(short) >= STEM and long.startswith(short))


def with_currency(text: str, said: str, column: str, currency_column: str) -> tuple[Beside, str | None]:
    """Return the number of a value and its currency: of its column or own field, else the one beside the number.

    Args:
        text: the cell, typed where its file types it.
        said: what column or field say; "" for nothing.
        column: of the value.
        currency_column: the one to name when the currency is not known.

    Raises:
        RowProblem: not_a_number, ambiguous_number, unknown_currency; currency_conflict: the two are not one.
    """
    found = apart(text, column)
    code = said_currency(said, currency_column)
    words = [_word(word) for word in (found.before, found.after) if word]
    if isinstance(text, UnitCell) and (not currency_code(text.unit) or (code and may_mean(text.unit, code))):
        words = []  # words of a number format that are no currency
    for word in words:
        if currency_code(word) is None and not is_shared(word):
            raise _no_number(text, column, f"; {word!r} is no currency that is known")
    for word in sorted(words, key=is_shared):
        if code is None and is_shared(word):
            raise _no_currency(word, currency_column)
        code = code or currency_code(word)
        if code is not None and not may_mean(word, code):
            message = f"{str(text)!r} says {word!r} where its column says {code}"
            raise RowProblem(Reject("currency_conflict", message, column))
    return found, code


def said_currency(said: str | None, column: str) -> str | None:
    """Return the code of the currency that column or field say; None where they say nothing.

    Raises:
        RowProblem: unknown_currency.
    """
    code = currency_code(said) if said else None
    if said and code is None:
        raise _no_currency(said, column)
    return code


def _word(word: str) -> str:
    """Return a word beside a value without the colon or point that ends it, where it is a currency only so."""
    bare = word.rstrip(" :.")
    return word if currency_code(word) or is_shared(word) or not currency_code(bare) else bare


def _plain(unit: str) -> str:
    return unit.casefold().strip(" .")


def _no_number(text: str, column: str, more: str = "") -> RowProblem:
    return RowProblem(Reject("not_a_number", f"must be a number, got {str(text)!r}{more}", column))


def _no_currency(printed: str, column: str) -> RowProblem:
    message = f"must be a currency code of ISO 4217 such as USD, got {printed!r}; give it in a lookup of the mapping"
    return RowProblem(Reject("unknown_currency", message, column))
