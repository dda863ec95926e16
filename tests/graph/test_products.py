"""Products are known by their part numbers: exactly after normalisation, from the claim to the node and the query."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fold import fold_model
from graph.model import Claim, Party
from graph.projection import Elements, project
from graph.reads import product_id
from tests.support.samples import firm, new_archive, put_table

LOOK_ALIKE = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")  # Latin to Cyrillic letters of the same shape
PART = "XT-40AB9"


def _found(model: str, record: str) -> Claim:
    return Claim(
        kind="end_use",
        model=model,
        maker=firm("Invented Micro", "CN"),
        weapon=Party(surface="Unreal bird", kind="weapon"),
        record=record,
    )


def _products(tmp_path: Path, *numbers: str) -> Elements:
    archive = new_archive(tmp_path)
    for place, number in enumerate(numbers):
        put_table(archive, f"found {place}", [_found(number, f"r{place}")], publisher=f"Publisher {place}")
    return project(archive).elements


def test_one_part_in_several_spellings_is_one_product_and_one_finding(tmp_path: Path) -> None:
    elements = _products(tmp_path, PART, PART.translate(LOOK_ALIKE), "xt 40 ab9", "ＸＴ－４０ＡＢ９")
    products = [node for node in elements.nodes.values() if node.labels[0] == "Product"]
    assert [node.properties["folded"] for node in products] == ["XT40AB9"]
    assert len([node for node in elements.nodes.values() if node.labels[0] == "Finding"]) == 1
    [tie] = [one for one in elements.relationships.values() if one.type == "FOUND_IN"]
    assert tie.start == ("Product", products[0].id)


@pytest.mark.parametrize("other", ["XT-40AB8", "XT-40AB9+", "XT-40AB", "XT-40A89", "XT-4OAB9", "XT-40AB9-T"])
def test_parts_one_sign_apart_are_two_products(tmp_path: Path, other: str) -> None:
    elements = _products(tmp_path, PART, other)
    assert len([node for node in elements.nodes.values() if node.labels[0] == "Product"]) == 2
    assert len([node for node in elements.nodes.values() if node.labels[0] == "Finding"]) == 2


@given(st.text("ABCEHKMOPTXY0123456789-", min_size=1, max_size=20), st.booleans())
def test_look_alike_letters_never_matter(number: str, invented: bool) -> None:
    assert product_id(number, invented) == product_id(number.translate(LOOK_ALIKE), invented)
    assert product_id(number, invented) != product_id(number, not invented)


@given(st.text(max_size=12), st.text(max_size=12))
def test_two_numbers_are_one_product_only_when_they_fold_to_the_same(one: str, other: str) -> None:
    assert (product_id(one, False) == product_id(other, False)) == (fold_model(one) == fold_model(other))
