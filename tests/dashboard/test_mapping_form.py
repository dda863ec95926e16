"""A mapping as lines that a person corrects. All names are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import mapping_form
from dashboard.mapping_form import IGNORE, MappingUnclear, changed, choices, lines, read, write
from loaders.tables import drafts
from loaders.tables.mapping import load_mapping
from loaders.tables.suggest import suggest
from tests.support.uploads import COLUMNS, TABLE


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    path = tmp_path_factory.mktemp("draft") / "rows.csv"
    path.write_bytes(TABLE)
    return drafts.to_json(suggest(path))


def test_each_column_stands_with_its_first_values_and_its_field(draft: dict[str, str]):
    found = {one.column: one for one in lines(draft, read(draft["mapping"]))}
    assert list(found) == ["No", "Sent on", "Seller firm", "Far side", "Land there", "Goods description", "Amount"]
    assert found["Seller firm"].values == ("Paper Kite Parts Co",)
    assert found["Amount"].values == ("5400", "many", "120")
    assert (found["Goods description"].field, found["Goods description"].detail) == ("goods", "")
    assert found["Goods description"].sure
    assert {"date", "consignee.name", "consignor.id.INN"} <= set(choices(draft, read(draft["mapping"])))


def test_the_choices_of_a_person_make_a_mapping_that_loads(draft: dict[str, str], tmp_path: Path):
    mapping = read(draft["mapping"])
    made = changed(draft, mapping, {"No": (IGNORE, ""), **COLUMNS})
    path = tmp_path / "rows.csv.mapping.yml"
    path.write_text(write(made), encoding="utf-8")
    loaded = load_mapping(path)
    assert {name: field.column for name, field in loaded.fields.items()} == {
        field: column for column, (field, _) in COLUMNS.items()
    }
    assert (loaded.fields["date"].formats, loaded.fields["value"].unit) == (("%d/%m/%Y",), "USD")
    assert loaded.ignore == {"No"}
    assert {one.column: (one.field, one.detail) for one in lines(draft, made)} == {"No": (IGNORE, ""), **COLUMNS}


def test_what_nobody_changes_stays_as_it_is(draft: dict[str, str]):
    mapping = read(draft["mapping"]) | {"record": {"id": "No"}, "numbers": {"decimal": "."}}
    same = {one.column: (one.field, one.detail) for one in lines(draft, mapping)}
    assert changed(draft, mapping, same) == mapping


def test_two_columns_may_change_places(draft: dict[str, str]):
    mapping = changed(draft, read(draft["mapping"]), COLUMNS)
    swapped = COLUMNS | {"Seller firm": ("consignee.name", ""), "Far side": ("consignor.name", "")}
    fields = changed(draft, mapping, swapped)["fields"]
    assert (fields["consignee.name"], fields["consignor.name"]) == (
        {"column": "Seller firm"},
        {"column": "Far side"},
    )


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"Land there": ("goods", "")}, "the field goods is Goods description already"),
        ({"Land there": ("dispatch", "USD")}, "neither a form of dates nor a unit"),
    ],
)
def test_choices_that_do_not_go_together_are_told(
    draft: dict[str, str], chosen: dict[str, tuple[str, str]], words: str
):
    mapping = changed(draft, read(draft["mapping"]), COLUMNS)
    with pytest.raises(MappingUnclear, match=words):
        changed(draft, mapping, COLUMNS | chosen)


@pytest.mark.parametrize("text", ["", "[1, 2", "fields: 3", "a: &x [*x]", "- 1", "\x00", "fields"])
def test_a_text_that_is_no_mapping_is_told(text: str):
    with pytest.raises(MappingUnclear, match="correct its text"):
        read(text)


@given(data=st.data())
def test_the_order_of_choices_does_not_matter(draft: dict[str, str], data: st.DataObject):
    mapping = read(draft["mapping"])
    order = data.draw(st.permutations(list(COLUMNS)))
    made = changed(draft, mapping, {name: COLUMNS[name] for name in order})
    assert made == changed(draft, mapping, COLUMNS)
    assert changed(draft, made, COLUMNS) == made
    assert mapping_form.read(write(made)) == made
