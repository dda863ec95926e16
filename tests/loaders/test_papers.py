"""Reports as PDF, DOCX and EML. All names in here are invented."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from graph.errors import SourceError
from graph.model import replace
from loaders.documents import read, read_source
from loaders.extraction import extract
from loaders.source import Meta, open_source
from loaders.tables.layout import Limits
from tests.support.papers import docx, paragraph, pdf

FIRST = "Qingfeng Rotor Works of China delivered 40 drone engines to Volna-Test in Russia in May 2023."
SECOND = "The goods went through Turkey, customs data show."


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def broken(text: str, width: int = 60) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def test_lines_of_a_pdf_become_sentences_and_pages_are_remembered(tmp_path: Path) -> None:
    head = "The Invented Gazette"
    pages = [[head, *broken(FIRST), "1"], [head, *broken(SECOND), "2"], [head, "A third page closes it.", "3"]]
    document, text, offsets = read(put(tmp_path, "a.pdf", pdf(pages)))
    assert FIRST in text and SECOND in text
    assert head not in text and "\n1" not in text
    assert offsets.element(text.index(SECOND)) == "page 2"
    assert [place for _, _, place in offsets.places] == ["page 1", "page 2", "page 3"]
    assert document.kind == "text"


def test_a_sentence_goes_on_over_the_end_of_a_page(tmp_path: Path) -> None:
    half = len(FIRST) // 2
    cut = FIRST.rindex(" ", 0, half)
    _, text, offsets = read(put(tmp_path, "a.pdf", pdf([broken(FIRST[:cut]), broken(FIRST[cut + 1 :])])))
    assert text == FIRST
    assert offsets.element(cut - 1) == "page 1" and offsets.element(cut + 1) == "page 2"


def test_a_line_that_had_no_room_for_the_next_word_ends_no_paragraph(tmp_path: Path) -> None:
    lines = [
        "The drone carried a bomb of some twenty and a half kilograms,",
        "said those who saw it, and flew from the port of Vydumka to",
        "Nowhereshire-upon-the-Riverside where it fell.",
        "A new paragraph begins here.",
    ]
    _, text, _ = read(put(tmp_path, "a.pdf", pdf([lines])))
    assert text == " ".join(lines[:3]) + "\n\n" + lines[3]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf([["x" * 40]], encrypted=True), "under a password"),
        (pdf([[""], [""]]), "scanned"),
        (pdf([["x" * 40]])[:300], "no whole PDF|scanned"),
        (b"%PDF-1.7 nothing", "no whole PDF"),
    ],
)
def test_a_pdf_that_gives_no_text_says_why(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(put(tmp_path, "a.pdf", data))


def test_a_word_file_is_read_as_its_reader_sees_it(tmp_path: Path) -> None:
    cell = "<w:tc>%s</w:tc>"
    table = f"<w:tbl><w:tr>{cell % paragraph('goods')}{cell % paragraph('pieces')}</w:tr></w:tbl>"
    run = "<w:r><w:t>%s</w:t></w:r>"
    tracked = f"<w:p><w:del>{run % 'old'}</w:del><w:ins>{run % 'new'}</w:ins></w:p>".replace(
        "<w:t>old</w:t>", "<w:delText>old</w:delText>"
    )
    body = paragraph(FIRST) + table + tracked + paragraph("<b>no markup</b> & signs")
    document, text, offsets = read(put(tmp_path, "a.docx", docx(body, title="Engines & more")))
    assert text == f"{FIRST}\n\ngoods\tpieces\n\nnew\n\n<b>no markup</b> & signs"
    assert document.title == "Engines & more"
    assert (offsets.element(0) or "").endswith("p[1]")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (docx("", word__document__xml="<x/>", **{"word/document__xml": "<!DOCTYPE a []><a/>"}), "DOCTYPE"),
        (docx(paragraph("x"))[:-60], "cut off or damaged"),
        (docx("", **{"word/document__xml": "<broken"}), "no whole Word file"),
        (docx(""), "no text"),
    ],
)
def test_a_word_file_that_is_wrong_says_why(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(put(tmp_path, "a.docx", data))


def test_a_word_file_is_no_bomb(tmp_path: Path) -> None:
    assert Limits().ratio_from_bytes < 40 << 20
    with pytest.raises(SourceError, match="limit ratio"):
        read(put(tmp_path, "a.docx", docx(paragraph("x" * (40 << 20)))))


def mail(html: str | None = None, attach: bool = False) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "The Invented Gazette <news@example.org>"
    message["Subject"] = "Двигатели по пути"
    message["Date"] = "Tue, 03 Oct 2023 23:30:00 +0200"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(f"{FIRST}\n\n{SECOND}\n")
    if html:
        message.add_alternative(html, subtype="html")
    if attach:
        message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="list.pdf")
    return message


def test_a_message_tells_who_when_and_what(tmp_path: Path) -> None:
    found = read_source(open_source(put(tmp_path, "a.eml", mail(attach=True).as_bytes())))
    assert found.text == f"{FIRST}\n\n{SECOND}\n"
    document = found.document
    assert (document.title, document.published) == ("Двигатели по пути", "2023-10-03")
    assert document.source.publisher == "The Invented Gazette"
    assert found.notes == ("1 attachments were not opened: 'list.pdf'; save and load those that matter",)


def test_the_html_body_of_a_message_is_preferred_and_fetches_nothing(tmp_path: Path) -> None:
    html = f'<p>{FIRST}</p><img src="http://127.0.0.1:9/x.png"><script>no()</script>'
    _, text, offsets = read(put(tmp_path, "a.eml", mail(html).as_bytes()))
    assert text == FIRST
    assert (offsets.element(0) or "").endswith("p[1]")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"From: a\nSubject: b\nDate: c\nContent-Type: text/plain; charset=utf-8\n\n\xff\xfe\n", "marked as utf-8"),
        (b"From: a\nSubject: b\nDate: c\nContent-Type: text/plain; charset=nosuch\n\nx\n", "nosuch"),
        (b"From: a\nSubject: b\nDate: c\nContent-Type: image/png\n\nx\n", "no body"),
        (b"From: a\nSubject: b\nDate: c\n\n \n", "no text"),
    ],
)
def test_a_message_that_is_wrong_says_why(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(put(tmp_path, "a.eml", data))


def test_the_same_report_in_five_formats_makes_the_same_claims(tmp_path: Path) -> None:
    report = f"{FIRST}\n\n{SECOND}\n"
    message = mail()
    del message["Date"]
    message["Date"] = "Tue, 03 Oct 2023 10:00:00 +0000"
    files = {
        "a.txt": report.encode(),
        "a.html": f"<html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>".encode(),
        "a.pdf": pdf([[*broken(FIRST), "", *broken(SECOND)]]),
        "a.docx": docx(paragraph(FIRST) + paragraph(SECOND)),
        "a.eml": message.as_bytes(),
    }
    found = {}
    for name, data in files.items():
        document, text, _ = read(put(tmp_path, name, data), Meta(language="en", published="2023-10-03"))
        found[name] = [replace(claim, spans=()) for claim in extract(document, text)]
    assert len(found["a.txt"]) >= 1
    assert all(claims == found["a.txt"] for claims in found.values()), found
