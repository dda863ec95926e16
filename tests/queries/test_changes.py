"""What changed between two days: against two answers by brute force, and with the reasons. All names are invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from graph import archive as archive_module
from graph import views
from graph.archive import Archive
from graph.build import build
from graph.decisions import Decision
from graph.identity import claim_id
from graph.settings import Settings
from graph.store import Store
from graph.views import View
from queries.chains import supply_paths
from queries.change_reasons import explained
from queries.changes import Changes, changes, compared
from queries.question import PathQuery
from queries.rules import Rules
from tests.conftest import NEO4J_LATER
from tests.queries.test_criteria import COUNTRY, MADE, RULE, UNNAMED, WIDE, brute_force, ties
from tests.support.fake_ties import FakeTies
from tests.support.samples import firm, put_table, put_text, quoted, source, transfer

A, B, C, D = "Qingfeng Rotor Works", "Yelkovan Deneme Lojistik", "Shagala Tulpar Cargo", "Vydumka Severnaya Zarya"
SENDER, TRADER, OTHER, BUYER = firm(A, "CN"), firm(B, "TR"), firm(C, "KZ"), firm(D, "RU")
ORDER = ["possible", "unknown", "impossible"]


def fake(found: list[dict[str, Any]]) -> FakeTies:
    return FakeTies(found, COUNTRY.__getitem__, UNNAMED, WIDE, [], MADE)


@given(ties(), ties(), RULE)
def test_what_changed_is_what_two_answers_differ_in(
    before: list[dict[str, Any]], after: list[dict[str, Any]], time: str
) -> None:
    rules = Rules.make(time=time)
    query = PathQuery.make(from_="CN", to="RU", max_hops=3, limit=1, rules=rules)
    found = compared(fake(before), fake(after), query, 30.0)  # type: ignore[arg-type]
    was, now = brute_force(before, [], rules), brute_force(after, [], rules)
    told = {kind: {key[0] for key in keys} for kind, keys in found.by_kind.items()}
    assert told["opened"] == now.keys() - was.keys()
    assert told["closed"] == was.keys() - now.keys()
    both = was.keys() & now.keys()
    assert {legs for legs in both if ORDER.index(now[legs]) < ORDER.index(was[legs])} <= told["strengthened"]
    assert {legs for legs in both if ORDER.index(now[legs]) > ORDER.index(was[legs])} <= told["weakened"]
    assert found.same == len(both - told["strengthened"] - told["weakened"])
    back = compared(fake(after), fake(before), query, 30.0)  # type: ignore[arg-type]
    assert {key[0] for key in back.by_kind["weakened"]} == told["strengthened"]


def told(found: Changes) -> Mapping[tuple[str, str], tuple[str, ...]]:
    return {
        (change.kind, " ".join(end.name for end in change.path.parties)): change.reasons for change in found.changes
    }


@pytest.mark.parametrize("store_settings", NEO4J_LATER, indirect=True)
def test_each_change_has_its_reason(settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(settings.archive_dir)

    def on(day: int) -> str:
        monkeypatch.setattr(archive_module, "now", lambda: f"2024-01-{day:02}T12:00:00+00:00")
        return f"2024-01-{day:02}T12:00:00+00:00"

    on(1)
    first = [transfer(SENDER, TRADER, start="2023-01-05"), transfer(TRADER, BUYER, start="2023-02-01")]
    put_table(archive, "one.csv", first)
    claim = transfer(SENDER, BUYER, start="2023-03")
    text = put_text(archive, "text.txt", [claim], source=source("Alpha Post"), title="Crates")
    on(3)
    more = [*first, transfer(SENDER, OTHER, start="2023-01-07"), transfer(OTHER, BUYER, start="2023-02-03")]
    put_table(archive, "two.csv", more, source=source("Second Registry"))
    subject = claim_id(text.sha256, quoted(claim))
    archive.decide(Decision("review", subject, "rejected", "A. Reader", on(4), "another firm"))
    build(settings, store)
    query = PathQuery.make(from_="CN", to="RU")
    days = date(2024, 1, 2), date(2024, 1, 5)
    with views.opened(settings, store, View(known=days[0]), print) as (before, _):
        found = explained(changes(before, store, query, days, "known"), before, store, archive, "loaded")
        new = supply_paths(store, query, before=before)
        back = changes(store, before, query, days, "known")
    assert dict(found.counts) == {"opened": 1, "closed": 1, "strengthened": 1, "weakened": 0, "same": 0}
    assert told(found) == {
        ("opened", f"{A} {C} {D}"): (
            f"leg 1, {A} to {C}: row 4 of Second Registry, two.csv, known here since 2024-01-03",
            f"leg 2, {C} to {D}: row 5 of Second Registry, two.csv, known here since 2024-01-03",
        ),
        ("closed", f"{A} {D}"): (
            f"leg 1, {A} to {D}: claim {subject[:12]} of Alpha Post, Crates, "
            "no longer counts, rejected on 2024-01-04 by A. Reader: another firm",
        ),
        ("strengthened", f"{A} {B} {D}"): (
            f"leg 1, {A} to {B}: row 2 of Second Registry, two.csv, known here since 2024-01-03",
            f"leg 2, {B} to {D}: row 3 of Second Registry, two.csv, known here since 2024-01-03",
        ),
    }
    stronger = next(change for change in found.changes if change.kind == "strengthened")
    assert stronger.was.endswith("accepted, asserted, 1 independent source")
    assert stronger.now.endswith("accepted, asserted, 2 independent sources")
    assert [[end.name for end in path.parties] for path in new.paths] == [[A, C, D]]
    assert {change.kind for change in back.changes} == {"opened", "closed", "weakened"}

    with views.opened(settings, store, View(valid=date(2023, 1, 31)), print) as (before, _):
        days = date(2023, 1, 31), date(2023, 12, 31)
        found = explained(changes(before, store, query, days, "valid"), before, store, archive, "loaded")
    assert set(told(found)["opened", f"{A} {B} {D}"]) == {
        f"leg 2, {B} to {D}: row 3 of Second Registry, two.csv, begins 2023-02-01; row 3 of Test Gazette, "
        "one.csv, begins 2023-02-01"
    }
