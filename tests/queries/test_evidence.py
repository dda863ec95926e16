"""The rows of tables behind a fact come from the archive, cells joined by TAB."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.archive import Archive
from graph.build import build
from graph.errors import ArchiveError
from graph.model import Entry, replace
from graph.reprints import sketch
from graph.settings import Settings
from graph.store import Store
from queries import evidence
from tests.support.samples import document, firm, put_text, transfer
from waybill.paths_view import print_evidence

ROWS = (("Alder Rotor", "Birch", "12"), ("Alder Rotor", "Cedar", "3"))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive")
    with archive.new_package(document("trade.csv", "table"), extractor="table", version="1") as writer:
        writer.header(("seller", "buyer", "pieces"))
        for number, cells in enumerate(ROWS, start=2):
            claim = replace(transfer(firm(cells[0]), firm(cells[1])), record=str(number))
            writer.add(Entry(row=number, record=str(number), cells=cells, claims=(claim,)))
    return archive


class FakeStore:
    """Says that two rows of the table, and one that the archive does not hold, state a fact."""

    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256

    def read(self, statement: str, parameters: dict[str, Any], **_: Any) -> list[dict[str, Any]]:
        if "STATED_IN" not in statement:
            return []
        plain = dict.fromkeys(("title", "url", "published", "edition", "licence", "publisher", "origin", "sheet"))
        place = f"document:{self.sha256[:32]}"
        return [
            {**plain, "fact": "fact", "document": place, "row": row, "synthetic": False}
            for row in (2, 3, 99)
        ]  # fmt: skip


def test_rows_have_their_cells_and_a_lost_row_has_none(archive: Archive) -> None:
    store = FakeStore(document("trade.csv", "table").sha256)
    found = evidence.of_facts(store, archive, ["fact"])  # type: ignore[arg-type]
    assert [(item.row, item.quote, item.spans) for item in found] == [
        (2, "Alder Rotor\tBirch\t12", ((0, 20),)),
        (3, "Alder Rotor\tCedar\t3", ((0, 19),)),
        (99, None, ()),
    ]
    assert found[0].headers == ("seller", "buyer", "pieces")


def test_rows_are_read_in_one_pass_and_a_missing_one_is_an_error_alone(archive: Archive) -> None:
    sha256 = document("trade.csv", "table").sha256
    assert archive.rows(sha256, [(3, None), (99, None)]) == {(3, None): (("seller", "buyer", "pieces"), ROWS[1])}
    assert archive.row(sha256, 2) == (("seller", "buyer", "pieces"), ROWS[0])
    with pytest.raises(ArchiveError, match="row 99"):
        archive.row(sha256, 99)


def test_a_passage_of_a_reprint_says_so(store: Store, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    archive, said = Archive(settings.archive_dir), sketch(" ".join(f"word{number}" for number in range(80)))
    claim = transfer(firm("Alder Rotor", "CN"), firm("Birch Test", "RU"))
    for name, day in (("first.txt", "2024-01-02"), ("later.txt", "2024-01-05")):
        put_text(archive, name, [claim], shingles=said, publisher=f"Paper {name}", published=day)
    build(settings, store)
    (fact,) = {row["id"] for row in store.read("MATCH (f:Transfer) RETURN f.waybill_id AS id")}
    items = evidence.of(store, archive, fact)
    first, later = sorted(items, key=lambda item: item.published or "")
    assert first.reprint_of is None and "reprint_of" not in first.to_json()
    assert later.reprint_of == first.document and later.to_json()["reprint_of"] == first.document
    print_evidence([later])
    assert f"repeats document:{first.document[:8]} nearly word for word; both count as one" in capsys.readouterr().out
