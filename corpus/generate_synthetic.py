"""Write synthetic_trade.csv: a trade table of invented firms in the layout of a data vendor.

Every firm, declaration, date and figure is invented; states, currencies and customs codes are real words in made-up
rows. The table has chains through third countries, one chain that cannot be true in time, goods that are no concern of
ours, rows printed twice, and rows that no loader may accept. The same seed gives the same bytes.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

SEED = 20230316
TARGET = Path(__file__).with_name("synthetic_trade.csv")
HEADER = (
    "Date", "Declaration No", "Item", "Consignor Name", "Consignor Address", "Consignor Country", "Consignee Name",
    "Consignee Country", "HS Code", "Goods Description", "Declared Use", "Quantity", "Unit", "Net Weight kg", "Value",
    "Currency", "Country of Origin", "Country of Dispatch", "Via Countries", "Country of Destination", "Notify Party",
    "Carrier",
)  # fmt: skip
COLUMN = {name: place for place, name in enumerate(HEADER)}
REPEATED = (17, 60, 61, 133, 190, 255, 301, 340)  # rows that the vendor delivered twice


@dataclass(frozen=True)
class Firm:
    """An invented firm.

    Attributes:
        name: as printed; chosen so that nobody takes it for a real firm.
        country: as printed.
        code: ISO 3166-1 alpha-2.
        address: as printed.
    """

    name: str
    country: str
    code: str
    address: str


@dataclass(frozen=True)
class Goods:
    """What is traded.

    Attributes:
        text: description as printed.
        hs: HS code as printed.
        unit: of the quantity.
        lot: smallest and largest quantity of a row.
        grams: net weight of one unit.
        cents: price of one unit.
    """

    text: str
    hs: str
    unit: str
    lot: tuple[int, int]
    grams: int
    cents: int


@dataclass(frozen=True)
class Leg:
    """A series of shipments between two firms.

    Attributes:
        supplier, recipient: the firms.
        goods: what is shipped.
        first, last: bounds of the dates, in ISO form.
        rows: number of shipments.
        via: codes of the countries on the way.
        origin: code of the country of make.
        declared: use that the papers state.
        currency: of the value.
        notify: party to be told of the arrival.
        carrier: who carries it.
    """

    supplier: Firm
    recipient: Firm
    goods: Goods
    first: str
    last: str
    rows: int
    via: str = ""
    origin: str = "CN"
    declared: str = "civil use"
    currency: str = "USD"
    notify: str = ""
    carrier: str = ""


CRANE = Firm("Ninefold Paper Crane Avionics Co., Ltd.", "CHINA", "CN", "8 Origami Road, Shenzhen")
CARP = Firm("Moonlit Carp Microelectronics Co., Ltd.", "CHINA", "CN", "Pond Tower 12, Shenzhen")
ABACUS = Firm("Drowsy Abacus Machine Works Co., Ltd.", "CHINA", "CN", "3 Counting Lane, Dalian")
TORTOISE = Firm("Patient Tortoise Bearing Works Co., Ltd.", "CHINA", "CN", "77 Slow Bridge, Wuxi")
LANTERN = Firm("Thousandth Lantern Optics Co., Ltd.", "CHINA", "CN", "21 Dusk Street, Wuhan")
BAMBOO = Firm("Whispering Bamboo Chemicals Co., Ltd.", "CHINA", "CN", "Grove Park 5, Nanjing")
UMBRELLA = Firm("Tin Umbrella Components (HK) Limited", "HONG KONG", "HK", "Flat 9C, Drizzle House, Kowloon")
KITE = Firm("Seventh Kite Trading (HK) Limited", "HONG KONG", "HK", "Unit 4, Tailwind Centre, Wan Chai")
GIRAFFE = Firm("Mavi Zürafa Havacılık Dış Ticaret Ltd. Şti.", "TURKEY", "TR", "Uzun Boyun Sok. 6, Istanbul")
TURTLE = Firm("Uçan Kaplumbağa Lojistik Ltd. Şti.", "TURKEY", "TR", "Kabuk Cad. 14, Mersin")
MILL = Firm("Bulut Değirmeni Kimya Sanayi A.Ş.", "TURKEY", "TR", "Yel Sok. 2, Izmir")
QUILL = Firm("Sandglass Quill General Trading FZE", "UNITED ARAB EMIRATES", "AE", "Warehouse 31, Inkwell Zone, Sharjah")
GECKO = Firm("Amber Gecko Merchants FZE", "UNITED ARAB EMIRATES", "AE", "Office 7, Sundial Court, Dubai")
CUP = Firm("TOO Ushkan Kese Trade", "KAZAKHSTAN", "KZ", "Shainek Street 40, Almaty")
FOX = Firm("OsOO Kumush Tulku Import", "KYRGYZSTAN", "KG", "Tulku Street 15, Bishkek")
AERO = Firm("OOO Vydumka-Aero", "RUSSIA", "RU", "Sonnaya Street 1, Moscow")
FABLE = Firm("OOO Nebylitsa Elektronika", "RUSSIA", "RU", "Prospekt Grez 19, Saint Petersburg")
SLEEP = Firm("AO Snokhod-Mekhanika", "RUSSIA", "RU", "Podushechnaya Street 8, Yekaterinburg")
DOZE = Firm("OOO Poludrema Optika", "RUSSIA", "RU", "Zevotny Lane 3, Novosibirsk")
TALE = Firm("AO Skazkokhim", "RUSSIA", "RU", "Tridesyataya Street 30, Kazan")
TEAPOT = Firm("Graue Teekanne Haushaltswaren GmbH", "GERMANY", "DE", "Tassenweg 5, Bremen")

PARTS = Goods("drone parts", "880730", "PCS", (40, 900), 850, 14_500)
ENGINES = Goods("aircraft engines", "840710", "PCS", (2, 40), 14_200, 310_000)
CHIPS = Goods("integrated circuits", "854231", "PCS", (500, 40_000), 2, 740)
MEMORY = Goods("semiconductors", "854232", "PCS", (400, 20_000), 3, 420)
LATHES = Goods("machine tools", "845811", "PCS", (1, 6), 4_350_000, 11_800_000)
BEARINGS = Goods("ball bearings", "848210", "PCS", (200, 6_000), 640, 890)
SIGHTS = Goods("optical sights", "901310", "PCS", (10, 400), 720, 42_000)
COTTON = Goods("nitrocellulose", "391220", "KG", (2_000, 22_000), 1_000, 515)
NAVIGATION = Goods("navigation equipment", "852691", "PCS", (15, 300), 1_900, 66_000)
BATTERIES = Goods("lithium batteries", "850760", "PCS", (100, 2_500), 480, 3_900)
KETTLES = Goods("electric kettles", "851679", "PCS", (50, 800), 1_100, 1_350)


def legs() -> tuple[Leg, ...]:
    """The series of shipments, chain by chain."""
    return (*_aviation(), *_electronics(), *_machines(), *_materials(), *_asides())


def _aviation() -> tuple[Leg, ...]:
    parts = Leg(CRANE, GIRAFFE, PARTS, "2022-09-01", "2023-02-20", 24, declared="agricultural spraying")
    onward = replace(parts, supplier=GIRAFFE, recipient=AERO, first="2022-11-03", last="2023-04-28", rows=20)
    straight = replace(parts, recipient=AERO, via="TR", first="2022-10-05", last="2022-12-22", rows=12)
    # The second leg ends before the first one begins: no path.
    late = replace(parts, recipient=GECKO, first="2024-03-01", last="2024-06-30", rows=8, declared="toys")
    early = replace(late, supplier=GECKO, recipient=AERO, first="2023-05-01", last="2023-08-31")
    engines = Leg(CRANE, AERO, ENGINES, "2023-01-10", "2023-09-30", 10, via="KG", declared="industrial pumps")
    return parts, onward, replace(straight, notify=TURTLE.name), late, early, engines


def _electronics() -> tuple[Leg, ...]:
    chips = Leg(CARP, UMBRELLA, CHIPS, "2022-05-10", "2023-06-30", 24, currency="HKD")
    onward = Leg(UMBRELLA, FABLE, CHIPS, "2022-06-20", "2023-09-30", 24, via="TR")
    memory = Leg(CARP, UMBRELLA, MEMORY, "2022-06-01", "2022-12-20", 10, currency="HKD")
    to_turkey = Leg(UMBRELLA, TURTLE, MEMORY, "2022-08-01", "2023-01-31", 12)
    from_turkey = Leg(TURTLE, FABLE, MEMORY, "2022-09-15", "2023-03-10", 12, currency="EUR")
    navigation = Leg(KITE, DOZE, NAVIGATION, "2022-11-01", "2023-12-01", 12, via="KZ")
    return chips, onward, memory, to_turkey, from_turkey, navigation


def _machines() -> tuple[Leg, ...]:
    lathes = Leg(ABACUS, QUILL, LATHES, "2022-07-01", "2023-03-15", 14, via="SG", carrier="Paper Boat Lines")
    to_steppe = Leg(QUILL, CUP, LATHES, "2022-08-20", "2023-05-10", 12, via="IR")
    onward = Leg(CUP, SLEEP, LATHES, "2022-10-01", "2023-07-01", 12, currency="RUB")
    straight = Leg(ABACUS, SLEEP, LATHES, "2023-09-01", "2024-02-28", 10, via="KZ", currency="CNY")
    balls = Leg(TORTOISE, FOX, BEARINGS, "2023-01-05", "2023-12-20", 18, currency="CNY")
    rolled_on = Leg(FOX, SLEEP, BEARINGS, "2023-02-10", "2024-02-15", 18, via="KZ", currency="RUB")
    return lathes, to_steppe, onward, straight, balls, rolled_on


def _materials() -> tuple[Leg, ...]:
    sights = Leg(LANTERN, GECKO, SIGHTS, "2022-10-01", "2023-08-31", 14, declared="hunting and sports")
    onward = replace(sights, supplier=GECKO, recipient=DOZE, first="2022-12-01", last="2023-10-31", via="TR")
    straight = replace(sights, recipient=DOZE, first="2023-03-01", last="2023-06-01", rows=8, via="HK; AE")
    cotton = Leg(BAMBOO, MILL, COTTON, "2023-02-01", "2023-11-30", 13, declared="varnish production")
    milled = replace(cotton, supplier=MILL, recipient=TALE, first="2023-03-10", last="2024-01-20", currency="EUR")
    return sights, onward, replace(straight, notify=KITE.name), cotton, milled


def _asides() -> tuple[Leg, ...]:
    """A chain of a common good, the other direction, and household goods."""
    cells = Leg(CRANE, QUILL, BATTERIES, "2022-06-01", "2023-01-31", 9)
    onward = Leg(QUILL, AERO, BATTERIES, "2022-07-01", "2023-03-31", 9, currency="AED")
    back = Leg(AERO, CRANE, ENGINES, "2023-04-01", "2023-12-01", 6, origin="RU", currency="CNY")
    kettles = Leg(TEAPOT, CUP, KETTLES, "2022-05-01", "2023-12-01", 10, via="PL", origin="DE", declared="household")
    others = Leg(BAMBOO, TEAPOT, KETTLES, "2022-05-01", "2023-12-01", 7, declared="household", currency="EUR")
    return cells, onward, back, kettles, others


def rows() -> list[list[str]]:
    """Make the body of the table: clean rows by date, with repeated and faulty rows among them."""
    random = Random(SEED)
    shipments = sorted(((_day(leg, random), place) for place, leg in enumerate(legs()) for _ in range(leg.rows)))
    body: list[list[str]] = []
    series = legs()
    for number, (day, place) in enumerate(shipments, 1):
        body += _declaration(series[place], day, f"SYN-{day.year}-{number:05d}", random)
    for place in sorted(REPEATED, reverse=True):
        body.insert(place + 3, list(body[place]))
    return _spoil(body)


def _day(leg: Leg, random: Random) -> date:
    first = date.fromisoformat(leg.first)
    return first + timedelta(days=random.randrange((date.fromisoformat(leg.last) - first).days + 1))


def _declaration(leg: Leg, day: date, number: str, random: Random) -> list[list[str]]:
    """One declaration; one in eight has two items."""
    return [_row(leg, day, number, item, random) for item in range(1, 3 if random.randrange(8) == 0 else 2)]


def _row(leg: Leg, day: date, number: str, item: int, random: Random) -> list[str]:
    goods = leg.goods
    quantity = goods.lot[0] + random.randrange(goods.lot[1] - goods.lot[0] + 1)
    cents = quantity * goods.cents * (90 + random.randrange(21)) // 100
    grams = quantity * goods.grams
    return [
        day.isoformat(), number, str(item), leg.supplier.name, leg.supplier.address, leg.supplier.country,
        leg.recipient.name, leg.recipient.country, goods.hs, goods.text, leg.declared, f"{quantity:,}", goods.unit,
        f"{grams // 1000:,}.{grams % 1000:03d}", f"{cents // 100:,}.{cents % 100:02d}", leg.currency, leg.origin,
        leg.supplier.code, leg.via, leg.recipient.code, leg.notify, leg.carrier,
    ]  # fmt: skip


def _spoil(body: list[list[str]]) -> list[list[str]]:
    """Put faulty rows, one of each kind, between the others; a loader must name row and reason."""
    cells: tuple[tuple[int, str, str], ...] = (
        (25, "Quantity", "1.250,00"),  # decimal comma in a table of decimal points
        (48, "Value", "88,50"),  # a decimal comma or half a group of thousands
        (70, "HS Code", "88073"),  # a digit is lost
        (92, "HS Code", "9122000"),  # the first digit is lost
        (115, "Consignee Country", "RURITANIA"),
        (140, "Country of Origin", "ZZ"),
        (165, "Date", "2023-02-30"),
        (188, "Date", "soon"),
        (210, "Net Weight kg", "-12.000"),
        (236, "Currency", "DOUBLOON"),
        (260, "Goods Description", ""),
    )
    for place, column, text in cells:
        spoiled = list(body[place])
        spoiled[COLUMN["Declaration No"]] = f"SYN-BAD-{place:05d}"
        spoiled[COLUMN[column]] = text
        if column == "Goods Description":
            spoiled[COLUMN["HS Code"]] = ""
        body.insert(place, spoiled)
    changed = list(body[280])  # same declaration and item, another value
    changed[COLUMN["Value"]] = "1.00"
    body.insert(290, changed)
    body.insert(320, body[320][:-4])  # cells are missing
    body.insert(345, [*body[345], "stray cell"])
    return body


def text() -> str:
    """Return the whole table as CSV."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows())
    return stream.getvalue()


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8", newline="")
