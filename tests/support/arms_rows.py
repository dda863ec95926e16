"""Seeded registers of arms transfers in the two forms of their export, with every trap counted; all rows are invented.

The generator knows nothing of the mappings of the project: it says itself what each row states.
"""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from dataclasses import dataclass, field

STATES = {
    "China": "CN", "Russia": "RU", "Turkiye": "TR", "Iran": "IR", "North Korea": "KP", "Belarus": "BY", "Syria": "SY",
    "Viet Nam": "VN", "United Arab Emirates": "AE", "Cote d'Ivoire": "CI", "DR Congo": "CD", "UAE": "AE",
    "Bosnia-Herzegovina": "BA", "South Korea": "KR", "Kazakhstan": "KZ",
}  # fmt: skip
WITHOUT_CODE = ("Soviet Union", "Imagined rebels (Lummerland)*", "Imagined Alliance**")
KINDS = ("FGA aircraft", "UAV", "Anti-ship missile", "Invented vehicle", "Tank")
PREAMBLE = (
    "Invented register of arms transfers",
    "Deals in the year range 2000 to 2024. Every row of this file is invented.",
    "A '?' in a column indicates uncertain data. The 'Number delivered' refers to the selected year(s), not to all.",
    "An empty field for 'Number ordered' indicates that data is not yet available.",
    "",
)


BAD_CELLS = (
    (2, "twenty", "not_a_year"),
    (4, "many", "not_a_number"),
    (4, "-3", "negative_number"),
    (10, "20199", "not_a_year"),
)
DEAL_COLUMNS = (
    "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)
YEAR_COLUMNS = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,"
    "Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,Delivery year is estimate,"
    "Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production"
)


@dataclass(frozen=True)
class Deal:
    """What one claim must state: the order (planned) or the delivery (asserted)."""

    supplier: str | None
    recipient: str | None
    designation: str
    modality: str
    number: str | None
    relation: str | None
    start: str | None
    end: str | None


@dataclass
class Register:
    """A register as text, with what a load of it must count."""

    text: str = ""
    accepted: int = 0
    repeated: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    deals: list[Deal] = field(default_factory=list)


def _mark(rng: random.Random, value: str, style: int) -> tuple[str, str, bool]:
    """Print a value with or without a mark of doubt: cell, cell right of it, whether it is an estimate."""
    if not value or rng.random() < 0.7:
        return value, "", False
    return (f"({value})", "", True) if style == 0 else (f"{value}?", "", True) if style == 1 else (value, "?", True)


def by_deal(seed: int = 5, rows: int = 220) -> Register:
    """Make a register with a row for each deal: what was ordered, and what of it was delivered."""
    rng, made, table = random.Random(seed), Register(), []
    parties = [*STATES, *WITHOUT_CODE]
    for number in range(rows):
        recipient, supplier = rng.sample(parties, 2)
        ordered = rng.choice(["", "1", "6", "12", "1,200"])
        delivered = rng.choice(["", "0", "1", "4"])
        year = rng.randint(2000, 2018)
        first, last = year + 1, year + rng.randint(1, 5)
        sign = rng.choice([f"{first}; {last}", f"{first}-{last}", str(first)])
        years = sign if delivered not in ("", "0") else ""
        end = last if len(sign) > 4 else first
        name = f"Invented-{number}"
        order, beside, order_doubt = _mark(rng, ordered, number % 3)
        got, got_beside, got_doubt = _mark(rng, delivered, number % 3)
        row = [recipient, supplier, f"{year}", rng.choice(["", "?"]), order, beside, name, rng.choice(KINDS)]
        row += [got, got_beside, years, rng.choice(["New", "Second hand"]), "Invented; no such deal", "1.5", "3", "0"]
        table.append(row)
        made.accepted += 1
        ends = (_bare(supplier), _bare(recipient), name)
        plain = ordered.replace(",", "") or None
        made.deals.append(
            Deal(*ends, "planned", plain, None if plain is None else "~" if order_doubt else "=", f"{year}", f"{year}")
        )
        if years:
            made.deals.append(Deal(*ends, "asserted", delivered, "~" if got_doubt else "=", f"{first}", f"{end}"))
    for _ in range(4):
        table.append(list(table[rng.randrange(100)]))
        made.repeated += 1
    _bad_deals(made, table)
    names = DEAL_COLUMNS.split(",")
    made.text = _text(names, table)
    return made


def _bad_deals(made: Register, table: list[list[str]]) -> None:
    good = list(table[0])
    for _ in range(3):
        for position, value, rule in BAD_CELLS:
            row = [*good]
            row[position] = value
            row[6] = f"Invented-bad-{len(table)}"
            table.append(row)
            made.rejects[rule] += 1
        undated = [*good]
        undated[6], undated[8], undated[9], undated[10] = f"Invented-bad-{len(table)}", "7", "", ""
        table.append(undated)
        made.rejects["no_year"] += 1
        for blank, rule in (((0, 1), "no_parties"), ((6, 7), "no_goods")):
            row = [*good]
            for position in blank:
                row[position] = ""
            row[12] = f"row {len(table)}"
            table.append(row)
            made.rejects[rule] += 1
    unknown = [*good]
    unknown[1], unknown[6], unknown[4], unknown[5] = "unknown supplier(s)", "Invented-unknown", "2", ""
    unknown[8:11] = ["2", "", "2020"]
    table.append(unknown)
    made.accepted += 1
    recipient = _bare(good[0])
    made.deals.append(Deal(None, recipient, "Invented-unknown", "planned", "2", "=", good[2], good[2]))
    made.deals.append(Deal(None, recipient, "Invented-unknown", "asserted", "2", "=", "2020", "2020"))
    again = [*good]  # a second deal of the same year and weapon is a deal of its own
    again[4], again[5], again[8:11] = "99", "", ["", "", ""]
    table.append(again)
    made.accepted += 1
    made.deals.append(Deal(_bare(good[1]), recipient, good[6], "planned", "99", "=", good[2], good[2]))


def by_year(seed: int = 6, rows: int = 220) -> Register:
    """Make the newer form: a row for each deal and year of delivery, estimates marked in columns of their own."""
    rng, made, table = random.Random(seed), Register(), []
    for number in range(rows):
        supplier, recipient = rng.sample(sorted(STATES), 2)
        year, delivered, doubt = rng.randint(2010, 2024), str(rng.randint(1, 90)), rng.random() < 0.3
        name = f"Invented-{number}"
        row = [f"{100000 + number}", supplier, recipient, name, rng.choice(KINDS), "Invented category", str(year - 2)]
        row += ["False", delivered, str(doubt), str(year), "True", "New", "1", "2", "3", "False"]
        table.append(row)
        made.accepted += 1
        relation = "~" if doubt else "="
        made.deals.append(Deal(supplier, recipient, name, "asserted", delivered, relation, str(year), str(year)))
    table.append(list(table[7]))
    made.repeated += 1
    contradicted = list(table[9])
    contradicted[8] = "4711"
    table.append(contradicted)
    made.rejects["conflict"] += 1
    names = YEAR_COLUMNS.split(",")
    made.text = _text(names, table)
    return made


def _bare(name: str) -> str:
    return name.rstrip("*")


def _text(names: list[str], table: list[list[str]]) -> str:
    out = io.StringIO()
    for line in PREAMBLE:
        out.write(line + "\r\n")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows(table)
    return out.getvalue()
