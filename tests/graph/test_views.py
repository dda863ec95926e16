"""Graphs of what was known or can hold on a day, or without a source, against archives that hold nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from graph import archive as archive_module
from graph import views
from graph.archive import Archive
from graph.build import build
from graph.decisions import Decision
from graph.holdings import find
from graph.identity import claim_id
from graph.model import Claim, Party
from graph.projection import project
from graph.settings import Settings
from graph.store import Store
from graph.views import View, ViewArchive
from tests.conftest import NEO4J_LATER
from tests.support.samples import country, firm, put_table, put_text, quoted, source, transfer

SENDER, TRADER, BUYER = firm("Alder Works", "CN"), firm("Birch Trade", "TR"), firm("Fir Plant", "RU")
FIRMS = (SENDER, TRADER, BUYER)
DAYS = [date(2024, 1, day) for day in range(1, 6)]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Set the day on which what follows is loaded and decided."""

    def set_day(day: date) -> None:
        monkeypatch.setattr(archive_module, "now", lambda: f"{day.isoformat()}T12:00:00+00:00")

    return set_day


def ties(archive: Archive) -> set[tuple[str, str, str, int, int]]:
    """The supplies of an archive: ends, standing, claims and sources."""
    elements = project(archive).elements
    names = {key: str(node.properties.get("name")) for key, node in elements.nodes.items()}
    return {
        (
            names[one.start], names[one.end], str(one.properties["standing"]), int(str(one.properties["claims"])),
            int(str(one.properties["sources"])),
        )
        for one in elements.relationships.values()
        if one.type == "SUPPLIED"
    }  # fmt: skip


LOADS = st.lists(
    st.tuples(
        st.sampled_from(DAYS),
        st.sampled_from(["Alpha Post", "Beta Post", "Gamma Post"]),
        st.sampled_from([(0, 1), (1, 2), (0, 2)]),
        st.sampled_from([None, "accepted", "rejected"]),
        st.sampled_from(DAYS),
    ),
    max_size=6,
)


@given(LOADS, st.sampled_from(DAYS), st.sampled_from(["", "Alpha Post"]))
@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_known_is_what_an_archive_of_that_day_says(
    tmp_path_factory: pytest.TempPathFactory,
    at: Callable[[date], None],
    loads: list[tuple[Any, ...]],
    known: date,
    without: str,
) -> None:
    whole, then = Archive(tmp_path_factory.mktemp("whole")), Archive(tmp_path_factory.mktemp("then"))
    for number, (day, publisher, (start, end), verdict, judged) in enumerate(loads):
        claim = transfer(FIRMS[start], FIRMS[end], start="2023-02-01")
        for archive in (whole, then):
            if archive is then and (day > known or publisher == without):
                continue
            at(day)
            held = put_text(archive, f"{number}.txt", [claim], source=source(publisher))
            if verdict and (archive is whole or judged <= known):
                decide(archive, held.sha256, claim, verdict, judged)
    gone = tuple(sorted(p.id for p in whole.packages() if p.document.source.publisher == without))
    assert ties(ViewArchive(whole.folder, view=View(known=known, without=gone))) == ties(then)


def decide(archive: Archive, sha256: str, claim: Claim, verdict: str, day: date) -> None:
    subject = claim_id(sha256, quoted(claim))
    archive.decide(Decision("review", subject, verdict, "A. Reader", f"{day.isoformat()}T13:00:00+00:00"))


def test_by_publication_what_has_no_day_is_left_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    put_text(archive, "a.txt", [transfer(SENDER, BUYER)], published="2024-01")
    put_text(archive, "b.txt", [transfer(TRADER, BUYER)])
    put_table(archive, "c.csv", [transfer(SENDER, TRADER)], source=source("Registry", title="List", edition="2023-12"))
    assert views.undated(archive, "published") == ["b.txt"]

    def seen(day: date) -> set[str]:
        return {p.document.name for p in ViewArchive(tmp_path, view=View(day, by="published")).active()}

    assert seen(date(2024, 1, 30)) == {"c.csv"}  # "2024-01" may be the last day of that month
    assert seen(date(2024, 1, 31)) == {"a.txt", "c.csv"}


def supplied(store: Store) -> list[tuple[str, str, str | None]]:
    rows = store.read(
        "MATCH (a)-[t:SUPPLIED]->(b) RETURN a.name AS a, b.name AS b, toString(t.end) AS day ORDER BY a, b"
    )
    return [(row["a"], row["b"], row["day"]) for row in rows]


def asked(settings: Settings, store: Store, view: View) -> list[tuple[str, str, str | None]]:
    with views.opened(settings, store, view, lambda _: None) as (seen, _):
        return supplied(seen)


@pytest.mark.parametrize("store_settings", NEO4J_LATER, indirect=True)
def test_views_of_a_store(settings: Settings, store: Store, at: Callable[[date], None]) -> None:
    archive = Archive(settings.archive_dir)
    at(DAYS[0])
    put_table(archive, "one.csv", rows(("2022-01-05", SENDER, TRADER), ("2023-03-05", SENDER, TRADER)))
    at(DAYS[2])
    put_table(archive, "two.csv", rows(("2023-06-01", TRADER, BUYER)), publisher="Second Registry")
    build(settings, store)
    today = [("Alder Works", "Birch Trade", "2023-03-05"), ("Birch Trade", "Fir Plant", "2023-06-01")]
    assert supplied(store) == today
    assert asked(settings, store, View(known=DAYS[1])) == today[:1]
    assert asked(settings, store, View(known=DAYS[2])) == today
    assert not list(settings.views_dir.iterdir())[1:]  # what leaves nothing out is the graph itself
    assert asked(settings, store, View(valid=date(2022, 12, 31))) == [("Alder Works", "Birch Trade", "2022-01-05")]
    gone = tuple(one.package for one in find(archive, "Second Registry"))
    assert asked(settings, store, View(without=gone)) == today[:1]
    at(DAYS[4])
    monkey = Decision("withdrawal", source("Second Registry").key, "withdrawn", "x", f"{DAYS[4]}T01:00:00+00:00")
    archive.decide(monkey)
    build(settings, store)
    assert supplied(store) == today[:1]
    assert asked(settings, store, View(known=DAYS[3])) == today  # it was taken out later
    views.forget(settings)
    assert not list(settings.views_dir.iterdir())


def rows(*said: tuple[str, Party, Party]) -> Iterable[Claim]:
    return [transfer(one, other, start=day) for day, one, other in said]


def test_what_lasts_must_last_on_the_day(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    held = source("Registry", title="Owners", edition="2023-01-01", coverage="complete")
    claims = [
        Claim(kind="ownership", subject=SENDER, object=BUYER, start="2021", end="2022-06-30", record="a"),
        Claim(kind="ownership", subject=SENDER, object=TRADER, record="b"),
    ]
    put_table(archive, "old.csv", claims, source=held)
    later = source("Registry", title="Owners", edition="2024-01-01", coverage="complete")
    put_table(archive, "new.csv", [claims[0]], source=later)
    sanction = Claim(
        kind="listing",
        subject=country("US"),
        object=BUYER,
        programme="P",
        topic="sanction",
        record="l",
        start="2023-05",
    )
    put_table(archive, "list.csv", [sanction], kind="list")
    facts = project(archive).facts
    complete = {held.key: ["2023-01-01", "2024-01-01"]}

    def valid(day: str) -> set[str]:
        from graph.projection.validity import valid_facts

        kept = valid_facts(facts, date.fromisoformat(day), complete)
        return {fact.best.claim.record or "" for fact in kept}

    assert valid("2020-12-31") == {"b"}
    assert valid("2022-06-30") == {"a", "b"}
    assert valid("2023-05-01") == {"b", "l"}
    assert valid("2024-01-01") == {"l"}  # the edition of that day holds b no more
