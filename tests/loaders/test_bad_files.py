"""Files as a hostile or unlucky user has them: each is one clear line or a reject, and nothing is half stored."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from graph.archive import Archive
from graph.errors import SourceError
from graph.settings import Settings
from loaders.plan import LoadOptions, plan
from loaders.report import FileReport
from loaders.run import load

MAPPING = """\
version: 1
name: rows
kind: trade
source: {publisher: Test vendor, title: Rows}
fields:
  consignor.name: {column: Sender}
  origin: {column: From}
  goods: {column: Goods}
  quantity: {column: Qty}
  date: {column: Date, format: "%Y-%m-%d"}
"""
HEAD = "Sender,From,Goods,Qty,Date\n"
GOOD = HEAD + "Paper Kite Co,CN,propellers,10,2023-01-02\n"
TEXT = "Paper Kite Co delivered propellers to Russia in May 2022."
GIGABYTE = 1 << 30
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def read(
    folder: Path, settings: Settings, name: str, content: bytes | str, beside: dict[str, bytes | str]
) -> FileReport:
    """Write a file with others beside it, load it, and look that no package of it is half there."""
    for path, data in {name: content, **beside}.items():
        (folder / path).write_bytes(data if isinstance(data, bytes) else data.encode())
    return checked(folder / name, settings)


def checked(path: Path, settings: Settings, options: LoadOptions | None = None) -> FileReport:
    (file,) = load([path], settings, options).files
    assert file.rows_in == file.accepted + file.rejected + file.repeated
    states = [package.state for package in Archive(settings.archive_dir).packages()]
    assert ("completed" in states) == (file.state == "completed")
    return file


def table(folder: Path, settings: Settings, content: bytes | str, mapping: bytes | str = MAPPING) -> FileReport:
    return read(folder, settings, "rows.csv", content, {"rows.csv.mapping.yml": mapping})


@pytest.mark.parametrize(
    ("name", "head", "words"),
    [
        ("rows.csv", HEAD, "row 2: a line may be 4 MiB long"),
        ("rows.csv", GOOD + "x" * 70_000, "row 3: a line may be 4 MiB long"),
        ("text.txt", "one line " * 10_000, "must be at most 33,554,432 bytes"),
        ("page.html", "<html><body>" + "x" * 70_000, "must be at most 33,554,432 bytes"),
        ("text.txt", "", "binary data"),
    ],
)
def test_a_gigabyte_in_one_line_is_refused_before_it_is_read(
    tmp_path: Path, settings: Settings, name: str, head: str, words: str
) -> None:
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.write(head.encode())
        stream.truncate(GIGABYTE)
    if name.endswith(".csv"):
        (tmp_path / f"{name}.mapping.yml").write_text(MAPPING, encoding="utf-8")
    started = time.process_time()
    file = checked(path, settings)
    assert time.process_time() - started < 1.0
    assert file.state == "failed"
    assert words in file.reason


@pytest.mark.parametrize(
    ("content", "rejects"),
    [
        (GOOD + "Paper\0Kite,CN,propellers,1,2023-01-02\n", {"zero_byte": 1}),
        (GOOD + '"Paper\0Kite,CN,propellers,1,2023-01-02\n', {"zero_byte": 1}),
        (GOOD + "a,b\nc,d,e,f,g,h,i\n", {"ragged_row": 2}),
        (GOOD.encode() + b"Paper \xff Kite,CN,propellers,1,2023-01-02\n", {"encoding": 1}),
        (GOOD.encode() + b"Paper \xed\xa0\x80 Kite,CN,propellers,1,2023-01-02\n", {"encoding": 1}),
        (GOOD + "Paper Kite,CN,propellers," + "9" * 5000 + ",0000-00-00\n", {"impossible_date": 1}),
        (GOOD + "Paper Kite,CN,propellers,1e999,2023-01-02\n", {"scientific_number": 1}),
    ],
)
def test_a_bad_row_is_a_reject_and_the_others_stay(
    tmp_path: Path, settings: Settings, content: bytes | str, rejects: dict[str, int]
) -> None:
    file = table(tmp_path, settings, content)
    assert (file.state, file.accepted, file.rejects_by_rule) == ("completed", 1, rejects)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_byte_order_mark_settles_the_encoding(tmp_path: Path, settings: Settings, encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert table(tmp_path, settings, mark + GOOD.encode(encoding)).accepted == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty (0 bytes)"),
        (b"\0" * 40 + GOOD.encode(), "the header holds zero bytes"),
        (GOOD.encode("utf-16") + b"x", "is UTF-16 and is cut off within a character"),
        (GOOD.encode("utf-16") + b"\x00\xd8", "is not utf-16"),
        (b"\n\n \n", "is empty: it holds line ends"),
        (b"\n" * (1 << 17), "has no line with column names"),
        (GOOD.replace("Sender", '"Shipper').encode(), "reads the column 'Sender'"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(tmp_path: Path, settings: Settings, content: bytes, words: str) -> None:
    file = table(tmp_path, settings, content)
    assert file.state == "failed"
    assert words in file.reason


@pytest.mark.parametrize("codec", ["klingon", "zlib", "hex", "rot13", "idna", "undefined", "unicode_escape"])
def test_a_codec_that_is_none_for_files_is_named(tmp_path: Path, settings: Settings, codec: str) -> None:
    file = table(tmp_path, settings, GOOD, MAPPING + f"file: {{encoding: {codec}}}\n")
    assert f"encoding {codec!r} is not known" in file.reason


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ("", "line 1: must hold keys"),
        ("- a\n", "line 1: must hold keys"),
        (BOMB, "line 2: is no YAML: the reference *a is not read here"),
        ("a: &a [*a]\n", "the reference *a"),
        ("a: " + "[" * 5000, "nested too deep"),
        ("x" * (2 << 20), "must be smaller than 1 MiB"),
        (b"\xff\xfe\x00", "must be UTF-8"),
        (MAPPING + "version: 2\n", "line 11, key version: stands there twice"),
        (MAPPING + "? [a]\n: b\n", "line 11: a key must be a word"),
        (MAPPING + "colour: red\n", "line 11, key colour: is not known here"),
        (MAPPING.replace("version: 1", "version: one"), "line 1, key version: 'one' is not of type 'integer'"),
        (MAPPING.replace("version: 1", "version: !!bool x"), "not what its tag"),
        (MAPPING.replace("version: 1", "version: !!timestamp x"), "not what its tag"),
        (MAPPING.replace("version: 1", "version: " + "9" * 5000), "a number is too long"),
        (MAPPING.replace("version: 1", "version: !!python/name:os.system"), "line 1: is no YAML"),
        (MAPPING.replace("Test vendor", '"a\\0b"'), "line 4: holds U+0000"),
        (MAPPING.replace("Test vendor", '"a\\ud800b"'), "line 4: holds U+D800"),
        (MAPPING.replace("Test vendor", '"a\\e[31mb"'), "without control characters"),
        (MAPPING.replace("column: Sender", "column: Shipper"), "reads the column 'Shipper'"),
        (MAPPING.replace("%Y-%m-%d", "%Q"), "line 10, key fields.date.format"),
        (MAPPING.replace("{column: Sender}", "{column: Sender, split: {pattern: '(('}}"), "is no regular expression"),
        (
            MAPPING.replace("{column: Sender}", "{column: Sender, split: {pattern: '(a{1000}){1000}'}}"),
            "is no regular expression",
        ),
        (MAPPING.replace("{column: From}", "{column: From, lookup: " + "a" * 500 + "}"), "there is no file"),
        (MAPPING + "file: {delimiter: '\"'}\n", "key file.delimiter"),
        (MAPPING + "numbers: {decimal: ',', thousands: ','}\n", "must not be the decimal mark as well"),
    ],
)
def test_a_bad_mapping_names_its_place(tmp_path: Path, settings: Settings, mapping: bytes | str, words: str) -> None:
    file = table(tmp_path, settings, GOOD, mapping)
    assert file.state == "failed"
    assert words in file.reason
    assert len(file.reason) < 1000


@pytest.mark.parametrize(
    ("meta", "words"),
    [
        ("colour: red\n", "key colour: is not known here"),
        (BOMB, "the reference *a"),
        ("publisher: a\npublisher: b\n", "line 2, key publisher: stands there twice"),
        ("published: 2023-02-31\n", "key published: must be a date"),
        ("published: '0000'\n", "key published: must be a date"),
        ("publisher: 5\n", "key publisher: must be text, got 5"),
        ("publisher: " + "x" * 3000 + "\n", "at most 2,000 characters, got 3,000"),
        ('publisher: "a\\u0085b"\n', "without control characters"),
        ('publisher: "a\\ud800b"\n', "line 1: holds U+D800"),
        ("source: [a]\n", "key source: must hold keys"),
    ],
)
def test_bad_words_about_a_file_are_named(tmp_path: Path, settings: Settings, meta: str, words: str) -> None:
    file = read(tmp_path, settings, "text.txt", TEXT, {"text.txt.meta.yml": meta})
    assert file.state == "failed"
    assert "text.txt.meta.yml" in file.reason
    assert words in file.reason


def test_no_is_norwegian_and_a_date_needs_no_quotes(tmp_path: Path, settings: Settings) -> None:
    file = read(tmp_path, settings, "text.txt", TEXT, {"text.txt.meta.yml": "language: no\npublished: 2023-03-17\n"})
    (package,) = Archive(settings.archive_dir).packages()
    assert file.state == "completed"
    assert (package.document.language, package.document.published) == ("no", "2023-03-17")


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path, settings: Settings) -> None:
    for target in (tmp_path / "gone", tmp_path / "link.txt"):
        link = tmp_path / "link.txt"
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        with pytest.raises(SourceError, match=r"link\.txt: is a symbolic link that leads nowhere"):
            load([link], settings)


def test_a_link_out_of_a_folder_is_not_followed(tmp_path: Path, settings: Settings) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside)
    assert checked(folder, settings).state == "refused"


def test_what_is_no_file_within_a_folder_is_named_as_left_out(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.csv")
    lines = {line.path.name: (line.action, line.reason) for line in plan([tmp_path])}
    assert lines.pop("text.txt")[0] == "load"
    assert lines == {
        "gone.csv": ("refused", "a symbolic link that leads nowhere"),
        "pipe.csv": ("refused", "no regular file, but a pipe, socket or device"),
    }


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path, settings: Settings) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    file = checked(pipe, settings)
    assert (file.state, "must be a regular file" in file.reason) == ("failed", True)


def test_a_name_that_is_not_utf8_is_refused(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / os.fsdecode(b"a\xffb.txt")
    path.write_text(TEXT, encoding="utf-8")
    file = checked(path, settings)
    assert (file.state, "must be UTF-8" in file.reason) == ("failed", True)


def test_a_name_as_long_as_names_may_be_loads(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / ("x" * 240 + ".txt")
    path.write_text(TEXT, encoding="utf-8")
    assert checked(path, settings).state == "completed"


def test_a_file_without_permission_is_one_line(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT, encoding="utf-8")
    real = Path.open

    def refused(self: Path, *given: object, **named: object) -> object:
        if self == path:
            raise PermissionError(13, "Permission denied", str(path))
        return real(self, *given, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refused)
    file = checked(path, settings)
    assert file.state == "failed"
    assert "secret.txt: cannot be read (Permission denied)" in file.reason


def test_a_mapping_that_is_a_folder_or_missing_is_named(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(GOOD, encoding="utf-8")
    for given, words in ((tmp_path, "must be a file, got a folder"), (tmp_path / "gone.yml", "there is no such file")):
        file = checked(path, settings, LoadOptions(mapping=given))
        assert file.state == "failed"
        assert words in file.reason
