"""Telephones, mailboxes and pages out of cells; all invented, in the forms that lists print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.contacts import contacts_of, labelled_contact, read_contacts


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("PHONE", "+ 7 (999) 000-01; 8 999 000 0002", [("PHONE", "+ 7 (999) 000-01"), ("PHONE", "8 999 000 0002")]),
        ("PHONE", "+7 (999) 000-00-01, Fax: +7 (999) 000-00-02", [
            ("PHONE", "+7 (999) 000-00-01"), ("FAX", "+7 (999) 000-00-02")]),
        ("PHONE", "(98)(21)(66000000)", [("PHONE", "(98)(21)(66000000)")]),
        ("PHONE", "+7 999 000 00 01/ +7 999 000 00 02", [("PHONE", "+7 999 000 00 01"), ("PHONE", "+7 999 000 00 02")]),
        ("PHONE", "+7 (999) 000-00-01 (ext. 12)", [("PHONE", "+7 (999) 000-00-01 (ext. 12)")]),
        ("PHONE", "+7 999 000-00-01; or email unreal@gears.example", [
            ("EMAIL", "unreal@gears.example"), ("PHONE", "+7 999 000-00-01")]),
        ("PHONE", "+ 7 \u202d(999)0000001\u202c", [("PHONE", "+ 7 (999)0000001")]),
        ("PHONE", "closed since 2014", []),
        ("EMAIL", "a@gears.example, b@gears.example", [("EMAIL", "a@gears.example"), ("EMAIL", "b@gears.example")]),
        ("EMAIL", "a@gears.example, www.gear.example", [("EMAIL", "a@gears.example"), ("WEBSITE", "www.gear.example")]),
        ("WEBSITE", "gears.example", [("WEBSITE", "gears.example")]),
        ("WEBSITE", "http://gears.example/ and https://\u0448\u0435\u0441\u0442.\u0440\u0444/a?b=1", [
            ("WEBSITE", "http://gears.example"),
            ("WEBSITE", "https://\u0448\u0435\u0441\u0442.\u0440\u0444/a?b=1")]),
        ("WEBSITE", "http://gears.example (offline); In process of liquidation", [("WEBSITE", "http://gears.example")]),
        ("WEBSITE", "http://gears.example; + 38-099-000-00-01", [
            ("WEBSITE", "http://gears.example"), ("PHONE", "+ 38-099-000-00-01")]),
    ],
)  # fmt: skip
def test_a_cell_is_taken_apart(kind: str, text: str, found: list[tuple[str, str]]) -> None:
    assert list(read_contacts(text, kind)) == found


@pytest.mark.parametrize(
    ("segment", "found"),
    [
        ("Phone Number 982100000001", ("PHONE", "982100000001")),
        ("Telephone No. 0096100000001", ("PHONE", "0096100000001")),
        ("Fax No. (218) (0)210000001", ("FAX", "(218) (0)210000001")),
        ("Email:ghost@gears.example", ("EMAIL", "ghost@gears.example")),
        ("Website www.gears.example", ("WEBSITE", "www.gears.example")),
        ("Phones LLC", None),
        ("Telephonist of GEARS", None),
    ],
)
def test_a_word_tells_a_contact_from_other_remarks(segment: str, found: tuple[str, str] | None) -> None:
    assert labelled_contact(segment) == found


@given(st.lists(st.tuples(st.sampled_from(["PHONE", "FAX", "EMAIL", "WEBSITE"]), st.text(max_size=20)), max_size=3))
def test_any_cells_give_contacts_that_they_print(cells: list[tuple[str, str]]) -> None:
    found = contacts_of(cells)
    assert len(set(found)) == len(found)
    assert all(kind in ("PHONE", "FAX", "EMAIL", "WEBSITE") and value.strip() == value != "" for kind, value in found)
