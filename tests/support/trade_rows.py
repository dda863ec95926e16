"""Seeded tables of invented shipments in the layouts met in the field, with every trap counted.

The generator knows nothing of the mappings of the project: what a layout looks like is described here by itself, and it
says what each row states and which rows must be refused by which rule. All names are invented.
"""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

GOOD_ROWS = 200
Slots = dict[str, str]


@dataclass(frozen=True)
class Said:
    """What an accepted row states, in plain values; None where its layout has no column for it."""

    sender: str | None
    receiver: str | None
    hs: str | None
    day: str | None
    quantity: str | None
    value: str | None
    currency: str | None
    net: str | None
    origin: str | None
    destination: str | None


@dataclass
class Expected:
    """What a load of the table must count."""

    accepted: int = 0
    repeated: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    said: list[Said] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """All rows of the file below the header."""
        return self.accepted + self.repeated + sum(self.rejects.values())


@dataclass(frozen=True)
class Layout:
    """How a table of one kind is printed.

    Attributes:
        name: of the layout.
        mapping: the ready mapping that it must find.
        columns: heading -> slot that stands under it.
        senders, receivers: invented names.
        countries: ISO code -> how it is printed.
        currencies: ISO code -> how it is printed; empty: the heading says the currency.
        currency: of the heading.
        digits: of a customs code.
        day: prints a date of year, month and day.
        number: prints a number with two decimals.
        scale: what the printed value stands for.
        party: puts name, INN and address into one cell.
    """

    name: str
    mapping: str
    columns: tuple[tuple[str, str], ...]
    senders: tuple[str, ...]
    receivers: tuple[str, ...]
    countries: dict[str, str]
    day: Callable[[int, int, int], str]
    number: Callable[[float], str]
    currencies: dict[str, str] = field(default_factory=dict)
    currency: str = "USD"
    digits: int = 10
    delimiter: str = ","
    encoding: str = "utf-8"
    titles: tuple[str, ...] = ()
    scale: int = 1
    weight_unit: float = 1.0
    party: Callable[[str, str, str], str] | None = None
    thing: str = "bearing {}"
    versions: bool = False


def inn(rng: random.Random) -> str:
    """Return a tax number of ten digits with a right check digit."""
    nine = [rng.randint(1, 9) for _ in range(9)]
    check = sum(weight * digit for weight, digit in zip((2, 4, 10, 3, 5, 9, 4, 6, 8), nine, strict=True)) % 11 % 10
    return "".join(map(str, [*nine, check]))


def dotted(year: int, month: int, day: int) -> str:
    """Print 14.02.2023."""
    return f"{day:02d}.{month:02d}.{year}"


def iso(year: int, month: int, day: int) -> str:
    """Print 2023-02-14."""
    return f"{year}-{month:02d}-{day:02d}"


def han(year: int, month: int, day: int) -> str:
    """Print 2023年2月14日."""
    return f"{year}年{month}月{day}日"


def worded(year: int, month: int, day: int) -> str:
    """Print 14-Feb-2023."""
    return f"{day:02d}-{'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()[month - 1]}-{year}"


def comma(number: float) -> str:
    """Print 1 234,50 with a space between thousands."""
    return f"{number:,.2f}".replace(",", " ").replace(".", ",")


def turkish(number: float) -> str:
    """Print 1.234,50."""
    return f"{number:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")


def point(number: float) -> str:
    """Print 1,234.50."""
    return f"{number:,.2f}"


def indian(number: float) -> str:
    """Print 1,23,456.50: groups of two above the thousands."""
    whole, _, rest = f"{number:.2f}".partition(".")
    head, tail = whole[:-3], whole[-3:]
    groups: list[str] = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail]) + "." + rest


def plain(number: float) -> str:
    """Print 1234.50."""
    return f"{number:.2f}"


def russian_cell(name: str, number: str, address: str) -> str:
    """Put a party into one cell as box 2 or 8 prints it."""
    return f"{name} ИНН {number} КПП {number[:4]}01001, {address}"


def columns(text: str) -> tuple[tuple[str, str], ...]:
    """Read `heading = slot | heading = slot`."""
    pairs = (item.rpartition(" = ") for item in text.split(" | "))
    return tuple((heading.strip(), slot.strip()) for heading, _, slot in pairs)


CODES = ("8482101000", "8542319010", "8807300000", "9013801000", "8517620009", "9002110000", "8471300000", "8504409100")
ZERO = "0402109100"  # begins with a zero


class Table:
    """Makes one table: rows, then the text, with what a load of it must count."""

    def __init__(self, layout: Layout, seed: int = 7) -> None:
        self.layout = layout
        self.expected = Expected()
        self._rng = random.Random(f"{layout.name}-{seed}")
        self._rows: list[tuple[str, ...] | str] = []
        self._slots = {slot for _, slot in layout.columns}
        self._number = 0
        self.header = tuple(heading for heading, _ in layout.columns)
        self._make()

    def text(self) -> str:
        """Return the file as text."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.layout.delimiter, lineterminator="\r\n")
        for title in self.layout.titles:
            out.write(title + "\r\n")
        writer.writerow(self.header)
        for row in self._rows:
            out.write(row + "\r\n") if isinstance(row, str) else writer.writerow(row)
        return out.getvalue()

    def _base(self) -> Slots:
        """Make the slots of one good row; plain values stand under names that begin with an underscore."""
        rng, layout = self._rng, self.layout
        self._number += 1
        when = (rng.choice((2021, 2022, 2023)), rng.randint(1, 12), rng.randint(1, 28))
        quantity, value, net = (
            rng.randint(1, 900),
            rng.randint(1000, 9_000_000) / 100 + 1000,
            rng.randint(100, 90000) / 100,
        )
        net += 0.01 if round(net * 100) % 100 == 0 else 0
        sender, receiver = rng.choice(layout.senders), rng.choice(layout.receivers)
        origin, destination = rng.choice(sorted(layout.countries)), rng.choice(sorted(layout.countries))
        code = rng.choice(CODES).ljust(12, "0")[: layout.digits]
        currency = rng.choice(sorted(layout.currencies)) if layout.currencies else layout.currency
        number = inn(rng)
        slots = {
            "declaration": f"INV/{self._number:06d}", "item": str(rng.randint(1, 9)), "version": "1",
            "date": layout.day(*when), "_day": iso(*when), "sender": sender, "receiver": receiver, "hs": code,
            "goods": layout.thing.format(rng.randint(1, 99)), "quantity": str(quantity), "unit": "",
            "net": layout.number(net), "gross": layout.number(net + 1), "value": layout.number(value),
            "currency": layout.currencies.get(currency, ""), "_currency": currency,
            "origin": layout.countries[origin], "_origin": origin, "destination": layout.countries[destination],
            "_destination": destination, "_value": f"{round(value * layout.scale, 2):.2f}", "_net": f"{net:.2f}",
            "inn": number, "address": "Nowhere 1", "_quantity": str(quantity), "maker": sender, "more": "x",
        }  # fmt: skip
        if layout.party is not None:
            for role in ("sender", "receiver"):
                slots[f"{role}_cell"] = layout.party(slots[role], number, "Nowhere 1")
        return slots

    def _print(self, slots: Slots) -> tuple[str, ...]:
        return tuple(slots.get(slot, "") for _, slot in self.layout.columns)

    def _accept(self, slots: Slots, **flags: int) -> tuple[str, ...]:
        row = self._print(slots)
        self._rows.append(row)
        self.expected.accepted += 1
        self.expected.flags.update(flags)
        has = self._slots

        def known(slot: str, value: str | None, *others: str) -> str | None:
            return value if value and has & {slot, *others} else None

        net = known("net", slots["_net"])
        self.expected.said.append(
            Said(
                sender=known("sender", slots["sender"], "sender_cell"),
                receiver=known("receiver", slots["receiver"], "receiver_cell"),
                hs=known("hs", slots["hs"]),
                day=known("date", slots["_day"]),
                quantity=known("quantity", _trim(slots["_quantity"])),
                value=known("value", _trim(slots["_value"])),
                currency=known("value", slots["_currency"]),
                net=None if net is None else _trim(f"{float(net) * self.layout.weight_unit:.6f}"),
                origin=known("origin", slots["_origin"]),
                destination=known("destination", slots["_destination"]),
            )
        )
        return row

    def _reject(self, rule: str, needs: str = "", **cells: str) -> None:
        """Add a row that must be refused by a rule; without a column for it the layout cannot hold the trap."""
        if needs and not set(needs.split()) <= self._slots:
            return
        slots = self._base() | cells
        if self.layout.party is not None:
            for role in ("sender", "receiver"):
                if role in cells:
                    slots[f"{role}_cell"] = cells[role]
        self._rows.append(self._print(slots))
        self.expected.rejects[rule] += 1

    def _make(self) -> None:
        for _ in range(GOOD_ROWS):
            self._accept(self._base())
        for _ in range(3):
            self._codes()
            self._days()
            self._numbers()
            self._weights()
            self._nobody()
            self._parties()
            self._rows_that_are_none()
        self._again()
        middle = len(self._rows) // 2
        self._rows.insert(middle, self.header)
        self.expected.rejects["repeated_header"] += 1

    def _codes(self) -> None:
        self._reject("hs_scientific", "hs", hs="8.54E+09")
        self._reject("hs_lost_zero", "hs", hs=ZERO[1:].ljust(11, "0")[: self.layout.digits - 1])
        self._reject("hs_length", "hs", hs="8542")
        self._reject("hs_length", "hs", hs="85423190101234")
        self._reject("hs_not_digits", "hs", hs="85-AB-30")
        self._reject("hs_chapter", "hs", hs="770710")
        for digits in (6, 8, 10, 12):
            code = "8542319010".ljust(12, "0")[:digits]
            self._accept(self._base() | {"hs": code})
        self._accept(self._base() | {"hs": ZERO})

    def _days(self) -> None:
        self._reject("impossible_date", "date", date="31.02.2023")
        self._reject("impossible_date", "date", date="2023-14-02")
        self._reject("ambiguous_date", "date", date="03/04/2023")
        self._reject("not_a_date", "date", date="soon")
        self._accept(self._base() | {"date": "2022-06", "_day": "2022-06"})

    def _numbers(self) -> None:
        self._reject("ambiguous_number", "quantity", quantity="1.234")
        self._reject("negative_number", "quantity", quantity="-5")
        self._reject("not_a_number", "quantity", quantity="many")
        self._reject("scientific_number", "value", value="1.2E+06")
        self._accept(self._base() | {"quantity": "1 000", "_quantity": "1000"})
        self._accept(self._base() | {"quantity": "1'000", "_quantity": "1000"})
        if self.layout.encoding.startswith("utf"):
            self._accept(self._base() | {"quantity": "١٢٠", "_quantity": "120"})
        if self.layout.encoding.startswith(("utf", "gb")):
            self._accept(self._base() | {"quantity": "\uff11\uff12\uff15", "_quantity": "125"})
        self._accept(self._base() | {"quantity": "0", "_quantity": ""}, **{"quantity:zero": 1})
        if "currency" in self._slots and self.layout.currencies:
            self._reject("unknown_currency", "value", currency="DUBLOONS")

    def _weights(self) -> None:
        self._reject("net_over_gross", "net gross", net=self.layout.number(500.25), gross=self.layout.number(400.25))
        if self.layout.weight_unit == 1.0:
            self._reject("unknown_unit", "net", net="5 boxes")
            for printed, kilograms in (["2 t", "2000"], ["100 lb", "45.359237"], ["7 KG", "7"]):
                gross = {"gross": self.layout.number(9000.25)}
                self._accept(self._base() | {"net": printed, "_net": kilograms} | gross)

    def _nobody(self) -> None:
        self._reject("unknown_country", "origin", origin="Ruritania")
        self._reject("unknown_country", "destination", destination="Lummerland")
        self._reject("no_goods", "", goods="", hs="", more="x")
        self._reject("no_parties", "", sender="", receiver="-", origin="", destination="")

    def _parties(self) -> None:
        for printed, flag in PARTY_TRAPS.items():
            slots = self._base()
            self._accept(slots | {"receiver": printed, "receiver_cell": printed}, **{flag: 1})
            last = self.expected.said[-1]
            same = last.sender if flag == "consignee:same_as_consignor" else None  # that party, where the row names it
            self.expected.said[-1] = replace(last, receiver=same)
        slots = self._base()
        own = slots["receiver"]
        for words in ("on behalf of", "по поручению") if self._cyrillic() else ("on behalf of",):
            both = f"{own} {words} NOBODY HOLDING"
            self._accept(slots | {"receiver": both, "receiver_cell": both}, **{"consignee:on_behalf_of": 1})
            self.expected.said[-1] = replace(self.expected.said[-1], receiver=own)
            slots = self._base() | {"receiver": own}

    def _cyrillic(self) -> bool:
        try:
            "по поручению".encode(self.layout.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def _rows_that_are_none(self) -> None:
        row = self._print(self._base())
        self._rows.append((*row, "one", "too", "many"))
        self.expected.rejects["ragged_row"] += 1
        total = ["" for _ in self.header]
        total[0] = "Total"
        total[-1] = self.layout.number(123456.78)
        self._rows.append(tuple(total))
        self.expected.rejects["total_row"] += 1
        self._rows.append("")  # a blank line is no row

    def _again(self) -> None:
        """Repeat rows; contradict some; correct others where the layout has versions."""
        for _ in range(5):
            row = self._accept(self._base())
            self._rows.append(row)
            self.expected.repeated += 1
        for _ in range(4):
            slots = self._base()
            self._accept(slots)
            other = slots | {"quantity": "901", "_quantity": "901"}
            if self.layout.versions:
                self._accept(other | {"version": "2"}, superseded=1)
            else:
                self._rows.append(self._print(other))
                self.expected.rejects["conflict"] += 1


def _trim(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


PARTY_TRAPS = {
    "TO ORDER": "consignee:to_order",
    "TO THE ORDER OF IMAGINARY TRADE BANK": "consignee:to_order",
    "SAME AS CONSIGNOR": "consignee:same_as_consignor",
    "IMAGINARY BANK JSC": "consignee:bank",
    "IMAGINARY FREIGHT FORWARDING LLC": "consignee:carrier",
}
LATIN = ("PAPER KITE PARTS CO LTD", "Ricepaper Optics Ltd", "Bamboo Bearing Works", "MIRAGE GENERAL TRADING FZE")
RUSSIAN = ('ООО "ВЫДУМКА"', "АО НЕБЫЛИЦА", "ООО «Тридевятое царство»", "ИП Нигдеев")
TURKISH = ("HAYAL ELEKTRONİK LTD ŞTİ", "MASAL DIŞ TİCARET A.Ş.", "Rüya Makina Ltd. Şti.")
CHINESE = ("深圳市纸鸢零件有限公司", "宁波竹轴承厂", "东莞宣纸光学有限公司")
KAZAKH = ("ТОО СКАЗКА", "ТОО Небывальщина", "АО Қиял")
VIETNAMESE = ("Công ty TNHH Giấc Mơ", "CÔNG TY CỔ PHẦN TƯỞNG TƯỢNG")
ENGLISH_COUNTRIES = {"CN": "China", "RU": "Russian Federation", "TR": "Türkiye", "KZ": "Kazakhstan", "AE": "UAE"}
RUSSIAN_COUNTRIES = {"CN": "КИТАЙ", "RU": "РОССИЯ", "TR": "ТУРЦИЯ", "KZ": "КАЗАХСТАН", "DE": "ГЕРМАНИЯ"}
TURKISH_COUNTRIES = {
    "CN": "Çin", "RU": "Rusya Federasyonu", "TR": "Türkiye", "KZ": "Kazakistan", "DE": "Almanya",
}  # fmt: skip
CHINESE_COUNTRIES = {"CN": "中国", "RU": "俄罗斯", "TR": "土耳其", "KZ": "哈萨克斯坦", "HK": "中国香港"}
RUSSIAN_MONEY = {"USD": "ДОЛЛАР США", "EUR": "ЕВРО", "CNY": "CNY", "RUB": "643"}

LAYOUTS = (
    Layout(
        "boxes of the declaration", "ru-declarations",
        columns(
            "ND = declaration | G32 = item | G072 = date | G2 = sender_cell | G8 = receiver_cell | G15A = dispatch | "
            "G16 = origin | G17A = destination | G31_1 = goods | G31_11 = maker | G33 = hs | G35 = gross | "
            "G38 = net | G31_7 = quantity | G46 = value | G42 = more"
        ),
        RUSSIAN, RUSSIAN, RUSSIAN_COUNTRIES, dotted, comma, delimiter=";", encoding="windows-1251",
        party=russian_cell, thing="ПОДШИПНИК {}", titles=("Выгрузка выдуманных деклараций", ""),
    ),
    Layout(
        "words over the boxes", "ru-declarations",
        columns(
            "Номер ДТ = declaration | Номер товара = item | Версия = version | Дата выпуска = date | "
            "Отправитель = sender | ИНН получателя = inn | Получатель = receiver | "
            "Адрес получателя = address | Код ТН ВЭД = hs | Описание товара = goods | Вес нетто, кг = net | "
            "Вес брутто, кг = gross | Количество = quantity | Фактурная стоимость = value | "
            "Валюта = currency | Страна происхождения = origin | Страна назначения = destination"
        ),
        LATIN, RUSSIAN, RUSSIAN_COUNTRIES, dotted, comma, RUSSIAN_MONEY, delimiter="\t",
        thing="микросхема {}", versions=True,
    ),
    Layout(
        "Turkish export", "tr-export",
        columns(
            "BEYANNAME NO = declaration | KALEM NO = item | TESCİL TARİHİ = date | GÖNDERİCİ ÜNVANI = sender | "
            "ALICI ÜNVANI = receiver | ALICI ADRESİ = address | GTİP = hs | TİCARİ TANIM = goods | "
            "MİKTAR = quantity | NET AĞIRLIK (KG) = net | BRÜT AĞIRLIK (KG) = gross | FATURA BEDELİ = value | "
            "DÖVİZ CİNSİ = currency | MENŞE ÜLKE = origin | VARIŞ ÜLKESİ = destination"
        ),
        TURKISH, LATIN, TURKISH_COUNTRIES, dotted, turkish,
        {"USD": "ABD Doları", "EUR": "EUR", "TRY": "TL"}, digits=12, delimiter=";",
        encoding="windows-1254", thing="RULMAN {}",
        titles=("Uydurma ihracat listesi;;",),
    ),
    Layout(
        "Chinese export", "cn-export",
        columns(
            "报关单号 = declaration | 项号 = item | 申报日期 = date | 境内发货人 = sender | "
            "境外收货人 = receiver | 商品编码 = hs | 商品名称 = goods | 数量 = quantity | 净重(千克) = net | "
            "毛重(千克) = gross | 总价 = value | 币制 = currency | 原产国(地区) = origin | "
            "最终目的国(地区) = destination"
        ),
        CHINESE, LATIN, CHINESE_COUNTRIES, han, plain,
        {"USD": "美元", "CNY": "人民币", "EUR": "欧元"}, encoding="gb18030", thing="轴承 {}",
    ),
    Layout(
        "Kazakh declarations, thousands of dollars", "kz-declarations",
        columns(
            "№ ДТ = declaration | № товара = item | Дата ДТ = date | Отправитель = sender | "
            "Получатель = receiver | БИН получателя = bin | Код ТН ВЭД = hs | Наименование товара = goods | "
            "Количество = quantity | Нетто, кг = net | Брутто, кг = gross | Стоимость, тыс. USD = value | "
            "Страна происхождения = origin | Страна назначения = destination"
        ),
        LATIN, KAZAKH, RUSSIAN_COUNTRIES, dotted, comma, delimiter=";",
        encoding="utf-8-sig", thing="подшипник {}", scale=1000,
    ),
    Layout(
        "Indian shipping bills", "in-shipping-bills",
        columns(
            "S/B No = declaration | Item No = item | S/B Date = date | RITC Code = hs | "
            "Item Description = goods | Qty = quantity | UQC = unit | FOB Value (INR) = value | Net Wt = net | "
            "Gross Wt = gross | Destination Country = destination | Country of Origin = origin | "
            "Exporter Name = sender | Foreign Buyer Name = receiver"
        ),
        LATIN, LATIN, ENGLISH_COUNTRIES, worded, indian, currency="INR", digits=8, thing="BEARING {}",
    ),
    Layout(
        "Vietnamese bills of lading", "vn-bills-of-lading",
        columns(
            "Số vận đơn = declaration | Dòng hàng = item | Ngày đăng ký = date | Đơn vị xuất khẩu = sender | "
            "Đơn vị nhập khẩu = receiver | Mã HS = hs | Mô tả hàng hóa = goods | Số lượng = quantity | "
            "Trọng lượng tịnh (kg) = net | Trọng lượng (kg) = gross | Trị giá (USD) = value | "
            "Xuất xứ = origin | Nước đến = destination"
        ),
        VIETNAMESE, LATIN, ENGLISH_COUNTRIES, iso, point, digits=8, thing="vòng bi {}",
    ),
    Layout(
        "bills of lading with English headings, pounds", "vn-bills-of-lading",
        columns(
            "Bill of Lading No = declaration | Line = item | Arrival Date = date | Shipper Name = sender | "
            "Consignee Name = receiver | Notify Party = more | HS Code = hs | Product Description = goods | "
            "Quantity = quantity | Net Weight = net | Gross Weight = gross | Value = value | "
            "Currency = currency | Country of Origin = origin | Destination = destination"
        ),
        LATIN, LATIN, ENGLISH_COUNTRIES, iso, point, {"USD": "USD", "EUR": "€", "JPY": "Japanese Yen"}, digits=6,
        thing="roller bearing {}",
    ),
    Layout(
        "plain English", "en-vendor",
        columns(
            "Declaration No = declaration | Item No = item | Shipment Date = date | EXPORTER NAME = sender | "
            "IMPORTER_NAME = receiver | HS code = hs | Goods description = goods | Qty = quantity | "
            "Net weight (t) = net | Gross weight (t) = gross | Value (USD) = value | Origin country = origin | "
            "Destination country = destination | Manufacturer = maker"
        ),
        LATIN, LATIN, ENGLISH_COUNTRIES, iso, point, weight_unit=1000.0,
        thing="drone propeller {}", titles=("Invented shipments", "2021 to 2023", ""),
    ),
)  # fmt: skip
