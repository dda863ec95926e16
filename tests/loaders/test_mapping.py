"""Mapping files: every mistake is named with file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceError
from loaders.tables.mapping import load_mapping

GOOD = """\
version: 2
name: vendor
kind: trade
source: {publisher: Test vendor, edition: 2024-05-01, synthetic: true, coverage: complete}
file: {encoding: cp1251, delimiter: ";", header_row: 2}
numbers: {decimal: ",", thousands: " ", scale: 1000}
record: {id: [No, Item], declaration: No}
fields:
  consignor: {column: Sender}
  consignor.id.INN: {column: Sender, split: {pattern: 'INN (\\d+)'}}
  consignee.name: {column: Receiver}
  goods: {column: Goods, lookup: {дроны: drones}}
  date: {column: Date, format: ["%d.%m.%Y", "%Y"]}
  via: {column: Way, split: ","}
  currency: {const: USD}
ignore: [Remark]
expect: {rows: {minimum: 1}}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "m.mapping.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_mapping_is_read_whole(tmp_path: Path) -> None:
    mapping = load_mapping(write(tmp_path, GOOD))
    assert mapping.columns() == ("Sender", "Receiver", "Goods", "Date", "Way", "No", "Item")
    assert (mapping.meta.publisher, mapping.meta.edition, mapping.meta.synthetic) == ("Test vendor", "2024-05-01", True)
    assert (mapping.version, mapping.scale, mapping.record_id) == (2, 1000, ("No", "Item"))
    assert mapping.layout.encoding == "cp1251"
    assert mapping.fields["date"].formats == ("%d.%m.%Y", "%Y")
    assert mapping.fields["goods"].lookup == {"дроны": "drones"}


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("  goods: {column: Goods", "  good: {column: Goods", "line 12, key fields.good", "is not known here"),
        ("{const: USD}", "{}", "line 15, key fields.currency", "exactly one of column, const, path"),
        ("{const: USD}", "{const: USD, column: X}", "line 15, key fields.currency", "exactly one of"),
        ('decimal: ","', 'decimal: ";"', "line 6, key numbers.decimal", "is not one of"),
        ("header_row: 2", "header_row: 0", "line 5, key file.header_row", "minimum"),
        ("kind: trade", "kind: list", "line 3, key kind", "trade"),
        ("name: vendor\n", "", "line 1, key the whole file", "the key name is missing"),
        ("ignore:", "ignored:", "line 16, key ignored", "is not known here; the keys are about, expect, fields"),
        ("pattern: 'INN (\\d+)'", "pattern: '('", "line 10, key fields.consignor.id.INN.split.pattern", "expression"),
        ("lookup: {дроны: drones}", "lookup: words.yml", "line 12, key fields.goods.lookup", "no file words.yml"),
        ("edition: 2024-05-01", "edition: May", "line 4, key source.edition", "does not match"),
        ("  currency:", "  consignor.name:", "line 9, key fields.consignor", "means consignor.name"),
        ("  currency:", "  goods:", "line 15, key fields.goods", "stands there twice"),
        ("ignore: [Remark]", "ignore: [Remark", "line 17: ", "is no YAML"),
        ("{const: USD}", "{path: a.b}", "line 15, key fields.currency.path", "nested files"),
        ("scale: 1000", "scale: 1000.0", "line 6, key numbers.scale", "1000.0 is not of type 'integer'"),
        ("header_row: 2", "header_row: 1.0", "line 5, key file.header_row", "1.0 is not of type 'integer'"),
        ("header_row: 2", "header_rows: 1.0", "line 5, key file.header_rows", "1.0 is not of type 'integer'"),
        ('split: ","', 'split: {separator: ",", part: 1.0}', "line 14, key fields.via.split.part", "1.0 is not of"),
        ("lookup: {дроны: drones}", "digits: 6.0", "line 12, key fields.goods.digits", "6.0 is not of type 'integer'"),
        ("expect: {rows:", "expect: {filled: {No: {minimum: .nan}}, rows:", "line 17, key expect", "not of type"),
        ("{дроны: drones}", "../../etc/passwd", "line 12, key fields.goods.lookup", "must lie beside the mapping"),
        ("{дроны: drones}", "/etc/passwd", "line 12, key fields.goods.lookup", "must lie beside the mapping"),
        ("currency: {const: USD}", "origin: {const: Mars}", "line 15, key fields.origin.const", "the name 'Mars'"),
        ("publisher: Test vendor", 'publisher: "\\u200b"', "line 4, key publisher", "with letters or digits"),
        ("edition: 2024-05-01", "url: 'javascript:alert(1)'", "line 4, key url", "begins with http:// or https://"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, old: str, new: str, place: str, words: str) -> None:
    assert old in GOOD
    with pytest.raises(SourceError) as caught:
        load_mapping(write(tmp_path, GOOD.replace(old, new, 1)))
    message = str(caught.value)
    assert "m.mapping.yml" in message
    assert place in message
    assert words in message


def test_a_mapping_that_names_no_column_is_refused(tmp_path: Path) -> None:
    head = "version: 1\nname: x\nkind: trade\nsource: {publisher: P}\nfields:\n"
    with pytest.raises(SourceError, match="line 5, key fields: names no column"):
        load_mapping(write(tmp_path, head + "  goods: {const: drones}\n  origin: {const: CN}\n"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [("  consignor: {column: A}\n", "needs goods, hs or declared_as"), ("  goods: {column: A}\n", "needs a consignor")],
)
def test_a_mapping_must_say_what_and_who(tmp_path: Path, fields: str, words: str) -> None:
    head = "version: 1\nname: x\nkind: trade\nsource: {publisher: P}\nfields:\n"
    with pytest.raises(SourceError, match=words):
        load_mapping(write(tmp_path, head + fields))


@pytest.mark.parametrize("content", [b"", b"- a\n- b\n", b"\xff\xfe\x00", b"just text"])
def test_what_is_no_mapping_at_all_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.mapping.yml"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"m\.mapping\.yml"):
        load_mapping(path)


def test_missing_and_doubled_columns_are_named_with_those_that_are_there(tmp_path: Path) -> None:
    mapping = load_mapping(write(tmp_path, GOOD))
    whole = ("Sender", "Receiver", "Goods", "Date", "Way", "No", "Item")
    with pytest.raises(SourceError, match="reads the column 'Item', which the table does not have"):
        mapping.check_header(whole[:-1], tmp_path / "t.csv")
    with pytest.raises(SourceError, match="the column 'Sender' stands there twice"):
        mapping.check_header((*whole, "Sender"), tmp_path / "t.csv")
    assert mapping.check_header((*whole, "Remark", "New"), tmp_path / "t.csv") == ["New"]


def test_a_column_that_is_filled_down_must_be_there(tmp_path: Path) -> None:
    mapping = load_mapping(write(tmp_path, GOOD.replace("header_row: 2", "fill_down: [Nope, Sender]")))
    header = ("Sender", "Receiver", "Goods", "Date", "Way", "No", "Item")
    with pytest.raises(SourceError, match=r"fills down the column 'Nope' .*; its columns are Sender, Receiver"):
        mapping.check_header(header, tmp_path / "t.csv")
    assert mapping.check_header((*header, "Nope"), tmp_path / "t.csv") == ["Nope"]


def test_a_lookup_is_not_read_through_a_link_that_leads_away(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "foreign.yml").write_text("a: b\n", encoding="utf-8")
    (home / "words.yml").symlink_to(tmp_path / "foreign.yml")
    with pytest.raises(SourceError, match=r"line 12, key fields\.goods\.lookup: must lie beside the mapping"):
        load_mapping(write(home, GOOD.replace("{дроны: drones}", "words.yml")))


def test_new_columns_reject_stops_the_load(tmp_path: Path) -> None:
    mapping = load_mapping(write(tmp_path, GOOD + "new_columns: reject\n"))
    header = ("Sender", "Receiver", "Goods", "Date", "Way", "No", "Item", "New")
    with pytest.raises(SourceError, match="the column 'New' is neither read nor ignored"):
        mapping.check_header(header, tmp_path / "t.csv")


def test_the_digest_follows_the_lookup_file(tmp_path: Path) -> None:
    words = tmp_path / "words.yml"
    path = write(tmp_path, GOOD.replace("lookup: {дроны: drones}", "lookup: words.yml"))
    words.write_text("дроны: drones\n", encoding="utf-8")
    first = load_mapping(path).digest
    words.write_text("дроны: drone parts\n", encoding="utf-8")
    assert load_mapping(path).digest != first


def test_codes_in_a_lookup_stay_what_they_are_printed_as(tmp_path: Path) -> None:
    text = GOOD.replace(
        "lookup: {дроны: drones}", "lookup: {NO: Norway goods, 008: NO, 2024-05-01: day, nothing: null}"
    )
    lookup = load_mapping(write(tmp_path, text)).fields["goods"].lookup
    assert lookup == {"NO": "Norway goods", "008": "NO", "2024-05-01": "day", "nothing": None}


SPELLED = """\
version: 1
name: spelled
kind: trade
source: {publisher: Test vendor (synthetic)}
record: {id: [[Decl No, Beyanname No], Line], declaration: [Decl No, Beyanname No], optional: true}
fields:
  consignor.name: {column: [Sender, Gönderici]}
  goods: {column: Goods}
  value: {column: [Value, Kıymet], scale: 1000, optional: true}
ignore: [Notes]
expect: {filled: {Goods: {minimum: 0.1}}}
"""


def test_a_column_may_go_by_several_names_and_be_missing(tmp_path: Path) -> None:
    mapping = load_mapping(write(tmp_path, SPELLED))
    table = tmp_path / "t.csv"
    turkish = mapping.bound(("BEYANNAME-NO", "line", "GÖNDERİCİ", "GOODS", "notes.", "more"))
    assert turkish.columns() == ("GÖNDERİCİ", "GOODS", "BEYANNAME-NO", "line")
    assert (turkish.record_id, turkish.declaration) == (("BEYANNAME-NO", "line"), "BEYANNAME-NO")
    assert "value" not in turkish.fields
    assert turkish.check_header(("BEYANNAME-NO", "line", "GÖNDERİCİ", "GOODS", "notes.", "more"), table) == ["more"]
    bare = mapping.bound(("Sender", "Goods", "Value", "Line"))
    assert (bare.columns(), bare.record_id, bare.declaration) == (("Sender", "Goods", "Value"), (), None)
    assert bare.fields["value"].scale == 1000
    with pytest.raises(SourceError, match=r"reads the column 'Sender' \(or Gönderici\), which the table does not have"):
        mapping.bound(("Goods",)).check_header(("Goods",), table)


def test_a_column_printed_as_written_wins_over_one_that_only_reads_alike(tmp_path: Path) -> None:
    mapping = load_mapping(write(tmp_path, SPELLED))
    assert mapping.bound(("goods", "Goods", "Sender")).fields["goods"].column == "Goods"
    header = ("goods", "GOODS", "Sender")
    with pytest.raises(SourceError, match="the column 'Goods', which the table does not have"):
        mapping.bound(header).check_header(header, tmp_path / "t.csv")


def test_names_of_a_column_that_differ_from_key_to_key_are_named(tmp_path: Path) -> None:
    text = SPELLED.replace("declaration: [Decl No, Beyanname No]", "declaration: [Decl No, ND]")
    with pytest.raises(SourceError, match=r"line 5, key record\.declaration: gives the column 'Decl No' other names"):
        load_mapping(write(tmp_path, text))


def test_a_pattern_that_would_run_for_ever_is_not_one(tmp_path: Path) -> None:
    endless = SPELLED.replace("{column: Goods}", "{column: Goods, split: {pattern: '(a+)+$'}}")
    pattern = load_mapping(write(tmp_path, endless)).fields["goods"].split
    assert pattern is not None and pattern.pattern is not None
    assert pattern.pattern.search("a" * 50_000 + "!") is None  # in time linear in the cell
    with pytest.raises(SourceError, match=r"key fields\.goods\.split\.pattern: is no regular expression of RE2"):
        load_mapping(write(tmp_path, SPELLED.replace("{column: Goods}", "{column: Goods, split: {pattern: '(?=a)b'}}")))
