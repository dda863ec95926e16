"""A row of a register of arms transfers: what one state ordered of another, and what of it was delivered.

An order is a planned transfer and never a delivery; what was delivered is a transfer of its own, with the years of its
deliveries as bounds. A question mark or a bracket, in the cell or in the nameless column beside it, marks an estimate.

Source: the conventions that the SIPRI Arms Transfers Database prints above and about its trade register.
"""

from __future__ import annotations

import re
from typing import Literal

from graph.model import Amount, Claim, Party, Reject, Relation, replace
from graph.reference import goods as lexicon
from loaders.places import country_of_text
from loaders.tables.cells import Cells, RowProblem
from loaders.tables.convert import Settled
from loaders.tables.mapping_model import Mapping
from loaders.tables.numbers import Marks, NumberProblem, read_number

YEAR = re.compile(r"(?:1[89]|20)\d\d")
YEARS = re.compile(r"(?:1[89]|20)\d\d(?:\s*(?:[-–—;,/]|to)\s*(?:1[89]|20)\d\d)*")
DOUBT = re.compile(r"[?()~]|\bc\.|\bca\.")
UNKNOWN = re.compile(r"(?:an? )?unknown\b.*|not known|multiple (?:sellers|suppliers|recipients).*", re.IGNORECASE)
TRUE = frozenset({"true", "yes", "1", "y", "?", "x"})
MARKS = Marks(".", ",")
Role = Literal["supplier", "recipient"]


class ArmsConverter:
    """Turns rows of a register of arms into claims by one mapping.

    Args:
        mapping: the mapping.
        header: column names of the table; a nameless column right of a number holds the mark of an estimate.
        settled: not asked: a register writes whole numbers.
    """

    def __init__(self, mapping: Mapping, header: tuple[str, ...], settled: Settled) -> None:
        self._mapping = mapping
        self._positions = {column: index for index, column in reversed(list(enumerate(header)))}
        self._beside = {
            column: index + 1
            for column, index in self._positions.items()
            if column and index + 1 < len(header) and not header[index + 1]
        }
        self._numbered: dict[str, dict[tuple[str, ...], int]] = {}

    def record_key(self, row: tuple[str, ...]) -> tuple[str | None, str | None]:
        """Return the raw key of a row: the register's own id, else the deal; a second deal like it is its number two.

        Without an id a deal is known by the columns that do not change once it is delivered. Rows with equal cells are
        the same row.
        """
        cells = Cells(self._mapping.fields, self._positions, row)
        parts = [cells.cell(column) for column in self._mapping.record_id]
        if parts and all(parts):
            return " | ".join(parts), None
        deal = " | ".join(cells.text(name) for name in ("supplier", "recipient", "order_year", "designation"))
        printed = tuple(cell.strip() for cell in row)
        known = self._numbered.setdefault(deal, {})
        number = known.setdefault(printed, len(known) + 1)
        return (deal if number == 1 else f"{deal} | {number}"), None

    def claims(self, row: tuple[str, ...], record: str | None) -> tuple[Claim, ...]:
        """Convert one row: the order (planned) where the register prints orders, then what was delivered.

        Raises:
            RowProblem: why it cannot be taken, with the column.
        """
        cells = Cells(self._mapping.fields, self._positions, row)
        flags: list[str] = []
        supplier, recipient = (self._state(role, cells, flags) for role in ("supplier", "recipient"))
        if supplier is None and recipient is None:
            raise RowProblem(Reject("no_parties", "names neither supplier nor recipient"))
        designation = cells.text("designation")
        description = cells.text("description")
        if not designation and not description:
            raise RowProblem(Reject("no_goods", "names no weapon", cells.column("designation")))
        concept = next(
            (found.id for text in (description, designation) if text and (found := lexicon.lookup(text))), None
        )
        common = Claim(
            kind="transfer",
            supplier=supplier,
            recipient=recipient,
            goods=designation or description,
            goods_concept=concept if concept and not concept.startswith("hs:") else None,
            model=designation or None,
            topic=description or None,
            reason=cells.text("comments") or None,
            extractor="trade_table",
            record=record,
        )
        return self._stated(common, cells, flags)

    def _stated(self, common: Claim, cells: Cells, flags: list[str]) -> tuple[Claim, ...]:
        """Return the order and the delivery of a row, each with its own number, years and marks."""
        ordered, delivered = (self._amount(name, cells) for name in ("ordered", "delivered"))
        year, year_end = self._years("order_year", cells)
        first, last = self._years("delivery_years", cells)
        found = []
        status = cells.text("status")
        state = f"; {status}" if status else ""
        if "ordered" in self._mapping.fields:
            marks = [*flags, *self._estimated("order_year", "start", cells)]
            outcome = _outcome(ordered, delivered) + state
            found.append(
                replace(
                    common,
                    modality="planned",
                    quantity=ordered,
                    start=year,
                    end=year_end,
                    outcome=outcome,
                    flags=("order", *marks),
                    record=f"{common.record} | order",
                )
            )
        if delivered is not None or first is not None:
            if delivered is not None and first is None and "delivery_years" in self._mapping.fields:
                raise RowProblem(
                    Reject("no_year", "names a number delivered and no year", cells.column("delivery_years"))
                )
            marks = [*flags, *self._estimated("delivery_years", "start", cells)]
            found.append(
                replace(
                    common,
                    quantity=delivered,
                    start=first,
                    end=last,
                    outcome=f"delivered{state}",
                    flags=("delivery", *marks),
                    record=f"{common.record} | delivery",
                )
            )
        if not found:
            raise RowProblem(Reject("nothing_stated", "names neither an order nor a delivery"))
        return tuple(found)

    def _state(self, role: Role, cells: Cells, flags: list[str]) -> Party | None:
        """Read a party to the deal: a state, or a body without a code such as a former state or an armed group."""
        text = cells.text(role)
        name = text.rstrip("*? ").strip()
        if not name:
            return None
        if UNKNOWN.fullmatch(name):
            flags.append(f"{role}:unknown")
            return None
        if "*" not in text:
            code = country_of_text(name)
            if code is not None:
                return Party(surface=name, form="country", kind="country", country=code, country_basis="printed")
        flags.append(f"{role}:no_state_of_today")
        return Party(surface=name, kind="public_body")

    def _amount(self, name: str, cells: Cells) -> Amount | None:
        text = cells.text(name)
        plain = DOUBT.sub("", text).strip()
        if not plain:
            return None
        try:
            number = read_number(plain, MARKS)
        except NumberProblem as error:
            raise RowProblem(Reject(error.reject.rule, error.reject.message, cells.column(name))) from error
        if number == "0":
            return None
        relation: Relation = "~" if self._doubtful(name, text, cells) else "="
        return Amount(number, relation)

    def _years(self, name: str, cells: Cells) -> tuple[str | None, str | None]:
        text = cells.text(name)
        plain = DOUBT.sub("", text).strip(" ;,")
        if not plain:
            return None, None
        if not YEARS.fullmatch(plain):
            raise RowProblem(
                Reject("not_a_year", f"must be a year, or years such as 2019; 2021, got {text!r}", cells.column(name))
            )
        years = YEAR.findall(plain)
        return min(years), max(years)

    def _estimated(self, name: str, slot: str, cells: Cells) -> list[str]:
        return [f"{slot}:estimated"] if self._doubtful(name, cells.text(name), cells) else []

    def _doubtful(self, name: str, text: str, cells: Cells) -> bool:
        """Whether a value is an estimate: its cell, the nameless column beside it, or a column of its own says so."""
        field = self._mapping.fields.get(name)
        beside = self._beside.get(field.column or "") if field else None
        marked = beside is not None and bool(DOUBT.search(cells.at(beside)))
        own = cells.text(f"{name}_estimated").casefold() in TRUE
        return bool(text) and (bool(DOUBT.search(text)) or marked or own)


def _outcome(ordered: Amount | None, delivered: Amount | None) -> str:
    """Say what has become of an order."""
    if delivered is None:
        return "ordered, nothing delivered"
    if ordered is None:
        return "ordered, delivered in part or whole"
    return "ordered, delivered" if float(delivered.number) >= float(ordered.number) else "ordered, delivered in part"
