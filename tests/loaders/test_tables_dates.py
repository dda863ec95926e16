"""Dates: partial ISO dates, as exact as the cell, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.tables.dates import ColumnOrder, DateProblem, DateRule, read_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("17.3.2014", "2014-03-17"),
        ("9 August 2024", "2024-08-09"),
        ("26 Feb. 2011", "2011-02-26"),
        ("August 9, 2024", "2024-08-09"),
        ("March 1978", "1978-03"),
        ("5. Mai 2023", "2023-05-05"),
        ("3 июня 2022", "2022-06-03"),
        ("17 Mart 2023", "2023-03-17"),
        ("2024", "2024"),
        ("2024-08", "2024-08"),
        ("2024-08-09", "2024-08-09"),
        ("2024/08/09", "2024-08-09"),
        ("20240809", "2024-08-09"),
        ("2024-08-09 13:45:00", "2024-08-09"),
        ("2024-08-09T13:45:00Z", "2024-08-09"),
        ("2024年8月9日", "2024-08-09"),
        ("2024年8月", "2024-08"),
        ("13/04/2024", "2024-04-13"),
        ("04/13/2024", "2024-04-13"),
        ("05/05/2024", "2024-05-05"),
        ("08.2024", "2024-08"),
        ("7.8. 1978", "1978-08-07"),
        ("29.2.2024", "2024-02-29"),
    ],
)
def test_dates_are_read(text: str, iso: str) -> None:
    assert read_date(text) == iso


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("03/04/2024", "ambiguous_date"),
        ("31.2.2024", "impossible_date"),
        ("29.2.2023", "impossible_date"),
        ("17.13.2024", "impossible_date"),
        ("2024-13-01", "impossible_date"),
        ("3.4.24", "not_a_date"),
        ("45123", "not_a_date"),
        ("1066", "impossible_date"),
        ("soon", "not_a_date"),
        ("9 Augustus 2024", "not_a_date"),
        ("", "not_a_date"),
    ],
)
def test_what_is_no_date_is_refused_with_its_rule(text: str, rule: str) -> None:
    with pytest.raises(DateProblem) as caught:
        read_date(text)
    assert caught.value.reject.rule == rule


def test_a_format_of_the_mapping_settles_day_and_month() -> None:
    assert read_date("03/04/2024", DateRule(("%d/%m/%Y",))) == "2024-04-03"
    assert read_date("03/04/2024", DateRule(("%m/%d/%Y",))) == "2024-03-04"
    assert read_date("04.24", DateRule(("%m.%y",))) == "2024-04"
    with pytest.raises(DateProblem, match="must have the form"):
        read_date("2024-04-03", DateRule(("%d/%m/%Y",)))


@pytest.mark.parametrize(
    ("text", "form", "rule"),
    [
        ("31.06.2023", "%d.%m.%Y", "impossible_date"),
        ("14.13.2023", "%d.%m.%Y", "impossible_date"),
        ("2023年2月30日", "%Y年%m月%d日", "impossible_date"),
        ("00.00.0000", "%d.%m.%Y", "impossible_date"),
        ("31.06.23", "%d.%m.%Y", "not_a_date"),
        ("31/06/2023", "%d.%m.%Y", "not_a_date"),
        ("31 June 2023", "%d %B %Y", "not_a_date"),
        ("soon", "%d.%m.%Y", "not_a_date"),
    ],
)
def test_a_day_that_has_the_form_and_no_calendar_has_is_impossible(text: str, form: str, rule: str) -> None:
    with pytest.raises(DateProblem) as caught:
        read_date(text, DateRule((form,)))
    assert caught.value.reject.rule == rule
    assert text in caught.value.reject.message


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2024", "25/04/2024"], "dmy"),
        (["03/04/2024", "04/25/2024"], "mdy"),
        (["03/04/2024"], None),
        (["25/04/2024", "04/25/2024"], None),
    ],
)
def test_the_column_settles_day_and_month(cells: list[str], order: str | None) -> None:
    column = ColumnOrder()
    for cell in cells:
        column.feed(cell)
    assert column.order() == order


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_printed_day_is_read_back(day: date) -> None:
    assert read_date(f"{day.day}.{day.month}.{day.year}") == day.isoformat()
    assert read_date(day.strftime("%d/%m/%Y"), DateRule(order="dmy")) == day.isoformat()
