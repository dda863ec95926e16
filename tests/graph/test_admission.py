"""What the graph cannot hold is rejected where it is read. All names are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.admission import admitted, unfit
from graph.model import Amount, Claim, Entry, Name, Party, Reject, replace
from graph.projection import project
from tests.support.samples import country, firm, new_archive, put_table, transfer

FINE = transfer(firm("Alder Rotor", "CN"), firm("Birch", "RU"), start="2023-05", quantity=Amount("12"))


def test_what_fits_stays_as_it_is() -> None:
    entry = Entry(row=2, cells=("Alder Rotor", "Бирч", "12"), claims=(FINE,))
    assert admitted(entry) is entry
    rejected = replace(entry, claims=(), reject=Reject("ragged_row", "x"))
    assert admitted(rejected) is rejected


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\u00ad\ufeff", "\u202e", "x" * 2_001])
def test_a_name_that_nobody_can_see_or_read_is_none(name: str) -> None:
    reject = unfit(replace(FINE, recipient=firm(name, "RU")))
    assert reject is not None and reject.rule == "unusable_name" and "recipient" in reject.message
    assert unfit(replace(FINE, via=(Party(surface=name),))) is not None


@pytest.mark.parametrize("number", ["1" + "0" * 309, "1e400", "NaN", "inf", "x"])
def test_a_number_must_be_finite(number: str) -> None:
    for slot in ("quantity", "value", "share", "weight_kg"):
        reject = unfit(replace(FINE, **{slot: number if slot == "weight_kg" else Amount(number)}))
        assert reject is not None and reject.rule == "unusable_number"
        assert len(reject.message) < 120


def test_a_day_must_exist() -> None:
    for day in ("9999-99-99", "2023-02-30", "soon"):
        reject = unfit(replace(FINE, start=day))
        assert reject is not None and reject.rule == "unusable_date"


def test_half_a_character_is_replaced_in_the_reject() -> None:
    found = admitted(Entry(row=3, record="r\ud800", cells=("A\ud800B", "Ж"), claims=(FINE,)))
    assert found.reject is not None and found.reject.rule == "torn_character"
    assert (found.cells, found.record, found.claims) == (("A\ufffdB", "Ж"), "r\ufffd", ())


def test_names_of_signs_alone_build_a_graph(tmp_path: Path) -> None:
    odd = firm("(", "CN", names=(Name("|;,", "alias"), Name("\u200b", "alias")))
    assert unfit(replace(FINE, supplier=odd)) is None
    archive = new_archive(tmp_path)
    claims: list[Claim] = [replace(FINE, supplier=odd), transfer(firm("'", "RU"), country("CN"))]
    put_table(archive, "t.csv", claims)
    nodes = project(archive).elements.nodes.values()
    assert {node.properties["text"] for node in nodes if node.labels[0] == "Name"} == {"(", "|;,", "'", "Birch"}
