"""Editions of a list: what differs, who stood on it on a day, and what was known when. All names are invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as settings_
from hypothesis import strategies as st

from graph.archive import Archive
from graph.digest import digest_of
from graph.editions import choose, difference, editions
from graph.errors import ArchiveError
from graph.listed import listed_on
from graph.model import Claim, Coverage, Document, Entry, Name, Party, Reject, Source
from graph.packages import line_sum
from graph.projection import project
from graph.settings import Settings
from loaders.plan import LoadOptions
from loaders.run import load
from scripts.second_edition import derive

OFFICE = Party(surface="Office of Nowhere", kind="public_body", key="office")


def entry(
    row: int, name: str, *, start: str | None = "2020-01-15", aliases: tuple[str, ...] = (), **slots: Any
) -> Entry:
    party = Party(surface=name, key=name, country="RU", names=tuple(Name(one, "alias") for one in aliases))
    claim = Claim(
        kind="listing", subject=OFFICE, object=party, topic="List of Nowhere", start=start, record=name, **slots
    )
    return Entry(row=row, record=name, cells=(name, str(slots)), claims=(claim,))


def add(
    archive: Archive, day: str | None, *entries: Entry, coverage: Coverage = "complete", captured: str | None = None
) -> str:
    """Write one edition; `captured` makes it known here at another time than now."""
    name = f"{day} {coverage} {len(entries)}"
    source = Source(publisher="Nowhere", title="List", edition=day, coverage=coverage)
    document = Document(sha256=name.encode().hex().ljust(64, "0")[:64], name=name, kind="list", source=source)
    with archive.new_package(document, extractor="test", version="1") as writer:
        for one in entries:
            writer.add(one)
        writer.report["accepted"] = len(entries)
    if captured is not None:
        manifest = writer.path / "manifest.json"
        data = json.loads(manifest.read_text(encoding="utf-8").rsplit("\n", 2)[0]) | {"captured": captured}
        text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
        manifest.write_text(f"{text}\n{line_sum(text)}\n", encoding="utf-8")
    return writer.path.name


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def test_a_difference_names_what_was_added_changed_and_removed(archive: Archive) -> None:
    rejected = Entry(row=5, record="Unread", cells=("x",), reject=Reject("missing_value", "no name"))
    add(archive, "2024-01-01", entry(1, "Same"), entry(2, "Gone"), entry(3, "Moved", measure="ban"), entry(4, "Unread"))
    add(
        archive,
        "2024-02-01",
        entry(1, "Same"),
        entry(2, "Moved", measure="freeze", aliases=("M",)),
        entry(3, "New"),
        rejected,
    )
    older, newer = editions(archive)
    found = difference(archive, older, newer)
    assert [one.name for one in found.added] == ["New"]
    assert [one.name for one in found.removed] == ["Gone"]
    assert [(one.name, one.properties) for one in found.changed] == [
        (
            "Moved",
            {"measure": {"before": ["ban"], "after": ["freeze"]}, "names": {"before": [], "after": ["M (alias)"]}},
        )
    ]
    assert (found.same, found.unreadable) == (1, ["Unread"])  # a reject is no removal
    data = found.to_json()
    assert data["counts"] == {"added": 1, "changed": 1, "removed": 1, "same": 1, "unreadable": 1}
    assert (data["added"][0]["first_seen"], data["removed"][0]["last_seen"]) == ("2024-02-01", "2024-01-01")
    assert data["removed"][0]["gone_in"] == "2024-02-01"


@pytest.mark.parametrize("coverage", ["excerpt", "amendment"])
def test_an_excerpt_or_an_amendment_removes_nothing(archive: Archive, coverage: Coverage) -> None:
    add(archive, "2024-01-01", entry(1, "A"), entry(2, "B"))
    add(archive, "2024-02-01", entry(1, "A"), coverage=coverage)
    assert difference(archive, *editions(archive)).removed == []
    assert {one.name for one in listed_on(archive, date(2024, 3, 1))} == {"A", "B"}


def test_an_edition_is_named_by_its_day_or_its_package(archive: Archive) -> None:
    first = add(archive, "2024-01-01", entry(1, "A"))
    add(archive, "2024-02-01", entry(1, "A"))
    second = add(archive, "2024-02-01", entry(1, "A"), entry(2, "B"))
    found = editions(archive, "Nowhere / List")
    assert choose(found, "2024-01-01").package == first == choose(found, first[:10]).package
    assert choose(found, second).entries == 2
    with pytest.raises(ArchiveError, match="several editions"):
        choose(found, "2024-02-01")
    with pytest.raises(ArchiveError, match="no edition of this list"):
        choose(found, "2023-01-01")


EDITION = st.dictionaries(st.sampled_from("ABCDEF"), st.sampled_from(["ban", "freeze"]), max_size=6)


@settings_(max_examples=20, deadline=None)
@given(before=EDITION, after=EDITION)
def test_a_difference_read_backwards_is_the_same(before: dict[str, str], after: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        for day, held in (("2024-01-01", before), ("2024-02-01", after)):
            add(
                archive,
                day,
                *(entry(row, name, measure=measure) for row, (name, measure) in enumerate(held.items(), 1)),
            )
        older, newer = editions(archive)
        forth, back = difference(archive, older, newer), difference(archive, newer, older)
    assert {one.name for one in forth.added} == {one.name for one in back.removed} == after.keys() - before.keys()
    assert {one.name for one in forth.removed} == {one.name for one in back.added} == before.keys() - after.keys()
    changed = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    assert {one.name for one in forth.changed} == {one.name for one in back.changed} == changed
    assert forth.same == back.same == len(before.keys() & after.keys()) - len(changed)


def test_two_times_are_kept_apart(archive: Archive) -> None:
    add(archive, "2024-01-01", entry(1, "A"), entry(2, "B", end="2024-03-05"), entry(3, "U", start=None),
        captured="2024-01-10T08:00:00+00:00")  # fmt: skip
    add(archive, "2024-04-01", entry(1, "U", start=None), entry(2, "N", start="2024-03-20"),
        captured="2024-04-20T08:00:00+00:00")  # fmt: skip

    def on(day: str, known: str | None = None) -> dict[str, str]:
        found = listed_on(archive, date.fromisoformat(day), date.fromisoformat(known) if known else None)
        return {one.name: one.state for one in found}

    assert on("2019-12-31") == {}
    assert on("2020-01-15") == {"A": "listed", "B": "listed"}
    assert on("2023-12-31") == {"A": "listed", "B": "listed"}  # U is first seen a day later
    assert on("2024-01-01") == {"A": "listed", "B": "listed", "U": "listed"}
    assert on("2024-03-05") == {"A": "possibly", "B": "possibly", "U": "listed"}
    assert on("2024-03-06") == {"A": "possibly", "U": "listed"}  # B has ended
    assert on("2024-04-01") == {"U": "listed", "N": "listed"}  # A is gone
    assert on("2024-04-01", known="2024-04-19") == {"A": "listed", "U": "listed"}  # nobody here knew better
    assert on("2024-04-01", known="2024-01-09") == {}
    assert on("2024-03-25", known="2024-04-20") == {"A": "possibly", "U": "listed", "N": "listed"}
    first = listed_on(archive, date(2024, 1, 1), name="u")[0]
    assert (first.since, first.first_seen, first.known) == ("first_seen", "2024-01-01", "2024-01-10T08:00:00+00:00")


def test_a_withdrawn_edition_is_not_asked(archive: Archive) -> None:
    from graph.holdings import withdraw

    add(archive, "2024-01-01", entry(1, "A"))
    gone = add(archive, "2024-02-01", entry(1, "B"))
    withdraw(archive, gone, by="tester")
    assert [one.edition for one in editions(archive)] == ["2024-01-01"]
    assert {one.name for one in listed_on(archive, date(2024, 3, 1))} == {"A"}


def test_the_real_un_list_and_a_second_edition_derived_from_it(shared_data: Path, tmp_path: Path) -> None:
    made = derive(shared_data / "un_consolidated_2026" / "UN_consolidated.xml", tmp_path / "lists", seed=4)
    settings = Settings(home=tmp_path / "home")
    refused = load([tmp_path / "lists"], settings)
    assert {file.state for file in refused.files} == {"refused"}  # it is marked as invented
    load([tmp_path / "lists"], settings, LoadOptions(synthetic=True))
    archive = Archive(settings.archive_dir)
    older, newer = editions(archive)
    assert (older.edition, newer.edition, older.synthetic) == ("2026-02-27", "2026-03-29", True)
    found = difference(archive, older, newer)
    assert {one.record for one in found.added} == made.added
    assert {one.record for one in found.removed} == made.removed
    assert {one.record: next(iter(one.properties)) for one in found.changed} == made.changed
    assert found.same == 1003 - len(made.removed) - len(made.changed)
    before = {one.record for one in listed_on(archive, date(2026, 2, 27))}
    after = {one.record for one in listed_on(archive, date(2026, 3, 29))}
    assert (before - after, after - before) == (made.removed, made.added - before)


def test_the_latest_edition_speaks_whatever_the_order_of_loading(tmp_path: Path) -> None:
    writes: list[Callable[[Archive], object]] = [
        lambda archive: add(
            archive, "2024-01-01", entry(1, "A", measure="ban", aliases=("Old", "Older")), entry(2, "B")
        ),
        lambda archive: add(archive, "2024-02-01", entry(1, "A", measure="freeze", aliases=("New",))),
        lambda archive: add(archive, "2024-01-15", entry(1, "C"), coverage="amendment"),
    ]
    digests = set()
    for number, order in enumerate(permutations(writes)):
        archive = Archive(tmp_path / str(number))
        for write in order:
            write(archive)
        elements = project(archive).elements
        digests.add(digest_of(elements.nodes.values(), elements.relationships.values()).total)
        names = {node.properties["text"] for node in elements.nodes.values() if node.labels[0] == "Name"}
        assert {"New"} == names & {"New", "Old", "Older"}
        listings = [node.properties for node in elements.nodes.values() if node.labels[0] == "Listing"]
        assert len(listings) == 3  # what changed is the same listing
        seen = {(one.get("measure"), one["first_seen"], one.get("last_seen"), one.get("gone_in")) for one in listings}
        assert seen == {
            ("freeze", "2024-01-01", None, None),
            (None, "2024-01-01", "2024-01-01", "2024-02-01"),
            (None, "2024-01-15", "2024-01-15", "2024-02-01"),
        }
    assert len(digests) == 1
