"""Known names help to read texts in all languages. All names are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.archive import Archive
from graph.errors import SourceError
from graph.model import Claim, Document, Source
from graph.settings import Settings
from loaders import extraction
from loaders.extraction.gazetteer import Gazetteer, read_gazetteer
from loaders.plan import LoadOptions
from loaders.run import load
from loaders.worker import options_from_json, options_to_json

NAMES: list[dict[str, Any]] = [
    {"name": "Lanhe Electronics", "kind": "company", "country": "CN", "aliases": ["蓝禾电子"]},
    {"name": "Sever-Import", "kind": "company", "country": "RU", "aliases": ["Север-Импорт"]},
    {"name": "Burevik", "kind": "weapon", "country": "RU"},
    {
        "name": "frobnicators",
        "kind": "goods",
        "aliases": ["Frobnikatoren", "frobnicateurs", "фробникаторы", "фробникатори", "frobnikatör", "蓝晶片"],
    },
]
TEXTS = {
    "en": "In May 2024 Lanhe Electronics sold 40 frobnicators to Sever-Import.",
    "de": "Lanhe Electronics lieferte im Mai 2024 40 Frobnikatoren an Sever-Import.",
    "fr": "En mai 2024, Lanhe Electronics a livré 40 frobnicateurs à Sever-Import.",
    "ru": "В мае 2024 года Lanhe Electronics поставила 40 фробникаторов Север-Импорту.",
    "uk": "У травні 2024 року Lanhe Electronics поставила 40 фробникаторів компанії Север-Импорт.",
    "tr": "Mayıs 2024'te Lanhe Electronics, Sever-Import'a 40 frobnikatör sattı.",
    "zh": "2024年5月，蓝禾电子向Sever-Import出售了40个蓝晶片。",
}
HEAD = "Published 2024-06-01.\n"


def write(path: Path, names: list[dict[str, Any]]) -> Path:
    path.write_text("".join(f"{json.dumps(one)}\n" for one in names), encoding="utf-8")
    return path


@pytest.fixture
def known(tmp_path: Path) -> Gazetteer:
    return read_gazetteer(write(tmp_path / "names.jsonl", NAMES))


def read(text: str, language: str, gazetteer: Gazetteer | None) -> list[Claim]:
    source = Source(publisher="Test Daily")
    document = Document(sha256="0" * 64, name="a.txt", kind="text", source=source, language=language, length=len(text))
    return extraction.extract(document, text, gazetteer)


@pytest.mark.parametrize("language", TEXTS)
def test_known_names_are_recognised_in_every_language(known: Gazetteer, language: str) -> None:
    assert read(TEXTS[language], language, None) == []
    (claim,) = read(TEXTS[language], language, known)
    assert claim.supplier is not None and claim.recipient is not None
    assert claim.supplier.surface in ("Lanhe Electronics", "蓝禾电子")
    assert claim.recipient.surface in ("Sever-Import", "Север-Импорт")
    assert not any(flag.startswith("rejected:") for flag in claim.flags)
    assert claim.supplier.country is None, "the text does not say it"
    assert read(TEXTS[language], language, None) == [], "nothing is left of the gazetteer"


def test_a_known_weapon_is_one_without_a_number(known: Gazetteer) -> None:
    text = "Experts found two frobnicators in the wreck of a Burevik drone in Ukraine."
    assert not [one for one in read(text, "en", None) if one.kind == "end_use"]
    (claim,) = read(text, "en", known)
    assert claim.weapon is not None and (claim.kind, claim.weapon.surface) == ("end_use", "Burevik")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lanhe Electronics, Lanhe Electronics's and xLanhe Electronics", ["Lanhe Electronics", "Lanhe Electronics"]),
        ("Северо-Импорт, о Север-Импорте; Север-Импорт", ["Север-Импорт", "Север-Импорт"]),
        ("由蓝禾电子生产", ["蓝禾电子"]),
        ("Burevik-9 and Burevik", ["Burevik"]),
        ("lanhe electronics", []),
    ],
)
def test_names_are_found_as_whole_words(known: Gazetteer, text: str, found: list[str]) -> None:
    assert [one.surface for one in known.mentions(text)] == found


def test_short_and_common_names_are_not_looked_for(tmp_path: Path) -> None:
    words = ["Ltd", "China", "Volna Trade", "Hong", "中国", "Moscow"]
    made = read_gazetteer(write(tmp_path / "n.jsonl", [{"name": one, "kind": "company"} for one in words]))
    assert [one.surface for one in made.mentions(" ; ".join(words))] == ["Volna Trade", "Hong"]
    person = read_gazetteer(write(tmp_path / "p.jsonl", [{"name": "Nikto", "kind": "person"}]))
    assert person.mentions("Nikto") == []


def test_the_package_records_the_file_by_its_hash_and_more_names_count_more(settings: Settings, tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text(HEAD + TEXTS["en"], encoding="utf-8")
    few, many = write(tmp_path / "few.jsonl", NAMES[:2]), write(tmp_path / "many.jsonl", NAMES)
    for gazetteer in (many, None, few, many):
        load([text], settings, LoadOptions(gazetteer=gazetteer))
    archive = Archive(settings.archive_dir)
    assert len(archive.packages()) == 3
    (active,) = archive.active()
    told = read_gazetteer(many)
    assert active.report["gazetteer"] == {"file": "many.jsonl", "sha256": told.sha256, "names": 4}
    assert len([claim for entry in active.entries() for claim in entry.claims]) == 1


def content(archive: Archive) -> dict[str, list[Any]]:
    return {one.id: list(one.entries()) for one in archive.active()}


@settings(max_examples=8, deadline=None)
@given(order=st.permutations(sorted(TEXTS)), names=st.permutations(NAMES))
def test_for_a_fixed_gazetteer_the_order_of_files_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], names: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("texts")
    gazetteer = write(folder / "names.jsonl", NAMES)
    found = []
    for home, languages in (("one", sorted(TEXTS)), ("two", order)):
        made = Settings(home=folder / home)
        for language in languages:
            path = folder / f"{language}.txt"
            path.write_text(HEAD + TEXTS[language], encoding="utf-8")
            load([path], made, LoadOptions(gazetteer=gazetteer))
        found.append(content(Archive(made.archive_dir)))
    assert len(found[0]) == len(TEXTS) and found[0] == found[1]
    shuffled = read_gazetteer(write(folder / "shuffled.jsonl", names))
    assert all(
        read(TEXTS[language], language, shuffled) == read(TEXTS[language], language, read_gazetteer(gazetteer))
        for language in TEXTS
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "line 2: must be a JSON object such as"),
        (b"[]", "line 2: must be a JSON object, got list"),
        (b'{"name": "\xff"}', "line 2: must be UTF-8"),
        (b'{"name": "A Firm", "kind": "firm"}', "line 2, field kind: must be one of company"),
        (b'{"kind": "company"}', "line 2, field name: must be a name in one line, got None"),
        (b'{"name": "", "kind": "company"}', "line 2, field name"),
        (b'{"name": "\\ud800x", "kind": "company"}', "line 2, field name"),
        (b'{"name": "A Firm", "kind": "company", "country": "QQ"}', "line 2, field country: must be an ISO 3166-1"),
        (b'{"name": "A Firm", "kind": "company", "aliases": "B"}', "line 2, field aliases: must be a list of names"),
        (b'{"name": "A Firm", "kind": "company", "aliases": [1]}', "line 2, field aliases: must be a name"),
        (b'{"name": "A Firm", "kind": "company", "colour": 1}', "line 2, field colour: is not known here"),
    ],
)
def test_a_malformed_gazetteer_is_an_error_with_its_line(tmp_path: Path, line: bytes, message: str) -> None:
    path = tmp_path / "names.jsonl"
    path.write_bytes(b'{"name": "Good Firm", "kind": "company"}\n' + line + b"\n")
    with pytest.raises(SourceError) as error:
        read_gazetteer(path)
    assert message in str(error.value) and str(path) in str(error.value)


def test_an_empty_or_missing_gazetteer_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_bytes(b"\n")
    with pytest.raises(SourceError, match="holds no names"):
        read_gazetteer(tmp_path / "empty.jsonl")
    with pytest.raises(SourceError, match="cannot be read as a gazetteer"):
        read_gazetteer(tmp_path / "none.jsonl")


def test_other_processes_read_with_the_same_gazetteer(tmp_path: Path) -> None:
    options = LoadOptions(gazetteer=tmp_path / "names.jsonl", mapping=tmp_path / "m.yml")
    assert options_from_json(json.loads(json.dumps(options_to_json(options)))) == options
    assert options_from_json(json.loads(json.dumps(options_to_json(LoadOptions())))) == LoadOptions()
