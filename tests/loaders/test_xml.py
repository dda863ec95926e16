"""XML as a stream of records: what is refused, what is kept, and how much memory it takes."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from graph.errors import SourceError
from loaders.xml import Records, leaves, text_of


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "list.xml"
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path, *wanted: str) -> list[tuple[int, str]]:
    return [(line, text_of(node)) for line, node in Records(path, frozenset(wanted))]


def test_records_come_with_their_line_whatever_their_namespace(tmp_path: Path) -> None:
    path = write(tmp_path, '<l xmlns="urn:x" day="1">\n<e>a\n <b>b</b></e>\n<o at="1">t</o><e>c</e></l>')
    records = Records(path, frozenset({"e"}))
    assert [(line, text_of(node)) for line, node in records] == [(2, "a b"), (4, "c")]
    assert (records.name, records.root, records.outside) == ("l", {"day": "1"}, {"o": 1})


def test_records_of_a_file_without_line_ends_count_one_by_one(tmp_path: Path) -> None:
    assert read(write(tmp_path, "<l><e>a</e><e>b</e></l>"), "e") == [(1, "a"), (2, "b")]


def test_the_root_is_never_a_record(tmp_path: Path) -> None:
    assert read(write(tmp_path, "<e><e>a</e></e>"), "e") == [(1, "a")]


def test_leaves_are_all_texts_and_attributes_in_their_order(tmp_path: Path) -> None:
    path = write(tmp_path, '<l><e a="1">x <b>y</b> z<c d="2"><f> g </f></c></e></l>')
    assert [list(leaves(node)) for _, node in Records(path, frozenset({"e"}))] == [
        [("@a", "1"), (".", "x z"), ("b", "y"), ("c@d", "2"), ("c/f", "g")]
    ]


BOMB = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(9))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<!DOCTYPE l [<!ENTITY e SYSTEM "file:///etc/passwd">]><l><e>&e;</e></l>', "DOCTYPE"),
        (f'<!DOCTYPE l [<!ENTITY e0 "x">{BOMB}]><l><e>&e9;</e></l>', "DOCTYPE"),
        (f'<!DOCTYPE l [<!ENTITY e0 "x">{BOMB}]><l a="&e9;"/>', "entity|DOCTYPE"),
        ('<!DOCTYPE l SYSTEM "http://127.0.0.1:1/l.dtd"><l/>', "DOCTYPE"),
        ("<l><e>a</l>", "well-formed"),
        ("<l><e>a</e>", "well-formed"),
        ("<l><e>&nobody;</e></l>", "well-formed"),
        ("<l>" + "<a>" * 70 + "</a>" * 70 + "</l>", "deep"),
        ("   ", "well-formed"),
        ("<l/>" + "\n" * 3 + "<l/>", "row 5: is no well-formed"),
    ],
)
def test_what_is_refused_names_the_file(tmp_path: Path, text: str, words: str, encoding: str) -> None:
    path = write(tmp_path, f'<?xml version="1.0" encoding="{encoding}"?>\n{text}' if text.strip() else text, encoding)
    with pytest.raises(SourceError, match=words) as caught:
        read(path, "e")
    assert str(path) in str(caught.value)
    assert ", row 0" not in str(caught.value)


def test_memory_stays_flat_whatever_stands_between_the_records(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = write(tmp_path, "<l>" + "<e><b>text</b></e><o><b>other</b></o>" * count + "</l>")
        tracemalloc.start()
        assert sum(1 for _ in Records(path, frozenset({"e"}))) == count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(8_000) < 2 * peak(1_000) + (1 << 20)


def test_the_root_alone_is_read_without_the_rest(tmp_path: Path) -> None:
    assert Records(write(tmp_path, '<l day="1"><broken>'), frozenset()).read_root() == {"day": "1"}
