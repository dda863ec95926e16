"""Registers of arms transfers: states, what was ordered, what was delivered, and that the one is not the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.model import Claim, Party
from graph.settings import Settings
from loaders import run
from loaders.plan import LoadOptions, plan
from loaders.protocol import Notes
from loaders.source import Meta
from tests.support.arms_rows import STATES, Deal, Register, by_deal, by_year

OPTIONS = LoadOptions(synthetic=True, meta=Meta(publisher="Invented register (synthetic)", synthetic=True))
FORMS = [
    (by_deal, "sipri-register", "windows-1252"),
    (by_deal, "sipri-register", "utf-8"),
    (by_year, "sipri-deliveries", "utf-8-sig"),
]
HEADER = (
    "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,"
    "Year(s) of delivery,status,Comments\n"
)


def deal(claim: Claim) -> Deal:
    return Deal(
        claim.supplier.surface if claim.supplier else None,
        claim.recipient.surface if claim.recipient else None,
        claim.model or "",
        claim.modality,
        claim.quantity.number if claim.quantity else None,
        claim.quantity.relation if claim.quantity else None,
        claim.start,
        claim.end,
    )


def claims(folder: Path, text: str) -> list[Claim]:
    path = folder / "register.csv"
    path.write_text(text, encoding="utf-8")
    line = plan([path], OPTIONS)[0]
    assert line.loader is not None and line.file is not None, line.reason
    return [claim for entry in line.loader.entries(line.file, Notes()) for claim in entry.claims]


@pytest.mark.parametrize(("make", "mapping", "encoding"), FORMS)
def test_every_deal_of_a_register_is_read_or_refused_for_its_own_reason(
    make: Callable[[], Register], mapping: str, encoding: str, tmp_path: Path
) -> None:
    register = make()
    assert register.accepted >= 200
    path = tmp_path / "trade-register.csv"
    path.write_bytes(register.text.encode(encoding))
    report = run.load([path], Settings(home=tmp_path / "home"), OPTIONS).files[0]
    assert report.reason == f"a table by the ready mapping {mapping}"
    assert report.rejects_by_rule == dict(sorted(register.rejects.items()))
    assert (report.accepted, report.repeated) == (register.accepted, register.repeated)
    assert report.rows_in == report.accepted + report.rejected + report.repeated
    assert report.new_columns == []


@pytest.mark.parametrize("make", [by_deal, by_year])
def test_every_row_states_its_order_and_its_delivery(make: Callable[[], Register], tmp_path: Path) -> None:
    register = make()
    got = Counter(deal(claim) for claim in claims(tmp_path, register.text))
    wanted = Counter(register.deals)
    assert set(got) >= set(wanted), sorted(set(wanted) - set(got), key=repr)[:3]
    parties = {party.surface: party for claim in claims(tmp_path, register.text) for party in _ends(claim)}
    for name, party in parties.items():
        expected = ("country", STATES[name]) if name in STATES else ("named", None)
        assert (party.form, party.country) == expected


def _ends(claim: Claim) -> list[Party]:
    return [party for party in (claim.supplier, claim.recipient) if party is not None]


def test_what_is_ordered_and_not_delivered_is_no_delivery(tmp_path: Path) -> None:
    got = claims(tmp_path, HEADER + "Iran,Russia,2022?,,24,?,Invented-35,FGA aircraft,,,,New,Invented deal\n")
    assert [(claim.modality, claim.outcome, claim.flags) for claim in got] == [
        ("planned", "ordered, nothing delivered; New", ("order", "start:estimated"))
    ]
    assert got[0].goods == "Invented-35"
    assert got[0].goods_concept == "fighter-aircraft"
    assert (got[0].topic, got[0].reason) == ("combat aircraft", "Invented deal")


def test_an_order_delivered_in_part_is_two_claims_with_numbers_of_their_own(tmp_path: Path) -> None:
    got = claims(tmp_path, HEADER + "Iran,Russia,2015,,24,,Invented-35,FGA aircraft,(8),,2017; 2019?,Second hand,\n")
    assert [(claim.modality, claim.quantity and claim.quantity.number, claim.start, claim.end) for claim in got] == [
        ("planned", "24", "2015", "2015"),
        ("asserted", "8", "2017", "2019"),
    ]
    assert [claim.outcome for claim in got] == ["ordered, delivered in part; Second hand", "delivered; Second hand"]
    assert got[1].quantity is not None and got[1].quantity.relation == "~"
    assert "start:estimated" in got[1].flags
    assert len({claim.record for claim in got}) == 2
