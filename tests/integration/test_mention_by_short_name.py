"""From a text to the graph: a firm that a text calls by a short name which several parties of the lists bear."""

from __future__ import annotations

from pathlib import Path

from graph.archive import Archive
from graph.model import Claim, Name
from graph.projection import Elements, project
from loaders.documents import read
from loaders.extraction import report
from loaders.source import Meta
from tests.support.samples import country, firm, new_archive, put_table, put_text, transfer

FIRM, GROUP = "China Lanhe Industries Corporation", "China Lanhe Industries Group Corporation"


def _listing(name: str, short: str, record: str) -> Claim:
    party = firm(name, "CN", names=(Name(short, "alias"),))
    return Claim(kind="listing", subject=country("US"), object=party, record=record, measure="export control")


def _named(elements: Elements, short: str) -> dict[str, set[str]]:
    """Best name of each firm that bears a short name -> all its names."""
    names = {key: str(node.properties["text"]) for key, node in elements.nodes.items() if key[0] == "Name"}
    held: dict[str, set[str]] = {}
    for one in elements.relationships.values():
        if one.type == "NAMED":
            best = str(elements.nodes[one.start].properties["name"])
            held.setdefault(f"{best} {one.start[1]}", set()).add(names[one.end])
    return {best: all_names for best, all_names in held.items() if short in all_names}


def _graph(archive: Archive, short: str, *listed: str) -> Elements:
    entries = [_listing(name, short, f"entry {number}") for number, name in enumerate(listed)]
    put_table(archive, "list", entries, kind="list")
    return project(archive).elements


def test_a_text_that_names_a_firm_or_its_group_joins_neither(tmp_path: Path) -> None:
    archive = new_archive(tmp_path)
    put_text(archive, "report.txt", [transfer(firm("Lanhe", "CN"), country("RU"))])
    held = _named(_graph(archive, "Lanhe", FIRM, GROUP), "Lanhe")
    assert sorted(map(sorted, held.values())) == [[FIRM, "Lanhe"], [GROUP, "Lanhe"], ["Lanhe"]]


def test_where_one_firm_alone_bears_the_name_it_is_joined(tmp_path: Path) -> None:
    archive = new_archive(tmp_path)
    put_text(archive, "report.txt", [transfer(firm("Lanhe", "CN"), country("RU"))])
    held = _named(_graph(archive, "Lanhe", FIRM), "Lanhe")
    assert list(held.values()) == [{FIRM, "Lanhe"}]


def test_a_known_short_name_waits_though_one_of_its_parties_is_not_loaded(tmp_path: Path, shared_data: Path) -> None:
    """A sentence of our own with a name of which the list of the US Department of Defense has one of two bearers."""
    list_ = (shared_data / "china_related_lists" / "us_dod_1260h.csv").read_text("utf-8")
    assert "Norinco Group" in list_
    path = tmp_path / "report.txt"
    path.write_text("The Chinese company Norinco supplied drone parts to Russia in May 2023.\n", "utf-8")
    found, text, *_ = read(path, Meta(published="2023-06-01"))
    suppliers = {one.supplier.surface for one in report(found, text).claims if one.supplier is not None}
    assert suppliers == {"Norinco"}
    archive = new_archive(tmp_path)
    put_text(archive, "report.txt", [transfer(firm("Norinco", "CN"), country("RU"))])
    held = _named(_graph(archive, "Norinco", "China North Industries Group Corporation Limited"), "Norinco")
    assert len(held) == 2
