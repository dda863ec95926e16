"""Each ready mapping against a table of a generator that does not share its columns: all rows, all traps."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from graph.model import Claim
from graph.settings import Settings
from loaders import run
from loaders.plan import LoadOptions, plan
from loaders.protocol import Notes
from loaders.source import Meta
from loaders.tables import ready
from tests.support.trade_rows import LAYOUTS, Layout, Said, Table

OPTIONS = LoadOptions(synthetic=True, meta=Meta(publisher="Invented customs (synthetic)", synthetic=True))


def write(folder: Path, table: Table) -> Path:
    path = folder / "shipments.csv"
    path.write_bytes(table.text().encode(table.layout.encoding))
    return path


def said(claim: Claim) -> Said:
    return Said(
        sender=claim.supplier.surface if claim.supplier else None,
        receiver=claim.recipient.surface if claim.recipient else None,
        hs=claim.hs,
        day=claim.start,
        quantity=claim.quantity.number if claim.quantity else None,
        value=claim.value.number if claim.value else None,
        currency=claim.value.currency if claim.value else None,
        net=claim.weight_kg,
        origin=claim.origin,
        destination=claim.destination,
    )


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_row_of_a_layout_is_read_or_refused_for_its_own_reason(layout: Layout, tmp_path: Path) -> None:
    table = Table(layout)
    path = write(tmp_path, table)
    expected = table.expected
    assert expected.accepted >= 200
    report = run.load([path], Settings(home=tmp_path / "home"), OPTIONS).files[0]
    assert report.reason == f"a table by the ready mapping {layout.mapping}"
    assert report.rejects_by_rule == dict(sorted(expected.rejects.items()))
    assert (report.rows_in, report.accepted, report.repeated) == (expected.rows, expected.accepted, expected.repeated)
    assert report.rows_in == report.accepted + report.rejected + report.repeated
    assert report.new_columns == []


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_accepted_row_states_what_was_printed(layout: Layout, tmp_path: Path) -> None:
    table = Table(layout)
    line = plan([write(tmp_path, table)], OPTIONS)[0]
    assert line.loader is not None and line.file is not None
    claims = [claim for entry in line.loader.entries(line.file, Notes()) for claim in entry.claims]
    got = {said(claim) for claim in claims}
    missing = set(table.expected.said) - got
    assert not missing, sorted(missing, key=repr)[:3]
    flags = Counter(flag for claim in claims for flag in claim.flags)
    assert {name: flags[name] for name in table.expected.flags} == dict(table.expected.flags)


def test_the_generator_seeds_every_trap_and_knows_no_mapping() -> None:
    rules = {rule for layout in LAYOUTS for rule in Table(layout).expected.rejects}
    wanted = (
        "ambiguous_date ambiguous_number conflict hs_chapter hs_length hs_lost_zero hs_not_digits "
        "hs_scientific impossible_date negative_number net_over_gross no_goods no_parties not_a_date "
        "not_a_number ragged_row repeated_header scientific_number total_row unknown_country "
        "unknown_currency unknown_unit "
    )
    assert rules >= set(wanted.split())
    trade = {name for name in ready.names() if ready.ready(name).kind == "trade"}
    assert {layout.mapping for layout in LAYOUTS} == trade
    text = (Path(__file__).parents[1] / "support" / "trade_rows.py").read_text(encoding="utf-8")
    assert "loaders" not in text and "graph" not in text.replace("paragraph", "")


def _examples() -> dict[str, str]:
    page = (Path(__file__).parents[2] / "docs" / "mappings.md").read_text(encoding="utf-8")
    return dict(re.findall(r"### ([\w-]+)\n.*?```csv\n(.*?)```", page, re.DOTALL))


@pytest.mark.parametrize("name", [name for name in ready.names() if ready.ready(name).kind in ("trade", "arms")])
def test_the_page_on_mappings_has_an_example_of_each_layout_that_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / "example.csv"
    path.write_text(_examples()[name], encoding="utf-8")
    line = plan([path], OPTIONS)[0]
    assert line.reason == f"a table by the ready mapping {name}"
    assert line.loader is not None and line.file is not None
    notes = Notes()
    entries = list(line.loader.entries(line.file, notes))
    assert [entry.reject for entry in entries] == [None]
    assert notes.unread == []
    claim = entries[0].claims[-1]
    assert claim.supplier is not None and claim.recipient is not None
    assert claim.goods and claim.start
