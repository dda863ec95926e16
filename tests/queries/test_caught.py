"""Which firms a rule catches: the cases of the guidance, versions over time, brute force. All firms are invented."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings

from graph.errors import InvalidParameter
from queries.caught import caught
from queries.holdings import Picture
from queries.ownership_rules import IN_FORCE, NOT_VERIFIED, SUSPENDED, Version, asked, rules
from queries.shares import ALL, Span
from tests.queries.test_shares import corners, small_graphs

NOW = date(2026, 11, 28)
TOGETHER = rules()["ofac-50"].on(NOW)
ALONE = rules()["uk-50"].on(NOW)
assert TOGETHER is not None and ALONE is not None


def row(owner: str, owned: str, low: float | None = None, high: float | None = None, **more: Any) -> dict[str, Any]:
    """A fact on a holding as the store gives it; one bound alone is the share itself."""
    high = low if high is None else high
    return {
        "id": f"{owner}>{owned}", "owner_id": owner, "owner_labels": ["Company"], "owner_name": owner,
        "owner_country": None, "owner_listed": False, "owned_id": owned, "owned_labels": ["Company"],
        "owned_name": owned, "owned_country": None, "owned_listed": False, "share": low, "relation": "=",
        "share_min": low, "share_max": high, "max_relation": None,
        "topic": None, "start": None, "end": None, "gone_in": None, "standing": "accepted", "modality": "asserted",
        "sources": 1, "synthetic": False,
    } | more  # fmt: skip


def statuses(
    rows: list[dict[str, Any]], listed: set[str], version: Version, unread: Collection[str] = ()
) -> dict[str, str]:
    found = caught(Picture.of(rows, unread), listed, version)
    return {name: "caught" if it.sure else "possible" for name, it in sorted(found.items())}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # The first three examples of OFAC's FAQ 401, and one that is not blocked because the firms between are not.
        ([row("X", "A", 50), row("A", "B", 50)], {"A": "caught", "B": "caught"}),
        (
            [row("X", "A", 50), row("X", "B", 50), row("A", "C", 25), row("B", "C", 25)],
            {"A": "caught", "B": "caught", "C": "caught"},
        ),
        ([row("X", "A", 50), row("X", "B", 10), row("A", "B", 40)], {"A": "caught", "B": "caught"}),
        ([row("X", "A", 25), row("X", "B", 25), row("A", "C", 50), row("B", "C", 50)], {}),
        ([row("X", "A", 50), row("X", "B", 10), row("A", "B", 39)], {"A": "caught"}),
    ],
)
def test_chains_are_not_multiplied(rows: list[dict[str, Any]], expected: dict[str, str]) -> None:
    assert TOGETHER is not None
    assert statuses(rows, {"X"}, TOGETHER) == expected


def test_several_owners_count_together_only_where_the_rule_says_so() -> None:
    assert TOGETHER is not None and ALONE is not None
    rows = [row("X", "A", 30), row("Y", "A", 25), row("A", "B", 100)]
    assert statuses(rows, {"X", "Y"}, TOGETHER) == {"A": "caught", "B": "caught"}
    assert statuses(rows, {"X", "Y"}, ALONE) == {}
    split = [row("X", "A", 60), row("A", "B", 30), row("X", "B", 25)]  # one owner, directly and by what it has caught
    assert statuses(split, {"X", "Y"}, ALONE) == {"A": "caught", "B": "caught"}


def test_half_is_enough_for_some_rules_and_not_for_others() -> None:
    assert TOGETHER is not None and ALONE is not None
    half = [row("X", "A", 50)]
    assert statuses(half, {"X"}, TOGETHER) == {"A": "caught"}
    assert statuses(half, {"X"}, ALONE) == {}
    over = [row("X", "A", 50, 75, relation=">", max_relation="<")]
    assert statuses(over, {"X"}, ALONE) == {"A": "caught"}


def test_bands_and_unknown_shares_are_possible_and_no_more() -> None:
    assert TOGETHER is not None
    assert statuses([row("X", "A", 25, 50)], {"X"}, TOGETHER) == {"A": "possible"}
    assert statuses([row("X", "A")], {"X"}, TOGETHER) == {"A": "possible"}
    others = [row("X", "A"), row("Z", "A", 51)]  # somebody else holds too much for it
    assert statuses(others, {"X"}, TOGETHER) == {}
    assert statuses([row("X", "A"), row("A", "B", 100)], {"X"}, TOGETHER) == {"A": "possible", "B": "possible"}


def test_what_is_held_through_others_is_never_added_to_direct_shares() -> None:
    assert TOGETHER is not None
    rows = [row("X", "B", 60, id="1", topic="indirect"), row("M", "B", 60)]
    assert statuses(rows, {"X"}, TOGETHER) == {"B": "caught"}
    rows = [row("X", "B", 30, id="1", topic="indirect"), row("X", "B", 25)]
    found = caught(Picture.of(rows), {"X"}, TOGETHER)["B"]
    assert (found.sure, found.share) == (False, Span(Fraction(30), Fraction(55)))
    assert {holding.indirect for holding in found.proof} == {True, False}


def test_owners_that_were_not_read_make_it_possible() -> None:
    assert TOGETHER is not None
    rows = [row("M", "A", 100), row("A", "B", 100)]
    assert statuses(rows, set(), TOGETHER) == {}
    assert statuses(rows, set(), TOGETHER, {"M"}) == {"A": "possible", "B": "possible"}
    assert statuses(rows, {"A"}, TOGETHER, {"M"}) == {"B": "caught"}


def test_the_proof_leads_up_to_the_listed_owner() -> None:
    assert TOGETHER is not None
    rows = [row("X", "A", 60), row("A", "B", 30), row("Y", "B", 25), row("Z", "B", 45)]
    found = caught(Picture.of(rows), {"X", "Y"}, TOGETHER)["B"]
    assert [(one.owner.id, one.owned.id) for one in found.proof] == [("A", "B"), ("Y", "B"), ("X", "A")]
    assert found.seeds == ("Y", "X")
    assert found.share == Span(Fraction(55), Fraction(55))


def brute(firms: dict[str, dict[str, Fraction]], listed: list[str], version: Version) -> set[str]:
    """Firms that a rule catches at fixed shares: over and over until nothing is added."""
    found: set[str] = set()
    for group in [listed] if version.aggregate else [[one] for one in listed]:
        reached = set(group)
        while True:
            more = {
                name
                for name, holders in firms.items()
                for share in [sum(part for owner, part in holders.items() if owner in reached)]
                if name not in reached
                and (share > version.threshold or (version.inclusive and share == version.threshold))
            }
            if not more:
                break
            reached |= more
        found |= reached
    return found - set(listed)


@pytest.mark.parametrize("rule", ["ofac-50", "uk-50"])
@given(firms=small_graphs())
@settings(max_examples=40, deadline=None)
def test_verdicts_equal_brute_force(rule: str, firms: dict[str, dict[str, Span]]) -> None:
    version = rules()[rule].on(NOW)
    assert version is not None
    rows = [row(o, f, float(s.low), float(s.high)) for f, those in firms.items() for o, s in those.items()]
    listed = ["a", "d"]
    found = caught(Picture.of(rows), listed, version)
    names = sorted(firms)
    ways = [
        brute({name: dict(one) for name, one in zip(names, choice, strict=True)}, listed, version)
        for choice in product(*(list({tuple(sorted(one.items())) for one in corners(firms[name])}) for name in names))
    ]
    assert {name for name, it in found.items() if it.sure} == set.intersection(*ways)
    assert set(found) == set.union(*ways)


def test_the_rules_are_whole() -> None:
    held = rules()
    assert list(held) == ["ofac-50", "ofac-ssi-50", "eu-50", "uk-50", "bis-50"]
    for rule in held.values():
        assert rule.speaks_of and rule.effect and rule.not_known
        for version in rule.versions:
            assert version.text and version.threshold <= ALL
            assert all(source.url.startswith("http") and source.title for source in version.sources)
            assert all(
                source.date is None or date.fromisoformat(f"{source.date}-01"[:10]) <= NOW for source in version.sources
            )
        for before, after in zip(rule.versions, rule.versions[1:], strict=False):
            assert after.first is not None and before.last == after.first - timedelta(days=1)


@pytest.mark.parametrize(
    ("rule", "day", "state", "words"),
    [
        ("ofac-50", "2008-02-13", None, ""),
        ("ofac-50", "2014-08-12", IN_FORCE, "50 % or more, each owner alone"),
        ("ofac-50", "2014-08-13", IN_FORCE, "50 % or more, all such owners together"),
        ("eu-50", "2022-04-07", IN_FORCE, "more than 50 %, each owner alone"),
        ("eu-50", "2024-07-02", IN_FORCE, "more than 50 %, all such owners together"),
        ("eu-50", "2024-07-03", IN_FORCE, "50 % or more, all such owners together"),
        ("uk-50", "2020-12-30", None, ""),
        ("uk-50", "2026-11-28", IN_FORCE, "more than 50 %, each owner alone"),
        ("bis-50", "2025-09-28", None, ""),
        ("bis-50", "2025-11-09", IN_FORCE, "50 % or more, all such owners together"),
        ("bis-50", "2025-11-10", SUSPENDED, "50 % or more, all such owners together"),
        ("bis-50", "2026-11-09", SUSPENDED, "50 % or more, all such owners together"),
        ("bis-50", "2026-11-10", NOT_VERIFIED, "50 % or more, all such owners together"),
    ],
)
def test_the_version_of_a_day(rule: str, day: str, state: str | None, words: str) -> None:
    version = rules()[rule].on(date.fromisoformat(day))
    assert (version.state if version else None, version.words if version else "") == (state, words)


def entry(authority: str, listed: str, measure: str | None, programme: str | None = None) -> dict[str, str | None]:
    return {"authority": authority, "list": listed, "measure": measure, "programme": programme}


OFAC, BIS = "Office of Foreign Assets Control", "Bureau of Industry and Security"
SDN = "Specially Designated Nationals and Blocked Persons List"
EU, UK = "Council of the European Union", "Foreign, Commonwealth and Development Office"


@pytest.mark.parametrize(
    ("listing", "speaking"),
    [
        (entry(OFAC, SDN, "Asset freeze", "CUBA"), {"ofac-50"}),
        (entry(OFAC, SDN, "Asset freeze", "RUSSIA-EO14024; SDGT"), {"ofac-50", "bis-50"}),
        (entry(OFAC, "us_ofac_sdn", "RUSSIA-EO14024; Block", "RUSSIA-EO14024; US-RUSHAR"), {"ofac-50", "bis-50"}),
        (entry(OFAC, "Sectoral Sanctions Identifications List", "Financial restrictions"), {"ofac-ssi-50"}),
        (entry(BIS, "Entity List", "Export control"), {"bis-50"}),  # export control freezes nothing
        (entry(BIS, "Military End User List", "Export control"), {"bis-50"}),
        (entry(BIS, "Denied Persons List", "Export control"), set()),
        (entry(BIS, "Unverified List", "Export control"), set()),
        (entry(EU, "Regulation (EU) No 269/2014", "Asset freeze"), {"eu-50"}),
        (entry(EU, "Regulation (EU) No 833/2014", "Export control"), set()),
        (entry(UK, "UK Sanctions List", "Travel Ban, Asset freeze, Director Disqualification Sanction"), {"uk-50"}),
        (entry(UK, "UK Sanctions List", "Travel Ban"), set()),
        (entry(UK, "UK Sanctions List", None), set()),
        (entry("Department of Defense", "Chinese military companies (Section 1260H)", None), set()),
    ],
)
def test_a_rule_looks_only_at_listings_whose_measure_it_speaks_of(
    listing: dict[str, str | None], speaking: set[str]
) -> None:
    assert {rule.id for rule in rules().values() if rule.fits(listing)} == speaking


def test_rules_are_asked_for_by_name() -> None:
    assert [rule.id for rule in asked("uk-50, OFAC-50")] == ["uk-50", "ofac-50"]
    assert [rule.id for rule in asked("all")] == list(rules())
    with pytest.raises(InvalidParameter, match=r"rule: must be one of ofac-50, .*, all, got 'ofac'"):
        asked("ofac")
