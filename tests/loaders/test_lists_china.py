"""Small lists around China: rows of our own with their traps, and the real files where they are."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from graph.errors import SourceError
from loaders.detect import detect
from loaders.lists import china
from loaders.lists.simple import TableList
from loaders.plan import plan
from loaders.source import open_source
from tests.support.lists import by_record, listed, names, read, rejects

COUNTER = {
    "Type": "Company", "QID": "", "Name": "Unreal Drones Inc.", "Alias": "Unreal; UDI",
    "Chinese name": "非真无人机公司",
    "Country": "US", "Topics": "sanction.counter", "Summary": "", "Chinese summary": "", "Body": "Ministry of Commerce",
    "List": "UEL", "Date": "02.12.2019", "End date": "", "Source URL": "https://example.org/1", "Address": "",
}  # fmt: skip
MILITARY = {
    "Name": "Unreal (Group) Works Co., Ltd. (URW)*", "Clean Name": "Unreal (Group) Works Co., Ltd.", "Alias": "URW",
    "Previous Name": "Old Works; Older Works", "Parent Name": "Unreal Holding", "Note": "It is unreal.",
    "Start date": "2024-01-31", "End date": "", "Source Url": "",
}  # fmt: skip
ISN = {
    "schema": "Company", "name": "Ghost FZC", "aliases": "", "topics": "sanction", "program": "P", "authority": "State",
    "reason": "", "report-date": "2026-08-04", "start-date": "2026-07-24", "end-date": "2028-07-24", "country": "UAE",
    "notes": "", "source_url": "",
}  # fmt: skip


def write(folder: Path, model: dict[str, str], *rows: dict[str, str]) -> Path:
    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        header = dict.fromkeys([*model, *(column for row in rows for column in row)])
        writer = csv.DictWriter(stream, header, restval="")
        writer.writeheader()
        writer.writerows([model | row for row in rows])
    return path


@pytest.mark.parametrize(
    ("model", "loader"),
    [(COUNTER, china.COUNTER_SANCTIONS), (MILITARY, china.MILITARY_COMPANIES), (ISN, china.NONPROLIFERATION)],
)
def test_each_list_is_known_by_its_columns_and_reports_new_ones(
    tmp_path: Path, model: dict[str, str], loader: TableList
) -> None:
    path = write(tmp_path, model, {"Shoe size": "44"})
    make = detect(path).make
    assert make is not None and make() == loader
    entries, notes = read(loader, path)
    assert (len(entries), notes.unread, rejects(entries)) == (1, ["Shoe size"], [])
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(SourceError, match="must have the columns"):
        loader.document(open_source(tmp_path / "other.csv"))


def test_counter_sanctions(tmp_path: Path) -> None:
    path = write(
        tmp_path, COUNTER, {}, {"Date": "13.07.20", "End date": "13.07.23"}, {"Topics": "export.control", "Body": ""},
        {"Type": "Robot"}, {"Name": "", "Chinese name": ""}, {"Date": "32.12.2019"}, {"Name": "X", "Country": "EU"},
        {"Name": "", "Chinese name": "非真"},
    )  # fmt: skip
    entries, _ = read(china.COUNTER_SANCTIONS, path)
    assert rejects(entries) == [
        (5, "unknown_schema", "Type"), (6, "missing_value", "Name"), (7, "impossible_date", "Date"),
    ]  # fmt: skip
    first, short, control, europe, chinese = (entry.claims[0] for entry in entries if entry.claims)
    assert (first.start, first.end, first.measure, first.topic) == ("2019-12-02", None, "countermeasures", "UEL")
    assert first.subject is not None
    assert (first.subject.surface, first.subject.country) == ("Ministry of Commerce", "CN")
    assert names(listed(first)) == {
        ("Unreal Drones Inc.", "primary"), ("Unreal", "alias"), ("UDI", "weak"), ("非真无人机公司", "alias"),
    }  # fmt: skip
    assert (short.start, short.end, short.flags) == ("2020-07-13", "2023-07-13", ("date:two_digit_year",))
    assert (control.measure, control.subject, control.flags) == ("export control", None, ("authority:not_stated",))
    assert (listed(europe).country, europe.flags) == (None, ("country:unread",))
    assert listed(chinese).surface == "非真"


def test_chinese_military_companies(tmp_path: Path) -> None:
    entries, _ = read(china.MILITARY_COMPANIES, write(tmp_path, MILITARY, {}, {"Start date": "31/01/2024"}))
    listing, parent = entries[0].claims
    assert names(listed(listing)) == {
        ("Unreal (Group) Works Co., Ltd.", "primary"), ("Unreal (Group) Works Co., Ltd. (URW)", "alias"),
        ("URW", "weak"), ("Old Works", "former"), ("Older Works", "former"),
    }  # fmt: skip
    assert (listing.reason, listing.start, listing.flags) == ("It is unreal.", "2024-01-31", ("footnote",))
    assert parent.subject is not None
    assert (parent.kind, parent.subject.surface, parent.object) == ("ownership", "Unreal Holding", listing.object)
    assert entries[0].record == "Unreal (Group) Works Co., Ltd.|2024-01-31"
    assert entries[1].claims[0].start == "2024-01-31"  # more than 12 can only be the day


def test_nonproliferation(tmp_path: Path) -> None:
    entries, _ = read(china.NONPROLIFERATION, write(tmp_path, ISN, {}, {"authority": ""}))
    claim = entries[0].claims[0]
    assert (listed(claim).country, claim.start, claim.end) == ("AE", "2026-07-24", "2028-07-24")
    assert rejects(entries) == [(3, "missing_value", "authority")]


def test_the_real_lists(shared_data: Path) -> None:
    folder = shared_data / "china_related_lists"
    expected = {"cn_countersanctions.csv": 610, "us_dod_1260h.csv": 397, "inksna.csv": 28}
    loaders = (china.COUNTER_SANCTIONS, china.MILITARY_COMPANIES, china.NONPROLIFERATION)
    found = {}
    for (name, count), loader in zip(expected.items(), loaders, strict=True):
        entries, notes = read(loader, folder / name)
        assert (len(entries), len({entry.record for entry in entries})) == (count, count)
        assert (rejects(entries), notes.unread) == ([], [])
        found[name] = entries
    dates = Counter(entry.cells[11] for entry in found["cn_countersanctions.csv"])
    assert dates["02.12.2019"] and dates["13.07.20"]
    starts = {entry.cells[11]: entry.claims[0].start for entry in found["cn_countersanctions.csv"]}
    assert (starts["02.12.2019"], starts["13.07.20"], starts[""]) == ("2019-12-02", "2020-07-13", None)
    claims = by_record(found["us_dod_1260h.csv"])
    assert names(listed(claims["360 Security Technology Inc.|2022-10-05"])) == {
        ("360 Security Technology Inc.", "primary"), ("360 Security Technology Inc. (Qihoo 360)", "alias"),
        ("Qihoo 360", "alias"),
    }  # fmt: skip
    countries = {entry.cells[10]: listed(entry.claims[0]).country for entry in found["inksna.csv"]}
    assert {countries[name] for name in ("Russia", "Russian")} == {"RU"}
    assert (countries["ROK"], countries["DPRK"], countries["Syrian"]) == ("KR", "KP", "SY")
    assert {line.path.name: line.action for line in plan([folder])} == {
        **dict.fromkeys(expected, "load"), "fr_notices.csv": "reference",
        "ua_war_sanctions_crawler_lookups.yml": "refused",
    }  # fmt: skip
