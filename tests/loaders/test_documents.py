"""Text out of files: encodings, pages, metadata, and files that are no documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceError
from loaders.documents import NO_PUBLISHER, Offsets, header_end, read
from loaders.source import Meta

SAMPLES = {
    "utf-8": "Grüße – „so“ 中文 Россия",
    "utf-8-sig": "Grüße aus Köln",
    "utf-16": "Drohnen für 15.000 €",
    "utf-16-le": "Drohnen aus Köln und Bonn",
    "utf-16-be": "Drohnen aus Köln und Bonn",
    "windows-1251": "Завод купил станки и детали «Сокол» — пять штук.",
    "koi8-r": "завод купил станки и детали для цеха",
    "windows-1252": "Die Händler lieferten „Kugellager“ für 300 €.",
    "windows-1254": "Şirket üç parça gönderdi; alıcı ığdırlı bir firmaydı.",
    "gb18030": "中国公司向外国客户出售机床和轴承。",
}


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("encoding", SAMPLES)
def test_encodings_are_found_and_named(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "a.txt", SAMPLES[encoding].encode(encoding))
    document, text, _ = read(path)
    assert text == SAMPLES[encoding]
    assert document.encoding == encoding.removesuffix("-sig")
    assert document.length == len(text)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"  \n\t\n", "no text"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\x00\x01\x02\x03\x00\x00\x07binary", "binary"),
        (b"abc\x01\x02\x03\x04\x05\x06", "control characters"),
        (b"ab\xff\xfe\x81\x8d\x8f\x90\x9d", "UTF-8"),
        ("\ufeffx".encode("utf-16-le") + b"\x00", "utf-16"),
    ],
)
def test_what_is_no_text_is_refused_by_file_and_rule(tmp_path: Path, content: bytes, word: str) -> None:
    path = write(tmp_path, "bad.txt", content)
    with pytest.raises(SourceError, match=word) as caught:
        read(path)
    assert "bad.txt" in str(caught.value)


@pytest.mark.parametrize("inside", ["<div>{}</div>", "<ul><li>{}</ul>", "<b>{}", "<blockquote>{}"])
def test_elements_that_stand_very_deep_in_one_another_are_refused(tmp_path: Path, inside: str) -> None:
    begin, _, end = inside.partition("{}")
    page = f"<html><body>{begin * 300_000}A firm sold parts.{end * 300_000}</body></html>"
    path = write(tmp_path, "deep.html", page.encode())
    with pytest.raises(SourceError, match="more than 400 deep") as caught:
        read(path)
    assert "deep.html" in str(caught.value)


@pytest.mark.parametrize(
    "markup",
    [
        "<script>let rows = '" + "<div>" * 2_000 + "';</script>",
        "<!-- " + "<div>" * 2_000 + " -->",
        "<p>One line.<br>" * 2_000,
        "<script>" * 2_000 + "</script>",
        "</div>" * 2_000,
        "<div><b>x</b></div>" * 2_000,
    ],
)
def test_long_pages_that_are_flat_are_read(tmp_path: Path, markup: str) -> None:
    path = write(tmp_path, "flat.html", f"<html><body><p>A firm sold parts.</p>{markup}</body></html>".encode())
    assert read(path)[1].startswith("A firm sold parts.")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(SourceError, match="regular file"):
        read(tmp_path)


def test_a_huge_line_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(1 << 30)  # sparse: a gigabyte that takes no room
    with pytest.raises(SourceError, match="at most"):
        read(path)


def test_the_limit_is_a_setting(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "x" * 100)
    assert read(path, max_bytes=100)[1] == "x" * 100
    with pytest.raises(SourceError, match="at most 99 bytes"):
        read(path, max_bytes=99)


def test_line_ends_and_composed_letters(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Zu\u0308rich\r\nZeile\rdrei")
    assert read(path)[1] == "Zürich\nZeile\ndrei"


PAGE = """<!doctype html><html lang="de-DE"><head><title>Titel &amp; mehr</title>
<meta property="og:site_name" content="Das Blatt"><meta property="article:published_time" content="2024-05-06T08:00Z">
<link rel="canonical" href="https://example.org/a"><style>p{}</style><script>var x = "China liefert";</script></head>
<body><nav>Start</nav><header>Kopf</header><article><header><h1>Über <i>Lager</i></h1></header>
<p>Erster   Satz mit <b>fett</b>em Wort.</p><p hidden>unsichtbar</p><p>Zeile<br>zwei</p>
<table><tr><th>A</th><td>1</td></tr><tr><th>B</th><td>2</td></tr></table></article>
<aside>Werbung</aside><footer>Fuß</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    document, text, offsets = read(write(tmp_path, "a.html", PAGE))
    assert text == "Über Lager\n\nErster Satz mit fettem Wort.\n\nZeile\nzwei\n\nA\t1\nB\t2"
    assert (document.title, document.source.publisher) == ("Titel & mehr", "Das Blatt")
    assert (document.published, document.language, document.source.url) == ("2024-05-06", "de", "https://example.org/a")
    place = text.index("fett")
    assert offsets.element(place) == "html>body>p[1]>b[1]"
    assert offsets.line(place) == 3
    document, _, _ = read(write(tmp_path, "b.html", PAGE.replace("https://example.org/a", "javascript:alert(1)")))
    assert document.source.url is None  # only an address of the web becomes a link


def test_a_page_in_an_old_code_page_says_so_itself(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Завод "Сокол" № 5</p></body></html>'
    document, text, _ = read(write(tmp_path, "a.htm", page.encode("windows-1251")))
    assert (document.encoding, text) == ("windows-1251", 'Завод "Сокол" № 5')


def test_metadata_beside_the_file_and_options_over_it(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Ein Satz.")
    write(tmp_path, "a.txt.meta.yml", "publisher: Das Blatt\nowner: Verlag\npublished: 2024-05\nlanguage: de\n")
    document, _, _ = read(path, Meta(published="2024-06-01"))
    assert (document.source.publisher, document.source.owner) == ("Das Blatt", "Verlag")
    assert (document.published, document.language) == ("2024-06-01", "de")


def test_an_unknown_key_of_the_metadata_names_file_and_key(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Ein Satz.")
    write(tmp_path, "a.txt.meta.yml", "publishr: Das Blatt\n")
    with pytest.raises(SourceError, match=r"a\.txt\.meta\.yml.*publishr"):
        read(path)


@pytest.mark.parametrize(
    ("line", "published", "rest"),
    [
        (" date 2023-03 Tag zwei der Reise.", "2023-03", "Tag zwei der Reise."),
        ("Datum: 2023-03-17\nEin Satz.", "2023-03-17", "Ein Satz."),
        ("Im Jahr 2023-03 begann es.", None, "Im Jahr 2023-03 begann es."),
        ("2023-03-17 ist ein Tag.", None, "2023-03-17 ist ein Tag."),
        ("date 2023-13 Tag.", None, "Tag."),
    ],
)
def test_a_date_in_the_first_line_counts_only_when_it_is_marked(
    tmp_path: Path, line: str, published: str | None, rest: str
) -> None:
    document, text, _ = read(write(tmp_path, "a.txt", line))
    assert document.published == published
    assert text[header_end(text) :] == rest


def test_nobody_is_made_up_as_publisher(tmp_path: Path) -> None:
    document, _, _ = read(write(tmp_path, "a.txt", "Eine Überschrift\n\nEin Satz."))
    assert document.source.publisher == NO_PUBLISHER
    assert document.title == "Eine Überschrift"


def test_offsets_lead_back_to_lines() -> None:
    offsets = Offsets.of("eins\nzwei\n\nvier")
    assert [offsets.line(place) for place in (0, 4, 5, 10, 14)] == [1, 1, 2, 3, 4]
    assert offsets.element(0) is None
