"""A register of arms and a table by a ready mapping on their way into the graph, on the embedded engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.build import build, digest, rebuild
from graph.settings import Settings
from graph.store import Store
from loaders.plan import LoadOptions
from loaders.run import load
from loaders.source import Meta

pytestmark = pytest.mark.parametrize("store_settings", ["embedded"], indirect=True)

OPTIONS = LoadOptions(synthetic=True, meta=Meta(publisher="Invented register (synthetic)", synthetic=True))
REGISTER = (
    "Invented register; no such deal\n"
    "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,"
    "Year(s) of delivery,status,Comments\n"
    "Iran,Russia,2015,,24,,Invented-35,FGA aircraft,8,?,2017; 2019,New,Invented\n"
    "Iran,China,2020,,6,,Invented-7,UAV,,,,New,Invented\n"
)
TURKISH = """\
Tescil Tarihi;İhracatçı;Menşe Ülke;Alıcı;Alıcı Ülkesi;Aktarma;GTİP;Ticari Tanım;Net Kg
14.02.2023;HAYAL ELEKTRONİK LTD ŞTİ;Çin;OOO VYDUMKA;Rusya;Gürcistan;848210100000;RULMAN;12,5
"""


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in store.read(query)]


def test_what_is_ordered_is_planned_and_only_what_is_delivered_becomes_a_tie(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "trade-register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    assert load([path], settings, OPTIONS).files[0].accepted == 2
    build(settings, store)
    facts = rows(
        store,
        "MATCH (s:Country)-[:SUPPLIES]->(t:Transfer)-[:RECEIVED_BY]->(r:Country) "
        "RETURN s.code, r.code, t.modality, t.quantity, t.quantity_relation, t.start_printed, t.end_printed, t.model "
        "ORDER BY s.code, t.modality",
    )
    assert facts == [
        ("CN", "IR", "planned", 6.0, "=", "2020", "2020", "Invented-7"),
        ("RU", "IR", "asserted", 8.0, "~", "2017", "2019", "Invented-35"),
        ("RU", "IR", "planned", 24.0, "=", "2015", "2015", "Invented-35"),
    ]
    assert rows(store, "MATCH (a:Country)-[s:SUPPLIED]->(b:Country) RETURN a.code, b.code, s.goods_name") == [
        ("RU", "IR", "fighter aircraft")
    ]
    before = digest(store)
    assert load([path], settings, OPTIONS).files[0].repeated == 2
    rebuild(settings, store)
    assert digest(store) == before


def test_a_table_without_a_mapping_of_its_own_becomes_a_supply_with_its_way(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "ihracat.csv"
    path.write_bytes(TURKISH.encode("windows-1254"))
    assert load([path], settings, OPTIONS).files[0].accepted == 1
    build(settings, store)
    found = rows(
        store,
        "MATCH (s:Company)-[:SUPPLIES]->(t:Transfer)-[:RECEIVED_BY]->(r:Company) MATCH (t)-[:VIA]->(v:Country) "
        "RETURN s.name, r.name, r.country, v.code, t.hs, t.origin, t.weight_kg",
    )
    assert found == [("HAYAL ELEKTRONİK LTD ŞTİ", "OOO VYDUMKA", "RU", "GE", "848210100000", "CN", 12.5)]
