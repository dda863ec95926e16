"""The generated pages of docs/ are those that the code makes now."""

from __future__ import annotations

import re

import pytest

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
    schema = docs.load_schema()
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
