"""The generated pages of docs/ are those that the code makes now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.schema import load_schema
from loaders.tables.mapping import load_mapping
from waybill import docs


@pytest.mark.parametrize("name", sorted(docs.pages()))
def test_a_generated_page_is_true(name: str) -> None:
    page = docs.DOCS / name
    assert page.exists(), "run `make docs`"
    assert page.read_text(encoding="utf-8") == docs.pages()[name], "run `make docs`"


def test_no_page_of_a_query_that_has_gone() -> None:
    assert {f"queries/{page.name}" for page in (docs.DOCS / "queries").glob("*.md")} <= set(docs.pages())


def test_the_model_page_names_every_label_and_type() -> None:
    page = docs.pages()["model.md"]
    schema = load_schema()
    assert {f"### {label}" for label in schema.nodes} <= set(re.findall(r"### \w+", page))
    for name in schema.relationships:
        assert f"| `{name}` |" in page


def test_links_of_the_pages_lead_somewhere() -> None:
    root = docs.DOCS.parent
    pages = [root / "README.md", *docs.DOCS.rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name} -> {target}"


def test_the_mapping_of_the_readme_is_one(tmp_path: Path) -> None:
    text = (docs.DOCS.parent / "README.md").read_text(encoding="utf-8")
    block = re.search(r"    # shipments\.mapping\.yml\n((?:    .*\n)+)", text)
    assert block is not None
    path = tmp_path / "shipments.mapping.yml"
    path.write_text("".join(line[4:] for line in block[1].splitlines(keepends=True)), encoding="utf-8")
    assert load_mapping(path).name == "shipments"
