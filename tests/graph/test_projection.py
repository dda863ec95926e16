"""What a fact's node is related to."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.build import left_out
from graph.left_out import LeftClaim, LeftOut, merge, reason, sentence
from graph.model import Claim, Party
from graph.projection import project
from graph.schema import SCHEMA
from graph.settings import Settings
from tests.support.samples import country, firm, new_archive, put_table, transfer


def test_a_port_of_lading_is_a_place_of_the_transfer(tmp_path: Path) -> None:
    archive = new_archive(tmp_path)
    port = Party(surface="Port of Nowhere", kind="place", country="CN", country_basis="address")
    put_table(archive, "bills", [transfer(firm("Invented Rotor", "CN"), country("RU"), place=port)])
    elements = project(archive).elements
    (laden,) = [one for one in elements.relationships.values() if one.type == "LADEN_AT"]
    assert (laden.start[0], elements.nodes[laden.end].properties["name"]) == ("Transfer", "Port of Nowhere")
    assert not elements.left_out


def test_what_the_model_does_not_hold_is_counted_with_its_claims_and_said_in_words(tmp_path: Path) -> None:
    archive = new_archive(tmp_path)
    listings = [
        Claim(kind="listing", subject=firm("Invented Office"), object=firm(f"Unreal Rotor {n}", "CN"), record=f"r{n}")
        for n in range(3)
    ]
    put_table(archive, "list", listings)
    held = project(archive).elements.left_out
    tied = held["LISTED_BY: Company to Company"]
    assert tied.count == len({one.claim for one in tied.claims}) == 3
    assert {one.document for one in tied.claims} == {"list"}
    assert sentence("LISTED_BY: Company to Company", tied) == (
        "3 claims are kept in the archive but not as LISTED_BY in the graph: a firm cannot list a firm "
        "(rule LISTED_BY: Company to Company)"
    )
    assert left_out(Settings(home=tmp_path)) == dict(sorted(held.items()))


def test_at_most_twenty_claims_of_a_rule_are_named_whatever_the_order() -> None:
    claims = [LeftClaim(f"{n:03d}", "list", n) for n in range(50)]
    one, other = LeftOut(), LeftOut()
    one.add(50, claims)
    for claim in reversed(claims):
        merge({"rule": other}, {"rule": LeftOut(1, [claim])})
    assert one == other
    assert (one.count, one.claims) == (50, claims[:20])


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("role.subject: Vessel", "a vessel cannot be the subject of a role"),
        ("end_use.goods", "an end use has no goods"),
        ("OWNS: Goods to Person", "goods cannot own a person"),
        *((f"{tie}: Company to Person", "cannot") for tie in SCHEMA.ties),
    ],
)
def test_every_rule_is_said_in_words(rule: str, words: str) -> None:
    assert words in reason(rule)
