"""Statistics: rows of our own with every trap, and the real tables where they are."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.archive import Archive
from graph.errors import SourceError
from graph.model import Claim, Entry
from graph.projection import project
from graph.settings import Settings
from loaders.plan import plan
from loaders.protocol import Notes
from loaders.run import load
from loaders.source import open_source
from loaders.tables.check import check
from loaders.tables.choose import Choice
from loaders.tables.dates import DateProblem
from loaders.tables.loader import TradeTable
from loaders.tables.mapping import load_mapping
from loaders.tables.periods import period_of, read_period

FOLDER = "official_trade_statistics"
PLAIN = """
version: 1
name: own
kind: flow
source: {publisher: Unreal Statistics}
fields:
  reporter: {column: who}
  partner: {column: whom, lookup: {Nowhere Isles: 'area:Nowhere Isles'}}
  direction: {column: way}
  period: {column: time}
  hs: {column: code}
  value: {column: usd, unit: USD, scale: 1000}
  net_kg: {column: tons, unit: t}
"""
ROW = {
    "who": "China",
    "whom": "Russia",
    "way": "Export",
    "time": "2022-03",
    "code": "854231",
    "usd": "1.5",
    "tons": "2",
}


def claims(folder: Path, *rows: dict[str, str], mapping: str = PLAIN) -> list[Entry]:
    path, spec = folder / "t.csv", folder / "t.csv.mapping.yml"
    spec.write_text(mapping, "utf-8")
    header = list(dict.fromkeys([*ROW, *(key for row in rows for key in row)]))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, restval="")
        writer.writeheader()
        writer.writerows([ROW | row for row in rows])
    return list(TradeTable(load_mapping(spec)).entries(open_source(path), Notes()))


def one(folder: Path, **row: str) -> Claim:
    entry = claims(folder, row)[0]
    assert entry.reject is None, entry.reject
    return entry.claims[0]


def side(claim: Claim, name: str) -> str | None:
    party = getattr(claim, name)
    return None if party is None else (party.country or party.surface)


def test_a_row_is_a_figure_that_a_country_reports(tmp_path: Path) -> None:
    got = one(tmp_path)
    assert got.value is not None
    assert (got.kind, side(got, "subject"), side(got, "object"), got.direction) == ("flow", "CN", "RU", "export")
    assert (got.value.number, got.value.currency, got.scale, got.weight_kg) == ("1500", "USD", "1000", "2000")
    assert (got.hs, got.level, got.start, got.end, got.basis) == ("854231", "hs6", "2022-03", "2022-03", None)
    assert (got.supplier, got.recipient, got.dispatch, got.destination) == (None, None, None, None)


@pytest.mark.parametrize(
    ("code", "level", "hs"),
    [("TOTAL", "total", None), ("All Commodities", "total", None), ("85", "hs2", "85"), ("8542", "hs4", "8542"),
     ("8542399019", "hs10", "8542399019")],
)  # fmt: skip
def test_a_figure_keeps_its_level(tmp_path: Path, code: str, level: str, hs: str | None) -> None:
    got = one(tmp_path, code=code)
    assert (got.level, got.hs) == (level, hs)


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"who": ""}, "no_reporter"),
        ({"whom": "-"}, "no_partner"),
        ({"whom": "Atlantis"}, "unknown_country"),
        ({"way": "sideways"}, "unknown_direction"),
        ({"way": "1"}, "unknown_direction"),  # some count imports first, some exports
        ({"time": ""}, "no_period"),
        ({"time": "2022-03-17"}, "not_a_period"),
        ({"time": "2022-13"}, "impossible_date"),
        ({"time": "some day"}, "not_a_date"),
        ({"code": ""}, "no_goods"),
        ({"code": "854"}, "hs_lost_zero"),
        ({"code": "8.54E+09"}, "hs_scientific"),
        ({"usd": "-", "tons": "..."}, "not_a_number"),
        ({"usd": "-", "tons": "-"}, "no_figure"),
        ({"usd": "-3"}, "negative_number"),
        ({"usd": "EUR 3x"}, "not_a_number"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_its_reason(tmp_path: Path, row: dict[str, str], rule: str) -> None:
    entry = claims(tmp_path, row)[0]
    assert entry.reject is not None and entry.reject.rule == rule


def test_an_area_is_no_country_and_a_zero_is_a_figure(tmp_path: Path) -> None:
    world = one(tmp_path, whom="WLD", usd="0", tons="0")
    assert world.object is not None and world.value is not None
    assert (world.object.kind, world.object.surface, world.object.country) == ("place", "World", None)
    assert (world.value.number, world.weight_kg, world.flags) == ("0", "0", ())
    for printed, name in (
        ("European Union - 27 countries (AT, BE)", "European Union - 27 countries"), ("Nowhere Isles", "Nowhere Isles"),
        ("Areas, nes", "Areas, nes"), ("Unknown country", "Unknown country"),
    ):  # fmt: skip
        assert side(one(tmp_path, whom=printed), "object") == name


def test_goods_of_a_value_that_weigh_nothing_were_not_weighed(tmp_path: Path) -> None:
    got = one(tmp_path, tons="0")
    assert (got.weight_kg, got.flags) == (None, ("net_kg:zero",))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("2019", ("2019", "2019")), ("Y2019", ("2019", "2019")), ("201952", ("2019", "2019")),
        ("201908", ("2019-08", "2019-08")), ("2024M08", ("2024-08", "2024-08")), ("Aug. 2024", ("2024-08", "2024-08")),
        ("08/2024", ("2024-08", "2024-08")), ("2024-Q3", ("2024-07", "2024-09")), ("Q3 2024", ("2024-07", "2024-09")),
        ("Jan.-Dec. 2019", ("2019", "2019")), ("Jan.-Mar. 2019", ("2019-01", "2019-03")),
        ("Январь-декабрь 2019 г.", ("2019", "2019")), ("2019 год", ("2019", "2019")),
    ],
)  # fmt: skip
def test_periods(text: str, want: tuple[str, str]) -> None:
    assert read_period(text) == want


@pytest.mark.parametrize("text", ["201900", "201913", "Mar.-Jan. 2019", "2019-Q5", "17.03.2022", "x", ""])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(DateProblem):
        read_period(text)


def test_a_year_with_a_month_or_the_whole_of_it() -> None:
    assert period_of("2022", "Year") == ("2022", "2022")
    assert period_of("2022", "3") == period_of("2022", "March") == ("2022-03", "2022-03")
    for month in ("13", "0", "x"):
        with pytest.raises(DateProblem):
            period_of("2022", month)


@given(st.integers(1900, 2099), st.integers(1, 12))
def test_a_month_reads_alike_in_every_form(year: int, month: int) -> None:
    forms = (f"{year}{month:02d}", f"{year}M{month:02d}", f"{year}-{month:02d}", f"{month:02d}/{year}")
    assert {read_period(form) for form in forms} == {(f"{year}-{month:02d}", f"{year}-{month:02d}")}


SIDE_BY_SIDE = PLAIN.replace(
    "  direction: {column: way}\n", ""
).replace("  value: {column: usd, unit: USD, scale: 1000}\n  net_kg: {column: tons, unit: t}\n", """
  value@out: {column: usd, unit: USD}
  direction@out: {const: export}
  value@in: {column: tons, unit: USD}
  direction@in: {const: import}
  basis@in: {const: origin}
""")  # fmt: skip


def test_figures_side_by_side_are_claims_of_their_own(tmp_path: Path) -> None:
    both, alone = claims(tmp_path, {}, {"time": "2022-04", "usd": "-"}, mapping=SIDE_BY_SIDE)
    found = [(c.direction, c.basis, c.value and c.value.number, c.record and c.record[-3:]) for c in both.claims]
    assert found == [("export", None, "1.5", "out"), ("import", "origin", "2", " in")]
    assert [claim.direction for claim in alone.claims] == ["import"]
    assert alone.claims[0].record == both.claims[1].record.replace("2022-03", "2022-04")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  partner: {column: whom, lookup: {Nowhere Isles: 'area:Nowhere Isles'}}\n", "", "needs partner"),
        ("  period: {column: time}\n", "", "needs period, or year"),
        ("  direction: {column: way}\n", "", "needs direction"),
        ("  hs: {column: code}\n", "", "needs hs"),
        ("net_kg: {column: tons, unit: t}", "basis@x: {const: origin}", "fields.basis@x: has no figure"),
        ("net_kg: {column: tons, unit: t}", "goods@x: {column: tons}", "fields.goods@x: is not known here"),
    ],
)
def test_a_mapping_that_does_not_say_enough(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "m.yml"
    path.write_text(PLAIN.replace(old, new), "utf-8")
    with pytest.raises(SourceError, match=message):
        load_mapping(path)


def test_a_revised_figure_takes_the_place_of_the_old_one_and_a_contradiction_is_refused(
    tmp_path: Path, settings: Settings
) -> None:
    for name, edition, rows in (
        ("a", "2022-05-01", [ROW]),
        ("b", "2022-06-01", [ROW | {"usd": "7"}, ROW | {"usd": "8"}]),
    ):
        folder = tmp_path / name
        folder.mkdir()
        claims(folder, *rows)
        (folder / "t.csv.meta.yml").write_text(f"edition: {edition}\n", "utf-8")
    report = load([tmp_path / "a" / "t.csv", tmp_path / "b" / "t.csv"], settings)
    assert [file.rejects_by_rule for file in report.files] == [{}, {"conflict": 1}]
    facts = project(Archive(settings.archive_dir)).facts
    assert [(fact.kind, fact.pick("value").number, len(fact.statements)) for fact in facts] == [("flow", "7000", 2)]


def test_statistics_make_no_transfer_and_no_supply_tie(tmp_path: Path, settings: Settings) -> None:
    claims(tmp_path, {}, {"way": "Import", "who": "Russia", "whom": "China"}, {"whom": "World", "code": "TOTAL"})
    load([tmp_path / "t.csv"], settings)
    elements = project(Archive(settings.archive_dir)).elements
    labels = Counter(label for label, _ in elements.nodes)
    assert (labels["Flow"], labels["Transfer"]) == (3, 0)
    assert not {key[0] for key in elements.relationships} & {"SUPPLIED", "SUPPLIES", "RECEIVED_BY"}
    ways = {
        (one.type, one.start[1] if one.type == "REPORTS" else one.end[1])
        for one in elements.relationships.values()
        if one.type in ("REPORTS", "FROM", "TO")
    }
    assert {way for way in ways if way[1].startswith("country")} == {
        ("REPORTS", "country:CN"), ("REPORTS", "country:RU"), ("FROM", "country:CN"), ("TO", "country:RU"),
    }  # fmt: skip
    assert sum(end.startswith("place") for _, end in ways) == 1


# The layouts of the field. Their columns are written out here, and shared with no mapping.
LEGACY = (
    "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,"
    "Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,2nd Partner Code,2nd Partner,"
    "2nd Partner ISO,Customs Proc. Code,Customs,Mode of Transport Code,Mode of Transport,Commodity Code,"
    "Commodity,Qty Unit Code,Qty Unit,Qty,Alt Qty Unit Code,Alt Qty Unit,Alt Qty,Netweight (kg),"
    "Gross weight (kg),Trade Value (US$),CIF Trade Value (US$),FOB Trade Value (US$),Flag"
).split(",")
CURRENT = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,"
    "flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,"
    "classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,"
    "customsDesc,mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,"
    "altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,"
    "fobvalue,primaryValue,legacyEstimationFlag,isReported,isAggregate"
).split(",")
RELATIONAL = "REPORTER,PARTNER,PRODUCT,FLOW,STAT_PROCEDURE,PERIOD,VALUE_IN_EUR,QUANTITY_IN_100KG".split(",")
RUSSIAN = "NAPR,PERIOD,STRANA,TNVED,EDIZM,STOIM,NETTO,KOL,REGION,REGION_S".split(",")
CODES = ("TOTAL", "85", "8542", "854231", "27", "2709", "270900", "88", "8807", "880730")


def seeded(layout: str, dice: random.Random) -> tuple[list[str], list[list[str]], Counter[str], Counter[str]]:
    """Make a table with its traps: header, rows, figures that it holds by level, and rejects by rule."""
    header = {"legacy": LEGACY, "current": CURRENT, "relational": RELATIONAL, "russian": RUSSIAN}[layout]
    rows, levels, rules = [], Counter[str](), Counter[str]()
    for number in range(240):
        code = (
            CODES[number % len(CODES)]
            if layout != "russian"
            else f"{dice.choice(CODES[3::3])}{number % 8}00{number % 10}"
        )
        flow = number % 4 if layout in ("legacy", "current") else number % 2
        year, month = 2012 + number // 24 % 10, 1 + number % 12
        trap = (
            "fine"
            if number % 9
            else ("no_figure", "unknown_direction", "unknown_country", "hs_not_digits")[number // 9 % 4]
        )
        cells = {
            "code": "x1" if trap == "hs_not_digits" else code,
            "value": "" if trap == "no_figure" else str(number * 17),
            "flow": 9 if trap == "unknown_direction" else flow,
            "partner": "??" if trap == "unknown_country" else ("CHN", "WLD", "RUS")[number % 3],
            "period": (year, month),
            "part": number % 5 == 3,
            "number": number,
        }
        rows.append(printed(layout, header, cells))
        if trap == "fine":
            levels["total" if code == "TOTAL" else f"hs{len(code)}"] += 1
        else:
            rules[trap] += 1
    rows += [list(rows[1]), [cell + "0" if cell == "17" else cell for cell in rows[1]]]  # again, and with another value
    rules["conflict"] += 1
    return header, rows, levels, rules


def printed(layout: str, header: Sequence[str], cells: dict[str, Any]) -> list[str]:
    flow, (year, month), number = cells["flow"], cells["period"], cells["number"]
    names = {"CHN": "China", "WLD": "World", "RUS": "Russian Federation (Russia)", "??": "Atlantis"}
    name = names[cells["partner"]]
    level = "0" if cells["code"] == "TOTAL" else str(len(cells["code"]))
    if layout == "legacy":
        known: dict[str, str] = {
            "Classification": "H5", "Year": str(year), "Period": f"{year}{month:02d}", "Aggregate Level": level,
            "Trade Flow": ("Import", "Export", "Re-Export", "Re-Import")[flow] if flow < 4 else "Transit",
            "Reporter ISO": "TUR", "Partner ISO": cells["partner"], "Commodity Code": cells["code"],
            "2nd Partner ISO": "KAZ" if cells["part"] else "",
            "Trade Value (US$)": cells["value"], "Qty Unit": "No Quantity", "Commodity": f"row {number}",
        }  # fmt: skip
    elif layout == "current":
        known = {
            "period": f"{year}{month:02d}", "reporterISO": "TUR",
            "flowCode": ("M", "X", "RX", "RM", "FM")[min(flow, 4)], "partnerISO": cells["partner"],
            "partner2ISO": "KAZ" if cells["part"] else "W00", "classificationCode": "H6", "cmdCode": cells["code"],
            "aggrLevel": level, "customsCode": "C00", "motCode": "0", "qtyUnitAbbr": "N/A", "qty": "0",
            "netWgt": "0", "primaryValue": cells["value"], "cmdDesc": f"row {number}",
        }  # fmt: skip
    elif layout == "relational":
        known = {
            "REPORTER": "Germany (incl. German Democratic Republic 'DD' from 1991)", "PARTNER": name,
            "PRODUCT": cells["code"], "FLOW": ("IMPORT", "EXPORT")[flow] if flow < 4 else "TRANSIT",
            "STAT_PROCEDURE": "Inward processing" if cells["part"] else "Total", "PERIOD": f"{year}{month:02d}",
            "VALUE_IN_EUR": cells["value"],
        }  # fmt: skip
    else:
        known = {
            "NAPR": ("ИМ", "ЭК")[flow] if flow < 4 else "ТР", "PERIOD": f"{month:02d}/{year}", "STRANA": name,
            "TNVED": cells["code"], "STOIM": cells["value"], "REGION": f"{number % 7:05d} - UNREAL REGION",
            "REGION_S": "01",
        }  # fmt: skip
    return [known.get(column, "") for column in header]


@pytest.mark.parametrize(
    ("layout", "mapping"),
    [("legacy", "un-comtrade-legacy"), ("current", "un-comtrade"), ("relational", "eurostat-relational"),
     ("russian", "ru-customs-statistics")],
)  # fmt: skip
def test_a_ready_mapping_reads_its_layout_with_every_trap(
    tmp_path: Path, settings: Settings, layout: str, mapping: str
) -> None:
    header, rows, levels, rules = seeded(layout, random.Random(layout))
    path = tmp_path / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    line = plan([path])[0]
    assert (line.action, f"by the ready mapping {mapping}" in line.reason) == ("load", True)
    report = load([path], settings).files[0]
    assert (report.rejects_by_rule, report.repeated, report.new_columns) == (dict(sorted(rules.items())), 1, [])
    assert report.rows_in == len(rows) == report.accepted + report.rejected + report.repeated
    facts = project(Archive(settings.archive_dir)).facts
    assert Counter(fact.pick("level") for fact in facts) == levels
    assert all(fact.kind == "flow" for fact in facts)


def test_the_real_tables_by_hand(shared_data: Path) -> None:
    lines = {line.path.name: line for line in plan(sorted((shared_data / FOLDER).glob("*.csv")))}
    got: set[tuple[Any, ...]] = set()
    for line in lines.values():
        assert line.loader is not None and line.file is not None, line.reason
        for entry in line.loader.entries(line.file, Notes()):
            for c in entry.claims:
                amount = c.value
                assert amount is not None
                got.add(
                    (
                        side(c, "subject"),
                        side(c, "object"),
                        c.direction,
                        c.basis,
                        c.start,
                        amount.number,
                        amount.currency,
                    )
                )
    assert got >= {
        ("AM", "AF", "import", "consignment", "2020", "200", "USD"),  # 0.2 thousand, row Year
        ("AM", "AF", "import", "origin", "2020-05", "100", "USD"),
        ("AM", "AF", "export", None, "2020-12", "807200", "USD"),
        ("AM", "UZ", "export", None, "2019", "2685300", "USD"),
        ("AM", "EU countries not specified", "import", "origin", "2023-01", "3510500", "USD"),
        ("UZ", "AM", "import", None, "2019", "2242633.93", "EUR"),
        ("UZ", "Other countries", "import", None, "2019", "1449450339.29", "EUR"),
        ("UZ", "BA", "import", None, "2019", "20607.14", "EUR"),
        ("UZ", "AO", "import", None, "2019", "0", "EUR"),
        ("LU", "RU", "export", None, "2024-08", "162950", "EUR"),
        ("European Union - 27 countries", "RU", "export", None, "2024-08", "2475313207", "EUR"),
        ("AU", "World", "re-import", "origin", "2017", "663597565", "USD"),
        ("AL", "World", "export", None, "2017", "2261555720", "USD"),
    }


def test_the_rows_of_the_real_tables_add_up(shared_data: Path, settings: Settings) -> None:
    report = load(sorted((shared_data / FOLDER).glob("*.csv")), settings)
    counts = [(one.rows_in, one.accepted, one.rejected, one.claims) for one in report.files]
    assert dict(zip(("armenia", "comtrade", "eurostat", "uzbek"), counts, strict=True)) == {
        "armenia": (11094, 10704, 390, 22535),
        "comtrade": (288, 288, 0, 288),
        "eurostat": (30, 30, 0, 30),
        "uzbek": (1175, 1175, 0, 1175),
    }  # fmt: skip
    assert report.files[0].rejects_by_rule == {"no_figure": 323, "no_partner": 67}
    with (shared_data / FOLDER / "armenia_data.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    printed_figures = sum(row[name] != "-" for row in rows if row["country"] for name in list(row)[1:4])
    assert printed_figures == 22535


def test_a_dry_reading_names_reporter_and_partner_and_warns_of_levels(tmp_path: Path) -> None:
    claims(
        tmp_path, *({"code": code, "time": f"2022-{month:02d}"} for code in ("TOTAL", "85") for month in range(1, 13))
    )
    found = check(tmp_path / "t.csv", Choice(load_mapping(tmp_path / "t.csv.mapping.yml"), "by its own"))
    [said] = found.rows[0].claims
    assert (said["reporter"], said["partner"], said["direction"], said["level"]) == (
        "China [CN]", "Russia [RU]", "export", "total",
    )  # fmt: skip
    assert found.suspicions == [
        "it holds totals and their parts (hs2 12, total 12): figures of two levels are never to be added up"
    ]
