"""Drafts of mappings: right on headers held back from the making, blank where nothing is sure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.errors import SourceError
from loaders.plan import plan
from loaders.tables import words
from loaders.tables.check import check
from loaders.tables.choose import Choice
from loaders.tables.drafts import to_json, to_yaml
from loaders.tables.layout import Layout
from loaders.tables.mapping import load_mapping
from loaders.tables.sample import Sample, sample
from loaders.tables.suggest import Draft, draft_of, suggest
from tests.support.workbooks import xlsx

HEADINGS = Path(__file__).parent / "headings"
# What a trade table is of no use without, where it has it; a field that a header lacks must stay blank.
REQUIRED = (
    *("consignor.name", "consignee.name", "hs", "goods", "date", "quantity", "unit", "net_kg", "gross_kg"),
    *("value", "currency", "origin", "destination", "record.id"),
)


def tables(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((HEADINGS / name).read_text(encoding="utf-8"))
    return found


def draft(header: list[Any], rows: list[list[Any]]) -> Draft:
    cells = tuple(tuple(str(cell) for cell in row) for row in rows)
    return draft_of(Sample(Path("t.csv"), Layout(), tuple(map(str, header)), cells))


def score(name: str) -> tuple[int, int, list[str]]:
    """Return how many required fields are right, how many there are, and what is wrong."""
    right, asked, wrong = 0, 0, []
    for table in tables(name):
        found = draft(table["header"], table["rows"])
        for one in REQUIRED:
            wanted, got = table["answers"].get(one), found.column(one)
            if wanted is None and got is None:
                continue
            asked += 1
            if wanted == got:
                right += 1
            else:
                wrong.append(f"{table['name']}: {one} is {wanted!r}, drafted {got!r}")
    return right, asked, wrong


@pytest.mark.parametrize(
    ("name", "least"), [("held_back.yml", 0.9), ("met.yml", 0.95), ("met_later.yml", 0.95), ("tuning.yml", 0.98)]
)
def test_required_fields_are_right_on_headers_of_seven_languages(name: str, least: float) -> None:
    right, asked, wrong = score(name)
    assert asked > 25
    assert right / asked >= least, wrong


def test_the_headers_held_back_are_ten_and_share_none_with_those_tuned_on() -> None:
    held, tuned = tables("held_back.yml"), tables("tuning.yml")
    assert len(held) == 10
    assert {table["language"] for table in held} == {"de", "en", "fr", "ru", "tr", "uk", "zh"}
    assert not {tuple(table["header"]) for table in held} & {tuple(table["header"]) for table in tuned}


def test_each_line_of_a_draft_says_how_sure_it_is_and_why() -> None:
    found = draft(
        ["GTİP", "Satıcı", "Alıcı"], [["854231900000", "HAYAL", "VYDUMKA"], ["848210100000", "MASAL", "SKAZKA"]]
    )
    line = next(line for line in found.lines if line.field == "hs")
    assert line.column == "GTİP"
    assert 0.9 < line.confidence < 1
    assert line.reasons == ("'gtip' in its name (tr)", "100% of its cells are customs codes")
    assert "  hs: {column: GTİP}  # 0.99: 'gtip' in its name (tr); 100% of its cells are customs codes" in to_yaml(
        found
    )


def test_a_name_that_its_cells_contradict_stays_blank() -> None:
    found = draft(["HS Code", "Exporter", "Importer"], [["apples", "A", "B"], ["pears", "C", "D"], ["plums", "E", "F"]])
    assert found.column("hs") is None
    blank = next(blank for blank in found.blanks if blank.field == "hs")
    assert blank.candidates == ("HS Code",)
    assert "but only 0% of its cells are customs codes" in blank.reason


def test_two_columns_that_are_alike_stay_blank_with_both_named() -> None:
    found = draft(["Exporter A", "Exporter B", "HS"], [["Kite", "Paper", "854231"], ["Rice", "Bamboo", "848210"]])
    assert found.column("consignor.name") is None
    blank = next(blank for blank in found.blanks if blank.field == "consignor.name")
    assert blank.candidates == ("Exporter A", "Exporter B")
    assert "#" in next(line for line in to_yaml(found).splitlines() if "consignor.name" in line)


def test_a_country_of_nobody_and_a_weight_without_a_word_stay_blank() -> None:
    found = draft(
        ["Country", "Weight", "Sender", "HS"],
        [["China", "12.5", "Kite", "854231"], ["Russia", "7.25", "Rice", "848210"]],
    )
    assert {line.field for line in found.lines} == {"consignor.name", "hs"}
    assert ("net_kg or gross_kg", ("Weight",)) in [(blank.field, blank.candidates) for blank in found.blanks]
    assert found.unread == ["Country"]


def test_units_currencies_and_factors_come_from_the_name_of_a_column() -> None:
    found = draft(
        ["Вес нетто, т", "Стоимость, тыс. долл. США", "Получатель"],
        [["1,5", "5,4", "ООО Выдумка"], ["2,25", "70,15", "ТОО Сказка"]],
    )
    lines = {line.field: line for line in found.lines}
    assert lines["net_kg"].unit == "t"
    assert (lines["value"].unit, lines["value"].scale) == ("USD", 1000)
    assert 'value: {column: "Стоимость, тыс. долл. США", unit: USD, scale: 1000}' in to_yaml(found)


def test_a_tax_number_in_the_cell_of_a_name_is_split_off() -> None:
    cells = [["ООО Выдумка, ИНН 7707083893 КПП 770701001", "854231"], ["ООО Небылица ИНН 7736050003", "848210"]]
    text = to_yaml(draft(["Получатель", "Код ТН ВЭД"], cells))
    data = yaml.safe_load(text)
    assert "(?P<INN>" in data["fields"]["consignee.name"]["split"]["pattern"]


def test_a_number_with_a_column_of_its_own_is_only_cut_from_the_name(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = ["ООО Выдумка ИНН 7707083893 КПП 770701001;7707083893", "АО Небылица, ИНН 7736050003;7736050003"]
    path.write_text(
        "\n".join(["Получатель;ИНН получателя;Код ТН ВЭД", *(f"{row};854231" for row in rows)]), encoding="utf-8"
    )
    mapping = tmp_path / "t.csv.mapping.yml"
    mapping.write_text(to_yaml(suggest(path)), encoding="utf-8")
    claims = [row.claims[0]["to"] for row in check(path, Choice(load_mapping(mapping), "by its draft")).rows]
    assert claims == ["ООО Выдумка [INN 7707083893]", "АО Небылица [INN 7736050003]"]


def test_name_number_and_address_of_one_cell_are_read_apart(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    cells = ["ООО Выдумка, ИНН 7707083893 КПП 770701001, Минск, Беларусь", "АО Небылица ИНН 7736050003", "ИП Нигдеев"]
    path.write_text("\n".join(["Получатель;Код ТН ВЭД", *(f"{cell};854231" for cell in cells)]), encoding="utf-8")
    mapping = tmp_path / "t.csv.mapping.yml"
    mapping.write_text(to_yaml(suggest(path)), encoding="utf-8")
    claims = [row.claims[0]["to"] for row in check(path, Choice(load_mapping(mapping), "by its draft")).rows]
    assert claims == [
        "ООО Выдумка [BY by its address; INN 7707083893; Минск, Беларусь]",
        "АО Небылица [INN 7736050003]",
        "ИП Нигдеев",
    ]


def test_what_no_cell_settles_is_a_comment_that_says_what_to_write() -> None:
    cells = [["03/04/2023", "1.234", "7,5"], ["05/06/2023", "12", "8,25"]]
    text = " ".join(to_yaml(draft(["Date", "Quantity", "Value"], cells)).replace("\n# ", " ").split())
    assert (
        "Date: no date of this form has a day above 12, so that 2 dates such as 03/04/2023 may be read in two ways; "
        "such rows are refused until you write format: '%d/%m/%Y' or format: '%m/%d/%Y' into the field"
    ) in text
    assert "Quantity: 1 of its cells are written like 1.234" in text
    assert "(the other columns of numbers write ',')" in text
    assert "Value: nothing says its currency" in text
    assert "until you write numbers: {thousands: '.'} where they are thousands, or numbers: {decimal: '.'}" in text


def test_few_dates_of_another_form_are_open_and_the_format_reads_the_others_too() -> None:
    cells = [["14.02.2023"], ["31.01.2023"], ["2023-02-15"], ["04/12/2022"], ["12/12/2022"]]
    text = " ".join(to_yaml(draft(["Date"], cells)).replace("\n# ", " ").split())
    assert "Date: no date of this form has a day above 12, so that 1 date such as 04/12/2022 may be" in text
    assert "write format: ['%d.%m.%Y', '%Y-%m-%d', '%d/%m/%Y'] or format: ['%d.%m.%Y', '%Y-%m-%d', '%m/%d/%Y']" in text


def test_dates_that_contradict_each_other_are_both_shown() -> None:
    cells = [["05/25/2022"], ["20/10/2022"], ["09/24/2022"], ["03/04/2023"]]
    text = " ".join(to_yaml(draft(["Date"], cells)).replace("\n# ", " ").split())
    assert "dates such as 20/10/2022 have the day first (1 of them) and dates such as 05/25/2022 the month (2)" in text
    assert "so that 1 date such as 03/04/2023 may be read in two ways" in text
    settled = draft(["Date"], [["05/25/2022"], ["03/04/2023"]])
    assert "may be read in two ways" not in to_yaml(settled)


def test_numbers_that_a_workbook_stores_as_numbers_are_open_to_nobody(tmp_path: Path) -> None:
    header = ["Sender", "HS", "Quantity"]
    typed: list[list[str | int | float | bool | None]] = [["Kite", "854231", 45.094], ["Rice", "848210", 1.234]]
    assert "may be thousands" not in to_yaml(suggest(xlsx(tmp_path / "typed.xlsx", {"A": [header, *typed]})))
    text = to_yaml(suggest(xlsx(tmp_path / "m.xlsx", {"A": [header, *typed, ["Paper", "854231", "1.234"]]})))
    assert "Quantity: 1 of its cells are written like 1.234" in text


def test_only_days_of_the_calendar_count_as_dates_and_the_others_are_named(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    days = ["14.02.2023", "31.02.2023", "15.02.2023", "30.02.2023", "16.02.2023", "17.02.2023", "32.01.2023",
            "33.01.2023", "18.02.2023", "19.02.2023", "20.02.2023", "21.02.2023"]  # fmt: skip
    path.write_text("\n".join(["Date;Sender;HS", *(f"{day};Kite;854231" for day in days)]) + "\n", encoding="utf-8")
    line = next(line for line in suggest(path).lines if line.field == "date")
    assert line.reasons[-1] == (
        "8 of its 12 cells are dates, not '31.02.2023' (row 3), '30.02.2023' (row 5), '32.01.2023' (row 8) ..."
    )


@pytest.mark.parametrize("table", tables("held_back.yml"), ids=lambda table: table["name"])
def test_a_draft_is_a_mapping_that_reads_its_table(table: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = [table["header"], *table["rows"]]
    path.write_text("\n".join("\t".join(map(str, row)) for row in rows) + "\n", encoding="utf-8")
    mapping = tmp_path / "t.csv.mapping.yml"
    mapping.write_text(to_yaml(suggest(path)), encoding="utf-8")
    found = check(path, Choice(load_mapping(mapping), "by its draft"))
    assert found.rows_in == len(table["rows"])
    assert found.accepted >= 1, found.rules
    assert plan([path])[0].action == "load"


def test_titles_above_the_header_and_other_encodings_are_found(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    text = "Выдуманная таблица;;\n;;\nДата;Отправитель;Код ТН ВЭД\n14.02.2023;Змей;8542319010\n"
    for encoding in ("windows-1251", "utf-8", "utf-16"):
        path.write_bytes(text.encode(encoding))
        seen = sample(path)
        assert (seen.header, len(seen.rows)) == (("Дата", "Отправитель", "Код ТН ВЭД"), 1), encoding
    data = to_json(suggest(path))
    assert [line["field"] for line in data["fields"]] == ["date", "consignor.name", "hs"]
    assert data["rows_looked_at"] == 1


def test_a_cell_of_name_number_and_address_is_a_name_and_its_country_comes_from_the_address() -> None:
    found = draft(
        ["Отправитель, ИНН, адрес", "ТН ВЭД"], [["ЗМЕЙ, ШЭНЬЧЖЭНЬ, КИТАЙ", "854231"], ["РИС, ПЕКИН, КИТАЙ", "848210"]]
    )
    assert found.column("consignor.name") == "Отправитель, ИНН, адрес"
    fields = yaml.safe_load(to_yaml(found))["fields"]
    assert fields["consignor.address"]["column"] == "Отправитель, ИНН, адрес"


def test_a_workbook_of_several_sheets_is_drafted_without_naming_one(tmp_path: Path) -> None:
    header = ["İhracatçı", "Alıcı", "GTİP", "Tescil Tarihi"]
    january, february = (["HAYAL", "VYDUMKA", "854231900000", f"03.0{month}.2023"] for month in (1, 2))
    path = xlsx(tmp_path / "book.xlsx", {"Ocak": [header, january], "Şubat": [header, february]})
    text = to_yaml(suggest(path))
    assert "sheet" not in yaml.safe_load(text).get("file", {})
    mapping = tmp_path / "book.xlsx.mapping.yml"
    mapping.write_text(text, encoding="utf-8")
    assert check(path, Choice(load_mapping(mapping), "by its draft")).accepted == 2


def test_columns_whose_cells_are_merged_over_rows_are_filled_down(tmp_path: Path) -> None:
    header = ["Declaration no", "Item", "Exporter", "Importer", "HS code", "Goods"]
    rows: list[list[str | int | float | bool | None]] = [
        ["D1", "1", "Paper Kite", "Vydumka", "848210", "bearings"],
        [None, "2", None, "Skazka", "854231", "circuits"],
        ["D2", "1", "Rice", "Vydumka", "848210", "bearings"],
    ]
    path = xlsx(tmp_path / "t.xlsx", {"May": [header, *rows]}, merges={"May": ["A2:A3", "C2:C3", "A1:B1"]})
    text = to_yaml(suggest(path))
    assert "\nfile: {fill_down: [Declaration no, Exporter]}  # their cells are merged over several rows" in text
    assert "\nrecord: {id: [Declaration no, Item], declaration: Declaration no}" in text
    mapping = tmp_path / "t.xlsx.mapping.yml"
    mapping.write_text(text, encoding="utf-8")
    found = check(path, Choice(load_mapping(mapping), "by t.xlsx.mapping.yml"))
    assert [row.claims[0]["from"] for row in found.rows] == ["Paper Kite", "Paper Kite", "Rice"]


def test_json_lines_are_drafted_by_their_paths(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(
        '{"exporter": {"name": "Kite"}, "importer": {"name": "Vydumka"}, "items": [{"hs": "854231", "quantity": 5}]}\n'
        '{"exporter": {"name": "Rice"}, "importer": {"name": "Skazka"}, "items": [{"hs": "848210", "quantity": 7}]}\n',
        encoding="utf-8",
    )
    mapping = tmp_path / "t.jsonl.mapping.yml"
    mapping.write_text(to_yaml(suggest(path)), encoding="utf-8")
    data = yaml.safe_load(mapping.read_text("utf-8"))
    assert data["file"] == {"format": "jsonl"}
    assert data["fields"]["consignor.name"] == {"path": "exporter.name"}
    assert data["fields"]["hs"] == {"path": "items[].hs"}
    found = check(path, Choice(load_mapping(mapping), "by its draft"))
    assert [row.claims[0]["hs"] for row in found.rows] == ["854231", "848210"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("t.txt", "Just a sentence, and nothing else.", "reads like a text and not like a table"),
        ("t.py", "import this\n", "only a table needs a mapping"),
        ("t.csv", "", "is empty"),
    ],
)
def test_what_is_no_table_is_not_drafted(tmp_path: Path, name: str, text: str, words: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=words):
        suggest(path)


def test_a_list_is_read_without_a_mapping(shared_data: Path) -> None:
    path = next((shared_data / "un_consolidated_2026").glob("*.xml"))
    with pytest.raises(SourceError, match="loads without a mapping"):
        suggest(path)


def test_a_draft_reads_column_names_only_in_an_encoding_that_is_proved(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = "Paper Kite;насос;848210\nПодшипник и сын;клапан;848210\n"
    path.write_bytes(("Отправитель;Наименование товара;Код ТН ВЭД\n" + rows).encode("cp866"))
    assert (sample(path).layout.encoding, sample(path).rows[0][1]) == ("cp866", "насос")
    path.write_bytes("Käufer;Größe;HS code;Goods\nMüller;1;848210;Lager\nSöhne;2;848210;Lager\n".encode("cp1252"))
    with pytest.raises(SourceError, match="nothing settles its encoding"):
        sample(path)


def test_single_lines_that_are_not_of_the_encoding_do_not_hide_the_column_names(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    header = "流水编号,出口年月日,发货企业,商品编码,品名,数量\n"
    rows = [f"CK{n},2023年2月{n % 27 + 1}日,深圳市纸鸢零件有限公司,8542319000,集成电路,{n}\n" for n in range(60)]
    lines = [line.encode("gb18030") for line in ["出口明细表\n", header, *rows]]
    for bad in (15, 40):
        lines[bad] = lines[bad].replace("深圳".encode("gb18030"), b"\x81\xff")
    path.write_bytes(b"".join(lines))
    seen = sample(path)
    assert (seen.layout.encoding, seen.layout.header_row, len(seen.rows)) == ("gb18030", 2, 58)
    assert seen.header[3] == "商品编码"


def test_a_wide_table_is_looked_at_in_fewer_rows_and_each_name_with_the_terms_that_may_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wide.csv"
    names = [f"c{number}" for number in range(3000)]
    path.write_text("".join(",".join(cells) + "\n" for cells in [names, *[["1"] * 3000] * 60]), encoding="utf-8")
    asked: list[str] = []
    covers = words._covers

    def counted(term: words.Term, tokens: tuple[str, ...], joined: str) -> int:
        asked.append(joined)
        return covers(term, tokens, joined)

    monkeypatch.setattr(words, "_covers", counted)
    seen = sample(path)
    assert (len(seen.header), len(seen.rows)) == (3000, 33)
    assert len(asked) < 3000


def test_the_terms_that_may_fit_a_name_are_all_that_do() -> None:
    for table in [one for name in ("held_back.yml", "met.yml", "met_later.yml", "tuning.yml") for one in tables(name)]:
        for heading in map(str, table["header"]):
            tokens = words.tokens_of(heading)
            fitting = [term for term in words._terms() if words._covers(term, tokens, "".join(tokens))]
            assert not set(fitting) - set(words._possible(tokens)), heading


def test_a_table_above_the_limit_of_columns_is_the_same_error_for_every_reader(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(",".join(f"c{number}" for number in range(4097)) + "\n" + "1," * 4096 + "1\n", encoding="utf-8")
    mapping = path.with_name("t.csv.mapping.yml")
    mapping.write_text(
        "version: 1\nname: own\nkind: trade\nsource: {publisher: Test}\n"
        "fields: {consignor.name: {column: c0}, goods: {column: c1}}\n",
        encoding="utf-8",
    )
    error = "has 4,097 columns; 4,096 are read at most \\(limit columns\\)"
    with pytest.raises(SourceError, match=error):
        suggest(path)
    with pytest.raises(SourceError, match=error):
        check(path, Choice(load_mapping(mapping), "by it"))
    mapping.write_text(mapping.read_text(encoding="utf-8") + "file: {limits: {columns: 5000}}\n", encoding="utf-8")
    assert check(path, Choice(load_mapping(mapping), "by it")).accepted == 1
