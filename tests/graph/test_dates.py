from datetime import date

import pytest

from graph.dates import bounds, earliest, latest
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
