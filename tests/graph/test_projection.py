"""What a fact's node is related to."""

from __future__ import annotations

from pathlib import Path

from graph.model import Party
from graph.projection import project
from tests.support.samples import country, firm, new_archive, put_table, transfer


def test_a_port_of_lading_is_a_place_of_the_transfer(tmp_path: Path) -> None:
    archive = new_archive(tmp_path)
    port = Party(surface="Port of Nowhere", kind="place", country="CN", country_basis="address")
    put_table(archive, "bills", [transfer(firm("Invented Rotor", "CN"), country("RU"), place=port)])
    elements = project(archive).elements
    (laden,) = [one for one in elements.relationships.values() if one.type == "LADEN_AT"]
    assert (laden.start[0], elements.nodes[laden.end].properties["name"]) == ("Transfer", "Port of Nowhere")
    assert not elements.unfit
