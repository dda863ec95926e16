"""Erasing natural persons from the archive. All names are invented."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest

from graph.archive import Archive, Decision, now
from graph.blotting import BLOT, blotted, is_clear, pattern_of
from graph.build import build, digest
from graph.erasure import Erased, Erasure, erase_package, erasure_of
from graph.erasure import erase as erase_from
from graph.errors import ArchiveError
from graph.model import Claim, Entry, Name, Reject, replace
from graph.packages import read_manifest
from graph.people import Person, choose, persons
from graph.settings import Settings
from graph.store import Store
from tests.support.samples import document, firm, new_archive, put_table, put_text, source, transfer

WHO, LATIN, PASSPORT = "Проба Выдуманнов", "Vydumannov, Proba", "XX1234567"
AUTHORITY = firm("Authority of Test", None, kind="public_body")
FIRM = firm("Volna-Test", "RU")


def erase(archive: Archive, people: list[Person], by: str = "tester", why: str = "") -> tuple[Erasure, Erased]:
    what = erasure_of(archive, people)
    return what, erase_from(archive, what, by=by, why=why)


def listing(name: str, key: str, **slots: object) -> Claim:
    given = {"kind": "person", "key": key, **slots}
    return Claim(kind="listing", subject=AUTHORITY, object=firm(name, "RU", **given), topic="test list", record=key)


def row(number: int, *claims: Claim, record: str | None = None, cells: tuple[str, ...] = ()) -> Entry:
    return Entry(row=number, record=record, cells=cells, claims=claims)


LISTED = listing(
    WHO, "P1", names=(Name(LATIN, "alias", "en"), Name("Prob", "weak")), ids=(("PASSPORT", PASSPORT),),
    birth_dates=("1970-01-02",),
)  # fmt: skip


def put_list(archive: Archive, original: Path | None = None) -> None:
    given = document("list.csv", kind="list", source=source("Authority of Test", title="Test list"))
    role = Claim(
        kind="role", subject=firm(WHO, "RU", kind="person", key="P1"), object=FIRM, topic="director", record="F1"
    )
    firm_listing = Claim(kind="listing", subject=AUTHORITY, object=FIRM, topic="test list", record="F1")
    rows = [
        row(2, LISTED, record="P1", cells=("P1", WHO, LATIN, PASSPORT)),
        row(3, LISTED, record="P1", cells=("P1", WHO, LATIN, PASSPORT)),
        row(4, firm_listing, role, record="F1", cells=("F1", "Volna-Test", f"director: {WHO.upper()}")),
        row(5, listing("Drugoi Nekto", "P2"), record="P2", cells=("P2", "Drugoi Nekto", "friend of PROBA  VYDUMANNOV")),
        Entry(row=6, cells=("?", f"see {LATIN}"), reject=Reject("ragged_row", f"has 2 cells: {LATIN}")),
    ]
    with archive.new_package(given, extractor="test", version="1", original=original) as writer:
        for one in rows:
            writer.add(one)
        writer.report |= {"rows_in": 5, "accepted": 3, "rejected": 1, "repeated": 1, "claims": 5}
        writer.report |= {"rejects_by_rule": {"ragged_row": 1}, "warnings": [f"line 6 names {LATIN}"]}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = new_archive(tmp_path)
    original = tmp_path / "list.csv"
    original.write_text(f"P1;{WHO}\n", encoding="cp1251")
    put_list(made, original)
    return made


def held(folder: Path) -> str:
    """All that lies in a folder, names of files included."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return "\n".join(f"{path.name}\n{path.read_bytes().decode('utf-8', 'replace')}" for path in files).casefold()


def test_nothing_of_the_name_is_left_and_the_account_adds_up(archive: Archive) -> None:
    archive.decide(Decision("review", "claim", "accepted", "tester", now(), f"asked {WHO} himself"))
    (person,) = choose(archive, "vydumannov proba")
    what, done = erase(archive, [person], by="tester", why=f"{WHO} asked")
    left = held(archive.folder)
    for name in (WHO, LATIN, PASSPORT, "proba  vydumannov", "выдуманнов"):
        assert name.casefold() not in left
    (package,) = archive.active()
    assert package.damage() == []
    assert sorted(path.name for path in package.path.rglob("*")) == sorted(["manifest.json", *package.files])
    assert (done.entries, done.claims, done.originals) == (2, 3, ["list.csv"])
    report = package.report
    assert [report[name] for name in ("rows_in", "accepted", "rejected", "repeated", "claims")] == [5, 2, 3, 0, 2]
    assert report["rejects_by_rule"] == {"erased": 2, "ragged_row": 1}
    assert package.read(str(package.named("rejects"))).count(b"erased") == 4  # rule and message of each
    entries = list(package.entries())
    assert [entry.row for entry in entries] == [2, 3, 4, 5, 6]
    assert [bool(entry.cells) for entry in entries] == [False, False, True, True, True]
    assert [claim.kind for claim in entries[2].claims] == ["listing"]
    assert entries[3].claims[0].object is not None and entries[3].claims[0].object.surface == "Drugoi Nekto"
    assert what.left == set()


def test_their_telephone_goes_where_they_are_spoken_of_and_stays_where_others_print_it(archive: Archive) -> None:
    told = replace(
        LISTED, object=firm(WHO, "RU", kind="person", key="P3", ids=(("PHONE", "+7 999 000-00-01"),)), record="P3"
    )
    role = Claim(kind="role", subject=told.object, object=FIRM, topic="director", record="F3")
    listed = Claim(kind="listing", subject=AUTHORITY, object=FIRM, topic="test list", record="F3")
    other = listing("Drugoi Nekto", "P4", ids=(("PHONE", "+7 999 000-00-01"),))
    given = document("phones.csv", kind="list", source=source("Authority of Test", title="Other list"))
    with archive.new_package(given, extractor="test", version="1") as writer:
        writer.add(row(2, told, record="P3", cells=("P3", WHO, "+7 999 000-00-01")))
        writer.add(row(3, listed, role, record="F3", cells=("F3", "Volna-Test", "director: +7 (999) 000-00-01")))
        writer.add(row(4, other, record="P4", cells=("P4", "Drugoi Nekto", "+7 999 000-00-01")))
        writer.report |= {"rows_in": 3, "accepted": 3, "rejected": 0, "repeated": 0, "claims": 4}
    erase(archive, choose(archive, WHO, every=True))
    package = next(one for one in archive.packages() if one.document.name == "phones.csv")
    first, firms, others = package.entries()
    assert first.reject is not None and not first.cells
    assert "000" not in "".join(firms.cells) and "Volna-Test" in firms.cells
    assert others.cells[2] == "+7 999 000-00-01" and others.claims[0].object == other.object


def test_erasing_again_changes_nothing_and_finds_nobody(archive: Archive) -> None:
    erase(archive, choose(archive, WHO), by="tester")
    before = held(archive.folder)
    with pytest.raises(ArchiveError, match="is no person of the archive"):
        choose(archive, WHO)
    assert held(archive.folder) == before


def test_only_natural_persons(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="is a company, no natural person"):
        choose(archive, "Volna-Test")
    with pytest.raises(ArchiveError, match="is a public body, no natural person"):
        choose(archive, "authority of test")


def test_an_id_may_be_of_a_record_and_cut(archive: Archive) -> None:
    (person,) = choose(archive, WHO)
    assert [one.id for one in choose(archive, person.id)] == [person.id]
    assert [one.id for one in choose(archive, sorted(person.records)[0][:12])] == [person.id]


def test_a_namesake_is_asked_about_and_stays(archive: Archive) -> None:
    namesake = listing(WHO, "N1", birth_dates=("1999-09-09",))
    put_table(archive, "other.csv", [namesake], kind="list", source=source("Office of Test"))
    with pytest.raises(ArchiveError, match=r"2 persons are meant.*1970-01-02.*1999-09-09"):
        choose(archive, WHO)
    mine = next(one for one in persons(archive.active()) if "1970-01-02" in one.births)
    what, _ = erase(archive, [mine], by="tester")
    assert what.left == {"other.csv"}
    assert [one.names for one in persons(archive.active()) if WHO in one.names] == [{WHO}]
    erase(archive, choose(archive, WHO, every=True), by="tester")
    assert WHO.casefold() not in held(archive.folder)


def test_a_text_keeps_its_places(archive: Archive) -> None:
    words = f"{WHO} met Volna-Test. Volna-Test paid {LATIN}."
    given = document("text.txt", publisher="Paper", title=f"On {WHO}", length=len(words))
    person = firm(WHO, None, kind="person", span=(0, len(WHO)))
    start = words.index("Volna-Test paid")
    claims = [
        Claim(kind="event", subject=person, object=FIRM, quote=words[: start - 1], spans=((0, start - 1),)),
        Claim(kind="event", subject=FIRM, object=firm("Else", "CN"), quote=words[start:], spans=((start, len(words)),)),
    ]
    with archive.new_package(given, extractor="rules", version="1") as writer:
        writer.text(words)
        for claim in claims:
            writer.add(Entry(claims=(claim,)))
    erase(archive, choose(archive, WHO, every=True), by="tester")
    package = next(one for one in archive.active() if one.document.name == "text.txt")
    text = package.text()
    assert len(text) == len(words) and "Volna-Test paid" in text and text.startswith(BLOT * 5)
    assert package.document.title == f"On {BLOT * len(WHO)}"
    (kept,) = [claim for entry in package.entries() for claim in entry.claims]
    assert kept.quote == text[start:]
    assert WHO.casefold() not in held(archive.folder)


def test_who_was_taken_for_a_firm_elsewhere_goes_too(archive: Archive) -> None:
    taken = transfer(firm(LATIN, "RU"), firm("Else", "CN"))
    kept = transfer(firm(f"{LATIN} Trading", "RU", names=(Name(WHO), Name("Trade"))), firm("Else", "CN"))
    put_table(archive, "t.csv", [taken, kept])
    erase(archive, choose(archive, WHO), by="tester")
    package = next(one for one in archive.active() if one.document.name == "t.csv")
    first, second = package.entries()
    assert (first.claims, first.reject and first.reject.rule) == ((), "erased")
    (claim,) = second.claims
    assert claim.supplier is not None and claim.supplier.surface == f"{BLOT * len(LATIN)} Trading"
    assert [name.text for name in claim.supplier.names] == ["Trade"]
    assert package.report["rejected"] == 1 and package.report["accepted"] == 1


def test_a_kill_in_the_middle_leaves_a_whole_package(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    people = choose(archive, WHO)
    import graph.erasure as module

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "write_manifest", killed)
    with pytest.raises(KeyboardInterrupt):
        erase(archive, people, by="tester")
    assert archive.active()[0].damage() == []
    monkeypatch.undo()
    erase(archive, choose(archive, WHO), by="tester")
    assert WHO.casefold() not in held(archive.folder)


def test_an_unfinished_package_that_holds_the_name_goes(archive: Archive) -> None:
    folder = archive.folder / "packages" / ("0" * 32)
    folder.mkdir()
    (folder / ".part-00001.jsonl.77.tmp").write_text(f'{{"cells":["{WHO}"]}}', encoding="utf-8")
    given = archive.active()[0].path / "manifest.json"
    from graph.packages import manifest_data, write_manifest

    write_manifest(folder, manifest_data(given.read_text(encoding="utf-8")) | {"id": "0" * 32, "state": "started"})
    erase(archive, choose(archive, WHO), by="tester")
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "text", "gone"),
    [
        ("Proba Vydumannov", "x PROBA-VYDUMANNOV, VYDUMANNOV (Proba)", ["PROBA-VYDUMANNOV", "VYDUMANNOV (Proba"]),
        ("Proba Vydumannov", "to Probe Vydumannovu, of Proby Vydumannova", []),
        ("Проба Выдуманнов", "о Проба Выдуманнове, Пробавыдуманнов", ["Проба Выдуманнове"]),
        ("Vydumannov", "Vydumannov Vydumannova NotVydumannov", ["Vydumannov"]),
        ("王试验", "见王试验先生", ["王试验"]),
        ('Proba "P" Vyd', 'a Proba "P" Vyd b', ['Proba "P" Vyd']),
        ("Proba\nVyd", "Proba Vyd", ["Proba Vyd"]),
    ],
)
def test_a_name_is_found_however_it_is_written(name: str, text: str, gone: list[str]) -> None:
    expected = text
    for part in gone:
        expected = expected.replace(part, BLOT * len(part), 1)
    assert blotted(text, pattern_of([name])) == expected


def test_short_names_are_not_blotted_everywhere() -> None:
    assert [is_clear(name) for name in ("Prob", "王五", "王试验", "Vydumannov", "A B")] == [
        False,
        False,
        True,
        True,
        True,
    ]


def test_the_graph_forgets_and_another_load_does_not_bring_them_back(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    archive = Archive(settings.archive_dir)
    put_list(archive)
    build(settings, store)
    asked = "MATCH (p:Person) RETURN p.name AS name ORDER BY name"
    assert [one["name"] for one in store.read(asked)] == ["Drugoi Nekto", WHO]
    erase(archive, choose(archive, WHO), by="tester")
    build(settings, store)
    assert [one["name"] for one in store.read(asked)] == ["Drugoi Nekto"]
    told = json.dumps([asdict(one) for one in store.nodes()], default=str, ensure_ascii=False).casefold()
    assert WHO.casefold() not in told and "vydumannov" not in told
    after = digest(store)
    edition = source("Authority of Test", title="Test list")
    put_table(archive, "next.csv", [LISTED], kind="list", source=edition)  # as if by a loader that does not look
    gone = Erasure.of(archive.erased())
    package = next(one for one in archive.packages() if one.document.name == "next.csv")
    (entry,) = package.entries()
    assert gone.entry(package.document, entry).reject == Reject(
        "erased", "spoke of a natural person whose data was erased"
    )
    erase_package(package, gone)
    again = read_manifest(package.path / "manifest.json")
    assert [one.claims for one in again.entries()] == [()]
    build(settings, store)
    assert {label: part for label, part in digest(store).nodes.items() if label == "Person"} == {
        label: part for label, part in after.nodes.items() if label == "Person"
    }
    assert os.path.exists(again.path)


def test_a_plain_transfer_is_untouched(archive: Archive) -> None:
    put_text(archive, "a.txt", [transfer(FIRM, firm("Else", "CN"))])
    before = next(one for one in archive.active() if one.document.name == "a.txt").files
    erase(archive, choose(archive, WHO), by="tester")
    assert next(one for one in archive.active() if one.document.name == "a.txt").files == before


REASON = "Proba Vydumannov heads Volna-Test. Mr Vydumannov paid; the Vydumannov Foundation and Ivan Vydumannov did not."
HEADING = f"{WHO} (E1)"


def put_reasons(archive: Archive) -> str:
    other = "Proba Vydumannov also met Drugoi Nekto in May, says this statement."
    words = f"{HEADING}\n{REASON}\n\nDrugoi Nekto (E2)\n{other}\n\n"
    start = words.index(REASON)
    role = Claim(
        kind="role", subject=firm("Proba Vydumannov", span=(start, start + 16)), object=FIRM, quote=REASON[:34],
        spans=((start, start + 34),),
    )  # fmt: skip
    given = document("list.csv.reasons.txt", publisher="Authority of Test", length=len(words))
    with archive.new_package(given, extractor="rules", version="1") as writer:
        writer.text(words)
        writer.add(Entry(claims=(role,)))
        writer.report |= {"rows_in": 1, "accepted": 1, "rejected": 0, "repeated": 0, "claims": 1}
    return words


def test_the_statement_of_reasons_on_them_loses_shorter_forms(tmp_path: Path) -> None:
    archive = new_archive(tmp_path)
    listed = replace(listing(WHO, "P1", names=(Name("VYDUMANNOV Proba Testovich"),)), entry="E1", reason=REASON)
    put_table(archive, "list.csv", [listed], kind="list", source=source("Authority of Test", title="Test list"))
    words = put_reasons(archive)
    _, done = erase(archive, choose(archive, WHO))
    package = next(one for one in archive.active() if one.document.kind == "text")
    text = package.text()
    own = text[: words.index("Drugoi")]
    assert len(text) == len(words)
    kept = f"{BLOT * 16} heads Volna-Test. Mr {BLOT * 10} paid; the Vydumannov Foundation and Ivan Vydumannov did not."
    assert own.endswith(f"\n{kept}\n\n")
    assert [entry.claims for entry in package.entries()] == [()]  # who was taken for a firm there was the person
    (left,) = done.standing
    assert (left.file, left.line, left.name, left.person) == ("list.csv.reasons.txt", 5, "Proba Vydumannov", False)


def test_a_row_on_them_that_stays_loses_shorter_forms(archive: Archive) -> None:
    cells = ("F2", "Vydumannov Trading LLC", "director: P. Vydumannov; Proba Vydumannov")
    role = Claim(kind="role", subject=LISTED.object, object=FIRM, topic="director", record="F2")
    firm_listing = Claim(kind="listing", subject=AUTHORITY, object=FIRM, topic="test list", record="F2")
    given = document("more.csv", kind="list", source=source("Authority of Test", title="Test list"))
    with archive.new_package(given, extractor="test", version="1") as writer:
        writer.add(row(2, firm_listing, role, record="F2", cells=cells))
        writer.report |= {"rows_in": 1, "accepted": 1, "rejected": 0, "repeated": 0, "claims": 2}
    erase(archive, choose(archive, WHO))
    package = next(one for one in archive.active() if one.document.name == "more.csv")
    (entry,) = package.entries()
    assert entry.cells == ("F2", "Vydumannov Trading LLC", f"director: {BLOT * 13}; {BLOT * 16}")


def test_the_same_name_otherwise_spelled_is_told_and_stays(archive: Archive) -> None:
    other = listing("WYDUMANNOW Proba Testovich", "N1")
    put_table(archive, "other.csv", [other, listing("Ivan Vydumannov", "N2")], kind="list", source=source("Office"))
    put_text(archive, "a.txt", [transfer(FIRM, firm("Else", "CN"))])
    before = {one.id: one.files for one in archive.packages() if one.document.name != "list.csv"}
    _, done = erase(archive, choose(archive, WHO))
    assert [(one.place, one.name, one.person) for one in done.standing] == [
        ("other.csv row 2", "WYDUMANNOW Proba Testovich", True)
    ]
    assert {one.id: one.files for one in archive.packages() if one.document.name != "list.csv"} == before
    _, again = erase(archive, choose(archive, "WYDUMANNOW Proba Testovich"))
    assert again.standing == []
