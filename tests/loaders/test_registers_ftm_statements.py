"""FollowTheMoney as statements; all names are invented."""

from __future__ import annotations

import csv
import random
from collections import Counter
from pathlib import Path

import pytest

from graph.model import Claim, Entry
from loaders.detect import detect
from loaders.protocol import Notes
from loaders.source import open_source

HEADER = ("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "lang", "external", "id")
Row = tuple[str, ...]


def say(canonical: str, prop: str, value: str, schema: str = "Company", kind: str = "", **more: str) -> Row:
    entity = more.get("entity", f"src-{canonical}")
    kind = kind or {"name": "name", "owner": "entity", "asset": "entity"}.get(prop, "string")
    return (
        canonical, entity, prop, kind, schema, value, more.get("dataset", "one"), more.get("lang", ""),
        more.get("external", "f"), f"{canonical}{prop}{value}",
    )  # fmt: skip


ROWS: list[Row] = [
    say("f", "id", "hash"),
    say("f", "name", "Invented Rotor LLC", lang="eng"),
    say("f", "name", "Выдуманный ротор", schema="LegalEntity", lang="rus", dataset="two", entity="other-f"),
    say("f", "jurisdiction", "ru"),
    say("f", "addressEntity", "src-a", kind="entity"),
    say("p", "name", "Ada Invented", schema="Person"),
    say("p", "name", "Maybe Somebody Else", schema="Person", external="t"),
    say("o", "owner", "src-p", schema="Ownership"),
    say("o", "asset", "other-f", schema="Ownership"),
    say("o", "percentage", "50", schema="Ownership"),
    say("a", "full", "1 Test Street", schema="Address"),
    say("c", "name", "A v. B", schema="CourtCase"),
    say("c", "status", "open", schema="CourtCase"),
]


def read(folder: Path, rows: list[Row], header: Row = HEADER, notes: Notes | None = None) -> list[Entry]:
    path = folder / "statements.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    found = detect(path)
    assert (found.kind, found.what) == ("register", "statements of FollowTheMoney")
    assert found.make is not None
    return list(found.make().entries(open_source(path), notes or Notes()))


def claims(entries: list[Entry]) -> dict[str, Claim]:
    return {claim.kind + " " + str(claim.record): claim for entry in entries for claim in entry.claims}


@pytest.mark.parametrize("seed", range(5))
def test_rows_of_an_entity_may_stand_anywhere(tmp_path: Path, seed: int) -> None:
    rows = list(ROWS)
    random.Random(seed).shuffle(rows)
    notes = Notes()
    entries = read(tmp_path, rows, notes=notes)
    assert sorted(entry.row or 0 for entry in entries) == list(range(2, len(rows) + 2))
    assert Counter(entry.reject.rule for entry in entries if entry.reject) == {"no_kind": 2}
    assert notes.counts == {"external": 1, "helper Address": 1}
    assert notes.unread == []
    found = claims(entries)
    assert set(found) == {"registration entity f", "registration entity p", "ownership entity o"}
    firm = found["registration entity f"].object
    assert firm is not None
    names = {firm.surface: None} | {name.text: name.language for name in firm.names}
    assert set(names) == {"Invented Rotor LLC", "Выдуманный ротор"}
    assert names["Выдуманный ротор"] in ("ru", None)
    assert (firm.kind, firm.country, firm.addresses) == ("company", "RU", ("1 Test Street",))
    assert found["registration entity f"].programme == "one; two"
    held = found["ownership entity o"]
    assert held.subject is not None
    assert held.object is not None
    assert held.share is not None
    assert (held.subject.key, held.object.key, held.share.number) == ("entity p", "entity f", "50")


def test_languages_of_names_are_kept(tmp_path: Path) -> None:
    firm = claims(read(tmp_path, ROWS))["registration entity f"].object
    assert firm is not None
    assert {(name.text, name.language) for name in firm.names} == {
        ("Invented Rotor LLC", "en"), ("Выдуманный ротор", "ru"),
    }  # fmt: skip


def test_rows_without_what_they_need_and_columns_nobody_knows(tmp_path: Path) -> None:
    notes = Notes()
    rows: list[Row] = [(*say("f", "name", "Invented Rotor LLC"), "x"), (*say("f", "name", ""), "x"), ("f",)]
    entries = read(tmp_path, rows, (*HEADER, "mood"), notes)
    assert Counter(entry.reject.rule for entry in entries if entry.reject) == {"missing_value": 1, "ragged_row": 1}
    assert notes.unread == ["mood"]
