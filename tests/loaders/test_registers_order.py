"""Registers in any order give one graph: what one file only refers to, another one fills in."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from graph.archive import Archive
from graph.digest import digest_of
from graph.projection import project
from graph.settings import Settings
from loaders.run import load

FILES = {
    "gleif_samples": ("lei-data.xml", "rr-data.xml", "repex-data.xml"),
    "bods_samples/uk_psc": ("psc-data-1.json", "company-data-1.json"),
    "opensanctions_ftm_fixtures": ("t2/20240527194702-wnk/entities.delta.json",
                                   "t2/20240528014702-pfh/entities.delta.json",
                                   "t2/20240528134729-3iv/entities.delta.json"),
}  # fmt: skip


@pytest.mark.parametrize("folder", FILES)
def test_the_order_of_loading_does_not_matter(shared_data: Path, tmp_path: Path, folder: str) -> None:
    digests = set()
    for number, order in enumerate(permutations(FILES[folder])):
        settings = Settings(home=tmp_path / str(number))
        for name in order:
            report = load([shared_data / folder / name], settings)
            assert [file.state for file in report.files] == ["completed"]
        elements = project(Archive(settings.archive_dir)).elements
        digests.add(digest_of(elements.nodes.values(), elements.relationships.values()).total)
    assert len(digests) == 1


def test_a_stub_of_one_register_is_filled_by_another(shared_data: Path, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    folder = shared_data / "bods_samples" / "uk_psc"
    seen = []
    for name in ("psc-data-1.json", "company-data-1.json"):
        load([folder / name], settings)
        nodes = project(Archive(settings.archive_dir)).elements.nodes.values()
        held = [node for node in nodes if node.properties.get("identifiers") == ["REG-GB:08209948"]]
        assert len(held) == 1
        seen.append((held[0].properties["name"], held[0].properties.get("stub")))
    assert seen == [("company 08209948", True), ("! LTD", None)]
