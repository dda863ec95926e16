"""Exports: one stream, sorted; files that are whole or not there; terms of sources. All names are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph import stream
from graph.archive import Archive
from graph.digest import digest_of
from graph.errors import ExportError, WaybillError
from graph.export import formats
from graph.export.extract import extracted
from graph.export.sources import families, family_of, terms, warnings
from graph.export.target import new_file, new_folder
from graph.model import Source
from graph.projection import project
from graph.schema import SCHEMA
from tests.support.samples import firm, new_archive, put_table, transfer

JSONL = formats.FORMATS["jsonl"]


def table(archive: Archive, name: str, *firms: str, synthetic: bool = False) -> None:
    rows = [transfer(firm(one, "CN"), firm("Vydumka", "RU"), "drone parts", start="2023") for one in firms]
    put_table(archive, name, rows, source=Source(publisher=name, synthetic=synthetic))


def exported(archive: Archive, folder: Path, name: str, **options: object) -> list[dict[str, object]]:
    with extracted(archive, folder / "scratch", "0", **options) as extract:  # type: ignore[arg-type]  # for tests
        formats.write(extract, JSONL, folder / name)
    return [json.loads(line) for line in (folder / name).read_bytes().splitlines()]


def test_an_export_is_the_graph_in_one_order_whatever_the_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = new_archive(tmp_path)
    table(archive, "one", "Invented Rotor", "Invented Gear")
    table(archive, "two", "Invented Rotor", "Invented Wheel")
    head, *rows = exported(archive, tmp_path, "a.jsonl")
    whole = project(archive).elements
    assert head["digest"] == digest_of(whole.nodes.values(), whole.relationships.values()).total
    assert len(rows) == len(whole.nodes) + len(whole.relationships)
    monkeypatch.setattr(stream, "INLINE_BYTES", 0)
    monkeypatch.setattr(stream, "SPILL_BYTES", 400)
    monkeypatch.setattr("graph.export.extract.HELD_BYTES", 2000)
    assert exported(archive, tmp_path, "b.jsonl") == [head, *rows]
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    assert not list((tmp_path / "scratch").iterdir())


def test_one_source_alone_holds_nothing_that_others_say(tmp_path: Path) -> None:
    archive = new_archive(tmp_path)
    table(archive, "one", "Invented Rotor")
    table(archive, "two", "Invented Wheel")
    (package,) = (one.id for one in archive.active() if one.document.source.publisher == "one")
    text = json.dumps(exported(archive, tmp_path, "a.jsonl", of={package}, words="one"))
    assert "Invented Rotor" in text
    assert "Invented Wheel" not in text
    assert '"two"' not in text


def test_what_is_real_and_what_is_invented_never_share_a_file(tmp_path: Path) -> None:
    archive = new_archive(tmp_path)
    table(archive, "real", "Rotor")
    table(archive, "unreal", "Wheel", synthetic=True)
    real, unreal = (json.dumps(exported(archive, tmp_path, f"{flag}", synthetic=flag)) for flag in (False, True))
    assert "Rotor" in real
    assert "Wheel" not in real
    assert "Wheel" in unreal
    assert "Rotor" not in unreal
    assert '"synthetic": true' in unreal


def test_a_file_that_is_there_stays_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="--force"), new_file(path):
        pass
    assert path.read_text(encoding="utf-8") == "mine"
    with new_file(path, force=True) as stream:
        stream.write(b"new")
    assert path.read_text(encoding="utf-8") == "new"
    assert [one.name for one in tmp_path.iterdir()] == ["x"]


def test_a_folder_that_no_export_made_stays_even_when_told(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.mkdir()
    with new_folder(path) as folder:  # an empty one is as good as none
        (folder / "about.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ExportError, match="--force"), new_folder(path):
        pass
    with new_folder(path, force=True) as folder:
        (folder / "other").write_text("", encoding="utf-8")
    assert [one.name for one in path.iterdir()] == ["other"]
    with pytest.raises(ExportError, match="was not made by an export"), new_folder(path, force=True):
        pass
    assert [one.name for one in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), ExportError("no")])
def test_what_is_stopped_leaves_nothing(tmp_path: Path, error: BaseException) -> None:
    wanted = WaybillError if isinstance(error, OSError) else type(error)

    def file() -> None:
        with new_file(tmp_path / "file") as stream:
            stream.write(b"half")
            raise error

    def folder() -> None:
        with new_folder(tmp_path / "folder") as path:
            (path / "part").write_text("half", encoding="utf-8")
            raise error

    for write in (file, folder):
        with pytest.raises(wanted):
            write()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("licence", "family"),
    [
        ("CC-BY-NC-4.0", "cc-by-nc"),
        ("repository MIT; data products CC BY-NC 4.0", "cc-by-nc"),
        ("CC BY 4.0, attribution to somebody", "cc-by"),
        ("OGL-UK-3.0", "ogl"),
        ("CC0-1.0", "cc0"),
        ("Open Government Licence v3.0 (c) Crown", "ogl"),
        ("https://terms.example/page", None),
    ],
)
def test_a_licence_is_known_by_its_words_and_the_strictest_counts(licence: str, family: str | None) -> None:
    found = family_of(licence)
    assert (found.id if found else None) == family


def test_what_licences_forbid_is_said_and_what_is_not_stated_too() -> None:
    listed = [
        terms(Source(publisher="Invented Papers", licence="CC BY-NC 4.0"), 1, 5),
        terms(Source(publisher="Invented Office"), 1, 5),
        terms(Source(publisher="Invented Agency", licence="CC0"), 1, 5),
        terms(Source(publisher="Nobody", synthetic=True), 1, 5),
    ]
    assert warnings(listed) == [
        "CC BY-NC: no commercial use (Invented Papers)",
        "no licence is stated: ask before you pass it on (Invented Office)",
    ]


def test_files_of_a_folder_have_names_that_differ_on_every_disk() -> None:
    names = [name.casefold() for name in (*SCHEMA.nodes, *SCHEMA.relationships)]
    assert len(names) == len(set(names))


def test_publishers_in_the_table_of_licences_have_a_family() -> None:
    for publisher in ("Office of Foreign Assets Control", "OpenSanctions", "United Nations"):
        found = terms(Source(publisher=publisher), 1, 1)
        assert (found.licence_basis, bool(found.family)) == ("publisher", True)
    stated = terms(Source(publisher="OpenSanctions", licence="CC0"), 1, 1)
    assert (stated.licence_basis, stated.checked) == ("stated", families()["cc0"].checked)


def test_what_nobody_could_check_of_a_licence_is_said() -> None:
    assert all(one.checked for one in families().values())
    registry = terms(Source(publisher="Companies House"), 1, 1)
    assert registry.checked and "not verified" in registry.checked
    assert terms(Source(publisher="Invented Office", licence="our own terms"), 1, 1).checked is None


def test_docs_tell_of_every_format() -> None:
    text = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    assert [name for name in formats.FORMATS if f"`{name}`" not in text] == []
