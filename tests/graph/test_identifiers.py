"""Kinds of identifiers: their country, their check digits, and whether two of them keep parties apart."""

from __future__ import annotations

import pytest

from graph.resolution import PartyRecord, resolve
from graph.resolution.exact import contradicting, identifiers
from graph.resolution.identifiers import check_digits, identifier_key, kind_of, trusted

RIGHT = {  # invented numbers with right check digits
    "INN": "7704730655",
    "OGRN": "1027700132195",
    "USCC": "91110000600037341L",
    "KZ-BIN": "990840000012",
    "UNP": "200988541",
    "VKN": "4540536920",
    "TCKN": "17291716060",
    "EDRPOU": "32855961",
    "RNTRC": "1759013776",
    "LEI": "INVENTED000000000190",
    "IMO": "9319466",
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
        (("inn", "7704 730655"), "RU", ("INN", "7704730655")),
        (("TAX", "7704730655"), "RU", ("INN", "7704730655")),
        (("TAX-RU", "7704730655"), "CN", ("INN", "7704730655")),
        (("REG-CN", "91110000600037341l"), None, ("USCC", "91110000600037341L")),
        (("BIN", "990840000012"), None, ("KZ-BIN", "990840000073")),
        (("TAX-KZ", "990840000012"), None, ("KZ-BIN", "990840000073")),
        (("TAX-TR", "454 053 6920"), None, ("VKN", "4540536920")),
        (("TAX-BY", "200988541"), None, ("UNP", "200988541")),
        (("REG-UA", "32855961"), None, ("EDRPOU", "32855961")),
        (("TAX-UA", "1759013776"), None, ("RNTRC", "1759013776")),
        (("TAX-UA", "7704730655"), None, ("INN", "7704730655")),  # a firm on occupied ground
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
    assert not check_digits("UNP", "200988542")
    assert not check_digits("UNP", "80000000X")


def record(identifier: str, *ids: tuple[str, str], country: str | None = "TR", name: str = "Volna") -> PartyRecord:
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
    numbers = {"INN": ("7704730655", "7707083893"), "IMO": ("9319466", "8814275")}.get(kind, ("48151623", "42481516"))
    one, other = record("a", (kind, numbers[0])), record("b", (kind, numbers[1]))
    assert kind_of(kind).one is one_only
    assert contradicting(one, other) == (kind if one_only else None)
    assert together(one, other) is not one_only
    both = record("c", (kind, numbers[0]), (kind, numbers[1]))
    assert contradicting(both, other) is None


def test_wrong_check_digits_stay_as_printed_and_neither_join_nor_keep_apart() -> None:
    wrong = record("a", ("TAX-TR", "4540536921"))
    assert wrong.ids == (("TAX-TR", "4540536921"),)
    assert not together(wrong, record("b", ("TAX-TR", "4540536921"), name="Wave"))
    assert together(wrong, record("b", ("TAX-TR", "4540536920")))
