"""A seeded trade table of any length, to measure loading on: 20 columns, invented firms, the way customs tables look.

    python -m benchmarks.shipments FILE --rows 1000000 [--first 0]

`--first` begins at a later row of the same endless table, for what is loaded on top. The mapping is written beside it.
"""

from __future__ import annotations

import argparse
import csv
from bisect import bisect
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path

from graph.reference import hs

SELLERS, BUYERS, OFFICES = 22_000, 30_000, 40
CONTRACTS = 300_000  # who buys what from whom; most are filled again and again
KINDS = 400
FROM = (("CN", 60), ("HK", 20), ("TR", 8), ("AE", 7), ("KZ", 5))
TO = (("RU", 55), ("TR", 12), ("AE", 9), ("KZ", 9), ("KG", 5), ("HK", 5), ("UZ", 5))
VIA = (("", 55), ("TR", 15), ("AE", 10), ("KZ", 10), ("HK", 10))
NAMES = {"CN": "CHINA", "HK": "HONG KONG", "TR": "TURKEY", "AE": "UNITED ARAB EMIRATES", "KZ": "KAZAKHSTAN",
         "RU": "RUSSIA", "KG": "KYRGYZSTAN", "UZ": "UZBEKISTAN", "": ""}  # fmt: skip
FIRST, SECOND, THIRD = (
    "Amber Birch Cobalt Dune Ember Fjord Garnet Harbor Indigo Juniper Kestrel Lagoon Maple Nimbus Onyx Pebble".split(),
    "Anchor Bridge Comet Delta Engine Forge Gate Hill Iris Jet Kite Lantern Meadow North Orbit Pine".split(),
    "Trading Electronics Import Logistics Technology Machinery Components Instruments".split(),
)
COLUMNS = (
    "DATE", "DECLARATION", "ITEM", "EXPORTER", "EXPORTER ADDRESS", "EXPORTER COUNTRY", "IMPORTER", "IMPORTER TAX ID",
    "IMPORTER ADDRESS", "IMPORTER COUNTRY", "HS CODE", "DESCRIPTION", "QUANTITY", "UNIT", "NET KG", "VALUE", "CURRENCY",
    "ORIGIN", "TRANSIT", "CUSTOMS OFFICE",
)  # fmt: skip
MAPPING = """\
version: 1
name: benchmark-shipments
kind: trade
source: {publisher: Invented customs office, title: Invented shipments, synthetic: true, coverage: excerpt}
file: {format: csv, encoding: utf-8, delimiter: ","}
numbers: {decimal: ".", thousands: ","}
record: {id: [DECLARATION, ITEM], declaration: DECLARATION}
fields:
  date: {column: DATE, format: "%Y-%m-%d"}
  consignor.name: {column: EXPORTER}
  consignor.address: {column: EXPORTER ADDRESS}
  consignor.country: {column: EXPORTER COUNTRY}
  consignee.name: {column: IMPORTER}
  consignee.id.TAX: {column: IMPORTER TAX ID}
  consignee.address: {column: IMPORTER ADDRESS}
  consignee.country: {column: IMPORTER COUNTRY}
  hs: {column: HS CODE}
  goods: {column: DESCRIPTION}
  quantity: {column: QUANTITY}
  unit: {column: UNIT}
  net_kg: {column: NET KG}
  value: {column: VALUE}
  currency: {column: CURRENCY}
  origin: {column: ORIGIN}
  via: {column: TRANSIT}
ignore: [CUSTOMS OFFICE]
"""


class _Draw:
    """Numbers that depend on nothing but the row and a word."""

    def __init__(self, row: int) -> None:
        self.data = blake2b(row.to_bytes(8, "big", signed=True), digest_size=64).digest()
        self.at = 0

    def below(self, limit: int) -> int:
        """A number from 0 to limit - 1."""
        self.at += 4
        return int.from_bytes(self.data[self.at - 4 : self.at], "big") % limit

    def often_small(self, limit: int) -> int:
        """A number below a limit, small ones more often: some firms ship much, most ship little."""
        return self.below(limit) * self.below(limit) // limit


def _pick(choices: tuple[tuple[str, int], ...], number: int) -> str:
    ends = list(accumulate(weight for _, weight in choices))
    return choices[bisect(ends, number % ends[-1])][0]


def _name(kind: str, number: int) -> str:
    first, second, third = FIRST[number % 16], SECOND[number // 16 % 16], THIRD[number // 256 % 8]
    form = {"S": "Co., Ltd.", "B": "LLC"}[kind]
    return f"{first} {second} {third} {kind}{number} {form}"


def rows(first: int, count: int) -> Iterator[tuple[object, ...]]:
    """Yield rows of the endless table."""
    codes = [code for head in ("85", "84", "88", "90") for code in hs.with_prefix(head, 6)][:KINDS]
    for number in range(first, first + count):
        draw = _Draw(number)
        contract = _Draw(-1 - draw.often_small(CONTRACTS))
        seller, buyer, kind = (contract.often_small(size) for size in (SELLERS, BUYERS, len(codes)))
        start, end, via = _pick(FROM, seller), _pick(TO, buyer), _pick(VIA, draw.below(1000))
        quantity = 1 + draw.below(5000)
        day = date(2021, 1, 1) + timedelta(days=draw.below(1400))
        yield (
            day.isoformat(), f"INV-{number // 3:09d}", number % 3 + 1, _name("S", seller),
            f"{seller % 90 + 1} {SECOND[seller % 16]} Road", NAMES[start], _name("B", buyer), f"{buyer:010d}",
            f"{buyer % 70 + 1} {FIRST[buyer % 16]} Street", NAMES[end], codes[kind] + f"{draw.below(90) + 10}00",
            f"item {codes[kind]} type {draw.below(40)}", f"{quantity:,}", "PCS",
            f"{quantity * (draw.below(900) + 1) / 1000:.3f}", f"{quantity * (draw.below(20000) + 1) / 100:,.2f}", "USD",
            start, NAMES[via], f"office {draw.below(OFFICES)}",
        )  # fmt: skip


def write(path: Path, count: int, first: int = 0) -> None:
    """Write a table and its mapping."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows(first, count))
    path.with_name(path.name + ".mapping.yml").write_text(MAPPING, encoding="utf-8")


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description="An invented trade table.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    write(options.file, options.rows, options.first)


if __name__ == "__main__":
    main()
