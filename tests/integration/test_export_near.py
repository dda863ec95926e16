"""The neighbourhood of a party and of a path, on both engines. All names are invented."""

from __future__ import annotations

import json
from pathlib import Path

from graph.archive import Archive
from graph.build import build
from graph.export import formats
from graph.export.extract import Extract, extracted
from graph.export.near import Key, near
from graph.settings import Settings
from graph.store import Store
from tests.integration.test_build import VOLNA, YELKEN, tables, texts


def settings_of(store: Store, tmp_path: Path) -> Settings:
    here = Settings(home=tmp_path / "home")
    texts(Archive(here.archive_dir))
    tables(Archive(here.archive_dir))
    build(here, store)
    return here


def rows(extract: Extract, path: Path) -> set[str]:
    formats.write(extract, formats.FORMATS["jsonl"], path)
    return set(path.read_text("utf-8").splitlines()[1:])


def test_what_the_store_says_of_a_party_is_what_the_archive_says(store: Store, tmp_path: Path) -> None:
    here = settings_of(store, tmp_path)
    archive = Archive(here.archive_dir)
    with extracted(archive, here.scratch_dir, "0") as whole:
        everything = rows(whole, tmp_path / "whole")
        (party,) = (("Company", one.id) for one in whole.nodes("Company") if one.properties["name"] == YELKEN)
        known = whole.about.known
    with near(store, archive, here.scratch_dir, "0", "party", [party]) as extract:
        found = rows(extract, tmp_path / "near")
        about = extract.about
        names = {node.properties.get("name") for node in extract.nodes()}
        facts = {node.id for node in extract.nodes("Transfer", "Ownership")}
        kinds = {one.type for one in extract.relationships()}
    assert found < everything
    assert {YELKEN, VOLNA} <= {str(name).title() for name in names}
    assert about.known == known
    assert {one.publisher for one in about.sources} == {"Table", "Paper b"}
    assert {"SUPPLIED", "SUPPLIES", "RECEIVED_BY", "STATED_IN", "IN", "ABOUT", "NAMED", "PUBLISHED_BY"} <= kinds
    ends = [json.loads(line) for line in found if "SUPPLIES" in line or "RECEIVED_BY" in line or "HOLDS" in line]
    assert {one["end"]["waybill_id"] for one in ends} & facts
    assert not list(here.scratch_dir.glob("export-*"))


def test_of_a_path_its_legs_with_their_proof_and_no_more(store: Store, tmp_path: Path) -> None:
    here = settings_of(store, tmp_path)
    archive = Archive(here.archive_dir)
    found = store.read("MATCH (a)-[r:SUPPLIED]->(b) WHERE b.name = $name RETURN r.waybill_id AS id", {"name": VOLNA})
    ties = [row["id"] for row in found][:1]
    things: list[Key] = []
    with near(store, archive, here.scratch_dir, "0", "path", things, ties) as extract:
        assert [one.properties["waybill_id"] for one in extract.relationships("SUPPLIED")] == ties
        (tie,) = extract.relationships("SUPPLIED")
        assert {node.id for node in extract.nodes("Transfer")} == set(tie.properties["best_facts"])  # type: ignore[arg-type]  # a list
        assert {"Document", "Source", "Company"} <= {node.labels[0] for node in extract.nodes()}
