"""Kinds of identifiers: their country, their check digits, and whether two of them keep parties apart."""

from __future__ import annotations

import pytest

from graph.resolution import PartyRecord, resolve
from graph.resolution.exact import contradicting, identifiers
from graph.resolution.identifiers import check_digits, identifier_key, kind_of, trusted

RIGHT = {  # invented numbers with right check digits
    "INN": "1234567894",
    "OGRN": "1111111111110",
    "USCC": "91110000123456789Q",
    "KZ-BIN": "123456789013",
    "UNP": "100000007",
    "VKN": "1234567890",
    "TCKN": "10000000078",
    "EDRPOU": "12345678",
    "RNTRC": "1000000000",
    "LEI": "INVENTED000000000190",
    "IMO": "1234567",
}


@pytest.mark.parametrize(("kind", "number"), RIGHT.items())
def test_a_changed_digit_is_found(kind: str, number: str) -> None:
    assert check_digits(kind, number)
    assert trusted(kind, number)
    digit = next(place for place in reversed(range(len(number))) if number[place].isdigit())
    wrong = f"{number[:digit]}{(int(number[digit]) + 1) % 10}{number[digit + 1 :]}"
    assert not check_digits(kind, wrong)
    assert not trusted(kind, wrong)


@pytest.mark.parametrize(
    ("printed", "country", "key"),
    [
        (("inn", "1234 567894"), "RU", ("INN", "1234567894")),
        (("TAX", "1234567894"), "RU", ("INN", "1234567894")),
        (("TAX-RU", "1234567894"), "CN", ("INN", "1234567894")),
        (("REG-CN", "91110000123456789q"), None, ("USCC", "91110000123456789Q")),
        (("BIN", "123456789013"), None, ("KZ-BIN", "123456789013")),
        (("TAX-KZ", "123456789013"), None, ("KZ-BIN", "123456789013")),
        (("TAX-TR", "123 456 7890"), None, ("VKN", "1234567890")),
        (("TAX-BY", "100000007"), None, ("UNP", "100000007")),
        (("REG-UA", "12345678"), None, ("EDRPOU", "12345678")),
        (("TAX-UA", "1000000000"), None, ("RNTRC", "1000000000")),
        (("TAX-UA", "1234567894"), None, ("INN", "1234567894")),  # a firm on occupied ground
        (("REG", "12-34"), "TR", ("REG-TR", "1234")),
        (("REG", "1234"), None, ("REG", "1234")),
        (("ODD", "1234"), "TR", ("ODD-TR", "1234")),
        (("REG-RA000602", "1234"), "TR", ("REG-RA000602", "1234")),
        (("IN-IEC", "1234"), "TR", ("IN-IEC", "1234")),
    ],
)
def test_a_number_counts_within_its_register(
    printed: tuple[str, str], country: str | None, key: tuple[str, str]
) -> None:
    assert identifier_key(*printed, country) == key


def test_numbers_of_banks_in_belarus_follow_no_known_rule() -> None:
    assert check_digits("UNP", "800000001")
    assert not check_digits("UNP", "100000008")
    assert not check_digits("UNP", "80000000X")


def record(identifier: str, *ids: tuple[str, str], country: str | None = "TR", name: str = "Volnova") -> PartyRecord:
    return PartyRecord(identifier, "company", (name,), country, ids)


def together(one: PartyRecord, other: PartyRecord) -> bool:
    return len(set(resolve([one, other]).clusters.values())) == 1


@pytest.mark.parametrize("kind", ["REG", "TAX", "BATCH"])
def test_a_number_of_a_local_register_joins_nobody_across_countries(kind: str) -> None:
    one = record("a", (kind, "48151623"))
    assert together(one, record("b", (kind, "48151623"), name="Wave"))
    assert not together(one, record("b", (kind, "48151623"), country="AE", name="Wave"))
    nowhere = record("a", (kind, "48151623"), country=None)
    assert not together(nowhere, record("b", (kind, "48151623"), country=None, name="Wave"))
    assert identifiers(nowhere) == {}


@pytest.mark.parametrize("kind", ["KPP", "PHONE", "EMAIL"])
def test_what_many_share_joins_and_forbids_nobody(kind: str) -> None:
    assert not together(record("a", (kind, "770301001")), record("b", (kind, "770301001"), name="Wave"))
    assert together(record("a", (kind, "770301001")), record("b", (kind, "770301002")))


@pytest.mark.parametrize(
    ("kind", "one_only"),
    [
        ("INN", True),
        ("OFAC", True),
        ("REG-TR", True),
        ("IMO", True),
        ("PASSPORT-TR", False),
        ("ID-TR", False),
        ("SWIFT", False),
    ],
)
def test_two_numbers_keep_apart_where_a_party_has_one(kind: str, one_only: bool) -> None:
    numbers = {"INN": ("1234567894", "9876543210"), "IMO": ("1234567", "7654329")}.get(kind, ("48151623", "42481516"))
    one, other = record("a", (kind, numbers[0])), record("b", (kind, numbers[1]))
    assert kind_of(kind).one is one_only
    assert contradicting(one, other) == (kind if one_only else None)
    assert together(one, other) is not one_only
    both = record("c", (kind, numbers[0]), (kind, numbers[1]))
    assert contradicting(both, other) is None


def test_wrong_check_digits_stay_as_printed_and_neither_join_nor_keep_apart() -> None:
    wrong = record("a", ("TAX-TR", "1234567891"))
    assert wrong.ids == (("TAX-TR", "1234567891"),)
    assert not together(wrong, record("b", ("TAX-TR", "1234567891"), name="Wave"))
    assert together(wrong, record("b", ("TAX-TR", "1234567890")))
