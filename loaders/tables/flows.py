"""A row of a table of statistics becomes flows: what a country reports of its trade with another, in a period.

One row may print several figures, such as exports and imports side by side: fields named `FIELD@NAME` belong to the
figure NAME, all others to every one of them. A figure is told from its own sub-totals by its level, its period, its
partner (a country or an area) and its regime; two rows that agree in all of them and print different figures
contradict each other. A zero is a figure; a dash is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from graph.model import Amount, Basis, Claim, Direction, Party, Reject
from loaders.places import country_of_text
from loaders.tables.amounts import KILOGRAMS, TYPED, times, weighed, with_currency, with_unit
from loaders.tables.cells import Cells, RowProblem
from loaders.tables.convert import Settled
from loaders.tables.dates import DateProblem
from loaders.tables.figures import Figure, figures
from loaders.tables.hs import HsProblem, read_hs
from loaders.tables.layout import NumberCell, positions
from loaders.tables.mapping_model import Mapping
from loaders.tables.numbers import NumberProblem, canonical, read_number
from loaders.tables.periods import Period, period_of, read_period

# What tells one figure from another, besides the direction and basis of each.
KEYS = (
    "reporter", "partner", "direction", "period", "year", "month", "classification", "hs", "level", "basis", "currency",
    "procedure", "transport", "second_partner", "region",
)  # fmt: skip
DIVISIONS = ("procedure", "transport", "second_partner", "region")  # a figure of one of them is a part of another
WORDS: dict[Direction, str] = {
    "import": "import imports imp m i импорт ввоз им ithalat 进口 einfuhr importation importations",
    "export": "export exports exp x e экспорт вывоз эк ihracat 出口 ausfuhr exportation exportations",
    "re-export": "re-export re-exports reexport rx реэкспорт",
    "re-import": "re-import re-imports reimport rm реимпорт",
}
DIRECTIONS: dict[str, Direction] = {word: direction for direction, words in WORDS.items() for word in words.split()}
BASES: dict[str, Basis] = {
    "consignment": "consignment", "consigment": "consignment", "dispatch": "consignment", "origin": "origin",
}  # fmt: skip
TOTAL = frozenset({"total", "ttl", "all", "all commodities", "all products", "0", "всего", "toplam", "insgesamt"})
AREA_MARK = "area:"
AREA = re.compile(
    r"world|wld|w00|all countries|(?:extra|intra)[- ]?e[ua]\w*\b.*|e[ua]\d\d.*|european (?:union|community)\b.*|"
    r"euro ?area\b.*|areas?,? n\.?e\.?s\.?.*|.*\bn\.?e\.?s\.?|other (?:countries|areas|territories)\b.*|"
    r"(?:unknown|unspecified|not specified|undefined)\b.*|.*\b(?:not|un)[ -]?specified\b.*|free zones?\b.*|bunkers\b.*|"
    r"special categories\b.*|countries and territories not .*|stores and provisions\b.*|.*\bcountries$|"
    r"весь мир|мир|все страны|страны .*|прочие страны.*|дальнее зарубежье|снг|еаэс|ес|атэс",
    re.IGNORECASE,
)
WORLD = frozenset({"world", "wld", "w00", "all countries", "весь мир", "мир", "все страны"})
NOTE = re.compile(r"\s*\([^()]*\)\s*$")
HARMONIZED = re.compile(r"(?:h|hs)(\d{0,4})|cn\d*|тн ?вэд.*|gt[iİ]p", re.IGNORECASE)
REVISIONS = {"0": "1992", "1": "1996", "2": "2002", "3": "2007", "4": "2012", "5": "2017", "6": "2022"}
LEVELS = {"0": "total", "2": "hs2", "4": "hs4", "6": "hs6", "8": "hs8", "10": "hs10"}
SHORT = re.compile(r"\d{2}|\d{4}")
ODD = re.compile(r"\d(?:\d{2})?")


@dataclass(frozen=True, slots=True)
class _Goods:
    """What a figure is of: a code with its level, or the printed code of another nomenclature."""

    level: str
    hs: str | None = None
    printed: str | None = None
    revision: str | None = None


class FlowConverter:
    """Turns rows of statistics into claims by one mapping.

    Args:
        mapping: the mapping.
        header: column names of the table.
        settled: what its columns settle.
    """

    def __init__(self, mapping: Mapping, header: tuple[str, ...], settled: Settled) -> None:
        self._mapping = mapping
        self._settled = settled
        self._positions = positions(header)
        self._figures = figures(mapping.fields)

    def record_key(self, row: tuple[str, ...]) -> tuple[str | None, str | None]:
        """Return the raw key of a row and its version: the mapping's own columns, else all that tell it apart."""
        cells = Cells(self._mapping.fields, self._positions, row)
        version = cells.cell(self._mapping.record_version) if self._mapping.record_version else None
        parts = [cells.cell(column) for column in self._mapping.record_id]
        if not parts:
            parts = [cells.text(name) for name in KEYS if name in self._mapping.fields]
        return " | ".join(parts) or None, version or None

    def claims(self, row: tuple[str, ...], record: str | None) -> tuple[Claim, ...]:
        """Convert one row into its figures.

        Raises:
            RowProblem: why it cannot be taken, with the column.
        """
        found = []
        for figure in self._figures:
            cells = Cells(figure.fields, self._positions, row)
            claim = self._claim(figure, cells, f"{record} @ {figure.name}" if figure.name and record else record)
            if claim is not None:
                found.append(claim)
        if not found:
            raise RowProblem(Reject("no_figure", "holds no figure"))
        return tuple(found)

    def _claim(self, figure: Figure, cells: Cells, record: str | None) -> Claim | None:
        flags: list[str] = []
        value, scale = self._value(figure, cells)
        quantity = self._quantity(figure, cells)
        weight = self._weight(figure, cells)
        if value is None or value.number != "0":  # a zero that stands for "not weighed", beside a value or alone
            if weight == "0":
                flags.append("net_kg:zero")
                weight = None
            if quantity is not None and quantity.number == "0":
                flags.append("quantity:zero")
                quantity = None
        if value is None and quantity is None and weight is None:
            return None
        direction = _direction(cells)
        goods = _goods(cells)
        start, end = _period(cells)
        return Claim(
            kind="flow",
            subject=_side("reporter", cells),
            object=_side("partner", cells),
            direction=direction,
            basis=_basis(cells) if direction.endswith("import") else None,
            level=goods.level,
            regime="; ".join(_divisions(cells)) or None,
            scale=str(scale) if scale != 1 else None,
            hs=goods.hs,
            hs_basis="printed" if goods.hs else None,
            hs_revision=goods.revision,
            goods=goods.printed,
            value=value,
            quantity=quantity,
            weight_kg=weight,
            start=start,
            end=end,
            extractor="trade_table",
            flags=tuple(flags),
            record=record,
        )

    def _number(self, name: str, text: str, figure: Figure, cells: Cells) -> str:
        settled = self._settled.marks.get(figure.keys[name], self._mapping.numbers)
        marks = TYPED if isinstance(text, NumberCell) else settled
        try:
            return read_number(text, marks)
        except NumberProblem as error:
            raise RowProblem(Reject(error.reject.rule, error.reject.message, cells.column(name))) from error

    def _value(self, figure: Figure, cells: Cells) -> tuple[Amount | None, int]:
        """Return the value with its currency, and the factor that it was printed with."""
        text = cells.typed("value")
        if not text:
            return None, 1
        field = figure.fields["value"]
        column, said = cells.column("value"), field.unit or cells.text("currency")
        found, currency = with_currency(text, said, column, cells.column("currency"))
        scale = field.scale * self._mapping.scale
        number = times(self._number("value", found.digits, figure, cells), found.factor, scale, column)
        if currency is None:
            raise RowProblem(Reject("no_currency", "a value without a currency is none", column))
        return Amount(number, relation=found.relation, currency=currency), max(scale, found.factor)

    def _quantity(self, figure: Figure, cells: Cells) -> Amount | None:
        text = cells.typed("quantity")
        if not text:
            return None
        field = figure.fields["quantity"]
        column = cells.column("quantity")
        found, unit = with_unit(text, cells.text("unit") or field.unit, column)
        scale = field.scale * self._mapping.scale
        number = times(self._number("quantity", found.digits, figure, cells), found.factor, scale, column)
        return Amount(number, relation=found.relation, unit=unit)

    def _weight(self, figure: Figure, cells: Cells) -> str | None:
        text = cells.typed("net_kg")
        if not text:
            return None
        field = figure.fields["net_kg"]
        found = weighed(text, cells.column("net_kg"))
        unit = (found.after or field.unit or "kg").casefold().rstrip(".")
        if unit not in KILOGRAMS:
            raise RowProblem(Reject("unknown_unit", f"must be a unit of weight, got {unit!r}", cells.column("net_kg")))
        number = Decimal(self._number("net_kg", found.digits, figure, cells)) * found.factor * field.scale
        return canonical(number * Decimal(KILOGRAMS[unit]))


def _divisions(cells: Cells) -> list[str]:
    """What narrows a figure down to a part of another: one procedure, one means of transport, one region."""
    return [f"{name.replace('_', ' ')} {text}" for name in DIVISIONS if (text := cells.text(name))]


def _direction(cells: Cells) -> Direction:
    text = cells.text("direction")
    found = DIRECTIONS.get(text.casefold())
    if found is None:
        message = f"must be an import, export, re-import or re-export, got {text!r}; give it in a lookup of the mapping"
        raise RowProblem(Reject("unknown_direction", message, cells.column("direction")))
    return found


def _basis(cells: Cells) -> Basis | None:
    text = cells.text("basis")
    if not text:
        return None
    found = BASES.get(text.casefold())
    if found is None:
        message = f"must be consignment or origin, got {text!r}; give it in a lookup of the mapping"
        raise RowProblem(Reject("unknown_basis", message, cells.column("basis")))
    return found


def _side(name: str, cells: Cells) -> Party:
    """Return a country, or an area that is none, such as the world."""
    text = cells.text(name)
    if not text:
        what = "does not say whose statistic it is" if name == "reporter" else "names no partner, nor the world"
        raise RowProblem(Reject(f"no_{name}", what, cells.column(name)))
    if text.startswith(AREA_MARK):
        return Party(surface=text.removeprefix(AREA_MARK).strip() or text, kind="place")
    code = country_of_text(text)
    if code is not None:
        return Party(surface=text, form="country", kind="country", country=code, country_basis="printed")
    plain = NOTE.sub("", text).strip()
    if AREA.fullmatch(plain):
        return Party(surface="World" if plain.casefold() in WORLD else plain, kind="place")
    message = (
        f"neither a country nor an area is known by the name {text!r}; give its code, or area:NAME, in a lookup of the "
        "mapping"
    )
    raise RowProblem(Reject("unknown_country", message, cells.column(name)))


def _period(cells: Cells) -> Period:
    text, column = cells.text("period"), cells.column("period")
    year, month = cells.text("year"), cells.text("month")
    if not text and not year:
        raise RowProblem(Reject("no_period", "does not say of which time it is", column))
    try:
        if text:
            return read_period(text)
        column = cells.column("month" if cells.has("month") else "year")
        if not cells.has("month"):
            return read_period(year)
        if not month:
            raise RowProblem(Reject("no_period", "names a year and no month", column))
        return period_of(year, month)
    except DateProblem as error:
        raise RowProblem(Reject(error.reject.rule, error.reject.message, column)) from error


def _goods(cells: Cells) -> _Goods:
    """Read what a figure is of; a code of another nomenclature stays as printed, and is added up with nothing."""
    text, scheme = cells.text("hs"), cells.text("classification")
    if not text:
        raise RowProblem(Reject("no_goods", "names no goods, nor their total", cells.column("hs")))
    known = HARMONIZED.fullmatch(scheme) if scheme else None
    if text.casefold() in TOTAL:
        found = _Goods("total")
    elif scheme and known is None:
        return _Goods("other", printed=f"{scheme} {text}")
    else:
        digits = _code(text, cells)
        number = known.group(1) if known else None
        found = _Goods(f"hs{len(digits)}", digits, revision=REVISIONS.get(number, number) if number else None)
    printed = cells.text("level")
    if printed and LEVELS.get(printed, printed) != found.level:
        message = f"the code {text!r} is of level {found.level}, and the row says {printed!r}"
        raise RowProblem(Reject("level_mismatch", message, cells.column("level")))
    return found


def _code(text: str, cells: Cells) -> str:
    """Read a code of two, four, six or more digits."""
    if SHORT.fullmatch(text):
        return text
    try:
        if ODD.fullmatch(text):
            raise HsProblem(
                "hs_lost_zero", f"has an odd number of digits: a zero at its beginning is lost, got {text!r}"
            )
        return read_hs(text)[0]
    except HsProblem as error:
        raise RowProblem(Reject(error.reject.rule, error.reject.message, cells.column("hs"))) from error
