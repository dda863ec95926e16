"""Japan's lists of end users: entries of our own with every trap of the text, and the real files where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceError
from loaders.detect import detect
from loaders.lists.meti import Meti, join_lines, split_entries
from loaders.source import open_source
from tests.support.lists import by_record, listed, names, read

# Everything in it is invented.
LIST = """\
○ 架空の輸出等に係る禁止措置の対象となる架
空国の団体（令和九年外務省告示第一号）
指定日：2022 年03月01 日
最終更新日：2025 年09 月12 日
１ 架空歯車株式会社（別称、架空工業、KGA及び有
限公司架空）
Unreal Gears JSC, a.k.a., the following twoaliases:
-Unreal Works of the Northern
District; and
-KGA.
所在地：1, Gear St., Moscow, 123456, Russia; and
2 Wheel Str., Gorky-
2, Russia.２ 幽霊電子（別称、幽霊）Ghost Electronics, a.k.a. the following four aliases:
—Ghost Labs;—Ghost One
— Ghost Two; and
―Ghost Co., Ltd.
所 在 地 ： 119 Phantom Road, Kowloon, Hong Kong, China
３ 無名庁（無名軍を含む。）。これには、無名局が含まれる。
The Agency of the Nameless State, including the Nameless Forces and all units of it. This includes
the bureau of it.
所在地：All addresses located in Nameless Land4 架空モーター
Motor Works所在地：119 Road, Dubai, United Arab Emirates.5 架空モーター
Motor Works
別称：架空モ; Motor W
所在地：3 Street, Ankara, Turkey
７ 誤記株式会社
Misprint LLC, a.k.a., the following two aliases:
- Misprint.
所在地：4 Street, Minsk, Belarus
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The invented list as a file."""
    place = tmp_path / "list.txt"
    place.write_text(LIST, encoding="utf-8")
    return place


def test_the_list_is_known_and_says_its_day(path: Path, tmp_path: Path) -> None:
    assert detect(path).make is Meti
    source = Meti().document(open_source(path)).source
    assert (source.title, source.edition, source.coverage) == (
        "架空の輸出等に係る禁止措置の対象となる架空国の団体", "2025-09-12", "complete",
    )  # fmt: skip
    other = tmp_path / "other.txt"
    other.write_text("所在地：東京\n団体について\n", encoding="utf-8")
    assert detect(other).make is not Meti
    other.write_text("○ 団体\n指定日：2022年03月01日\n所在地：なし\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no numbered entry"):
        read(Meti(), other)


def test_every_line_belongs_to_the_heading_or_to_one_entry(path: Path) -> None:
    heading, printed = split_entries(LIST)
    assert [one.number for one in printed] == [1, 2, 3, 4, 5, 7]
    assert "".join(line for one in printed for line in one.lines) == "".join(LIST.split("\n")[len(heading) :])
    entries, notes = read(Meti(), path)
    assert [entry.row for entry in entries] == [5, 13, 18, 21, 22, 26]
    assert [entry.cells for entry in entries] == [one.lines for one in printed]
    assert notes.warnings == ["line 26: number 7 follows 5; entries may be missing"]


def test_names_aliases_and_addresses_over_wrapped_lines(path: Path) -> None:
    claims = by_record(read(Meti(), path)[0])
    gears = claims["Unreal Gears JSC"]
    assert names(listed(gears)) == {
        ("Unreal Gears JSC", "primary"), ("架空歯車株式会社", "alias"), ("架空工業", "alias"), ("KGA", "alias"),
        ("有限公司架空", "alias"), ("Unreal Works of the Northern District", "alias"),
    }  # fmt: skip
    assert listed(gears).addresses == ("1, Gear St., Moscow, 123456, Russia", "2 Wheel Str., Gorky-2, Russia")
    assert (listed(gears).country, listed(gears).country_basis, gears.flags) == ("RU", "address", ())
    assert (gears.entry, gears.programme, gears.start) == ("1", "令和九年外務省告示第一号", None)
    ghost = listed(claims["Ghost Electronics"])
    assert {name.text for name in ghost.names if name.language is None} == {
        "Ghost Electronics", "Ghost Labs", "Ghost One", "Ghost Two", "Ghost Co., Ltd.",
    }  # fmt: skip
    assert claims["Ghost Electronics"].flags == ()
    assert ghost.country == "HK"


def test_a_sentence_on_what_a_name_includes_is_no_name(path: Path) -> None:
    agency = by_record(read(Meti(), path)[0])["The Agency of the Nameless State"]
    assert names(listed(agency)) == {("The Agency of the Nameless State", "primary"), ("無名庁", "alias")}
    assert agency.reason is not None and agency.reason.startswith("including the Nameless Forces")
    assert listed(agency).kind == "public_body"


def test_one_name_twice_stays_two_entries(path: Path) -> None:
    claims = by_record(read(Meti(), path)[0])
    first, second = claims["Motor Works"], claims["Motor Works|2"]
    assert (listed(first).country, listed(second).country) == ("AE", "TR")
    assert names(listed(second)) == {
        ("Motor Works", "primary"), ("架空モーター", "alias"), ("架空モ", "alias"), ("Motor W", "alias"),
    }  # fmt: skip


def test_a_number_of_aliases_that_does_not_fit_is_flagged(path: Path) -> None:
    assert by_record(read(Meti(), path)[0])["Misprint LLC"].flags == ("aliases:2_stated_1_read",)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["有", "限公司"], "有限公司"),
        (["Two", "words"], "Two words"),
        (["Solid", "-State"], "Solid-State"),
        (["Posad-", "6"], "Posad-6"),
        (["株式会社", "ABC"], "株式会社ABC"),
        (["", "a", ""], "a"),
    ],
)
def test_wrapped_lines(lines: list[str], text: str) -> None:
    assert join_lines(lines) == text


def test_the_real_lists(shared_data: Path) -> None:
    folder = shared_data / "jp_meti_end_user_lists"
    for name, count in (("250912_list_russia_tokutei.pdf.txt", 561), ("list_belarus_tokutei.pdf.txt", 27)):
        heading, printed = split_entries((folder / name).read_text(encoding="utf-8"))
        assert (len(heading), [one.number for one in printed]) == (4, list(range(1, count + 1)))
        entries, notes = read(Meti(), folder / name)
        assert (len(entries), notes.warnings, notes.counts["heading_lines"]) == (count, [], 4)
        assert [entry.claims[0].flags for entry in entries if entry.claims[0].flags] == []  # all stated numbers fit
    claims = by_record(read(Meti(), folder / "250912_list_russia_tokutei.pdf.txt")[0])
    center = listed(claims["MCST Lebedev"])
    assert names(center) == {
        ("MCST Lebedev", "primary"), ("レベジェフ名称MCST", "alias"),
        ("SPARCテクノロジー・モスクワ・センター", "alias"),
        ("株式会社 MTSST", "alias"), ("非公開株式会社エルブルス MCST", "alias"),
        ("Moscow Center of SPARC Technologies", "alias"), ("AO MTSST", "alias"), ("ZAO Elbrus-MCST", "alias"),
    }  # fmt: skip
    assert center.addresses == (
        "1 Nagatinskaya Street, Moscow, 117105, Russia", "51 Leninski Prospekt, Moscow, 119049, Russia",
    )  # fmt: skip
