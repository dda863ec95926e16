"""Encodings are settled by proof and said in words, or asked for; never guessed between code pages that both fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceError
from loaders.tables.layout import Layout
from loaders.tables.opening import open_table

RUSSIAN = [
    "Отправитель,Получатель,Товар,Адрес",
    "ООО Выдумка,АО Небылица,насосы центробежные для воды,город Нигдевск улица Сказочная дом пять",
    "ИП Нигдеев,ООО Тридевятое царство,подшипники шариковые радиальные,посёлок Лукоморье",
]
TURKISH = [
    "Gonderici,Alici,Esya,Adres",
    "Hayal Elektronik Dış Ticaret Şirketi,Masal Çiçek Ağaç İşleri,ışık bağlantı kutuları,İğne Sokağı Şişli",
    "Rüya Makina Sanayi Şirketi,Düş Aydınlatma Işık İşletmesi,küçük ağırlık ölçüm aygıtı,Güneş Mahallesi Yıldız Sokağı",
]
CHINESE = [
    "a,b,c,d",
    "深圳市纸鸢电子科技有限公司,虚构国际贸易公司,集成电路零件,广东省深圳市路号",
    "宁波竹机械设备有限公司,东方进出口公司,机械零件材料,浙江省中国",
]
TAIWANESE = [
    "a,b,c,d",
    "虛構電子科技股份有限公司,夢想國際貿易公司,積體電路零件,臺灣臺北市路號",
    "紙鳶機械設備股份有限公司,進出口貿易公司,機械產品材料,高雄市",
]
JAPANESE = ["a,b,c,d", "カミヒコーキ電子,ゆめのぼうえき株式会社,ベアリングとポンプ,とうきょうのまち"]


def settled(path: Path, lines: list[str], codec: str) -> tuple[str | None, list[str], tuple[str, ...]]:
    path.write_bytes("\n".join([*lines, ""]).encode(codec))
    reader = open_table(path, Layout(None, ",", 1))
    rows = list(reader)
    return reader.layout.encoding, reader.notices, rows[0].cells


@pytest.mark.parametrize(
    ("lines", "codec", "name"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "cp866", "cp866"),
        (TURKISH, "cp1254", "windows-1254"),
        (CHINESE, "gb18030", "gb18030"),
        (TAIWANESE, "cp950", "big5"),
        (JAPANESE, "cp932", "shift-jis"),
    ],
)
def test_letters_that_leave_no_doubt_settle_an_encoding_and_it_is_said(
    tmp_path: Path, lines: list[str], codec: str, name: str
) -> None:
    encoding, notices, cells = settled(tmp_path / "t.csv", lines, codec)
    assert encoding == codec
    assert notices == [f"encoding {name}: settled by its letters; name it in the mapping (file.encoding)"]
    assert cells == tuple(lines[1].split(","))


@pytest.mark.parametrize("codec", ["cp1251", "cp866", "koi8-r"])
def test_the_column_names_of_the_mapping_prove_an_encoding(tmp_path: Path, codec: str) -> None:
    lines = ["Отправитель,Товар", "Paper Kite,насос"]
    path = tmp_path / "t.csv"
    path.write_bytes("\n".join(lines).encode(codec))
    reader = open_table(path, Layout(None, None, None, columns=("Отправитель", "Товар")))
    assert [row.cells for row in reader] == [("Paper Kite", "насос")]
    assert reader.notices[0].endswith("settled by the column names that the mapping reads")


def test_what_could_be_several_code_pages_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("name,n\nÇağ,1\nŞoför,2\nIşık,3\n".encode("cp1254"))
    with pytest.raises(SourceError) as caught:
        open_table(path, Layout(None, ",", 1))
    message = str(caught.value)
    assert "nothing settles its encoding" in message
    assert "windows-1251 (" in message
    assert "windows-1254 (Çağ,1)" in message
    assert "file.encoding" in message


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-8"])
def test_unicode_needs_no_word_of_the_mapping(tmp_path: Path, codec: str) -> None:
    lines = ["Sender,Goods", "ООО Выдумка,насос", "Paper Kite Parts Company,propellers for kites"]
    _, _, cells = settled(tmp_path / "t.csv", lines, codec)
    assert cells == ("ООО Выдумка", "насос")


@pytest.mark.parametrize(
    ("named", "codec", "word"),
    [
        ("shift-jis", "cp932", "㈱夢①"),
        ("Big5", "cp950", "碁電子"),
        ("gb2312", "gb18030", "镕€"),
        ("windows-1251", "cp1251", "Ёж"),
        ("windows-1254", "cp1254", "İğ"),
    ],
)
def test_a_named_encoding_knows_the_signs_that_windows_writes_in_it(
    tmp_path: Path, named: str, codec: str, word: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(f"a,b\n{word},1\n".encode(codec))
    reader = open_table(path, Layout(named, ",", 1))
    assert [row.cells for row in reader] == [(word, "1")]


def test_single_lines_that_are_no_utf_8_are_rejects_and_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    good = "".join(f"Выдумка {number},1\n" for number in range(100)).encode()
    path.write_bytes(b"a,b\n" + good + "Ёж,2\n".encode("cp1251") + good)
    reader = open_table(path, Layout(None, ",", 1))
    rejects = [(row.line, row.reject.rule) for row in reader if row.reject]
    assert rejects == [(102, "encoding")]
    assert reader.notices == ["encoding utf-8: single lines are not, and are rejected"]
