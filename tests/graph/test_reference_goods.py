"""The goods lexicon: labels, hierarchy, codes, and the lookup that never guesses."""

from __future__ import annotations

import random

import pytest

from graph.fold import goods_key
from graph.reference import goods, hs

ALL = sorted({concept_id for _, _, concept_id in goods.labels()})


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("drone parts", "drone-parts"),
        ("Drone-Parts", "drone-parts"),
        ("drohnen bauteile", "drone-parts"),
        ("Drohnen-Bauteile", "drone-parts"),
        ("Drohnenteile", "drone-parts"),
        ("Drohnenkomponenten", "drone-parts"),
        ("无人机零件", "drone-parts"),
        ("無人機零件", "drone-parts"),
        ("детали беспилотников", "drone-parts"),
        ("İHA parçaları", "drone-parts"),
        ("iha parcalari", "drone-parts"),
        ("pièces de drones", "drone-parts"),
        ("pieces de drones", "drone-parts"),
        ("деталі безпілотників", "drone-parts"),
        ("DRONE PARTS", "drone-parts"),
        ("drone part", "drone-parts"),
        ("Sturmgewehr", "assault-rifles"),
        ("Sturmgewehre", "assault-rifles"),
        ("Sturmgewehren", "assault-rifles"),
        ("hunting weapons", "hunting-weapons"),
        ("Jagdwaffen", "hunting-weapons"),
        ("Halbleiter", "semiconductors"),
        ("Artilleriemunition", "artillery-ammunition"),
        ("militärische Schutzkleidung", "military-protective-clothing"),
        ("Nitrocellulose", "nitrocellulose"),
        ("advanced weapons", "advanced-weapons"),
        ("микросхемы", "integrated-circuits"),
        ("self", None),
        ("parts of", None),
        ("drone parts and more", None),
        ("dron", "drones"),
        ("rone parts", None),
        ("", None),
        ("a", None),
    ],
)
def test_lookup(text: str, concept: str | None) -> None:
    found = goods.lookup(text)
    assert (found.id if found else None) == concept


def test_every_label_leads_to_its_concept_however_it_is_joined() -> None:
    chosen = random.Random(7)
    for label, language, concept_id in goods.labels():
        for text in (label, label.upper() if language != "tr" else label, label.replace(" ", "-"), f" {label} "):
            found = goods.lookup(text)
            assert found is not None, text
            assert found.id == concept_id, text
        if len(label) > 6 and chosen.random() < 0.1:
            cut = goods.lookup(label[1:-1])
            assert cut is None or cut.id == concept_id or goods_key(label[1:-1]) in ALL_KEYS


ALL_KEYS = {goods_key(label) for label, _, _ in goods.labels()}


def test_no_label_stands_for_two_concepts() -> None:
    owners: dict[str, set[str]] = {}
    for label, _, concept_id in goods.labels():
        owners.setdefault(goods_key(label), set()).add(concept_id)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_concepts_are_whole() -> None:
    assert len(ALL) >= 160
    for concept_id in ALL:
        concept = goods.concept(concept_id)
        assert concept is not None
        assert set(concept.labels) == {"de", "en", "fr", "ru", "tr", "uk", "zh"}
        assert all(texts and all(texts) for texts in concept.labels.values())
        assert all(hs.exists(prefix) for prefix in concept.hs), concept_id
        assert all(goods.concept(parent) for parent in concept.broader)
        assert concept_id not in goods.broader(concept_id)[1:]
        assert goods.lookup(concept_id) == concept


def test_hierarchy() -> None:
    weapons = goods.narrower("weapons")
    assert {"weapons", "assault-rifles", "missiles", "fighter-aircraft", "submarines", "tanks"} <= weapons
    assert "ammunition" not in weapons
    assert "drone-parts" not in goods.narrower("drones")
    assert {"drones", "drone-parts", "drone-engines", "fpv-drones"} <= goods.narrower("drone-technology")
    assert goods.broader("fpv-drones") == ("fpv-drones", "drones", "drone-technology")
    assert goods.narrower("no-such") == frozenset()
    assert goods.broader("no-such") == ()


@pytest.mark.parametrize("concept_id", ALL)
def test_narrower_and_broader_agree(concept_id: str) -> None:
    for wider in goods.broader(concept_id):
        assert concept_id in goods.narrower(wider)


def test_codes_are_goods_too() -> None:
    found = goods.lookup("HS 8542")
    assert found is not None
    assert (found.id, found.hs) == ("hs:8542", ("8542",))
    assert goods.lookup("8542.31") == goods.concept("hs:854231") == goods.lookup("hs:854231")
    assert goods.concept("hs:854299") is None
    assert goods.narrower("hs:8542") == frozenset(f"hs:{code}" for code in hs.with_prefix("8542"))
    assert goods.broader("hs:854231")[:3] == ("hs:854231", "hs:8542", "hs:85")
    assert "semiconductors" in goods.broader("hs:854231")


def test_codes_lead_to_the_nearest_concepts() -> None:
    assert goods.for_hs("854231") == ("processors",)
    assert goods.for_hs("880730") == ("drone-parts",)
    assert goods.for_hs("880621") == ("drones",)
    assert goods.for_hs("010121") == ()
    assert goods.hs_prefixes("small-arms") == ("930190", "9302", "930320", "930330")


def test_the_whole_priority_list_is_reached() -> None:
    assert {code: goods.for_hs(code) for code in hs.priority_codes() if not goods.for_hs(code)} == {}


def test_nearest() -> None:
    assert goods.nearest("drone partz")[0] == "drone parts"
    assert goods.nearest("assault rifels")[0] == "assault rifles"
    assert len(goods.nearest("qqq xyz")) <= 5
    near = goods.nearest("Halbleite", 3)
    assert "Halbleiter" in near
    assert len(near) == len(set(near)) == 3
