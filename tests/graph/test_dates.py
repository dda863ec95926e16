from datetime import date

import pytest

from graph.dates import bounds, earliest, latest, version_order
from graph.errors import SchemaError


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-06-17", date(2022, 6, 17), date(2022, 6, 17)),
    ],
)
def test_a_partial_date_sets_bounds(partial: str, first: date, last: date) -> None:
    assert (earliest(partial), latest(partial)) == (first, last)


def test_an_open_end_stays_open() -> None:
    assert bounds("2022-06", None) == (date(2022, 6, 1), None)
    assert bounds(None, "2022") == (None, date(2022, 12, 31))


@pytest.mark.parametrize("wrong", ["22", "2022-13", "2022-02-30", "2022-6", "June 2022", "", "2022-01-01-01"])
def test_what_is_no_partial_date_is_refused(wrong: str) -> None:
    with pytest.raises(SchemaError, match="YYYY"):
        earliest(wrong)


@pytest.mark.parametrize(
    "versions",
    [
        ["1", "2", "10"],
        ["v1", "v1.9", "v1.10", "v2"],
        ["2024-05-09", "2024-05-09 10:00", "2024-11-01"],
        ["31.12.2023", "01.02.2024", "09.01.2025"],
        ["A", "B"],
    ],
)
def test_versions_of_a_record_have_an_order(versions: list[str]) -> None:
    turned = versions[::-1]
    assert sorted(turned, key=version_order) == versions
