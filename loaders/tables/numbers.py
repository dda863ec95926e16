"""Numbers as tables print them, never guessed.

`1.234` is one and a bit or a thousand: the mapping settles it, or the rest of the column does, else nobody does and
the row is rejected as ambiguous.
"""

from __future__ import annotations

import re
import unicodedata
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
BODY = re.compile(r"\d[\d.,]*|[.,]\d+")


@dataclass(frozen=True, slots=True)
class Marks:
    """Which signs stand in the numbers of a file or column.

    Attributes:
        decimal: "." or ",", or None where nothing settles it.
        thousands: "." or ",", or "" for none; spaces and apostrophes group digits in any case.
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
        if marks.thousands != "" and (found := GROUPED[marks.decimal].fullmatch(plain)):
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
    decimal = marks.decimal
    if decimal is None:
        decimal = _decimal_of(body)
        if decimal is None:
            raise NumberProblem(
                "ambiguous_number",
                f"{text!r} may be a thousand or a fraction; set numbers.decimal and numbers.thousands in the mapping",
            )
    thousands = marks.thousands if marks.thousands is not None else ("," if decimal == "." else ".")
    whole, mark, fraction = body.rpartition(decimal) if decimal in body else (body, "", "")
    wrong = (
        (mark and not fraction and not whole)
        or decimal in whole
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
    other = "," if mark == "." else "."
    if other in body:
        return mark
    if body.count(mark) > 1:
        return other
    before, after = body[:last], body[last + 1 :]
    if len(after) != 3 or not 1 <= len(before) <= 3 or before.startswith("0"):
        return mark
    return None


class ColumnMarks:
    """Learns from all cells of a column which sign is the decimal mark."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def feed(self, text: str) -> None:
        """Look at one cell."""
        body = _ungroup(_plain(text).lstrip("+-"))
        if body and BODY.fullmatch(body) and any(mark in body for mark in ".,"):
            mark = _decimal_of(body)
            if mark is not None:
                self._seen.add(mark)

    def marks(self) -> Marks:
        """Return what the column settles: nothing, when its cells contradict each other."""
        return Marks(decimal=next(iter(self._seen))) if len(self._seen) == 1 else Marks()


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
