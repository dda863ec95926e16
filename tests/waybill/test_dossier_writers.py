"""The three forms of a dossier, given the worst that a document can print. All names are invented."""

from __future__ import annotations

import re
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # it brings no types
import pytest
from selectolax.lexbor import LexborHTMLParser

from dashboard.components.picture import picture
from queries.supply import End
from waybill.dossier.html import html
from waybill.dossier.markdown import markdown
from waybill.dossier.model import Block, Dossier, Items, Link, Paragraph, Picture, Quote, Section, Table
from waybill.dossier.names import file_name
from waybill.dossier.of_path import WIDEST, rows_of
from waybill.dossier.pdf import pdf
from waybill.dossier.pdf_letters import MARK, note

OVERRIDE = "\u202e"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    f"abc{OVERRIDE}fdp.exe",
    "a|b\n# c\n> d",
    "[x](javascript:y)",
    "*b* _i_ `c` ~~s~~ &lt; $x$ \\",
    "x" * 10_000,
    "\u7532" * 10_000,
    "1. one",
    "- two",
    "\ud800 half",
    "tab\tand\x07bell",
)


def dossier(*blocks: Block, title: str = "A title", synthetic: bool = False) -> Dossier:
    return Dossier("0" * 32, "party", title, "2026-01-02T03:04:05", synthetic, (Section("One", blocks),))


def everything(text: str) -> Dossier:
    """A dossier that prints a text in every place."""
    end = {"id": "a", "label": "Company", "name": text, "country": "CN"}
    leg = {"id": "l", "from": end, "to": {**end, "id": "b"}, "goods": {"name": text}, "via": ["TR"]}
    drawn = picture([{"id": "p", "synthetic": False, "legs": [leg]}])
    blocks = (
        Paragraph(text),
        Paragraph(text, "warning"),
        Items((text, Link(text, text))),
        Quote(text, (text, Link(text, text))),
        Table((text, "b"), ((text, text),)),
        Table((), ((text, "x"),)),
        Picture(drawn, text),
    )
    return dossier(*blocks, title=text)


def words(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_no_text_becomes_markup_or_steers_a_page(text: str) -> None:
    page, plain = html(everything(text)), markdown(everything(text))
    tree = LexborHTMLParser(page)
    found = {node.tag for node in tree.root.traverse()} if tree.root else set()
    assert not found & {"script", "img", "a", "iframe"}
    assert not any(name.startswith("on") for node in tree.css("*") for name in node.attributes)
    for form in (page, plain):
        assert OVERRIDE not in form and "\x07" not in form
        form.encode()
    for line in plain.splitlines():
        bare = re.sub(r"\\.", "", line)
        assert not re.search(r"[<`\[\]*_]", bare.removeprefix("**").removesuffix("**")), line
        if line.startswith("|"):
            assert bare.count("|") in (3, 4), line


def test_a_sign_that_steers_leaves_a_mark() -> None:
    shown = dossier(Quote(f"abc{OVERRIDE}fdp.exe", ()))
    assert "abc\ufffdfdp.exe" in html(shown) and "abc\ufffdfdp.exe" in markdown(shown)
    assert "abc\ufffdfdp.exe" in words(pdf(shown))


def test_a_name_of_ten_thousand_letters_stays_on_the_pages() -> None:
    name = "x" * 5_000 + "\u7532" * 5_000
    data = pdf(dossier(Table(("a", "b"), ((name, "x"),)), Quote(name, ()), title=name))
    with pypdfium2.PdfDocument(data) as document:
        assert 3 <= len(document) <= 20
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            for left, bottom, right, top in map(text.get_rect, range(text.count_rects())):
                assert min(left, bottom) >= 0 and right <= width and top <= height, "off the page"


def test_letters_without_a_font_stand_as_a_mark_and_are_counted() -> None:
    foreign = "\u0634\u0631\u0643\u0629 \ud55c\uad6d \U0001f600"
    shown = dossier(Paragraph(f"Фирма 甲乙 Şirket ἀλφα {foreign} end\u200b."))
    said = note(shown)
    assert "7 letters stand as" in said and "Arabic, Hangul, symbols" in said
    text = words(pdf(shown))
    assert f"{MARK * 4} {MARK * 2} {MARK} end." in text and "甲乙" in text and "Фирма" in text
    assert said.split(",")[0] in re.sub(r"\s+", " ", text)
    assert note(dossier(Paragraph("plain"))) == ""


def test_a_table_goes_on_over_pages_with_its_heads() -> None:
    rows = tuple((f"row {number}", "word " * 12) for number in range(120))
    with pypdfium2.PdfDocument(pdf(dossier(Table(("the head", "text"), rows), synthetic=True))) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    assert len(texts) > 2
    assert all("the head" in text and "SYNTHETIC" in text for text in texts)
    assert [int(number) for number in re.findall(r"row (\d+)", "".join(texts))] == list(range(120))


def test_a_long_path_is_drawn_in_rows_that_can_be_read() -> None:
    ends = [End(f"e{number}", "Company", f"Invented Trading House {number}", "CN") for number in range(7)]
    legs = [_leg(ends[number], ends[number + 1]) for number in range(6)]
    drawn = rows_of({"legs": legs, "synthetic": False})
    assert 2 <= len(drawn) <= 4
    assert all(one.drawn.width <= WIDEST for one in drawn)
    boxes = [box.title for one in drawn for box in one.drawn.boxes if box.kind == "party"]
    assert list(dict.fromkeys(boxes)) == [f"Invented Trading House {number} (China)" for number in range(7)]
    assert len(rows_of({"legs": legs[:1], "synthetic": False})) == 1


def _leg(one: End, other: End) -> dict[str, Any]:
    return {"id": one.id, "from": one.to_json(), "to": other.to_json(), "goods": {"name": "drone parts"}, "via": ["TR"]}


URLS = (
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://",
    "http://a b",
    "https://a/<b>",
    "data:text/html,x",
    "//x",
)


@pytest.mark.parametrize("url", URLS)
def test_only_plain_web_addresses_are_links(url: str) -> None:
    assert Link("x", url).address is None
    assert "<a " not in html(dossier(Items((Link("x", url),))))
    assert "](" not in markdown(dossier(Items((Link("x", url),))))


@pytest.mark.parametrize(
    ("printed", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\evil.exe", "evil.exe"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("..", "file"),
        ("", "file"),
        ("a b|c*.csv", "a_b_c_.csv"),
        ("отчёт 甲.txt", "отчёт_甲.txt"),
        (f"a{OVERRIDE}fdp.exe", "a_fdp.exe"),
    ],
)
def test_names_of_files_are_data(printed: str, safe: str) -> None:
    assert file_name(printed) == safe
    assert len(file_name("x" * 500 + ".csv")) == 80
