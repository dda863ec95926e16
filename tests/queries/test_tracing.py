"""The long path: from a part that was found to shipments and a listed owner. All firms and parts are invented."""

from __future__ import annotations

import pytest

from graph.archive import Archive
from graph.build import build
from graph.errors import InvalidParameter
from graph.fold import fold_model
from graph.identity import goods_node
from graph.model import Amount, Claim, Party
from graph.settings import Settings
from graph.store import Store
from queries.tracing import trace
from tests.support.samples import firm, put_table, transfer

MAKER, TRADER, BUYER = firm("Alder Chips", "CN"), firm("Birch Trade", "TR"), firm("Fir Plant", "RU")
OWNER, OFFICE = firm("Gorse Holding", "RU"), Party(surface="Test Authority", kind="public_body", country="DE")


def found(model: str, weapon: str, goods: str = "microcontrollers", maker: Party | None = MAKER) -> Claim:
    return Claim(kind="end_use", weapon=Party(surface=weapon, kind="weapon"), maker=maker, goods=goods, model=model)


def node(store: Store, label: str, name: str) -> str:
    slot, value = ("folded", fold_model(name)) if label == "Product" else ("name", name)
    (row,) = store.read(f"MATCH (n:`{label}` {{{slot}: $value}}) RETURN n.waybill_id AS id", {"value": value})
    return str(row["id"])


def filled(settings: Settings, store: Store) -> Store:
    claims = [
        found("QF-9", "Test Drone 1"), found("QF-9", "Test Drone 2"), found("QF-7", "Test Drone 1", maker=None),
        found("QF-X", "Test Drone 1", "ammunition"),
        transfer(MAKER, TRADER, "microcontrollers", start="2023-01"),
        transfer(TRADER, BUYER, "microcontrollers", start="2023-02", model="QF 9", destination="RU"),
        Claim(kind="ownership", subject=OWNER, object=BUYER, share=Amount("60", unit="%")),
        Claim(kind="listing", subject=OFFICE, object=OWNER, topic="test list", record="L1"),
    ]  # fmt: skip
    put_table(Archive(settings.archive_dir), "rows.csv", claims)
    build(settings, store)
    return store


def test_from_a_part_to_the_listed_owner(settings: Settings, store: Store) -> None:
    filled(settings, store)
    answer = trace(store, node(store, "Product", "QF-9"))
    (one,) = answer.traces
    assert (answer.label, answer.findings, answer.not_followed) == ("Product", 2, 0)
    assert one.goods_id == goods_node(concept="microcontrollers")
    (part,) = one.parts
    assert part.maker is not None and part.maker.name == "Alder Chips"
    assert [name for _, name in part.weapons] == ["Test Drone 1", "Test Drone 2"]
    assert len(part.findings) == 2
    (shipment,) = one.exact  # the number is written otherwise there
    assert (shipment["supplier"], shipment["recipient"], shipment["country"]) == ("Birch Trade", "Fir Plant", "RU")
    assert not shipment["synthetic"]
    chains = [[party.name for party in path.parties] for path in one.paths]
    assert ["Alder Chips", "Birch Trade", "Fir Plant"] in chains
    (owner,) = one.owners
    assert (owner.party, owner.top, owner.least) == ("Fir Plant", "Gorse Holding", 60.0)


def test_from_a_weapon_and_from_a_maker(settings: Settings, store: Store) -> None:
    filled(settings, store)
    by_weapon = trace(store, node(store, "Weapon", "Test Drone 1"))
    assert {one.goods: [part.product for part in one.parts] for one in by_weapon.traces} == {
        "microcontrollers": ["QF 9", "QF-7"], "ammunition": ["QF-X"],
    }  # fmt: skip
    assert by_weapon.traces[1].paths == () and by_weapon.traces[1].owners == ()
    by_maker = trace(store, node(store, "Company", "Alder Chips"), to="KZ")
    assert {part.product for one in by_maker.traces for part in one.parts} == {"QF 9", "QF-X"}
    assert not any(one.paths or one.exact for one in by_maker.traces)


def test_what_nothing_was_found_of(settings: Settings, store: Store) -> None:
    filled(settings, store)
    with pytest.raises(InvalidParameter, match="nothing is told of parts found that belong to"):
        trace(store, node(store, "Company", "Fir Plant"))
    with pytest.raises(InvalidParameter, match="it takes that of"):
        trace(store, goods_node(concept="microcontrollers"))
    with pytest.raises(InvalidParameter, match="to: must be a country"):
        trace(store, node(store, "Product", "QF-9"), to="Nowhere")
