"""Web pages of news sites: the report is kept whole, and what stands around it goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.documents.html import read_page
from tests.support.news_pages import NewsPage, news_pages

PATH = Path("page.html")


def body(inside: str) -> str:
    return read_page(f"<html><body><h1>Parts for Velstan</h1>{inside}</body></html>", PATH).text


@pytest.mark.parametrize("page", news_pages(), ids=lambda page: page.name)
def test_the_report_stays_and_what_stands_around_it_goes(page: NewsPage) -> None:
    read = read_page(page.markup, PATH)
    assert [block for block in page.report if block not in read.text] == []
    assert [block for block in page.rest if block in read.text] == []
    assert {segment.element.partition(">")[0] for segment in read.segments} == {"html"}


@pytest.mark.parametrize(
    "name", ["comments-open", "has-comments", "tag-newsletter", "share-price", "related-party-deal", "socialist"]
)
def test_names_that_only_resemble_are_kept(name: str) -> None:
    assert "Norvane" in body(f'<div class="{name}">Norvane sold parts.</div><p>{"A court looks into it. " * 5}</p>')


def test_a_block_that_holds_most_of_the_page_or_its_heading_is_kept() -> None:
    assert "Norvane" in body('<div class="newsletter">Norvane sold parts to Velstan in March.</div><p>Short.</p>')
    page = f'<html><body><div class="related"><h1>Norvane</h1></div><p>{"A court. " * 9}</p></body></html>'
    assert "Norvane" in read_page(page, PATH).text


def test_blocks_as_deep_as_a_page_may_be_are_read() -> None:
    assert body("<div>" * 396 + "Norvane sold parts." + "</div>" * 396).endswith("Norvane sold parts.")


def test_a_paragraph_with_a_link_and_a_table_of_links_are_kept() -> None:
    rest = f"<p>{'A court looks into it. ' * 5}</p>"
    assert "Norvane" in body(f'<div>The firm <a href="/n">Norvane</a> sold parts.</div>{rest}')
    assert "Norvane" in body(f'<p><a href="/n">Norvane sold parts.</a></p>{rest}')
    assert "Norvane" in body(f'<table><tr><td><a href="/n">Norvane</a></td></tr></table>{rest}')
