"""What looks wrong in a table although every row can be read: said to a person, never acted on."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from statistics import median

from graph.model import Amount, Claim, Entry
from graph.reference import hs as reference
from loaders.tables.mapping_model import Mapping
from loaders.tables.words import meanings

ENOUGH = 10  # rows below which nothing is said of the whole
MOST = 200_000  # numbers that are kept
SHARE = 0.2  # part of the rows from which something is worth a sentence
GROUP = 5  # rows of one code before one of them can stand out
THOUSAND = (600.0, 1600.0)  # a factor of a thousand, give or take
EARLY = "1990"
NAMED = {"value": "value", "hs": "customs code", "quantity": "quantity", "net": "net weight", "gross": "gross weight",
         "goods": "goods", "origin": "origin", "destination": "destination", "currency": "currency"}  # fmt: skip


def counted(rows: int) -> str:
    """Return a number of rows in words."""
    return "1 row" if rows == 1 else f"{rows:,} rows"


class Suspicions:
    """Looks at each row once; `sentences` says what looks wrong.

    Args:
        mapping: by which the table is read.
    """

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._today = datetime.now(UTC).date().isoformat()
        self._rows = 0
        self._filled: Counter[str] = Counter()
        self._headers: set[str] = set()
        self._unknown: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()
        self._quantities: Counter[str] = Counter()
        self._days: Counter[str] = Counter()
        self._levels: Counter[str] = Counter()
        self._prices: dict[tuple[str, str, str], list[tuple[float, int | None]]] = {}
        self._kept = 0
        self._bound: dict[tuple[str, ...], Mapping] = {}

    def read(self, header: tuple[str, ...]) -> frozenset[str]:
        """Return the columns of a table that the mapping reads."""
        return frozenset(self._mapping_for(header).columns())

    def feed(self, entry: Entry, header: tuple[str, ...]) -> None:
        """Look at one row."""
        self._rows += 1
        self._headers.update(name for name in header if name)
        for name, cell in zip(header, entry.cells, strict=False):
            if cell.strip():
                self._filled[name] += 1
        if entry.reject is not None and entry.reject.rule == "unknown_country" and entry.reject.column:
            self._unknown[entry.reject.column] += 1
        for claim in entry.claims:
            self._claim(claim, entry.row)
        if entry.claims:
            self._weights(entry, header)

    def sentences(self, rows: int) -> list[str]:
        """Return what looks wrong, each in one sentence with its count.

        Args:
            rows: of the table, rejected ones included.
        """
        found = [*self._columns(), *self._countries(rows), *self._numbers(), *self._dates(), *self._parties()]
        return [*found, *self._totals()]

    def _mapping_for(self, header: tuple[str, ...]) -> Mapping:
        if header not in self._bound:
            self._bound[header] = self._mapping.bound(header)
        return self._bound[header]

    def _figure(self, claim: Claim) -> None:
        """Look at a figure of a statistic: its day and its level; it names no sender and no price."""
        self._levels[claim.level or "total"] += 1
        if claim.start:
            self._counts["future"] += claim.start > self._today
            self._counts["early"] += claim.start < EARLY

    def _totals(self) -> list[str]:
        if len(self._levels) < 2:
            return []
        held = ", ".join(f"{level} {count:,}" for level, count in sorted(self._levels.items()))
        return [f"it holds totals and their parts ({held}): figures of two levels are never to be added up"]

    def _claim(self, claim: Claim, row: int | None) -> None:
        if claim.kind == "flow":
            self._figure(claim)
            return
        self._counts["claims"] += 1
        if claim.quantity is not None:
            self._quantities[claim.quantity.number] += 1
        if claim.start:
            self._days[claim.start] += 1
            self._counts["future"] += claim.start > self._today
            self._counts["early"] += claim.start < EARLY
        if claim.hs:
            self._counts["hs"] += 1
            self._counts["hs_unknown"] += not reference.exists(claim.hs[:6])
        if claim.supplier and claim.recipient and claim.supplier.surface == claim.recipient.surface:
            self._counts["same"] += 1
        self._counts["no_currency"] += "value:no_currency" in claim.flags
        self._counts["wrong_digits"] += any(flag.startswith("check_digits:") for flag in claim.flags)
        self._counts["parties"] += claim.supplier is not None or claim.recipient is not None
        self._price(claim, row)

    def _price(self, claim: Claim, row: int | None) -> None:
        if claim.value is None or not claim.hs or self._kept >= MOST:
            return
        weight = Amount(claim.weight_kg, unit="kg") if claim.weight_kg else claim.quantity
        if weight is None or not float(weight.number):
            return
        self._kept += 1
        key = (claim.hs[:6], claim.value.currency or "", weight.unit or "piece")
        self._prices.setdefault(key, []).append((float(claim.value.number) / float(weight.number), row))

    def _weights(self, entry: Entry, header: tuple[str, ...]) -> None:
        fields = self._mapping_for(header).fields
        net, gross = (fields[name].column if name in fields else None for name in ("net_kg", "gross_kg"))
        if not net or not gross or net not in header or gross not in header:
            return
        one, other = (entry.cells[header.index(name)].strip() for name in (net, gross))
        if one and other:
            self._counts["weights"] += 1
            self._counts["net_is_gross"] += one == other

    def _columns(self) -> list[str]:
        found = []
        for name in sorted(self._headers):
            if self._rows and not self._filled[name]:
                things = meanings(name).get("things", {})
                said = next((word for concept, word in NAMED.items() if concept in things), None)
                read = any(name in mapping.columns() for mapping in self._bound.values())
                if said or read:
                    what = f"its name says {said}, and" if said else "the mapping reads it, and"
                    found.append(f"column {name}: {what} it is empty in all {self._rows:,} rows")
        return found

    def _countries(self, rows: int) -> list[str]:
        return [
            f"column {name}: no country is known by its cell in {count:,} of {rows:,} rows; give the codes in a "
            "lookup, or it is no column of countries"
            for name, count in self._unknown.most_common()
            if rows and count / rows > SHARE
        ]

    def _numbers(self) -> list[str]:
        found = []
        number, count = next(iter(self._quantities.most_common(1)), ("", 0))
        if count >= ENOUGH and len(self._quantities) == 1:
            found.append(f"the quantity is {number} in all {count:,} rows: perhaps another column holds it")
        if self._counts["weights"] >= ENOUGH and self._counts["net_is_gross"] == self._counts["weights"]:
            found.append("net and gross weight are equal in every row: perhaps both are the same column of the source")
        found += self._thousands()
        if self._counts["no_currency"]:
            found.append(
                f"in {counted(self._counts['no_currency'])} the value has no currency; write unit: USD (or another) "
                "into the field where the whole column has one"
            )
        return found

    def _thousands(self) -> list[str]:
        off: list[int | None] = []
        example = ""
        for (code, currency, unit), prices in self._prices.items():
            if len(prices) < GROUP:
                continue
            usual = median(price for price, _ in prices)
            for price, row in prices:
                factor = max(price / usual, usual / price) if usual and price else 0.0
                if THOUSAND[0] <= factor <= THOUSAND[1]:
                    off.append(row)
                    example = example or f"{price:.6g} {currency} a {unit} of {code}, where others pay {usual:.6g}"
        if not off:
            return []
        rows = ", ".join(str(row) for row in off[:5])
        more = " ..." if len(off) > 5 else ""
        return [f"in {counted(len(off))} the value looks a factor of a thousand off (row {rows}{more}): {example}"]

    def _dates(self) -> list[str]:
        found = []
        if self._counts["future"]:
            found.append(f"in {counted(self._counts['future'])} the date lies in the future")
        if self._counts["early"]:
            found.append(f"in {counted(self._counts['early'])} the date lies before {EARLY}")
        day, count = next(iter(self._days.most_common(1)), ("", 0))
        if count >= ENOUGH and len(self._days) == 1:
            found.append(f"the date is {day} in all {count:,} rows: perhaps it is the date of the export of the table")
        return found

    def _parties(self) -> list[str]:
        found, claims = [], self._counts["claims"]
        if claims >= ENOUGH and self._counts["same"] / claims > SHARE:
            found.append(f"sender and recipient are the same in {self._counts['same']:,} of {claims:,} rows")
        if claims >= ENOUGH and not self._counts["parties"]:
            found.append("no row names a sender or a recipient: only countries are known")
        if self._counts["hs"] >= ENOUGH and self._counts["hs_unknown"] / self._counts["hs"] > SHARE:
            found.append(
                f"{self._counts['hs_unknown']:,} of {self._counts['hs']:,} customs codes are not in HS 2022: an older "
                "revision, or another kind of code"
            )
        if claims >= ENOUGH and self._counts["wrong_digits"] / claims > SHARE:
            found.append(
                f"{self._counts['wrong_digits']:,} of {claims:,} rows hold an identifier with wrong check digits"
            )
        return found
