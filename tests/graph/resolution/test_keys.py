"""Keys under which records meet before they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.resolution.exact import PartyRecord
from graph.resolution.keys import RULES, address_keys, keys, likeness, outlines, rule_of


def shared(one: str, other: str, kind: str = "company", **more) -> set[str]:
    found = [keys(PartyRecord(name, kind, (name,), **more)) for name in (one, other)]
    return {key.rule for key in set(found[0]) & set(found[1])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("深圳市蓝禾电子有限公司", "Shenzhen Lanhe Electronics Co., Ltd."),
        ("Lan He Trading", "Lanhe Trading"),
        ("Завод «Спектр»", "Spektr Plant"),
        ("深圳藍禾電子", "深圳蓝禾电子"),
        ("China Electronics Export Corporation", "China National Electronics Export Corporation"),
    ],
)
def test_one_firm_in_two_ways_of_writing_shares_a_key(one, other):
    assert shared(one, other)


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, 7), letter=st.sampled_from("abdegklmnoprtu"), how=st.sampled_from(["in", "out", "for"]))
def test_a_name_with_one_typing_error_shares_a_key(place, letter, how):
    word = "spektral"
    typed = (
        word[:place] + {"in": letter + word[place:], "out": word[place + 1 :], "for": letter + word[place + 1 :]}[how]
    )
    assert shared(word.capitalize(), typed.capitalize())


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ivan Petrovich LANHEV", "Ланхев Иван"), ("LANHEV, Ivan", "Ivan Lanhev"), ("王小明", "Wang Xiaoming")],
)
def test_a_person_in_two_ways_of_writing_shares_a_key(one, other):
    assert shared(one, other, "person")


def test_a_frequent_word_makes_no_key_alone():
    texts = {key.text for key in keys(PartyRecord("r", "company", ("Russian Management",), "RU")) if key.rule == "core"}
    assert not texts & {"rusian", "management"}


@pytest.mark.parametrize(
    "name", ["", "LLC", "Общество с ограниченной ответственностью", "Co., Ltd.", "x", "🚀", "\u202e"]
)
def test_a_name_that_says_nothing_has_no_key(name):
    assert keys(PartyRecord("r", "company", (name,), "CN")) == ()


def test_a_name_of_a_hundred_kilobytes_has_few_keys():
    words = " ".join(f"word{number}" for number in range(15_000))
    assert len(keys(PartyRecord("r", "company", (words,), "CN"))) < 200
    assert len(keys(PartyRecord("r", "person", (words,), "CN"))) < 200


def test_real_and_invented_parties_share_no_key():
    one, other = (PartyRecord("r", "company", ("Lanhe Trading",), "CN", synthetic=made) for made in (True, False))
    assert not {key.number for key in keys(one)} & {key.number for key in keys(other)}


def test_a_key_tells_its_rule_and_fits_six_bytes():
    found = keys(PartyRecord("r", "company", ("Lanhe Trading 12",), "CN", ids=(("INN", "7707083893"),)))
    assert {key.rule for key in found} <= set(RULES)
    assert all(rule_of(key.number) == key.rule and 0 <= key.number < 2**47 for key in found)


def test_where_a_party_is_reached_is_one_key_however_it_is_written_and_no_reason_to_compare():
    ids = (
        ("PHONE", "8 (495) 000-00-01"),
        ("EMAIL", "a@lanhe.example"),
        ("EMAIL", "lanhe@mail.ru"),
        ("INN", "7707083893"),
    )
    other = (("FAX", "+7 495 0000001"), ("WEBSITE", "http://www.lanhe.example/en"), ("EMAIL", "Lanhe@mail.ru"))
    records = [PartyRecord("r", "company", ("Lanhe",), "RU", ids=held) for held in (ids, other)]
    found = [address_keys(record) for record in records]
    assert found[0] == found[1]
    assert [(key.rule, key.text) for key in found[0]] == [
        ("phone", "+74950000001"), ("site", "lanhe.example"), ("site", "lanhe@mail.ru"),
    ]  # fmt: skip
    assert all(rule_of(key.number) == key.rule and 0 <= key.number < 2**47 for key in found[0])
    assert not {key.rule for key in keys(records[1])} & {"identifier", "phone", "site"}


def test_what_characters_mean_says_something_beside_words_and_nothing_beside_characters():
    meant = next(line for line in outlines("company", "蓝禾电子有限公司") if line.startswith("~"))
    words = meant.removeprefix("~")
    assert "blue" in words
    assert likeness(meant, words) == likeness(words, meant) == 100
    assert likeness(meant, meant) == 0
