"""`waybill purge` from outside: nothing of the name is left under WAYBILL_HOME. All names are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph import embedded
from graph.settings import Settings
from tests.support.command import waybill_here as waybill
from tests.support.homes import empty
from waybill.cli import run
from waybill.purging import clean_home

HEAD = "celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,birthDate,passportNumber\n"
NAME, ALIAS, PASSPORT = "Vydumanov Proba Testovich", "Выдуманов Проба Тестович", "ZZ9988776"
REASON = f"{NAME} heads Volna-Test and supplied 40 drones to Russia in May 2023."
ROWS = (
    f'32014R0269,901,EU-UKR,I.PERSONS,Asset freeze,1.2.2023,"{REASON}",Person,{NAME},{ALIAS},'
    f"2.3.1961,{PASSPORT}\n"
    f'32014R0269,902,EU-UKR,I.PERSONS,Asset freeze,1.2.2023,"Nobody Particular works for VYDUMANOV, PROBA TESTOVICH.",'
    "Person,Nobody Particular,,4.5.1970,\n"
    '32014R0269,903,EU-UKR,I.ENTITIES,Asset freeze,1.2.2023,"A firm.",LegalEntity,Volna-Test,,,\n'
)
NEWS = f"Volna-Test supplied 40 drones to Russia in May 2023, said {NAME}. Turkey denied it."


def held(folder: Path) -> bytes:
    """All bytes that lie under a home, names of files included."""
    return b"\n".join(path.name.encode() + b"\n" + path.read_bytes() for path in folder.rglob("*") if path.is_file())


def leftovers(folder: Path) -> list[str]:
    data = held(folder)
    wide = data.translate(None, b"\0")  # the engine may store two bytes a sign
    parts = (NAME, ALIAS, PASSPORT, NAME.upper(), "VYDUMANOV, PROBA", NAME.replace(" ", "_"))
    return [
        part for part in parts if part.encode() in data or part.encode() in wide or part.encode("utf-16-le") in data
    ]


@pytest.fixture
def bare(running: Settings) -> Path:
    """An empty home; in the files of its engine may stand what the test before erased, until it is purged."""
    return empty(running).home


@pytest.fixture
def home(bare: Path, tmp_path: Path) -> Path:
    """A home with a list and a news report that both name the person, and traces of it in reports and answers."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "32014R0269.csv").write_text(HEAD + ROWS, encoding="utf-8")
    (folder / f"{NAME}.txt".replace(" ", "_")).write_text(NEWS, encoding="utf-8")
    done = waybill("load", folder, "--publisher", "Test Gazette", "--json", home=bare)
    assert done.returncode in (0, 3), done.stderr
    return bare


def test_nothing_is_left_under_the_home(home: Path, tmp_path: Path) -> None:
    assert waybill("resolve", home=home).returncode == 0  # an index of names
    assert (home / "resolution").is_dir()
    assert waybill("paths", "--as-valid-on", "2024", home=home).returncode == 0  # another graph of the same
    assert leftovers(home / "views")
    assert set(leftovers(home)) >= {NAME, ALIAS, PASSPORT}
    done = waybill("purge", NAME, "--all", "--yes", "--why", f"{NAME} asked us", "--json", home=home)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)["erased"]
    assert told["tombstones"] >= 1 and "32014R0269.csv" in told["originals_removed"] and told["left"] == []
    embedded.stop(Settings(home=home))
    assert leftovers(home) == []
    assert not (home / "purge.unfinished").exists()
    assert not list((home / "views").iterdir())
    assert waybill("check", home=home).returncode == 0
    listed = json.loads(
        waybill(
            "cypher", "MATCH (l:Listing)-[:NAMES]->(p:Party) RETURN p.name AS n ORDER BY n", "--json", home=home
        ).stdout
    )
    assert [one["n"] for one in listed["rows"]] == ["Nobody Particular", "Volna-Test"]

    again = waybill("load", tmp_path / "files" / "32014R0269.csv", "--publisher", "Test Gazette", "--json", home=home)
    assert [one["state"] for one in json.loads(again.stdout)["files"]] == ["repeated"]  # its reasons stay as they are
    later = tmp_path / "files" / "later.csv"
    later.write_text(HEAD + ROWS.replace("A firm.", "A firm of arms."), encoding="utf-8")
    loaded = json.loads(waybill("load", later, "--publisher", "Test Gazette", "--json", home=home).stdout)["files"][0]
    assert (loaded["accepted"], loaded["rejects_by_rule"]) == (2, {"erased": 1})
    embedded.stop(Settings(home=home))
    assert leftovers(home) == []
    assert waybill("check", home=home).returncode == 0


def test_it_is_asked_before_and_only_persons_go(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = waybill("purge", NAME, "--all", home=home)
    assert done.returncode == 2 and "--yes" in done.stderr
    assert NAME in leftovers(home / "archive")
    done = waybill("purge", "Volna-Test", "--yes", home=home)
    assert done.returncode == 2 and "no natural person" in done.stderr
    assert run(["--home", str(home), "purge", "x", "--yes"]) == 2
    assert "must be a name" in capsys.readouterr().err


@pytest.mark.long
def test_an_interrupted_erasure_is_finished_by_the_next(home: Path) -> None:
    from graph.archive import Archive
    from graph.erasure import erase, erasure_of
    from graph.people import choose

    archive = Archive(home / "archive")
    what = erasure_of(archive, choose(archive, NAME, every=True))
    clean_home(Settings(home=home), what)
    erase(archive, what, by="tester")  # and then killed: the engine holds it still
    (home / "purge.unfinished").touch()
    assert leftovers(home / "engine") != []
    assert "erasure_unfinished" in waybill("check", home=home).stdout
    done = waybill("purge", NAME, "--yes", home=home)
    assert done.returncode == 0, done.stderr
    embedded.stop(Settings(home=home))
    assert leftovers(home) == []
    assert not (home / "purge.unfinished").exists()


@pytest.mark.long  # half a minute, on another home than the other tests
def test_shorter_forms_go_from_their_reasons_and_other_spellings_are_told(bare: Path, tmp_path: Path) -> None:
    folder, home = tmp_path / "files", bare
    folder.mkdir()
    reason = "Proba Vydumanov heads Volna-Test and supplied 40 drones to Russia in May 2023. Mr Vydumanov owns it."
    other = "VYDUMANOV Proba Tesstovitch"
    (folder / "32014R0269.csv").write_text(
        HEAD
        + f'32014R0269,901,EU-UKR,I.PERSONS,Asset freeze,1.2.2023,"{reason}",Person,{NAME},{ALIAS},2.3.1961,\n'
        + f"32014R0269,902,EU-UKR,I.PERSONS,Asset freeze,1.2.2023,Short.,Person,{other},,4.5.1970,\n",
        encoding="utf-8",
    )
    assert waybill("load", folder, "--publisher", "Test Gazette", home=home).returncode in (0, 3)
    done = waybill("purge", NAME, "--yes", "--json", home=home)
    told = json.loads(done.stdout)["erased"]["standing"]
    assert [(one["file"], one["row"], one["name"], one["person"]) for one in told] == [
        ("32014R0269.csv", 3, other, True)
    ]
    embedded.stop(Settings(home=home))
    data = held(home)
    assert b"Proba Vydumanov" not in data and b"Mr Vydumanov" not in data and other.encode() in data
    said = waybill("purge", other, "--yes", home=home)
    assert said.returncode == 0 and "still stands" not in said.stderr
    embedded.stop(Settings(home=home))
    assert b"vydumanov" not in held(home).lower()


@pytest.mark.long  # a home of its own, twenty seconds
def test_places_of_another_spelling_are_said(bare: Path, tmp_path: Path) -> None:
    folder, home = tmp_path / "files", bare
    folder.mkdir()
    (folder / "32014R0269.csv").write_text(
        HEAD
        + f"32014R0269,901,EU-UKR,I.PERSONS,Asset freeze,1.2.2023,Short.,Person,{NAME},,2.3.1961,\n"
        + "32014R0269,902,EU-UKR,I.PERSONS,Asset freeze,1.2.2023,Short.,Person,Proba Wydumanow,,,\n",
        encoding="utf-8",
    )
    assert waybill("load", folder, "--publisher", "Test Gazette", home=home).returncode in (0, 3)
    done = waybill("purge", NAME, "--yes", home=home)
    assert "32014R0269.csv row 3: Proba Wydumanow (purge it by this name)" in " ".join(done.stderr.split())
