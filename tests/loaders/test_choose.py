"""Which mapping reads a table: the one named, else the one beside it, else a ready one that fits."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceError
from loaders.plan import LoadOptions, PlannedFile, plan
from loaders.protocol import Notes
from loaders.source import Meta
from loaders.tables import ready
from loaders.tables.loader import TradeTable

TURKISH = "Tescil Tarihi;İhracatçı;Alıcı;Gideceği Ülke;GTİP No;Ticari Tanım;Net Kg\n"
ROW = "14.02.2023;HAYAL LTD ŞTİ;OOO VYDUMKA;Rusya;848210100000;RULMAN;12,5\n"
OWN = """\
version: 1
name: own
kind: trade
source: {publisher: Test vendor (synthetic)}
fields: {consignor.name: {column: İhracatçı}, goods: {column: Ticari Tanım}}
"""


def planned(path: Path, mapping: Path | None = None) -> PlannedFile:
    return plan([path], LoadOptions(mapping=mapping, meta=Meta(publisher="Test vendor (synthetic)")))[0]


def write(folder: Path, text: str = TURKISH + ROW, name: str = "t.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_ready_mapping_that_fits_is_taken_and_named(tmp_path: Path) -> None:
    line = planned(write(tmp_path))
    assert (line.action, line.reason) == ("load", "a table by the ready mapping tr-export")
    assert line.loader is not None and line.file is not None
    entry = next(iter(line.loader.entries(line.file, Notes())))
    assert entry.claims[0].hs == "848210100000"


def test_the_mapping_beside_a_table_wins_over_a_ready_one_and_m_over_both(tmp_path: Path) -> None:
    table = write(tmp_path)
    own = tmp_path / "t.csv.mapping.yml"
    own.write_text(OWN, encoding="utf-8")
    assert planned(table).reason == "a table by t.csv.mapping.yml beside it"
    other = tmp_path / "other.yml"
    other.write_text(OWN.replace("name: own", "name: other"), encoding="utf-8")
    assert planned(table, other).reason == "a table by other.yml"
    assert planned(table, Path("tr-export")).reason == "a table by the ready mapping tr-export"


def test_a_name_that_is_neither_file_nor_ready_mapping_is_answered_with_those_that_are(tmp_path: Path) -> None:
    line = planned(write(tmp_path), Path("tr-exprt"))
    assert line.action == "failed"
    assert "neither such a mapping file nor a ready mapping" in line.reason
    assert "tr-export" in line.reason


def test_a_table_that_no_ready_mapping_fits_says_what_to_do(tmp_path: Path) -> None:
    line = planned(write(tmp_path, "a;b;c\n1;2;3\n4;5;6\n"))
    assert line.action == "refused"
    assert "waybill mapping suggest t.csv > t.csv.mapping.yml" in line.reason


def test_titles_above_the_header_another_encoding_and_another_delimiter_are_found(tmp_path: Path) -> None:
    text = "Invented list\t\t\n\n" + (TURKISH + ROW).replace(";", "\t")
    for encoding in ("windows-1254", "utf-8-sig", "utf-16"):
        line = planned(write(tmp_path, text, encoding=encoding))
        assert line.reason == "a table by the ready mapping tr-export", encoding
        assert line.loader is not None and line.file is not None
        claims = [claim for entry in line.loader.entries(line.file, Notes()) for claim in entry.claims]
        assert [claim.supplier.surface for claim in claims if claim.supplier] == ["HAYAL LTD ŞTİ"], encoding


VENDOR = "Shipment date,Exporter,Exporter country,Importer,Importer country,HS code,Goods description\n"
WORDS = {
    "gb18030": "虚构电子科技有限公司进出口贸易",
    "cp950": "虛構電子科技股份有限公司進出口貿易",
    "koi8-r": "Завод Выдумка несуществующих насосов и подшипников города Нигдевска",
    "cp1251": "Завод Выдумка несуществующих насосов и подшипников города Нигдевска",
    "cp1254": "Hayal Işık Dış Ticaret Şirketi",
}


def shipments(*exporters: str) -> str:
    return VENDOR + "".join(f"2023-02-14,{name},China,OOO Vydumka,Russia,880730,propellers\n" for name in exporters)


def suppliers(line: PlannedFile) -> list[str | None]:
    assert line.loader is not None and line.file is not None, line.reason
    parties = [[claim.supplier for claim in entry.claims] for entry in line.loader.entries(line.file, Notes())]
    return [found[0].surface if found and found[0] else None for found in parties]


@pytest.mark.parametrize("codec", WORDS)
def test_under_column_names_in_ascii_the_letters_prove_the_encoding(tmp_path: Path, codec: str) -> None:
    line = planned(write(tmp_path, shipments(*[WORDS[codec]] * 12), encoding=codec))
    assert suppliers(line) == [WORDS[codec]] * 12


@pytest.mark.parametrize("encoding", ["latin-1", "cp1250"])
def test_what_no_letters_prove_is_asked_for_and_never_read_as_cyrillic(tmp_path: Path, encoding: str) -> None:
    line = planned(write(tmp_path, shipments(*["Müller & Söhne (invented)"] * 20), encoding=encoding))
    assert line.action == "failed"
    assert "nothing settles its encoding" in line.reason
    assert "windows-1252 (2023-02-14,Müller)" in line.reason


def test_one_line_that_is_no_utf_8_leaves_the_others_what_they_are(tmp_path: Path) -> None:
    for names in (VENDOR, TURKISH):
        good = shipments("Züri AG").replace(VENDOR, "") if names == VENDOR else ROW
        bad = good.replace("Züri", "Müller").replace("ŞTİ", "ÜÇ").encode("latin-1")
        path = tmp_path / "t.csv"
        path.write_bytes(names.encode() + good.encode() * 40 + bad + good.encode() * 20)
        kept = "Züri AG" if names == VENDOR else "HAYAL LTD ŞTİ"
        assert suppliers(planned(path)) == [kept] * 40 + [None] + [kept] * 20


def test_column_names_that_the_mapping_reads_prove_the_encoding_of_any_table(tmp_path: Path) -> None:
    names = "№ ДТ;№ товара;Дата ДТ;Отправитель;Получатель;БИН получателя;Код ТН ВЭД;Наименование товара\n"
    row = "55302/140223/001;1;14.02.2023;PAPER KITE CO;ТОО СКАЗКА;080540015288;8482101000;Подшипники\n"
    for encoding in ("koi8-r", "cp866", "windows-1251", "utf-16-le"):
        text = (names.replace("№", "N") if encoding == "koi8-r" else names) + row
        assert suppliers(planned(write(tmp_path, text, encoding=encoding))) == ["PAPER KITE CO"], encoding


def test_two_that_fit_alike_are_a_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    twin = ready.Fit(ready.ready("en-vendor"), 7)
    monkeypatch.setattr(ready, "fitting", lambda *_: [twin, ready.Fit(ready.ready("tr-export"), 7)])
    line = planned(write(tmp_path))
    assert line.action == "failed"
    assert "en-vendor and tr-export fit alike; name one, such as -m en-vendor" in line.reason


def test_of_two_that_fit_the_one_that_reads_more_is_taken() -> None:
    header = ("Номер ДТ", "Отправитель", "Получатель", "БИН получателя", "Описание товара", "Код ТН ВЭД")
    fits = ready.fitting(header)
    assert [(fit.mapping.name, fit.columns) for fit in fits] == [("kz-declarations", 6), ("ru-declarations", 5)]
    best = ready.best(fits)
    assert best is not None and best.mapping.name == "kz-declarations"


@pytest.mark.parametrize("name", ready.names())
def test_every_ready_mapping_says_what_it_reads_and_needs_something_of_a_table(name: str) -> None:
    mapping = ready.ready(name)
    assert mapping.name == name
    assert mapping.about
    assert mapping.columns() != tuple(mapping.optional)
    assert ready.fitting(("a", "b", "c"), (name,)) == []


def test_a_ready_mapping_bound_to_a_table_stays_the_same_mapping() -> None:
    fit = ready.fitting(TURKISH.strip().split(";"))[0]
    assert TradeTable(fit.mapping).settings == ready.ready("tr-export").digest
    with pytest.raises(SourceError, match=r"there is no ready one of this name; they are .*cn-export"):
        ready.ready("nowhere")
