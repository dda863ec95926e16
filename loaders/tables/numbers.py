"""Numbers as tables print them, never guessed.

`1.234` is one and a bit or a thousand: the mapping settles it, or the rest of the column does, else nobody does and
the row is rejected as ambiguous. That the comma is the decimal mark does not settle it: the point must be written down
as the sign of thousands, or stand so in a cell that can be read in one way only, such as `1.234.567` or `1.234,5`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from graph.model import Reject

GROUPING = re.compile("[ '’`]")
SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+")
UNIT = re.compile(r"\s*([\d.,'’ +\-()]*\d[.)]?)\s*([^\W\d_][\w./%-]*(?: [\w./%-]+)*)\s*")
SIMPLE = re.compile(r"([0-9]+)(?:([.,])([0-9]+))?")
GROUPED = {
    ".": re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?"),
    ",": re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+))?"),
}
OTHER = {".": ",", ",": "."}
PLACES = 5  # of odd cells that are named
FEW = 0.2  # odd cells against the others of a column
BODY = re.compile(r"\d[\d.,]*|[.,]\d+")


@dataclass(frozen=True, slots=True)
class Marks:
    """Which signs stand in the numbers of a file or column.

    Attributes:
        decimal: "." or ",", or None where nothing settles it.
        thousands: "." or ",", "" for neither, or None where nothing settles it; spaces and apostrophes group digits in
            any case.
    """

    decimal: str | None = None
    thousands: str | None = None


class NumberProblem(ValueError):
    """A cell is not a number that can be read; carries rule and reason."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.reject = Reject(rule, message)


def read_number(text: str, marks: Marks) -> str:
    """Return a number as plain decimal digits.

    Args:
        text: the cell.
        marks: what mapping or column settle.

    Returns:
        digits without grouping, "." as decimal mark, no zeros at the end of a fraction.

    Raises:
        NumberProblem: rules not_a_number, negative_number, scientific_number, ambiguous_number.
    """
    if text.isdigit() and text.isascii():  # most numbers of most tables
        return text.lstrip("0") or "0"
    plain = _plain(text)
    if marks.decimal is not None:
        if (found := SIMPLE.fullmatch(plain)) and found.group(2) in (None, marks.decimal):
            return _digits(found.group(1), found.group(3) or "")
        if marks.thousands in OTHER and (found := GROUPED[marks.decimal].fullmatch(plain)):
            return _digits(re.sub("[.,]", "", found.group(1)), found.group(2) or "")
    if SCIENTIFIC.fullmatch(plain):
        raise NumberProblem("scientific_number", f"{text!r} has lost its digits in a spreadsheet; export it as text")
    sign, body = (plain[0], plain[1:]) if plain.startswith(("+", "-")) else ("", plain)
    if plain.startswith("(") and plain.endswith(")"):
        sign, body = "-", plain[1:-1]
    digits = _ungroup(body)
    if digits is None or not BODY.fullmatch(digits):
        raise NumberProblem("not_a_number", f"must be a number, got {text!r}")
    if sign == "-":
        raise NumberProblem("negative_number", f"must not be below zero, got {text!r}")
    return canonical(Decimal(_decimal(text, digits, marks)))


def _digits(whole: str, fraction: str) -> str:
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole


def canonical(number: Decimal) -> str:
    """Write a decimal number with neither exponent nor zeros at the end of its fraction."""
    digits = format(number, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _decimal(text: str, body: str, marks: Marks) -> str:
    """Return the digits with "." as decimal mark."""
    used = {mark for mark in ".," if mark in body}
    if not used:
        return body
    proven = _decimal_of(body)
    decimal = marks.decimal
    if decimal is None:
        decimal = proven
        if decimal is None:
            mark = next(iter(used))
            raise NumberProblem(
                "ambiguous_number",
                f"{text!r} may be a thousand or a fraction; write numbers: {{decimal: {mark!r}}} into the mapping "
                f"where it is a fraction, numbers: {{thousands: {mark!r}}} where it is a thousand",
            )
    thousands = marks.thousands
    if thousands is None:
        thousands = OTHER[decimal]
        if decimal not in used and proven is None:
            raise NumberProblem(
                "ambiguous_number",
                f"{text!r} may be a thousand or a fraction, for nothing in its column says that {thousands!r} groups "
                f"thousands; write numbers: {{thousands: {thousands!r}}} into the mapping if it does, else correct the "
                "cell",
            )
    whole, mark, fraction = body.rpartition(decimal) if decimal in body else (body, "", "")
    wrong = (
        (mark and not fraction and not whole)
        or decimal in whole
        or (marks.thousands is None and proven not in (None, decimal) and decimal not in used)
        or any(sign in fraction for sign in ".,")
        or any(sign != thousands for sign in used - {decimal})
        or not _grouped(whole, thousands)
    )
    if wrong:
        raise NumberProblem("not_a_number", f"does not fit the decimal mark {decimal!r} of its column, got {text!r}")
    digits = whole.replace(thousands, "") if thousands else whole
    return f"{digits or '0'}.{fraction}" if fraction else digits


def _grouped(whole: str, thousands: str) -> bool:
    """Whether the digits stand in groups of three, or of two and three as in India."""
    if not thousands or thousands not in whole:
        return True
    first, *rest = whole.split(thousands)
    if not 1 <= len(first) <= 3 or len(rest[-1]) != 3:
        return False
    return all(len(group) == 3 for group in rest) or (len(first) <= 2 and all(len(group) == 2 for group in rest[:-1]))


def _decimal_of(body: str) -> str | None:
    """Which decimal mark a single number proves by itself, if any."""
    last = max(body.rfind("."), body.rfind(","))
    mark = body[last]
    other = OTHER[mark]
    if other in body:
        return mark
    if body.count(mark) > 1:
        return other
    before, after = body[:last], body[last + 1 :]
    if len(after) != 3 or not 1 <= len(before) <= 3 or before.startswith("0"):
        return mark
    return None


class ColumnMarks:
    """Learns from all cells of a column which sign is the decimal mark, and which groups thousands."""

    def __init__(self) -> None:
        self._decimals: Counter[str] = Counter()
        self._groups: set[str] = set()
        self._open: Counter[str] = Counter()
        self._places: dict[tuple[str, bool], list[str]] = {
            (mark, open_): [] for mark in OTHER for open_ in (True, False)
        }

    def feed(self, text: str, line: int = 0, sheet: str | None = None) -> None:
        """Look at one cell.

        Args:
            text: the cell.
            line: its row.
            sheet: where it stands, in a workbook.
        """
        body = _ungroup(_plain(text).lstrip("+-"))
        used = [mark for mark in OTHER if body and mark in body]
        if not used or not body or not BODY.fullmatch(body):
            return
        decimal = _decimal_of(body)
        mark = decimal or used[0]
        places = self._places[mark, decimal is not None]
        if len(places) < PLACES:
            places.append(f"{f'sheet {sheet}, ' if sheet else ''}row {line}: {text.strip()}")
        if decimal is None:
            self._open[mark] += 1
            return
        self._decimals[decimal] += 1
        self._groups.update(mark for mark in used if mark != decimal)

    def marks(self, said: Marks | None = None) -> Marks:
        """Return what the column settles, where its cells do not contradict each other.

        Args:
            said: what the mapping settles; it counts before the column.
        """
        said = said or Marks()
        decimal = said.decimal or (next(iter(self._decimals)) if len(self._decimals) == 1 else None)
        if decimal is None:
            return said
        other = OTHER[decimal]
        grouped = other in self._groups and other not in self._decimals
        return Marks(decimal, other if said.thousands is None and grouped else said.thousands)

    def open_sign(self, said: Marks | None = None) -> str | None:
        """Return the only sign of the cells such as 1.234 that neither mapping nor column settle; None without any."""
        marks = self.marks(said)
        held = [mark for mark in self._open if marks.thousands is None and mark != marks.decimal]
        return max(held, key=lambda mark: self._open[mark]) if held else None

    def open_cells(self, said: Marks) -> tuple[int, str]:
        """Return how many cells such as 1.234 neither mapping nor column settle, and the place of the first of them."""
        sign = self.open_sign(said)
        return (self._open[sign], self._places[sign, False][0]) if sign else (0, "")

    def odd(self, said: Marks) -> str | None:
        """Name the cells that write their number with the other sign than most; None without such cells.

        Args:
            said: what the mapping settles.
        """
        usual = self._decimals.most_common(1)
        decimal = self.marks(said).decimal or (usual[0][0] if usual else None)
        if decimal is None:
            return None
        other = OTHER[decimal]
        proven = 0 if said.decimal else self._decimals[other]  # else they are rejected, and named there
        open_ = 0 if other in self._groups else self._open[other]
        count, rest = proven + open_, self._open[decimal] + self._decimals[decimal]
        if not count or (count > FEW * rest and not proven):
            return None
        more = " ..." if count > PLACES else ""
        verb = "1 number is" if count == 1 else f"{count:,} numbers are"
        shown = self._places[other, True] * bool(proven) + self._places[other, False] * bool(open_)
        return f"{verb} written with {other!r} ({'; '.join(shown[:PLACES])}{more}), the other {rest:,} with {decimal!r}"


def _plain(text: str) -> str:
    """Fold digits of any script, full-width signs and minus signs."""
    if text.isascii():
        return text.strip()
    folded = unicodedata.normalize("NFKC", text).strip()
    return folded_digits(folded).replace("−", "-").replace("٫", ".").replace("٬", "'")


def folded_digits(text: str) -> str:
    """Return a text with the digits of any script, full-width ones too, as those of ASCII."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _ungroup(body: str) -> str | None:
    """Take out spaces and apostrophes that group digits; None where they stand elsewhere."""
    groups = GROUPING.split(body.strip())
    if len(groups) == 1:
        return body.strip()
    head, *rest = groups
    tail_ok = all(re.fullmatch(r"\d{3}", group) for group in rest[:-1]) and re.fullmatch(r"\d{3}([.,]\d*)?", rest[-1])
    return "".join(groups) if re.fullmatch(r"\d{1,3}", head) and tail_ok else None


def split_unit(text: str) -> tuple[str, str | None]:
    """Split a cell such as "12 pcs" into its number and its unit; without letters there is no unit."""
    if text.strip()[-1:].isdecimal():
        return text, None
    found = UNIT.fullmatch(unicodedata.normalize("NFKC", text))
    return (found.group(1), found.group(2).strip()) if found else (text, None)
