"""Who is caught by which rule, and what a listing touches, from claims to the printed answer, on both engines.

All firms, persons and shares are invented; the authorities and lists are those that the rules speak of.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from graph.archive import Archive
from graph.build import build
from graph.errors import InvalidParameter
from graph.model import Amount, Claim, Party, Relation
from graph.settings import Settings
from graph.store import Store
from queries import holdings
from queries.listing_effect import AS_IF, Effect, listing_effect
from queries.ownership import Owned, Verdict, owned
from tests.conftest import empty_store
from tests.support.samples import firm, put_table, transfer
from waybill.output import one_line
from waybill.ownership_view import print_effect, print_owned

OFAC = Party(surface="Office of Foreign Assets Control", kind="public_body", country="US")
BIS = Party(surface="Bureau of Industry and Security", kind="public_body", country="US")
SDN = "Specially Designated Nationals and Blocked Persons List"
GORSE, HEATH = firm("Gorse Holding", "RU"), firm("Heath Optics", "CN")
FIR, ELM, IVY = firm("Fir Plant", "RU"), firm("Elm Works", "RU"), firm("Ivy Trade", "RU")
ALDER, OAK = firm("Alder Chips", "CN"), firm("Oak Motors", "CN")
PAVEL = Party(surface="Pavel Testov", kind="person", country="RU")
PERCENT = "%"


def holds(owner: Party, what: Party, share: str | None = None, relation: Relation = "=", **more: object) -> Claim:
    amount = None if share is None else Amount(share, relation=relation, unit=PERCENT)
    return Claim(kind="ownership", subject=owner, object=what, share=amount, **more)  # type: ignore[arg-type]


def lists(by: Party, what: Party, topic: str, measure: str, start: str | None, programme: str | None = None) -> Claim:
    record = f"{what.surface} {topic}"
    return Claim(
        kind="listing", subject=by, object=what, topic=topic, measure=measure, start=start, programme=programme,
        record=record,
    )  # fmt: skip


CLAIMS = [
    holds(GORSE, FIR, "60"),
    holds(FIR, ELM, "25", ">", share_max=Amount("50", relation="<=", unit=PERCENT)),
    holds(HEATH, ELM, "30"),
    holds(GORSE, IVY, "50", start="2024-01-01"),
    holds(FIR, firm("Yew Port", "RU")),
    lists(OFAC, GORSE, SDN, "Asset freeze", "2023-01-10", "SYRIA"),
    lists(OFAC, PAVEL, SDN, "Asset freeze", "2023-01-10", "RUSSIA-EO14024"),
    lists(BIS, HEATH, "Entity List", "Export control", "2022-05-01"),
    Claim(kind="role", subject=PAVEL, object=FIR, topic="director", start="2020-01-01"),
    transfer(ALDER, FIR, "microcontrollers", start="2022-03-01", value=Amount("900", currency="USD")),
    transfer(ALDER, FIR, "drone parts", start="2023-05-01"),
    transfer(OAK, ELM, "drone engines", start="2024-02-01"),
    transfer(OAK, firm("Teak Shop", "RU"), "drone engines", start="2024-02-01"),
]


@pytest.fixture(scope="module")
def filled(store_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The graph of these claims, on each engine in turn; no test of this file changes it."""
    home = Settings(home=tmp_path_factory.mktemp("ownership"), engine_idle_s=1.0)
    with empty_store(store_settings) as store:
        put_table(Archive(home.archive_dir), "rows.csv", CLAIMS)
        build(home, store)
        yield store


def node(store: Store, name: str) -> str:
    (row,) = store.read("MATCH (n:Party {name: $name}) RETURN n.waybill_id AS id", {"name": name})
    return str(row["id"])


def ask(store: Store, name: str, on: str, rules: str = "all") -> Owned:
    return owned(store, node(store, name), on=date.fromisoformat(on), rules=rules)


def status(found: Owned) -> dict[str, str]:
    return {by.rule.id: by.state if by.party is None else by.party.status for by in found.rules}


def below(found: Owned, rule: str) -> dict[str, str]:
    (by,) = [one for one in found.rules if one.rule.id == rule]
    return {one.party.name: one.status for one in by.below}


def proof(verdict: Verdict | None) -> list[tuple[str, str, str]]:
    assert verdict is not None
    return [(one.owner.name, one.owned.name, str(one.share)) for one in verdict.proof]


def test_owners_directly_and_along_chains(filled: Store) -> None:
    found = ask(filled, "Elm Works", "2023-06-01")
    rows = [(one.owner.name, one.direct is not None, str(one.chains), one.hops) for one in found.owners]
    assert rows == [
        ("Heath Optics", True, "30 %", 1),
        ("Fir Plant", True, "at least 25 and at most 50 %", 1),
        ("Gorse Holding", False, "at least 15 and at most 30 %", 2),
    ]
    assert found.owners[0].lists == ("Entity List",)
    assert (found.over, found.cut, found.owners_total) == (0.0, (), 3)


def test_a_firm_is_caught_by_the_rule_whose_measure_its_owner_is_listed_for(filled: Store) -> None:
    found = ask(filled, "Fir Plant", "2023-06-01")
    assert status(found) == {"ofac-50": "caught", "ofac-ssi-50": "no", "eu-50": "no", "uk-50": "no", "bis-50": "none"}
    ofac = found.rules[0]
    assert proof(ofac.party) == [("Gorse Holding", "Fir Plant", "60 %")]
    assert ofac.party is not None and [one.party.name for one in ofac.party.by] == ["Gorse Holding"]
    assert len(ofac.party.by[0].listings) == 1
    assert below(found, "ofac-50") == {"Elm Works": "possible", "Yew Port": "possible"}
    assert status(ask(filled, "Fir Plant", "2023-01-09"))["ofac-50"] == "no"  # the day before the listing
    assert status(ask(filled, "Fir Plant", "2025-10-15"))["bis-50"] == "no"  # SYRIA is no programme of that rule


def test_export_control_and_asset_freeze_are_never_added_up(filled: Store) -> None:
    found = ask(filled, "Elm Works", "2025-10-15")  # 30 by one on the Entity List, 25 to 50 by one that is blocked
    assert status(found) == {"ofac-50": "possible", "ofac-ssi-50": "no", "eu-50": "no", "uk-50": "no", "bis-50": "no"}
    assert proof(found.rules[0].party) == [
        ("Fir Plant", "Elm Works", "more than 25 and at most 50 %"), ("Gorse Holding", "Fir Plant", "60 %"),
    ]  # fmt: skip


def test_a_listed_party_and_all_that_it_holds(filled: Store) -> None:
    found = ask(filled, "Gorse Holding", "2024-06-01", "ofac-50")
    assert status(found) == {"ofac-50": "listed"}
    assert below(found, "ofac-50") == {
        "Fir Plant": "caught", "Ivy Trade": "caught", "Elm Works": "possible", "Yew Port": "possible",
    }  # fmt: skip
    assert "Ivy Trade" not in below(ask(filled, "Gorse Holding", "2023-12-31", "ofac-50"), "ofac-50")
    heath = ask(filled, "Heath Optics", "2026-01-15")
    assert (status(heath)["bis-50"], status(heath)["ofac-50"]) == ("suspended", "no")
    later = ask(filled, "Heath Optics", "2026-11-28")
    assert (status(later)["bis-50"], later.rules[-1].state) == ("listed", "not verified")


def test_control_by_an_office_stands_apart(filled: Store) -> None:
    found = ask(filled, "Fir Plant", "2025-10-15")
    (office,) = found.control
    assert (office.kind, office.holder.name, office.topic) == ("office", "Pavel Testov", "director")
    assert office.rules == ("ofac-50", "bis-50")
    assert "Pavel Testov" not in [one.owner.name for one in found.owners]
    assert ask(filled, "Fir Plant", "2019-12-31").control == ()


def test_limits_cut_and_the_answer_says_so(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holdings, "MOST_HOPS", 1)
    found = ask(filled, "Elm Works", "2023-06-01", "ofac-50")
    assert found.cut == ("more than 1 holdings in a chain",)
    assert status(found) == {"ofac-50": "possible"}  # the owners of Fir Plant were not read


def effect(store: Store, name: str, **given: object) -> Effect:
    return listing_effect(store, node(store, name), **given)  # type: ignore[arg-type]


def test_a_listing_from_its_first_day(filled: Store) -> None:
    found = effect(filled, "Gorse Holding")
    assert (found.on, found.day_from == AS_IF) == (date(2023, 1, 10), False)
    ofac = found.rules[0]
    assert [(one.party.name, one.status) for one in ofac.caught] == [
        ("Fir Plant", "caught"), ("Elm Works", "possible"), ("Yew Port", "possible"),
    ]  # fmt: skip
    assert (len(ofac.listed), ofac.already) == (1, 0)
    assert [one.name for one in found.touched] == ["Gorse Holding", "Fir Plant"]
    assert found.supplies.counts == {"after": 1, "across": 0, "undated": 0, "before": 1}
    assert [(when, leg.goods) for when, leg in found.supplies.legs] == [
        ("after", "drone parts"), ("before", "microcontrollers"),
    ]  # fmt: skip
    assert found.supplies.legs[1][1].value is not None and found.supplies.legs[1][1].value.currency == "USD"
    assert found.paths.counts == {"after": 1, "across": 0, "undated": 0, "before": 1}
    assert [[end.name for end in path.parties] for _, path in found.paths.paths] == [["Alder Chips", "Fir Plant"]] * 2


def test_a_listing_that_is_not_there(filled: Store) -> None:
    with pytest.raises(InvalidParameter, match=r"on: must be given, for no list that the rules speak of names it"):
        effect(filled, "Fir Plant", rules="bis-50")
    found = effect(filled, "Fir Plant", on=date(2025, 10, 1), rules="bis-50")
    assert (found.day_from, found.rules[0].listed) == (AS_IF, ())
    # 30 of one who stands on the Entity List, and more than 25 of the one that is listed now, is enough
    assert [(one.party.name, one.status) for one in found.rules[0].caught] == [
        ("Elm Works", "caught"), ("Yew Port", "possible"),
    ]  # fmt: skip
    elm = found.rules[0].caught[0]
    assert [one.party.name for one in elm.by] == ["Heath Optics", "Fir Plant"]
    assert elm.by[1].listings == ()
    assert effect(filled, "Fir Plant", on=date(2026, 1, 1), rules="bis-50").rules[0].state == "suspended"


def test_what_is_printed_names_the_proof(filled: Store, capsys: pytest.CaptureFixture[str]) -> None:
    found = ask(filled, "Fir Plant", "2023-06-01")
    print_owned(found)
    printed = one_line(capsys.readouterr().out)
    assert "By what is told, and no legal advice" in printed
    assert "ofac-50: caught by what is told" in printed
    assert "bis-50: Bureau of Industry and Security, Affiliates Rule: no such rule on that day" in printed
    party = found.rules[0].party
    assert party is not None
    assert f"waybill evidence {party.proof[0].facts[0].id}" in printed
    assert json.loads(json.dumps(found.to_json()))["rules"][0]["party"]["status"] == "caught"
    touched = effect(filled, "Fir Plant", on=date(2025, 10, 1), rules="bis-50")
    print_effect(touched)
    printed = one_line(capsys.readouterr().out)
    assert "as if listed on this day" in printed
    assert "caught with the listing: 1 more; possible: 1 more" in printed
    assert f"waybill evidence {touched.supplies.legs[0][1].id}" in printed
    assert json.loads(json.dumps(touched.to_json()))["day_from"] == AS_IF
